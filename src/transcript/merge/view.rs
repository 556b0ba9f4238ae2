//! Which visible block is which utterance.

use super::{
    Block, Observation, cues,
    people::People,
    relate::{Overlap, relate},
    token::{Token, tokens},
    track::Track,
};
use crate::{
    limits::{CAPTION_BLOCKS, CAPTIONS_LOOKED_BACK},
    transcript::{Cue, cue::tidy},
};
use std::collections::HashSet;

/// Words that recognise an utterance which is shown again after it was gone, count: "Yes." is said more than once.
const RETURNING_WORDS: usize = 4;
/// Words of an utterance that a page may still replace altogether, count: first guesses at a sentence are short.
const GUESS_WORDS: usize = 6;

/// Merges observations as they come.
#[derive(Clone, Debug, Default)]
pub struct Merger {
    /// In the order of the page.
    tracks: Vec<Track>,
    /// Tracks of the last view, by their place in `tracks`.
    shown: Vec<usize>,
    last: Vec<Block>,
    last_ms: u64,
    people: People,
}

/// A block with its words.
struct Seen {
    block: Block,
    words: Vec<Token>,
}

/// How a block fits a track.
#[derive(Clone, Copy)]
struct Fit {
    weight: usize,
    overlap: Overlap,
    /// Holds only beside others: the words are too few to recognise anything by.
    weak: bool,
}

impl Merger {
    /// Takes in what a page shows now. A time before that of an earlier observation counts as that one's.
    pub fn observe(&mut self, observation: Observation) {
        let at = observation.time_ms.max(self.last_ms);
        self.last_ms = at;
        if observation.blocks == self.last {
            return;
        }
        let skipped = observation.blocks.len().saturating_sub(CAPTION_BLOCKS);
        self.last.clone_from(&observation.blocks);
        let seen: Vec<Seen> = observation
            .blocks
            .into_iter()
            .skip(skipped)
            .filter_map(|mut block| {
                block.text = tidy(&block.text)?;
                let words = tokens(&block.text, at);
                (!words.is_empty()).then_some(Seen { block, words })
            })
            .collect();
        seen.iter().for_each(|s| self.people.meet(&s.block));
        let mut fits = self.align(&seen);
        self.drop_weak(&seen, &mut fits);
        self.fill_gaps(&seen, &mut fits);
        self.take(seen, &fits);
    }

    /// The cues, in order of their start.
    #[must_use]
    pub fn finish(mut self) -> Vec<Cue> {
        self.people.name(&mut self.tracks);
        cues::cues(&self.tracks)
    }

    /// For each block the track it belongs to, both in order, so that as much as possible fits.
    fn align(&self, seen: &[Seen]) -> Vec<Option<(usize, Fit)>> {
        let first = self.tracks.len().saturating_sub(CAPTIONS_LOOKED_BACK);
        let keys: HashSet<&str> = seen.iter().filter_map(|s| s.block.key.as_deref()).collect();
        let current: HashSet<usize> = self.shown.iter().copied().chain(self.tail()).collect();
        let (rows, columns) = (self.tracks.len() - first, seen.len());
        let fit = |row: usize, column: usize| {
            let at = first + row;
            fit(self.tracks.get(at)?, seen.get(column)?, current.contains(&at), &keys)
        };
        let all: Vec<Vec<Option<Fit>>> = (0..rows).map(|r| (0..columns).map(|c| fit(r, c)).collect()).collect();
        let mut best = vec![vec![0_usize; columns + 1]; rows + 1];
        for r in 0..rows {
            for c in 0..columns {
                let matched = all[r][c].map_or(0, |f| best[r][c] + f.weight);
                best[r + 1][c + 1] = matched.max(best[r][c + 1]).max(best[r + 1][c]);
            }
        }
        let mut chosen = vec![None; columns];
        let (mut r, mut c) = (rows, columns);
        while r > 0 && c > 0 {
            match all[r - 1][c - 1] {
                Some(fit) if best[r][c] == best[r - 1][c - 1] + fit.weight => {
                    chosen[c - 1] = Some((first + r - 1, fit));
                    (r, c) = (r - 1, c - 1);
                }
                _ if best[r][c] == best[r - 1][c] => r -= 1,
                _ => c -= 1,
            }
        }
        chosen
    }

    /// The last track, which may grow while somebody scrolls back; after an empty page, everything is new.
    fn tail(&self) -> Option<usize> {
        (!self.shown.is_empty()).then(|| self.tracks.len().checked_sub(1)).flatten()
    }

    /// Short texts that come back are the old ones only where enough that stands beside them comes back too.
    fn drop_weak(&self, seen: &[Seen], fits: &mut [Option<(usize, Fit)>]) {
        let mut at = 0;
        while at < fits.len() {
            let mut end = at;
            let (mut words, mut strong) = (0, false);
            while let Some(Some((track, fit))) = fits.get(end).copied() {
                let before = end.checked_sub(1).filter(|b| *b >= at).and_then(|b| fits[b]);
                if before.is_some_and(|(earlier, _)| earlier + 1 != track) {
                    break;
                }
                words += seen.get(end).map_or(0, |s| s.words.len());
                strong |= !fit.weak;
                end += 1;
            }
            if !strong && words < RETURNING_WORDS {
                fits.iter_mut().take(end).skip(at).for_each(|f| *f = None);
            }
            at = end.max(at + 1);
        }
    }

    /// A block right behind one that is known is the next track's, when that was shown and is no more than a guess.
    fn fill_gaps(&self, seen: &[Seen], fits: &mut [Option<(usize, Fit)>]) {
        for at in 1..fits.len() {
            let (Some((before, _)), None) = (fits[at - 1], fits[at]) else { continue };
            let next = before + 1;
            let taken = fits.iter().flatten().any(|(track, _)| *track == next);
            let (Some(track), Some(s)) = (self.tracks.get(next).filter(|_| !taken), seen.get(at)) else { continue };
            let keyed = track.key.is_some() || s.block.key.is_some();
            if !keyed && self.shown.contains(&next) && track.live.len() <= GUESS_WORDS && track.may_be(&s.block) {
                fits[at] = Some((next, Fit { weight: 1, overlap: Overlap { from: 0, same: 0 }, weak: false }));
            }
        }
    }

    /// Writes what was found into the tracks; what fits none is new, in its place.
    fn take(&mut self, seen: Vec<Seen>, fits: &[Option<(usize, Fit)>]) {
        let mut shown: Vec<usize> = Vec::with_capacity(seen.len());
        let mut place = self.tracks.len();
        for (s, fit) in seen.into_iter().zip(fits).rev() {
            if let Some((at, fit)) = *fit {
                place = at;
                if let Some(track) = self.tracks.get_mut(at) {
                    track.name(&s.block);
                    if track.shown != s.block.text {
                        track.revise(s.block.text, s.words, fit.overlap);
                    }
                }
            } else {
                // an element that serves another utterance now no longer names the earlier one
                if s.block.key.is_some() {
                    self.tracks
                        .iter_mut()
                        .rev()
                        .take(CAPTIONS_LOOKED_BACK)
                        .filter(|t| t.key == s.block.key)
                        .for_each(|t| t.key = None);
                }
                self.tracks.insert(place, Track::new(s.block, s.words));
                shown.iter_mut().filter(|at| **at >= place).for_each(|at| *at += 1);
            }
            shown.push(place);
        }
        self.shown = shown;
    }
}

/// How well a block fits a track; `current`: it was shown a moment ago; `keys`: those of all blocks now.
fn fit(track: &Track, seen: &Seen, current: bool, keys: &HashSet<&str>) -> Option<Fit> {
    let Seen { block, words } = seen;
    let keyed = track.key.is_some() && track.key == block.key;
    if !keyed && !track.may_be(block) {
        return None;
    }
    // a page that is drawn anew gives new elements to old texts
    let redrawn = !keyed && track.key.is_some() && block.key.is_some();
    if redrawn && track.key.as_deref().is_some_and(|old| keys.contains(old)) {
        return None;
    }
    let known = keyed || (current && !redrawn);
    if track.shown == block.text {
        let weak = !known && words.len() < RETURNING_WORDS;
        let weight = match (keyed, weak) {
            (true, _) => 1_000,
            (_, true) => words.len(),
            _ => 100 + words.len().min(100),
        };
        let overlap = Overlap { from: 0, same: words.len() };
        return (!weak || !redrawn).then_some(Fit { weight, overlap, weak });
    }
    if !known {
        // grown meanwhile; the last word may have been wrong
        let same = track.live.iter().zip(words).take_while(|(a, b)| a.norm == b.norm).count();
        let grown = same >= RETURNING_WORDS && same + 1 >= track.live.len() && words.len() >= track.live.len();
        return grown.then_some(Fit { weight: 40, overlap: Overlap { from: 0, same }, weak: false });
    }
    let overlap = relate(&track.live, words);
    let guess = Overlap { from: 0, same: 0 };
    let overlap = overlap.or((keyed && track.live.len() <= GUESS_WORDS && track.may_be(block)).then_some(guess))?;
    Some(Fit { weight: if keyed { 900 } else { 50 + overlap.same.min(45) }, overlap, weak: false })
}
