//! One line of JSON, as the command line takes it, turned into an [`Event`].

use super::{Attendee, Event, Recurrence};
use serde::Deserialize;
use serde_json::Value;
use thiserror::Error;

/// A line that could be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The `id` as given, `Value::Null` never: it is required.
    pub id: Value,
    /// The invite.
    pub event: Event,
}

/// Why a line could not be read, in words for the person who sent it.
#[derive(Debug, Error)]
pub enum InputError {
    /// Not UTF-8.
    #[error("not valid UTF-8 at byte {at} of the line; save the input as UTF-8")]
    NotUtf8 {
        /// First byte that is wrong.
        at: usize,
    },
    /// Longer than the limit.
    #[error("longer than {limit} bytes; shorten the description")]
    TooLong {
        /// The limit in bytes.
        limit: usize,
    },
    /// Not JSON, or a field of the wrong type.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
    /// JSON, but not an object.
    #[error("expected a JSON object, found {found}")]
    NotAnObject {
        /// What stood there.
        found: &'static str,
    },
    /// A field that must be there is not.
    #[error("field `{field}` is missing or null")]
    Missing {
        /// Its name.
        field: &'static str,
    },
    /// A field has the wrong type.
    #[error("field `{field}`: {why}")]
    WrongType {
        /// Its name.
        field: &'static str,
        /// What is wrong.
        why: serde_json::Error,
    },
    /// `id` is neither text nor a number.
    #[error("field `id`: expected text or a number")]
    WrongId,
}

/// A number of minutes or people; calendars also write whole numbers as `30.0`.
fn whole(number: Option<f64>, field: &'static str) -> Result<Option<u32>, InputError> {
    match number {
        None => Ok(None),
        Some(n) if n.is_finite() && (0.0..=f64::from(u32::MAX)).contains(&n) =>
        {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            Ok(Some(n.round() as u32))
        }
        Some(_) => Err(InputError::WrongType {
            field,
            why: <serde_json::Error as serde::de::Error>::custom("expected a number from 0 to 4294967295"),
        }),
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct InputAttendee {
    name: Option<String>,
    email: Option<String>,
    optional: Option<bool>,
    tz: Option<String>,
}

/// Reads one line.
///
/// # Errors
/// An [`InputError`] that says what is wrong with the line; with it, the `id` where that much could be read.
pub fn read_line(bytes: &[u8]) -> Result<Line, (Option<Value>, InputError)> {
    let text = std::str::from_utf8(bytes).map_err(|e| (None, InputError::NotUtf8 { at: e.valid_up_to() }))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let value: Value = serde_json::from_str(text).map_err(|e| (None, e.into()))?;
    let Value::Object(mut fields) = value else {
        let found = match value {
            Value::Null => "null",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "text",
            Value::Array(_) | Value::Object(_) => "a list",
        };
        return Err((None, InputError::NotAnObject { found }));
    };
    let id = match fields.remove("id") {
        Some(id @ (Value::String(_) | Value::Number(_))) => id,
        None | Some(Value::Null) => return Err((None, InputError::Missing { field: "id" })),
        Some(_) => return Err((None, InputError::WrongId)),
    };
    event_of(&mut fields).map(|event| Line { id: id.clone(), event }).map_err(|e| (Some(id), e))
}

fn event_of(fields: &mut serde_json::Map<String, Value>) -> Result<Event, InputError> {
    fn take<T: for<'de> Deserialize<'de>>(
        fields: &mut serde_json::Map<String, Value>,
        field: &'static str,
    ) -> Result<Option<T>, InputError> {
        let value = fields.remove(field).unwrap_or(Value::Null);
        serde_json::from_value(value).map_err(|why| InputError::WrongType { field, why })
    }
    let title = take::<String>(fields, "title")?.ok_or(InputError::Missing { field: "title" })?;
    let attendees = take::<Vec<Option<InputAttendee>>>(fields, "attendees")?
        .unwrap_or_default()
        .into_iter()
        .flatten()
        .map(|a| Attendee {
            name: a.name.unwrap_or_default(),
            email: a.email.unwrap_or_default(),
            optional: a.optional,
            tz: a.tz,
        })
        .collect();
    Ok(Event {
        title,
        description: take::<String>(fields, "description")?.unwrap_or_default(),
        location: take::<String>(fields, "location")?.unwrap_or_default(),
        when: None,
        duration_min: whole(take(fields, "duration_min")?, "duration_min")?,
        attendees,
        attendee_count: whole(take(fields, "attendee_count")?, "attendee_count")?,
        recurrence: take::<String>(fields, "recurrence")?.and_then(|r| recurrence_of(&r)),
        organiser: take(fields, "organizer")?,
        time_zone: None,
        lang: take(fields, "lang")?,
    })
}

fn recurrence_of(text: &str) -> Option<Recurrence> {
    let text = text.trim();
    match text.to_ascii_lowercase().as_str() {
        "" | "none" | "null" | "no" | "once" => None,
        _ => Some(match text.strip_prefix("RRULE:").or_else(|| text.starts_with("FREQ=").then_some(text)) {
            Some(rule) => Recurrence::Rule(rule.to_owned()),
            None => Recurrence::Word(text.to_owned()),
        }),
    }
}
