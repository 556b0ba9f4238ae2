//! Laying out the extension: `target/extension/chrome` and `target/extension/firefox`.

mod icons;
mod manifest;
pub mod wasm;

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{At, Error, Result};
use crate::locate;
use crate::say::say;
use crate::setup;

/// The version of the workspace, which the manifest and the packages carry.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// How the wasm is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Small; what is shipped.
    Release,
    /// Compiled in seconds, larger.
    Quick,
}

impl Profile {
    /// By the `--quick` flag.
    pub fn chosen(quick: bool) -> Self {
        if quick { Self::Quick } else { Self::Release }
    }

    /// Cargo's name for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Quick => "quick",
        }
    }
}

/// The browsers a package is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Browser {
    /// Chromium and its kin.
    Chrome,
    /// Firefox.
    Firefox,
}

impl Browser {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Chrome, Self::Firefox];

    /// As in folder names and in the prefixes of manifest keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chrome => "chrome",
            Self::Firefox => "firefox",
        }
    }
}

/// Compiles the wasm and lays out both extensions. Gives their folders in the order of [`Browser::ALL`].
pub fn build(profile: Profile) -> Result<[PathBuf; 2]> {
    let toolchain = setup::wasm::ensure()?;
    say(&format!("building the wasm binaries ({}) …", profile.name()));
    let modules = wasm::build(&toolchain, profile)?;
    let sites = sites_script()?;
    let mut folders = [PathBuf::new(), PathBuf::new()];
    for (browser, folder) in Browser::ALL.into_iter().zip(&mut folders) {
        *folder = locate::extension_dir(browser.name());
        lay_out(browser, &modules, &sites, folder)?;
        say(&format!("{} is in {}", browser.name(), folder.display()));
    }
    Ok(folders)
}

/// What the page agent must know of each site, as a script for the agent's own world.
fn sites_script() -> Result<String> {
    let json = baton::sites::agent_bootstrap();
    // a line of JavaScript that the browser cannot read would take the agent down with it
    serde_json::from_str::<serde_json::Value>(&json)
        .map_err(|error| Error::Check(format!("the agent's site list is no JSON: {error}")))?;
    Ok(format!("globalThis.__batonSites={json};\n"))
}

fn lay_out(browser: Browser, modules: &Path, sites: &str, folder: &Path) -> Result<()> {
    let root = locate::repo_root();
    // made beside, then moved: a browser that has the folder loaded never sees half of it
    let fresh = folder.with_extension("new");
    if fresh.exists() {
        fs::remove_dir_all(&fresh).at(&fresh)?;
    }
    copy_tree(&root.join("extension"), &fresh, &mut |file, bytes| match (file.parent(), file.extension()) {
        (Some(parent), Some(end)) if parent.ends_with("agent") && end == "js" => {
            let text = String::from_utf8(bytes).map_err(|error| crate::error::content(file, error))?;
            Ok(minifier::js::minify(&text).to_string().into_bytes())
        }
        _ => Ok(bytes),
    })?;
    copy_tree(modules, &fresh.join("wasm"), &mut |_, bytes| Ok(bytes))?;
    let write = |name: &str, text: String| {
        let file = fresh.join(name);
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent).at(parent)?;
        }
        fs::write(&file, text).at(&file)
    };
    write("agent/sites.js", sites.to_owned())?;
    for (size, png) in icons::draw(&root.join("extension/icons/baton.svg"))? {
        let file = fresh.join(format!("icons/baton-{size}.png"));
        fs::write(&file, png).at(&file)?;
    }
    write("manifest.json", manifest::of(&root.join("manifest.json"), browser, VERSION)?)?;
    manifest::check_files(&fresh)?;
    if folder.exists() {
        fs::remove_dir_all(folder).at(folder)?;
    }
    fs::rename(&fresh, folder).at(folder)
}

/// Copies a folder; `change` may turn the bytes of a file into others. Names that start with a dot stay behind.
fn copy_tree(from: &Path, to: &Path, change: &mut impl FnMut(&Path, Vec<u8>) -> Result<Vec<u8>>) -> Result<()> {
    fs::create_dir_all(to).at(to)?;
    for entry in fs::read_dir(from).at(from)? {
        let entry = entry.at(from)?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        if source.is_dir() {
            copy_tree(&source, &target, change)?;
        } else {
            let bytes = change(&source, fs::read(&source).at(&source)?)?;
            fs::write(&target, bytes).at(&target)?;
        }
    }
    Ok(())
}
