//! What fell due while the browser was closed has its effect when it opens again: a brief's deadline, and the reminder of an event
//! that has no agenda a day before.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod site_support;

use std::path::Path;

use baton::brief::{Brief, FollowUp};
use baton::library::{BriefRecord, write};
use baton::verdict::Format;
use baton::wording::Language;
use baton_harness::{Browser, Options, SOON, Server, Session, wait_until};
use chrono::{NaiveDateTime, TimeDelta, Utc};
use serde_json::json;
use site_support::{Done, Stage, check};

/// From keeping brief and event until both fall due: time to close a browser on a busy machine.
const AHEAD: TimeDelta = TimeDelta::seconds(15);

/// A kept brief whose readers may reply until `due`.
fn brief(due: NaiveDateTime) -> BriefRecord {
    BriefRecord {
        id: "r1".to_owned(),
        made: due - TimeDelta::days(1),
        host: "google_calendar".to_owned(),
        page: "https://calendar.google.com".to_owned(),
        slot: "none".to_owned(),
        person_minutes: 90,
        follow_up: FollowUp::default(),
        brief: Brief {
            format: Format::DecisionDoc,
            variant: None,
            language: Language::En,
            fields: Vec::new(),
            title: "Vendor for the fair".to_owned(),
            context: "Two offers are in the sheet.".to_owned(),
            questions: vec!["Which vendor do we take?".to_owned()],
            owner: "Robin Ashby".to_owned(),
            reply_by: due,
            time_zone: Some("UTC".to_owned()),
            elsewhere: Vec::new(),
            default_action: "If nobody objects by {deadline}, I will take the first offer.".to_owned(),
            readers: vec!["mara@example.test".to_owned()],
            receipt: None,
        },
    }
}

/// A stage in a profile that outlives it.
async fn open(browser: Browser, profile: &Path) -> Stage {
    let server = Server::start().await.unwrap();
    let options = Options { profile: Some(profile.to_path_buf()), ..Options::default() };
    let session = Session::open(browser, &server, options).await.unwrap();
    Stage::new(server, session)
}

/// Dot and title of the icon, and how many alarms lie ahead.
async fn icon(s: &Stage) -> Done<(String, String, u64)> {
    let script = "Promise.all([ext.action.getBadgeText({}), ext.action.getTitle({}), ext.alarms.getAll()])\
                  .then(([dot, title, alarms]) => [dot, title, alarms.filter((a) => a.scheduledTime > Date.now()).length])";
    let told = s.extension_says(script).await?;
    let text = |n: usize| told[n].as_str().unwrap_or_default().to_owned();
    Ok((text(0), text(1), told[2].as_u64().unwrap_or_default()))
}

/// Keeps both, as the person's clicks would have, and gives the moment at which both fall due.
async fn keep(s: &Stage) -> Done<NaiveDateTime> {
    let due = Utc::now().naive_utc() + AHEAD;
    let record = brief(due);
    let start = (due + TimeDelta::hours(24)).format("%Y-%m-%dT%H:%M:%S%.3f").to_string();
    let event = json!({ "id": "soon", "origin": "https://calendar.google.com", "title": "Vendor talk", "start": start, "start_utc": start,
        "reminder": "waiting" });
    let all = json!({ (record.key()): write(&record)?, "seen": { "v": 1, "events": [event] } });
    let told = "ext.runtime.sendMessage({ say: 'briefs_changed' })";
    s.in_extension("app.html", &format!("ext.storage.local.set({all}).then(() => {told})")).await?;
    Ok(due)
}

async fn what_fell_due_meanwhile_is_told_at_the_start(browser: Browser) -> Done {
    let profile = tempfile::tempdir()?;
    let before = open(browser, profile.path()).await;
    let due = keep(&before).await?;
    let (dot, title, alarms) = icon(&before).await?;
    check(dot.is_empty() && title == "Baton" && alarms == 2, || format!("not due yet: {dot:?} {title:?}, {alarms} alarms"))?;
    drop(before);
    check(Utc::now().naive_utc() < due, || "the browser took too long to close: it was open when they fell due".into())?;
    let passed = || async { Ok::<_, &str>((Utc::now().naive_utc() > due).then_some(())) };
    wait_until("the deadline to pass", AHEAD.to_std()? + SOON, passed).await?;

    let after = open(browser, profile.path()).await;
    after.open_extension_page("app.html").await?;
    let found = wait_until("the dot", SOON, || async {
        let (dot, title, _) = icon(&after).await.map_err(|e| e.to_string())?;
        if dot == "•" && title.contains("Vendor talk") { Ok(Some(())) } else { Err(format!("{dot:?} {title:?}")) }
    });
    found.await?;
    after.open_extension_page("popup.html").await?;
    let due = after.text_of("#due").await?;
    check(due.contains("Vendor for the fair") && due.contains("Nobody objected: say so."), || due.clone())?;
    let reminded = after.text_of(".reminders:not(#due)").await?;
    check(reminded.contains("“Vendor talk” starts ") && reminded.contains("no agenda"), || reminded.clone())
}

#[tokio::test]
async fn chrome() {
    what_fell_due_meanwhile_is_told_at_the_start(Browser::Chrome).await.unwrap();
}

#[tokio::test]
async fn firefox() {
    what_fell_due_meanwhile_is_told_at_the_start(Browser::Firefox).await.unwrap();
}
