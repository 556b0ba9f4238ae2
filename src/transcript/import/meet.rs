//! The document that Google Meet writes: a time alone on a line every few minutes, `Name: words` below it, and a closing line
//! that ends in the length of the call. Seen in documents of 2025 and 2026, as text, as Markdown (`### 00:05:12`, `**Name:** words`).

use super::{
    document::Line,
    plain,
    problem::{Found, Reason},
};
use crate::transcript::time;

/// Lines that may follow the closing one: the notice that a machine wrote it, in any language.
const BELOW_END: usize = 3;
/// Bytes of the closing line.
const END_BYTES: usize = 200;

/// The time of a line that is nothing else; whole hours are always written.
fn section(line: &str) -> Option<u64> {
    let text = line.trim_matches(['#', '*', ' ', '\u{a0}']);
    if text.split(':').count() != 3 || text.contains(['.', ',']) {
        return None;
    }
    time::parse(text)
}

/// Whether lines are such a document.
pub(super) fn is_meet(lines: &[Line<'_>]) -> bool {
    lines.iter().any(|l| section(l.text).is_some())
}

/// Reads it.
pub(super) fn read(lines: &[Line<'_>], found: &mut Found) {
    let end = lines.iter().rposition(|l| is_end(l.text)).filter(|at| lines.len() - at <= BELOW_END + 1);
    let (lines, closing) = lines.split_at(end.unwrap_or(lines.len()));
    // notes of a machine, with lines of `Name: …` of their own, stand above the first time
    let first = lines.iter().position(|l| section(l.text).is_some()).unwrap_or(0);
    let (above, lines) = lines.split_at(first);
    if let Some(line) = above.first() {
        found.problem(line.number, Reason::Preamble(plain::shown(line.text)));
    }
    // each line of the document begins with a name
    plain::read_with(lines, found, &|_| true, &section);
    if let Some(line) = closing.first() {
        found.problem(line.number, Reason::Closing(plain::shown(line.text)));
    }
}

/// "Transcription ended after 00:49:58", in any language: words without a colon, then a time, and nobody speaks.
fn is_end(line: &str) -> bool {
    let line = line.trim_matches(['#', '*', ' ', '\u{a0}', '.', '\u{3002}']);
    line.len() <= END_BYTES
        && plain::opening(line).is_none()
        && line.char_indices().any(|(at, c)| c.is_ascii_digit() && line.get(at..).is_some_and(|rest| section(rest).is_some()))
        && section(line).is_none()
}
