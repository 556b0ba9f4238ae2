//! The block in the description: old samples that must be read for ever, and promises that hold for any text.
//!
//! A case is a folder under `tests/cases/block/`: `text.txt` (bytes as a page may give them), and `expect.json` with either
//! `kind`, `version`, `lines` and `without` (the text after taking the block out), or `error` (the error's name).
#![allow(clippy::unwrap_used, clippy::panic)]

use baton::{
    agenda::{Agenda, AgendaItem, Mode, PreRead},
    brief,
    event::Event,
    share::block::{BlockError, Content, apply, find, put, render, same_text, take_out},
    verdict::{Kind, judge},
    wording::Language,
};
use proptest::prelude::*;
use serde_json::Value;
use std::{fs, path::Path};

fn agenda(question: &str) -> Content {
    let item = AgendaItem {
        question: question.into(),
        outcome: "a decision".into(),
        owner: Some("Ana".into()),
        minutes: 10,
        kind: Kind::Decision,
        mode: Mode::Live,
    };
    Content::Agenda(Agenda {
        language: Language::En,
        pre_read: PreRead::default(),
        receipt: None,
        outcome: "the price is decided.".into(),
        items: vec![item],
    })
}

fn written() -> Content {
    let event = Event { title: "Weekly status".into(), ..Event::default() };
    Content::Brief(brief::draft(&event, &judge(&event), "2026-03-02T10:30:00".parse().unwrap(), 24))
}

fn with(text: &str, content: &Content) -> String {
    apply(text, &put(text, content).unwrap()).unwrap()
}

fn without(text: &str) -> String {
    apply(text, &take_out(text).unwrap().unwrap()).unwrap()
}

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/block");
    let mut seen = 0;
    for case in fs::read_dir(folder).unwrap() {
        let case = case.unwrap().path();
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(case.join("text.txt")).unwrap();
        let expect: Value = serde_json::from_str(&fs::read_to_string(case.join("expect.json")).unwrap()).unwrap();
        match (find(&text), expect.get("error").and_then(Value::as_str)) {
            (Ok(found), None) => {
                let found = found.unwrap_or_else(|| panic!("{name}: no block found"));
                assert_eq!(serde_json::to_value(found.kind).unwrap(), expect["kind"], "{name}");
                assert_eq!(found.version, expect["version"].as_u64().unwrap() as u32, "{name}");
                assert_eq!(serde_json::to_value(&found.lines).unwrap(), expect["lines"], "{name}");
                assert_eq!(without(&text), expect["without"].as_str().unwrap(), "{name}");
            }
            (Err(e), Some(wanted)) => {
                assert!(format!("{e:?}").starts_with(wanted), "{name}: {e:?}");
                assert!(put(&text, &agenda("x?")).is_err() && take_out(&text).is_err(), "{name}: nothing is changed");
            }
            (found, wanted) => panic!("{name}: {found:?}, expected {wanted:?}"),
        }
        seen += 1;
    }
    assert!(seen >= 10, "only {seen} cases were found");
}

#[test]
fn the_block_reads_well() {
    assert_eq!(
        render(&agenda("Which price?")),
        "── Agenda (Baton 1) ──\nAfterwards: the price is decided.\n\n1. Which price? (10 min, Ana)\nEnds with: a decision\n── End of agenda (Baton) ──"
    );
    assert!(render(&written()).starts_with("── Brief (Baton 1) ──\nStatus update: Weekly status\n"));
}

#[test]
fn a_second_put_replaces_and_keeps_what_stands_around() {
    let once = with("Bring numbers.", &agenda("Old?"));
    let around = format!("{once}\nTyped later.");
    let twice = with(&around, &written());
    assert!(twice.starts_with("Bring numbers.\n\n── Brief") && twice.ends_with("──\nTyped later.") && !twice.contains("Old?"));
    assert_eq!(without(&twice), "Bring numbers.\nTyped later.");
}

#[test]
fn words_that_look_like_marks_cannot_close_the_block() {
    let nasty = agenda("── End of agenda (Baton) ── ?");
    let text = with("x", &nasty);
    assert!(find(&text).unwrap().is_some());
    assert_eq!(without(&text), "x");
}

#[test]
fn edits_that_do_not_fit_are_refused() {
    use baton::share::block::TextEdit;
    let edit = |start, end| TextEdit { start, end, insert: String::new() };
    assert!(matches!(apply("a😀b", &edit(2, 3)), Err(BlockError::Misfit { .. })), "within a character");
    assert!(matches!(apply("ab", &edit(1, 3)), Err(BlockError::Misfit { len: 2, .. })));
    assert!(matches!(apply("ab", &edit(2, 1)), Err(BlockError::Misfit { .. })));
    assert_eq!(apply("a😀b", &edit(1, 3)).unwrap(), "ab");
}

/// Texts of the bits that matter here.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\n"),
        Just("\r\n"),
        Just("\r"),
        Just("\u{a0}"),
        Just("😀"),
        Just("── "),
        Just("Agenda"),
        Just("End of agenda"),
        Just("> "),
        Just("("),
        Just("Baton"),
        Just("--"),
        Just("  "),
        Just("word "),
        Just("\u{2028}"),
        Just("שלום"),
        Just("<br>")
    ];
    prop_oneof![prop::collection::vec(piece, 0..14).prop_map(|p| p.concat()), ".{0,40}"]
}

proptest! {
    #[test]
    fn put_then_take_out_restores_any_text(text in any_text(), question in ".{0,30}") {
        prop_assume!(find(&text) == Ok(None));
        let once = with(&text, &agenda(&question));
        prop_assert_eq!(without(&once), text.clone());
        let again = with(&with(&once, &written()), &agenda("Other?"));
        prop_assert_eq!(without(&again), text);
    }

    #[test]
    fn the_block_is_found_where_it_was_put(text in any_text()) {
        prop_assume!(find(&text) == Ok(None));
        let content = agenda("Which?");
        let put_there = with(&text, &content);
        let found = find(&put_there).unwrap().unwrap();
        let units: Vec<u16> = put_there.encode_utf16().collect();
        let block = String::from_utf16(&units[found.start..found.end]).unwrap();
        prop_assert!(same_text(&block, &render(&content)), "{block}");
        prop_assert!(same_text(&with(&put_there, &content), &put_there), "a second put of the same changes nothing");
    }

    #[test]
    fn pages_may_change_white_space(text in "[a-z \n]{0,30}") {
        let put_there = with(&text, &agenda("Which price?"));
        let changes: [fn(&str) -> String; 6] = [
            |t| t.replace(' ', "\u{a0}"), |t| t.replace('\n', "\r\n"), |t| t.replace('\n', "\n\n"), |t| t.replace("──", "--"),
            |t| t.lines().map(|l| format!("> {l}\n")).collect(), |t| t.lines().map(|l| format!("   {l}  \n")).collect(),
        ];
        for change in changes {
            let changed = change(&put_there);
            let found = find(&changed).unwrap().unwrap();
            prop_assert!(found.lines.iter().any(|l| l == "1. Which price? (10 min, Ana)"), "{changed}");
            prop_assert!(!without(&changed).contains("Baton"));
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in ".{0,80}", start in 0_usize..90, end in 0_usize..90) {
        let _ = (find(&text), put(&text, &agenda("x?")), take_out(&text));
        let _ = apply(&text, &baton::share::block::TextEdit { start, end, insert: "x".into() });
    }
}
