//! Times of day as pages write them, as far as they read the same in every language.

use chrono::NaiveTime;

/// `14:30`, or `2:30 PM` and `2:30pm` in Latin letters; nothing else, since other half-day words would have to be guessed.
pub(crate) fn time(text: &str) -> Option<NaiveTime> {
    let text = text.trim().replace(['\u{a0}', '\u{202f}'], " ").to_uppercase();
    if text.ends_with("AM") || text.ends_with("PM") {
        NaiveTime::parse_from_str(&text.replace(' ', ""), "%I:%M%p").ok()
    } else {
        NaiveTime::parse_from_str(&text, "%H:%M").ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_days_are_read_with_and_without_a_space() {
        let at = |h, m| NaiveTime::from_hms_opt(h, m, 0);
        assert_eq!(time("11:00am"), at(11, 0));
        assert_eq!(time("12:05 AM"), at(0, 5));
        assert_eq!(time(" 2:30\u{202f}pm "), at(14, 30));
        assert_eq!(time("14:30"), at(14, 30));
        for doubtful in ["14:30pm", "2:30 p", "午後2:30", "2.30", "", "am"] {
            assert_eq!(time(doubtful), None, "{doubtful}");
        }
    }
}
