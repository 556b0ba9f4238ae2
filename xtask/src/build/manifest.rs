//! One manifest for both browsers: a key `__chrome__x` or `__firefox__x` is `x` for that browser only.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use super::Browser;
use crate::error::{At, Result, content};

/// The manifest of one browser as text, from the shared one in `file`.
pub fn of(file: &Path, browser: Browser, version: &str) -> Result<String> {
    let text = fs::read_to_string(file).at(file)?;
    let shared: Value = serde_json::from_str(&text).map_err(|error| content(file, error))?;
    let mut manifest = for_browser(shared, browser.name()).map_err(|why| content(file, why))?;
    if let Value::Object(keys) = &mut manifest {
        keys.insert("version".to_owned(), Value::String(version.to_owned()));
    }
    let text = serde_json::to_string_pretty(&manifest).map_err(|error| content(file, error))?;
    Ok(text + "\n")
}

/// Applies the prefixes at every depth. A prefixed key beats the plain one, `null` under a prefix removes it.
fn for_browser(value: Value, browser: &str) -> std::result::Result<Value, String> {
    match value {
        Value::Array(items) => items.into_iter().map(|item| for_browser(item, browser)).collect(),
        Value::Object(keys) => {
            let (mut plain, mut own) = (Map::new(), Map::new());
            for (key, value) in keys {
                match prefix(&key)? {
                    None => plain.insert(key, for_browser(value, browser)?),
                    Some((for_whom, key)) if for_whom == browser => own.insert(key.to_owned(), for_browser(value, browser)?),
                    Some(_) => None,
                };
            }
            plain.extend(own);
            plain.retain(|_, value| !value.is_null());
            Ok(Value::Object(plain))
        }
        other => Ok(other),
    }
}

/// Splits `__firefox__background` into `firefox` and `background`.
fn prefix(key: &str) -> std::result::Result<Option<(&str, &str)>, String> {
    let Some(rest) = key.strip_prefix("__") else { return Ok(None) };
    // message placeholders are values (`__MSG_name__`), so a key with two underscores is meant as a prefix
    let (browser, name) = rest.split_once("__").ok_or_else(|| format!("the key {key} has no second `__`"))?;
    if !Browser::ALL.iter().any(|known| known.name() == browser) {
        return Err(format!("the key {key} names no browser that packages are made for"));
    }
    Ok(Some((browser, name)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    fn shared() -> Value {
        json!({
            "name": "__MSG_name__",
            "background": {"x": 1},
            "__firefox__background": {"scripts": ["b.js"], "__chrome__type": "module"},
            "__chrome__incognito": "split",
            "options": {"__firefox__open": true, "open": false, "__chrome__open": null},
            "list": [{"__chrome__dynamic": true, "js": "a"}],
        })
    }

    #[test]
    fn each_browser_gets_its_own_keys_at_every_depth() {
        let firefox = json!({
            "name": "__MSG_name__", "background": {"scripts": ["b.js"]}, "options": {"open": true}, "list": [{"js": "a"}],
        });
        assert_eq!(for_browser(shared(), "firefox").unwrap(), firefox);
        let chrome = json!({
            "name": "__MSG_name__", "background": {"x": 1}, "incognito": "split", "options": {},
            "list": [{"dynamic": true, "js": "a"}],
        });
        assert_eq!(for_browser(shared(), "chrome").unwrap(), chrome);
    }

    #[test]
    fn a_misspelt_browser_is_an_error() {
        let why = for_browser(json!({"a": [{"__fierfox__b": 1}]}), "firefox").unwrap_err();
        assert!(why.contains("__fierfox__b"), "{why}");
    }
}
