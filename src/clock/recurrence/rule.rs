//! A rule as it is written.

use chrono::{NaiveDate, NaiveDateTime, Weekday};

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frequency {
    /// Every so many days.
    Daily,
    /// Every so many weeks.
    Weekly,
    /// Every so many months.
    Monthly,
    /// Every so many years.
    Yearly,
}

/// The last moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// A day, inclusive.
    Day(NaiveDate),
    /// Local wall-clock time, inclusive.
    Local(NaiveDateTime),
    /// An instant, UTC, inclusive.
    Utc(NaiveDateTime),
}

/// A weekday, or the nth one of its month or year; negative ones count from the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NthDay {
    /// 0 for every one.
    pub nth: i32,
    /// Which day.
    pub day: Weekday,
}

/// A rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// How often.
    pub frequency: Frequency,
    /// Every so many of them, at least 1.
    pub interval: u32,
    /// Number of times, the first included.
    pub count: Option<u32>,
    /// The last moment.
    pub until: Option<Until>,
    /// Weekdays.
    pub by_day: Vec<NthDay>,
    /// Days of the month, negative from its end.
    pub by_month_day: Vec<i32>,
    /// Months, 1 to 12.
    pub by_month: Vec<u32>,
    /// Which of the days of a period, negative from the end.
    pub by_set_pos: Vec<i32>,
    /// First day of the week.
    pub week_start: Weekday,
}

/// Why a rule cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// A part that no calendar's form makes, or none that there is.
    #[error("Baton does not read `{0}` in a recurrence rule")]
    Unsupported(String),
    /// A value that is none.
    #[error("`{0}` is not a value of a recurrence rule")]
    Value(String),
    /// It does not say how often.
    #[error("the recurrence rule does not say how often")]
    NoFrequency,
}

/// Names (upper case) and values.
pub(super) fn parts(rule: &str) -> impl Iterator<Item = (String, &str)> {
    let rule = rule.trim();
    let rule =
        rule.get(..6).filter(|head| head.eq_ignore_ascii_case("RRULE:")).map_or(rule, |_| rule.get(6..).unwrap_or_default());
    rule.split(';').filter_map(|part| part.split_once('=')).map(|(name, value)| (name.trim().to_ascii_uppercase(), value.trim()))
}

impl Rule {
    /// Reads the value of an `RRULE`, with or without its name.
    pub fn read(text: &str) -> Result<Self, RuleError> {
        let mut frequency = None;
        let mut rule = Self {
            frequency: Frequency::Daily,
            interval: 1,
            count: None,
            until: None,
            by_day: Vec::new(),
            by_month_day: Vec::new(),
            by_month: Vec::new(),
            by_set_pos: Vec::new(),
            week_start: Weekday::Mon,
        };
        for (name, value) in parts(text) {
            let wrong = || RuleError::Value(value.to_owned());
            match name.as_str() {
                "FREQ" => {
                    frequency = Some(match value.to_ascii_uppercase().as_str() {
                        "DAILY" => Frequency::Daily,
                        "WEEKLY" => Frequency::Weekly,
                        "MONTHLY" => Frequency::Monthly,
                        "YEARLY" => Frequency::Yearly,
                        _ => return Err(RuleError::Unsupported(format!("FREQ={value}"))),
                    });
                }
                "INTERVAL" => rule.interval = value.parse().ok().filter(|n| *n > 0).ok_or_else(wrong)?,
                "COUNT" => rule.count = Some(value.parse().ok().filter(|n| *n > 0).ok_or_else(wrong)?),
                "UNTIL" => rule.until = Some(until(value).ok_or_else(wrong)?),
                "BYDAY" => rule.by_day = list(value, nth_day).ok_or_else(wrong)?,
                "BYMONTHDAY" => {
                    rule.by_month_day =
                        list(value, |v| v.parse().ok().filter(|n: &i32| *n != 0 && n.abs() <= 31)).ok_or_else(wrong)?
                }
                "BYMONTH" => {
                    rule.by_month = list(value, |v| v.parse().ok().filter(|n| (1..=12).contains(n))).ok_or_else(wrong)?
                }
                "BYSETPOS" => rule.by_set_pos = list(value, |v| v.parse().ok().filter(|n: &i32| *n != 0)).ok_or_else(wrong)?,
                "WKST" => rule.week_start = weekday(value).ok_or_else(wrong)?,
                other => return Err(RuleError::Unsupported(other.to_owned())),
            }
        }
        rule.frequency = frequency.ok_or(RuleError::NoFrequency)?;
        Ok(rule)
    }
}

fn list<T>(value: &str, one: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    value.split(',').map(|v| one(v.trim())).collect()
}

fn weekday(text: &str) -> Option<Weekday> {
    Some(match text.to_ascii_uppercase().as_str() {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    })
}

fn nth_day(text: &str) -> Option<NthDay> {
    let at = text.len().checked_sub(2)?;
    let (nth, day) = (text.get(..at)?, weekday(text.get(at..)?)?);
    let nth = if nth.is_empty() { 0 } else { nth.parse().ok().filter(|n: &i32| *n != 0 && n.abs() <= 53)? };
    Some(NthDay { nth, day })
}

fn until(text: &str) -> Option<Until> {
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y%m%d") {
        return Some(Until::Day(day));
    }
    let (local, utc) = text.strip_suffix(['Z', 'z']).map_or((text, false), |rest| (rest, true));
    let at = NaiveDateTime::parse_from_str(local, "%Y%m%dT%H%M%S").ok()?;
    Some(if utc { Until::Utc(at) } else { Until::Local(at) })
}
