//! The card: one answer to "Can this be async?", and the way to act on it.

pub mod agenda_form;
pub mod around;
mod attendee;
pub mod form;
mod learned;
pub mod state;
pub mod time;

#[cfg(feature = "web")]
mod agenda_view;
#[cfg(feature = "web")]
mod attend_view;
#[cfg(feature = "web")]
mod brief_view;
#[cfg(feature = "web")]
mod learned_view;
#[cfg(feature = "web")]
mod signals_view;
#[cfg(feature = "web")]
mod verdict_view;
#[cfg(feature = "web")]
mod view;
#[cfg(feature = "web")]
pub use view::{Card, Host};
