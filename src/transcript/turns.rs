//! Cues put together for reading.

use super::{Transcript, script};
use crate::limits::TURN_MS;

/// What one speaker says without being interrupted, at most about a minute of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn<'a> {
    /// Start of its first cue, ms.
    pub start_ms: Option<u64>,
    /// Who speaks.
    pub speaker: Option<&'a str>,
    /// One line.
    pub text: String,
}

/// The turns of a transcript, in order.
#[must_use]
pub fn turns(transcript: &Transcript) -> Vec<Turn<'_>> {
    let mut all: Vec<Turn<'_>> = Vec::new();
    for cue in &transcript.cues {
        let speaker = cue.speaker.as_deref();
        let goes_on = all.last().is_some_and(|turn| {
            let late = match (turn.start_ms, cue.start_ms) {
                (Some(from), Some(now)) => now < from || now - from >= TURN_MS,
                (None, Some(_)) => true,
                _ => false,
            };
            turn.speaker == speaker && !late
        });
        if !goes_on {
            all.push(Turn { start_ms: cue.start_ms, speaker, text: String::new() });
        }
        if let Some(turn) = all.last_mut() {
            cue.text.lines().for_each(|line| script::append(&mut turn.text, line));
        }
    }
    all
}
