//! What becomes of a kept brief: who answered, what is open, and the next step once the deadline has passed.

use crate::brief::{self, Closed, FollowUp, Mark, Next, Why};
use crate::browser::{self, deadlines, i18n::t, page, storage::Local};
use crate::library::BriefRecord;
use crate::limits::CALL_MIN;
use crate::protocol::requests::Request;
use crate::share::block::{self, Content};
use crate::sites::{self, Prefill, SiteId};
use crate::store::save;
use crate::ui::control::Act;
use chrono::Duration;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Attributes of [`Step`] and [`Replies`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The brief as it is kept.
    pub record: BriefRecord,
    /// It was marked and stored; an error in words when it could not be.
    pub on_change: Callback<Result<BriefRecord, String>>,
}

/// Stores `record` with a mark and tells everybody.
fn mark(props: &Props, mark: Mark) {
    let (mut record, on_change) = (props.record.clone(), props.on_change.clone());
    record.follow_up.mark(mark);
    spawn_local(async move {
        match save(&Local, &record.key(), &record).await {
            Ok(()) => {
                // the icon catches up by itself at the next alarm when nobody answers
                let _ = browser::send(&Request::BriefsChanged).await;
                on_change.emit(Ok(record));
            }
            Err(e) => on_change.emit(Err(e.to_string())),
        }
    });
}

/// The form of the calendar that the brief came from, filled for a short call; `None` where that calendar has no such address.
fn call_url(record: &BriefRecord, title: &str, text: &str) -> Option<String> {
    let site = SiteId::from_id(&record.host)?;
    let start = brief::call_start(page::local_now());
    let end = start.checked_add_signed(Duration::minutes(CALL_MIN.into()))?;
    let wish = Prefill {
        title: title.to_owned(),
        description: text.to_owned(),
        slot: Some(sites::Slot::Timed { start, end, tz: page::time_zone(), busy: true }),
        guests: record.brief.readers.iter().filter(|r| r.contains('@')).cloned().collect(),
        location: String::new(),
    };
    sites::prefill(site, &record.page, &wish)
}

/// The next step, in one line and one button; nothing while replies are awaited.
#[component]
pub fn Step(props: &Props) -> Html {
    let record = &props.record;
    let marked = |what: Mark| {
        let props = Props { record: props.record.clone(), on_change: props.on_change.clone() };
        Callback::from(move |()| mark(&props, what.clone()))
    };
    let copy_and = |text: String, then: Closed| {
        let done = marked(Mark::Close(then));
        Callback::from(move |()| {
            let copying = page::copy(text.clone());
            let done = done.clone();
            spawn_local(async move {
                if copying.await {
                    done.emit(());
                }
            });
        })
    };
    let (title, agenda) = brief::call(&record.brief, &record.follow_up);
    let text = block::render(&Content::Agenda(agenda));
    let call = match call_url(record, &title, &text) {
        Some(url) => {
            let done = marked(Mark::Close(Closed::Called));
            let open = Callback::from(move |()| {
                if page::open(&url) {
                    done.emit(());
                }
            });
            (open, "due_call")
        }
        None => (copy_and(format!("{title}\n\n{text}"), Closed::Called), "due_call_copy"),
    };
    match deadlines::next(record) {
        Next::Wait => html! {},
        Next::SayDone => html! {
            <p class="step"><span>{ t("due_nobody", &[]) }</span>
                <Act id={format!("say-{}", record.id)} on={copy_and(brief::closing(&record.brief, &record.follow_up), Closed::Said)}>{ t("due_say_so", &[]) }</Act></p>
        },
        Next::Call(why) => html! {
            <p class="step"><span>{ t(why_key(why), &[&record.follow_up.rounds.to_string()]) }</span><Act id={format!("call-{}", record.id)} on={call.0}>{ t(call.1, &[&CALL_MIN.to_string()]) }</Act></p>
        },
        Next::Done(how) => html! {
            <p class="step quiet-text"><span>{ t(if how == Closed::Said { "due_said" } else { "due_called" }, &[]) }</span>
                <Act class="link" id={format!("reopen-{}", record.id)} on={marked(Mark::Reopen)}>{ t("undo", &[]) }</Act></p>
        },
    }
}

const fn why_key(why: Why) -> &'static str {
    match why {
        Why::Open => "due_open",
        Why::Rounds => "due_rounds",
        Why::Silence => "due_silence",
    }
}

/// Marks as replies come: who answered, what people differ on, how many rounds it took.
#[component]
pub fn Replies(props: &Props) -> Html {
    let BriefRecord { id, brief, follow_up, .. } = &props.record;
    let toggle = |key: String, label: &str, on: bool, what: Mark| {
        let props = Props { record: props.record.clone(), on_change: props.on_change.clone() };
        let press = Callback::from(move |()| mark(&props, what.clone()));
        html! { <Act class="choice" id={key} pressed={on} on={press}>{ label.to_owned() }</Act> }
    };
    let FollowUp { answered, open, rounds, .. } = follow_up;
    html! {
        <div class="replies">
            if !brief.readers.is_empty() {
                <fieldset><legend>{ t("due_answered", &[]) }</legend>
                    { for brief.readers.iter().enumerate().map(|(n, who)| toggle(format!("answered-{id}-{n}"), who, answered.contains(who), Mark::Answered(who.clone()))) }
                </fieldset>
            }
            <fieldset><legend>{ t("due_differ", &[]) }</legend>
                { for brief.questions.iter().enumerate().map(|(n, q)| toggle(format!("open-{id}-{n}"), q, open.contains(&n), Mark::Open(n))) }
            </fieldset>
            <fieldset><legend>{ t("due_round", &[&rounds.to_string()]) }</legend>
                { toggle(format!("round-{id}"), &t("due_round_more", &[]), false, Mark::Round) }
            </fieldset>
        </div>
    }
}
