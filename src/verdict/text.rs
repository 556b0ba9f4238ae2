//! Text preparation: words with their place in the invite, cut into sentences and clauses.
//!
//! Every word keeps its byte range in the original field, so that whatever a rule finds can be quoted verbatim.

use super::noise;
use crate::limits::{MAX_DESCRIPTION_CHARS, MAX_EVIDENCE_CHARS, MAX_TITLE_CHARS};
use std::ops::Range;

/// Which field of the invite a word stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    /// The title.
    Title,
    /// The description.
    Body,
}

/// One word, lower-case, apostrophes unified; a CJK character or an emoji is a word of its own.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    pub norm: String,
    pub range: Range<usize>,
    /// Sentence number; phrases do not cross it.
    pub sentence: u32,
    /// Clause number; a negation does not cross it.
    pub clause: u32,
}

/// One field, cut into words. `source` is the field as the page gave it.
#[derive(Clone, Debug)]
pub(crate) struct Prepared<'a> {
    pub source: &'a str,
    pub field: Field,
    pub words: Vec<Word>,
}

impl<'a> Prepared<'a> {
    /// The title; nothing in it is taken for boilerplate.
    pub fn title(source: &'a str) -> Self {
        let end = byte_of_char(source, MAX_TITLE_CHARS);
        Self::of(source, Field::Title, std::slice::from_ref(&(0..end)))
    }

    /// The description without conferencing boilerplate, signatures and Baton's own block.
    pub fn body(source: &'a str) -> Self {
        let end = byte_of_char(source, MAX_DESCRIPTION_CHARS);
        let kept: Vec<Range<usize>> =
            noise::kept_lines(source).into_iter().filter(|r| r.start < end).map(|r| r.start..r.end.min(end)).collect();
        Self::of(source, Field::Body, &kept)
    }

    fn of(source: &'a str, field: Field, lines: &[Range<usize>]) -> Self {
        let mut cutter = Cutter::default();
        for (n, line) in lines.iter().enumerate() {
            if n > 0 && !continues(source, &lines[n - 1], line) {
                cutter.break_sentence();
            }
            cutter.line(source, line.clone());
        }
        Self { source, field, words: cutter.words }
    }

    /// The words `from..to` as they stand in the field, cut to a length that can be shown.
    pub fn quote(&self, from: usize, to: usize) -> Option<String> {
        let first = self.words.get(from)?;
        let last = self.words.get(to.checked_sub(1)?)?;
        let text = self.source.get(first.range.start..last.range.end)?;
        Some(text.get(..byte_of_char(text, MAX_EVIDENCE_CHARS))?.to_owned())
    }

    /// A quotation widened from the words `from..to` to their clause, where that clause is short enough to read.
    pub fn quote_clause(&self, from: usize, to: usize) -> Option<String> {
        const SHORT_CLAUSE_WORDS: usize = 12;
        let clause = self.words.get(from)?.clause;
        let same = |w: &&Word| w.clause == clause;
        let start = from - self.words.get(..from)?.iter().rev().take_while(same).count();
        let end = from + self.words.get(from..)?.iter().take_while(same).count();
        if end <= to.max(start + SHORT_CLAUSE_WORDS) && start <= from && end >= to {
            self.quote(start, end)
        } else {
            self.quote(from, to)
        }
    }
}

/// The byte offset of the `n`th character, or the end.
pub(crate) fn byte_of_char(text: &str, n: usize) -> usize {
    text.char_indices().nth(n).map_or(text.len(), |(at, _)| at)
}

/// A hard-wrapped line goes on in the next when it is long and the next starts small.
fn continues(source: &str, line: &Range<usize>, next: &Range<usize>) -> bool {
    const WRAPPED_AT_LEAST: usize = 50;
    let text = |r: &Range<usize>| source.get(r.clone()).unwrap_or("");
    line.end + 2 >= next.start && line.len() >= WRAPPED_AT_LEAST && text(next).chars().next().is_some_and(char::is_lowercase)
}

/// Chinese or Japanese characters are written without spaces: each is a word.
pub(crate) fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ac00}'..='\u{d7af}')
        || matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f300}'..='\u{1faff}')
}

/// Words after which a new clause begins.
const TURNS: &[&str] =
    &["but", "however", "instead", "then", "sondern", "aber", "dann", "mais", "puis", "pero", "sino", "luego", "mas", "depois"];

#[derive(Default)]
struct Cutter {
    words: Vec<Word>,
    sentence: u32,
    clause: u32,
}

impl Cutter {
    fn break_sentence(&mut self) {
        self.sentence += 1;
        self.clause += 1;
    }

    fn push(&mut self, source: &str, range: Range<usize>) {
        let Some(text) = source.get(range.clone()) else { return };
        let norm = text.to_lowercase().replace('’', "'");
        if TURNS.contains(&norm.as_str()) {
            self.clause += 1;
        }
        self.words.push(Word { norm, range, sentence: self.sentence, clause: self.clause });
    }

    fn line(&mut self, source: &str, line: Range<usize>) {
        let Some(text) = source.get(line.clone()) else { return };
        let mut open: Option<usize> = None;
        let mut tag = false;
        let mut chars = text.char_indices().peekable();
        let mut before = ' ';
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map_or(' ', |(_, n)| *n);
            let here = line.start + at;
            let inside = !tag
                && !stands_alone(c)
                && (c.is_alphanumeric()
                    || c == '&'
                    || (matches!(c, '\'' | '’' | ':' | '.' | '-' | '/') && before.is_alphanumeric() && joins(before, c, next)));
            if inside {
                open.get_or_insert(here);
                before = c;
                continue;
            }
            if let Some(start) = open.take() {
                self.push(source, start..here);
            }
            before = c;
            match c {
                '<' if next.is_ascii_alphabetic() || next == '/' => {
                    tag = text.get(at..).is_some_and(|rest| rest.contains('>'));
                    self.clause += 1;
                }
                '>' if tag => tag = false,
                _ if tag => {}
                '.' | '!' | '?' | ';' | '。' | '！' | '？' | '…' | '•' | '|' => self.break_sentence(),
                ':' | '：' | '–' | '—' | '→' | ',' | '、' | '(' | ')' | '（' | '）' => self.clause += 1,
                '-' if next == ' ' => self.clause += 1,
                _ if stands_alone(c) => self.push(source, here..here + c.len_utf8()),
                _ => {}
            }
        }
        if let Some(start) = open {
            self.push(source, start..line.end);
        }
    }
}

/// `1:1`, `3.20`, `don't`, `go/no-go`, `Q&A` are one word; `item: text` and `end. Next` are not.
fn joins(before: char, mark: char, next: char) -> bool {
    match mark {
        '\'' | '’' | '-' | '/' => next.is_alphanumeric(),
        ':' | '.' => before.is_ascii_digit() && next.is_ascii_digit(),
        _ => false,
    }
}

/// The words of a phrase of the lexicon, cut exactly as the invite is.
pub(crate) fn phrase_words(phrase: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in phrase.split(' ').filter(|p| !p.is_empty()) {
        if part.contains(['*', '_']) || part == ".." {
            words.push(part.to_owned());
        } else {
            words.extend(Prepared::title(part).words.into_iter().map(|w| w.norm));
        }
    }
    words
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn norms(text: &str) -> Vec<String> {
        Prepared::title(text).words.into_iter().map(|w| w.norm).collect()
    }

    #[test]
    fn words_keep_what_belongs_together() {
        assert_eq!(norms("1:1 go/no-go, don’t at 3.20."), ["1:1", "go/no-go", "don't", "at", "3.20"]);
        assert_eq!(norms("定例 OK"), ["定", "例", "ok"]);
        assert_eq!(norms("<p>Hello <b>you</b></p>"), ["hello", "you"]);
        assert_eq!(norms("a < b"), ["a", "b"]);
    }

    #[test]
    fn quotes_are_verbatim() {
        let p = Prepared::title("Please DON’T  discuss, just read");
        assert_eq!(p.quote(0, 3).unwrap(), "Please DON’T  discuss");
    }

    #[test]
    fn a_wrapped_line_is_one_sentence() {
        let text = "This is a rather long line which was wrapped by a mail program\nand goes on here.\nNew";
        let p = Prepared::body(text);
        assert_eq!(p.words.first().unwrap().sentence, p.words.iter().find(|w| w.norm == "goes").unwrap().sentence);
        assert_ne!(p.words.first().unwrap().sentence, p.words.last().unwrap().sentence);
    }
}
