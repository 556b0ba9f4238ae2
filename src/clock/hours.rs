//! Working hours of a week.

use super::{WORK_ENDS_H, WORK_STARTS_H};
use chrono::{Datelike, NaiveDateTime, Timelike, Weekday};
use serde::{Deserialize, Serialize};

/// Minutes of a day.
const DAY_MIN: u16 = 24 * 60;

/// One stretch of a day, local wall-clock minutes since midnight; `from` is inside, `to` is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// First minute.
    pub from: u16,
    /// First minute after; 1440 is midnight at the day's end.
    pub to: u16,
}

/// A week of working hours; gaps are allowed, a day may be empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "[Vec<Span>; 7]", into = "[Vec<Span>; 7]")]
pub struct WorkingHours {
    days: [Vec<Span>; 7],
}

/// Why hours cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HoursError {
    /// A stretch that ends before it begins, or after midnight.
    #[error("on {0}, a stretch of working time must end after it begins and before midnight")]
    Span(Weekday),
    /// Stretches that overlap or are out of order.
    #[error("on {0}, two stretches of working time overlap")]
    Overlap(Weekday),
    /// No working time in the whole week.
    #[error("a week needs at least one stretch of working time")]
    Empty,
}

impl Default for WorkingHours {
    /// 9 to 17, Monday to Friday.
    fn default() -> Self {
        #[allow(clippy::cast_possible_truncation)] // hours of a day
        let span = Span { from: WORK_STARTS_H as u16 * 60, to: WORK_ENDS_H as u16 * 60 };
        let work = || vec![span];
        Self { days: [work(), work(), work(), work(), work(), Vec::new(), Vec::new()] }
    }
}

impl WorkingHours {
    /// Hours by day, Monday first; stretches of a day in order.
    pub fn new(days: [Vec<Span>; 7]) -> Result<Self, HoursError> {
        let mut day = Weekday::Mon;
        for spans in &days {
            if spans.iter().any(|s| s.from >= s.to || s.to > DAY_MIN) {
                return Err(HoursError::Span(day));
            }
            if spans.windows(2).any(|pair| matches!(pair, [a, b] if a.to > b.from)) {
                return Err(HoursError::Overlap(day));
            }
            day = day.succ();
        }
        if days.iter().all(Vec::is_empty) {
            return Err(HoursError::Empty);
        }
        Ok(Self { days })
    }

    /// The stretches of a day, in order.
    pub fn on(&self, day: Weekday) -> &[Span] {
        self.days.get(day.num_days_from_monday() as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether a local moment is inside.
    pub fn covers(&self, at: NaiveDateTime) -> bool {
        let minute = at.hour() * 60 + at.minute();
        self.on(at.weekday()).iter().any(|s| u32::from(s.from) <= minute && minute < u32::from(s.to))
    }
}

impl TryFrom<[Vec<Span>; 7]> for WorkingHours {
    type Error = HoursError;
    fn try_from(days: [Vec<Span>; 7]) -> Result<Self, HoursError> {
        Self::new(days)
    }
}

impl From<WorkingHours> for [Vec<Span>; 7] {
    fn from(hours: WorkingHours) -> Self {
        hours.days
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_week_with_gaps() {
        let mut days: [Vec<Span>; 7] = Default::default();
        days[0] = vec![Span { from: 540, to: 720 }, Span { from: 780, to: 1020 }];
        let hours = WorkingHours::new(days).unwrap();
        let at = |t: &str| hours.covers(format!("2026-03-02T{t}:00").parse().unwrap());
        assert!(at("09:00") && at("11:59") && at("13:00") && at("16:59"));
        assert!(!at("08:59") && !at("12:00") && !at("17:00"));
    }

    #[test]
    fn bad_hours_are_named() {
        let with = |spans: Vec<Span>| {
            let mut days: [Vec<Span>; 7] = Default::default();
            days[2] = spans;
            WorkingHours::new(days)
        };
        assert_eq!(with(vec![Span { from: 600, to: 540 }]), Err(HoursError::Span(Weekday::Wed)));
        assert_eq!(with(vec![Span { from: 600, to: 1500 }]), Err(HoursError::Span(Weekday::Wed)));
        assert_eq!(with(vec![Span { from: 500, to: 700 }, Span { from: 600, to: 800 }]), Err(HoursError::Overlap(Weekday::Wed)));
        assert_eq!(with(Vec::new()), Err(HoursError::Empty));
        assert!(serde_json::from_str::<WorkingHours>("[[],[],[],[],[],[],[]]").is_err());
    }

    #[test]
    fn stored_and_read_back() {
        let json = serde_json::to_string(&WorkingHours::default()).unwrap();
        assert_eq!(serde_json::from_str::<WorkingHours>(&json).unwrap(), WorkingHours::default());
    }
}
