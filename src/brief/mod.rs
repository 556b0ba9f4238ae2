//! The written replacement of a meeting.

mod async_part;
pub use async_part::draft_async_part;

use crate::{
    event::Event,
    verdict::{Format, Verdict},
};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// A brief, complete enough to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brief {
    /// The written form.
    pub format: Format,
    /// Title, from the event.
    pub title: String,
    /// What a reader must know first.
    pub context: String,
    /// What each reader is asked.
    pub questions: Vec<String>,
    /// Who holds the baton: gathers answers and closes.
    pub owner: String,
    /// Until when, local wall-clock time of the writer.
    pub reply_by: NaiveDateTime,
    /// IANA zone of `reply_by`.
    pub time_zone: Option<String>,
    /// What happens without an answer.
    pub default_action: String,
    /// Names or addresses of those asked.
    pub readers: Vec<String>,
}

/// The reply windows offered, in clock hours (async work guides name 24, 36 and 48).
pub const REPLY_WINDOWS_H: [u32; 3] = [24, 36, 48];

/// Drafts the brief that replaces `event`; `now` is the writer's local wall-clock time.
pub fn draft(event: &Event, verdict: &Verdict, now: NaiveDateTime, window_h: u32) -> Brief {
    Brief {
        format: verdict.format.unwrap_or(Format::StatusUpdate),
        title: event.title.clone(),
        context: String::new(),
        questions: Vec::new(),
        owner: String::new(),
        reply_by: crate::clock::reply_by(now, window_h),
        time_zone: event.time_zone.clone(),
        default_action: String::new(),
        readers: Vec::new(),
    }
}

/// The brief as Markdown.
pub fn to_markdown(_brief: &Brief) -> String {
    String::new()
}

/// The brief as a plain message for chat or mail.
pub fn to_plain(_brief: &Brief) -> String {
    String::new()
}
