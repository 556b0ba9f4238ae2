//! The store in the extension's own storage of this browser (`storage.local`): shared by all contexts, readable by no page.

use super::ext::{self, ExtError, settle, to_js};
use crate::store::{Store, StoreError};
use js_sys::{Object, Reflect};
use serde_json::Value;
use wasm_bindgen::JsValue;

/// `storage.local`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Local;

impl From<ExtError> for StoreError {
    fn from(error: ExtError) -> Self {
        let text = error.to_string();
        let lower = text.to_lowercase();
        if lower.contains("quota") || lower.contains("no space") { Self::Full } else { Self::Refused(text) }
    }
}

impl Store for Local {
    async fn get(&self, key: &str) -> Result<Option<Value>, StoreError> {
        let all = settle(ext::local_get(&key.into())).await?;
        let value = Reflect::get(&all, &key.into()).map_err(ExtError::from)?;
        if value.is_undefined() { Ok(None) } else { Ok(Some(ext::from_js(value)?)) }
    }

    async fn put(&self, key: &str, value: Value) -> Result<(), StoreError> {
        let items = Object::new();
        Reflect::set(&items, &key.into(), &to_js(&value)?).map_err(ExtError::from)?;
        settle(ext::local_set(&items)).await?;
        Ok(())
    }

    async fn delete(&self, key: &str) -> Result<(), StoreError> {
        settle(ext::local_remove(key)).await?;
        Ok(())
    }

    async fn list(&self, prefix: &str) -> Result<Vec<(String, Value)>, StoreError> {
        let all = settle(ext::local_get(&JsValue::NULL)).await?;
        let mut found = Vec::new();
        for entry in Object::entries(&Object::from(all)) {
            let pair = js_sys::Array::from(&entry);
            if let Some(key) = pair.get(0).as_string().filter(|k| k.starts_with(prefix)) {
                found.push((key, ext::from_js(pair.get(1))?));
            }
        }
        found.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(found)
    }
}
