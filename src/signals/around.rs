//! What stands around an invite: its series, and the person's other meetings.

use crate::clock::Stretch;
use serde::{Deserialize, Serialize};

/// What Baton knows beside the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Around {
    /// Earlier meetings of the series that had no agenda when they were last seen, count.
    pub series_without_agenda: u32,
    /// The person's other meetings near this one; `None` where their calendar is not known.
    pub neighbours: Option<Vec<Stretch>>,
}
