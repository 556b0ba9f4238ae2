//! The card drawn, and its effects carried out.

use super::attend_view::{self, AttendView};
use super::state::{Action, Effect, Notice, Offer, State, View};
use super::{agenda_view::AgendaView, brief_view::BriefView, time::Time, verdict_view::VerdictView};
use crate::browser::{
    self,
    i18n::{self, t},
    intl, page,
    port::AgentPort,
};
use crate::library::Settings;
use crate::protocol::{orders::Order, requests::Reply};
use crate::ui::control::{Act, shown_now};
use gloo::events::EventListener;
use std::rc::Rc;
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What the card is attached to.
#[derive(Clone, PartialEq)]
pub enum Host {
    /// A calendar's form, through its page agent.
    Page(AgentPort),
    /// Baton's own popup.
    Popup,
}

/// Attributes of [`Card`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// What it is attached to.
    pub host: Host,
    /// Where the invite stands.
    pub place: super::state::Place,
    /// The person's settings.
    pub settings: Settings,
    /// Hands out the way to send actions in.
    pub link: Callback<Callback<Action>>,
}

/// The card.
pub struct Card {
    state: State,
    root: NodeRef,
    shown: bool,
    fitting: Option<Fitting>,
    /// Heard as long as the card lives.
    #[allow(dead_code)]
    escape: Option<EventListener>,
}

impl Component for Card {
    type Message = Action;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let props = ctx.props();
        let mut settings = props.settings.clone();
        settings.language.get_or_insert_with(i18n::language);
        let state = State::new(props.place.clone(), settings);
        if let (Host::Page(agent), Some(follow)) = (&props.host, state.follow()) {
            let _ = agent.order(&follow); // a port whose other end is gone has nobody left to tell
        }
        props.link.emit(ctx.link().callback(|action| action));
        Self { state, root: NodeRef::default(), shown: false, fitting: None, escape: escape(ctx) }
    }

    fn update(&mut self, ctx: &Context<Self>, action: Action) -> bool {
        self.state.time = Time { now_utc: Some(page::utc_now()), zone: page::time_zone(), zones: Rc::new(intl::Browser) };
        for effect in self.state.apply(action) {
            self.carry_out(ctx, effect);
        }
        true
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        let shows = self.state.shows();
        if shows && !self.shown {
            shown_now();
        }
        self.shown = shows;
        let Host::Page(agent) = &ctx.props().host else { return };
        match self.root.cast::<web_sys::HtmlElement>().filter(|_| shows) {
            Some(root) => self.fitting = fit_to(&root, agent.clone(), self.fitting.take()),
            None => {
                if self.fitting.take().is_some() {
                    let _ = agent.order(&Order::Hide);
                }
            }
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        if !self.state.shows() {
            return html! {};
        }
        let send = ctx.link().callback(|action: Action| action);
        let outcome = match &self.state.attend {
            Some(attend) => attend_view::colour(attend.answer),
            None => self.state.verdict.as_ref().map_or("unclear", |v| v.outcome.as_str()),
        };
        let state = Rc::new(self.state.clone());
        let in_page = matches!(ctx.props().host, Host::Page(_));
        html! {
            <@{if in_page { "main" } else { "section" }} ref={self.root.clone()} class={classes!("card", outcome)} aria-label={t("name", &[])}>
                <header>
                    <h1 class="ask">{ t(if self.state.attend.is_some() { "attend_ask" } else { "ask" }, &[]) }</h1>
                    if in_page {
                        <Act class="close" id="close" label={t("close", &[])} on={send.reform(|()| Action::Close)}>{ "×" }</Act>
                    }
                </header>
                { match &self.state.view {
                    View::Verdict if self.state.attend.is_some() => html! { <AttendView state={state.clone()} send={send.clone()} /> },
                    View::Verdict => html! { <VerdictView state={state.clone()} send={send.clone()} {in_page} /> },
                    View::Brief(form) => html! { <BriefView form={(**form).clone()} state={state.clone()} send={send.clone()} {in_page} /> },
                    View::Agenda(form) => html! { <AgendaView form={(**form).clone()} state={state.clone()} send={send.clone()} {in_page} /> },
                } }
                <div class="live-region" role="status" aria-live="polite">
                    if let Some(notice) = &self.state.notice { { notice_view(notice, &send) } }
                </div>
            </@>
        }
    }
}

impl Card {
    fn carry_out(&self, ctx: &Context<Self>, effect: Effect) {
        match (effect, &ctx.props().host) {
            (Effect::Order(order), Host::Page(agent)) => {
                if let Some(fields) = self.state.fields() {
                    let _ = agent.order(&order.into_order(&fields));
                }
            }
            (Effect::Order(_), Host::Popup) => {}
            (Effect::Ask(ask), host) => {
                let session = match host {
                    Host::Page(agent) => Some(agent.session.clone()),
                    Host::Popup => None,
                };
                let link = ctx.link().clone();
                spawn_local(async move {
                    match browser::send(&ask.into_request(session)).await {
                        Ok(Reply::Refused(why)) => link.send_message(Action::Refused(why)),
                        Ok(Reply::Around(around)) => link.send_message(Action::Around(around)),
                        Err(e) => link.send_message(Action::Refused(e.to_string())),
                        Ok(_) => {}
                    }
                });
            }
            (Effect::Copy(text), _) => {
                let link = ctx.link().clone();
                let copying = page::copy(text);
                spawn_local(async move { link.send_message(Action::Copied(copying.await)) });
            }
        }
    }
}

/// Keeps the frame as high as the card, also when fonts, width or text change under it.
struct Fitting {
    root: web_sys::HtmlElement,
    observer: web_sys::ResizeObserver,
    /// Called by the observer.
    #[allow(dead_code)]
    closure: Closure<dyn FnMut()>,
}

impl Drop for Fitting {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// The fitting for `root`: the one there is, or a new one when the card was drawn anew.
fn fit_to(root: &web_sys::HtmlElement, agent: AgentPort, old: Option<Fitting>) -> Option<Fitting> {
    if let Some(old) = old.filter(|old| old.root == *root) {
        return Some(old);
    }
    let (watched, mut told) = (root.clone(), 0);
    let mut tell = move || {
        let height = u32::try_from(watched.offset_height()).unwrap_or(0);
        if height != told && height > 0 {
            told = height;
            let _ = agent.order(&Order::Size { height });
        }
    };
    tell(); // a frame that is not shown yet may not be laid out by itself, so no observer would speak
    let closure = Closure::<dyn FnMut()>::new(tell);
    let observer = web_sys::ResizeObserver::new(closure.as_ref().unchecked_ref()).ok()?;
    observer.observe(root);
    Some(Fitting { root: root.clone(), observer, closure })
}

/// Escape closes the card wherever the focus is in its frame; the popup leaves that key to the browser.
fn escape(ctx: &Context<Card>) -> Option<EventListener> {
    let window = web_sys::window().filter(|_| ctx.props().host != Host::Popup)?;
    let close = ctx.link().callback(|()| Action::Close);
    Some(EventListener::new(&window, "keydown", move |event| {
        if event.is_trusted() && event.dyn_ref::<web_sys::KeyboardEvent>().is_some_and(|e| e.key() == "Escape") {
            close.emit(());
        }
    }))
}

fn notice_view(notice: &Notice, send: &Callback<Action>) -> Html {
    let fill: Vec<&str> = notice.fill.iter().map(String::as_str).collect();
    let offers = notice.offers.iter().map(|&offer| {
        let (key, id) = match offer {
            Offer::TakeOut => ("offer_take_out", "take-out"),
            Offer::Copy => ("offer_copy", "copy"),
            Offer::Prefilled => ("offer_prefilled", "prefilled"),
        };
        html! { <Act class="link" {id} on={send.reform(move |()| Action::Offer(offer))}>{ t(key, &[]) }</Act> }
    });
    html! {
        <div class={classes!("notice", if notice.good { "good" } else { "warn" })}>
            <span>{ t(notice.key, &fill) }</span>
            { for offers }
        </div>
    }
}
