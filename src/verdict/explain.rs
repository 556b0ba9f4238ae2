//! A verdict taken apart: what each word, cue and measure added.

use super::{
    Outcome, decide,
    model::{ORDER, Scores},
    outside::outside,
};
use crate::event::Event;
use serde::Serialize;

/// Everything that decided about one invite.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// Probability of each outcome, after people from outside and written rules were counted in.
    pub probabilities: Vec<(Outcome, f32)>,
    /// Probability of the kind, 0 to 1; 0 where nothing tells.
    pub kind_probability: f32,
    /// Phrases of the written rules that stand in the invite: code, the words, and which way they speak.
    pub phrases: Vec<(String, String, Outcome)>,
    /// What the learned table added, heaviest first.
    pub shares: Vec<Share>,
    /// Share of the words that the table knows, 0 to 1.
    pub known_words: f32,
}

/// What one feature added.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Share {
    /// Its name: `u:` a word (`u:!` a negated one), `t:` and `b:` a word in title or body, `2:` and `3:` neighbours, `s:` a
    /// word's beginning, `q:` a phrase of the written rules, `o:` the organiser's name, `m:` a measure.
    pub feature: String,
    /// Logarithm of odds for live, async, split and unclear.
    pub weights: [f32; 4],
}

/// Takes the verdict about `event` apart. Shares below a hundredth are left out.
pub fn explain(event: &Event) -> Explanation {
    const LEAST: f32 = 0.01;
    let decision = decide::decide(event, !outside(event).is_empty());
    let Scores { outcomes, parts, known, .. } = decision.scores;
    let spread = |w: &[f32; 4]| w.iter().copied().fold(f32::MIN, f32::max) - w.iter().copied().fold(f32::MAX, f32::min);
    let mut shares: Vec<Share> = parts.into_iter().map(|p| Share { feature: p.name, weights: p.adds }).collect();
    shares.retain(|s| spread(&s.weights) >= LEAST);
    shares.sort_by(|a, b| spread(&b.weights).total_cmp(&spread(&a.weights)));
    Explanation {
        probabilities: ORDER.into_iter().zip(outcomes).collect(),
        kind_probability: decision.kind_score,
        phrases: decision.signals.iter().map(|s| (s.cue.code.to_owned(), s.evidence.clone(), s.cue.way)).collect(),
        shares,
        known_words: known,
    }
}
