//! What a transcript is made of.

use serde::{Deserialize, Serialize};

/// Words of one speaker, and when they were said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// Start, ms from the start of the recording; `None` when the source does not tell.
    pub start_ms: Option<u64>,
    /// End, ms, not before the start; `None` when the source does not tell.
    pub end_ms: Option<u64>,
    /// Who speaks, as the source writes the name.
    pub speaker: Option<String>,
    /// What is said: lines without white space at their ends, none empty, no control characters.
    pub text: String,
}

/// What a transcript was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// WebVTT (W3C), as Teams and Zoom write it too.
    Vtt,
    /// SubRip.
    Srt,
    /// YouTube's SubViewer.
    Sbv,
    /// Lines of `Name: text`.
    Plain,
    /// The document that Teams makes, or its text.
    Teams,
    /// The document that Google Meet makes, or its text.
    Meet,
    /// JSON: Baton's own, or segments as speech recognisers write them.
    Json,
    /// Baton's log of live captions.
    Captions,
}

/// A transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transcript {
    /// In the order of the source.
    pub cues: Vec<Cue>,
    /// BCP 47 tag, where the source tells it.
    pub language: Option<String>,
    /// What it was read from.
    pub source: Source,
}

impl Source {
    /// The name of the kind, for people.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Vtt => "WebVTT",
            Self::Srt => "SRT",
            Self::Sbv => "SBV",
            Self::Plain => "plain text",
            Self::Teams => "Teams transcript",
            Self::Meet => "Meet transcript",
            Self::Json => "JSON",
            Self::Captions => "caption log",
        }
    }
}

impl Cue {
    /// A cue from text as found, tidied; `None` when no text is left. An end before the start, or without one, is left out.
    #[must_use]
    pub fn new(start_ms: Option<u64>, end_ms: Option<u64>, speaker: Option<&str>, text: &str) -> Option<Self> {
        let text = tidy(text)?;
        let end_ms = end_ms.filter(|end| start_ms.is_some_and(|start| start <= *end));
        Some(Self { start_ms, end_ms, speaker: speaker.and_then(tidy_name), text })
    }
}

/// Line breaks that any of the sources uses; Meet's text has vertical tabs.
fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Text of a cue: see [`Cue::text`].
pub(super) fn tidy(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    if let (Some(first), Some(last)) = (bytes.first(), bytes.last())
        && *first > b' '
        && *last > b' '
        && bytes.iter().all(|b| (b' '..0x7f).contains(b))
    {
        return Some(text.to_owned());
    }
    let mut tidied = String::with_capacity(text.len());
    for line in text.split(is_break) {
        let kept: String =
            line.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| !c.is_control() && *c != '\u{feff}').collect();
        let kept = kept.trim();
        if !kept.is_empty() {
            if !tidied.is_empty() {
                tidied.push('\n');
            }
            tidied.push_str(kept);
        }
    }
    (!tidied.is_empty()).then_some(tidied)
}

/// A name: one line, single spaces.
pub(super) fn tidy_name(name: &str) -> Option<String> {
    let mut tidied = String::with_capacity(name.len());
    for word in name.split(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}').filter(|w| !w.is_empty()) {
        if !tidied.is_empty() {
            tidied.push(' ');
        }
        tidied.push_str(word);
    }
    (!tidied.is_empty()).then_some(tidied)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn text_is_tidied_and_nothing_else() {
        let cue = Cue::new(Some(5), Some(4), Some(" Ana\tSilva\n"), " a  b \r\n\n\u{b}\u{0}c\u{feff}\td ").unwrap();
        assert_eq!((cue.speaker.as_deref(), cue.text.as_str()), (Some("Ana Silva"), "a  b\nc d"));
        assert_eq!((cue.start_ms, cue.end_ms), (Some(5), None));
        assert_eq!(Cue::new(None, Some(4), None, "x").unwrap().end_ms, None);
        assert_eq!(Cue::new(None, None, None, " \n\u{feff}"), None);
    }
}
