//! The brief as text. Pure functions of the brief: what a person edits is what is sent.

use super::{Brief, ReaderTime};
use crate::{
    agenda::one_line,
    wording::{self, Words, fill, moment},
};

/// Readers named one by one; more are counted.
const NAMED_READERS: usize = 8;

/// The brief, line by line, before any markup.
pub(super) struct Parts {
    pub words: &'static Words,
    pub heading: String,
    pub readers: Option<String>,
    pub context: String,
    /// Name and content.
    pub fields: Vec<(&'static str, String)>,
    pub questions: Vec<String>,
    pub answer: &'static str,
    pub reply_by: String,
    pub elsewhere: Vec<String>,
    pub owner: String,
    pub default_action: String,
    pub receipt: Option<String>,
}

/// What of the brief is sent.
pub(super) fn parts(brief: &Brief) -> Parts {
    let words = wording::words(brief.language);
    let form = words.form(brief.form());
    let title = one_line(&brief.title);
    let owner = one_line(&brief.owner);
    let filled = brief.fields.iter().filter(|f| !f.text.trim().is_empty());
    Parts {
        words,
        heading: if title.is_empty() { form.name.to_owned() } else { format!("{}{}{title}", form.name, words.colon) },
        readers: readers(brief, words),
        context: brief.context.trim().to_owned(),
        fields: filled.map(|f| (words.field(f.field), one_line(&f.text))).collect(),
        questions: brief.questions.iter().map(|q| one_line(q)).filter(|q| !q.is_empty()).collect(),
        answer: form.answer,
        reply_by: reply_by_text(brief),
        elsewhere: elsewhere(brief, words),
        owner: if owner.is_empty() { words.i_do.to_owned() } else { owner },
        default_action: one_line(&brief.default_action_text()),
        receipt: brief.receipt.as_deref().map(one_line),
    }
}

/// Numbered lines.
pub(super) fn numbered(lines: &[String]) -> Vec<String> {
    lines.iter().enumerate().map(|(n, line)| format!("{}. {line}", n + 1)).collect()
}

/// `**Reply by:** Tuesday` of `Reply by: $1`: what stands before the sign, set off by `mark`.
pub(super) fn labelled(pattern: &str, content: &str, mark: &str) -> String {
    let label = pattern.replace("$1", "");
    format!("{mark}{}{mark} {content}", label.trim_end())
}

/// The brief as Markdown.
pub fn to_markdown(brief: &Brief) -> String {
    let p = parts(brief);
    let mut out = vec![format!("## {}", p.heading), String::new()];
    if let Some(readers) = &p.readers {
        out.extend([labelled(p.words.readers, readers, "**"), String::new()]);
    }
    if !p.context.is_empty() {
        out.extend([p.context.clone(), String::new()]);
    }
    if !p.fields.is_empty() {
        out.extend(p.fields.iter().map(|(name, text)| format!("- **{name}:** {text}")));
        out.push(String::new());
    }
    if !p.questions.is_empty() {
        out.extend([format!("**{}**", p.words.please_answer), String::new()]);
        out.extend(numbered(&p.questions));
        out.extend([String::new(), labelled(p.words.good_answer, p.answer, "*"), String::new()]);
    }
    out.push(format!("- {}", labelled(p.words.reply_by, &p.reply_by, "**")));
    out.extend(p.elsewhere.iter().map(|line| format!("  - {line}")));
    out.push(format!("- {}", labelled(p.words.holder, &p.owner, "**")));
    if !p.default_action.is_empty() {
        out.push(format!("- {}", labelled(p.words.without_answer, &p.default_action, "**")));
    }
    out.join("\n")
}

/// The brief as a plain message for chat or mail, and as the text of an event.
pub fn to_plain(brief: &Brief) -> String {
    let p = parts(brief);
    let mut out = vec![p.heading.clone()];
    out.extend(body(&p));
    out.join("\n")
}

/// Everything of a plain message below its heading.
pub(super) fn body(p: &Parts) -> Vec<String> {
    let mut out = Vec::new();
    out.extend(p.readers.as_ref().map(|readers| fill(p.words.readers, &[readers])));
    out.push(String::new());
    if !p.context.is_empty() {
        out.extend([p.context.clone(), String::new()]);
    }
    if !p.fields.is_empty() {
        out.extend(p.fields.iter().map(|(name, text)| format!("{name}{}{text}", p.words.colon)));
        out.push(String::new());
    }
    if !p.questions.is_empty() {
        out.push(p.words.please_answer.to_owned());
        out.extend(numbered(&p.questions));
        out.extend([fill(p.words.good_answer, &[p.answer]), String::new()]);
    }
    out.push(fill(p.words.reply_by, &[&p.reply_by]));
    out.extend(p.elsewhere.iter().cloned());
    out.push(fill(p.words.holder_long, &[&p.owner]));
    if !p.default_action.is_empty() {
        out.push(p.default_action.clone());
    }
    out.extend(p.receipt.clone());
    out.push(p.words.thanks.to_owned());
    out
}

/// `Tuesday, 3 March 2026, 10:30 (Europe/Berlin)`.
pub fn reply_by_text(brief: &Brief) -> String {
    let zone = brief.time_zone.as_deref().map(str::trim).filter(|z| !z.is_empty());
    let words = wording::words(brief.language);
    format!("{} ({})", moment(brief.language, brief.reply_by), zone.unwrap_or(words.my_time))
}

/// One line for all readers whose clocks show the same: `For Ben, Cem: Tuesday, 3 March 2026, 18:00 (Asia/Tokyo), outside working hours`.
fn elsewhere(brief: &Brief, words: &Words) -> Vec<String> {
    let mut groups: Vec<(&ReaderTime, Vec<String>)> = Vec::new();
    for reader in &brief.elsewhere {
        let name = one_line(&reader.name);
        match groups.iter_mut().find(|(r, _)| (r.at, &r.zone, r.outside) == (reader.at, &reader.zone, reader.outside)) {
            Some((_, names)) => names.push(name),
            None => groups.push((reader, vec![name])),
        }
    }
    let line = |(reader, names): (&ReaderTime, Vec<String>)| {
        let outside = if reader.outside { words.outside } else { "" };
        let at = moment(brief.language, reader.at);
        fill(words.elsewhere, &[&listed(&names, words), &at, &one_line(&reader.zone), outside])
    };
    groups.into_iter().map(line).collect()
}

fn readers(brief: &Brief, words: &Words) -> Option<String> {
    let names: Vec<String> = brief.readers.iter().map(|r| one_line(r)).collect();
    (!names.is_empty()).then(|| listed(&names, words))
}

/// Names, the first few of them.
fn listed(names: &[String], words: &Words) -> String {
    let (shown, more) = names.split_at(names.len().min(NAMED_READERS));
    let shown = shown.join(words.comma);
    if more.is_empty() { shown } else { fill(words.and_more, &[&shown, &more.len().to_string()]) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::{
        brief::{draft, to_markdown, to_plain},
        event::{Attendee, Event},
        verdict::{Format, judge},
    };

    fn weekly() -> Event {
        Event {
            title: "Weekly status".into(),
            description: "Each team reports progress.\nNotes: https://docs.example.test/notes\nJoin here: https://zoom.us/j/123\n\n________\nMicrosoft Teams meeting\nMeeting ID: 1 2 3".into(),
            attendees: vec![Attendee { name: "Ben Low".into(), ..Attendee::default() }],
            organiser: Some("Ana Silva <ana@example.test>".into()),
            time_zone: Some("Europe/Berlin".into()),
            ..Event::default()
        }
    }

    #[test]
    fn a_finished_message() {
        let e = weekly();
        let brief = draft(&e, &judge(&e), "2026-03-02T10:30:00".parse().unwrap(), 24);
        assert_eq!(brief.format, Format::StatusUpdate);
        assert_eq!(
            to_plain(&brief),
            "Status update: Weekly status\nFor: Ben Low\n\nEach team reports progress.\nNotes: https://docs.example.test/notes\n\nPlease answer:\n1. What did you finish?\n2. What comes next?\n3. What is stuck, and who could clear it?\nA good answer: on track or not · done · next · blocked (who can help) · what you ask of us\n\nReply by: Tuesday, 3 March 2026, 10:30 (Europe/Berlin)\nHolds the baton (gathers the answers and closes): Ana Silva\nIf I have no lines from you by Tuesday, 3 March 2026, 10:30, I take it that all is on track and nothing is stuck.\nThank you. No meeting needed for this one."
        );
    }

    #[test]
    fn every_format_is_complete_and_without_conferences() {
        let e = weekly();
        for format in Format::ALL {
            let verdict = crate::verdict::Verdict { format: Some(*format), ..judge(&e) };
            let brief = draft(&e, &verdict, "2026-03-02T10:30:00".parse().unwrap(), 48);
            for text in [to_plain(&brief), to_markdown(&brief)] {
                assert!(text.contains("1. ") && text.contains("Reply by") && text.contains("Wednesday, 4 March 2026"), "{text}");
                assert!(text.contains("Ana Silva") && text.contains(&brief.default_action_text()), "{text}");
                assert!(!text.contains("zoom.us") && !text.contains("Meeting ID"), "{text}");
            }
        }
    }

    #[test]
    fn readers_elsewhere_see_their_own_time() {
        let e = weekly();
        let mut brief = draft(&e, &judge(&e), "2026-03-02T10:30:00".parse().unwrap(), 24);
        let time = |name: &str, at: &str, outside| crate::brief::ReaderTime {
            name: name.into(),
            at: at.parse().unwrap(),
            zone: "Asia/Tokyo".into(),
            outside,
        };
        brief.elsewhere = vec![time("Ben", "2026-03-03T18:30:00", true), time("Cem", "2026-03-03T18:30:00", true)];
        let text = to_plain(&brief);
        assert!(
            text.contains(
                "(Europe/Berlin)\nFor Ben, Cem: Tuesday, 3 March 2026, 18:30 (Asia/Tokyo), outside working hours\nHolds"
            ),
            "{text}"
        );
        assert!(to_markdown(&brief).contains("\n  - For Ben, Cem: Tuesday"));
    }

    #[test]
    fn edits_are_what_is_sent() {
        let e = weekly();
        let mut brief = draft(&e, &judge(&e), "2026-03-02T10:30:00".parse().unwrap(), 24);
        brief.questions = vec!["Only this?".into()];
        brief.owner = String::new();
        let text = to_markdown(&brief);
        assert!(text.contains("1. Only this?") && !text.contains("2. ") && text.contains("I do"));
    }
}
