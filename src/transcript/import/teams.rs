//! The document that Teams makes. Since about 2023: a head of name and time, the words below it. Before: `0:0:3.210 -->
//! 0:0:5.880`, the name, the words. Otter and Zoom write heads of the same kind (`[Ana Silva] 10:02:03`).

use super::{
    document::Line,
    plain,
    problem::{Found, Reason},
    speakers, subtitle,
};
use crate::transcript::{Cue, time};

/// Name and start of a head.
pub(super) fn head(line: &str) -> Option<(&str, u64)> {
    let (name, at) = line.rsplit_once(char::is_whitespace)?;
    let name = name.trim_end();
    let name = name.strip_prefix('[').and_then(|n| n.strip_suffix(']')).unwrap_or(name);
    let at = time::parse(at)?;
    (speakers::is_name(name) && !name.contains([':', '\u{ff1a}'])).then_some((name, at))
}

/// Start and end of a line that is nothing else.
pub(super) fn arrow(line: &str) -> Option<(u64, u64)> {
    let (start, end) = line.split_once("-->")?;
    Some((time::parse(start.trim())?, time::parse(end.trim())?))
}

/// The word for transcription in the languages of Teams that have one of these stems.
const STEMS: [&str; 5] = ["transcri", "transkri", "trascri", "transkry", "文字起こし"];

/// "Ana Silva stopped transcription": nobody said that. The line that tells who started it stands above the first head.
fn is_notice(line: &str) -> bool {
    let line = line.to_lowercase();
    STEMS.iter().any(|stem| line.contains(stem))
        && line.split_whitespace().count() <= NOTICE_WORDS
        && !line.ends_with(['.', '?', '!'])
}

/// Words of such a notice, count: a name, and three or four.
const NOTICE_WORDS: usize = 12;

/// Reads heads with the words below each.
pub(super) fn read_heads(lines: &[Line<'_>], found: &mut Found) {
    let told = lines.iter().take_while(|l| head(l.text).is_none()).any(|l| is_notice(l.text));
    let closing = lines.last().filter(|l| told && head(l.text).is_none() && is_notice(l.text));
    let lines = if closing.is_some() { lines.split_last().map_or(lines, |(_, rest)| rest) } else { lines };
    let mut turn: Option<(&str, u64, String)> = None;
    let mut above = None;
    for line in lines {
        if found.full_at(line.number) {
            return;
        }
        // "we meet at 10:30" is said, not a head: heads go forward, and a name that speaks once more is a name
        let opens = head(line.text).filter(|(_, at)| turn.as_ref().is_none_or(|(_, before, _)| at >= before));
        match (opens, turn.as_mut()) {
            (Some((name, at)), _) => {
                flush(turn.take(), found);
                turn = Some((name, at, String::new()));
            }
            (None, Some((.., words))) => {
                words.push('\n');
                words.push_str(line.text);
            }
            (None, None) => above = above.or(Some(line)),
        }
    }
    flush(turn.take(), found);
    if let Some(line) = above {
        found.problem(line.number, Reason::Preamble(plain::shown(line.text)));
    }
    if let Some(line) = closing {
        found.problem(line.number, Reason::Closing(plain::shown(line.text)));
    }
}

fn flush(turn: Option<(&str, u64, String)>, found: &mut Found) {
    if let Some((name, at, words)) = turn {
        found.cue(Cue::new(Some(at), None, Some(name), &words));
    }
}

/// Reads blocks of times, name and words.
pub(super) fn read_arrows(lines: &[Line<'_>], found: &mut Found) {
    let first = lines.iter().position(|l| subtitle::has_arrow(l.text)).unwrap_or(lines.len());
    let (above, lines) = lines.split_at(first);
    if let Some(line) = above.first() {
        found.problem(line.number, Reason::Preamble(plain::shown(line.text)));
    }
    for block in lines.chunk_by(|_, next| !subtitle::has_arrow(next.text)) {
        let Some((times, below)) = block.split_first() else { continue };
        if found.full_at(times.number) {
            return;
        }
        let read = subtitle::arrow_times(times.text);
        let (start, end) = match read {
            (Some(start), Some(end)) if end < start => {
                found.problem(times.number, Reason::EndBeforeStart);
                (Some(start), None)
            }
            (Some(_), Some(_)) => read,
            (start, _) => {
                found.problem(times.number, Reason::BadTime);
                (start, None)
            }
        };
        let (name, words) = match below.split_first() {
            Some((name, words)) if !words.is_empty() && speakers::is_name(name.text) => (Some(name.text), words),
            _ => (None, below),
        };
        let words: Vec<&str> = words.iter().map(|l| l.text).collect();
        found.cue(Cue::new(start, end, name, &words.join("\n")));
    }
}
