//! A person types an invite in Google Calendar; Baton asks, says why, and does the writing.

#![allow(clippy::string_slice, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use baton_harness::{SOON, wait_until};
use baton_journeys::google::{Google, TITLE};
use serde_json::{Value, json};
use thirtyfour::{By, Key};

const STATUS: &str = "Weekly status update";
const WRITTEN_UPDATE: &str = "Yes. A written update will do.";
const CREW: [&str; 3] = ["mara@example.test", "tomas@example.test", "yuki@example.test"];

/// The boxes of all controls of the dialog and of the card, to see that none moves and none is covered.
const BOXES: &str = "const round = (e) => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.width, r.height].map(Math.round); }; \
    const dialog = [...document.querySelectorAll('[role=dialog]')].find((d) => d.getClientRects().length); \
    const card = document.querySelector('html > :not(head, body)'); \
    return { card: card && round(card), controls: [...dialog.querySelectorAll('input, button, [tabindex]')] \
    .filter((e) => e.getClientRects().length).map(round) }";

fn meet(a: &Value, b: &Value) -> bool {
    let at = |r: &Value, i: usize| r[i].as_i64().unwrap();
    let across = |i: usize| at(a, i) < at(b, i) + at(b, i + 2) && at(b, i) < at(a, i) + at(a, i + 2);
    across(0) && across(1)
}

/// The words that the card quotes.
async fn quotes(g: &Google) -> Vec<String> {
    let card = g.card().await.unwrap();
    card.enter().await.unwrap();
    let mut words = Vec::new();
    for quote in g.driver.find_all(By::Css(".reasons q")).await.unwrap() {
        words.push(quote.text().await.unwrap());
    }
    card.leave().await.unwrap();
    words
}

async fn the_card_follows_a_quick_invite_and_stands_in_nobodys_way(g: &Google) {
    g.week("").await.unwrap();
    g.click_slot().await.unwrap();
    g.page("[aria-label='Add guests']").await.unwrap(); // the last rows come late
    assert!(!g.card_is_shown().await.unwrap(), "an empty form is not asked about");
    let before: Value = g.script(BOXES, vec![]).await.unwrap();

    g.title(STATUS).await.unwrap();
    let card = g.card().await.unwrap();
    let said = card.wait_for_text(WRITTEN_UPDATE).await.unwrap();
    assert!(!said.contains("people ×"), "no guests, no cost: {said}");
    let words = quotes(g).await;
    assert!(!words.is_empty() && words.iter().all(|w| STATUS.to_lowercase().contains(&w.to_lowercase())), "{words:?}");
    let after: Value = g.script(BOXES, vec![]).await.unwrap();
    assert_eq!(before["controls"], after["controls"], "the card moved something");
    for control in after["controls"].as_array().unwrap() {
        assert!(!meet(&after["card"], control), "the card {} covers a control at {control}", after["card"]);
    }

    // it settles: a title typed in one go is judged when it stands, not after every key
    card.enter().await.unwrap();
    let record = "window.seen = []; new MutationObserver(() => { const say = document.querySelector('.say')?.textContent + \
                  document.querySelector('.reasons')?.textContent; if (window.seen.at(-1) !== say) window.seen.push(say) }) \
                  .observe(document.body, { subtree: true, childList: true, characterData: true })";
    g.script::<Value>(record, vec![]).await.unwrap();
    card.leave().await.unwrap();
    g.title("Interview candidate for the design team").await.unwrap();
    card.wait_for_text("No. Keep this one live.").await.unwrap();
    card.enter().await.unwrap();
    let seen: Vec<String> = g.script("return window.seen", vec![]).await.unwrap();
    card.leave().await.unwrap();
    assert!(seen.len() <= 2, "judged {} times while one title was typed: {seen:?}", seen.len());

    // the length of a quick invite is text only until its line is opened
    g.title(STATUS).await.unwrap();
    g.click("[aria-labelledby=tabEvent] button:has(small)").await.unwrap();
    g.invite(&CREW).await.unwrap();
    card.wait_for_text("4 people × 30 min = 2 hours").await.unwrap();

    card.click("#why").await.unwrap();
    assert_eq!(g.model().await.unwrap()["surface"], "quick", "a click in the card closed the dialog");
    let saved = g.save().await.unwrap();
    assert_eq!((&saved["title"], &saved["description"]), (&json!(STATUS), &json!("")));
    g.card_is_gone().await.unwrap();
}

async fn a_closed_card_stays_closed_for_that_invite_only(g: &Google) {
    g.week("").await.unwrap();
    g.click_slot().await.unwrap();
    g.title(STATUS).await.unwrap();
    g.card().await.unwrap().click("#close").await.unwrap();
    g.card_is_gone().await.unwrap();
    assert_eq!(g.model().await.unwrap()["surface"], "quick", "the page's dialog went with the card");
    g.title("Monthly status update").await.unwrap();
    g.stays_without_card().await.unwrap();
    g.click("[jsname=rhPddf]:is(button)").await.unwrap();
    let model = g.wait_model("the full editor", |m| m["surface"] == "full").await.unwrap();
    assert_eq!(model["title"], "Monthly status update");
    g.stays_without_card().await.unwrap();

    g.click("[aria-label='Cancel event creation']").await.unwrap();
    g.click_slot().await.unwrap();
    g.title(STATUS).await.unwrap();
    let card = g.card().await.unwrap();
    // Escape in the card is the card's own: the page would close its dialog
    card.type_into("#why", Key::Escape + "").await.unwrap();
    g.card_is_gone().await.unwrap();
    assert_eq!(g.model().await.unwrap()["surface"], "quick", "Escape reached the page");
    g.title("Another status update").await.unwrap();
    g.stays_without_card().await.unwrap();
}

async fn an_agenda_is_written_replaced_and_taken_out(g: &Google) {
    g.editor("", "").await.unwrap();
    g.title("Negotiate the price of the new plan").await.unwrap();
    g.invite(&CREW).await.unwrap();
    let was = "Bring the numbers.\nWe still disagree on the yearly price.";
    g.describe(was).await.unwrap();
    // a person's formatting stays what it was
    let bold = "const line = document.querySelector('[jsname=yrriRe]'); getSelection().setBaseAndExtent(line, 0, line, 0); \
                getSelection().modify('extend', 'forward', 'word'); return document.execCommand('bold')";
    assert!(g.script::<bool>(bold, vec![]).await.unwrap());
    let model =
        g.wait_model("the description", |m| m["description"].as_str().is_some_and(|d| d.contains("yearly"))).await.unwrap();
    let was = model["description"].as_str().unwrap().to_owned();
    let rich = "return document.querySelector('[jsname=yrriRe] :is(b, strong, span)')?.textContent.trim() ?? ''";
    assert_eq!(g.script::<String>(rich, vec![]).await.unwrap(), "Bring");

    let card = g.card().await.unwrap();
    card.wait_for_text("No. Keep this one live.").await.unwrap();
    card.click("#agenda").await.unwrap();
    card.wait_for_text("The agenda is in the description.").await.unwrap();
    let text = g.model().await.unwrap()["description"].as_str().unwrap().to_owned();
    assert!(text.starts_with(&was), "{text}");
    assert!(text.contains("── Agenda (Baton 1) ──") && text.contains("1. "), "{text}");
    assert_eq!(minutes(&text), 30, "the minutes are the meeting's: {text}");
    assert_eq!(g.script::<String>(rich, vec![]).await.unwrap(), "Bring", "the formatting went");

    // another length, another agenda; one block
    g.click("#xEnTiIn").await.unwrap();
    g.click("[data-ical=T110000][role=option]").await.unwrap();
    card.wait_for_text("× 60 min").await.unwrap();
    card.click("#agenda").await.unwrap();
    let model = g.wait_model("the second agenda", |m| minutes(m["description"].as_str().unwrap()) == 60).await.unwrap();
    let text = model["description"].as_str().unwrap();
    assert!(text.starts_with(&was) && text.matches("(Baton 1)").count() == 1, "{text}");

    card.wait_for_text("The agenda is in the description.").await.unwrap();
    card.click("#take-out").await.unwrap();
    card.wait_for_text("Taken out.").await.unwrap();
    assert_eq!(g.model().await.unwrap()["description"], was.as_str());

    card.click("#agenda").await.unwrap();
    card.wait_for_text("The agenda is in the description.").await.unwrap();
    let saved = g.save().await.unwrap();
    assert_eq!(minutes(saved["description"].as_str().unwrap()), 60, "{saved}");
}

/// Sum of the minutes in the agenda of `text`, 0 without one.
fn minutes(text: &str) -> u32 {
    let block = text.split_once("(Baton 1)").map_or("", |(_, rest)| rest);
    let items = block.lines().filter(|line| line.split_once(". ").is_some_and(|(n, _)| n.parse::<u32>().is_ok()));
    items.filter_map(|line| line.rsplit_once('(')?.1.split_once(" min")?.0.parse::<u32>().ok()).sum()
}

async fn the_folded_description_of_a_quick_invite_is_opened_and_written(g: &Google) {
    g.week("").await.unwrap();
    g.click_slot().await.unwrap();
    g.title("Negotiate the price of the new plan").await.unwrap();
    g.page("[data-key=description]").await.unwrap();
    let card = g.card().await.unwrap();
    // the editor that opens drops what is written in its first half second
    card.click("#agenda").await.unwrap();
    card.wait_for_text("The agenda is in the description.").await.unwrap();
    let text = g.model().await.unwrap()["description"].as_str().unwrap().to_owned();
    assert!(text.starts_with("── Agenda (Baton 1) ──") && minutes(&text) == 30, "{text}");
    card.click("#take-out").await.unwrap();
    g.wait_model("an empty description", |m| m["description"] == "").await.unwrap();
    card.wait_for_text("Taken out.").await.unwrap();
    card.click("#agenda").await.unwrap();
    card.wait_for_text("The agenda is in the description.").await.unwrap();
    assert_eq!(minutes(g.save().await.unwrap()["description"].as_str().unwrap()), 30);
}

async fn a_page_that_refuses_the_text_is_told_and_nothing_is_lost(g: &Google) {
    g.editor("", "refuse=description").await.unwrap();
    g.title("Negotiate the price of the new plan").await.unwrap();
    let card = g.card().await.unwrap();
    card.click("#agenda").await.unwrap();
    card.wait_for_text("The page did not take the text.").await.unwrap();
    assert_eq!(g.model().await.unwrap()["description"], "");
    assert!(card.has("#prefilled").await.unwrap());
    card.click("#copy").await.unwrap();
    card.wait_for_text("Copied.").await.unwrap();
    let copied = g.clipboard().await.unwrap();
    assert!(copied.starts_with("── Agenda (Baton 1) ──") && minutes(&copied) == 30, "{copied}");

    card.click("#agenda").await.unwrap();
    card.wait_for_text("The page did not take the text.").await.unwrap();
    card.click("#prefilled").await.unwrap();
    g.follow_new_tab().await.unwrap();
    let model = g.wait_model("the prefilled form", |m| m["surface"] == "full").await.unwrap();
    assert_eq!(model["title"], "Negotiate the price of the new plan");
    assert_eq!(minutes(model["description"].as_str().unwrap()), 30, "{model}");
}

/// Opens the brief's form on a new status meeting of four people.
async fn open_brief(g: &Google) {
    g.editor("", "").await.unwrap();
    g.title(STATUS).await.unwrap();
    g.invite(&CREW).await.unwrap();
    let card = g.card().await.unwrap();
    card.wait_for_text("4 people × 30 min = 2 hours").await.unwrap();
    card.click("#make-async").await.unwrap();
    card.wait_for_text("The written replacement").await.unwrap();
}

/// The briefs in the library's storage.
async fn kept(g: &Google) -> Vec<Value> {
    let all = g.in_extension("ext.storage.local.get(null)").await.unwrap();
    let all = all.as_object().unwrap();
    all.iter().filter(|(key, _)| key.starts_with("library/brief/")).map(|(_, record)| record.clone()).collect()
}

async fn a_meeting_becomes_a_brief_that_is_copied_kept_and_put_into_the_event(g: &Google) {
    open_brief(g).await;
    let card = g.card().await.unwrap();
    let mut due = Vec::new();
    for hours in [24, 36, 48] {
        card.click(&format!("#window-{hours}")).await.unwrap();
        card.enter().await.unwrap();
        let pressed = card.element(&format!("#window-{hours}[aria-pressed=true]")).await;
        due.push(card.element("fieldset.windows legend").await.unwrap().text().await.unwrap());
        card.leave().await.unwrap();
        pressed.unwrap();
    }
    assert!(due[0] != due[1] && due[1] != due[2] && due.iter().all(|d| d.starts_with("Reply by ")), "{due:?}");
    card.type_into("#context", "\nThe numbers are in the sheet.").await.unwrap();
    card.type_into("#questions", "\nWhat do you need from Mara?").await.unwrap();
    card.type_into("#owner", Key::Control + "a").await.unwrap();
    card.type_into("#owner", "Yuki Tanabe").await.unwrap();
    card.enter().await.unwrap();
    card.element("#format option[value=poll]").await.unwrap().click().await.unwrap();
    card.leave().await.unwrap();

    card.click("#copy-for").await.unwrap();
    card.click("#copy-markdown").await.unwrap();
    card.wait_for_text("Copied.").await.unwrap();
    let markdown = g.clipboard().await.unwrap();
    for part in [
        "## Poll: Weekly status update",
        "The numbers are in the sheet.",
        "What do you need from Mara?",
        "Yuki Tanabe",
        "**Reply by:**",
    ] {
        assert!(markdown.contains(part), "no {part} in {markdown}");
    }

    card.click("#write-brief").await.unwrap();
    card.wait_for_text("The brief is in the description.").await.unwrap();
    let text = g.model().await.unwrap()["description"].as_str().unwrap().to_owned();
    assert!(text.starts_with("── ") && text.contains("(Baton 1)") && text.contains("What do you need from Mara?"), "{text}");

    // no event: the brief goes out, the form stays as it is for the person to close
    assert!(kept(g).await.is_empty());
    card.click("#slot-none").await.unwrap();
    card.click("#finish").await.unwrap();
    card.wait_for_text("Brief copied and kept.").await.unwrap();
    let message = g.clipboard().await.unwrap();
    assert!(message.starts_with("Poll: Weekly status update") && message.contains("Yuki Tanabe"), "{message}");
    let briefs = kept(g).await;
    assert_eq!(briefs.len(), 1, "{briefs:?}");
    assert_eq!((&briefs[0]["slot"], &briefs[0]["person_minutes"], &briefs[0]["v"]), (&json!("none"), &json!(120), &json!(1)));
    assert_eq!(briefs[0]["brief"]["owner"], "Yuki Tanabe");

    g.open_extension_page("app.html").await.unwrap();
    let library = g.page("#library").await.unwrap();
    wait_until("the brief in the library", SOON, || async {
        Ok::<_, baton_harness::Error>(library.text().await?.contains(STATUS).then_some(()))
    })
    .await
    .unwrap();
    g.press_until("#library .acts button:nth-of-type(2)", "#library [role=status] button").await.unwrap();
    assert_eq!(g.extension_script(BRIEFS).await.unwrap(), 0, "still stored");
    g.click("#library [role=status] button").await.unwrap();
    g.page("#library .acts").await.unwrap();
    assert_eq!(kept(g).await, briefs, "undo brings back what was there");
}

/// How many briefs are stored.
const BRIEFS: &str =
    "ext.storage.local.get(null).then((all) => Object.keys(all).filter((k) => k.startsWith('library/brief/')).length)";

async fn the_slot_becomes_a_free_day_or_focus_time(g: &Google) {
    open_brief(g).await;
    let first = g.driver.window().await.unwrap();
    let card = g.card().await.unwrap();
    card.click("#window-48").await.unwrap();
    card.click("#slot-all_day").await.unwrap();
    card.click("#finish").await.unwrap();
    card.wait_for_text("A free, all-day entry is open in a new tab.").await.unwrap();
    let briefs = kept(g).await;
    assert_eq!(briefs[0]["slot"], "all_day");
    let due = briefs[0]["brief"]["reply_by"].as_str().unwrap()[..10].replace('-', "");

    let all = g.driver.windows().await.unwrap();
    let made = all.into_iter().find(|tab| *tab != first).expect("a new tab");
    g.driver.switch_to_window(made).await.unwrap();
    let model = g.wait_model("the free day", |m| m["surface"] == "full").await.unwrap();
    assert_eq!(model["start"], json!({ "date": due, "time": null }), "{model}");
    assert_eq!((&model["all_day"], &model["availability"], &model["title"]), (&json!(true), &json!("free"), &json!(STATUS)));
    assert_eq!((&model["attendees"], &model["conference"]), (&json!([]), &Value::Null), "{model}");
    assert!(model["description"].as_str().unwrap().contains("Weekly status update"), "{model}");
    assert_eq!(g.save().await.unwrap()["start"]["date"], due);
    g.driver.close_window().await.unwrap();
    g.driver.switch_to_window(first.clone()).await.unwrap();

    let was = g.model().await.unwrap();
    let card = g.card().await.unwrap();
    card.click("#slot-focus").await.unwrap();
    card.click("#finish").await.unwrap();
    card.wait_for_text("Your focus time is open in a new tab").await.unwrap();
    assert_eq!(g.model().await.unwrap(), was, "the form itself is left alone");
    g.follow_new_tab().await.unwrap();
    let model = g.wait_model("the focus time", |m| m["surface"] == "full").await.unwrap();
    assert_eq!((&model["start"], &model["end"], &model["time_zone"]), (&was["start"], &was["end"], &was["time_zone"]), "{model}");
    assert_eq!((&model["attendees"], &model["conference"], &model["availability"]), (&json!([]), &Value::Null, &json!("busy")));
}

async fn a_silenced_kind_is_not_asked_about_until_it_is_taken_back(g: &Google) {
    g.week("").await.unwrap();
    g.click_slot().await.unwrap();
    g.title(STATUS).await.unwrap();
    g.card().await.unwrap().click("#silence").await.unwrap();
    g.card_is_gone().await.unwrap();

    g.week("open=quick").await.unwrap();
    g.title("Another weekly status update").await.unwrap();
    g.stays_without_card().await.unwrap();
    g.title("Negotiate the price of the new plan").await.unwrap();
    g.card().await.unwrap().wait_for_text("No. Keep this one live.").await.unwrap();

    g.in_new_tab(async || {
        g.open_extension_page("app.html").await?;
        g.press_until("#silenced > summary", "#silenced[open]").await?;
        let list = g.page("#silenced ul").await?;
        wait_until("the kind", SOON, || async {
            Ok::<_, baton_harness::Error>(list.text().await?.contains("Status rounds").then_some(()))
        })
        .await?;
        g.press_until("#silenced li button", "#silenced[open]:not(:has(li))").await?;
        let settings = g.extension_script("ext.storage.local.get('settings')").await?;
        assert_eq!(settings["settings"]["silenced"], json!([]));
        Ok(())
    })
    .await
    .unwrap();
    g.week("open=quick").await.unwrap();
    g.title(STATUS).await.unwrap();
    g.card().await.unwrap().wait_for_text(WRITTEN_UPDATE).await.unwrap();
}

async fn only_the_organisers_editors_get_a_card(g: &Google) {
    // the popup of an event, own or not
    g.week("open=status").await.unwrap();
    g.wait_model("the popup", |m| m["surface"] == "detail").await.unwrap();
    g.stays_without_card().await.unwrap();
    // its editor: an own event that exists already
    g.click("[jsname=DyVDA]").await.unwrap();
    g.wait_model("the editor", |m| m["surface"] == "full" && m["id"] == "status").await.unwrap();
    g.card().await.unwrap().wait_for_text("7 people × 60 min = 7 hours, each time").await.unwrap();
    let saved = g.save().await.unwrap();
    assert_eq!((&saved["id"], &saved["is_new"]), (&json!("status"), &json!(false)));

    g.week("open=interview").await.unwrap();
    g.click("[jsname=DyVDA]").await.unwrap();
    g.wait_model("somebody else's event", |m| m["surface"] == "full" && m["read_only"] == true).await.unwrap();
    g.stays_without_card().await.unwrap();
    g.editor("", "readonly=1&text=Weekly+status+update").await.unwrap();
    g.wait_model("a read-only form", |m| m["surface"] == "full" && m["title"] == STATUS).await.unwrap();
    g.stays_without_card().await.unwrap();

    g.week("open=quick").await.unwrap();
    g.title(STATUS).await.unwrap();
    g.card().await.unwrap();
    g.click("#tabTask").await.unwrap();
    g.card_is_gone().await.unwrap();
    g.type_into(TITLE, " for the team").await.unwrap();
    g.stays_without_card().await.unwrap();
    g.click("#tabEvent").await.unwrap();
    g.card().await.unwrap().wait_for_text(WRITTEN_UPDATE).await.unwrap();
}

baton_journeys::google_journeys!(
    the_card_follows_a_quick_invite_and_stands_in_nobodys_way,
    a_closed_card_stays_closed_for_that_invite_only,
    an_agenda_is_written_replaced_and_taken_out,
    the_folded_description_of_a_quick_invite_is_opened_and_written,
    a_page_that_refuses_the_text_is_told_and_nothing_is_lost,
    a_meeting_becomes_a_brief_that_is_copied_kept_and_put_into_the_event,
    the_slot_becomes_a_free_day_or_focus_time,
    a_silenced_kind_is_not_asked_about_until_it_is_taken_back,
    only_the_organisers_editors_get_a_card,
);
