//! A stretch of time.

use chrono::{Duration, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// From one instant up to another, UTC; the second is not in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stretch {
    /// First instant.
    pub from: NaiveDateTime,
    /// First instant after.
    pub to: NaiveDateTime,
}

impl Stretch {
    /// Its length; zero when it runs backwards.
    pub fn length(&self) -> Duration {
        (self.to - self.from).max(Duration::zero())
    }

    /// Whether the two have an instant in common.
    pub fn meets(&self, other: &Self) -> bool {
        self.from < other.to && other.from < self.to
    }
}
