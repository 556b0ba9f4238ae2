//! The ways to write instead of meeting: each format of the guideline, and further published ones under it.

use crate::verdict::Format;
use serde::{Deserialize, Serialize};

macro_rules! forms {
    ($($(#[$doc:meta])* $variant:ident = $text:literal of $format:ident [$($field:ident),*],)+) => {
        /// A form of a brief.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum FormId { $($(#[$doc])* #[serde(rename = $text)] $variant,)+ }

        impl FormId {
            /// Every form; the one that a format starts with comes first among its own.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Identifier in stored records and message keys.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The format it belongs to.
            pub const fn format(self) -> Format {
                match self { $(Self::$variant => Format::$format,)+ }
            }

            /// The fields that its publishers name, beside context, questions, owner and deadline, which every brief has.
            pub const fn fields(self) -> &'static [FieldId] {
                match self { $(Self::$variant => &[$(FieldId::$field),*],)+ }
            }
        }
    };
}

forms! {
    /// Period, on track, done, next, blocked.
    StatusUpdate = "status_update" of StatusUpdate [Period, OnTrack, Done, Next, Blocked, Metric],
    /// Yesterday, today, blockers (at most three questions for teams of more than six).
    StandUp = "stand_up" of StatusUpdate [Done, Next, Blocked],
    /// DACI (Atlassian): driver, one approver, contributors, informed; options with a recommendation.
    DecisionDoc = "decision_doc" of DecisionDoc [Driver, Approver, Contributors, Informed, Impact, Options, Recommendation],
    /// RAPID: recommend, agree, perform, input, decide.
    Rapid = "rapid" of DecisionDoc [Recommend, Agree, Perform, Input, Decide, Options],
    /// One line: in the context of, facing, we decided, to achieve, accepting.
    DecisionRecord = "decision_record" of DecisionDoc [Facing, Decided, ToAchieve, Accepting],
    /// A document and a comment window.
    DocumentReview = "document_review" of DocumentReview [Document, LookAt, NotNow],
    /// Request for comments: summary, motivation, design, alternatives, open questions.
    Rfc = "rfc" of DocumentReview [Document, Motivation, Goals, NonGoals, Design, Alternatives, Risks],
    /// After an incident: impact, timeline, cause, actions; names roles, not people.
    Postmortem = "postmortem" of DocumentReview [Severity, Impact, Timeline, RootCause, WentWell, Actions],
    /// A short recording with questions.
    RecordedWalkthrough = "recorded_walkthrough" of RecordedWalkthrough [Recording, Length, Chapters],
    /// Bottom line up front: what changes for you, from when, where to read more.
    Announcement = "announcement" of Announcement [BottomLine, Changes, From, Link],
    /// Question, options, deadline.
    Poll = "poll" of Poll [Options, Quorum],
    /// Consent: it holds unless somebody cannot live with it.
    Consent = "consent" of Poll [Proposal, Quorum],
    /// Questions gathered and answered in a thread.
    QaThread = "qa_thread" of QaThread [Tried, NeededBy, Link],
    /// State, what changed, next action, next owner, what may be done meanwhile.
    HandoffNote = "handoff_note" of HandoffNote [State, Decided, NextAction, NextOwner, Risks, Tried, OfflineMay, Link],
    /// Ideas written alone, then shared.
    Brainwrite = "brainwrite" of Brainwrite [Problem, Constraints],
    /// Read and confirm.
    ReadingWithConfirmation = "reading_with_confirmation" of ReadingWithConfirmation [Document, Changes, From],
}

impl FormId {
    /// The form that a format starts with.
    pub const fn of(format: Format) -> Self {
        match format {
            Format::StatusUpdate => Self::StatusUpdate,
            Format::DecisionDoc => Self::DecisionDoc,
            Format::DocumentReview => Self::DocumentReview,
            Format::RecordedWalkthrough => Self::RecordedWalkthrough,
            Format::Announcement => Self::Announcement,
            Format::Poll => Self::Poll,
            Format::QaThread => Self::QaThread,
            Format::HandoffNote => Self::HandoffNote,
            Format::Brainwrite => Self::Brainwrite,
            Format::ReadingWithConfirmation => Self::ReadingWithConfirmation,
        }
    }
}

macro_rules! fields {
    ($($variant:ident,)+) => {
        /// A field of a form; its name is in the words of each language.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[allow(missing_docs)] // their names say what they are, and are the publishers' own
        pub enum FieldId { $($variant,)+ }
    };
}

fields! {
    Accepting, Actions, Agree, Alternatives, Approver, Blocked, BottomLine, Changes, Chapters, Constraints, Contributors, Decide,
    Decided, Design, Document, Done, Driver, Facing, From, Goals, Impact, Informed, Input, Length, Link, LookAt, Metric,
    Motivation, NeededBy, Next, NextAction, NextOwner, NonGoals, NotNow, OfflineMay, OnTrack, Options, Perform, Period, Problem,
    Proposal, Quorum, Recommend, Recommendation, Recording, Risks, RootCause, Severity, State, Timeline, ToAchieve, Tried,
    WentWell,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_form_of_a_format_is_its_own() {
        for format in Format::ALL {
            assert_eq!(FormId::of(*format).format(), *format);
            assert_eq!(FormId::ALL.iter().find(|f| f.format() == *format), Some(&FormId::of(*format)));
            assert_eq!(FormId::of(*format).as_str(), format.as_str());
        }
    }
}
