//! The answer: a sentence, what it costs, why, and one next step.

use super::state::{Action, BlockState, State};
use crate::browser::{
    i18n::{self, t, t_or},
    page,
};
use crate::limits::{REASONS_AT_FIRST, REASONS_SHOWN};
use crate::ui::control::Act;
use crate::ui::text::{decimal_sign, hours};
use crate::verdict::{Outcome, Purpose, Reason, Source, Verdict};
use std::rc::Rc;
use yew::prelude::*;

/// Attributes of [`VerdictView`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The card's state.
    pub state: Rc<State>,
    /// Where actions go.
    pub send: Callback<Action>,
    /// Beside a calendar's form rather than in the popup.
    pub in_page: bool,
}

/// The verdict side of the card.
#[component]
pub fn VerdictView(props: &Props) -> Html {
    let Some(verdict) = props.state.verdict.as_ref() else { return html! {} };
    let send = &props.send;
    html! {
        <>
            <p class="say">{ say(verdict) }</p>
            if verdict.outcome == Outcome::Unclear { <p class="ask-back">{ t("unclear_question", &[]) }</p> }
            if let Some(cost) = cost_line(verdict) { <p class="cost">{ cost }</p> }
            <ul class="reasons">
                { if verdict.outcome == Outcome::Split && !verdict.items.is_empty() { parts(verdict) } else { reasons(verdict, props.state.why_open) } }
            </ul>
            { match verdict.outcome {
                Outcome::Unclear => questions(send),
                _ => buttons(verdict.outcome, props),
            } }
            if props.state.why_open { { sources(verdict) } }
            <footer>
                if props.in_page && verdict.outcome != Outcome::Unclear {
                    <Act class="quiet" id="silence" on={send.reform(|()| Action::Silence)}>{ t("silence", &[]) }</Act>
                } else { <span></span> }
                <Act class="quiet" id="why" expanded={props.state.why_open} on={send.reform(|()| Action::Why)}>{ t("why", &[]) }</Act>
            </footer>
        </>
    }
}

/// The answer in a sentence a colleague would say.
fn say(verdict: &Verdict) -> String {
    match (verdict.outcome, verdict.format) {
        (Outcome::Async, Some(format)) => t(&format!("say_async_{}", format.as_str()), &[]),
        (outcome, _) => t(&format!("say_{}", outcome.as_str()), &[]),
    }
}

fn cost_line(verdict: &Verdict) -> Option<String> {
    let cost = verdict.cost.as_ref()?;
    let language = i18n::language();
    let spent = hours(cost.person_minutes(), decimal_sign(&language));
    let key = if cost.repeats { "cost_each" } else { "cost" };
    Some(t(key, &[&cost.people.to_string(), &cost.minutes.to_string(), &spent]))
}

/// The two strongest reasons; all of them once the person asks why. Hours of people stand in the line above already.
fn reasons(verdict: &Verdict, all: bool) -> Html {
    let most = if all { REASONS_SHOWN } else { REASONS_AT_FIRST };
    verdict.reasons.iter().filter(|r| r.code != "person_hours").take(most).map(reason).collect()
}

/// What can be read and what needs everybody, in the invite's own words.
fn parts(verdict: &Verdict) -> Html {
    let part = |outcome: Outcome, sign: &str, key: &str| {
        let words = verdict.items.iter().filter(|i| i.outcome == outcome).take(REASONS_SHOWN);
        html! {
            <li class={outcome.as_str()}>
                <span class="sign" aria-hidden="true">{ sign }</span>
                <span><b>{ t(key, &[]) }</b>{ for words.map(|i| html! { <>{ " " }<q>{ &i.text }</q></> }) }</span>
            </li>
        }
    };
    html! { <>{ part(Outcome::Async, "✎", "split_read") }{ part(Outcome::Live, "●", "split_meet") }</> }
}

fn reason(reason: &Reason) -> Html {
    let sign = if reason.speaks_for == Outcome::Async { "✎" } else { "●" };
    html! {
        <li class={reason.speaks_for.as_str()}>
            <span class="sign" aria-hidden="true">{ sign }</span>
            <span>
                <b>{ t_or(&format!("reason_{}", reason.code), &reason.text) }</b>
                { for reason.evidence.iter().map(|words| html! { <>{ " " }<q>{ words }</q></> }) }
            </span>
        </li>
    }
}

fn questions(send: &Callback<Action>) -> Html {
    let choice = |purpose: Purpose, key: &str| {
        html! { <Act class="choice" id={key.to_owned()} on={send.reform(move |()| Action::Purpose(purpose))}>{ t(key, &[]) }</Act> }
    };
    html! {
        <div class="choices">
            { choice(Purpose::Decided, "purpose_decided") }
            { choice(Purpose::Known, "purpose_known") }
            { choice(Purpose::Talked, "purpose_talked") }
        </div>
    }
}

fn buttons(outcome: Outcome, props: &Props) -> Html {
    let (state, send) = (&props.state, &props.send);
    let make_async = send.reform(|()| Action::MakeAsync { now: page::local_now(), zone: page::time_zone() });
    let split = send.reform(|()| Action::Split { now: page::local_now(), zone: page::time_zone() });
    let agenda = send.reform(|()| Action::WriteAgenda);
    let disabled = state.busy() || matches!(state.block, BlockState::Broken(_));
    let agenda_key = match (props.in_page, &state.block) {
        (false, _) => "copy_agenda",
        (true, BlockState::Present) => "rewrite_agenda",
        (true, _) => "write_agenda",
    };
    html! {
        <div class="do">
            { match outcome {
                Outcome::Async => html! { <>
                    <Act class="main" id="make-async" on={make_async}>{ t("make_async", &[]) }</Act>
                    <Act id="agenda" {disabled} on={agenda}>{ t(if props.in_page { "keep_live" } else { agenda_key }, &[]) }</Act>
                </> },
                Outcome::Split => html! { <>
                    <Act class="main" id="split" {disabled} on={split}>{ t("split_it", &[]) }</Act>
                    <Act id="agenda" {disabled} on={agenda}>{ t(if props.in_page { "keep_as_is" } else { agenda_key }, &[]) }</Act>
                </> },
                _ => html! { <>
                    <Act class="main" id="agenda" {disabled} on={agenda}>{ t(agenda_key, &[]) }</Act>
                    <Act id="make-async" on={make_async}>{ t("write_instead", &[]) }</Act>
                </> },
            } }
            <Act class="quiet wide" id="edit-agenda" {disabled} on={send.reform(|()| Action::EditAgenda)}>{ t("agenda_edit", &[]) }</Act>
            if let BlockState::Broken(why) = &state.block { <p class="warn">{ t("block_broken", &[why]) }</p> }
            if state.block == BlockState::Present && state.notice.is_none() {
                <Act class="quiet wide" id="take-out-quiet" disabled={state.busy()} on={send.reform(|()| Action::TakeOut)}>{ t("offer_take_out", &[]) }</Act>
            }
        </div>
    }
}

fn sources(verdict: &Verdict) -> Html {
    let mut published: Vec<&Source> = Vec::new();
    for reason in &verdict.reasons {
        if !published.contains(&&reason.source) {
            published.push(&reason.source);
        }
    }
    html! {
        <section class="sources" aria-label={t("why", &[])}>
            <ul>{ for published.into_iter().map(|source| html! { <li><b>{ &source.name }</b>{ " " }{ &source.claim }</li> }) }</ul>
        </section>
    }
}
