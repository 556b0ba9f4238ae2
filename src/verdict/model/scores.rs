//! What the table says of one invite.

use super::{
    features::{Place, features},
    table::{OUTCOMES, TABLE},
};
use crate::{
    event::Event,
    verdict::{Format, Kind, Outcome},
};

/// Outcomes in the order of the table.
pub(crate) const ORDER: [Outcome; OUTCOMES] = [Outcome::Live, Outcome::Async, Outcome::Split, Outcome::Unclear];

/// The sums, and what they are made of.
pub(crate) struct Scores {
    /// Probability of each outcome, in [`ORDER`].
    pub outcomes: [f32; OUTCOMES],
    /// Weight of each kind, in the order of [`Kind::ALL`].
    kinds: Vec<f32>,
    /// Weight of each format, in the order of [`Format::ALL`].
    formats: Vec<f32>,
    /// What each feature that the table knows adds.
    pub parts: Vec<Part>,
    /// Share of the invite's words that the table knows, 0 to 1; 1 when there are none.
    pub known: f32,
}

/// One feature's share.
pub(crate) struct Part {
    /// Where it stands.
    pub places: Vec<Place>,
    /// Its name.
    pub name: String,
    /// What it adds to each outcome, in [`ORDER`].
    pub adds: [f32; OUTCOMES],
}

impl Scores {
    /// Probability of one outcome.
    pub fn of(&self, outcome: Outcome) -> f32 {
        ORDER.iter().zip(self.outcomes).find(|(o, _)| **o == outcome).map_or(0.0, |(_, p)| p)
    }

    /// The likeliest outcome among those that `fits` allows, with its probability.
    pub fn likeliest(&self, fits: impl Fn(Outcome) -> bool) -> (Outcome, f32) {
        let among = ORDER.into_iter().zip(self.outcomes).filter(|(o, _)| fits(*o));
        among.max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((Outcome::Unclear, 0.0))
    }

    /// Makes one outcome `odds` times likelier against the others.
    pub fn favour(&mut self, outcome: Outcome, odds: f32) {
        for (o, p) in ORDER.iter().zip(&mut self.outcomes) {
            *p *= if *o == outcome { odds } else { 1.0 };
        }
        let total: f32 = self.outcomes.iter().sum();
        self.outcomes.iter_mut().for_each(|p| *p /= total.max(f32::MIN_POSITIVE));
    }

    /// The kind that weighs most, with its probability among those that fit; `more` adds to a kind what is known besides,
    /// `None` takes it out.
    pub fn kind(&self, more: impl Fn(Kind) -> Option<f32>) -> Option<(Kind, f32)> {
        let weighed: Vec<(Kind, f32)> =
            Kind::ALL.iter().zip(&self.kinds).filter_map(|(k, w)| Some((*k, w + more(*k)?))).collect();
        let (kind, top) = *weighed.iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
        let total: f32 = weighed.iter().map(|(_, w)| (w - top).exp()).sum();
        Some((kind, 1.0 / total))
    }

    /// The format that weighs most.
    pub fn format(&self) -> Option<Format> {
        Format::ALL.iter().zip(&self.formats).max_by(|a, b| a.1.total_cmp(b.1)).map(|(f, _)| *f)
    }
}

impl Part {
    /// By how much it speaks rather for `one` than for `other`.
    pub fn rather(&self, one: Outcome, other: Outcome) -> f32 {
        let of = |outcome| ORDER.iter().zip(self.adds).find(|(o, _)| **o == outcome).map_or(0.0, |(_, w)| w);
        of(one) - of(other)
    }
}

/// Reads the table for an event.
pub(crate) fn scores(event: &Event) -> Scores {
    let mut sums = [0.0_f32; OUTCOMES];
    let (mut kinds, mut formats) = (vec![0.0_f32; Kind::ALL.len()], vec![0.0_f32; Format::ALL.len()]);
    let mut parts = Vec::new();
    let (mut words, mut known) = (0.0_f32, 0.0_f32);
    for feature in features(event) {
        let row = TABLE.of(&feature);
        if feature.is_word {
            words += 1.0;
            known += f32::from(u8::from(row.is_some()));
        }
        let Some(row) = row else { continue };
        let adds = row.outcomes().map(|w| w * feature.value);
        for (sum, add) in sums.iter_mut().zip(adds) {
            *sum += add;
        }
        for (class, weight) in row.kinds() {
            if let Some(kind) = kinds.get_mut(class) {
                *kind += weight * feature.value;
            }
        }
        for (class, weight) in row.formats() {
            if let Some(format) = formats.get_mut(class) {
                *format += weight * feature.value;
            }
        }
        parts.push(Part { places: feature.places, name: feature.name, adds });
    }
    let known = if words == 0.0 { 1.0 } else { known / words };
    Scores { outcomes: softmax(sums), kinds, formats, parts, known }
}

/// Probabilities out of sums.
fn softmax(sums: [f32; OUTCOMES]) -> [f32; OUTCOMES] {
    let top = sums.into_iter().fold(f32::MIN, f32::max);
    let raised = sums.map(|s| (s - top).exp());
    let total: f32 = raised.iter().sum();
    raised.map(|r| r / total)
}
