//! What the person decided against verdicts: each with its day, and taken back as easily.

use super::{super::choices::Edit, super::parts::Fold, Section as Props};
use crate::browser::{i18n::t, page};
use crate::library::overrides::unlearn;
use crate::ui::control::Act;
use crate::verdict::Outcome;
use yew::prelude::*;

/// The list, youngest first.
#[component]
pub fn Section(props: &Props) -> Html {
    let all = &props.settings.overrides;
    let rows = all.iter().rev().map(|decided| {
        let (edit, id) = (props.edit.clone(), decided.id.clone());
        let undo = Callback::from(move |()| {
            let id = id.clone();
            edit.emit(Edit::new(move |s| unlearn(s, &id)));
        });
        let key = if decided.outcome == Outcome::Async { "learned_async" } else { "learned_live" };
        html! {
            <li key={decided.id.clone()}>
                <span>{ t(key, &[&decided.title]) }<br /><span class="quiet-text">{ page::day(decided.made) }{ " · " }{ t(&format!("kind_{}", decided.kind.as_str()), &[]) }</span></span>
                <Act label={t("forget_label", &[&decided.title])} on={undo}>{ t("forget", &[]) }</Act>
            </li>
        }
    });
    html! {
        <Fold id="learned" title={t("learned_title", &[])} now={if all.is_empty() { String::new() } else { all.len().to_string() }}>
            <p class="quiet-text">{ t(if all.is_empty() { "learned_none" } else { "learned_text" }, &[]) }</p>
            if !all.is_empty() { <ul class="rows">{ for rows }</ul> }
        </Fold>
    }
}
