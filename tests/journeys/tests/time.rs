//! Time on the card: what could be better about an invite, and a deadline that holds for people in several zones.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod site_support;

use baton_harness::{Error, SOON, wait_until};
use chrono::{NaiveDateTime, TimeDelta};
use site_support::{Done, NOW, Stage, check};
use thirtyfour::By;

const GOOGLE: &str = "calendar.google.com";

/// A person in New York, hours of the person's own, and a day without meetings.
const SETTINGS: &str = r#"ext.storage.local.set({ settings: { v: 1,
    people: [{ who: "ben@example.test", zone: "America/New_York" }],
    rate: { cents_per_hour: 8000, currency: "EUR" }, thresholds: { no_meeting_days: ["Thu"] } } })"#;

/// A form with nine people on a Thursday of 2050, for ever, from ten to half past ten in Berlin, where the page lives.
fn crowded(text: &str) -> String {
    let guests: Vec<String> =
        ["ben".into()].into_iter().chain((0..7).map(|n| format!("p{n}"))).map(|n| format!("{n}@example.test")).collect();
    format!(
        "/calendar/u/0/r/eventedit?{NOW}&text={text}&details=We%20decide%20between%20the%20two%20offers%20together.\
         &recur=RRULE:FREQ%3DWEEKLY&add={}&dates=20501124T100000/20501124T103000",
        guests.join(",")
    )
}

/// Waits until the card's signals are these.
async fn lines_are(s: &Stage, wanted: &[&str]) -> Done {
    let card = s.card().await?;
    let found = wait_until("the signals on the card", SOON, || async {
        card.enter().await.map_err(|e| e.to_string())?;
        let mut lines = Vec::new();
        for line in s.driver.find_all(By::Css(".signals li")).await.map_err(|e| e.to_string())? {
            lines.push(line.text().await.map_err(|e| e.to_string())?);
        }
        card.leave().await.map_err(|e| e.to_string())?;
        if lines == wanted { Ok(Some(())) } else { Err(format!("{lines:?}")) }
    });
    Ok(found.await?)
}

async fn what_could_be_better_stands_in_order_and_three_at_first(s: &Stage) -> Done {
    s.in_extension("app.html", SETTINGS).await?;
    s.visit(GOOGLE, &crowded("Choose%20the%20vendor")).await?;
    let card = s.card().await?;
    card.wait_for_text("Also worth a look").await?;
    card.wait_for_text("9 people × 30 min = 4.5 hours, each time · €360").await?;
    let wanted = [
        "Outside working hours: ben@example.test (4:00 AM)",
        "9 people; from 8 on, a meeting seldom decides well.",
        "You keep Thursday free of meetings.",
        "The series has no end date.",
        "25 minutes may do, and leave a pause.",
    ];
    lines_are(s, &wanted[..3]).await?;
    card.click("#more-signals").await?;
    lines_are(s, &wanted).await?;
    // each with where it comes from, and the others' clocks, behind the one question
    card.click("#why").await?;
    for source in [
        "Dropbox core hours",
        "Fellow's meeting guidelines",
        "Shopify's calendar reset",
        "on their clocks: ben@example.test (Thu, Nov 24, 4:00 AM)",
    ] {
        card.wait_for_text(source).await?;
    }

    // what the person switched off is silent, and their own threshold holds
    let other = r#"ext.storage.local.set({ settings: { v: 1, signals_off: ["no_end", "shorter"], thresholds: { crowd: 20 } } })"#;
    s.in_extension("app.html", other).await?;
    s.visit(GOOGLE, &crowded("Choose%20the%20vendor")).await?;
    let card = s.card().await?;
    card.wait_for_text("Write the agenda").await?;
    check(!card.has(".signals").await?, || "something is said though all is switched off".into())
}

async fn outlook_tells_what_its_form_shows(s: &Stage) -> Done {
    let link = "/calendar/deeplink/compose?subject=Choose%20the%20vendor&body=We%20decide%20between%20the%20two%20offers%20together.\
                &startdt=2026-11-26T10:00:00&enddt=2026-11-26T11:00:00";
    s.visit("outlook.office.com", &format!("{link}&{NOW}")).await?;
    let card = s.card().await?;
    card.wait_for_text("50 minutes may do").await?;
    // who is invited nobody can read there, so nothing is said of it
    lines_are(s, &["50 minutes may do, and leave a pause."]).await
}

/// The moment in `text` between `before` and `after`, as a brief writes it.
fn moment(text: &str, before: &str, after: &str) -> Option<NaiveDateTime> {
    let written = text.split_once(before)?.1.split_once(after)?.0;
    NaiveDateTime::parse_from_str(written, "%A, %d %B %Y, %H:%M").ok()
}

async fn a_deadline_holds_for_two_zones(s: &Stage) -> Done {
    s.in_extension("app.html", SETTINGS).await?;
    let form = format!(
        "/calendar/u/0/r/eventedit?{NOW}&text=Weekly%20status&details=Everyone%20reports%20what%20they%20did.&add=ben@example.test,ana@example.test"
    );
    s.visit(GOOGLE, &form).await?;
    let card = s.card().await?;
    card.click("#make-async").await?;
    card.wait_for_text("Reply by").await?;
    for window in ["24", "36", "48"] {
        card.click(&format!("#window-{window}")).await?;
        wait_until("the window to be chosen", SOON, || async {
            Ok::<_, Error>(card.has(&format!("#window-{window}[aria-pressed=true]")).await?.then_some(()))
        })
        .await?;
        check(card.text().await?.contains("ben@example.test: "), || "the other clock is not shown".into())?;
    }
    card.click("#write-brief").await?;
    card.wait_for_text("The brief is in the description.").await?;
    let text = s.model().await?["description"].as_str().unwrap_or_default().to_owned();
    let here = moment(&text, "Reply by: ", " (UTC)").ok_or_else(|| format!("no deadline in {text}"))?;
    let there = moment(&text, "For ben@example.test: ", " (America/New_York)").ok_or_else(|| format!("not for Ben: {text}"))?;
    let apart = here - there;
    check([TimeDelta::hours(4), TimeDelta::hours(5)].contains(&apart), || format!("{apart} apart: {text}"))?;
    let now = chrono::Utc::now().naive_utc();
    check(here - now >= TimeDelta::hours(48), || format!("{here} is sooner than promised at {now}"))
}

/// An event without an agenda, `hours` from now, as it was left.
fn left(id: &str, title: &str, hours: i64, reminder: &str) -> serde_json::Value {
    let start = (chrono::Utc::now().naive_utc() + TimeDelta::hours(hours)).format("%Y-%m-%dT%H:%M:%S").to_string();
    let origin = "https://calendar.google.com";
    serde_json::json!({ "id": id, "origin": origin, "title": title, "start": start, "start_utc": start, "reminder": reminder })
}

async fn badge(s: &Stage) -> Done<(String, String)> {
    let both = s.extension_says("Promise.all([ext.action.getBadgeText({}), ext.action.getTitle({})])").await?;
    let part = |n: usize| both[n].as_str().unwrap_or_default().to_owned();
    Ok((part(0), part(1)))
}

async fn a_missing_agenda_is_reminded_of_once(s: &Stage) -> Done {
    let seen = serde_json::json!({ "v": 1, "events": [left("soon", "Vendor talk", 20, "waiting"), left("later", "Far away", 60, "waiting")] });
    // the alarm that rings is the one that the background would have set a day before
    s.in_extension(
        "app.html",
        &format!("ext.storage.local.set({{ seen: {seen} }}).then(() => ext.alarms.create('agenda', {{ when: Date.now() }}))"),
    )
    .await?;
    let found = wait_until("the dot", SOON, || async {
        let (dot, title) = badge(s).await.map_err(|e| e.to_string())?;
        if dot == "•" && title.contains("Vendor talk") { Ok(Some(())) } else { Err(format!("{dot:?} {title:?}")) }
    });
    found.await?;
    let alarm = s.extension_says("ext.alarms.get('agenda').then((a) => a.scheduledTime - Date.now())").await?;
    let hours = alarm.as_f64().unwrap_or_default() / 3_600_000.0;
    check((19.0..21.0).contains(&hours), || format!("the next alarm is in {hours} h, when this one begins"))?;

    s.open_extension_page("popup.html").await?;
    let list = s.text_of(".reminders").await?;
    check(list.contains("“Vendor talk” starts ") && list.contains("no agenda") && !list.contains("Far away"), || {
        list.clone()
    })?;
    let (dot, title) = badge(s).await?;
    check(dot.is_empty() && title == "Baton", || format!("still shown: {dot:?} {title:?}"))?;
    // opened again it still stands there, quietly, until it is taken away
    s.open_extension_page("popup.html").await?;
    s.find(".reminders button").await?;
    wait_until("the line to go", SOON, || async {
        let Some(done) = s.driver.find_all(By::Css(".reminders button")).await?.into_iter().next() else { return Ok(Some(())) };
        // it may go between the look and the click
        let _ = done.click().await;
        Ok::<_, Error>(None)
    })
    .await?;
    let kept = s.extension_says("ext.storage.local.get('seen').then((all) => all.seen.events.map((e) => e.reminder))").await?;
    check(kept == serde_json::json!(["done", "waiting"]), || format!("{kept}"))
}

async fn what_was_open_is_remembered_until_it_has_an_agenda(s: &Stage) -> Done {
    let form = format!(
        "/calendar/u/0/r/eventedit?{NOW}&text=Choose%20the%20vendor&details=We%20decide%20together.&recur=RRULE:FREQ%3DWEEKLY%3BCOUNT%3D4\
         &add=ben@example.test&dates=20501124T100000/20501124T104000"
    );
    s.visit(GOOGLE, &form).await?;
    s.card().await?.wait_for_text("Write the agenda").await?;
    let here = s.driver.window().await?;
    let look = async |wanted: &str| -> Done {
        let tab = s.driver.new_tab().await?;
        s.driver.switch_to_window(tab).await?;
        s.open_extension_page("app.html").await?;
        let found = wait_until("what was noted", SOON, || async {
            let told = s.extension_says("ext.storage.local.get('seen').then((all) => (all.seen?.events ?? []).map((e) => `${e.title} ${e.start_utc} ${e.agenda} ${e.series}`))");
            let told = told.await.map_err(|e| e.to_string())?;
            if told == serde_json::json!([wanted]) { Ok(Some(())) } else { Err(told.to_string()) }
        });
        found.await?;
        s.driver.close_window().await?;
        s.driver.switch_to_window(here.clone()).await?;
        Ok(())
    };
    look("Choose the vendor 2050-11-24T09:00:00 false choose the vendor").await?;
    s.write_agenda().await?;
    look("Choose the vendor 2050-11-24T09:00:00 true choose the vendor").await
}

async fn a_series_that_never_has_an_agenda_is_told(s: &Stage) -> Done {
    let past: Vec<_> = (1..=3)
        .map(|n| {
            let mut event = left(&n.to_string(), "Choose the vendor", -24 * 7 * n, "done");
            event["series"] = "choose the vendor".into();
            event
        })
        .collect();
    s.in_extension("app.html", &format!("ext.storage.local.set({{ seen: {} }})", serde_json::json!({ "v": 1, "events": past })))
        .await?;
    let form = format!(
        "/calendar/u/0/r/eventedit?{NOW}&text=Choose%20the%20vendor&details=We%20decide%20together.&recur=RRULE:FREQ%3DWEEKLY%3BCOUNT%3D4\
         &add=ben@example.test&dates=20501124T100000/20501124T104000"
    );
    s.visit(GOOGLE, &form).await?;
    lines_are(s, &["3 meetings of this series had no agenda."]).await
}

/// A calendar with one weekly meeting on `day`, 11:00 to 12:00 UTC, an all-day entry and one in a zone that nobody knows.
fn calendar(day: chrono::NaiveDate) -> String {
    let day = day.format("%Y%m%d");
    let events = [
        format!("DTSTART:{day}T110000Z\r\nDTEND:{day}T120000Z\r\nSUMMARY:Private: doctor\r\nRRULE:FREQ=WEEKLY;COUNT=2"),
        format!("DTSTART;VALUE=DATE:{day}\r\nDTEND;VALUE=DATE:{day}"),
        format!("DTSTART;TZID=Mars/Olympus:{day}T090000\r\nDTEND;TZID=Mars/Olympus:{day}T170000"),
    ];
    let events: String = events.map(|event| format!("BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n")).concat();
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n")
}

/// What the options page says of the calendar file.
async fn neighbours_say(s: &Stage, wanted: &str) -> Done {
    let what = format!("\"{wanted}\" of the calendar");
    let found = wait_until(&what, SOON, || async {
        let part = s.find("#neighbours").await.map_err(|e| e.to_string())?;
        let said = part.text().await.map_err(|e| e.to_string())?;
        if said.contains(wanted) { Ok(Some(())) } else { Err(said) }
    });
    Ok(found.await?)
}

async fn a_calendar_file_tells_of_neighbours(s: &Stage) -> Done {
    let mut day = chrono::Utc::now().date_naive() + chrono::Days::new(3);
    while chrono::Datelike::weekday(&day) != chrono::Weekday::Wed {
        day = day.succ_opt().unwrap();
    }
    let folder = baton_harness::locate::target_dir().join("calendars").join(s.browser().name());
    std::fs::create_dir_all(&folder)?;
    let (wrong, right) = (folder.join("page.ics"), folder.join("mine.ics"));
    std::fs::write(&wrong, "<!doctype html><title>Sign in</title>")?;
    std::fs::write(&right, calendar(day))?;

    s.open_extension_page("app.html").await?;
    let pick = s.find("#ics").await?;
    pick.send_keys(wrong.to_string_lossy()).await?;
    neighbours_say(s, "This file is not a calendar.").await?;
    pick.send_keys(right.to_string_lossy()).await?;
    neighbours_say(s, "2 meetings until ").await?;
    neighbours_say(s, "from mine.ics").await?;
    neighbours_say(s, "1 entries could not be placed").await?;
    let kept = s.extension_says("ext.storage.local.get('neighbours').then((all) => JSON.stringify(all))").await?;
    check(!kept.to_string().contains("doctor"), || format!("more than times is kept: {kept}"))?;

    // ten to twenty to eleven in Berlin: two hours are free from nine UTC on, and eighty minutes are left of them
    let form = format!(
        "/calendar/u/0/r/eventedit?{NOW}&text=Choose%20the%20vendor&details=We%20decide%20together.&add=ben@example.test\
         &dates={day}T100000/{day}T104000",
        day = day.format("%Y%m%d")
    );
    s.visit(GOOGLE, &form).await?;
    lines_are(s, &["It breaks your focus block, 9:00 AM–11:00 AM."]).await?;
    s.card().await?.wait_for_text("1.3 hours · breaks 2 hours of your focus").await?;

    // the same by dropping, on a calendar in which nothing stands beside it; and then forgotten
    s.open_extension_page("app.html").await?;
    s.find("#neighbours").await?;
    let drop = "const data = new DataTransfer(); data.items.add(new File([arguments[0]], 'dropped.ics')); \
                document.querySelector('#neighbours').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))";
    let later = calendar(day + chrono::Days::new(1));
    s.script::<serde_json::Value>(drop, vec![later.into()]).await?;
    neighbours_say(s, "from dropped.ics").await?;
    wait_until("the file to be forgotten", SOON, || async {
        let Some(forget) = s.driver.find_all(By::Css("#forget-neighbours")).await?.into_iter().next() else {
            return Ok(Some(()));
        };
        let _ = forget.click().await; // it may go between the look and the click
        Ok::<_, Error>(None)
    })
    .await?;
    s.visit(GOOGLE, &form).await?;
    let card = s.card().await?;
    card.wait_for_text("1.3 hours").await?;
    card.click("#why").await?;
    card.wait_for_text("Baton does not know your other meetings").await?;
    check(!card.has(".signals").await?, || "something is said of neighbours that nobody knows".into())
}

in_both_browsers!(
    a_calendar_file_tells_of_neighbours,
    a_missing_agenda_is_reminded_of_once,
    what_was_open_is_remembered_until_it_has_an_agenda,
    a_series_that_never_has_an_agenda_is_told,
    what_could_be_better_stands_in_order_and_three_at_first,
    outlook_tells_what_its_form_shows,
    a_deadline_holds_for_two_zones,
);
