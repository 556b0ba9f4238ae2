//! What stands around the invite (its series, the person's other meetings), and the signals that come of it.

use super::state::{BlockState, State};
use crate::clock::Stretch;
use crate::signals::{self, Facts, Signal};
use crate::verdict::Verdict;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// What Baton knows beside the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Around {
    /// Earlier meetings of the series that had no agenda when they were last seen, count.
    pub series_without_agenda: u32,
    /// The person's other meetings near this one; `None` where their calendar is not known.
    pub neighbours: Option<Vec<Stretch>>,
}

impl State {
    /// What could be better, what matters most first.
    pub fn signals(&self) -> Vec<Signal> {
        self.with_facts(signals::signals).unwrap_or_default()
    }

    /// Minutes of the person's focus block that the meeting breaks; `None` where it breaks none, or nobody knows.
    pub fn focus_minutes(&self) -> Option<u64> {
        self.with_facts(|facts| signals::broken_block(facts).map(|block| block.minutes()))?
    }

    /// The start on the clock of each attendee who is known to live elsewhere.
    pub fn starts_elsewhere(&self) -> Vec<(String, NaiveDateTime)> {
        self.with_facts(signals::starts_elsewhere).unwrap_or_default()
    }

    fn with_facts<T>(&self, look: impl FnOnce(&Facts<'_>) -> T) -> Option<T> {
        let (event, verdict): (_, &Verdict) = (self.event.as_ref()?, self.verdict.as_ref()?);
        Some(look(&Facts {
            event,
            verdict,
            settings: self.settings(),
            zones: &*self.time.zones,
            home: self.time.zone.as_deref(),
            now_utc: self.time.now_utc,
            description_known: self.description_known(),
            has_block: self.block != BlockState::Absent,
            is_new: self.is_new,
            series_without_agenda: self.around.series_without_agenda,
            neighbours: self.around.neighbours.as_deref(),
        }))
    }
}
