//! The engine on the command line: JSON lines in, JSON lines out.

use std::{
    io::{self, Write},
    process::ExitCode,
};

const HELP: &str = "\
baton: can this meeting be async?

Usage: baton judge < invites.jsonl
       baton agenda < invites.jsonl

Reads one JSON object a line from standard input and writes one JSON object a line to standard output, in order.

  judge    outcome, kind, format, score and reasons
  agenda   a numbered agenda: question, wanted outcome, owner, minutes

Input fields: id, title (both needed), description, duration_min, attendees [{name, email, optional, tz}],
attendee_count, recurrence, location, organizer, lang. Others may be null or absent; unknown fields are ignored.
A line that cannot be read gives {\"line\", \"id\" where known, \"error\"}, and the rest goes on.

Options: -h, --help     this text
         -V, --version  the version

Exit status: 0 when the input was read to its end, 2 for wrong usage, 1 when reading or writing failed.
";

fn main() -> ExitCode {
    let args: Vec<_> = std::env::args_os().skip(1).collect();
    let words: Vec<Option<&str>> = args.iter().map(|a| a.to_str()).collect();
    let done = match words.as_slice() {
        [Some("judge")] => run(baton::lines::Task::Judge),
        [Some("agenda")] => run(baton::lines::Task::Agenda),
        [Some("-h" | "--help")] | [Some("judge" | "agenda"), Some("-h" | "--help")] => io::stdout().write_all(HELP.as_bytes()),
        [Some("-V" | "--version")] => writeln!(io::stdout(), "baton {}", env!("CARGO_PKG_VERSION")),
        [] => return usage("a command is missing: judge or agenda"),
        [Some("judge" | "agenda"), ..] => return usage("the command takes no arguments; it reads standard input"),
        _ => return usage("unknown command; there are judge and agenda"),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        // The reader has seen enough, e.g. `| head`.
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(e) => {
            let _ = writeln!(io::stderr(), "baton: {e}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: baton::lines::Task) -> io::Result<()> {
    baton::lines::run(task, io::stdin().lock(), io::BufWriter::new(io::stdout().lock()))
}

fn usage(why: &str) -> ExitCode {
    let _ = writeln!(io::stderr(), "baton: {why}\nTry `baton --help`.");
    ExitCode::from(2)
}
