//! What journeys share; the journeys themselves are in `tests/`.

pub mod google;
