//! Whole words for whole words, each place once, the longest first.

use crate::transcript::script::unspaced;
use std::collections::HashMap;

/// How a pattern meets the case of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// In any case; the replacement takes the text's where it has none of its own.
    Any,
    /// As written.
    Exact,
    /// As written, or all in capitals.
    Name,
}

#[derive(Clone, Debug)]
struct Entry {
    pattern: Vec<char>,
    with: String,
    case: Case,
}

/// Patterns, by the lower-case first character of each.
#[derive(Clone, Debug, Default)]
pub(super) struct Replacer {
    by_first: HashMap<char, Vec<Entry>>,
}

impl Replacer {
    /// Adds a pattern; of two that are the same, the first stays.
    pub fn add(&mut self, pattern: &str, with: &str, case: Case) {
        let pattern: Vec<char> = pattern.trim().chars().collect();
        let Some(first) = pattern.first() else { return };
        let list = self.by_first.entry(lower(*first)).or_default();
        if list.iter().any(|e| e.pattern == pattern) {
            return;
        }
        let at = list.partition_point(|e| e.pattern.len() >= pattern.len());
        list.insert(at, Entry { pattern, with: with.to_owned(), case });
    }

    /// The text with every pattern replaced, and how many there were.
    pub fn replace(&self, text: &str) -> (String, usize) {
        let chars: Vec<char> = text.chars().collect();
        let (mut out, mut at, mut count) = (String::with_capacity(text.len()), 0, 0);
        while let Some(c) = chars.get(at) {
            let entry = self.by_first.get(&lower(*c)).and_then(|list| list.iter().find(|e| e.stands(&chars, at)));
            match entry {
                Some(entry) => {
                    let end = at + entry.pattern.len();
                    out.push_str(&entry.written_like(chars.get(at..end).unwrap_or_default()));
                    at = end;
                    count += 1;
                }
                None => {
                    out.push(*c);
                    at += 1;
                }
            }
        }
        (out, count)
    }
}

impl Entry {
    /// Whether this pattern stands at `at` as whole words.
    fn stands(&self, text: &[char], at: usize) -> bool {
        let Some(there) = text.get(at..at + self.pattern.len()) else { return false };
        // a pattern may have a space where the text has a line's end
        let same = |a: &char, b: &char| a == b || (*a == ' ' && b.is_whitespace());
        let alike = match self.case {
            Case::Any => self.pattern.iter().zip(there).all(|(a, b)| same(a, b) || lower(*a) == lower(*b)),
            Case::Exact => self.pattern.iter().zip(there).all(|(a, b)| same(a, b)),
            Case::Name => {
                self.pattern.iter().zip(there).all(|(a, b)| same(a, b))
                    || self.pattern.iter().zip(there).all(|(a, b)| same(a, b) || (lower(*a) == lower(*b) && b.is_uppercase()))
            }
        };
        let before = at.checked_sub(1).and_then(|n| text.get(n));
        alike && open(before, there.first()) && open(there.last(), text.get(at + self.pattern.len()))
    }

    /// The replacement in the case of what it replaces.
    fn written_like(&self, there: &[char]) -> String {
        if self.case != Case::Any || self.with.chars().any(char::is_uppercase) {
            return self.with.clone();
        }
        let letters = || there.iter().filter(|c| c.is_alphabetic());
        if letters().count() > 1 && letters().all(|c| c.is_uppercase()) {
            return self.with.to_uppercase();
        }
        let mut chars = self.with.chars();
        match chars.next() {
            Some(first) if there.first().is_some_and(|c| c.is_uppercase()) => first.to_uppercase().chain(chars).collect(),
            _ => self.with.clone(),
        }
    }
}

/// Whether a word may end between two characters. Scripts without spaces end one anywhere.
fn open(left: Option<&char>, right: Option<&char>) -> bool {
    let inside = |c: &char| (c.is_alphanumeric() || *c == '_') && !unspaced(*c);
    !(left.is_some_and(inside) && right.is_some_and(inside))
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}
