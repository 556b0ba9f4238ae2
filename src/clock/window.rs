//! Until when an answer can be asked of several people, each in a zone and a week of their own.

use super::{
    WorkingHours, whole_minute,
    zone::{Zones, local, resolve},
};
use chrono::{Days, Duration, NaiveDateTime, NaiveTime};

/// Days that are looked at for one reader: more than the longest window of a person who works one day a week.
const MOST_DAYS: usize = 400;

/// Somebody who is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reader {
    /// Name or address, as the invite shows it.
    pub name: String,
    /// IANA zone.
    pub zone: String,
    /// Working hours in that zone.
    pub hours: WorkingHours,
}

/// When a reader is due, in their own time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalDue {
    /// Name or address.
    pub name: String,
    /// IANA zone.
    pub zone: String,
    /// The deadline on their clock.
    pub at: NaiveDateTime,
    /// Whether that is within their working hours, the closing minute included.
    pub inside: bool,
}

/// A deadline for several people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The instant, UTC.
    pub at_utc: NaiveDateTime,
    /// What it is on the clock of each reader, in the order given.
    pub readers: Vec<LocalDue>,
}

/// The deadline that gives every reader the whole window: `window_h` clock hours from `now_utc`, the reader's weekends and days
/// off not counted, then forward to the next moment within the reader's working hours; of all readers, the last such moment.
/// Hours are elapsed ones, so clocks that are put forward shorten nothing. Seconds are rounded up to the minute.
///
/// `None` without readers, when a zone is not known, or beyond the calendar's last year.
pub fn due(zones: &dyn Zones, now_utc: NaiveDateTime, window_h: u32, readers: &[Reader]) -> Option<Due> {
    let mut last = None;
    for reader in readers {
        last = last.max(Some(due_for(zones, now_utc, window_h, reader)?));
    }
    let at_utc = last?;
    let readers = readers.iter().map(|reader| {
        let at = local(zones, &reader.zone, at_utc)?;
        Some(LocalDue { name: reader.name.clone(), zone: reader.zone.clone(), at, inside: is_open(&reader.hours, at) })
    });
    Some(Due { at_utc, readers: readers.collect::<Option<_>>()? })
}

fn due_for(zones: &dyn Zones, now_utc: NaiveDateTime, window_h: u32, reader: &Reader) -> Option<NaiveDateTime> {
    let at_utc = count(zones, whole_minute(now_utc)?, window_h, reader)?;
    let here = local(zones, &reader.zone, at_utc)?;
    if is_open(&reader.hours, here) {
        return Some(at_utc);
    }
    let mut day = here.date();
    for _ in 0..MOST_DAYS {
        for span in reader.hours.on(chrono::Datelike::weekday(&day)) {
            let opens = resolve(zones, &reader.zone, day.and_time(of_minute(span.from)?))?.first();
            if opens >= at_utc {
                return Some(opens);
            }
        }
        day = day.succ_opt()?;
    }
    None
}

/// The end of the window alone: elapsed hours of the reader's working days.
fn count(zones: &dyn Zones, now_utc: NaiveDateTime, window_h: u32, reader: &Reader) -> Option<NaiveDateTime> {
    let mut at = now_utc;
    let mut left = Duration::hours(i64::from(window_h));
    for _ in 0..MOST_DAYS {
        let day = local(zones, &reader.zone, at)?.date();
        let tomorrow = day.checked_add_days(Days::new(1))?.and_time(NaiveTime::MIN);
        let midnight = resolve(zones, &reader.zone, tomorrow)?.first().max(at + Duration::minutes(1));
        if !reader.hours.on(chrono::Datelike::weekday(&day)).is_empty() {
            if left < midnight - at {
                return at.checked_add_signed(left);
            }
            left -= midnight - at;
        }
        at = midnight;
    }
    None
}

/// Within working hours, or at their closing minute: a reply may be due when work ends.
fn is_open(hours: &WorkingHours, at: NaiveDateTime) -> bool {
    hours.covers(at) || at.checked_sub_signed(Duration::minutes(1)).is_some_and(|before| hours.covers(before))
}

fn of_minute(minute: u16) -> Option<NaiveTime> {
    NaiveTime::from_num_seconds_from_midnight_opt(u32::from(minute) * 60, 0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::{Span, reply_by, system::System};
    use super::*;
    use proptest::prelude::*;

    /// Both sides of the equator, half and quarter hours, zones that changed at midnight, and one without any change.
    const ZONES: [&str; 14] = [
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "Asia/Tokyo",
        "Asia/Kolkata",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
        "America/St_Johns",
        "Pacific/Apia",
        "Pacific/Kiritimati",
        "America/Santiago",
        "Africa/Cairo",
        "Asia/Beirut",
        "Antarctica/Troll",
    ];

    fn at(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    fn reader(zone: &str) -> Reader {
        Reader { name: zone.into(), zone: zone.into(), hours: WorkingHours::default() }
    }

    #[test]
    fn the_reader_whose_window_ends_last_decides() {
        // Monday 10:00 in Berlin: 24 h later it is 14:30 in Kolkata and 4:00 in New York, where work begins at 9, 15:00 in Berlin
        let readers = [reader("Europe/Berlin"), reader("Asia/Kolkata"), reader("America/New_York")];
        let found = due(&System, at("2026-03-02T09:00:00"), 24, &readers).unwrap();
        assert_eq!(found.at_utc, at("2026-03-03T14:00:00"));
        assert_eq!(found.readers[0].at, at("2026-03-03T15:00:00"));
        assert!(found.readers[0].inside);
        assert_eq!((found.readers[1].at, found.readers[1].inside), (at("2026-03-03T19:30:00"), false));
        assert_eq!((found.readers[2].at, found.readers[2].inside), (at("2026-03-03T09:00:00"), true));
    }

    #[test]
    fn one_reader_at_home_is_the_plain_window() {
        for (now, hours) in [("2026-06-01T08:30:00", 24), ("2026-06-05T14:00:00", 36), ("2026-06-06T22:00:00", 48)] {
            let home = due(&System, at(now), hours, &[reader("UTC")]).unwrap();
            assert_eq!(home.at_utc, reply_by(at(now), hours));
        }
    }

    #[test]
    fn a_night_on_which_clocks_change_takes_nothing_away() {
        // Friday 16:00 in a week that works on Sundays; the clocks go forward in between
        let mut days: [Vec<Span>; 7] = Default::default();
        for day in &mut days {
            *day = vec![Span { from: 540, to: 1020 }];
        }
        let every_day = Reader { hours: WorkingHours::new(days).unwrap(), ..reader("Europe/Berlin") };
        let found = due(&System, at("2026-03-28T12:00:00"), 24, &[every_day]).unwrap();
        assert_eq!(found.at_utc, at("2026-03-29T12:00:00"), "24 hours have passed");
        assert_eq!(found.readers[0].at, at("2026-03-29T14:00:00"), "and clocks show 25 later");
    }

    #[test]
    fn gaps_and_days_off_are_kept_free() {
        let mut days: [Vec<Span>; 7] = Default::default();
        days[1] = vec![Span { from: 480, to: 720 }, Span { from: 840, to: 1080 }];
        let part_time = Reader { hours: WorkingHours::new(days).unwrap(), ..reader("UTC") };
        // Tuesday 8:00: the rest of the day is 16 h; the other 8 come a week later, and end as the day begins
        assert_eq!(
            due(&System, at("2026-03-03T08:00:00"), 24, std::slice::from_ref(&part_time)).unwrap().at_utc,
            at("2026-03-10T08:00:00")
        );
        assert_eq!(
            due(&System, at("2026-03-03T12:30:00"), 24, &[part_time]).unwrap().at_utc,
            at("2026-03-10T14:00:00"),
            "not at lunch"
        );
    }

    #[test]
    fn unknown_zones_and_the_end_of_time_are_no_panic() {
        assert_eq!(due(&System, at("2026-03-02T09:00:00"), 24, &[reader("Nowhere/At_All")]), None);
        assert_eq!(due(&System, at("2026-03-02T09:00:00"), 24, &[]), None);
        assert_eq!(due(&System, NaiveDateTime::MAX, 24, &[reader("UTC")]), None);
        assert_eq!(due(&System, at("2026-03-02T09:00:00"), u32::MAX, &[reader("UTC")]), None);
    }

    proptest! {
        #[test]
        fn never_shorter_than_promised_and_in_somebodys_hours(
            minute in 0_i64..60 * 24 * 365 * 2, window in 0_u32..100, picked in proptest::collection::vec(0..ZONES.len(), 1..5),
        ) {
            let now = at("2026-01-01T00:00:00") + Duration::minutes(minute);
            let readers: Vec<Reader> = picked.into_iter().map(|z| reader(ZONES[z])).collect();
            let found = due(&System, now, window, &readers).unwrap();
            prop_assert!(found.at_utc >= now + Duration::hours(i64::from(window)));
            prop_assert!(found.readers.iter().any(|r| r.inside), "{found:?}");
            // at most the window, two weekends a week of it, and the wait for a morning
            prop_assert!(found.at_utc <= now + Duration::hours(i64::from(window) + 24 * (3 * (1 + i64::from(window) / 120) + 3)));
        }

        #[test]
        fn one_more_reader_or_hour_never_comes_earlier(
            minute in 0_i64..60 * 24 * 365, window in 0_u32..100, first in 0..ZONES.len(), second in 0..ZONES.len(),
        ) {
            let now = at("2026-01-01T00:00:00") + Duration::minutes(minute);
            let (a, b) = (reader(ZONES[first]), reader(ZONES[second]));
            let alone = due(&System, now, window, std::slice::from_ref(&a)).unwrap().at_utc;
            prop_assert!(due(&System, now, window, &[a.clone(), b]).unwrap().at_utc >= alone);
            prop_assert!(due(&System, now, window + 1, &[a]).unwrap().at_utc >= alone);
        }

        #[test]
        fn a_local_time_and_back(minute in 0_i64..60 * 24 * 365 * 2, zone in 0..ZONES.len()) {
            let utc = at("2026-01-01T00:00:00") + Duration::minutes(minute);
            let here = local(&System, ZONES[zone], utc).unwrap();
            let back = resolve(&System, ZONES[zone], here).unwrap();
            let found = match back {
                super::super::zone::Resolved::Fold(a, b) => a == utc || b == utc,
                other => other.first() == utc,
            };
            prop_assert!(found, "{here} in {}: {back:?}", ZONES[zone]);
        }
    }
}
