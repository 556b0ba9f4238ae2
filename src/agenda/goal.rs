//! The outcome that the invite itself states: `Goal: …`, `Ziel: …`, `目的：…`.

use super::{draft::shorten, one_line};
use crate::verdict::noise::kept_lines;

#[rustfmt::skip]
const SIGNS: &[&str] = &[
    "goal", "goal of the meeting", "meeting goal", "desired outcome", "wanted outcome", "expected outcome", "outcome", "objective", "purpose", "aim",
    "ziel", "ziel des termins", "ziel des meetings", "gewünschtes ergebnis", "erwartetes ergebnis", "zweck",
    "objectif", "objectif de la réunion", "but", "résultat attendu", "objetivo", "objetivo de la reunión", "objetivo da reunião", "resultado esperado", "finalidad", "finalidade",
    "目的", "ゴール", "目標", "会議の目的", "本日の目的",
];

/// The stated outcome as one line, without its sign.
pub(super) fn stated(description: &str) -> Option<String> {
    kept_lines(description).into_iter().filter_map(|range| description.get(range)).find_map(|line| {
        let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
        let (sign, rest) = line.split_once([':', '：'])?;
        let sign = sign.trim().trim_matches('*').to_lowercase();
        let rest = one_line(rest.trim_start_matches('*'));
        (SIGNS.contains(&sign.as_str()) && rest.chars().filter(|c| c.is_alphanumeric()).count() > 2).then(|| shorten(&rest))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_invite_wants_is_taken_from_it() {
        assert_eq!(stated("Hi all,\n**Goal:** a date for the launch.\n").as_deref(), Some("a date for the launch."));
        assert_eq!(stated("- Ziel: Termin steht").as_deref(), Some("Termin steht"));
        assert_eq!(stated("目的：価格を決める").as_deref(), Some("価格を決める"));
        assert_eq!(stated("Goalkeeper: Ana\nPurpose:\nNote: the goal: is open"), None);
    }
}
