//! The clock of the page a face runs in.

use baton::browser::page;
use chrono::Timelike;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn local_time_is_what_the_browser_shows() {
    let date = js_sys::Date::new_0();
    let shown = date.get_hours() * 60 + date.get_minutes();
    let ours = page::local_now().hour() * 60 + page::local_now().minute();
    // a minute may turn between the two looks, at midnight too
    assert!((ours + 24 * 60 - shown) % (24 * 60) <= 1, "{ours} and {shown}");
}

#[wasm_bindgen_test]
fn the_zone_is_an_iana_name() {
    let zone = page::time_zone().unwrap();
    assert!(zone == "UTC" || zone.contains('/'), "{zone}");
}
