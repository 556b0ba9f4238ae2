//! The signals of an invite, each beside the one thing that silences it.
#![allow(clippy::unwrap_used, missing_docs)]

use baton::clock::{Span, Stretch, WorkingHours, system::System};
use baton::event::{Attendee, Event, Recurrence, When};
use baton::library::{Person, Settings, Thresholds};
use baton::signals::{self, Facts, Fill};
use baton::verdict::{self, judge};
use chrono::{NaiveDateTime, Weekday};

fn at(text: &str) -> NaiveDateTime {
    format!("{text}:00").parse().unwrap()
}

/// A decision with a proposal to read, on a Wednesday at ten in Berlin, five days ahead, forty minutes, three people: nothing
/// is to be said of it.
fn quiet() -> Case {
    let guest = |email: &str| Attendee { email: email.into(), ..Attendee::default() };
    Case {
        event: Event {
            title: "Choose the vendor".into(),
            description: "We decide between the two offers; both teams disagree about the risk.".into(),
            when: Some(When::Timed { start: at("2026-11-25T10:00"), end: at("2026-11-25T10:40") }),
            attendees: vec![guest("ana@example.test"), guest("ben@example.test")],
            organiser: Some("me@example.test".into()),
            time_zone: Some("Europe/Berlin".into()),
            ..Event::default()
        },
        settings: Settings::default(),
        now: at("2026-11-20T09:00"),
        description_known: true,
        has_block: false,
        is_new: Some(true),
        series: 0,
        neighbours: None,
    }
}

struct Case {
    event: Event,
    settings: Settings,
    now: NaiveDateTime,
    description_known: bool,
    has_block: bool,
    is_new: Option<bool>,
    series: u32,
    neighbours: Option<Vec<Stretch>>,
}

impl Case {
    fn with<T>(&self, look: impl FnOnce(&Facts<'_>) -> T) -> T {
        look(&Facts {
            event: &self.event,
            verdict: &judge(&self.event),
            settings: &self.settings,
            zones: &System,
            home: Some("Europe/Berlin"),
            now_utc: Some(self.now),
            description_known: self.description_known,
            has_block: self.has_block,
            is_new: self.is_new,
            series_without_agenda: self.series,
            neighbours: self.neighbours.as_deref(),
        })
    }

    fn says(&self) -> Vec<&'static str> {
        self.with(|facts| signals::signals(facts).into_iter().map(|s| s.code).collect())
    }

    fn fill(&self, code: &str) -> Vec<Fill> {
        self.with(|facts| signals::signals(facts).into_iter().find(|s| s.code == code).unwrap().fill)
    }

    fn lasting(mut self, from: &str, to: &str) -> Self {
        self.event.when = Some(When::Timed { start: at(from), end: at(to) });
        self
    }
}

#[test]
fn a_well_made_invite_is_left_in_peace() {
    assert_eq!(quiet().says(), [""; 0]);
}

#[test]
fn a_missing_purpose() {
    let mut case = quiet();
    case.event.title = "Decide: which vendor do we take".into();
    case.event.description = "Join Zoom Meeting\nhttps://zoom.us/j/1".into();
    assert_ne!(judge(&case.event).outcome, verdict::Outcome::Unclear, "else the card asks back anyway");
    assert_eq!(case.says(), ["purpose_missing"]);
    case.description_known = false;
    assert_eq!(case.says(), [""; 0], "a page that has not shown it yet");
    case.description_known = true;
    case.has_block = true;
    assert_eq!(case.says(), [""; 0]);
}

#[test]
fn thresholds_are_the_persons() {
    let mut case = quiet();
    case.event.attendees = (0..7).map(|n| Attendee { email: format!("p{n}@example.test"), ..Attendee::default() }).collect();
    assert_eq!(case.says(), ["crowd"]);
    assert_eq!(case.fill("crowd"), [Fill::Count(8), Fill::Count(8)]);
    case.settings.thresholds = Thresholds { crowd: 9, ..Thresholds::default() };
    assert_eq!(case.says(), [""; 0]);

    let mut case = quiet();
    case.settings.thresholds.no_meeting_days = vec![Weekday::Wed];
    assert_eq!(case.fill("no_meeting_day"), [Fill::Day(Weekday::Wed)]);
    case.settings.signals_off = vec!["no_meeting_day".into()];
    assert_eq!(case.says(), [""; 0]);
}

#[test]
fn notice_is_counted_to_the_instant_of_the_start() {
    let mut case = quiet();
    case.now = at("2026-11-24T09:01"); // the start is at 9:00 UTC
    assert_eq!(case.says(), ["short_notice"]);
    case.now = at("2026-11-24T08:59");
    assert_eq!(case.says(), [""; 0]);
    case.now = at("2026-11-25T09:01");
    assert_eq!(case.says(), [""; 0], "it has begun");
    case.event.title = "Production is down".into();
    case.event.description = "Outage since noon, all hands on the database.".into();
    case.now = at("2026-11-25T08:30");
    assert_eq!(case.says(), [""; 0], "an emergency has no notice");
}

#[test]
fn an_agenda_is_due_a_day_before() {
    let mut case = quiet();
    case.is_new = Some(false);
    case.now = at("2026-11-24T12:00");
    assert_eq!(case.says(), ["agenda_late"]);
    case.event.description = "Agenda:\n1. Offer A: price and risk\n2. Offer B: price and risk".into();
    assert_eq!(case.says(), [""; 0]);
}

#[test]
fn whose_hours_it_leaves_is_named_with_their_time() {
    let mut case = quiet();
    let person = |who: &str, zone: &str, hours| Person { who: who.into(), zone: Some(zone.into()), hours };
    case.settings.people =
        vec![person("ana@example.test", "America/New_York", None), person("ben@example.test", "Europe/Athens", None)];
    assert_eq!(case.fill("outside_hours"), [Fill::People(vec![(Some("ana@example.test".into()), at("2026-11-25T04:00"))])]);
    // their own hours hold, gaps too
    let mut days: [Vec<Span>; 7] = Default::default();
    days[2] = vec![Span { from: 9 * 60, to: 11 * 60 + 20 }, Span { from: 12 * 60, to: 17 * 60 }];
    let lunch = WorkingHours::new(days).unwrap();
    case.settings.people = vec![person("ben@example.test", "Europe/Athens", Some(lunch))];
    assert_eq!(case.says(), ["outside_hours"], "ten in Berlin is eleven in Athens, and it ends in the lunch");
    let starts = case.with(signals::starts_elsewhere);
    assert_eq!(starts, [("ben@example.test".to_owned(), at("2026-11-25T11:00"))]);
    case.settings.people.clear();
    assert_eq!(case.says(), [""; 0], "nothing is claimed of people who are not known");
}

#[test]
fn series() {
    let mut case = quiet();
    case.event.recurrence = Some(Recurrence::Rule("FREQ=WEEKLY".into()));
    assert_eq!(case.says(), ["no_end"]);
    case.event.recurrence = Some(Recurrence::Rule("FREQ=WEEKLY;COUNT=8".into()));
    assert_eq!(case.says(), [""; 0]);
    case.series = 3;
    assert_eq!(case.fill("series_without_agenda"), [Fill::Count(3)]);
    case.series = 2;
    assert_eq!(case.says(), [""; 0]);
}

#[test]
fn lengths_that_leave_a_pause() {
    let half = quiet().lasting("2026-11-25T10:00", "2026-11-25T10:30");
    assert_eq!(half.fill("shorter"), [Fill::Count(25)]);
    let hour = quiet().lasting("2026-11-25T10:00", "2026-11-25T11:00");
    assert_eq!(hour.fill("shorter"), [Fill::Count(50)]);
}

#[test]
fn neighbours_speak_only_where_they_are_known() {
    let busy = |from: &str, to: &str| Stretch { from: at(from), to: at(to) }; // UTC, an hour behind Berlin
    let mut case = quiet();
    case.neighbours = Some(vec![busy("2026-11-25T09:40", "2026-11-25T10:00")]);
    assert_eq!(case.says(), ["back_to_back"]);
    // free from 9 to 12, the meeting from 10:00 to 10:40 leaves an hour and 80 minutes
    case.neighbours = Some(vec![busy("2026-11-25T11:00", "2026-11-25T12:00")]);
    assert_eq!(case.fill("focus_broken"), [Fill::Between(at("2026-11-25T09:00"), at("2026-11-25T12:00"))]);
    // two hours are left behind it
    case.neighbours = Some(vec![busy("2026-11-25T12:00", "2026-11-25T13:00")]);
    assert_eq!(case.says(), [""; 0]);
    // the meeting itself is in the calendar too
    case.neighbours = Some(vec![busy("2026-11-25T09:00", "2026-11-25T09:40"), busy("2026-11-25T11:00", "2026-11-25T12:00")]);
    assert_eq!(case.says(), ["focus_broken"]);
    // nothing to break where the time is taken already
    case.neighbours = Some(vec![busy("2026-11-25T09:30", "2026-11-25T11:30")]);
    assert_eq!(case.says(), [""; 0]);
}

#[test]
fn what_matters_most_comes_first() {
    let mut case = quiet().lasting("2026-11-25T10:00", "2026-11-25T10:30");
    case.event.attendees = (0..9).map(|n| Attendee { email: format!("p{n}@example.test"), ..Attendee::default() }).collect();
    case.event.recurrence = Some(Recurrence::Rule("FREQ=WEEKLY".into()));
    case.now = at("2026-11-25T02:00");
    case.settings.people = vec![Person { who: "p1@example.test".into(), zone: Some("Asia/Tokyo".into()), hours: None }];
    assert_eq!(case.says(), ["outside_hours", "crowd", "short_notice", "no_end", "shorter"]);
}

#[test]
fn signals_never_change_the_verdict() {
    let case = quiet();
    let before = judge(&case.event);
    let _ = case.says();
    assert_eq!(judge(&case.event), before);
    let codes: std::collections::BTreeSet<_> = signals::all().into_iter().map(|s| s.code).collect();
    assert_eq!(codes.len(), signals::all().len(), "a code twice");
}

#[test]
fn a_sentence_is_filled_in_english() {
    let source = signals::all().remove(0).source;
    let of = |code: &'static str, fill| signals::Signal { code, fill, source: source.clone() }.english();
    assert_eq!(of("no_meeting_day", vec![Fill::Day(Weekday::Wed)]), "You keep Wed free of meetings.");
    let (from, to) = (at("2026-11-25T09:00"), at("2026-11-25T11:30"));
    assert_eq!(of("focus_broken", vec![Fill::Between(from, to)]), "It breaks your focus block, 09:00–11:30.");
    let people = vec![(None, from), (Some("Ben".to_owned()), to)];
    assert_eq!(of("outside_hours", vec![Fill::People(people)]), "Outside working hours: you (09:00), Ben (11:30)");
    assert_eq!(of("crowd", vec![Fill::Count(9), Fill::Count(8)]), "9 people; from 8 on, a meeting seldom decides well.");
}
