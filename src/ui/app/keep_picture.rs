//! In the popup: a picture of the tab it was opened on, kept with a brief.

use crate::browser::{i18n::t, pictures, storage::Local};
use crate::library::{BRIEF_PREFIX, BriefRecord};
use crate::limits::BRIEFS_SHOWN;
use crate::store::load_all;
use crate::ui::control::Act;
use std::cmp::Reverse;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// The button, then the choice of a brief, then what came of it; nothing where there is no brief.
#[component]
pub fn KeepPicture() -> Html {
    let briefs = use_state(Vec::<BriefRecord>::new);
    let open = use_state(|| false);
    let said = use_state(|| None::<Result<String, String>>);
    let chosen = use_node_ref();
    {
        let briefs = briefs.clone();
        use_effect_with((), move |()| {
            spawn_local(async move {
                // a store that cannot be read is told in the library
                if let Ok((mut all, _)) = load_all::<BriefRecord>(&Local, BRIEF_PREFIX).await {
                    all.sort_by_key(|r| (r.follow_up.closed.is_some(), Reverse(r.made)));
                    all.truncate(BRIEFS_SHOWN);
                    briefs.set(all);
                }
            });
        });
    }
    if briefs.is_empty() {
        return html! {};
    }
    let ask = {
        let (open, said) = (open.clone(), said.clone());
        Callback::from(move |()| {
            said.set(None);
            open.set(true);
        })
    };
    let keep = {
        let (briefs, open, said, chosen) = (briefs.clone(), open.clone(), said.clone(), chosen.clone());
        Callback::from(move |()| {
            let at = chosen.cast::<HtmlSelectElement>().and_then(|select| usize::try_from(select.selected_index()).ok());
            let Some(record) = at.and_then(|at| briefs.get(at)).cloned() else { return };
            // at once, so that a double click keeps one
            open.set(false);
            let said = said.clone();
            spawn_local(async move {
                let kept = pictures::take(&record.id).await;
                said.set(Some(kept.map(|_| record.brief.title).map_err(|why| why.to_string())));
            });
        })
    };
    html! {
        <section class="keep-picture">
            if *open {
                <label for="picture-brief">{ t("picture_with", &[]) }</label>
                <select id="picture-brief" ref={chosen}>
                    // said outright: options are put in from the last to the first, and the first one put in would be the chosen one
                    { for briefs.iter().enumerate().map(|(n, r)| html! {
                        <option value={r.id.clone()} selected={n == 0}>{ &r.brief.title }</option>
                    }) }
                </select>
                <Act class="main" id="picture-keep-now" on={keep}>{ t("picture_keep_now", &[]) }</Act>
            } else {
                <Act class="quiet" id="picture-keep" on={ask}>{ t("picture_keep", &[]) }</Act>
            }
            <div role="status" id="picture-said">{ match &*said {
                None => html! {},
                Some(Ok(title)) => html! { <p>{ t("picture_kept", &[title]) }</p> },
                Some(Err(why)) => html! { <p class="warn">{ t("picture_refused", &[why]) }</p> },
            } }</div>
        </section>
    }
}
