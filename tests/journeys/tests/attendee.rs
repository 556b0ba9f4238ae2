//! Somebody who was invited types the invite into the popup: whether they need to go, in the invite's own words.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use baton_journeys::google::Google;
use serde_json::json;

async fn the_popup_answers_for_what_is_typed_there(g: &Google) {
    g.open_extension_page("popup.html").await.unwrap();
    g.type_into("#title", "Quarterly planning").await.unwrap();
    g.type_into("#description", "1. Budget review (Ann)\n2. Hiring plan (Ben)\n3. Office move (Cleo)").await.unwrap();
    g.type_into("#people", "9").await.unwrap();
    g.click("#invited").await.unwrap();
    g.page("a[href$='#me']").await.unwrap(); // Baton does not know who that is yet
    let stored = json!({ "v": 1, "me": { "names": ["Ann"] } });
    g.extension_script(&format!("ext.storage.local.set({{ settings: {stored} }})")).await.unwrap();
    g.driver.refresh().await.unwrap();
    g.type_into("#title", "Quarterly planning").await.unwrap();
    g.type_into("#description", "1. Budget review (Ann)\n2. Hiring plan (Ben)\n3. Office move (Cleo)").await.unwrap();
    g.type_into("#people", "9").await.unwrap();
    let invited = g.page("#invited").await.unwrap();
    if !invited.is_selected().await.unwrap() {
        invited.click().await.unwrap();
    }
    g.page("#copy-reply").await.unwrap();
    let said = g.text_of(".card").await.unwrap();
    assert!(said.contains("For a part of it.") && said.contains("Budget review (Ann)") && !said.contains("Hiring"), "{said}");
}

baton_journeys::google_journeys!(the_popup_answers_for_what_is_typed_there);
