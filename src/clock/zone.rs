//! Local time and instants. The zone data themselves come from outside: the browser's own, or a library natively.

use chrono::{Duration, NaiveDateTime};

/// Zone data. Instants are written in UTC.
pub trait Zones {
    /// Seconds east of UTC that hold in `zone` (IANA name) at `at_utc`; `None` for a zone that is not known.
    fn offset_s(&self, zone: &str, at_utc: NaiveDateTime) -> Option<i32>;
}

/// What a local wall-clock time is in its zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// One instant.
    One(NaiveDateTime),
    /// The hour is repeated: the first and the second time that clocks show it.
    Fold(NaiveDateTime, NaiveDateTime),
    /// Clocks skip it; the instant that it would have been before they were put forward (RFC 5545, 3.3.5).
    Gap(NaiveDateTime),
}

impl Resolved {
    /// The instant that calendars take: the first of two, and for a skipped time the one after the gap.
    pub const fn first(self) -> NaiveDateTime {
        match self {
            Self::One(at) | Self::Fold(at, _) | Self::Gap(at) => at,
        }
    }
}

/// The local wall-clock time in `zone` at an instant.
pub fn local(zones: &dyn Zones, zone: &str, at_utc: NaiveDateTime) -> Option<NaiveDateTime> {
    at_utc.checked_add_signed(Duration::seconds(zones.offset_s(zone, at_utc)?.into()))
}

/// The instant of a local wall-clock time in `zone`; `None` for an unknown zone or beyond the calendar's last year.
pub fn resolve(zones: &dyn Zones, zone: &str, local: NaiveDateTime) -> Option<Resolved> {
    // no place has ever put its clocks by more than a day, nor twice within two
    let around = |days: i64| {
        let guess = local.checked_add_signed(Duration::days(days))?;
        zones.offset_s(zone, guess)
    };
    let instant = |offset: i32| local.checked_sub_signed(Duration::seconds(offset.into()));
    let (before, after) = (around(-1)?, around(1)?);
    let (early, late) = (instant(before)?, instant(after)?);
    let holds = |at: NaiveDateTime, offset: i32| zones.offset_s(zone, at) == Some(offset);
    Some(match (holds(early, before), holds(late, after)) {
        (true, true) if early != late => Resolved::Fold(early.min(late), early.max(late)),
        (true, _) | (false, false) if holds(early, before) => Resolved::One(early),
        (_, true) => Resolved::One(late),
        _ => Resolved::Gap(early),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::system::System;
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    #[test]
    fn skipped_and_repeated_hours() {
        let berlin = |t: &str| resolve(&System, "Europe/Berlin", at(t)).unwrap();
        assert_eq!(berlin("2026-07-01T12:00:00"), Resolved::One(at("2026-07-01T10:00:00")));
        assert_eq!(berlin("2026-03-29T02:30:00"), Resolved::Gap(at("2026-03-29T01:30:00")));
        assert_eq!(local(&System, "Europe/Berlin", berlin("2026-03-29T02:30:00").first()), Some(at("2026-03-29T03:30:00")));
        assert_eq!(berlin("2026-10-25T02:30:00"), Resolved::Fold(at("2026-10-25T00:30:00"), at("2026-10-25T01:30:00")));
        assert_eq!(berlin("2026-10-25T03:00:00"), Resolved::One(at("2026-10-25T02:00:00")));
        // half-hour steps, and a day that never was
        assert!(matches!(resolve(&System, "Australia/Lord_Howe", at("2026-10-04T02:15:00")), Some(Resolved::Gap(_))));
        assert!(matches!(resolve(&System, "Pacific/Apia", at("2011-12-30T12:00:00")), Some(Resolved::Gap(_))));
        assert_eq!(resolve(&System, "Nowhere/At_All", at("2026-10-04T02:15:00")), None);
    }
}
