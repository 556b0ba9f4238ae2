//! The first thing that must work: Baton's card comes up beside an invite on a listed host, in both browsers.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use baton_harness::{Browser, Options, Server, Session};

async fn the_card_comes_up(browser: Browser) {
    let server = Server::start().await.unwrap();
    let session = Session::open(browser, &server, Options::default()).await.unwrap();
    session.goto(server.url("calendar.google.com", "/calendar/u/0/r/eventedit?text=Weekly+status")).await.unwrap();
    let seen = async { session.card().await?.wait_for_text("async").await }.await;
    if let Err(error) = seen {
        let evidence = session.evidence("smoke").await.unwrap();
        panic!("{error}; see {}", evidence.display());
    }
}

#[tokio::test]
async fn chrome() {
    the_card_comes_up(Browser::Chrome).await;
}

#[tokio::test]
async fn firefox() {
    the_card_comes_up(Browser::Firefox).await;
}
