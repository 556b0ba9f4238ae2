//! The commands of this repository: `cargo xtask <command>`.

mod build;
mod error;
mod lint;
#[path = "../../tests/harness/src/locate.rs"]
#[allow(dead_code, reason = "shared with the test harness, which uses the rest")]
mod locate;
mod options;
mod pack;
mod process;
mod run;
mod say;
mod setup;
mod size;
mod test;
mod train;

use std::process::ExitCode;

use error::{Error, Result};
use options::Options;
use say::say;

const USAGE: &str = "\
cargo xtask <command>

  run      open a browser with Baton loaded on a demo calendar
             --browser chrome|firefox   (chrome)
             --site google|outlook|sogo-page   (google)
             --headless   a guided tour without a window instead; pictures go to target/tour/
  test     everything: formatting, clippy, native and browser tests, packages, journeys, SOGo
             --only STEP[,STEP]   steps: fmt, clippy, native, wasm, build, lint, size, journeys, partner
  build    lay out the extension in target/extension/chrome and target/extension/firefox
             --quick      build fast instead of small
  pack     build, and write dist/baton-<browser>-<version>.zip
  size     build, and compare every size with its budget in xtask/budgets.toml
  lint     build, and check the Firefox package with web-ext lint
  bench    build, and measure what Baton costs a page beside an empty extension
             --quick      build fast instead of small
             --only page|recording|verdict   (page) recording: making a long one seekable, beside ffmpeg and mediabunny
             --megabytes N   length of that recording (1000)
  train    learn the verdict's weights from data/invites, and write them to src/verdict/model/weights.tsv
             --check      measure instead: each author's invites judged by what the others taught
             --beside FILE   labelled invites that were not learned from, measured too
  partner sogo   start SOGo, a real calendar, and stay until Ctrl-C
  setup    install what is missing
             --for run|test   (run)
";

fn main() -> ExitCode {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    if args.is_empty() {
        say(USAGE);
        return ExitCode::from(2);
    }
    let command = args.remove(0);
    match dispatch(&command, args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Error::Usage(why)) => {
            say::complain(&format!("{why}\n\n{USAGE}"));
            ExitCode::from(2)
        }
        Err(error) => {
            say::complain(&format!("error: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: &str, args: Vec<String>) -> Result<()> {
    // cargo calls this one for every test binary made for the browser; the rest of the line is not ours to read
    if command == test::WASM_RUNNER {
        return test::run_wasm_tests(args);
    }
    let mut options = Options::read(args)?;
    match command {
        "setup" => {
            let need = match options.value("for")?.as_deref() {
                None | Some("run") => setup::Need::Run,
                Some("test") => setup::Need::Test,
                Some(other) => return Err(Error::Usage(format!("--for {other}: run or test"))),
            };
            options.nothing_else()?;
            setup::ensure(need)
        }
        "build" => {
            let profile = build::Profile::chosen(options.flag("quick"));
            options.nothing_else()?;
            build::build(profile).map(|_| ())
        }
        "pack" => {
            options.nothing_else()?;
            pack::pack().map(|_| ())
        }
        "size" => {
            options.nothing_else()?;
            size::size()
        }
        "lint" => {
            options.nothing_else()?;
            lint::lint()
        }
        "train" => {
            let check = options.flag("check");
            let beside = options.value("beside")?;
            options.nothing_else()?;
            train::train(check, beside.as_deref())
        }
        "bench" => {
            let profile = build::Profile::chosen(options.flag("quick"));
            let only = options.value("only")?;
            let megabytes = options.value("megabytes")?;
            options.nothing_else()?;
            run::bench(profile, only.as_deref(), megabytes.as_deref())
        }
        "run" => run::run(options),
        "test" => {
            let only = options.value("only")?;
            options.nothing_else()?;
            test::test(only.as_deref())
        }
        "partner" => {
            let name = options.word().unwrap_or_default();
            options.nothing_else()?;
            run::partner(&name)
        }
        "help" | "--help" | "-h" => {
            say(USAGE);
            Ok(())
        }
        other => Err(Error::Usage(format!("there is no command {other}"))),
    }
}
