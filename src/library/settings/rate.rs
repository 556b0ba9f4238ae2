//! What an hour costs.

use serde::{Deserialize, Serialize};

/// A rate that the person entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// Hundredths of the currency's unit for one hour of one person.
    pub cents_per_hour: u32,
    /// ISO 4217 code, e.g. `EUR`.
    pub currency: String,
}

impl Rate {
    /// What so many person-minutes cost, in hundredths of the currency's unit.
    pub fn cents(&self, person_minutes: u64) -> u64 {
        person_minutes.saturating_mul(u64::from(self.cents_per_hour)).saturating_add(30) / 60
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_times_rate() {
        let rate = Rate { cents_per_hour: 8_000, currency: "EUR".into() };
        assert_eq!(rate.cents(270), 36_000);
        assert_eq!(rate.cents(u64::MAX), u64::MAX / 60);
    }
}
