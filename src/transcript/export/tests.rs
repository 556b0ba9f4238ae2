#![allow(clippy::unwrap_used)]
use super::*;
use crate::transcript::{Cue, Source, import::import, turns};
use proptest::prelude::*;

const NASTY: &str = "([A-Za-z0-9 ,.é会議😀]|-->|\n\n|\n|&amp;|&|<v Ana>|</v>|<|>|NOTE|\\{|1\n|: |00:01\\.000 --> |WEBVTT|\u{a0}|\u{2028}|\t|\u{feff}|\\PC){1,20}";

fn cue() -> impl Strategy<Value = Cue> {
    (0..200_000_000_u64, 0..60_000_u64, prop::option::of(NASTY), NASTY).prop_filter_map("words", |(start, length, name, text)| {
        Cue::new(Some(start), Some(start + length), name.as_deref(), &text)
    })
}

fn script(cues: Vec<Cue>) -> Transcript {
    Transcript { cues, language: Some("pt-BR".into()), source: Source::Vtt }
}

/// Names and words as people have them, where nothing needs an escape that SRT and text do not know.
fn spoken() -> impl Strategy<Value = Cue> {
    let name = prop::sample::select(vec!["Ana Silva", "Ben Low (Guest)", "佐藤 花子", "O'Neill, Zoë"]);
    (0..36_000_000_u64, 0..60_000_u64, name, "[a-zA-Zé0-9 ,.?!&;会議\n-]{1,40}")
        .prop_filter_map("words", |(start, length, name, text)| Cue::new(Some(start), Some(start + length), Some(name), &text))
}

proptest! {
    #[test]
    fn webvtt_reads_back_the_same(cues in prop::collection::vec(cue(), 1..12)) {
        let before = script(cues);
        let file = export(&before, Target::Vtt).unwrap();
        let read = import(file.as_bytes()).unwrap();
        prop_assert!(read.problems.is_empty(), "{:?}\n{}", read.problems, file);
        prop_assert_eq!(read.transcript, before, "{}", file);
    }

    #[test]
    fn json_reads_back_the_same(cues in prop::collection::vec(cue(), 1..12), known in any::<bool>()) {
        let mut before = script(cues);
        if !known {
            before.cues.iter_mut().for_each(|c| (c.start_ms, c.end_ms) = (None, None));
        }
        let read = import(export(&before, Target::Json).unwrap().as_bytes()).unwrap();
        prop_assert!(read.problems.is_empty());
        prop_assert_eq!((read.transcript.cues, read.transcript.language), (before.cues, before.language));
    }

    #[test]
    fn srt_reads_back_the_same(cues in prop::collection::vec(spoken(), 1..12)) {
        let before = script(cues);
        let file = export(&before, Target::Srt).unwrap();
        let read = import(file.as_bytes()).unwrap();
        prop_assert!(read.problems.is_empty());
        prop_assert_eq!(read.transcript.cues, before.cues, "{}", file);
    }

    #[test]
    fn srt_keeps_the_number_of_cues_whatever_they_say(cues in prop::collection::vec(cue(), 1..12)) {
        let before = script(cues);
        let file = export(&before, Target::Srt).unwrap();
        let times: Vec<_> = file.lines().filter(|l| l.contains("-->")).collect();
        prop_assert_eq!(times.len(), before.cues.len());
    }

    #[test]
    fn text_reads_back_as_the_same_turns(cues in prop::collection::vec(spoken(), 1..12)) {
        let before = script(cues);
        let file = export(&before, Target::Txt).unwrap();
        let read = import(file.as_bytes()).unwrap().transcript;
        let said = |t: &Transcript| turns(t).into_iter().map(|t| (t.start_ms.map(|ms| ms / 1000), t.speaker.map(str::to_owned), t.text)).collect::<Vec<_>>();
        prop_assert_eq!(said(&read), said(&before), "{}", file);
    }

    #[test]
    fn markdown_has_every_word_and_no_markup_of_its_own(cues in prop::collection::vec(cue(), 1..6)) {
        let before = script(cues);
        let file = export(&before, Target::Markdown).unwrap();
        let plain = file.replace('\\', "");
        for word in before.cues.iter().flat_map(|c| c.text.split_whitespace()) {
            prop_assert!(plain.contains(&word.replace('\\', "")), "{word} in {file}");
        }
        for line in file.lines().filter(|l| !l.starts_with("**")) {
            prop_assert!(!line.starts_with(['#', '>', '-', '+', '*', '`', '|', '<', '_', '[']), "{}", line);
        }
    }
}

#[test]
fn without_times_there_are_no_subtitles() {
    let words = script(vec![Cue::new(None, None, Some("Ana"), "hello").unwrap()]);
    assert_eq!(export(&words, Target::Vtt), Err(ExportError::NoTimes("WebVTT")));
    assert_eq!(export(&words, Target::Srt), Err(ExportError::NoTimes("SRT")));
    assert_eq!(export(&words, Target::Txt).unwrap(), "Ana: hello\n");
}

#[test]
fn markdown_for_reading() {
    let words = script(vec![
        Cue::new(Some(3_723_000), None, Some("Ana_Silva"), "1. a *point*").unwrap(),
        Cue::new(Some(3_724_000), None, Some("Ana_Silva"), "# no heading").unwrap(),
        Cue::new(None, None, None, "- <b>").unwrap(),
    ]);
    let expected = "**Ana\\_Silva** · 1:02:03\n\n1\\. a \\*point\\* # no heading\n\n\\- \\<b\\>\n";
    assert_eq!(export(&words, Target::Markdown).unwrap(), expected);
}
