//! What stands around the invite, the signals that come of it, and what is to be remembered of it.

use super::state::{BlockState, Place, State};
use crate::library::SeenEvent;
use crate::limits::MAX_LINE_CHARS;
use crate::signals::{self, Facts, Signal};
use crate::verdict::Kind;
use crate::verdict::Verdict;
use chrono::NaiveDateTime;

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

    /// What is to be remembered of this event: a meeting of several people that lies ahead.
    pub fn seen(&self) -> Option<SeenEvent> {
        let (event, verdict) = (self.event.as_ref()?, self.verdict.as_ref()?);
        let title: String = event.title.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(MAX_LINE_CHARS).collect();
        let meets = event.people() != Some(1) && verdict.kind != Kind::Social && title.chars().count() >= 2;
        if !meets || !self.shows() || self.place == Place::Typed {
            return None;
        }
        let (start_utc, start, agenda) = self.with_facts(signals::start)??;
        (start_utc > self.time.now_utc?).then(|| SeenEvent {
            series: event.recurrence.is_some().then(|| title.to_lowercase()),
            title,
            start,
            start_utc,
            zone: event.time_zone.clone(),
            agenda,
            ..SeenEvent::default()
        })
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
