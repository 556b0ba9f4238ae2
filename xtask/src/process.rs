//! Running other programs.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::error::{Error, Result};
use crate::say::say;

/// The command as a person would type it.
pub fn line(command: &Command) -> String {
    let quoted = |text: &std::ffi::OsStr| {
        let text = text.to_string_lossy();
        if text.contains(' ') { format!("'{text}'") } else { text.into_owned() }
    };
    std::iter::once(command.get_program()).chain(command.get_args()).map(quoted).collect::<Vec<_>>().join(" ")
}

fn started<T>(command: &Command, result: std::io::Result<T>) -> Result<T> {
    result.map_err(|source| Error::Start { program: command.get_program().to_string_lossy().into_owned(), source })
}

/// Runs a program with our own terminal.
pub fn run(command: &mut Command) -> Result<()> {
    let result = command.status();
    let status = started(command, result)?;
    if status.success() { Ok(()) } else { Err(Error::Failed { line: line(command), status: status.to_string() }) }
}

/// Says the line, then runs it.
pub fn show_and_run(command: &mut Command) -> Result<()> {
    say(&format!("$ {}", line(command)));
    run(command)
}

/// Runs a program silently and gives what it wrote on standard output.
pub fn output(command: &mut Command) -> Result<String> {
    let result = command.stdin(Stdio::null()).stderr(Stdio::null()).output();
    let output = started(command, result)?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() { Ok(text) } else { Err(Error::Failed { line: line(command), status: output.status.to_string() }) }
}

/// Whether a program ran and was content; silent.
pub fn succeeds(command: &mut Command) -> bool {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// Runs a program, shows its standard output line by line as it comes, and lets `each` read along. Gives whether it succeeded.
pub fn watch(command: &mut Command, mut each: impl FnMut(&str)) -> Result<bool> {
    say(&format!("$ {}", line(command)));
    let result = command.stdout(Stdio::piped()).spawn();
    let mut child = started(command, result)?;
    if let Some(out) = child.stdout.take() {
        for text in BufReader::new(out).split(b'\n').map_while(std::result::Result::ok) {
            let text = String::from_utf8_lossy(&text);
            say(&text);
            each(&text);
        }
    }
    let result = child.wait();
    Ok(started(command, result)?.success())
}
