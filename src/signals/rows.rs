//! One row a signal, what matters most first.

use super::{Facts, Fill, focus};
use crate::{
    clock::WorkingHours,
    event::{Recurrence, When},
    verdict::{Kind, Outcome, Source, noise},
};
use chrono::{Datelike, Duration, NaiveDateTime};

pub(super) struct Row {
    pub code: &'static str,
    /// The English sentence; `$1`, `$2` are what [`Row::speaks`] gives.
    pub sentence: &'static str,
    pub source: &'static Published,
    /// What to fill in when the signal speaks.
    pub speaks: fn(&Facts<'_>) -> Option<Vec<Fill>>,
}

/// Where a practice was published; the claim is in our words.
pub(super) struct Published {
    name: &'static str,
    claim: &'static str,
}

impl Published {
    pub fn source(&self) -> Source {
        Source { name: self.name.to_owned(), claim: self.claim.to_owned() }
    }
}

const GITLAB_PURPOSE: Published =
    Published { name: "GitLab handbook", claim: "An invite states its goals, what to read before, and the expected outcome." };
const GITLAB_AHEAD: Published =
    Published { name: "GitLab handbook", claim: "Invite and agenda stand 72 hours ahead, 24 at the least." };
const GITLAB_AGENDA: Published = Published { name: "GitLab handbook", claim: "No agenda, no meeting; coffee chats are exempt." };
const FELLOW_CROWD: Published =
    Published { name: "Fellow's meeting guidelines", claim: "Eight people or more: more than seven make deciding harder." };
const FELLOW_END: Published = Published { name: "Fellow's meeting guidelines", claim: "A recurring meeting has an end date." };
const FELLOW_SPEEDY: Published =
    Published { name: "Fellow's meeting guidelines", claim: "Speedy meetings start late or end early, by five or ten minutes." };
const SHOPIFY_DAY: Published = Published { name: "Shopify's calendar reset", claim: "One day a week is free of meetings." };
const DROPBOX_HOURS: Published = Published {
    name: "Dropbox core hours",
    claim: "Meetings lie in hours that everybody works; outside them it is fine to decline.",
};
const CLOCKWISE: Published =
    Published { name: "Clockwise", claim: "A focus block is at least two hours; its cost is summed over the attendees." };

/// The signal that also reminds once, a day before.
pub const AGENDA_LATE: &str = "agenda_late";

pub(super) const ROWS: &[Row] = &[
    Row {
        code: "purpose_missing",
        sentence: "There is no description: nobody can prepare.",
        source: &GITLAB_PURPOSE,
        speaks: |f| {
            let alone = f.verdict.outcome == Outcome::Unclear || is_any(f, &[Kind::Social, Kind::OneToOne, Kind::Sensitive]);
            let empty = noise::readable(&f.event.description).trim().is_empty();
            (f.description_known && empty && !alone && !f.has_agenda()).then(Vec::new)
        },
    },
    Row {
        code: AGENDA_LATE,
        sentence: "It starts in less than $1 hours and has no agenda.",
        source: &GITLAB_AHEAD,
        speaks: |f| {
            let ahead_h = f.settings.thresholds.agenda_ahead_h;
            let soon = f.is_new == Some(false) && f.hours_ahead()? < f64::from(ahead_h);
            (soon && !f.has_agenda() && f.verdict.kind != Kind::Social).then(|| vec![Fill::Count(ahead_h)])
        },
    },
    Row {
        code: "outside_hours",
        sentence: "Outside working hours: $1",
        source: &DROPBOX_HOURS,
        speaks: |f| {
            let people = outside(f)?;
            (!people.is_empty() && f.verdict.kind != Kind::Social).then(|| vec![Fill::People(people)])
        },
    },
    Row {
        code: "crowd",
        sentence: "$1 people; from $2 on, a meeting seldom decides well.",
        source: &FELLOW_CROWD,
        speaks: |f| {
            const NOT_TO_DECIDE: &[Kind] = &[Kind::AllHands, Kind::Social, Kind::Training, Kind::Governance, Kind::Community];
            let (people, crowd) = (f.event.people()?, f.settings.thresholds.crowd);
            (people >= crowd && !is_any(f, NOT_TO_DECIDE)).then(|| vec![Fill::Count(people), Fill::Count(crowd)])
        },
    },
    Row {
        code: "no_meeting_day",
        sentence: "You keep $1 free of meetings.",
        source: &SHOPIFY_DAY,
        speaks: |f| {
            let day = match f.event.when.as_ref()? {
                When::Timed { start, .. } => start.weekday(),
                When::AllDay { .. } => return None,
            };
            f.settings.thresholds.no_meeting_days.contains(&day).then(|| vec![Fill::Day(day)])
        },
    },
    Row {
        code: "focus_broken",
        sentence: "It breaks your focus block, $1.",
        source: &CLOCKWISE,
        speaks: |f| focus::broken_block(f).map(|block| vec![Fill::Between(block.from, block.to)]),
    },
    Row {
        code: "short_notice",
        sentence: "Less than $1 hours’ notice.",
        source: &GITLAB_AHEAD,
        speaks: |f| {
            let notice_h = f.settings.thresholds.short_notice_h;
            let short = f.is_new != Some(false) && f.hours_ahead()? < f64::from(notice_h);
            let hurry = is_any(f, &[Kind::Incident, Kind::Troubleshooting, Kind::Social]);
            (short && !hurry).then(|| vec![Fill::Count(notice_h)])
        },
    },
    Row {
        code: "no_end",
        sentence: "The series has no end date.",
        source: &FELLOW_END,
        speaks: |f| (f.event.people().is_none_or(|n| n > 2) && repeats_without_end(f)).then(Vec::new),
    },
    Row {
        code: "series_without_agenda",
        sentence: "$1 meetings of this series had no agenda.",
        source: &GITLAB_AGENDA,
        speaks: |f| {
            let (found, from) = (f.series_without_agenda, f.settings.thresholds.series_without_agenda);
            (from > 0 && found >= from && !f.has_agenda() && f.verdict.kind != Kind::Social).then(|| vec![Fill::Count(found)])
        },
    },
    Row {
        code: "back_to_back",
        sentence: "No pause to the meeting beside it.",
        source: &FELLOW_SPEEDY,
        speaks: |f| focus::touches(f).then(Vec::new),
    },
    Row {
        code: "shorter",
        sentence: "$1 minutes may do, and leave a pause.",
        source: &FELLOW_SPEEDY,
        speaks: |f| {
            const SPEEDY: [(u32, u32); 2] = [(30, 25), (60, 50)];
            let minutes = f.event.minutes()?;
            let (_, shorter) = SPEEDY.into_iter().find(|(usual, _)| *usual == minutes)?;
            let live = f.verdict.outcome != Outcome::Async && f.verdict.kind != Kind::Social;
            live.then(|| vec![Fill::Count(shorter)])
        },
    },
];

fn is_any(f: &Facts<'_>, kinds: &[Kind]) -> bool {
    kinds.contains(&f.verdict.kind)
}

fn repeats_without_end(f: &Facts<'_>) -> bool {
    match &f.event.recurrence {
        Some(Recurrence::Rule(rule)) => crate::clock::has_no_end(rule),
        Some(Recurrence::Word(word)) => !word.is_empty(),
        None => false,
    }
}

/// Whose working hours the meeting leaves, with the start on their clock. Of people whom the settings do not know nothing is
/// said, and of the person themselves only once they have set hours of their own.
fn outside(f: &Facts<'_>) -> Option<Vec<(Option<String>, NaiveDateTime)>> {
    let (slot, home) = (f.slot()?, f.home?);
    let leaves = |hours: &WorkingHours, zone: &str| {
        let (start, end) = (f.on_clock(zone, slot.from)?, f.on_clock(zone, slot.to)? - Duration::minutes(1));
        (!(hours.covers(start) && hours.covers(end))).then_some(start)
    };
    let mut found: Vec<(Option<String>, NaiveDateTime)> = Vec::new();
    if f.settings.hours != WorkingHours::default()
        && let Some(at) = leaves(&f.settings.hours, home)
    {
        found.push((None, at));
    }
    for reader in f.settings.known_readers(f.event, home) {
        if let Some(at) = leaves(&reader.hours, &reader.zone) {
            found.push((Some(reader.name), at));
        }
    }
    Some(found)
}
