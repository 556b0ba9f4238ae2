//! What differs between two sets of choices, for a person to read before it happens.

use crate::clock::WorkingHours;
use crate::library::Settings;
use crate::library::settings::hours_text;
use crate::library::settings::ranges::Threshold;
use chrono::Weekday;

/// One field that would change. Texts are values as a person entered them; empty where there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Name of the field as in the file: `names`, `crowd`, …; the surfaces translate by it.
    pub field: &'static str,
    /// What is so now.
    pub before: String,
    /// What would be so.
    pub after: String,
}

/// What differs.
pub fn changes(before: &Settings, after: &Settings) -> Vec<Change> {
    let mut all: Vec<Change> = texts(before)
        .into_iter()
        .zip(texts(after))
        .map(|((field, before), (_, after))| Change { field, before, after })
        .collect();
    all.retain(|c| c.before != c.after);
    all
}

/// Every field with its value in words.
fn texts(s: &Settings) -> Vec<(&'static str, String)> {
    let list = |words: Vec<&str>| words.join(", ");
    let mut all = vec![
        ("names", s.me.names.join(", ")),
        ("addresses", s.me.addresses.join(", ")),
        ("hours", week(&s.hours)),
        ("people", s.people.iter().map(person).collect::<Vec<_>>().join("; ")),
    ];
    all.extend(Threshold::ALL.map(|t| (t.as_str(), t.of(&s.thresholds).to_string())));
    all.extend([
        ("no_meeting_days", s.thresholds.no_meeting_days.iter().map(Weekday::to_string).collect::<Vec<_>>().join(", ")),
        ("signals_off", s.signals_off.join(", ")),
        ("silenced", list(s.silenced.iter().map(|k| k.as_str()).collect())),
        ("sites_off", list(s.sites_off.iter().map(|k| k.as_str()).collect())),
        (
            "rate",
            s.rate
                .as_ref()
                .map_or_else(String::new, |r| format!("{}.{:02} {}", r.cents_per_hour / 100, r.cents_per_hour % 100, r.currency)),
        ),
        ("receipt", if s.receipt { "✓".into() } else { String::new() }),
        ("language", s.language.clone().unwrap_or_default()),
    ]);
    all
}

fn person(p: &crate::library::Person) -> String {
    let zone = p.zone.as_deref().map(|z| format!(" {z}")).unwrap_or_default();
    let hours = p.hours.as_ref().map(|h| format!(" {}", week(h))).unwrap_or_default();
    format!("{}{zone}{hours}", p.who)
}

/// Days with the same hours stand together: `Mon–Fri 9:00–17:00`.
fn week(hours: &WorkingHours) -> String {
    let days = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
    let mut groups: Vec<(Weekday, Weekday, String)> = Vec::new();
    for day in days {
        let text = hours_text::write(hours.on(day));
        match groups.last_mut() {
            Some((_, last, same)) if *same == text => *last = day,
            _ => groups.push((day, day, text)),
        }
    }
    let name = |(from, to, text): &(Weekday, Weekday, String)| {
        if from == to { format!("{from} {text}") } else { format!("{from}–{to} {text}") }
    };
    groups.iter().filter(|g| !g.2.is_empty()).map(name).collect::<Vec<_>>().join(", ")
}
