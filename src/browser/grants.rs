//! Asking the person for one host, and giving it back.

use super::ext::{self, ExtError, settle, to_js};
use crate::library::GrantedHost;

fn origins(host: &GrantedHost) -> Result<wasm_bindgen::JsValue, ExtError> {
    to_js(&serde_json::json!({ "origins": [host.pattern()] }))
}

/// Asks for `host`. The browser's question is opened before this function returns, which must be within a click.
pub fn request(host: &GrantedHost) -> impl Future<Output = Result<bool, ExtError>> + use<> {
    let asked = origins(host).map(|o| ext::permissions_request(&o));
    async move { Ok(settle(asked?).await?.is_truthy()) }
}

/// Gives `host` back.
pub async fn remove(host: &GrantedHost) -> Result<(), ExtError> {
    settle(ext::permissions_remove(&origins(host)?)).await.map(drop)
}
