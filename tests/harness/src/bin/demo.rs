//! Opens a visible browser with Baton on a demo calendar and stays until it is closed: `demo <chrome|firefox> <site>`.

use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;

use baton_harness::{Browser, Error, Options, Result, Server, Session, stop};

#[tokio::main]
async fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let browser = args.next().as_deref().and_then(Browser::named);
    let page = args.next().as_deref().and_then(start_page);
    let done = match (browser, page) {
        (Some(browser), Some((host, path))) => show(browser, host, path).await,
        _ => {
            let why = "usage: demo chrome|firefox google|outlook|sogo-page".to_owned();
            Err(Error::Command { command: "demo".to_owned(), why })
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _unseen = writeln!(std::io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Host and path that the demo of a site opens.
fn start_page(site: &str) -> Option<(&'static str, &'static str)> {
    Some(match site {
        "google" => ("calendar.google.com", "/calendar/u/0/r/week?demo=1"),
        "outlook" => ("outlook.office.com", "/calendar/view/week"),
        "sogo-page" => ("sogo.example.test", "/SOGo/so/alice/Calendar/view"),
        _ => return None,
    })
}

async fn show(browser: Browser, host: &str, path: &str) -> Result<()> {
    let server = Server::start().await?;
    let options = Options { headless: false, for_a_person: true, ..Options::default() };
    let session = Session::open(browser, &server, options).await?;
    let url = server.url(host, path);
    session.goto(&url).await?;
    let _unseen = writeln!(
        std::io::stdout(),
        "Baton runs on {url} (a demo page of this repository).\nClose the window or press Ctrl-C to end."
    );
    tokio::select! {
        () = stop::asked() => {}
        () = closed(&session) => {}
    }
    Ok(())
}

/// Returns when no window is left or the browser no longer answers.
async fn closed(session: &Session) {
    loop {
        match session.driver.windows().await {
            Ok(windows) if !windows.is_empty() => tokio::time::sleep(Duration::from_millis(500)).await,
            _ => return,
        }
    }
}
