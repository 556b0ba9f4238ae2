//! Frame to page agent and back, over the port they share (`ARCHITECTURE.md`, "The page agent").

use crate::share::block::TextEdit;
use crate::sites::{Field, Values};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An order from the frame to the page agent.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Order {
    /// Shows the agent's one-time token; anything before it is ignored.
    Prove {
        /// The token the background gave for this port.
        token: String,
    },
    /// Read these fields now and whenever the surface has settled.
    Follow {
        /// Fields by name.
        fields: BTreeMap<String, Field>,
        /// Quiet time before a reading, ms.
        settle_ms: u32,
    },
    /// Read once.
    Read {
        /// Number that the answer repeats.
        id: u32,
        /// Fields by name.
        fields: BTreeMap<String, Field>,
    },
    /// Replace part of one field's text, as typing would.
    Write {
        /// Number that the answer repeats.
        id: u32,
        /// The field.
        field: Box<Field>,
        /// What to replace; refused when the text at that place is not `edit.expect`.
        edit: GuardedEdit,
    },
    /// Press one control.
    Press {
        /// Number that the answer repeats.
        id: u32,
        /// The control.
        field: Box<Field>,
    },
    /// Show the card with this height, CSS px.
    Size {
        /// Height of the card's content.
        height: u32,
    },
    /// Keep the frame but show nothing.
    Hide,
    /// Take the card away for this invite.
    Close,
}

/// A [`TextEdit`] with the text it was planned on, so that a page that changed meanwhile is left alone.
#[derive(Clone, Debug, Serialize)]
pub struct GuardedEdit {
    /// First UTF-16 unit replaced.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What stands there afterwards.
    pub insert: String,
    /// The field's whole text when the edit was planned.
    pub expect: String,
}

impl GuardedEdit {
    /// Guards `edit`, planned on `text`.
    pub fn new(edit: TextEdit, text: &str) -> Self {
        Self { start: edit.start, end: edit.end, insert: edit.insert, expect: text.to_owned() }
    }
}

/// What the page agent says to the frame.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "say", rename_all = "snake_case")]
pub enum Said {
    /// The followed fields, after a change.
    Values {
        /// The page's address.
        url: String,
        /// Values by field.
        fields: Values,
    },
    /// The answer to an order with an `id`.
    Answer(Answer),
    /// The form has gone.
    SurfaceGone,
    /// The extension was replaced under the page.
    Orphan,
    /// The page kept removing the card.
    FoughtOff,
}

/// Outcome of one order.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Answer {
    /// The order's number.
    pub id: u32,
    /// Whether the page took it.
    pub ok: bool,
    /// The field's text as read back after a write.
    #[serde(default)]
    pub text: Option<String>,
    /// Values of a `read`.
    #[serde(default)]
    pub fields: Option<Values>,
    /// Why not.
    #[serde(default)]
    pub why: Option<Refusal>,
}

/// Why the agent did not do what it was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The control is not on the page.
    Missing,
    /// More than one control fits.
    Ambiguous,
    /// The text changed since the order was planned.
    Changed,
    /// The page shows something else than what was written.
    NotTaken,
    /// The card was covered, moved, see-through or tampered with.
    Covered,
    /// The target is one that Baton never touches.
    NotAllowed,
    /// The form has gone.
    Gone,
    /// Anything this version does not know.
    #[serde(other)]
    Unknown,
}
