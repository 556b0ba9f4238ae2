//! The fields of a form, filled from what the invite says; what it does not say stays empty.

use super::Brief;
use crate::{agenda::links::documents, event::Event, wording::FieldId};
use serde::{Deserialize, Serialize};

/// One field with its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilledField {
    /// Which field.
    pub field: FieldId,
    /// Its content; empty when nobody filled it yet.
    pub text: String,
}

/// Gives `brief` the fields of its form, filled from `event` where it gives evidence.
pub(super) fn fill_from(brief: &mut Brief, event: &Event) {
    let known = evidence(brief, event);
    let text = |field| known.iter().find(|(f, _)| *f == field).map(|(_, t)| t.clone()).unwrap_or_default();
    brief.fields = brief.form().fields().iter().map(|&field| FilledField { field, text: text(field) }).collect();
}

/// The fields of the brief's form; those it had before keep what they hold.
pub(super) fn take_form(brief: &mut Brief) {
    let held = std::mem::take(&mut brief.fields);
    let text = |field| held.iter().find(|f| f.field == field).map(|f| f.text.clone()).unwrap_or_default();
    let fields = brief.form().fields().iter().map(|&field| FilledField { field, text: text(field) }).collect();
    brief.fields = fields;
}

fn evidence(brief: &Brief, event: &Event) -> Vec<(FieldId, String)> {
    let names = |optional: bool| -> String {
        let all = event.attendees.iter().filter(|a| a.optional.unwrap_or(false) == optional);
        let named = all.map(|a| if a.name.trim().is_empty() { a.email.trim() } else { a.name.trim() });
        named.filter(|n| brief.readers.iter().any(|r| r == n)).collect::<Vec<_>>().join(", ")
    };
    let links = documents(&event.description).into_iter().chain(documents(&event.location)).next().unwrap_or_default();
    vec![
        (FieldId::Driver, brief.owner.clone()),
        (FieldId::Recommend, brief.owner.clone()),
        (FieldId::Contributors, names(false)),
        (FieldId::Informed, names(true)),
        (FieldId::Document, links.clone()),
        (FieldId::Link, links),
    ]
}

impl Brief {
    /// Sets a field of the form.
    pub fn set_field(&mut self, field: FieldId, text: String) {
        if let Some(held) = self.fields.iter_mut().find(|f| f.field == field) {
            held.text = text;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::{event::Attendee, verdict::judge, wording::FormId};

    #[test]
    fn only_evidence_fills_a_field_and_a_change_of_form_keeps_it() {
        let person = |name: &str, optional| Attendee { name: name.into(), optional: Some(optional), ..Attendee::default() };
        let event = Event {
            title: "Decide the vendor".into(),
            description: "Please decide between A and B by vote. https://docs.example.test/vendors".into(),
            organiser: Some("Ana Silva".into()),
            attendees: vec![person("Ben Low", false), person("Cem Ak", true)],
            ..Event::default()
        };
        let mut brief = crate::brief::draft(&event, &judge(&event), "2026-03-02T10:30:00".parse().unwrap(), 24);
        brief.take_form(FormId::DecisionDoc);
        fill_from(&mut brief, &event);
        let text = |b: &Brief, field| b.fields.iter().find(|f| f.field == field).unwrap().text.clone();
        assert_eq!(text(&brief, FieldId::Driver), "Ana Silva");
        assert_eq!(text(&brief, FieldId::Contributors), "Ben Low");
        assert_eq!(text(&brief, FieldId::Informed), "Cem Ak");
        assert_eq!(text(&brief, FieldId::Approver), "", "nobody is guessed");
        brief.set_field(FieldId::Options, "A, B".into());
        brief.take_form(FormId::Rapid);
        assert_eq!(text(&brief, FieldId::Options), "A, B");
    }
}
