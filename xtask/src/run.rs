//! Baton in a browser, for a person to see; and the partner applications.

use std::os::unix::process::CommandExt;
use std::process::Command;

use crate::build::{self, Browser, Profile};
use crate::error::{Error, Result};
use crate::options::Options;
use crate::say::say;
use crate::setup;
use crate::{locate, process, test};

/// The JavaScript library that recordings are measured beside.
const MEDIABUNNY_VERSION: &str = "1.61.0";
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
pub fn bench(profile: Profile, only: Option<&str>, megabytes: Option<&str>) -> Result<()> {
    let megabytes = megabytes.unwrap_or("1000");
    if megabytes.parse::<u32>().is_err() {
        return Err(Error::Usage(format!("--megabytes {megabytes}: a number")));
    }
    setup::browser(Browser::Chrome)?;
    match only {
        None | Some("page") => {
            build::build(profile)?;
            become_program("bench", &[])
        }
        Some("recording") => {
            setup::ffmpeg()?;
            let peer = setup::npm_peer("mediabunny", MEDIABUNNY_VERSION)?;
            let mut cargo = setup::wasm::plain_cargo();
            process::show_and_run(cargo.args(["build", "--release", "--package", "baton", "--example", "recording_stop"]))?;
            let measure = locate::target_dir().join("release/examples/recording_stop");
            let module = peer.join("dist/modules/src/index.js");
            let (measure, node, module) = (measure.display(), setup::node(), module.display());
            let node = node.display();
            let args = [megabytes, "3", &measure.to_string(), &node.to_string(), &module.to_string()];
            become_program("bench-recording", &args)
        }
        Some("verdict") => {
            let mut cargo = setup::wasm::plain_cargo();
            process::show_and_run(cargo.args(["run", "--release", "--package", "baton", "--example", "verdict_speed"]))?;
            test::wasm::verdict_speed()
        }
        Some(other) => Err(Error::Usage(format!("--only {other}: page, recording or verdict"))),
    }
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
