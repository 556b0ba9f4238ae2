//! What is remembered of a recording while its bytes pass: seek points, places to cut at, its end. Bounded at any length.

use super::ebml::{self, id};
use crate::limits::{RECORDING_CUES, RECORDING_MARKS};
use std::collections::VecDeque;

/// A place in the file, and the recording before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Bytes from the start of the file.
    pub at: u64,
    /// The latest end of any block before it, ticks.
    pub end_before: u64,
}

/// A key frame to which a player can jump.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cue {
    /// Its time, ticks.
    pub time: u64,
    /// Number of its track.
    pub track: u64,
    /// Where its cluster starts, bytes from the start of the file.
    pub cluster_at: u64,
    /// Where its block starts.
    pub mark: Mark,
}

/// Bytes of an open cluster's id and size: positions inside it count from there.
const CLUSTER_HEADER: u64 = 12;

/// The index of one recording; all times in ticks.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    cues: Vec<Cue>,
    /// Between two cues at least; doubled whenever the list is full.
    gap: u64,
    marks: VecDeque<Mark>,
    /// The latest end of any block.
    pub end: u64,
    /// Blocks kept.
    pub blocks: u64,
}

impl Index {
    /// Notes a key frame; one that comes too soon after the last, or goes back in time, is left out.
    pub fn cue(&mut self, cue: Cue) {
        if self.cues.last().is_some_and(|last| cue.time <= last.time.saturating_add(self.gap)) {
            return;
        }
        if self.cues.len() == RECORDING_CUES {
            let span = cue.time.saturating_sub(self.cues.first().map_or(0, |first| first.time));
            self.gap = span / (RECORDING_CUES as u64 / 2);
            let mut place = 0_usize;
            self.cues.retain(|_| {
                place += 1;
                place % 2 == 1
            });
        }
        self.cues.push(cue);
    }

    /// Notes a place at which the rest can be cut off.
    pub fn mark(&mut self, mark: Mark, apart: u64) {
        if self.marks.back().is_some_and(|last| mark.end_before < last.end_before.saturating_add(apart)) {
            return;
        }
        if self.marks.len() == RECORDING_MARKS {
            self.marks.pop_front();
        }
        self.marks.push_back(mark);
    }

    /// The last place before which nothing is later than `time`.
    pub fn place_before(&self, time: u64) -> Option<Mark> {
        let cues = self.cues.iter().map(|cue| cue.mark);
        self.marks.iter().copied().chain(cues).filter(|mark| mark.end_before <= time).max_by_key(|mark| mark.at)
    }

    /// Forgets all from `mark` on.
    pub fn cut(&mut self, mark: Mark) {
        self.cues.retain(|cue| cue.mark.at < mark.at);
        self.marks.retain(|one| one.at < mark.at);
        self.end = mark.end_before;
    }

    /// Seek points kept, count.
    pub fn cues(&self) -> usize {
        self.cues.len()
    }

    /// The `Cues` element; empty when there is no seek point. `segment_at`: where the segment's content starts.
    pub fn write_cues(&self, segment_at: u64) -> Vec<u8> {
        let mut points = Vec::with_capacity(self.cues.len() * 32);
        let (mut point, mut positions) = (Vec::with_capacity(64), Vec::with_capacity(64));
        for cue in &self.cues {
            point.clear();
            positions.clear();
            ebml::put_uint(&mut positions, id::CUE_TRACK, cue.track);
            ebml::put_uint(&mut positions, id::CUE_CLUSTER_POSITION, cue.cluster_at.saturating_sub(segment_at));
            let inside = cue.mark.at.saturating_sub(cue.cluster_at).saturating_sub(CLUSTER_HEADER);
            ebml::put_uint(&mut positions, id::CUE_RELATIVE_POSITION, inside);
            ebml::put_uint(&mut point, id::CUE_TIME, cue.time);
            ebml::put(&mut point, id::CUE_TRACK_POSITIONS, &positions);
            ebml::put(&mut points, id::CUE_POINT, &point);
        }
        let mut out = Vec::new();
        if !points.is_empty() {
            ebml::put(&mut out, id::CUES, &points);
        }
        out
    }
}
