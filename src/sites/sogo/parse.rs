//! From the values of SOGo's editor to an event.

use crate::event::Event;
use crate::sites::reading::{Parsed, Reader, Role, lines};
use crate::sites::value::Values;

/// Parses the values of the editor.
pub fn parse(_url: &str, values: &Values) -> Parsed {
    let mut r = Reader::new(values);
    let title = r.title();
    let event = Event {
        title,
        description: r.must("description", "description"),
        location: r.text("location").map(lines).unwrap_or_default(),
        ..Event::default()
    };
    Parsed { event, role: Role::Organiser, is_new: None, problems: r.problems }
}
