//! `baton repair` as a shell sees it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "support/webm.rs"]
mod webm;

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};
use webm::{Shape, ordinary, read, recording};

fn repair(args: &[&Path]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_baton")).arg("repair").args(args).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(if output.status.success() { output.stdout.clone() } else { output.stderr.clone() }).unwrap()
}

/// Names in a folder, sorted: nothing half-made may stay behind.
fn names(folder: &Path) -> Vec<String> {
    let mut all: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    all.sort();
    all
}

#[test]
fn a_recording_becomes_a_seekable_file_and_stays_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("in.webm"), folder.path().join("out.webm"));
    let (bytes, blocks) = recording(Shape::Chromium, &ordinary(20));
    fs::write(&input, &bytes[..bytes.len() - 5]).unwrap();
    let out = repair(&[&input, &output]);
    assert_eq!(out.status.code(), Some(0), "{}", said(&out));
    assert!(
        said(&out).starts_with("recovered 0:20, ") && said(&out).contains(" bytes left out; 7 seek points"),
        "{}",
        said(&out)
    );
    let repaired = read(&fs::read(&output).unwrap());
    assert_eq!((repaired.blocks.len(), repaired.cues.len()), (blocks.len() - 1, 7));
    assert!(repaired.duration.is_some_and(|ms| (19_900.0..20_100.0).contains(&ms)));
    assert_eq!(fs::read(&input).unwrap(), &bytes[..bytes.len() - 5]);
    assert_eq!(names(folder.path()), ["in.webm", "out.webm"]);
}

#[test]
fn what_is_no_recording_gives_an_error_and_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("notes.webm"), folder.path().join("out.webm"));
    let (bytes, _) = recording(Shape::Firefox, &ordinary(1));
    for (content, why) in [(&b"just text"[..], "not a WebM recording"), (b"", "empty"), (&bytes[..150], "not one whole")] {
        fs::write(&input, content).unwrap();
        let out = repair(&[&input, &output]);
        assert_eq!(out.status.code(), Some(1));
        assert!(said(&out).contains(why) && said(&out).contains("notes.webm"), "{}", said(&out));
        assert_eq!((names(folder.path()), fs::read(&input).unwrap().as_slice()), (vec!["notes.webm".to_owned()], content));
    }
    let out = repair(&[&folder.path().join("missing"), &output]);
    assert!(out.status.code() == Some(1) && said(&out).contains("cannot be read"), "{}", said(&out));
    fs::write(&input, &bytes).unwrap();
    let out = repair(&[&input, &folder.path().join("no/such/folder.webm")]);
    assert!(out.status.code() == Some(1) && said(&out).contains("cannot be written"), "{}", said(&out));
}

#[test]
fn nothing_is_replaced_unless_asked_and_the_recording_never() {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("in.webm"), folder.path().join("out.webm"));
    let (bytes, _) = recording(Shape::Firefox, &ordinary(3));
    fs::write(&input, &bytes).unwrap();
    fs::write(&output, "precious").unwrap();
    let out = repair(&[&input, &output]);
    assert!(out.status.code() == Some(1) && said(&out).contains("--force"), "{}", said(&out));
    assert_eq!(fs::read(&output).unwrap(), b"precious");
    for force in [false, true] {
        let mut args = vec![input.as_path(), input.as_path()];
        if force {
            args.insert(0, Path::new("--force"));
        }
        let out = repair(&args);
        assert!(out.status.code() == Some(1) && said(&out).contains("the recording itself"), "{}", said(&out));
        assert_eq!(fs::read(&input).unwrap(), bytes);
    }
    #[cfg(unix)]
    {
        let link = folder.path().join("link.webm");
        std::os::unix::fs::symlink(&input, &link).unwrap();
        let out = repair(&[Path::new("--force"), &input, &link]);
        assert!(out.status.code() == Some(1) && said(&out).contains("the recording itself"), "{}", said(&out));
    }
    let out = repair(&[Path::new("--force"), &input, &output]);
    assert_eq!(out.status.code(), Some(0), "{}", said(&out));
    assert_eq!(read(&fs::read(&output).unwrap()).blocks.len(), 60);
    for wrong in [
        &[][..],
        &[input.as_path()],
        &[input.as_path(), output.as_path(), output.as_path()],
        &[Path::new("--fast"), &input, &output],
    ] {
        assert_eq!(repair(wrong).status.code(), Some(2), "{wrong:?}");
    }
}
