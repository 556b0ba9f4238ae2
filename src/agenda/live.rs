//! The agenda of what stays live when the rest of a meeting goes into writing.

use super::{Agenda, draft};
use crate::event::Event;
use crate::verdict::{Outcome, Verdict};

/// Drafts the agenda of the live items alone; of the whole meeting when it states none.
pub fn draft_live(event: &Event, verdict: &Verdict) -> Agenda {
    let (live, verdict) = verdict.part(Outcome::Live);
    if live.is_empty() { draft(event, &verdict) } else { draft(&event.with_items(&live), &verdict) }
}
