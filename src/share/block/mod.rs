//! The block that Baton keeps in an event's description: readable by anybody, found again by Baton.
//!
//! The grammar is in `docs/block.md`. Everything here is pure and counts in UTF-16 code units, as a page's own strings do.

use crate::{
    agenda::{self, Agenda},
    brief::{self, Brief},
    event::marks::{self, Mark},
};
use serde::{Deserialize, Serialize};
use std::ops::Range;
use thiserror::Error;

pub use crate::event::marks::BlockKind;

mod compare;
pub use compare::same_text;

/// The version of the grammar that is written. Every earlier one is read.
pub const VERSION: u32 = 1;

/// A change to a text, in UTF-16 code units (what a page's own strings count in).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextEdit {
    /// First unit replaced.
    pub start: usize,
    /// One past the last unit replaced.
    pub end: usize,
    /// What stands there afterwards.
    pub insert: String,
}

/// What a block says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// The agenda of a meeting that stays live.
    Agenda(Agenda),
    /// The brief that replaces a meeting.
    Brief(Brief),
}

impl Content {
    /// What kind of block it becomes.
    pub const fn kind(&self) -> BlockKind {
        match self {
            Self::Agenda(_) => BlockKind::Agenda,
            Self::Brief(_) => BlockKind::Brief,
        }
    }
}

/// A block that stands in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// First UTF-16 unit of the block.
    pub start: usize,
    /// One past its last unit.
    pub end: usize,
    /// The grammar's version that wrote it.
    pub version: u32,
    /// Agenda or brief.
    pub kind: BlockKind,
    /// Its lines between the marks, without quote marks and trailing space; blank lines are left out.
    pub lines: Vec<String>,
}

/// Why a block cannot be touched. Nothing is changed then; the text of the error is for the person.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BlockError {
    /// An opening line without a closing one.
    #[error("Baton's {} is cut off: its last line is missing. Delete what is left of it, from the line with “(Baton” on.", .kind.word())]
    Truncated {
        /// What was opened.
        kind: BlockKind,
        /// UTF-16 offset of the opening line.
        at: usize,
    },
    /// A closing line without an opening one.
    #[error("Baton's {} is cut off: its first line is missing. Delete what is left of it, up to the line with “(Baton)”.", .kind.word())]
    Headless {
        /// What was closed.
        kind: BlockKind,
        /// UTF-16 offset of the closing line.
        at: usize,
    },
    /// An opening line that is closed as something else.
    #[error("a block of Baton opens as {} and closes as {}. Delete one of the two lines.", .opened.word(), .closed.word())]
    Mismatched {
        /// What was opened.
        opened: BlockKind,
        /// What was closed.
        closed: BlockKind,
        /// UTF-16 offset of the opening line.
        at: usize,
    },
    /// More than one block.
    #[error("Baton's block stands there {count} times. Delete all but one.")]
    Duplicated {
        /// How many.
        count: usize,
        /// UTF-16 offset of the second.
        second_at: usize,
    },
    /// Written by a later Baton.
    #[error("this block was written by a newer Baton (version {version}). Update Baton to change it.")]
    Newer {
        /// Its version.
        version: u32,
    },
    /// An edit that does not fit the text.
    #[error("the edit {start}..{end} does not fit a text of {len} units")]
    Misfit {
        /// The edit's start.
        start: usize,
        /// The edit's end.
        end: usize,
        /// The text's length in UTF-16 units.
        len: usize,
    },
}

/// The block as text, lines separated by `\n`, no newline at the end.
pub fn render(content: &Content) -> String {
    let kind = content.kind();
    let lines = match content {
        Content::Agenda(a) => agenda::to_lines(a),
        Content::Brief(b) => brief::to_plain(b).lines().map(str::to_owned).collect(),
    };
    // What people typed must not look like one of the marks.
    let body = lines.join("\n").replace(marks::NAME, "( Baton");
    format!("── {} (Baton {VERSION}) ──\n{body}\n── {} (Baton) ──", kind.word(), kind.end_word())
}

/// The block that stands in `text`, if one does.
///
/// # Errors
/// [`BlockError`] when what stands there is not one whole block that this version can read.
pub fn find(text: &str) -> Result<Option<Found>, BlockError> {
    let Some((block, version, kind, inner)) = locate(text)? else { return Ok(None) };
    let lines = text
        .get(inner)
        .unwrap_or("")
        .lines()
        .map(|l| l.trim_start_matches(|c: char| c == '>' || c.is_whitespace()).trim_end().replace('\u{a0}', " "))
        .filter(|l| !l.is_empty())
        .collect();
    Ok(Some(Found { start: units(text, block.start), end: units(text, block.end), version, kind, lines }))
}

/// The edit that puts `content` into `text`: in the place of the own block, else at the end, one blank line after what was there.
///
/// # Errors
/// As [`find`].
pub fn put(text: &str, content: &Content) -> Result<TextEdit, BlockError> {
    let newline = newline_of(text);
    let rendered = render(content).replace('\n', newline);
    Ok(match locate(text)? {
        Some((block, ..)) => TextEdit { start: units(text, block.start), end: units(text, block.end), insert: rendered },
        None => {
            let end = units(text, text.len());
            let gap = if text.is_empty() { String::new() } else { newline.repeat(GAP) };
            TextEdit { start: end, end, insert: gap + &rendered }
        }
    })
}

/// The edit that takes the own block out of `text`, with the blank line that [`put`] added; `None` when there is none.
///
/// # Errors
/// As [`find`].
pub fn take_out(text: &str) -> Result<Option<TextEdit>, BlockError> {
    let Some((block, ..)) = locate(text)? else { return Ok(None) };
    let mut start = block.start;
    for _ in 0..GAP {
        let head = text.get(..start).unwrap_or("");
        start = head.strip_suffix("\r\n").or_else(|| head.strip_suffix('\n')).unwrap_or(head).len();
    }
    Ok(Some(TextEdit { start: units(text, start), end: units(text, block.end), insert: String::new() }))
}

/// `text` after `edit`.
///
/// # Errors
/// [`BlockError::Misfit`] when the edit reaches beyond the text, runs backwards or cuts a character in two.
pub fn apply(text: &str, edit: &TextEdit) -> Result<String, BlockError> {
    let misfit = || BlockError::Misfit { start: edit.start, end: edit.end, len: units(text, text.len()) };
    let (start, end) = (bytes(text, edit.start).ok_or_else(misfit)?, bytes(text, edit.end).ok_or_else(misfit)?);
    match (text.get(..start), text.get(end..)) {
        (Some(head), Some(tail)) if start <= end => Ok([head, &edit.insert, tail].concat()),
        _ => Err(misfit()),
    }
}

/// Line breaks between what was there and the block: one blank line.
const GAP: usize = 2;

/// The line break that the text itself uses.
fn newline_of(text: &str) -> &'static str {
    // A text that ends in a bare carriage return would swallow a bare newline.
    if text.contains("\r\n") || text.ends_with('\r') { "\r\n" } else { "\n" }
}

type Located = (Range<usize>, u32, BlockKind, Range<usize>);

/// The one block: its bytes, version, kind, and the bytes between its marks.
fn locate(text: &str) -> Result<Option<Located>, BlockError> {
    let found = marks::find_marks(text);
    let mut blocks: Vec<Located> = Vec::new();
    let mut rest = found.iter().peekable();
    while let Some(mark) = rest.next() {
        let Some(version) = mark.opens else {
            return Err(BlockError::Headless { kind: mark.kind, at: units(text, mark.range.start) });
        };
        blocks.push(close(text, mark, version, rest.next())?);
    }
    match blocks.as_slice() {
        [] => Ok(None),
        [(_, version, ..)] if *version > VERSION => Err(BlockError::Newer { version: *version }),
        [one] => Ok(Some(one.clone())),
        [_, second, ..] => Err(BlockError::Duplicated { count: blocks.len(), second_at: units(text, second.0.start) }),
    }
}

fn close(text: &str, open: &Mark, version: u32, next: Option<&Mark>) -> Result<Located, BlockError> {
    let at = units(text, open.range.start);
    match next {
        Some(end) if end.opens.is_none() && end.kind == open.kind => {
            Ok((open.range.start..end.range.end, version, open.kind, open.range.end..end.range.start))
        }
        Some(end) if end.opens.is_none() => Err(BlockError::Mismatched { opened: open.kind, closed: end.kind, at }),
        _ => Err(BlockError::Truncated { kind: open.kind, at }),
    }
}

/// UTF-16 units before the byte `at`.
fn units(text: &str, at: usize) -> usize {
    text.get(..at).map_or(0, |head| head.encode_utf16().count())
}

/// The byte at UTF-16 unit `at`; `None` beyond the end or within a character.
fn bytes(text: &str, at: usize) -> Option<usize> {
    let mut seen = 0;
    for (byte, c) in text.char_indices() {
        if seen >= at {
            return (seen == at).then_some(byte);
        }
        seen += c.len_utf16();
    }
    (seen == at).then_some(text.len())
}
