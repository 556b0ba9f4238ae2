//! What of the invite goes into the brief: context without conferencing, questions, people.

use crate::{
    agenda::{links::is_conference, one_line, questions as asked_in},
    event::Event,
    limits::{MAX_CONTEXT_CHARS, MAX_LINE_CHARS},
    verdict::{Outcome, Verdict, items::are_listed, noise, text::byte_of_char},
    wording::{Language, fill, words},
};

/// What a reader must know first, from the description: no boilerplate, no conference links, no items that became questions.
pub(super) fn context(event: &Event, verdict: &Verdict, language: Language) -> String {
    let moved: Vec<String> = questions(event, verdict);
    let kept: Vec<String> = noise::readable(&event.description)
        .lines()
        .filter_map(without_conferences)
        .filter(|line| line.chars().any(char::is_alphanumeric) && !is_moved(line, &moved))
        .collect();
    let text = kept.join("\n");
    if text.is_empty() {
        return nothing_said(&event.title, language);
    }
    let end = byte_of_char(&text, MAX_CONTEXT_CHARS);
    match text.get(..end) {
        Some(head) if end < text.len() => format!("{}…", head.rsplit_once(' ').map_or(head, |(whole, _)| whole)),
        _ => text,
    }
}

/// The context of an invite that says nothing beyond its title.
pub(super) fn nothing_said(title: &str, language: Language) -> String {
    match one_line(title) {
        title if title.is_empty() => words(language).instead.to_owned(),
        title => fill(words(language).instead_of, &[&title]),
    }
}

/// The context of a part of a meeting that stays.
pub(super) fn part_of(title: &str, language: Language) -> String {
    match one_line(title) {
        title if title.is_empty() => words(language).instead.to_owned(),
        title => fill(words(language).part_of, &[&title]),
    }
}

fn is_moved(line: &str, questions: &[String]) -> bool {
    let line = one_line(line);
    questions.iter().any(|q| line.ends_with(q.as_str()) && line.chars().count() <= q.chars().count() + 4)
}

/// Takes links to conferences out of a line; `None` when little more than the link's introduction ("Join here:") is left.
fn without_conferences(line: &str) -> Option<String> {
    const INTRODUCTION_WORDS: usize = 4;
    if !line.split_whitespace().any(is_conference) {
        return Some(line.trim().to_owned());
    }
    let rest: Vec<&str> = line.split_whitespace().filter(|w| !is_conference(w)).collect();
    let rest_text = rest.join(" ").replace("()", "");
    (rest.len() > INTRODUCTION_WORDS).then(|| rest_text.trim_end_matches([':', ' ', '-', '–']).to_owned())
}

/// What the invite itself asks: of a split meeting the items that can be written, else its items, else its questions.
pub(super) fn questions(event: &Event, verdict: &Verdict) -> Vec<String> {
    let split = verdict.outcome == Outcome::Split;
    // Items that stand in a list are points to answer; sentences in an order are context.
    let listed = are_listed(&event.description);
    let items: Vec<String> = verdict
        .items
        .iter()
        .filter(|i| if split { i.outcome == Outcome::Async } else { listed })
        .map(|i| one_line(&i.text))
        .filter(|t| t.chars().count() <= MAX_LINE_CHARS)
        .collect();
    if items.is_empty() { asked_in(&event.description) } else { items }
}

/// `Ana Silva <ana@example.test>` is Ana Silva.
pub(super) fn person(text: &str) -> String {
    let name = text.split('<').next().unwrap_or("").trim().trim_matches('"').trim();
    if name.is_empty() { text.trim_matches(['<', '>', ' ']).to_owned() } else { one_line(name) }
}

/// Those asked, the organiser not among them.
pub(super) fn readers(event: &Event) -> Vec<String> {
    let organiser = event.organiser.as_deref().unwrap_or("");
    event
        .attendees
        .iter()
        .filter(|a| (a.email.is_empty() || !organiser.contains(&a.email)) && (a.name.is_empty() || a.name != person(organiser)))
        .map(|a| if a.name.trim().is_empty() { a.email.trim().to_owned() } else { one_line(&a.name) })
        .filter(|r| !r.is_empty())
        .collect()
}
