//! WebVTT (W3C Candidate Recommendation, section 6), as Teams, Zoom and players write it.

use super::{
    markup,
    problem::Found,
    speakers,
    subtitle::{self, Lines, Shape},
};
use crate::transcript::export::VTT_TITLE;

const SHAPE: Shape = Shape {
    is_time: subtitle::has_arrow,
    times: subtitle::arrow_times,
    is_comment: |line| {
        let line = line.trim_end();
        ["NOTE", "STYLE", "REGION"]
            .iter()
            .any(|word| line.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t'])))
    },
    blank_goes_on: false,
};

/// Reads a file that begins with `WEBVTT`; the language, where its head tells it.
pub(super) fn read(text: &str, found: &mut Found) -> Option<String> {
    let mut lines = Lines::of(text);
    let (mut language, mut ours, mut begun) = (None, false, false);
    while let Some(line) = lines.peek() {
        // a blank line ends the head; a time line does where it was forgotten
        if subtitle::has_arrow(line) {
            break;
        }
        ours |= line.trim_end() == VTT_TITLE;
        language = line.strip_prefix("Language:").map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).or(language);
        lines.next();
        begun |= !line.trim().is_empty();
        if line.trim().is_empty() && begun {
            break;
        }
    }
    let mut voices = ours;
    subtitle::read(&mut lines, &SHAPE, found, &mut |raw, cues| voices |= markup::cues(raw, true, cues));
    if !voices {
        speakers::take_prefixes(&mut found.cues);
    }
    language
}
