//! Transcripts that others made: which format a file is, and what it says.

mod decode;
mod detect;
mod document;
mod docx;
mod json;
mod markup;
mod meet;
mod plain;
mod problem;
mod sbv;
mod speakers;
mod srt;
mod subtitle;
mod teams;
mod vtt;

pub use decode::Charset;
pub use problem::{Place, Problem, Reason};

use super::{Source, Transcript, merge};
use crate::limits::{DOCUMENT_XML_BYTES, TRANSCRIPT_BYTES};
use problem::Found;

/// What a file gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// What could be read; at least one cue.
    pub transcript: Transcript,
    /// How its bytes were read; `None` for a document.
    pub charset: Option<Charset>,
    /// What is wrong with it, in order.
    pub problems: Vec<Problem>,
    /// Further faults that are not listed, count.
    pub unlisted: usize,
}

/// Why a file gives nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// Larger than any transcript.
    #[error("the file is larger than {} MB; split it", TRANSCRIPT_BYTES / 1024 / 1024)]
    TooLarge,
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// No format that is known.
    #[error(
        "no transcript was recognised: there are neither times (WebVTT, SRT, SBV) nor `Name: text` lines nor JSON with cues; \
         export the transcript as .vtt, .srt, .docx or .txt"
    )]
    Unknown,
    /// A format that is known, and nothing usable in it.
    #[error("read as {}, but no words could be kept{}", .read_as.as_str(), first(.problems))]
    Nothing {
        /// The format.
        read_as: Source,
        /// What is wrong.
        problems: Vec<Problem>,
    },
    /// A zip that cannot be opened.
    #[error("the document cannot be opened: {why}; open it in its program and save it again")]
    Archive {
        /// What the zip reader says.
        why: String,
    },
    /// A zip that is no text document.
    #[error("the archive is no .docx: `word/document.xml` is missing")]
    NotDocx,
    /// Packed text beyond the limit.
    #[error("the document's text unpacks to more than {} MB; that is no transcript", DOCUMENT_XML_BYTES / 1024 / 1024)]
    Inflated,
    /// The caption log is of a newer Baton.
    #[error("{0}")]
    Version(String),
}

fn first(problems: &[Problem]) -> String {
    problems.first().map(|p| format!(" ({p})")).unwrap_or_default()
}

/// Reads a transcript of any known format, recognised by its content.
///
/// # Errors
/// When nothing of it can be used; what is wrong with a part is told in [`Import::problems`].
pub fn import(bytes: &[u8]) -> Result<Import, ImportError> {
    if bytes.len() > TRANSCRIPT_BYTES {
        return Err(ImportError::TooLarge);
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ImportError::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        let paragraphs = docx::paragraphs(bytes)?;
        let lines = document::lines_of(&paragraphs.text);
        let mut found = Found::of(Place::Paragraph);
        if paragraphs.torn {
            found.problem(paragraphs.text.len(), Reason::Torn);
        }
        let source = document::read(&lines, true, &mut found).ok_or(ImportError::Unknown)?;
        return finish(source, None, None, found);
    }
    let decoded = decode::decode(bytes);
    let text = decoded.text.as_ref();
    if text.trim().is_empty() {
        return Err(ImportError::Empty);
    }
    let source = detect::detect(text);
    let entries = matches!(source, Some(Source::Json));
    let mut found = Found::of(if entries { Place::Entry } else { Place::Line });
    for line in decoded.damaged {
        found.push_problem(Problem { place: Place::Line(line), reason: Reason::Undecodable });
    }
    let mut language = None;
    let source = match source {
        Some(Source::Vtt) => {
            language = vtt::read(text, &mut found);
            Source::Vtt
        }
        Some(Source::Srt) => srt::read(text, &mut found),
        Some(Source::Sbv) => sbv::read(text, &mut found),
        Some(Source::Json) => {
            language = json::read(text, &mut found);
            Source::Json
        }
        Some(Source::Captions) => {
            let log = merge::read_log(text, &mut |line, reason| found.problem(line, reason)).map_err(ImportError::Version)?;
            language = log.language;
            log.cues.into_iter().for_each(|cue| found.cue(Some(cue)));
            Source::Captions
        }
        _ => {
            let lines = document::lines(text);
            document::read(&lines, false, &mut found).ok_or(ImportError::Unknown)?
        }
    };
    finish(source, language, Some(decoded.charset), found)
}

fn finish(source: Source, language: Option<String>, charset: Option<Charset>, found: Found) -> Result<Import, ImportError> {
    let Found { cues, problems, unlisted, .. } = found;
    if cues.is_empty() {
        return Err(ImportError::Nothing { read_as: source, problems });
    }
    Ok(Import { transcript: Transcript { cues, language, source }, charset, problems, unlisted })
}

#[cfg(test)]
mod tests;
