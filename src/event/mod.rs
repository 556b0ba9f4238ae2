//! An event as its calendar page shows it, already parsed: what the verdict, the agenda and the brief are made from.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

mod cost;
mod input;
pub mod marks;
pub use cost::{Cost, hours};
pub use input::{InputError, Line, read_line};

/// One calendar entry. Text is plain (no markup), lines end in `\n`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Event {
    /// Title as typed, not trimmed.
    pub title: String,
    /// Description as plain text, Baton's own block included.
    pub description: String,
    /// Where, as typed; may hold a conferencing link.
    pub location: String,
    /// When, if the page gave it in a form that does not depend on its language.
    pub when: Option<When>,
    /// Length in minutes where it is known without a start (the command line gives it so).
    pub duration_min: Option<u32>,
    /// People invited, the organiser not included where the page lists them apart.
    pub attendees: Vec<Attendee>,
    /// Number of people invited when only the number is known.
    pub attendee_count: Option<u32>,
    /// How it repeats.
    pub recurrence: Option<Recurrence>,
    /// Name or address of the organiser.
    pub organiser: Option<String>,
    /// IANA name of the zone that `when` is written in, e.g. `Europe/Berlin`.
    pub time_zone: Option<String>,
    /// BCP 47 tag of the text's language where the page or the caller says so.
    pub lang: Option<String>,
}

/// Start and end in the event's own zone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// A timed entry; both ends are local wall-clock times in `Event::time_zone`.
    Timed {
        /// First moment.
        start: NaiveDateTime,
        /// Last moment; may lie before `start` when the form is half filled.
        end: NaiveDateTime,
    },
    /// An all-day entry.
    AllDay {
        /// First day.
        first: NaiveDate,
        /// Last day, inclusive.
        last: NaiveDate,
    },
}

/// One person or room on the invite.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Attendee {
    /// Display name, empty when only the address is known.
    pub name: String,
    /// E-mail address, empty when unknown.
    pub email: String,
    /// Marked optional; `None` when the page does not say so in a language-free way.
    pub optional: Option<bool>,
    /// IANA zone where known.
    pub tz: Option<String>,
}

/// How an event repeats, as far as the page tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recurrence {
    /// An RFC 5545 RRULE value without the `RRULE:` prefix.
    Rule(String),
    /// Only a word is known, e.g. `weekly`.
    Word(String),
}

impl Event {
    /// The same event with these items as its whole description.
    #[must_use]
    pub fn with_items(&self, items: &[String]) -> Self {
        let description = items.iter().map(|item| format!("- {item}")).collect::<Vec<_>>().join("\n");
        Self { description, ..self.clone() }
    }

    /// Length in minutes: from `when` when it is timed and runs forward, else `duration_min`.
    pub fn minutes(&self) -> Option<u32> {
        match &self.when {
            Some(When::Timed { start, end }) if end > start => u32::try_from((*end - *start).num_minutes()).ok(),
            _ => self.duration_min,
        }
    }

    /// Number of people who would sit in it, the organiser included; `None` when nothing is known.
    pub fn people(&self) -> Option<u32> {
        let listed = u32::try_from(self.attendees.len()).unwrap_or(u32::MAX);
        match (listed, self.attendee_count) {
            (0, None | Some(0)) => None,
            (0, Some(n)) => Some(n),
            (n, count) => {
                let organiser_listed = self.organiser.as_ref().is_some_and(|o| {
                    self.attendees.iter().any(|a| a.email.eq_ignore_ascii_case(o) || (!a.name.is_empty() && a.name == *o))
                });
                Some(count.unwrap_or(n).max(n).saturating_add(u32::from(!organiser_listed && count.is_none())))
            }
        }
    }
}
