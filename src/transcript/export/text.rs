//! Plain text, a line a turn.

use crate::transcript::{Transcript, time::clock, turns};

pub(super) fn write(transcript: &Transcript) -> String {
    let mut file = String::new();
    for turn in turns(transcript) {
        if let Some(at) = turn.start_ms {
            file.push_str(&format!("[{}] ", clock(at)));
        }
        if let Some(name) = turn.speaker {
            file.push_str(name);
            file.push_str(": ");
        }
        file.push_str(&turn.text);
        file.push('\n');
    }
    file
}
