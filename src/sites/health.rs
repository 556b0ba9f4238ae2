//! How well Baton gets on with a page: which rung of each ladder held. Local only; shown to the person in the popup.

use super::map::Surface;
use super::value::Values;
use serde::{Deserialize, Serialize};

/// One surface, one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// The surface.
    pub surface: String,
    /// All in all.
    pub state: State,
    /// Field by field, in the map's order.
    pub fields: Vec<FieldHealth>,
}

/// All in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Every field that should be there was found by its strongest rung that this page has.
    Well,
    /// Something was not found, is ambiguous, or a selector does not work in this browser.
    Degraded,
    /// The title cannot be read: Baton cannot do its work here.
    Lost,
    /// The page kept removing the card.
    FoughtOff,
}

/// One field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldHealth {
    /// Name of the field in the map.
    pub field: String,
    /// Index of the rung that held, 0 is the strongest; `None` when none did.
    pub rung: Option<u32>,
    /// Number of rungs.
    pub of: u32,
    /// Elements hit.
    pub matched: u32,
    /// Rungs that this browser could not parse.
    pub broken: Vec<usize>,
    /// Without it Baton cannot do its work on this surface.
    #[serde(default)]
    pub needed: bool,
}

impl Health {
    /// The report for a page that kept removing the card.
    pub fn fought_off(surface: String) -> Self {
        Self { surface, state: State::FoughtOff, fields: Vec::new() }
    }

    /// Fields that Baton needs here and did not find.
    pub fn lost(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().filter(|f| f.needed && f.rung.is_none()).map(|f| f.field.as_str())
    }
}

impl FieldHealth {
    /// The strongest rung held.
    pub fn well(&self) -> bool {
        self.rung == Some(0) && self.broken.is_empty()
    }
}

/// Fields without which a surface does not serve.
const VITAL: &str = "title";

/// The report for `surface` from the values the agent sent. Only the absence of fields that the map expects counts; others
/// (guests before the first is invited, a conference) may well not be there.
pub fn report(surface: &Surface, values: &Values) -> Health {
    let fields: Vec<FieldHealth> = surface
        .fields
        .iter()
        .map(|(name, field)| {
            let value = values.get(name);
            FieldHealth {
                field: name.clone(),
                rung: value.and_then(|v| u32::try_from(v.rung).ok()),
                of: u32::try_from(field.ladder.len()).unwrap_or(u32::MAX),
                matched: value.map_or(0, |v| v.matched),
                broken: value.map(|v| v.broken.clone()).unwrap_or_default(),
                needed: field.expected,
            }
        })
        .collect();
    let bad = |f: &FieldHealth| {
        let writable = surface.fields.get(&f.field).is_some_and(|m| m.write.is_some());
        !f.broken.is_empty() || (f.needed && f.rung != Some(0)) || (writable && f.matched > 1)
    };
    let state = match fields.iter().find(|f| f.field == VITAL) {
        None | Some(FieldHealth { rung: None, .. }) => State::Lost,
        Some(_) if fields.iter().any(bad) => State::Degraded,
        Some(_) => State::Well,
    };
    Health { surface: surface.id.clone(), state, fields }
}
