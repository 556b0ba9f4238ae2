//! The contract every site must pass on its saved pages, natively: detect, read, one root, idempotent, null when out of place,
//! the same in every language, and no wrong value when an anchor is gone. The same contract runs in browsers by the journeys.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use baton::event::{Attendee, Recurrence, When};
use baton::sites::health::{self, State};
use baton::sites::map::{MapError, SiteMap};
use baton::sites::{self, Parsed, Prefill, ProblemCode, Role, SiteId, Slot, Values};
use std::{fs, path::PathBuf};
use support::page::Page;

const DESCRIPTION: &str = "Bring the <b>numbers</b>.<div>Thanks</div>";
const DESCRIPTION_TEXT: &str = "Bring the numbers.\nThanks";

fn fixture(site: SiteId, file: &str) -> String {
    let path = PathBuf::from("tests/fixtures/sites").join(site.as_str()).join(file);
    fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Puts `attributes` on the one element whose note begins with `note`.
fn with(html: &str, note: &str, attributes: &str) -> String {
    let mark = format!("data-fx=\"{note}");
    assert_eq!(html.matches(&mark).count(), 1, "{mark}");
    html.replace(&mark, &format!("{attributes} {mark}"))
}

/// Puts `inner` at the head of the one element whose note begins with `note`.
fn inside(html: &str, note: &str, inner: &str) -> String {
    let at = html.find(&format!("data-fx=\"{note}")).unwrap_or_else(|| panic!("no note {note}"));
    let end = at + html.get(at..).unwrap().find('>').unwrap() + 1;
    format!("{}{inner}{}", html.get(..end).unwrap(), html.get(end..).unwrap())
}

/// The page as somebody sees it in another language: every label and placeholder, and every text that has a key, is different.
fn translated(html: &str, word: &str) -> String {
    if word.is_empty() {
        return html.to_owned();
    }
    let mut out = html.to_owned();
    for (open, close) in [("aria-label=\"", '"'), ("placeholder=\"", '"')] {
        let parts: Vec<String> = out
            .split(open)
            .enumerate()
            .map(|(i, p)| if i == 0 { p.to_owned() } else { format!("{word}{}", p.get(p.find(close).unwrap()..).unwrap()) })
            .collect();
        out = parts.join(open);
    }
    let parts: Vec<String> = out
        .split("data-t=\"")
        .enumerate()
        .map(|(i, p)| match (i, p.find('>')) {
            (0, _) | (_, None) => p.to_owned(),
            (_, Some(end)) => {
                let (tag, rest) = p.split_at(end + 1);
                format!("{tag}{word}{}", rest.get(rest.find('<').unwrap()..).unwrap())
            }
        })
        .collect();
    parts.join("data-t=\"")
}

const LANGUAGES: [&str; 3] = ["", "Übersetzt", "翻訳済み"];

/// A page, what must be found there, and the event that must come out.
struct Case {
    site: SiteId,
    surface: &'static str,
    path: &'static str,
    html: String,
}

fn google_full() -> Case {
    let site = SiteId::GoogleCalendar;
    let html = fixture(site, "full_editor.html");
    let html = with(&html, "title_input", "value=\"Weekly sync\"");
    let html = with(&html, "location_input", "value=\"Room 4\"");
    let html = inside(&html, "description_editor", DESCRIPTION);
    let rows = "<div data-email=\"kim@example.test\"></div><div data-email=\"robin@example.test\"></div><div data-email=\"Kim@example.test\"></div>";
    let html = inside(&html, "guests guests.label", rows);
    let rule = r#"<div role="option" aria-selected="false" data-value='[1,"DAILY",null,"RRULE:FREQ=DAILY"]'></div><div role="option" aria-selected="true" data-value='[2,"WEEKLY",null,"RRULE:FREQ=WEEKLY;BYDAY=TU"]'></div>"#;
    let html = inside(&html, "repeat repeat.jsname", rule);
    Case { site, surface: "full_editor", path: "/calendar/u/0/r/eventedit", html }
}

fn outlook() -> Case {
    let site = SiteId::OutlookWeb;
    let html = with(&fixture(site, "compose.html"), "title_input", "value=\"Weekly sync\"");
    let html = with(&html, "location location.id", "value=\"Room 4\"");
    let html = inside(&html, "body body.role", DESCRIPTION);
    Case { site, surface: "compose", path: "/calendar/0/deeplink/compose", html }
}

fn sogo() -> Case {
    let site = SiteId::Sogo;
    let editor = fixture(site, "editor.html");
    let editor = editor.get(editor.find("<body>").unwrap() + 6..editor.find("</body>").unwrap()).unwrap();
    let html = with(editor, "title title.model", "value=\"Weekly sync\"");
    let html = with(&html, "location location.model", "value=\"Room 4\"");
    let html = inside(&html, "description description.model", DESCRIPTION_TEXT);
    let (day, from, to) = ("value=\"24-Nov-26\"", "value=\"10:00\"", "value=\"10:30\"");
    let html = [("start_date", day), ("end_date", day), ("start_time", from), ("end_time", to)]
        .iter()
        .fold(html, |html, (note, value)| with(&html, note, value));
    let guest = |name: &str, email: &str, role: &str| {
        format!(
            r#"<md-list-item class="md-clickable" ng-repeat="currentAttendee in editor.component.attendees track by currentAttendee.email"><md-icon ng-switch-when="{role}">x</md-icon><div class="sg-tile-content"><div class="sg-md-subhead"><div>{name}</div></div><div class="sg-md-body"><div>{email}</div></div></div></md-list-item>"#
        )
    };
    let me = r#"<md-list-item><i sg-email="::editor.component.organizer.email"></i><div class="sg-md-body"><div>robin@example.test</div></div></md-list-item>"#;
    let rows = [
        me.to_owned(),
        guest("Kim Lee", "kim@example.test", "req-participant"),
        guest("Ana", "ana@example.test", "opt-participant"),
    ];
    let html = inside(&html, "people\"", &rows.concat());
    let grid: String = (17..31).map(|d| format!("<i id=\"freebusy_day_202611{d}\"></i>")).collect();
    let html = inside(&html, "freebusy", &grid);
    let calendar = fixture(site, "calendar.html");
    let html = calendar.replace("</body>", &format!("{html}</body>"));
    Case { site, surface: "editor", path: "/SOGo/so/robin/Calendar/view", html }
}

fn found(case: &Case, html: &str) -> Option<(Values, Parsed)> {
    let map = sites::map(case.site).unwrap();
    let page = Page::new(html, case.path);
    let surfaces = page.surfaces(&map);
    let (surface, root) = surfaces.first()?;
    assert_eq!(surface.id, case.surface);
    let values = page.values(surface, *root);
    let again = page.values(surface, *root);
    assert_eq!(values, again, "reading twice gives the same");
    let parsed = sites::parse(case.site, &surface.id, case.path, &values).unwrap();
    Some((values, parsed))
}

#[test]
fn google_full_editor_reads_the_same_in_every_language() {
    let case = google_full();
    for word in LANGUAGES {
        let (_, p) = found(&case, &translated(&case.html, word)).expect("the editor is found");
        assert_eq!(p.event.title, "Weekly sync");
        assert_eq!(p.event.location, "Room 4");
        assert_eq!(p.event.description, DESCRIPTION_TEXT);
        assert_eq!(p.event.minutes(), Some(30));
        let start = "2026-11-24T10:00:00".parse().unwrap();
        assert!(matches!(p.event.when, Some(When::Timed { start: s, .. }) if s == start), "{:?}", p.event.when);
        assert_eq!(p.event.time_zone.as_deref(), Some("Europe/Berlin"));
        assert_eq!(p.event.recurrence, Some(Recurrence::Rule("FREQ=WEEKLY;BYDAY=TU".into())));
        let emails: Vec<_> = p.event.attendees.iter().map(|a| a.email.as_str()).collect();
        assert_eq!(emails, ["kim@example.test", "robin@example.test"], "one address counts once");
        assert_eq!(p.event.people(), Some(2), "the organiser is not counted twice");
        assert_eq!((p.role, p.is_new), (Role::Organiser, Some(true)));
        assert_eq!(p.problems, []);
    }
}

#[test]
fn google_tells_guests_from_organisers() {
    let case = google_full();
    let existing = case.html.replace("data-is-create=\"true\"", "data-is-create=\"false\"");
    assert_eq!(found(&case, &existing).unwrap().1.role, Role::Organiser, "the calendar is the person's own");
    let foreign = existing.replace(">Robin Ashby</p>", ">kim@example.test</p>");
    assert_eq!(found(&case, &foreign).unwrap().1.role, Role::Attendee);
    let unclear = existing.replace(">Robin Ashby</p>", ">Team calendar</p>");
    assert_eq!(found(&case, &unclear).unwrap().1.role, Role::Unknown);
    let locked = case.html.replace("id=\"xTiIn\"", "id=\"xTiIn\" readonly");
    assert_eq!(found(&case, &locked).unwrap().1.role, Role::Attendee);
}

#[test]
fn google_quick_create_is_there_only_while_it_is_open() {
    let map = sites::map(SiteId::GoogleCalendar).unwrap();
    let html = fixture(SiteId::GoogleCalendar, "week.html");
    let surfaces =
        |html: &str| Page::new(html, "/calendar/u/0/r/week").surfaces(&map).iter().map(|(s, _)| s.id.clone()).collect::<Vec<_>>();
    assert_eq!(surfaces(&html), [] as [String; 0], "hidden leftovers are no surface");
    let open = html.replace("style=\"display:none\" data-fx=\"quick_layer\"", "data-fx=\"quick_layer\"");
    let open = open.replace("jsname=\"SF0uGd\" data-eventid=\"\"", "jsname=\"SF0uGd\" data-eventid=\"bmV3\"");
    for word in LANGUAGES {
        let open = translated(&with(&open, "quick_title_input", "value=\"Weekly sync\""), word);
        assert_eq!(surfaces(&open), ["quick_create"]);
        let page = Page::new(&open, "/calendar/u/0/r/week");
        let (surface, root) = page.surfaces(&map)[0];
        assert_eq!(page.key(surface, root), "bmV3");
        let values = page.values(surface, root);
        let p = sites::parse(SiteId::GoogleCalendar, "quick_create", "", &values).unwrap();
        assert_eq!(p.event.title, "Weekly sync");
        assert_eq!((p.role, p.is_new), (Role::Organiser, Some(true)));
        assert_eq!(p.event.description, "", "folded away: nothing is invented");
    }
    let tab = open.replace("aria-labelledby=\"tabEvent\"", "style=\"display:none\" aria-labelledby=\"tabEvent\"");
    let tab = tab.replace("aria-labelledby=\"tabTask\" class=\"rows\" style=\"display:none\"", "aria-labelledby=\"tabTask\"");
    assert_ne!(tab, open);
    assert_eq!(surfaces(&tab), [] as [String; 0], "the task tab is no event, even in the same dialog");
    let task = open.replace("aria-labelledby=\"tabEvent\"", "style=\"display:none\" aria-labelledby=\"tabEvent\"");
    let task = task.replace("jsname=\"SF0uGd\" data-eventid=\"bmV3\"", "jsname=\"SF0uGd\" data-eventid=\"tasks_1\"");
    assert_eq!(surfaces(&task), [] as [String; 0], "a task is no event");
}

#[test]
fn outlook_form_reads_the_same_in_every_language() {
    let case = outlook();
    for word in LANGUAGES {
        let (_, p) = found(&case, &translated(&case.html, word)).expect("the form is found");
        assert_eq!(p.event.title, "Weekly sync");
        assert_eq!(p.event.location, "Room 4");
        assert_eq!(p.event.description, DESCRIPTION_TEXT);
        assert_eq!(p.event.duration_min, Some(30));
        assert_eq!(p.event.when, None, "a date in somebody's own format is not guessed");
        assert_eq!(p.role, Role::Organiser);
        let codes: Vec<_> = p.problems.iter().map(|p| (p.code, p.field.as_str())).collect();
        assert_eq!(codes, [(ProblemCode::UnreadableValue, "when"), (ProblemCode::MissingField, "attendees")]);
    }
}

#[test]
fn sogo_editor_reads_the_same_in_every_language() {
    let case = sogo();
    for word in LANGUAGES {
        let (_, p) = found(&case, &translated(&case.html, word)).expect("the editor is found");
        assert_eq!(p.event.title, "Weekly sync");
        assert_eq!(p.event.location, "Room 4");
        assert_eq!(p.event.description, DESCRIPTION_TEXT);
        let start = "2026-11-24T10:00:00".parse().unwrap();
        assert!(matches!(p.event.when, Some(When::Timed { start: s, .. }) if s == start), "{:?}", p.event.when);
        assert_eq!(p.event.minutes(), Some(30));
        assert_eq!(p.event.organiser.as_deref(), Some("robin@example.test"));
        let guests: Vec<_> = p.event.attendees.iter().map(|a| (a.email.as_str(), a.optional)).collect();
        assert_eq!(guests, [("kim@example.test", Some(false)), ("ana@example.test", Some(true))]);
        assert_eq!(p.role, Role::Organiser);
        assert_eq!(p.problems, []);
    }
    let undated = case.html.replace("freebusy_day_", "x");
    let p = found(&case, &undated).unwrap().1;
    assert_eq!((p.event.when.clone(), p.event.minutes()), (None, Some(30)), "the length is certain where the day is not");
    let elsewhere = case.html.replace("SOGo Web Interface", "Something else");
    assert!(found(&case, &elsewhere).is_none(), "an unknown application is left alone");
    let task =
        case.html.replace("editor.component.isTransparent", "x").replace("editor.component.isAllDay", "editor.component.due");
    assert!(found(&case, &task).is_none(), "a task is no event");
}

#[test]
fn bad_values_are_named() {
    let case = google_full();
    let long = case.html.replace("value=\"Weekly sync\"", &format!("value=\"{}\"", "長".repeat(10_000)));
    let p = found(&case, &long).unwrap().1;
    assert_eq!(p.event.title.chars().count(), 10_000, "nothing is cut silently");
    assert_eq!(p.problems[0].code, ProblemCode::TitleTooLong);
    let p = found(&case, &case.html.replace("data-ical=\"T103000\"", "data-ical=\"T093000\"")).unwrap().1;
    assert_eq!(p.problems[0].code, ProblemCode::EndBeforeStart);
    assert_eq!(p.event.minutes(), None);
    let double = case.html.replace("<input id=\"xTiIn\"", "<input id=\"xTiIn\" value=\"other\"><input id=\"xTiIn\"");
    let p = found(&case, &double).unwrap().1;
    assert_eq!((p.problems[0].code, p.problems[0].field.as_str()), (ProblemCode::AmbiguousField, "title"));
    let crowd: String = (0..500).map(|i| format!("<div data-email=\"p{i}@example.test\"></div>")).collect();
    let p = found(&case, &inside(&case.html, "guests guests.label", &crowd)).unwrap().1;
    assert_eq!(p.event.people(), Some(502));
    assert!(sites::parse(SiteId::Sogo, "nowhere", "", &Values::new()).is_err());
}

fn query(url: &str, name: &str) -> Option<String> {
    let raw = url.split(['?', '&']).find_map(|p| p.strip_prefix(&format!("{name}=")))?;
    assert!(!raw.contains('+') && !raw.contains(' '), "{raw}");
    Some(percent_encoding::percent_decode_str(raw).decode_utf8().unwrap().into_owned())
}

#[test]
fn links_carry_what_was_wished() {
    let day = "2026-11-27".parse().unwrap();
    let mut wish = Prefill {
        title: "Tools & \"Ümlaut\" + 100 %".into(),
        description: "1. a\n2. <b> & 日本".into(),
        slot: Some(Slot::AllDayFree(day)),
        guests: vec!["kim@example.test".into(), "ana@example.test".into()],
        location: String::new(),
    };
    let google = sites::prefill(SiteId::GoogleCalendar, "https://calendar.google.com/calendar/u/0/r", &wish).unwrap();
    assert_eq!(query(&google, "text").as_deref(), Some(wish.title.as_str()));
    assert_eq!(query(&google, "details").as_deref(), Some("1. a\n2. &lt;b> & 日本"), "what looks like a tag stays text");
    assert_eq!(query(&google, "dates").as_deref(), Some("20261127/20261128"), "the end is exclusive");
    assert_eq!(query(&google, "crm").as_deref(), Some("AVAILABLE"));
    assert_eq!(query(&google, "add").as_deref(), Some("kim@example.test,ana@example.test"));
    assert_eq!(query(&google, "location"), None);
    let outlook = sites::prefill(SiteId::OutlookWeb, "https://outlook.office.com/calendar/", &wish).unwrap();
    assert_eq!(query(&outlook, "body").as_deref(), Some("1. a<br>2. &lt;b&gt; &amp; 日本"), "the body is HTML there");
    assert_eq!((query(&outlook, "allday").as_deref(), query(&outlook, "freebusy").as_deref()), (Some("true"), Some("free")));
    assert_eq!(sites::prefill(SiteId::Sogo, "https://sogo.example.test/SOGo", &wish), None);

    let (start, end) = ("2026-11-24T10:00:00".parse().unwrap(), "2026-11-24T10:30:00".parse().unwrap());
    wish.slot = Some(Slot::Timed { start, end, tz: Some("Asia/Tokyo".into()), busy: true });
    let google = sites::prefill(SiteId::GoogleCalendar, "https://calendar.google.com/calendar/u/0/r", &wish).unwrap();
    assert_eq!(query(&google, "dates").as_deref(), Some("20261124T100000/20261124T103000"));
    assert_eq!((query(&google, "ctz").as_deref(), query(&google, "crm").as_deref()), (Some("Asia/Tokyo"), Some("BUSY")));

    wish.description = "Zeile äöü 日本 mit Text\n".repeat(300);
    let google = (SiteId::GoogleCalendar, "https://calendar.google.com/calendar/u/0/r", 8000);
    for (site, page, limit) in [google, (SiteId::OutlookWeb, "https://outlook.office.com/calendar/", 2048)] {
        let url = sites::prefill(site, page, &wish).unwrap();
        assert!(url.len() <= limit && url.len() > limit * 8 / 10, "{} bytes", url.len());
        assert!(url.contains("shortened"), "the cut is said");
    }
    wish.description = String::new();
    wish.title = "x".repeat(3000);
    assert!(sites::prefill(SiteId::OutlookWeb, "https://outlook.office.com/calendar/", &wish).is_some());
}

#[test]
fn nobody_is_counted_twice_when_the_persons_address_is_not_on_the_page() {
    let case = google_full();
    let whole = found(&case, &case.html).unwrap().1;
    let without = found(&case, &case.html.replace("id=\"xUserEmail\"", "")).unwrap().1;
    let guests = u32::try_from(without.event.attendees.len()).unwrap();
    assert!(guests > 1 && whole.event.organiser.is_some());
    assert_eq!(without.event.people(), Some(guests));
}

#[test]
fn a_link_leads_to_the_host_the_person_uses() {
    let wish = Prefill { title: "x".into(), ..Prefill::default() };
    for host in ["outlook.office.com", "outlook.office365.com", "outlook.live.com", "outlook.cloud.microsoft"] {
        let url = sites::prefill(SiteId::OutlookWeb, &format!("https://{host}/calendar/view/week"), &wish).unwrap();
        assert!(url.starts_with(&format!("https://{host}/calendar/deeplink/compose?")), "{url}");
    }
    for other in ["https://outlook.live.com.evil.test/calendar", "http://outlook.live.com/", "", "about:blank"] {
        assert_eq!(sites::prefill(SiteId::OutlookWeb, other, &wish), None, "{other}");
    }
}

#[test]
fn no_surface_where_nothing_is_edited() {
    let pages = [
        (SiteId::OutlookWeb, "calendar.html", "/calendar/view/week"),
        (SiteId::Sogo, "calendar.html", "/SOGo/so/alice/Calendar/view"),
        (SiteId::Sogo, "view.html", "/SOGo/so/alice/Calendar/view"),
    ];
    for (site, file, path) in pages {
        let map = sites::map(site).unwrap();
        assert!(Page::new(&fixture(site, file), path).surfaces(&map).is_empty(), "{}: {file}", site.as_str());
    }
    for site in sites::all() {
        let map = sites::map(*site).unwrap();
        let other = "<html><body><div role=dialog><input value=x></div><form><textarea></textarea></form></body></html>";
        assert!(Page::new(other, "/").surfaces(&map).is_empty(), "{}", site.as_str());
    }
}

/// Takes one anchor out of the page at a time: the event may lose what hung on it, never gain or change anything.
#[test]
fn a_lost_anchor_loses_a_value_and_never_changes_one() {
    for case in [google_full(), outlook(), sogo()] {
        let map = sites::map(case.site).unwrap();
        let (_, whole) = found(&case, &case.html).unwrap();
        let anchors = [
            "id=\"xTiIn\"",
            "jsname=\"GYcwYe\"",
            "jsname=\"nB7Rvb\"",
            "data-viewfamily=\"EVENT_EDIT\"",
            "id=\"YPCqFe\"",
            "jsname=\"iKdrbf\"",
            "jsname=\"qPZlPe\"",
            "jsname=\"B4GDSd\"",
            "jsname=\"XCHdmd\"",
            "id=\"xStDaIn\"",
            "id=\"xEnTiIn\"",
            "id=\"xDescIn\"",
            "id=\"xLocIn\"",
            "jsname=\"T7keRc\"",
            "id=\"xCalOwn\"",
            "id=\"xTimezone\"",
            "id=\"xUserEmail\"",
            "id=\"xAlDaCbx\"",
            "data-is-create=\"true\"",
            "data-app-section=\"Form_Content\"",
            "id=\"ModalFocusTrapZone42\"",
            "id=\"EVENT_CalendarCompose_7_SUBJECT\"",
            "id=\"EVENT_CalendarCompose_7_DATETIME\"",
            "data-ms-editor=\"true\"",
            "id=\"location-suggestions-picker-input\"",
            "name=\"eventForm\"",
            "ng-model=\"editor.component.summary\"",
            "ng-model=\"editor.component.location\"",
            "ng-model=\"editor.component.comment\"",
            "ng-model=\"editor.component.start\"",
            "ng-model=\"editor.endTime\"",
            "class=\"sg-md-body\"",
            "sg-email=\"::editor.component.organizer.email\"",
        ];
        let mut tried = 0;
        for anchor in anchors.into_iter().filter(|a| case.html.contains(a)) {
            tried += 1;
            let broken = case.html.replace(anchor, "");
            let Some((values, p)) = found(&case, &broken) else {
                continue; // lost altogether: the toolbar remains
            };
            let (a, b) = (&whole.event, &p.event);
            let kept = |was: &str, is: &str| is.is_empty() || is == was;
            assert!(
                kept(&a.title, &b.title) && kept(&a.description, &b.description) && kept(&a.location, &b.location),
                "{anchor}"
            );
            assert!(b.when.is_none() || b.when == a.when, "{anchor}: {:?}", b.when);
            assert!(b.recurrence.is_none() || b.recurrence == a.recurrence, "{anchor}");
            assert!(b.duration_min.is_none() || b.duration_min == a.duration_min, "{anchor}");
            let known = |x: &Attendee| a.attendees.iter().any(|y| kept(&y.name, &x.name) && kept(&y.email, &x.email));
            assert!(b.attendees.iter().all(known), "{anchor}");
            assert_ne!((whole.role, p.role), (Role::Attendee, Role::Organiser), "{anchor}");
            if b.title.is_empty() {
                let report = health::report(map.surface(case.surface).unwrap(), &values);
                assert_eq!(report.state, State::Lost, "{anchor}");
            }
        }
        assert!(tried >= 5, "{}: the anchors are in the fixture", case.site.as_str());
    }
}

#[test]
fn health_names_the_rung() {
    let case = google_full();
    let map = sites::map(case.site).unwrap();
    let surface = map.surface(case.surface).unwrap();
    let (values, _) = found(&case, &case.html).unwrap();
    assert_eq!(health::report(surface, &values).state, State::Well);
    let (values, _) = found(&case, &case.html.replace("id=\"xTiIn\"", "")).unwrap();
    let report = health::report(surface, &values);
    assert_eq!(report.state, State::Degraded);
    let title = report.fields.iter().find(|f| f.field == "title").unwrap();
    assert_eq!((title.rung, title.of, title.matched), (Some(1), 2, 1));
}

#[test]
fn every_selector_of_every_map_parses() {
    for site in sites::all() {
        let map = sites::map(*site).unwrap();
        map.validate().unwrap();
        let mut all: Vec<&str> = map.recognise.as_deref().into_iter().collect();
        for s in &map.surfaces {
            all.extend(s.ladder.iter().chain(&s.has).chain(&s.not).map(String::as_str));
            all.extend(s.key.iter().filter_map(|r| r.select.as_deref()));
            for f in s.fields.values() {
                all.extend(f.ladder.iter().filter_map(|r| r.select.as_deref()));
                all.extend(f.parts.values().filter_map(|p| p.select.as_deref()));
                all.extend(f.write.iter().flat_map(|w| &w.before).map(String::as_str));
            }
        }
        for css in all {
            assert!(scraper::Selector::parse(css).is_ok(), "{}: {css}", map.id);
            assert!(
                !css.contains("aria-label") || css.contains("aria-labelledby"),
                "{}: {css} leans on a translated label",
                map.id
            );
        }
        assert!(
            map.surfaces.iter().all(|s| s.fields.contains_key("title") && s.fields["description"].write.is_some()),
            "{}",
            map.id
        );
    }
}

#[test]
fn a_faulty_map_is_refused_with_its_key() {
    let good = r##"{"id":"x","name":"X","hosts":["x.example.test"],"surface":[{"id":"e","kind":"editor","ladder":["#e"],"fields":{"title":{"ladder":[{"select":"#t","read":"value"}]}}}]}"##;
    serde_json::from_str::<SiteMap>(good).unwrap().validate().unwrap();
    let fault = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        match serde_json::from_str::<SiteMap>(&good.replace(from, to)) {
            Ok(map) => map.validate().unwrap_err(),
            Err(e) => MapError::Unreadable(e.to_string()),
        }
    };
    let text = |from, to| fault(from, to).to_string();
    assert!(matches!(fault(r#""read":"value""#, r#""read":"innerHTML""#), MapError::Unreadable(_)));
    assert!(matches!(fault(r#""name""#, r#""nam""#), MapError::Unreadable(_)));
    assert!(
        text(r##"[{"select":"#t","read":"value"}]"##, "[]").starts_with("surface.e.fields.title.ladder: the ladder is empty")
    );
    assert!(matches!(fault("#t", "#t[a"), MapError::Selector { key, .. } if key == "surface.e.fields.title.ladder[0]"));
    assert!(matches!(fault("#t", "#t, "), MapError::Selector { .. }));
    assert!(matches!(fault("#t", "input[type='password']"), MapError::Forbidden { .. }));
    assert!(matches!(
        fault(r##""ladder":[{"select":"#t""##, r##""press":true,"ladder":[{"select":"button[type=submit]""##),
        MapError::Forbidden { .. }
    ));
    assert!(matches!(fault("x.example.test", "https://x.example.test/"), MapError::Misfit { .. }));
    let second = r##""fields":{"title":{"ladder":[{"select":"#t","read":"value"}]}}},{"id":"e","kind":"editor","ladder":["#e"],"fields":{}}]}"##;
    let doubled = good.replace(r##""fields":{"title":{"ladder":[{"select":"#t","read":"value"}]}}}]}"##, second);
    let error = serde_json::from_str::<SiteMap>(&doubled).unwrap().validate().unwrap_err();
    assert!(matches!(error, MapError::Duplicate { id, .. } if id == "e"));
}

#[test]
fn the_agent_gets_no_fields_and_little_to_carry() {
    let json = sites::agent_bootstrap();
    let list: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    assert_eq!(list.len(), sites::all().len());
    assert!(!json.contains("\"fields\""));
    assert!(json.len() < 2300, "{} bytes", json.len());
}
