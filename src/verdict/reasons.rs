//! From a decision to the reasons a person sees: the cues that decided, then the numbers that support it.

use super::{
    Kind, Outcome, Reason, Source,
    clauses::clauses,
    cues::{BASECAMP_COST, CUES, Cue, FELLOW, GITLAB, GUIDELINE, HOW, Published, SHOPIFY, UNNAMED},
    decide::Decision,
};
use crate::{
    event::{Cost, Event, Recurrence, hours},
    limits::{CROWD, MAX_REASONS},
};

/// Least probability with which a kind of meeting is named: likelier than not. On real invites (2026-11-22) 135 of 167 kinds from
/// here on were right, and 26 of 66 below.
const KIND_LINE: f32 = 0.5;
/// Person-minutes from which a meeting's cost is worth saying: two hours of people.
const COSTLY_PERSON_MIN: u64 = 120;

/// The reasons, strongest first.
pub(crate) fn reasons(event: &Event, decision: &Decision, cost: Option<&Cost>, outside: &[&str]) -> Vec<Reason> {
    let mut reasons = Vec::new();
    match decision.outcome {
        Outcome::Split => {
            reasons.extend(from_words(event, decision, Outcome::Live, Outcome::Async, 2));
            reasons.extend(from_words(event, decision, Outcome::Async, Outcome::Live, 2));
        }
        Outcome::Unclear => reasons.push(unclear(event, decision.foreign)),
        way => {
            if way == Outcome::Live && !outside.is_empty() {
                reasons.push(number("outside_people", "People from outside the company are invited.".into(), way, &GUIDELINE));
            }
            let (rival, _) = decision.scores.likeliest(|o| o != way);
            reasons.extend(from_words(event, decision, way, rival, 3));
        }
    }
    reasons.extend(from_numbers(event, decision.outcome, cost));
    reasons.truncate(MAX_REASONS);
    reasons
}

/// What the heaviest clauses say, in order of their weight: by the cue that stands in the clause, else by the kind of meeting.
fn from_words(event: &Event, decision: &Decision, way: Outcome, rival: Outcome, most: usize) -> Vec<Reason> {
    /// Share of all weight below which a clause is not worth a line.
    const WORTH: f32 = 0.12;
    const EVIDENCE: usize = 2;
    const SHORT_WORDS: usize = 6;
    let clauses = clauses(event, &decision.scores, way, rival);
    let total: f32 = clauses.iter().map(|c| c.weight.max(0.0)).sum();
    let mut reasons: Vec<Reason> = Vec::new();
    for clause in clauses.iter().filter(|c| total == 0.0 || c.weight >= total * WORTH) {
        let in_clause = decision.signals.iter().filter(|s| s.cue.way == way && clause.holds(s.field, s.at, s.at + 1));
        let best = in_clause.max_by(|a, b| a.weight().total_cmp(&b.weight()));
        let cue = best.map_or_else(|| of_kind(decision, way), |s| s.cue);
        // a short clause is quoted whole: the words around the phrase are what a person recognises
        let evidence = match best {
            Some(s) if clause.to - clause.from > SHORT_WORDS => s.evidence.clone(),
            _ => clause.text.clone(),
        };
        let full = reasons.len() >= most;
        match reasons.iter_mut().find(|r| r.code == cue.code) {
            Some(r)
                if r.evidence.len() < EVIDENCE
                    && !r.evidence.iter().any(|e| e.contains(&evidence) || evidence.contains(e.as_str())) =>
            {
                r.evidence.push(evidence);
            }
            Some(_) => {}
            None if !full => reasons.push(Reason {
                code: cue.code.to_owned(),
                text: cue.text.to_owned(),
                evidence: vec![evidence],
                speaks_for: way,
                source: published(cue.source),
            }),
            None => {}
        }
    }
    reasons
}

/// What the kind of meeting says for one way, where its words are in no phrase table. A kind that is but a guess is not named:
/// a rehearsal is live, but it is no emergency.
fn of_kind(decision: &Decision, way: Outcome) -> &'static Cue {
    let named = CUES.iter().find(|c| c.kind == decision.kind && c.way == way && !HOW.contains(&c.code));
    let [live, async_] = &UNNAMED;
    let unnamed = if way == Outcome::Live { live } else { async_ };
    named.filter(|_| decision.kind != Kind::Unclear && decision.kind_score >= KIND_LINE).unwrap_or(unnamed)
}

/// Why nothing could be told.
fn unclear(event: &Event, foreign: bool) -> Reason {
    if foreign {
        let text = "The text is in a language that Baton does not read.".into();
        return number("unknown_language", text, Outcome::Unclear, &GUIDELINE);
    }
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
    let numbers = [
        "purpose_missing",
        "purpose_not_clear",
        "unknown_language",
        "outside_people",
        "many_people",
        "repeats_without_end",
        "person_hours",
    ];
    CUES.iter().chain(&UNNAMED).map(|c| c.code).chain(numbers).collect()
}
