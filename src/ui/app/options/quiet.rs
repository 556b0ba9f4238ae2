//! Kinds of meetings without a card, and the receipt.

use super::{super::choices::Edit, super::parts::Fold, Section as Props};
use crate::browser::i18n::t;
use crate::ui::control::Act;
use yew::prelude::*;

/// The list and the switch.
#[component]
pub fn Section(props: &Props) -> Html {
    let s = &props.settings;
    let quiet = s.silenced.len();
    let kinds = s.silenced.iter().map(|&kind| {
        let edit = props.edit.clone();
        let again = Callback::from(move |()| edit.emit(Edit::new(move |s| s.silenced.retain(|k| *k != kind))));
        html! { <li key={kind.as_str()}><span>{ t(&format!("kind_{}", kind.as_str()), &[]) }</span><Act on={again}>{ t("silenced_undo", &[]) }</Act></li> }
    });
    let receipt = {
        let (edit, on) = (props.edit.clone(), s.receipt);
        Callback::from(move |()| edit.emit(Edit::new(move |s| s.receipt = !on)))
    };
    html! {
        <Fold id="silenced" title={t("silenced_title", &[])} now={if quiet == 0 { String::new() } else { quiet.to_string() }}>
            if s.silenced.is_empty() { <p class="quiet-text">{ t("silenced_none", &[]) }</p> }
            if !s.silenced.is_empty() { <ul class="rows" id="silenced-kinds">{ for kinds }</ul> }
            <div class="line">
                <span>{ t("receipt", &[]) }<br /><span class="quiet-text">{ t("receipt_text", &[]) }</span></span>
                <Act class="switch" id="receipt" pressed={s.receipt} label={format!("{} {}", t("receipt", &[]), t(if s.receipt { "on" } else { "off" }, &[]))} on={receipt}>{ t(if s.receipt { "on" } else { "off" }, &[]) }</Act>
            </div>
        </Fold>
    }
}
