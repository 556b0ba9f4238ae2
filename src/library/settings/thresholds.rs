//! From when on a signal speaks. Every default is a published practice; the options page shows the source of each.

use crate::limits::CROWD;
use chrono::Weekday;
use serde::{Deserialize, Serialize};

/// The person's thresholds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Thresholds {
    /// People from whom on a meeting is large.
    pub crowd: u32,
    /// Hours from invite to start below which the notice is short.
    pub short_notice_h: u32,
    /// Hours before the start at which an agenda should stand.
    pub agenda_ahead_h: u32,
    /// Meetings of one series without an agenda before it is said.
    pub series_without_agenda: u32,
    /// Least minutes of a focus block.
    pub focus_block_min: u32,
    /// Days on which no meeting should be.
    pub no_meeting_days: Vec<Weekday>,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            crowd: CROWD,
            short_notice_h: 24,
            agenda_ahead_h: 24,
            series_without_agenda: 3,
            focus_block_min: 120,
            no_meeting_days: Vec::new(),
        }
    }
}
