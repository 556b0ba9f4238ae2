//! What Baton costs a page, beside something real, in one run with interleaved rounds: `bench [rounds]`.
//!
//! 1. Main-thread CPU of the page's renderer on a page that makes 10 000 changes a second and has no form: with Baton, beside
//!    the same page with an extension whose content script is empty.
//! 2. From the page being parsed to the card drawn, beside an empty extension frame mounted the same way.
//!
//! Chromium only: it alone tells the CPU time of one thread from outside.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use baton_harness::{Browser, Error, Options, Result, SOON, Server, Session, wait_until};
use serde_json::{Value, json};

/// The page without a form that never rests.
const RESTLESS: &str = "/calendar/u/0/r?lang=en&mutate=10000";
/// A page with a form from its first moment.
const FORM: &str = "/calendar/u/0/r/eventedit?lang=en&text=Weekly+status";
/// Time over which CPU is counted: some sixteen of the agent's scans.
const WINDOW: Duration = Duration::from_secs(4);

#[tokio::main]
async fn main() -> ExitCode {
    let rounds = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(7);
    match bench(rounds).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _unseen = writeln!(std::io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn say(line: &str) {
    let _unseen = writeln!(std::io::stdout(), "{line}");
}

async fn bench(rounds: usize) -> Result<()> {
    let server = Server::start().await?;
    let folder = tempfile::tempdir().map_err(|e| broken(&e))?;
    let baton = Session::open(Browser::Chrome, &server, Options::default()).await?;

    let empty = with_extension(&server, &folder.path().join("empty"), EMPTY).await?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for round in 0..rounds {
        // who goes first changes from round to round
        for turn in 0..2 {
            let (session, list) = if (round + turn) % 2 == 0 { (&baton, &mut ours) } else { (&empty, &mut theirs) };
            list.push(restless(session, &server).await?);
        }
    }
    report("CPU of the page's main thread, ms a second", "with Baton", &ours, "with an empty content script", &theirs);
    let (a, b) = (median(&ours), median(&theirs));
    say(&format!("extra: {:.1} ms a second, {:.2} % of one core, ratio {:.3}", a - b, (a - b) / 10.0, a / b));
    drop(empty);

    let frame = with_extension(&server, &folder.path().join("frame"), FRAME).await?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for round in 0..=rounds {
        for turn in 0..2 {
            let (session, list) = if (round + turn) % 2 == 0 { (&baton, &mut ours) } else { (&frame, &mut theirs) };
            let took = shown_after(session, &server).await?;
            // the first one starts the background and fills caches: reported by itself
            if round == 0 { say(&format!("first time, cold: {took:.0} ms")) } else { list.push(took) }
        }
    }
    report("from the page parsed to the card shown, ms", "Baton's card", &ours, "an empty extension frame", &theirs);
    say(&format!("ratio: {:.2}", median(&ours) / median(&theirs)));
    Ok(())
}

/// CPU of the main thread, ms a second, of the page that never rests.
async fn restless(session: &Session, server: &Server) -> Result<f64> {
    session.goto(server.url("calendar.google.com", RESTLESS)).await?;
    wait_until("the page to run", SOON, || async {
        Ok::<_, Error>(session.script::<bool>("return performance.now() > 1500", vec![]).await?.then_some(()))
    })
    .await?;
    let (cpu, clock) = thread_time(session).await?;
    tokio::time::sleep(WINDOW).await;
    let (cpu_then, clock_then) = thread_time(session).await?;
    session.goto("about:blank").await?;
    Ok((cpu_then - cpu) * 1000.0 / (clock_then - clock))
}

/// CPU seconds of the renderer's main thread, and the clock, s.
async fn thread_time(session: &Session) -> Result<(f64, f64)> {
    let cdp = session.driver.cdp();
    cdp.send_raw("Performance.enable", json!({})).await?;
    let answer: Value = cdp.send_raw("Performance.getMetrics", json!({})).await?;
    let metric = |name: &str| {
        let all = answer["metrics"].as_array().into_iter().flatten();
        all.filter(|one| one["name"] == name)
            .find_map(|one| one["value"].as_f64())
            .ok_or_else(|| Error::Command { command: "Performance.getMetrics".to_owned(), why: format!("no {name}") })
    };
    Ok((metric("ThreadTime")?, metric("Timestamp")?))
}

/// Milliseconds from the page being parsed to the moment its foreign frame was made visible.
async fn shown_after(session: &Session, server: &Server) -> Result<f64> {
    // notes when the host of a frame is no longer hidden; it runs before anything of the page
    const WATCH: &str = "new MutationObserver(() => { const host = document.documentElement && [...document.documentElement.children].find((e) => !/^(HEAD|BODY)$/.test(e.nodeName)); \
        if (host && host.style.visibility !== 'hidden' && !window.benchShown) requestAnimationFrame(() => { window.benchShown ??= performance.now(); }); }) \
        .observe(document, { subtree: true, childList: true, attributeFilter: ['style'] });";
    let cdp = session.driver.cdp();
    let added: Value = cdp.send_raw("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })).await?;
    session.goto(server.url("calendar.google.com", FORM)).await?;
    let took = wait_until("the frame to be shown", SOON, || async {
        let script = "return window.benchShown ? window.benchShown - performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd : null";
        session.script::<Option<f64>>(script, vec![]).await
    })
    .await?;
    let _removed: Value =
        cdp.send_raw("Page.removeScriptToEvaluateOnNewDocument", json!({ "identifier": added["identifier"] })).await?;
    session.goto("about:blank").await?;
    Ok(took)
}

/// The content script of the comparison that does nothing.
const EMPTY: &str = ";";
/// The content script of the comparison that mounts an empty frame as soon as it is loaded and shows it when the frame is drawn.
const FRAME: &str = "const host = document.createElement('div'); host.style.cssText = 'all:initial;position:fixed;right:8px;top:8px;width:336px;height:300px;visibility:hidden'; \
    const frame = document.createElement('iframe'); frame.src = chrome.runtime.getURL('panel.html'); frame.style.cssText = 'border:0;width:100%;height:100%'; \
    addEventListener('message', (e) => { if (e.data === 'drawn') host.style.visibility = 'visible'; }); \
    host.attachShadow({ mode: 'closed' }).append(frame); document.documentElement.append(host);";

async fn with_extension(server: &Server, folder: &Path, script: &str) -> Result<Session> {
    let matches = json!(["https://calendar.google.com/*"]);
    let manifest = json!({"manifest_version": 3, "name": "Comparison", "version": "1",
        "content_scripts": [{"matches": matches, "js": ["content.js"], "run_at": "document_idle"}],
        "web_accessible_resources": [{"resources": ["panel.html"], "matches": matches}]});
    std::fs::create_dir_all(folder).map_err(|e| broken(&e))?;
    let files = [
        ("manifest.json", manifest.to_string()),
        ("content.js", script.to_owned()),
        ("panel.html", "<!doctype html><script src=\"panel.js\"></script><p>empty</p>".to_owned()),
        ("panel.js", "parent.postMessage('drawn', '*');".to_owned()),
    ];
    for (name, text) in files {
        std::fs::write(folder.join(name), text).map_err(|e| broken(&e))?;
    }
    let options = Options { extension: Some(folder.to_path_buf()), ..Options::default() };
    Session::open(Browser::Chrome, server, options).await
}

/// The comparison could not be laid out.
fn broken(error: &std::io::Error) -> Error {
    Error::Command { command: "lay out the comparison".to_owned(), why: error.to_string() }
}

fn sorted(list: &[f64]) -> Vec<f64> {
    let mut list = list.to_vec();
    list.sort_by(f64::total_cmp);
    list
}

fn median(list: &[f64]) -> f64 {
    let list = sorted(list);
    list.get(list.len() / 2).copied().unwrap_or(f64::NAN)
}

fn report(what: &str, a: &str, ours: &[f64], b: &str, theirs: &[f64]) {
    say(what);
    for (name, list) in [(a, ours), (b, theirs)] {
        let all = sorted(list);
        let text: Vec<String> = all.iter().map(|value| format!("{value:.1}")).collect();
        say(&format!("  {name}: median {:.1}, all {}", median(list), text.join(" ")));
    }
}
