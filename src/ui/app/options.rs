//! The person's choices: silenced kinds, sites, self-hosted calendars.

use super::hosts::{Hosts, stored_settings};
use super::sites::SiteList;
use crate::browser::{i18n::t, storage::Local};
use crate::library::{SETTINGS_KEY, Settings};
use crate::store::save;
use crate::ui::control::{Act, shown_now};
use crate::verdict::Kind;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The options.
#[component]
pub fn Options() -> Html {
    let settings = use_state(Settings::default);
    let problem = use_state(|| None::<String>);
    {
        let (settings, problem) = (settings.clone(), problem.clone());
        use_effect_with((), move |()| {
            shown_now();
            spawn_local(async move {
                match stored_settings().await {
                    Ok(stored) => settings.set(stored),
                    Err(e) => problem.set(Some(e.to_string())),
                }
            });
        });
    }
    let listen_again = |kind: Kind| {
        let (settings, problem) = (settings.clone(), problem.clone());
        Callback::from(move |()| {
            let (settings, problem) = (settings.clone(), problem.clone());
            let mut next = (*settings).clone();
            next.silenced.retain(|k| *k != kind);
            spawn_local(async move {
                match save(&Local, SETTINGS_KEY, &next).await {
                    Ok(()) => settings.set(next),
                    Err(e) => problem.set(Some(e.to_string())),
                }
            });
        })
    };
    let on_change = {
        let settings = settings.clone();
        Callback::from(move |next| settings.set(next))
    };
    html! {
        <>
            <section aria-labelledby="silenced-title" id="silenced">
                <h2 id="silenced-title">{ t("silenced_title", &[]) }</h2>
                if settings.silenced.is_empty() { <p class="quiet-text">{ t("silenced_none", &[]) }</p> }
                <ul class="rows">{ for settings.silenced.iter().map(|&kind| html! {
                    <li><span>{ t(&format!("kind_{}", kind.as_str()), &[]) }</span>
                        <Act on={listen_again(kind)}>{ t("silenced_undo", &[]) }</Act></li>
                }) }</ul>
            </section>
            <super::neighbours::NeighboursPart />
            <SiteList />
            <Hosts settings={(*settings).clone()} {on_change} />
            if let Some(problem) = problem.as_ref() { <p class="warn" role="alert">{ problem }</p> }
        </>
    }
}
