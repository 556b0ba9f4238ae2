//! Zone data outside the browser: the tables that ship with `jiff`. In the browser its own are used (`browser/intl.rs`).

use super::zone::Zones;
use chrono::NaiveDateTime;
use jiff::{Timestamp, tz::TimeZone};

/// Every IANA zone, without a browser.
#[derive(Clone, Copy, Debug, Default)]
pub struct System;

impl Zones for System {
    fn offset_s(&self, zone: &str, at_utc: NaiveDateTime) -> Option<i32> {
        let at = Timestamp::from_second(at_utc.and_utc().timestamp()).ok()?;
        Some(TimeZone::get(zone).ok()?.to_offset(at).seconds())
    }
}
