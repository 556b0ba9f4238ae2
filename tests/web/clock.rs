//! The clock of the page a face runs in.

use crate::support::browser;
use baton::browser::page;
use chrono::Timelike;
use wasm_bindgen::JsValue;
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

#[wasm_bindgen_test]
fn days_are_written_in_the_persons_language() {
    let at = "2026-11-26T16:05:00".parse().unwrap();
    for (language, day, time) in [("en", "Thu", "4:05"), ("de", "Do", "16:05"), ("ja", "木", "16:05")] {
        browser(language, &JsValue::NULL);
        let (short, long) = (page::day(at), page::day_and_time(at));
        assert!(short.contains(day) && short.contains("26"), "{language}: {short}");
        assert!(long.contains(day) && long.contains(time), "{language}: {long}");
        assert!(!short.contains(time), "the day alone: {short}");
    }
}

#[wasm_bindgen_test]
fn a_day_of_summer_time_is_that_day() {
    // the hour that some zones skip
    let at = "2026-03-29T02:30:00".parse().unwrap();
    browser("en", &JsValue::NULL);
    assert!(page::day(at).contains("29"), "{}", page::day(at));
}
