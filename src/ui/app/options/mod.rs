//! The person's choices, a section each. Everything is stored at once, and the last change can be taken back.

mod language;
mod learned;
mod me;
mod people;
mod quiet;
mod rate;
mod thresholds;
mod transfer;
mod week;

use super::choices::{Edit, change, stored};
use super::hosts::Hosts;
use super::neighbours::NeighboursPart;
use super::sites::SiteList;
use crate::browser::i18n::t;
use crate::library::Settings;
use crate::ui::control::{Act, shown_now};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What each section gets.
#[derive(PartialEq, Properties)]
pub struct Section {
    /// As stored.
    pub settings: Settings,
    /// Stores a change.
    pub edit: Callback<Edit>,
}

/// What is said below the sections.
#[derive(Clone, PartialEq)]
enum Said {
    Nothing,
    /// Stored; what was before.
    Saved(Box<Settings>),
    Undone,
    Problem(String),
}

/// The options.
#[component]
pub fn Options() -> Html {
    let settings = use_state(|| None::<Settings>);
    let said = use_state(|| Said::Nothing);
    {
        let (settings, said) = (settings.clone(), said.clone());
        use_effect_with((), move |()| {
            spawn_local(async move {
                match stored().await {
                    Ok(stored) => settings.set(Some(stored)),
                    Err(e) => said.set(Said::Problem(e.to_string())),
                }
                shown_now();
            });
        });
    }
    let edit = {
        let (settings, said) = (settings.clone(), said.clone());
        Callback::from(move |edit: Edit| {
            let (settings, said) = (settings.clone(), said.clone());
            spawn_local(async move {
                match change(&edit).await {
                    Ok((before, after)) => {
                        if before != after {
                            said.set(Said::Saved(Box::new(before)));
                        }
                        settings.set(Some(after));
                    }
                    Err(e) => said.set(Said::Problem(e.to_string())),
                }
            });
        })
    };
    let undo = {
        let (settings, said) = (settings.clone(), said.clone());
        Callback::from(move |()| {
            let Said::Saved(before) = (*said).clone() else { return };
            let (settings, said) = (settings.clone(), said.clone());
            spawn_local(async move {
                // a host is a permission: it is given and taken in its own section only
                let back = Edit::new(move |s| *s = Settings { hosts: std::mem::take(&mut s.hosts), ..(*before).clone() });
                match change(&back).await {
                    Ok((_, after)) => {
                        settings.set(Some(after));
                        said.set(Said::Undone);
                    }
                    Err(e) => said.set(Said::Problem(e.to_string())),
                }
            });
        })
    };
    let on_change = {
        let settings = settings.clone();
        Callback::from(move |next| settings.set(Some(next)))
    };
    let Some(now) = (*settings).clone() else {
        return html! { if let Said::Problem(why) = &*said { <p class="warn" role="alert">{ why }</p> } };
    };
    html! {
        <>
            <me::Section settings={now.clone()} edit={edit.clone()} />
            <week::Section settings={now.clone()} edit={edit.clone()} />
            <people::Section settings={now.clone()} edit={edit.clone()} />
            <thresholds::Section settings={now.clone()} edit={edit.clone()} />
            <quiet::Section settings={now.clone()} edit={edit.clone()} />
            <learned::Section settings={now.clone()} edit={edit.clone()} />
            <rate::Section settings={now.clone()} edit={edit.clone()} />
            <NeighboursPart />
            <language::Section settings={now.clone()} edit={edit.clone()} />
            <SiteList key={now.sites_off.len()} />
            <Hosts settings={now.clone()} {on_change} />
            <transfer::Section settings={now} {edit} />
            <div class="saved" role="status">
                { match &*said {
                    Said::Nothing => html! {},
                    Said::Saved(_) => html! { <p>{ t("saved", &[]) }{ " " }<Act class="link" id="undo" on={undo}>{ t("undo", &[]) }</Act></p> },
                    Said::Undone => html! { <p>{ t("undone", &[]) }</p> },
                    Said::Problem(why) => html! { <p class="warn">{ why }</p> },
                } }
            </div>
        </>
    }
}
