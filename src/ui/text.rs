//! Numbers and dates as a person reads them, given the words of their language.

pub use crate::event::hours;

/// The decimal sign of a BCP 47 language.
pub fn decimal_sign(language: &str) -> char {
    match language.split('-').next().unwrap_or_default() {
        "de" | "fr" | "es" | "pt" | "it" | "nl" | "pl" | "sv" => ',',
        _ => '.',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_rounded_to_what_can_be_felt() {
        assert_eq!(hours(270, '.'), "4.5");
        assert_eq!(hours(270, ','), "4,5");
        assert_eq!(hours(60, '.'), "1");
        assert_eq!(hours(20, '.'), "0.3");
        assert_eq!(hours(60 * 12 + 40, '.'), "13");
        assert_eq!(hours(0, '.'), "0");
    }
}
