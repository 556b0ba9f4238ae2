//! Recurrence rules (RFC 5545, 3.3.10): whether one ends, and when its next times are.
//!
//! The crates that do this weigh 0.6 to 2.3 MB as WebAssembly, zone tables included, more than all of Baton; `rrule` is what
//! the tests compare with. Rules by the hour or less, and by week or day of the year, are not read: no calendar's form makes them.

mod dates;
mod rule;

pub use dates::Dates;
pub use rule::{Frequency, NthDay, Rule, RuleError, Until};

/// Whether an RRULE goes on for ever: it names neither a last day nor a number of times. What is no rule does not repeat.
pub fn has_no_end(rule: &str) -> bool {
    let part = |wanted: &str| rule::parts(rule).any(|(name, value)| name == wanted && !value.is_empty());
    part("FREQ") && !part("UNTIL") && !part("COUNT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn for_ever_or_not() {
        assert!(has_no_end("FREQ=WEEKLY;BYDAY=MO"));
        assert!(has_no_end("RRULE:freq=daily"));
        for ends in ["FREQ=WEEKLY;COUNT=4", "UNTIL=20261231T000000Z;FREQ=DAILY", "", "nonsense"] {
            assert!(!has_no_end(ends), "{ends}");
        }
    }
}
