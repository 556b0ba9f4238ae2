//! The card's state, played natively: what is heard, what is shown, what is ordered.
#![allow(clippy::unwrap_used, clippy::panic)]

use baton::agenda::{AgendaEdit, Balance, Mode};
use baton::brief::Target;
use baton::library::{Person, Settings};
use baton::protocol::orders::{Answer, Refusal};
use baton::share::block;
use baton::sites::{FieldValue, SiteId, Values};
use baton::ui::card::form::{Edit, Slot};
use baton::ui::card::state::{Action, Ask, BlockState, Effect, Offer, OrderOf, Place, State, View};
use baton::ui::card::time::Time;
use baton::verdict::{Kind, Outcome, Purpose};
use baton::wording::{FieldId, FormId};
use chrono::{NaiveDate, NaiveDateTime};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const STATUS: &str = "Quick round: everyone reports what they did last week and what is next. No discussion needed.";

fn text(value: &str) -> FieldValue {
    FieldValue { rung: 0, matched: 1, value: json!(value), ..FieldValue::default() }
}

fn guests(addresses: &[&str]) -> FieldValue {
    let rows = addresses.iter().map(|a| BTreeMap::from([("email".to_owned(), Value::from(*a))])).collect();
    FieldValue { rung: 0, matched: 1, rows: Some(rows), ..FieldValue::default() }
}

fn form(title: &str, description: &str) -> Values {
    BTreeMap::from([
        ("title".into(), text(title)),
        ("title_editable".into(), FieldValue { rung: 0, matched: 1, value: json!(true), ..FieldValue::default() }),
        ("description".into(), text(description)),
        ("start_date".into(), text("20261124")),
        ("end_date".into(), text("20261124")),
        ("start_time".into(), text("T100000")),
        ("end_time".into(), text("T103000")),
        ("attendees".into(), guests(&["ana@example.test", "ben@example.test", "cem@example.test"])),
    ])
}

fn card(settings: Settings) -> State {
    State::new(Place::Form { site: SiteId::GoogleCalendar, surface: "full_editor".into() }, settings)
}

fn hear(state: &mut State, fields: Values) -> Vec<Effect> {
    state.apply(Action::Values { url: "https://calendar.google.com/calendar/u/0/r/eventedit".into(), fields })
}

fn opened(title: &str, description: &str) -> State {
    let mut state = card(Settings::default());
    hear(&mut state, form(title, description));
    state
}

fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(10, 0, 0).unwrap()
}

/// The one write order among `effects`: its number, and the field's text before and after.
fn write_in(effects: &[Effect]) -> (u32, String, String) {
    let mut found = effects.iter().filter_map(|e| match e {
        Effect::Order(order) => match &**order {
            OrderOf::Write { id, on, edit, .. } => Some((*id, on.clone(), block::apply(on, edit).unwrap())),
            _ => None,
        },
        _ => None,
    });
    let write = found.next().unwrap_or_else(|| panic!("no write in {effects:?}"));
    assert!(found.next().is_none());
    write
}

fn taken(id: u32, text: &str) -> Action {
    Action::Answered(Answer { id, ok: true, text: Some(text.into()), fields: None, why: None })
}

fn refused(id: u32, why: Refusal, text: Option<&str>) -> Action {
    Action::Answered(Answer { id, ok: false, text: text.map(Into::into), fields: None, why: Some(why) })
}

fn asked(effects: &[Effect]) -> Vec<Ask> {
    effects.iter().filter_map(|e| if let Effect::Ask(a) = e { Some((**a).clone()) } else { None }).collect()
}

#[test]
fn an_empty_form_is_not_asked_about() {
    let mut state = card(Settings::default());
    let mut fields = form("", "");
    fields.insert("attendees".into(), guests(&[]));
    hear(&mut state, fields);
    assert!(!state.shows());
    hear(&mut state, form("Weekly status", STATUS));
    assert!(state.shows());
    assert_eq!(state.verdict.as_ref().unwrap().outcome, Outcome::Async);
}

#[test]
fn a_silenced_kind_shows_nothing_and_can_be_silenced_from_the_card() {
    let mut state = opened("Weekly status", STATUS);
    let kind = state.verdict.as_ref().unwrap().kind;
    let effects = state.apply(Action::Silence);
    assert_eq!(asked(&effects), [Ask::Silence(kind)]);
    assert!(!state.shows());

    let mut other = card(Settings { silenced: vec![kind], ..Settings::default() });
    hear(&mut other, form("Weekly status", STATUS));
    assert!(!other.shows());
}

#[test]
fn the_agenda_is_written_after_what_was_there_and_taken_out_again() {
    let before = "Bring the numbers.\nRoom 4.";
    let mut state = opened("Choose the vendor", before);
    let (id, on, after) = write_in(&state.apply(Action::WriteAgenda));
    assert_eq!(on, before);
    assert!(after.starts_with(before) && after.len() > before.len());
    assert!(state.busy());
    state.apply(taken(id, &after));
    assert!(!state.busy());
    assert_eq!(state.block, BlockState::Present);
    assert_eq!(state.notice.as_ref().map(|n| (n.key, n.good)), Some(("agenda_written", true)));

    let (id, on, restored) = write_in(&state.apply(Action::Offer(Offer::TakeOut)));
    assert_eq!((on.as_str(), restored.as_str()), (after.as_str(), before));
    state.apply(taken(id, before));
    assert_eq!(state.block, BlockState::Absent);
}

#[test]
fn a_second_click_replaces_the_block_and_leaves_the_verdict_alone() {
    let mut state = opened("Choose the vendor", "Options A and B are on the table, we disagree.");
    let verdict = state.verdict.clone();
    let (id, _, after) = write_in(&state.apply(Action::WriteAgenda));
    state.apply(taken(id, &after));
    hear(&mut state, form("Choose the vendor", &after));
    assert_eq!(state.verdict, verdict, "Baton must not judge its own words");
    let (_, _, again) = write_in(&state.apply(Action::WriteAgenda));
    assert_eq!(again, after);
}

#[test]
fn a_page_that_spaces_text_differently_still_took_it() {
    let mut state = opened("Choose the vendor", "x");
    let (id, _, after) = write_in(&state.apply(Action::WriteAgenda));
    state.apply(taken(id, &after.replace('\n', "\r\n").replace(' ', "\u{a0}")));
    assert!(state.notice.as_ref().unwrap().good);
}

#[test]
fn text_that_the_page_drops_is_said_and_offered() {
    let mut state = opened("Choose the vendor", "x");
    let (id, ..) = write_in(&state.apply(Action::WriteAgenda));
    state.apply(refused(id, Refusal::NotTaken, Some("x")));
    let notice = state.notice.clone().unwrap();
    assert_eq!((notice.key, notice.good), ("why_not_taken", false));
    assert_eq!(notice.offers, [Offer::Copy, Offer::Prefilled]);
    assert!(matches!(&state.apply(Action::Offer(Offer::Copy))[..], [Effect::Copy(t)] if !t.is_empty()));
    let opened = asked(&state.apply(Action::Offer(Offer::Prefilled)));
    assert!(matches!(&opened[..], [Ask::Open(url)] if url.starts_with("https://calendar.google.com/")));
}

#[test]
fn a_success_that_does_not_read_back_is_no_success() {
    let mut state = opened("Choose the vendor", "x");
    let (id, ..) = write_in(&state.apply(Action::WriteAgenda));
    state.apply(taken(id, "x"));
    assert!(!state.notice.as_ref().unwrap().good);
    assert_eq!(state.block, BlockState::Absent);
}

#[test]
fn text_typed_meanwhile_is_planned_on_once_more_and_no_further() {
    let mut state = opened("Choose the vendor", "x");
    let (first, ..) = write_in(&state.apply(Action::WriteAgenda));
    let (second, on, _) = write_in(&state.apply(refused(first, Refusal::Changed, Some("x and y"))));
    assert_eq!(on, "x and y");
    assert!(state.apply(refused(second, Refusal::Changed, Some("z"))).is_empty());
    assert_eq!(state.notice.as_ref().unwrap().key, "why_changed");
}

#[test]
fn a_covered_card_says_so() {
    let mut state = opened("Choose the vendor", "x");
    let (id, ..) = write_in(&state.apply(Action::WriteAgenda));
    state.apply(refused(id, Refusal::Covered, None));
    assert_eq!(state.notice.as_ref().unwrap().key, "why_covered");
}

#[test]
fn an_answer_to_another_order_is_ignored() {
    let mut state = opened("Choose the vendor", "x");
    let (id, _, after) = write_in(&state.apply(Action::WriteAgenda));
    state.apply(taken(id + 7, &after));
    assert!(state.busy() && state.notice.is_none());
}

fn form_open(title: &str, description: &str) -> State {
    let mut state = opened(title, description);
    state.apply(Action::MakeAsync { now: now(), zone: Some("Europe/Berlin".into()) });
    state
}

fn finish(state: &mut State) -> Vec<Effect> {
    state.apply(Action::Finish { id: "r1".into() })
}

#[test]
fn without_an_event_the_brief_is_copied_and_kept() {
    let mut state = form_open("Weekly status", STATUS);
    let effects = finish(&mut state);
    let kept = asked(&effects);
    assert!(matches!(&kept[..], [Ask::Keep(r)] if r.id == "r1" && r.slot == "none" && r.person_minutes > 0), "{kept:?}");
    assert!(effects.iter().any(|e| matches!(e, Effect::Copy(t) if t.contains("Weekly status"))));
}

#[test]
fn the_day_of_the_deadline_opens_free_all_day_and_without_guests() {
    let mut state = form_open("Weekly status", STATUS);
    state.apply(Action::Edit(Edit::Slot(Slot::AllDay)));
    let View::Brief(form) = &state.view else { panic!() };
    let day = form.brief.reply_by.date();
    let effects = finish(&mut state);
    let [Ask::Keep(_), Ask::Open(url)] = &asked(&effects)[..] else { panic!("{effects:?}") };
    let (from, to) = (day.format("%Y%m%d"), day.succ_opt().unwrap().format("%Y%m%d"));
    assert!(url.contains("crm=AVAILABLE"), "{url}");
    assert!(url.contains(&format!("dates={from}%2F{to}")), "{url}");
    assert!(!url.contains("&add=") && !url.contains("vcon"), "{url}");
}

#[test]
fn focus_time_keeps_the_slot_without_guests() {
    let mut state = form_open("Weekly status", STATUS);
    state.apply(Action::Edit(Edit::Slot(Slot::Focus)));
    let effects = finish(&mut state);
    let [Ask::Keep(_), Ask::Open(url)] = &asked(&effects)[..] else { panic!("{effects:?}") };
    assert!(url.contains("20261124T100000%2F20261124T103000") && !url.contains("add="), "{url}");
}

#[test]
fn reply_windows_move_the_deadline_and_only_the_offered_ones_count() {
    let mut state = form_open("Weekly status", STATUS);
    let reply_by = |state: &State| match &state.view {
        View::Brief(form) => form.brief.reply_by,
        _ => panic!(),
    };
    let first = reply_by(&state);
    state.apply(Action::Edit(Edit::Window(48)));
    assert!(reply_by(&state) > first);
    state.apply(Action::Edit(Edit::Window(1)));
    assert!(reply_by(&state) > first);
}

#[test]
fn a_refused_store_is_said_and_the_form_stays() {
    let mut state = form_open("Weekly status", STATUS);
    finish(&mut state);
    state.apply(Action::Refused("the browser's storage for Baton is full".into()));
    let notice = state.notice.clone().unwrap();
    assert!(!notice.good && notice.fill[0].contains("full"));
    assert!(matches!(state.view, View::Brief(_)));
}

#[test]
fn an_unclear_invite_takes_one_answer() {
    let mut state = opened("Quick chat", "");
    assert_eq!(state.verdict.as_ref().unwrap().outcome, Outcome::Unclear);
    state.apply(Action::Purpose(Purpose::Talked));
    assert_eq!(state.verdict.as_ref().unwrap().outcome, Outcome::Live);
}

#[test]
fn a_typed_invite_copies_instead_of_writing() {
    let mut state = State::new(Place::Typed, Settings::default());
    state.apply(Action::Typed(baton::event::Event { title: "Choose the vendor".into(), ..Default::default() }));
    assert!(state.shows());
    assert!(matches!(&state.apply(Action::WriteAgenda)[..], [Effect::Copy(_)]));
}

#[test]
fn an_unclear_kind_is_never_silenced_away() {
    let mut state = card(Settings { silenced: vec![Kind::Unclear], ..Settings::default() });
    hear(&mut state, form("Quick chat", ""));
    assert!(state.shows());
}

/// As the browser tells it: Monday 10:00 in Berlin, with everybody's zones at hand.
fn monday_in_berlin() -> Time {
    Time {
        now_utc: Some("2026-11-23T09:00:00".parse().unwrap()),
        zone: Some("Europe/Berlin".into()),
        zones: std::rc::Rc::new(baton::clock::system::System),
    }
}

#[test]
fn the_deadline_waits_for_the_reader_whose_day_begins_last() {
    let ben = Person { who: "Ben@example.test".into(), zone: Some("America/New_York".into()), hours: None };
    let mut state = card(Settings { people: vec![ben], ..Settings::default() });
    state.time = monday_in_berlin();
    hear(&mut state, form("Weekly status", STATUS));
    state.apply(Action::MakeAsync { now: now(), zone: Some("Europe/Berlin".into()) });
    let View::Brief(form) = &state.view else { panic!("{:?}", state.view) };
    assert_eq!(form.brief.reply_by.to_string(), "2026-11-24 15:00:00");
    let elsewhere: Vec<_> = form.brief.elsewhere.iter().map(|r| (r.name.as_str(), r.at.to_string())).collect();
    assert_eq!(elsewhere, [("ben@example.test", "2026-11-24 09:00:00".to_owned())]);

    state.apply(Action::Edit(Edit::Window(36)));
    let View::Brief(form) = &state.view else { panic!("{:?}", state.view) };
    assert_eq!((form.window_h, form.brief.reply_by.to_string()), (36, "2026-11-25 09:00:00".to_owned()));
    assert!(form.brief.elsewhere[0].outside, "three in the morning");
    let text = baton::brief::to_plain(&form.brief);
    assert!(
        text.contains("For ben@example.test: Wednesday, 25 November 2026, 03:00 (America/New_York), outside working hours"),
        "{text}"
    );
}

#[test]
fn a_decision_against_the_verdict_holds_for_the_next_invite_of_that_sort_until_it_is_taken_back() {
    let mut state = opened("Weekly status", STATUS);
    assert_eq!(state.may_decide(), Some(Outcome::Live));
    let effects = state.apply(Action::Learn { outcome: Outcome::Live, id: "o1".into(), now: now() });
    let learned = asked(&effects);
    assert!(matches!(&learned[..], [Ask::Learn(o)] if o.id == "o1" && o.outcome == Outcome::Live), "{learned:?}");
    assert_eq!(state.verdict.as_ref().unwrap().outcome, Outcome::Live);
    assert_eq!(state.may_decide(), None, "undo is the way back");

    // the next one, in a new card with the settings as they are now
    let mut next = card(state.settings().clone());
    hear(&mut next, form("Weekly status, 1 December", STATUS));
    assert_eq!(next.verdict.as_ref().unwrap().outcome, Outcome::Live);
    assert_eq!(asked(&next.apply(Action::Unlearn)), [Ask::Unlearn("o1".into())]);
    assert_eq!(next.verdict.as_ref().unwrap().outcome, Outcome::Async);
    assert!(next.learned.is_none());
}

fn finish_agenda(state: &mut State) -> Vec<Effect> {
    state.apply(Action::FinishAgenda { now: now(), zone: Some("Europe/Berlin".into()) })
}

#[test]
fn an_edited_agenda_is_what_is_written_and_stays_edited_for_that_invite() {
    let mut state = opened("Choose the vendor", "We disagree on the price.");
    state.apply(Action::EditAgenda);
    state.apply(Action::Agenda(AgendaEdit::Question(0, "Which vendor keeps our data here?".into())));
    state.apply(Action::Agenda(AgendaEdit::Delete(1)));
    let View::Agenda(editor) = &state.view else { panic!() };
    assert!(matches!(editor.balance(), Balance::Left(_)), "freed minutes are said, not hidden");
    assert!(editor.can_undo());
    state.apply(Action::UndoAgenda);
    let View::Agenda(editor) = &state.view else { panic!() };
    assert_eq!(editor.balance(), Balance::Even);
    let (id, _, after) = write_in(&finish_agenda(&mut state));
    assert!(after.contains("1. Which vendor keeps our data here? ("), "{after}");
    state.apply(taken(id, &after));
    assert_eq!((&state.view, state.notice.as_ref().unwrap().key), (&View::Verdict, "agenda_written"));
    // the short way writes the edited one too, until the invite is another
    let (_, _, again) = write_in(&state.apply(Action::WriteAgenda));
    assert_eq!(again, after);
    let mut other = opened("Choose the vendor", "We disagree on the price.");
    other.apply(Action::EditAgenda);
    other.apply(Action::Agenda(AgendaEdit::Outcome("Changed.".into())));
    hear(&mut other, form("Negotiate with the vendor", "We disagree on the terms."));
    other.apply(Action::Back);
    let (_, _, fresh) = write_in(&other.apply(Action::WriteAgenda));
    assert!(!fresh.contains("Changed."), "{fresh}");
}

#[test]
fn items_marked_for_writing_become_briefs_one_after_the_other() {
    let mut state =
        opened("Choose the vendor", "1. Which vendor do we choose?\n2. Sales report\n3. Vote for the day of the party");
    state.apply(Action::EditAgenda);
    state.apply(Action::Agenda(AgendaEdit::Mode(1, Mode::Async)));
    state.apply(Action::Agenda(AgendaEdit::Mode(2, Mode::Async)));
    let (_, _, after) = write_in(&finish_agenda(&mut state));
    let (_, block) = after.split_once("──").unwrap();
    assert!(block.contains("1. Which vendor do we choose? (") && !block.contains("2. "), "{after}");
    assert_eq!(after.matches("In writing, not in the meeting:").count(), 2, "{after}");
    let asked_in = |state: &State| match &state.view {
        View::Brief(form) => (form.brief.questions.len(), form.more, form.async_part),
        other => panic!("{other:?}"),
    };
    let (questions, more, part) = asked_in(&state);
    assert!(part && questions + more == 2, "two items, in one brief or two");
    for left in (0..more).rev() {
        let effects = finish(&mut state);
        assert!(matches!(&asked(&effects)[..], [Ask::Keep(_)]));
        assert_eq!(asked_in(&state).1, left);
    }
    finish(&mut state);
    assert!(matches!(state.view, View::Brief(_)), "the last one stays, with what was said about it");
}

#[test]
fn a_longer_meeting_is_heard_while_its_agenda_is_edited() {
    let mut state = opened("Choose the vendor", "We disagree.");
    state.apply(Action::EditAgenda);
    let mut fields = form("Choose the vendor", "We disagree.");
    fields.insert("end_time".into(), text("T110000"));
    hear(&mut state, fields);
    let View::Agenda(form) = &state.view else { panic!() };
    assert_eq!((form.total, form.balance()), (60, Balance::Left(30)));
}

#[test]
fn another_form_brings_its_own_questions_fields_and_windows() {
    let mut state = form_open("Weekly status", STATUS);
    state.apply(Action::Edit(Edit::Form(FormId::Rfc)));
    let View::Brief(form) = &state.view else { panic!() };
    assert_eq!((form.windows(), form.window_h), ([72, 120, 168], 120));
    assert!(form.brief.fields.iter().any(|f| f.field == FieldId::Alternatives));
    state.apply(Action::Edit(Edit::Default("If nobody objects by Friday, I start.".into())));
    state.apply(Action::Edit(Edit::Field(FieldId::Goals, "Fewer pages".into())));
    for target in Target::ALL {
        let effects = state.apply(Action::CopyBrief(target));
        assert!(matches!(&effects[..], [Effect::Copy(t)] if t.contains("Fewer pages") && t.contains("I start.")), "{effects:?}");
    }
}

#[test]
fn a_default_action_follows_the_deadline() {
    let mut state = form_open("Weekly status", STATUS);
    let text = |state: &State| match &state.view {
        View::Brief(form) => form.brief.default_action_text(),
        _ => panic!(),
    };
    let before = text(&state);
    state.apply(Action::Edit(Edit::Default(format!("{before} Thanks."))));
    state.apply(Action::Edit(Edit::Window(48)));
    let after = text(&state);
    assert!(after.ends_with(" Thanks.") && after != format!("{before} Thanks."), "{before} / {after}");
}

#[test]
fn what_is_written_speaks_the_language_of_the_invite_else_of_the_person() {
    let mut state = form_open("Wöchentlicher Status", "Jeder berichtet kurz, was fertig ist. Keine Diskussion.");
    let effects = state.apply(Action::CopyBrief(Target::Plain));
    assert!(matches!(&effects[..], [Effect::Copy(t)] if t.contains("Antwort bis: ") && !t.contains("Reply by")), "{effects:?}");
    let mut state = card(Settings { language: Some("ja".into()), ..Settings::default() });
    hear(&mut state, form("Sync", ""));
    state.apply(Action::MakeAsync { now: now(), zone: None });
    let effects = state.apply(Action::CopyBrief(Target::Plain));
    assert!(matches!(&effects[..], [Effect::Copy(t)] if t.contains("返信期限：")), "{effects:?}");
}

#[test]
fn an_invited_person_who_said_who_they_are_is_told_whether_to_go() {
    let mut theirs = form("Vendor choice", "We go through both offers. Ann decides at the end.");
    theirs.remove("title_editable");
    let mut nobody = card(Settings::default());
    hear(&mut nobody, theirs.clone());
    assert!(!nobody.shows(), "nothing is said to somebody Baton does not know");
    let me = baton::library::Me { names: vec!["Ann".into()], ..Default::default() };
    let mut state = card(Settings { me, ..Settings::default() });
    hear(&mut state, theirs);
    assert!(state.shows());
    assert_eq!(state.attend.as_ref().map(|a| a.answer), Some(baton::attend::Answer::Go));
    hear(&mut state, form("Vendor choice", "Ann decides."));
    assert!(state.attend.is_none(), "the organiser is asked the other question");
}

#[test]
fn a_receipt_says_why_only_where_it_was_switched_on() {
    let written = |receipt: bool, title: &str| {
        let mut state = card(Settings { receipt, ..Settings::default() });
        hear(&mut state, form(title, ""));
        let (_, _, after) = write_in(&state.apply(Action::WriteAgenda));
        after
    };
    assert!(
        written(true, "Negotiate the price of the plan").contains("\nWhy live: terms to agree on in back-and-forth, 3 people\n")
    );
    assert!(!written(false, "Negotiate the price of the plan").contains("Why live"));
    assert!(!written(true, "Weekly status update").contains("Why live"), "the verdict does not speak for it");
    let mut state = card(Settings { receipt: true, ..Settings::default() });
    hear(&mut state, form("Weekly status update", ""));
    state.apply(Action::MakeAsync { now: now(), zone: None });
    let effects = state.apply(Action::CopyBrief(Target::Plain));
    assert!(matches!(&effects[..], [Effect::Copy(t)] if t.contains("Why in writing: progress reports, 3 people")), "{effects:?}");
}
