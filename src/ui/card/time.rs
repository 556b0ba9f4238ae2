//! What the card knows of time: the person's clock and where it stands, and the zone data of whoever runs it.

use crate::brief::Writer;
use crate::clock::Zones;
use chrono::NaiveDateTime;
use std::{fmt, rc::Rc};

/// The person's clock, told anew before each action.
#[derive(Clone)]
pub struct Time {
    /// The instant now, UTC; `None` before anybody said.
    pub now_utc: Option<NaiveDateTime>,
    /// IANA zone of the person.
    pub zone: Option<String>,
    /// Zone data.
    pub zones: Rc<dyn Zones>,
}

/// Knows no zone.
struct Nowhere;

impl Zones for Nowhere {
    fn offset_s(&self, _zone: &str, _at_utc: NaiveDateTime) -> Option<i32> {
        None
    }
}

impl Default for Time {
    fn default() -> Self {
        Self { now_utc: None, zone: None, zones: Rc::new(Nowhere) }
    }
}

impl PartialEq for Time {
    /// The same clock; where zone data come from makes no difference to what is shown.
    fn eq(&self, other: &Self) -> bool {
        self.now_utc == other.now_utc && self.zone == other.zone
    }
}

impl fmt::Debug for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Time").field(&self.now_utc).field(&self.zone).finish()
    }
}

impl Time {
    /// The writer of a brief, whose local clock shows `now` in `zone`.
    pub fn writer(&self, now: NaiveDateTime, zone: Option<&str>) -> Writer {
        match self.now_utc {
            Some(now_utc) => Writer { now, now_utc, zone: zone.map(String::from) },
            None => Writer { now, now_utc: now, zone: None },
        }
    }
}
