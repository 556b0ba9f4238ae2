//! The language that Baton speaks.

use super::{super::choices::Edit, super::parts::Fold, Section as Props};
use crate::browser::{i18n::t, page};
use crate::library::settings::ranges::LANGUAGES;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// A choice of what is there, the browser's own first.
#[component]
pub fn Section(props: &Props) -> Html {
    let chosen = props.settings.language.clone();
    let name = LANGUAGES.iter().find(|l| Some(l.0) == chosen.as_deref()).map_or("", |l| l.1);
    let onchange = {
        let edit = props.edit.clone();
        Callback::from(move |event: Event| {
            let tag = Some(event.target_unchecked_into::<HtmlSelectElement>().value()).filter(|t| !t.is_empty());
            edit.emit(Edit::new(move |s| s.language.clone_from(&tag)));
        })
    };
    {
        let first = use_mut_ref(|| chosen.clone());
        use_effect_with(chosen.clone(), move |now| {
            // every word of the page is another one: it is opened anew, at this section
            if *first.borrow() != *now {
                page::reload_at("language");
            }
        });
    }
    html! {
        <Fold id="language" title={t("language_title", &[])} now={name}>
            <label for="language-choice">{ t("language_label", &[]) }</label>{ " " }
            <select id="language-choice" {onchange}>
                <option value="" selected={chosen.is_none()}>{ t("language_browser", &[]) }</option>
                { for LANGUAGES.iter().map(|(tag, name)| html! { <option value={*tag} lang={*tag} selected={chosen.as_deref() == Some(*tag)}>{ *name }</option> }) }
            </select>
        </Fold>
    }
}
