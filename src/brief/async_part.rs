//! The briefs of what goes into writing when the rest of a meeting stays live: one a format, so that nobody is asked for a vote
//! and a report in one text.

use super::{Brief, draft_in};
use crate::event::Event;
use crate::verdict::{Format, Kind, Outcome, Verdict, format_for};
use crate::wording::Language;
use chrono::NaiveDateTime;

/// Drafts the briefs of the async items alone; of the whole meeting when it states none. Never empty.
pub fn draft_async_parts(event: &Event, verdict: &Verdict, now: NaiveDateTime, language: Language) -> Vec<Brief> {
    let (texts, _) = verdict.part(Outcome::Async);
    let kinds = verdict.items.iter().filter(|i| i.outcome == Outcome::Async).map(|i| i.kind);
    let items: Vec<(String, Kind)> = texts.into_iter().zip(kinds).collect();
    draft_items(event, verdict, &items, now, language)
}

/// Drafts the briefs of `items`, each with its kind.
pub fn draft_items(
    event: &Event,
    verdict: &Verdict,
    items: &[(String, Kind)],
    now: NaiveDateTime,
    language: Language,
) -> Vec<Brief> {
    let mut groups: Vec<(Format, Vec<&(String, Kind)>)> = Vec::new();
    for item in items {
        // A split verdict's own format is that of its first written item
        let format = format_for(item.1);
        match groups.iter_mut().find(|(f, _)| *f == format) {
            Some((_, group)) => group.push(item),
            None => groups.push((format, vec![item])),
        }
    }
    let only = groups.len() == 1;
    let drafted = |(format, group): (Format, Vec<&(String, Kind)>)| {
        let texts: Vec<String> = group.iter().map(|(text, _)| text.clone()).collect();
        let kind = group.first().map_or(verdict.kind, |(_, kind)| *kind);
        let format = verdict.format.filter(|_| only).unwrap_or(format);
        let part = Verdict { outcome: Outcome::Async, kind, format: Some(format), items: Vec::new(), ..verdict.clone() };
        let mut brief = draft_in(&event.with_items(&texts), &part, now, language);
        brief.questions = texts.iter().map(|t| crate::agenda::one_line(t)).collect();
        brief.context = super::context::part_of(&event.title, language);
        brief
    };
    if groups.is_empty() {
        let part = Verdict { outcome: Outcome::Async, ..verdict.clone() };
        return vec![draft_in(event, &part, now, language)];
    }
    groups.into_iter().map(drafted).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use crate::verdict::judge;

    #[test]
    fn each_format_gets_a_brief_of_its_own() {
        let event = Event { title: "Weekly".into(), description: "x".into(), ..Event::default() };
        let items = [
            ("Sales report".to_owned(), Kind::Status),
            ("Vote on the venue".to_owned(), Kind::Poll),
            ("Support report".to_owned(), Kind::Status),
        ];
        let now = "2026-03-02T10:30:00".parse().unwrap();
        let briefs = draft_items(&event, &judge(&event), &items, now, Language::En);
        assert_eq!(briefs.iter().map(|b| b.format).collect::<Vec<_>>(), [Format::StatusUpdate, Format::Poll]);
        assert_eq!(briefs[0].questions, ["Sales report", "Support report"]);
    }
}
