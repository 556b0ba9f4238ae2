//! SOGo: the dialog in which an event is edited. Self-hosted, so it is recognised by its page, on hosts a person granted.

mod parse;
mod slot;

pub use parse::parse;
pub use slot::all_day_steps;
