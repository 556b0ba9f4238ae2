//! The browsers and their drivers.

use std::process::Command;

use super::apt;
use crate::error::{Error, Result};
use crate::locate::{self, GECKODRIVER_VERSION};
use crate::process;
use crate::say::say;

/// Chromium and chromedriver.
pub fn chrome() -> Result<()> {
    let there = || locate::chromium().is_some() && locate::chromedriver().is_some();
    if there() {
        return Ok(());
    }
    if locate::on_path("google-chrome").is_some() {
        say("Google Chrome is installed, but it ignores --load-extension: Chromium is needed beside it");
    }
    let packages = ["chromium", "chromium-driver"];
    apt::install("Chromium and its driver", &packages)?;
    apt::confirm("Chromium and its driver", there(), &packages)
}

/// Firefox and geckodriver.
pub fn firefox() -> Result<()> {
    if locate::firefox().is_none() {
        let packages = ["firefox-esr"];
        apt::install("Firefox", &packages)?;
        apt::confirm("Firefox", locate::firefox().is_some(), &packages)?;
    }
    if locate::geckodriver().is_some() {
        return Ok(());
    }
    let root = locate::geckodriver_root();
    say("building geckodriver, the driver of Firefox, once for all clones (one to ten minutes) …");
    let mut cargo = Command::new(crate::setup::wasm::cargo_of_this_run());
    cargo.args(["install", "geckodriver", "--version", GECKODRIVER_VERSION, "--locked", "--debug", "--root"]).arg(&root);
    // a build of its own, whatever this one was told
    cargo.env_remove("CARGO_TARGET_DIR").env("CARGO_PROFILE_DEV_DEBUG", "0");
    let line = process::line(&cargo);
    process::show_and_run(&mut cargo).map_err(|error| Error::CannotHave {
        what: "geckodriver, the driver of Firefox".to_owned(),
        why: error.to_string(),
        line,
    })
}
