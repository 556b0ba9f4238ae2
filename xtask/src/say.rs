//! Words for the person at the terminal.

use std::io::Write;

/// Says something on standard output. A closed pipe is the reader's choice, not a failure.
pub fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    let _unread = writeln!(out, "{}", text.trim_end());
    let _unread = out.flush();
}

/// Says what went wrong on standard error.
pub fn complain(text: &str) {
    let _unread = writeln!(std::io::stderr().lock(), "{}", text.trim_end());
}
