//! What to read before the meeting, and how long that takes.

use super::links::documents;
use crate::{event::Event, limits::PRE_READ_LINKS, verdict::noise, wording::Language};
use serde::{Deserialize, Serialize};

/// Words a minute of silent reading of English non-fiction (Brysbaert 2019, a meta-analysis of 190 studies).
pub const WORDS_A_MIN: usize = 238;
/// Characters a minute of Japanese text (Trauzettel-Klosinski and Dietz 2012, International Reading Speed Texts).
pub const JAPANESE_CHARS_A_MIN: usize = 357;

/// What to read beforehand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreRead {
    /// Documents that the invite links to; how long they are is not known.
    pub links: Vec<String>,
    /// Minutes that the invite's own text takes, when it is long enough to be read beforehand.
    pub text_min: Option<u32>,
}

/// The pre-read of `event`.
pub(super) fn pre_read(event: &Event, language: Language) -> PreRead {
    let text = noise::readable(&event.description);
    let mut links = documents(&event.description);
    links.truncate(PRE_READ_LINKS);
    PreRead { links, text_min: Some(minutes(&text, language)).filter(|m| *m > 1) }
}

/// Minutes that `text` takes to read, rounded up; 0 when there is nothing to read.
pub fn minutes(text: &str, language: Language) -> u32 {
    let (units, a_minute) = match language {
        Language::Ja => (text.chars().filter(|c| c.is_alphanumeric()).count(), JAPANESE_CHARS_A_MIN),
        _ => (text.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count(), WORDS_A_MIN),
    };
    u32::try_from(units.div_ceil(a_minute)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_for_each_page_begun() {
        assert_eq!(minutes("", Language::En), 0);
        assert_eq!(minutes(&"word ".repeat(238), Language::En), 1);
        assert_eq!(minutes(&"word ".repeat(239), Language::De), 2);
        assert_eq!(minutes(&"読".repeat(714), Language::Ja), 2);
    }

    #[test]
    fn a_short_text_is_no_pre_read() {
        let mut event = Event { description: "Short. https://docs.example.test/a".into(), ..Event::default() };
        assert_eq!(pre_read(&event, Language::En), PreRead { links: vec!["https://docs.example.test/a".into()], text_min: None });
        event.description = "One two three four five. ".repeat(100);
        assert_eq!(pre_read(&event, Language::En).text_min, Some(3));
    }
}
