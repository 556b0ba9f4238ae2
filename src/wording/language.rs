//! In which language something for others is written: the invite's own.

use crate::event::Event;
use serde::{Deserialize, Serialize};

/// A language that agendas and briefs are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// German.
    De,
    /// Japanese.
    Ja,
    /// French.
    Fr,
    /// Spanish.
    Es,
    /// Portuguese.
    Pt,
}

/// Small words that stand in nearly every text of one language, and seldom in the others; words that two share are left out, or
/// stand with both.
const SMALL_WORDS: [(Language, &[&str]); 5] = [
    (
        Language::En,
        &[
            "the", "and", "of", "to", "for", "with", "we", "is", "are", "our", "this", "that", "what", "on", "please", "from",
            "be", "will", "update", "review", "weekly", "meeting",
        ],
    ),
    (
        Language::De,
        &[
            "der",
            "die",
            "das",
            "und",
            "ist",
            "nicht",
            "wir",
            "mit",
            "für",
            "zu",
            "zur",
            "zum",
            "von",
            "den",
            "dem",
            "ein",
            "eine",
            "auf",
            "im",
            "bitte",
            "über",
            "wird",
            "werden",
            "sind",
            "unser",
            "unsere",
            "wöchentlich",
            "wöchentliches",
            "besprechung",
            "abstimmung",
            "entscheidung",
            "planung",
            "vorstellung",
            "rückblick",
        ],
    ),
    (
        Language::Fr,
        &[
            "le", "les", "et", "des", "une", "pour", "avec", "nous", "est", "sur", "du", "dans", "au", "aux", "qui", "pas", "ce",
            "cette", "notre", "vous", "merci", "réunion", "ordre", "équipe", "choix",
        ],
    ),
    (
        Language::Es,
        &[
            "el",
            "los",
            "las",
            "y",
            "para",
            "con",
            "una",
            "del",
            "por",
            "que",
            "en",
            "es",
            "nos",
            "este",
            "esta",
            "al",
            "se",
            "reunión",
            "orden",
            "día",
            "equipo",
            "semanal",
            "revisión",
            "gracias",
        ],
    ),
    (
        Language::Pt,
        &[
            "o", "os", "e", "em", "uma", "com", "não", "para", "do", "da", "dos", "das", "no", "na", "ao", "por", "que", "este",
            "esta", "reunião", "pauta", "equipe", "equipa", "semanal", "revisão", "obrigado", "obrigada",
        ],
    ),
];

impl Language {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::En, Self::De, Self::Ja, Self::Fr, Self::Es, Self::Pt];

    /// The language of a BCP 47 tag, if agendas and briefs are written in it.
    pub fn of_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase().as_str() {
            "en" => Some(Self::En),
            "de" => Some(Self::De),
            "ja" => Some(Self::Ja),
            "fr" => Some(Self::Fr),
            "es" => Some(Self::Es),
            "pt" => Some(Self::Pt),
            _ => None,
        }
    }

    /// The language of the invite: of its own words, else of its tag, else `otherwise` (the person's own).
    pub fn of(event: &Event, otherwise: Self) -> Self {
        let text = format!("{}\n{}", event.title, crate::verdict::noise::readable(&event.description));
        of_text(&text).or_else(|| event.lang.as_deref().and_then(Self::of_tag)).unwrap_or(otherwise)
    }
}

/// The language that the words of `text` speak for; `None` when they do not tell, or speak for one that Baton does not write.
fn of_text(text: &str) -> Option<Language> {
    let kana = text.chars().filter(|c| matches!(c, '\u{3041}'..='\u{30fa}')).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    // A Japanese text is kana in good part, also with English names in it
    if kana * 8 >= letters.max(1) {
        return Some(Language::Ja);
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).collect();
    let count = |small: &[&str]| words.iter().filter(|w| small.contains(w)).count();
    // An umlaut says as much as a small word; English words stand in many a German title
    let umlauts = words.iter().filter(|w| w.contains(['ä', 'ö', 'ü', 'ß'])).count();
    let spoken = |language| if language == Language::De { umlauts } else { 0 };
    let counted = SMALL_WORDS.map(|(language, small)| (count(small) + spoken(language), language));
    let (most, language) = counted.into_iter().max_by_key(|(n, _)| *n)?;
    let rivals = counted.iter().filter(|(n, _)| *n == most).count();
    Some(language).filter(|_| most > 0 && rivals == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(title: &str, description: &str, lang: Option<&str>) -> Language {
        let event =
            Event { title: title.into(), description: description.into(), lang: lang.map(Into::into), ..Event::default() };
        Language::of(&event, Language::En)
    }

    #[test]
    fn the_words_tell() {
        assert_eq!(of("Wöchentliches Status-Update", "", None), Language::De);
        assert_eq!(of("Sync", "Wir gehen die offenen Punkte durch und entscheiden über den Termin.", Some("en")), Language::De);
        assert_eq!(of("週次の進捗報告", "", None), Language::Ja);
        assert_eq!(of("Sprint レビュー", "Jira のチケットを確認します", Some("en")), Language::Ja);
        assert_eq!(of("Réunion", "Nous faisons le point sur les ventes avec une démo pour les clients.", None), Language::Fr);
        assert_eq!(of("Reunión de equipo", "Orden del día: presupuesto de la feria", Some("en")), Language::Es);
        assert_eq!(of("Reunião da equipe", "Pauta: orçamento da feira; qual sala reservar?", None), Language::Pt);
        assert_eq!(of("Weekly status", "Each team reports progress to the others.", Some("de")), Language::En);
    }

    #[test]
    fn without_words_the_tag_or_the_person_tells() {
        assert_eq!(of("Sync", "", Some("de-AT")), Language::De);
        assert_eq!(of("Sync", "", None), Language::En);
        let event = Event { title: "Sync".into(), ..Event::default() };
        assert_eq!(Language::of(&event, Language::Ja), Language::Ja);
    }
}
