//! The toolbar popup: the same check for what is typed into it, and how Baton is doing on each site.

use super::choices::stored;
use super::{due::Due, keep_picture::KeepPicture, reminders::Reminders, sites::SiteList};
use crate::browser::i18n::t;
use crate::event::Event;
use crate::library::Settings;
use crate::ui::card::{
    Card, Host,
    state::{Action, Place},
};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// What has been typed.
#[derive(Clone, Default, PartialEq)]
struct Typed {
    title: String,
    description: String,
    minutes: String,
    people: String,
    invited: bool,
}

impl Typed {
    fn event(&self) -> Event {
        Event {
            title: self.title.clone(),
            description: self.description.clone(),
            duration_min: self.minutes.trim().parse().ok(),
            attendee_count: self.people.trim().parse().ok(),
            ..Event::default()
        }
    }
}

/// The popup.
#[component]
pub fn Popup() -> Html {
    let typed = use_state(Typed::default);
    let settings = use_state(|| None::<Settings>);
    {
        let settings = settings.clone();
        // what cannot be read is told on the options page; the check works without
        use_effect_with((), move |()| spawn_local(async move { settings.set(Some(stored().await.unwrap_or_default())) }));
    }
    let link = use_mut_ref(|| None::<Callback<Action>>);
    let on_link = {
        let link = link.clone();
        use_callback((), move |actions: Callback<Action>, ()| *link.borrow_mut() = Some(actions))
    };
    let change = |set: fn(&mut Typed, String)| {
        let (typed, link) = (typed.clone(), link.clone());
        Callback::from(move |event: InputEvent| {
            let Some(target) = event.target() else { return };
            let value = match target.clone().dyn_into::<HtmlInputElement>() {
                Ok(input) => input.value(),
                Err(_) => target.dyn_into::<HtmlTextAreaElement>().map(|a| a.value()).unwrap_or_default(),
            };
            let mut next = (*typed).clone();
            set(&mut next, value);
            if let Some(actions) = link.borrow().as_ref() {
                actions.emit(Action::Typed(next.event()));
            }
            typed.set(next);
        })
    };
    let invited = {
        let (typed, link) = (typed.clone(), link.clone());
        Callback::from(move |event: web_sys::Event| {
            let next = Typed { invited: event.target_unchecked_into::<HtmlInputElement>().checked(), ..(*typed).clone() };
            if let Some(actions) = link.borrow().as_ref() {
                actions.emit(Action::Invited(next.invited));
            }
            typed.set(next);
        })
    };
    let nobody = settings.as_ref().is_some_and(|s| s.me.names.is_empty() && s.me.addresses.is_empty());
    let begun = !typed.title.trim().is_empty() || !typed.description.trim().is_empty();
    html! {
        <main class="popup-page">
            <h1 class="off-screen">{ t("name", &[]) }</h1>
            <Reminders />
            <Due />
            <form class="fields typed" onsubmit={Callback::from(|e: SubmitEvent| e.prevent_default())}>
                <label for="title">{ t("typed_title", &[]) }</label>
                <input id="title" value={typed.title.clone()} oninput={change(|t, v| t.title = v)} placeholder={t("typed_title_hint", &[])} />
                <label for="description">{ t("typed_description", &[]) }</label>
                <textarea id="description" rows="3" value={typed.description.clone()} oninput={change(|t, v| t.description = v)} />
                <div class="pair">
                    <label for="minutes">{ t("typed_minutes", &[]) }</label>
                    <input id="minutes" inputmode="numeric" value={typed.minutes.clone()} oninput={change(|t, v| t.minutes = v)} />
                    <label for="people">{ t("typed_people", &[]) }</label>
                    <input id="people" inputmode="numeric" value={typed.people.clone()} oninput={change(|t, v| t.people = v)} />
                </div>
                <label class="invited"><input id="invited" type="checkbox" checked={typed.invited} onchange={invited} />{ " " }{ t("typed_invited", &[]) }</label>
                if typed.invited && nobody { <p class="quiet-text"><a href="/app.html#me" target="_blank">{ t("attend_who", &[]) }</a></p> }
            </form>
            <div hidden={!begun}>
                if let Some(settings) = settings.as_ref() {
                    <Card host={Host::Popup} place={Place::Typed} settings={settings.clone()} link={on_link} />
                }
            </div>
            <KeepPicture />
            <SiteList />
            <p class="foot"><a href="/app.html" target="_blank">{ t("open_library", &[]) }</a></p>
        </main>
    }
}
