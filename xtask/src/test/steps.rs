//! The steps of the test, except the wasm tests.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::summary::Counts;
use crate::build::{Browser, VERSION, wasm::TARGET};
use crate::error::{At, Error, Result};
use crate::setup::wasm::plain_cargo;
use crate::{lint, locate, pack, process, setup, size};

/// Journeys whose file name starts so need a partner application.
const PARTNER_PREFIX: &str = "partner_";

/// `cargo fmt --check`.
pub fn formatting(_: &mut Counts) -> Result<()> {
    process::show_and_run(plain_cargo().args(["fmt", "--all", "--check"]))
}

/// Clippy without a word: natively with all features, and as compiled for the browser.
pub fn clippy(_: &mut Counts) -> Result<()> {
    let warnings = ["--", "--deny", "warnings"];
    process::show_and_run(plain_cargo().args(["clippy", "--workspace", "--all-targets", "--all-features"]).args(warnings))?;
    let toolchain = setup::wasm::ensure()?;
    if toolchain == setup::wasm::Toolchain::Debian {
        // Debian's compiler for browsers comes without clippy
        crate::say::say("no clippy for wasm32 in this toolchain; the native run has read the same code");
        return Ok(());
    }
    let mut cargo = toolchain.cargo("clippy");
    process::show_and_run(
        cargo.args(["--package", "baton", "--features", "web", "--target", TARGET, "--lib", "--bins"]).args(warnings),
    )
}

/// Tests that need no browser.
pub fn native(counts: &mut Counts) -> Result<()> {
    let mut cargo = plain_cargo();
    cargo.args(["test", "--no-fail-fast", "--package", "baton", "--package", "xtask"]);
    tested(&mut cargo, counts)
}

/// Packs twice and compares: the same input gives the same bytes.
pub fn build(_: &mut Counts) -> Result<()> {
    let mut rounds = Vec::new();
    for _ in 0..2 {
        let packages = pack::pack()?;
        let bytes: Vec<Vec<u8>> = packages.iter().map(|package| fs::read(package).at(package)).collect::<Result<_>>()?;
        rounds.push(bytes);
    }
    match rounds.as_slice() {
        [first, second] if first == second => Ok(()),
        _ => Err(Error::Check("packing the same files twice gave different bytes".to_owned())),
    }
}

/// `web-ext lint`.
pub fn lint(_: &mut Counts) -> Result<()> {
    lint::check()
}

/// Sizes against budgets.
pub fn size(_: &mut Counts) -> Result<()> {
    let dist = locate::repo_root().join("dist");
    size::check(&Browser::ALL.map(|browser| dist.join(format!("baton-{}-{VERSION}.zip", browser.name()))))
}

/// The harness proves itself, then the journeys with the packed extension, in both browsers.
pub fn journeys(counts: &mut Counts) -> Result<()> {
    let mut cargo = plain_cargo();
    cargo.args(["test", "--no-fail-fast", "--package", "baton-harness", "--lib", "--test", "both_browsers"]);
    let harness = tested(&mut cargo, counts);
    harness.and(journey_files(counts, |name| !name.starts_with(PARTNER_PREFIX)))
}

/// SOGo by itself, then the journeys through it.
pub fn partner(counts: &mut Counts) -> Result<()> {
    setup::partner()?;
    let mut cargo = plain_cargo();
    cargo.args(["test", "--no-fail-fast", "--package", "baton-harness", "--test", "partner_sogo"]);
    let harness = tested(&mut cargo, counts);
    harness.and(journey_files(counts, |name| name.starts_with(PARTNER_PREFIX)))
}

fn journey_files(counts: &mut Counts, wanted: impl Fn(&str) -> bool) -> Result<()> {
    let folder: PathBuf = locate::repo_root().join("tests/journeys/tests");
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).at(&folder)? {
        let path = entry.at(&folder)?.path();
        let is_test = path.extension().is_some_and(|end| end == "rs") || path.join("main.rs").is_file();
        names.extend(path.file_stem().and_then(|name| name.to_str()).filter(|name| is_test && wanted(name)).map(str::to_owned));
    }
    if names.is_empty() {
        return Ok(());
    }
    names.sort();
    let mut cargo = plain_cargo();
    cargo.args(["test", "--no-fail-fast", "--package", "baton-journeys"]);
    cargo.args(names.iter().flat_map(|name| ["--test", name]));
    tested(&mut cargo, counts)
}

/// Runs `cargo test` and counts what it reports.
pub fn tested(cargo: &mut Command, counts: &mut Counts) -> Result<()> {
    let line = process::line(cargo);
    let before = *counts;
    let well = process::watch(cargo, |text| counts.read(text))?;
    match (well, counts.passed + counts.failed > before.passed + before.failed) {
        (true, true) => Ok(()),
        // a filter or a feature that leaves no test to run must not look like success
        (true, false) => Err(Error::Check(format!("`{line}` ran no test"))),
        (false, _) => Err(Error::Failed { line, status: "see above".to_owned() }),
    }
}
