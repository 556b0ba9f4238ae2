//! SubRip. It has no escapes: an arrow in a text would be a time line, so it becomes a character that looks the same.

use super::ExportError;
use crate::transcript::{Transcript, fill, time::stamp};

pub(super) fn write(transcript: &Transcript) -> Result<String, ExportError> {
    let times = fill(transcript).ok_or(ExportError::NoTimes("SRT"))?;
    let mut file = String::new();
    for (n, (cue, (start, end))) in transcript.cues.iter().zip(times).enumerate() {
        file.push_str(&format!("{}\n{} --> {}\n", n + 1, stamp(start, ','), stamp(end, ',')));
        if let Some(name) = &cue.speaker {
            file.push_str(&name.replace("-->", "\u{2192}"));
            file.push_str(": ");
        }
        file.push_str(&cue.text.replace("-->", "\u{2192}"));
        file.push_str("\n\n");
    }
    Ok(file)
}
