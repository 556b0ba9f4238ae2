//! One template a kind: what should be different afterwards, and items as question, wanted outcome, and share of the time.
//!
//! Blocks follow published agendas: decision, status, brainstorm, one-to-one, retrospective, planning, incident, kick-off and client
//! templates of GitLab, Notion and Atlassian; items are put as questions after Rogelberg's advice.

use crate::verdict::Kind;

pub(crate) struct Template {
    pub outcome: &'static str,
    pub items: &'static [(&'static str, &'static str, u32)],
}

/// The template of `kind`.
pub(crate) fn template(kind: Kind) -> &'static Template {
    TEMPLATES.iter().find(|(k, _)| *k == kind).map_or(&GENERAL, |(_, t)| t)
}

static GENERAL: Template = Template {
    outcome: "we know what was settled, and who does what next.",
    items: &[
        ("What should be different after this meeting?", "one sentence that all agree on", 5),
        ("What do we need from each other to get there?", "open points settled or given a name", 15),
        ("Who does what by when?", "actions with owner and date", 5),
    ],
};

#[rustfmt::skip]
pub(crate) static TEMPLATES: &[(Kind, Template)] = &[
    (Kind::Status, Template { outcome: "everybody knows what is stuck and who clears it.", items: &[
        ("What changed since last time that others need to know?", "one line each, written beforehand", 5),
        ("What is stuck, and who can clear it?", "blockers with a name beside each", 10),
        ("Which decisions are needed to go on?", "decisions, or who takes them by when", 10),
        ("What is left to ask?", "questions answered", 5)] }),
    (Kind::Announcement, Template { outcome: "everybody knows what changes for them.", items: &[
        ("What changes, for whom and from when?", "everybody knows what changes", 5),
        ("What does it mean in our daily work?", "examples that fit", 10),
        ("What is left to ask?", "questions answered or noted with a name", 10)] }),
    (Kind::Readout, Template { outcome: "the findings are understood and their next steps have owners.", items: &[
        ("What did we want to find out?", "the question, in one sentence", 2),
        ("What did we find?", "three findings everybody can repeat", 12),
        ("What is surprising or open?", "questions answered or noted", 10),
        ("What follows from it?", "next steps with owners", 5)] }),
    (Kind::Feedback, Template { outcome: "the author knows what to change and what to keep.", items: &[
        ("Which kind of feedback helps now, and which does not?", "what the author asks for", 3),
        ("What works and should stay?", "strengths named", 7),
        ("What should change, and why?", "comments the author can work with", 15),
        ("What happens to the open comments?", "a next version with a date", 5)] }),
    (Kind::Approval, Template { outcome: "it is approved, or it is clear what is missing.", items: &[
        ("What exactly is to be approved?", "one sentence", 3),
        ("What speaks against it?", "objections heard", 10),
        ("Is it approved?", "yes, no, or yes if", 5)] }),
    (Kind::Decision, Template { outcome: "the decision is taken and written down with its reasons.", items: &[
        ("What do we decide, and by which criteria?", "question and criteria agreed", 5),
        ("Which options are there, and which one is recommended?", "options with a recommendation", 10),
        ("What speaks against it?", "objections heard and answered", 12),
        ("What do we decide?", "a decision, its reasons, and whether it can be taken back", 5),
        ("Who tells whom, and who does what next?", "names and dates", 3)] }),
    (Kind::Brainstorm, Template { outcome: "there is a list of ideas to choose from, and no decision yet.", items: &[
        ("Which problem are we solving, and for whom?", "one sentence on the wall", 5),
        ("Which ideas does each of us have, written in silence?", "ideas of everybody", 8),
        ("What do the ideas have in common, and what do they start?", "ideas shared and built upon", 10),
        ("Which ones do we want to follow?", "votes, no decision", 8),
        ("What is the next step for them?", "a name for each idea kept", 3)] }),
    (Kind::Strategy, Template { outcome: "the direction is clear, and so is what it rules out.", items: &[
        ("Where do we stand, honestly?", "a shared picture", 8),
        ("Where do we want to be, and why there?", "a direction in one sentence", 12),
        ("What would have to be true for that?", "assumptions, the riskiest marked", 10),
        ("What do we stop doing?", "at least one thing", 5),
        ("What do we do first?", "a first step with an owner", 5)] }),
    (Kind::Troubleshooting, Template { outcome: "the cause is found, or the next test has an owner.", items: &[
        ("What happens, since when, and what was already tried?", "facts everybody shares", 5),
        ("What could be the cause?", "hypotheses, likeliest first", 10),
        ("How do we test the likeliest?", "a test that is run now", 10),
        ("Who does what next, and when do we look again?", "owner and time", 5)] }),
    (Kind::Incident, Template { outcome: "everybody knows the state, their role and the time of the next check.", items: &[
        ("What is the impact right now?", "status in one sentence", 3),
        ("Who leads, who fixes, who informs?", "roles with names", 2),
        ("What do we think it is, and what do we try first?", "an action under way", 10),
        ("What do we tell those affected?", "a message and who sends it", 3),
        ("When do we check again?", "a time", 2)] }),
    (Kind::Milestone, Template { outcome: "it is go or no-go, and everybody knows their part.", items: &[
        ("Is every precondition met?", "a yes or no from each owner", 10),
        ("What is the plan if it goes wrong?", "a way back with an owner", 5),
        ("Go or no-go?", "a decision", 5),
        ("Who does what in which order?", "sequence with times", 5)] }),
    (Kind::Planning, Template { outcome: "the plan fits the people, and everybody has agreed to their part.", items: &[
        ("What is the goal, and what does not belong to it?", "one goal", 8),
        ("Which pieces of work get us there?", "list in order", 15),
        ("How much can we do?", "capacity known", 8),
        ("What do we commit to?", "names and dates", 8),
        ("What could upset the plan?", "risks with an owner", 5)] }),
    (Kind::Retro, Template { outcome: "at most three changes are agreed, each with an owner.", items: &[
        ("What happened, as each of us saw it?", "a shared timeline", 5),
        ("What do we start, stop and keep, written in silence?", "notes of everybody", 7),
        ("Which of these matter most?", "groups with votes", 8),
        ("Which changes do we try?", "at most three actions with owners", 10)] }),
    (Kind::Demo, Template { outcome: "everybody has seen it, and the maker knows what is missing.", items: &[
        ("What was it meant to do, and for whom?", "the goal", 2),
        ("What does it do now?", "seen live", 12),
        ("What is unclear or missing?", "questions and wishes, noted", 8),
        ("What happens with the feedback?", "next steps with owners", 3)] }),
    (Kind::Training, Template { outcome: "everybody can do it alone, or knows where to ask.", items: &[
        ("Who is here, and what does each want to be able to do?", "goals", 5),
        ("How is it done?", "shown once, slowly", 8),
        ("How does it go when you do it yourself?", "guided practice", 20),
        ("What is still unclear?", "questions answered", 8),
        ("Where is help afterwards?", "people and material", 3)] }),
    (Kind::OneToOne, Template { outcome: "each has said what matters, and knows what the other will do.", items: &[
        ("How are you?", "what was heard", 5),
        ("What is on your mind?", "their topics first", 10),
        ("What goes well, and where do you want to grow?", "feedback both ways", 10),
        ("What support do you need from me?", "a promise or an honest no", 5)] }),
    (Kind::Sensitive, Template { outcome: "it was said with care, and the next step is known.", items: &[
        ("What has to be said, in plain words?", "said and understood", 5),
        ("How does it look from your side?", "time to be heard", 15),
        ("What happens next, and who helps?", "next step, in confidence", 8)] }),
    (Kind::Conflict, Template { outcome: "each side has been heard, and a next step is agreed.", items: &[
        ("How does each side see it?", "both views, without interruption", 12),
        ("What does each side need?", "needs, not positions", 10),
        ("What can both live with?", "an agreement, or where to go next", 10),
        ("How do we notice that it works?", "a date to look again", 3)] }),
    (Kind::Negotiation, Template { outcome: "the terms are agreed, or the open ones are named.", items: &[
        ("What is each side's aim?", "interests on the table", 5),
        ("Where do we already agree?", "agreed terms, written down", 8),
        ("What is open, and what could be traded?", "offers and counter-offers", 15),
        ("What is agreed, and what comes next?", "terms or next date", 5)] }),
    (Kind::Client, Template { outcome: "they know we understood, and both know the next step.", items: &[
        ("Who is here, and what is each of us after?", "introductions", 5),
        ("What do you want to reach?", "their goals in their words", 10),
        ("What do we propose?", "proposal and reactions", 12),
        ("What are risks and decisions?", "decisions, or who takes them", 8),
        ("What are the next steps and dates?", "names and dates", 5)] }),
    (Kind::Interview, Template { outcome: "both sides know enough to decide.", items: &[
        ("Who are we, and how will this go?", "a calm start", 3),
        ("What have you done that is like this work?", "evidence, noted", 15),
        ("How would you go about this example?", "a worked example", 15),
        ("What would you like to know from us?", "their questions answered", 8),
        ("When will you hear from us?", "a date", 2)] }),
    (Kind::Social, Template { outcome: "we had time together.", items: &[
        ("What was good since we last met?", "a round for whoever likes", 10),
        ("What would you like to do together?", "time together", 20)] }),
    (Kind::AllHands, Template { outcome: "everybody knows where we stand and has been heard.", items: &[
        ("What is new that concerns all of us?", "news in short, details in writing", 10),
        ("What went well, and thanks to whom?", "thanks by name", 5),
        ("What do you want to ask?", "open questions answered in the room", 15),
        ("What happens next?", "dates and who to ask", 3)] }),
    (Kind::Handoff, Template { outcome: "the next person can go on without asking.", items: &[
        ("What is the state now?", "a written state", 5),
        ("What is open or urgent?", "list in order", 5),
        ("What was tried or decided already?", "nothing is done twice", 3),
        ("What does the next person do first?", "next action and its owner", 2)] }),
    (Kind::Qa, Template { outcome: "every question has an answer or a name.", items: &[
        ("Which questions do most people have?", "gathered beforehand, in order", 5),
        ("What are the answers?", "answers written down", 20),
        ("Who finds out what stayed open?", "names and dates", 5)] }),
    (Kind::Poll, Template { outcome: "the choice is made.", items: &[
        ("What do we choose from?", "options in one list", 5),
        ("Is anything missing or impossible?", "final options", 5),
        ("What does each of us choose?", "votes and a result", 5)] }),
    (Kind::Kickoff, Template { outcome: "everybody knows why, what, who and when.", items: &[
        ("Why do we do this, and what is success?", "one sentence and a measure", 8),
        ("What belongs to it, and what does not?", "scope and non-goals", 8),
        ("Who drives, approves, contributes, is informed?", "roles with names", 6),
        ("What are the milestones and the first risk?", "dates and an owner", 8),
        ("How do we work together, and how fast do we answer?", "a working agreement", 5)] }),
    (Kind::Compliance, Template { outcome: "everybody has read it and confirmed.", items: &[
        ("What is required, and why?", "the rule in plain words", 8),
        ("What does it mean for our work?", "examples", 10),
        ("What is unclear?", "questions answered", 7),
        ("Has everybody confirmed?", "confirmations", 3)] }),
    (Kind::Workshop, Template { outcome: "there is a first version that all have worked on.", items: &[
        ("What do we want to have made at the end?", "the thing, named", 5),
        ("What do we start from?", "material and limits known", 5),
        ("How do we make it?", "work in small groups", 25),
        ("What did each group make?", "shown and commented", 10),
        ("Who finishes it by when?", "owner and date", 5)] }),
    (Kind::Governance, Template { outcome: "what has to be resolved is resolved and in the minutes.", items: &[
        ("Are we quorate, and are the last minutes accepted?", "yes, recorded", 3),
        ("What is reported?", "reports taken note of", 8),
        ("Which motions are there, and what speaks for and against?", "debate", 15),
        ("How do we vote?", "resolutions with votes", 8),
        ("What else, and when do we meet again?", "date", 3)] }),
    (Kind::Community, Template { outcome: "open issues have a decision or an owner.", items: &[
        ("Who is here, and what is on your list?", "items in order", 5),
        ("What moved since last time?", "updates, written where possible", 5),
        ("Which open issues need this group?", "a decision or next step for each", 20),
        ("Who takes what?", "owners", 5)] }),
    (Kind::Unclear, Template { outcome: "we know what was settled, and who does what next.", items: &[
        ("What should be different after this meeting?", "one sentence that all agree on", 5),
        ("What do we need from each other to get there?", "open points settled or given a name", 15),
        ("Who does what by when?", "actions with owner and date", 5)] }),
];
