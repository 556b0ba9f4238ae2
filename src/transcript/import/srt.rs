//! SubRip: numbered blocks, a comma before the milliseconds, tags of HTML, no way to escape anything.

use super::{
    markup,
    problem::Found,
    speakers,
    subtitle::{self, Lines, Shape},
};
use crate::transcript::Source;

const SHAPE: Shape =
    Shape { is_time: subtitle::has_arrow, times: subtitle::arrow_times, is_comment: |_| false, blank_goes_on: true };

/// Reads a file with `-->` between times, whatever its head.
pub(super) fn read(text: &str, found: &mut Found) -> Source {
    let mut voices = false;
    subtitle::read(&mut Lines::of(text), &SHAPE, found, &mut |raw, cues| voices |= markup::cues(raw, false, cues));
    if !voices {
        speakers::take_prefixes(&mut found.cues);
    }
    Source::Srt
}
