//! What a person may enter: bounds that keep a typing mistake from silencing or spamming, and the shape of short texts.

use super::Thresholds;
use crate::limits::{CHOICE_CHARS, CHOICES_KEPT};
use std::ops::RangeInclusive;

/// Languages that the surfaces speak, as in `extension/_locales`, each with its own name for itself.
pub const LANGUAGES: [(&str, &str); 3] = [("en", "English"), ("de", "Deutsch"), ("ja", "日本語")];

/// One numeric threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Threshold {
    /// People from whom on a meeting is large.
    Crowd,
    /// Hours of notice.
    ShortNotice,
    /// Hours an agenda should stand before the start.
    AgendaAhead,
    /// Meetings of a series without an agenda.
    SeriesWithoutAgenda,
    /// Minutes of a focus block.
    FocusBlock,
}

impl Threshold {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 5] = [Self::Crowd, Self::ShortNotice, Self::AgendaAhead, Self::SeriesWithoutAgenda, Self::FocusBlock];

    /// Its name in the stored settings.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Crowd => "crowd",
            Self::ShortNotice => "short_notice_h",
            Self::AgendaAhead => "agenda_ahead_h",
            Self::SeriesWithoutAgenda => "series_without_agenda",
            Self::FocusBlock => "focus_block_min",
        }
    }

    /// What may be entered: a meeting begins with two people; two weeks of notice, a year of weeks and a day's work are more
    /// than any practice asks for.
    pub const fn range(self) -> RangeInclusive<u32> {
        match self {
            Self::Crowd => 2..=1000,
            Self::ShortNotice | Self::AgendaAhead => 0..=336,
            Self::SeriesWithoutAgenda => 1..=52,
            Self::FocusBlock => 15..=480,
        }
    }

    /// The published practice behind its default, by name; `None` for the one that is Baton's own: "no agenda, no meeting"
    /// (GitLab handbook) names no number of times.
    pub const fn source(self) -> Option<&'static str> {
        match self {
            Self::Crowd => Some("Fellow"),
            Self::ShortNotice | Self::AgendaAhead => Some("GitLab"),
            Self::SeriesWithoutAgenda => None,
            Self::FocusBlock => Some("Clockwise"),
        }
    }

    /// Its value.
    pub const fn of(self, all: &Thresholds) -> u32 {
        match self {
            Self::Crowd => all.crowd,
            Self::ShortNotice => all.short_notice_h,
            Self::AgendaAhead => all.agenda_ahead_h,
            Self::SeriesWithoutAgenda => all.series_without_agenda,
            Self::FocusBlock => all.focus_block_min,
        }
    }

    /// Sets it.
    pub const fn set(self, all: &mut Thresholds, value: u32) {
        match self {
            Self::Crowd => all.crowd = value,
            Self::ShortNotice => all.short_notice_h = value,
            Self::AgendaAhead => all.agenda_ahead_h = value,
            Self::SeriesWithoutAgenda => all.series_without_agenda = value,
            Self::FocusBlock => all.focus_block_min = value,
        }
    }
}

/// Why an entry cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// Nothing there.
    #[error("it is empty")]
    Empty,
    /// Too long.
    #[error("it is longer than {CHOICE_CHARS} characters")]
    Long,
    /// Control characters, which no name has.
    #[error("it contains characters that cannot be shown")]
    Unprintable,
    /// Not an e-mail address.
    #[error("it is not an e-mail address")]
    Address,
    /// Not the shape of an IANA zone.
    #[error("it is not a time zone such as Europe/Berlin")]
    Zone,
    /// Not three capital letters.
    #[error("it is not a currency code such as EUR")]
    Currency,
    /// Not a language of the surfaces.
    #[error("it is not one of en, de, ja")]
    Language,
    /// Not a signal's code.
    #[error("it is not the code of a signal")]
    Signal,
    /// There already.
    #[error("it is there twice")]
    Twice,
    /// Longer list than any person needs.
    #[error("there are more than {CHOICES_KEPT} entries")]
    Many,
}

/// A name or address of somebody, as invites show it.
pub fn check_name(text: &str) -> Result<(), EntryError> {
    match text.trim() {
        "" => Err(EntryError::Empty),
        t if t.chars().count() > CHOICE_CHARS => Err(EntryError::Long),
        t if t.chars().any(char::is_control) => Err(EntryError::Unprintable),
        _ => Ok(()),
    }
}

/// An e-mail address: something, one `@`, a host with a dot, no space. More is the mail server's business.
pub fn check_address(text: &str) -> Result<(), EntryError> {
    check_name(text)?;
    let good = text.trim().split_once('@').is_some_and(|(local, host)| {
        !local.is_empty() && !host.contains('@') && host.split('.').count() > 1 && host.split('.').all(|part| !part.is_empty())
    });
    if good && !text.trim().contains(char::is_whitespace) { Ok(()) } else { Err(EntryError::Address) }
}

/// The shape of an IANA zone; whether it exists only the platform knows.
pub fn check_zone(text: &str) -> Result<(), EntryError> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '-' | '+');
    let good = text == "UTC" || (text.contains('/') && text.len() <= 64 && text.chars().all(plain));
    if good { Ok(()) } else { Err(EntryError::Zone) }
}

/// An ISO 4217 code.
pub fn check_currency(text: &str) -> Result<(), EntryError> {
    if text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase()) { Ok(()) } else { Err(EntryError::Currency) }
}

/// A language that the surfaces speak.
pub fn check_language(text: &str) -> Result<(), EntryError> {
    if LANGUAGES.iter().any(|(tag, _)| *tag == text) { Ok(()) } else { Err(EntryError::Language) }
}

/// The shape of a signal's code.
pub fn check_signal(text: &str) -> Result<(), EntryError> {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    if !text.is_empty() && text.len() <= 64 && text.bytes().all(plain) { Ok(()) } else { Err(EntryError::Signal) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_in_range() {
        let all = Thresholds::default();
        for t in Threshold::ALL {
            assert!(t.range().contains(&t.of(&all)), "{}", t.as_str());
        }
    }

    #[test]
    fn addresses_names_and_zones() {
        for good in ["ann@example.test", " a.b+c@x.y.test "] {
            assert_eq!(check_address(good), Ok(()), "{good}");
        }
        for bad in ["ann", "@x.test", "a@b", "a@b@c.test", "a b@c.test", "a@.test"] {
            assert_eq!(check_address(bad), Err(EntryError::Address), "{bad}");
        }
        assert_eq!(check_name("  "), Err(EntryError::Empty));
        assert_eq!(check_name("a\u{0}"), Err(EntryError::Unprintable));
        assert_eq!(check_name(&"x".repeat(CHOICE_CHARS + 1)), Err(EntryError::Long));
        assert!(check_zone("Europe/Berlin").is_ok() && check_zone("UTC").is_ok());
        assert!(check_zone("Berlin").is_err() && check_zone("a/<b>").is_err());
        assert!(check_currency("EUR").is_ok() && check_currency("eur").is_err() && check_currency("ЕUR").is_err());
    }
}
