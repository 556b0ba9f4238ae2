//! Settings as a file: what is exported comes back as it was, and no file does more than a person would expect of it.
#![allow(clippy::unwrap_used, clippy::panic)]

use baton::clock::{Span, WorkingHours};
use baton::library::overrides::Override;
use baton::library::transfer::{ImportError, export, import};
use baton::library::{GrantedHost, Me, Person, Rate, Settings, Thresholds};
use baton::site::SiteId;
use baton::verdict::{Kind, Outcome, judge};
use chrono::Weekday;
use proptest::{collection::btree_set, option, prelude::*, sample::subsequence};
use serde_json::{Value, json};

fn week() -> impl Strategy<Value = WorkingHours> {
    proptest::collection::vec((0_u16..600, 1_u16..100, 0_u16..200, 1_u16..400), 1..8).prop_map(|days| {
        let mut week: [Vec<Span>; 7] = Default::default();
        for (day, (from, first, gap, second)) in days.into_iter().take(7).enumerate() {
            let (to, next) = (from + first, from + first + gap);
            week[day] = vec![Span { from, to }, Span { from: next, to: next + second }];
        }
        WorkingHours::new(week).unwrap()
    })
}

fn names() -> impl Strategy<Value = Vec<String>> {
    btree_set("[A-Za-zéß田中][A-Za-z '.éß田中-]{0,20}[A-Za-z]", 0..5).prop_map(|all| all.into_iter().collect())
}

fn addresses() -> impl Strategy<Value = Vec<String>> {
    btree_set("[a-z.+]{1,10}@[a-z]{1,8}\\.[a-z]{2,5}", 0..4).prop_map(|all| all.into_iter().collect())
}

fn people() -> impl Strategy<Value = Vec<Person>> {
    let zone = option::of(prop_oneof![Just("Europe/Berlin".to_owned()), Just("UTC".to_owned()), Just("Asia/Tokyo".to_owned())]);
    proptest::collection::btree_map("[a-z]{1,12}", (zone, option::of(week())), 0..4)
        .prop_map(|all| all.into_iter().map(|(who, (zone, hours))| Person { who, zone, hours }).collect())
}

fn thresholds() -> impl Strategy<Value = Thresholds> {
    let days = vec![Weekday::Mon, Weekday::Wed, Weekday::Fri, Weekday::Sun];
    (2_u32..=1000, 0_u32..=336, 0_u32..=336, 1_u32..=52, 15_u32..=480, subsequence(days, 0..=4)).prop_map(
        |(crowd, short_notice_h, agenda_ahead_h, series_without_agenda, focus_block_min, no_meeting_days)| Thresholds {
            crowd,
            short_notice_h,
            agenda_ahead_h,
            series_without_agenda,
            focus_block_min,
            no_meeting_days,
        },
    )
}

fn settings() -> impl Strategy<Value = Settings> {
    let signals = btree_set("[a-z_]{1,20}", 0..4).prop_map(|all| all.into_iter().collect::<Vec<_>>());
    let rate = option::of((any::<u32>(), "[A-Z]{3}").prop_map(|(cents_per_hour, currency)| Rate { cents_per_hour, currency }));
    let language = option::of(prop_oneof![Just("de".to_owned()), Just("ja".to_owned()), Just("en".to_owned())]);
    let me = (names(), addresses()).prop_map(|(names, addresses)| Me { names, addresses });
    let silenced = subsequence(Kind::ALL.to_vec(), 0..6);
    let sites_off = subsequence(vec![SiteId::GoogleCalendar, SiteId::OutlookWeb, SiteId::Sogo], 0..=3);
    (me, week(), people(), thresholds(), signals, rate, any::<bool>(), language, silenced, sites_off).prop_map(
        |(me, hours, people, thresholds, signals_off, rate, receipt, language, silenced, sites_off)| Settings {
            silenced,
            sites_off,
            hosts: vec![GrantedHost { host: "https://calendar.example.test".into() }],
            me,
            hours,
            people,
            thresholds,
            signals_off,
            rate,
            receipt,
            language,
            overrides: Vec::new(),
        },
    )
}

proptest! {
    #[test]
    fn what_is_exported_comes_back_but_for_what_is_the_persons_to_grant(there in settings()) {
        let read = import(&export(&there).unwrap(), &Settings::default()).unwrap();
        prop_assert_eq!(&read.to_grant, &there.hosts);
        prop_assert_eq!(read.next, Settings { hosts: Vec::new(), ..there });
    }

    #[test]
    fn reading_back_the_same_changes_nothing(there in settings()) {
        let read = import(&export(&there).unwrap(), &there).unwrap();
        prop_assert!(read.changes.is_empty(), "{:?}", read.changes);
        prop_assert!(read.to_grant.is_empty());
        prop_assert_eq!(read.next, there);
    }

    #[test]
    fn no_file_grants_a_host_or_switches_a_site_on(there in settings(), off in subsequence(vec![SiteId::GoogleCalendar, SiteId::Sogo], 0..=2)) {
        let now = Settings { sites_off: off.clone(), ..Settings::default() };
        let next = import(&export(&there).unwrap(), &now).unwrap().next;
        prop_assert!(next.hosts.is_empty());
        prop_assert!(off.iter().all(|s| next.sites_off.contains(s)));
    }

    #[test]
    fn any_text_is_refused_or_read(text in ".{0,200}") {
        let _ = import(&text, &Settings::default());
    }

    #[test]
    fn any_value_in_any_place_is_refused_or_kept_in_bounds(place in 0_usize..12, value in hostile()) {
        let key = ["silenced", "sites_off", "hosts", "me", "hours", "people", "thresholds", "signals_off", "rate", "receipt", "language", "v"][place];
        let mut file = json!({ "baton": "settings", "v": 1 });
        file[key] = value;
        if let Ok(read) = import(&file.to_string(), &Settings::default()) {
            prop_assert!(read.next.hosts.is_empty());
        }
    }
}

fn hostile() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,30}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 5, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            proptest::collection::btree_map("[a-z_]{0,12}|crowd|who|zone|names|host|currency|from|to", inner, 0..5)
                .prop_map(|map| map.into_iter().collect::<serde_json::Map<_, _>>().into()),
        ]
    })
}

fn problems(file: &Value) -> Vec<(String, String)> {
    match import(&file.to_string(), &Settings::default()) {
        Err(ImportError::Fields(all)) => all.into_iter().map(|p| (p.at, p.why)).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    let at = |body: Value| {
        let mut file = json!({ "baton": "settings", "v": 1 });
        for (key, value) in body.as_object().unwrap() {
            file[key] = value.clone();
        }
        problems(&file)
    };
    let one = |body: Value, place: &str, word: &str| {
        let found = at(body);
        assert!(matches!(&found[..], [(p, w)] if p == place && w.contains(word)), "{place}: {found:?}");
    };
    one(json!({ "me": { "names": ["Ann", 3] } }), "me.names[1]", "invalid type");
    one(json!({ "me": { "addresses": ["ann"] } }), "me.addresses[0]", "e-mail");
    one(json!({ "me": { "names": ["Ann", "Ann"] } }), "me.names[1]", "twice");
    one(json!({ "hours": [[], [], [], [], [], [], []] }), "hours", "at least one");
    one(json!({ "hours": [[{ "from": 600, "to": 540 }], [], [], [], [], [], []] }), "hours", "Mon");
    one(json!({ "people": [{ "who": "a" }, { "who": "b", "zone": "Mars" }] }), "people[1].zone", "time zone");
    one(json!({ "thresholds": { "crowd": 1 } }), "thresholds.crowd", "from 2 to 1000");
    one(json!({ "thresholds": { "crowds": 9 } }), "thresholds.crowds", "no setting");
    one(json!({ "rate": { "cents_per_hour": 1, "currency": "euro" } }), "rate.currency", "currency");
    one(json!({ "language": "tlh" }), "language", "en, de, ja");
    one(json!({ "overrides": [] }), "overrides", "no setting");
    one(json!({ "token": "s3cret" }), "token", "no setting");
    one(json!({ "hosts": [{ "host": "https://*" }] }), "hosts[0]", "host");
    one(json!({ "signals_off": ["<b>"] }), "signals_off[0]", "signal");
}

#[test]
fn what_was_learned_is_in_no_file_and_survives_one() {
    let event = baton::event::Event { title: "Weekly status update".into(), ..Default::default() };
    let made = "2026-11-12T10:00:00".parse().unwrap();
    let decided = Override::new("1".into(), &event, &judge(&event), Outcome::Live, made).unwrap();
    let taught = Settings { overrides: vec![decided], ..Settings::default() };
    let file = export(&taught).unwrap();
    assert!(!file.contains("status"), "{file}");
    assert_eq!(import(&file, &taught).unwrap().next, taught);
}

#[test]
fn files_that_are_no_export_say_so() {
    let now = Settings::default();
    assert!(matches!(import("", &now), Err(ImportError::Json(_))));
    assert_eq!(import("[]", &now), Err(ImportError::Foreign));
    assert_eq!(import("{\"v\":1}", &now), Err(ImportError::Foreign));
    assert!(matches!(import("{\"baton\":\"settings\"}", &now), Err(ImportError::Version(_))));
    assert!(
        matches!(import("{\"baton\":\"settings\",\"v\":999}", &now), Err(ImportError::Version(why)) if why.contains("newer"))
    );
    assert_eq!(import(&" ".repeat(1 << 20), &now), Err(ImportError::Large));
}

#[test]
fn a_file_with_one_fault_changes_nothing_and_lists_all_faults() {
    let found = problems(&json!({ "baton": "settings", "v": 1, "receipt": 3, "language": 4, "rate": [] }));
    assert_eq!(found.len(), 3, "{found:?}");
}

#[test]
fn changes_are_told_in_words() {
    let now = Settings::default();
    let next = Settings {
        me: Me { names: vec!["Ann Lee".into()], ..Me::default() },
        thresholds: Thresholds { crowd: 10, ..Thresholds::default() },
        ..Settings::default()
    };
    let told: Vec<_> =
        import(&export(&next).unwrap(), &now).unwrap().changes.into_iter().map(|c| (c.field, c.before, c.after)).collect();
    assert_eq!(told, [("names", String::new(), "Ann Lee".into()), ("crowd", "8".into(), "10".to_owned())]);
}
