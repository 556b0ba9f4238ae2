//! What Baton no longer says: kinds of meetings without a card, and signals that are switched off. And the receipt.

use super::{super::choices::Edit, super::parts::Fold, Section as Props};
use crate::browser::i18n::{t, t_or};
use crate::ui::control::Act;
use yew::prelude::*;

/// Both lists.
#[component]
pub fn Section(props: &Props) -> Html {
    let s = &props.settings;
    let quiet = s.silenced.len() + s.signals_off.len();
    let kinds = s.silenced.iter().map(|&kind| {
        let edit = props.edit.clone();
        let again = Callback::from(move |()| edit.emit(Edit::new(move |s| s.silenced.retain(|k| *k != kind))));
        html! { <li key={kind.as_str()}><span>{ t(&format!("kind_{}", kind.as_str()), &[]) }</span><Act on={again}>{ t("silenced_undo", &[]) }</Act></li> }
    });
    let signals = s.signals_off.iter().map(|code| {
        let (edit, code) = (props.edit.clone(), code.clone());
        let (name, gone) = (t_or(&format!("signal_{code}"), &code), code.clone());
        let again = Callback::from(move |()| {
            let gone = gone.clone();
            edit.emit(Edit::new(move |s| s.signals_off.retain(|c| *c != gone)));
        });
        html! { <li key={code}><span>{ name }</span><Act on={again}>{ t("silenced_undo", &[]) }</Act></li> }
    });
    let receipt = {
        let (edit, on) = (props.edit.clone(), s.receipt);
        Callback::from(move |()| edit.emit(Edit::new(move |s| s.receipt = !on)))
    };
    html! {
        <Fold id="silenced" title={t("silenced_title", &[])} now={if quiet == 0 { String::new() } else { quiet.to_string() }}>
            if s.silenced.is_empty() { <p class="quiet-text">{ t("silenced_none", &[]) }</p> }
            if !s.silenced.is_empty() { <ul class="rows" id="silenced-kinds">{ for kinds }</ul> }
            if !s.signals_off.is_empty() {
                <h3>{ t("signals_off_title", &[]) }</h3>
                <ul class="rows" id="signals-off">{ for signals }</ul>
            }
            <div class="line">
                <span>{ t("receipt", &[]) }<br /><span class="quiet-text">{ t("receipt_text", &[]) }</span></span>
                <Act class="switch" id="receipt" pressed={s.receipt} label={t("receipt", &[])} on={receipt}>{ t(if s.receipt { "on" } else { "off" }, &[]) }</Act>
            </div>
        </Fold>
    }
}
