//! What becomes of a brief once it is sent: answers come, points stay open, the deadline passes. Pure; who asks brings the time.

use super::Brief;
use crate::{
    agenda::{Agenda, AgendaItem, Mode, PreRead, one_line},
    clock::{Zones, reply_by, resolve},
    limits::CALL_MIN,
    verdict::Kind,
    wording::{fill, moment, words},
};
use chrono::{Duration, NaiveDateTime, Timelike};
use serde::{Deserialize, Serialize};

/// Rounds of back-and-forth after which a call is quicker (GitLab handbook: three, then a synchronous call).
pub const ROUNDS_BEFORE_CALL: u32 = 3;

/// What the person marked as replies came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FollowUp {
    /// Readers who answered, as the brief names them.
    pub answered: Vec<String>,
    /// Questions that people differ on, counted from 0.
    pub open: Vec<usize>,
    /// Rounds of back-and-forth so far.
    pub rounds: u32,
    /// How it ended.
    pub closed: Option<Closed>,
    /// The person was told that the deadline has passed.
    pub seen: bool,
}

/// How a brief ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Closed {
    /// The closing message was taken.
    Said,
    /// A call on the open points was opened.
    Called,
}

/// One mark by the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// This reader answered, or did not after all.
    Answered(String),
    /// People differ on this question, or no longer.
    Open(usize),
    /// One round more.
    Round,
    /// It ended.
    Close(Closed),
    /// It did not end after all.
    Reopen,
}

/// The next step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Replies are awaited.
    Wait,
    /// The deadline passed and nobody objected: the default action holds, say so.
    SayDone,
    /// A call on the open points is quicker now.
    Call(Why),
    /// Ended.
    Done(Closed),
}

/// Why a call is quicker now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Points were open at the deadline.
    Open,
    /// Three rounds went by and points are open.
    Rounds,
    /// Nobody answered, and nothing was said to happen then.
    Silence,
}

impl FollowUp {
    /// Applies a mark.
    pub fn mark(&mut self, mark: Mark) {
        match mark {
            Mark::Answered(who) => match self.answered.iter().position(|a| *a == who) {
                Some(at) => drop(self.answered.remove(at)),
                None => self.answered.push(who),
            },
            Mark::Open(at) => match self.open.iter().position(|o| *o == at) {
                Some(found) => drop(self.open.remove(found)),
                None => {
                    self.open.push(at);
                    self.open.sort_unstable();
                }
            },
            Mark::Round => self.rounds = self.rounds.saturating_add(1),
            Mark::Close(how) => self.closed = Some(how),
            Mark::Reopen => self.closed = None,
        }
    }

    /// The next step for `brief`, whose deadline has passed or not.
    pub fn next(&self, brief: &Brief, is_due: bool) -> Next {
        let open = self.open.iter().any(|at| *at < brief.questions.len());
        match self.closed {
            Some(how) => Next::Done(how),
            None if open && self.rounds >= ROUNDS_BEFORE_CALL => Next::Call(Why::Rounds),
            None if !is_due => Next::Wait,
            None if open => Next::Call(Why::Open),
            None if brief.default_action.trim().is_empty() && self.answered.is_empty() => Next::Call(Why::Silence),
            None => Next::SayDone,
        }
    }

    /// The points for a call: those marked open, or all of them where none is.
    pub fn points<'b>(&self, brief: &'b Brief) -> Vec<&'b str> {
        let marked: Vec<&str> = self.open.iter().filter_map(|at| brief.questions.get(*at)).map(String::as_str).collect();
        if marked.is_empty() { brief.questions.iter().map(String::as_str).collect() } else { marked }
    }
}

/// The instant of the deadline, UTC; `None` where the brief names no zone that `zones` knows.
pub fn due_utc(zones: &dyn Zones, brief: &Brief) -> Option<NaiveDateTime> {
    Some(resolve(zones, brief.time_zone.as_deref()?, brief.reply_by)?.first())
}

/// The message that closes a brief nobody objected to, in its own language.
pub fn closing(brief: &Brief, follow_up: &FollowUp) -> String {
    let words = words(brief.language);
    let title = one_line(&brief.title);
    let mut out = vec![fill(words.closing, &[&title, &moment(brief.language, brief.reply_by)])];
    let action = one_line(&brief.default_action_text());
    if !action.is_empty() {
        out.push(fill(words.closing_action, &[&action]));
    }
    if !follow_up.answered.is_empty() {
        out.push(fill(words.closing_answered, &[&follow_up.answered.join(words.comma)]));
    }
    out.push(words.closing_thanks.to_owned());
    out.join("\n")
}

/// The title and the agenda of a short call on the open points only.
pub fn call(brief: &Brief, follow_up: &FollowUp) -> (String, Agenda) {
    let words = words(brief.language);
    let points = follow_up.points(brief);
    let each = CALL_MIN / u32::try_from(points.len().max(1)).unwrap_or(u32::MAX).min(CALL_MIN);
    let (_, outcome) = words.ask(Kind::Decision);
    let item = |point: &str| AgendaItem {
        question: one_line(point),
        outcome: outcome.to_owned(),
        owner: None,
        minutes: each.max(1),
        kind: Kind::Decision,
        mode: Mode::Live,
    };
    let mut items: Vec<AgendaItem> = points.into_iter().take(usize::try_from(CALL_MIN).unwrap_or(1)).map(item).collect();
    let given: u32 = items.iter().map(|i| i.minutes).sum();
    if let Some(first) = items.first_mut() {
        first.minutes += CALL_MIN.saturating_sub(given);
    }
    let title = fill(words.call_title, &[&one_line(&brief.title)]);
    let outcome = words.call_outcome.to_owned();
    (title, Agenda { language: brief.language, outcome, pre_read: PreRead::default(), receipt: None, items })
}

/// When such a call can be: the next full or half hour inside working hours that is at least an hour away. `now` and the answer
/// are the person's local time.
pub fn call_start(now: NaiveDateTime) -> NaiveDateTime {
    const HALF_HOUR_MIN: u32 = 30;
    let earliest = reply_by(now.checked_add_signed(Duration::hours(1)).unwrap_or(now), 0);
    let past = earliest.minute() % HALF_HOUR_MIN;
    let wait = if past == 0 { 0 } else { HALF_HOUR_MIN - past };
    let start = earliest.checked_add_signed(Duration::minutes(wait.into())).unwrap_or(earliest);
    let end = start.checked_add_signed(Duration::minutes(CALL_MIN.into())).unwrap_or(start);
    // A call that would run past the end of the day is one for the morning
    if reply_by(end, 0) == end { start } else { reply_by(end, 0) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use crate::{clock::system::System, event::Event, verdict::judge};
    use proptest::prelude::*;

    fn at(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    fn brief() -> Brief {
        let event = Event { title: "Vendor".into(), description: "1. Which one?\n2. From when?".into(), ..Event::default() };
        let mut brief = crate::brief::draft(&event, &judge(&event), at("2026-03-02T10:30:00"), 24);
        brief.questions = vec!["Which one?".into(), "From when?".into()];
        brief
    }

    #[test]
    fn silence_lets_the_default_action_hold_and_calls_where_there_is_none() {
        let mut b = brief();
        let mut f = FollowUp::default();
        assert_eq!((f.next(&b, false), f.next(&b, true)), (Next::Wait, Next::SayDone));
        b.default_action = "  ".into();
        assert_eq!(f.next(&b, true), Next::Call(Why::Silence));
        f.mark(Mark::Answered("Ben".into()));
        assert_eq!(f.next(&b, true), Next::SayDone);
    }

    #[test]
    fn open_points_ask_for_a_call_at_the_deadline_or_after_three_rounds() {
        let b = brief();
        let mut f = FollowUp::default();
        f.mark(Mark::Open(1));
        assert_eq!((f.next(&b, false), f.next(&b, true)), (Next::Wait, Next::Call(Why::Open)));
        for _ in 0..ROUNDS_BEFORE_CALL {
            f.mark(Mark::Round);
        }
        assert_eq!(f.next(&b, false), Next::Call(Why::Rounds));
        assert_eq!(f.points(&b), ["From when?"]);
        f.mark(Mark::Open(1));
        assert_eq!(f.next(&b, false), Next::Wait, "settled after all");
        f.mark(Mark::Close(Closed::Called));
        assert_eq!(f.next(&b, true), Next::Done(Closed::Called));
        f.mark(Mark::Reopen);
        assert_eq!(f.next(&b, true), Next::SayDone);
    }

    #[test]
    fn the_call_holds_only_the_open_points_and_fifteen_minutes() {
        let b = brief();
        let mut f = FollowUp::default();
        f.mark(Mark::Open(0));
        let (title, agenda) = call(&b, &f);
        assert!(title.contains("Vendor"));
        assert_eq!(agenda.items.iter().map(|i| (i.question.as_str(), i.minutes)).collect::<Vec<_>>(), [("Which one?", 15)]);
        let (_, all) = call(&b, &FollowUp::default());
        assert_eq!(all.items.iter().map(|i| i.minutes).sum::<u32>(), CALL_MIN);
    }

    #[test]
    fn a_call_starts_soon_and_inside_the_day() {
        assert_eq!(call_start(at("2026-03-03T10:10:00")), at("2026-03-03T11:30:00"));
        assert_eq!(call_start(at("2026-03-03T15:40:00")), at("2026-03-04T09:00:00"), "17:00 would be too late");
        assert_eq!(call_start(at("2026-03-06T18:00:00")), at("2026-03-09T09:00:00"), "Friday evening");
    }

    #[test]
    fn the_closing_message_says_what_was_announced() {
        let mut b = brief();
        b.reply_by = at("2026-03-03T10:30:00");
        let mut f = FollowUp::default();
        f.mark(Mark::Answered("Ben".into()));
        let text = closing(&b, &f);
        assert!(text.contains("Vendor") && text.contains(&b.default_action_text()) && text.contains("Ben"), "{text}");
    }

    #[test]
    fn the_deadline_is_an_instant_where_the_zone_is_known() {
        let mut b = brief();
        b.reply_by = at("2026-07-01T12:00:00");
        b.time_zone = Some("Europe/Berlin".into());
        assert_eq!(due_utc(&System, &b), Some(at("2026-07-01T10:00:00")));
        b.time_zone = None;
        assert_eq!(due_utc(&System, &b), None);
    }

    proptest! {
        #[test]
        fn calls_are_never_in_the_past_nor_out_of_hours(minute in 0_i64..60 * 24 * 28) {
            let now = at("2026-03-01T00:00:00") + Duration::minutes(minute);
            let start = call_start(now);
            prop_assert!(start >= now + Duration::hours(1));
            prop_assert_eq!(reply_by(start, 0), start);
            let end = start + Duration::minutes(CALL_MIN.into());
            prop_assert_eq!(reply_by(end, 0), end);
        }

        #[test]
        fn any_call_is_fifteen_minutes(questions in prop::collection::vec(".{1,20}", 1..40), open in prop::collection::vec(0_usize..50, 0..50)) {
            let b = Brief { questions, ..brief() };
            let mut f = FollowUp::default();
            for at in open { f.mark(Mark::Open(at)); }
            let (_, agenda) = call(&b, &f);
            prop_assert_eq!(agenda.items.iter().map(|i| i.minutes).sum::<u32>(), CALL_MIN);
        }
    }
}
