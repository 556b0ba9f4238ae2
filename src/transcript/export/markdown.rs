//! Markdown (CommonMark), a paragraph a turn.

use crate::transcript::{Transcript, time::clock, turns};

pub(super) fn write(transcript: &Transcript) -> String {
    let mut file = String::new();
    for turn in turns(transcript) {
        let name = turn.speaker.map(|name| format!("**{}**", escape(name)));
        let head: Vec<String> = name.into_iter().chain(turn.start_ms.map(clock)).collect();
        if !head.is_empty() {
            file.push_str(&head.join(" \u{b7} "));
            file.push_str("\n\n");
        }
        file.push_str(&escape(&turn.text));
        file.push_str("\n\n");
    }
    file.truncate(file.trim_end().len());
    file.push('\n');
    file
}

/// Backslashes before all that Markdown, and GitHub's kind of it, reads as more than a character.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let line_mark = at == 0 && matches!(c, '#' | '+' | '-' | '=' | ':');
        if line_mark || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '|' | '&') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    // "1. " and "1) " would begin a list
    let digits = escaped.chars().take_while(char::is_ascii_digit).count();
    if digits > 0 && escaped.chars().nth(digits).is_some_and(|c| c == '.' || c == ')') {
        escaped = escaped.chars().take(digits).chain(['\\']).chain(escaped.chars().skip(digits)).collect();
    }
    escaped
}
