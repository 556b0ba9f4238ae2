//! SBV, YouTube's form of SubViewer: `0:00:01.000,0:00:04.000` above the words.

use super::{
    markup,
    problem::Found,
    speakers,
    subtitle::{self, Lines, Shape},
};
use crate::transcript::{Source, time};

const SHAPE: Shape = Shape {
    is_time: |line| times(line).is_some(),
    times: |line| times(line).map_or((None, None), |(start, end)| (Some(start), Some(end))),
    is_comment: |_| false,
    blank_goes_on: true,
};

/// Start and end of a time line, which must be nothing else.
pub(super) fn times(line: &str) -> Option<(u64, u64)> {
    let (start, end) = line.trim_end().split_once(',')?;
    // `1:02,5` is one time elsewhere: SBV has the fraction behind a point, always
    if !start.contains('.') || !end.contains('.') {
        return None;
    }
    Some((time::parse(start)?, time::parse(end)?))
}

/// Reads such a file.
pub(super) fn read(text: &str, found: &mut Found) -> Source {
    subtitle::read(&mut Lines::of(text), &SHAPE, found, &mut |raw, cues| {
        markup::cues(raw, false, cues);
    });
    speakers::take_prefixes(&mut found.cues);
    Source::Sbv
}
