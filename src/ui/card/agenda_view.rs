//! The agenda editor: each item with its minutes, who leads it, and whether it needs the meeting at all.

use super::agenda_form::AgendaForm;
use super::state::{Action, State};
use crate::agenda::{AgendaEdit, Balance, Mode};
use crate::browser::{i18n::t, page};
use crate::ui::control::Act;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent};
use yew::prelude::*;

/// Attributes of [`AgendaView`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The editor's state.
    pub form: AgendaForm,
    /// The card's state.
    pub state: Rc<State>,
    /// Where actions go.
    pub send: Callback<Action>,
    /// Beside a calendar's form rather than in the popup.
    pub in_page: bool,
}

/// What was typed into a field.
fn typed(event: &InputEvent) -> Option<String> {
    let target = event.target()?;
    match target.clone().dyn_into::<HtmlTextAreaElement>() {
        Ok(area) => Some(area.value()),
        Err(_) => target.dyn_into::<HtmlInputElement>().ok().map(|input| input.value()),
    }
}

/// The editor side of the card.
#[component]
pub fn AgendaView(props: &Props) -> Html {
    let Props { form, state, send, in_page } = props;
    // The focus goes with the item that moved, once its new place is drawn
    let focus = use_mut_ref(|| None::<String>);
    {
        let focus = focus.clone();
        use_effect(move || {
            let wanted = focus.borrow_mut().take();
            let element = wanted.and_then(|id| web_sys::window()?.document()?.get_element_by_id(&id));
            if let Some(element) = element.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
                let _ = element.focus(); // an element that cannot take the focus leaves it where it is
            }
        });
    }
    let step = {
        let (send, focus) = (send.clone(), focus.clone());
        Callback::from(move |(edit, then): (AgendaEdit, String)| {
            *focus.borrow_mut() = Some(then);
            send.emit(Action::Agenda(edit));
        })
    };
    let outcome = {
        let send = send.clone();
        Callback::from(move |e: InputEvent| {
            if let Some(text) = typed(&e) {
                send.emit(Action::Agenda(AgendaEdit::Outcome(text)));
            }
        })
    };
    let last = form.agenda.items.len();
    let people = state.event.iter().flat_map(|e| &e.attendees).map(|a| if a.name.is_empty() { &a.email } else { &a.name });
    html! {
        <>
            <p class="say">{ t("agenda_title", &[]) }</p>
            <div class="fields">
                <label for="outcome">{ t("agenda_outcome", &[]) }</label>
                <input id="outcome" value={form.agenda.outcome.clone()} oninput={outcome} />
            </div>
            <datalist id="people">{ for people.map(|p| html! { <option value={p.clone()} /> }) }</datalist>
            <ol class="items" aria-label={t("agenda_title", &[])}>
                { for (0..last).map(|at| item(form, at, send, &step)) }
            </ol>
            <div class="balance">
                <span role="status" id="balance">{ balance(form) }</span>
                if form.balance() != Balance::Even {
                    <Act class="link" id="share-out" on={send.reform(|()| Action::Agenda(AgendaEdit::ShareOut))}>{ t("agenda_share_out", &[]) }</Act>
                }
                if form.can_undo() {
                    <Act class="link" id="undo" on={send.reform(|()| Action::UndoAgenda)}>{ t("undo", &[]) }</Act>
                }
                <Act class="link" id="add-item" on={step.reform(move |()| (AgendaEdit::Add, format!("item-{last}")))}>{ t("agenda_add", &[]) }</Act>
            </div>
            <div class="do">
                <Act class="main" id="finish-agenda" disabled={state.busy()}
                    on={send.reform(|()| Action::FinishAgenda { now: page::local_now(), zone: page::time_zone() })}>
                    { t(finish_key(form, *in_page), &[]) }
                </Act>
                <Act id="back" on={send.reform(|()| Action::Back)}>{ t("back", &[]) }</Act>
            </div>
        </>
    }
}

fn finish_key(form: &AgendaForm, in_page: bool) -> &'static str {
    match (form.agenda.in_writing().next().is_some(), in_page) {
        (true, _) => "agenda_and_brief",
        (false, true) => "write_agenda",
        (false, false) => "copy_agenda",
    }
}

fn balance(form: &AgendaForm) -> String {
    let total = form.total.to_string();
    match form.balance() {
        Balance::Even => t("agenda_even", &[&total]),
        Balance::Left(n) => t("agenda_left", &[&n.to_string(), &total]),
        Balance::Over(n) => t("agenda_over", &[&n.to_string(), &total]),
    }
}

/// `↑` in the first item and `↓` in the last lead nowhere and say so by being off; Alt with the arrow keys does the same.
fn item(form: &AgendaForm, at: usize, send: &Callback<Action>, step: &Callback<(AgendaEdit, String)>) -> Html {
    let Some(item) = form.agenda.items.get(at) else { return html! {} };
    let number = (at + 1).to_string();
    let last = form.agenda.items.len() - 1;
    let is_async = item.mode == Mode::Async;
    let on_text = |make: fn(usize, String) -> AgendaEdit| {
        let send = send.clone();
        Callback::from(move |e: InputEvent| {
            if let Some(text) = typed(&e) {
                send.emit(Action::Agenda(make(at, text)));
            }
        })
    };
    let on_minutes = {
        let send = send.clone();
        Callback::from(move |e: InputEvent| {
            let text = typed(&e).unwrap_or_default();
            send.emit(Action::Agenda(AgendaEdit::Minutes(at, text.trim().parse().unwrap_or(0))));
        })
    };
    let on_key = {
        let step = step.clone();
        Callback::from(move |e: KeyboardEvent| {
            if !e.alt_key() {
                return;
            }
            let to = match e.key().as_str() {
                "ArrowUp" if at > 0 => Some((AgendaEdit::Up(at), at - 1)),
                "ArrowDown" if at < last => Some((AgendaEdit::Down(at), at + 1)),
                _ => None,
            };
            if let Some((edit, to)) = to {
                e.prevent_default();
                step.emit((edit, format!("item-{to}")));
            }
        })
    };
    let mode = if is_async { Mode::Live } else { Mode::Async };
    html! {
        <li class={classes!("item", is_async.then_some("in-writing"))} onkeydown={on_key}>
            <textarea id={format!("item-{at}")} rows="1" value={item.question.clone()} oninput={on_text(AgendaEdit::Question)}
                aria-label={t("agenda_item", &[&number])} placeholder={t("agenda_item_hint", &[])} aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown" />
            <div class="item-foot">
                if is_async {
                    <span class="quiet-text stretch">{ t("agenda_in_writing", &[]) }</span>
                } else {
                    <input class="minutes" id={format!("minutes-{at}")} inputmode="numeric" value={item.minutes.to_string()} oninput={on_minutes}
                        aria-label={t("agenda_minutes", &[&number])} />
                    <span class="quiet-text" aria-hidden="true">{ t("agenda_min", &[]) }</span>
                    <input class="stretch" id={format!("owner-{at}")} list="people" value={item.owner.clone().unwrap_or_default()}
                        oninput={on_text(AgendaEdit::Owner)} aria-label={t("agenda_owner", &[&number])} placeholder={t("agenda_owner_hint", &[])} />
                }
                <Act class="icon" id={format!("mode-{at}")} pressed={is_async} label={t("agenda_to_writing", &[&number])}
                    on={send.reform(move |()| Action::Agenda(AgendaEdit::Mode(at, mode)))}>{ "✎" }</Act>
                <Act class="icon" id={format!("up-{at}")} disabled={at == 0} label={t("agenda_up", &[&number])}
                    on={step.reform(move |()| (AgendaEdit::Up(at), format!("up-{}", at.saturating_sub(1))))}>{ "↑" }</Act>
                <Act class="icon" id={format!("down-{at}")} disabled={at == last} label={t("agenda_down", &[&number])}
                    on={step.reform(move |()| (AgendaEdit::Down(at), format!("down-{}", at + 1)))}>{ "↓" }</Act>
                <Act class="icon" id={format!("delete-{at}")} label={t("agenda_delete", &[&number])}
                    on={step.reform(move |()| (AgendaEdit::Delete(at), format!("item-{}", at.min(last.saturating_sub(1)))))}>{ "×" }</Act>
            </div>
        </li>
    }
}
