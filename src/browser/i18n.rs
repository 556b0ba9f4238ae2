//! Messages from `extension/_locales`: in the browser's language, or in the one that the person chose.

use super::ext::{self, ExtError, settle};
use crate::library::settings::messages::filled;
use std::cell::RefCell;
use std::collections::HashMap;
use wasm_bindgen::{JsCast, JsValue, prelude::*};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = fetch, catch)]
    fn fetch(url: &str) -> Result<js_sys::Promise, JsValue>;
    type Response;
    #[wasm_bindgen(method, catch)]
    fn json(this: &Response) -> Result<js_sys::Promise, JsValue>;
}

#[derive(serde::Deserialize)]
struct Entry {
    message: String,
}

thread_local! {
    /// The chosen language's messages; none while the browser's own are used.
    static CHOSEN: RefCell<Option<HashMap<String, Entry>>> = const { RefCell::new(None) };
}

/// Speaks `language` from now on, or the browser's where it is absent or Baton has no words for it. Call it before the first draw.
pub async fn choose(language: Option<&str>) {
    let Some(language) = language else { return };
    if language == ext::get_message("language", &js_sys::Array::new()) {
        return;
    }
    let Ok(messages) = packed(language).await else { return };
    CHOSEN.with_borrow_mut(|slot| *slot = Some(messages));
    if let Some(root) = web_sys::window().and_then(|w| w.document()).and_then(|d| d.document_element()) {
        let _ = root.set_attribute("lang", language); // an element of our own page takes any attribute
        let _ = root.set_attribute("dir", "ltr"); // as all languages there are today
    }
}

async fn packed(language: &str) -> Result<HashMap<String, Entry>, ExtError> {
    let response = settle(fetch(&format!("/_locales/{language}/messages.json"))).await?;
    let json = settle(response.unchecked_into::<Response>().json()).await?;
    ext::from_js(json)
}

/// The message of `key` with `$1`… filled in; nothing when there is none.
fn message(key: &str, fill: &[&str]) -> Option<String> {
    let chosen = CHOSEN.with_borrow(|chosen| chosen.as_ref().map(|all| all.get(key).map(|e| filled(&e.message, fill))));
    match chosen {
        Some(text) => text,
        None => {
            let list: js_sys::Array = fill.iter().map(|part| JsValue::from_str(part)).collect();
            Some(ext::get_message(key, &list)).filter(|text| !text.is_empty())
        }
    }
}

/// The message `key` with `$1`, `$2`… filled in. A key that is not there shows itself, so that it is noticed.
pub fn t(key: &str, fill: &[&str]) -> String {
    message(key, fill).unwrap_or_else(|| format!("[{key}]"))
}

/// The message `key`, or `fallback` when this locale has none.
pub fn t_or(key: &str, fallback: &str) -> String {
    message(key, &[]).unwrap_or_else(|| fallback.to_owned())
}

/// BCP 47 tag of the language that messages are shown in, for numbers and dates beside them: the browser's own tag where it
/// is of that language (`en-GB`), else the language alone. Browsers may show messages in another language than their own.
pub fn language() -> String {
    let (own, shown) = (ext::ui_language(), t("language", &[]));
    if own.split('-').next() == Some(shown.as_str()) { own } else { shown }
}
