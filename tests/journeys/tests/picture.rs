//! A picture of the tab in view, taken from the popup that the toolbar's button opens, on a host that Baton was granted nothing on;
//! then kept with a brief, shown in the library, copied, saved, removed and brought back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod site_support;

use std::path::Path;

use baton_harness::browser::piped::{Page, Piped};
use baton_harness::{Browser, Error, Options, SOON, Server, Session, wait_until};
use serde_json::{Value, json};
use site_support::{Done, Stage, check};
use thirtyfour::By;

/// A host on no list of Baton's: the popup's button alone gives the right to see the tab.
const HOST: &str = "unrelated.example.test";
/// Paints the page in a colour that nothing else has, under a title of our own.
const PAINT: &str = "document.body.replaceChildren(); document.body.style.cssText = 'margin:0;height:100vh;background:rgb(12,130,65)'; \
    document.title = 'Offers: sheet 2'";
/// What the library's picture looks like inside: size, colour in the middle, words, name of the file.
const LOOK: &str = "const img = document.querySelector('.pictures img'); const canvas = document.createElement('canvas'); \
    canvas.width = img.naturalWidth; canvas.height = img.naturalHeight; const pen = canvas.getContext('2d'); pen.drawImage(img, 0, 0); \
    const [r, g, b] = pen.getImageData(canvas.width >> 1, canvas.height >> 1, 1, 1).data; \
    return { colour: [r, g, b], wide: canvas.width > 300, alt: img.alt, name: document.querySelector('.picture-save').download }";

/// Three briefs: the latest is closed, the one before it open, the oldest open.
fn seed() -> String {
    let record = |id: &str, title: &str, day: u32, closed: Value| {
        json!({ "v": 1, "id": id, "made": format!("2026-03-0{day}T10:30:00"), "follow_up": { "closed": closed },
            "brief": { "format": "decision_doc", "title": title, "context": "", "questions": ["Which?"], "owner": "Robin",
                "reply_by": "2050-03-03T10:30:00", "default_action": "I take the first.", "readers": [] } })
    };
    let all = json!({
        "library/brief/r1": record("r1", "Old plan", 1, Value::Null),
        "library/brief/r2": record("r2", "Vendor for the fair", 2, Value::Null),
        "library/brief/r3": record("r3", "Long decided", 3, json!("said")),
    });
    format!("ext.storage.local.set({all})")
}

/// The popup that the toolbar's button opened.
enum Popup<'a> {
    Chrome(&'a mut Piped, Page),
    Firefox(&'a Session),
}

impl Popup<'_> {
    async fn click(&mut self, css: &str) -> baton_harness::Result<()> {
        match self {
            Self::Chrome(chromium, page) => chromium.click(page, css),
            Self::Firefox(session) => session.click_in_popup(css).await,
        }
    }

    /// The text of what matches, or null.
    async fn text(&mut self, css: &str) -> baton_harness::Result<Value> {
        let look = format!(
            "((e) => e?.options ? [...e.options].map((one) => one.text).join('\\n') : e?.innerText.trim() ?? null)(document.querySelector({}))",
            json!(css)
        );
        match self {
            Self::Chrome(chromium, page) => chromium.eval(page, &look),
            Self::Firefox(session) => session.script_in_popup(&format!("return {look}")).await,
        }
    }

    /// Clicks until `then` holds of a text; the popup takes no clicks in its first half second.
    async fn click_until(&mut self, css: &str, then: &str, holds: impl Fn(&str) -> bool) -> Done<String> {
        let start = std::time::Instant::now();
        loop {
            // a popup that is still coming up changes its document under the question
            let seen = self.text(then).await;
            match seen.as_ref().ok().and_then(Value::as_str) {
                Some(text) if holds(text) => return Ok(text.to_owned()),
                _ if start.elapsed() > SOON => return Err(format!("{then} in the popup says {seen:?}").into()),
                // it may go between the look and the click
                _ if self.text(css).await.is_ok_and(|text| text.is_string()) => self.click(css).await.unwrap_or_default(),
                _ => tokio::task::yield_now().await,
            }
        }
    }

    async fn keep_with_the_latest_open_brief(&mut self) -> Done {
        let choice = self.click_until("#picture-keep", "#picture-brief", |text| !text.is_empty()).await?;
        let briefs: Vec<&str> = choice.lines().map(str::trim).collect();
        check(briefs == ["Vendor for the fair", "Old plan", "Long decided"], || format!("{briefs:?}"))?;
        let said = self.click_until("#picture-keep-now", "#picture-said", |text| !text.is_empty()).await?;
        check(said == "The picture is kept with “Vendor for the fair”.", || said)
    }
}

async fn in_the_library(s: &Stage, downloads: &Path) -> Done {
    s.open_extension_page("app.html").await?;
    s.click("#library li:nth-child(2) summary").await?;
    s.find(".pictures img").await?;
    let seen: Value = wait_until("the picture to be drawn", SOON, || async {
        let seen: Value = s.script(LOOK, vec![]).await?;
        Ok::<_, Error>((seen["wide"] == true).then_some(seen))
    })
    .await?;
    check(seen["colour"] == json!([12, 130, 65]), || format!("not the tab that was in view: {seen}"))?;
    check(seen["alt"].as_str().is_some_and(|alt| alt.starts_with("Picture of “Offers: sheet 2”, ")), || seen.to_string())?;
    let name = seen["name"].as_str().unwrap_or_default().to_owned();
    check(name.starts_with("Offers-sheet-2-20") && name.ends_with(".png"), || name.clone())?;

    s.click(".picture-save").await?;
    let file = downloads.join(&name);
    wait_until("the saved file", SOON, || async {
        let bytes = std::fs::read(&file).map_err(|e| e.to_string())?;
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") { Ok(Some(())) } else { Err(format!("{} bytes", bytes.len())) }
    })
    .await?;
    press_until_said(s, By::Css(".picture-copy"), "Copied.").await?;
    press_until_said(s, By::Css(".picture-remove"), "Picture removed.").await?;
    wait_until("the picture to go", SOON, || async {
        Ok::<_, Error>(s.driver.find_all(By::Css(".pictures img")).await?.is_empty().then_some(()))
    })
    .await?;
    check(kept(s).await? == json!([0, 0]), || "a record or a file is left".into())?;
    s.click(".picture-undo").await?;
    s.find(".pictures img").await?;
    check(kept(s).await? == json!([1, 1]), || "not brought back".into())?;

    // a brief takes its pictures along, and brings them back
    // by its name: the second row is another brief as soon as this one is gone
    let delete = "//*[@id='library']//li[.//summary[contains(., 'Vendor for the fair')]]//*[@class='acts']/button[last()]";
    press_until_said(s, By::XPath(delete), "deleted.").await?;
    check(kept(s).await? == json!([0, 0]), || "the brief is gone, its picture is not".into())?;
    s.click("#library > p .link").await?;
    wait_until("both to come back", SOON, || async {
        let now = kept(s).await.map_err(|e| e.to_string())?;
        if now == json!([1, 1]) { Ok(Some(())) } else { Err(now.to_string()) }
    })
    .await?;
    Ok(())
}

/// How many records and how many files of pictures there are.
async fn kept(s: &Stage) -> Done<Value> {
    s.extension_says(
        "(async () => { const all = Object.keys(await ext.storage.local.get(null)).filter((k) => k.startsWith('library/picture/')); \
         const root = await navigator.storage.getDirectory(); const folder = await root.getDirectoryHandle('pictures'); \
         let files = 0; for await (const _ of folder.keys()) files++; return [all.length, files] })()",
    )
    .await
}

/// Presses a button of the library until its part says so: a page that has just come up takes no clicks yet.
async fn press_until_said(s: &Stage, what: By, wanted: &str) -> Done {
    wait_until(&format!("“{wanted}” in the library"), SOON, || async {
        let said =
            s.driver.find(By::Css("#library")).await.map_err(|e| e.to_string())?.text().await.map_err(|e| e.to_string())?;
        if said.contains(wanted) {
            return Ok(Some(()));
        }
        if let Some(button) = s.driver.find_all(what.clone()).await.map_err(|e| e.to_string())?.into_iter().next() {
            button.click().await.map_err(|e| e.to_string())?;
        }
        Err(said)
    })
    .await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn chrome() {
    let (profile, server) = (tempfile::tempdir().unwrap(), Server::start().await.unwrap());
    let options = Options { profile: Some(profile.path().to_path_buf()), ..Options::default() };
    let downloads = profile.path().join("downloads");
    std::fs::create_dir_all(&downloads).unwrap();
    let steps = async {
        let mut chromium = Piped::open(&server, &options)?;
        let library = chromium.extension_url("app.html");
        let app = chromium.page(&library)?;
        let ready = "new Promise((done) => { const look = () => document.querySelector('#library') ? done(true) : setTimeout(look, 20); look() })";
        chromium.eval(&app, ready)?;
        chromium.eval(&app, &seed().replace("ext.", "chrome."))?;
        let page = chromium.page(&server.url(HOST, "/?wait=0"))?;
        chromium.eval(&page, PAINT)?;
        let popup = chromium.press_button(&page)?;
        Popup::Chrome(&mut chromium, popup).keep_with_the_latest_open_brief().await?;
        chromium.close()?;
        let session = Session::open(Browser::Chrome, &server, options.clone()).await?;
        let stage = Stage::new(server, session);
        let params = json!({ "behavior": "allow", "downloadPath": downloads });
        stage.driver.cdp().send_raw("Page.setDownloadBehavior", params).await?;
        in_the_library(&stage, &downloads).await
    };
    let done: Done = steps.await;
    done.unwrap();
}

#[tokio::test]
async fn firefox() {
    let (folder, server) = (tempfile::tempdir().unwrap(), Server::start().await.unwrap());
    let prefs = [("browser.download.folderList", json!(2)), ("browser.download.dir", json!(folder.path()))];
    let firefox_prefs = prefs.map(|(name, value)| (name.to_owned(), value)).to_vec();
    let session = Session::open(Browser::Firefox, &server, Options { firefox_prefs, ..Options::default() }).await.unwrap();
    let stage = Stage::new(server, session);
    let steps = async {
        stage.in_extension("app.html", &seed()).await?;
        stage.visit(HOST, "/?wait=0").await?;
        stage.script::<Value>(PAINT, vec![]).await?;
        stage.press_toolbar_button().await?;
        Popup::Firefox(&stage).keep_with_the_latest_open_brief().await?;
        in_the_library(&stage, folder.path()).await
    };
    let done: Done = steps.await;
    if done.is_err() {
        stage.evidence("picture").await.unwrap();
    }
    done.unwrap();
}
