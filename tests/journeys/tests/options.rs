//! The options: typed, looked at where they stand, stored at once, taken back, carried to another browser, spoken in another language.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use baton_harness::{SOON, locate, wait_until};
use baton_journeys::google::Google;
use serde_json::{Value, json};
use thirtyfour::{By, Key};

async fn stored(g: &Google) -> Value {
    g.extension_script("ext.storage.local.get('settings').then((all) => all.settings ?? null)").await.unwrap()
}

/// Waits until what is stored is as wanted.
async fn wait_stored(g: &Google, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
    wait_until(&format!("{what} to be stored"), SOON, || async {
        let now = stored(g).await;
        if wanted(&now) { Ok(Some(now)) } else { Err(now.to_string()) }
    })
    .await
    .unwrap()
}

async fn unfold(g: &Google, section: &str) {
    g.press_until(&format!("#{section} > summary"), &format!("#{section}[open]")).await.unwrap();
}

/// Types into a field of the options and leaves it.
async fn enter(g: &Google, css: &str, text: &str) {
    let field = g.page(css).await.unwrap();
    field.send_keys(Key::Control + "a").await.unwrap();
    field.send_keys(format!("{text}{}", char::from(Key::Tab))).await.unwrap();
}

async fn says(g: &Google, css: &str, wanted: &str) -> String {
    wait_until(&format!("\"{wanted}\" in {css}"), SOON, || async {
        let mut text = String::new();
        for found in g.driver.find_all(By::Css(css)).await.map_err(|e| e.to_string())? {
            text.push_str(&found.text().await.map_err(|e| e.to_string())?);
        }
        if text.contains(wanted) { Ok(Some(text)) } else { Err(text) }
    })
    .await
    .unwrap()
}

async fn choices_are_looked_at_stored_at_once_and_taken_back(g: &Google) {
    g.open_extension_page("app.html").await.unwrap();
    // by keyboard alone: typed, Enter
    g.type_into("#me-name", format!("Ann Lee{}", char::from(Key::Enter))).await.unwrap();
    wait_stored(g, "the name", |s| s["me"]["names"] == json!(["Ann Lee"])).await;
    g.type_into("#me-address", format!("ann at example{}", char::from(Key::Enter))).await.unwrap();
    says(g, "#me-address-problem", "not an e-mail address").await;
    assert_eq!(g.page("#me-address").await.unwrap().attr("aria-invalid").await.unwrap().as_deref(), Some("true"));
    g.page("#me-address").await.unwrap().clear().await.unwrap();
    g.type_into("#me-address", format!("ann@example.test{}", char::from(Key::Enter))).await.unwrap();
    wait_stored(g, "the address", |s| s["me"]["addresses"] == json!(["ann@example.test"])).await;

    // a week with a break; what cannot be is said and not stored
    unfold(g, "hours").await;
    enter(g, "#hours-day-0", "9-12, 13:30-17").await;
    wait_stored(g, "Monday", |s| s["hours"][0] == json!([{ "from": 540, "to": 720 }, { "from": 810, "to": 1020 }])).await;
    enter(g, "#hours-day-1", "17-9").await;
    says(g, "#hours-day-1-problem", "end after it begins").await;
    assert_eq!(stored(g).await["hours"][1], json!([{ "from": 540, "to": 1020 }]));

    // a threshold, its bounds, its way back, and undo
    unfold(g, "thresholds").await;
    enter(g, "#threshold-crowd", "1").await;
    says(g, "#threshold-crowd-problem", "from 2 to 1000").await;
    enter(g, "#threshold-crowd", "12").await;
    wait_stored(g, "the crowd", |s| s["thresholds"]["crowd"] == 12).await;
    g.press_until(".saved #undo", ".saved p:not(:has(#undo))").await.unwrap();
    wait_stored(g, "the crowd as it was", |s| s["thresholds"]["crowd"] == 8).await;
    says(g, ".saved", "As it was.").await;

    // people
    unfold(g, "people").await;
    g.type_into("#person", format!("mara@example.test{}", char::from(Key::Enter))).await.unwrap();
    wait_stored(g, "the person", |s| s["people"][0]["who"] == "mara@example.test").await;
    g.press_until(".person > summary", ".person[open]").await.unwrap();
    enter(g, "#person-0-zone", "Mars/Base").await;
    says(g, "#person-0-zone-problem", "Europe/Berlin").await;
    enter(g, "#person-0-zone", "Asia/Tokyo").await;
    wait_stored(g, "the zone", |s| s["people"][0]["zone"] == "Asia/Tokyo").await;

    // money
    unfold(g, "rate").await;
    enter(g, "#rate-amount", "60.5").await;
    wait_stored(g, "the rate", |s| s["rate"] == json!({ "cents_per_hour": 6050, "currency": "EUR" })).await;
}

async fn a_file_is_shown_before_it_is_used_and_allows_nothing(g: &Google) {
    g.open_extension_page("app.html").await.unwrap();
    g.type_into("#me-name", format!("Ann Lee{}", char::from(Key::Enter))).await.unwrap();
    wait_stored(g, "the name", |s| s["me"]["names"] == json!(["Ann Lee"])).await;
    unfold(g, "transfer").await;
    let exported: String =
        g.script("return decodeURIComponent(document.querySelector('#export').href.split(',')[1])", vec![]).await.unwrap();
    let mut file: Value = serde_json::from_str(&exported).unwrap();
    assert_eq!((&file["baton"], &file["me"]["names"]), (&json!("settings"), &json!(["Ann Lee"])));

    wait_until("everything to be set back", SOON, || async {
        g.click("#reset-all").await?; // a page that has just come up takes no clicks yet
        Ok::<_, baton_harness::Error>((stored(g).await["me"]["names"] == json!([])).then_some(()))
    })
    .await
    .unwrap();

    let folder = locate::target_dir().join("evidence");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("settings-{}.json", g.browser()));
    let choose = async |text: String| {
        std::fs::write(&path, text).unwrap();
        let input = g.driver.find(By::Css("#import")).await.unwrap();
        input.send_keys(path.to_string_lossy().into_owned()).await.unwrap();
    };

    // one fault, and nothing is taken
    let mut wrong = file.clone();
    wrong["thresholds"]["crowd"] = json!(-4);
    choose(wrong.to_string()).await;
    says(g, "#import-said", "thresholds.crowd").await;
    assert_eq!(stored(g).await["me"]["names"], json!([]));

    // a file that would allow a host and switch a calendar on: shown, and neither happens
    let off = "ext.storage.local.get('settings').then(({ settings }) => ext.storage.local.set({ settings: { ...settings, sites_off: ['sogo'] } }))";
    g.extension_script(off).await.unwrap();
    g.open_extension_page("app.html#transfer").await.unwrap();
    g.driver.refresh().await.unwrap();
    g.page("#transfer[open] #reset-all").await.unwrap();
    file["hosts"] = json!([{ "host": "https://evil.example.test" }]);
    file["sites_off"] = json!([]);
    choose(file.to_string()).await;
    let shown = says(g, "#import-said", "My names").await;
    assert!(shown.contains("Ann Lee") && shown.contains("only yours to allow: https://evil.example.test"), "{shown}");
    assert_eq!(stored(g).await["me"]["names"], json!([]), "nothing before the person says so");
    g.press_until("#import-apply", "#import-said:not(:has(#import-apply))").await.unwrap();
    let now = wait_stored(g, "the name", |s| s["me"]["names"] == json!(["Ann Lee"])).await;
    assert_eq!((&now["hosts"], &now["sites_off"]), (&json!([]), &json!(["sogo"])));
    let granted = g.extension_script("ext.permissions.contains({ origins: ['https://evil.example.test/*'] })").await.unwrap();
    assert_eq!(granted, json!(false));
}

async fn the_chosen_language_is_spoken_on_every_surface(g: &Google) {
    g.open_extension_page("app.html").await.unwrap();
    unfold(g, "language").await;
    let pick = "const s = document.querySelector('#language-choice'); s.value = 'de'; s.dispatchEvent(new Event('change', { bubbles: true }))";
    g.script::<Value>(pick, vec![]).await.unwrap();
    says(g, "#me summary", "Wer ich bin").await;
    let lang: String = g.script("return document.documentElement.lang", vec![]).await.unwrap();
    assert_eq!(lang, "de", "a screen reader must know");
    g.week("").await.unwrap();
    g.click_slot().await.unwrap();
    g.title("Weekly status update").await.unwrap();
    g.card().await.unwrap().wait_for_text("Geht das auch asynchron?").await.unwrap();
    g.open_extension_page("popup.html").await.unwrap();
    says(g, "#sites-title", "Kalender").await;

    g.open_extension_page("app.html#language").await.unwrap();
    g.page("#language[open] select").await.unwrap();
    g.script::<Value>(&pick.replace("'de'", "''"), vec![]).await.unwrap();
    says(g, "#me summary", "Who I am").await;
}

baton_journeys::google_journeys!(
    choices_are_looked_at_stored_at_once_and_taken_back,
    a_file_is_shown_before_it_is_used_and_allows_nothing,
    the_chosen_language_is_spoken_on_every_surface,
);
