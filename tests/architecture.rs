//! The house's doors: a room may use only rooms below it, and only the faces touch the browser. See `ARCHITECTURE.md`.
#![allow(clippy::unwrap_used, clippy::panic, clippy::string_slice)]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Rooms from the ground up. A room may use those of an earlier line, or earlier on its own line.
const FLOORS: &[(u8, &[&str])] = &[
    (
        1,
        &[
            "limits",
            "clock",
            "ical",
            "event",
            "verdict",
            "wording",
            "agenda",
            "brief",
            "site",
            "library",
            "attend",
            "signals",
            "transcript",
            "policy",
            "recording",
        ],
    ),
    (2, &["lines", "repair", "store", "share", "sites", "protocol"]),
    (3, &["browser", "ui"]),
];
/// Rooms that may name the web's own types.
const FACES: &[&str] = &["browser", "ui", "bin"];
const WEB: &[&str] = &["web_sys", "js_sys", "wasm_bindgen", "gloo"];

fn sources(dir: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push(path);
        }
    }
}

fn room(path: &Path) -> String {
    let inside = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    inside.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs").to_owned()
}

/// Floor and place of a room.
fn level(room: &str) -> Option<(u8, usize)> {
    FLOORS.iter().find_map(|(floor, rooms)| rooms.iter().position(|r| *r == room).map(|at| (*floor, at)))
}

/// The code of a file: no comments, nothing from its test module on.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]").next().unwrap();
    text.lines().map(|l| l.split("//").next().unwrap()).collect::<Vec<_>>().join("\n")
}

/// The rooms that `code` names as `crate::room`, in braces too.
fn used(code: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for (at, marker) in code.match_indices("crate::") {
        let rest = code[at + marker.len()..].trim_start();
        let list = if let Some(inner) = rest.strip_prefix('{') { top_level(inner) } else { vec![rest] };
        for path in list.into_iter().filter(|p| !p.trim().is_empty()) {
            rooms.push(path.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    rooms
}

/// The parts of a use list, up to its closing brace.
fn top_level(inner: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0_i32, 0, Vec::new());
    for (at, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                parts.push(&inner[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&inner[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts
}

fn all() -> Vec<PathBuf> {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    assert!(files.len() > 20, "found the sources");
    files
}

#[test]
fn doors_open_downwards() {
    let mut wrong = Vec::new();
    for file in all() {
        let here = room(&file);
        if matches!(here.as_str(), "bin" | "lib") {
            continue;
        }
        let Some(from) = level(&here) else { panic!("{} is a room without a floor: add it to FLOORS", file.display()) };
        for there in used(&code(&file)).into_iter().filter(|t| *t != here) {
            match level(&there) {
                Some(to) if to < from => {}
                Some(_) => wrong.push(format!("{}: `{here}` must not use `{there}`", file.display())),
                None => wrong.push(format!("{}: `{there}` is no room", file.display())),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_faces_touch_the_browser() {
    let mut wrong = Vec::new();
    for file in all().into_iter().filter(|f| !FACES.contains(&room(f).as_str())) {
        let code = code(&file);
        wrong.extend(WEB.iter().filter(|w| code.contains(&format!("{w}::"))).map(|w| format!("{}: {w}", file.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_floors_below_know_no_wall_clock_and_no_files() {
    for file in all().into_iter().filter(|f| level(&room(f)).is_some_and(|(floor, _)| floor == 1)) {
        for word in ["Utc::now", "Local::now", "SystemTime", "std::fs", "std::net", "thread_rng"] {
            assert!(!code(&file).contains(word), "{}: {word}", file.display());
        }
    }
}

#[test]
fn imports_are_understood() {
    assert_eq!(
        used("use crate::{event::{A, B}, verdict};\nuse crate::ui::x; crate::brief::draft()"),
        ["event", "verdict", "ui", "brief"]
    );
}
