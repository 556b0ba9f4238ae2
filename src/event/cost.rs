//! What a live meeting costs, in the one unit that needs no assumption: hours of people.

use super::{Event, Recurrence};
use serde::{Deserialize, Serialize};

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
