//! What goes on the agenda: the items the text states, else its questions, else the template of its kind.

use super::{minutes::Share, one_line, owner::owner};
use crate::{
    event::Event,
    limits::{MAX_ITEM_MIN, MAX_LINE_CHARS},
    verdict::{
        ItemVerdict, Kind, Outcome, Verdict,
        items::{are_listed, bullet, sentences},
        noise::kept_lines,
        text::byte_of_char,
    },
    wording::{Template, Words},
};

pub(super) struct Draft {
    pub question: String,
    pub outcome: String,
    pub owner: Option<String>,
    pub share: Share,
    pub kind: Kind,
}

pub(super) fn items(event: &Event, verdict: &Verdict, kind: Kind, template: &Template, words: &Words) -> Vec<Draft> {
    if are_listed(&event.description) {
        let stated: Vec<Draft> = verdict.items.iter().filter_map(|i| from_item(i, event, words)).collect();
        if stated.len() >= 2 {
            return stated;
        }
    }
    let asked = questions(&event.description);
    let from_template = |skip: usize| {
        template.items.iter().skip(skip).map(move |((question, outcome), weight)| Draft {
            question: (*question).to_owned(),
            outcome: (*outcome).to_owned(),
            owner: None,
            share: Share::Weight(*weight),
            kind,
        })
    };
    let own = asked.iter().map(|q| Draft {
        question: q.clone(),
        outcome: words.ask(Kind::Qa).1.to_owned(),
        owner: owner(q, event),
        share: Share::Weight(10),
        kind: Kind::Qa,
    });
    match asked.len() {
        0 => from_template(0).collect(),
        // One question of the organiser's own is the heart of the meeting; the template's first item gives way to it.
        1 => own.chain(from_template(1)).collect(),
        _ => own.collect(),
    }
}

fn from_item(item: &ItemVerdict, event: &Event, words: &Words) -> Option<Draft> {
    let leader = owner(&item.text, event);
    let (text, minutes) = strip_asides(&item.text, leader.as_deref());
    let text = shorten(&text);
    if !text.chars().any(char::is_alphanumeric) {
        return None;
    }
    let (ask, outcome) = words.ask(item.kind);
    let question = if text.ends_with(['?', '？']) {
        text
    } else {
        let topic = text.trim_end_matches(['.', ':', ';', ',', '!', ' ', '：', '。', '、']);
        format!("{topic}{}{ask}", words.colon)
    };
    // What can be written is read beforehand; in the room it gets the time of a question.
    let (outcome, weight) =
        if item.outcome == Outcome::Async && verdict_is_reading(item.kind) { (words.read_beforehand, 4) } else { (outcome, 10) };
    Some(Draft {
        question,
        outcome: outcome.to_owned(),
        owner: leader,
        share: minutes.map_or(Share::Weight(weight), |m| Share::Stated(m.clamp(1, MAX_ITEM_MIN))),
        kind: item.kind,
    })
}

fn verdict_is_reading(kind: Kind) -> bool {
    matches!(kind, Kind::Status | Kind::Announcement | Kind::Readout | Kind::Compliance | Kind::AllHands)
}

/// Takes minutes in the text, and the owner's mark, out of it.
fn strip_asides(text: &str, owner: Option<&str>) -> (String, Option<u32>) {
    let mut kept = one_line(text);
    let minutes = minutes_in(&kept);
    if let (Some(open), Some(close)) = (kept.rfind(['(', '（', '[']), kept.rfind([')', '）', ']'])) {
        let inner = kept.get(open..close).unwrap_or("").to_owned();
        let names_owner = owner.is_some_and(|o| o.split_whitespace().next().is_some_and(|first| inner.contains(first)));
        if open < close && (minutes_in(&inner).is_some() || names_owner) {
            let after = kept.get(close..).and_then(|rest| rest.chars().next()).map_or(close, |c| close + c.len_utf8());
            kept = format!("{}{}", kept.get(..open).unwrap_or("").trim_end(), kept.get(after..).unwrap_or(""));
        }
    }
    let kept: Vec<&str> = kept.split(' ').filter(|w| !w.starts_with('@')).collect();
    (kept.join(" "), minutes)
}

/// `20 min`, `10-15 min` (the longer), `5'`.
fn minutes_in(text: &str) -> Option<u32> {
    let lower = text.to_lowercase();
    let at = [" min", "min", "′", "'", " 分", "分"].iter().find_map(|unit| {
        let at = lower.find(unit)?;
        lower.get(..at)?.ends_with(|c: char| c.is_ascii_digit()).then_some(at)
    })?;
    let head = lower.get(..at)?;
    let digits: String = head.chars().rev().take_while(char::is_ascii_digit).collect::<Vec<_>>().into_iter().rev().collect();
    digits.parse().ok().filter(|m| *m > 0)
}

/// Sentences of the description that end in a question mark, a bullet taken off.
pub(crate) fn questions(description: &str) -> Vec<String> {
    kept_lines(description)
        .into_iter()
        .flat_map(|line| sentences(description, line))
        .filter_map(|range| description.get(range))
        .filter(|s| s.ends_with(['?', '？']))
        .map(|s| shorten(&one_line(s.get(bullet(s).unwrap_or(0)..).unwrap_or(s))))
        .filter(|s| s.chars().filter(|c| c.is_alphanumeric()).count() > 2 && s.ends_with(['?', '？']))
        .collect()
}

/// Cut at a word, with an ellipsis.
pub(crate) fn shorten(text: &str) -> String {
    let end = byte_of_char(text, MAX_LINE_CHARS);
    match text.get(..end) {
        Some(head) if end < text.len() => format!("{}…", head.rsplit_once(' ').map_or(head, |(whole, _)| whole)),
        _ => text.to_owned(),
    }
}
