//! What could be better about an invite, whatever its verdict: one row a signal (`rows.rs`), each with the published practice
//! it comes from and a threshold that the person may change. A signal never changes the verdict.

use crate::{
    clock::{Stretch, Zones, local, resolve},
    event::{Event, When},
    library::Settings,
    verdict::{Source, Verdict},
};
use chrono::{NaiveDateTime, Weekday};

mod around;
mod focus;
mod rows;

pub use around::Around;
pub use focus::{FocusBlock, broken_block};
pub use rows::AGENDA_LATE;

/// What is known about an invite.
pub struct Facts<'a> {
    /// The invite, Baton's own block left out of its description.
    pub event: &'a Event,
    /// Its verdict.
    pub verdict: &'a Verdict,
    /// The person's thresholds, hours, people, and what is switched off.
    pub settings: &'a Settings,
    /// Zone data.
    pub zones: &'a dyn Zones,
    /// IANA zone of the person.
    pub home: Option<&'a str>,
    /// The instant now, UTC.
    pub now_utc: Option<NaiveDateTime>,
    /// The description could be read; pages show it late, or not at all.
    pub description_known: bool,
    /// Baton's agenda or brief stands in the description.
    pub has_block: bool,
    /// Not saved before; `None` when the page does not tell.
    pub is_new: Option<bool>,
    /// Earlier meetings of the same series that had no agenda when they were last seen, count.
    pub series_without_agenda: u32,
    /// The person's other meetings around this one; `None` where nobody knows them.
    pub neighbours: Option<&'a [Stretch]>,
}

/// Something to fill into a sentence, for a surface to write in its language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fill {
    /// A number.
    Count(u32),
    /// A day of the week.
    Day(Weekday),
    /// Times of the day from one to another, the person's own clock.
    Between(NaiveDateTime, NaiveDateTime),
    /// People, each with what their clock shows; `None` is the person themselves.
    People(Vec<(Option<String>, NaiveDateTime)>),
}

/// One thing that could be better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signal {
    /// Stable code, `snake_case`; the surfaces translate by it (`signal_<code>` in `_locales`).
    pub code: &'static str,
    /// What stands in the places `$1`, `$2` of its sentence.
    pub fill: Vec<Fill>,
    /// Published practice behind it.
    pub source: Source,
}

/// A signal as the options page lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its code.
    pub code: &'static str,
    /// Its English sentence, with the places to fill.
    pub sentence: &'static str,
    /// Published practice behind it.
    pub source: Source,
}

impl Signal {
    /// Its English sentence, filled in; times on a 24-hour clock.
    pub fn english(&self) -> String {
        let sentence = rows::ROWS.iter().find(|row| row.code == self.code).map_or("", |row| row.sentence);
        let places = self.fill.iter().enumerate();
        places.fold(sentence.to_owned(), |text, (n, fill)| text.replace(&format!("${}", n + 1), &fill.english()))
    }
}

impl Fill {
    fn english(&self) -> String {
        match self {
            Self::Count(n) => n.to_string(),
            Self::Day(day) => day.to_string(),
            Self::Between(from, to) => format!("{}–{}", from.format("%H:%M"), to.format("%H:%M")),
            Self::People(people) => {
                let one = |(name, at): &(Option<String>, NaiveDateTime)| {
                    format!("{} ({})", name.as_deref().unwrap_or("you"), at.format("%H:%M"))
                };
                people.iter().map(one).collect::<Vec<_>>().join(", ")
            }
        }
    }
}

/// Every signal, what matters most first.
pub fn all() -> Vec<Known> {
    rows::ROWS.iter().map(|row| Known { code: row.code, sentence: row.sentence, source: row.source.source() }).collect()
}

/// The signals that speak, what matters most first; those that the person switched off are silent.
pub fn signals(facts: &Facts<'_>) -> Vec<Signal> {
    let on = rows::ROWS.iter().filter(|row| !facts.settings.signals_off.iter().any(|code| code == row.code));
    on.filter_map(|row| Some(Signal { code: row.code, fill: (row.speaks)(facts)?, source: row.source.source() })).collect()
}

/// The start on the clock of each attendee whose zone is known and shows another time than the person's.
pub fn starts_elsewhere(facts: &Facts<'_>) -> Vec<(String, NaiveDateTime)> {
    let found = || {
        let (slot, home) = (facts.slot()?, facts.home?);
        let here = facts.on_clock(home, slot.from)?;
        let known = facts.settings.known_readers(facts.event, home).into_iter();
        Some(known.filter_map(|r| Some((r.name, facts.on_clock(&r.zone, slot.from)?))).filter(|(_, at)| *at != here).collect())
    };
    found().unwrap_or_default()
}

/// The start (UTC, and on the person's own clock), and whether an agenda stands; `None` without a time or zone.
pub fn start(facts: &Facts<'_>) -> Option<(NaiveDateTime, NaiveDateTime, bool)> {
    let at_utc = facts.slot()?.from;
    Some((at_utc, facts.on_clock(facts.home?, at_utc)?, facts.has_agenda()))
}

impl Facts<'_> {
    /// An agenda stands: Baton's own, or items that the text lists.
    fn has_agenda(&self) -> bool {
        self.has_block || !self.verdict.items.is_empty()
    }

    /// Start and end as the invite has them, of a timed one that runs forward.
    fn times(&self) -> Option<(NaiveDateTime, NaiveDateTime)> {
        match self.event.when {
            Some(When::Timed { start, end }) if end > start => Some((start, end)),
            _ => None,
        }
    }

    fn zone(&self) -> Option<&str> {
        self.event.time_zone.as_deref().or(self.home)
    }

    /// The invite's time as instants.
    fn slot(&self) -> Option<Stretch> {
        let ((start, end), zone) = (self.times()?, self.zone()?);
        let instant = |at| resolve(self.zones, zone, at).map(|found| found.first());
        Some(Stretch { from: instant(start)?, to: instant(end)? })
    }

    /// Hours from now to the start; `None` for what has begun.
    fn hours_ahead(&self) -> Option<f64> {
        let minutes = (self.slot()?.from - self.now_utc?).num_minutes();
        #[allow(clippy::cast_precision_loss)] // a few years of minutes
        (minutes > 0).then_some(minutes as f64 / 60.0)
    }

    fn on_clock(&self, zone: &str, at: NaiveDateTime) -> Option<NaiveDateTime> {
        local(self.zones, zone, at)
    }
}
