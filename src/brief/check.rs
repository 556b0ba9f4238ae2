//! What a brief still lacks before it is sent. Hints, never a hurdle.

use super::{
    Brief,
    context::{nothing_said, part_of},
};
use crate::{
    agenda::links::documents,
    verdict::{Format, items::bullet},
    wording::{FieldId, FormId},
};
use chrono::NaiveDateTime;

/// One thing that a reader will miss.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Nothing is asked.
    Ask,
    /// Nothing is said to understand the question.
    Context,
    /// A choice without things to choose from.
    Options,
    /// The deadline has passed or is not there.
    Deadline,
    /// Nobody gathers the answers.
    Owner,
    /// Something to look at is not there: no link, no picture.
    Visual,
}

impl Gap {
    /// Identifier in message keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Context => "context",
            Self::Options => "options",
            Self::Deadline => "deadline",
            Self::Owner => "owner",
            Self::Visual => "visual",
        }
    }
}

/// The gaps of `brief` at `now` (the writer's local wall-clock time), most important first.
pub fn check(brief: &Brief, now: NaiveDateTime) -> Vec<Gap> {
    let missing = [
        (Gap::Ask, !asks(brief)),
        (Gap::Options, needs_options(brief.form()) && !has_options(brief)),
        (Gap::Context, says_nothing(brief)),
        (Gap::Deadline, brief.reply_by <= now),
        (Gap::Owner, brief.owner.trim().is_empty()),
        (Gap::Visual, needs_a_look(brief.format) && !shows(brief)),
    ];
    missing.into_iter().filter(|(_, is)| *is).map(|(gap, _)| gap).collect()
}

fn says_nothing(brief: &Brief) -> bool {
    let drafted = [nothing_said(&brief.title, brief.language), part_of(&brief.title, brief.language)];
    brief.context.trim().is_empty() || drafted.contains(&brief.context)
}

fn asks(brief: &Brief) -> bool {
    brief.questions.iter().any(|q| q.chars().filter(|c| c.is_alphanumeric()).count() > 1)
}

const fn needs_options(form: FormId) -> bool {
    matches!(form, FormId::Poll | FormId::DecisionDoc | FormId::Rapid)
}

/// Two things to choose from: in the field, in a list, or joined by an "or".
fn has_options(brief: &Brief) -> bool {
    const OR: [&str; 9] = [" or ", " oder ", " vs", " versus ", " ou ", " o ", "または", "それとも", " / "];
    let field = brief.fields.iter().any(|f| f.field == FieldId::Options && !f.text.trim().is_empty());
    let listed = brief.context.lines().filter(|l| bullet(l).is_some()).count() >= 2;
    let text = format!("{} {} {}", brief.title, brief.context, brief.questions.join(" ")).to_lowercase();
    field || listed || OR.iter().any(|or| text.contains(or))
}

const fn needs_a_look(format: Format) -> bool {
    matches!(format, Format::DocumentReview | Format::RecordedWalkthrough | Format::ReadingWithConfirmation)
}

fn shows(brief: &Brief) -> bool {
    !documents(&brief.context).is_empty() || brief.fields.iter().any(|f| !documents(&f.text).is_empty())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::{event::Event, verdict::judge};

    fn at(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    #[test]
    fn a_bare_title_lacks_context_and_an_owner() {
        let event = Event { title: "Weekly status".into(), ..Event::default() };
        let brief = crate::brief::draft(&event, &judge(&event), at("2026-03-02T10:30:00"), 24);
        assert_eq!(check(&brief, at("2026-03-02T10:30:00")), [Gap::Context, Gap::Owner]);
        assert_eq!(check(&brief, at("2026-03-09T10:30:00")), [Gap::Context, Gap::Deadline, Gap::Owner]);
    }

    #[test]
    fn each_gap_closes_when_it_is_filled() {
        let event = Event { title: "Vendor".into(), organiser: Some("Ana".into()), ..Event::default() };
        let now = at("2026-03-02T10:30:00");
        let mut brief = crate::brief::draft(&event, &judge(&event), now, 24);
        brief.take_form(FormId::DocumentReview);
        brief.questions = Vec::new();
        assert_eq!(check(&brief, now), [Gap::Ask, Gap::Context, Gap::Visual]);
        brief.context = "The draft is at https://docs.example.test/v.".into();
        brief.questions = vec!["What must change?".into()];
        assert_eq!(check(&brief, now), []);
        brief.take_form(FormId::Poll);
        assert_eq!(check(&brief, now), [Gap::Options]);
        brief.context = "We could take:\n- A\n- B".into();
        assert_eq!(check(&brief, now), []);
    }
}
