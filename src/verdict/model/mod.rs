//! The trained part of the judgement: a table that says how much each word, pair of words, cue and measure speaks for each
//! outcome, kind and format. `cargo xtask train` learns it from `data/invites`.
//!
//! The model is linear: what an invite weighs is the sum of what its features weigh, so that every answer can be taken apart
//! into the words that gave it.

mod features;
mod hash;
mod scores;
mod table;

pub(crate) use features::Place;
pub use features::named;
pub use hash::key;
pub(crate) use scores::{ORDER, Scores, scores};

/// Name of the feature that every invite has: what is likely before anything is read.
const PRIOR: &str = "prior";
