//! Measures the verdict on labelled invites: `cargo run --release --example verdict_quality -- invites.jsonl [--wrong tuning]`.
//!
//! The file holds one invite a line, in the command line's form with `outcome`, `kind`, `format` and `origin` beside it. It is
//! halved by a hash of the id: one half may be read while working on the engine, the other tells how far it carries.

use baton::{
    event::read_line,
    verdict::{Outcome, Verdict, judge},
};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    error::Error,
    io::{BufRead, Write},
};

struct Row {
    tuning: bool,
    label: Value,
    verdict: Verdict,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let path = args.next().ok_or("usage: verdict_quality FILE [--wrong]")?;
    let wrong = args.next().is_some_and(|a| a == "--wrong");
    let mut rows = Vec::new();
    let mut slowest = std::time::Duration::ZERO;
    for line in std::io::BufReader::new(std::fs::File::open(path)?).lines() {
        let line = line?;
        let label: Value = serde_json::from_str(&line)?;
        let event = read_line(line.as_bytes()).map_err(|(_, e)| e)?.event;
        let start = std::time::Instant::now();
        let verdict = judge(&event);
        slowest = slowest.max(start.elapsed());
        rows.push(Row { tuning: in_tuning_half(text(&label, "id")), label, verdict });
    }
    let mut out = std::io::stdout().lock();
    for (name, tuning) in [("read while working on the engine", true), ("held back", false)] {
        let half: Vec<&Row> = rows.iter().filter(|r| r.tuning == tuning).collect();
        report(&mut out, name, &half)?;
    }
    writeln!(out, "\nslowest judgement: {slowest:?}")?;
    if wrong {
        for r in rows.iter().filter(|r| r.tuning && r.verdict.outcome.as_str() != text(&r.label, "outcome")) {
            let codes: Vec<String> = r.verdict.reasons.iter().map(|x| format!("{} {:?}", x.code, x.evidence)).collect();
            let title = text(&r.label, "title");
            writeln!(
                out,
                "{} {} → {} | {title} | {}",
                text(&r.label, "id"),
                text(&r.label, "outcome"),
                r.verdict.outcome.as_str(),
                codes.join("; ")
            )?;
        }
    }
    Ok(())
}

fn report(out: &mut impl Write, name: &str, rows: &[&Row]) -> std::io::Result<()> {
    writeln!(out, "\n## {name}: {} invites", rows.len())?;
    let right = |r: &&&Row| r.verdict.outcome.as_str() == text(&r.label, "outcome");
    share(out, "outcome", rows.iter().filter(right).count(), rows.len())?;
    for field in ["origin", "lang"] {
        let mut groups: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
        for r in rows {
            groups.entry(text(&r.label, field)).or_default().push(r);
        }
        for (group, members) in groups {
            share(out, &format!("outcome, {field} {group}"), members.iter().filter(right).count(), members.len())?;
        }
    }
    let live: Vec<&&Row> = rows.iter().filter(|r| text(&r.label, "outcome") == "live").collect();
    share(out, "live called async", live.iter().filter(|r| r.verdict.outcome == Outcome::Async).count(), live.len())?;
    let kinds: Vec<&&Row> = rows.iter().filter(|r| !text(&r.label, "kind").is_empty()).collect();
    share(out, "kind", kinds.iter().filter(|r| r.verdict.kind.as_str() == text(&r.label, "kind")).count(), kinds.len())?;
    let formats: Vec<&&Row> = rows.iter().filter(|r| !text(&r.label, "format").is_empty()).collect();
    let same = |r: &&&&Row| r.verdict.format.is_some_and(|f| f.as_str() == text(&r.label, "format"));
    share(out, "format", formats.iter().filter(same).count(), formats.len())?;
    writeln!(out, "label ↓ / said →   live async split unclear")?;
    for label in Outcome::ALL {
        write!(out, "{:<18}", label.as_str())?;
        for said in Outcome::ALL {
            let n = rows.iter().filter(|r| text(&r.label, "outcome") == label.as_str() && r.verdict.outcome == *said).count();
            write!(out, " {n:>5}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// A share with its Wilson 95 % interval.
fn share(out: &mut impl Write, name: &str, hits: usize, of: usize) -> std::io::Result<()> {
    const Z: f64 = 1.96;
    if of == 0 {
        return writeln!(out, "{name:<28} none");
    }
    #[allow(clippy::cast_precision_loss)]
    let (k, n) = (hits as f64, of as f64);
    let p = k / n;
    let middle = (p + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
    let half = Z / (1.0 + Z * Z / n) * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    writeln!(
        out,
        "{name:<28} {hits:>3}/{of:<3} {:>5.1} %  [{:.1}, {:.1}]",
        p * 100.0,
        (middle - half).max(0.0) * 100.0,
        (middle + half).min(1.0) * 100.0
    )
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value.get(field).and_then(Value::as_str).unwrap_or("")
}

/// Invites of the other half that somebody read while working on the engine: they count as read, not as held back.
#[rustfmt::skip]
const READ: &[&str] = &[
    "w101", "w408", "w004", "w222", "w327", "r038", "r007", "w325", "w127", "w099", "w066", "w387", "w400", "w257", "w040", "r122", "w183", "r049", "w288", "w318", "w383", "w372", "w402", "r003", "w190", "w246", "r023", "r069", "w228", "w154", "r014", "w350", "w309", "w390", "w264", "w013", "w420", "w161", "w217", "w369", "w215", "w248", "w082", "w073", "r001",
];

/// FNV-1a of the id, one bit of it.
fn in_tuning_half(id: &str) -> bool {
    let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    (hash >> 17).is_multiple_of(2) || READ.contains(&id)
}
