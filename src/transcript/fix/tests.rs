#![allow(clippy::unwrap_used)]
use super::*;
use crate::transcript::{Cue, Source};
use proptest::prelude::*;

fn script(cues: &[(&str, &str)]) -> Transcript {
    let cues = cues.iter().map(|(who, text)| Cue::new(None, None, Some(who), text).unwrap()).collect();
    Transcript { cues, language: None, source: Source::Plain }
}

fn mended(glossary: &str, text: &str) -> String {
    let mut words = script(&[("Ana", text)]);
    Glossary::read(glossary).unwrap().apply(&mut words);
    words.cues[0].text.clone()
}

#[test]
fn speakers_are_renamed_and_become_one() {
    let mut words = script(&[("You", "hi"), ("Ana Silva", "hello"), ("Ben", "hey")]);
    assert_eq!((rename(&mut words, " You ", "Ana  Silva"), rename(&mut words, "Nobody", "X")), (1, 0));
    assert_eq!(speakers(&words), ["Ana Silva", "Ben"]);
}

#[test]
fn a_glossary_mends_whole_words_in_their_case() {
    let list =
        "# heard = meant\ncube or netties = Kubernetes\nbaton = relay stick\nUS = United States\n会儀 = 会議\nsee quel\tSQL\n";
    assert_eq!(mended(list, "Baton, BATON and batons on Cube or Netties"), "Relay stick, RELAY STICK and batons on Kubernetes");
    assert_eq!(mended(list, "tell us of the US, see quel"), "tell us of the United States, SQL");
    assert_eq!(mended(list, "明日の会儀です"), "明日の会議です");
    assert_eq!(mended("a b = x\na = y\nx = z", "a b a"), "x y", "the longest first, and nothing twice");
    assert_eq!(mended("new york = New York", "in new\nyork"), "in New York");
    assert_eq!(Glossary::read("a = b\n= c").unwrap_err(), GlossaryError::NotAPair { line: 2 });
}

#[test]
fn nobody_is_named_any_more() {
    let mut words = script(&[
        ("Ana de Silva", "I am Ana, ANA, analysis is next. Will you?"),
        ("Low, Ben (Guest)", "Ben Low here; write to ben.low+x@example.org, or Silva."),
        ("Will Low", "Low is what we both are called. You will see, Will."),
        ("You", "You may ask ana de silva."),
        ("佐藤花子", "佐藤花子です。"),
    ]);
    anonymise(&mut words).unwrap();
    let said: Vec<(&str, &str)> = words.cues.iter().map(|c| (c.speaker.as_deref().unwrap(), c.text.as_str())).collect();
    assert_eq!(
        said,
        [
            ("Speaker 1", "I am Speaker 1, Speaker 1, analysis is next. Speaker 3 you?"),
            ("Speaker 2", "Speaker 2 here; write to [e-mail], or Speaker 1."),
            ("Speaker 3", "[name] is what we both are called. You will see, Speaker 3."),
            ("Speaker 4", "You may ask Speaker 1."),
            ("Speaker 5", "Speaker 5です。"),
        ]
    );
}

proptest! {
    #[test]
    fn no_name_and_no_address_is_left(names in prop::collection::vec("[A-Z][a-z]{2,8} [A-Z][a-z]{2,8}", 1..5), words in "[a-z ,.@]{0,30}") {
        let said: Vec<(&str, String)> = names.iter().map(|n| (n.as_str(), format!("{words} {n}, {}@x.org and {}", n.replace(' ', "."), n.to_uppercase()))).collect();
        let mut hidden = script(&said.iter().map(|(n, w)| (*n, w.as_str())).collect::<Vec<_>>());
        anonymise(&mut hidden).unwrap();
        for cue in &hidden.cues {
            let all = format!("{} {}", cue.speaker.as_deref().unwrap_or_default(), cue.text);
            for part in names.iter().flat_map(|n| n.split(' ')) {
                let left = all.split(|c: char| !c.is_alphanumeric()).any(|w| w == part || w == part.to_uppercase());
                prop_assert!(!left || part == "Speaker", "{} in {}", part, all);
            }
            prop_assert!(!all.contains("@x.org"), "{}", all);
        }
    }

    #[test]
    fn a_glossary_never_panics_and_leaves_the_rest(glossary in "([a-zß会 ]{1,5} = [A-Za-z]{1,4}\n){0,4}", text in "[a-zßİ会 \n'-]{1,30}x") {
        let Ok(glossary) = Glossary::read(&glossary) else { return Ok(()) };
        let mut words = script(&[("Ana", &text)]);
        let changed = glossary.apply(&mut words);
        prop_assert!(changed > 0 || words == script(&[("Ana", &text)]));
    }
}
