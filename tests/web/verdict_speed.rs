//! How many invites a browser judges in a second, in the code that the extension ships: `cargo xtask bench --only verdict`.

use baton::{
    event::{Event, read_line},
    verdict::judge,
};
use std::hint::black_box;
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

/// Of each round, ms.
const ROUND_MS: f64 = 2_000.0;

#[wasm_bindgen_test]
#[ignore = "a measurement, not a test"]
fn invites_judged_a_second() {
    let text = include_str!("../../data/invites-aside/contrary-words.jsonl");
    let invites: Vec<Event> = text.lines().map(|line| read_line(line.as_bytes()).map_err(|(_, e)| e).unwrap().event).collect();
    let mut rates = Vec::new();
    for _ in 0..5 {
        let (start, mut done) = (js_sys::Date::now(), 0_u32);
        while js_sys::Date::now() - start < ROUND_MS {
            for event in &invites {
                black_box(judge(event));
            }
            done += u32::try_from(invites.len()).unwrap();
        }
        rates.push(f64::from(done) / (js_sys::Date::now() - start) * 1_000.0);
    }
    rates.sort_by(f64::total_cmp);
    console_log!("invites judged a second: median {:.0} ({:.0} to {:.0})", rates[2], rates[0], rates[4]);
}
