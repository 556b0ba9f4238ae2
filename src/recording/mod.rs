//! A recording as browsers write it (WebM of unknown size, without duration or cues), indexed while its bytes pass.
//!
//! Bytes in, in slices cut anywhere; kept bytes out, and at the end a [`Plan`]: a few hundred bytes that make the file seekable
//! without a second pass over it. The same code rebuilds the index of a torn file. Pure: no file, no clock, bounded memory.

mod block;
mod ebml;
mod head;
mod index;
mod recovered;

pub use recovered::Recovered;

use crate::limits::{RECORDING_FRAME_MS, RECORDING_MARK_MS, RECORDING_MS};
use block::{ClusterStart, Next};
use ebml::{Fault, id};
use head::{Ending, Head};
use index::{Cue, Index, Mark};

/// Why something is no recording.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// It does not start as a WebM file does.
    #[error("this is not a WebM recording: {0}")]
    NotWebm(String),
    /// Its head is broken: what says how the rest is to be played cannot be read.
    #[error("this is WebM, but its head is broken, and without it nothing can be played")]
    BadHead,
    /// It has no track.
    #[error("this is WebM, but it has no track that could be played")]
    NoTracks,
    /// No cluster within the limit.
    #[error("this is WebM, but no picture or sound starts in its first {} KB", crate::limits::RECORDING_HEAD_BYTES / 1024)]
    LongHead,
    /// Nothing whole in it.
    #[error("this is the start of a WebM recording, but not one whole picture or sound is in it")]
    Empty,
}

impl Error {
    /// Says what a file looks like instead.
    fn not_webm(bytes: &[u8]) -> Self {
        let what = match bytes {
            [] => "it is empty",
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => "it is an MP4 file",
            [b'O', b'g', b'g', b'S', ..] => "it is an Ogg file",
            [b'R', b'I', b'F', b'F', ..] => "it is a RIFF file, such as WAV or AVI",
            [0, ..] if bytes.iter().all(|b| *b == 0) => "it holds only zeros",
            _ => "it does not start with an EBML header",
        };
        Self::NotWebm(what.to_owned())
    }
}

/// What makes the file on disk seekable: cut it to `length`, append `append`, then put `head` over its start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The file's length before anything is appended, bytes.
    pub length: u64,
    /// Cues; empty for a recording without a key frame.
    pub append: Vec<u8>,
    /// The new head, exactly as long as the one written first.
    pub head: Vec<u8>,
    /// Whether the bytes kept are those read, at the same place: then the plan also fits the file that was read.
    pub in_place: bool,
}

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

/// The cluster that blocks belong to.
#[derive(Clone, Debug)]
struct Cluster {
    start: ClusterStart,
    /// Where it starts in what was read, bytes.
    read_at: u64,
    /// Where it starts in what is kept; none before its first block is.
    at: Option<u64>,
}

/// A recording on its way through.
#[derive(Clone, Debug)]
pub struct Recording {
    /// A torn block can be told from a whole one only by what follows it, so it waits for that.
    doubting: bool,
    head: Option<Head>,
    /// Bytes that are not yet understood.
    carried: Vec<u8>,
    /// Bytes read before `carried`.
    read: u64,
    /// Bytes kept so far.
    kept: u64,
    /// Bytes to step over.
    skip: u64,
    /// In a torn place, since this many bytes: a cluster is looked for.
    torn_since: Option<u64>,
    cluster: Option<Cluster>,
    /// Frames that need removed or torn ones are left out until a key frame comes.
    key_missing: bool,
    /// The block that is being received belongs to what was cut off.
    drop_next: bool,
    /// For each track its latest time and the step to it, ticks.
    pace: Vec<(u64, u64)>,
    index: Index,
    moved: bool,
    /// The latest end of any block seen, kept or not, ticks.
    seen_end: u64,
    torn_places: u64,
    lost_bytes: u64,
}

impl Recording {
    /// For a recorder's own slices: each block is passed on as soon as it is whole.
    pub fn live() -> Self {
        Self::new(false)
    }

    /// For a file that may be torn.
    pub fn torn() -> Self {
        Self::new(true)
    }

    fn new(doubting: bool) -> Self {
        Self {
            doubting,
            head: None,
            carried: Vec::new(),
            read: 0,
            kept: 0,
            skip: 0,
            torn_since: None,
            cluster: None,
            key_missing: false,
            drop_next: false,
            pace: Vec::new(),
            index: Index::default(),
            moved: false,
            seen_end: 0,
            torn_places: 0,
            lost_bytes: 0,
        }
    }

    /// Takes the next slice, of any size, and passes on what is to be appended to the file.
    ///
    /// # Errors
    /// When it is no WebM; nothing was passed on then.
    pub fn push(&mut self, slice: &[u8], keep: &mut dyn FnMut(&[u8])) -> Result<(), Error> {
        self.take(slice, false, keep)
    }

    /// Nothing more comes: passes on what was waiting, and leaves out what is not whole.
    ///
    /// # Errors
    /// When it was no WebM, or nothing in it is whole.
    pub fn end(&mut self, keep: &mut dyn FnMut(&[u8])) -> Result<(), Error> {
        self.take(&[], true, keep)?;
        if let Some(since) = self.torn_since.take() {
            self.lost_bytes += self.read.saturating_sub(since);
        }
        if self.index.blocks == 0 { Err(Error::Empty) } else { Ok(()) }
    }

    fn take(&mut self, slice: &[u8], last: bool, keep: &mut dyn FnMut(&[u8])) -> Result<(), Error> {
        let mut carried = std::mem::take(&mut self.carried);
        let joined = !carried.is_empty();
        if joined {
            carried.extend_from_slice(slice);
        }
        let window: &[u8] = if joined { &carried } else { slice };
        let done = self.walk(window, last, keep)?;
        self.read += done as u64;
        if joined {
            carried.drain(..done);
            self.carried = carried;
        } else {
            self.carried.extend_from_slice(window.get(done..).unwrap_or_default());
        }
        Ok(())
    }

    /// Goes through a window as far as it is understood; gives how far.
    fn walk(&mut self, window: &[u8], last: bool, keep: &mut dyn FnMut(&[u8])) -> Result<usize, Error> {
        let mut at = 0;
        if self.head.is_none() {
            let Some((head, len)) = Head::read(window)? else {
                return match last {
                    true if window.len() < 4 => Err(Error::not_webm(window)),
                    true => Err(Error::Empty),
                    false => Ok(0),
                };
            };
            let own = head.write(None);
            keep(&own);
            self.kept = own.len() as u64;
            self.moved = own.len() != len;
            self.pace = vec![(0, 0); head.tracks.len()];
            self.head = Some(head);
            at = len;
        }
        // taken out for the while, so that the rest of `self` can change beside it
        let Some(head) = self.head.take() else { return Ok(at) };
        let done = self.walk_body(&head, window, at, last, keep);
        self.head = Some(head);
        Ok(done)
    }

    fn walk_body(&mut self, head: &Head, window: &[u8], mut at: usize, last: bool, keep: &mut dyn FnMut(&[u8])) -> usize {
        loop {
            let step = usize::try_from(self.skip).unwrap_or(usize::MAX).min(window.len() - at);
            at += step;
            self.skip -= step as u64;
            if let Some(since) = self.torn_since {
                let Some(found) = self.cluster_in(head, window, &mut at, last) else { return at };
                self.torn_since = None;
                self.lost_bytes += (self.read + found as u64).saturating_sub(since);
                self.torn_places += 1;
                self.key_missing = head.tracks.iter().any(|track| track.video);
            }
            let Some(rest) = window.get(at..).filter(|rest| !rest.is_empty()) else { return at };
            let torn = match self.next(head, rest) {
                Ok(Next::Cluster(start)) => {
                    let len = start.len;
                    self.cluster = Some(Cluster { start, read_at: self.read + at as u64, at: None });
                    at += len;
                    false
                }
                Ok(Next::Skip(bytes)) => {
                    self.skip = bytes;
                    false
                }
                Ok(Next::Block(len)) => match rest.split_at_checked(len) {
                    Some((block, behind)) => match self.follows(head, block, behind, last) {
                        Ok(()) => {
                            self.block(head, block, self.read + at as u64, keep);
                            at += len;
                            false
                        }
                        Err(Fault::Short) => return at,
                        Err(Fault::Bad) => true,
                    },
                    None if last => {
                        self.see_torn(head, rest);
                        true
                    }
                    None => return at,
                },
                Err(Fault::Short) if !last => return at,
                Err(_) => true,
            };
            if torn {
                self.torn_since = Some(self.read + at as u64);
                self.cluster = None;
                at += 1;
            }
        }
    }

    /// What `rest` starts with; a cluster with a time beyond the limit is none.
    fn next(&self, head: &Head, rest: &[u8]) -> Result<Next, Fault> {
        match block::next(rest, self.cluster.is_some(), &head.tracks)? {
            Next::Cluster(start) if head.ms(start.time) > RECORDING_MS => Err(Fault::Bad),
            next => Ok(next),
        }
    }

    /// Whether a block may be believed, judged by what comes behind it.
    fn follows(&self, head: &Head, block: &[u8], behind: &[u8], last: bool) -> Result<(), Fault> {
        if !self.doubting || (last && behind.is_empty()) {
            return Ok(());
        }
        match self.next(head, behind) {
            Ok(_) => Ok(()),
            Err(Fault::Short) if last => Ok(()),
            Err(Fault::Short) => Err(Fault::Short),
            // zeros are what a crash leaves behind the last whole write; a block torn by them would end in zeros itself
            Err(Fault::Bad) if behind.iter().take(8).all(|b| *b == 0) && block.iter().rev().take(8).any(|b| *b != 0) => Ok(()),
            Err(Fault::Bad) => Err(Fault::Bad),
        }
    }

    /// Looks for a cluster from `at` on, and moves it there; without one, to where the search goes on with more bytes.
    fn cluster_in(&self, head: &Head, window: &[u8], at: &mut usize, last: bool) -> Option<usize> {
        let id = id::CLUSTER.to_be_bytes();
        loop {
            let rest = window.get(*at..).unwrap_or_default();
            let Some(place) = rest.iter().position(|b| *b == id[0]) else {
                *at = window.len();
                return None;
            };
            *at += place;
            match self.next(head, window.get(*at..).unwrap_or_default()) {
                Ok(Next::Cluster(_)) => return Some(*at),
                Err(Fault::Short) if !last => return None,
                _ => *at += 1,
            }
        }
    }

    /// Notes when a block would have been that is not whole.
    fn see_torn(&mut self, head: &Head, rest: &[u8]) {
        let (Some(cluster), Some(offset)) = (&self.cluster, block::torn_offset(rest, &head.tracks)) else { return };
        self.seen_end = self.seen_end.max(cluster.start.time.saturating_add_signed(offset.into()));
    }

    /// Takes a whole block: passes it on and indexes it, or leaves it out.
    fn block(&mut self, head: &Head, element: &[u8], read_at: u64, keep: &mut dyn FnMut(&[u8])) {
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

    /// What makes the file seekable now. It can be asked for at any time, also while recording goes on.
    ///
    /// # Errors
    /// When nothing whole was kept.
    pub fn finish(&self) -> Result<Plan, Error> {
        let head = self.head.as_ref().filter(|_| self.index.blocks > 0).ok_or(Error::Empty)?;
        let append = self.index.write_cues(head.segment_at());
        let cues_at = (!append.is_empty()).then_some(self.kept);
        let ending = Ending { duration: self.index.end, cues_at };
        Ok(Plan { length: self.kept, append, head: head.write(Some(ending)), in_place: !self.moved })
    }

    /// What is in the file, and what is missing.
    pub fn recovered(&self) -> Recovered {
        let ms = |ticks| self.head.as_ref().map_or(0, |head| head.ms(ticks));
        Recovered {
            kept_ms: ms(self.index.end),
            seen_ms: ms(self.seen_end.max(self.index.end)),
            blocks: self.index.blocks,
            cues: self.index.cues(),
            torn_places: self.torn_places,
            lost_bytes: self.lost_bytes,
        }
    }
}
