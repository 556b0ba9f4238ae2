//! A recording as browsers write it (WebM of unknown size, without duration or cues), indexed while its bytes pass.
//!
//! Bytes in, in slices cut anywhere; kept bytes out, and at the end a [`Plan`]: a few hundred bytes that make the file seekable
//! without a second pass over it. The same code rebuilds the index of a torn file. Pure: no file, no clock, bounded memory.

mod block;
mod ebml;
mod error;
mod head;
mod index;
mod keep;
mod recovered;
mod walk;

pub use error::Error;
pub use keep::Cut;
pub use recovered::Recovered;

use block::ClusterStart;
use head::{Ending, Head};
use index::Index;

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
