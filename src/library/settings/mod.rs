//! What the person chose.

use super::{Shape, Stored, overrides::Override};
use crate::{clock::WorkingHours, site::SiteId, verdict::Kind};
use serde::{Deserialize, Serialize};

mod host;
pub mod hours_text;
pub mod messages;
mod person;
pub mod ranges;
mod rate;
mod thresholds;

pub use host::GrantedHost;
pub use person::{Me, Person};
pub use rate::Rate;
pub use thresholds::Thresholds;

/// Store key of the settings.
pub const SETTINGS_KEY: &str = "settings";

/// The person's choices; absent fields take their default, unknown ones are kept out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Kinds of meetings for which no card appears.
    pub silenced: Vec<Kind>,
    /// Sites that are switched off.
    pub sites_off: Vec<SiteId>,
    /// Self-hosted calendars the person granted.
    pub hosts: Vec<GrantedHost>,
    /// Who "I" is on an invite.
    pub me: Me,
    /// The person's own working hours, in their own zone.
    pub hours: WorkingHours,
    /// What is known of others: zones and working hours.
    pub people: Vec<Person>,
    /// From when on a signal speaks.
    pub thresholds: Thresholds,
    /// Codes of signals that are switched off.
    pub signals_off: Vec<String>,
    /// What an hour of a person costs; money is shown only where this is set.
    pub rate: Option<Rate>,
    /// Put one line on the invite that says why it is live or async.
    pub receipt: bool,
    /// BCP 47 tag of the language that Baton speaks; the browser's when absent.
    pub language: Option<String>,
    /// What the person decided against a verdict, oldest first. Not in an exported file.
    pub overrides: Vec<Override>,
}

impl Stored for Settings {
    const SHAPE: Shape = Shape::Settings;
}
