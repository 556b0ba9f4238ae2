//! The pages that belong to the browser's own surface: popup, library and options.

mod due;
mod follow_up;
mod hosts;
mod library;
mod neighbours;
mod options;
mod popup;
mod reminders;
mod sites;

use crate::browser::i18n::t;
use yew::prelude::*;

/// Draws the page that was opened.
pub fn start() {
    let popup = web_sys::window().and_then(|w| w.location().pathname().ok()).is_some_and(|p| p.ends_with("/popup.html"));
    if popup {
        yew::Renderer::<popup::Popup>::new().render();
    } else {
        yew::Renderer::<Pages>::new().render();
    }
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
