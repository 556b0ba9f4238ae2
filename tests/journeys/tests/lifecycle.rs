//! Baton beside a page that renders anew, strips what is not its own, navigates without loading, or outlives the extension.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::time::Duration;

use baton_harness::{Error, SOON, wait_until};
use baton_journeys::google::{DESCRIPTION, Google, TITLE};
use serde_json::{Value, json};

const LIVE: &str = "No. Keep this one live.";
const DECISION: &str = "Negotiate the price of the new plan";

/// What stands in the page beside its own head and body.
const FOREIGN: &str = "return document.querySelectorAll('html > :not(head, body)').length";

/// Waits until so many of them are there.
async fn foreign(g: &Google, wanted: u32) {
    let count = || async { Ok::<_, Error>((g.script::<u32>(FOREIGN, vec![]).await? == wanted).then_some(())) };
    wait_until(&format!("{wanted} foreign elements"), SOON, count).await.unwrap();
}

async fn writes_its_agenda(g: &Google) {
    let card = g.card().await.unwrap();
    card.wait_for_text(LIVE).await.unwrap();
    card.click("#agenda").await.unwrap();
    card.wait_for_text("The agenda is in the description.").await.unwrap();
    let model = g.model().await.unwrap();
    assert!(model["description"].as_str().unwrap().contains("── Agenda (Baton 1) ──"), "{model}");
}

async fn a_page_that_strips_for_a_second_gets_its_card_all_the_same(g: &Google) {
    g.week("").await.unwrap(); // wakes the background, so that the card is there in time to be stripped
    g.click_slot().await.unwrap();
    g.title(DECISION).await.unwrap();
    g.card().await.unwrap();
    g.week("strip=1").await.unwrap();
    g.click_slot().await.unwrap();
    g.title(DECISION).await.unwrap();
    writes_its_agenda(g).await;
    let stripped: Option<String> = g.script("return document.documentElement.dataset.stripped ?? null", vec![]).await.unwrap();
    assert!(stripped.is_some(), "the page stripped nothing: this journey proved nothing");
    assert_eq!(g.script::<u32>(FOREIGN, vec![]).await.unwrap(), 1, "one card, once");
    assert_eq!(g.save().await.unwrap()["title"], DECISION);
}

async fn a_page_that_strips_for_ever_is_left_alone_and_reported(g: &Google) {
    g.editor("", "strip=forever").await.unwrap();
    g.title(DECISION).await.unwrap();
    let said = wait_until("the report", Duration::from_secs(30), || async {
        let stored = g.in_extension("ext.storage.local.get('health/google_calendar')").await?;
        Ok::<_, Error>(
            stored["health/google_calendar"]["state"].as_str().filter(|state| *state == "fought_off").map(str::to_owned),
        )
    })
    .await;
    said.unwrap();
    let popup = g.health().await.unwrap();
    assert!(popup.contains("The page kept removing the card"), "{popup}");
    assert_eq!(g.script::<u32>(FOREIGN, vec![]).await.unwrap(), 0);
    assert_eq!(g.save().await.unwrap()["title"], DECISION);
}

async fn hidden_leftovers_are_no_forms_and_late_fields_are_waited_for(g: &Google) {
    g.week("late=3000").await.unwrap();
    g.stays_without_card().await.unwrap(); // an old quick create lies hidden in the page
    g.click_slot().await.unwrap();
    g.page(TITLE).await.unwrap();
    g.title(DECISION).await.unwrap();
    g.page("[data-key=description]").await.unwrap();
    writes_its_agenda(g).await;
    g.editor("", "late=3000").await.unwrap();
    g.page(DESCRIPTION).await.unwrap();
    g.title(DECISION).await.unwrap();
    writes_its_agenda(g).await;
    assert_eq!(g.save().await.unwrap()["title"], DECISION);
}

async fn new_class_names_and_other_languages_change_nothing(g: &Google) {
    g.editor("", "rename=1").await.unwrap();
    g.title(DECISION).await.unwrap();
    writes_its_agenda(g).await;
    g.week("lang=de&rename=1").await.unwrap();
    g.click_slot().await.unwrap();
    g.title("Wöchentliches Status-Update").await.unwrap();
    g.card().await.unwrap().wait_for_text("Yes. A written update will do.").await.unwrap();
    g.editor("", "lang=ja").await.unwrap();
    g.title("週次の進捗報告").await.unwrap();
    let card = g.card().await.unwrap();
    card.wait_for_text("Yes. A written update will do.").await.unwrap();
    g.invite(&["mara@example.test", "yuki@example.test"]).await.unwrap();
    card.wait_for_text("3 people × 30 min").await.unwrap();
    card.click("#agenda").await.unwrap();
    card.wait_for_text("The agenda is in the description.").await.unwrap();
    let saved = g.save().await.unwrap();
    assert_eq!(saved["title"], "週次の進捗報告");
    assert!(saved["description"].as_str().unwrap().contains("(Baton 1)"), "{saved}");
}

async fn the_card_goes_and_comes_with_the_address(g: &Google) {
    g.week("").await.unwrap();
    g.click_slot().await.unwrap();
    g.title(DECISION).await.unwrap();
    g.card().await.unwrap().wait_for_text(LIVE).await.unwrap();
    g.click("[jsname=rhPddf]:is(button)").await.unwrap();
    g.wait_model("the carried draft", |m| m["surface"] == "full" && m["title"] == DECISION).await.unwrap();
    writes_its_agenda(g).await;
    g.driver.back().await.unwrap();
    g.wait_model("the week", |m| m["surface"] == "none").await.unwrap();
    foreign(g, 0).await;
    g.driver.forward().await.unwrap();
    g.wait_model("a new form", |m| m["surface"] == "full" && m["title"] == "").await.unwrap();
    g.title(DECISION).await.unwrap();
    writes_its_agenda(g).await;
    assert_eq!(g.script::<u32>(FOREIGN, vec![]).await.unwrap(), 1, "one card, once");
}

async fn a_reloaded_extension_takes_over_on_an_open_page(g: &Google) {
    g.allow_reload().await.unwrap();
    g.editor("", "").await.unwrap();
    g.title(DECISION).await.unwrap();
    let card = g.card().await.unwrap();
    card.wait_for_text(LIVE).await.unwrap();
    card.enter().await.unwrap();
    g.script::<Value>("document.body.dataset.old = '1'", vec![]).await.unwrap();
    card.leave().await.unwrap();
    let before = g.model().await.unwrap();

    let page = g.driver.window().await.unwrap();
    let tab = g.driver.new_tab().await.unwrap();
    g.driver.switch_to_window(tab).await.unwrap();
    g.open_extension_page("app.html").await.unwrap();
    // the page of the extension goes with it, and the answer too
    let reload = "setTimeout(() => (window.browser ?? window.chrome).runtime.reload(), 50)";
    g.script::<Value>(reload, vec![]).await.unwrap();
    wait_until("the extension's page to go", SOON, || async {
        let all = g.driver.windows().await?;
        Ok::<_, Error>((all.len() == 1).then_some(()))
    })
    .await
    .unwrap();
    g.driver.switch_to_window(page).await.unwrap();

    wait_until("the new card", SOON, || async {
        let Ok(fresh) = g.card().await else { return Ok(None) };
        let old = fresh.has("body[data-old]").await?;
        Ok::<_, Error>((!old).then_some(()))
    })
    .await
    .unwrap();
    assert_eq!(g.model().await.unwrap(), before, "the page was touched");
    writes_its_agenda(g).await;
    wait_until("one card, once", SOON, || async { Ok::<_, Error>((g.script::<u32>(FOREIGN, vec![]).await? == 1).then_some(())) })
        .await
        .unwrap();
    let violations: Option<String> =
        g.script("return document.documentElement.dataset.violations ?? null", vec![]).await.unwrap();
    assert_eq!(violations, None);
    let noise = g.console().await.unwrap();
    assert!(
        noise.iter().all(|line| !line.message.contains("context invalidated") && !line.message.contains("dead object")),
        "{noise:?}"
    );
    assert_eq!(g.save().await.unwrap()["title"], json!(DECISION));
}

baton_journeys::google_journeys!(
    a_page_that_strips_for_a_second_gets_its_card_all_the_same,
    a_page_that_strips_for_ever_is_left_alone_and_reported,
    hidden_leftovers_are_no_forms_and_late_fields_are_waited_for,
    new_class_names_and_other_languages_change_nothing,
    the_card_goes_and_comes_with_the_address,
    a_reloaded_extension_takes_over_on_an_open_page,
);
