//! The block that Baton keeps in an event's description: readable by anybody, found again by Baton.

use serde::{Deserialize, Serialize};

/// A change to a text, in UTF-16 code units (what a page's own strings count in).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextEdit {
    /// First unit replaced.
    pub start: usize,
    /// One past the last unit replaced.
    pub end: usize,
    /// What stands there afterwards.
    pub insert: String,
}
