//! Installing what is missing. Every command calls this for what it needs; `cargo xtask setup` does it ahead of time.

mod apt;
mod browsers;
mod npm;
pub mod wasm;

pub use npm::{node, package_dir, peer as npm_peer};

use crate::error::Result;
use crate::say::say;

/// What the machine must be able to do afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// `cargo xtask run`.
    Run,
    /// `cargo xtask test`.
    Test,
}

/// Installs what `need` takes, and says so when it is all there.
pub fn ensure(need: Need) -> Result<()> {
    wasm::ensure()?;
    browsers::chrome()?;
    if need == Need::Test {
        browsers::firefox()?;
        npm::ensure()?;
        ffmpeg()?;
        partner()?;
    }
    say("everything that is needed is installed");
    Ok(())
}

/// Installs one browser and its driver.
pub fn browser(browser: crate::build::Browser) -> Result<()> {
    match browser {
        crate::build::Browser::Chrome => browsers::chrome(),
        crate::build::Browser::Firefox => browsers::firefox(),
    }
}

/// Installs the development tools that come from npm.
pub fn npm() -> Result<()> {
    npm::ensure()
}

/// Installs ffmpeg and ffprobe, by which repaired recordings are judged.
pub fn ffmpeg() -> Result<()> {
    let there = || ["ffmpeg", "ffprobe"].iter().all(|name| crate::locate::on_path(name).is_some());
    if there() {
        return Ok(());
    }
    apt::install("ffmpeg, by which repaired recordings are judged", &["ffmpeg"])?;
    apt::confirm("ffmpeg", there(), &["ffmpeg"])
}

/// Installs SOGo and what it runs on. Nothing of it is started or configured on the system by us.
pub fn partner() -> Result<()> {
    let postgres = || std::fs::read_dir("/usr/lib/postgresql").is_ok_and(|mut versions| versions.next().is_some());
    let there =
        || ["sogod", "memcached", "nginx", "setpriv"].iter().all(|name| crate::locate::on_path(name).is_some()) && postgres();
    if there() {
        return Ok(());
    }
    let packages = ["sogo", "postgresql", "memcached", "nginx-light", "util-linux", "procps"];
    apt::install("SOGo, the calendar server that the tests run beside Baton", &packages)?;
    apt::confirm("SOGo and its database", there(), &packages)
}
