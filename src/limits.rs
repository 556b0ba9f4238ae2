//! Every limit in one place, each with its unit and its reason.

/// Sessions kept, count: more open forms than anybody has tabs; bounds the session store.
pub const SESSIONS_KEPT: usize = 64;
/// From mounting a frame to its hello, ms: a cold start of a loaded machine took under 10 s; a minute is a replay.
pub const SESSION_HELLO_MS: f64 = 60_000.0;
/// Quiet time before a form is read, ms: longer than the gap between two keys of a slow typist's word.
pub const SETTLE_MS: u32 = 400;
/// Clicks sooner than this after the card showed are ignored, ms: nobody reads and decides faster, a click aimed at what was there before does.
pub const CLICK_GUARD_MS: f64 = 500.0;
/// Reasons on the card, count.
pub const REASONS_SHOWN: usize = 4;
/// Briefs listed on one page, count: the rest is one click away.
pub const BRIEFS_SHOWN: usize = 200;
/// One stored record, bytes of JSON: far above any brief; a larger one is a fault.
pub const RECORD_BYTES: usize = 512 * 1024;
