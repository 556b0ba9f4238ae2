//! From the values of Google Calendar's forms to an event. Dates come from iCalendar attributes, the recurrence from the
//! RRULE in an option's value: nothing is read from text that changes with the language.

use crate::event::{Attendee, Event, Recurrence};
use crate::sites::reading::{Parsed, ProblemCode, Reader, Role, ical_date, ical_time, lines};
use crate::sites::value::Values;

/// Parses the values of `surface`.
pub fn parse(surface: &str, _url: &str, values: &Values) -> Parsed {
    let mut r = Reader::new(values);
    let title = r.title();
    let all_day = r.flag("all_day").unwrap_or(false);
    let dates = (r.text("start_date").and_then(ical_date), r.text("end_date").and_then(ical_date));
    let times = (r.text("start_time").and_then(ical_time), r.text("end_time").and_then(ical_time));
    let when = r.when(all_day, dates, times);
    let attendees = r.attendees("attendees", |part| {
        let email = Some(part("email")).filter(|e| !e.is_empty()).unwrap_or_else(|| part("card"));
        // whether a guest is optional stands only in a translated label
        Attendee { email, ..Attendee::default() }
    });
    let recurrence = recurrence(&mut r);
    let owner = r.word("owner");
    let user = r.word("user_email");
    // the list of guests has the organiser in it; without an address to know that row by, nobody is counted twice
    let attendee_count = match (&user, u32::try_from(attendees.len())) {
        (None, Ok(count)) if count > 0 => Some(count),
        _ => None,
    };
    let is_new = match (surface, r.flag("is_create")) {
        ("quick_create", _) => Some(true),
        (_, known) => known,
    };
    let role = role(&r, is_new, owner.as_deref(), user.as_deref());
    let organiser = match role {
        Role::Attendee => owner,
        // an own second calendar shows its name as owner; the invitation still comes from the person
        _ => user.or(owner),
    };
    let description = match r.get("description") {
        Some(_) => r.must("description", "description"),
        None => r.text("description_shown").map(lines).unwrap_or_default(),
    };
    let event = Event {
        title,
        description,
        location: r.text("location").map(lines).unwrap_or_default(),
        when,
        attendees,
        attendee_count,
        recurrence,
        organiser,
        time_zone: r.word("time_zone").filter(|z| z.contains('/') || z == "UTC"),
        ..Event::default()
    };
    Parsed { event, role, is_new, problems: r.problems }
}

/// The form can be changed by guests too, so an editable form is not enough to call somebody the organiser.
fn role(r: &Reader<'_>, is_new: Option<bool>, owner: Option<&str>, user: Option<&str>) -> Role {
    if r.get("title").is_some() && r.get("title_editable").is_none() {
        return Role::Attendee;
    }
    if is_new == Some(true) {
        return Role::Organiser;
    }
    let name = r.word("user_name");
    match (owner, user) {
        (Some(o), Some(u)) if o.eq_ignore_ascii_case(u) => Role::Organiser,
        (Some(o), _) if name.as_deref() == Some(o) => Role::Organiser,
        (Some(o), Some(_)) if o.contains('@') => Role::Attendee,
        _ => Role::Unknown,
    }
}

/// The selected option's value is a JSON list; the RRULE stands somewhere in it, or nowhere for an event that does not repeat.
fn recurrence(r: &mut Reader<'_>) -> Option<Recurrence> {
    fn rule(json: &serde_json::Value) -> Option<&str> {
        match json {
            serde_json::Value::String(s) => s.strip_prefix("RRULE:"),
            serde_json::Value::Array(list) => list.iter().find_map(rule),
            _ => None,
        }
    }
    let text = r.text("recurrence")?;
    if let Some(plain) = text.strip_prefix("RRULE:") {
        return Some(Recurrence::Rule(plain.to_owned()));
    }
    match serde_json::from_str::<serde_json::Value>(text) {
        Ok(json) => rule(&json).map(|rule| Recurrence::Rule(rule.to_owned())),
        Err(_) => {
            r.note(ProblemCode::UnreadableValue, "recurrence", "How the event repeats could not be read.".into());
            None
        }
    }
}
