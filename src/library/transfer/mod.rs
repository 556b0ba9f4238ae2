//! Settings as a file: written by export, read back by import. A file is a stranger's text until every field of it was looked
//! at; it can neither allow a host nor switch a calendar on, and nothing is taken from it while anything in it is wrong.

mod changes;
mod fields;

pub use changes::{Change, changes};

use super::{GrantedHost, SETTINGS_KEY, Settings, migrations, write};
use crate::limits::RECORD_BYTES;
use serde_json::Value;

/// Key that says what the file is.
const MARK: &str = "baton";

/// What a file would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// The settings afterwards.
    pub next: Settings,
    /// What changes, field by field; empty when the file says what is so already.
    pub changes: Vec<Change>,
    /// Hosts that the file names and the person has not allowed: never allowed by the file, only listed.
    pub to_grant: Vec<GrantedHost>,
}

/// Why a file is not taken. Nothing of it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// Too large to be settings.
    #[error("the file is larger than {RECORD_BYTES} bytes; settings are a few kilobytes")]
    Large,
    /// Not JSON.
    #[error("the file is not JSON: {0}")]
    Json(String),
    /// JSON, but nothing Baton exported.
    #[error("the file is not an export of Baton's settings: `baton` should be \"settings\"")]
    Foreign,
    /// Of another version, or without one.
    #[error("{0}")]
    Version(String),
    /// Fields that are wrong.
    #[error("{} of the file's entries cannot be used", .0.len())]
    Fields(Vec<Problem>),
}

/// One entry of a file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands, e.g. `people[2].zone`.
    pub at: String,
    /// What is wrong, one clause.
    pub why: String,
}

/// The file of `settings`: pretty JSON with the schema version. What Baton learned stays out of it, for it is made of the words
/// of invites; so does everything else that is not in [`Settings`].
pub fn export(settings: &Settings) -> Result<String, serde_json::Error> {
    let mut json = write(settings)?;
    if let Some(object) = json.as_object_mut() {
        object.remove("overrides");
        object.insert(MARK.into(), SETTINGS_KEY.into());
    }
    serde_json::to_string_pretty(&json)
}

/// Reads a file against the settings as they are.
pub fn import(text: &str, now: &Settings) -> Result<Import, ImportError> {
    if text.len() > RECORD_BYTES {
        return Err(ImportError::Large);
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut json: Value = serde_json::from_str(text).map_err(|e| ImportError::Json(e.to_string()))?;
    if json.get(MARK).and_then(Value::as_str) != Some(SETTINGS_KEY) {
        return Err(ImportError::Foreign);
    }
    migrations::lift::<Settings>(&mut json).map_err(|e| ImportError::Version(e.to_string()))?;
    let read = fields::read(&json).map_err(ImportError::Fields)?;
    let to_grant = read.hosts.iter().filter(|h| !now.hosts.contains(h)).cloned().collect();
    let mut sites_off = now.sites_off.clone();
    sites_off.extend(read.sites_off.iter().filter(|s| !now.sites_off.contains(s)));
    let next = Settings { hosts: now.hosts.clone(), overrides: now.overrides.clone(), sites_off, ..read };
    let changes = changes(now, &next);
    Ok(Import { next, changes, to_grant })
}
