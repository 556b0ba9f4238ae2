//! A person edits the agenda before it is written: by mouse, by keyboard, and with items that need no meeting.

#![allow(clippy::string_slice, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use baton_harness::{Card, Error, SOON, wait_until};
use baton_journeys::google::Google;
use serde_json::{Value, json};
use thirtyfour::Key;

const CREW: [&str; 2] = ["mara@example.test", "tomas@example.test"];

/// The card with its editor open beside an invite with three items.
async fn editor(g: &Google) -> Card<'_> {
    g.editor("", "").await.unwrap();
    g.title("Negotiate the price of the new plan").await.unwrap();
    g.invite(&CREW).await.unwrap();
    g.describe("1. What do we offer?\n2. What do they want?\n3. Sales report").await.unwrap();
    let card = g.card().await.unwrap();
    card.wait_for_text("3 people × 30 min").await.unwrap();
    card.click("#edit-agenda").await.unwrap();
    card.wait_for_text("30 of 30 min").await.unwrap();
    card
}

/// The value of a field in the card.
async fn value(g: &Google, card: &Card<'_>, id: &str) -> String {
    card.enter().await.unwrap();
    let script = "return document.getElementById(arguments[0])?.value ?? ''";
    let value: String = g.script(script, vec![json!(id)]).await.unwrap();
    card.leave().await.unwrap();
    value
}

async fn wait_value(g: &Google, card: &Card<'_>, id: &str, wanted: &str) {
    wait_until(&format!("{wanted} in {id}"), SOON, || async {
        let is = value(g, card, id).await;
        if is == wanted { Ok(Some(())) } else { Err(is) }
    })
    .await
    .unwrap();
}

async fn minutes_are_retimed_items_moved_deleted_and_brought_back(g: &Google) {
    let card = editor(g).await;
    card.type_into("#minutes-0", Key::Control + "a").await.unwrap();
    card.type_into("#minutes-0", "25").await.unwrap();
    card.wait_for_text("min more than the 30 there are").await.unwrap();
    card.click("#share-out").await.unwrap();
    card.wait_for_text("30 of 30 min").await.unwrap();

    // the keyboard moves an item, and the focus goes with it
    card.type_into("#item-0", Key::Alt + Key::Down).await.unwrap();
    wait_value(g, &card, "item-1", "What do we offer?").await;
    card.enter().await.unwrap();
    let focus: String = g.script("return document.activeElement.id", vec![]).await.unwrap();
    card.leave().await.unwrap();
    assert_eq!(focus, "item-1");
    card.click("#up-1").await.unwrap();
    wait_value(g, &card, "item-0", "What do we offer?").await;

    card.click("#delete-1").await.unwrap();
    card.wait_for_text("min are free").await.unwrap();
    card.click("#undo").await.unwrap();
    card.wait_for_text("30 of 30 min").await.unwrap();
    wait_value(g, &card, "item-1", "What do they want?").await;

    card.type_into("#owner-0", "Mara").await.unwrap();
    card.click("#finish-agenda").await.unwrap();
    card.wait_for_text("The agenda is in the description.").await.unwrap();
    let text = g.model().await.unwrap()["description"].as_str().unwrap().to_owned();
    let (_, block) = text.split_once("── Agenda (Baton 1) ──").unwrap();
    assert!(block.contains("1. What do we offer? (") && block.contains(" min, Mara)"), "{block}");
}

async fn an_item_in_writing_leaves_the_agenda_and_becomes_a_brief(g: &Google) {
    let card = editor(g).await;
    card.click("#mode-2").await.unwrap();
    card.wait_for_text("In writing, with a deadline of its own").await.unwrap();
    card.click("#share-out").await.unwrap();
    card.wait_for_text("30 of 30 min").await.unwrap();
    card.click("#finish-agenda").await.unwrap();
    card.wait_for_text("Reply by").await.unwrap();
    card.wait_for_text("The agenda is in the description.").await.unwrap();
    let text = g.model().await.unwrap()["description"].as_str().unwrap().to_owned();
    let (_, block) = text.split_once("── Agenda (Baton 1) ──").unwrap();
    assert!(block.contains("In writing, not in the meeting: Sales report") && !block.contains("3. "), "{block}");
    assert!(value(g, &card, "questions").await.contains("Sales report"));
    card.click("#finish").await.unwrap();
    card.wait_for_text("Brief copied and kept.").await.unwrap();
    let kept = g.in_extension("ext.storage.local.get()").await.unwrap();
    let brief = kept.as_object().unwrap().iter().find(|(key, _)| key.starts_with("library/brief/")).map(|(_, v)| v.clone());
    let questions = &brief.unwrap()["brief"]["questions"];
    assert!(questions.as_array().is_some_and(|q| q.len() == 1) && questions[0].as_str().unwrap().contains("Sales report"));
}

async fn a_brief_is_copied_for_the_place_it_goes_to_and_says_what_it_lacks(g: &Google) {
    g.editor("", "").await.unwrap();
    g.title("Weekly status update").await.unwrap();
    g.invite(&CREW).await.unwrap();
    let card = g.card().await.unwrap();
    card.wait_for_text("3 people × 30 min").await.unwrap();
    card.click("#make-async").await.unwrap();
    card.wait_for_text("One or two lines of context would save questions.").await.unwrap();
    card.type_into("#context", " Numbers & charts: https://docs.example.test/status").await.unwrap();
    wait_until("the hint to go", SOON, || async {
        let text = card.text().await?;
        Ok::<_, Error>((!text.contains("lines of context")).then_some(()))
    })
    .await
    .unwrap();

    card.enter().await.unwrap();
    card.element("#format option[value=rfc]").await.unwrap().click().await.unwrap();
    card.leave().await.unwrap();
    card.wait_for_text("5 days").await.unwrap();
    card.click("#more-fields").await.unwrap();
    card.type_into("#field-2", "Less to read").await.unwrap();
    card.click("#copy-for").await.unwrap();
    card.click("#copy-slack").await.unwrap();
    card.wait_for_text("Copied.").await.unwrap();
    let slack = g.clipboard().await.unwrap();
    assert!(
        slack.starts_with("*Request for comments: Weekly status update*") && slack.contains("Numbers &amp; charts"),
        "{slack}"
    );
    assert!(slack.contains("*Goals:* Less to read") && slack.contains("If no blocking comment is open by"), "{slack}");
    card.enter().await.unwrap();
    let href: Value = g.script("return document.getElementById('open-mail').href", vec![]).await.unwrap();
    card.leave().await.unwrap();
    let href = href.as_str().unwrap();
    assert!(href.starts_with("mailto:mara@example.test,tomas@example.test?subject=Request") && href.len() <= 2_000, "{href}");
}

baton_journeys::google_journeys!(
    minutes_are_retimed_items_moved_deleted_and_brought_back,
    an_item_in_writing_leaves_the_agenda_and_becomes_a_brief,
    a_brief_is_copied_for_the_place_it_goes_to_and_says_what_it_lacks,
);
