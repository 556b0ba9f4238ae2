//! Lines of `Name: words`, with or without a time: `[0:01:02] Ana: words`, `00:01:02 Ana: words`, `**Ana:** words`.

use super::{
    document::Line,
    problem::{Found, Reason},
    speakers::{self, Evidence},
};
use crate::transcript::{Cue, time};

/// Characters of what is left out that are told, count.
const SHOWN_CHARS: usize = 60;

/// Who begins to speak on a line.
pub(super) struct Opening<'a> {
    pub start_ms: Option<u64>,
    /// `None` where only a bracketed time stands before the words.
    pub speaker: Option<&'a str>,
    pub words: &'a str,
}

/// A time in front of a line, in brackets or bare, and what follows it.
fn leading_time(line: &str) -> Option<(u64, bool, &str)> {
    for (open, close) in [('[', ']'), ('(', ')')] {
        if let Some((inside, rest)) = line.strip_prefix(open).and_then(|l| l.split_once(close)) {
            return Some((time::parse(inside.trim())?, true, rest.trim_start()));
        }
    }
    let (first, rest) = line.split_once(char::is_whitespace)?;
    let rest = rest.trim_start();
    Some((time::parse(first)?, false, rest.strip_prefix(['-', '\u{2013}']).map_or(rest, str::trim_start)))
}

/// The opening of a line, if it is one.
pub(super) fn opening(line: &str) -> Option<Opening<'_>> {
    let (start_ms, bracketed, rest) = match leading_time(line) {
        Some((at, bracketed, rest)) => (Some(at), bracketed, rest),
        None => (None, false, line),
    };
    let named = bold(rest).or_else(|| speakers::prefix(rest));
    if let Some((speaker, words)) = named {
        return Some(Opening { start_ms, speaker: Some(speaker), words });
    }
    (bracketed && !rest.is_empty()).then_some(Opening { start_ms, speaker: None, words: rest })
}

/// `**Name:** words` and `**Name**: words`, as documents give it when saved as Markdown.
fn bold(line: &str) -> Option<(&str, &str)> {
    let (name, words) = line.strip_prefix("**")?.split_once("**")?;
    let (name, words) = match (name.trim_end().strip_suffix(':'), words.strip_prefix(':')) {
        (Some(name), _) => (name, words),
        (None, Some(words)) => (name, words),
        (None, None) => return None,
    };
    speakers::is_name(name).then_some((name.trim(), words.trim_start()))
}

/// Reads the lines: one that opens nothing goes on with the one before.
pub(super) fn read(lines: &[Line<'_>], found: &mut Found) {
    let evidence = Evidence::of(lines.iter().map(|l| leading_time(l.text).map_or(l.text, |(_, _, rest)| rest)));
    read_with(lines, found, &|name| evidence.speaks_for(name), &|_| None);
}

/// As [`read`]; `speaks` tells a name from words before a colon, `section` gives the time of a line that is nothing but one.
pub(super) fn read_with(
    lines: &[Line<'_>],
    found: &mut Found,
    speaks: &dyn Fn(&str) -> bool,
    section: &dyn Fn(&str) -> Option<u64>,
) {
    let mut turn: Option<(Option<u64>, Option<&str>, String)> = None;
    let (mut above, mut next_start): (Option<Line<'_>>, Option<u64>) = (None, None);
    for line in lines {
        if let Some(at) = section(line.text) {
            next_start = Some(at);
            continue;
        }
        if found.full_at(line.number) {
            return;
        }
        let sure = |o: &Opening<'_>| o.start_ms.is_some() || bold(line.text).is_some();
        let opens = opening(line.text).filter(|o| o.speaker.is_none_or(|name| sure(o) || speaks(name)));
        match (opens, turn.as_mut()) {
            (Some(opens), _) => {
                flush(&mut turn, found);
                turn = Some((opens.start_ms.or(next_start.take()), opens.speaker, opens.words.to_owned()));
            }
            // below a time of its own goes on who spoke before
            (None, Some((_, speaker, _))) if next_start.is_some() => {
                let speaker = *speaker;
                flush(&mut turn, found);
                turn = Some((next_start.take(), speaker, line.text.to_owned()));
            }
            (None, Some((.., words))) => {
                words.push('\n');
                words.push_str(line.text);
            }
            (None, None) => above = above.or(Some(*line)),
        }
    }
    flush(&mut turn, found);
    if let Some(above) = above {
        found.problem(above.number, Reason::Preamble(shown(above.text)));
    }
}

fn flush(turn: &mut Option<(Option<u64>, Option<&str>, String)>, found: &mut Found) {
    if let Some((start, speaker, words)) = turn.take() {
        found.cue(Cue::new(start, None, speaker, &words));
    }
}

/// The beginning of something left out.
pub(super) fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN_CHARS).collect();
    if shown.len() < text.len() {
        shown.push('\u{2026}');
    }
    format!("\u{201c}{shown}\u{201d}")
}
