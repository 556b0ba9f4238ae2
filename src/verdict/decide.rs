//! From weights to an outcome. A live meeting called async is the worst error, so async has to be earned.

use super::{
    Format, ItemVerdict, Kind, Outcome,
    cues::HARD,
    items,
    signals::{Signal, Weights, signals, weigh},
    text::{Field, Prepared},
};
use crate::event::Event;

/// By how much async must outweigh live.
const ASYNC_MARGIN: f32 = 1.0;
/// Least weight of async: more than one weak word.
const ASYNC_ENOUGH: f32 = 2.6;
/// Least weight that is an answer at all.
const ENOUGH: f32 = 1.5;
/// An explicit statement, e.g. "no need to discuss".
const EXPLICIT: f32 = 3.5;
/// What the title still counts when the body speaks too: the body outweighs the title.
const TITLE_BESIDE_BODY: f32 = 0.62;

/// A description of more words than these, none of which is understood, may turn the title's meaning round.
const UNREAD_WORDS: usize = 14;

/// Live matters that even an explicit "answer in writing" does not move.
const NEVER_ASYNC: &[Kind] =
    &[Kind::Sensitive, Kind::Incident, Kind::Interview, Kind::Social, Kind::Governance, Kind::Conflict, Kind::Milestone];

/// What was found and what follows from it.
pub(crate) struct Decision {
    pub outcome: Outcome,
    pub kind: Kind,
    pub format: Option<Format>,
    pub score: f32,
    pub signals: Vec<Signal>,
    pub items: Vec<ItemVerdict>,
}

/// Decides about `event`; `outside` says that people from outside are invited.
pub(crate) fn decide(event: &Event, outside: bool) -> Decision {
    let mut found = signals(&Prepared::title(&event.title));
    let body = Prepared::body(&event.description);
    let body_words = body.words.len();
    let body = signals(&body);
    let body_speaks = !body.is_empty();
    found.extend(body);
    let factor = |s: &Signal| match s.field {
        Field::Title if body_speaks => TITLE_BESIDE_BODY,
        _ => 1.0,
    };
    let mut weights = weigh(&found, factor);
    if outside {
        weights.live += HARD;
        weights.live_peak = weights.live_peak.max(HARD);
    }

    let items = judge_items(event);
    let gate = found.iter().any(|s| s.cue.way == Outcome::Live && s.weight() >= HARD && NEVER_ASYNC.contains(&s.cue.kind));
    let mut outcome = of_weights(&weights, gate);
    if outcome == Outcome::Async && !body_speaks && weights.async_peak < EXPLICIT && body_words > UNREAD_WORDS {
        outcome = Outcome::Unclear;
    }
    if !gate && outcome != Outcome::Unclear && splits(&items) {
        outcome = Outcome::Split;
    }

    let kind = kind_of(&found, outcome, outside, body_speaks);
    let format = format_of(&found, outcome, kind, body_speaks);
    Decision { outcome, kind, format, score: score_of(outcome, &weights), signals: found, items }
}

/// The outcome of weights alone.
fn of_weights(w: &Weights, gate: bool) -> Outcome {
    let explicit = w.async_peak >= EXPLICIT;
    if w.live.max(w.async_) < ENOUGH {
        Outcome::Unclear
    } else if gate && w.live_peak >= EXPLICIT * TITLE_BESIDE_BODY {
        Outcome::Live
    } else if w.async_ >= ASYNC_ENOUGH && w.async_ >= w.live + ASYNC_MARGIN && (w.live_peak < HARD || explicit) {
        Outcome::Async
    } else if w.live >= ENOUGH {
        Outcome::Live
    } else {
        Outcome::Unclear
    }
}

fn judge_items(event: &Event) -> Vec<ItemVerdict> {
    items::items(&event.description)
        .into_iter()
        .filter_map(|range| {
            let text = event.description.get(range.clone())?.to_owned();
            let found = signals(&Prepared::part(&event.description, range));
            let outcome = of_weights(&weigh(&found, |_| 1.0), false);
            let kind = kind_of(&found, outcome, false, false);
            Some(ItemVerdict { text, outcome, kind })
        })
        .collect()
}

/// At least one item of each way.
fn splits(items: &[ItemVerdict]) -> bool {
    let any = |outcome| items.iter().any(|i| i.outcome == outcome);
    any(Outcome::Live) && any(Outcome::Async)
}

/// The signal that speaks loudest for `outcome`.
fn loudest(found: &[Signal], outcome: Outcome, body_speaks: bool, wanted: impl Fn(&Signal) -> bool) -> Option<&Signal> {
    let way = if outcome == Outcome::Split { Outcome::Async } else { outcome };
    let weight = |s: &Signal| s.weight() * if s.field == Field::Title && body_speaks { 0.85 } else { 1.0 };
    found.iter().filter(|s| s.cue.way == way && wanted(s)).fold(None, |best: Option<&Signal>, s| match best {
        Some(b) if weight(b) >= weight(s) => Some(b),
        _ => Some(s),
    })
}

/// Cues that say how, not what: a kind is looked for elsewhere first.
const HOW: &[&str] = &[
    "in_writing",
    "meeting_if_needed",
    "no_discussion",
    "recording",
    "not_async",
    "in_person",
    "discussion",
    "no_agenda",
    "async_by_name",
];

fn kind_of(found: &[Signal], outcome: Outcome, outside: bool, body_speaks: bool) -> Kind {
    match outcome {
        Outcome::Unclear => Kind::Unclear,
        _ => {
            let what = loudest(found, outcome, body_speaks, |s| !HOW.contains(&s.cue.code));
            let any = loudest(found, outcome, body_speaks, |s| s.cue.kind != Kind::Unclear);
            match what.or(any) {
                Some(s) if s.cue.way == Outcome::Live || !outside || outcome != Outcome::Live => s.cue.kind,
                _ if outside => Kind::Client,
                _ => Kind::Unclear,
            }
        }
    }
}

fn format_of(found: &[Signal], outcome: Outcome, kind: Kind, body_speaks: bool) -> Option<Format> {
    if !matches!(outcome, Outcome::Async | Outcome::Split) {
        return None;
    }
    let what = loudest(found, outcome, body_speaks, |s| s.cue.format.is_some() && !HOW.contains(&s.cue.code));
    let any = loudest(found, outcome, body_speaks, |s| s.cue.format.is_some());
    what.or(any).and_then(|s| s.cue.format).or(Some(default_format(kind)))
}

/// The written form for a kind where no words ask for another.
pub(crate) fn default_format(kind: Kind) -> Format {
    match kind {
        Kind::Announcement | Kind::AllHands | Kind::Governance => Format::Announcement,
        Kind::Readout | Kind::Demo | Kind::Training => Format::RecordedWalkthrough,
        Kind::Feedback | Kind::Client => Format::DocumentReview,
        Kind::Approval
        | Kind::Decision
        | Kind::Milestone
        | Kind::Negotiation
        | Kind::Conflict
        | Kind::Strategy
        | Kind::Kickoff => Format::DecisionDoc,
        Kind::Brainstorm | Kind::Workshop | Kind::Retro => Format::Brainwrite,
        Kind::Poll | Kind::Planning | Kind::Social => Format::Poll,
        Kind::Qa | Kind::Interview | Kind::Troubleshooting | Kind::Incident => Format::QaThread,
        Kind::Handoff => Format::HandoffNote,
        Kind::Compliance => Format::ReadingWithConfirmation,
        Kind::Status | Kind::OneToOne | Kind::Sensitive | Kind::Community | Kind::Unclear => Format::StatusUpdate,
    }
}

/// Confidence: how far one side outweighs the other, and how much was said at all.
fn score_of(outcome: Outcome, w: &Weights) -> f32 {
    let total = w.live + w.async_;
    let said = total / (total + 2.0);
    let score = match outcome {
        Outcome::Live => 0.5 + 0.5 * said * (w.live - w.async_ * 0.5).max(0.0) / total.max(0.1),
        Outcome::Async => 0.5 + 0.5 * said * (w.async_ - w.live) / total.max(0.1),
        Outcome::Split => 0.4 + 0.4 * said,
        Outcome::Unclear => 0.9 - 0.5 * (total / (total + 2.0)),
    };
    score.clamp(0.05, 0.98)
}
