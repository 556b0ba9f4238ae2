//! From what the model sees to an outcome. A live meeting called async is the worst error, so async has to be earned.

use super::{
    Format, ItemVerdict, Kind, Outcome,
    cues::{HARD, HOW},
    items,
    model::{Scores, scores},
    signals::{Signal, signals},
    text::{Field, Prepared},
};
use crate::event::Event;

/// Least probability with which anything is said at all: below, the text is not enough to judge.
const LINE: f32 = 0.40;
/// The same for a title of a word or two and nothing else.
const BARE_LINE: f32 = 0.70;
/// Words of such a title; a Japanese character counts as one.
const BARE_WORDS: usize = 5;
/// Least probability of async; chosen on data apart from the reported figures so that about one live meeting in fifty passes it.
const ASYNC_LINE: f32 = 0.62;
/// The same where a cue names a matter that is almost never async.
const ASYNC_LINE_GUARDED: f32 = 0.97;
/// How many times likelier people from outside make it that a meeting is live.
const OUTSIDE_ODDS: f32 = 4.0;
/// How many times likelier items that could go by themselves make it that a meeting is split; chosen with [`APART_ODDS`] on data
/// apart from the reported figures.
const PARTS_ODDS: f32 = 10.0;
/// How many times likelier one way than the other each of two items must be to count as parts of their own.
const APART_ODDS: f32 = 6.0;
/// Share of known words below which the language is one that Baton does not read.
const KNOWN_LINE: f32 = 0.30;
/// Words from which that share means anything.
const KNOWN_WORDS: usize = 4;

/// Live matters for which async needs more than the usual evidence.
const GUARDED: &[Kind] = &[
    Kind::Sensitive,
    Kind::Incident,
    Kind::Interview,
    Kind::Social,
    Kind::Governance,
    Kind::Conflict,
    Kind::Milestone,
    Kind::Negotiation,
];

/// Of these, what a title names is never argued with, whatever the text asks people to hand in before.
const PERSONAL: &[Kind] = &[Kind::Sensitive, Kind::Interview];

/// Kinds that are live in fewer than one of fifty labelled invites.
const NEVER_LIVE: &[Kind] = &[Kind::Announcement, Kind::Poll, Kind::Readout, Kind::Status];
/// Kinds that are async in fewer than one of fifty.
const NEVER_ASYNC: &[Kind] = &[Kind::Conflict, Kind::Negotiation, Kind::Sensitive, Kind::Social, Kind::Workshop];

/// What was found and what follows from it.
pub(crate) struct Decision {
    pub outcome: Outcome,
    pub kind: Kind,
    /// Probability of that kind, 0 to 1; 0 where nothing tells.
    pub kind_score: f32,
    pub format: Option<Format>,
    pub score: f32,
    pub scores: Scores,
    pub signals: Vec<Signal>,
    pub items: Vec<ItemVerdict>,
    /// Too few of the words are known in any language that Baton reads.
    pub foreign: bool,
}

/// Decides about `event`; `outside` says that people from outside are invited.
pub(crate) fn decide(event: &Event, outside: bool) -> Decision {
    let (title, body) = (Prepared::title(&event.title), Prepared::body(&event.description));
    let mut found = signals(&title);
    found.extend(signals(&body));
    let words = title.words.len() + body.words.len();
    let mut scores = scores(event);
    if outside {
        scores.favour(Outcome::Live, OUTSIDE_ODDS);
    }
    let [live, async_] = spoken(&found);
    scores.favour(Outcome::Live, live.exp());
    scores.favour(Outcome::Async, async_.exp());
    let items = judge_items(event);
    if stand_apart(&items) {
        scores.favour(Outcome::Split, PARTS_ODDS);
    }
    let foreign = words >= KNOWN_WORDS && scores.known < KNOWN_LINE && found.is_empty();
    let guarded = found.iter().any(|s| s.cue.way == Outcome::Live && s.weight() >= HARD && GUARDED.contains(&s.cue.kind));
    let personal = found.iter().any(|s| s.field == Field::Title && s.weight() >= HARD && PERSONAL.contains(&s.cue.kind));
    let async_line = match (personal, guarded) {
        (true, _) => f32::INFINITY,
        (false, true) => ASYNC_LINE_GUARDED,
        (false, false) => ASYNC_LINE,
    };
    let bare = body.words.is_empty() && title.words.len() <= BARE_WORDS && found.is_empty();
    let line = if bare { BARE_LINE } else { LINE };
    let outcome = if foreign || words == 0 { Outcome::Unclear } else { of_scores(&scores, line, async_line) };
    let (kind, kind_score) = kind_of(&scores, &found, outcome, outside);
    let format = match outcome {
        Outcome::Async | Outcome::Split => Some(scores.format().unwrap_or_else(|| default_format(kind))),
        Outcome::Live | Outcome::Unclear => None,
    };
    let score = scores.of(outcome).clamp(0.05, 0.98);
    Decision {
        outcome,
        kind,
        kind_score,
        format,
        score,
        scores,
        signals: found,
        items: items.into_iter().map(|i| i.verdict).collect(),
        foreign,
    }
}

/// What phrases that people wrote rules for add to the learned weights, as logarithms of odds, for live and for async: the
/// heaviest of each way, and more where it says outright how people want to work.
fn spoken(signals: &[Signal]) -> [f32; 2] {
    const A_WEIGHT: f32 = 0.3;
    const OUTRIGHT: f32 = 1.4;
    let of = |way: Outcome| {
        let weight = |s: &Signal| s.weight() * if s.cue.code == "not_async" { OUTRIGHT } else { A_WEIGHT };
        signals.iter().filter(|s| s.cue.way == way).map(weight).fold(0.0, f32::max)
    };
    [of(Outcome::Live), of(Outcome::Async)]
}

/// The likeliest outcome that is likely enough.
fn of_scores(scores: &Scores, line: f32, async_line: f32) -> Outcome {
    let (best, p) = scores.likeliest(|_| true);
    if best == Outcome::Async && p < async_line {
        // nearly async is no answer: the next best one is, and that is at worst "cannot tell"
        let (next, _) = scores.likeliest(|o| o != Outcome::Async);
        return next;
    }
    if p < line { Outcome::Unclear } else { best }
}

/// One stated item, and how many times likelier it is live than async.
struct Item {
    verdict: ItemVerdict,
    live_odds: f32,
}

/// Each stated item by itself. An item is a few words: it is judged only between live and async, and left open when near.
fn judge_items(event: &Event) -> Vec<Item> {
    /// How many times likelier one way must be than the other.
    const ODDS: f32 = 2.5;
    let mut found = Vec::new();
    for range in items::items(&event.description) {
        let Some(text) = event.description.get(range) else { continue };
        let scores = scores(&Event { description: text.to_owned(), ..Event::default() });
        let live_odds = scores.of(Outcome::Live) / scores.of(Outcome::Async).max(f32::MIN_POSITIVE);
        let outcome = if live_odds >= ODDS {
            Outcome::Live
        } else if live_odds <= 1.0 / ODDS {
            Outcome::Async
        } else {
            Outcome::Unclear
        };
        let (kind, _) = kind_of(&scores, &[], outcome, false);
        found.push(Item { verdict: ItemVerdict { text: text.to_owned(), outcome, kind }, live_odds });
    }
    found
}

/// Whether one item needs people and another could be sent, both clearly.
fn stand_apart(items: &[Item]) -> bool {
    items.iter().any(|i| i.live_odds >= APART_ODDS) && items.iter().any(|i| i.live_odds <= 1.0 / APART_ODDS)
}

fn kind_of(scores: &Scores, signals: &[Signal], outcome: Outcome, outside: bool) -> (Kind, f32) {
    /// How much a written rule's phrase for a kind counts beside the learned weights.
    const PHRASE: f32 = 0.4;
    if outcome == Outcome::Unclear {
        return (Kind::Unclear, 0.0);
    }
    let never = match outcome {
        Outcome::Live => NEVER_LIVE,
        Outcome::Async => NEVER_ASYNC,
        Outcome::Split | Outcome::Unclear => &[],
    };
    let phrase = |kind: Kind| {
        let of_kind = signals.iter().filter(|s| s.cue.kind == kind && s.cue.way == outcome && !HOW.contains(&s.cue.code));
        of_kind.map(Signal::weight).fold(0.0, f32::max) * PHRASE
    };
    let more = |kind: Kind| (kind != Kind::Unclear && !never.contains(&kind)).then(|| phrase(kind));
    let (kind, score) = scores.kind(more).unwrap_or((Kind::Unclear, 0.0));
    if outside && outcome == Outcome::Live && !GUARDED.contains(&kind) { (Kind::Client, 1.0) } else { (kind, score) }
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
