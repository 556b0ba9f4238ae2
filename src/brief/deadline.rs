//! The deadline of a brief, and what it is on the clock of each reader who lives elsewhere.

use super::{Brief, WINDOWS_H};
use crate::clock::{Due, LocalDue, Reader, WorkingHours, Zones, due, local, reply_by};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// The deadline on the clock of a reader in another zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReaderTime {
    /// Name or address.
    pub name: String,
    /// Their local wall-clock time.
    pub at: NaiveDateTime,
    /// IANA zone.
    pub zone: String,
    /// Whether that is outside their working hours.
    pub outside: bool,
}

/// One reply window and when it ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// Clock hours.
    pub window_h: u32,
    /// Its end, local wall-clock time of the writer.
    pub at: NaiveDateTime,
    /// Readers for whom clocks show something else then.
    pub elsewhere: Vec<ReaderTime>,
}

/// Where and when the writer is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writer {
    /// Local wall-clock time now.
    pub now: NaiveDateTime,
    /// The instant now, UTC.
    pub now_utc: NaiveDateTime,
    /// IANA zone; without one the windows are counted on the writer's own clock.
    pub zone: Option<String>,
}

/// The deadlines that the windows of [`WINDOWS_H`] give `readers`, in that order. Where nobody is named, or a zone is not
/// known, somebody beside the writer is meant.
pub fn deadlines(zones: &dyn Zones, writer: &Writer, readers: &[Reader]) -> Vec<Deadline> {
    WINDOWS_H.into_iter().map(|window_h| deadline(zones, writer, readers, window_h)).collect()
}

fn deadline(zones: &dyn Zones, writer: &Writer, readers: &[Reader], window_h: u32) -> Deadline {
    let plain = || Deadline { window_h, at: reply_by(writer.now, window_h), elsewhere: Vec::new() };
    let Some(home) = &writer.zone else { return plain() };
    let beside = [Reader { zone: home.clone(), ..Reader::default() }];
    let asked = if readers.is_empty() { &beside } else { readers };
    let count = |asked: &[Reader]| on_clocks(zones, home, window_h, due(zones, writer.now_utc, window_h, asked)?, asked);
    count(asked).or_else(|| count(&beside)).unwrap_or_else(plain)
}

fn on_clocks(zones: &dyn Zones, home: &str, window_h: u32, found: Due, asked: &[Reader]) -> Option<Deadline> {
    let at = local(zones, home, found.at_utc)?;
    // of hours that are only assumed nothing is said to people on the writer's own clock
    let told = |due: &LocalDue, reader: &Reader| due.at != at || (!due.inside && reader.hours != WorkingHours::default());
    let elsewhere = found.readers.into_iter().zip(asked).filter(|(due, reader)| told(due, reader));
    let elsewhere = elsewhere.map(|(r, _)| ReaderTime { name: r.name, at: r.at, zone: r.zone, outside: !r.inside }).collect();
    Some(Deadline { window_h, at, elsewhere })
}

impl Brief {
    /// Sets the deadline.
    pub fn take_deadline(&mut self, deadline: &Deadline) {
        self.reply_by = deadline.at;
        self.elsewhere.clone_from(&deadline.elsewhere);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::clock::system::System;

    #[test]
    fn each_window_with_the_clocks_of_those_elsewhere() {
        let writer = Writer {
            now: "2026-03-02T10:00:00".parse().unwrap(),
            now_utc: "2026-03-02T09:00:00".parse().unwrap(),
            zone: Some("Europe/Berlin".into()),
        };
        let reader = |name: &str, zone: &str| Reader { name: name.into(), zone: zone.into(), ..Reader::default() };
        let all = deadlines(&System, &writer, &[reader("Ana", "Europe/Madrid"), reader("Ben", "America/New_York")]);
        let at: Vec<String> = all.iter().take(3).map(|d| format!("{} {}", d.window_h, d.at)).collect();
        assert_eq!(at, ["24 2026-03-03 15:00:00", "36 2026-03-04 09:00:00", "48 2026-03-04 15:00:00"]);
        assert_eq!(all[0].elsewhere.len(), 1, "Madrid has the writer's time");
        assert_eq!((all[0].elsewhere[0].name.as_str(), all[0].elsewhere[0].outside), ("Ben", false));
        assert_eq!(all[1].elsewhere.len(), 1);
        assert!(all[1].elsewhere.iter().any(|r| r.name == "Ben" && r.outside), "three in the morning");
    }

    #[test]
    fn without_zones_the_writers_own_clock_counts() {
        let now = "2026-03-06T10:30:00".parse().unwrap();
        let nowhere = Writer { now, now_utc: now, zone: None };
        assert_eq!(deadlines(&System, &nowhere, &[])[0].at, "2026-03-09T10:30:00".parse::<NaiveDateTime>().unwrap());
        let wrong = Writer { zone: Some("Nowhere/At_All".into()), ..nowhere };
        assert_eq!(deadlines(&System, &wrong, &[])[0].at, "2026-03-09T10:30:00".parse::<NaiveDateTime>().unwrap());
    }
}
