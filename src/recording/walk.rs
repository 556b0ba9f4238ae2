//! Going through bytes: what is whole is told from what is torn, and the way back is found behind a torn place.

use super::{
    Cluster, Error, Recording,
    block::{self, Next},
    ebml::{Fault, id},
    head::Head,
};
use crate::limits::RECORDING_MS;

impl Recording {
    /// Goes through a window as far as it is understood; gives how far.
    pub(super) fn walk(&mut self, window: &[u8], last: bool, keep: &mut dyn FnMut(&[u8])) -> Result<usize, Error> {
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
}
