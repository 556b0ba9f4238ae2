//! Measures WebVTT parsing beside node-webvtt, on the same file, in turns, in one run:
//! `cargo run --release --example transcript_speed -- [HOURS] [FOLDER]` (3 hours; FOLDER holds `node_modules/node-webvtt`, made by
//! `npm install --prefix FOLDER node-webvtt@1.9.4`). Without FOLDER or without node, Baton alone is measured.
//!
//! The file has the shape of Teams: a GUID for each cue, a voice span, six words a cue on average.

use baton::transcript::import::import;
use std::{
    error::Error,
    fmt::Write as _,
    io::Write as _,
    process::Command,
    time::{Duration, Instant},
};

/// Rounds of both, in turns.
const ROUNDS: usize = 5;
/// Parses in a round, of which the median counts.
const PARSES: usize = 21;
/// Cues an hour, and words of the file: as measured on meetings (a three-hour one has 4 017 cues and 25 480 words).
const CUES_AN_HOUR: u64 = 1_339;

const NODE: &str = "
const { parse } = require(process.argv[1] + '/node_modules/node-webvtt');
const text = require('fs').readFileSync(process.argv[2], 'utf8');
const times = [];
for (let n = 0; n < Number(process.argv[3]) + 5; n++) {
  const from = process.hrtime.bigint();
  const cues = parse(text).cues;
  if (n >= 5) times.push(Number(process.hrtime.bigint() - from));
  if (cues.length !== Number(process.argv[4])) throw new Error('cues: ' + cues.length);
}
times.sort((a, b) => a - b);
console.log(times[times.length >> 1]);
";

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let hours: u64 = args.next().map_or(Ok(3), |h| h.parse())?;
    let folder = args.next();
    let cues = usize::try_from(hours * CUES_AN_HOUR)?;
    let text = file(hours * CUES_AN_HOUR)?;
    let path = std::env::temp_dir().join(format!("baton-transcript-{}.vtt", std::process::id()));
    std::fs::write(&path, &text)?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{hours} h, {} bytes, {cues} cues; ms, median of {PARSES} parses", text.len())?;
    let mut ratios = Vec::new();
    for round in 1..=ROUNDS {
        let own = baton(text.as_bytes(), cues)?;
        let node = folder.as_ref().map(|folder| node(folder, &path, cues)).transpose()?;
        let ms = |d: Duration| d.as_secs_f64() * 1_000.0;
        match node {
            None => writeln!(out, "round {round}: baton {:.3}", ms(own))?,
            Some(node) => {
                let ratio = node.as_secs_f64() / own.as_secs_f64();
                ratios.push(ratio);
                writeln!(out, "round {round}: baton {:.3}, node-webvtt {:.3}, ratio {ratio:.1}", ms(own), ms(node))?;
            }
        }
    }
    ratios.sort_by(f64::total_cmp);
    if let Some(median) = ratios.get(ratios.len() / 2) {
        writeln!(out, "median ratio {median:.1}")?;
    }
    std::fs::remove_file(path)?;
    Ok(())
}

/// Bytes to cues, as `baton transcript` does it.
fn baton(bytes: &[u8], cues: usize) -> Result<Duration, Box<dyn Error>> {
    let mut times = Vec::new();
    for round in 0..PARSES + 5 {
        let from = Instant::now();
        let read = import(bytes)?;
        let took = from.elapsed();
        if read.transcript.cues.len() != cues || !read.problems.is_empty() {
            return Err(format!("{} cues, {:?}", read.transcript.cues.len(), read.problems).into());
        }
        if round >= 5 {
            times.push(took);
        }
    }
    times.sort();
    Ok(times.get(times.len() / 2).copied().unwrap_or_default())
}

fn node(folder: &str, path: &std::path::Path, cues: usize) -> Result<Duration, Box<dyn Error>> {
    let folder = std::fs::canonicalize(folder)?;
    let run =
        Command::new("node").args(["-e", NODE]).arg(folder).arg(path).args([PARSES.to_string(), cues.to_string()]).output()?;
    if !run.status.success() {
        return Err(String::from_utf8_lossy(&run.stderr).into_owned().into());
    }
    Ok(Duration::from_nanos(String::from_utf8(run.stdout)?.trim().parse()?))
}

/// A file of this many cues, always the same.
fn file(cues: u64) -> Result<String, std::fmt::Error> {
    let names = ["Ana Silva", "Low, Ben (Guest)", "佐藤 花子", "Zoë O'Neill", "Rey Takeshima"];
    let words = "so we have two offers on the table and the cheaper one is late by a week I think we should take it anyway";
    let words: Vec<&str> = words.split(' ').collect();
    let at = |n: u64, of: usize| usize::try_from(n % u64::try_from(of).unwrap_or(1)).unwrap_or(0);
    let mut text = String::from("WEBVTT\n");
    for n in 0..cues {
        let ms = n * 2_700;
        let stamp = |ms: u64| format!("{:02}:{:02}:{:02}.{:03}", ms / 3_600_000, ms / 60_000 % 60, ms / 1_000 % 60, ms % 1_000);
        let name = names.get(at(n / 3, names.len())).copied().unwrap_or_default();
        write!(
            text,
            "\n8f0c1f52-6d0e-4c5e-9f0a-2b7a3c{:06x}/{}-{}\n{} --> {}\n<v {name}>",
            n % 0xff_ffff,
            n / 3,
            n % 3,
            stamp(ms),
            stamp(ms + 2_400)
        )?;
        let count = 2 + n * 7 % 9;
        for word in 0..count {
            let shown = words.get(at(n * 11 + word, words.len())).copied().unwrap_or_default();
            write!(text, "{}{shown}", if word == 0 { "" } else { " " })?;
        }
        text.push_str("</v>\n");
    }
    Ok(text)
}
