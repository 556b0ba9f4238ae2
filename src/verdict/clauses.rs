//! Which stretches of the invite decided: what the model's features weigh, gathered by clause.

use super::{
    Outcome,
    model::{Place, Scores},
    text::{Field, Prepared},
};
use crate::event::Event;

/// One clause and what its words weigh.
pub(crate) struct Clause {
    pub field: Field,
    /// First word.
    pub from: usize,
    /// Word after the last.
    pub to: usize,
    /// By how much it speaks rather for the outcome asked for.
    pub weight: f32,
    /// The clause as it stands, cut to a length that can be shown.
    pub text: String,
}

impl Clause {
    /// Whether words `from..to` of `field` stand in it.
    pub fn holds(&self, field: Field, from: usize, to: usize) -> bool {
        self.field == field && self.from <= from && to <= self.to
    }
}

/// The clauses that speak rather for `one` than for `other`, heaviest first.
pub(crate) fn clauses(event: &Event, scores: &Scores, one: Outcome, other: Outcome) -> Vec<Clause> {
    let texts = [Prepared::title(&event.title), Prepared::body(&event.description)];
    let mut found: Vec<Clause> = texts.iter().flat_map(cut).collect();
    for part in &scores.parts {
        #[allow(clippy::cast_precision_loss)] // a handful
        let share = part.rather(one, other) / part.places.len().max(1) as f32;
        for place in &part.places {
            if let Some(clause) = found.iter_mut().find(|c| begins_in(c, *place)) {
                clause.weight += share;
            }
        }
    }
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    // where no words speak for it, the ones that speak least against it are what a person would look at
    let speak = found.iter().take_while(|c| c.weight > 0.0).count();
    found.truncate(speak.max(1));
    found
}

fn begins_in(clause: &Clause, place: Place) -> bool {
    clause.holds(place.field, place.from, place.from + 1)
}

/// The clauses of one field; a clause of one or two words goes with the one before it.
fn cut(text: &Prepared<'_>) -> Vec<Clause> {
    const SHORT_WORDS: usize = 2;
    let mut ranges: Vec<(usize, usize, u32)> = Vec::new();
    for (at, word) in text.words.iter().enumerate() {
        let new = at == 0 || text.words.get(at - 1).is_some_and(|w| w.clause != word.clause);
        match ranges.last_mut() {
            Some(last) if !new || (last.1 - last.0 <= SHORT_WORDS && last.2 == word.sentence) => last.1 = at + 1,
            _ => ranges.push((at, at + 1, word.sentence)),
        }
    }
    let clause = |(from, to, _): (usize, usize, u32)| {
        Some(Clause { field: text.field, from, to, weight: 0.0, text: text.quote(from, to)? })
    };
    ranges.into_iter().filter_map(clause).collect()
}
