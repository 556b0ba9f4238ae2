//! Could the people in this invite reach its purpose without being online at the same time?
//!
//! Signals are read from the text, signals give reasons, reasons give the outcome; the reasons shown are the ones that decided.

use crate::event::{Cost, Event};
use serde::{Deserialize, Serialize};

mod clauses;
mod cues;
mod decide;
mod explain;
mod identifiers;
pub(crate) mod items;
mod lexicon;
pub mod model;
pub(crate) mod noise;
mod outside;
mod purpose;
mod reasons;
mod signals;
pub(crate) mod text;

pub use explain::{Explanation, Share, explain};
pub use identifiers::{Format, Kind, Outcome};
pub use purpose::{Purpose, with_purpose};
pub use reasons::reason_codes;

/// The answer for one invite.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// Live, async, split or unclear.
    pub outcome: Outcome,
    /// What sort of meeting the text describes.
    pub kind: Kind,
    /// The written form that would replace it; only where the outcome is async or split.
    pub format: Option<Format>,
    /// Confidence in the outcome, 0 to 1.
    pub score: f32,
    /// What decided, strongest first; two to four where the text gives that many.
    pub reasons: Vec<Reason>,
    /// The items that the text states, each judged by itself; empty when it states none.
    pub items: Vec<ItemVerdict>,
    /// Person-minutes, once people and length are known.
    pub cost: Option<Cost>,
}

impl Verdict {
    /// The items of one outcome and the verdict that they alone would have. Items that do not tell stay with the live ones:
    /// nothing is taken out of a meeting without evidence.
    pub fn part(&self, outcome: Outcome) -> (Vec<String>, Self) {
        let belongs = |item: &&ItemVerdict| match outcome {
            Outcome::Async => item.outcome == Outcome::Async,
            _ => item.outcome != Outcome::Async,
        };
        let items: Vec<&ItemVerdict> = self.items.iter().filter(belongs).collect();
        let part = Self {
            outcome,
            kind: items.first().map_or(self.kind, |item| item.kind),
            format: self.format.filter(|_| outcome == Outcome::Async),
            ..self.clone()
        };
        (items.iter().map(|item| item.text.clone()).collect(), part)
    }
}

/// One reason, resting on words of the invite.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// Stable code, `snake_case`; the surfaces translate by it (`reason_<code>` in `_locales`).
    pub code: String,
    /// One English sentence.
    pub text: String,
    /// The words of the invite it rests on, as they stand there; empty for a reason that rests on a number.
    pub evidence: Vec<String>,
    /// Which way it speaks.
    pub speaks_for: Outcome,
    /// Published practice behind it.
    pub source: Source,
}

/// Where a rule or number was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Short name, e.g. `GitLab handbook`.
    pub name: String,
    /// What is written there, in our words.
    pub claim: String,
}

/// One stated item of the invite and how it alone would be judged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ItemVerdict {
    /// The item's own words.
    pub text: String,
    /// `Live`, `Async` or `Unclear`.
    pub outcome: Outcome,
    /// What sort of item it is.
    pub kind: Kind,
}

/// Judges one invite. Pure: the same event gives the same verdict.
pub fn judge(event: &Event) -> Verdict {
    let outside = outside::outside(event);
    let decision = decide::decide(event, !outside.is_empty());
    let cost = Cost::of(event);
    let reasons = reasons::reasons(event, &decision, cost.as_ref(), &outside);
    Verdict {
        outcome: decision.outcome,
        kind: decision.kind,
        format: decision.format,
        score: decision.score,
        reasons,
        items: decision.items,
        cost,
    }
}

/// The written form for a meeting of this kind when the person asks for one whatever the verdict says.
pub fn format_for(kind: Kind) -> Format {
    decide::default_format(kind)
}
