//! Numbers and dates as a person reads them, given the words of their language.

/// Hours of people, rounded to what can be felt: `4.5`, `12`, `0.5`. `decimal` is the language's decimal sign.
pub fn hours(person_minutes: u64, decimal: char) -> String {
    let tenths = (person_minutes * 10 + 30) / 60;
    match (tenths / 10, tenths % 10) {
        (whole, 0) => whole.to_string(),
        (whole, tenth) if whole < 10 => format!("{whole}{decimal}{tenth}"),
        (whole, tenth) => (whole + u64::from(tenth >= 5)).to_string(),
    }
}

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
