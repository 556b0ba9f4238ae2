//! What a hostile page gets from Baton: nothing. Each test removes one way in.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::time::Duration;

use baton_harness::{Browser, Options, SOON, Server, Session, wait_until};
use serde_json::{Value, json};
use thirtyfour::By;

const EDITOR: &str = "/calendar/u/0/r/eventedit?lang=en&text=Weekly+status&details=Each+team+says+what+it+did.";
const NOTES: &str = "document.querySelector('#xDescIn [contenteditable]')";
/// The card's host, as the page finds it.
const HOST: &str = "[...document.querySelectorAll('html > :not(head, body)')].filter((e) => !e.dataset.attack)[0]";

/// An attack that the page keeps up until told to stop, and whether the click reaches the card at all: a click that lands
/// elsewhere leaves nothing for the card to say.
struct Attack {
    name: &'static str,
    script: String,
    reaches: bool,
}

fn attack(name: &'static str, script: impl Into<String>) -> Attack {
    Attack { name, script: script.into(), reaches: true }
}

fn blocks(name: &'static str, script: impl Into<String>) -> Attack {
    Attack { name, script: script.into(), reaches: false }
}

/// Something of the host's style, put back as often as the agent takes it away.
fn style(name: &'static str, property: &str, value: &str) -> Attack {
    attack(
        name,
        format!(
            "const id = setInterval(() => host.style.setProperty('{property}', '{value}', 'important'), 20); undo = () => clearInterval(id);"
        ),
    )
}

/// Something of the whole document's style, which reaches the card without touching it.
fn document(name: &'static str, property: &str, value: &str) -> Attack {
    attack(
        name,
        format!(
            "html.style.setProperty('{property}', '{value}', 'important'); undo = () => html.style.removeProperty('{property}');"
        ),
    )
}

/// Rules of a style sheet of the page.
fn rules(name: &'static str, css: &str) -> Attack {
    attack(
        name,
        format!(
            "const sheet = new CSSStyleSheet(); sheet.replaceSync(`{css}`); document.adoptedStyleSheets = [sheet]; \
             undo = () => {{ document.adoptedStyleSheets = []; }};"
        ),
    )
}

fn attacks() -> Vec<Attack> {
    const SHEET: &str = "position:fixed;inset:0;background:#fff;pointer-events:none;z-index:2147483647";
    let cover = format!(
        "const sheet = document.createElement('div'); sheet.dataset.attack = 1; sheet.style.cssText = '{SHEET}'; \
         const keep = setInterval(() => html.lastElementChild !== sheet && html.append(sheet), 1); \
         undo = () => {{ clearInterval(keep); sheet.remove(); }};"
    );
    let overflowing = format!(
        "const box = document.createElement('div'); box.dataset.attack = 1; const sheet = document.createElement('div'); \
         sheet.style.cssText = '{SHEET}'; box.append(sheet); box.style.cssText = 'width:0;height:0'; \
         const keep = setInterval(() => html.lastElementChild !== box && html.append(box), 1); \
         undo = () => {{ clearInterval(keep); box.remove(); }};"
    );
    vec![
        style("see-through", "opacity", "0.01"),
        style("filtered", "filter", "opacity(0.01)"),
        style("moved", "transform", "translate(20px, 20px)"),
        style("scaled", "transform", "scale(1.5)"),
        style("clipped", "clip-path", "inset(0 40% 0 0)"),
        style("masked", "mask-image", "linear-gradient(transparent, transparent)"),
        document("a see-through document", "opacity", "0.01"),
        document("a filtered document", "filter", "contrast(0)"),
        document("a masked document", "mask-image", "linear-gradient(transparent, transparent)"),
        document("a document in three dimensions", "transform-style", "preserve-3d"),
        rules(
            "a pseudo-element",
            "html::after { content: ''; position: fixed; inset: 0; background: #fff; pointer-events: none; z-index: 2147483647 }",
        ),
        attack("a sheet that lets the pointer through", &cover),
        attack("a sheet that hangs out of an empty box", overflowing),
        attack(
            "the backdrop of a tiny popover",
            "const sheet = new CSSStyleSheet(); sheet.replaceSync('[popover]::backdrop { background: #fff }'); document.adoptedStyleSheets = [sheet]; \
             const p = document.createElement('div'); p.popover = 'manual'; p.style.cssText = 'width:1px;height:1px;inset:auto;left:0;bottom:0;pointer-events:none'; \
             document.body.append(p); p.showPopover(); undo = () => { p.remove(); document.adoptedStyleSheets = []; };",
        ),
        attack(
            "a sheet that goes when the card is touched",
            format!(
                "document.querySelector('#xTiIn').focus(); {cover} const lift = undo; addEventListener('blur', lift, {{ once: true }}); \
                 undo = () => {{ removeEventListener('blur', lift); lift(); }};"
            ),
        ),
        attack(
            "a sheet behind which the page swallows every event",
            format!(
                "const stop = (e) => e.stopImmediatePropagation(); const names = ['pointerenter', 'pointerover', 'mouseover', 'mousemove', 'pointermove']; \
                 for (const n of names) addEventListener(n, stop, true); document.querySelector('#xTiIn').focus(); {cover} const lift = undo; \
                 addEventListener('blur', lift, {{ once: true }}); \
                 undo = () => {{ for (const n of names) removeEventListener(n, stop, true); removeEventListener('blur', lift); lift(); }};"
            ),
        ),
        // rendering stands still while the picture is taken, and so do clicks
        blocks(
            "a picture of another state of the page",
            "const sheet = new CSSStyleSheet(); sheet.replaceSync('::view-transition, ::view-transition-group(*), ::view-transition-old(*), ::view-transition-new(*) { pointer-events: none; animation-duration: 600s }'); \
             document.adoptedStyleSheets = [sheet]; const t = document.startViewTransition ? document.startViewTransition(() => {}) : null; \
             undo = () => { t?.skipTransition(); document.adoptedStyleSheets = []; };",
        ),
        blocks("a sheet that takes the pointer", cover.replace("pointer-events:none", "pointer-events:auto")),
        // the driver clicks where the button was
        blocks("a zoomed document", document("", "zoom", "1.2").script),
        blocks("an inert document", "html.inert = true; undo = () => { html.inert = false; };"),
        blocks(
            "a dialog",
            "const d = document.createElement('dialog'); document.body.append(d); d.showModal(); undo = () => d.remove();",
        ),
        blocks("a host that lets the pointer through", style("", "pointer-events", "none").script),
        blocks("a host below the page", style("", "z-index", "-1").script),
    ]
}

async fn open(browser: Browser, server: &Server) -> Session {
    let session = Session::open(browser, server, Options::default()).await.unwrap();
    session.goto(server.url("calendar.google.com", EDITOR)).await.unwrap();
    session
}

async fn notes(session: &Session) -> String {
    session.driver.enter_default_frame().await.unwrap();
    session.script(&format!("return {NOTES}.innerText"), vec![]).await.unwrap()
}

/// Clicks in the card's frame the way a person does, even where the page keeps it from being seen.
async fn click_in_card(session: &Session, css: &str) {
    session.enter_card_shown_or_not().await.unwrap();
    let button = wait_until(css, SOON, || async {
        Ok::<_, baton_harness::Error>(session.driver.find_all(By::Css(css)).await?.into_iter().next())
    })
    .await
    .unwrap();
    // what lies over it takes the click, and the driver says so: that is an answer too
    let _taken = button.click().await;
}

async fn wait_for_agenda(session: &Session) {
    wait_until("the agenda in the description", SOON, || async {
        click_in_card(session, "#agenda").await;
        let text = notes(session).await;
        if text.contains("Baton") { Ok(Some(())) } else { Err(format!("the description says: {text}")) }
    })
    .await
    .unwrap();
}

async fn a_card_that_cannot_be_seen_writes_nothing(browser: Browser) {
    let server = Server::start().await.unwrap();
    let session = open(browser, &server).await;
    session.card().await.unwrap();
    let before = notes(&session).await;
    for attack in attacks() {
        let name = attack.name;
        session.enter_card_shown_or_not().await.unwrap();
        let _: Value =
            session.script("document.querySelectorAll('.notice').forEach((n) => { n.dataset.old = 1; })", vec![]).await.unwrap();
        session.driver.enter_default_frame().await.unwrap();
        let script = format!(
            "const html = document.documentElement, host = {HOST}; let undo; {} \
             document.batonUndo = undo; window.batonSince = performance.now();",
            attack.script
        );
        let _: Value = session.script(&script, vec![]).await.unwrap_or_else(|e| panic!("{name}: {e}"));
        wait_until("the attack to have stood for a moment", SOON, || async {
            Ok::<_, baton_harness::Error>(
                session.script::<bool>("return performance.now() - window.batonSince > 400", vec![]).await?.then_some(()),
            )
        })
        .await
        .unwrap();
        click_in_card(&session, "#agenda").await;
        if attack.reaches {
            wait_until(&format!("{name}: the card to say that it was covered"), Duration::from_secs(6), || async {
                session.enter_card_shown_or_not().await.map_err(|e| e.to_string())?;
                let text: String = session
                    .script("return document.querySelector('.notice:not([data-old])')?.textContent ?? ''", vec![])
                    .await
                    .map_err(|e| e.to_string())?;
                if text.contains("covered") { Ok(Some(())) } else { Err(format!("it says: {text:?}")) }
            })
            .await
            .unwrap();
        }
        assert_eq!(notes(&session).await, before, "{name}: something was written");
        let _: Value = session.script("document.batonUndo()", vec![]).await.unwrap();
    }
    // the very same click counts as soon as the page leaves the card alone
    wait_for_agenda(&session).await;
}

async fn a_page_cannot_choose_where_the_card_stands(browser: Browser) {
    let server = Server::start().await.unwrap();
    let session = open(browser, &server).await;
    session.card().await.unwrap();
    // an element of that name stands for `document.documentElement` in every script of the page, ours included in Chromium
    let _: Value = session
        .script(
            &format!(
                "const host = {HOST}; const veil = document.createElement('div'); veil.style.opacity = '0.01'; \
                 for (const name of ['documentElement', 'browser']) {{ const form = document.createElement('form'); form.name = form.id = name; veil.append(form); }} \
                 document.body.append(veil); host.remove();"
            ),
            vec![],
        )
        .await
        .unwrap();
    let home = wait_until("the card to be mounted anew", SOON, || async {
        let script =
            "const seen = [...document.querySelectorAll('html > div, form > div')]; return seen[0]?.parentNode.nodeName ?? null";
        session.script::<Option<String>>(script, vec![]).await
    })
    .await
    .unwrap();
    assert_eq!(home, "HTML", "the page chose the card's parent");
    // the driver's own scripts stumble over such names too
    let _: Value = session.script("document.querySelectorAll('form[name]').forEach((e) => e.remove())", vec![]).await.unwrap();
    session.card().await.unwrap();
    wait_for_agenda(&session).await;
    if browser == Browser::Firefox {
        // there a frame does not survive being moved: what stands behind the card counts as covering it
        return;
    }
    // whatever else a page or another extension hangs behind it, the card stays in front and keeps its state
    let frame = session.card_frame().await.unwrap().unwrap();
    session.card().await.unwrap().enter().await.unwrap();
    let _: Value = session.script("document.body.dataset.mark = 1", vec![]).await.unwrap();
    session.driver.enter_default_frame().await.unwrap();
    let _: Value =
        session.script("document.querySelector('html').append(document.createElement('other-extension'))", vec![]).await.unwrap();
    wait_until("the card to be in front again", SOON, || async {
        let last: String = session.script("return document.querySelector('html').lastElementChild.nodeName", vec![]).await?;
        Ok::<_, baton_harness::Error>((last == "DIV").then_some(()))
    })
    .await
    .unwrap();
    assert_eq!(session.card_frame().await.unwrap().unwrap(), frame, "the same frame");
    session.card().await.unwrap().enter().await.unwrap();
    assert_eq!(
        session.script::<Option<String>>("return document.body.dataset.mark ?? null", vec![]).await.unwrap().as_deref(),
        Some("1"),
        "its document was loaded anew"
    );
}

async fn only_a_persons_own_and_considered_click_counts(browser: Browser) {
    let server = Server::start().await.unwrap();
    let session = Session::open(browser, &server, Options::default()).await.unwrap();
    let late = |visit: &str| server.url("calendar.google.com", &format!("{EDITOR}&late=2000&visit={visit}"));

    // the first visit tells where the button will stand
    session.goto(late("where")).await.unwrap();
    let card = session.card().await.unwrap();
    let frame = session.card_frame().await.unwrap().unwrap().rect().await.unwrap();
    card.enter().await.unwrap();
    let button = wait_until("the button", SOON, || async {
        Ok::<_, thirtyfour::error::WebDriverError>(session.driver.find_all(By::Css("#close")).await?.into_iter().next())
    })
    .await
    .unwrap();
    let button = button.rect().await.unwrap();
    card.leave().await.unwrap();

    // the second one is met by a person who clicks there without a pause, from before the card comes until it goes
    session.goto(late("clicked")).await.unwrap();
    let _: Value = session
        .script(
            "window.clicks = []; addEventListener('message', (e) => e.data.clickedAfterMs !== undefined && clicks.push(e.data));",
            vec![],
        )
        .await
        .unwrap();
    session.enter_card_shown_or_not().await.unwrap();
    // told by the frame's own clock: how long the button had been there at each click
    let _: Value = session
        .script(
            "const look = () => { const b = document.querySelector('#close'); if (!b || window.shown) return; window.shown = performance.now(); \
             b.addEventListener('click', (e) => parent.postMessage({ clickedAfterMs: performance.now() - shown, trusted: e.isTrusted }, '*'), true); }; \
             new MutationObserver(look).observe(document, { subtree: true, childList: true }); look();",
            vec![],
        )
        .await
        .unwrap();
    session.driver.enter_default_frame().await.unwrap();
    let (x, y) = (frame.x + button.x + button.width / 2.0, frame.y + button.y + button.height / 2.0);
    let mut chain = session.driver.action_chain_with_delay(None, Some(Duration::from_millis(60))).move_to(x as i64, y as i64);
    for step in 0..80 {
        chain = chain.click().move_by_offset(if step % 2 == 0 { 1 } else { -1 }, 0);
    }
    chain.perform().await.unwrap();
    session.card_is_gone().await.unwrap();
    let clicks: Vec<Value> = session.script("return window.clicks", vec![]).await.unwrap();
    let after: Vec<f64> = clicks.iter().filter_map(|c| c["clickedAfterMs"].as_f64()).collect();
    assert!(clicks.iter().all(|c| c["trusted"] == true), "{clicks:?}");
    assert!(after.first().is_some_and(|ms| *ms < 400.0), "no click came in the first half second: {after:?}");
    assert!(after.last().is_some_and(|ms| *ms >= 450.0), "a click in the first half second closed the card: {after:?}");

    // a script's clicks, in the frame and on the page, at any time
    session.goto(late("scripted")).await.unwrap();
    let card = session.card().await.unwrap();
    wait_until("the card to take clicks", SOON, || async {
        card.enter().await?;
        Ok::<_, baton_harness::Error>(
            session
                .script::<bool>("return performance.now() - (window.shownAt ??= performance.now()) > 1000", vec![])
                .await?
                .then_some(()),
        )
    })
    .await
    .unwrap();
    let _: Value = session
        .script("document.querySelector('#close').click(); document.querySelector('#close').dispatchEvent(new MouseEvent('click', { bubbles: true }));", vec![])
        .await
        .unwrap();
    card.leave().await.unwrap();
    let _: Value = session
        .script(
            &format!(
                "const host = {HOST}, box = host.getBoundingClientRect(), at = document.elementFromPoint(box.right - 20, box.top + 20); \
                 for (const e of [host, at]) {{ e.click(); for (const name of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) \
                 e.dispatchEvent(new MouseEvent(name, {{ bubbles: true, composed: true, clientX: box.right - 20, clientY: box.top + 20 }})); }}"
            ),
            vec![],
        )
        .await
        .unwrap();
    card.enter().await.unwrap();
    assert_eq!(session.driver.find_all(By::Css("#close")).await.unwrap().len(), 1, "a script closed the card");
    card.click("#close").await.unwrap();
    session.card_is_gone().await.unwrap();
}

/// Sends a message to the background from the current document, which must be one of the extension's.
async fn ask(session: &Session, message: Value) -> Value {
    let script = "const [message, done] = arguments; (globalThis.browser ?? chrome).runtime.sendMessage(message).then(done, (e) => done(`error: ${e}`));";
    session.driver.execute_async(script, vec![message]).await.unwrap().json().clone()
}

async fn stored(session: &Session, area: &str) -> Value {
    let script = "const [area, done] = arguments; (globalThis.browser ?? chrome).storage[area].get().then(done, (e) => done(`error: ${e}`));";
    session.driver.execute_async(script, vec![json!(area)]).await.unwrap().json().clone()
}

fn record() -> Value {
    json!({"id": "forged", "made": "2026-11-24T10:00:00", "brief": {"format": "status_update", "title": "Forged", "context": "", "questions": [],
        "owner": "", "reply_by": "2026-11-25T10:00:00", "time_zone": null, "default_action": "", "readers": []}})
}

/// Everything a frame may ask once it has a session.
fn requests(session: Value) -> Vec<Value> {
    vec![
        json!({"say": "silence", "session": session, "kind": "status"}),
        json!({"say": "keep_brief", "session": session, "record": record()}),
        json!({"say": "open_prefilled", "session": session, "url": "https://calendar.google.com/calendar/render"}),
    ]
}

/// That nothing was given: neither a welcome, nor a mount, nor a "done".
fn assert_nothing(answer: &Value, asked: &Value) {
    assert!(answer == &json!({}) || answer.get("refused").is_some(), "{asked} was answered with {answer}");
}

async fn tokens_and_sessions_cannot_be_forged_or_replayed(browser: Browser) {
    let server = Server::start().await.unwrap();
    let session = Session::open(browser, &server, Options::default()).await.unwrap();
    // an extension page that hears every token as it is stored
    session.open_extension_page("app.html").await.unwrap();
    let listener = "window.heard = []; (globalThis.browser ?? chrome).storage.session.onChanged.addListener((c) => window.heard.push(JSON.stringify(c.sessions?.newValue ?? null)));";
    let _: Value = session.script(listener, vec![]).await.unwrap();
    let app = session.driver.window().await.unwrap();
    let page = session.driver.new_tab().await.unwrap();
    session.driver.switch_to_window(page.clone()).await.unwrap();
    session.goto(server.url("calendar.google.com", EDITOR)).await.unwrap();
    session.card().await.unwrap();

    session.driver.switch_to_window(app.clone()).await.unwrap();
    let heard: Vec<String> = session.script("return window.heard", vec![]).await.unwrap();
    let all: Vec<Value> = heard.iter().filter_map(|text| serde_json::from_str(text).ok()).collect();
    let first = all
        .iter()
        .filter_map(|v| v.as_array()?.last())
        .find(|s| s["frame_token"].is_string())
        .expect("a token was stored")
        .clone();
    let (id, token) = (first["id"].clone(), first["frame_token"].clone());
    // from one of the extension's own pages that is not the session's frame
    let hello = json!({"say": "hello", "session": id, "token": token});
    for request in [
        hello.clone(),
        json!({"say": "open_prefilled", "session": id, "url": "https://calendar.google.com/x"}),
        json!({"say": "surface", "site": "google_calendar", "surface": "full_editor"}),
    ] {
        assert_nothing(&ask(&session, request.clone()).await, &request);
    }

    // the page embeds the frame itself, and says all it knows
    session.driver.switch_to_window(page).await.unwrap();
    let forge = "const [url, session, token, done] = arguments; const frame = document.createElement('iframe'); frame.id = 'forged'; frame.src = url; \
        frame.style.cssText = 'position:fixed;left:0;top:0;width:300px;height:300px'; document.body.append(frame); window.batonForged = []; \
        frame.onload = () => { for (const [s, t] of [[session, token], [session, 'guess'], ['', ''], [token, session]]) { const { port1, port2 } = new MessageChannel(); \
        port1.onmessage = (e) => window.batonForged.push(e.data); frame.contentWindow.postMessage({ baton: 1, session: s, token: t }, '*', [port2]); \
        port1.postMessage({ say: 'values', url: location.href, fields: {} }); } done(true); };";
    session
        .driver
        .execute_async(forge, vec![json!(session.extension_url("panel.html")), id.clone(), token.clone()])
        .await
        .unwrap();
    // and the window of the page, where only our agent might listen
    let _: Value = session
        .script("for (const m of [{ do: 'prove' }, { do: 'write' }, { do: 'close' }, { do: 'hide' }]) { postMessage({ baton: 1, ...m }, '*'); } for (let i = 0; i < length; i++) frames[i].postMessage({ baton: 1, session: 'x', token: 'y' }, '*');", vec![])
        .await
        .unwrap();
    session.driver.find(By::Id("forged")).await.unwrap().enter_frame().await.unwrap();
    // asked last, so the forged ones were answered before
    assert!(ask(&session, hello.clone()).await.get("refused").is_some(), "a spent token is refused");
    for request in requests(id.clone()).into_iter().chain(requests(Value::Null)).chain(requests(json!("guess"))) {
        assert_nothing(&ask(&session, request.clone()).await, &request);
    }
    let host_change = json!({"say": "hosts_changed"});
    assert_nothing(&ask(&session, host_change.clone()).await, &host_change);
    let drawn: u32 = session.script("return document.body.childElementCount", vec![]).await.unwrap();
    assert_eq!(drawn, 0, "a frame that the page embedded stays empty");
    session.driver.enter_default_frame().await.unwrap();
    let answers: Vec<Value> = session.script("return window.batonForged", vec![]).await.unwrap();
    assert!(answers.is_empty(), "the page heard {answers:?}");

    // the card's own frame may ask for its own calendar only, and for nothing that is the browser's surface's
    let card = session.card().await.unwrap();
    card.enter().await.unwrap();
    for url in [
        "https://evil.example.test/",
        "http://calendar.google.com/",
        "https://calendar.google.com.evil.example.test/",
        "https://calendar.google.com@evil.example.test/",
        "javascript:alert(1)",
    ] {
        let request = json!({"say": "open_prefilled", "session": id, "url": url});
        assert!(ask(&session, request.clone()).await.get("refused").is_some(), "{url}");
    }
    for request in requests(Value::Null).into_iter().take(2).chain([host_change]) {
        assert_nothing(&ask(&session, request.clone()).await, &request);
    }
    let local = stored(&session, "local").await;
    assert!(!local.to_string().contains("forged") && !local.to_string().contains("silenced\":[\""), "nothing was kept: {local}");
    // the control: the same request with the session it belongs to is done, so the refusals above were about who asked
    let own = requests(id.clone()).remove(1);
    assert_eq!(ask(&session, own).await, json!("done"));
    assert!(stored(&session, "local").await.to_string().contains("forged"));
    card.leave().await.unwrap();

    // our pages opened by themselves
    for file in ["panel.html", "guest.html"] {
        session.open_extension_page(file).await.unwrap();
        for request in requests(id.clone()).into_iter().chain([hello.clone()]) {
            assert_nothing(&ask(&session, request.clone()).await, &request);
        }
        let drawn: u32 = session.script("return document.body.childElementCount", vec![]).await.unwrap();
        assert_eq!(drawn, 0, "{file} by itself stays empty");
    }
    let windows = session.driver.windows().await.unwrap();
    assert_eq!(windows.len(), 2, "no tab was opened");
}

macro_rules! both {
    ($($name:ident),+ $(,)?) => {
        mod chrome { $(#[tokio::test] async fn $name() { super::$name(baton_harness::Browser::Chrome).await; })+ }
        mod firefox { $(#[tokio::test] async fn $name() { super::$name(baton_harness::Browser::Firefox).await; })+ }
    };
}

both!(
    a_card_that_cannot_be_seen_writes_nothing,
    a_page_cannot_choose_where_the_card_stands,
    only_a_persons_own_and_considered_click_counts,
    tokens_and_sessions_cannot_be_forged_or_replayed,
);
