//! What a person sees. State and its changes are pure (`state.rs`, `form.rs`, tested natively); Yew only draws it.

pub mod card;
pub mod text;

#[cfg(feature = "web")]
pub mod app;
#[cfg(feature = "web")]
mod control;
#[cfg(feature = "web")]
pub mod panel;
