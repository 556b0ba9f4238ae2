//! Which format a text is: by what stands in it, never by its name.

use super::{sbv, subtitle};
use crate::transcript::Source;

/// Lines looked at before a text without times is taken for a document, count: preambles and notes are shorter.
const LOOKED_AT: usize = 5_000;

/// The format, `None` for a document or unknown text.
pub(super) fn detect(text: &str) -> Option<Source> {
    let start = text.trim_start();
    if start.strip_prefix("WEBVTT").is_some_and(|rest| rest.chars().next().is_none_or(char::is_whitespace)) {
        return Some(Source::Vtt);
    }
    if looks_like_json(start) {
        let first = start.lines().next().unwrap_or_default();
        let log = first.contains("\"blocks\"") || (first.contains("\"captions\"") && first.contains("\"baton\""));
        return Some(if log { Source::Captions } else { Source::Json });
    }
    text.lines().take(LOOKED_AT).find_map(|line| {
        if subtitle::has_arrow(line) && subtitle::arrow_times(line).0.is_some() {
            return Some(Source::Srt);
        }
        sbv::times(line).map(|_| Source::Sbv)
    })
}

/// `[0:01] Ana: …` is none.
fn looks_like_json(start: &str) -> bool {
    let mut chars = start.chars().filter(|c| !c.is_whitespace());
    match chars.next() {
        Some('{') => true,
        Some('[') => matches!(chars.next(), Some('{' | ']' | '[')),
        _ => false,
    }
}
