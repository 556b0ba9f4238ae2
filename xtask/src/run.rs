//! Baton in a browser, for a person to see; and the partner applications.

use std::os::unix::process::CommandExt;
use std::process::Command;

use crate::build::{self, Browser, Profile};
use crate::error::{Error, Result};
use crate::options::Options;
use crate::process;
use crate::say::say;
use crate::setup;

/// The demo pages of the repository.
const SITES: [&str; 3] = ["google", "outlook", "sogo-page"];

/// `run`: builds, then becomes the demo, or the tour with `--headless`.
pub fn run(mut options: Options) -> Result<()> {
    let browser = options.value("browser")?.unwrap_or_else(|| "chrome".to_owned());
    let site = options.value("site")?.unwrap_or_else(|| "google".to_owned());
    let headless = options.flag("headless");
    options.nothing_else()?;
    let browser = Browser::ALL.into_iter().find(|known| known.name() == browser);
    let browser = browser.ok_or_else(|| Error::Usage("--browser: chrome or firefox".to_owned()))?;
    if !SITES.contains(&site.as_str()) {
        return Err(Error::Usage(format!("--site {site}: one of {}", SITES.join(", "))));
    }
    if !headless && !has_display() {
        return Err(Error::CannotHave {
            what: "a display to open a browser on".to_owned(),
            why: "neither DISPLAY nor WAYLAND_DISPLAY is set".to_owned(),
            line: format!(
                "cargo xtask run --browser {} --headless    (a guided tour; pictures go to target/tour/)",
                browser.name()
            ),
        });
    }
    setup::browser(browser)?;
    build::build(Profile::Quick)?;
    say("building the demo …");
    become_program(if headless { "tour" } else { "demo" }, &[browser.name(), &site])
}

/// `partner <name>`: becomes the program that runs a real application until Ctrl-C.
pub fn partner(name: &str) -> Result<()> {
    if name != "sogo" {
        return Err(Error::Usage(format!("partner {name}: only sogo is there")));
    }
    setup::partner()?;
    become_program("partner", &[name])
}

/// `bench`: builds, then becomes the program that measures.
pub fn bench(profile: Profile) -> Result<()> {
    setup::browser(Browser::Chrome)?;
    build::build(profile)?;
    become_program("bench", &[])
}

/// Replaces this process, so that Ctrl-C and the exit code belong to that program alone.
fn become_program(name: &str, args: &[&str]) -> Result<()> {
    let mut cargo: Command = setup::wasm::plain_cargo();
    cargo.args(["run", "--package", "baton-harness", "--bin", name, "--"]).args(args);
    say(&format!("$ {}", process::line(&cargo)));
    Err(Error::Start { program: "cargo".to_owned(), source: cargo.exec() })
}

fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}
