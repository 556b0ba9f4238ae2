//! From when on a signal speaks: each with where its default was published and the way back to it.

use super::{
    super::choices::Edit,
    super::parts::{Field, Fold},
    Section as Props,
    week::DAYS,
};
use crate::browser::{i18n::t, page};
use crate::library::{Thresholds, settings::ranges::Threshold};
use crate::signals::{self, Known};
use crate::ui::control::Act;
use chrono::Weekday;
use yew::prelude::*;

/// The rows.
#[component]
pub fn Section(props: &Props) -> Html {
    let all = &props.settings.thresholds;
    let day = |day: Weekday| {
        let (edit, on) = (props.edit.clone(), all.no_meeting_days.contains(&day));
        let toggle = Callback::from(move |()| {
            edit.emit(Edit::new(move |s| {
                let days = &mut s.thresholds.no_meeting_days;
                if on { days.retain(|d| *d != day) } else { days.push(day) }
            }));
        });
        html! { <Act class="choice" pressed={on} on={toggle}>{ page::weekday(day) }</Act> }
    };
    html! {
        <Fold id="thresholds" title={t("thresholds_title", &[])}>
            <p class="quiet-text">{ t("thresholds_text", &[]) }</p>
            { for Threshold::ALL.map(|threshold| row(threshold, all, &props.edit)) }
            <div class="field" role="group" aria-labelledby="no-meeting-days">
                <span id="no-meeting-days">{ t("threshold_no_meeting_days", &[]) }</span>
                <div class="choices">{ for DAYS.map(day) }</div>
            </div>
            <h3>{ t("signals_switch_title", &[]) }</h3>
            <ul class="rows" id="signals">{ for signals::all().into_iter().map(|signal| switch(&signal, props)) }</ul>
        </Fold>
    }
}

/// A signal's sentence with its places left open, where it comes from, and whether it speaks.
fn switch(signal: &Known, props: &Props) -> Html {
    let (code, edit) = (signal.code, props.edit.clone());
    let on = !props.settings.signals_off.iter().any(|off| off == code);
    let sentence = t(&format!("signal_{code}"), &["…", "…"]);
    let toggle = Callback::from(move |()| {
        edit.emit(Edit::new(move |s| {
            s.signals_off.retain(|off| off != code);
            if on {
                s.signals_off.push(code.to_owned());
            }
        }));
    });
    html! {
        <li key={code}>
            <span>{ &sentence }<br /><span class="quiet-text">{ &signal.source.name }{ ": " }{ &signal.source.claim }</span></span>
            <Act class="switch" id={format!("signal-{code}")} pressed={on} label={format!("{sentence} {}", t(if on { "on" } else { "off" }, &[]))} on={toggle}>{ t(if on { "on" } else { "off" }, &[]) }</Act>
        </li>
    }
}

fn row(threshold: Threshold, all: &Thresholds, edit: &Callback<Edit>) -> Html {
    let range = threshold.range();
    let bounds = (*range.start(), *range.end());
    let check = Callback::from(move |text: String| {
        let good = text.trim().parse::<u32>().is_ok_and(|n| (bounds.0..=bounds.1).contains(&n));
        (!good).then(|| t("entry_number", &[&bounds.0.to_string(), &bounds.1.to_string()]))
    });
    let set = {
        let edit = edit.clone();
        Callback::from(move |value: u32| edit.emit(Edit::new(move |s| threshold.set(&mut s.thresholds, value))))
    };
    let default = threshold.of(&Thresholds::default());
    let on = {
        let set = set.clone();
        Callback::from(move |text: String| {
            if let Ok(value) = text.trim().parse() {
                set.emit(value);
            }
        })
    };
    html! {
        <div class="threshold">
            <Field id={format!("threshold-{}", threshold.as_str())} label={t(&format!("threshold_{}", threshold.as_str()), &[])}
                value={threshold.of(all).to_string()} numeric=true {check} {on} />
            <span class="quiet-text">{ match threshold.source() {
                Some(source) => t("threshold_source", &[source, &default.to_string()]),
                None => t("threshold_own", &[&default.to_string()]),
            } }</span>
            if threshold.of(all) != default { <Act class="quiet" on={set.reform(move |()| default)}>{ t("reset", &[]) }</Act> }
        </div>
    }
}
