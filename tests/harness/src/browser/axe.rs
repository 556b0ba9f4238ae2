//! Accessibility, as axe-core sees it.

use serde::Deserialize;
use serde_json::json;

use super::Session;
use crate::error::{Error, Result};
use crate::locate;

/// One rule that the current document breaks.
#[derive(Debug, Clone, Deserialize)]
pub struct Violation {
    /// Id of the rule, e.g. `color-contrast`.
    pub id: String,
    /// What is wrong, in words.
    pub help: String,
    /// The elements that break it, as HTML.
    pub nodes: Vec<String>,
}

impl Session {
    /// What axe-core finds wrong in the current document or frame; enter the card first to check the card.
    ///
    /// # Errors
    /// When axe-core is not installed or cannot run there.
    pub async fn accessibility_violations(&self) -> Result<Vec<Violation>> {
        let file = locate::npm_dir().join("node_modules/axe-core/axe.min.js");
        let source = std::fs::read_to_string(&file).map_err(|_missing| Error::Missing { what: "axe-core" })?;
        // one script: what it defines is gone in Firefox when the next one starts
        let script = format!(
            "{source};\nconst done = arguments[arguments.length - 1];\n\
             axe.run(document, {{iframes: false, resultTypes: ['violations']}}).then(\n\
             (found) => done({{ok: found.violations.map(({{id, help, nodes}}) => ({{id, help, nodes: nodes.map((n) => n.html)}}))}}),\n\
             (error) => done({{error: String(error)}}));"
        );
        let answer = self.driver.execute_async(script, vec![]).await?;
        let answer = answer.json();
        if let Some(why) = answer.get("error") {
            return Err(Error::Command { command: "axe.run".to_owned(), why: why.to_string() });
        }
        let found = answer.get("ok").cloned().unwrap_or(json!(null));
        serde_json::from_value(found).map_err(|error| Error::Command { command: "axe.run".to_owned(), why: error.to_string() })
    }
}
