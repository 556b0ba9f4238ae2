//! JSON: Baton's own (`docs/transcript.md`), `{"segments": [{"start": 1.5, "end": 3, "text": "…"}]}` as speech recognisers
//! write it (times in seconds), or the list alone.

use super::problem::{Found, Place, Problem, Reason};
use crate::transcript::{Cue, export::JSON_VERSION, time};
use serde_json::{Map, Value};

/// Keys under which a list of cues may stand.
const LISTS: [&str; 4] = ["cues", "segments", "entries", "transcript"];
/// Keys of words, names and times, the usual first.
const WORDS: [&str; 3] = ["text", "content", "transcript"];
const NAMES: [&str; 4] = ["speaker", "speaker_name", "name", "participant"];

/// Reads a text that is JSON; the language, where it tells it.
pub(super) fn read(text: &str, found: &mut Found) -> Option<String> {
    let json: Value = match serde_json::from_str(text) {
        Ok(json) => json,
        Err(e) => {
            found.push_problem(Problem { place: Place::Line(e.line()), reason: Reason::Json(e.to_string()) });
            return None;
        }
    };
    let newer = json.get("version").and_then(Value::as_u64).is_some_and(|v| v > u64::from(JSON_VERSION));
    if newer && json.get("baton").is_some() {
        let why =
            format!("it was written by a newer Baton (version {}); update Baton", json.get("version").unwrap_or(&Value::Null));
        found.push_problem(Problem { place: Place::Line(1), reason: Reason::Json(why) });
        return None;
    }
    let list = match &json {
        Value::Array(list) => Some(list),
        _ => LISTS.iter().find_map(|key| json.get(key)?.as_array()),
    };
    let Some(list) = list else {
        found.push_problem(Problem {
            place: Place::Line(1),
            reason: Reason::Json("there is no list `cues` or `segments` in it".into()),
        });
        return None;
    };
    for (n, entry) in list.iter().enumerate() {
        if found.full_at(n + 1) {
            break;
        }
        match entry.as_object() {
            Some(entry) => cue(entry, n + 1, found),
            None => found.problem(n + 1, Reason::Field { field: "entry", why: "it is no object; left out" }),
        }
    }
    json.get("language").and_then(Value::as_str).map(str::to_owned).filter(|l| !l.is_empty())
}

fn cue(entry: &Map<String, Value>, at: usize, found: &mut Found) {
    let text = |keys: &[&str]| keys.iter().find_map(|key| entry.get(*key)?.as_str());
    let Some(words) = text(&WORDS) else {
        return found.problem(at, Reason::Field { field: "text", why: "there is none; the entry is left out" });
    };
    let mut moment = |ms: &'static str, seconds: &'static str| match (entry.get(ms), entry.get(seconds)) {
        (Some(Value::Null) | None, Some(Value::Null) | None) => None,
        (Some(given), _) if !given.is_null() => given.as_u64().or_else(|| found_wrong(found, at, ms)),
        (_, given) => {
            let read = match given {
                Some(Value::Number(n)) => n.as_f64().and_then(ms_of_seconds),
                Some(Value::String(s)) => time::parse(s.trim()),
                _ => None,
            };
            read.or_else(|| found_wrong(found, at, seconds))
        }
    };
    let (start, end) = (moment("start_ms", "start"), moment("end_ms", "end"));
    if let (Some(start), Some(end)) = (start, end)
        && end < start
    {
        found.problem(at, Reason::EndBeforeStart);
    }
    found.cue(Cue::new(start, end, text(&NAMES), words));
}

fn found_wrong(found: &mut Found, at: usize, field: &'static str) -> Option<u64> {
    found.problem(at, Reason::Field { field, why: "it is no time; the entry is kept without it" });
    None
}

/// Whole milliseconds of seconds, when they are some.
fn ms_of_seconds(seconds: f64) -> Option<u64> {
    let ms = (seconds * 1000.0).round();
    // 2^53: beyond it a number of JSON is no longer exact
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (0.0..9_007_199_254_740_992.0).contains(&ms).then_some(ms as u64)
}
