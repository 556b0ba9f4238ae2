//! What the contexts say to each other, typed. Everything that arrives is hostile until it has become one of these.

pub mod orders;
pub mod requests;
pub mod sessions;
pub mod trust;
