//! Who it was, taken out: speakers become numbers, their names in the text too, and addresses go.
//!
//! Only the names of speakers are known; of others who are spoken of, nothing can be promised.

use super::{
    replace::{Case, Replacer},
    speakers,
};
use crate::limits::CAPTION_PEOPLE;
use crate::transcript::{Cue, Transcript, cue::tidy_name};
use std::collections::HashMap;

/// Stands for an address.
const MAIL: &str = "[e-mail]";
/// Stands for a name that two speakers share.
const SHARED: &str = "[name]";
/// Names that sites write for "yourself" and "nobody known"; in a text they are words.
const NO_NAMES: [&str; 22] = [
    "you",
    "me",
    "i",
    "du",
    "sie",
    "ich",
    "toi",
    "vous",
    "moi",
    "tú",
    "yo",
    "usted",
    "você",
    "eu",
    "あなた",
    "host",
    "guest",
    "unknown",
    "user",
    "speaker",
    "person",
    "participant",
];

/// Replaces every speaker by "Speaker 1", "Speaker 2"… in the order in which they first speak, their whole names and each
/// capitalised part of them in the text, and e-mail addresses.
///
/// # Errors
/// When there are more speakers than in any call: then the names are something else, and nothing is changed.
pub fn anonymise(transcript: &mut Transcript) -> Result<(), TooManySpeakers> {
    let names: Vec<String> = speakers(transcript).into_iter().map(str::to_owned).collect();
    if names.len() > CAPTION_PEOPLE {
        return Err(TooManySpeakers);
    }
    let numbers: HashMap<&str, String> =
        names.iter().enumerate().map(|(n, name)| (name.as_str(), format!("Speaker {}", n + 1))).collect();
    let mut words = Replacer::default();
    let mut parts: HashMap<String, &str> = HashMap::new();
    for name in names.iter().filter(|n| is_name(n)) {
        let number = numbers.get(name.as_str()).map_or(SHARED, String::as_str);
        words.add(name, number, Case::Any);
        // "Silva, Ana (Guest)"
        let bare = name.split('(').next().unwrap_or(name);
        if let Some(turned) = bare.split_once(',').and_then(|(last, first)| tidy_name(&format!("{first} {last}"))) {
            words.add(&turned, number, Case::Any);
        }
        if let Some(bare) = tidy_name(bare) {
            words.add(&bare, number, Case::Any);
        }
        for part in bare.split(|c: char| !c.is_alphanumeric()).filter(|p| is_part(p)) {
            parts
                .entry(part.to_owned())
                .and_modify(|with| {
                    if *with != number {
                        *with = SHARED
                    }
                })
                .or_insert(number);
        }
    }
    for (part, number) in &parts {
        words.add(part, number, Case::Name);
    }
    for cue in &mut transcript.cues {
        let text = words.replace(&without_mail(&cue.text)).0;
        let speaker = cue.speaker.as_deref().and_then(|name| numbers.get(name)).map(String::as_str);
        if let Some(hidden) = Cue::new(cue.start_ms, cue.end_ms, speaker, &text) {
            *cue = hidden;
        }
    }
    Ok(())
}

/// More speakers than a call has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there are more than {CAPTION_PEOPLE} speakers, so their names are not names; nothing was hidden")]
pub struct TooManySpeakers;

fn is_name(name: &str) -> bool {
    !NO_NAMES.contains(&name.to_lowercase().as_str())
}

/// A part of a name that stands for a person alone; "de" and "von" do not.
fn is_part(part: &str) -> bool {
    part.chars().count() > 1 && part.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase()) && is_name(part)
}

/// The text without e-mail addresses.
fn without_mail(text: &str) -> String {
    if !text.contains('@') {
        return text.to_owned();
    }
    let part_of = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-' | '@' | '\'');
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while !rest.is_empty() {
        let word = rest.find(|c| !part_of(c)).map_or(rest, |end| rest.get(..end).unwrap_or(rest));
        if word.is_empty() {
            let mut chars = rest.chars();
            out.extend(chars.next());
            rest = chars.as_str();
            continue;
        }
        rest = rest.strip_prefix(word).unwrap_or_default();
        let bare = word.trim_end_matches(['.', '-', '\'']);
        let mail = bare.split_once('@').is_some_and(|(user, host)| !user.is_empty() && !host.is_empty());
        if mail {
            out.push_str(MAIL);
            out.push_str(word.strip_prefix(bare).unwrap_or_default());
        } else {
            out.push_str(word);
        }
    }
    out
}
