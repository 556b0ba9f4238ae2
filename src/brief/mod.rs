//! The written replacement of a meeting.

mod async_part;
pub use async_part::{draft_async_parts, draft_items};

use crate::{
    event::Event,
    verdict::{Format, Verdict, format_for},
    wording::{self, FormId, Language},
};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

mod check;
mod context;
mod deadline;
mod fields;
mod follow_up;
mod mail;
mod output;
mod render;

pub use check::{Gap, check};
pub use deadline::{Deadline, ReaderTime, Writer, deadlines};
pub use fields::FilledField;
pub use follow_up::{Closed, FollowUp, Mark, Next, ROUNDS_BEFORE_CALL, Why, call, call_start, closing, due_utc};
pub use mail::{MAILTO_BYTES, MailLink, mailto};
pub use output::{Target, output};
pub use render::{reply_by_text, to_markdown, to_plain};

/// A brief, complete enough to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brief {
    /// The written form.
    pub format: Format,
    /// A further form under the format; `None` for the one it starts with.
    #[serde(default)]
    pub variant: Option<FormId>,
    /// The language it is written in.
    #[serde(default)]
    pub language: Language,
    /// Title, from the event.
    pub title: String,
    /// What a reader must know first.
    pub context: String,
    /// The form's own fields; those left empty are not sent.
    #[serde(default)]
    pub fields: Vec<FilledField>,
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
    /// What happens without an answer; [`crate::wording::DEADLINE`] in it stands for the deadline.
    pub default_action: String,
    /// Names or addresses of those asked.
    pub readers: Vec<String>,
    /// Why it is written, one line, where the person wants it said.
    #[serde(default)]
    pub receipt: Option<String>,
}

/// The reply windows offered, in clock hours (async work guides name 24, 36 and 48).
pub const REPLY_WINDOWS_H: [u32; 3] = [24, 36, 48];

/// Comment windows of a proposal, in clock hours: three, five and seven working days (blocking comments by the third day, answers
/// by the fifth, decision on the seventh in published RFC practice; silence for seven days counts as acceptance).
pub const COMMENT_WINDOWS_H: [u32; 3] = [72, 120, 168];

/// Every window that any form offers.
pub const WINDOWS_H: [u32; 6] = [24, 36, 48, 72, 120, 168];

/// The windows that `form` offers, and which of them it starts with.
pub const fn windows(form: FormId) -> ([u32; 3], u32) {
    match form {
        FormId::Rfc => (COMMENT_WINDOWS_H, 120),
        FormId::Rapid | FormId::Postmortem => (COMMENT_WINDOWS_H, 72),
        // A decision needs time to object (48 hours to five days in published decision documents), so does a text
        FormId::DecisionDoc | FormId::DocumentReview => (REPLY_WINDOWS_H, 48),
        _ => (REPLY_WINDOWS_H, 24),
    }
}

impl Brief {
    /// The form it is written in.
    pub fn form(&self) -> FormId {
        self.variant.filter(|v| v.format() == self.format).unwrap_or(FormId::of(self.format))
    }

    /// Whether the questions are those its form starts with.
    pub fn asks_as_drafted(&self) -> bool {
        self.questions == defaults(self.form(), self.language).0
    }

    /// Another form: its own questions where the person has not written others, its default action, its fields. Fields that both
    /// forms have keep what they hold.
    pub fn take_form(&mut self, form: FormId) {
        let untouched = self.asks_as_drafted();
        let (questions, default_action) = defaults(form, self.language);
        self.format = form.format();
        self.variant = Some(form).filter(|f| *f != FormId::of(form.format()));
        self.default_action = default_action;
        if untouched {
            self.questions = questions;
        }
        fields::take_form(self);
    }

    /// The default action as it is sent, the deadline written out.
    pub fn default_action_text(&self) -> String {
        self.default_action.replace(wording::DEADLINE, &wording::moment(self.language, self.reply_by))
    }

    /// Takes a default action as a person typed it: where the deadline stands in it, it will follow the deadline.
    pub fn take_default_action(&mut self, text: &str) {
        self.default_action = text.replace(&wording::moment(self.language, self.reply_by), wording::DEADLINE);
    }
}

/// Drafts the brief that replaces `event` in the invite's own language; `now` is the writer's local wall-clock time, in the event's
/// zone.
///
/// The format is the verdict's, else the one that fits its kind. Of a split meeting only what can be written is asked.
pub fn draft(event: &Event, verdict: &Verdict, now: NaiveDateTime, window_h: u32) -> Brief {
    let mut brief = draft_in(event, verdict, now, Language::of(event, Language::En));
    brief.reply_by = crate::clock::reply_by(now, window_h);
    brief
}

/// As [`draft`], in `language`, with the window that its form starts with.
pub fn draft_in(event: &Event, verdict: &Verdict, now: NaiveDateTime, language: Language) -> Brief {
    let format = verdict.format.unwrap_or_else(|| format_for(verdict.kind));
    let form = FormId::of(format);
    let asked = context::questions(event, verdict);
    let (questions, default_action) = defaults(form, language);
    let mut brief = Brief {
        format,
        variant: None,
        language,
        title: crate::agenda::one_line(&event.title),
        context: context::context(event, verdict, language),
        fields: Vec::new(),
        questions: if asked.is_empty() { questions } else { asked },
        owner: event.organiser.as_deref().map(context::person).unwrap_or_default(),
        reply_by: crate::clock::reply_by(now, windows(form).1),
        time_zone: event.time_zone.clone(),
        elsewhere: Vec::new(),
        default_action,
        readers: context::readers(event),
        receipt: None,
    };
    fields::fill_from(&mut brief, event);
    brief
}

/// The questions and the default action that a form starts with.
pub fn defaults(form: FormId, language: Language) -> (Vec<String>, String) {
    let form = wording::words(language).form(form);
    (form.questions.iter().map(|q| (*q).to_owned()).collect(), form.default_action.to_owned())
}
