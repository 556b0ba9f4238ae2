//! The pages that belong to the browser's own surface: popup, library and options.

mod choices;
mod due;
mod follow_up;
mod hosts;
mod keep_picture;
mod library;
mod neighbours;
mod options;
mod parts;
mod pictures;
mod popup;
mod reminders;
mod sites;

use crate::browser::i18n::{self, t};
use yew::prelude::*;

/// Draws the page that was opened.
pub fn start() {
    let popup = web_sys::window().and_then(|w| w.location().pathname().ok()).is_some_and(|p| p.ends_with("/popup.html"));
    wasm_bindgen_futures::spawn_local(async move {
        // settings that cannot be read are said by the page itself, in the browser's language
        let language = choices::stored().await.ok().and_then(|settings| settings.language);
        i18n::choose(language.as_deref()).await;
        if popup {
            yew::Renderer::<popup::Popup>::new().render();
        } else {
            yew::Renderer::<Pages>::new().render();
        }
    });
}

#[component]
fn Pages() -> Html {
    html! {
        <main class="page">
            <header class="page-head">
                <h1>{ t("name", &[]) }</h1>
                <p class="quiet-text">{ t("tagline", &[]) }</p>
            </header>
            <library::Library />
            <options::Options />
        </main>
    }
}
