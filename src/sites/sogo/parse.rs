//! From the values of SOGo's editor to an event. Dates stand there in the person's own format only; which day is meant is
//! found out by the days of the free/busy grid, whose ids are the same in every language.

use crate::event::{Attendee, Event, Recurrence, When};
use crate::sites::clock_text::time;
use crate::sites::reading::{Parsed, ProblemCode, Reader, Role, ical_date, lines};
use crate::sites::value::Values;
use chrono::{Datelike, NaiveDate};

/// Parses the values of the editor.
pub fn parse(_url: &str, values: &Values) -> Parsed {
    let mut r = Reader::new(values);
    let title = r.title();
    let description = r.must("description", "description");
    let all_day = r.flag("all_day").unwrap_or(false);
    let days = days(values);
    let texts = (r.word("start_date"), r.word("end_date"));
    let day = |text: &Option<String>| text.as_deref().and_then(|t| meant(t, &days));
    let dates = (day(&texts.0), day(&texts.1));
    let times = (r.text("start_time").and_then(time), r.text("end_time").and_then(time));
    let one_day = texts.0.is_some() && texts.0 == texts.1;
    let mut duration_min = None;
    let when: Option<When> = match (&texts, dates.0, dates.1) {
        ((Some(_), _), Some(_), Some(_)) => r.when(all_day, dates, times),
        ((Some(_), _), ..) => {
            r.note(
                ProblemCode::UnreadableValue,
                "when",
                "The date is written in a format that cannot be read with certainty.".into(),
            );
            // the length is certain all the same when both ends are on one day
            if let (true, false, (Some(from), Some(to))) = (one_day, all_day, times) {
                duration_min = u32::try_from((to - from).num_minutes()).ok().filter(|m| *m > 0);
            }
            None
        }
        _ => r.when(all_day, (None, None), (None, None)),
    };
    let attendees = r.attendees("attendees", |part| {
        let (name, email) = (part("name"), part("email"));
        let name = if name.is_empty() && email.is_empty() { part("text") } else { name };
        Attendee { name: if name == email { String::new() } else { name }, email, ..Attendee::default() }
    });
    let attendees = with_roles(&r, attendees);
    let event = Event {
        title,
        description,
        location: r.text("location").map(lines).unwrap_or_default(),
        when,
        duration_min,
        attendees,
        recurrence: r.word("repeats").filter(|w| w != "never").map(Recurrence::Word),
        organiser: r.word("organiser"),
        ..Event::default()
    };
    // invited people get a reading view, not this form
    let role = match (r.get("title"), r.get("title_editable")) {
        (Some(_), Some(_)) => Role::Organiser,
        (Some(_), None) => Role::Attendee,
        _ => Role::Unknown,
    };
    Parsed { event, role, is_new: None, problems: r.problems }
}

/// The role's icon is chosen by an attribute that names the iCalendar role.
fn with_roles(r: &Reader<'_>, mut attendees: Vec<Attendee>) -> Vec<Attendee> {
    let rows = r.get("attendees").and_then(|v| v.rows.as_ref()).map(Vec::as_slice).unwrap_or_default();
    for row in rows {
        let email = row.get("email").and_then(|v| v.as_str()).unwrap_or_default().trim();
        if let Some(a) = attendees.iter_mut().find(|a| !email.is_empty() && a.email.eq_ignore_ascii_case(email)) {
            a.optional = Some(row.get("optional").and_then(serde_json::Value::as_bool).unwrap_or(false));
        }
    }
    attendees
}

/// The days of the free/busy grid: two weeks round the event, as of when the form was opened.
pub(super) fn days(values: &Values) -> Vec<NaiveDate> {
    let rows = values.get("days").and_then(|v| v.rows.as_ref()).map(Vec::as_slice).unwrap_or_default();
    rows.iter().filter_map(|row| row.get("id")?.as_str()?.strip_prefix("freebusy_day_").and_then(ical_date)).collect()
}

/// The one day of `days` that `text` can mean. The grid spans two weeks, so a day of the month is rarely in it twice;
/// every number in the text must be the day, the month or the year of that day, else it is not the one.
fn meant(text: &str, days: &[NaiveDate]) -> Option<NaiveDate> {
    let numbers: Vec<u32> = text.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
    let fits = |day: &NaiveDate| {
        let year = day.year().unsigned_abs();
        let is_year = |n: u32| n == year || n == year % 100;
        match numbers.as_slice() {
            // two numbers: the month is a word
            [a, b] => (*a == day.day() && is_year(*b)) || (is_year(*a) && *b == day.day()),
            [a, b, c] => {
                let (d, m) = (day.day(), day.month());
                (is_year(*c) && ((*a, *b) == (d, m) || (*a, *b) == (m, d))) || (is_year(*a) && (*b, *c) == (m, d))
            }
            _ => false,
        }
    };
    let mut found = days.iter().filter(|d| fits(d));
    match (found.next(), found.next()) {
        (Some(day), None) => Some(*day),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn window(first: &str) -> Vec<NaiveDate> {
        let first: NaiveDate = first.parse().unwrap();
        first.iter_days().take(14).collect()
    }

    #[test]
    fn every_format_means_the_day_of_the_window() {
        let days = window("2026-11-15");
        let day = NaiveDate::from_ymd_opt(2026, 11, 22);
        for text in
            ["22-Nov-26", "22-nov.-26", "22/11/2026", "11/22/2026", "2026-11-22", "22.11.26", "2026年11月22日", "26/11/22"]
        {
            assert_eq!(meant(text, &days), day, "{text}");
        }
    }

    #[test]
    fn a_day_outside_or_in_doubt_is_not_guessed() {
        let days = window("2026-11-15");
        for text in ["22-Nov-25", "30-Nov-26", "22/12/2026", "", "tomorrow", "22"] {
            assert_eq!(meant(text, &days), None, "{text}");
        }
        // 26-Feb-26 and the year 2026 twice: the day is still the only one that fits
        assert_eq!(meant("03/04/2026", &window("2026-03-28")), NaiveDate::from_ymd_opt(2026, 4, 3));
    }
}
