//! What is kept: whole blocks as they pass, and what is taken back again.

use super::{
    Recording, block,
    head::Head,
    index::{Cue, Mark},
};
use crate::limits::{RECORDING_FRAME_MS, RECORDING_MARK_MS};

/// What a cut removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The file's new length, bytes: everything after it goes.
    pub length: u64,
    /// The recording's new end, ms.
    pub end_ms: u64,
    /// What was removed, ms: at least what was asked for, where there was that much.
    pub removed_ms: u64,
}

impl Recording {
    /// Takes a whole block: passes it on and indexes it, or leaves it out.
    pub(super) fn block(&mut self, head: &Head, element: &[u8], read_at: u64, keep: &mut dyn FnMut(&[u8])) {
        let Some(cluster) = &mut self.cluster else { return };
        let read = block::read(element, &head.tracks).ok();
        let Some((block, track)) = read.and_then(|block| head.tracks.get(block.track).map(|track| (block, track))) else {
            self.lost_bytes += element.len() as u64;
            self.key_missing = head.tracks.iter().any(|track| track.video);
            return;
        };
        let time = cluster.start.time.saturating_add_signed(block.offset.into());
        let most = head.ticks(RECORDING_FRAME_MS);
        let mut step = 0;
        if let Some((last, pace)) = self.pace.get_mut(block.track) {
            if time > *last {
                *pace = (time - *last).min(most);
            }
            (*last, step) = (time, *pace);
        }
        let lasts =
            block.duration.or(head.frame(track).map(|frame| frame.saturating_mul(block.frames))).unwrap_or(step).min(most);
        let end = time.saturating_add(lasts);
        self.seen_end = self.seen_end.max(end);
        if std::mem::take(&mut self.drop_next) || (track.video && self.key_missing && !block.key) {
            return;
        }
        if track.video {
            self.key_missing = false;
        }
        let cluster_at = match cluster.at {
            Some(at) => at,
            None => {
                let at = self.kept;
                self.index.mark(Mark { at, end_before: self.index.end }, head.ticks(RECORDING_MARK_MS));
                keep(&cluster.start.bytes);
                self.kept += cluster.start.bytes.len() as u64;
                self.moved |= cluster.read_at != at || cluster.start.len != cluster.start.bytes.len();
                cluster.at = Some(at);
                at
            }
        };
        let first_of_cluster = self.kept == cluster_at + cluster.start.bytes.len() as u64;
        // pictures lead; a recording of sound alone can be entered at any cluster
        let leading = head.tracks.iter().find(|track| track.video).unwrap_or(track);
        if block.key && track.number == leading.number && (track.video || first_of_cluster) {
            let mark = Mark { at: self.kept, end_before: self.index.end };
            self.index.cue(Cue { time, track: track.number, cluster_at, mark });
        }
        self.moved |= read_at != self.kept;
        keep(element);
        self.kept += element.len() as u64;
        self.index.blocks += 1;
        self.index.end = self.index.end.max(end);
    }

    /// Takes the last `ms` milliseconds back, at least: the file is to be cut to [`Cut::length`], and what comes next starts with a
    /// key frame. Call it after the recorder has handed out all it has.
    pub fn cut_last(&mut self, ms: u64) -> Cut {
        let Some(head) = &self.head else { return Cut { length: 0, end_ms: 0, removed_ms: 0 } };
        let end = self.index.end;
        let whole = Mark { at: head.write(None).len() as u64, end_before: 0 };
        let mark = self.index.place_before(end.saturating_sub(head.ticks(ms))).unwrap_or(whole);
        let cut =
            Cut { length: mark.at, end_ms: head.ms(mark.end_before), removed_ms: head.ms(end.saturating_sub(mark.end_before)) };
        self.index.cut(mark);
        self.kept = mark.at;
        self.moved = true;
        self.drop_next = !self.carried.is_empty();
        self.key_missing = head.tracks.iter().any(|track| track.video);
        if let Some(cluster) = &mut self.cluster {
            cluster.at = None;
        }
        cut
    }
}
