//! The agenda as the person edits it, as pure state.

use crate::agenda::{self, Agenda, AgendaEdit, Balance};
use crate::event::Event;
use crate::verdict::Kind;

/// What an agenda was drafted from; edits hold as long as this stays the same.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Source {
    title: String,
    description: String,
}

impl Source {
    fn of(event: &Event) -> Self {
        Self { title: event.title.clone(), description: event.description.clone() }
    }
}

/// The editor's state.
#[derive(Clone, Debug, PartialEq)]
pub struct AgendaForm {
    /// The agenda as it stands.
    pub agenda: Agenda,
    /// The meeting's length, minutes.
    pub total: u32,
    /// As it was before the last item went.
    before_delete: Option<Agenda>,
    source: Source,
}

impl AgendaForm {
    /// Opens the editor on a drafted agenda of `event`.
    pub fn new(agenda: Agenda, event: &Event) -> Self {
        Self { agenda, total: agenda::length(event), before_delete: None, source: Source::of(event) }
    }

    /// Whether this was drafted from `event` as it stands.
    pub fn is_of(&self, event: &Event) -> bool {
        self.source == Source::of(event)
    }

    /// The meeting may have become longer or shorter meanwhile.
    pub fn hear(&mut self, event: &Event) {
        self.total = agenda::length(event);
    }

    /// Applies a change.
    pub fn edit(&mut self, edit: AgendaEdit) {
        self.before_delete = matches!(edit, AgendaEdit::Delete(_)).then(|| self.agenda.clone());
        self.agenda.edit(edit, self.total);
    }

    /// Whether a deleted item can come back.
    pub fn can_undo(&self) -> bool {
        self.before_delete.is_some()
    }

    /// Brings the deleted item back.
    pub fn undo(&mut self) {
        if let Some(before) = self.before_delete.take() {
            self.agenda = before;
        }
    }

    /// How the minutes add up.
    pub fn balance(&self) -> Balance {
        self.agenda.balance(self.total)
    }

    /// The items that go out in writing, each with its kind.
    pub fn in_writing(&self) -> Vec<(String, Kind)> {
        self.agenda.in_writing().map(|i| (i.question.trim().to_owned(), i.kind)).collect()
    }
}
