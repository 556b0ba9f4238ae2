//! The two lines by which Baton's own block in a description is known.
//!
//! `── Agenda (Baton 1) ──` opens, `── End of agenda (Baton) ──` closes. What is looked for is the words between two rules of
//! dashes, so that a page that re-wraps, quotes, indents or swaps spaces and dashes does not hide them. See `docs/block.md`.

use std::ops::Range;

/// What a block holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// An agenda.
    Agenda,
    /// A written brief.
    Brief,
}

impl BlockKind {
    /// The word in the opening line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Agenda => "Agenda",
            Self::Brief => "Brief",
        }
    }

    /// The word in the closing line.
    pub const fn end_word(self) -> &'static str {
        match self {
            Self::Agenda => "End of agenda",
            Self::Brief => "End of brief",
        }
    }
}

/// One opening or closing line, found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Bytes of the mark, its rules and what indents or quotes it included.
    pub range: Range<usize>,
    /// What it opens or closes.
    pub kind: BlockKind,
    /// The version of an opening mark; `None` for a closing one.
    pub opens: Option<u32>,
}

/// The word that names Baton inside a mark; content is never rendered with it (see [`crate::share::block`]).
pub const NAME: &str = "(Baton";

fn is_rule(c: char) -> bool {
    matches!(c, '─' | '━' | '—' | '–' | '‒' | '-' | '=' | '_')
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || c == '>' || c == '\u{200b}' || c == '\u{feff}'
}

/// Every mark in `text`, in order.
pub fn find_marks(text: &str) -> Vec<Mark> {
    text.match_indices(NAME).filter_map(|(at, _)| mark_at(text, at)).collect()
}

fn mark_at(text: &str, at: usize) -> Option<Mark> {
    let after = text.get(at + NAME.len()..)?;
    let rest = after.trim_start_matches(is_gap);
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let rest = rest.get(digits.len()..)?.strip_prefix(')')?.trim_start_matches(is_gap);
    let tail = rest.trim_start_matches(is_rule);
    if rest.len() == tail.len() {
        return None;
    }
    let end = text.len() - tail.len();

    let (kind, start) = [BlockKind::Agenda, BlockKind::Brief].into_iter().find_map(|kind| {
        let words = if digits.is_empty() { kind.end_word() } else { kind.word() };
        words_before(text.get(..at)?, words).map(|head| (kind, head))
    })?;
    let head = text.get(..start)?;
    let before_rule = head.trim_end_matches(is_gap).trim_end_matches(is_rule);
    if before_rule.len() == head.trim_end_matches(is_gap).len() {
        return None;
    }
    let line = before_rule.trim_end_matches(|c: char| is_gap(c) && c != '\n' && c != '\r');
    let start = if line.is_empty() || line.ends_with(['\n', '\r']) { line.len() } else { before_rule.len() };
    let opens = if digits.is_empty() { None } else { Some(digits.parse().ok()?) };
    Some(Mark { range: start..end, kind, opens })
}

/// The byte where `words` begin when they end `head`, whatever stands between them.
fn words_before(head: &str, words: &str) -> Option<usize> {
    let mut rest = head;
    for word in words.split(' ').rev() {
        rest = rest.trim_end_matches(is_gap);
        rest = rest.strip_suffix(word)?;
    }
    Some(rest.len())
}

/// Bytes of Baton's own blocks in `text`: from an opening mark to its closing one, or to the end where that is missing.
pub fn own_blocks(text: &str) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let mut open: Option<usize> = None;
    for mark in find_marks(text) {
        match (mark.opens, open) {
            (Some(_), None) => open = Some(mark.range.start),
            (None, Some(start)) => {
                blocks.push(start..mark.range.end);
                open = None;
            }
            _ => {}
        }
    }
    blocks.extend(open.map(|start| start..text.len()));
    blocks
}
