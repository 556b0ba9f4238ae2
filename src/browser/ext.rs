//! Bindings to the extension interfaces in use, and the few conversions they need.

use crate::protocol::requests::{Reply, Request};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["ext", "runtime"], js_name = sendMessage, catch)]
    fn send_message(message: &JsValue) -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["ext", "runtime"], js_name = getURL)]
    pub(super) fn get_url(path: &str) -> String;
    #[wasm_bindgen(js_namespace = ["ext", "i18n"], js_name = getMessage)]
    pub(super) fn get_message(key: &str, substitutions: &JsValue) -> String;
    #[wasm_bindgen(js_namespace = ["ext", "i18n"], js_name = getUILanguage)]
    pub(super) fn ui_language() -> String;

    #[wasm_bindgen(js_namespace = ["ext", "storage", "local"], js_name = get, catch)]
    pub(super) fn local_get(keys: &JsValue) -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["ext", "storage", "local"], js_name = set, catch)]
    pub(super) fn local_set(items: &JsValue) -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["ext", "storage", "local"], js_name = remove, catch)]
    pub(super) fn local_remove(key: &str) -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["ext", "storage", "session"], js_name = get, catch)]
    pub(super) fn session_get(keys: &JsValue) -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["ext", "storage", "session"], js_name = set, catch)]
    pub(super) fn session_set(items: &JsValue) -> Result<js_sys::Promise, JsValue>;

    #[wasm_bindgen(js_namespace = ["ext", "tabs"], js_name = create, catch)]
    pub(super) fn tabs_create(options: &JsValue) -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["ext", "tabs"], js_name = query, catch)]
    pub(super) fn tabs_query(options: &JsValue) -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["ext", "tabs"], js_name = captureVisibleTab, catch)]
    pub(super) fn capture_visible_tab(options: &JsValue) -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["ext", "permissions"], js_name = request, catch)]
    pub(super) fn permissions_request(options: &JsValue) -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["ext", "permissions"], js_name = remove, catch)]
    pub(super) fn permissions_remove(options: &JsValue) -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["ext", "scripting"], js_name = registerContentScripts, catch)]
    pub(super) fn register_content_scripts(scripts: &JsValue) -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["ext", "scripting"], js_name = unregisterContentScripts, catch)]
    pub(super) fn unregister_content_scripts(filter: &JsValue) -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["ext", "scripting"], js_name = executeScript, catch)]
    pub(super) fn execute_script(injection: &JsValue) -> Result<js_sys::Promise, JsValue>;

    #[wasm_bindgen(js_namespace = ["ext", "alarms"], js_name = create, catch)]
    pub(super) fn alarms_create(name: &str, info: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["ext", "action"], js_name = setBadgeText, catch)]
    pub(super) fn set_badge_text(details: &JsValue) -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["ext", "action"], js_name = setBadgeBackgroundColor, catch)]
    pub(super) fn set_badge_colour(details: &JsValue) -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["ext", "action"], js_name = setTitle, catch)]
    pub(super) fn set_title(details: &JsValue) -> Result<js_sys::Promise, JsValue>;

    #[wasm_bindgen(js_namespace = crypto, js_name = randomUUID)]
    fn random_uuid() -> String;
}

/// A call to the browser that failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExtError {
    /// The browser's own words.
    #[error("{0}")]
    Browser(String),
    /// The answer was not what it should be.
    #[error("unexpected answer: {0}")]
    Shape(String),
}

impl From<JsValue> for ExtError {
    fn from(value: JsValue) -> Self {
        let text = js_sys::Reflect::get(&value, &"message".into()).ok().and_then(|m| m.as_string());
        Self::Browser(text.or_else(|| value.as_string()).unwrap_or_else(|| format!("{value:?}")))
    }
}

/// Waits for a browser promise.
pub(super) async fn settle(promise: Result<js_sys::Promise, JsValue>) -> Result<JsValue, ExtError> {
    Ok(JsFuture::from(promise?).await?)
}

/// A plain JavaScript object of `value` (maps become objects, absent is `undefined`).
pub(super) fn to_js(value: &impl Serialize) -> Result<JsValue, ExtError> {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(|e| ExtError::Shape(e.to_string()))
}

/// A typed value out of anything that came in.
pub(super) fn from_js<T: DeserializeOwned>(value: JsValue) -> Result<T, ExtError> {
    serde_wasm_bindgen::from_value(value).map_err(|e| ExtError::Shape(e.to_string()))
}

/// 122 random bits as hex digits.
pub(super) fn random_id() -> String {
    random_uuid().replace('-', "")
}

/// Asks the background.
pub async fn send(request: &Request) -> Result<Reply, ExtError> {
    let answer = settle(send_message(&to_js(request)?)).await?;
    if answer.is_undefined() || answer.is_null() {
        return Ok(Reply::Nothing {});
    }
    from_js(answer)
}
