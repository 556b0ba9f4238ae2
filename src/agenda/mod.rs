//! The agenda of a meeting that stays live.

mod live;
pub use live::draft_live;

use crate::{
    event::Event,
    limits::{DEFAULT_MEETING_MIN, MAX_AGENDA_ITEMS},
    verdict::{Kind, Outcome, Verdict},
    wording::{self, Language, fill},
};
use serde::{Deserialize, Serialize};

mod draft;
mod edit;
mod goal;
pub(crate) mod links;
mod minutes;
mod owner;
pub mod reading;
mod receipt;

pub(crate) use draft::questions;
pub use edit::{AgendaEdit, Balance};
pub use reading::PreRead;
pub use receipt::{Chosen, receipt};

/// A numbered agenda. As drafted its minutes add up to the meeting's length.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agenda {
    /// The language it is written in.
    pub language: Language,
    /// What should be different afterwards, one line.
    pub outcome: String,
    /// What to read before.
    pub pre_read: PreRead,
    /// Why the meeting is live, one line, where the person wants it said.
    pub receipt: Option<String>,
    /// Items in order.
    pub items: Vec<AgendaItem>,
}

/// One item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaItem {
    /// The item as a question.
    pub question: String,
    /// What the item should end with, e.g. `a decision`.
    pub outcome: String,
    /// Who leads it; `None` when the invite gives no evidence.
    pub owner: Option<String>,
    /// Minutes; 0 for an item that goes out in writing.
    pub minutes: u32,
    /// What sort of item it is.
    pub kind: Kind,
    /// In the meeting, or in writing.
    pub mode: Mode,
}

/// Where an item is settled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// In the meeting.
    #[default]
    Live,
    /// In writing, in a brief of its own.
    Async,
}

/// Drafts the agenda of `event` as judged, in the invite's own language: from the items and questions that the description states,
/// else from the template of the verdict's kind. Minutes add up to the event's length, or to [`DEFAULT_MEETING_MIN`] where that
/// is unknown or zero.
pub fn draft(event: &Event, verdict: &Verdict) -> Agenda {
    draft_in(event, verdict, Language::of(event, Language::En))
}

/// As [`draft`], in `language`.
pub fn draft_in(event: &Event, verdict: &Verdict, language: Language) -> Agenda {
    let words = wording::words(language);
    let total = length(event);
    // A split verdict's kind is that of its written part; what is met for is the live item.
    let live = verdict.items.iter().find(|i| verdict.outcome == Outcome::Split && i.outcome == Outcome::Live);
    let kind = live.map_or(verdict.kind, |i| i.kind);
    let template = words.template(kind);
    let mut drafts = draft::items(event, verdict, kind, &template, words);
    drafts.truncate(MAX_AGENDA_ITEMS.min(usize::try_from(total).unwrap_or(MAX_AGENDA_ITEMS)));
    let shares: Vec<minutes::Share> = drafts.iter().map(|d| d.share).collect();
    let items = drafts
        .into_iter()
        .zip(minutes::share_out(total, &shares))
        .map(|(d, minutes)| AgendaItem {
            question: d.question,
            outcome: d.outcome,
            owner: d.owner,
            minutes,
            kind: d.kind,
            mode: Mode::Live,
        })
        .collect();
    let outcome = goal::stated(&event.description).unwrap_or_else(|| template.outcome.to_owned());
    Agenda { language, outcome, pre_read: reading::pre_read(event, language), receipt: None, items }
}

/// Minutes that the agenda of `event` has.
pub fn length(event: &Event) -> u32 {
    event.minutes().filter(|m| *m > 0).unwrap_or(DEFAULT_MEETING_MIN)
}

/// The agenda as lines of plain text.
pub fn to_lines(agenda: &Agenda) -> Vec<String> {
    let words = wording::words(agenda.language);
    let mut lines = Vec::with_capacity(agenda.items.len() * 2 + 4);
    if !agenda.outcome.trim().is_empty() {
        lines.push(fill(words.afterwards, &[&one_line(&agenda.outcome)]));
    }
    lines.extend(agenda.pre_read.text_min.map(|m| fill(words.pre_read_text, &[&m.to_string()])));
    lines.extend(agenda.pre_read.links.iter().map(|link| fill(words.pre_read_links, &[&one_line(link)])));
    if !lines.is_empty() {
        lines.push(String::new());
    }
    let written = |item: &AgendaItem| !item.question.trim().is_empty();
    for (n, item) in agenda.items.iter().filter(|i| i.mode == Mode::Live && written(i)).enumerate() {
        let owner = item.owner.as_deref().map(one_line).filter(|o| !o.is_empty());
        let owner = owner.map(|o| format!("{}{o}", words.comma)).unwrap_or_default();
        lines.push(fill(words.item, &[&(n + 1).to_string(), &one_line(&item.question), &item.minutes.to_string(), &owner]));
        if !item.outcome.trim().is_empty() {
            lines.push(fill(words.ends_with, &[&one_line(&item.outcome)]));
        }
    }
    let in_writing = agenda.items.iter().filter(|i| i.mode == Mode::Async && written(i));
    lines.extend(in_writing.map(|item| fill(words.in_writing, &[&one_line(&item.question)])));
    lines.extend(agenda.receipt.as_deref().map(one_line));
    lines
}

/// Text on one line, white space collapsed.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use crate::{
        event::Attendee,
        verdict::{Kind, judge},
    };
    use proptest::prelude::*;

    fn event(title: &str, description: &str, minutes: Option<u32>) -> Event {
        Event { title: title.into(), description: description.into(), duration_min: minutes, ..Event::default() }
    }

    fn drafted(e: &Event) -> Agenda {
        draft(e, &judge(e))
    }

    #[test]
    fn items_of_the_text_become_questions_with_owners_and_minutes() {
        let mut e =
            event("Quarter", "Agenda:\n1. Budget for the fair (Ana, 20 min)\n2. Which hall do we book? @ben\n3. Team", Some(45));
        e.attendees = vec![
            Attendee { name: "Ana Silva".into(), email: "ana@example.test".into(), ..Attendee::default() },
            Attendee { name: String::new(), email: "ben.low@example.test".into(), ..Attendee::default() },
        ];
        let a = drafted(&e);
        assert_eq!(a.items.len(), 3);
        assert!(
            a.items[0].question.starts_with("Budget for the fair: ") && a.items[0].question.ends_with('?'),
            "{}",
            a.items[0].question
        );
        assert_eq!(a.items[0].owner.as_deref(), Some("Ana Silva"));
        assert_eq!(a.items[0].minutes, 20);
        assert_eq!(a.items[1].question, "Which hall do we book?");
        assert_eq!(a.items[1].owner.as_deref(), Some("ben"));
        assert_eq!(a.items[2].owner, None, "no evidence, no owner");
    }

    #[test]
    fn without_items_the_kind_gives_them() {
        let a = drafted(&event("Retro sprint 4", "", None));
        assert_eq!(a.items.iter().map(|i| i.minutes).sum::<u32>(), DEFAULT_MEETING_MIN);
        assert!(a.items.len() >= 3);
    }

    #[test]
    fn a_split_meeting_is_held_for_its_live_part() {
        let a = drafted(&event(
            "Steering",
            "The status report is presented. Then we need to decide on the date, positions differ.",
            None,
        ));
        assert_eq!(a.outcome, wording::words(Language::En).template(Kind::Decision).outcome);
        assert!(!a.items.iter().any(|i| i.question.contains("Then we")), "a sentence is no agenda item");
    }

    #[test]
    fn lines_read_like_an_agenda() {
        let item = AgendaItem {
            question: "Which\nprice?".into(),
            outcome: "a decision".into(),
            owner: Some("Ana".into()),
            minutes: 10,
            kind: Kind::Decision,
            mode: Mode::Live,
        };
        let written = AgendaItem { question: "What is new?".into(), minutes: 0, mode: Mode::Async, ..item.clone() };
        let a = Agenda {
            language: Language::En,
            outcome: "the price is decided.".into(),
            pre_read: PreRead { links: vec!["https://docs.example.test/a".into()], text_min: Some(3) },
            receipt: Some("Why live: a decision to take together".into()),
            items: vec![written, item],
        };
        assert_eq!(
            to_lines(&a),
            [
                "Afterwards: the price is decided.",
                "Read beforehand: the text above (3 min)",
                "Read beforehand: https://docs.example.test/a",
                "",
                "1. Which price? (10 min, Ana)",
                "Ends with: a decision",
                "In writing, not in the meeting: What is new?",
                "Why live: a decision to take together"
            ]
        );
    }

    #[test]
    fn an_agenda_speaks_the_language_of_its_invite() {
        let german = drafted(&event("Wöchentliche Abstimmung über die Preise", "1. Messe: Budget\n2. Wer fährt?", Some(30)));
        assert_eq!(german.language, Language::De);
        let text = to_lines(&german).join("\n");
        assert!(text.contains("Danach: ") && text.contains("Ergebnis: ") && !text.contains("Ends with"), "{text}");
        let japanese = to_lines(&drafted(&event("価格を決める会議", "", Some(30)))).join("\n");
        assert!(japanese.contains("終わったときの姿：") && japanese.contains("分）"), "{japanese}");
    }

    proptest! {
        #[test]
        fn minutes_add_up_whatever_the_text(title in ".{0,60}", lines in prop::collection::vec("[-1*•]?[.)]? ?.{0,40}", 0..30), minutes in prop::option::of(0_u32..600)) {
            let e = event(&title, &lines.join("\n"), minutes);
            let a = drafted(&e);
            let total = minutes.filter(|m| *m > 0).unwrap_or(DEFAULT_MEETING_MIN);
            prop_assert!(!a.items.is_empty() && a.items.len() <= MAX_AGENDA_ITEMS);
            prop_assert_eq!(a.items.iter().map(|i| i.minutes).sum::<u32>(), total);
            prop_assert!(a.items.iter().all(|i| i.minutes >= 1 && i.question.trim_end().ends_with(['?', '？']) && !i.outcome.is_empty()));
        }
    }
}
