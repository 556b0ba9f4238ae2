//! Where there is no form, Baton is all but absent: nobody is asked, nothing is started, nothing watches for long.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use baton_harness::{Browser, Options, SOON, Server, Session, locate, wait_until};
use serde_json::{Value, json};

/// What the page agent weighs in the page of a listed host, as it is shipped: the promise of the project.
const SHIPPED_BYTES: u64 = 16 * 1024;

#[test]
fn what_every_page_loads_is_at_most_16_kib() {
    for browser in Browser::ALL {
        let folder = locate::extension_dir(browser.name()).join("agent");
        let bytes: u64 = ["sites.js", "agent.js"].iter().map(|name| std::fs::metadata(folder.join(name)).unwrap().len()).sum();
        assert!(bytes <= SHIPPED_BYTES, "{bytes} bytes for {browser}");
    }
}

/// The extension's own contexts that run: in Chromium its worker and its frames.
async fn running(session: &Session) -> Vec<String> {
    let own = session.extension_url("");
    let script = "const done = arguments[0]; (globalThis.browser ?? chrome).runtime.getContexts({}).then((all) => done(all.map((c) => `${c.contextType} ${c.documentUrl ?? ''}`)), (e) => done([String(e)]));";
    let found = session.driver.execute_async(script, vec![]).await.unwrap().json().clone();
    let all: Vec<String> = serde_json::from_value(found).unwrap();
    all.into_iter().filter(|one| !one.contains(&format!("{own}app.html"))).collect()
}

/// Messages that reach the background, heard by another page of the extension: every page of it hears what a content script
/// sends.
async fn a_page_without_a_form_is_left_alone(browser: Browser) {
    let server = Server::start().await.unwrap();
    let session = Session::open(browser, &server, Options::default()).await.unwrap();
    session.open_extension_page("app.html").await.unwrap();
    let listen = "window.heard = []; (globalThis.browser ?? chrome).runtime.onMessage.addListener((m) => { document.body.dataset.heard = (document.body.dataset.heard ?? '') + m.say + ' '; });";
    let _: Value = session.script(listen, vec![]).await.unwrap();
    let ears = session.driver.window().await.unwrap();
    let page = session.driver.new_tab().await.unwrap();
    session.driver.switch_to_window(page.clone()).await.unwrap();
    // a busy week without a form, long enough for many scans
    session.goto(server.url("calendar.google.com", "/calendar/u/0/r?lang=en&mutate=1000")).await.unwrap();
    wait_until("three seconds of the page", SOON, || async {
        Ok::<_, baton_harness::Error>(session.script::<bool>("return performance.now() > 3000", vec![]).await?.then_some(()))
    })
    .await
    .unwrap();
    assert!(session.card_host().await.unwrap().is_none(), "nothing is mounted");
    session.driver.switch_to_window(ears.clone()).await.unwrap();
    let heard = "return document.body.dataset.heard ?? ''";
    assert_eq!(session.script::<String>(heard, vec![]).await.unwrap(), "", "somebody was asked");
    let frames = running(&session).await;
    assert!(!frames.iter().any(|one| one.contains("panel.html") || one.contains("guest.html")), "{frames:?}");
    let script =
        "const done = arguments[0]; (globalThis.browser ?? chrome).storage.session.get().then((all) => done(Object.keys(all)));";
    assert_eq!(session.driver.execute_async(script, vec![]).await.unwrap().json(), &json!([]), "a session was opened");

    // the control: with a form the very same ears hear
    session.driver.switch_to_window(page).await.unwrap();
    session.goto(server.url("calendar.google.com", "/calendar/u/0/r/eventedit?text=Weekly+status")).await.unwrap();
    session.card().await.unwrap();
    session.driver.switch_to_window(ears).await.unwrap();
    let now = session.script::<String>(heard, vec![]).await.unwrap();
    assert!(now.contains("surface "), "nothing was heard where something was said: {now:?}");
    assert!(running(&session).await.iter().any(|one| one.contains("panel.html") || browser == Browser::Firefox));
}

#[tokio::test]
async fn chrome() {
    a_page_without_a_form_is_left_alone(Browser::Chrome).await;
}

#[tokio::test]
async fn firefox() {
    a_page_without_a_form_is_left_alone(Browser::Firefox).await;
}
