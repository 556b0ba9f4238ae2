//! SOGo: the dialog in which an event is edited. Self-hosted, so it is recognised by its page, on hosts a person granted.
//!
//! Giving the slot back here needs no link: press `all_day` and `free` until they are checked, press `start_picker`, then
//! [`day_cell`]; SOGo moves the end along. Each step can be read back.

mod parse;
mod slot;

pub use parse::parse;
pub use slot::all_day_steps;
