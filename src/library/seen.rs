//! Events that the person had open beside Baton's card: enough to remind once of a missing agenda, and to count a series.

use super::{Shape, Stored};
use crate::limits::{SEEN_KEPT, SEEN_KEPT_DAYS};
use chrono::{Duration, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// Store key of [`Seen`].
pub const SEEN_KEY: &str = "seen";

/// One event as it was when its form was last open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SeenEvent {
    /// The form it was seen in; the same form tells of the same event.
    pub id: String,
    /// Scheme and host of the calendar.
    pub origin: String,
    /// Title, one line.
    pub title: String,
    /// Start on the person's own clock.
    pub start: NaiveDateTime,
    /// Start, UTC.
    pub start_utc: NaiveDateTime,
    /// IANA zone of the event.
    pub zone: Option<String>,
    /// An agenda or a brief stood in it.
    pub agenda: bool,
    /// What meetings of one series have in common; `None` for one that does not repeat.
    pub series: Option<String>,
    /// How far its reminder is.
    pub reminder: Reminder,
}

/// The one reminder of an event, from its making to its end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reminder {
    /// Not due yet.
    #[default]
    Waiting,
    /// Due: the toolbar icon shows it.
    Up,
    /// The person has opened the popup, where it stands.
    Listed,
    /// Taken away, or never needed.
    Done,
}

/// All of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Seen {
    /// Earliest start first.
    events: Vec<SeenEvent>,
}

impl Stored for Seen {
    const SHAPE: Shape = Shape::Seen;
}

impl Seen {
    /// Notes how `event` stands now, in place of what was noted of it before. Whoever has the form open within `ahead_h` hours of
    /// the start is told there, and needs no reminder.
    pub fn note(&mut self, mut event: SeenEvent, now_utc: NaiveDateTime, ahead_h: u32) {
        let before = self.events.iter().find(|e| same(e, &event)).map(|e| e.reminder);
        event.reminder = match before {
            Some(Reminder::Done) => Reminder::Done,
            _ if due_at(&event, ahead_h) <= now_utc => Reminder::Done,
            _ => Reminder::Waiting,
        };
        self.events.retain(|e| !same(e, &event));
        self.events.push(event);
        self.events.retain(|e| now_utc < e.start_utc + Duration::days(SEEN_KEPT_DAYS));
        self.events.sort_by_key(|e| e.start_utc);
        let surplus = self.events.len().saturating_sub(SEEN_KEPT);
        self.events.drain(..surplus);
    }

    /// Earlier meetings of the series of `event` that had no agenda.
    pub fn series_without_agenda(&self, event: &SeenEvent) -> u32 {
        let Some(series) = &event.series else { return 0 };
        let mut starts: Vec<NaiveDateTime> = Vec::new();
        for e in self.events.iter().filter(|e| e.origin == event.origin && e.series.as_ref() == Some(series) && !e.agenda) {
            if e.start_utc < event.start_utc && !starts.contains(&e.start_utc) {
                starts.push(e.start_utc);
            }
        }
        u32::try_from(starts.len()).unwrap_or(u32::MAX)
    }

    /// Puts up what has become due. Nothing is put up twice.
    pub fn put_up(&mut self, now_utc: NaiveDateTime, ahead_h: u32) {
        for event in &mut self.events {
            if event.reminder == Reminder::Waiting && !event.agenda && due_at(event, ahead_h) <= now_utc {
                event.reminder = if now_utc < event.start_utc { Reminder::Up } else { Reminder::Done };
            }
        }
    }

    /// What the popup lists: due, not taken away, not begun, still without an agenda.
    pub fn listed(&self, now_utc: NaiveDateTime) -> Vec<SeenEvent> {
        let stands = |e: &&SeenEvent| matches!(e.reminder, Reminder::Up | Reminder::Listed) && !e.agenda && now_utc < e.start_utc;
        self.events.iter().filter(stands).cloned().collect()
    }

    /// What the toolbar icon shows: listed, and not looked at yet.
    pub fn unseen(&self, now_utc: NaiveDateTime) -> Option<SeenEvent> {
        self.listed(now_utc).into_iter().find(|e| e.reminder == Reminder::Up)
    }

    /// The person has looked.
    pub fn look(&mut self) {
        for event in self.events.iter_mut().filter(|e| e.reminder == Reminder::Up) {
            event.reminder = Reminder::Listed;
        }
    }

    /// The person took a reminder away.
    pub fn take_away(&mut self, id: &str) {
        for event in self.events.iter_mut().filter(|e| e.id == id) {
            event.reminder = Reminder::Done;
        }
    }

    /// The next instant after `now_utc` at which something comes up, or goes because it begins.
    pub fn next_change(&self, now_utc: NaiveDateTime, ahead_h: u32) -> Option<NaiveDateTime> {
        let moments = self.events.iter().filter(|e| !e.agenda).filter_map(|e| match e.reminder {
            Reminder::Waiting => Some(due_at(e, ahead_h)),
            Reminder::Up | Reminder::Listed => Some(e.start_utc),
            Reminder::Done => None,
        });
        moments.filter(|at| *at > now_utc).min()
    }
}

/// One form, or the same meeting in another.
fn same(a: &SeenEvent, b: &SeenEvent) -> bool {
    a.id == b.id || (a.origin == b.origin && a.start_utc == b.start_utc && a.title.eq_ignore_ascii_case(&b.title))
}

fn due_at(event: &SeenEvent, ahead_h: u32) -> NaiveDateTime {
    event.start_utc.checked_sub_signed(Duration::hours(ahead_h.into())).unwrap_or(NaiveDateTime::MIN)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        format!("2026-11-{text}:00").parse().unwrap()
    }

    fn event(id: &str, start: &str) -> SeenEvent {
        SeenEvent { id: id.into(), title: "Vendor".into(), start: at(start), start_utc: at(start), ..SeenEvent::default() }
    }

    #[test]
    fn one_reminder_a_day_ahead_and_never_again() {
        let mut seen = Seen::default();
        seen.note(event("a", "25T10:00"), at("20T09:00"), 24);
        assert_eq!(seen.next_change(at("20T09:00"), 24), Some(at("24T10:00")));
        seen.put_up(at("24T09:59"), 24);
        assert!(seen.unseen(at("24T09:59")).is_none());
        seen.put_up(at("24T10:00"), 24);
        assert_eq!(seen.unseen(at("24T10:00")).unwrap().id, "a");
        assert_eq!(seen.next_change(at("24T10:00"), 24), Some(at("25T10:00")));
        seen.look();
        assert!(seen.unseen(at("24T11:00")).is_none() && seen.listed(at("24T11:00")).len() == 1);
        seen.put_up(at("24T12:00"), 24);
        assert!(seen.unseen(at("24T12:00")).is_none(), "once");
        seen.take_away("a");
        assert!(seen.listed(at("24T12:00")).is_empty());
        // the form opened again does not begin it anew
        seen.note(event("b", "25T10:00"), at("24T12:00"), 24);
        seen.put_up(at("24T12:01"), 24);
        assert!(seen.listed(at("24T12:01")).is_empty());
    }

    #[test]
    fn an_agenda_or_the_start_ends_it() {
        let mut seen = Seen::default();
        seen.note(event("a", "25T10:00"), at("20T09:00"), 24);
        seen.put_up(at("24T10:00"), 24);
        assert!(seen.listed(at("25T10:00")).is_empty(), "it has begun");
        seen.note(SeenEvent { agenda: true, ..event("b", "25T10:00") }, at("24T10:05"), 24);
        assert!(seen.listed(at("24T10:06")).is_empty());
        assert_eq!(seen.next_change(at("24T10:06"), 24), None);
    }

    #[test]
    fn whoever_has_the_form_open_that_late_knows() {
        let mut seen = Seen::default();
        seen.note(event("a", "25T10:00"), at("24T18:00"), 24);
        seen.put_up(at("24T19:00"), 24);
        assert!(seen.listed(at("24T19:00")).is_empty());
        // a browser that was closed meanwhile puts nothing up for what is over
        seen.note(event("b", "27T10:00"), at("24T18:00"), 24);
        seen.put_up(at("28T18:00"), 24);
        assert!(seen.unseen(at("28T18:00")).is_none());
    }

    #[test]
    fn a_moved_event_is_one_event() {
        let mut seen = Seen::default();
        seen.note(event("a", "25T10:00"), at("20T09:00"), 24);
        seen.note(event("b", "25T10:00"), at("21T09:00"), 24);
        seen.note(event("b", "27T10:00"), at("21T09:01"), 24);
        assert_eq!(seen.next_change(at("21T09:02"), 24), Some(at("26T10:00")));
    }

    #[test]
    fn a_series_is_counted_by_its_meetings() {
        let mut seen = Seen::default();
        let weekly = |id: &str, start: &str, agenda| SeenEvent { series: Some("vendor".into()), agenda, ..event(id, start) };
        for (id, start, agenda) in
            [("a", "03T10:00", false), ("b", "10T10:00", false), ("c", "17T10:00", true), ("d", "17T11:00", false)]
        {
            seen.note(weekly(id, start, agenda), at("02T09:00"), 24);
        }
        assert_eq!(seen.series_without_agenda(&weekly("e", "24T10:00", false)), 3);
        assert_eq!(seen.series_without_agenda(&event("f", "24T10:00")), 0);
    }

    #[test]
    fn old_and_surplus_events_go() {
        let mut seen = Seen::default();
        seen.note(event("old", "01T10:00"), at("01T09:00"), 24);
        for n in 0..SEEN_KEPT + 5 {
            let start = at("02T00:00") + Duration::hours(i64::try_from(n).unwrap());
            seen.note(SeenEvent { id: n.to_string(), start_utc: start, ..SeenEvent::default() }, at("01T09:00"), 24);
        }
        assert_eq!(seen.events.len(), SEEN_KEPT);
        assert!(seen.events.iter().all(|e| e.id != "old"));
        let late = at("01T10:00") + Duration::days(SEEN_KEPT_DAYS + 60);
        seen.note(event("z", "30T10:00"), late, 24);
        assert!(seen.events.len() <= 1);
    }
}
