//! The written replacement of a meeting.

mod async_part;
pub use async_part::draft_async_part;

use crate::{
    event::Event,
    verdict::{Format, Verdict, format_for},
};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

mod context;
mod deadline;
mod formats;
mod render;

pub use deadline::{Deadline, ReaderTime, Writer, deadlines};
pub use render::{reply_by_text, to_markdown, to_plain};

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
    /// Who holds the baton: gathers answers and closes. Empty means the writer ("I").
    pub owner: String,
    /// Until when, local wall-clock time of the writer.
    pub reply_by: NaiveDateTime,
    /// IANA zone of `reply_by`.
    pub time_zone: Option<String>,
    /// Readers for whom clocks show something else at `reply_by`, or work is over.
    #[serde(default)]
    pub elsewhere: Vec<ReaderTime>,
    /// What happens without an answer.
    pub default_action: String,
    /// Names or addresses of those asked.
    pub readers: Vec<String>,
}

/// The reply windows offered, in clock hours (async work guides name 24, 36 and 48).
pub const REPLY_WINDOWS_H: [u32; 3] = [24, 36, 48];

/// Drafts the brief that replaces `event`; `now` is the writer's local wall-clock time, in the event's zone.
///
/// The format is the verdict's, else the one that fits its kind. Of a split meeting only what can be written is asked.
pub fn draft(event: &Event, verdict: &Verdict, now: NaiveDateTime, window_h: u32) -> Brief {
    let format = verdict.format.unwrap_or_else(|| format_for(verdict.kind));
    let questions = context::questions(event, verdict);
    Brief {
        format,
        title: crate::agenda::one_line(&event.title),
        context: context::context(event, verdict),
        questions: if questions.is_empty() {
            formats::form(format).questions.iter().map(|q| (*q).to_owned()).collect()
        } else {
            questions
        },
        owner: event.organiser.as_deref().map(context::person).unwrap_or_default(),
        reply_by: crate::clock::reply_by(now, window_h),
        time_zone: event.time_zone.clone(),
        elsewhere: Vec::new(),
        default_action: formats::form(format).default_action.to_owned(),
        readers: context::readers(event),
    }
}

/// The questions and the default action that a format starts with, for a form in which the person changes the format.
pub fn defaults(format: Format) -> (Vec<String>, String) {
    let form = formats::form(format);
    (form.questions.iter().map(|q| (*q).to_owned()).collect(), form.default_action.to_owned())
}

/// What a format is called in a sentence, e.g. `Status update`.
pub fn format_name(format: Format) -> &'static str {
    formats::form(format).name
}
