//! The agenda of a meeting that stays live.

mod live;
pub use live::draft_live;

use crate::{
    event::Event,
    limits::{DEFAULT_MEETING_MIN, MAX_AGENDA_ITEMS},
    verdict::{Outcome, Verdict},
};
use serde::{Deserialize, Serialize};

mod draft;
mod minutes;
mod owner;
mod templates;

pub(crate) use draft::questions;

/// A numbered agenda whose minutes add up to the meeting's length.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agenda {
    /// What should be different afterwards, one line.
    pub outcome: String,
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
    /// Minutes.
    pub minutes: u32,
}

/// Drafts the agenda of `event` as judged: from the items and questions that the description states, else from the template of
/// the verdict's kind. Minutes add up to the event's length, or to [`DEFAULT_MEETING_MIN`] where that is unknown or zero.
pub fn draft(event: &Event, verdict: &Verdict) -> Agenda {
    let total = event.minutes().filter(|m| *m > 0).unwrap_or(DEFAULT_MEETING_MIN);
    // A split verdict's kind is that of its written part; what is met for is the live item.
    let live = verdict.items.iter().find(|i| verdict.outcome == Outcome::Split && i.outcome == Outcome::Live);
    let template = templates::template(live.map_or(verdict.kind, |i| i.kind));
    let mut drafts = draft::items(event, verdict, template);
    drafts.truncate(MAX_AGENDA_ITEMS.min(usize::try_from(total).unwrap_or(MAX_AGENDA_ITEMS)));
    let shares: Vec<minutes::Share> = drafts.iter().map(|d| d.share).collect();
    let items = drafts
        .into_iter()
        .zip(minutes::share_out(total, &shares))
        .map(|(d, minutes)| AgendaItem { question: d.question, outcome: d.outcome, owner: d.owner, minutes })
        .collect();
    Agenda { outcome: template.outcome.to_owned(), items }
}

/// The agenda as lines of plain text.
pub fn to_lines(agenda: &Agenda) -> Vec<String> {
    let mut lines = Vec::with_capacity(agenda.items.len() * 2 + 2);
    if !agenda.outcome.trim().is_empty() {
        lines.push(format!("Afterwards: {}", one_line(&agenda.outcome)));
        lines.push(String::new());
    }
    for (n, item) in agenda.items.iter().enumerate() {
        let owner = item.owner.as_deref().map(|o| format!(", {}", one_line(o))).unwrap_or_default();
        lines.push(format!("{}. {} ({} min{owner})", n + 1, one_line(&item.question), item.minutes));
        if !item.outcome.trim().is_empty() {
            lines.push(format!("Ends with: {}", one_line(&item.outcome)));
        }
    }
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
        assert_eq!(a.outcome, templates::template(Kind::Decision).outcome);
        assert!(!a.items.iter().any(|i| i.question.contains("Then we")), "a sentence is no agenda item");
    }

    #[test]
    fn every_kind_has_a_template_of_questions() {
        for kind in Kind::ALL {
            let t = templates::template(*kind);
            assert!(!t.outcome.is_empty() && t.items.len() >= 2, "{}", kind.as_str());
            assert!(t.items.iter().all(|(q, o, m)| q.ends_with('?') && !o.is_empty() && *m > 0), "{}", kind.as_str());
        }
        let one_each: std::collections::HashSet<_> = templates::TEMPLATES.iter().map(|(k, _)| *k).collect();
        assert_eq!(one_each.len(), Kind::ALL.len(), "a kind without a template, or with two");
        assert_eq!(templates::TEMPLATES.len(), Kind::ALL.len());
    }

    #[test]
    fn lines_read_like_an_agenda() {
        let a = Agenda {
            outcome: "the price is decided.".into(),
            items: vec![AgendaItem {
                question: "Which\nprice?".into(),
                outcome: "a decision".into(),
                owner: Some("Ana".into()),
                minutes: 10,
            }],
        };
        assert_eq!(
            to_lines(&a),
            ["Afterwards: the price is decided.", "", "1. Which price? (10 min, Ana)", "Ends with: a decision"]
        );
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
