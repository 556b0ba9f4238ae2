//! From the values of Outlook's form to an event. The form gives title, place, text and, in the person's own date format,
//! a line with date and times; of that line only what reads the same in every format is taken.

use crate::event::{Event, When};
use crate::sites::clock_text::time;
use crate::sites::reading::{Parsed, ProblemCode, Reader, Role, lines};
use crate::sites::value::Values;
use chrono::{NaiveDate, NaiveTime};

/// Parses the values of the form.
pub fn parse(_url: &str, values: &Values) -> Parsed {
    let mut r = Reader::new(values);
    let title = r.title();
    let span = r.text("date_time").and_then(Span::read);
    let (when, duration_min) = match &span {
        Some(Span { date: Some(day), from, to }) => {
            (Some(When::Timed { start: day.and_time(*from), end: day.and_time(*to) }), None)
        }
        Some(Span { date: None, from, to }) => (None, u32::try_from((*to - *from).num_minutes()).ok()),
        None => (None, None),
    };
    match (r.get("date_time").is_some(), &when) {
        (_, Some(_)) => {}
        (true, None) => {
            r.note(
                ProblemCode::UnreadableValue,
                "when",
                "The date is written in a format that cannot be read with certainty.".into(),
            );
        }
        (false, None) => r.note(ProblemCode::MissingField, "when", "The date and time were not found on this page.".into()),
    }
    r.note(
        ProblemCode::MissingField,
        "attendees",
        "Outlook does not show who is invited in a form Baton can read in every language.".into(),
    );
    let role = match (r.get("title"), r.get("title_editable")) {
        (Some(_), Some(_)) => Role::Organiser, // invited people get a reading view, not this form
        (Some(_), None) => Role::Attendee,
        _ => Role::Unknown,
    };
    let event = Event {
        title,
        description: r.must("description", "description"),
        location: r.text("location").map(lines).unwrap_or_default(),
        when,
        duration_min,
        ..Event::default()
    };
    Parsed { event, role, is_new: None, problems: r.problems }
}

/// What a line like `Fri 3/27/2026 2:00 PM - 2:30 PM` says in every format: two times at its end, and the day only when
/// it is written year first with dashes. Any other letter near the times (half-days in words) makes it unreadable.
struct Span {
    date: Option<NaiveDate>,
    from: NaiveTime,
    to: NaiveTime,
}

impl Span {
    fn read(line: &str) -> Option<Self> {
        let line = line.replace(['\u{a0}', '\u{202f}'], " ").replace(['\u{2013}', '\u{2014}'], "-");
        let (head, to) = line.rsplit_once('-')?;
        let to = to.trim();
        let words: Vec<&str> = head.split_whitespace().collect();
        let marked = |w: &str| w.eq_ignore_ascii_case("am") || w.eq_ignore_ascii_case("pm");
        let take = if words.last().copied().is_some_and(marked) { 2 } else { 1 };
        let (before, from) = words.split_at_checked(words.len().checked_sub(take)?)?;
        let from = from.join(" ");
        if before.iter().any(|w| w.contains(':')) || from.contains(' ') != to.contains(' ') {
            return None; // a second day or time stands before, or only one of the times says am or pm
        }
        let (from, to) = (time(&from)?, time(to)?);
        let date = before.iter().find_map(|w| NaiveDate::parse_from_str(w.trim_matches(','), "%Y-%m-%d").ok());
        (to > from).then_some(Self { date, from, to })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn minutes(line: &str) -> Option<i64> {
        Span::read(line).map(|s| (s.to - s.from).num_minutes())
    }

    #[test]
    fn digits_are_read_in_every_format() {
        assert_eq!(minutes("Fri 3/27/2026 2:00 PM - 2:30 PM"), Some(30));
        assert_eq!(minutes("Fr 27.03.2026 14:00\u{2013}15:30"), Some(90));
        assert_eq!(minutes("2026年3月27日 (金) 14:00 - 14:45"), Some(45));
        let iso = Span::read("Wed 2026-08-26 12:30 - 13:00").unwrap();
        assert_eq!(iso.date, NaiveDate::from_ymd_opt(2026, 8, 26));
    }

    #[test]
    fn words_and_second_days_are_not_guessed() {
        for line in [
            "上午9:00 - 下午9:30",
            "Fri 3/27/2026 2:00 - 2:30 PM",
            "27.03.2026 22:00 - 28.03.2026 23:00",
            "27. maaliskuuta 14.00-14.30",
            "",
            "-",
            "23:00 - 01:00",
        ] {
            assert_eq!(minutes(line), None, "{line}");
        }
    }
}
