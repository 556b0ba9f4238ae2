//! What a live meeting costs, in the one unit that needs no assumption: hours of people.

use super::{Event, Recurrence};
use serde::{Deserialize, Serialize};

/// Hours of people as text, rounded to what can be felt: `4.5`, `12`, `0.5`; tenths below ten. `decimal` is the decimal sign of
/// the reader's language.
pub fn hours(person_minutes: u64, decimal: char) -> String {
    let tenths = person_minutes.saturating_mul(10).saturating_add(30) / 60;
    match (tenths / 10, tenths % 10) {
        (whole, 0) => whole.to_string(),
        (whole, tenth) if whole < 10 => format!("{whole}{decimal}{tenth}"),
        (whole, tenth) => (whole + u64::from(tenth >= 5)).to_string(),
    }
}

/// People times minutes for one occurrence, and whether it comes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// People in the room, the organiser included.
    pub people: u32,
    /// Minutes of one occurrence.
    pub minutes: u32,
    /// `true` when the event repeats.
    pub repeats: bool,
}

impl Cost {
    /// The cost of `event`; `None` until both people and length are known.
    pub fn of(event: &Event) -> Option<Self> {
        Some(Self {
            people: event.people()?,
            minutes: event.minutes()?,
            repeats: matches!(&event.recurrence, Some(Recurrence::Rule(r) | Recurrence::Word(r)) if !r.is_empty()),
        })
    }

    /// Person-minutes of one occurrence.
    pub fn person_minutes(&self) -> u64 {
        u64::from(self.people) * u64::from(self.minutes)
    }
}
