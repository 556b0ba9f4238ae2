//! Links that open a site's own form with values in it: the way in where its form cannot be set safely.

use crate::event::{Event, When};
use chrono::{NaiveDate, NaiveDateTime};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};

/// What should stand in the form.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Prefill {
    /// Title.
    pub title: String,
    /// Description, plain text.
    pub description: String,
    /// When; `None` leaves it to the site.
    pub slot: Option<Slot>,
    /// Addresses of the people invited.
    pub guests: Vec<String>,
    /// Where.
    pub location: String,
}

/// When, and whether the person is free then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// All day, shown as free: a deadline, not a meeting.
    AllDayFree(NaiveDate),
    /// From and to, local times in `tz`.
    Timed {
        /// First moment.
        start: NaiveDateTime,
        /// Last moment.
        end: NaiveDateTime,
        /// IANA name of the zone; `None` for the zone of the person's calendar.
        tz: Option<String>,
        /// Shown as busy.
        busy: bool,
    },
}

impl Prefill {
    /// The form of `event` as it stands, with this description.
    pub fn of(event: &Event, description: String) -> Self {
        Self {
            title: event.title.clone(),
            description,
            slot: Slot::busy(event),
            guests: event.attendees.iter().map(|a| a.email.clone()).filter(|e| !e.is_empty()).collect(),
            location: event.location.clone(),
        }
    }
}

impl Slot {
    /// The event's own time, shown as busy; `None` unless it is timed and runs forward.
    pub fn busy(event: &Event) -> Option<Self> {
        match event.when {
            Some(When::Timed { start, end }) if end > start => {
                Some(Self::Timed { start, end, tz: event.time_zone.clone(), busy: true })
            }
            _ => None,
        }
    }
}

/// RFC 3986 unreserved characters stay; everything else is escaped, the space as `%20` too.
const KEEP: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// `base?name=value&…` without the pairs that are empty.
pub(crate) fn link(base: &str, pairs: &[(&str, String)]) -> String {
    let query: Vec<String> =
        pairs.iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| format!("{k}={}", utf8_percent_encode(v, KEEP))).collect();
    format!("{base}?{}", query.join("&"))
}

/// Stands where a description had to be cut.
const CUT_NOTE: &str = "… (shortened; paste the full text)";

/// The link with as much of `text` as fits into `limit` bytes, cut between lines or else between characters.
pub(crate) fn fitting(limit: usize, text: &str, make: impl Fn(&str) -> String) -> String {
    let whole = make(text);
    if whole.len() <= limit {
        return whole;
    }
    let ends: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
    let cut = |n: usize| {
        let head = text.get(..n).unwrap_or_default();
        let head = head.rfind('\n').filter(|at| at * 2 > n).and_then(|at| head.get(..at)).unwrap_or(head);
        make(&format!("{head}\n{CUT_NOTE}"))
    };
    let (mut low, mut high) = (0, ends.len());
    while low < high {
        let mid = (low + high).div_ceil(2);
        let n = ends.get(mid - 1).copied().unwrap_or(0);
        if cut(n).len() <= limit { low = mid } else { high = mid - 1 }
    }
    match low.checked_sub(1).and_then(|i| ends.get(i)) {
        Some(n) if *n > 0 => cut(*n),
        _ => make(""),
    }
}
