//! The page the tests run in, and the global `ext` that the boot scripts set in Baton's own pages.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Document;

pub fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

pub fn set(target: &JsValue, key: &str, value: &JsValue) {
    assert!(Reflect::set(target, &key.into(), value).unwrap());
}

pub fn get(target: &JsValue, key: &str) -> JsValue {
    Reflect::get(target, &key.into()).unwrap()
}

/// A browser in `language` whose background answers every message with `reply`. Messages show their keys and fillings.
pub fn browser(language: &str, reply: &JsValue) {
    let i18n = Object::new();
    let said = format!("return key === 'language' ? '{language}' : [key, ...fill].join(' ')");
    set(&i18n, "getUILanguage", &Function::new_no_args(&format!("return '{language}'")));
    set(&i18n, "getMessage", &Function::new_with_args("key, fill", &said));
    let runtime = Object::new();
    let answer = Function::new_with_args("reply", "return () => Promise.resolve(reply)").call1(&JsValue::NULL, reply).unwrap();
    set(&runtime, "sendMessage", &answer);
    let ext = Object::new();
    set(&ext, "i18n", &i18n);
    set(&ext, "runtime", &runtime);
    set(&js_sys::global(), "ext", &ext);
}

/// Lets the browser run what is due: tasks of promises, channels and Yew's scheduler.
pub async fn settled() {
    let wait = Promise::new(&mut |done, _| {
        web_sys::window().unwrap().set_timeout_with_callback_and_timeout_and_arguments_0(&done, 50).unwrap();
    });
    JsFuture::from(wait).await.unwrap();
}

/// What `make` gives once it gives something; at most five seconds.
pub async fn until<T>(what: &str, mut make: impl FnMut() -> Option<T>) -> T {
    for _ in 0..100 {
        if let Some(value) = make() {
            return value;
        }
        settled().await;
    }
    wasm_bindgen::throw_str(&format!("waited for {what}"))
}

pub fn cast<T: JsCast>(value: JsValue) -> T {
    value.dyn_into().unwrap()
}
