//! Outlook on the web: asked beside the form on all four hosts, agenda written and read back, slot given back by the link.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod site_support;

use baton_harness::{Error, SOON, wait_until};
use site_support::{Done, NOW, Stage, check};
use thirtyfour::{By, Key};

const HOSTS: [(&str, &str); 4] = [
    ("outlook.office.com", "en"),
    ("outlook.office365.com", "de"),
    ("outlook.live.com", "ja"),
    ("outlook.cloud.microsoft", "en"),
];
const UPDATE: &str = "Yes. A written update will do.";
const TITLE: &str = "[id$=_SUBJECT] input";

/// The deep link with a title, a text and a guest; `rest` is more of its query.
fn link(rest: &str) -> String {
    format!(
        "/calendar/deeplink/compose?subject=Weekly%20status%20update&body=Kept%20line%3Cbr%3Eand%20one%20more&to=mara@example.test\
         &startdt=2026-11-26T10:00:00&enddt=2026-11-26T10:30:00&{NOW}&{rest}"
    )
}

async fn every_host_and_language_is_asked_on_the_form_and_on_the_link(s: &Stage) -> Done {
    for (host, lang) in HOSTS {
        s.visit(host, &format!("/calendar/view/workweek?open=compose&lang={lang}&{NOW}")).await?;
        let title = s.find(TITLE).await?;
        check(!s.card_is_shown().await?, || format!("{host}: an empty form is asked about"))?;
        title.send_keys("Weekly status update").await?;
        s.card().await?.wait_for_text(UPDATE).await?;

        s.visit(host, &link(&format!("lang={lang}"))).await?;
        s.card().await?.wait_for_text(UPDATE).await?;
        check(s.foreign().await? == 1, || format!("{host}: not exactly one element of ours"))?;
    }
    Ok(())
}

async fn the_agenda_goes_into_the_body_is_saved_and_comes_out_again(s: &Stage) -> Done {
    s.visit(HOSTS[0].0, &link("")).await?;
    let card = s.card().await?;
    let before = s.wait_model("the text", |m| m["description"] == "Kept line\nand one more").await?;
    s.find("[data-ms-editor] [contenteditable=true]").await?;
    s.write_agenda().await?;
    let first = s.wait_model("the agenda", |m| m["description"] != before["description"]).await?;
    let text = first["description"].as_str().unwrap_or_default();
    check(text.starts_with("Kept line\nand one more\n"), || format!("the text was not kept: {text}"))?;
    check(text.contains("1. "), || format!("no numbered item: {text}"))?;

    // a second press replaces, it does not add
    s.write_agenda().await?;
    let second = s.model().await?;
    check(second["description"] == first["description"], || format!("written twice: {}", second["description"]))?;
    for field in ["title", "location", "start", "end", "attendees", "availability", "conference", "all_day"] {
        check(second[field] == before[field], || format!("{field} changed to {}", second[field]))?;
    }

    card.click("#take-out").await?;
    card.wait_for_text("Taken out").await?;
    let out = s.model().await?;
    check(out["description"] == before["description"], || format!("not as it was: {}", out["description"]))?;

    s.write_agenda().await?;
    s.click("[priorityid='3']").await?;
    let saved = wait_until("the saved event", SOON, || async { s.note("saved").await.map_err(|e| e.to_string()) }).await?;
    check(saved["description"] == first["description"], || format!("saved was {}", saved["description"]))?;
    s.card_is_gone().await?;
    Ok(())
}

async fn a_window_of_its_own_is_asked_too(s: &Stage) -> Done {
    s.visit(HOSTS[0].0, &link("")).await?;
    s.card().await?.wait_for_text(UPDATE).await?;
    let opener = s.driver.window().await?;
    // the button has no name but its words
    let button = s.driver.find(By::XPath("//button[text()='Open in new window']")).await?;
    button.click().await?;
    let own =
        wait_until("the window", SOON, || async { Ok::<_, Error>(s.driver.windows().await?.into_iter().find(|w| *w != opener)) })
            .await?;
    s.driver.switch_to_window(own).await?;
    s.find("#_owa_projection_root [id$=_SUBJECT] input").await?;
    s.card().await?.wait_for_text(UPDATE).await?;
    s.find("[data-ms-editor] [contenteditable=true]").await?;
    s.write_agenda().await?;
    let model = s.wait_model("the agenda", |m| m["description"].as_str().is_some_and(|d| d.contains("1. "))).await?;
    check(model["surface"] == "popout", || model.to_string())?;
    s.driver.close_window().await?;
    s.driver.switch_to_window(opener).await?;
    s.stays_without_card("the calendar that the window left").await
}

async fn escape_in_the_card_closes_the_card_alone_and_gives_the_focus_back(s: &Stage) -> Done {
    s.visit(HOSTS[0].0, &link("")).await?;
    let title = s.find(TITLE).await?;
    title.send_keys(" now").await?; // a changed form asks before it is discarded
    s.wait_model("the change", |m| m["title"] == "Weekly status update now").await?;
    let card = s.card().await?;
    card.click("#why").await?;
    card.type_into("#why", Key::Escape + "").await?;
    s.card_is_gone().await?;
    check(s.driver.find_all(By::Css(".veil")).await?.is_empty(), || "Outlook asks whether to discard".into())?;
    let at: bool = s.script("return document.activeElement === document.querySelector(\"[id$=_SUBJECT] input\")", vec![]).await?;
    check(at, || "the focus is not where it was".into())?;
    // and the key works for the page itself, so the test would have seen it
    title.send_keys(Key::Escape + "").await?;
    s.find(".veil").await?;
    Ok(())
}

async fn the_slot_is_given_back_by_an_all_day_free_entry_without_guests(s: &Stage) -> Done {
    for (host, lang) in [HOSTS[1], HOSTS[2]] {
        s.visit(host, &link(&format!("online=1&lang={lang}"))).await?;
        let before = s.wait_model("the call", |m| m["conference"].is_string()).await?;
        let opener = s.driver.window().await?;
        let card = s.card().await?;
        card.click("#make-async").await?;
        card.click("#slot-all_day").await?;
        card.click("#finish").await?;
        let tab = wait_until("the new tab", SOON, || async {
            Ok::<_, Error>(s.driver.windows().await?.into_iter().find(|w| *w != opener))
        })
        .await?;
        card.wait_for_text("entry is open in a new tab").await?;
        check(s.model().await? == before, || "the form itself was changed".into())?;
        s.driver.switch_to_window(tab).await?;
        let made = s.wait_model("the entry", |m| m["surface"] == "compose").await?;
        let now: String = s.script("return [1,2,3,4,5].map((d) => new Date(Date.now() + d * 864e5)).filter((d) => d.getUTCDay() % 6).map((d) => d.toISOString().slice(0, 10).replaceAll('-', '')).join()", vec![]).await?;
        let (start, end) = (made["start"]["date"].as_str().unwrap_or_default(), made["end"]["date"].as_str().unwrap_or_default());
        check(now.contains(start) && start.len() == 8 && end > start, || {
            format!("{start} to {end} is not the reply day, among {now}")
        })?;
        for (field, wanted) in [("all_day", "true"), ("availability", "\"free\""), ("attendees", "[]"), ("conference", "null")] {
            let got = made[field].to_string();
            check(got == wanted, || format!("{field} is {got}"))?;
        }
        check(made["title"] == before["title"] && !made["description"].as_str().unwrap_or_default().is_empty(), || {
            made.to_string()
        })?;
        s.driver.close_window().await?;
        s.driver.switch_to_window(opener).await?;
    }
    Ok(())
}

in_both_browsers!(
    every_host_and_language_is_asked_on_the_form_and_on_the_link,
    the_agenda_goes_into_the_body_is_saved_and_comes_out_again,
    a_window_of_its_own_is_asked_too,
    escape_in_the_card_closes_the_card_alone_and_gives_the_focus_back,
    the_slot_is_given_back_by_an_all_day_free_entry_without_guests,
);
