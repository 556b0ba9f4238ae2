//! What pages of the extension and the page agent ask of the background.

use crate::library::{BriefRecord, SeenEvent, Settings, overrides::Override};
use crate::signals::Around;
use crate::sites::{SiteId, health::Health};
use crate::verdict::Kind;
use serde::{Deserialize, Serialize};

/// A request to the background. Who may make which is decided in [`super::trust`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "say", rename_all = "snake_case")]
pub enum Request {
    /// The page agent found a form.
    Surface {
        /// The site it recognised.
        site: SiteId,
        /// The surface of that site's map.
        surface: String,
    },
    /// The page kept removing the card, so the agent gave up on this form.
    FoughtOff {
        /// The site it recognised.
        site: SiteId,
        /// The surface of that site's map.
        surface: String,
    },
    /// A frame shows its one-time token.
    Hello {
        /// Session it was mounted for.
        session: String,
        /// Its token.
        token: String,
    },
    /// Keep a brief in the library.
    KeepBrief {
        /// The frame's session; absent from the extension's own pages.
        session: Option<String>,
        /// The record.
        record: Box<BriefRecord>,
    },
    /// Do not show the card for this kind of meeting again.
    Silence {
        /// The frame's session; absent from the extension's own pages.
        session: Option<String>,
        /// Which kind.
        kind: Kind,
    },
    /// Remember what the person decided against a verdict.
    Learn {
        /// The frame's session; absent from the extension's own pages.
        session: Option<String>,
        /// The decision.
        decided: Box<Override>,
    },
    /// Take a decision back.
    Unlearn {
        /// The frame's session; absent from the extension's own pages.
        session: Option<String>,
        /// Its id.
        id: String,
    },
    /// Open a prefilled compose link of the session's own site.
    OpenPrefilled {
        /// The frame's session.
        session: String,
        /// An `https` address on the site.
        url: String,
    },
    /// What was and was not found on a page.
    Health {
        /// The frame's session.
        session: String,
        /// The report.
        health: Health,
    },
    /// Remember an event, and say what stands around it. The background names the form and the calendar itself.
    Seen {
        /// The frame's session.
        session: String,
        /// How it stands now.
        event: Box<SeenEvent>,
    },
    /// The popup is open: which events are due an agenda?
    Reminders,
    /// A kept brief was marked or deleted: bring icon and alarm up to date.
    BriefsChanged,
    /// Take a reminder away.
    TakeAway {
        /// Of the event.
        id: String,
    },
    /// A host was granted or taken back on the options page: register or drop the page agent there.
    HostsChanged,
}

/// The background's answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// Mount this frame.
    Mount(Mount),
    /// You are the frame of this form.
    Welcome(Box<Welcome>),
    /// What stands around an event.
    Around(Around),
    /// Events without an agenda that begin soon.
    Reminders(Vec<SeenEvent>),
    /// Done.
    Done,
    /// Not done, and why in a sentence for a person.
    Refused(String),
    /// Nothing for you.
    #[serde(untagged)]
    Nothing {},
}

/// What the agent needs to mount one frame.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mount {
    /// `panel.html` or `guest.html`.
    pub page: String,
    /// Session id.
    pub session: String,
    /// The frame's one-time token, handed over by the agent.
    pub frame_token: String,
    /// The token that the frame must show to the agent.
    pub agent_token: String,
}

/// What a frame learns when its token was right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Welcome {
    /// The token to show to the agent.
    pub agent_token: String,
    /// Which site.
    pub site: SiteId,
    /// Which surface.
    pub surface: String,
    /// The person's settings.
    pub settings: Settings,
}
