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

/// An error when the manifest of an extension names a file that its folder does not hold: browsers refuse the whole extension
/// then, and Chromium says so in its log only.
pub fn check_files(folder: &Path) -> Result<()> {
    let file = folder.join("manifest.json");
    let text = fs::read_to_string(&file).at(&file)?;
    let manifest: Value = serde_json::from_str(&text).map_err(|error| content(&file, error))?;
    let missing: Vec<&str> = named_files(&manifest).into_iter().filter(|name| !folder.join(name).is_file()).collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(content(&file, format!("names files that are not there: {}", missing.join(", "))))
    }
}

/// The files that a manifest names, without patterns.
fn named_files(manifest: &Value) -> Vec<&str> {
    const PLACES: [&str; 8] = [
        "/icons",
        "/action/default_icon",
        "/action/default_popup",
        "/options_ui/page",
        "/background/service_worker",
        "/background/scripts",
        "/side_panel/default_path",
        "/sidebar_action/default_panel",
    ];
    let mut values: Vec<&Value> = PLACES.iter().filter_map(|place| manifest.pointer(place)).collect();
    for (list, keys) in [("content_scripts", ["js", "css"].as_slice()), ("web_accessible_resources", ["resources"].as_slice())] {
        let entries = manifest.get(list).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        values.extend(entries.iter().flat_map(|entry| keys.iter().filter_map(|key| entry.get(key))));
    }
    let mut names = Vec::new();
    for value in values {
        match value {
            Value::String(name) => names.push(name.as_str()),
            Value::Array(items) => names.extend(items.iter().filter_map(Value::as_str)),
            Value::Object(keys) => names.extend(keys.values().filter_map(Value::as_str)),
            _ => {}
        }
    }
    names.retain(|name| !name.contains('*'));
    names
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
    fn a_file_that_is_named_but_not_there_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let manifest = json!({
            "icons": {"16": "a.png"}, "background": {"scripts": ["b.js"]}, "action": {"default_popup": "c.html"},
            "content_scripts": [{"js": ["d.js"], "matches": ["https://e.test/*"]}],
            "web_accessible_resources": [{"resources": ["f.html", "g/*"]}],
        });
        fs::write(folder.path().join("manifest.json"), manifest.to_string()).unwrap();
        for name in ["a.png", "b.js", "d.js", "f.html"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        assert!(check_files(folder.path()).unwrap_err().to_string().ends_with("not there: c.html"));
        fs::write(folder.path().join("c.html"), "").unwrap();
        check_files(folder.path()).unwrap();
    }

    #[test]
    fn a_misspelt_browser_is_an_error() {
        let why = for_browser(json!({"a": [{"__fierfox__b": 1}]}), "firefox").unwrap_err();
        assert!(why.contains("__fierfox__b"), "{why}");
    }
}
