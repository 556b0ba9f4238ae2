//! Google Calendar: the quick-create dialog and the page on which a whole event is edited.

mod parse;
mod prefill;

pub use parse::parse;
pub use prefill::prefill;
