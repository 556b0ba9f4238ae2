//! Dates and reply windows. No wall clock is read here: `now` comes in as an argument.

use chrono::{Duration, NaiveDateTime};

/// The moment a reply is due: `window_h` clock hours after `now`.
pub fn reply_by(now: NaiveDateTime, window_h: u32) -> NaiveDateTime {
    now + Duration::hours(i64::from(window_h))
}
