//! Every message that Baton shows exists in every language, with the same places to fill, and none is left over.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::string_slice, missing_docs)]

use baton::attend::{Answer, Why};
use baton::brief::Target;
use baton::library::{Me, Person, Rate, Settings, Thresholds, settings::ranges::Threshold, transfer::changes};
use baton::verdict::{self, Format, Kind, Outcome};
use baton::wording::FormId;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Identifiers in the faces that look like message keys and are none: names of slots, reasons, fields and web things.
const NOT_KEYS: [&str; 9] = [
    "all_day",
    "person_hours",
    "many_people",
    "repeats_without_end",
    "description_shown",
    "user_name",
    "user_email",
    "_blank",
    "document_idle",
];

type Messages = BTreeMap<String, String>;

fn locales() -> BTreeMap<String, Messages> {
    let folders = fs::read_dir("extension/_locales").unwrap().map(|entry| entry.unwrap().path());
    let read = |folder: &Path| -> Messages {
        let text = fs::read_to_string(folder.join("messages.json")).unwrap();
        let all: BTreeMap<String, Value> = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
        all.into_iter().map(|(key, entry)| (key, entry["message"].as_str().expect("a message").to_owned())).collect()
    };
    let all: BTreeMap<_, _> =
        folders.map(|folder| (folder.file_name().unwrap().to_str().unwrap().to_owned(), read(&folder))).collect();
    assert!(["en", "de", "ja"].iter().all(|l| all.contains_key(*l)), "{:?}", all.keys());
    all
}

/// The Rust files below `folder`, without their test modules.
fn sources(folder: &Path, into: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            into.push(text.split("#[cfg(test)]").next().unwrap_or_default().to_owned());
        }
    }
}

fn faces() -> Vec<String> {
    let mut all = Vec::new();
    for folder in ["src/ui", "src/browser"] {
        sources(Path::new(folder), &mut all);
    }
    assert!(all.len() > 10, "the faces have moved");
    all
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// String literals of a source that are nothing but an identifier, each with what stands before it.
fn names(source: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for (at, _) in source.match_indices('"') {
        let (before, after) = (&source[..at], &source[at + 1..]);
        if let Some(name) = after.split('"').next().filter(|name| is_name(name)) {
            found.push((before, name));
        }
    }
    found
}

/// Settings in which nothing is at its default, so that every field has a name to be told by.
fn every_choice_changed() -> Settings {
    let other = |n: u32| n + 1;
    Settings {
        silenced: vec![Kind::Social],
        sites_off: vec![baton::site::SiteId::Sogo],
        me: Me { names: vec!["A".into()], addresses: vec!["a@b.test".into()] },
        hours: serde_json::from_str(r#"[[{"from":1,"to":2}],[],[],[],[],[],[]]"#).unwrap(),
        people: vec![Person { who: "b".into(), ..Person::default() }],
        thresholds: {
            let mut all = Thresholds { no_meeting_days: vec![chrono::Weekday::Fri], ..Thresholds::default() };
            Threshold::ALL.iter().for_each(|t| t.set(&mut all, other(t.of(&Thresholds::default()))));
            all
        },
        signals_off: vec!["x".into()],
        rate: Some(Rate { cents_per_hour: 1, currency: "EUR".into() }),
        receipt: true,
        language: Some("de".into()),
        ..Settings::default()
    }
}

/// Keys that are put together from the identifiers of the domain.
fn families() -> BTreeSet<String> {
    let formats = Format::ALL.iter().map(|f| f.as_str());
    let mut keys: BTreeSet<String> = FormId::ALL.iter().map(|f| format!("format_{}", f.as_str())).collect();
    keys.extend(["ask", "context", "options", "deadline", "owner", "visual"].map(|gap| format!("gap_{gap}")));
    keys.extend(Target::ALL.iter().filter(|t| **t != Target::Plain).map(|t| format!("target_{}", t.as_str())));
    keys.extend(formats.map(|f| format!("say_async_{f}")));
    keys.extend(Outcome::ALL.iter().map(|o| format!("say_{}", o.as_str())));
    keys.extend(Kind::ALL.iter().map(|k| format!("kind_{}", k.as_str())));
    keys.extend(["none", "all_day", "focus"].map(|slot| format!("slot_{slot}")));
    keys.extend(verdict::reason_codes().iter().map(|code| format!("reason_{code}")));
    keys.extend(Threshold::ALL.iter().map(|t| format!("threshold_{}", t.as_str())));
    let (all, none) = (every_choice_changed(), Settings::default());
    keys.extend(changes(&none, &all).iter().map(|c| format!("setting_{}", c.field)));
    keys.extend(Why::ALL.iter().map(|w| format!("attend_why_{}", w.as_str())));
    keys.extend(["say", "reply"].iter().flat_map(|what| Answer::ALL.map(|a| format!("attend_{what}_{}", a.as_str()))));
    keys.extend(["decided", "known", "talked"].map(|purpose| format!("reason_purpose_{purpose}")));
    keys.extend(baton::signals::all().iter().map(|signal| format!("signal_{}", signal.code)));
    keys
}

/// Keys that stand in the faces as they are.
fn written(faces: &[String]) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for source in faces {
        for (before, name) in names(source) {
            let is_asked = [" t(", "{t(", "(t(", "=t(", "\tt(", "&t("].iter().any(|call| before.ends_with(call));
            let is_key_like = name.contains('_') && !NOT_KEYS.contains(&name);
            if is_asked || is_key_like {
                keys.insert(name.to_owned());
            }
        }
    }
    keys
}

fn places(message: &str) -> BTreeSet<char> {
    message.match_indices('$').filter_map(|(at, _)| message[at + 1..].chars().next()).collect()
}

#[test]
fn every_locale_has_the_same_keys_and_places_to_fill() {
    let all = locales();
    let english = &all["en"];
    for (locale, messages) in &all {
        let keys = |m: &Messages| m.keys().cloned().collect::<BTreeSet<_>>();
        let differ: Vec<_> = keys(english).symmetric_difference(&keys(messages)).cloned().collect();
        assert!(differ.is_empty(), "{locale} and en differ in {differ:?}");
        for (key, message) in messages {
            assert!(!message.trim().is_empty(), "{locale}/{key} is empty");
            assert_eq!(places(message), places(&english[key]), "{locale}/{key}: {message}");
            assert!(places(message).iter().all(char::is_ascii_digit), "{locale}/{key}: a lone $ is lost: {message}");
        }
    }
}

#[test]
fn every_key_in_use_is_there() {
    let english = &locales()["en"];
    let wanted: Vec<_> = written(&faces()).into_iter().chain(families()).filter(|key| !english.contains_key(key)).collect();
    assert!(wanted.is_empty(), "no message for {wanted:?}");
}

#[test]
fn no_message_is_left_over() {
    let faces = faces();
    let mut used = families();
    // a key may be handed round before it is shown, so every mention counts
    used.extend(faces.iter().flat_map(|source| names(source)).map(|(_, name)| name.to_owned()));
    let manifest = fs::read_to_string("manifest.json").unwrap();
    used.extend(manifest.split("__MSG_").skip(1).filter_map(|rest| Some(rest.split_once("__")?.0.to_owned())));
    let left: Vec<_> = locales()["en"].keys().filter(|key| !used.contains(*key)).cloned().collect();
    assert!(left.is_empty(), "nobody shows {left:?}");
}

#[test]
fn a_reason_is_one_short_sentence() {
    for (locale, messages) in locales() {
        for (key, message) in messages.iter().filter(|(key, _)| key.starts_with("reason_")) {
            let length = message.chars().count();
            assert!(length <= 110, "{locale}/{key} has {length} characters: {message}");
            assert!(message.ends_with(['.', '。']), "{locale}/{key}: {message}");
        }
    }
}

#[test]
fn english_reasons_say_what_the_engine_says() {
    let english = &locales()["en"];
    let mut seen = 0;
    for (title, description) in
        [("Weekly status update", ""), ("Layoff talk", ""), ("Vote on the venue", "Please fill in the poll.")]
    {
        let event = baton::event::Event { title: title.into(), description: description.into(), ..Default::default() };
        for reason in verdict::judge(&event).reasons {
            assert_eq!(english.get(&format!("reason_{}", reason.code)), Some(&reason.text), "{}", reason.code);
            seen += 1;
        }
    }
    assert!(seen >= 3, "the samples give no reasons any more");
}

#[test]
fn english_signals_say_what_the_engine_says() {
    let english = &locales()["en"];
    for signal in baton::signals::all() {
        assert_eq!(english.get(&format!("signal_{}", signal.code)).map(String::as_str), Some(signal.sentence));
        assert!(!signal.source.name.is_empty() && signal.source.claim.ends_with('.'), "{}", signal.code);
    }
}
