//! WebVTT with a voice span a cue.

use super::ExportError;
use crate::transcript::{Transcript, fill, time::stamp};

/// First line: tells our own import that names stand in voice spans only, so that "Note: …" stays what somebody said.
pub(in crate::transcript) const TITLE: &str = "WEBVTT - written by Baton";

pub(super) fn write(transcript: &Transcript) -> Result<String, ExportError> {
    let times = fill(transcript).ok_or(ExportError::NoTimes("WebVTT"))?;
    let mut file = String::from(TITLE);
    file.push('\n');
    // as YouTube writes it; a tag is letters, digits and hyphens
    if let Some(language) = transcript.language.as_deref().filter(|l| l.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')) {
        file.push_str("Language: ");
        file.push_str(language);
        file.push('\n');
    }
    for (cue, (start, end)) in transcript.cues.iter().zip(times) {
        file.push_str(&format!("\n{} --> {}\n", stamp(start, '.'), stamp(end, '.')));
        if let Some(name) = &cue.speaker {
            file.push_str("<v ");
            escape(name, &mut file);
            file.push('>');
        }
        escape(&cue.text, &mut file);
        file.push('\n');
    }
    Ok(file)
}

/// With `>` escaped, no arrow can stand in a text.
fn escape(text: &str, file: &mut String) {
    for c in text.chars() {
        match c {
            '&' => file.push_str("&amp;"),
            '<' => file.push_str("&lt;"),
            '>' => file.push_str("&gt;"),
            // to a reader of WebVTT, part of a line's end or of nothing at all
            '\u{a0}' => file.push_str("&nbsp;"),
            _ => file.push(c),
        }
    }
}
