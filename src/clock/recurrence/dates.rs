//! The days of a rule, one period (day, week, month, year) after the other.

use super::rule::{Frequency, Rule, Until};
use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, Weekday};
use std::collections::VecDeque;

/// Periods looked at: a century of days. A rule that gives nothing for so long (the thirtieth of February) is over.
const MOST_PERIODS: u32 = 36_525;

/// The local wall-clock times of a rule, in order. An end given in UTC is for the caller, who knows the zone.
#[derive(Clone, Debug)]
pub struct Dates<'a> {
    rule: &'a Rule,
    start: NaiveDateTime,
    period: u32,
    given: u32,
    waiting: VecDeque<NaiveDateTime>,
}

impl Rule {
    /// The times of this rule for an event whose first is `start`.
    pub fn dates(&self, start: NaiveDateTime) -> Dates<'_> {
        Dates { rule: self, start, period: 0, given: 0, waiting: VecDeque::new() }
    }
}

impl Iterator for Dates<'_> {
    type Item = NaiveDateTime;

    fn next(&mut self) -> Option<NaiveDateTime> {
        if self.rule.count.is_some_and(|count| self.given >= count) {
            return None;
        }
        while self.waiting.is_empty() {
            if self.period >= MOST_PERIODS {
                return None;
            }
            let days = self.period_days(self.period)?;
            self.period += 1;
            self.waiting = days.into_iter().map(|day| day.and_time(self.start.time())).filter(|at| *at >= self.start).collect();
        }
        let at = self.waiting.pop_front()?;
        let over = match self.rule.until {
            Some(Until::Day(day)) => at.date() > day,
            Some(Until::Local(last)) => at > last,
            Some(Until::Utc(_)) | None => false,
        };
        self.given += 1;
        (!over).then_some(at)
    }
}

impl Dates<'_> {
    /// The days of the nth period, in order; `None` beyond the calendar's last year.
    fn period_days(&self, nth: u32) -> Option<Vec<NaiveDate>> {
        let (rule, first) = (self.rule, self.start.date());
        let steps = nth.checked_mul(rule.interval)?;
        let days = match rule.frequency {
            Frequency::Daily => {
                let day = first.checked_add_days(Days::new(steps.into()))?;
                vec![day].into_iter().filter(|d| self.in_month(*d) && self.on_month_day(*d) && self.on_weekday(*d)).collect()
            }
            Frequency::Weekly => {
                let back = first.weekday().days_since(rule.week_start);
                let week = first.checked_sub_days(Days::new(back.into()))?.checked_add_days(Days::new(u64::from(steps) * 7))?;
                let day = |n| week.checked_add_days(Days::new(n));
                let wanted = |d: &NaiveDate| {
                    if rule.by_day.is_empty() { d.weekday() == first.weekday() } else { self.on_weekday(*d) }
                };
                (0..7).filter_map(day).filter(|d| wanted(d) && self.in_month(*d)).collect()
            }
            Frequency::Monthly => {
                let month = first.with_day(1)?.checked_add_months(Months::new(steps))?;
                if self.in_month(month) { self.month_days(month) } else { Vec::new() }
            }
            Frequency::Yearly => {
                let year = NaiveDate::from_ymd_opt(first.year().checked_add(i32::try_from(steps).ok()?)?, 1, 1)?;
                self.year_days(year)
            }
        };
        Some(self.chosen(days))
    }

    fn in_month(&self, day: NaiveDate) -> bool {
        self.rule.by_month.is_empty() || self.rule.by_month.contains(&day.month())
    }

    fn on_month_day(&self, day: NaiveDate) -> bool {
        let days = &self.rule.by_month_day;
        let from_end = || day.day().cast_signed() - last_of_month(day).day().cast_signed() - 1;
        days.is_empty() || days.contains(&day.day().cast_signed()) || days.contains(&from_end())
    }

    fn on_weekday(&self, day: NaiveDate) -> bool {
        self.rule.by_day.is_empty() || self.rule.by_day.iter().any(|by| by.day == day.weekday())
    }

    /// The days of the month of `first`.
    fn month_days(&self, first: NaiveDate) -> Vec<NaiveDate> {
        let all = || first.iter_days().take_while(|d| d.month() == first.month());
        match (self.rule.by_month_day.is_empty(), self.rule.by_day.is_empty()) {
            (true, true) => first.with_day(self.start.day()).into_iter().collect(),
            (false, true) => all().filter(|d| self.on_month_day(*d)).collect(),
            (no_month_day, false) => {
                let days: Vec<NaiveDate> = all().collect();
                let nth = self.nth_days(&days);
                nth.into_iter().filter(|d| no_month_day || self.on_month_day(*d)).collect()
            }
        }
    }

    fn year_days(&self, first: NaiveDate) -> Vec<NaiveDate> {
        let rule = self.rule;
        let months = || (1..=12).filter_map(|m| first.with_month(m)).filter(|m| self.in_month(*m));
        if rule.by_day.is_empty() && rule.by_month_day.is_empty() {
            let month = |m: NaiveDate| m.with_day(self.start.day());
            return if rule.by_month.is_empty() {
                first.with_month(self.start.month()).and_then(month).into_iter().collect()
            } else {
                months().filter_map(month).collect()
            };
        }
        if rule.by_month.is_empty() && rule.by_month_day.is_empty() {
            // the nth weekday of the year
            let days: Vec<NaiveDate> = first.iter_days().take_while(|d| d.year() == first.year()).collect();
            return self.nth_days(&days);
        }
        months().flat_map(|m| self.month_days(m)).collect()
    }

    /// Those of `days` that are one of the rule's weekdays, with their number.
    fn nth_days(&self, days: &[NaiveDate]) -> Vec<NaiveDate> {
        let on = |day: Weekday| days.iter().copied().filter(move |d| d.weekday() == day).collect::<Vec<_>>();
        let mut found: Vec<NaiveDate> = Vec::new();
        for by in &self.rule.by_day {
            let all = on(by.day);
            if by.nth == 0 {
                found.extend(all);
            } else {
                found.extend(pick(&all, by.nth));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The days at the rule's positions.
    fn chosen(&self, days: Vec<NaiveDate>) -> Vec<NaiveDate> {
        if self.rule.by_set_pos.is_empty() {
            return days;
        }
        let mut found: Vec<NaiveDate> = self.rule.by_set_pos.iter().filter_map(|n| pick(&days, *n)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The nth of them, counted from 1, or from the end.
fn pick(days: &[NaiveDate], nth: i32) -> Option<NaiveDate> {
    let from_end = usize::try_from(nth.unsigned_abs()).ok()?;
    let at = if nth > 0 { from_end.checked_sub(1)? } else { days.len().checked_sub(from_end)? };
    days.get(at).copied()
}

fn last_of_month(day: NaiveDate) -> NaiveDate {
    let next = day.with_day(1).and_then(|d| d.checked_add_months(Months::new(1))).and_then(|d| d.pred_opt());
    next.unwrap_or(day)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn first(rule: &str, start: &str, most: usize) -> Vec<String> {
        let start = format!("{start}T10:00:00").parse().unwrap();
        let rule = Rule::read(rule).unwrap();
        let dates: Vec<String> = rule.dates(start).take(most).map(|at| at.date().to_string()).collect();
        dates
    }

    #[test]
    fn rules_that_calendars_make() {
        assert_eq!(first("FREQ=WEEKLY;BYDAY=MO,WE;COUNT=3", "2026-11-02", 9), ["2026-11-02", "2026-11-04", "2026-11-09"]);
        assert_eq!(first("FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27", 2), ["2026-11-27", "2026-12-25"]);
        assert_eq!(first("FREQ=MONTHLY;BYMONTHDAY=31", "2026-10-31", 3), ["2026-10-31", "2026-12-31", "2027-01-31"]);
        assert_eq!(first("FREQ=DAILY;UNTIL=20261104", "2026-11-02", 9).len(), 3);
        assert_eq!(first("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-11-30", 2), ["2026-11-30", "2026-12-31"]);
        assert_eq!(first("FREQ=YEARLY", "2024-02-29", 2), ["2024-02-29", "2028-02-29"]);
        assert_eq!(first("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2026-02-01", 1), [""; 0], "never, and it ends");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]
        /// The same days as the `rrule` crate gives.
        #[test]
        fn agrees_with_rrule(
            freq in 0..4_usize, interval in 1_u32..5, start in 0_u64..800, by_day in proptest::collection::vec((-2_i32..4, 0..7_usize), 0..3),
            month_day in proptest::option::of(prop_oneof![1_i32..31, -5_i32..-1]), month in proptest::option::of(1_u32..13),
            set_pos in proptest::option::of(prop_oneof![1_i32..4, -2_i32..0]), sunday in any::<bool>(),
        ) {
            const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
            let freq = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"][freq];
            let mut rule = format!("FREQ={freq};INTERVAL={interval}");
            // `1MO,MO` is every Monday here, and the first alone there
            let plain = by_day.iter().any(|(n, _)| *n == 0);
            let nth = |n: i32| if plain || matches!(freq, "DAILY" | "WEEKLY") { String::new() } else { n.to_string() };
            if !by_day.is_empty() {
                let days: Vec<String> = by_day.iter().map(|(n, d)| format!("{}{}", nth(*n), DAYS[*d])).collect();
                rule += &format!(";BYDAY={}", days.join(","));
            }
            // both in one year: RFC 5545 leaves open whether a Monday is then counted in its month or its year
            if let Some(day) = month_day.filter(|_| freq != "WEEKLY" && (freq != "YEARLY" || by_day.is_empty())) {
                rule += &format!(";BYMONTHDAY={day}");
            }
            if let Some(month) = month {
                rule += &format!(";BYMONTH={month}");
            }
            // positions in the first, partial week are counted from its Monday here, from the start there
            if let Some(n) = set_pos.filter(|_| rule.contains(";BY") && matches!(freq, "MONTHLY" | "YEARLY")) {
                rule += &format!(";BYSETPOS={n}");
            }
            if sunday {
                rule += ";WKST=SU";
            }
            let day = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + Days::new(start);
            // counted rules, so that both stop
            let rule = format!("{rule};COUNT=5");
            let theirs: rrule::RRuleSet = format!("DTSTART:{}T100000Z\nRRULE:{rule}", day.format("%Y%m%d")).parse().unwrap();
            let horizon = day + Days::new(365 * 12);
            let theirs: Vec<NaiveDate> = theirs.all(5).dates.iter().map(|d| d.date_naive()).filter(|d| *d < horizon).collect();
            let ours = Rule::read(&rule).unwrap();
            let ours: Vec<NaiveDate> = ours.dates(day.and_hms_opt(10, 0, 0).unwrap()).map(|d| d.date()).filter(|d| *d < horizon).collect();
            prop_assert_eq!(ours, theirs, "{} from {}", rule, day);
        }

        #[test]
        fn nothing_that_is_written_panics(text in "(FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY))?(;[A-Z]{4,10}=[-+0-9A-Z,]{0,12}){0,5}", days in -3_000_000_i64..3_000_000) {
            let start = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap().checked_add_signed(chrono::Duration::days(days));
            if let (Ok(rule), Some(start)) = (Rule::read(&text), start) {
                let _ = rule.dates(start.and_hms_opt(0, 0, 0).unwrap()).take(3).count();
            }
        }
    }
}
