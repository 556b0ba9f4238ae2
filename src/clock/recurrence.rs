//! Recurrence rules (RFC 5545, 3.3.10).

/// Whether an RRULE goes on for ever: it names neither a last day nor a number of times. An empty rule does not repeat.
pub fn has_no_end(rule: &str) -> bool {
    let mut parts = rule.trim().trim_start_matches("RRULE:").split(';').filter_map(|part| part.split_once('='));
    let mut repeats = false;
    let ends = parts.any(|(name, value)| {
        let name = name.trim().to_ascii_uppercase();
        repeats |= name == "FREQ";
        matches!(name.as_str(), "UNTIL" | "COUNT") && !value.trim().is_empty()
    });
    repeats && !ends
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
