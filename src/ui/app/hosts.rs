//! Self-hosted calendars: granted by the person for one host, and taken back as easily.

use super::choices::{Edit, change};
use crate::browser::{self, grants, i18n::t};
use crate::library::{GrantedHost, Settings};
use crate::protocol::requests::Request;
use crate::ui::control::Act;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Attributes of [`Hosts`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The settings shown.
    pub settings: Settings,
    /// Called with what was stored.
    pub on_change: Callback<Settings>,
}

/// The list of granted hosts and the way to add one.
#[component]
pub fn Hosts(props: &Props) -> Html {
    let typed = use_state(String::new);
    let said = use_state(|| None::<(bool, String)>);
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) {
                typed.set(input.value());
            }
        })
    };
    let add = {
        let (typed, said, on_change) = (typed.clone(), said.clone(), props.on_change.clone());
        Callback::from(move |()| {
            let Some(host) = GrantedHost::from_typed(&typed) else {
                said.set(Some((false, t("host_not_read", &[&typed]))));
                return;
            };
            // asked within the click: both browsers want that
            let asked = grants::request(&host);
            let (said, on_change, typed) = (said.clone(), on_change.clone(), typed.clone());
            spawn_local(async move {
                match asked.await {
                    Ok(true) => {
                        let shown = host.host.clone();
                        let add = Edit::new(move |s| {
                            if !s.hosts.contains(&host) {
                                s.hosts.push(host.clone());
                            }
                        });
                        match store(&add).await {
                            Ok(next) => {
                                typed.set(String::new());
                                said.set(Some((true, t("host_added", &[&shown]))));
                                on_change.emit(next);
                            }
                            Err(why) => said.set(Some((false, why))),
                        }
                    }
                    Ok(false) => said.set(Some((false, t("host_denied", &[&host.host])))),
                    Err(e) => said.set(Some((false, e.to_string()))),
                }
            });
        })
    };
    let remove = |host: GrantedHost| {
        let (said, on_change) = (said.clone(), props.on_change.clone());
        Callback::from(move |()| {
            let (said, on_change, host, gone) = (said.clone(), on_change.clone(), host.clone(), host.clone());
            spawn_local(async move {
                match store(&Edit::new(move |s| s.hosts.retain(|h| *h != gone))).await {
                    Ok(next) => {
                        // the grant itself goes last, so that a failure leaves nothing half shown
                        let _ = grants::remove(&host).await;
                        said.set(Some((true, t("host_removed", &[&host.host]))));
                        on_change.emit(next);
                    }
                    Err(why) => said.set(Some((false, why))),
                }
            });
        })
    };
    html! {
        <section aria-labelledby="hosts-title">
            <h2 id="hosts-title">{ t("hosts_title", &[]) }</h2>
            <p class="quiet-text">{ t("hosts_text", &[]) }</p>
            <ul class="rows">{ for props.settings.hosts.iter().map(|host| html! {
                <li><span>{ &host.host }</span>
                    <Act on={remove(host.clone())} label={t("host_remove_label", &[&host.host])}>{ t("remove", &[]) }</Act></li>
            }) }</ul>
            <div class="add">
                <label for="host">{ t("host_label", &[]) }</label>
                <input id="host" value={(*typed).clone()} {oninput} placeholder="https://calendar.example.org" />
                <Act class="main" id="add-host" on={add}>{ t("host_add", &[]) }</Act>
            </div>
            <p role="status" class={if said.as_ref().is_some_and(|s| !s.0) { "warn" } else { "quiet-text" }}>
                { said.as_ref().map(|s| s.1.clone()).unwrap_or_default() }
            </p>
        </section>
    }
}

async fn store(edit: &Edit) -> Result<Settings, String> {
    let (_, next) = change(edit).await.map_err(|e| e.to_string())?;
    browser::send(&Request::HostsChanged).await.map_err(|e| e.to_string())?;
    Ok(next)
}
