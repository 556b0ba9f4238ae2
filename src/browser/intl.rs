//! Zones, numbers and dates as this browser knows them: `Intl` holds the data, so no table is shipped.

use crate::clock::Zones;
use chrono::NaiveDateTime;
use js_sys::{Array, Date, Intl::DateTimeFormat, Object, Reflect};
use std::{cell::RefCell, collections::BTreeMap};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

/// The browser's zone data.
#[derive(Clone, Copy, Debug, Default)]
pub struct Browser;

thread_local! {
    // making a format takes a hundred times as long as using one
    static FORMATS: RefCell<BTreeMap<String, Option<DateTimeFormat>>> = const { RefCell::new(BTreeMap::new()) };
}

impl Zones for Browser {
    fn offset_s(&self, zone: &str, at_utc: NaiveDateTime) -> Option<i32> {
        FORMATS.with_borrow_mut(|all| {
            let format = all.entry(zone.to_owned()).or_insert_with(|| format(zone)).as_ref()?;
            #[allow(clippy::cast_precision_loss)] // milliseconds of this age of the world fit
            let date = Date::new(&(at_utc.and_utc().timestamp_millis() as f64).into());
            let parts = format.format_to_parts(&date);
            let name = parts.iter().find(|part| text(part, "type").as_deref() == Some("timeZoneName"))?;
            offset(&text(&name, "value")?)
        })
    }
}

fn text(object: &JsValue, key: &str) -> Option<String> {
    Reflect::get(object, &key.into()).ok()?.as_string()
}

/// A format that tells the offset, or nothing for a zone that this browser does not know.
fn format(zone: &str) -> Option<DateTimeFormat> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let make: js_sys::Function = Reflect::get(&intl, &"DateTimeFormat".into()).ok()?.dyn_into().ok()?;
    let made =
        Reflect::construct(&make, &Array::of2(&"en-US".into(), &options(&[("timeZone", zone), ("timeZoneName", "longOffset")])));
    made.ok()?.dyn_into().ok()
}

fn options(wanted: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (key, value) in wanted {
        let _ = Reflect::set(&object, &(*key).into(), &(*value).into()); // a fresh object takes any property
    }
    object
}

/// Seconds of `GMT`, `GMT+05:30`, `GMT-03:30:52`.
fn offset(name: &str) -> Option<i32> {
    let rest = name.strip_prefix("GMT")?.replace('\u{2212}', "-");
    if rest.is_empty() {
        return Some(0);
    }
    let sign = if rest.starts_with('-') { -1 } else { 1 };
    let mut seconds = 0;
    for (part, unit) in rest.trim_start_matches(['+', '-']).split(':').zip([3600, 60, 1]) {
        seconds += part.parse::<i32>().ok()? * unit;
    }
    Some(sign * seconds)
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["Number", "prototype", "toLocaleString"], js_name = call)]
    fn number_text(number: f64, locale: &str, options: &Object) -> Result<String, JsValue>;
}

/// An amount of money in the language of the messages, whole units: `€360`. `None` for a currency that this browser does not
/// know.
pub fn money(cents: u64, currency: &str) -> Option<String> {
    #[allow(clippy::cast_precision_loss)] // an amount that a person pays fits
    let units = (cents as f64 / 100.0).round();
    let wanted = options(&[("style", "currency"), ("currency", currency)]);
    let _ = Reflect::set(&wanted, &"maximumFractionDigits".into(), &0.into()); // a fresh object takes any property
    number_text(units, &super::i18n::language(), &wanted).ok()
}
