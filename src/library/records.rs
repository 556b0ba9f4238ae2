//! What a meeting leaves in the library.

use super::{Shape, Stored};
use crate::brief::{Brief, FollowUp};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// Store key prefix of briefs; the rest of the key is [`BriefRecord::id`].
pub const BRIEF_PREFIX: &str = "library/brief/";

/// A brief that was made, and where from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BriefRecord {
    /// Random id.
    pub id: String,
    /// When it was made, the person's local wall-clock time.
    pub made: NaiveDateTime,
    /// Host of the calendar it replaced a meeting in; empty when it came from the popup.
    #[serde(default)]
    pub host: String,
    /// Origin of the calendar's page, e.g. `https://outlook.office.com`; empty when it came from the popup.
    #[serde(default)]
    pub page: String,
    /// What became of the slot: `none`, `all_day`, `focus`.
    #[serde(default)]
    pub slot: String,
    /// Person-minutes that the meeting would have taken, 0 when unknown.
    #[serde(default)]
    pub person_minutes: u64,
    /// What became of the brief.
    #[serde(default)]
    pub follow_up: FollowUp,
    /// The brief.
    pub brief: Brief,
}

impl BriefRecord {
    /// Its store key.
    pub fn key(&self) -> String {
        format!("{BRIEF_PREFIX}{}", self.id)
    }
}

impl Stored for BriefRecord {
    const SHAPE: Shape = Shape::Brief;
}
