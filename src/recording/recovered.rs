//! What was recovered, in a person's words.

use std::fmt;

/// What is in a recording, and what is missing from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recovered {
    /// Its length now, ms.
    pub kept_ms: u64,
    /// Its length as far as anything of it could be seen, torn frames included, ms. Whoever kept a journal may know of more.
    pub seen_ms: u64,
    /// Frames and pieces of sound, count.
    pub blocks: u64,
    /// Seek points, count.
    pub cues: usize,
    /// Torn places after which it went on, count; a torn end is none.
    pub torn_places: u64,
    /// Bytes left out because nothing whole was in them.
    pub lost_bytes: u64,
}

impl fmt::Display for Recovered {
    /// `41:10 of 41:12`, or `41:12` where nothing that a person would notice is missing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kept, seen) = (clock(self.kept_ms), clock(self.seen_ms));
        if kept == seen { f.write_str(&kept) } else { write!(f, "{kept} of {seen}") }
    }
}

/// `m:ss`, from an hour on `h:mm:ss`; begun seconds are left out.
fn clock(ms: u64) -> String {
    let (hours, minutes, seconds) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_reads_minutes_and_seconds() {
        let said = |kept_ms, seen_ms| Recovered { kept_ms, seen_ms, ..Recovered::default() }.to_string();
        assert_eq!(said(2_470_000, 2_472_900), "41:10 of 41:12");
        assert_eq!(said(2_472_020, 2_472_900), "41:12");
        assert_eq!(said(3_601_000, 10_800_000), "1:00:01 of 3:00:00");
        assert_eq!(said(0, 400), "0:00");
    }
}
