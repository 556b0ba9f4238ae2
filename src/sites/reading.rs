//! What every site's parser has in common: from single values to an event, with its problems named.

use super::value::{FieldValue, Values};
use crate::event::{Attendee, Event, When};
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// Longest title, in characters, that is taken without a remark; a title is one line of a calendar's grid.
const LONG_TITLE: usize = 1024;

/// An event as its page shows it, and how sure we are of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parsed {
    /// The event.
    pub event: Event,
    /// What the person in front of the page is to it.
    pub role: Role,
    /// Being created (`true`) or changed (`false`); `None` when the page does not tell.
    pub is_new: Option<bool>,
    /// What could not be read, or does not fit.
    pub problems: Vec<Problem>,
}

/// What the person in front of the page is to the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Calls the meeting.
    Organiser,
    /// Was invited.
    Attendee,
    /// The page does not tell.
    Unknown,
}

/// Something that could not be read, or does not fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What kind.
    pub code: ProblemCode,
    /// Name of the field in the map.
    pub field: String,
    /// One plain sentence for a person.
    pub text: String,
}

/// What kind of problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// Not found on the page.
    MissingField,
    /// Found more than once.
    AmbiguousField,
    /// Found, but not in a form that can be trusted in every language.
    UnreadableValue,
    /// The end lies before the start.
    EndBeforeStart,
    /// The title is longer than any calendar shows.
    TitleTooLong,
}

/// Reads fields one by one and notes what is wrong with them.
pub(crate) struct Reader<'a> {
    values: &'a Values,
    pub problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    pub fn new(values: &'a Values) -> Self {
        Self { values, problems: Vec::new() }
    }

    pub fn get(&self, field: &str) -> Option<&'a FieldValue> {
        self.values.get(field).filter(|v| v.rung >= 0)
    }

    /// Text of a field that may be absent.
    pub fn text(&self, field: &str) -> Option<&'a str> {
        self.get(field).and_then(FieldValue::text)
    }

    /// Trimmed text of a field that may be absent; nothing when it is empty.
    pub fn word(&self, field: &str) -> Option<String> {
        self.text(field).map(|t| t.trim().to_owned()).filter(|t| !t.is_empty())
    }

    pub fn flag(&self, field: &str) -> Option<bool> {
        self.get(field).and_then(FieldValue::flag)
    }

    /// Text of a field that must be there exactly once; notes it when not.
    pub fn must(&mut self, field: &str, called: &str) -> String {
        match self.get(field) {
            None => self.note(ProblemCode::MissingField, field, format!("The {called} was not found on this page.")),
            Some(v) if v.matched > 1 => {
                self.note(
                    ProblemCode::AmbiguousField,
                    field,
                    format!("The {called} was found {} times on this page.", v.matched),
                );
            }
            Some(_) => {}
        }
        lines(self.text(field).unwrap_or_default())
    }

    pub fn title(&mut self) -> String {
        let title = self.must("title", "title");
        let length = title.chars().count();
        if length > LONG_TITLE {
            self.note(
                ProblemCode::TitleTooLong,
                "title",
                format!("The title has {length} characters; no calendar shows more than a line."),
            );
        }
        title
    }

    pub fn note(&mut self, code: ProblemCode, field: &str, text: String) {
        self.problems.push(Problem { code, field: field.into(), text });
    }

    /// Puts the four parts of a time together; notes what is missing or runs backwards.
    pub fn when(&mut self, all_day: bool, dates: Ends<NaiveDate>, times: Ends<NaiveTime>) -> Option<When> {
        let when = match (all_day, dates.0, dates.1, times.0, times.1) {
            (true, Some(first), last, _, _) => When::AllDay { first, last: last.unwrap_or(first) },
            (false, Some(first), last, Some(from), Some(to)) => {
                When::Timed { start: first.and_time(from), end: last.unwrap_or(first).and_time(to) }
            }
            _ => {
                self.note(ProblemCode::MissingField, "when", "The date and time could not be read from this page.".into());
                return None;
            }
        };
        let backwards = match &when {
            When::Timed { start, end } => end < start,
            When::AllDay { first, last } => last < first,
        };
        if backwards {
            self.note(ProblemCode::EndBeforeStart, "when", "The event ends before it starts.".into());
        }
        Some(when)
    }

    /// The rows of a list, each turned into an attendee; doubles (one address in two places of the page) count once.
    pub fn attendees(&self, field: &str, make: impl Fn(&dyn Fn(&str) -> String) -> Attendee) -> Vec<Attendee> {
        let mut seen = std::collections::BTreeSet::new();
        let rows = self.get(field).and_then(|v| v.rows.as_ref()).map(Vec::as_slice).unwrap_or_default();
        rows.iter()
            .map(|row| make(&|part| row.get(part).and_then(|v| v.as_str()).unwrap_or_default().trim().to_owned()))
            .filter(|a| !(a.email.is_empty() && a.name.is_empty()))
            .filter(|a| seen.insert(if a.email.is_empty() { a.name.clone() } else { a.email.to_lowercase() }))
            .collect()
    }
}

/// A pair of start and end, either of which may be unknown.
pub(crate) type Ends<T> = (Option<T>, Option<T>);

/// Line ends as `\n`, no-break spaces (which editors put where a person typed a space) as spaces.
pub(crate) fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\u{a0}', " ")
}

/// `YYYYMMDD`, with or without dashes.
pub(crate) fn ical_date(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(&text.trim().replace('-', ""), "%Y%m%d").ok().filter(|_| text.len() >= 8)
}

/// `THHMMSS`, with or without the `T`.
pub(crate) fn ical_time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text.trim().trim_start_matches('T'), "%H%M%S").ok()
}
