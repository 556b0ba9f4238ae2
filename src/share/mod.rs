//! What leaves Baton as text: the block in an event's description.

pub mod block;
