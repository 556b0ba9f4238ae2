//! The identifiers that the verdict guideline defines. Their spelling is part of the command line's contract.

use serde::{Deserialize, Serialize};

macro_rules! identifiers {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant,)+ }

        impl $name {
            /// Every value, in the guideline's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The guideline's spelling.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }
        }
    };
}

identifiers! {
    /// The four answers.
    Outcome {
        /// Reaching the purpose needs people at the same time.
        Live = "live",
        /// The whole purpose can be reached in writing by a deadline.
        Async = "async",
        /// Some stated items are live and some async.
        Split = "split",
        /// The invite does not say enough.
        Unclear = "unclear",
    }
}

identifiers! {
    /// What sort of meeting the text describes.
    Kind {
        /// Progress round, stand-up, check-in.
        Status = "status",
        /// News for everybody.
        Announcement = "announcement",
        /// Findings presented one way.
        Readout = "readout",
        /// Comments on a document, design or draft.
        Feedback = "feedback",
        /// A sign-off.
        Approval = "approval",
        /// A choice.
        Decision = "decision",
        /// Ideas together.
        Brainstorm = "brainstorm",
        /// Direction.
        Strategy = "strategy",
        /// Back-and-forth on a fault.
        Troubleshooting = "troubleshooting",
        /// An emergency that is happening.
        Incident = "incident",
        /// Go/no-go, launch, cut-over.
        Milestone = "milestone",
        /// Planning or estimation.
        Planning = "planning",
        /// Retrospective.
        Retro = "retro",
        /// A demonstration.
        Demo = "demo",
        /// Training, onboarding, pairing, mentoring.
        Training = "training",
        /// Two people, about the person.
        OneToOne = "one_to_one",
        /// Performance, pay, health, dismissal, grief, complaint.
        Sensitive = "sensitive",
        /// A dispute.
        Conflict = "conflict",
        /// Terms to be agreed.
        Negotiation = "negotiation",
        /// People from outside.
        Client = "client",
        /// A candidate.
        Interview = "interview",
        /// Being together is the purpose.
        Social = "social",
        /// Everybody.
        AllHands = "all_hands",
        /// Work changes hands.
        Handoff = "handoff",
        /// Questions and answers.
        Qa = "qa",
        /// Votes, dates, availability.
        Poll = "poll",
        /// A project begins.
        Kickoff = "kickoff",
        /// Reading that is required.
        Compliance = "compliance",
        /// Working together on a thing.
        Workshop = "workshop",
        /// Board vote, hearing, general assembly.
        Governance = "governance",
        /// Open community or working group.
        Community = "community",
        /// The text does not tell.
        Unclear = "unclear",
    }
}

identifiers! {
    /// The written forms that replace a meeting.
    Format {
        /// Done, next, blocked.
        StatusUpdate = "status_update",
        /// Options, recommendation, approver, date.
        DecisionDoc = "decision_doc",
        /// A document and a comment window.
        DocumentReview = "document_review",
        /// A short recording with questions.
        RecordedWalkthrough = "recorded_walkthrough",
        /// What changes for whom, by when.
        Announcement = "announcement",
        /// Question, options, deadline.
        Poll = "poll",
        /// Questions gathered and answered in a thread.
        QaThread = "qa_thread",
        /// State, next action, next owner.
        HandoffNote = "handoff_note",
        /// Ideas written alone, then shared.
        Brainwrite = "brainwrite",
        /// Read and confirm.
        ReadingWithConfirmation = "reading_with_confirmation",
    }
}
