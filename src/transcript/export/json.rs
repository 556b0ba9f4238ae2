//! Baton's own form: `docs/transcript.md`.

use super::ExportError;
use crate::transcript::{Cue, Source, Transcript};
use serde::Serialize;

/// Raised when a reader of the version before would go wrong.
pub(in crate::transcript) const VERSION: u32 = 1;

#[derive(Serialize)]
struct File<'a> {
    baton: &'static str,
    version: u32,
    source: Source,
    language: Option<&'a str>,
    cues: &'a [Cue],
}

pub(super) fn write(transcript: &Transcript) -> Result<String, ExportError> {
    let language = transcript.language.as_deref();
    let file = File { baton: "transcript", version: VERSION, source: transcript.source, language, cues: &transcript.cues };
    let mut text = serde_json::to_string_pretty(&file).map_err(|e| ExportError::Json(e.to_string()))?;
    text.push('\n');
    Ok(text)
}
