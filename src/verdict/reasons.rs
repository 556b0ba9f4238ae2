//! From a decision to the reasons a person sees: the cues that decided, then the numbers that support it.

use super::{
    Outcome, Reason, Source,
    cues::{BASECAMP_COST, FELLOW, GITLAB, GUIDELINE, Published, SHOPIFY},
    decide::Decision,
    signals::Signal,
    text::Field,
};
use crate::{
    event::{Cost, Event, Recurrence, hours},
    limits::{CROWD, MAX_REASONS},
};

/// Person-minutes from which a meeting's cost is worth saying: two hours of people.
const COSTLY_PERSON_MIN: u64 = 120;

/// The reasons, strongest first.
pub(crate) fn reasons(event: &Event, decision: &Decision, cost: Option<&Cost>, outside: &[&str]) -> Vec<Reason> {
    let mut reasons = Vec::new();
    match decision.outcome {
        Outcome::Split => {
            reasons.extend(from_cues(decision, Outcome::Live, 2));
            reasons.extend(from_cues(decision, Outcome::Async, 2));
        }
        Outcome::Unclear => {
            reasons.push(unclear(event));
            reasons.extend(from_cues(decision, Outcome::Live, 1));
            reasons.extend(from_cues(decision, Outcome::Async, 1));
        }
        way => {
            if way == Outcome::Live && !outside.is_empty() {
                reasons.push(number("outside_people", "People from outside the company are invited.".into(), way, &GUIDELINE));
            }
            reasons.extend(from_cues(decision, way, 3));
        }
    }
    reasons.extend(from_numbers(event, decision.outcome, cost));
    reasons.truncate(MAX_REASONS);
    reasons
}

/// The strongest cues of one way, each once, with the words they rest on.
fn from_cues(decision: &Decision, way: Outcome, most: usize) -> Vec<Reason> {
    let mut sorted: Vec<&Signal> = decision.signals.iter().filter(|s| s.cue.way == way).collect();
    let rank = |s: &Signal| s.weight() + if s.field == Field::Body { 0.5 } else { 0.0 };
    sorted.sort_by(|a, b| rank(b).total_cmp(&rank(a)));
    let mut reasons: Vec<Reason> = Vec::new();
    for s in sorted {
        let full = reasons.len() >= most;
        match reasons.iter_mut().find(|r| r.code == s.cue.code) {
            Some(r)
                if r.evidence.len() < 2
                    && !r.evidence.iter().any(|e| e.contains(&s.evidence) || s.evidence.contains(e.as_str())) =>
            {
                r.evidence.push(s.evidence.clone());
            }
            Some(_) => {}
            None if !full => reasons.push(Reason {
                code: s.cue.code.to_owned(),
                text: s.cue.text.to_owned(),
                evidence: vec![s.evidence.clone()],
                speaks_for: way,
                source: published(s.cue.source),
            }),
            None => {}
        }
    }
    reasons
}

/// Why nothing could be told.
fn unclear(event: &Event) -> Reason {
    let described = !super::noise::readable(&event.description).trim().is_empty();
    if described {
        number(
            "purpose_not_clear",
            "The text does not say what should be different after this meeting.".into(),
            Outcome::Unclear,
            &GITLAB,
        )
    } else {
        let mut reason = number(
            "purpose_missing",
            "There is no description, and the title alone does not say what the meeting is for.".into(),
            Outcome::Unclear,
            &GITLAB,
        );
        let title = event.title.trim();
        if !title.is_empty() && title.chars().count() <= crate::limits::MAX_EVIDENCE_CHARS {
            reason.evidence.push(title.to_owned());
        }
        reason
    }
}

/// Numbers support; they never decide.
fn from_numbers(event: &Event, outcome: Outcome, cost: Option<&Cost>) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let people = event.people().unwrap_or(0);
    if matches!(outcome, Outcome::Async | Outcome::Split | Outcome::Unclear) {
        if people >= CROWD {
            let text = format!("{people} people are invited; with eight or more, a meeting seldom decides well.");
            reasons.push(number("many_people", text, Outcome::Async, &FELLOW));
        }
        if people > 2 && repeats_without_end(event) {
            reasons.push(number("repeats_without_end", "It repeats and has no end date.".into(), Outcome::Async, &SHOPIFY));
        }
        if let Some(cost) = cost.filter(|c| c.person_minutes() >= COSTLY_PERSON_MIN) {
            let text = format!(
                "{} people × {} min = {} hours of people's time.",
                cost.people,
                cost.minutes,
                hours(cost.person_minutes(), '.')
            );
            reasons.push(number("person_hours", text, Outcome::Async, &BASECAMP_COST));
        }
    }
    reasons
}

fn repeats_without_end(event: &Event) -> bool {
    match &event.recurrence {
        Some(Recurrence::Rule(rule)) => !rule.is_empty() && !rule.contains("UNTIL=") && !rule.contains("COUNT="),
        Some(Recurrence::Word(word)) => !word.is_empty(),
        None => false,
    }
}

fn number(code: &str, text: String, speaks_for: Outcome, source: &Published) -> Reason {
    Reason { code: code.to_owned(), text, evidence: Vec::new(), speaks_for, source: published(source) }
}

fn published(p: &Published) -> Source {
    Source { name: p.name.to_owned(), claim: p.claim.to_owned() }
}

/// Every reason code that [`super::judge`] can give, for the surfaces' translations.
pub fn reason_codes() -> Vec<&'static str> {
    let numbers =
        ["purpose_missing", "purpose_not_clear", "outside_people", "many_people", "repeats_without_end", "person_hours"];
    super::cues::CUES.iter().map(|c| c.code).chain(numbers).collect()
}
