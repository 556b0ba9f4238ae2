//! The short form: from an invite to a brief that can be sent.

use super::form::{BriefForm, Edit, Slot};
use super::state::{Action, State};
use crate::brief::{ReaderTime, Target, mailto};
use crate::browser::{i18n::t, page};
use crate::ui::control::Act;
use crate::wording::{FormId, words};
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
            if let Some(form) = FormId::ALL.iter().find(|f| Some(f.as_str()) == picked.as_deref()) {
                send.emit(Action::Edit(Edit::Form(*form)));
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
                    { for FormId::ALL.iter().map(|f| html! {
                        <option value={f.as_str()} selected={*f == form.brief.form()}>{ t(&format!("format_{}", f.as_str()), &[]) }</option>
                    }) }
                </select>
                { own_fields(form, send) }
                <label for="context">{ t("brief_context", &[]) }</label>
                <textarea id="context" rows="3" value={form.brief.context.clone()} oninput={typed_area(Edit::Context)} />
                <label for="questions">{ t("brief_questions", &[]) }</label>
                <textarea id="questions" rows="3" value={form.questions_text.clone()} oninput={typed_area(Edit::Questions)} />
                <label for="owner">{ t("brief_owner", &[]) }</label>
                <input id="owner" value={form.brief.owner.clone()} oninput={on_owner} placeholder={t("brief_owner_hint", &[])} />
                <fieldset class="windows">
                    <legend>{ t("brief_reply_by", &[&reply_by]) }</legend>
                    { for form.windows().into_iter().map(|h| html! {
                        <Act class="choice" id={format!("window-{h}")} pressed={h == form.window_h}
                            on={send.reform(move |()| edit(Edit::Window(h)))}>{ window(h) }</Act>
                    }) }
                    { elsewhere(form) }
                </fieldset>
                <label for="default">{ t("brief_default", &[]) }</label>
                <textarea id="default" rows="2" value={form.brief.default_action_text()} oninput={typed_area(Edit::Default)} />
                if *in_page && !form.async_part { { slots(props) } }
            </div>
            { gaps(form) }
            if form.more > 0 { <p class="quiet-text beside">{ t("brief_more", &[&form.more.to_string()]) }</p> }
            <div class="do">
                <Act class="main" id="finish" disabled={state.busy()} on={send.reform(|()| Action::Finish { id: page::new_id() })}>
                    { t(finish_key(props), &[]) }
                </Act>
                <Act id="back" on={send.reform(|()| Action::Back)}>{ t("back", &[]) }</Act>
            </div>
            <footer>
                <Act class="quiet" id="copy-plain" on={send.reform(|()| Action::CopyBrief(Target::Plain))}>{ t("copy_message", &[]) }</Act>
                <Act class="quiet" id="copy-for" expanded={form.copy_open} on={send.reform(|()| Action::Edit(Edit::CopyFor))}>{ t("copy_for", &[]) }</Act>
                if *in_page && !form.async_part {
                    <Act class="quiet" id="write-brief" disabled={state.busy()} on={send.reform(|()| Action::WriteBrief)}>{ t("write_brief", &[]) }</Act>
                }
            </footer>
            if form.copy_open { { targets(form, send) } }
        </>
    }
}

/// `24 h`, `5 days`.
fn window(hours: u32) -> String {
    const DAY_H: u32 = 24;
    const LONG_H: u32 = 72;
    if hours < LONG_H { t("window_h", &[&hours.to_string()]) } else { t("window_days", &[&(hours / DAY_H).to_string()]) }
}

/// The fields that the form's publishers name, out of the way until they are wanted. Their names are in the brief's language.
fn own_fields(form: &BriefForm, send: &Callback<Action>) -> Html {
    if form.brief.fields.is_empty() {
        return html! {};
    }
    let names = words(form.brief.language);
    let one = |at: usize| {
        let filled = form.brief.fields.get(at)?;
        let (field, send) = (filled.field, send.clone());
        let oninput = Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) {
                send.emit(Action::Edit(Edit::Field(field, input.value())));
            }
        });
        let id = format!("field-{at}");
        Some(
            html! { <><label for={id.clone()}>{ names.field(field) }</label><input {id} value={filled.text.clone()} {oninput} /></> },
        )
    };
    let filled = form.brief.fields.iter().filter(|f| !f.text.trim().is_empty()).count();
    html! {
        <>
            <Act class="quiet wide" id="more-fields" expanded={form.fields_open} on={send.reform(|()| Action::Edit(Edit::Fields))}>
                { t("brief_fields", &[&filled.to_string(), &form.brief.fields.len().to_string()]) }
            </Act>
            if form.fields_open { <div class="fields inner">{ for (0..form.brief.fields.len()).filter_map(one) }</div> }
        </>
    }
}

/// What a reader will miss; hints, not a hurdle.
fn gaps(form: &BriefForm) -> Html {
    let gaps = form.gaps();
    if gaps.is_empty() {
        return html! {};
    }
    html! {
        <ul class="gaps" id="gaps" aria-label={t("gaps_title", &[])}>
            { for gaps.iter().map(|gap| html! { <li>{ t(&format!("gap_{}", gap.as_str()), &[]) }</li> }) }
        </ul>
    }
}

/// The places a brief can be copied for.
fn targets(form: &BriefForm, send: &Callback<Action>) -> Html {
    let mail = mailto(&form.brief);
    html! {
        <div class="targets" role="group" aria-label={t("copy_for", &[])}>
            { for Target::ALL.into_iter().filter(|target| *target != Target::Plain).map(|target| html! {
                <Act class="choice" id={format!("copy-{}", target.as_str())} on={send.reform(move |()| Action::CopyBrief(target))}>
                    { t(&format!("target_{}", target.as_str()), &[]) }
                </Act>
            }) }
            <a class="choice" id="open-mail" href={mail.url} target="_blank" rel="noopener">{ t("open_mail", &[]) }</a>
            if mail.cut { <span class="quiet-text">{ t("mail_cut", &[]) }</span> }
        </div>
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
