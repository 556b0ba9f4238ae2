//! The brief of what goes into writing when the rest of a meeting stays live.

use super::{Brief, draft};
use crate::event::Event;
use crate::verdict::{Outcome, Verdict};
use chrono::NaiveDateTime;

/// Drafts the brief of the async items alone; of the whole meeting when it states none.
pub fn draft_async_part(event: &Event, verdict: &Verdict, now: NaiveDateTime, window_h: u32) -> Brief {
    let (items, verdict) = verdict.part(Outcome::Async);
    if items.is_empty() {
        draft(event, &verdict, now, window_h)
    } else {
        draft(&event.with_items(&items), &verdict, now, window_h)
    }
}
