//! When the person is busy, out of the calendar file that they gave.

use super::{Shape, Stored};
use crate::clock::Stretch;
use chrono::{Duration, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// Store key of [`Neighbours`].
pub const NEIGHBOURS_KEY: &str = "neighbours";

/// How far around an event its neighbours are looked for: a working day to either side.
const NEAR_H: i64 = 24;

/// The person's meetings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Neighbours {
    /// Name of the file.
    pub file: String,
    /// What it covers.
    pub from: NaiveDateTime,
    /// First instant that it does not cover.
    pub to: NaiveDateTime,
    /// When they are busy, in order.
    pub busy: Vec<Stretch>,
}

impl Stored for Neighbours {
    const SHAPE: Shape = Shape::Neighbours;
}

impl Neighbours {
    /// The meetings near an instant; `None` where the file does not reach.
    pub fn near(&self, at_utc: NaiveDateTime) -> Option<Vec<Stretch>> {
        let around = Stretch { from: at_utc - Duration::hours(NEAR_H), to: at_utc + Duration::hours(NEAR_H) };
        let covered = self.from <= at_utc && at_utc < self.to;
        covered.then(|| self.busy.iter().copied().filter(|s| s.meets(&around)).collect())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn near_or_unknown() {
        let at = |text: &str| -> NaiveDateTime { format!("2026-11-{text}:00").parse().unwrap() };
        let busy =
            vec![Stretch { from: at("24T10:00"), to: at("24T11:00") }, Stretch { from: at("28T10:00"), to: at("28T11:00") }];
        let known = Neighbours { file: "a.ics".into(), from: at("22T00:00"), to: at("30T00:00"), busy };
        assert_eq!(known.near(at("24T12:00")).unwrap().len(), 1);
        assert_eq!(known.near(at("26T12:00")), Some(Vec::new()), "known to be free");
        assert_eq!(known.near(at("30T00:00")), None);
    }
}
