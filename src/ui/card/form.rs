//! The short form that turns an invite into a brief, as pure state.

use crate::brief::{self, Brief, Deadline, Gap};
use crate::wording::{FieldId, FormId};
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
    /// Whether the form's own fields are open.
    pub fields_open: bool,
    /// Whether the places to copy for are open.
    pub copy_open: bool,
    /// Briefs that wait to be written after this one.
    pub more: usize,
    /// When each window ends.
    deadlines: Vec<Deadline>,
}

/// One change by the person.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Another written form.
    Form(FormId),
    /// A field of the form.
    Field(FieldId, String),
    /// What happens without an answer.
    Default(String),
    /// Open or close the form's own fields.
    Fields,
    /// Open or close the places to copy for.
    CopyFor,
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
    /// Opens the form on a drafted brief, with the window that its form starts with.
    pub fn new(brief: Brief, deadlines: Vec<Deadline>, now: NaiveDateTime, async_part: bool) -> Self {
        let questions_text = brief.questions.join("\n");
        let window_h = brief::windows(brief.form()).1;
        let mut form = Self {
            brief,
            window_h,
            slot: Slot::None,
            questions_text,
            async_part,
            now,
            fields_open: false,
            copy_open: false,
            more: 0,
            deadlines,
        };
        form.take_window(window_h);
        form
    }

    /// The windows offered.
    pub fn windows(&self) -> [u32; 3] {
        brief::windows(self.brief.form()).0
    }

    /// What the brief still lacks.
    pub fn gaps(&self) -> Vec<Gap> {
        brief::check(&self.brief, self.now)
    }

    fn take_window(&mut self, window_h: u32) {
        if let Some(deadline) = self.deadlines.iter().find(|d| d.window_h == window_h) {
            self.window_h = window_h;
            self.brief.take_deadline(deadline);
        }
    }

    /// Another form asks other things; questions that the person wrote stay, and so does a window that it offers too.
    fn take_form(&mut self, form: FormId) {
        self.brief.take_form(form);
        if self.brief.asks_as_drafted() {
            self.questions_text = self.brief.questions.join("\n");
        }
        let (offered, first) = brief::windows(form);
        if !offered.contains(&self.window_h) {
            self.take_window(first);
        }
    }

    /// Applies a change.
    pub fn edit(&mut self, edit: Edit) {
        match edit {
            Edit::Form(form) => self.take_form(form),
            Edit::Field(field, text) => self.brief.set_field(field, text),
            Edit::Default(text) => self.brief.take_default_action(&text),
            Edit::Fields => self.fields_open = !self.fields_open,
            Edit::CopyFor => self.copy_open = !self.copy_open,
            Edit::Context(text) => self.brief.context = text,
            Edit::Questions(text) => {
                self.brief.questions = text.lines().map(str::trim).filter(|l| !l.is_empty()).map(String::from).collect();
                self.questions_text = text;
            }
            Edit::Owner(text) => self.brief.owner = text,
            Edit::Window(hours) if self.windows().contains(&hours) => self.take_window(hours),
            Edit::Window(_) => {}
            Edit::Slot(slot) => self.slot = slot,
        }
    }
}
