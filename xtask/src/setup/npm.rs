//! Development tools from npm, in the cache outside the clone: axe-core (accessibility rules) and web-ext (package lint).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::apt;
use crate::error::{At, Error, Result};
use crate::locate;
use crate::process;
use crate::say::say;

/// Packages and the versions that are used, no others.
const PACKAGES: [(&str, &str); 2] = [("axe-core", "4.14.1"), ("web-ext", "10.7.0")];

/// web-ext needs Node 20; Debian 12 has 18, and Node itself comes from npm too.
const NODE_MAJOR: u32 = 20;
const NODE_VERSION: &str = "22.23.3";

/// Where a package lies.
pub fn package_dir(name: &str) -> PathBuf {
    locate::npm_dir().join("node_modules").join(name)
}

/// A Node that is new enough: the system's, else the one from npm.
pub fn node() -> PathBuf {
    let own = package_dir(&node_package()).join("bin/node");
    if own.is_file() { own } else { PathBuf::from("node") }
}

/// Installs the packages.
pub fn ensure() -> Result<()> {
    let mut wanted: Vec<(String, &str)> = PACKAGES.iter().map(|(name, version)| ((*name).to_owned(), *version)).collect();
    if system_node_major().is_none_or(|major| major < NODE_MAJOR) {
        wanted.push((node_package(), NODE_VERSION));
    }
    let missing: Vec<_> = wanted.into_iter().filter(|(name, version)| installed(name).as_deref() != Some(*version)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if locate::on_path("npm").is_none() {
        let packages = ["nodejs", "npm"];
        apt::install("npm, for the lint of the packages and the accessibility rules", &packages)?;
        apt::confirm("npm", locate::on_path("npm").is_some(), &packages)?;
    }
    say("installing development tools from npm …");
    install(&locate::npm_dir(), missing.iter().map(|(name, version)| format!("{name}@{version}")))
}

/// Installs a library that Baton is measured beside, in a folder of its own; gives where the package lies.
pub fn peer(name: &str, version: &str) -> Result<PathBuf> {
    ensure()?;
    let folder = locate::cache_dir().join("peers").join(format!("{name}-{version}"));
    let package = folder.join("node_modules").join(name);
    if !package.join("package.json").is_file() {
        say(&format!("installing {name} {version}, which Baton is measured beside …"));
        install(&folder, std::iter::once(format!("{name}@{version}")))?;
    }
    Ok(package)
}

fn install(folder: &Path, packages: impl Iterator<Item = String>) -> Result<()> {
    fs::create_dir_all(folder).at(folder)?;
    let mut npm = Command::new("npm");
    npm.args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--save-exact", "--prefix"])
        .arg(folder);
    npm.args(packages);
    let line = process::line(&npm);
    process::show_and_run(&mut npm).map_err(|error| Error::CannotHave {
        what: "development tools from npm".to_owned(),
        why: error.to_string(),
        line,
    })
}

/// npm's name for the Node binary of this machine.
fn node_package() -> String {
    let arch = if cfg!(target_arch = "aarch64") { "arm64" } else { "x64" };
    format!("node-linux-{arch}")
}

fn installed(name: &str) -> Option<String> {
    let text = fs::read_to_string(package_dir(name).join("package.json")).ok()?;
    let parsed: Value = serde_json::from_str(&text).ok()?;
    Some(parsed.get("version")?.as_str()?.to_owned())
}

fn system_node_major() -> Option<u32> {
    let version = process::output(Command::new("node").arg("--version")).ok()?;
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}
