//! Runs a real application for a person to try: `partner sogo`.

use std::io::Write;
use std::process::ExitCode;

use baton_harness::partner::sogo::{PEOPLE, Sogo};
use baton_harness::{Error, Result};

#[tokio::main]
async fn main() -> ExitCode {
    match std::env::args().nth(1).as_deref() {
        Some("sogo") => report(sogo().await),
        _ => report(Err(Error::Command { command: "partner".to_owned(), why: "usage: partner sogo".to_owned() })),
    }
}

async fn sogo() -> Result<()> {
    say("starting PostgreSQL, memcached, SOGo and nginx …");
    let sogo = Sogo::start().await?;
    say(&format!("SOGo is at {}", sogo.url()));
    for (login, name, _) in PEOPLE {
        say(&format!("  log in as {login}, password {login} ({name})"));
    }
    say("Ctrl-C stops it.");
    baton_harness::stop::asked().await;
    say("stopping …");
    drop(sogo);
    Ok(())
}

fn report(result: Result<()>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _unseen = writeln!(std::io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn say(text: &str) {
    let _unseen = writeln!(std::io::stdout(), "{text}");
}
