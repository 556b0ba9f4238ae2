//! One line on the invite that says why it is live, or why in writing. It names the sort of meeting and numbers that everybody on
//! the invite can see, never a person's matter.

use crate::{
    event::Event,
    verdict::{Kind, Outcome, Verdict},
    wording::{Language, fill, words},
};
use std::collections::BTreeSet;

/// Which of the two is explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// The meeting is held.
    Live,
    /// It is written instead.
    Written,
}

/// The line; `None` where the verdict does not speak for what was chosen, or does not know what the meeting is for.
pub fn receipt(event: &Event, verdict: &Verdict, chosen: Chosen, language: Language) -> Option<String> {
    let agrees = match chosen {
        Chosen::Live => matches!(verdict.outcome, Outcome::Live | Outcome::Split),
        Chosen::Written => matches!(verdict.outcome, Outcome::Async | Outcome::Split),
    };
    let part = if chosen == Chosen::Live { Outcome::Live } else { Outcome::Async };
    let kind = match verdict.outcome {
        Outcome::Split => verdict.items.iter().find(|i| i.outcome == part).map(|i| i.kind)?,
        _ => verdict.kind,
    };
    if !agrees || kind == Kind::Unclear {
        return None;
    }
    let words = words(language);
    let mut parts = vec![words.receipt(kind).to_owned()];
    parts.extend(event.people().filter(|n| *n > 1).map(|n| fill(words.people, &[&n.to_string()])));
    let zones: BTreeSet<&str> =
        event.attendees.iter().filter_map(|a| a.tz.as_deref()).chain(event.time_zone.as_deref()).collect();
    if zones.len() > 1 {
        parts.push(fill(words.zones, &[&zones.len().to_string()]));
    }
    let pattern = if chosen == Chosen::Live { words.why_live } else { words.why_written };
    Some(fill(pattern, &[&parts.join(words.comma)]))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::{event::Attendee, verdict::judge};

    fn line(title: &str, chosen: Chosen, language: Language) -> Option<String> {
        let person = |tz: &str| Attendee { name: tz.into(), tz: Some(tz.into()), ..Attendee::default() };
        let attendees = vec![person("Europe/Berlin"), person("Asia/Tokyo"), person("Asia/Tokyo")];
        let event = Event { title: title.into(), attendees, ..Event::default() };
        receipt(&event, &judge(&event), chosen, language)
    }

    #[test]
    fn it_names_the_sort_of_meeting_and_what_all_can_see() {
        let live = line("Negotiate the price of the new plan", Chosen::Live, Language::En);
        assert_eq!(live.as_deref(), Some("Why live: terms to agree on in back-and-forth, 4 people, 2 time zones"));
        let written = line("Weekly status update", Chosen::Written, Language::De);
        assert_eq!(written.as_deref(), Some("Warum schriftlich: Fortschrittsberichte, 4 Personen, 2 Zeitzonen"));
    }

    #[test]
    fn against_the_verdict_or_without_one_it_says_nothing() {
        assert_eq!(line("Weekly status update", Chosen::Live, Language::En), None);
        assert_eq!(line("Sync", Chosen::Live, Language::En), None);
    }
}
