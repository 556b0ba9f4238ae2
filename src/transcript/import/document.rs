//! Transcripts written for reading: Teams' and Meet's documents, and plain text.

use super::{meet, plain, problem::Found, teams};
use crate::transcript::Source;

/// A line, and the number of the line or paragraph it stands in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub number: usize,
    pub text: &'a str,
}

/// The lines of a text that are not blank. Meet's text breaks lines with vertical tabs.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    numbered(text.split('\n'))
}

/// The lines inside paragraphs.
pub(super) fn lines_of(paragraphs: &[String]) -> Vec<Line<'_>> {
    numbered(paragraphs.iter().map(String::as_str))
}

/// White space, and what editors leave in lines that look empty.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

fn numbered<'a>(whole: impl Iterator<Item = &'a str>) -> Vec<Line<'a>> {
    let parts = |(n, text): (usize, &'a str)| {
        text.split(['\n', '\u{b}', '\u{2028}']).map(move |part| Line { number: n + 1, text: part.trim_matches(is_blank) })
    };
    whole.enumerate().flat_map(parts).filter(|line| !line.text.is_empty()).collect()
}

/// Reads what the lines look like; `None` when nobody speaks in them. `document`: they come from a word processor's file.
pub(super) fn read(lines: &[Line<'_>], document: bool, found: &mut Found) -> Option<Source> {
    let heads = lines.iter().filter(|l| teams::head(l.text).is_some()).count();
    let arrows = lines.iter().filter(|l| document && teams::arrow(l.text).is_some()).count();
    let named = lines.iter().filter(|l| plain::opening(l.text).is_some()).count();
    if arrows > heads.max(named) {
        teams::read_arrows(lines, found);
        return Some(Source::Teams);
    }
    // in a text of `Name: words` some line may end in a time, and in a text with heads some line may have a colon
    if heads > named || (heads > 0 && document && heads * 3 > named) {
        teams::read_heads(lines, found);
        return Some(Source::Teams);
    }
    if named == 0 {
        return None;
    }
    if meet::is_meet(lines) {
        meet::read(lines, found);
        return Some(Source::Meet);
    }
    plain::read(lines, found);
    Some(Source::Plain)
}
