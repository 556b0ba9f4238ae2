//! Times for formats that cannot do without: what the source tells stays, the rest is laid between.

use super::{Transcript, script};
use crate::limits::{CUE_LINGER_MS, SPEECH_MS_PER_CHAR};

/// How many cues have no time of their own.
#[must_use]
pub fn estimated(transcript: &Transcript) -> usize {
    transcript.cues.iter().filter(|c| c.start_ms.is_none()).count()
}

/// Start and end of every cue in ms, where at least one is known: unknown starts are laid between the known ones by the length
/// of what is said, unknown ends reach to the next start and no further than the words take. `None` when no time is known.
#[must_use]
pub fn fill(transcript: &Transcript) -> Option<Vec<(u64, u64)>> {
    let cues = &transcript.cues;
    if cues.iter().all(|c| c.start_ms.is_none()) {
        return None;
    }
    let takes: Vec<u64> = cues.iter().map(|c| length_ms(&c.text)).collect();
    let mut starts: Vec<u64> = Vec::with_capacity(cues.len());
    let mut at = 0;
    while at < cues.len() {
        if let Some(start) = cues[at].start_ms {
            starts.push(start);
            at += 1;
            continue;
        }
        let next = (at..cues.len()).find(|n| cues[*n].start_ms.is_some());
        let until = next.unwrap_or(cues.len());
        // the cue before speaks first
        let (from, first) = if at == 0 { (0, 0) } else { (starts[at - 1], takes[at - 1]) };
        let whole = first + takes[at..until].iter().sum::<u64>();
        let room = next.and_then(|n| cues[n].start_ms).map_or(whole, |end| end.saturating_sub(from).min(whole));
        let mut spent = first;
        for took in &takes[at..until] {
            let share = u128::from(room) * u128::from(spent) / u128::from(whole.max(1));
            starts.push(from.saturating_add(u64::try_from(share).unwrap_or(room)));
            spent += took;
        }
        at = until;
    }
    let end = |n: usize| {
        let (start, said) = (starts[n], starts[n].saturating_add(takes[n]).saturating_add(CUE_LINGER_MS));
        cues[n].end_ms.unwrap_or_else(|| starts.get(n + 1).filter(|next| **next > start).map_or(said, |next| said.min(*next)))
    };
    Some(starts.iter().enumerate().map(|(n, start)| (*start, end(n))).collect())
}

/// About how long the words take, ms.
fn length_ms(text: &str) -> u64 {
    // a Han or kana character is about a syllable, a Latin letter a third of one
    let letters = text.chars().map(|c| if script::unspaced(c) { 3 } else { 1 }).sum::<u64>();
    letters * SPEECH_MS_PER_CHAR
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::transcript::{Cue, Source};

    fn script(cues: &[(Option<u64>, Option<u64>, &str)]) -> Transcript {
        let cues = cues.iter().map(|(start, end, text)| Cue::new(*start, *end, None, text).unwrap()).collect();
        Transcript { cues, language: None, source: Source::Meet }
    }

    #[test]
    fn unknown_times_lie_between_known_ones() {
        let four = "abcd";
        let known =
            script(&[(Some(1_000), None, four), (None, None, four), (None, None, four), (Some(1_300), Some(1_400), four)]);
        assert_eq!(fill(&known).unwrap(), [(1_000, 1_100), (1_100, 1_200), (1_200, 1_300), (1_300, 1_400)]);
        assert_eq!(estimated(&known), 2);
        assert_eq!(fill(&script(&[(None, None, four)])), None);
    }

    #[test]
    fn ends_do_not_outlast_the_words_and_backward_times_do_no_harm() {
        let far = script(&[(None, None, "a"), (Some(9_000_000), None, "abcd"), (Some(5), None, "x"), (None, None, "y")]);
        let said = fill(&far).unwrap();
        assert_eq!(said[1], (9_000_000, 9_000_000 + 4 * SPEECH_MS_PER_CHAR + CUE_LINGER_MS));
        assert_eq!((said[0].0, said[2].0), (0, 5));
        assert!(said.iter().all(|(start, end)| start <= end));
    }
}
