//! The person, and what they told Baton about others.

use super::Settings;
use crate::{
    clock::{Reader, WorkingHours},
    event::{Attendee, Event},
};
use serde::{Deserialize, Serialize};

/// Who "I" is: how invites and agendas name the person. Compared without case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Me {
    /// Full names, first names and nicknames.
    pub names: Vec<String>,
    /// E-mail addresses.
    pub addresses: Vec<String>,
}

/// Somebody the person meets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// E-mail address or display name, as invites show it; compared without case.
    pub who: String,
    /// IANA zone; the event's own zone when absent.
    pub zone: Option<String>,
    /// Working hours in that zone; the default when absent.
    pub hours: Option<WorkingHours>,
}

impl Me {
    /// Whether this is the person themselves.
    pub fn is(&self, attendee: &Attendee) -> bool {
        names(attendee).any(|name| self.addresses.iter().chain(&self.names).any(|own| same(own, name)))
    }
}

impl Person {
    /// Whether this is who the person means.
    pub fn is(&self, attendee: &Attendee) -> bool {
        names(attendee).any(|name| same(&self.who, name))
    }
}

impl Settings {
    /// Those whom `event` asks, with zone and working hours: the person and the organiser left out. Where nothing is known of
    /// somebody, they are taken to live by `home`, 9 to 17.
    pub fn readers(&self, event: &Event, home: &str) -> Vec<Reader> {
        let organiser = event.organiser.as_deref().unwrap_or_default();
        let asked = event.attendees.iter().filter(|a| !self.me.is(a) && !names(a).any(|name| same(organiser, name)));
        asked.map(|a| self.reader(a, home)).collect()
    }

    /// One attendee with zone and working hours.
    fn reader(&self, attendee: &Attendee, home: &str) -> Reader {
        let known = self.known(attendee);
        let zone = known.and_then(|p| p.zone.as_deref()).or(attendee.tz.as_deref()).unwrap_or(home);
        Reader {
            name: names(attendee).next().unwrap_or_default().to_owned(),
            zone: zone.to_owned(),
            hours: known.and_then(|p| p.hours.clone()).unwrap_or_default(),
        }
    }

    /// Those of `event` whose zone or hours the person entered or the invite tells.
    pub fn known_readers(&self, event: &Event, home: &str) -> Vec<Reader> {
        let known = event.attendees.iter().filter(|a| !self.me.is(a) && (a.tz.is_some() || self.known(a).is_some()));
        known.map(|a| self.reader(a, home)).collect()
    }

    fn known(&self, attendee: &Attendee) -> Option<&Person> {
        self.people.iter().find(|p| p.is(attendee))
    }
}

/// Name and address, as far as they are there.
fn names(attendee: &Attendee) -> impl Iterator<Item = &str> {
    [attendee.name.trim(), attendee.email.trim()].into_iter().filter(|n| !n.is_empty())
}

fn same(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_who_are_asked_with_what_is_known_of_them() {
        let guest = |email: &str| Attendee { email: email.into(), ..Attendee::default() };
        let event = Event {
            attendees: vec![
                guest("Ana@Example.test"),
                guest("me@example.test"),
                guest("ben@example.test"),
                guest("org@example.test"),
            ],
            organiser: Some("org@example.test".into()),
            ..Event::default()
        };
        let settings = Settings {
            me: Me { addresses: vec!["ME@example.test".into()], ..Me::default() },
            people: vec![Person { who: "ana@example.test ".into(), zone: Some("Asia/Tokyo".into()), hours: None }],
            ..Settings::default()
        };
        let readers = settings.readers(&event, "Europe/Berlin");
        let told: Vec<_> = readers.iter().map(|r| (r.name.as_str(), r.zone.as_str())).collect();
        assert_eq!(told, [("Ana@Example.test", "Asia/Tokyo"), ("ben@example.test", "Europe/Berlin")]);
        assert_eq!(settings.known_readers(&event, "Europe/Berlin").len(), 1);
    }
}
