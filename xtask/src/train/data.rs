//! Labelled invites: one JSON object a line, in the command line's form with `outcome`, `kind` and `format` beside it.

use crate::error::{Error, Result};
use baton::{event::read_line, verdict::model::named};
use serde_json::Value;
use std::path::Path;

/// One labelled invite as the model sees it.
pub struct Invite {
    /// Who wrote it: the file's name.
    pub origin: String,

    /// Two-letter language.
    pub lang: String,
    pub outcome: String,
    pub kind: Option<String>,
    pub format: Option<String>,
    /// Feature names and values.
    pub features: Vec<(String, f32)>,
}

/// Reads one file.
pub fn read(path: &Path) -> Result<Vec<Invite>> {
    let text = std::fs::read_to_string(path).map_err(|source| Error::File { path: path.into(), source })?;
    let origin = path.file_stem().and_then(|s| s.to_str()).unwrap_or_default();
    text.lines()
        .enumerate()
        .map(|(n, line)| {
            invite(line, origin).map_err(|why| Error::Content { path: path.into(), why: format!("line {}: {why}", n + 1) })
        })
        .collect()
}

fn invite(line: &str, origin: &str) -> std::result::Result<Invite, String> {
    let label: Value = serde_json::from_str(line).map_err(|e| e.to_string())?;
    let text = |key: &str| label[key].as_str().map(str::to_owned);
    let event = read_line(line.as_bytes()).map_err(|(_, e)| e.to_string())?.event;
    Ok(Invite {
        origin: origin.to_owned(),

        lang: text("lang").unwrap_or_default(),
        outcome: text("outcome").ok_or("no outcome")?,
        kind: text("kind"),
        format: text("format"),
        features: named(&event),
    })
}

/// Reads every `.jsonl` file of a folder, in the order of their names.
pub fn read_folder(folder: &Path) -> Result<Vec<Invite>> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .map_err(|source| Error::File { path: folder.into(), source })?
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "jsonl"))
        .collect();
    files.sort();
    let mut all = Vec::new();
    for file in files {
        all.extend(read(&file)?);
    }
    Ok(all)
}
