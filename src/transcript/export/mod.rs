//! Transcripts for others: subtitles, text, Markdown, JSON.

mod json;
mod markdown;
mod srt;
mod text;
mod vtt;

pub(super) use json::VERSION as JSON_VERSION;
pub(super) use vtt::TITLE as VTT_TITLE;

use super::Transcript;

/// A format to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// WebVTT: reads back the same.
    Vtt,
    /// SRT, names in front of the words.
    Srt,
    /// A line a turn: `[0:01:02] Name: words`.
    Txt,
    /// A paragraph a turn, names bold.
    Markdown,
    /// Everything, with a version: reads back the same.
    Json,
}

/// Why a transcript cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// Subtitles of words whose times nobody told.
    #[error("the source tells no times, and {0} cannot do without; choose txt, md or json")]
    NoTimes(&'static str),
    /// JSON refused.
    #[error("{0}")]
    Json(String),
}

impl Target {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Vtt, Self::Srt, Self::Txt, Self::Markdown, Self::Json];

    /// Its short name, which is also the end of a file's name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Vtt => "vtt",
            Self::Srt => "srt",
            Self::Txt => "txt",
            Self::Markdown => "md",
            Self::Json => "json",
        }
    }

    /// Whether it cannot be written without times; unknown ones are then laid between the known ([`super::fill`]).
    #[must_use]
    pub fn needs_times(self) -> bool {
        matches!(self, Self::Vtt | Self::Srt)
    }
}

/// Writes a transcript.
///
/// # Errors
/// When the format needs times and there are none.
pub fn export(transcript: &Transcript, target: Target) -> Result<String, ExportError> {
    match target {
        Target::Vtt => vtt::write(transcript),
        Target::Srt => srt::write(transcript),
        Target::Txt => Ok(text::write(transcript)),
        Target::Markdown => Ok(markdown::write(transcript)),
        Target::Json => json::write(transcript),
    }
}

#[cfg(test)]
mod tests;
