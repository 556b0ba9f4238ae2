//! One utterance while it is shown, and what was cut off it.

use super::{Block, relate::Overlap, token::Token};

/// One utterance.
#[derive(Clone, Debug)]
pub(super) struct Track {
    pub key: Option<String>,
    pub speaker: Option<String>,
    pub avatar: Option<String>,
    /// Text as last shown.
    pub shown: String,
    /// Its tokens.
    pub live: Vec<Token>,
    /// Tokens that were cut off its front: no longer shown, and final.
    pub done: Vec<Token>,
}

impl Track {
    pub fn new(block: Block, live: Vec<Token>) -> Self {
        Self { key: block.key, speaker: block.speaker, avatar: block.avatar, shown: block.text, live, done: Vec::new() }
    }

    /// Whether a block may be of the same person: nothing says otherwise.
    pub fn may_be(&self, block: &Block) -> bool {
        let differ = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
        !differ(&self.speaker, &block.speaker) && !differ(&self.avatar, &block.avatar)
    }

    /// Takes over what a block says of its person and its key.
    pub fn name(&mut self, block: &Block) {
        for (mine, theirs) in
            [(&mut self.key, &block.key), (&mut self.speaker, &block.speaker), (&mut self.avatar, &block.avatar)]
        {
            if theirs.is_some() {
                mine.clone_from(theirs);
            }
        }
    }

    /// Takes over a new revision of the text. Words that are still there keep the moment when they were first seen.
    pub fn revise(&mut self, shown: String, mut new: Vec<Token>, overlap: Overlap) {
        let mut old = self.live.split_off(overlap.from.min(self.live.len()));
        self.done.append(&mut self.live);
        let prefix = old.iter().zip(&new).take_while(|(a, b)| a.norm == b.norm).count();
        let rest = old.len().min(new.len()) - prefix;
        let suffix = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a.norm == b.norm).count();
        let (from, to) = (new.len() - suffix, old.len() - suffix);
        for (n, token) in new.iter_mut().enumerate() {
            let before = if n >= from { old.get(to + n - from) } else { old.get(n).filter(|_| n < to) };
            if let Some(before) = before {
                token.at_ms = before.at_ms;
            }
        }
        old.clear();
        let mut latest = self.done.last().map_or(0, |t| t.at_ms);
        for token in &mut new {
            latest = latest.max(token.at_ms);
            token.at_ms = latest;
        }
        (self.live, self.shown) = (new, shown);
    }
}
