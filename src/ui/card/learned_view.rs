//! What the person decided before on a meeting like this, and the quiet way to decide against the verdict.

use super::state::{Action, State};
use crate::browser::{i18n::t, page};
use crate::library::overrides::Override;
use crate::ui::control::Act;
use crate::verdict::Outcome;
use yew::prelude::*;

/// The first reason where a decision of the person's holds.
pub fn decided(decided: &Override, send: &Callback<Action>) -> Html {
    html! {
        <li class={decided.outcome.as_str()} id="learned">
            <span class="sign" aria-hidden="true">{ if decided.outcome == Outcome::Async { "✎" } else { "●" } }</span>
            <span><b>{ t("learned_reason", &[&page::day(decided.made), &decided.title]) }</b>{ " " }
                <Act class="link" id="unlearn" on={send.reform(|()| Action::Unlearn)}>{ t("undo", &[]) }</Act></span>
        </li>
    }
}

/// The way to decide otherwise, shown with the sources.
pub fn decide(state: &State, send: &Callback<Action>) -> Html {
    let Some(outcome) = state.may_decide() else { return html! {} };
    let key = if outcome == Outcome::Live { "decide_live" } else { "decide_async" };
    let on = send.reform(move |()| Action::Learn { outcome, id: page::new_id(), now: page::local_now() });
    html! { <p class="decide"><Act class="link" id="decide" {on}>{ t(key, &[]) }</Act>{ " " }<span class="quiet-text">{ t("decide_text", &[]) }</span></p> }
}
