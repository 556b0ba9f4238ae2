//! The harness proves itself in both browsers before anything is built upon it, with a small extension of its own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};

use baton_harness::{Browser, Options, Policy, Server, Session, wait_until};

fn probe(part: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/probe").join(part)
}

async fn open(browser: Browser) -> (Server, Session) {
    let server = Server::serving(&probe("fixtures")).await.unwrap();
    let options = Options { extension: Some(probe("extension")), ..Options::default() };
    let session = Session::open(browser, &server, options).await.unwrap();
    (server, session)
}

async fn closed_root_is_entered(browser: Browser) {
    let (server, session) = open(browser).await;
    session.goto(server.url("calendar.google.com", "/calendar/u/0/r?lang=de")).await.unwrap();
    let origin: String = session.script("return location.origin", vec![]).await.unwrap();
    assert_eq!(origin, "https://calendar.google.com");
    let title: String =
        session.script("return document.title + ', ' + document.getElementById('top').textContent", vec![]).await.unwrap();
    assert_eq!(title, "a calendar, script with nonce ran", "the strict policy must bind, and the nonce must open it");

    let card = session.card().await.unwrap();
    let root: Option<bool> =
        session.script("return document.documentElement.lastElementChild.shadowRoot && true", vec![]).await.unwrap();
    assert_eq!(root, None, "the root is closed to the page");
    card.wait_for_text("nobody clicked").await.unwrap();
    card.type_into("#text", "hello").await.unwrap();
    card.wait_for_text("typed hello").await.unwrap();
    assert!(card.has("#go").await.unwrap() && !card.has("#stay").await.unwrap());

    let seen = server.journal();
    assert!(
        seen.iter().any(|seen| seen.path == "/calendar/u/0/r" && seen.query == "lang=de" && seen.host == "calendar.google.com")
    );

    session.script::<Option<bool>>("document.documentElement.lastElementChild.remove()", vec![]).await.unwrap();
    session.card_is_gone().await.unwrap();
}

async fn a_host_is_granted_by_a_click(browser: Browser) {
    let (server, session) = open(browser).await;
    session.grant_host("https://unrelated.example.test/*").await.unwrap();
    // a top-level page of the extension: a frame may not ask
    session.open_extension_page("panel.html").await.unwrap();
    session.driver.find(thirtyfour::By::Id("go")).await.unwrap().click().await.unwrap();
    wait_until("the grant", baton_harness::SOON, || async {
        let text = session.driver.find(thirtyfour::By::Id("said")).await?.text().await?;
        Ok::<_, baton_harness::Error>((text == "clicked, trusted: true, granted: true").then_some(()))
    })
    .await
    .unwrap();
    assert!(session.accessibility_violations().await.unwrap().is_empty());
    session.script::<Option<bool>>("document.documentElement.lang = ''", vec![]).await.unwrap();
    let violations = session.accessibility_violations().await.unwrap();
    assert!(violations.iter().any(|violation| violation.id == "html-has-lang"), "{violations:?}");
    drop(server);
}

async fn preferences_reach_the_page(browser: Browser) {
    let server = Server::serving(&probe("fixtures")).await.unwrap();
    server.set_policies("calendar.google.com", &[Policy::None]);
    let options = Options {
        bare: true,
        dark: true,
        reduced_motion: true,
        timezone: "Asia/Tokyo".to_owned(),
        language: Some("de".to_owned()),
        ..Options::default()
    };
    let session = Session::open(browser, &server, options).await.unwrap();
    session.goto(server.url("calendar.google.com", "/")).await.unwrap();
    let seen: Vec<String> = session
        .script(
            "const is = (q) => String(matchMedia(q).matches); return [is('(prefers-color-scheme: dark)'), \
             is('(prefers-reduced-motion: reduce)'), Intl.DateTimeFormat().resolvedOptions().timeZone, navigator.language, document.title]",
            vec![],
        )
        .await
        .unwrap();
    assert_eq!(seen, ["true", "true", "Asia/Tokyo", "de", "inline without a nonce ran"]);
    assert!(!session.card_is_shown().await.unwrap());
}

async fn forced_colours_reach_the_page(browser: Browser) {
    let server = Server::serving(&probe("fixtures")).await.unwrap();
    // by itself: Firefox takes light or dark from the forced colours, not from the preference
    let options = Options { bare: true, forced_colors: true, ..Options::default() };
    let session = Session::open(browser, &server, options).await.unwrap();
    session.goto(server.url("unrelated.example.test", "/")).await.unwrap();
    let forced: Vec<bool> = session
        .script("const is = (q) => matchMedia(q).matches; return [is('(forced-colors: active)'), is('(prefers-reduced-motion: reduce)')]", vec![])
        .await
        .unwrap();
    assert_eq!(forced, [true, false]);
}

macro_rules! in_both {
    ($($name:ident),+) => {
        mod chrome { $(#[tokio::test] async fn $name() { super::$name(super::Browser::Chrome).await; })+ }
        mod firefox { $(#[tokio::test] async fn $name() { super::$name(super::Browser::Firefox).await; })+ }
    };
}

in_both!(closed_root_is_entered, a_host_is_granted_by_a_click, preferences_reach_the_page, forced_colours_reach_the_page);
