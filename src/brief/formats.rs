//! One row a format: what it is called, what it asks, how an answer looks, what happens without one.

use crate::verdict::Format;

pub(super) struct Form {
    pub name: &'static str,
    /// Asked when the invite itself asks nothing.
    pub questions: &'static [&'static str],
    /// The shape of a good answer, one line; field names as published for the format.
    pub answer: &'static str,
    pub default_action: &'static str,
}

pub(super) const fn form(format: Format) -> &'static Form {
    match format {
        Format::StatusUpdate => &Form {
            name: "Status update",
            questions: &["What did you finish?", "What comes next?", "What is stuck, and who could clear it?"],
            answer: "on track or not · done · next · blocked (who can help) · what you ask of us",
            default_action: "Without your lines I take it that all is on track and nothing is stuck.",
        },
        Format::DecisionDoc => &Form {
            name: "Decision",
            questions: &[
                "Which option do you recommend, and why?",
                "What speaks against it?",
                "Is there an option we have missed?",
            ],
            answer: "option · reason · risk you see · yes, no, or yes if",
            default_action: "Without an objection the recommendation stands, and I go ahead with it.",
        },
        Format::DocumentReview => &Form {
            name: "Document review",
            questions: &["What must change before it goes out?", "What is unclear?", "What should stay as it is?"],
            answer: "comments in the document itself, each with a proposal; must, should or idea",
            default_action: "Without comments I take it that you agree with the text as it stands.",
        },
        Format::RecordedWalkthrough => &Form {
            name: "Recorded walk-through",
            questions: &[
                "What is still unclear after watching?",
                "What surprised you?",
                "What should we do differently because of it?",
            ],
            answer: "minute in the recording · your question or comment",
            default_action: "Without questions I take it that everything was clear.",
        },
        Format::Announcement => &Form {
            name: "Announcement",
            questions: &["Does this change anything for you that we have not thought of?"],
            answer: "nothing needed; a short reply if something does not fit",
            default_action: "Without a reply it holds as written.",
        },
        Format::Poll => &Form {
            name: "Poll",
            questions: &["Which option do you choose?", "Is there one that you cannot live with?"],
            answer: "your choice · a reason, if you like",
            default_action: "Most votes win; whoever does not vote goes with the result.",
        },
        Format::QaThread => &Form {
            name: "Questions and answers",
            questions: &["What do you want to know?", "Which answer of others can you give?"],
            answer: "question · what you tried or already know · needed by",
            default_action: "Open questions get an answer in the thread after this date, and then it closes.",
        },
        Format::HandoffNote => &Form {
            name: "Hand-over note",
            questions: &[
                "What is the state now, and what changed?",
                "What is the next step, and who takes it?",
                "What is open, risky or already tried?",
            ],
            answer: "state · decided · open question · next action · next owner · deadline · links · what may be done while I am offline",
            default_action: "Without a question the next owner takes over as written.",
        },
        Format::Brainwrite => &Form {
            name: "Ideas in writing",
            questions: &["Which ideas do you have? One line each is plenty.", "Which limits should we know of?"],
            answer: "as many ideas as you like, each on its own line; no judging yet",
            default_action: "After this date I share all ideas, without names if you wish, and we vote.",
        },
        Format::ReadingWithConfirmation => &Form {
            name: "Reading with confirmation",
            questions: &["Have you read it?", "What is unclear?"],
            answer: "“Read”, and your question if there is one",
            default_action: "Whoever has not confirmed by then gets one reminder from me.",
        },
    }
}
