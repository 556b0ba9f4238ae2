//! The words of what Baton writes for others, one file a language: agendas and briefs read in the language of the invite.
//!
//! Every file holds the same table: a template for every kind of meeting, a form for every way to write instead. The tests
//! below fail on a kind, a format or a form without words in any language.

use crate::verdict::{Format, Kind};

mod de;
mod en;
mod es;
mod forms;
mod fr;
mod ja;
mod language;
mod pt;

pub use forms::{FieldId, FormId};
pub use language::Language;

/// How something is asked in an agenda when the invite only names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ask {
    Changed,
    News,
    Learnt,
    Improve,
    Decide,
    Ideas,
    Direction,
    Fault,
    WhoDoes,
    Keep,
    Sides,
    Person,
    Answer,
    Settle,
}

impl Ask {
    /// The one that fits `kind`.
    pub const fn of(kind: Kind) -> Self {
        match kind {
            Kind::Status => Self::Changed,
            Kind::Announcement | Kind::AllHands | Kind::Compliance => Self::News,
            Kind::Readout | Kind::Demo => Self::Learnt,
            Kind::Feedback => Self::Improve,
            Kind::Approval | Kind::Decision | Kind::Milestone | Kind::Governance => Self::Decide,
            Kind::Brainstorm | Kind::Workshop => Self::Ideas,
            Kind::Strategy | Kind::Kickoff => Self::Direction,
            Kind::Troubleshooting | Kind::Incident => Self::Fault,
            Kind::Planning | Kind::Poll | Kind::Handoff => Self::WhoDoes,
            Kind::Retro => Self::Keep,
            Kind::Conflict | Kind::Negotiation => Self::Sides,
            Kind::Sensitive | Kind::OneToOne | Kind::Social => Self::Person,
            Kind::Qa => Self::Answer,
            Kind::Training | Kind::Interview | Kind::Client | Kind::Community | Kind::Unclear => Self::Settle,
        }
    }
}

/// Stands for the deadline in a default action until that is written out, so that another window changes the text too.
pub const DEADLINE: &str = "{deadline}";

/// Question and wanted outcome.
pub(crate) type Item = (&'static str, &'static str);

/// The words of one form.
pub(crate) struct Form {
    pub name: &'static str,
    /// Asked when the invite itself asks nothing.
    pub questions: &'static [&'static str],
    /// The shape of a good answer, one line; field names as published for the format.
    pub answer: &'static str,
    /// What happens without an answer, holding [`DEADLINE`].
    pub default_action: &'static str,
}

/// Everything that is written in one language. `$1`, `$2`… are filled in.
pub(crate) struct Words {
    /// Kind, what should be different afterwards, and items.
    pub templates: &'static [(Kind, &'static str, &'static [Item])],
    pub asks: &'static [(Ask, &'static str, &'static str)],
    /// Wanted outcome of an item that can be read beforehand.
    pub read_beforehand: &'static str,
    pub forms: &'static [(FormId, Form)],
    pub fields: &'static [(FieldId, &'static str)],
    /// What a meeting of a kind is, for the line that says why; private matters are only called a conversation.
    pub receipts: &'static [(Kind, &'static str)],
    pub why_live: &'static str,
    pub why_written: &'static str,
    pub people: &'static str,
    pub zones: &'static str,
    pub weekdays: [&'static str; 7],
    pub months: [&'static str; 12],
    /// Weekday `$1`, day `$2`, month `$3`, year `$4`, time `$5`.
    pub moment: &'static str,
    pub afterwards: &'static str,
    /// Between a topic and how it is asked.
    pub colon: &'static str,
    pub comma: &'static str,
    /// Number, question, minutes, owner with the comma before it.
    pub item: &'static str,
    pub ends_with: &'static str,
    pub pre_read_text: &'static str,
    pub pre_read_links: &'static str,
    /// Items that go out in writing.
    pub in_writing: &'static str,
    pub instead_of: &'static str,
    pub instead: &'static str,
    /// The context of a part of a meeting that stays.
    pub part_of: &'static str,
    pub readers: &'static str,
    /// Names, and how many more.
    pub and_more: &'static str,
    pub please_answer: &'static str,
    pub good_answer: &'static str,
    pub reply_by: &'static str,
    pub my_time: &'static str,
    /// Name, moment, zone, mark.
    pub elsewhere: &'static str,
    pub outside: &'static str,
    pub holder: &'static str,
    pub holder_long: &'static str,
    pub i_do: &'static str,
    pub without_answer: &'static str,
    /// Title and deadline.
    pub closing: &'static str,
    pub closing_action: &'static str,
    pub closing_answered: &'static str,
    pub closing_thanks: &'static str,
    pub call_title: &'static str,
    pub call_outcome: &'static str,
    pub thanks: &'static str,
}

/// Minutes of each item of a template, as weights: blocks of published agendas for a half hour or an hour (decision, status,
/// brainstorm, one-to-one, retrospective, planning, incident, kick-off and client templates of GitLab, Notion and Atlassian).
#[rustfmt::skip]
const MINUTES: &[(Kind, &[u32])] = &[
    (Kind::Status, &[5, 10, 10, 5]),
    (Kind::Announcement, &[5, 10, 10]),
    (Kind::Readout, &[2, 12, 10, 5]),
    (Kind::Feedback, &[3, 7, 15, 5]),
    (Kind::Approval, &[3, 10, 5]),
    (Kind::Decision, &[5, 10, 12, 5, 3]),
    (Kind::Brainstorm, &[5, 8, 10, 8, 3]),
    (Kind::Strategy, &[8, 12, 10, 5, 5]),
    (Kind::Troubleshooting, &[5, 10, 10, 5]),
    (Kind::Incident, &[3, 2, 10, 3, 2]),
    (Kind::Milestone, &[10, 5, 5, 5]),
    (Kind::Planning, &[8, 15, 8, 8, 5]),
    (Kind::Retro, &[5, 7, 8, 10]),
    (Kind::Demo, &[2, 12, 8, 3]),
    (Kind::Training, &[5, 8, 20, 8, 3]),
    (Kind::OneToOne, &[5, 10, 10, 5]),
    (Kind::Sensitive, &[5, 15, 8]),
    (Kind::Conflict, &[12, 10, 10, 3]),
    (Kind::Negotiation, &[5, 8, 15, 5]),
    (Kind::Client, &[5, 10, 12, 8, 5]),
    (Kind::Interview, &[3, 15, 15, 8, 2]),
    (Kind::Social, &[10, 20]),
    (Kind::AllHands, &[10, 5, 15, 3]),
    (Kind::Handoff, &[5, 5, 3, 2]),
    (Kind::Qa, &[5, 20, 5]),
    (Kind::Poll, &[5, 5, 5]),
    (Kind::Kickoff, &[8, 8, 6, 8, 5]),
    (Kind::Compliance, &[8, 10, 7, 3]),
    (Kind::Workshop, &[5, 5, 25, 10, 5]),
    (Kind::Governance, &[3, 8, 15, 8, 3]),
    (Kind::Community, &[5, 5, 20, 5]),
    (Kind::Unclear, &[5, 15, 5]),
];

/// A template: what should be different afterwards; items with their share of the time.
pub(crate) struct Template {
    pub outcome: &'static str,
    pub items: Vec<(Item, u32)>,
}

/// The words of `language`.
pub(crate) const fn words(language: Language) -> &'static Words {
    match language {
        Language::En => &en::WORDS,
        Language::De => &de::WORDS,
        Language::Ja => &ja::WORDS,
        Language::Fr => &fr::WORDS,
        Language::Es => &es::WORDS,
        Language::Pt => &pt::WORDS,
    }
}

impl Words {
    /// The agenda template of `kind`.
    pub fn template(&self, kind: Kind) -> Template {
        let row = |kind| self.templates.iter().find(|(k, ..)| *k == kind);
        let minutes = MINUTES.iter().find(|(k, _)| *k == kind).map_or(&[][..], |(_, m)| *m);
        let (outcome, items) = row(kind).or_else(|| row(Kind::Unclear)).map_or(("", &[][..]), |(_, o, i)| (*o, *i));
        Template { outcome, items: items.iter().copied().zip(minutes.iter().copied().chain(std::iter::repeat(5))).collect() }
    }

    /// How an item of `kind` is asked, and what it ends with.
    pub fn ask(&self, kind: Kind) -> Item {
        let ask = Ask::of(kind);
        self.asks.iter().find(|(a, ..)| *a == ask).map_or(("", ""), |(_, question, outcome)| (*question, *outcome))
    }

    /// The words of a form.
    pub fn form(&self, form: FormId) -> &'static Form {
        self.forms.iter().find(|(f, _)| *f == form).map_or(&en::PLAIN, |(_, words)| words)
    }

    /// What a meeting of `kind` is.
    pub fn receipt(&self, kind: Kind) -> &'static str {
        self.receipts.iter().find(|(k, _)| *k == kind).map_or("", |(_, text)| *text)
    }

    /// What a field is called.
    pub fn field(&self, field: FieldId) -> &'static str {
        self.fields.iter().find(|(f, _)| *f == field).map_or("", |(_, name)| *name)
    }
}

/// `pattern` with `$1`, `$2`… filled in; what is filled in is not looked at again.
pub(crate) fn fill(pattern: &str, parts: &[&str]) -> String {
    let mut out = String::with_capacity(pattern.len() + 32);
    let mut rest = pattern.chars().peekable();
    while let Some(c) = rest.next() {
        match rest.peek().and_then(|d| d.to_digit(10)).and_then(|d| usize::try_from(d).ok()).filter(|_| c == '$') {
            Some(n) => {
                rest.next();
                out.push_str(n.checked_sub(1).and_then(|n| parts.get(n)).copied().unwrap_or_default());
            }
            None => out.push(c),
        }
    }
    out
}

/// A local wall-clock time as `language` writes it, e.g. `Tuesday, 3 March 2026, 10:30`.
pub fn moment(language: Language, at: chrono::NaiveDateTime) -> String {
    use chrono::{Datelike, Timelike};
    let words = words(language);
    let name = |names: &[&'static str], n: u32| usize::try_from(n).ok().and_then(|n| names.get(n).copied()).unwrap_or_default();
    let (weekday, month) = (name(&words.weekdays, at.weekday().num_days_from_monday()), name(&words.months, at.month0()));
    let time = format!("{:02}:{:02}", at.hour(), at.minute());
    fill(words.moment, &[weekday, &at.day().to_string(), month, &at.year().to_string(), &time])
}

/// What a form is called in `language`, e.g. `Status update`.
pub fn form_name(language: Language, form: FormId) -> &'static str {
    words(language).form(form).name
}

/// The kind whose agenda serves a meeting that could have been written in `format` and is held all the same.
pub const fn kind_of(format: Format) -> Kind {
    match format {
        Format::StatusUpdate => Kind::Status,
        Format::DecisionDoc => Kind::Decision,
        Format::DocumentReview => Kind::Feedback,
        Format::RecordedWalkthrough => Kind::Demo,
        Format::Announcement => Kind::Announcement,
        Format::Poll => Kind::Poll,
        Format::QaThread => Kind::Qa,
        Format::HandoffNote => Kind::Handoff,
        Format::Brainwrite => Kind::Brainstorm,
        Format::ReadingWithConfirmation => Kind::Compliance,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::collections::HashSet;

    fn places(text: &str) -> HashSet<char> {
        text.match_indices('$').filter_map(|(at, _)| text.get(at + 1..)?.chars().next()).collect()
    }

    #[test]
    fn every_kind_has_a_template_in_every_language() {
        for language in Language::ALL {
            let words = words(language);
            assert_eq!(words.templates.len(), Kind::ALL.len(), "{language:?}: a kind without a template, or with two");
            for kind in Kind::ALL {
                let (_, outcome, items) = words.templates.iter().find(|(k, ..)| k == kind).unwrap();
                let (_, minutes) = MINUTES.iter().find(|(k, _)| k == kind).unwrap();
                assert_eq!(items.len(), minutes.len(), "{language:?} {}", kind.as_str());
                assert!(items.len() >= 2 && !outcome.is_empty(), "{language:?} {}", kind.as_str());
                assert!(items.iter().all(|(q, o)| q.ends_with(['?', '？']) && !o.is_empty()), "{language:?} {}", kind.as_str());
                assert!(minutes.iter().all(|m| *m > 0));
                assert!(!words.receipt(*kind).is_empty(), "{language:?} {}", kind.as_str());
                let (question, outcome) = words.ask(*kind);
                assert!(question.ends_with(['?', '？']) && !outcome.is_empty(), "{language:?} {}", kind.as_str());
            }
        }
    }

    #[test]
    fn every_kind_and_every_format_has_a_brief_and_an_agenda_in_every_language() {
        for language in Language::ALL {
            let words = words(language);
            let formats = Kind::ALL.iter().map(|k| crate::verdict::format_for(*k)).chain(Format::ALL.iter().copied());
            for format in formats {
                assert!(!words.template(kind_of(format)).items.is_empty(), "{language:?} {}", format.as_str());
                assert!(words.forms.iter().any(|(f, _)| *f == FormId::of(format)), "{language:?} {}", format.as_str());
            }
            assert_eq!(words.forms.len(), FormId::ALL.len(), "{language:?}: a form without words, or with two");
            for form in FormId::ALL {
                let (_, f) = words.forms.iter().find(|(id, _)| id == form).unwrap();
                assert!(!f.name.is_empty() && !f.answer.is_empty(), "{language:?} {}", form.as_str());
                assert!(
                    !f.questions.is_empty() && f.questions.iter().all(|q| q.ends_with(['?', '？'])),
                    "{language:?} {}",
                    form.as_str()
                );
                assert!(f.default_action.contains(DEADLINE), "{language:?} {}: {}", form.as_str(), f.default_action);
                assert!(form.fields().iter().all(|field| !words.field(*field).is_empty()), "{language:?} {}", form.as_str());
            }
        }
    }

    #[test]
    fn every_language_fills_the_same_places() {
        for language in Language::ALL {
            let w = words(language);
            for (text, wanted) in [
                (w.moment, 5),
                (w.afterwards, 1),
                (w.item, 4),
                (w.ends_with, 1),
                (w.pre_read_text, 1),
                (w.pre_read_links, 1),
                (w.instead_of, 1),
                (w.part_of, 1),
                (w.why_live, 1),
                (w.why_written, 1),
                (w.people, 1),
                (w.zones, 1),
                (w.closing, 2),
                (w.closing_action, 1),
                (w.closing_answered, 1),
                (w.call_title, 1),
                (w.readers, 1),
                (w.and_more, 2),
                (w.good_answer, 1),
                (w.reply_by, 1),
                (w.elsewhere, 4),
                (w.holder, 1),
                (w.holder_long, 1),
                (w.without_answer, 1),
                (w.in_writing, 1),
            ] {
                // Japanese may leave the weekday to its short form, but no place may be lost
                assert_eq!(places(text).len(), wanted, "{language:?}: {text}");
            }
        }
    }

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        assert_eq!(fill("$1 costs $$2", &["$2", "5"]), "$2 costs $5");
        assert_eq!(fill("100 $ a day", &[]), "100 $ a day");
    }

    #[test]
    fn moments_read_as_each_language_writes_them() {
        let at = "2026-03-03T09:05:00".parse().unwrap();
        assert_eq!(moment(Language::En, at), "Tuesday, 3 March 2026, 09:05");
        assert_eq!(moment(Language::De, at), "Dienstag, 3. März 2026, 09:05 Uhr");
        assert_eq!(moment(Language::Ja, at), "2026年3月3日（火）09:05");
    }
}
