//! Small things of the page a face runs in: clock, zone, clipboard, click guard.

use super::ext::{ExtError, random_id};
use chrono::{DateTime, Datelike, NaiveDateTime, Timelike, Utc};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The person's local wall-clock time now.
pub fn local_now() -> NaiveDateTime {
    let date = js_sys::Date::new_0();
    let local_ms = date.get_time() - date.get_timezone_offset() * 60_000.0;
    #[allow(clippy::cast_possible_truncation)] // milliseconds of this age of the world fit
    DateTime::<Utc>::from_timestamp_millis(local_ms as i64).unwrap_or_default().naive_utc()
}

/// The instant now, UTC, to the millisecond.
pub fn utc_now() -> NaiveDateTime {
    #[allow(clippy::cast_possible_truncation)] // milliseconds of this age of the world fit
    DateTime::<Utc>::from_timestamp_millis(js_sys::Date::now() as i64).unwrap_or_default().naive_utc()
}

/// IANA name of the person's zone, as the browser has it.
pub fn time_zone() -> Option<String> {
    let options = js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new()).resolved_options();
    js_sys::Reflect::get(&options, &"timeZone".into()).ok()?.as_string()
}

/// The day of a local wall-clock time as the person's language writes it, e.g. `Thu 26 Nov`.
pub fn day(at: NaiveDateTime) -> String {
    written(at, &[("weekday", "short"), ("day", "numeric"), ("month", "short")])
}

/// The day and the time, e.g. `Thu 26 Nov, 16:00`.
pub fn day_and_time(at: NaiveDateTime) -> String {
    written(at, &[("weekday", "short"), ("day", "numeric"), ("month", "short"), ("hour", "numeric"), ("minute", "2-digit")])
}

/// The time alone, e.g. `16:00` or `4:00 PM`.
pub fn time(at: NaiveDateTime) -> String {
    written(at, &[("hour", "numeric"), ("minute", "2-digit")])
}

/// A weekday's name, e.g. `Wednesday`.
pub fn weekday(day: chrono::Weekday) -> String {
    // any week will do: the second of January 2023 was a Monday
    let at = chrono::NaiveDate::from_ymd_opt(2023, 1, 2 + day.num_days_from_monday()).unwrap_or_default();
    written(at.into(), &[("weekday", "long")])
}

/// Whether the platform knows this IANA zone.
pub fn is_zone(zone: &str) -> bool {
    let options = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&options, &"timeZone".into(), &zone.into()); // a fresh object takes any property
    // the constructor throws for a zone that is not there, which only `Reflect` gives as an error
    let class: JsValue = js_sys::Reflect::get(&js_sys::global(), &"Intl".into())
        .and_then(|intl| js_sys::Reflect::get(&intl, &"DateTimeFormat".into()))
        .unwrap_or(JsValue::UNDEFINED);
    let arguments = js_sys::Array::of2(&JsValue::UNDEFINED, &options);
    class.dyn_ref::<js_sys::Function>().is_some_and(|class| js_sys::Reflect::construct(class, &arguments).is_ok())
}

/// The IANA zones that the platform lists; empty where it lists none.
pub fn time_zones() -> Vec<String> {
    let list = || {
        let intl = js_sys::Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let values = js_sys::Reflect::get(&intl, &"supportedValuesOf".into()).ok()?.dyn_into::<js_sys::Function>().ok()?;
        values.call1(&intl, &"timeZone".into()).ok()
    };
    list().map(|all| js_sys::Array::from(&all).iter().filter_map(|z| z.as_string()).collect()).unwrap_or_default()
}

/// Opens this page anew, at a part of it.
pub fn reload_at(part: &str) {
    if let Some(location) = web_sys::window().map(|w| w.location())
        && location.set_hash(part).is_ok()
    {
        let _ = location.reload(); // a page that cannot be opened anew shows the old words until it is
    }
}

/// The text of the first file that the person chose in `input`.
pub fn text_of_first_file(input: &web_sys::HtmlInputElement) -> Option<impl Future<Output = Result<String, ExtError>> + use<>> {
    let text = input.files()?.get(0)?.text();
    Some(async move { Ok(JsFuture::from(text).await?.as_string().unwrap_or_default()) })
}

fn written(at: NaiveDateTime, options: &[(&str, &str)]) -> String {
    let wanted = js_sys::Object::new();
    for (key, value) in options {
        let _ = js_sys::Reflect::set(&wanted, &(*key).into(), &(*value).into()); // a fresh object takes any property
    }
    let month = i32::try_from(at.month0()).unwrap_or(0);
    let date = js_sys::Date::new_with_year_month_day_hr_min(
        at.year().unsigned_abs(),
        month,
        at.day().cast_signed(),
        at.hour().cast_signed(),
        at.minute().cast_signed(),
    );
    date.to_locale_string(&super::i18n::language(), &wanted).into()
}

/// The text of a file that the person gave; what is no UTF-8 shows as replacement characters.
pub async fn file_text(file: &web_sys::File) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}

/// Opens `url` in a new tab; must run within a click. Whether the browser let it.
pub fn open(url: &str) -> bool {
    web_sys::window().and_then(|w| w.open_with_url_and_target(url, "_blank").ok().flatten()).is_some()
}

/// A random id for a record.
pub fn new_id() -> String {
    random_id()
}

/// Milliseconds since this document began.
pub fn elapsed_ms() -> f64 {
    web_sys::window().and_then(|w| w.performance()).map_or(0.0, |p| p.now())
}

/// Puts text on the clipboard; must run within a click. Falls back to a selection and the copy command where the page's
/// permissions policy keeps the clipboard interface from frames.
pub async fn copy(text: String) -> bool {
    let Some(window) = web_sys::window() else { return false };
    // the fallback needs the click's activation, so it goes first where a policy is known to forbid the other
    if copy_by_selection(&text).unwrap_or(false) {
        return true;
    }
    JsFuture::from(window.navigator().clipboard().write_text(&text)).await.is_ok()
}

fn copy_by_selection(text: &str) -> Option<bool> {
    let document = web_sys::window()?.document()?;
    let before = document.active_element();
    let area: web_sys::HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_class_name("off-screen");
    area.set_attribute("aria-hidden", "true").ok()?;
    area.set_value(text);
    document.body()?.append_child(&area).ok()?;
    area.select();
    let exec = js_sys::Reflect::get(&document, &"execCommand".into()).ok()?.dyn_into::<js_sys::Function>().ok()?;
    let done = exec.call1(&document, &JsValue::from_str("copy")).ok()?.is_truthy();
    area.remove();
    if let Some(element) = before.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus(); // losing the focus ring is no reason to fail a copy
    }
    Some(done)
}
