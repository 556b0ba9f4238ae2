//! A brief's deadline has an effect: what to say when nobody objected, a short call when points are open, also when the browser
//! was closed at the deadline.

#![allow(clippy::string_slice, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use baton::brief::{Brief, FollowUp};
use baton::library::{BriefRecord, write};
use baton::verdict::Format;
use baton::wording::Language;
use baton_harness::{Error, SOON, wait_until};
use baton_journeys::google::Google;
use serde_json::{Value, json};

/// A kept brief whose deadline was long ago.
fn overdue() -> Value {
    let brief = Brief {
        format: Format::DecisionDoc,
        variant: None,
        language: Language::En,
        fields: Vec::new(),
        title: "Vendor for the fair".to_owned(),
        context: "Two offers are in the sheet.".to_owned(),
        questions: vec!["Which vendor do we take?".to_owned(), "From when?".to_owned()],
        owner: "Robin Ashby".to_owned(),
        reply_by: "2026-03-03T10:30:00".parse().unwrap(),
        time_zone: Some("Europe/Berlin".to_owned()),
        elsewhere: Vec::new(),
        default_action: "If nobody objects by {deadline}, I will take the first offer.".to_owned(),
        readers: vec!["mara@example.test".to_owned(), "Tomas".to_owned()],
        receipt: None,
    };
    let record = BriefRecord {
        id: "r1".to_owned(),
        made: "2026-03-02T10:30:00".parse().unwrap(),
        host: "google_calendar".to_owned(),
        page: "https://calendar.google.com".to_owned(),
        slot: "none".to_owned(),
        person_minutes: 90,
        follow_up: FollowUp::default(),
        brief,
    };
    json!({ (record.key()): write(&record).unwrap() })
}

async fn badge(g: &Google) -> Result<String, Error> {
    Ok(g.in_extension("ext.action.getBadgeText({})").await?.as_str().unwrap_or_default().to_owned())
}

async fn wait_badge(g: &Google, wanted: &str) {
    wait_until(&format!("the sign {wanted:?} on the icon"), SOON, || async {
        let is = badge(g).await.map_err(|why| why.to_string())?;
        if is == wanted { Ok(Some(())) } else { Err(is) }
    })
    .await
    .unwrap();
}

async fn follow_up(g: &Google) -> Value {
    let all = g.in_extension("ext.storage.local.get('library/brief/r1')").await.unwrap();
    all["library/brief/r1"]["follow_up"].clone()
}

/// In the popup, in a tab of its own: presses until the brief is closed that way.
async fn press_in_popup(g: &Google, css: &str, closed: &str) {
    g.in_new_tab(async || {
        g.open_extension_page("popup.html").await?;
        g.press_until(css, "#reopen-r1").await?;
        Ok(())
    })
    .await
    .unwrap();
    assert_eq!(follow_up(g).await["closed"], json!(closed));
}

async fn at_the_deadline_the_icon_says_so_and_the_closing_message_is_one_click(g: &Google) {
    g.week("").await.unwrap();
    assert_eq!(badge(g).await.unwrap(), "");
    let seed = format!("ext.storage.local.set({}).then(() => ext.alarms.create('briefs', {{ when: Date.now() }}))", overdue());
    g.in_extension(&seed).await.unwrap();
    wait_badge(g, "•").await;

    g.in_new_tab(async || {
        g.open_extension_page("popup.html").await?;
        let said = g.text_of("#due").await?;
        assert!(said.contains("Vendor for the fair") && said.contains("Nobody objected: say so."), "{said}");
        Ok(())
    })
    .await
    .unwrap();
    wait_badge(g, "").await; // told once, then quiet
    press_in_popup(g, "#say-r1", "said").await;
    let text = g.clipboard().await.unwrap();
    assert!(text.contains("“Vendor for the fair”") && text.contains("I will take the first offer."), "{text}");
    assert!(text.contains("Tuesday, 3 March 2026, 10:30"), "{text}");
}

async fn a_deadline_that_passed_while_the_browser_slept_is_found_at_the_start(g: &Google) {
    g.allow_reload().await.unwrap();
    g.week("").await.unwrap();
    g.in_extension(&format!("ext.storage.local.set({})", overdue())).await.unwrap();
    let page = g.driver.window().await.unwrap();
    let tab = g.driver.new_tab().await.unwrap();
    g.driver.switch_to_window(tab).await.unwrap();
    g.open_extension_page("app.html").await.unwrap();
    // no alarm was ever set: all that there is comes from the look at the start
    let reload = "setTimeout(() => (window.browser ?? window.chrome).runtime.reload(), 50)";
    g.script::<Value>(reload, vec![]).await.unwrap();
    wait_until("the extension's page to go", SOON, || async {
        Ok::<_, Error>((g.driver.windows().await?.len() == 1).then_some(()))
    })
    .await
    .unwrap();
    g.driver.switch_to_window(page).await.unwrap();
    wait_badge(g, "•").await;
}

async fn open_points_become_a_short_call_on_them_alone(g: &Google) {
    g.week("").await.unwrap();
    g.in_extension(&format!("ext.storage.local.set({})", overdue())).await.unwrap();
    let before = g.driver.window().await.unwrap();
    let tab = g.driver.new_tab().await.unwrap();
    g.driver.switch_to_window(tab.clone()).await.unwrap();
    g.open_extension_page("app.html").await.unwrap();
    g.press_until("#library summary", "#library details[open]").await.unwrap();
    g.press_until("#open-r1-1", "#open-r1-1[aria-pressed=true]").await.unwrap();
    g.press_until("#answered-r1-1", "#answered-r1-1[aria-pressed=true]").await.unwrap();
    let said = g.text_of("#library .step").await.unwrap();
    assert!(said.contains("Points are still open.") && said.contains("15-minute call"), "{said}");
    let marked = follow_up(g).await;
    assert_eq!((&marked["open"], &marked["answered"]), (&json!([1]), &json!(["Tomas"])));

    let known = g.driver.windows().await.unwrap();
    g.page("#call-r1").await.unwrap().click().await.unwrap();
    let fresh = wait_until("the prefilled invite", SOON, || async {
        Ok::<_, Error>(g.driver.windows().await?.into_iter().find(|w| !known.contains(w)))
    })
    .await
    .unwrap();
    g.driver.switch_to_window(fresh).await.unwrap();
    let url = wait_until("its address", SOON, || async {
        let url = g.driver.current_url().await?.to_string();
        Ok::<_, Error>(url.contains("calendar.google.com").then_some(url))
    })
    .await
    .unwrap();
    g.driver.close_window().await.unwrap();
    g.driver.switch_to_window(tab).await.unwrap();
    g.driver.close_window().await.unwrap();
    g.driver.switch_to_window(before).await.unwrap();
    assert!(url.contains("From%20when") || url.contains("From+when"), "{url}");
    assert!(!url.contains("Which%20vendor") && !url.contains("Which+vendor"), "only the open point: {url}");
    assert!(url.contains("mara%40example.test") || url.contains("mara@example.test"), "{url}");
    assert_eq!(follow_up(g).await["closed"], json!("called"));
}

baton_journeys::google_journeys!(
    at_the_deadline_the_icon_says_so_and_the_closing_message_is_one_click,
    a_deadline_that_passed_while_the_browser_slept_is_found_at_the_start,
    open_points_become_a_short_call_on_them_alone,
);
