//! The card shows what an invite says as text, whatever it says.

use crate::support::{browser, document, until};
use baton::event::Event;
use baton::library::Settings;
use baton::ui::card::{
    Card, Host,
    state::{Action, Place},
};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Element;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
struct Props {
    link: Callback<Callback<Action>>,
}

#[component]
fn Holder(props: &Props) -> Html {
    html! { <Card host={Host::Popup} place={Place::Typed} settings={Settings::default()} link={props.link.clone()} /> }
}

async fn card_of(event: Event) -> Element {
    browser("en", &JsValue::NULL);
    let root = document().create_element("div").unwrap();
    document().body().unwrap().append_child(&root).unwrap();
    let actions = Rc::new(RefCell::new(None::<Callback<Action>>));
    let link = {
        let actions = actions.clone();
        Callback::from(move |sent| *actions.borrow_mut() = Some(sent))
    };
    yew::Renderer::<Holder>::with_root_and_props(root.clone(), Props { link }).render();
    let send = until("the card's link", || actions.borrow().clone()).await;
    send.emit(Action::Typed(event));
    until("the card", || root.query_selector(".card .say").unwrap()).await;
    root
}

#[wasm_bindgen_test]
async fn markup_in_an_invite_stays_text() {
    let hostile = r#"<img src=x onerror="globalThis.hit = 1"><b id="evil">Sync</b>"#;
    let event = Event { title: hostile.into(), ..Event::default() };
    let root = card_of(event).await;
    let quoted = root.query_selector(".reasons q").unwrap().unwrap().text_content().unwrap();
    assert_eq!(quoted, hostile, "quoted to the letter");
    assert!(root.query_selector("img, #evil, script").unwrap().is_none());
    root.remove();
}

#[wasm_bindgen_test]
async fn what_is_quoted_from_the_text_is_text_too() {
    let event = Event {
        title: "Weekly status update".into(),
        description: "A round of <script>globalThis.hit = 1</script> status updates, <iframe src=x></iframe> no discussion."
            .into(),
        ..Event::default()
    };
    let root = card_of(event).await;
    assert!(root.query_selector(".reasons q").unwrap().is_some(), "something is quoted");
    assert!(root.query_selector("script, iframe").unwrap().is_none());
    root.remove();
}
