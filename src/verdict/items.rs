//! The items that an invite states: numbered or bulleted lines, or sentences in a stated order.

use super::noise;
use crate::limits::{MAX_DESCRIPTION_CHARS, MAX_JUDGED_ITEMS};
use std::ops::Range;

/// Words with which a sentence says that it is one part of several.
#[rustfmt::skip]
const ORDER: &[&str] = &[
    "first ", "first, ", "firstly", "second ", "second,", "secondly", "then ", "then, ", "after that", "afterwards", "finally", "next,", "the rest", "rest on", "rest of", "second half", "first half", "last 1", "last 2", "last 3", "part 1", "part 2",
    "zuerst", "zunächst", "danach", "dann ", "anschließend", "im anschluss", "d'abord", "ensuite", "puis ", "enfin", "primero", "después", "luego ", "por último", "primeiro", "depois", "em seguida", "por fim", "まず", "その後", "次に", "最後に", "前半", "後半",
];

/// The items as byte ranges of the description, without their numbers. Fewer than two are none.
pub(crate) fn items(description: &str) -> Vec<Range<usize>> {
    let lines = read_lines(description);
    let mut found = listed(description, &lines);
    if found.len() < 2 {
        found = ordered_sentences(description, &lines);
    }
    if found.len() < 2 {
        return Vec::new();
    }
    found.truncate(MAX_JUDGED_ITEMS);
    found
}

/// Whether the items stand in a list; sentences in an order tell what will happen, but are not points of an agenda.
pub(crate) fn are_listed(description: &str) -> bool {
    listed(description, &read_lines(description)).len() >= 2
}

/// The lines that are read at all: no boilerplate, no quoted mail, nothing that Baton wrote, nothing beyond the limit.
pub(crate) fn read_lines(description: &str) -> Vec<Range<usize>> {
    let end = super::text::byte_of_char(description, MAX_DESCRIPTION_CHARS);
    noise::kept_lines(description).into_iter().filter(|r| r.start < end).map(|r| r.start..r.end.min(end)).collect()
}

fn listed(description: &str, lines: &[Range<usize>]) -> Vec<Range<usize>> {
    let bullets: Vec<Range<usize>> =
        lines.iter().filter_map(|line| bullet(description.get(line.clone())?).map(|skip| line.start + skip..line.end)).collect();
    if bullets.len() >= 2 {
        return bullets;
    }
    let numbered = inline_numbers(description, lines);
    if numbered.len() >= 2 { numbered } else { headed(description, lines) }
}

/// Lines under which the items of a meeting stand.
#[rustfmt::skip]
const HEADINGS: &[&str] = &[
    "agenda", "meeting agenda", "proposed agenda", "draft agenda", "agenda items", "topics", "agenda topics", "tagesordnung", "themen", "agenda für heute", "besprechungspunkte",
    "ordre du jour", "points à l'ordre du jour", "sujets", "orden del día", "temas", "temario", "agenda del día", "pauta", "ordem do dia", "ordem de trabalhos", "tópicos",
    "議題", "アジェンダ", "本日の議題", "会議の議題", "議事次第",
];
/// What stands under a heading when nothing does.
const NONE: &[&str] = &[
    "none",
    "no",
    "tbd",
    "tba",
    "tbc",
    "n/a",
    "open",
    "keine",
    "offen",
    "aucun",
    "ninguno",
    "ninguna",
    "nenhuma",
    "nenhum",
    "なし",
    "未定",
    "特になし",
];
/// Characters of a line that can be an item without a bullet; a longer one is prose.
const HEADED_CHARS: usize = 120;

/// Items under a heading without bullets: `Agenda: one, two, three`, or the lines up to the next empty one.
fn headed(text: &str, lines: &[Range<usize>]) -> Vec<Range<usize>> {
    for (n, line) in lines.iter().enumerate() {
        let Some(said) = text.get(line.clone()) else { continue };
        let (head, rest_at) = match said.find([':', '：']) {
            Some(at) => {
                (said.get(..at).unwrap_or(said), at + said.get(at..).and_then(|r| r.chars().next()).map_or(1, char::len_utf8))
            }
            None => (said, said.len()),
        };
        let head = head.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if !HEADINGS.contains(&head.as_str()) {
            continue;
        }
        let rest = said.get(rest_at..).unwrap_or("");
        let found = if rest.chars().any(char::is_alphanumeric) {
            separated(rest, line.start + rest_at)
        } else {
            lines_below(text, lines.get(n..).unwrap_or_default())
        };
        if found.len() >= 2 {
            return found;
        }
    }
    Vec::new()
}

/// `one, two, three` or `one; two`: a comma alone may join a sentence, so it needs three parts.
fn separated(rest: &str, offset: usize) -> Vec<Range<usize>> {
    let strong = rest.contains([';', '；', '、']);
    let parts = |signs: &[char]| {
        let mut found = Vec::new();
        let mut start = 0;
        for piece in rest.split(signs) {
            push_trimmed(rest, start..start + piece.len(), offset, &mut found);
            let sign = rest.get(start + piece.len()..).and_then(|r| r.chars().next()).map_or(0, char::len_utf8);
            start += piece.len() + sign;
        }
        found
    };
    let found = if strong { parts(&[';', '；', '、']) } else { parts(&[',', '，']) };
    let said =
        |range: &Range<usize>| rest.get(range.start - offset..range.end - offset).unwrap_or("").trim_end_matches(['.', '。']);
    let empty = found.first().is_some_and(|first| NONE.contains(&said(first).to_lowercase().as_str()));
    if empty || found.len() < if strong { 2 } else { 3 } { Vec::new() } else { found }
}

/// The short lines after the heading, up to the first empty one.
fn lines_below(text: &str, lines: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for pair in lines.windows(2) {
        let [above, line] = pair else { break };
        let between = text.get(above.end..line.start).unwrap_or("");
        let said = text.get(line.clone()).unwrap_or("");
        let apart = between.matches('\n').count() > 1;
        if (apart && !found.is_empty()) || said.chars().count() > HEADED_CHARS || said.trim_end().ends_with([':', '：']) {
            break;
        }
        push_trimmed(text, line.clone(), 0, &mut found);
    }
    found
}

/// `TOP 1:`, `Punkt 2 –`, `議題3：` at the start of a line: how many bytes up to the item's own words.
fn named_number(rest: &str) -> Option<usize> {
    const NAMES: &[&str] = &["top", "punkt", "item", "point", "punto", "ponto", "tema", "議題", "議案"];
    let lower = rest.to_lowercase();
    let name = NAMES.iter().find(|name| lower.starts_with(**name) && rest.get(..name.len()).is_some())?;
    let after = rest.get(name.len()..)?;
    let number = after.trim_start();
    let digits = number.chars().take_while(char::is_ascii_digit).count();
    let sign_at = name.len() + (after.len() - number.len()) + digits;
    let tail = rest.get(sign_at..)?.trim_start();
    let sign = tail.chars().next().filter(|c| matches!(c, ':' | '：' | '.' | ')' | '-' | '–' | '—'))?;
    let body = tail.get(sign.len_utf8()..)?;
    (1..=2).contains(&digits).then_some(rest.len() - body.len())
}

/// How many bytes of the line are its number or bullet.
pub(crate) fn bullet(line: &str) -> Option<usize> {
    let rest = line.trim_start();
    let indent = line.len() - rest.len();
    let first = rest.chars().next()?;
    let named = named_number(rest);
    let marker = match first {
        _ if named.is_some() => named?,
        '-' | '*' | '•' | '·' | '–' | '—' | '◦' | '▪' | '・' | '‣' | '●' | '○' | '□' | '☐' => {
            first.len_utf8()
        }
        '①'..='⑳' => first.len_utf8(),
        _ if first.is_ascii_digit() => {
            let digits = rest.chars().take_while(char::is_ascii_digit).count();
            let after = rest.get(digits..)?.chars().next()?;
            match after {
                ')' | '.' | '．' | '）' | '、' if digits <= 2 => digits + after.len_utf8(),
                _ => return None,
            }
        }
        _ if first.is_ascii_alphabetic() && rest.get(1..2) == Some(")") => 2,
        _ => return None,
    };
    let text = rest.get(marker..)?;
    let body = text.trim_start();
    // A dash needs a space after it, "3.20" is a time, and a rule of dashes is no item.
    let spaced = body.len() < text.len() || !first.is_ascii() || body.starts_with(|c: char| c.is_alphabetic());
    (spaced && body.chars().any(char::is_alphabetic)).then_some(indent + marker + (text.len() - body.len()))
}

/// `1) one 2) two` and `(1) one; (2) two` within a line.
fn inline_numbers(text: &str, lines: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for line in lines {
        let Some(said) = text.get(line.clone()) else { continue };
        let mut starts: Vec<(usize, usize)> = Vec::new();
        for n in 1..=20_u32 {
            let from = starts.last().map_or(0, |(_, body)| *body);
            let hit = [format!("{n}) "), format!("{n}. ")].iter().find_map(|m| {
                let at = from + said.get(from..)?.find(m.as_str())?;
                let clean = at == 0 || said.get(..at)?.ends_with([' ', '(', ':', ';']);
                clean.then_some((at, at + m.len()))
            });
            match hit {
                Some(hit) => starts.push(hit),
                None => break,
            }
        }
        if starts.len() >= 2 {
            for (n, (_, body)) in starts.iter().enumerate() {
                let end = starts.get(n + 1).map_or(said.len(), |(next, _)| *next);
                let item = said.get(*body..end).unwrap_or("").trim_end_matches([' ', '(', ';', ',']);
                found.push(line.start + body..line.start + body + item.len());
            }
        }
    }
    found
}

/// "First the numbers. Then we decide …": sentences, when at least one says that it comes in an order.
fn ordered_sentences(text: &str, lines: &[Range<usize>]) -> Vec<Range<usize>> {
    let sentences: Vec<Range<usize>> = lines.iter().flat_map(|line| sentences(text, line.clone())).collect();
    let ordered =
        sentences.iter().filter_map(|s| text.get(s.clone())).any(|s| ORDER.iter().any(|o| s.to_lowercase().starts_with(o)));
    if ordered { sentences } else { Vec::new() }
}

/// The sentences of a line.
pub(crate) fn sentences(text: &str, line: Range<usize>) -> Vec<Range<usize>> {
    let Some(said) = text.get(line.clone()) else { return Vec::new() };
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = said.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let ends = match c {
            '.' | '!' | '?' | ';' => chars.peek().is_none_or(|(_, n)| n.is_whitespace()),
            '。' | '！' | '？' => true,
            _ => false,
        };
        if ends {
            let end = at + c.len_utf8();
            push_trimmed(said, start..end, line.start, &mut found);
            start = end;
        }
    }
    push_trimmed(said, start..said.len(), line.start, &mut found);
    found
}

fn push_trimmed(said: &str, range: Range<usize>, offset: usize, found: &mut Vec<Range<usize>>) {
    let Some(piece) = said.get(range.clone()) else { return };
    let left = piece.len() - piece.trim_start().len();
    let trimmed = piece.trim();
    if trimmed.chars().any(char::is_alphabetic) {
        found.push(offset + range.start + left..offset + range.start + left + trimmed.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(description: &str) -> Vec<&str> {
        items(description).into_iter().filter_map(|r| description.get(r)).collect()
    }

    #[test]
    fn lists_under_a_heading_need_no_bullets() {
        assert_eq!(texts("Hi,\n\nAgenda\nBudget\nHiring plan\n\nSee you"), ["Budget", "Hiring plan"]);
        assert_eq!(texts("Agenda: budget, hiring plan, the office."), ["budget", "hiring plan", "the office."]);
        assert_eq!(texts("Ordre du jour : budget ; salle"), ["budget", "salle"]);
        assert_eq!(texts("議題：予算、採用計画"), ["予算", "採用計画"]);
        assert_eq!(texts("TOP 1: Preise\nTOP 2 – Messe"), ["Preise", "Messe"]);
        for none in [
            "Agenda: none, just coffee, really.",
            "Agenda: we talk, then we eat.",
            "Agenda:\n\nTopic 5 is late.",
            "Topical news: a, b, c",
        ] {
            assert_eq!(texts(none), Vec::<&str>::new(), "{none}");
        }
    }

    #[test]
    fn lists_of_every_shape() {
        assert_eq!(texts("Agenda:\n1. Budget\n2) Team\n"), ["Budget", "Team"]);
        assert_eq!(texts("- one\n• two\n* three"), ["one", "two", "three"]);
        assert_eq!(texts("We do 1) numbers 2) the move"), ["numbers", "the move"]);
        assert_eq!(texts("・進捗\n・相談"), ["進捗", "相談"]);
    }

    #[test]
    fn sentences_in_an_order_are_items() {
        assert_eq!(texts("Report is read. Then one decision is needed."), ["Report is read.", "Then one decision is needed."]);
        assert!(texts("Report is read. One decision is needed.").is_empty());
    }

    #[test]
    fn what_only_looks_like_a_list_is_none() {
        assert!(texts("3.20 please\n-----\nBring it").is_empty());
    }
}
