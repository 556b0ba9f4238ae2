//! Outlook on the web: the form of an event, also in a window of its own.

mod parse;
mod prefill;

pub use parse::parse;
pub use prefill::prefill;
