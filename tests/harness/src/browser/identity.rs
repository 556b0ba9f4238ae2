//! Under which address a browser shows the pages of the extension.

use std::path::Path;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::Browser;
use crate::error::{Error, Result, Tried};

/// The host part of `moz-extension://…`: random for every profile, so tests pin it by a preference.
pub(super) const FIREFOX_UUID: &str = "6ba7b810-9dad-41d1-80b4-00c04fd430c8";

/// Identity of the unpacked extension in `folder`.
#[derive(Debug, Clone)]
pub(super) struct Identity {
    /// What the browser calls the extension.
    pub(super) id: String,
    /// Start of the address of its pages, with a slash at the end.
    pub(super) base: String,
}

impl Identity {
    pub(super) fn of(browser: Browser, folder: &Path) -> Result<Self> {
        let manifest = folder.join("manifest.json");
        let bad = |why: String| Error::BadFile { file: manifest.clone(), why };
        let text = std::fs::read_to_string(&manifest).map_err(|_missing| Error::NotBuilt(folder.to_path_buf()))?;
        let parsed: Value = serde_json::from_str(&text).map_err(|error| bad(error.to_string()))?;
        match browser {
            Browser::Chrome => {
                let folder = folder.canonicalize().tried(format!("resolve {}", folder.display()))?;
                let id = chrome_id(folder.as_os_str().as_encoded_bytes());
                Ok(Self { base: format!("chrome-extension://{id}/"), id })
            }
            Browser::Firefox => {
                let id = parsed.pointer("/browser_specific_settings/gecko/id").and_then(Value::as_str);
                let id = id.ok_or_else(|| bad("has no browser_specific_settings.gecko.id".to_owned()))?.to_owned();
                Ok(Self { id, base: format!("moz-extension://{FIREFOX_UUID}/") })
            }
        }
    }
}

/// Chromium names an unpacked extension without a key after its path: the first 128 bits of its SHA-256, written with a to p.
fn chrome_id(path: &[u8]) -> String {
    let digest = Sha256::digest(path);
    let letter = |half: u8| char::from(b'a' + half);
    digest.iter().take(16).flat_map(|byte| [letter(byte >> 4), letter(byte & 15)]).collect()
}
