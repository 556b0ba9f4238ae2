//! The answer: a sentence, what it costs, why, and one next step.

use super::learned_view;
use super::signals_view::SignalsView;
use super::state::{Action, BlockState, State};
use crate::browser::{
    i18n::{self, t, t_or},
    intl, page,
};
use crate::library::overrides::LEARNED;
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
            if let Some(cost) = cost_line(verdict, &props.state) { <p class="cost">{ cost }</p> }
            <ul class="reasons">
                if let Some(decided) = &props.state.learned { { learned_view::decided(decided, send) } }
                { if verdict.outcome == Outcome::Split && !verdict.items.is_empty() { parts(verdict) } else { reasons(verdict, props.state.why_open) } }
            </ul>
            { match verdict.outcome {
                Outcome::Unclear => questions(send),
                _ => buttons(verdict.outcome, props),
            } }
            <SignalsView state={props.state.clone()} send={send.clone()} />
            if props.state.why_open { { sources(verdict, &props.state) }{ learned_view::decide(&props.state, send) } }
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

/// Hours of people always; money where the person entered a rate; focus where their calendar is known.
fn cost_line(verdict: &Verdict, state: &State) -> Option<String> {
    let cost = verdict.cost.as_ref()?;
    let decimal = decimal_sign(&i18n::language());
    let spent = hours(cost.person_minutes(), decimal);
    let key = if cost.repeats { "cost_each" } else { "cost" };
    let mut parts = vec![t(key, &[&cost.people.to_string(), &cost.minutes.to_string(), &spent])];
    let rate = state.settings().rate.as_ref();
    parts.extend(rate.and_then(|rate| intl::money(rate.cents(cost.person_minutes()), &rate.currency)));
    parts.extend(state.focus_minutes().map(|minutes| t("cost_focus", &[&hours(minutes, decimal)])));
    Some(parts.join(" · "))
}

/// Said elsewhere on the card already: hours of people in the line of the cost, the others among the signals, where the
/// person's own thresholds hold.
const SAID_ELSEWHERE: [&str; 4] = ["person_hours", "many_people", "repeats_without_end", LEARNED];

/// The two strongest reasons; all of them once the person asks why.
fn reasons(verdict: &Verdict, all: bool) -> Html {
    let most = if all { REASONS_SHOWN } else { REASONS_AT_FIRST };
    verdict.reasons.iter().filter(|r| !SAID_ELSEWHERE.contains(&r.code.as_str())).take(most).map(reason).collect()
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

fn sources(verdict: &Verdict, state: &State) -> Html {
    let mut published: Vec<Source> = Vec::new();
    let shown = verdict.reasons.iter().filter(|r| !SAID_ELSEWHERE.contains(&r.code.as_str())).map(|r| r.source.clone());
    for source in shown.chain(state.signals().into_iter().map(|s| s.source)) {
        if !published.contains(&source) {
            published.push(source);
        }
    }
    html! {
        <section class="sources" aria-label={t("why", &[])}>
            <ul>{ for published.into_iter().map(|source| html! { <li><b>{ source.name }</b>{ " " }{ source.claim }</li> }) }</ul>
            { clocks(state) }
            if state.seen().is_some() && state.around.neighbours.is_none() { <p class="elsewhere">{ t("neighbours_unknown", &[]) }</p> }
        </section>
    }
}

/// When it starts for those whose zone is known and not the person's own.
fn clocks(state: &State) -> Html {
    let starts = state.starts_elsewhere();
    if starts.is_empty() {
        return html! {};
    }
    let one = |(name, at): &(String, _)| t("signal_person", &[name, &page::day_and_time(*at)]);
    let all: Vec<String> = starts.iter().map(one).collect();
    html! { <p class="elsewhere">{ t("clocks", &[&all.join(", ")]) }</p> }
}
