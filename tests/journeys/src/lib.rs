//! What journeys share; the journeys themselves are in `tests/`.
#![allow(clippy::print_stderr)] // a failed journey says where its evidence lies

pub mod google;
