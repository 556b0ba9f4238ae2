//! Names in front of words: `Ana Silva: let us begin`.

use crate::transcript::{Cue, cue::tidy_name};
use std::collections::HashMap;

/// Characters of a name, count; a longer one is a sentence with a colon.
const NAME_CHARS: usize = 60;
/// Words of a name, count: "Maria del Carmen Ruiz Lopez (Guest)".
const NAME_WORDS: usize = 7;

/// Name and words of a line, when what stands before its first colon may be a name.
pub(super) fn prefix(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start();
    let line = line.strip_prefix(">>").map_or(line, str::trim_start);
    let at = line.find([':', '\u{ff1a}'])?;
    let (name, rest) = line.split_at(at);
    let words = rest.strip_prefix('\u{ff1a}').or_else(|| {
        // `10:30` and `https://…` are no names
        rest.strip_prefix(':').filter(|words| words.is_empty() || words.starts_with(char::is_whitespace))
    })?;
    is_name(name).then_some((name.trim(), words.trim_start()))
}

/// Whether a text may be somebody's name.
pub(super) fn is_name(text: &str) -> bool {
    let text = text.trim();
    let words: Vec<&str> = text.split_whitespace().collect();
    let sentence = words.iter().any(|w| w.ends_with('.') && w.chars().count() > 4);
    text.chars().any(char::is_alphabetic)
        && text.chars().count() <= NAME_CHARS
        && words.len() <= NAME_WORDS
        && !sentence
        && !text.contains([
            '?', '!', ';', '"', '<', '>', '[', ']', '{', '}', '=', '/', '\\', '\u{3002}', '\u{ff1f}', '\u{2026}', '\u{fffd}',
        ])
}

/// Words inside a name that are written small.
const PARTICLES: [&str; 16] =
    ["de", "del", "da", "do", "dos", "das", "di", "la", "le", "el", "van", "der", "den", "von", "zu", "bin"];

/// Whether a text looks like nothing but a name: words with capitals, or one word alone.
fn looks_like_a_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.len() == 1
        || words
            .iter()
            .all(|w| PARTICLES.contains(w) || w.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase()))
}

/// Names that the texts speak for: used twice, or half of all lines have some name and this looks like one. "Note: that was
/// Monday" alone makes no speaker.
pub(super) struct Evidence {
    counts: HashMap<String, usize>,
    usual: bool,
}

impl Evidence {
    pub fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let (mut counts, mut named, mut all) = (HashMap::<String, usize>::new(), 0_usize, 0_usize);
        for line in lines {
            all += 1;
            if let Some(name) = prefix(line).and_then(|(name, _)| tidy_name(name)) {
                named += 1;
                *counts.entry(name).or_default() += 1;
            }
        }
        Self { counts, usual: named * 2 >= all }
    }

    pub fn speaks_for(&self, name: &str) -> bool {
        tidy_name(name)
            .is_some_and(|name| (self.usual && looks_like_a_name(&name)) || self.counts.get(&name).is_some_and(|n| *n > 1))
    }
}

/// Takes names out of the words of cues that have no speaker.
pub(super) fn take_prefixes(cues: &mut [Cue]) {
    let evidence = Evidence::of(cues.iter().filter_map(|c| c.text.lines().next()));
    for cue in cues.iter_mut() {
        let taken = prefix(&cue.text).filter(|(name, _)| evidence.speaks_for(name));
        if let Some(named) = taken.and_then(|(name, words)| Cue::new(cue.start_ms, cue.end_ms, Some(name), words)) {
            *cue = named;
        }
    }
}
