//! The short form: from an invite to a brief that can be sent.

use super::form::{BriefForm, Edit, Slot};
use super::state::{Action, State};
use crate::brief::{REPLY_WINDOWS_H, ReaderTime};
use crate::browser::{i18n::t, page};
use crate::ui::control::Act;
use crate::verdict::Format;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

/// Attributes of [`BriefView`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The form.
    pub form: BriefForm,
    /// The card's state.
    pub state: Rc<State>,
    /// Where actions go.
    pub send: Callback<Action>,
    /// Beside a calendar's form rather than in the popup.
    pub in_page: bool,
}

/// The brief side of the card.
#[component]
pub fn BriefView(props: &Props) -> Html {
    let Props { form, state, send, in_page } = props;
    let edit = |e: Edit| Action::Edit(e);
    let typed_area = |make: fn(String) -> Edit| {
        let send = send.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(area) = event.target().and_then(|t| t.dyn_into::<HtmlTextAreaElement>().ok()) {
                send.emit(Action::Edit(make(area.value())));
            }
        })
    };
    let on_owner = {
        let send = send.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) {
                send.emit(Action::Edit(Edit::Owner(input.value())));
            }
        })
    };
    let on_format = {
        let send = send.clone();
        Callback::from(move |event: Event| {
            let picked = event.target().and_then(|t| t.dyn_into::<HtmlSelectElement>().ok()).map(|s| s.value());
            if let Some(format) = Format::ALL.iter().find(|f| Some(f.as_str()) == picked.as_deref()) {
                send.emit(Action::Edit(Edit::Format(*format)));
            }
        })
    };
    let reply_by = page::day_and_time(form.brief.reply_by);
    html! {
        <>
            <p class="say">{ t("brief_title", &[]) }</p>
            <div class="fields">
                <label for="format">{ t("brief_format", &[]) }</label>
                <select id="format" onchange={on_format}>
                    { for Format::ALL.iter().map(|f| html! {
                        <option value={f.as_str()} selected={*f == form.brief.format}>{ t(&format!("format_{}", f.as_str()), &[]) }</option>
                    }) }
                </select>
                <label for="context">{ t("brief_context", &[]) }</label>
                <textarea id="context" rows="3" value={form.brief.context.clone()} oninput={typed_area(Edit::Context)} />
                <label for="questions">{ t("brief_questions", &[]) }</label>
                <textarea id="questions" rows="3" value={form.questions_text.clone()} oninput={typed_area(Edit::Questions)} />
                <label for="owner">{ t("brief_owner", &[]) }</label>
                <input id="owner" value={form.brief.owner.clone()} oninput={on_owner} placeholder={t("brief_owner_hint", &[])} />
                <fieldset class="windows">
                    <legend>{ t("brief_reply_by", &[&reply_by]) }</legend>
                    { for REPLY_WINDOWS_H.iter().map(|&h| html! {
                        <Act class="choice" id={format!("window-{h}")} pressed={h == form.window_h}
                            on={send.reform(move |()| edit(Edit::Window(h)))}>{ t("window_h", &[&h.to_string()]) }</Act>
                    }) }
                    { elsewhere(form) }
                </fieldset>
                if *in_page && !form.async_part { { slots(props) } }
            </div>
            <div class="do">
                <Act class="main" id="finish" disabled={state.busy()} on={send.reform(|()| Action::Finish { id: page::new_id() })}>
                    { t(finish_key(props), &[]) }
                </Act>
                <Act id="back" on={send.reform(|()| Action::Back)}>{ t("back", &[]) }</Act>
            </div>
            <footer>
                <Act class="quiet" id="copy-markdown" on={send.reform(|()| Action::CopyBrief { markdown: true })}>{ t("copy_markdown", &[]) }</Act>
                <Act class="quiet" id="copy-plain" on={send.reform(|()| Action::CopyBrief { markdown: false })}>{ t("copy_message", &[]) }</Act>
                if *in_page && !form.async_part {
                    <Act class="quiet" id="write-brief" disabled={state.busy()} on={send.reform(|()| Action::WriteBrief)}>{ t("write_brief", &[]) }</Act>
                }
            </footer>
        </>
    }
}

/// What the deadline is for those whose clocks show something else then.
fn elsewhere(form: &BriefForm) -> Html {
    if form.brief.elsewhere.is_empty() {
        return html! {};
    }
    let line = |reader: &ReaderTime| {
        let key = if reader.outside { "reader_time_outside" } else { "reader_time" };
        html! { <li>{ t(key, &[&reader.name, &page::day_and_time(reader.at)]) }</li> }
    };
    html! { <ul class="clocks">{ for form.brief.elsewhere.iter().map(line) }</ul> }
}

fn finish_key(props: &Props) -> &'static str {
    match props.form.slot {
        Slot::None => "finish_none",
        Slot::AllDay => "finish_all_day",
        Slot::Focus => "finish_focus",
    }
}

fn slots(props: &Props) -> Html {
    let day = page::day(props.form.brief.reply_by);
    html! {
        <fieldset class="slots">
            <legend>{ t("slot_title", &[]) }</legend>
            { for Slot::ALL.iter().map(|&slot| {
                let send = props.send.clone();
                let onchange = Callback::from(move |_: Event| send.emit(Action::Edit(Edit::Slot(slot))));
                html! {
                    <label class="radio">
                        <input type="radio" name="slot" id={format!("slot-{}", slot.as_str())} checked={slot == props.form.slot} {onchange} />
                        <span>{ t(&format!("slot_{}", slot.as_str()), &[&day]) }</span>
                    </label>
                }
            }) }
        </fieldset>
    }
}
