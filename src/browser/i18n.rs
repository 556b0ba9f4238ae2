//! Messages in the browser's language, from `extension/_locales`.

use super::ext;
use wasm_bindgen::JsValue;

/// The message `key` with `$1`, `$2`… filled in. A key that is not there shows itself, so that it is noticed.
pub fn t(key: &str, fill: &[&str]) -> String {
    let list = js_sys::Array::new();
    for part in fill {
        list.push(&JsValue::from_str(part));
    }
    let text = ext::get_message(key, &list);
    if text.is_empty() { format!("[{key}]") } else { text }
}

/// The message `key`, or `fallback` when this locale has none.
pub fn t_or(key: &str, fallback: &str) -> String {
    let text = ext::get_message(key, &js_sys::Array::new());
    if text.is_empty() { fallback.to_owned() } else { text }
}

/// BCP 47 tag of the language that messages are shown in, for numbers and dates beside them: the browser's own tag where it
/// is of that language (`en-GB`), else the language alone. Browsers may show messages in another language than their own.
pub fn language() -> String {
    let (own, shown) = (ext::ui_language(), t("language", &[]));
    if own.split('-').next() == Some(shown.as_str()) { own } else { shown }
}
