//! What of the invite goes into the brief: context without conferencing, questions, people.

use crate::{
    agenda::{one_line, questions as asked_in},
    event::Event,
    limits::{MAX_CONTEXT_CHARS, MAX_LINE_CHARS},
    verdict::{Outcome, Verdict, items::are_listed, noise, text::byte_of_char},
};

/// Hosts on which people meet; a link there has no place in a text that replaces the meeting.
const CONFERENCE_HOSTS: &[&str] = &[
    "zoom.us",
    "zoomgov.com",
    "meet.google.com",
    "g.co/meet",
    "tel.meet",
    "teams.microsoft.com",
    "teams.live.com",
    "webex.com",
    "meet.jit.si",
    "8x8.vc",
    "whereby.com",
    "gotomeeting.com",
    "gotomeet.me",
    "bluejeans.com",
    "skype.com",
    "chime.aws",
    "around.co",
    "livekit",
    "bigbluebutton",
    "/b/",
    "discord.gg",
    "ringcentral.com",
    "bigmarker.com",
];

/// What a reader must know first, from the description: no boilerplate, no conference links, no items that became questions.
pub(super) fn context(event: &Event, verdict: &Verdict) -> String {
    let moved: Vec<String> = questions(event, verdict);
    let kept: Vec<String> = noise::readable(&event.description)
        .lines()
        .filter_map(without_conferences)
        .filter(|line| line.chars().any(char::is_alphanumeric) && !is_moved(line, &moved))
        .collect();
    let text = kept.join("\n");
    if text.is_empty() {
        return match one_line(&event.title) {
            title if title.is_empty() => "Instead of meeting, let us settle this in writing.".to_owned(),
            title => format!("Instead of meeting about “{title}”, let us settle it in writing."),
        };
    }
    let end = byte_of_char(&text, MAX_CONTEXT_CHARS);
    match text.get(..end) {
        Some(head) if end < text.len() => format!("{}…", head.rsplit_once(' ').map_or(head, |(whole, _)| whole)),
        _ => text,
    }
}

fn is_moved(line: &str, questions: &[String]) -> bool {
    let line = one_line(line);
    questions.iter().any(|q| line.ends_with(q.as_str()) && line.chars().count() <= q.chars().count() + 4)
}

/// Takes links to conferences out of a line; `None` when little more than the link's introduction ("Join here:") is left.
fn without_conferences(line: &str) -> Option<String> {
    const INTRODUCTION_WORDS: usize = 4;
    let is_conference = |w: &str| {
        let w = w.to_lowercase();
        (w.contains("://") || w.contains("www.") || w.contains('/')) && CONFERENCE_HOSTS.iter().any(|h| w.contains(h))
    };
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
