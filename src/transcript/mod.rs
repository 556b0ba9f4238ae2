//! Timed, speaker-named text: read from what others recorded, written for others to read, mended, and merged from live captions.
//!
//! Everything read is a stranger's text: parsers name line and reason of what they cannot use, and keep the rest.

mod cue;
pub mod export;
pub mod fix;
pub mod import;
pub mod merge;
mod script;
mod time;
mod timing;
mod turns;

pub use cue::{Cue, Source, Transcript};
pub use timing::{estimated, fill};
pub use turns::{Turn, turns};
