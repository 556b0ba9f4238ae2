//! A transcript from live captions: what pages showed, revision by revision, becomes final cues.
//!
//! Pages rewrite captions after the fact, cut them at the front, start a long speech over, draw lists anew without saying which
//! row is which, and show a picture where a name should be. What is merged here are observations: a moment, and the blocks that
//! were visible then, in the order of the page.

mod cues;
mod log;
mod people;
mod relate;
mod token;
mod track;
mod view;

pub use log::{Log, read_log};
pub use view::Merger;

use super::Cue;
use serde::{Deserialize, Serialize};

/// What a page showed at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    /// Ms since the log was begun.
    #[serde(rename = "t")]
    pub time_ms: u64,
    /// The visible blocks, the oldest first.
    pub blocks: Vec<Block>,
}

/// One visible block of captions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What the page itself calls this utterance, or the identity of an element that never serves another one. `None` where rows
    /// are drawn anew: a wrong key is worse than none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The name shown beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// What identifies the picture beside it, where a page shows that in place of a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avatar: Option<String>,
    /// All of its text.
    pub text: String,
}

/// Merges observations into cues, in order of their start.
pub fn merge(observations: impl IntoIterator<Item = Observation>) -> Vec<Cue> {
    let mut merger = Merger::default();
    for observation in observations {
        merger.observe(observation);
    }
    merger.finish()
}

#[cfg(test)]
mod simulators;
#[cfg(test)]
mod tests;
