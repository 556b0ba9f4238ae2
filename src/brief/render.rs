//! The brief as text. Pure functions of the brief: what a person edits is what is sent.

use super::{Brief, ReaderTime, formats::form};
use crate::agenda::one_line;

/// Readers named one by one; more are counted.
const NAMED_READERS: usize = 8;

/// The brief as Markdown.
pub fn to_markdown(brief: &Brief) -> String {
    let form = form(brief.format);
    let mut out = vec![format!("## {}", heading(brief)), String::new()];
    if let Some(readers) = readers(brief) {
        out.extend([format!("**For:** {readers}"), String::new()]);
    }
    if !brief.context.trim().is_empty() {
        out.extend([brief.context.trim().to_owned(), String::new()]);
    }
    let questions = questions(brief);
    if !questions.is_empty() {
        out.push("**Please answer:**".to_owned());
        out.push(String::new());
        out.extend(questions);
        out.push(String::new());
        out.extend([format!("*A good answer:* {}", form.answer), String::new()]);
    }
    out.push(format!("- **Reply by:** {}", reply_by_text(brief)));
    out.extend(elsewhere(brief).into_iter().map(|line| format!("  - {line}")));
    out.push(format!("- **Holds the baton:** {}", owner(brief)));
    if !brief.default_action.trim().is_empty() {
        out.push(format!("- **Without an answer:** {}", one_line(&brief.default_action)));
    }
    out.join("\n")
}

/// The brief as a plain message for chat or mail.
pub fn to_plain(brief: &Brief) -> String {
    let form = form(brief.format);
    let mut out = vec![heading(brief)];
    if let Some(readers) = readers(brief) {
        out.push(format!("For: {readers}"));
    }
    out.push(String::new());
    if !brief.context.trim().is_empty() {
        out.extend([brief.context.trim().to_owned(), String::new()]);
    }
    let questions = questions(brief);
    if !questions.is_empty() {
        out.push("Please answer:".to_owned());
        out.extend(questions);
        out.extend([format!("A good answer: {}", form.answer), String::new()]);
    }
    out.push(format!("Reply by: {}", reply_by_text(brief)));
    out.extend(elsewhere(brief));
    out.push(format!("Holds the baton (gathers the answers and closes): {}", owner(brief)));
    if !brief.default_action.trim().is_empty() {
        out.push(one_line(&brief.default_action));
    }
    out.push("Thank you. No meeting needed for this one.".to_owned());
    out.join("\n")
}

/// `Tuesday, 3 March 2026, 10:30 (Europe/Berlin)`.
pub fn reply_by_text(brief: &Brief) -> String {
    let zone = brief.time_zone.as_deref().map(str::trim).filter(|z| !z.is_empty());
    format!("{} ({})", brief.reply_by.format(MOMENT), zone.unwrap_or("my local time"))
}

/// `Tuesday, 3 March 2026, 10:30`.
const MOMENT: &str = "%A, %-d %B %Y, %H:%M";

/// One line for all readers whose clocks show the same: `For Ben, Cem: Tuesday, 3 March 2026, 18:00 (Asia/Tokyo), outside working hours`.
fn elsewhere(brief: &Brief) -> Vec<String> {
    let mut groups: Vec<(&ReaderTime, Vec<String>)> = Vec::new();
    for reader in &brief.elsewhere {
        let name = one_line(&reader.name);
        match groups.iter_mut().find(|(r, _)| (r.at, &r.zone, r.outside) == (reader.at, &reader.zone, reader.outside)) {
            Some((_, names)) => names.push(name),
            None => groups.push((reader, vec![name])),
        }
    }
    let line = |(reader, names): (&ReaderTime, Vec<String>)| {
        let (shown, more) = names.split_at(names.len().min(NAMED_READERS));
        let more = if more.is_empty() { String::new() } else { format!(" and {} more", more.len()) };
        let outside = if reader.outside { ", outside working hours" } else { "" };
        format!("For {}{more}: {} ({}){outside}", shown.join(", "), reader.at.format(MOMENT), one_line(&reader.zone))
    };
    groups.into_iter().map(line).collect()
}

fn heading(brief: &Brief) -> String {
    match one_line(&brief.title) {
        title if title.is_empty() => form(brief.format).name.to_owned(),
        title => format!("{}: {title}", form(brief.format).name),
    }
}

fn questions(brief: &Brief) -> Vec<String> {
    brief
        .questions
        .iter()
        .map(|q| one_line(q))
        .filter(|q| !q.is_empty())
        .enumerate()
        .map(|(n, q)| format!("{}. {q}", n + 1))
        .collect()
}

fn owner(brief: &Brief) -> String {
    match one_line(&brief.owner) {
        owner if owner.is_empty() => "I do".to_owned(),
        owner => owner,
    }
}

fn readers(brief: &Brief) -> Option<String> {
    let named: Vec<String> = brief.readers.iter().take(NAMED_READERS).map(|r| one_line(r)).collect();
    let more = brief.readers.len().saturating_sub(NAMED_READERS);
    match (named.is_empty(), more) {
        (true, _) => None,
        (false, 0) => Some(named.join(", ")),
        (false, n) => Some(format!("{} and {n} more", named.join(", "))),
    }
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
            "Status update: Weekly status\nFor: Ben Low\n\nEach team reports progress.\nNotes: https://docs.example.test/notes\n\nPlease answer:\n1. What did you finish?\n2. What comes next?\n3. What is stuck, and who could clear it?\nA good answer: on track or not · done · next · blocked (who can help) · what you ask of us\n\nReply by: Tuesday, 3 March 2026, 10:30 (Europe/Berlin)\nHolds the baton (gathers the answers and closes): Ana Silva\nWithout your lines I take it that all is on track and nothing is stuck.\nThank you. No meeting needed for this one."
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
                assert!(text.contains("Ana Silva") && text.contains(&brief.default_action), "{text}");
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
