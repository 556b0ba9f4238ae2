//! Baton: asks "Can this be async?" where a meeting is made, and does the writing either way.
//!
//! Floors, top to bottom; a room may use only rooms below it (`tests/architecture.rs` holds this):
//! faces (`ui`, `browser`), work (`sites`, `store`, `share`, `protocol`), meaning (all others).

pub mod agenda;
pub mod attend;
pub mod brief;
#[cfg(feature = "web")]
pub mod browser;
pub mod clock;
pub mod event;
pub mod ical;
pub mod library;
pub mod limits;
pub mod lines;
pub mod protocol;
pub mod recording;
pub mod repair;
pub mod share;
pub mod signals;
pub mod site;
pub mod sites;
pub mod store;
pub mod transcript;
pub mod ui;
pub mod verdict;
pub mod wording;
