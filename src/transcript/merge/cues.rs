//! From utterances to cues: a speech of thirty minutes is no cue, a sentence is.

use super::{
    token::{Token, join},
    track::Track,
};
use crate::transcript::Cue;

/// Letters from which on a sentence's end ends a cue, count: two words are no cue of their own.
const CUE_CHARS: usize = 60;
/// Letters after which a cue ends wherever it is, count: two full lines of a subtitle are 84.
const LONG_CUE_CHARS: usize = 200;
/// A pause between words that ends a cue, ms: longer than a page waits between two revisions.
const PAUSE_MS: u64 = 3_000;

/// The cues of all tracks, in order of their start; those of one track in the order of its words.
pub(super) fn cues(tracks: &[Track]) -> Vec<Cue> {
    let mut all = Vec::new();
    for track in tracks {
        let words: Vec<Token> = track.done.iter().chain(&track.live).cloned().collect();
        let (mut from, mut chars) = (0, 0);
        for at in 0..words.len() {
            if at > from && ends(&words[at - 1], &words[at], chars) {
                all.extend(cue(track, &words[from..at]));
                (from, chars) = (at, 0);
            }
            chars += words[at].text.chars().count() + usize::from(words[at].spaced);
        }
        all.extend(cue(track, &words[from..]));
    }
    all.sort_by_key(|cue| cue.start_ms);
    all
}

/// Whether a cue ends between two words.
fn ends(last: &Token, next: &Token, chars: usize) -> bool {
    let sentence = last.text.ends_with(['.', '!', '?', '\u{2026}', '\u{3002}', '\u{ff01}', '\u{ff1f}']);
    next.at_ms.saturating_sub(last.at_ms) >= PAUSE_MS || (sentence && chars >= CUE_CHARS) || chars >= LONG_CUE_CHARS
}

fn cue(track: &Track, words: &[Token]) -> Option<Cue> {
    let start = words.first()?.at_ms;
    let end = words.last().map(|w| w.at_ms).filter(|end| *end > start);
    Cue::new(Some(start), end, track.speaker.as_deref(), &join(words))
}
