//! What it costs to make a long recording seekable, Baton beside ffmpeg and mediabunny, in one run with interleaved rounds:
//! `bench-recording MEGABYTES ROUNDS MEASURE NODE MEDIABUNNY`, where MEASURE is the example `recording_stop`, NODE a Node and
//! MEDIABUNNY the folder of that package. `cargo xtask bench --only recording` knows all of them.

use std::io::Write;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

use baton_harness::{Browser, Error, Policy, Result, Server, Session, locate, recorder_options};
use serde_json::{Value, json};

const HOST: &str = "calendar.google.com";

/// The way its manual shows for a file to a file.
const MEDIABUNNY: &str = "
const [library, from, to] = process.argv.slice(2);
const { Input, Output, Conversion, FilePathSource, FilePathTarget, WebMOutputFormat, ALL_FORMATS } = await import(library);
const start = performance.now();
const input = new Input({ source: new FilePathSource(from), formats: ALL_FORMATS });
const output = new Output({ format: new WebMOutputFormat(), target: new FilePathTarget(to) });
const conversion = await Conversion.init({ input, output });
await conversion.execute();
const used = process.resourceUsage();
console.log(JSON.stringify({ wall_ms: performance.now() - start, cpu_ms: (used.userCPUTime + used.systemCPUTime) / 1000, peak_mb: used.maxRSS / 1024 }));
";

#[tokio::main]
async fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [megabytes, rounds, measure, node, mediabunny] = args.as_slice() else {
        complain("MEGABYTES ROUNDS MEASURE NODE MEDIABUNNY are needed; `cargo xtask bench --only recording` gives them");
        return ExitCode::from(2);
    };
    match bench(megabytes, rounds.parse().unwrap_or(3), Path::new(measure), node, mediabunny).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("error: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn say(line: &str) {
    let _unseen = writeln!(std::io::stdout(), "{line}");
}

fn complain(line: &str) {
    let _unseen = writeln!(std::io::stderr(), "{line}");
}

async fn bench(megabytes: &str, rounds: usize, measure: &Path, node: &str, mediabunny: &str) -> Result<()> {
    // beside the build output: /tmp may be memory
    let folder = tempfile::tempdir_in(locate::target_dir()).map_err(|e| wrong("make a folder", e))?;
    let file = |name: &str| folder.path().join(name).display().to_string();
    let (real, big, out, script) = (file("real.webm"), file("big.webm"), file("out.webm"), file("mediabunny.mjs"));
    std::fs::write(&script, MEDIABUNNY).map_err(|e| wrong("write a script", e))?;

    let server = Server::start().await?;
    server.set_policies(HOST, &[Policy::None]);
    let session = Session::open(Browser::Chrome, &server, recorder_options()).await?;
    session.goto(server.url(HOST, "/calendar/u/0/r")).await?;
    let made = session.record("video/webm;codecs=vp8,opus", 30_000, 2_000).await?;
    drop(session);
    std::fs::write(&real, &made.bytes).map_err(|e| wrong("write a recording", e))?;
    let size = json_of(Command::new(measure).args(["loop", &real, megabytes, &big]))?;
    say(&format!("30 s of Chromium's MediaRecorder, {} bytes, looped: {size}", made.bytes.len()));

    let mut all: [Vec<Value>; 4] = Default::default();
    for round in 0..rounds {
        for turn in 0..all.len() {
            let who = (round + turn) % all.len();
            let row = match who {
                0 => json_of(Command::new(measure).args(["live", &real, megabytes, &out]))?,
                1 => json_of(Command::new(measure).args(["repair", &big, &out]))?,
                2 => ffmpeg(&big, &out)?,
                _ => json_of(Command::new(node).args([&script, mediabunny, &big, &out]))?,
            };
            say(&format!("round {round}, {}: {row}, duration by ffprobe {} s", NAMES.get(who).unwrap_or(&""), duration(&out)?));
            if let Some(list) = all.get_mut(who) {
                list.push(row);
            }
        }
    }
    let [ours, repair, ffmpeg, bunny] = &all;
    // one thread, so time on the clock is at least its CPU: the ratios below are too small rather than too large
    let (stop, index) = (median(ours, "stop_ms"), median(ours, "index_ms"));
    say(&format!(
        "at stop: {stop:.2} ms ({:.1} ms until it is on the disk); index while recording: {index:.0} ms in all; peak {:.1} MB",
        median(ours, "synced_ms"),
        median(ours, "peak_mb")
    ));
    for (name, list) in [("baton repair", repair), ("ffmpeg -c copy", ffmpeg), ("mediabunny", bunny)] {
        let (cpu, wall) = (median(list, "cpu_ms"), median(list, "wall_ms"));
        say(&format!(
            "{name}: CPU {cpu:.0} ms, wall {wall:.0} ms, peak {:.1} MB; its CPU is {:.0} x that of Baton's stop, {:.0} x that of stop and index",
            median(list, "peak_mb"),
            cpu / stop,
            cpu / (stop + index)
        ));
    }
    say(&format!("three hours at speed: {}", json_of(Command::new(measure).args(["hours", &real, "3"]))?));
    Ok(())
}

const NAMES: [&str; 4] = ["Baton, live", "baton repair", "ffmpeg -c copy", "mediabunny"];

/// ffmpeg's own figures (`-benchmark`), and the time around it.
fn ffmpeg(from: &str, to: &str) -> Result<Value> {
    let start = Instant::now();
    let mut command = Command::new("ffmpeg");
    command.args(["-hide_banner", "-nostats", "-benchmark", "-y", "-i", from, "-c", "copy", to]);
    let said = ran(&mut command)?.1;
    let figure = |name: &str| {
        let after = said.split(name).nth(1)?;
        after.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect::<String>().parse::<f64>().ok()
    };
    match (figure("bench: utime="), figure(" stime="), figure("maxrss=")) {
        (Some(user), Some(system), Some(kb)) => Ok(json!({"wall_ms": start.elapsed().as_secs_f64() * 1000.0,
            "cpu_ms": (user + system) * 1000.0, "peak_mb": kb / 1024.0})),
        _ => Err(wrong("ffmpeg -benchmark", "it did not say what it used")),
    }
}

fn duration(file: &str) -> Result<String> {
    let mut command = Command::new("ffprobe");
    Ok(ran(command.args(["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", file]))?.0.trim().to_owned())
}

/// What a program wrote to its two outputs.
fn ran(command: &mut Command) -> Result<(String, String)> {
    let line = format!("{command:?}");
    let out = command.stdin(std::process::Stdio::null()).output().map_err(|e| wrong(&line, e))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if out.status.success() { Ok((text(&out.stdout), text(&out.stderr))) } else { Err(wrong(&line, text(&out.stderr))) }
}

fn json_of(command: &mut Command) -> Result<Value> {
    let text = ran(command)?.0;
    serde_json::from_str(&text).map_err(|e| wrong(&format!("{command:?}"), format!("{e}: {text}")))
}

fn wrong(command: &str, why: impl std::fmt::Display) -> Error {
    Error::Command { command: command.to_owned(), why: why.to_string() }
}

fn median(rows: &[Value], name: &str) -> f64 {
    let mut all: Vec<f64> = rows.iter().filter_map(|row| row[name].as_f64()).collect();
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or(f64::NAN)
}
