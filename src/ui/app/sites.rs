//! How Baton is doing on each site: on or off, well or not, and what it could not find.

use super::choices::{Edit, change, stored};
use crate::browser::{i18n::t, storage::Local};
use crate::library::Settings;
use crate::sites::{
    self, SiteId,
    health::{Health, State},
};
use crate::store::Store;
use crate::ui::control::{Act, shown_now};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The list of sites.
#[component]
pub fn SiteList() -> Html {
    let settings = use_state(Settings::default);
    let health = use_state(Vec::<(SiteId, Option<Health>)>::new);
    let problem = use_state(|| None::<String>);
    {
        let (settings, health) = (settings.clone(), health.clone());
        use_effect_with((), move |()| {
            spawn_local(async move {
                settings.set(stored().await.unwrap_or_default());
                let mut all = Vec::new();
                for &site in sites::all() {
                    let stored = Local.get(&format!("health/{}", site.as_str())).await.ok().flatten();
                    all.push((site, stored.and_then(|json| serde_json::from_value(json).ok())));
                }
                health.set(all);
                shown_now();
            });
        });
    }
    let toggle = |site: SiteId| {
        let (settings, problem) = (settings.clone(), problem.clone());
        Callback::from(move |()| {
            let off = !settings.sites_off.contains(&site);
            let (settings, problem) = (settings.clone(), problem.clone());
            spawn_local(async move {
                let edit = Edit::new(move |s| {
                    s.sites_off.retain(|s| *s != site);
                    if off {
                        s.sites_off.push(site);
                    }
                });
                match change(&edit).await {
                    Ok((_, next)) => settings.set(next),
                    Err(e) => problem.set(Some(e.to_string())),
                }
            });
        })
    };
    html! {
        <section class="sites" aria-labelledby="sites-title">
            <h2 id="sites-title">{ t("sites_title", &[]) }</h2>
            <ul>{ for health.iter().map(|(site, report)| {
                let on = !settings.sites_off.contains(site);
                html! {
                    <li id={format!("site-{}", site.as_str())}>
                        <span><b>{ sites::name(*site) }</b><br /><span class="quiet-text">{ status(*site, on, report.as_ref()) }</span></span>
                        <Act class="switch" pressed={on} on={toggle(*site)} label={format!("{} {}", sites::name(*site), t(if on { "on" } else { "off" }, &[]))}>
                            { t(if on { "on" } else { "off" }, &[]) }
                        </Act>
                    </li>
                }
            }) }</ul>
            if let Some(problem) = problem.as_ref() { <p class="warn" role="alert">{ problem }</p> }
        </section>
    }
}

fn status(site: SiteId, on: bool, report: Option<&Health>) -> String {
    let Some(report) = report.filter(|_| on) else {
        let self_hosted = sites::listed_patterns_of(site).is_empty();
        return t(
            if !on {
                "site_off"
            } else if self_hosted {
                "site_grant"
            } else {
                "site_unseen"
            },
            &[],
        );
    };
    if report.state == State::FoughtOff {
        return t("site_fought_off", &[]);
    }
    let lost: Vec<&str> = report.lost().collect();
    if lost.is_empty() { t("site_well", &[]) } else { t("site_degraded", &[&lost.join(", ")]) }
}
