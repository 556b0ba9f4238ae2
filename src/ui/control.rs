//! Buttons that only a person can press.

use crate::browser::page::elapsed_ms;
use crate::limits::CLICK_GUARD_MS;
use std::cell::Cell;
use yew::prelude::*;

thread_local! {
    static SHOWN_MS: Cell<f64> = const { Cell::new(f64::INFINITY) };
}

/// Notes that the face became visible just now; clicks count from [`CLICK_GUARD_MS`] later.
pub fn shown_now() {
    SHOWN_MS.set(elapsed_ms());
}

/// Whether a click may count: made by a person, and not aimed at what stood here before.
fn counts(event: &MouseEvent) -> bool {
    event.is_trusted() && elapsed_ms() - SHOWN_MS.get() >= CLICK_GUARD_MS
}

/// Attributes of [`Act`].
#[derive(PartialEq, Properties)]
pub struct ActProps {
    /// What a press does.
    pub on: Callback<()>,
    /// Style class.
    #[prop_or_default]
    pub class: Classes,
    /// Not possible now.
    #[prop_or_default]
    pub disabled: bool,
    /// Name for screen readers where the content is a sign.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// For toggles: on or off.
    #[prop_or_default]
    pub pressed: Option<bool>,
    /// For disclosures: open or not.
    #[prop_or_default]
    pub expanded: Option<bool>,
    /// Stable name for tests and styles.
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// Content.
    pub children: Html,
}

/// A button.
#[component]
pub fn Act(props: &ActProps) -> Html {
    let onclick = {
        let on = props.on.clone();
        Callback::from(move |event: MouseEvent| {
            if counts(&event) {
                on.emit(());
            }
        })
    };
    html! {
        <button type="button" id={props.id.clone()} class={props.class.clone()} disabled={props.disabled} aria-label={props.label.clone()}
            aria-pressed={props.pressed.map(|p| p.to_string())} aria-expanded={props.expanded.map(|e| e.to_string())} {onclick}>
            { props.children.clone() }
        </button>
    }
}
