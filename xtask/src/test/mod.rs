//! `cargo xtask test`: everything, in one command, with plain totals at the end.

mod steps;
mod summary;
pub mod wasm;

use std::time::Instant;

pub use wasm::{RUNNER as WASM_RUNNER, run_wasm_tests};

use crate::error::{Error, Result};
use crate::say::say;
use crate::setup;
use summary::{Counts, Outcome, Summary};

/// One step: its name on the command line, and what it does.
type Step = (&'static str, fn(&mut Counts) -> Result<()>);

/// In this order.
const STEPS: [Step; 9] = [
    ("fmt", steps::formatting),
    ("clippy", steps::clippy),
    ("native", steps::native),
    ("wasm", wasm::in_both_browsers),
    ("build", steps::build),
    ("lint", steps::lint),
    ("size", steps::size),
    ("journeys", steps::journeys),
    ("partner", steps::partner),
];

/// Runs all steps, or those named in `only`, separated by commas.
pub fn test(only: Option<&str>) -> Result<()> {
    let chosen = chosen(only)?;
    if only.is_none() {
        setup::ensure(setup::Need::Test)?;
    }
    let mut summary = Summary::default();
    let mut build_failed = false;
    for (name, step) in chosen {
        say(&format!("\n== {name}"));
        // these look at the packages, and without new ones would look at old ones
        if build_failed && ["lint", "size", "journeys", "partner"].contains(&name) {
            say("skipped, because the build failed");
            summary.add(name, Outcome::Skipped, 0.0, Counts::default());
            continue;
        }
        let start = Instant::now();
        let mut counts = Counts::default();
        let result = step(&mut counts);
        if let Err(error) = &result {
            say(&format!("{name}: {error}"));
            build_failed |= name == "build";
        }
        let outcome = if result.is_ok() { Outcome::Ok } else { Outcome::Failed };
        summary.add(name, outcome, start.elapsed().as_secs_f32(), counts);
    }
    say(&format!("\n{summary}"));
    if summary.failed() { Err(Error::Check("not everything passed".to_owned())) } else { Ok(()) }
}

fn chosen(only: Option<&str>) -> Result<Vec<Step>> {
    let Some(only) = only else { return Ok(STEPS.to_vec()) };
    let names: Vec<&str> = only.split(',').collect();
    if let Some(wrong) = names.iter().find(|name| !STEPS.iter().any(|(known, _)| known == *name)) {
        let known: Vec<&str> = STEPS.iter().map(|(name, _)| *name).collect();
        return Err(Error::Usage(format!("there is no step {wrong}; there are {}", known.join(", "))));
    }
    Ok(STEPS.into_iter().filter(|(name, _)| names.contains(name)).collect())
}
