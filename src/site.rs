//! The supported web applications by name. What they look like is known one floor up, in `sites`.

use serde::{Deserialize, Serialize};

/// A supported web application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SiteId {
    /// Google Calendar.
    GoogleCalendar,
    /// Outlook on the web.
    OutlookWeb,
    /// SOGo, self-hosted.
    Sogo,
}

impl SiteId {
    /// Every supported site.
    pub const ALL: &'static [Self] = &[Self::GoogleCalendar, Self::OutlookWeb, Self::Sogo];

    /// The identifier used in maps, messages, stored records and folders.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::GoogleCalendar => "google_calendar",
            Self::OutlookWeb => "outlook_web",
            Self::Sogo => "sogo",
        }
    }

    /// The site with this identifier.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|s| s.as_str() == id)
    }
}
