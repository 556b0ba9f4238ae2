//! What could be better, below the answer: at most three lines, the rest one click away.

use super::state::{Action, State};
use crate::browser::{
    i18n::{t, t_or},
    page,
};
use crate::limits::SIGNALS_SHOWN;
use crate::signals::{Fill, Signal};
use crate::ui::control::Act;
use std::rc::Rc;
use yew::prelude::*;

/// Attributes of [`SignalsView`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The card's state.
    pub state: Rc<State>,
    /// Where actions go.
    pub send: Callback<Action>,
}

/// The list; nothing where nothing is to be said.
#[component]
pub fn SignalsView(props: &Props) -> Html {
    let found = props.state.signals();
    if found.is_empty() {
        return html! {};
    }
    let open = props.state.signals_open;
    let most = if open { found.len() } else { SIGNALS_SHOWN };
    let more = found.len().saturating_sub(SIGNALS_SHOWN);
    html! {
        <section class="signals" aria-labelledby="signals-title">
            <h2 id="signals-title">{ t("signals_title", &[]) }</h2>
            <ul>{ for found.iter().take(most).map(line) }</ul>
            if more > 0 {
                <Act class="quiet" id="more-signals" expanded={open} on={props.send.reform(|()| Action::MoreSignals)}>
                    { if open { t("signals_fewer", &[]) } else { t("signals_more", &[&more.to_string()]) } }
                </Act>
            }
        </section>
    }
}

fn line(signal: &Signal) -> Html {
    let fill: Vec<String> = signal.fill.iter().map(written).collect();
    let fill: Vec<&str> = fill.iter().map(String::as_str).collect();
    html! { <li id={format!("signal-{}", signal.code)}>{ t(&format!("signal_{}", signal.code), &fill) }</li> }
}

/// A part of a sentence in the person's language.
fn written(fill: &Fill) -> String {
    match fill {
        Fill::Count(n) => n.to_string(),
        Fill::Day(day) => page::weekday(*day),
        Fill::Between(from, to) => format!("{}–{}", page::time(*from), page::time(*to)),
        Fill::People(people) => {
            let one = |(name, at): &(Option<String>, _)| {
                let name = name.clone().unwrap_or_else(|| t_or("signal_you", "you"));
                t("signal_person", &[&name, &page::time(*at)])
            };
            people.iter().map(one).collect::<Vec<_>>().join(", ")
        }
    }
}
