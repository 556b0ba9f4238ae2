//! What a meeting does to the time around it. Only the person's own calendar is ever looked at, and only where they gave it.

use super::Facts;
use crate::clock::{Stretch, resolve};
use chrono::{Datelike, Duration, NaiveDateTime, NaiveTime};

/// Less than this between two meetings is no pause, minutes (speedy meetings leave five or ten).
const PAUSE_MIN: i64 = 5;

/// A free stretch of the person's working time, on their own clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FocusBlock {
    /// Its first minute.
    pub from: NaiveDateTime,
    /// Its end.
    pub to: NaiveDateTime,
}

impl FocusBlock {
    /// Its length in minutes.
    pub fn minutes(&self) -> u64 {
        u64::try_from((self.to - self.from).num_minutes()).unwrap_or(0)
    }
}

/// The focus block that the meeting breaks: free before, long enough, and on neither side long enough after. `None` where the
/// neighbours are not known.
pub fn broken_block(f: &Facts<'_>) -> Option<FocusBlock> {
    let (slot, home) = (f.slot()?, f.home?);
    let least = Duration::minutes(f.settings.thresholds.focus_block_min.into());
    let mut free = working_stretch(f, home, slot)?;
    for other in others(f, slot)? {
        if other.meets(&slot) {
            return None; // taken already
        }
        if other.to <= slot.from {
            free.from = free.from.max(other.to);
        } else {
            free.to = free.to.min(other.from);
        }
    }
    let broken = free.length() >= least && slot.from - free.from < least && free.to - slot.to < least;
    let on_clock = |at| f.on_clock(home, at);
    broken.then_some(FocusBlock { from: on_clock(free.from)?, to: on_clock(free.to)? })
}

/// Whether a meeting beside it leaves no pause.
pub(super) fn touches(f: &Facts<'_>) -> bool {
    let pause = Duration::minutes(PAUSE_MIN);
    let near = |a: NaiveDateTime, b: NaiveDateTime| b >= a && b - a < pause;
    let found = f.slot().and_then(|slot| Some((slot, others(f, slot)?)));
    found.is_some_and(|(slot, others)| others.iter().any(|o| near(o.to, slot.from) || near(slot.to, o.from)))
}

/// The other meetings; the one that is being edited is in the calendar too.
fn others(f: &Facts<'_>, slot: Stretch) -> Option<Vec<Stretch>> {
    Some(f.neighbours?.iter().copied().filter(|other| *other != slot && other.length() > Duration::zero()).collect())
}

/// The stretch of the person's working day that holds the whole slot.
fn working_stretch(f: &Facts<'_>, home: &str, slot: Stretch) -> Option<Stretch> {
    let day = f.on_clock(home, slot.from)?.date();
    let instant = |minute: u16| {
        let midnight = day.and_time(NaiveTime::MIN);
        Some(resolve(f.zones, home, midnight + Duration::minutes(minute.into()))?.first())
    };
    f.settings.hours.on(day.weekday()).iter().find_map(|span| {
        let work = Stretch { from: instant(span.from)?, to: instant(span.to)? };
        (work.from <= slot.from && slot.to <= work.to).then_some(work)
    })
}
