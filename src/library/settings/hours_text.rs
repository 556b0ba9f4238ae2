//! The stretches of a working day as a person types them: `9:00–12:00, 13:00–17:00`.

use crate::clock::Span;

/// Why a text is no list of stretches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DayError {
    /// Not two times with a dash between.
    #[error("write it like 9:00–12:00, 13:00–17:00")]
    Unreadable,
    /// Ends before it begins, or after midnight.
    #[error("a stretch must end after it begins, at 24:00 at the latest")]
    Backwards,
    /// Overlaps or stands out of order.
    #[error("two stretches overlap")]
    Overlap,
}

/// Reads a day; an empty text is a day off. Times may be `9`, `9:00`, `9.00` or `0900`; any dash will do.
pub fn read(text: &str) -> Result<Vec<Span>, DayError> {
    let mut spans = Vec::new();
    for part in text.split([',', ';', '、', '，']).map(str::trim).filter(|p| !p.is_empty()) {
        let (from, to) = part.split_once(['-', '–', '—', '〜', '~', '−', 'ー']).ok_or(DayError::Unreadable)?;
        let span = Span { from: minute(from).ok_or(DayError::Unreadable)?, to: minute(to).ok_or(DayError::Unreadable)? };
        if span.from >= span.to {
            return Err(DayError::Backwards);
        }
        spans.push(span);
    }
    spans.sort_by_key(|s| s.from);
    if spans.windows(2).any(|pair| matches!(pair, [a, b] if a.to > b.from)) {
        return Err(DayError::Overlap);
    }
    Ok(spans)
}

/// Writes a day, in the form that [`read`] takes.
pub fn write(spans: &[Span]) -> String {
    let time = |minute: u16| format!("{}:{:02}", minute / 60, minute % 60);
    spans.iter().map(|s| format!("{}–{}", time(s.from), time(s.to))).collect::<Vec<_>>().join(", ")
}

/// Minutes since midnight.
fn minute(text: &str) -> Option<u16> {
    let text = text.trim();
    let (hours, minutes) = match text.split_once([':', '.', '：', 'h']) {
        Some((h, m)) if m.len() == 2 => (h, m),
        Some(_) => return None,
        None if text.len() == 4 => text.split_at_checked(2)?,
        None => (text, "00"),
    };
    let digits =
        |t: &str| (!t.is_empty() && t.len() <= 2 && t.bytes().all(|b| b.is_ascii_digit())).then(|| t.parse().ok()).flatten();
    let (hours, minutes): (u16, u16) = (digits(hours)?, digits(minutes)?);
    (minutes < 60 && hours * 60 + minutes <= 24 * 60).then_some(hours * 60 + minutes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_as_people_type_them() {
        for text in [
            "9:00–12:00, 13:00–17:00",
            "9-12,13-17",
            "0900 - 1200; 1300-1700",
            "13.00-17.00, 9.00-12.00",
            "9:00〜12:00、13:00〜17:00",
        ] {
            assert_eq!(write(&read(text).unwrap()), "9:00–12:00, 13:00–17:00", "{text}");
        }
        assert_eq!(read(" "), Ok(Vec::new()));
        assert_eq!(write(&read("22-24").unwrap()), "22:00–24:00");
    }

    #[test]
    fn what_cannot_be_is_said() {
        for text in ["9", "nine to five", "9:0-10", "9-25", "9:60-10", "-", "9-10-11", "١-٢"] {
            assert_eq!(read(text), Err(DayError::Unreadable), "{text}");
        }
        assert_eq!(read("17-9"), Err(DayError::Backwards));
        assert_eq!(read("9-12, 11-17"), Err(DayError::Overlap));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".{0,40}") {
            if let Ok(spans) = read(&text) {
                prop_assert_eq!(read(&write(&spans)), Ok(spans));
            }
        }
    }
}
