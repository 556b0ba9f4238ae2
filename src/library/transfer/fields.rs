//! Each field of a settings file, looked at by itself, so that what is wrong can be said with its place.

use super::{MARK, Problem};
use crate::clock::WorkingHours;
use crate::library::settings::ranges::{
    EntryError, Threshold, check_address, check_currency, check_language, check_name, check_signal, check_zone,
};
use crate::library::{GrantedHost, Me, Person, Rate, Settings};
use crate::limits::CHOICES_KEPT;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// The settings in `json`, absent fields at their defaults, or all that is wrong with it.
pub(super) fn read(json: &Value) -> Result<Settings, Vec<Problem>> {
    let mut reading = Reading::default();
    let mut settings = Settings::default();
    for (key, value) in json.as_object().into_iter().flatten() {
        match key.as_str() {
            MARK | "v" => {}
            "silenced" => settings.silenced = reading.list(key, value, |_, _| Ok(())),
            "sites_off" => settings.sites_off = reading.list(key, value, |_, _| Ok(())),
            "hosts" => settings.hosts = reading.list(key, value, |host: &GrantedHost, _| host_is_plain(host)),
            "me" => settings.me = reading.me(value),
            "hours" => settings.hours = reading.one(key, value).unwrap_or_default(),
            "people" => settings.people = reading.people(value),
            "thresholds" => reading.thresholds(value, &mut settings),
            "signals_off" => settings.signals_off = reading.words(key, value, check_signal),
            "rate" if value.is_null() => {}
            "rate" => settings.rate = reading.rate(value),
            "receipt" => settings.receipt = reading.one(key, value).unwrap_or_default(),
            "language" if value.is_null() => {}
            "language" => {
                settings.language = reading.one(key, value).filter(|tag: &String| reading.holds(key, check_language(tag)));
            }
            _ => reading.unknown(key),
        }
    }
    if reading.problems.is_empty() { Ok(settings) } else { Err(reading.problems) }
}

fn host_is_plain(host: &GrantedHost) -> Result<(), String> {
    match GrantedHost::from_typed(&host.host) {
        Some(read) if read == *host => Ok(()),
        _ => Err("it is not a host such as https://calendar.example.org".into()),
    }
}

#[derive(Default)]
struct Reading {
    problems: Vec<Problem>,
}

impl Reading {
    fn wrong(&mut self, at: &str, why: impl Into<String>) {
        // a hostile file may be wrong in a million places; nobody reads more than a page
        if self.problems.len() < CHOICES_KEPT {
            self.problems.push(Problem { at: at.chars().take(80).collect(), why: why.into() });
        }
    }

    fn unknown(&mut self, at: &str) {
        self.wrong(at, "Baton knows no setting of that name");
    }

    fn holds(&mut self, at: &str, checked: Result<(), EntryError>) -> bool {
        checked.map_err(|e| self.wrong(at, e.to_string())).is_ok()
    }

    fn one<T: DeserializeOwned>(&mut self, at: &str, value: &Value) -> Option<T> {
        serde_json::from_value(value.clone()).map_err(|e| self.wrong(at, e.to_string())).ok()
    }

    fn object<'v>(&mut self, at: &str, value: &'v Value) -> Option<&'v Map<String, Value>> {
        let object = value.as_object();
        if object.is_none() {
            self.wrong(at, "it should be an object");
        }
        object
    }

    fn list<T: DeserializeOwned + PartialEq>(
        &mut self,
        at: &str,
        value: &Value,
        check: impl Fn(&T, &str) -> Result<(), String>,
    ) -> Vec<T> {
        let Some(items) = value.as_array() else {
            self.wrong(at, "it should be a list");
            return Vec::new();
        };
        if items.len() > CHOICES_KEPT {
            self.wrong(at, EntryError::Many.to_string());
            return Vec::new();
        }
        let mut good: Vec<T> = Vec::new();
        for (n, item) in items.iter().enumerate() {
            let here = format!("{at}[{n}]");
            let Some(item) = self.one::<T>(&here, item) else { continue };
            match check(&item, &here) {
                Err(why) => self.wrong(&here, why),
                Ok(()) if good.contains(&item) => self.wrong(&here, EntryError::Twice.to_string()),
                Ok(()) => good.push(item),
            }
        }
        good
    }

    fn words(&mut self, at: &str, value: &Value, check: fn(&str) -> Result<(), EntryError>) -> Vec<String> {
        self.list(at, value, |word: &String, _| check(word).map_err(|e| e.to_string()))
    }

    fn me(&mut self, value: &Value) -> Me {
        let mut me = Me::default();
        for (key, value) in self.object("me", value).into_iter().flatten() {
            match key.as_str() {
                "names" => me.names = self.words("me.names", value, check_name),
                "addresses" => me.addresses = self.words("me.addresses", value, check_address),
                _ => self.unknown(&format!("me.{key}")),
            }
        }
        me
    }

    fn people(&mut self, value: &Value) -> Vec<Person> {
        let Some(items) = value.as_array().filter(|items| items.len() <= CHOICES_KEPT) else {
            self.wrong("people", "it should be a list, and no longer than anybody's address book");
            return Vec::new();
        };
        let mut people: Vec<Person> = Vec::new();
        for (n, item) in items.iter().enumerate() {
            let at = format!("people[{n}]");
            let mut person = Person::default();
            for (key, value) in self.object(&at, item).into_iter().flatten() {
                let here = format!("{at}.{key}");
                match key.as_str() {
                    "who" => person.who = self.one(&here, value).unwrap_or_default(),
                    "zone" | "hours" if value.is_null() => {}
                    "zone" => person.zone = self.one(&here, value).filter(|z: &String| self.holds(&here, check_zone(z))),
                    "hours" => person.hours = self.one::<WorkingHours>(&here, value),
                    _ => self.unknown(&here),
                }
            }
            let who = format!("{at}.who");
            if people.iter().any(|p| p.who.eq_ignore_ascii_case(&person.who)) {
                self.wrong(&who, EntryError::Twice.to_string());
            } else if self.holds(&who, check_name(&person.who)) {
                people.push(person);
            }
        }
        people
    }

    fn thresholds(&mut self, value: &Value, settings: &mut Settings) {
        for (key, value) in self.object("thresholds", value).into_iter().flatten() {
            let at = format!("thresholds.{key}");
            if key == "no_meeting_days" {
                settings.thresholds.no_meeting_days = self.list(&at, value, |_, _| Ok(()));
                continue;
            }
            let Some(threshold) = Threshold::ALL.into_iter().find(|t| t.as_str() == key) else {
                self.unknown(&at);
                continue;
            };
            let range = threshold.range();
            match self.one::<u32>(&at, value) {
                Some(n) if range.contains(&n) => threshold.set(&mut settings.thresholds, n),
                Some(_) => self.wrong(&at, format!("it should be from {} to {}", range.start(), range.end())),
                None => {}
            }
        }
    }

    fn rate(&mut self, value: &Value) -> Option<Rate> {
        for key in self.object("rate", value)?.keys() {
            if !matches!(key.as_str(), "cents_per_hour" | "currency") {
                self.unknown(&format!("rate.{key}"));
            }
        }
        self.one("rate", value).filter(|rate: &Rate| self.holds("rate.currency", check_currency(&rate.currency)))
    }
}
