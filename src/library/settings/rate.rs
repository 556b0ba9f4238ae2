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
