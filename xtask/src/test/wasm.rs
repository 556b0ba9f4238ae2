//! Tests that are compiled to wasm and run inside the browsers: `tests/web/`.

use std::fs;
use std::path::PathBuf;

use serde_json::json;

use super::steps::tested;
use super::summary::Counts;
use crate::build::{Browser, wasm::TARGET};
use crate::error::{At, Error, Result};
use crate::{locate, setup};

/// The command that cargo calls with each test binary.
pub const RUNNER: &str = "wasm-test-runner";

/// Runs them in both browsers.
pub fn in_both_browsers(counts: &mut Counts) -> Result<()> {
    run(counts, &[], &[])
}

/// Measures how many invites each browser judges in a second, in the code as it ships.
pub fn verdict_speed() -> Result<()> {
    run(&mut Counts::default(), &["--release"], &["--", "--include-ignored", "--nocapture", "verdict_speed"])
}

fn run(counts: &mut Counts, build: &[&str], chosen: &[&str]) -> Result<()> {
    let toolchain = setup::wasm::ensure()?;
    let me = std::env::current_exe().at(&PathBuf::from("xtask"))?;
    let mut result = Ok(());
    for browser in Browser::ALL {
        setup::browser(browser)?;
        crate::say::say(&format!("in {}:", browser.name()));
        let mut cargo = toolchain.cargo_test();
        cargo.args(["--no-fail-fast", "--package", "baton", "--features", "web", "--target", TARGET, "--test", "web"]);
        cargo.args(build).args(chosen);
        cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", format!("{} {RUNNER}", me.display()));
        let (variable, driver) = match browser {
            Browser::Chrome => ("CHROMEDRIVER", locate::chromedriver()),
            Browser::Firefox => ("GECKODRIVER", locate::geckodriver()),
        };
        cargo.env_remove("CHROMEDRIVER").env_remove("GECKODRIVER").env(variable, driver.unwrap_or_default());
        cargo.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities(browser)?);
        // seconds; the first start of a browser on a busy machine takes most of the default of 20
        cargo.env("WASM_BINDGEN_TEST_TIMEOUT", "120").env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "30");
        // tests that do not say where they run, run in the page
        cargo.env("WASM_BINDGEN_USE_BROWSER", "1");
        result = result.and(tested(&mut cargo, counts));
    }
    result
}

/// What cargo calls: the runner of the wasm-bindgen project, in the version of `Cargo.lock`.
pub fn run_wasm_tests(args: Vec<String>) -> Result<()> {
    let args = std::iter::once(RUNNER.to_owned()).chain(args);
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(args).map_err(|error| Error::Check(format!("{error:#}")))
}

fn capabilities(browser: Browser) -> Result<PathBuf> {
    let capabilities = match browser {
        Browser::Chrome => {
            let args = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"];
            json!({"goog:chromeOptions": {"binary": locate::chromium(), "args": args}})
        }
        Browser::Firefox => json!({"moz:firefoxOptions": {"binary": locate::firefox(), "args": ["-headless"]}}),
    };
    let file = locate::target_dir().join(format!("webdriver-{}.json", browser.name()));
    fs::write(&file, capabilities.to_string()).at(&file)?;
    Ok(file)
}
