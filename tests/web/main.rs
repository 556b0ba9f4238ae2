//! What only a browser can tell: these run inside Chromium and Firefox (`cargo xtask test --only wasm`).

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

mod card;
mod clipboard;
mod clock;
mod port;
mod support;
mod verdict_speed;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
