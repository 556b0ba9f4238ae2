//! A page that Baton does not serve cannot find out that it is installed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use baton_harness::{Browser, Options, Policy, SOON, Server, Session, wait_until};
use serde_json::Value;

/// What the probing page saw, but for a global that chromedriver leaves behind; it looks for `origin`, and for anything foreign while it waits.
async fn probed(session: &Session, server: &Server, host: &str, plant: Option<&str>) -> Vec<Value> {
    let origin = session.extension_url("");
    let url = format!("/?origin={}&wait=1500", origin.trim_end_matches('/'));
    session.goto(server.url(host, &url)).await.unwrap();
    if let Some(script) = plant {
        let _: Value = session.script(script, vec![]).await.unwrap();
    }
    let result: String = wait_until("the probe to end", SOON * 3, || async {
        session.script::<Option<String>>("return document.documentElement.dataset.result ?? null", vec![]).await
    })
    .await
    .unwrap();
    let mut seen: Vec<Value> = serde_json::from_str(&result).unwrap();
    seen.retain(|one| one["what"] != "ret_nodes");
    seen
}

async fn an_unrelated_page_sees_nothing(browser: Browser) {
    let server = Server::start().await.unwrap();
    let session = Session::open(browser, &server, Options::default()).await.unwrap();
    for host in ["unrelated.example.test", "evil.example.test"] {
        // the page must be allowed to try
        server.set_policies(host, &[Policy::None]);
        let mut seen = probed(&session, &server, host, None).await;
        if browser == Browser::Firefox {
            // Firefox does not know `use_dynamic_url`: it gives the whole extension an address that is random in every profile, and
            // the guest's page can be had by who knows it. The test tells the page that address; nothing else does.
            seen.retain(|one| !one["what"].as_str().unwrap_or_default().ends_with("/guest.html"));
        }
        assert!(seen.is_empty(), "{host} in {browser}: {seen:?}");
    }
    // the probe sees a foreign node and a foreign global when there is one
    let found = probed(
        &session,
        &server,
        "unrelated.example.test",
        Some("document.documentElement.append(document.createElement('div')); "),
    )
    .await;
    assert!(found.iter().any(|one| one["what"] == "DIV"), "the probe is blind: {found:?}");
    // and what it tries to fetch is really there for a page that may: the same address from a listed host
    server.set_policies("calendar.google.com", &[Policy::None]);
    session.goto(server.url("calendar.google.com", "/calendar/u/0/r/eventedit")).await.unwrap();
    for (page, there) in [("panel.html", true), ("manifest.json", false)] {
        let script = "const [url, done] = arguments; fetch(url).then((r) => done(r.ok), () => done(false));";
        let got = session.driver.execute_async(script, vec![session.extension_url(page).into()]).await.unwrap().json().clone();
        assert_eq!(got, Value::Bool(there), "{page} from a listed host in {browser}");
    }
}

#[tokio::test]
async fn chrome() {
    an_unrelated_page_sees_nothing(Browser::Chrome).await;
}

#[tokio::test]
async fn firefox() {
    an_unrelated_page_sees_nothing(Browser::Firefox).await;
}
