//! Dates and reply windows. No wall clock is read here: `now` comes in as an argument.

mod hours;
pub mod recurrence;
mod stretch;
#[cfg(not(target_arch = "wasm32"))]
pub mod system;
mod window;
mod zone;

pub use hours::{HoursError, Span, WorkingHours};
pub use recurrence::has_no_end;
pub use stretch::Stretch;
pub use window::{Due, LocalDue, Reader, due};
pub use zone::{Resolved, Zones, local, resolve};

use chrono::{Datelike, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Weekday};

/// Hour of the day at which people can be expected to read, local time.
pub const WORK_STARTS_H: u32 = 9;
/// Hour of the day after which nobody is asked to answer, local time.
pub const WORK_ENDS_H: u32 = 17;

/// The moment a reply is due: `window_h` clock hours after `now`, Saturdays and Sundays not counted, then moved forward into
/// working hours (9 to 17). Seconds are rounded up to the minute. A moment beyond the calendar's last year stays at `now`.
pub fn reply_by(now: NaiveDateTime, window_h: u32) -> NaiveDateTime {
    at_home(now, window_h).unwrap_or(now)
}

fn at_home(now: NaiveDateTime, window_h: u32) -> Option<NaiveDateTime> {
    const WORK_WEEK_MIN: i64 = 5 * 24 * 60;
    let mut at = skip_weekend(whole_minute(now)?)?;
    let minutes = i64::from(window_h) * 60;
    at = at.checked_add_days(Days::new(u64::try_from(minutes / WORK_WEEK_MIN).ok()? * 7))?;
    let rest = minutes % WORK_WEEK_MIN;
    let until_saturday = (days_to_saturday(at.date()) * 24 * 60) - i64::from(at.hour() * 60 + at.minute());
    at = at.checked_add_signed(Duration::minutes(rest))?;
    if rest >= until_saturday {
        at = at.checked_add_days(Days::new(2))?;
    }
    into_working_hours(at)
}

fn whole_minute(at: NaiveDateTime) -> Option<NaiveDateTime> {
    let floor = at.with_second(0)?.with_nanosecond(0)?;
    if floor == at { Some(at) } else { floor.checked_add_signed(Duration::minutes(1)) }
}

fn days_to_saturday(day: NaiveDate) -> i64 {
    5 - i64::from(day.weekday().num_days_from_monday())
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Monday's first minute when it is weekend.
fn skip_weekend(at: NaiveDateTime) -> Option<NaiveDateTime> {
    if !is_weekend(at.date()) {
        return Some(at);
    }
    let days = 7 - at.weekday().num_days_from_monday();
    Some(at.date().checked_add_days(Days::new(u64::from(days)))?.and_time(NaiveTime::MIN))
}

fn into_working_hours(at: NaiveDateTime) -> Option<NaiveDateTime> {
    let at = skip_weekend(at)?;
    let opens = NaiveTime::from_hms_opt(WORK_STARTS_H, 0, 0)?;
    let closes = NaiveTime::from_hms_opt(WORK_ENDS_H, 0, 0)?;
    if at.time() < opens {
        Some(at.date().and_time(opens))
    } else if at.time() > closes {
        Some(skip_weekend(at.date().succ_opt()?.and_time(opens))?.date().and_time(opens))
    } else {
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    /// The same promise, kept the slow way: minute by minute.
    fn slowly(now: NaiveDateTime, window_h: u32) -> NaiveDateTime {
        let mut t = now;
        let mut left = i64::from(window_h) * 60;
        while is_weekend(t.date()) || left > 0 {
            left -= i64::from(!is_weekend(t.date()));
            t += Duration::minutes(1);
        }
        while is_weekend(t.date())
            || t.hour() < WORK_STARTS_H
            || t.hour() > WORK_ENDS_H
            || (t.hour() == WORK_ENDS_H && t.minute() > 0)
        {
            t += Duration::minutes(1);
        }
        t
    }

    #[test]
    fn days_nights_and_weekends() {
        assert_eq!(reply_by(at("2026-03-02T10:30:00"), 24), at("2026-03-03T10:30:00"), "Monday to Tuesday");
        assert_eq!(reply_by(at("2026-03-06T10:30:00"), 24), at("2026-03-09T10:30:00"), "Friday to Monday");
        assert_eq!(reply_by(at("2026-03-05T10:00:00"), 48), at("2026-03-09T10:00:00"), "Thursday to Monday");
        assert_eq!(reply_by(at("2026-03-02T10:00:00"), 36), at("2026-03-04T09:00:00"), "an evening moves to the morning");
        assert_eq!(reply_by(at("2026-03-07T22:00:00"), 24), at("2026-03-10T09:00:00"), "a weekend counts from Monday");
        assert_eq!(reply_by(at("2026-03-06T20:00:00"), 24), at("2026-03-10T09:00:00"), "Friday evening");
        assert_eq!(reply_by(at("2026-03-02T10:30:20"), 24), at("2026-03-03T10:31:00"), "seconds go up");
    }

    #[test]
    fn the_end_of_time_is_no_panic() {
        assert_eq!(reply_by(NaiveDateTime::MAX, u32::MAX), NaiveDateTime::MAX);
        let now = at("2026-03-02T10:30:00");
        assert!(reply_by(now, u32::MAX) >= now);
    }

    proptest! {
        #[test]
        fn agrees_with_the_slow_way(minute in 0_i64..60 * 24 * 28, window in 0_u32..300) {
            let now = at("2026-03-01T00:00:00") + Duration::minutes(minute);
            prop_assert_eq!(reply_by(now, window), slowly(now, window));
        }

        #[test]
        fn a_longer_window_is_never_due_earlier(minute in 0_i64..60 * 24 * 28, window in 0_u32..300) {
            let now = at("2026-03-01T00:00:00") + Duration::minutes(minute);
            prop_assert!(reply_by(now, window) <= reply_by(now, window + 1));
        }
    }
}
