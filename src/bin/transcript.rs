//! `baton transcript`: one file in, one file out.

use baton::{
    limits::{MAX_LINE_BYTES, TRANSCRIPT_BYTES},
    transcript::{
        estimated,
        export::{Target, export},
        fix::{Glossary, anonymise, rename, speakers},
        import::{Import, import},
    },
};
use std::{
    ffi::{OsStr, OsString},
    fs::File,
    io::{self, Read, Write},
    path::Path,
};

/// What is asked for.
pub struct Order {
    input: OsString,
    output: Option<OsString>,
    target: Target,
    renames: Vec<(String, String)>,
    glossary: Option<OsString>,
    anonymise: bool,
}

/// Reads the arguments behind `transcript`.
pub fn order(args: &[OsString]) -> Result<Order, String> {
    let (mut input, mut output, mut target, mut glossary) = (None, None, None, None);
    let (mut renames, mut hide, mut options) = (Vec::new(), false, true);
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        let mut value = |what: &str| rest.next().cloned().ok_or(format!("{} takes {what}", arg.display()));
        match arg.to_str().filter(|_| options) {
            Some("--") => options = false,
            Some("--to") => target = Some(target_of(&value("vtt, srt, txt, md or json")?)?),
            Some("--rename") => {
                let pair = value("\"NAME=NEW NAME\"")?;
                let pair =
                    pair.to_str().and_then(|p| p.split_once('=')).filter(|(a, b)| !a.trim().is_empty() && !b.trim().is_empty());
                let (from, to) = pair.ok_or("--rename takes \"NAME=NEW NAME\"")?;
                renames.push((from.to_owned(), to.to_owned()));
            }
            Some("--glossary") => glossary = Some(value("a file of `heard = meant` lines")?),
            Some("--anonymise") => hide = true,
            Some("-o" | "--output") => output = Some(value("a file")?),
            Some(unknown) if unknown.starts_with('-') && unknown != "-" => {
                return Err(format!("transcript has no option {unknown}"));
            }
            _ if input.is_some() => return Err("transcript reads one file".into()),
            _ => input = Some(arg.clone()),
        }
    }
    let input = input.ok_or("transcript takes a file, or - for standard input")?;
    // the name of OUT says what it is, where nothing else does
    let by_name = output.as_ref().and_then(|o| target_of(Path::new(o).extension()?).ok());
    Ok(Order { input, target: target.or(by_name).unwrap_or(Target::Txt), output, renames, glossary, anonymise: hide })
}

fn target_of(name: &OsStr) -> Result<Target, String> {
    Target::ALL.into_iter().find(|t| name == t.as_str()).ok_or_else(|| "--to takes vtt, srt, txt, md or json".into())
}

/// Does it. What is wrong with the file goes to standard error, a line each; an error is the last of them.
pub fn run(order: &Order) -> io::Result<()> {
    let name = if order.input == "-" { "standard input".into() } else { order.input.to_string_lossy().into_owned() };
    let wrong = |why: String| io::Error::new(io::ErrorKind::InvalidData, why);
    let bytes = read(&order.input, TRANSCRIPT_BYTES).map_err(|e| io::Error::new(e.kind(), format!("{name}: {e}")))?;
    let Import { mut transcript, problems, unlisted, .. } = import(&bytes).map_err(|e| wrong(format!("{name}: {e}")))?;
    let mut notes = io::stderr().lock();
    for problem in &problems {
        writeln!(notes, "baton: {name}: {problem}")?;
    }
    if unlisted > 0 {
        writeln!(notes, "baton: {name}: {unlisted} more faults of this kind")?;
    }
    for (from, to) in &order.renames {
        if rename(&mut transcript, from, to) == 0 {
            writeln!(notes, "baton: nobody is called {from:?}; there are: {}", speakers(&transcript).join(", "))?;
        }
    }
    if let Some(path) = &order.glossary {
        let shown = path.display();
        let bytes = read(path, MAX_LINE_BYTES).map_err(|e| io::Error::new(e.kind(), format!("{shown}: {e}")))?;
        let text = String::from_utf8(bytes).map_err(|_| wrong(format!("{shown}: not UTF-8; save it as UTF-8")))?;
        Glossary::read(&text).map_err(|e| wrong(format!("{shown}: {e}")))?.apply(&mut transcript);
    }
    if order.anonymise {
        anonymise(&mut transcript).map_err(|e| wrong(format!("{name}: {e}")))?;
    }
    let untimed = estimated(&transcript);
    let text = export(&transcript, order.target).map_err(|e| wrong(format!("{name}: {e}")))?;
    if order.target.needs_times() && untimed > 0 {
        writeln!(notes, "baton: {name}: {untimed} of {} times are estimated from those around them", transcript.cues.len())?;
    }
    match &order.output {
        None => {
            let mut out = io::stdout().lock();
            out.write_all(text.as_bytes())?;
            out.flush()
        }
        Some(path) if same_file(path, &order.input) => Err(wrong(format!("{name}: OUT is IN; give another name"))),
        Some(path) => write(path, text.as_bytes()),
    }
}

/// The whole of a file, and no more than one byte beyond the limit, which tells that there is more.
fn read(path: &OsStr, limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    if path == "-" {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)?;
    } else {
        File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// What was recorded is not written over.
fn same_file(a: &OsStr, b: &OsStr) -> bool {
    matches!((Path::new(a).canonicalize(), Path::new(b).canonicalize()), (Ok(a), Ok(b)) if a == b)
}

fn write(path: &OsStr, bytes: &[u8]) -> io::Result<()> {
    let told = |e: io::Error| io::Error::new(e.kind(), format!("{}: {e}", path.display()));
    let mut file = File::create(path).map_err(told)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(told)
}
