//! What people mend in a transcript: names, words that the machine misheard, and who it was.

mod anonymise;
mod glossary;
mod replace;

pub use anonymise::{TooManySpeakers, anonymise};
pub use glossary::{Glossary, GlossaryError};

use super::{Transcript, cue::tidy_name};

/// Gives a speaker another name; how many cues that changed. Two speakers may become one that way.
pub fn rename(transcript: &mut Transcript, from: &str, to: &str) -> usize {
    let Some(from) = tidy_name(from) else { return 0 };
    let to = tidy_name(to);
    let mut changed = 0;
    for cue in transcript.cues.iter_mut().filter(|c| c.speaker.as_deref() == Some(from.as_str())) {
        cue.speaker.clone_from(&to);
        changed += 1;
    }
    changed
}

/// The speakers, each once, in the order in which they first speak.
#[must_use]
pub fn speakers(transcript: &Transcript) -> Vec<&str> {
    let mut all: Vec<&str> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for name in transcript.cues.iter().filter_map(|c| c.speaker.as_deref()) {
        if seen.insert(name) {
            all.push(name);
        }
    }
    all
}

#[cfg(test)]
mod tests;
