//! `web-ext lint`, the checks of Mozilla's store: no error, and every warning explained in `xtask/lint-warnings.toml`.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::build::{self, Browser, Profile};
use crate::error::{At, Error, Result, content};
use crate::locate;
use crate::say::say;
use crate::setup;

/// A finding, or an explanation of one.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Finding {
    code: String,
    file: String,
    text: String,
}

impl Finding {
    fn is_about(&self, other: &Self) -> bool {
        self.code == other.code && self.file == other.file
    }
}

/// Builds and checks.
pub fn lint() -> Result<()> {
    build::build(Profile::Release)?;
    check()
}

/// Checks the Firefox package that was built.
pub fn check() -> Result<()> {
    setup::npm()?;
    let folder = locate::extension_dir(Browser::Firefox.name());
    say("web-ext lint …");
    let mut command = Command::new(setup::node());
    command.arg(setup::package_dir("web-ext").join("bin/web-ext.js"));
    command.args(["lint", "--no-input", "--no-config-discovery", "--output=json", "--source-dir"]).arg(&folder);
    // it ends with a failure when it finds errors, and still writes its report
    let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    let output = output.map_err(|source| Error::Start { program: "web-ext".to_owned(), source })?;
    let report: Value =
        serde_json::from_slice(&output.stdout).map_err(|error| Error::Check(format!("web-ext lint wrote no report: {error}")))?;
    let (errors, warnings) = (findings(&report, "errors"), findings(&report, "warnings"));

    let file = locate::repo_root().join("xtask/lint-warnings.toml");
    let explained = explanations(&file, &fs::read_to_string(&file).at(&file)?)?;
    for warning in &warnings {
        let reason = explained.iter().find(|known| known.is_about(warning)).map_or("NOT EXPLAINED", |known| &known.text);
        say(&format!("warning {} in {}: {}\n  {reason}", warning.code, warning.file, warning.text));
    }
    let wrong = verdict(&errors, &warnings, &explained);
    if wrong.is_empty() {
        say(&format!("0 errors, {} warnings, each with its reason", warnings.len()));
        return Ok(());
    }
    Err(Error::Check(format!("web-ext lint:\n  {}", wrong.join("\n  "))))
}

fn verdict(errors: &[Finding], warnings: &[Finding], explained: &[Finding]) -> Vec<String> {
    let mut wrong: Vec<String> =
        errors.iter().map(|error| format!("error {} in {}: {}", error.code, error.file, error.text)).collect();
    let new = warnings.iter().filter(|warning| !explained.iter().any(|known| known.is_about(warning)));
    wrong.extend(new.map(|warning| format!("warning without a reason: {} in {}", warning.code, warning.file)));
    let stale = explained.iter().filter(|known| !warnings.iter().any(|warning| known.is_about(warning)));
    wrong.extend(stale.map(|known| format!("explained, but no longer warned about: {} in {}", known.code, known.file)));
    wrong
}

fn findings(report: &Value, kind: &str) -> Vec<Finding> {
    let text = |item: &Value, key: &str| item.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let items = report.get(kind).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    items.iter().map(|item| Finding { code: text(item, "code"), file: text(item, "file"), text: text(item, "message") }).collect()
}

fn explanations(file: &Path, text: &str) -> Result<Vec<Finding>> {
    let table: toml::Table = text.parse().map_err(|error| content(file, error))?;
    let entries = table.get("warning").and_then(toml::Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let read = |entry: &toml::Value, key: &str| {
        let value = entry.get(key).and_then(toml::Value::as_str).filter(|value| !value.is_empty());
        value.map(str::to_owned).ok_or_else(|| content(file, format!("each [[warning]] needs `{key}`")))
    };
    entries
        .iter()
        .map(|entry| Ok(Finding { code: read(entry, "code")?, file: read(entry, "file")?, text: read(entry, "reason")? }))
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    #[test]
    fn errors_new_warnings_and_stale_reasons_fail() {
        let report = json!({
            "errors": [{"code": "BAD", "message": "m", "file": "manifest.json"}],
            "warnings": [{"code": "UNSAFE", "message": "m", "file": "wasm/a.js"}, {"code": "UNSAFE", "message": "m", "file": "wasm/b.js"}],
        });
        let text = "[[warning]]\ncode = \"UNSAFE\"\nfile = \"wasm/a.js\"\nreason = \"r\"\n[[warning]]\ncode = \"OLD\"\nfile = \"x\"\nreason = \"r\"\n";
        let explained = explanations(Path::new("w.toml"), text).unwrap();
        let wrong = verdict(&findings(&report, "errors"), &findings(&report, "warnings"), &explained);
        assert_eq!(
            wrong,
            [
                "error BAD in manifest.json: m",
                "warning without a reason: UNSAFE in wasm/b.js",
                "explained, but no longer warned about: OLD in x"
            ]
        );
        assert!(explanations(Path::new("w.toml"), "[[warning]]\ncode = \"A\"\nfile = \"f\"\nreason = \"\"\n").is_err());
    }
}
