//! Copying where a frame may not use the clipboard interface, and where it may.

use crate::support::{cast, document, get, set};
use baton::browser::page;
use js_sys::{Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlInputElement};

const TEXT: &str = "# Weekly status\n\n1. What is done?\n<b>not markup</b> 日本語";

/// Puts `copy` in the place of the browser's copy command for one document, and takes it away again.
struct Command;

impl Command {
    fn is(body: &str) -> Self {
        set(&document(), "execCommand", &Function::new_with_args("name", body));
        Self
    }
}

impl Drop for Command {
    fn drop(&mut self) {
        let _own = Reflect::delete_property(&Object::from(JsValue::from(document())), &"execCommand".into());
    }
}

fn leftovers() -> u32 {
    document().query_selector_all("textarea").unwrap().length()
}

#[wasm_bindgen_test]
async fn the_copy_command_gets_the_whole_text_and_the_focus_comes_back() {
    let field: HtmlInputElement = document().create_element("input").unwrap().dyn_into().unwrap();
    document().body().unwrap().append_child(&field).unwrap();
    let field: HtmlElement = field.into();
    field.focus().unwrap();
    let command = Command::is(
        "const e = document.activeElement; globalThis.copied = name + ':' + e.value.slice(e.selectionStart, e.selectionEnd); return true",
    );
    let done = page::copy(TEXT.to_owned()).await;
    drop(command);
    assert!(done);
    assert_eq!(get(&js_sys::global(), "copied").as_string().unwrap(), format!("copy:{TEXT}"));
    assert_eq!(leftovers(), 0, "nothing is left in the page");
    assert!(document().active_element().is_some_and(|e| e.is_same_node(Some(&field))), "the focus is where it was");
    field.remove();
}

#[wasm_bindgen_test]
async fn where_the_command_refuses_the_clipboard_is_asked_and_its_answer_told() {
    let command = Command::is("return false");
    let clipboard = get(&web_sys::window().unwrap().navigator(), "clipboard");
    for (answer, wanted) in [("Promise.resolve()", true), ("Promise.reject(new Error('not allowed'))", false)] {
        let write = Function::new_with_args("text", &format!("globalThis.copied = text; return {answer}"));
        set(&clipboard, "writeText", &write);
        assert_eq!(page::copy(TEXT.to_owned()).await, wanted, "{answer}");
        assert_eq!(get(&js_sys::global(), "copied").as_string().unwrap(), TEXT);
        assert_eq!(leftovers(), 0);
    }
    assert!(Reflect::delete_property(&cast::<Object>(clipboard), &"writeText".into()).unwrap());
    drop(command);
}
