//! What Baton writes for others, case by case: `tests/cases/agenda/<case>` and `tests/cases/brief/<case>` hold an invite as a line of
//! the command line, and the texts it gives. After a wanted change: `BATON_BLESS=1 cargo test --test written`, then read the diff.
#![allow(clippy::unwrap_used, clippy::panic)]

use baton::{
    agenda,
    brief::{self, Target},
    event::{Event, read_line},
    verdict::judge,
    wording::{FormId, Language},
};
use std::{
    fs,
    path::{Path, PathBuf},
};

fn cases(of: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(of);
    let mut all: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    assert!(all.len() >= 6, "{of}: the cases have moved");
    all
}

fn invite(case: &Path) -> Event {
    let text = fs::read_to_string(case.join("invite.json")).unwrap();
    read_line(text.replace('\n', " ").as_bytes()).unwrap_or_else(|e| panic!("{}: {e:?}", case.display())).event
}

/// Compares with the file, or writes it when asked to.
fn holds(case: &Path, file: &str, text: &str, wrong: &mut Vec<String>) {
    let path = case.join(file);
    let text = format!("{text}\n");
    if std::env::var_os("BATON_BLESS").is_some() {
        fs::write(&path, text).unwrap();
        return;
    }
    let wanted = fs::read_to_string(&path).unwrap_or_default();
    if wanted != text {
        wrong.push(format!("{}:\n--- wanted\n{wanted}--- is\n{text}", path.display()));
    }
}

#[test]
fn agendas() {
    let mut wrong = Vec::new();
    for case in cases("agenda") {
        let event = invite(&case);
        let drafted = agenda::draft(&event, &judge(&event));
        assert_eq!(drafted.items.iter().map(|i| i.minutes).sum::<u32>(), agenda::length(&event), "{}", case.display());
        holds(&case, "agenda.txt", &agenda::to_lines(&drafted).join("\n"), &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn briefs() {
    let mut wrong = Vec::new();
    for case in cases("brief") {
        let event = invite(&case);
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let mut drafted = brief::draft(&event, &judge(&event), "2026-03-02T10:30:00".parse().unwrap(), 24);
        drafted.time_zone = Some("Europe/Berlin".into());
        // A case that bears the name of a form is written in it
        if let Some(form) = FormId::ALL.iter().find(|f| name.starts_with(f.as_str())) {
            drafted.take_form(*form);
        }
        for target in Target::ALL {
            let ending = if matches!(target, Target::Markdown | Target::Issue) { "md" } else { "txt" };
            holds(&case, &format!("{}.{ending}", target.as_str()), &brief::output(&drafted, target), &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_form_is_written_whole_in_every_language_for_every_place() {
    for language in Language::ALL {
        for form in FormId::ALL {
            let event = Event {
                title: "Title".into(),
                description: "Context.".into(),
                organiser: Some("Ana".into()),
                ..Event::default()
            };
            let mut drafted = brief::draft_in(&event, &judge(&event), "2026-03-02T10:30:00".parse().unwrap(), language);
            drafted.take_form(*form);
            for filled in &mut drafted.fields {
                filled.text = "filled".into();
            }
            for target in Target::ALL {
                let text = brief::output(&drafted, target);
                let asked = drafted.questions.iter().all(|q| text.contains(q.as_str()));
                assert!(asked && text.contains("Title") && text.contains("Ana"), "{language:?} {form:?} {target:?}: {text}");
                assert_eq!(text.matches("filled").count(), form.fields().len(), "{language:?} {form:?} {target:?}: {text}");
                assert!(!text.contains('$') && !text.contains('{'), "{language:?} {form:?} {target:?}: {text}");
            }
        }
    }
}
