//! The agenda of what stays live when the rest of a meeting goes into writing.

use super::{Agenda, draft_in};
use crate::event::Event;
use crate::verdict::{Outcome, Verdict};
use crate::wording::Language;

/// Drafts the agenda of the live items alone; of the whole meeting when it states none.
pub fn draft_live(event: &Event, verdict: &Verdict, language: Language) -> Agenda {
    let (live, verdict) = verdict.part(Outcome::Live);
    if live.is_empty() {
        return draft_in(event, &verdict, language);
    }
    let whole = draft_in(event, &verdict, language);
    let part = draft_in(&event.with_items(&live), &verdict, language);
    // What to read and what was wanted are said in the whole text
    Agenda { pre_read: whole.pre_read, outcome: whole.outcome, ..part }
}
