//! The words of a cue: voices, other tags, character references.

use super::subtitle::Raw;
use crate::transcript::{
    Cue,
    cue::{tidy, tidy_name},
};

/// Tags of WebVTT and those of HTML that SRT files carry. Anything else between angle brackets is what somebody said.
const TAGS: [&str; 13] = ["c", "i", "b", "u", "ruby", "rt", "lang", "font", "span", "br", "p", "em", "strong"];
/// Characters looked at for the end of a reference, a tag and a SubStation mark, count: no longer one is known, and a text that
/// only opens them must not be read again and again.
const REFERENCE: usize = 10;
const TAG: usize = 1_000;
const MARK: usize = 60;

/// Adds a cue for each voice; true when there was a voice tag. `references`: whether the format has `&amp;` and its kind.
pub(super) fn cues(raw: Raw<'_>, references: bool, into: &mut Vec<Cue>) -> bool {
    let (start, end, words) = raw;
    if let Some((name, words)) = one_voice(words) {
        into.extend(Cue::new(start, end, Some(name), words));
        return true;
    }
    if !words.contains(['<', '&', '{']) {
        into.extend(Cue::new(start, end, None, words));
        return false;
    }
    let mut parts: Vec<(Option<String>, String)> = vec![(None, String::new())];
    let (mut rest, mut voices) = (words, false);
    while let Some(at) = rest.find(['<', '&', '{']) {
        let (before, from) = rest.split_at(at);
        push(&mut parts, before);
        let taken = if from.starts_with('<') {
            match tag(from) {
                Some((Tag::Voice(name), after)) => {
                    voices = true;
                    let name = tidy_name(&unescaped(name, references));
                    if parts.last().is_some_and(|(last, text)| *last != name || text.is_empty()) {
                        parts.push((name, String::new()));
                    } else {
                        push(&mut parts, "\n");
                    }
                    Some(after)
                }
                Some((Tag::VoiceEnd, after)) => {
                    // a further span of the same voice goes on with this one
                    if !after.trim_start().starts_with('<') {
                        parts.push((None, String::new()));
                    }
                    Some(after)
                }
                Some((Tag::Break, after)) => {
                    push(&mut parts, "\n");
                    Some(after)
                }
                Some((Tag::Other, after)) => Some(after),
                None => None,
            }
        } else if from.starts_with('{') {
            // `{\an8}`: where SubStation tools put the words
            from.strip_prefix("{\\").and_then(|r| until(r, '}', MARK)).map(|(_, after)| after)
        } else {
            reference(from).filter(|_| references).map(|(c, after)| {
                push(&mut parts, c.encode_utf8(&mut [0; 4]));
                after
            })
        };
        rest = taken.unwrap_or_else(|| {
            let mut chars = from.chars();
            if let Some(c) = chars.next() {
                push(&mut parts, c.encode_utf8(&mut [0; 4]));
            }
            chars.as_str()
        });
    }
    push(&mut parts, rest);
    parts.retain(|(_, text)| tidy(text).is_some());
    parts.dedup_by(|next, last| {
        let same = next.0 == last.0;
        if same {
            last.1.push('\n');
            last.1.push_str(&next.1);
        }
        same
    });
    into.extend(parts.into_iter().filter_map(|(name, text)| Cue::new(start, end, name.as_deref(), &text)));
    voices
}

fn push(parts: &mut [(Option<String>, String)], text: &str) {
    if let Some((_, last)) = parts.last_mut() {
        last.push_str(text);
    }
}

/// `<v Name>words</v>` and nothing else, which is every cue of Teams.
fn one_voice(words: &str) -> Option<(&str, &str)> {
    let (name, words) = words.strip_prefix("<v ")?.split_once('>')?;
    let words = words.strip_suffix("</v>").unwrap_or(words);
    (!words.contains(['<', '&', '{']) && !name.contains('&')).then_some((name, words))
}

/// What stands before `close` and behind it, when that comes within `most` characters and no tag begins before it.
fn until(text: &str, close: char, most: usize) -> Option<(&str, &str)> {
    let (at, _) = text.char_indices().take(most).find(|(_, c)| *c == close || *c == '<')?;
    let (before, from) = text.split_at(at);
    Some((before, from.strip_prefix(close)?))
}

enum Tag<'a> {
    Voice(&'a str),
    VoiceEnd,
    Break,
    Other,
}

/// The tag at the start of `from`, and what follows it; `None` when it is none.
fn tag(from: &str) -> Option<(Tag<'_>, &str)> {
    let (inside, after) = until(from.strip_prefix('<')?, '>', TAG)?;
    let closing = inside.starts_with('/');
    let body = inside.strip_prefix('/').unwrap_or(inside);
    let name = body.split(|c: char| c == '.' || c == '/' || c.is_whitespace()).next().unwrap_or_default();
    if name == "v" {
        let annotation = body.split_once(char::is_whitespace).map_or("", |(_, name)| name);
        return Some((if closing { Tag::VoiceEnd } else { Tag::Voice(annotation) }, after));
    }
    let known = TAGS.iter().any(|t| name.eq_ignore_ascii_case(t));
    // a time inside a cue, as karaoke has it; and the bare closing and opening of nothing
    let time = body.starts_with(|c: char| c.is_ascii_digit()) && body.contains(':') && !body.contains(' ');
    if name.eq_ignore_ascii_case("br") {
        return Some((Tag::Break, after));
    }
    (known || time).then_some((Tag::Other, after))
}

/// The character that `&name;` at the start of `from` stands for, and what follows.
fn reference(from: &str) -> Option<(char, &str)> {
    let (name, after) = until(from.strip_prefix('&')?, ';', REFERENCE)?;
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "nbsp" => '\u{a0}',
        "lrm" => '\u{200e}',
        "rlm" => '\u{200f}',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    };
    Some((c, after))
}

fn unescaped(text: &str, references: bool) -> String {
    let (mut whole, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, from)) = rest.find('&').filter(|_| references).map(|at| rest.split_at(at)) {
        whole.push_str(before);
        match reference(from) {
            Some((c, after)) => {
                whole.push(c);
                rest = after;
            }
            None => {
                whole.push('&');
                rest = from.strip_prefix('&').unwrap_or_default();
            }
        }
    }
    whole.push_str(rest);
    whole
}
