//! What WebVTT, SRT and SBV share: blocks of a time line and the words below it, with blank lines between.

use super::problem::{Found, Reason};
use crate::transcript::{Cue, cue::tidy, time};

/// Lines with their numbers, from one.
pub(super) struct Lines<'a> {
    rest: Option<&'a str>,
    /// Number of the line that comes next.
    pub number: usize,
}

impl<'a> Lines<'a> {
    pub fn of(text: &'a str) -> Self {
        Self { rest: Some(text), number: 1 }
    }

    pub fn peek(&self) -> Option<&'a str> {
        let rest = self.rest?;
        Some(rest.split_once('\n').map_or(rest, |(line, _)| line))
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let rest = self.rest?;
        let (line, rest) = rest.split_once('\n').map_or((rest, None), |(line, rest)| (line, Some(rest)));
        self.rest = rest;
        self.number += 1;
        Some(line)
    }
}

/// True for a line that holds the arrow between two times.
pub(super) fn has_arrow(line: &str) -> bool {
    line.contains("-->")
}

/// Start and end around the arrow; what follows the end are settings.
pub(super) fn arrow_times(line: &str) -> (Option<u64>, Option<u64>) {
    let Some((start, rest)) = line.split_once("-->") else { return (None, None) };
    let end = rest.trim_start().split([' ', '\t']).next().unwrap_or_default();
    (time::parse(start.trim()), time::parse(end))
}

/// How a format differs.
pub(super) struct Shape {
    /// True for a line that holds times.
    pub is_time: fn(&str) -> bool,
    /// Start and end of such a line.
    pub times: fn(&str) -> (Option<u64>, Option<u64>),
    /// Whether a line that opens a block is a comment, which reaches to the next blank line.
    pub is_comment: fn(&str) -> bool,
    /// Whether words below a blank line belong to the cue above, as where a format has no way to write a blank line.
    pub blank_goes_on: bool,
}

/// One cue as it stands: start, end, words.
pub(super) type Raw<'t> = (Option<u64>, Option<u64>, &'t str);

/// Reads blocks to the end of `lines`; `cues` makes cues of each.
pub(super) fn read(lines: &mut Lines<'_>, shape: &Shape, found: &mut Found, cues: &mut dyn FnMut(Raw<'_>, &mut Vec<Cue>)) {
    let mut words: Vec<&str> = Vec::new();
    while let Some(line) = lines.next() {
        let mut at = lines.number - 1;
        if line.trim().is_empty() {
            continue;
        }
        if found.full_at(at) {
            return;
        }
        let mut timing = (shape.is_time)(line).then_some(line);
        words.clear();
        if timing.is_none() {
            if (shape.is_comment)(line) {
                while lines.next().is_some_and(|l| !l.trim().is_empty()) {}
                continue;
            }
            if lines.peek().is_some_and(shape.is_time) {
                // the cue's name or number
                timing = lines.next();
                at = lines.number - 1;
            } else {
                words.push(line);
            }
        }
        take_words(lines, shape, &mut words);
        let times = timing.map(shape.times);
        let (start, end) = match times {
            Some((start @ Some(_), end @ Some(_))) => (start, end),
            Some((start, _)) => {
                if !words.is_empty() {
                    found.problem(at, Reason::BadTime);
                }
                (start, None)
            }
            None if shape.blank_goes_on && !found.cues.is_empty() => {
                goes_on(found, &words);
                continue;
            }
            None if words.len() == 1 && is_cue_name(line.trim()) => {
                found.problem(at, Reason::LoneName);
                continue;
            }
            None => {
                found.problem(at, Reason::NoTime);
                (None, None)
            }
        };
        if let (Some(start), Some(end)) = (start, end)
            && end < start
        {
            found.problem(at, Reason::EndBeforeStart);
        }
        match words.as_slice() {
            [] => {}
            [one] => cues((start, end, one), &mut found.cues),
            many => cues((start, end, &many.join("\n")), &mut found.cues),
        }
    }
}

/// The lines below a time line, to the next blank line or the next time line.
fn take_words<'a>(lines: &mut Lines<'a>, shape: &Shape, words: &mut Vec<&'a str>) {
    while let Some(next) = lines.peek() {
        if next.trim().is_empty() {
            return;
        }
        if (shape.is_time)(next) {
            // a blank line was forgotten: what stands above the time is the next cue's number
            if words.len() > 1 && words.last().is_some_and(|w| is_number(w)) {
                words.pop();
            }
            return;
        }
        words.push(next);
        lines.next();
    }
}

fn goes_on(found: &mut Found, words: &[&str]) {
    if let (Some(last), Some(more)) = (found.cues.last_mut(), tidy(&words.join("\n"))) {
        last.text.push('\n');
        last.text.push_str(&more);
    }
}

/// A number, or a GUID as Teams has it: no word of anybody's.
fn is_cue_name(line: &str) -> bool {
    line.bytes().all(|b| b.is_ascii_graphic()) && line.bytes().any(|b| b.is_ascii_digit())
}

fn is_number(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit())
}
