//! The agenda of a meeting that stays live.

mod live;
pub use live::draft_live;

use crate::{event::Event, verdict::Verdict};
use serde::{Deserialize, Serialize};

/// A numbered agenda whose minutes add up to the meeting's length.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agenda {
    /// What should be different afterwards, one line.
    pub outcome: String,
    /// Items in order.
    pub items: Vec<AgendaItem>,
}

/// One item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaItem {
    /// The item as a question.
    pub question: String,
    /// What the item should end with, e.g. `a decision`.
    pub outcome: String,
    /// Who leads it; `None` when the invite gives no evidence.
    pub owner: Option<String>,
    /// Minutes.
    pub minutes: u32,
}

/// Drafts the agenda of `event` as judged.
pub fn draft(_event: &Event, _verdict: &Verdict) -> Agenda {
    Agenda { outcome: String::new(), items: Vec::new() }
}
