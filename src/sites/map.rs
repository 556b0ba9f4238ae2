//! A site map: what Baton knows of one web application's page, as data. Read from `map.toml` at build time.
//!
//! This file is compiled twice: into the library, and into `build.rs`, which refuses a map that does not validate.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Longest selector in bytes; the page agent refuses longer ones too.
pub const MAX_SELECTOR: usize = 500;
/// Most rungs of one ladder; the page agent refuses longer ones too.
pub const MAX_RUNGS: usize = 16;
/// Longest wait between focus and typing, in milliseconds; the page agent cuts longer ones.
pub const MAX_WAIT_MS: u32 = 1000;

/// One supported web application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteMap {
    /// Folder name and identifier, e.g. `google_calendar`.
    pub id: String,
    /// The application's own name, as its makers write it.
    pub name: String,
    /// Host names it lives on. Empty for a self-hosted application: then `recognise` decides, on hosts a person granted.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// Selector that matches something on every page of the application and nowhere else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recognise: Option<String>,
    /// Places that Baton serves, the most specific first: the agent takes the first that is visible.
    #[serde(rename = "surface")]
    pub surfaces: Vec<Surface>,
}

/// A place in a page that Baton serves, e.g. the form of one event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Surface {
    /// Unique within the site.
    pub id: String,
    /// What kind of place it is.
    pub kind: SurfaceKind,
    /// Selectors for its root element, strongest first.
    pub ladder: Vec<String>,
    /// Pieces of which one must be in the page's path; empty for any path.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub url: Vec<String>,
    /// Selectors that must each match something visible in the root, or the root itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub has: Vec<String>,
    /// Selectors that must match nothing visible in the root.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not: Vec<String>,
    /// Where the identifier of the event stands, so that one event is told from the next in a reused node.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub key: Vec<Rung>,
    /// Where the card would rather stand.
    #[serde(default)]
    pub place: Place,
    /// What can be read, written or pressed there.
    pub fields: BTreeMap<String, Field>,
}

/// What a surface is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SurfaceKind {
    /// A form in which an event is created or edited.
    Editor,
}

/// Where the card would rather stand; the agent takes another place when this one covers more of the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Right of the surface, its upper edges level.
    #[default]
    Right,
    /// Left of the surface, its upper edges level.
    Left,
    /// Lower right corner of the window.
    Corner,
    /// Upper right corner of the window.
    Top,
}

/// One field: a ladder of selectors, how the value is read, and what may be done to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Where it is looked up.
    #[serde(default, skip_serializing_if = "Scope::is_surface")]
    pub scope: Scope,
    /// Selectors, strongest first; the first that holds wins.
    pub ladder: Vec<Rung>,
    /// The field is a list: every element of the rung that holds is a row.
    #[serde(default, skip_serializing_if = "is_false")]
    pub rows: bool,
    /// For a list: what is read from each row.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parts: BTreeMap<String, Part>,
    /// How text gets in, for a field that Baton may write.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub write: Option<Write>,
    /// Baton may press it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub press: bool,
    /// It stands on every such surface: without it Baton says less than it should, and reports that.
    #[serde(default, skip_serializing_if = "is_false")]
    pub expected: bool,
}

/// Where a field is looked up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Inside the surface.
    #[default]
    Surface,
    /// In the whole document.
    Page,
}

impl Scope {
    fn is_surface(&self) -> bool {
        *self == Self::Surface
    }
}

/// One step of a ladder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rung {
    /// CSS selector; absent for the surface itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub select: Option<String>,
    /// How the value is read; a list needs none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<Read>,
    /// Only elements that are shown count.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub visible: bool,
}

/// What is read from one row of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// CSS selector below the row; absent for the row itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub select: Option<String>,
    /// How the value is read.
    pub read: Read,
}

/// How a value is read from an element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Read {
    /// The `value` property.
    Value,
    /// `textContent`.
    Text,
    /// A text area's value, or an editable's text with its line breaks.
    Flow,
    /// The `checked` property, else `aria-checked`.
    Checked,
    /// `true` when the element is there.
    Present,
    /// An attribute.
    Attr(String),
    /// The segment of the page's path that follows this one.
    After(String),
}

impl TryFrom<String> for Read {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let name_ok = |n: &str| !n.is_empty() && n.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        Ok(match text.as_str() {
            "value" => Self::Value,
            "text" => Self::Text,
            "flow" => Self::Flow,
            "checked" => Self::Checked,
            "present" => Self::Present,
            other => match other.split_once(':') {
                Some(("attr", name)) if name_ok(name) => Self::Attr(name.into()),
                Some(("after", name)) if name_ok(name) => Self::After(name.into()),
                _ => {
                    return Err(format!(
                        "unknown read `{text}`: use value, text, flow, checked, present, attr:NAME or after:SEGMENT"
                    ));
                }
            },
        })
    }
}

impl From<Read> for String {
    fn from(read: Read) -> Self {
        match read {
            Read::Value => "value".into(),
            Read::Text => "text".into(),
            Read::Flow => "flow".into(),
            Read::Checked => "checked".into(),
            Read::Present => "present".into(),
            Read::Attr(name) => format!("attr:{name}"),
            Read::After(name) => format!("after:{name}"),
        }
    }
}

/// How text gets into a field so that its page notices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Write {
    /// Controls to press, in order, while the field is not there yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<String>,
    /// Names of empty, bubbling events that are dispatched on the field afterwards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
    /// Milliseconds between focus and typing.
    #[serde(default)]
    pub wait_ms: u32,
    /// Take the focus away afterwards.
    #[serde(default, skip_serializing_if = "is_false")]
    pub blur: bool,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // the shape serde asks for
fn is_false(b: &bool) -> bool {
    !*b
}
#[allow(clippy::trivially_copy_pass_by_ref)] // the shape serde asks for
fn is_true(b: &bool) -> bool {
    *b
}
fn yes() -> bool {
    true
}

/// What is wrong with a map; `key` is the path of the faulty key, e.g. `surface.editor.fields.title.ladder[0]`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MapError {
    /// Not a map at all: syntax, unknown key, unknown read kind.
    #[error("the map cannot be read: {0}")]
    Unreadable(String),
    /// Nothing to look for.
    #[error("{key}: the ladder is empty; give at least one selector")]
    EmptyLadder {
        /// Path of the key.
        key: String,
    },
    /// More rungs, or a longer selector or wait, than the page agent takes.
    #[error("{key}: more than {max}")]
    TooMuch {
        /// Path of the key.
        key: String,
        /// The limit.
        max: usize,
    },
    /// Two entries with one name.
    #[error("{key}: `{id}` is there twice")]
    Duplicate {
        /// Path of the key.
        key: String,
        /// The name.
        id: String,
    },
    /// A selector that no page can ever match.
    #[error("{key}: `{selector}` can never be valid: {why}")]
    Selector {
        /// Path of the key.
        key: String,
        /// The selector.
        selector: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// Something Baton never reads, writes or presses.
    #[error("{key}: `{selector}` aims at {what}, which Baton never touches")]
    Forbidden {
        /// Path of the key.
        key: String,
        /// The selector.
        selector: String,
        /// What it aims at.
        what: &'static str,
    },
    /// A part that is missing or does not fit the others.
    #[error("{key}: {why}")]
    Misfit {
        /// Path of the key.
        key: String,
        /// What is missing or does not fit.
        why: &'static str,
    },
}

impl SiteMap {
    /// Checks everything that can be checked without a page.
    ///
    /// # Errors
    /// The first fault, with the key it is in.
    pub fn validate(&self) -> Result<(), MapError> {
        let misfit = |key: &str, why| Err(MapError::Misfit { key: key.into(), why });
        if self.id.is_empty() || !self.id.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
            return misfit("id", "use lower-case letters and `_`");
        }
        if self.hosts.is_empty() && self.recognise.is_none() {
            return misfit("recognise", "a site without hosts needs a selector to be recognised by");
        }
        let mut hosts = BTreeSet::new();
        for host in &self.hosts {
            if host.contains(['/', ':', '*']) || !host.contains('.') {
                return misfit("hosts", "give plain host names, without scheme, port, path or `*`");
            }
            if !hosts.insert(host) {
                return Err(MapError::Duplicate { key: "hosts".into(), id: host.clone() });
            }
        }
        if let Some(css) = &self.recognise {
            selector("recognise", css)?;
        }
        if self.surfaces.is_empty() {
            return misfit("surface", "a site without a surface has nothing for Baton to do");
        }
        let mut ids = BTreeSet::new();
        for surface in &self.surfaces {
            if !ids.insert(&surface.id) {
                return Err(MapError::Duplicate { key: "surface".into(), id: surface.id.clone() });
            }
            surface.validate()?;
        }
        Ok(())
    }

    /// The surface with this identifier.
    pub fn surface(&self, id: &str) -> Option<&Surface> {
        self.surfaces.iter().find(|s| s.id == id)
    }
}

impl Surface {
    fn validate(&self) -> Result<(), MapError> {
        let at = format!("surface.{}", self.id);
        length(&format!("{at}.ladder"), self.ladder.len())?;
        for (list, name) in [(&self.ladder, "ladder"), (&self.has, "has"), (&self.not, "not")] {
            for (i, css) in list.iter().enumerate() {
                selector(&format!("{at}.{name}[{i}]"), css)?;
            }
        }
        for (i, rung) in self.key.iter().enumerate() {
            rung.validate(&format!("{at}.key[{i}]"), true)?;
        }
        for (name, field) in &self.fields {
            field.validate(&format!("{at}.fields.{name}"))?;
        }
        Ok(())
    }
}

impl Field {
    /// Checks one field; `at` is its path in the map, for the error.
    ///
    /// # Errors
    /// The first fault, with the key it is in.
    pub fn validate(&self, at: &str) -> Result<(), MapError> {
        length(&format!("{at}.ladder"), self.ladder.len())?;
        for (i, rung) in self.ladder.iter().enumerate() {
            rung.validate(&format!("{at}.ladder[{i}]"), !self.rows)?;
        }
        for (name, part) in &self.parts {
            if let Some(css) = &part.select {
                selector(&format!("{at}.parts.{name}"), css)?;
            }
        }
        if self.rows == self.parts.is_empty() {
            return Err(MapError::Misfit { key: format!("{at}.parts"), why: "`rows` and `parts` go together" });
        }
        if self.rows && (self.write.is_some() || self.press) {
            return Err(MapError::Misfit { key: at.into(), why: "a list can be neither written nor pressed" });
        }
        if let Some(write) = &self.write {
            if write.wait_ms > MAX_WAIT_MS {
                return Err(MapError::TooMuch { key: format!("{at}.write.wait_ms"), max: MAX_WAIT_MS as usize });
            }
            for (i, css) in write.before.iter().enumerate() {
                let key = format!("{at}.write.before[{i}]");
                selector(&key, css)?;
                pressable(&key, css)?;
            }
        }
        if self.press {
            for (i, rung) in self.ladder.iter().enumerate() {
                let key = format!("{at}.ladder[{i}]");
                match &rung.select {
                    Some(css) => pressable(&key, css)?,
                    None => return Err(MapError::Misfit { key, why: "a surface itself is never pressed" }),
                }
            }
        }
        Ok(())
    }
}

impl Rung {
    fn validate(&self, key: &str, needs_read: bool) -> Result<(), MapError> {
        if let Some(css) = &self.select {
            selector(key, css)?;
        }
        if needs_read && self.read.is_none() {
            return Err(MapError::Misfit { key: key.into(), why: "say how the value is read" });
        }
        Ok(())
    }
}

fn length(key: &str, rungs: usize) -> Result<(), MapError> {
    match rungs {
        0 => Err(MapError::EmptyLadder { key: key.into() }),
        n if n > MAX_RUNGS => Err(MapError::TooMuch { key: key.into(), max: MAX_RUNGS }),
        _ => Ok(()),
    }
}

/// Values nobody should hold, whatever a map says; the page agent refuses them on its own as well.
fn selector(key: &str, css: &str) -> Result<(), MapError> {
    let fault = |why| Err(MapError::Selector { key: key.into(), selector: css.into(), why });
    if css.trim().is_empty() {
        return fault("it is empty");
    }
    if css.len() > MAX_SELECTOR {
        return Err(MapError::TooMuch { key: key.into(), max: MAX_SELECTOR });
    }
    let mut open = Vec::new();
    let mut quote = None;
    let mut escaped = false;
    for c in css.chars() {
        match (escaped, quote, c) {
            (true, _, _) => escaped = false,
            (_, _, '\\') => escaped = true,
            (_, Some(q), _) => quote = if c == q { None } else { Some(q) },
            (_, None, '"' | '\'') => quote = Some(c),
            (_, None, '[') => open.push(']'),
            (_, None, '(') => open.push(')'),
            (_, None, ']' | ')') if open.pop() != Some(c) => return fault("a bracket closes that was not opened"),
            (_, None, '{' | '}' | ';') => return fault("a selector holds no braces or semicolons"),
            _ => {}
        }
    }
    if quote.is_some() {
        return fault("a quote is not closed");
    }
    if !open.is_empty() {
        return fault("a bracket is not closed");
    }
    let edge = |c: char| matches!(c, ',' | '+' | '~' | '>');
    if css.trim_end().ends_with(edge) || css.trim_start().starts_with(edge) {
        return fault("it begins or ends with a combinator");
    }
    let plain = bare(css);
    for (needle, what) in [
        ("[type=password", "a password"),
        ("[autocomplete=cc-", "payment details"),
        ("autocomplete=current-password", "a password"),
    ] {
        if plain.contains(needle) {
            return Err(MapError::Forbidden { key: key.into(), selector: css.into(), what });
        }
    }
    Ok(())
}

fn pressable(key: &str, css: &str) -> Result<(), MapError> {
    let plain = bare(css);
    for (needle, what) in [("[type=submit", "a submit button"), ("a[href", "a link"), ("[href", "a link")] {
        if plain.contains(needle) {
            return Err(MapError::Forbidden { key: key.into(), selector: css.into(), what });
        }
    }
    Ok(())
}

/// The selector in lower case without quotes and spaces, so that one spelling is enough to look for.
fn bare(css: &str) -> String {
    css.chars().filter(|c| !matches!(c, '"' | '\'' | ' ')).flat_map(char::to_lowercase).collect()
}
