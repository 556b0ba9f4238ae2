//! Times of day as pages write them, as far as they read the same in every language.

use chrono::NaiveTime;

/// `14:30`, or `2:30 PM` with am and pm in Latin letters; nothing else, since other half-day words would have to be guessed.
pub(crate) fn time(text: &str) -> Option<NaiveTime> {
    let text = text.trim().replace(['\u{a0}', '\u{202f}'], " ");
    if text.contains(' ') {
        NaiveTime::parse_from_str(&text.to_uppercase(), "%I:%M %p").ok()
    } else {
        NaiveTime::parse_from_str(&text, "%H:%M").ok()
    }
}
