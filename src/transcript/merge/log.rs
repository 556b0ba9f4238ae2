//! The log of live captions, as it is kept on disk: one JSON object a line, so that a torn end costs one line. `docs/transcript.md`.

use super::{Block, Merger, Observation};
use crate::{
    limits::MAX_LINE_BYTES,
    transcript::{Cue, import::Reason},
};
use serde::Deserialize;

/// Raised when a reader of the version before would go wrong.
const VERSION: u32 = 1;

/// What a log gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    /// BCP 47 tag, where its head tells it.
    pub language: Option<String>,
    /// Merged cues.
    pub cues: Vec<Cue>,
}

#[derive(Deserialize)]
struct Line {
    baton: Option<String>,
    version: Option<u32>,
    language: Option<String>,
    t: Option<u64>,
    blocks: Option<Vec<Block>>,
}

/// Reads a log and merges it. Lines that cannot be used are told to `problem` by their number, and the rest is merged.
///
/// # Errors
/// When a newer Baton wrote it.
pub fn read_log(text: &str, problem: &mut dyn FnMut(usize, Reason)) -> Result<Log, String> {
    let (mut merger, mut language, mut last_ms) = (Merger::default(), None, 0);
    for (n, text) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let at = n + 1;
        if text.len() > MAX_LINE_BYTES {
            problem(at, Reason::Json(format!("longer than {MAX_LINE_BYTES} bytes; the observation is left out")));
            continue;
        }
        let line: Line = match serde_json::from_str(text) {
            Ok(line) => line,
            Err(e) => {
                // the place in it is always line 1
                let why = e.to_string();
                let why = why.split(" at line").next().unwrap_or_default();
                problem(at, Reason::Json(format!("no JSON object ({why}, column {}); the observation is left out", e.column())));
                continue;
            }
        };
        if line.baton.is_some() {
            if line.version.is_some_and(|v| v > VERSION) {
                return Err(format!("line {at}: the log was written by a newer Baton; update Baton"));
            }
            language = line.language.filter(|l| !l.is_empty()).or(language);
            continue;
        }
        let (Some(time_ms), Some(blocks)) = (line.t, line.blocks) else {
            problem(at, Reason::Field { field: "t, blocks", why: "both are needed; the observation is left out" });
            continue;
        };
        if time_ms < last_ms {
            problem(at, Reason::Backwards);
        }
        last_ms = last_ms.max(time_ms);
        merger.observe(Observation { time_ms, blocks });
    }
    Ok(Log { language, cues: merger.finish() })
}
