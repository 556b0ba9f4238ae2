//! A real calendar: SOGo, from login to what another program reads over CalDAV.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod page;

use baton::clock::reply_by;
use baton::share::block;
use baton_harness::partner::caldav::{unfold, value};
use baton_harness::partner::sogo::Sogo;
use baton_harness::{Browser, SOON, wait_until};
use chrono::{Days, NaiveDate, NaiveDateTime, Utc};
use page::Page;

type Checked = Result<(), Box<dyn std::error::Error>>;

const TYPED: &str = "Please read the notes first.";
const SHORTEST_WINDOW_H: u32 = 24;

/// The entry of that title, once `wanted` holds for it.
async fn stored(sogo: &Sogo, person: &str, title: &str, wanted: impl Fn(&str) -> bool) -> baton_harness::Result<String> {
    wait_until(&format!("\"{title}\" in {person}'s calendar"), SOON, || async {
        let calendar = sogo.calendar(person).map_err(|error| error.to_string())?;
        match calendar.with_summary(title).await.map_err(|error| error.to_string())? {
            Some(entry) if wanted(&entry.ics) => Ok(Some(entry.ics)),
            Some(entry) => Err(entry.ics),
            None => Err("no such entry".to_owned()),
        }
    })
    .await
}

fn description(ics: &str) -> String {
    value(ics, "DESCRIPTION").unwrap_or_default()
}

fn has_block(ics: &str) -> bool {
    block::find(&description(ics)).is_ok_and(|found| found.is_some())
}

async fn the_agenda_travels(sogo: &Sogo, page: &Page) -> Checked {
    let title = "Weekly status update";
    page.compose(title, TYPED, Some("bob")).await?;
    let card = page.card().await?;
    card.wait_for_text("Yes. A written update will do.").await?;
    card.click("#agenda").await?;
    card.wait_for_text("The agenda is in the description.").await?;
    page.save().await?;

    let ours = stored(sogo, "alice", title, has_block).await?;
    assert!(description(&ours).starts_with(&format!("{TYPED}\n\n──")), "{ours}");
    assert!(unfold(&ours).lines().any(|l| l.starts_with("ATTENDEE") && l.ends_with("mailto:bob@example.test")), "{ours}");
    let theirs = stored(sogo, "bob", title, has_block).await?;
    assert_eq!(description(&theirs), description(&ours), "the guest reads the same");

    page.edit(title).await?;
    let card = page.card().await?;
    card.click("#agenda").await?;
    card.wait_for_text("The agenda is in the description.").await?;
    let text = page.description().await?;
    assert_eq!(text.matches("(Baton 1)").count(), 1, "the agenda is replaced, not added: {text}");
    page.save().await?;
    let again = stored(sogo, "alice", title, has_block).await?;
    assert_eq!(description(&again).matches("(Baton 1)").count(), 1, "{again}");

    page.edit(title).await?;
    let card = page.card().await?;
    card.click("#take-out-quiet").await?;
    card.wait_for_text("Taken out. The description is as it was.").await?;
    page.save().await?;
    for person in ["alice", "bob"] {
        let restored = stored(sogo, person, title, |ics| !has_block(ics)).await?;
        assert_eq!(description(&restored), TYPED, "{restored}");
    }
    Ok(())
}

/// Makes the open form an all-day, free entry by the card, saves it, and compares what is stored.
async fn made_all_day(sogo: &Sogo, page: &Page, title: &str) -> Checked {
    let due = |now: NaiveDateTime| reply_by(now, SHORTEST_WINDOW_H).date();
    let before = due(Utc::now().naive_utc());
    let card = page.card().await?;
    card.click("#make-async").await?;
    card.click("#slot-all_day").await?;
    card.click("#finish").await?;
    card.wait_for_text("All day, free, on the day replies are due.").await?;
    assert!(page.ticked("isAllDay").await? && page.ticked("isTransparent").await?);
    let (start, end) = page.dates().await?;
    assert_eq!(start, end, "one day");
    assert!(!page.pane_is_open().await?, "nothing is left open");
    // a card in the way of nothing: the brief can be put beside it
    card.click("#write-brief").await?;
    card.wait_for_text("The brief is in the description.").await?;
    page.save().await?;

    let ics = unfold(&stored(sogo, "alice", title, |ics| ics.contains("TRANSPARENT")).await?);
    let day = [before, due(Utc::now().naive_utc())].into_iter().find(|day| ics.contains(&dated("DTSTART", *day)));
    let day = day.unwrap_or_else(|| panic!("not on {before}: {ics}"));
    let next = day.checked_add_days(Days::new(1)).unwrap();
    assert!(ics.contains(&dated("DTEND", next)) || !ics.contains("DTEND"), "one day only: {ics}");
    assert!(ics.lines().any(|l| l == "TRANSP:TRANSPARENT"), "{ics}");
    assert!(description(&ics).contains("── Brief (Baton 1) ──"), "{ics}");
    Ok(())
}

fn dated(property: &str, day: NaiveDate) -> String {
    format!("{property};VALUE=DATE:{}", day.format("%Y%m%d"))
}

async fn the_slot_is_given_back(sogo: &Sogo, page: &Page) -> Checked {
    page.compose("Status update by team", TYPED, None).await?;
    made_all_day(sogo, page, "Status update by team").await
}

/// In another month than the day replies are due, and over two days: the form's own days do not tell the new date then.
async fn an_event_of_another_month_too(sogo: &Sogo, page: &Page) -> Checked {
    let day = Utc::now().date_naive().checked_add_days(Days::new(40)).unwrap();
    put(sogo, "Status update far ahead", day).await?;
    show(sogo, page, day).await?;
    page.edit("Status update far ahead").await?;
    made_all_day(sogo, page, "Status update far ahead").await
}

/// Beyond what the date picker shows: Baton says so, and the form is as it was.
async fn what_is_out_of_reach_is_left_alone(sogo: &Sogo, page: &Page) -> Checked {
    let day = Utc::now().date_naive().checked_add_days(Days::new(120)).unwrap();
    put(sogo, "Status update next spring", day).await?;
    show(sogo, page, day).await?;
    page.edit("Status update next spring").await?;
    let before = page.dates().await?;
    let card = page.card().await?;
    card.click("#make-async").await?;
    card.click("#slot-all_day").await?;
    card.click("#finish").await?;
    card.wait_for_text("This form could not be set safely.").await?;
    assert_eq!(page.dates().await?, before);
    assert!(!page.ticked("isAllDay").await? && !page.ticked("isTransparent").await? && !page.pane_is_open().await?);
    Ok(())
}

async fn put(sogo: &Sogo, title: &str, day: NaiveDate) -> baton_harness::Result<()> {
    let (from, to) = (day.format("%Y%m%d"), day.checked_add_days(Days::new(1)).unwrap_or(day).format("%Y%m%d"));
    let uid = title.replace(' ', "-");
    let ics = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260101T000000Z\r\n\
         DTSTART:{from}T090000Z\r\nDTEND:{to}T100000Z\r\nSUMMARY:{title}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    );
    sogo.calendar("alice")?.put(&format!("{uid}.ics"), &ics).await
}

async fn show(sogo: &Sogo, page: &Page, day: NaiveDate) -> baton_harness::Result<()> {
    // a new document: a changed hash alone is not always followed
    page.session.goto("about:blank").await?;
    page.session.goto(format!("{}#!/calendar/week/{}", sogo.calendar_url("alice"), day.format("%Y%m%d"))).await
}

async fn every_step(browser: Browser) {
    let sogo = Sogo::start().await.unwrap();
    let page = Page::of(browser, &sogo, "alice").await.unwrap();
    let run = async {
        the_agenda_travels(&sogo, &page).await?;
        the_slot_is_given_back(&sogo, &page).await?;
        an_event_of_another_month_too(&sogo, &page).await?;
        what_is_out_of_reach_is_left_alone(&sogo, &page).await
    };
    if let Err(error) = run.await {
        let evidence = page.session.evidence("sogo").await.unwrap();
        panic!("{error}; see {}", evidence.display());
    }
}

/// Dates and words of the page are the person's own; what Baton presses is not.
#[tokio::test]
async fn the_slot_is_given_back_in_german_too() {
    let sogo = Sogo::start_in("German").await.unwrap();
    let page = Page::of(Browser::Chrome, &sogo, "alice").await.unwrap();
    let run = async {
        the_slot_is_given_back(&sogo, &page).await?;
        an_event_of_another_month_too(&sogo, &page).await
    };
    if let Err(error) = run.await {
        let evidence = page.session.evidence("sogo-german").await.unwrap();
        panic!("{error}; see {}", evidence.display());
    }
}

#[tokio::test]
async fn agenda_and_slot_reach_the_server_from_chrome() {
    every_step(Browser::Chrome).await;
}

#[tokio::test]
async fn agenda_and_slot_reach_the_server_from_firefox() {
    every_step(Browser::Firefox).await;
}
