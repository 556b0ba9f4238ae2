//! Where a text means the person: whole names only, as six languages write them.

use crate::event::Event;
use crate::library::Me;
use std::ops::Range;

/// Names that are everyday words too; at the start of a sentence they count only where a name would stand (`Will: …`), and
/// in lower case never.
#[rustfmt::skip]
const WORDS_TOO: &[&str] = &[
    "will", "mark", "bill", "may", "april", "june", "rose", "grace", "hope", "joy", "art", "rob", "sue", "pat", "drew", "chase", "grant", "frank", "jack",
    "max", "dean", "guy", "iris", "ivy", "lily", "ray", "rich", "sky", "summer", "victor", "wolf", "ernst", "rainer", "fritz", "pierre", "rosa", "mercedes", "paz", "luz", "sol",
];
/// What may follow a name written without spaces.
const HONORIFICS: &[&str] =
    &["さん", "さま", "くん", "ちゃん", "様", "氏", "殿", "君", "先生", "部長", "課長", "係長", "社長", "次長", "主任"];
/// Particles that may follow it.
const PARTICLES: &[char] = &['は', 'が', 'の', 'に', 'を', 'と', 'も', 'へ', 'で', 'か', 'よ'];

/// A name or address of the person, ready to compare.
pub struct Names {
    names: Vec<Vec<String>>,
    addresses: Vec<String>,
    /// Names that somebody else on the invite has too, as they are compared.
    shared: Vec<String>,
}

impl Names {
    /// `None` when the person did not say who they are.
    pub fn of(me: &Me, event: &Event) -> Option<Self> {
        let mut names: Vec<Vec<String>> = Vec::new();
        for name in &me.names {
            let words: Vec<String> = tokens(name).into_iter().map(|t| folded(name.get(t).unwrap_or_default())).collect();
            // "Ann Lee" is called Ann as well
            for form in [words.clone(), words.into_iter().take(1).collect()] {
                if form.iter().any(|w| w.chars().count() > 1) && !names.contains(&form) {
                    names.push(form);
                }
            }
        }
        let addresses: Vec<String> = me.addresses.iter().map(|a| a.trim().to_lowercase()).collect();
        let is_me = |name: &str, email: &str| {
            addresses.contains(&email.to_lowercase()) || me.names.iter().any(|n| folded(n.trim()) == folded(name.trim()))
        };
        let shared = event
            .attendees
            .iter()
            .filter(|a| !is_me(&a.name, &a.email))
            .filter_map(|a| tokens(&a.name).into_iter().next().map(|t| folded(a.name.get(t).unwrap_or_default())))
            .filter(|first| names.iter().any(|n| n.len() == 1 && n.first() == Some(first)))
            .collect();
        (!names.is_empty() || !addresses.is_empty()).then_some(Self { names, addresses, shared })
    }

    /// Whether an attendee or organiser, by display name or address, is the person.
    pub fn are(&self, name: &str, email: &str) -> bool {
        let full: Vec<String> = tokens(name).into_iter().map(|t| folded(name.get(t).unwrap_or_default())).collect();
        self.addresses.contains(&email.trim().to_lowercase())
            || (full.len() > 1 && self.names.contains(&full))
            || (full.len() == 1 && self.names.contains(&full) && self.shared.is_empty())
    }

    /// Whether a name of the person is also somebody else's on this invite.
    pub const fn is_shared(&self) -> bool {
        !self.shared.is_empty()
    }

    /// Whether a line means the person somewhere.
    pub fn stand_in(&self, line: &str) -> bool {
        let lower = line.to_lowercase();
        if self.addresses.iter().any(|a| has_word(&lower, a)) {
            return true;
        }
        let words = tokens(line);
        let fold: Vec<String> = words.iter().map(|t| folded(line.get(t.clone()).unwrap_or_default())).collect();
        for name in &self.names {
            if name.iter().any(|w| w.chars().any(spaceless)) {
                if has_spaceless(line, &name.concat()) || has_spaceless(line, &name.join(" ")) {
                    return true;
                }
                continue;
            }
            for n in 0..fold.len() {
                let Some(here) = fold.get(n..n + name.len()) else { break };
                let (Some(first), Some(last)) = (words.get(n), words.get(n + name.len() - 1)) else { break };
                if here.iter().zip(name).all(|(a, b)| is_form(a, b)) && self.means(line, name, first, last, n == 0) {
                    return true;
                }
            }
        }
        false
    }

    /// A single first name may be a word, or somebody else with another surname.
    fn means(&self, line: &str, name: &[String], first: &Range<usize>, last: &Range<usize>, starts: bool) -> bool {
        let [only] = name else { return true };
        if self.shared.contains(only) {
            return false;
        }
        let after = line.get(last.end..).unwrap_or_default();
        let capital = line.get(first.clone()).and_then(|w| w.chars().next()).is_some_and(char::is_uppercase);
        let marked = line.get(..first.start).is_some_and(|b| b.ends_with('@'));
        if WORDS_TOO.contains(&only.as_str()) && !marked {
            let as_name = after.trim_start().starts_with([':', ',', ')', '-', '–', '+', '&', '/']) || after.trim().is_empty();
            if !capital || (starts && !as_name) {
                return false;
            }
        }
        // "Ann Smith" is not Ann Lee
        let surnames: Vec<&String> =
            self.names.iter().filter(|n| n.len() > 1 && n.first() == Some(only)).filter_map(|n| n.get(1)).collect();
        let next = after.strip_prefix(' ').map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default());
        let other =
            next.filter(|w| w.chars().next().is_some_and(char::is_uppercase) && w.chars().skip(1).any(char::is_lowercase));
        let genitive = line.get(first.clone()).is_some_and(|w| folded(w) != *only);
        genitive || surnames.is_empty() || other.is_none_or(|w| surnames.iter().any(|s| is_form(&folded(w), s)))
    }
}

/// A name, or its genitive: `Ann's` (English), `Anns` (German). Apostrophes end a token, so `Ann's` is `Ann` already.
fn is_form(word: &str, name: &str) -> bool {
    word == name || (name.chars().count() > 2 && word.strip_suffix('s') == Some(name))
}

/// Words of a text: letters and digits, with hyphens inside (`Ann-Marie` is one name). Addresses are no words.
fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    let inside = |c: char| c.is_alphanumeric() || c == '-' || c == '‐' || c == '_';
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (inside(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                start = None;
                let word = text.get(from..at).unwrap_or_default();
                let trimmed = word.trim_matches(['-', '‐', '_']);
                let from = from + (word.len() - word.trim_start_matches(['-', '‐', '_']).len());
                let rest = text.get(at..).unwrap_or_default();
                let before = text.get(..from).unwrap_or_default();
                let in_address = rest.starts_with('@')
                    || (before.ends_with('@') && before.chars().rev().nth(1).is_some_and(char::is_alphanumeric))
                    || (rest.starts_with('.') && rest.split(char::is_whitespace).next().is_some_and(|w| w.contains('@')));
                if !trimmed.is_empty() && !in_address {
                    found.push(from..from + trimmed.len());
                }
            }
            _ => {}
        }
    }
    found
}

/// Lower case without the accents of the six languages.
fn folded(word: &str) -> String {
    let plain = |c: char| match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        c => c,
    };
    word.to_lowercase().chars().map(plain).collect()
}

fn has_word(text: &str, address: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+' | '@');
    !address.is_empty() && text.split(|c: char| !part(c)).any(|w| w.trim_matches('.') == address)
}

/// Kana and Han.
const fn spaceless(c: char) -> bool {
    c != '・' && matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// A name in a script without spaces: nothing of its own sort beside it but an honorific or a particle.
fn has_spaceless(line: &str, name: &str) -> bool {
    line.match_indices(name).map(|(at, _)| at..at + name.len()).any(|at| {
        let before = line.get(..at.start).and_then(|t| t.chars().next_back());
        let rest = line.get(at.end..).unwrap_or_default();
        let after = rest.chars().next();
        let free_before = before.is_none_or(|c| !spaceless(c) || PARTICLES.contains(&c));
        let free_after =
            after.is_none_or(|c| !spaceless(c) || PARTICLES.contains(&c)) || HONORIFICS.iter().any(|h| rest.starts_with(h));
        free_before && free_after
    })
}
