//! The person, and what they told Baton about others.

use crate::clock::WorkingHours;
use serde::{Deserialize, Serialize};

/// Who "I" is: how invites and agendas name the person. Compared without case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Me {
    /// Full names, first names and nicknames.
    pub names: Vec<String>,
    /// E-mail addresses.
    pub addresses: Vec<String>,
}

/// Somebody the person meets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// E-mail address or display name, as invites show it; compared without case.
    pub who: String,
    /// IANA zone; the event's own zone when absent.
    pub zone: Option<String>,
    /// Working hours in that zone; the default when absent.
    pub hours: Option<WorkingHours>,
}
