//! Phrase tables, one file a language: which words give which cue.
//!
//! In a phrase, `word*` and `*word*` match a beginning or a part of a word, `_` any one word, `..` up to four words. Phrases are
//! matched in every invite whatever its language is said to be: people mix languages, and a tag is often wrong.

use super::{
    cues::{Cue, cue},
    text::{Word, phrase_words},
};
use std::{collections::HashMap, sync::OnceLock};

mod de;
mod en;
mod es;
mod fr;
mod ja;
mod pt;

/// A cue's code and the phrases that give it, separated by `|`.
pub(crate) type Table = &'static [(&'static str, &'static str)];

struct Phrase {
    words: Vec<String>,
    cue: &'static Cue,
}

/// All phrases, by the first character of their first word.
pub(crate) struct Lexicon {
    by_first: HashMap<char, Vec<Phrase>>,
    anywhere: Vec<Phrase>,
}

/// One phrase found.
pub(crate) struct Hit {
    pub cue: &'static Cue,
    pub from: usize,
    pub to: usize,
}

/// The tables, read once.
pub(crate) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let mut lexicon = Lexicon { by_first: HashMap::new(), anywhere: Vec::new() };
        for (code, phrases) in [en::TABLE, de::TABLE, fr::TABLE, es::TABLE, pt::TABLE, ja::TABLE].into_iter().flatten() {
            let Some(cue) = cue(code) else { continue };
            for phrase in phrases.split('|') {
                let words = phrase_words(phrase.trim());
                match words.first().and_then(|w| w.chars().next()) {
                    Some('*') => lexicon.anywhere.push(Phrase { words, cue }),
                    Some(first) => lexicon.by_first.entry(first).or_default().push(Phrase { words, cue }),
                    None => {}
                }
            }
        }
        lexicon
    })
}

impl Lexicon {
    /// Every phrase in `words`.
    pub fn hits(&self, words: &[Word]) -> Vec<Hit> {
        let mut hits = Vec::new();
        for from in 0..words.len() {
            let Some(first) = words[from].norm.chars().next() else { continue };
            let here = self.by_first.get(&first).map_or(&[][..], Vec::as_slice);
            for phrase in here.iter().chain(&self.anywhere) {
                if let Some(to) = matches(&phrase.words, words, from) {
                    hits.push(Hit { cue: phrase.cue, from, to });
                }
            }
        }
        hits
    }
}

/// Where a phrase that starts at word `from` ends; all of it stands in one sentence.
fn matches(phrase: &[String], words: &[Word], from: usize) -> Option<usize> {
    rest_matches(phrase, words, from, words.get(from)?.sentence)
}

fn rest_matches(phrase: &[String], words: &[Word], from: usize, sentence: u32) -> Option<usize> {
    const GAP: usize = 4;
    let Some((first, rest)) = phrase.split_first() else { return Some(from) };
    if first == ".." {
        return (from..=from + GAP).find_map(|at| rest_matches(rest, words, at, sentence));
    }
    let word = words.get(from)?;
    if word.sentence != sentence || !word_matches(first, &word.norm) {
        return None;
    }
    rest_matches(rest, words, from + 1, sentence)
}

fn word_matches(pattern: &str, word: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        _ if pattern == "_" => true,
        (Some(p), Some(_)) => p.strip_suffix('*').is_some_and(|middle| word.contains(middle)),
        (Some(end), None) => word.ends_with(end),
        (None, Some(start)) => word.starts_with(start),
        (None, None) => pattern == word,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::verdict::text::Prepared;

    fn codes(text: &str) -> Vec<&'static str> {
        lexicon().hits(&Prepared::title(text).words).into_iter().map(|h| h.cue.code).collect()
    }

    #[test]
    fn every_code_in_a_table_is_a_cue() {
        for table in [en::TABLE, de::TABLE, fr::TABLE, es::TABLE, pt::TABLE, ja::TABLE] {
            for (code, phrases) in table {
                assert!(cue(code).is_some(), "{code} is not a cue");
                for phrase in phrases.split('|') {
                    assert!(!phrase_words(phrase.trim()).is_empty(), "empty phrase under {code}");
                }
            }
        }
    }

    #[test]
    fn gaps_and_prefixes_match_within_a_sentence() {
        assert!(codes("we brainstormed").contains(&"brainstorm"));
        assert!(codes("We think 29, so call").contains(&"negotiation"));
        assert!(!codes("We think 29. So call").contains(&"negotiation"));
    }

    #[test]
    fn japanese_is_matched_without_spaces() {
        assert!(codes("今期の評価についてお伝えします").contains(&"sensitive"));
    }
}
