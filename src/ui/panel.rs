//! The frame inside a calendar page: empty until the page agent has been proven to be ours.

use super::card::{
    Card, Host,
    state::{Action, Place},
};
use crate::browser::{
    i18n,
    port::{self, AgentPort},
};
use crate::protocol::{orders::Said, requests::Welcome};
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
struct Props {
    agent: AgentPort,
    welcome: Welcome,
}

#[component]
fn Panel(props: &Props) -> Html {
    let link = use_mut_ref(|| None::<Callback<Action>>);
    let on_link = {
        let (link, agent) = (link.clone(), props.agent.clone());
        use_callback((), move |actions: Callback<Action>, ()| {
            *link.borrow_mut() = Some(actions);
            let link: Rc<RefCell<Option<Callback<Action>>>> = link.clone();
            agent.listen(move |said| {
                let action = match said {
                    Said::Values { url, fields } => Action::Values { url, fields },
                    Said::Answer(answer) => Action::Answered(answer),
                    Said::SurfaceGone | Said::Orphan | Said::FoughtOff => Action::Gone,
                };
                if let Some(actions) = link.borrow().as_ref() {
                    actions.emit(action);
                }
            });
        })
    };
    let place = Place::Form { site: props.welcome.site, surface: props.welcome.surface.clone() };
    html! { <Card host={Host::Page(props.agent.clone())} {place} settings={props.welcome.settings.clone()} link={on_link} /> }
}

/// Waits for the agent and draws the card.
pub fn start() {
    port::await_agent(|agent, welcome| {
        wasm_bindgen_futures::spawn_local(async move {
            i18n::choose(welcome.settings.language.as_deref()).await;
            yew::Renderer::<Panel>::with_props(Props { agent, welcome }).render();
        });
    });
}
