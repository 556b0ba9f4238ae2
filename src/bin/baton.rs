//! The engine on the command line: JSON lines in, JSON lines out; transcripts from file to file.

mod transcript;

use baton::{brief::Target, library::Me, lines::Task};
use chrono::{DateTime, NaiveDateTime};
use std::{
    ffi::OsString,
    io::{self, Write},
    path::Path,
    process::ExitCode,
    time::{SystemTime, UNIX_EPOCH},
};

const HELP: &str = "\
baton: can this meeting be async?

Usage: baton judge [--explain | --me NAME[,NAME…]] < invites.jsonl
       baton agenda < invites.jsonl
       baton brief [--now 2026-03-02T10:30] [--for plain] < invites.jsonl
       baton transcript IN [--to txt] [--rename \"NAME=NEW\"]… [--glossary FILE] [--anonymise] [-o OUT]
       baton repair [--force] IN OUT

Judge, agenda and brief read one JSON object a line from standard input and write one JSON object a line to standard output, in order.

  judge    outcome, kind, format, score, reasons, and signals: what could be better whatever the outcome
  agenda   a numbered agenda: question, wanted outcome, owner, minutes
  brief    the written replacement: format, context, questions, deadline, default action, what is missing, text
  repair   a copy, with its length and seekable, of a recording as a browser's MediaRecorder writes it (WebM), torn or
           whole; IN is only read

  --explain   probabilities, phrases and the weight of each word, instead of reasons; signals with their sources
  --me     names and addresses of one of those invited: adds `attend`, whether that person should go, for which items, and why
  --now    the writer's local time from which the reply window counts; the clock's (UTC) when absent
  --for    markup of the text: plain, markdown, slack, teams, mail, issue, card
  --force  replace OUT if it exists

Agendas and briefs are written in the language of the invite: English, German, Japanese, French, Spanish or Portuguese.
Input fields: id, title (both needed), description, duration_min, attendees [{name, email, optional, tz}],
attendee_count, recurrence, location, organizer, lang. Others may be null or absent; unknown fields are ignored.
A line that cannot be read gives {\"line\", \"id\" where known, \"error\"}, and the rest goes on.

Transcript reads a WebVTT, SRT, SBV, plain text, Teams .docx, Meet document or JSON file, or a log of captions (IN may be - for
standard input), recognised by what stands in it, and tells on standard error what it could not use, with line and reason.

  --to         vtt, srt, txt, md or json; else by the name of OUT, else txt
  --rename     gives a speaker another name
  --glossary   lines of `heard = meant`, whole words
  --anonymise  speakers become numbers, their names in the text too; e-mail addresses go
  -o           the file to write; standard output when absent

Options: -h, --help     this text
         -V, --version  the version

Exit status: 0 when the input was read to its end (transcript: when something of it was kept), 2 for wrong usage, 1 when reading
or writing failed or IN is no recording.
";

fn main() -> ExitCode {
    let args: Vec<_> = std::env::args_os().skip(1).collect();
    let words: Vec<Option<&str>> = args.iter().map(|a| a.to_str()).collect();
    let done = match words.as_slice() {
        [Some("judge")] => run(Task::Judge),
        [Some("judge"), Some("--explain")] => run(Task::Explain),
        [Some("judge"), Some("--me"), Some(who)] => {
            let (addresses, names) =
                who.split(',').map(|w| w.trim().to_owned()).filter(|w| !w.is_empty()).partition(|w| w.contains('@'));
            baton::lines::run_for(
                Task::Judge,
                &Me { names, addresses },
                io::stdin().lock(),
                io::BufWriter::new(io::stdout().lock()),
            )
        }
        [Some("judge"), Some("--me"), ..] => return usage("--me takes names and addresses, with commas between"),
        [Some("agenda")] => run(Task::Agenda),
        [Some("brief"), options @ ..] if !options.contains(&Some("-h")) && !options.contains(&Some("--help")) => {
            match brief(options) {
                Ok(task) => run(task),
                Err(why) => return usage(why),
            }
        }
        [Some("transcript"), options @ ..] if !options.iter().any(|o| matches!(o, Some("-h" | "--help"))) => {
            match transcript::order(args.get(1..).unwrap_or_default()) {
                Ok(order) => transcript::run(&order),
                Err(why) => return usage(&why),
            }
        }
        [Some("-h" | "--help")]
        | [Some("transcript"), ..]
        | [Some("judge" | "agenda" | "repair"), Some("-h" | "--help")]
        | [Some("brief"), ..] => io::stdout().write_all(HELP.as_bytes()),
        [Some("repair"), ..] => return repair(&args),
        [Some("-V" | "--version")] => writeln!(io::stdout(), "baton {}", env!("CARGO_PKG_VERSION")),
        [] => return usage("a command is missing: judge, agenda, brief, transcript or repair"),
        [Some("judge"), ..] => return usage("judge takes --explain or --me NAME, and reads standard input"),
        [Some("agenda"), ..] => return usage("the command takes no arguments; it reads standard input"),
        _ => return usage("unknown command; there are judge, agenda, brief, transcript and repair"),
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

/// `repair [--force] IN OUT`; file names need not be text.
fn repair(args: &[OsString]) -> ExitCode {
    let (options, files): (Vec<&OsString>, Vec<&OsString>) =
        args.iter().skip(1).partition(|a| a.as_encoded_bytes().starts_with(b"--"));
    let (force, &[input, output]) = (!options.is_empty(), files.as_slice()) else {
        return usage("repair takes a recording and the name of the repaired file");
    };
    if options.iter().any(|option| *option != "--force") {
        return usage("repair takes --force and no other option");
    }
    match baton::repair::repair(Path::new(input), Path::new(output), force) {
        Ok(done) => {
            let torn = match done.torn_places {
                0 => String::new(),
                1 => ", over one torn place".to_owned(),
                places => format!(", over {places} torn places"),
            };
            let lost = if done.lost_bytes > 0 { format!(", {} bytes left out", done.lost_bytes) } else { String::new() };
            let _ = writeln!(io::stdout(), "recovered {done}{torn}{lost}; {} seek points", done.cues);
            ExitCode::SUCCESS
        }
        Err(error) => {
            let _ = writeln!(io::stderr(), "baton: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The options of `brief`.
fn brief(options: &[Option<&str>]) -> Result<Task, &'static str> {
    let (mut now, mut target) = (None, Target::Plain);
    for pair in options.chunks(2) {
        match pair {
            [Some("--now"), Some(text)] => {
                let read =
                    ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"].iter().find_map(|f| NaiveDateTime::parse_from_str(text, f).ok());
                now = Some(read.ok_or("--now takes a local time such as 2026-03-02T10:30")?);
            }
            [Some("--for"), Some(text)] => {
                let read = Target::ALL.into_iter().find(|t| t.as_str() == *text);
                target = read.ok_or("--for takes plain, markdown, slack, teams, mail, issue or card")?;
            }
            _ => return Err("brief takes --now TIME and --for PLACE, and reads standard input"),
        }
    }
    let now = now.or_else(utc_now).ok_or("the clock of this machine cannot be read; give --now")?;
    Ok(Task::Brief { now, target })
}

/// The machine's own clock, UTC.
fn utc_now() -> Option<NaiveDateTime> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    Some(DateTime::from_timestamp(i64::try_from(since.as_secs()).ok()?, 0)?.naive_utc())
}

fn run(task: Task) -> io::Result<()> {
    baton::lines::run(task, io::stdin().lock(), io::BufWriter::new(io::stdout().lock()))
}

fn usage(why: &str) -> ExitCode {
    let _ = writeln!(io::stderr(), "baton: {why}\nTry `baton --help`.");
    ExitCode::from(2)
}
