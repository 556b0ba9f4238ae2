//! Transcripts as others write them. A case is a folder under `tests/cases/transcript/`: `in.*` as it came, and `expect.txt`: the
//! format and language, each cue as `start end speaker: text`, and each fault after a `!`.
#![allow(clippy::unwrap_used, clippy::panic)]

use baton::transcript::{
    Cue,
    export::{Target, export},
    import::{Import, ImportError, import},
};
use proptest::prelude::*;
use std::{fmt::Write, fs, path::Path};

fn cases() -> Vec<(String, Vec<u8>, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/transcript");
    let mut all: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|case| {
            let path = case.unwrap().path();
            let input = fs::read_dir(&path).unwrap().map(|f| f.unwrap().path()).find(|f| f.file_stem().unwrap() == "in").unwrap();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read(input).unwrap(), fs::read_to_string(path.join("expect.txt")).unwrap_or_default())
        })
        .collect();
    all.sort();
    all
}

fn line(cue: &Cue) -> String {
    let ms = |at: Option<u64>| at.map_or("-".to_owned(), |at| at.to_string());
    let who = cue.speaker.as_deref().unwrap_or("-");
    format!("{} {} {who}: {}", ms(cue.start_ms), ms(cue.end_ms), cue.text.replace('\n', " ⏎ "))
}

fn told(read: &Import) -> String {
    let transcript = &read.transcript;
    let mut text = format!("{:?} {}\n", transcript.source, transcript.language.as_deref().unwrap_or("-"));
    transcript.cues.iter().for_each(|cue| writeln!(text, "{}", line(cue)).unwrap());
    read.problems.iter().for_each(|problem| writeln!(text, "! {problem}").unwrap());
    text
}

#[test]
fn every_case_reads_as_expected() {
    let cases = cases();
    assert!(cases.len() >= 15, "found the cases");
    for (name, input, expect) in cases {
        let read = import(&input).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(told(&read), expect, "{name}");
    }
}

#[test]
fn what_was_read_is_written_and_reads_the_same() {
    for (name, input, _) in cases() {
        let first = import(&input).unwrap().transcript;
        let again = import(export(&first, Target::Json).unwrap().as_bytes()).unwrap();
        assert_eq!((&again.transcript.cues, &again.transcript.language), (&first.cues, &first.language), "{name}");
        assert!(again.problems.is_empty());
        if first.cues.iter().all(|c| c.start_ms.is_some() && c.end_ms.is_some()) {
            let again = import(export(&first, Target::Vtt).unwrap().as_bytes()).unwrap().transcript;
            assert_eq!((&again.cues, &again.language), (&first.cues, &first.language), "{name}");
        }
    }
}

#[test]
fn what_is_no_transcript_is_said_to_be_none() {
    for (bytes, why) in [
        (&b""[..], "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"just some words\nand more of them\n", "`Name: text`"),
        (b"WEBVTT\n\nNOTE nothing\n", "no words could be kept"),
        (b"{\"cues\": [", "line 1"),
        (b"{\"baton\":\"transcript\",\"version\":2,\"cues\":[{\"text\":\"x\"}]}", "newer Baton"),
        (b"{\"baton\":\"captions\",\"version\":2}\n", "newer Baton"),
        (b"PK\x03\x04 torn", "cannot be opened"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "no transcript"),
    ] {
        let error = import(bytes).unwrap_err().to_string();
        assert!(error.contains(why), "{bytes:?}: {error}");
    }
    let large = vec![b'x'; baton::limits::TRANSCRIPT_BYTES + 1];
    assert_eq!(import(&large), Err(ImportError::TooLarge));
}

#[test]
fn a_transcript_is_bounded() {
    let endless = format!("WEBVTT\n\n{}", "0:01 --> 0:02\nx\n\n".repeat(baton::limits::TRANSCRIPT_CUES + 5));
    let read = import(endless.as_bytes()).unwrap();
    assert_eq!(read.transcript.cues.len(), baton::limits::TRANSCRIPT_CUES);
    assert!(read.problems[0].to_string().contains("more than"), "{:?}", read.problems);
    let faulty = format!("WEBVTT\n\n{}", "0:99 --> 0:02\nx\n\n".repeat(500));
    let read = import(faulty.as_bytes()).unwrap();
    assert_eq!(
        (read.problems.len(), read.unlisted),
        (baton::limits::TRANSCRIPT_PROBLEMS, 500 - baton::limits::TRANSCRIPT_PROBLEMS)
    );
    assert_eq!(read.transcript.cues.len(), 500, "words without a time are kept");
}

#[test]
fn text_that_only_opens_things_takes_no_longer_than_other_text() {
    // a hundred times slower than a linear reading of it would still end; a quadratic one does not
    let large = 256 * 1024;
    for part in ["&", "<", "<v ", "{\\", "-->", "1", ":", "@", "[", "**", "x\n\n", "\u{b}", "00:00:01\u{b}"] {
        for head in ["WEBVTT\n\n00:01.000 --> 00:02.000\n", "1\n00:00:01,000 --> 00:00:02,000\n", "Ana: x\n00:00:00\n", ""] {
            let text = head.to_owned() + &part.repeat(large / part.len());
            if let Ok(read) = import(text.as_bytes()) {
                assert!(export(&read.transcript, Target::Markdown).is_ok());
            }
        }
    }
}

/// A valid file with a few of its bytes changed, taken out, doubled, or the rest cut off.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let cases: Vec<Vec<u8>> = cases().into_iter().map(|(_, input, _)| input).collect();
    (prop::sample::select(cases), prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 1..8)).prop_map(
        |(mut bytes, changes)| {
            for (at, byte, kind) in changes {
                let at = at.index(bytes.len().max(1)).min(bytes.len());
                match kind {
                    0 if at < bytes.len() => bytes[at] = byte,
                    1 => bytes.insert(at, byte),
                    2 if at < bytes.len() => drop(bytes.remove(at)),
                    _ => bytes.truncate(at.max(bytes.len() / 2)),
                }
            }
            bytes
        },
    )
}

fn sound(read: &Import) {
    assert!(!read.transcript.cues.is_empty());
    for cue in &read.transcript.cues {
        let tidied = Cue::new(cue.start_ms, cue.end_ms, cue.speaker.as_deref(), &cue.text);
        assert_eq!(tidied.as_ref(), Some(cue), "cues are tidy");
    }
    for target in Target::ALL {
        let written = export(&read.transcript, target);
        assert!(written.is_ok() || read.transcript.cues.iter().all(|c| c.start_ms.is_none()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(read) = import(&bytes) { sound(&read) }
    }

    #[test]
    fn any_text_in_any_format_is_read_or_refused(
        head in "(\u{feff})?(WEBVTT[ \n]?|\\{\"segments\":\\[|\\[\\{|\\{\"t\":1,\"blocks\":\\[|1\n0:01 --> |0:00:01\\.0,0:00:02\\.0\n|Ana: |PK\u{3}\u{4})?",
        text in "([a-zA-Z<>&;:.,\\-\\[\\]{}\"\\\\/#*0-9 \n\r\t]|--> |\n\n|<v |\\PC){0,80}",
    ) {
        if let Ok(read) = import((head + &text).as_bytes()) { sound(&read) }
    }

    #[test]
    fn damaged_files_are_read_or_refused(bytes in mutated()) {
        if let Ok(read) = import(&bytes) { sound(&read) }
    }
}
