//! What a phrase can tell about a purpose. One row a cue: which way it speaks, how strongly, and who published the rule.

use super::{Kind, Outcome};

/// Where a rule was published; the claim is in our words.
pub(crate) struct Published {
    pub name: &'static str,
    pub claim: &'static str,
}

pub(crate) const GITLAB: Published = Published {
    name: "GitLab handbook",
    claim: "Ask first whether writing could reach the outcome; a meeting reviews a concrete proposal, and without an agenda there is no meeting.",
};
pub(crate) const DROPBOX_LIVE: Published = Published {
    name: "Dropbox Virtual First",
    claim: "Meet for one-way-door decisions, big debates, and discussions that are sensitive or creative.",
};
pub(crate) const DROPBOX_ASYNC: Published =
    Published { name: "Dropbox Virtual First", claim: "Status, feedback and proposals are shared and answered in writing." };
pub(crate) const ATLASSIAN: Published =
    Published { name: "Atlassian", claim: "Aligning on status is the first kind of meeting to replace." };
pub(crate) const HBR: Published = Published {
    name: "Harvard Business Review (Saunders)",
    claim: "A meeting is for what needs a conversation in real time; what does not is an e-mail.",
};
pub(crate) const BASECAMP: Published = Published {
    name: "Basecamp's guide to internal communication",
    claim: "Meetings are the last resort; what matters is written up.",
};
pub(crate) const GUIDELINE: Published = Published {
    name: "Baton's verdict guideline",
    claim: "Live is right for training, emergencies, people from outside, sensitive matters, formal sittings and being together.",
};
pub(crate) const RFC: Published = Published {
    name: "RFC practice",
    claim: "A proposal gets a written comment window of three to seven days; silence at its end is consent.",
};
pub(crate) const FELLOW: Published =
    Published { name: "Fellow's meeting guidelines", claim: "With eight or more people a meeting decides badly." };
pub(crate) const SHOPIFY: Published = Published {
    name: "Shopify's calendar reset",
    claim: "Recurring meetings of more than two people are removed, and come back only where missed.",
};
pub(crate) const BASECAMP_COST: Published = Published {
    name: "Basecamp's guide to internal communication",
    claim: "Five people in a room for an hour is a five-hour meeting.",
};

/// One thing that words can tell.
pub(crate) struct Cue {
    pub code: &'static str,
    pub way: Outcome,
    /// How much it weighs; from [`HARD`] on a live cue is not outvoted by ordinary async ones.
    pub weight: f32,
    pub kind: Kind,
    /// One English sentence for a person.
    pub text: &'static str,
    pub source: &'static Published,
    /// What a negation does to it.
    pub negated: Negated,
}

/// What "no", "not" or "without" before a cue does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Negated {
    /// The cue says nothing any more ("no outage").
    Drops,
    /// The cue becomes another ("no discussion" says that writing is enough).
    Becomes(&'static str),
    /// The cue stands ("nobody agrees").
    Stays,
}

/// Weight from which a live cue is a gate.
pub(crate) const HARD: f32 = 4.0;

use Negated::{Becomes, Drops, Stays};
use Outcome::{Async, Live};

macro_rules! cue {
    ($code:literal $way:ident $weight:literal $kind:ident $negated:expr, $source:ident, $text:literal) => {
        Cue { code: $code, way: $way, weight: $weight, kind: Kind::$kind, text: $text, source: &$source, negated: $negated }
    };
}

/// Every cue. Codes are stable: surfaces translate by them.
#[rustfmt::skip]
pub(crate) static CUES: &[Cue] = &[
    cue!("incident_now" Live 5.5 Incident Drops, GUIDELINE, "Something is going wrong now, and people have to act together."),
    cue!("sensitive" Live 5.5 Sensitive Drops, DROPBOX_LIVE, "This is a personal or sensitive matter; people need to hear each other."),
    cue!("interview" Live 5.0 Interview Drops, GUIDELINE, "A candidate or a person to be heard is part of it."),
    cue!("conflict" Live 4.5 Conflict Drops, DROPBOX_LIVE, "People disagree, and that is settled by talking."),
    cue!("negotiation" Live 4.5 Negotiation Drops, GUIDELINE, "Terms have to be agreed in back-and-forth."),
    cue!("client" Live 4.0 Client Drops, GUIDELINE, "People from outside are part of it."),
    cue!("governance" Live 4.5 Governance Drops, GUIDELINE, "Statutes or law want this sitting to be live."),
    cue!("social" Live 4.2 Social Drops, GUIDELINE, "Being together is the purpose."),
    cue!("training" Live 4.0 Training Drops, GUIDELINE, "People learn by doing and asking on the spot."),
    cue!("one_to_one" Live 3.0 OneToOne Drops, GITLAB, "A conversation between two people about the person."),
    cue!("milestone" Live 4.2 Milestone Drops, GUIDELINE, "A critical step that has to be taken in lock-step."),
    cue!("brainstorm" Live 3.2 Brainstorm Becomes("no_discussion"), DROPBOX_LIVE, "Ideas are to be made together."),
    cue!("strategy" Live 3.0 Strategy Drops, DROPBOX_LIVE, "Direction is to be found together."),
    cue!("troubleshooting" Live 3.4 Troubleshooting Drops, HBR, "Finding the fault needs back-and-forth."),
    cue!("workshop" Live 3.2 Workshop Drops, GUIDELINE, "People make something together."),
    cue!("kickoff" Live 3.2 Kickoff Drops, GUIDELINE, "A project begins, and people agree how they work together."),
    cue!("retro" Live 2.8 Retro Drops, GUIDELINE, "Looking back together works by listening to each other."),
    cue!("planning" Live 2.4 Planning Drops, GUIDELINE, "People commit to a plan together."),
    cue!("debate" Live 4.0 Decision Becomes("no_discussion"), DROPBOX_LIVE, "Positions differ, and that is worked out by talking."),
    cue!("decide_together" Live 3.4 Decision Becomes("no_discussion"), DROPBOX_LIVE, "A decision is to be taken together."),
    cue!("care_handover" Live 4.0 Handoff Drops, GUIDELINE, "People in care change hands, and questions come at once."),
    cue!("together" Live 2.0 Workshop Drops, HBR, "The text asks people to do it together."),
    cue!("discussion" Live 2.2 Community Becomes("no_discussion"), HBR, "The text asks for a conversation."),
    cue!("in_person" Live 2.6 Workshop Drops, GUIDELINE, "It happens on the spot, with hands and eyes."),
    cue!("not_async" Live 2.6 Decision Stays, HBR, "The text itself says that writing is not enough."),

    cue!("no_discussion" Async 4.2 Announcement Becomes("not_async"), HBR, "The text says that nothing is to be discussed."),
    cue!("in_writing" Async 4.0 Feedback Becomes("not_async"), DROPBOX_ASYNC, "The text already gives a way to answer in writing."),
    cue!("meeting_if_needed" Async 4.0 Unclear Stays, GITLAB, "The text itself says that the meeting may fall away."),
    cue!("no_agenda" Async 3.8 Status Stays, GITLAB, "Nothing is on the agenda."),
    cue!("async_by_name" Async 4.6 Status Becomes("not_async"), GITLAB, "The text itself calls it async."),
    cue!("status" Async 2.6 Status Becomes("not_async"), ATLASSIAN, "A round of progress reports can be written and read."),
    cue!("list_review" Async 2.2 Status Drops, ATLASSIAN, "Going through a list can be done in the list."),
    cue!("announcement" Async 2.8 Announcement Becomes("not_async"), HBR, "It passes information one way."),
    cue!("readout" Async 2.6 Readout Becomes("not_async"), HBR, "Results are presented one way."),
    cue!("demo" Async 2.4 Demo Becomes("not_async"), HBR, "A demonstration can be recorded and watched at any hour."),
    cue!("recording" Async 1.6 Readout Drops, GITLAB, "A recording or the slides are given to everybody anyway."),
    cue!("feedback" Async 2.8 Feedback Becomes("not_async"), DROPBOX_ASYNC, "Comments on a document belong in the document."),
    cue!("approval" Async 2.8 Approval Becomes("not_async"), RFC, "A sign-off is a written yes."),
    cue!("simple_decision" Async 2.4 Decision Drops, RFC, "A choice among named options can be made in writing."),
    cue!("poll" Async 2.8 Poll Becomes("not_async"), BASECAMP, "Votes, dates and data are gathered in a form."),
    cue!("collect_ideas" Async 3.2 Brainstorm Becomes("not_async"), BASECAMP, "Ideas are gathered in writing, each alone."),
    cue!("qa" Async 2.2 Qa Drops, GITLAB, "Questions can be gathered and answered in a thread."),
    cue!("handoff" Async 2.6 Handoff Becomes("not_async"), GITLAB, "Work changes hands in a note that can be read again."),
    cue!("compliance" Async 2.8 Compliance Drops, BASECAMP, "Required reading is read and confirmed."),
    cue!("material" Async 1.0 Unclear Drops, GITLAB, "What is to be known is written down already."),
    cue!("all_hands" Async 1.6 AllHands Drops, HBR, "News for everybody can be read by everybody."),
];

/// What is said where no phrase stands and the kind is a guess: which way, and nothing about the kind. For live, for async.
#[rustfmt::skip]
pub(crate) static UNNAMED: [Cue; 2] = [
    cue!("at_once" Live 0.0 Unclear Stays, HBR, "It reads like something that people do at the same time."),
    cue!("in_own_time" Async 0.0 Unclear Stays, HBR, "It reads like something that each can do at their own time."),
];

/// Cues that say how people meet, not what for.
pub(crate) const HOW: &[&str] = &[
    "in_writing",
    "meeting_if_needed",
    "no_discussion",
    "recording",
    "not_async",
    "in_person",
    "discussion",
    "no_agenda",
    "async_by_name",
];

/// The cue of this code.
pub(crate) fn cue(code: &str) -> Option<&'static Cue> {
    CUES.iter().find(|c| c.code == code)
}
