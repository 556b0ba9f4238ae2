//! JSON lines in, JSON lines out: what the command line does, with any reader and writer.

use crate::{
    agenda,
    attend::{self, Attend},
    brief::{self, Target},
    clock::Zones,
    event::{Event, InputError, Line, read_line},
    library::{Me, Settings},
    limits::MAX_LINE_BYTES,
    signals::{self, Facts, Signal},
    verdict::{self, Format, Kind, Outcome, Reason, Source, Verdict},
    wording::Language,
};
use chrono::NaiveDateTime;
use serde::Serialize;
use serde_json::Value;
use std::io::{self, BufRead, Read, Write};

/// What is done with each line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// The verdict.
    Judge,
    /// The verdict taken apart: probabilities, phrases, and what each feature weighs.
    Explain,
    /// The drafted agenda.
    Agenda,
    /// The drafted brief; `now` is the writer's local wall-clock time.
    Brief {
        /// When it is sent.
        now: NaiveDateTime,
        /// For which place `text` is written.
        target: Target,
    },
}

#[derive(Serialize)]
struct VerdictLine {
    id: Value,
    outcome: Outcome,
    kind: Kind,
    format: Option<Format>,
    score: f32,
    reasons: Vec<ReasonLine>,
    signals: Vec<SignalLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attend: Option<Attend>,
}

/// What could be better about the invite, whatever the verdict.
#[derive(Serialize)]
struct SignalLine {
    code: &'static str,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
}

#[derive(Serialize)]
struct ExplainLine {
    id: Value,
    outcome: Outcome,
    kind: Kind,
    #[serde(flatten)]
    explanation: verdict::Explanation,
    signals: Vec<SignalLine>,
}

#[derive(Serialize)]
struct ReasonLine {
    code: String,
    text: String,
    evidence: Option<String>,
    source: String,
}

#[derive(Serialize)]
struct AgendaLine {
    id: Value,
    outcome: Outcome,
    desired_outcome: String,
    items: Vec<ItemLine>,
    text: String,
}

#[derive(Serialize)]
struct ItemLine {
    number: usize,
    question: String,
    outcome: String,
    owner: Option<String>,
    minutes: u32,
}

#[derive(Serialize)]
struct BriefLine {
    id: Value,
    outcome: Outcome,
    format: Format,
    title: String,
    context: String,
    questions: Vec<String>,
    owner: Option<String>,
    reply_by: String,
    default_action: String,
    readers: Vec<String>,
    missing: Vec<&'static str>,
    text: String,
}

#[derive(Serialize)]
struct ErrorLine {
    line: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Value>,
    error: String,
}

/// Reads `input` line by line and writes one line for each that is not empty, in order. No more than one line is held.
///
/// # Errors
/// Only those of `input` and `output`; what is wrong with a line is written as its answer.
pub fn run(task: Task, input: impl BufRead, output: impl Write) -> io::Result<()> {
    run_for(task, &Me::default(), input, output)
}

/// As [`run`]; where `me` says who the person is, [`Task::Judge`] answers from their side too, in `attend`.
///
/// # Errors
/// As [`run`].
pub fn run_for(task: Task, me: &Me, mut input: impl BufRead, mut output: impl Write) -> io::Result<()> {
    let mut bytes = Vec::new();
    let mut number = 0_u64;
    loop {
        bytes.clear();
        let limit = u64::try_from(MAX_LINE_BYTES).unwrap_or(u64::MAX) + 1;
        if input.by_ref().take(limit).read_until(b'\n', &mut bytes)? == 0 {
            return output.flush();
        }
        number += 1;
        let whole = bytes.ends_with(b"\n");
        let read = if !whole && bytes.len() > MAX_LINE_BYTES {
            skip_line(&mut input)?;
            Err((None, InputError::TooLong { limit: MAX_LINE_BYTES }))
        } else if bytes.trim_ascii().is_empty() {
            continue;
        } else {
            read_line(&bytes)
        };
        match read {
            Ok(line) => answer(task, me, line, &mut output)?,
            Err((id, error)) => write_line(&mut output, &ErrorLine { line: number, id, error: error.to_string() })?,
        }
        // Somebody may be typing: an answer is due before the next line comes.
        output.flush()?;
    }
}

fn skip_line(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let chunk = input.fill_buf()?;
        if chunk.is_empty() {
            return Ok(());
        }
        let end = chunk.iter().position(|b| *b == b'\n');
        let used = end.map_or(chunk.len(), |at| at + 1);
        input.consume(used);
        if end.is_some() {
            return Ok(());
        }
    }
}

fn answer(task: Task, me: &Me, line: Line, output: &mut impl Write) -> io::Result<()> {
    let verdict = verdict::judge(&line.event);
    match task {
        Task::Judge => write_line(
            output,
            &VerdictLine {
                attend: attend::attend(&line.event, &verdict, me),
                id: line.id,
                outcome: verdict.outcome,
                kind: verdict.kind,
                format: verdict.format,
                score: verdict.score,
                signals: signals_of(&line.event, &verdict).into_iter().map(|s| signal_line(&s, false)).collect(),
                reasons: verdict.reasons.into_iter().map(reason_line).collect(),
            },
        ),
        Task::Explain => write_line(
            output,
            &ExplainLine {
                id: line.id,
                outcome: verdict.outcome,
                kind: verdict.kind,
                explanation: verdict::explain(&line.event),
                signals: signals_of(&line.event, &verdict).into_iter().map(|s| signal_line(&s, true)).collect(),
            },
        ),
        Task::Agenda => {
            let agenda = agenda::draft(&line.event, &verdict);
            let text = agenda::to_lines(&agenda).join("\n");
            let items = agenda.items.into_iter().enumerate().map(|(n, i)| ItemLine {
                number: n + 1,
                question: i.question,
                outcome: i.outcome,
                owner: i.owner,
                minutes: i.minutes,
            });
            write_line(
                output,
                &AgendaLine {
                    id: line.id,
                    outcome: verdict.outcome,
                    desired_outcome: agenda.outcome,
                    items: items.collect(),
                    text,
                },
            )
        }
        Task::Brief { now, target } => {
            let brief = brief::draft_in(&line.event, &verdict, now, Language::of(&line.event, Language::En));
            let missing = brief::check(&brief, now).into_iter().map(brief::Gap::as_str).collect();
            write_line(
                output,
                &BriefLine {
                    id: line.id,
                    outcome: verdict.outcome,
                    format: brief.format,
                    reply_by: brief.reply_by.format("%Y-%m-%dT%H:%M").to_string(),
                    default_action: brief.default_action_text(),
                    missing,
                    text: brief::output(&brief, target),
                    title: brief.title,
                    context: brief.context,
                    questions: brief.questions,
                    owner: Some(brief.owner).filter(|o| !o.is_empty()),
                    readers: brief.readers,
                },
            )
        }
    }
}

fn reason_line(reason: Reason) -> ReasonLine {
    let evidence = (!reason.evidence.is_empty()).then(|| reason.evidence.join(" … "));
    ReasonLine { code: reason.code, text: reason.text, evidence, source: source_line(&reason.source) }
}

fn source_line(source: &Source) -> String {
    format!("{}: {}", source.name, source.claim)
}

/// A line tells neither a start nor a zone, so no clock is ever asked.
struct NoZones;

impl Zones for NoZones {
    fn offset_s(&self, _zone: &str, _at_utc: NaiveDateTime) -> Option<i32> {
        None
    }
}

/// The signals that a line can raise: those on purpose, size, series and length, at their published thresholds.
fn signals_of(event: &Event, verdict: &Verdict) -> Vec<Signal> {
    signals::signals(&Facts {
        event,
        verdict,
        settings: &Settings::default(),
        zones: &NoZones,
        home: None,
        now_utc: None,
        description_known: true,
        has_block: false,
        is_new: None,
        series_without_agenda: 0,
        neighbours: None,
    })
}

fn signal_line(signal: &Signal, with_source: bool) -> SignalLine {
    SignalLine { code: signal.code, text: signal.english(), source: with_source.then(|| source_line(&signal.source)) }
}

fn write_line(output: &mut impl Write, line: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *output, line)?;
    output.write_all(b"\n")
}
