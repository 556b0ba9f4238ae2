//! SOGo: the dialog in which an event is edited. Self-hosted, so it is recognised by its page, on hosts a person granted.
//!
//! Giving the slot back here needs no link: the boxes and the date pickers are pressed, see [`all_day_steps`].

mod parse;
mod slot;

pub use parse::parse;
pub use slot::{all_day_steps, is_all_day_free};
