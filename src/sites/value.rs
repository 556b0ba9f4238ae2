//! What the page agent answers for one field.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// The agent's answer for one surface, by field name.
pub type Values = BTreeMap<String, FieldValue>;

/// One field as the page agent read it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FieldValue {
    /// Index of the rung that held; -1 when none did.
    pub rung: i32,
    /// How many elements that rung hit.
    pub matched: u32,
    /// The value; null when no rung held.
    pub value: Json,
    /// For a list: its rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<Vec<BTreeMap<String, Json>>>,
    /// Rungs that this browser could not parse as a selector.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub broken: Vec<usize>,
}

impl FieldValue {
    /// The value as text, when it is text.
    pub fn text(&self) -> Option<&str> {
        if self.rung < 0 { None } else { self.value.as_str() }
    }

    /// The value as yes or no, when it is that.
    pub fn flag(&self) -> Option<bool> {
        if self.rung < 0 {
            return None;
        }
        match &self.value {
            Json::Bool(b) => Some(*b),
            Json::String(s) if s == "true" => Some(true),
            Json::String(s) if s == "false" => Some(false),
            _ => None,
        }
    }
}
