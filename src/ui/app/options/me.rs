//! Who "I" is on an invite.

use super::{
    super::choices::Edit,
    super::parts::{Entry, Fold, Words},
    Section as Props,
};
use crate::browser::i18n::t;
use crate::library::Me;
use yew::prelude::*;

/// Names and addresses.
#[component]
pub fn Section(props: &Props) -> Html {
    let me = &props.settings.me;
    let now = me.names.first().or(me.addresses.first()).cloned().unwrap_or_default();
    let add = |list: fn(&mut Me) -> &mut Vec<String>| {
        let edit = props.edit.clone();
        Callback::from(move |word: String| edit.emit(Edit::new(move |s| list(&mut s.me).push(word.clone()))))
    };
    let remove = |list: fn(&mut Me) -> &mut Vec<String>| {
        let edit = props.edit.clone();
        Callback::from(move |word: String| edit.emit(Edit::new(move |s| list(&mut s.me).retain(|w| *w != word))))
    };
    html! {
        <Fold id="me" title={t("me_title", &[])} {now} open=true>
            <p class="quiet-text">{ t("me_text", &[]) }</p>
            <Words id="me-name" label={t("me_names", &[])} hint={t("me_names_hint", &[])} words={me.names.clone()}
                takes={Entry::Name} add={add(|m| &mut m.names)} remove={remove(|m| &mut m.names)} />
            <Words id="me-address" label={t("me_addresses", &[])} hint="ann@example.org" words={me.addresses.clone()}
                takes={Entry::Address} add={add(|m| &mut m.addresses)} remove={remove(|m| &mut m.addresses)} />
        </Fold>
    }
}
