//! A decision against the verdict holds for the next invite of that sort and for no other, until it is taken back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use baton_harness::{SOON, wait_until};
use baton_journeys::google::Google;
use serde_json::json;

const ASYNC: &str = "Yes. A written update will do.";
const LIVE: &str = "No. Keep this one live.";

async fn invite(g: &Google, title: &str) {
    g.week("open=quick").await.unwrap();
    g.title(title).await.unwrap();
}

async fn verdict(g: &Google, title: &str, wanted: &str) -> String {
    invite(g, title).await;
    g.card().await.unwrap().wait_for_text(wanted).await.unwrap()
}

async fn a_decision_holds_for_that_sort_of_invite_until_it_is_taken_back(g: &Google) {
    verdict(g, "Weekly status update Platform", ASYNC).await;
    let card = g.card().await.unwrap();
    card.click("#why").await.unwrap();
    card.click("#decide").await.unwrap();
    let said = card.wait_for_text(LIVE).await.unwrap();
    assert!(said.contains("You decided so on") && said.contains("Weekly status update Platform"), "{said}");

    // the next of that sort, and one of another
    let said = verdict(g, "Status update Platform, December", LIVE).await;
    assert!(said.contains("You decided so on"), "{said}");
    verdict(g, "Weekly status update Sales", ASYNC).await;

    // taken back on the card
    invite(g, "Weekly status update Platform").await;
    let card = g.card().await.unwrap();
    card.wait_for_text(LIVE).await.unwrap();
    card.click("#unlearn").await.unwrap();
    card.wait_for_text(ASYNC).await.unwrap();
    verdict(g, "Weekly status update Platform", ASYNC).await;

    // decided again, seen in the options, forgotten there
    let card = g.card().await.unwrap();
    card.click("#why").await.unwrap();
    card.click("#decide").await.unwrap();
    card.wait_for_text(LIVE).await.unwrap();
    g.in_new_tab(async || {
        g.open_extension_page("app.html").await?;
        g.press_until("#learned > summary", "#learned[open]").await?;
        let list = g.text_of("#learned .rows").await?;
        assert!(list.contains("Weekly status update Platform") && list.contains("stays live"), "{list}");
        let exported: String =
            g.script("return decodeURIComponent(document.querySelector('#export').href.split(',')[1])", vec![]).await?;
        assert!(!exported.contains("Platform"), "what was learned leaves in a file: {exported}");
        g.press_until("#learned .rows button", "#learned:not(:has(.rows))").await?;
        wait_until("nothing learned", SOON, || async {
            let all = g.extension_script("ext.storage.local.get('settings').then(({ settings }) => settings.overrides)").await?;
            Ok::<_, baton_harness::Error>((all == json!([])).then_some(()))
        })
        .await
    })
    .await
    .unwrap();
    verdict(g, "Weekly status update Platform", ASYNC).await;

    // what must be spoken offers no way to write instead
    verdict(g, "Layoff talk with Ana", LIVE).await;
    let card = g.card().await.unwrap();
    card.click("#why").await.unwrap();
    wait_until("the sources", SOON, || async { Ok::<_, baton_harness::Error>(card.has(".sources").await?.then_some(())) })
        .await
        .unwrap();
    assert!(!card.has("#decide").await.unwrap(), "a sensitive talk can be learned away");
}

baton_journeys::google_journeys!(a_decision_holds_for_that_sort_of_invite_until_it_is_taken_back);
