//! What is wrong with a file, and where.

use crate::{
    limits::{TRANSCRIPT_CUES, TRANSCRIPT_PROBLEMS},
    transcript::Cue,
};
use std::fmt;

/// Where something stands, counted from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A line of text.
    Line(usize),
    /// A paragraph of a document.
    Paragraph(usize),
    /// An entry of a list in JSON.
    Entry(usize),
}

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {reason}")]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What, and what was done about it.
    pub reason: Reason,
}

/// What is wrong, and what was done about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// A time line with times that are none.
    #[error("the time cannot be read; the words are kept without a time")]
    BadTime,
    /// A cue that ends before it starts.
    #[error("it ends before it starts; the end is left out")]
    EndBeforeStart,
    /// Words that no time line stands above.
    #[error("words without a time; they are kept without one")]
    NoTime,
    /// Something like a cue's name, and nothing below it.
    #[error("a cue's name without a time and without words; the file may be cut off")]
    LoneName,
    /// Bytes that are no characters.
    #[error("bytes that are not UTF-8 are shown as \u{fffd}; save the file as UTF-8")]
    Undecodable,
    /// Lines before anybody speaks.
    #[error("what stands above the first speaker is left out: {0}")]
    Preamble(String),
    /// Lines after the end.
    #[error("what stands below the end of the transcript is left out: {0}")]
    Closing(String),
    /// More than a transcript has.
    #[error("there are more than {TRANSCRIPT_CUES} cues; the rest is left out")]
    TooMany,
    /// JSON that cannot be read.
    #[error("{0}")]
    Json(String),
    /// A field of JSON that is missing or wrong.
    #[error("{field}: {why}")]
    Field {
        /// Its name.
        field: &'static str,
        /// What is wrong, and what was done.
        why: &'static str,
    },
    /// Observations must go forward.
    #[error("the time goes back; the time before it is taken")]
    Backwards,
    /// A document whose XML breaks off.
    #[error("the document breaks off here; what stands before is kept")]
    Torn,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(n) => write!(f, "line {n}"),
            Self::Paragraph(n) => write!(f, "paragraph {n}"),
            Self::Entry(n) => write!(f, "entry {n}"),
        }
    }
}

/// What a parser has found so far, within the limits.
pub(super) struct Found {
    pub cues: Vec<Cue>,
    pub problems: Vec<Problem>,
    pub unlisted: usize,
    place: fn(usize) -> Place,
    full: bool,
}

impl Found {
    pub fn of(place: fn(usize) -> Place) -> Self {
        Self { cues: Vec::new(), problems: Vec::new(), unlisted: 0, place, full: false }
    }

    /// Keeps a cue; one without words is no loss.
    pub fn cue(&mut self, cue: Option<Cue>) {
        if let Some(cue) = cue.filter(|_| !self.full) {
            self.cues.push(cue);
        }
    }

    /// True when no further cue will be kept; says so once.
    pub fn full_at(&mut self, at: usize) -> bool {
        if self.cues.len() >= TRANSCRIPT_CUES && !self.full {
            self.full = true;
            self.cues.truncate(TRANSCRIPT_CUES);
            self.problem(at, Reason::TooMany);
        }
        self.full
    }

    pub fn problem(&mut self, at: usize, reason: Reason) {
        self.push_problem(Problem { place: (self.place)(at), reason });
    }

    pub fn push_problem(&mut self, problem: Problem) {
        if self.problems.len() < TRANSCRIPT_PROBLEMS {
            self.problems.push(problem);
        } else {
            self.unlisted += 1;
        }
    }
}
