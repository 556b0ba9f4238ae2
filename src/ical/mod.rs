//! A calendar file (`.ics`, RFC 5545) that the person gives: when they are busy, and nothing else of it.
//!
//! The well-kept parser weighs 0.6 MB as WebAssembly, three quarters of the pages it would be loaded into; what is needed here
//! are ten properties of one component, from text that nobody vouches for.

mod lines;
mod zones;

use crate::clock::{
    Stretch, Zones,
    recurrence::{Rule, Until},
    resolve,
};
use crate::limits::{BUSY_KEPT, ICS_BYTES, ICS_EVENTS, ICS_STEPS};
use chrono::{Duration, NaiveDate, NaiveDateTime};
use lines::{Property, properties};
use std::collections::BTreeSet;

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// When the person is busy, in order, each once.
    pub busy: Vec<Stretch>,
    /// Events that could not be placed in time.
    pub unread: usize,
}

/// Why a file cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IcalError {
    /// Larger than any calendar.
    #[error("the file is larger than {} MB", ICS_BYTES / 1024 / 1024)]
    TooLarge,
    /// Something else.
    #[error("the file is no calendar: it does not begin with BEGIN:VCALENDAR")]
    NotCalendar,
    /// Cut off, for instance while it was downloaded.
    #[error("the calendar file is cut off: its end is missing")]
    CutOff,
    /// More events than anybody has.
    #[error("the calendar has more than {ICS_EVENTS} events")]
    TooMany,
}

/// One event as written.
#[derive(Debug, Default)]
struct Entry {
    uid: String,
    start: Option<Moment>,
    end: Option<Moment>,
    length: Option<Duration>,
    rule: Option<String>,
    moved_from: Option<Moment>,
    left_out: Vec<Moment>,
    added: Vec<Moment>,
    free: bool,
}

/// A moment as written.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Moment {
    Day,
    Utc(NaiveDateTime),
    Local(NaiveDateTime, Option<String>),
}

/// Reads when the person is busy within `window`. Times without a zone are `home`'s. All-day entries and those that are shown as
/// free are no meetings, nor are cancelled ones.
pub fn busy(text: &str, zones: &dyn Zones, home: &str, window: Stretch) -> Result<Found, IcalError> {
    if text.len() > ICS_BYTES {
        return Err(IcalError::TooLarge);
    }
    let entries = entries(text)?;
    let place = |moment: &Moment| placed(moment, zones, home);
    // occurrences that were moved or changed stand as entries of their own
    let moved: BTreeSet<(&str, NaiveDateTime)> =
        entries.iter().filter_map(|e| Some((e.uid.as_str(), place(e.moved_from.as_ref()?)?))).collect();
    let mut found = Found::default();
    let mut steps = ICS_STEPS;
    for entry in entries.iter().filter(|e| !e.free && e.start != Some(Moment::Day)) {
        match occurrences(entry, &place, window, &mut steps) {
            Some(starts) => {
                let own = |at: &NaiveDateTime| entry.moved_from.is_some() || !moved.contains(&(entry.uid.as_str(), *at));
                let length = starts.1;
                let all = starts
                    .0
                    .into_iter()
                    .filter(own)
                    .filter_map(|from| Some(Stretch { from, to: from.checked_add_signed(length)? }));
                found.busy.extend(all.filter(|s| s.meets(&window)));
            }
            None => found.unread += 1,
        }
    }
    found.busy.sort_unstable();
    found.busy.dedup();
    found.busy.truncate(BUSY_KEPT);
    Ok(found)
}

/// Starts up to the window's end, and the length; `None` when the entry cannot be placed.
fn occurrences(
    entry: &Entry,
    place: &dyn Fn(&Moment) -> Option<NaiveDateTime>,
    window: Stretch,
    steps: &mut usize,
) -> Option<(Vec<NaiveDateTime>, Duration)> {
    let start = entry.start.as_ref()?;
    let first = place(start)?;
    let length = match (&entry.end, entry.length) {
        (Some(end), _) => place(end)? - first,
        (None, Some(length)) => length,
        (None, None) => return Some((Vec::new(), Duration::zero())),
    };
    if length <= Duration::zero() {
        return Some((Vec::new(), Duration::zero()));
    }
    let without: BTreeSet<NaiveDateTime> = entry.left_out.iter().filter_map(place).collect();
    let mut starts: Vec<NaiveDateTime> = entry.added.iter().filter_map(place).collect();
    match (&entry.rule, &entry.moved_from) {
        (Some(rule), None) => {
            let rule = Rule::read(rule).ok()?;
            let (local, again): (NaiveDateTime, &dyn Fn(NaiveDateTime) -> Moment) = match start {
                Moment::Local(at, zone) => (*at, &move |at| Moment::Local(at, zone.clone())),
                Moment::Utc(at) => (*at, &Moment::Utc),
                Moment::Day => return None,
            };
            for at in rule.dates(local) {
                *steps = steps.checked_sub(1)?;
                let at = place(&again(at))?;
                if at >= window.to || matches!(rule.until, Some(Until::Utc(last)) if at > last) {
                    break;
                }
                if at + length > window.from {
                    starts.push(at);
                }
            }
        }
        _ => starts.push(first),
    }
    starts.retain(|at| !without.contains(at));
    Some((starts, length))
}

/// The instant of a moment.
fn placed(moment: &Moment, zones: &dyn Zones, home: &str) -> Option<NaiveDateTime> {
    match moment {
        Moment::Day => None,
        Moment::Utc(at) => Some(*at),
        Moment::Local(at, zone) => {
            let zone = zone.as_deref().unwrap_or(home);
            zones::candidates(zone).into_iter().find_map(|name| Some(resolve(zones, name, *at)?.first()))
        }
    }
}

/// The events of the file.
fn entries(text: &str) -> Result<Vec<Entry>, IcalError> {
    let mut all: Vec<Entry> = Vec::new();
    let (mut begun, mut ended) = (false, false);
    let mut open: Option<Entry> = None;
    let mut inner: Vec<String> = Vec::new(); // components inside an event, alarms for instance
    for property in properties(text) {
        let value = property.value.trim();
        match (property.name.as_str(), open.as_mut()) {
            ("BEGIN", _) if !begun => {
                begun = value.eq_ignore_ascii_case("VCALENDAR");
                if !begun {
                    return Err(IcalError::NotCalendar);
                }
            }
            (_, _) if !begun => return Err(IcalError::NotCalendar),
            ("BEGIN", None) if value.eq_ignore_ascii_case("VEVENT") => open = Some(Entry::default()),
            ("BEGIN", Some(_)) => inner.push(value.to_ascii_uppercase()),
            ("END", Some(_)) if inner.last().is_some_and(|name| value.eq_ignore_ascii_case(name)) => {
                inner.pop();
            }
            ("END", Some(_)) if value.eq_ignore_ascii_case("VEVENT") => {
                inner.clear();
                all.extend(open.take());
                if all.len() > ICS_EVENTS {
                    return Err(IcalError::TooMany);
                }
            }
            ("END", None) => ended |= value.eq_ignore_ascii_case("VCALENDAR"),
            (_, Some(entry)) if inner.is_empty() => entry.take(&property),
            _ => {}
        }
    }
    match (begun, ended) {
        (false, _) => Err(IcalError::NotCalendar),
        (true, false) => Err(IcalError::CutOff),
        (true, true) => Ok(all),
    }
}

impl Entry {
    fn take(&mut self, property: &Property) {
        let value = property.value.trim();
        match property.name.as_str() {
            "UID" => value.clone_into(&mut self.uid),
            "DTSTART" => self.start = moment(property, value),
            "DTEND" => self.end = moment(property, value),
            "DURATION" => self.length = duration(value),
            "RRULE" => self.rule = Some(value.to_owned()),
            "RECURRENCE-ID" => self.moved_from = moment(property, value),
            "EXDATE" => self.left_out.extend(value.split(',').filter_map(|one| moment(property, one))),
            "RDATE" => self.added.extend(value.split(',').filter_map(|one| moment(property, one))),
            "TRANSP" => self.free |= value.eq_ignore_ascii_case("TRANSPARENT"),
            "STATUS" => self.free |= value.eq_ignore_ascii_case("CANCELLED"),
            "X-MICROSOFT-CDO-BUSYSTATUS" => self.free |= value.eq_ignore_ascii_case("FREE"),
            _ => {}
        }
    }
}

fn moment(property: &Property, value: &str) -> Option<Moment> {
    let value = value.trim();
    if NaiveDate::parse_from_str(value, "%Y%m%d").is_ok() {
        return Some(Moment::Day);
    }
    let (local, utc) = value.strip_suffix('Z').map_or((value, false), |rest| (rest, true));
    let at = NaiveDateTime::parse_from_str(local, "%Y%m%dT%H%M%S").ok()?;
    Some(if utc { Moment::Utc(at) } else { Moment::Local(at, property.zone.clone()) })
}

/// `P1DT2H30M`, `PT45M`, `P2W`.
fn duration(text: &str) -> Option<Duration> {
    let rest = text.trim_start_matches('+').strip_prefix('P')?;
    let (mut seconds, mut number) = (0_i64, String::new());
    for c in rest.chars() {
        let unit = match c {
            '0'..='9' if number.len() < 9 => {
                number.push(c);
                continue;
            }
            'T' if number.is_empty() => continue,
            'W' => 7 * 86_400,
            'D' => 86_400,
            'H' => 3600,
            'M' => 60,
            'S' => 1,
            _ => return None,
        };
        seconds = seconds.checked_add(number.parse::<i64>().ok()?.checked_mul(unit)?)?;
        number.clear();
    }
    number.is_empty().then(|| Duration::try_seconds(seconds)).flatten()
}

#[cfg(test)]
mod tests;
