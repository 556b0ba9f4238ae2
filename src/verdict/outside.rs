//! People from outside the organiser's company, known by the domain of their address.

use crate::event::Event;

/// Mail providers: an address there does not say for whom a person works.
const PERSONAL: &[&str] =
    &["gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "yahoo.com", "icloud.com", "proton.me", "gmx.de", "web.de"];

/// The addresses that are not of the organiser's domain; none when the organiser's domain is unknown.
pub(crate) fn outside(event: &Event) -> Vec<&str> {
    let Some(home) = event.organiser.as_deref().and_then(domain).filter(|d| !PERSONAL.contains(&d.as_str())) else {
        return Vec::new();
    };
    event
        .attendees
        .iter()
        .map(|a| a.email.as_str())
        .filter(|email| domain(email).is_some_and(|d| !related(&d, &home) && !is_room(&d)))
        .collect()
}

/// `Name <a@b.c>` and `a@b.c`.
fn domain(address: &str) -> Option<String> {
    let (_, domain) = address.trim().trim_end_matches('>').rsplit_once('@')?;
    let domain = domain.trim().to_ascii_lowercase();
    (domain.contains('.')).then_some(domain)
}

/// `eu.acme.test` belongs to `acme.test`.
fn related(one: &str, other: &str) -> bool {
    one == other || one.ends_with(&format!(".{other}")) || other.ends_with(&format!(".{one}"))
}

/// Rooms and group calendars have addresses too.
fn is_room(domain: &str) -> bool {
    domain.ends_with("calendar.google.com")
}
