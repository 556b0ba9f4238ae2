#![allow(clippy::unwrap_used)]
use super::{simulators::*, *};
use crate::transcript::merge::token::tokens;
use proptest::prelude::*;

/// A few dozen words in ten forms, so that they are said again and again, and three in a row seldom are.
const WORDS: [&str; 40] = [
    "we", "have", "two", "offers", "the", "cheaper", "one", "is", "late", "by", "a", "week", "then", "other", "yes", "no", "who",
    "writes", "it", "down", "budget", "review", "on", "Monday", "I", "think", "so", "what", "about", "Berlin", "price", "team",
    "now", "let", "us", "move", "to", "next", "point", "please",
];

fn sentence(longest: usize) -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec((0..WORDS.len(), 0..10_u8), 1..=longest).prop_map(|numbers| {
        let word = |(n, form): (usize, u8)| if form == 0 { WORDS[n].to_owned() } else { format!("{}{form}", WORDS[n]) };
        let mut words: Vec<String> = numbers.into_iter().map(word).collect();
        if let Some(last) = words.last_mut() {
            last.push('.');
        }
        words
    })
}

/// What is said, neighbours by different people.
fn said(longest: usize) -> impl Strategy<Value = Said> {
    prop::collection::vec((1..NAMES.len(), sentence(longest)), 1..10).prop_map(|turns| {
        let mut who = 0;
        let next = |(step, words)| {
            who = (who + step) % NAMES.len();
            (who, words)
        };
        turns.into_iter().map(next).collect()
    })
}

/// Turns that can be recognised by their words when they come back.
fn long(mut said: Said) -> Said {
    for (n, (_, words)) in said.iter_mut().enumerate() {
        let mut whole: Vec<String> = ["point", &format!("number{n}"), "comes", "now"].map(str::to_owned).to_vec();
        whole.append(words);
        *words = whole;
    }
    said
}

type Heard = Vec<(String, Vec<String>)>;

fn plain(words: &str) -> Vec<String> {
    tokens(words, 0).into_iter().map(|t| t.norm).collect()
}

/// Who says what, one entry a turn.
fn heard(cues: &[Cue]) -> Heard {
    let mut all: Heard = Vec::new();
    for cue in cues {
        let name = cue.speaker.clone().unwrap_or_default();
        match all.last_mut() {
            Some((last, words)) if *last == name => words.extend(plain(&cue.text)),
            _ => all.push((name, plain(&cue.text))),
        }
    }
    all
}

fn truth(said: &Said) -> Heard {
    said.iter().map(|(who, words)| (NAMES[*who].to_owned(), plain(&words.join(" ")))).collect()
}

fn by_person(heard: &Heard) -> std::collections::BTreeMap<String, Vec<String>> {
    let mut all = std::collections::BTreeMap::<String, Vec<String>>::new();
    heard.iter().for_each(|(name, words)| all.entry(name.clone()).or_default().extend(words.clone()));
    all
}

fn in_order(cues: &[Cue]) -> bool {
    cues.windows(2).all(|pair| pair[0].start_ms <= pair[1].start_ms)
}

/// Counts how a page was seen, for the message of a failure.
fn shown(observations: &[Observation]) -> String {
    let line = |o: &Observation| {
        o.blocks.iter().map(|b| format!("{}|{}", b.key.as_deref().unwrap_or("-"), b.text)).collect::<Vec<_>>().join(" / ")
    };
    observations.iter().map(line).collect::<Vec<_>>().join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn meet_mends_earlier_turns_and_starts_long_ones_over(said in said(60), seed in any::<u64>()) {
        let seen = meet(&said, 25, false, &mut Dice(seed));
        let cues = merge(seen.clone());
        prop_assert_eq!(heard(&cues), truth(&said), "{}", shown(&seen));
        prop_assert!(in_order(&cues));
    }

    #[test]
    fn zoom_cuts_at_the_front_and_shows_pictures(said in said(60), seed in any::<u64>()) {
        let seen = zoom(&said, 16, &mut Dice(seed));
        let cues = merge(seen.clone());
        prop_assert_eq!(heard(&cues), truth(&said), "{}", shown(&seen));
        prop_assert!(in_order(&cues));
    }

    #[test]
    fn teams_has_rows_without_keys(said in said(20), seed in any::<u64>(), rows in 2..6_usize) {
        let seen = teams(&said, rows, false, &mut Dice(seed));
        let cues = merge(seen.clone());
        prop_assert_eq!(heard(&cues), truth(&said), "{}", shown(&seen));
        prop_assert!(in_order(&cues));
    }

    #[test]
    fn jitsi_names_utterances_of_people_who_speak_at_once(said in said(30), seed in any::<u64>()) {
        let seen = jitsi(&said, &mut Dice(seed));
        let cues = merge(seen.clone());
        prop_assert_eq!(by_person(&heard(&cues)), by_person(&truth(&said)), "{}", shown(&seen));
        prop_assert!(in_order(&cues));
    }

    #[test]
    fn galene_replaces_and_clears(said in said(3), seed in any::<u64>()) {
        let seen = galene(&said, &mut Dice(seed));
        let cues = merge(seen.clone());
        prop_assert_eq!(heard(&cues), truth(&said), "{}", shown(&seen));
    }

    #[test]
    fn meet_draws_everything_anew(said in said(30).prop_map(long), seed in any::<u64>()) {
        let seen = meet(&said, 100, true, &mut Dice(seed));
        let cues = merge(seen.clone());
        prop_assert_eq!(heard(&cues), truth(&said), "{}", shown(&seen));
    }

    #[test]
    fn teams_is_scrolled_back(said in said(20).prop_map(long), seed in any::<u64>(), rows in 2..6_usize) {
        let seen = teams(&said, rows, true, &mut Dice(seed));
        let cues = merge(seen.clone());
        prop_assert_eq!(heard(&cues), truth(&said), "{}", shown(&seen));
        prop_assert!(in_order(&cues));
    }

    #[test]
    fn anything_at_all_is_merged(
        views in prop::collection::vec(
            (any::<u16>(), prop::collection::vec((prop::option::of("[ab]"), prop::option::of("[AB]"), prop::option::of("[xy]"), "([a-c会] ?|\n){0,12}"), 0..5)),
            0..20,
        )
    ) {
        let block = |(key, speaker, avatar, text)| Block { key, speaker, avatar, text };
        let seen: Vec<Observation> = views.into_iter().map(|(t, b)| Observation { time_ms: t.into(), blocks: b.into_iter().map(block).collect() }).collect();
        let words: std::collections::BTreeSet<String> = seen.iter().flat_map(|o| &o.blocks).flat_map(|b| plain(&b.text)).collect();
        let cues = merge(seen);
        prop_assert!(in_order(&cues));
        for word in cues.iter().flat_map(|c| plain(&c.text)) {
            prop_assert!(words.contains(&word), "nothing is invented");
        }
    }
}
