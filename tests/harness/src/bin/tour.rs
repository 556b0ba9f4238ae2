//! The guided tour: walks through the demo without a window and leaves pictures in `target/tour/`: `tour <chrome|firefox> <site>`.

use std::io::Write;
use std::process::ExitCode;

use baton_harness::{Browser, Error, Options, Result, Server, Session, locate};

#[tokio::main]
async fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let browser = args.next().as_deref().and_then(Browser::named);
    let done = match browser {
        Some(browser) => tour(browser).await,
        None => Err(Error::Command { command: "tour".to_owned(), why: "usage: tour chrome|firefox [site]".to_owned() }),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _unseen = writeln!(std::io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn tour(browser: Browser) -> Result<()> {
    let server = Server::start().await?;
    let session = Session::open(browser, &server, Options::default()).await?;
    session.goto(server.url("calendar.google.com", "/calendar/u/0/r")).await?;
    let picture = locate::target_dir().join("tour").join(format!("{browser}-1-calendar.png"));
    let picture = session.screenshot(picture).await?;
    let _unseen = writeln!(std::io::stdout(), "picture: {}", picture.display());
    Ok(())
}
