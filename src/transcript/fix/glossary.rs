//! A team's own words: what the machine hears, and what was said.

use super::replace::{Case, Replacer};
use crate::{
    limits::{GLOSSARY_ENTRIES, MAX_LINE_BYTES},
    transcript::{Cue, Transcript},
};

/// Pairs of what stands in a transcript and what should. A pattern in lower case is met in any case, one with capitals only as
/// it stands.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    words: Replacer,
}

/// Why a glossary cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GlossaryError {
    /// A line that is no entry.
    #[error("glossary, line {line}: expected `heard = meant`, for instance `cube or netties = Kubernetes`")]
    NotAPair {
        /// From one.
        line: usize,
    },
    /// More than anybody keeps.
    #[error("the glossary has more than {GLOSSARY_ENTRIES} entries")]
    TooMany,
    /// Larger than any glossary.
    #[error("the glossary is larger than {} MB", MAX_LINE_BYTES / 1024 / 1024)]
    TooLarge,
}

impl Glossary {
    /// Reads `heard = meant` lines; empty ones and those that begin with `#` are left out.
    ///
    /// # Errors
    /// At the first line that is neither.
    pub fn read(text: &str) -> Result<Self, GlossaryError> {
        if text.len() > MAX_LINE_BYTES {
            return Err(GlossaryError::TooLarge);
        }
        let mut glossary = Self::default();
        let lines = text.trim_start_matches('\u{feff}').lines().enumerate();
        for (count, (n, line)) in lines.filter(|(_, l)| !l.trim().is_empty() && !l.trim_start().starts_with('#')).enumerate() {
            if count >= GLOSSARY_ENTRIES {
                return Err(GlossaryError::TooMany);
            }
            let pair = line.split_once('=').or_else(|| line.split_once('\t'));
            let (heard, meant) = pair.map(|(a, b)| (a.trim(), b.trim())).unwrap_or_default();
            if heard.is_empty() || meant.is_empty() {
                return Err(GlossaryError::NotAPair { line: n + 1 });
            }
            let case = if heard.chars().any(char::is_uppercase) { Case::Exact } else { Case::Any };
            glossary.words.add(heard, meant, case);
        }
        Ok(glossary)
    }

    /// Mends the words of every cue, not the names of speakers; how many places changed.
    pub fn apply(&self, transcript: &mut Transcript) -> usize {
        let mut changed = 0;
        for cue in &mut transcript.cues {
            let (text, count) = self.words.replace(&cue.text);
            if let Some(mended) = Cue::new(cue.start_ms, cue.end_ms, cue.speaker.as_deref(), &text).filter(|_| count > 0) {
                *cue = mended;
                changed += count;
            }
        }
        changed
    }
}
