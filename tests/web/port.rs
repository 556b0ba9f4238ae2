//! The frame's end of the port: only a real handover opens it, and only real messages come through.

use crate::support::{browser, get, set, settled, until};
use baton::browser::port::{AgentPort, await_agent};
use baton::protocol::orders::Said;
use baton::protocol::requests::Welcome;
use js_sys::{Array, Function, JSON, Object};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{MessageEvent, MessagePort};

const WELCOME: &str = r#"{"welcome": {"agent_token": "t2", "site": "sogo", "surface": "editor", "settings": {}}}"#;
const HANDOVER: &str = r#"{"baton": 1, "session": "s", "token": "t1"}"#;

fn js(text: &str) -> JsValue {
    JSON::parse(text).unwrap()
}

/// A `message` as a window hears it.
fn message(data: &JsValue, port: Option<&MessagePort>) -> JsValue {
    let init = Object::new();
    set(&init, "data", data);
    set(&init, "ports", &port.map_or_else(Array::new, |port| Array::of1(port)));
    Function::new_with_args("init", "return new MessageEvent('message', init)").call1(&JsValue::NULL, &init).unwrap()
}

fn channel() -> (MessagePort, MessagePort) {
    let channel = Function::new_no_args("return new MessageChannel()").call0(&JsValue::NULL).unwrap();
    (get(&channel, "port1").unchecked_into(), get(&channel, "port2").unchecked_into())
}

/// The listener that the frame's boot script would call, and what was handed out.
fn waiting() -> (Function, Rc<RefCell<Vec<(AgentPort, Welcome)>>>) {
    let global = js_sys::global();
    set(&global, "batonListen", &Function::new_with_args("hear", "globalThis.hearing = hear"));
    let opened = Rc::new(RefCell::new(Vec::new()));
    let sink = opened.clone();
    await_agent(move |port, welcome| sink.borrow_mut().push((port, welcome)));
    (get(&global, "hearing").unchecked_into(), opened)
}

#[wasm_bindgen_test]
async fn rubbish_opens_nothing() {
    browser("en", &js(WELCOME));
    let (hear, opened) = waiting();
    let (_ours, theirs) = channel();
    let rubbish = [
        "null",
        "1",
        "\"baton\"",
        "[]",
        "{}",
        r#"{"baton": 1}"#,
        r#"{"baton": 2, "session": "s", "token": "t1"}"#,
        r#"{"baton": 1, "session": 7, "token": {}}"#,
        r#"{"baton": "1", "session": "s", "token": "t1"}"#,
    ];
    for data in rubbish {
        hear.call1(&JsValue::NULL, &message(&js(data), Some(&theirs))).unwrap();
    }
    hear.call1(&JsValue::NULL, &message(&js(HANDOVER), None)).unwrap();
    settled().await;
    assert!(opened.borrow().is_empty());
}

#[wasm_bindgen_test]
async fn a_background_that_does_not_know_the_token_opens_nothing() {
    for answer in ["null", "{}", r#"{"refused": "no"}"#, r#""done""#, r#"{"welcome": {"agent_token": 1}}"#] {
        browser("en", &js(answer));
        let (hear, opened) = waiting();
        let (_ours, theirs) = channel();
        hear.call1(&JsValue::NULL, &message(&js(HANDOVER), Some(&theirs))).unwrap();
        settled().await;
        assert!(opened.borrow().is_empty(), "{answer}");
    }
}

#[wasm_bindgen_test]
async fn the_frame_proves_itself_once_and_hears_only_what_parses() {
    browser("en", &js(WELCOME));
    let (hear, opened) = waiting();
    let (ours, theirs) = channel();
    let orders = Rc::new(RefCell::new(Vec::<JsValue>::new()));
    let sink = orders.clone();
    let on_order = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| sink.borrow_mut().push(event.data()));
    ours.set_onmessage(Some(on_order.as_ref().unchecked_ref()));
    hear.call1(&JsValue::NULL, &message(&js(HANDOVER), Some(&theirs))).unwrap();
    // a replay of the same words opens no second card
    let (_other, again) = channel();
    hear.call1(&JsValue::NULL, &message(&js(HANDOVER), Some(&again))).unwrap();
    let (port, welcome) = until("the port", || opened.borrow().first().cloned()).await;
    settled().await;
    assert_eq!(opened.borrow().len(), 1);
    assert_eq!((welcome.surface.as_str(), port.session.as_str()), ("editor", "s"));
    assert_eq!(JSON::stringify(&orders.borrow()[0]).unwrap(), r#"{"do":"prove","token":"t2"}"#);

    let said = Rc::new(RefCell::new(Vec::<Said>::new()));
    let sink = said.clone();
    port.listen(move |what| sink.borrow_mut().push(what));
    let hostile = [
        "null",
        "7",
        "[]",
        "{}",
        r#"{"say": "values"}"#,
        r#"{"say": "values", "url": 1, "fields": []}"#,
        r#"{"say": "answer", "id": -1, "ok": true}"#,
        r#"{"say": "answer", "id": 4294967296, "ok": true}"#,
        r#"{"say": "eval", "code": "1"}"#,
        r#"{"say": {"say": "orphan"}}"#,
        r#"{"say": "values", "url": "x", "fields": {"title": {"rung": "0", "matched": 1, "value": "x"}}}"#,
    ];
    for data in hostile {
        ours.post_message(&js(data)).unwrap();
    }
    ours.post_message(&js(r#"{"say": "values", "url": "u", "fields": {"title": {"rung": 0, "matched": 1, "value": "Sync"}}}"#))
        .unwrap();
    ours.post_message(&js(r#"{"say": "orphan"}"#)).unwrap();
    until("the last word", || said.borrow().contains(&Said::Orphan).then_some(())).await;
    let heard = said.borrow();
    assert_eq!(heard.len(), 2, "{heard:?}");
    assert!(matches!(&heard[0], Said::Values { fields, .. } if fields["title"].text() == Some("Sync")), "{heard:?}");
}
