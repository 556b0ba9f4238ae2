//! The one question asked when the text does not tell, and what each answer settles.

use super::{Format, Kind, Outcome, Reason, Source, Verdict, judge};
use crate::event::Event;
use serde::{Deserialize, Serialize};

/// What should be different after the meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Something is decided.
    Decided,
    /// People know something.
    Known,
    /// People have talked.
    Talked,
}

/// Judges an invite whose text is unclear, given the person's own word for its purpose. An invite that is clear by itself
/// keeps its verdict. A decision can be prepared and taken on paper while it is uncontested; that it might be contested is
/// why the score stays low.
pub fn with_purpose(event: &Event, purpose: Purpose) -> Verdict {
    let mut verdict = judge(event);
    if verdict.outcome != Outcome::Unclear {
        return verdict;
    }
    let (outcome, kind, format, code, text, source) = match purpose {
        Purpose::Decided => (
            Outcome::Async,
            Kind::Decision,
            Some(Format::DecisionDoc),
            "purpose_decided",
            "You want something decided: options on paper first, a call only if people differ.",
            Source {
                name: "Dropbox Virtual First".into(),
                claim: "Meet for one-way-door decisions and big debates; prepare the others in writing.".into(),
            },
        ),
        Purpose::Known => (
            Outcome::Async,
            Kind::Announcement,
            Some(Format::Announcement),
            "purpose_known",
            "You want people to know something: a text reaches all of them.",
            Source {
                name: "Harvard Business Review".into(),
                claim: "Where information only goes out and nothing needs to come back, send it in writing.".into(),
            },
        ),
        Purpose::Talked => (
            Outcome::Live,
            Kind::OneToOne,
            None,
            "purpose_talked",
            "You want people to have talked: that needs them together.",
            Source { name: "Dropbox Virtual First".into(), claim: "Meet for discussions that are sensitive or creative.".into() },
        ),
    };
    verdict.outcome = outcome;
    verdict.kind = kind;
    verdict.format = format;
    verdict.score = 0.6;
    verdict.reasons = vec![Reason { code: code.into(), text: text.into(), evidence: Vec::new(), speaks_for: outcome, source }];
    verdict
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(title: &str) -> Event {
        Event { title: title.into(), ..Event::default() }
    }

    #[test]
    fn an_answer_settles_what_the_text_leaves_open() {
        assert_eq!(judge(&bare("Quick chat")).outcome, Outcome::Unclear);
        assert_eq!(with_purpose(&bare("Quick chat"), Purpose::Talked).outcome, Outcome::Live);
        let known = with_purpose(&bare("Quick chat"), Purpose::Known);
        assert_eq!((known.outcome, known.format), (Outcome::Async, Some(Format::Announcement)));
    }

    #[test]
    fn an_answer_does_not_overrule_the_text() {
        let clear = bare("Interview with a candidate for the data team");
        assert_eq!(with_purpose(&clear, Purpose::Known), judge(&clear));
    }
}
