//! The short form that turns an invite into a brief, as pure state.

use crate::brief::{self, Brief, Deadline};
use crate::verdict::Format;
use chrono::NaiveDateTime;

/// What becomes of the time that was going to be a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// No event; the brief is sent.
    None,
    /// An all-day, free entry on the day replies are due.
    AllDay,
    /// The same time, kept to oneself for focused work.
    Focus,
}

impl Slot {
    /// In the order shown.
    pub const ALL: [Self; 3] = [Self::None, Self::AllDay, Self::Focus];

    /// Identifier in stored records and message keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::AllDay => "all_day",
            Self::Focus => "focus",
        }
    }
}

/// The form's fields.
#[derive(Clone, Debug, PartialEq)]
pub struct BriefForm {
    /// The brief as it stands.
    pub brief: Brief,
    /// The chosen reply window, clock hours.
    pub window_h: u32,
    /// What becomes of the slot.
    pub slot: Slot,
    /// The questions as typed, one a line; kept apart so that an empty line can be typed.
    pub questions_text: String,
    /// The brief covers only the async items of a meeting that stays live.
    pub async_part: bool,
    /// When the form was opened, the person's local time; windows count from here.
    pub now: NaiveDateTime,
    /// When each window ends.
    deadlines: Vec<Deadline>,
}

/// One change by the person.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Another written form.
    Format(Format),
    /// Context text.
    Context(String),
    /// Questions, one a line.
    Questions(String),
    /// Who gathers the answers.
    Owner(String),
    /// Reply window, clock hours.
    Window(u32),
    /// What becomes of the slot.
    Slot(Slot),
}

impl BriefForm {
    /// Opens the form on a drafted brief, with the first of the deadlines.
    pub fn new(brief: Brief, deadlines: Vec<Deadline>, now: NaiveDateTime, async_part: bool) -> Self {
        let questions_text = brief.questions.join("\n");
        let window_h = deadlines.first().map_or(brief::REPLY_WINDOWS_H[0], |d| d.window_h);
        let mut form = Self { brief, window_h, slot: Slot::None, questions_text, async_part, now, deadlines };
        form.take_window(window_h);
        form
    }

    fn take_window(&mut self, window_h: u32) {
        if let Some(deadline) = self.deadlines.iter().find(|d| d.window_h == window_h) {
            self.window_h = window_h;
            self.brief.take_deadline(deadline);
        }
    }

    /// Another form asks other things; questions that the person wrote stay.
    fn take_format(&mut self, format: Format) {
        let (asked, _) = brief::defaults(self.brief.format);
        let untouched = self.brief.questions == asked;
        let (questions, default_action) = brief::defaults(format);
        self.brief.format = format;
        self.brief.default_action = default_action;
        if untouched {
            self.questions_text = questions.join("\n");
            self.brief.questions = questions;
        }
    }

    /// Applies a change.
    pub fn edit(&mut self, edit: Edit) {
        match edit {
            Edit::Format(format) => self.take_format(format),
            Edit::Context(text) => self.brief.context = text,
            Edit::Questions(text) => {
                self.brief.questions = text.lines().map(str::trim).filter(|l| !l.is_empty()).map(String::from).collect();
                self.questions_text = text;
            }
            Edit::Owner(text) => self.brief.owner = text,
            Edit::Window(hours) => self.take_window(hours),
            Edit::Slot(slot) => self.slot = slot,
        }
    }
}
