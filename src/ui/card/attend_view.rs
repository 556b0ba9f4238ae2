//! "Should I go?": the answer for somebody who was invited, the invite's words it rests on, and a reply to copy.

use super::state::{Action, State};
use crate::attend::{Answer, Reason};
use crate::browser::i18n::t;
use crate::ui::control::Act;
use std::rc::Rc;
use yew::prelude::*;

/// Attributes of [`AttendView`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The card's state.
    pub state: Rc<State>,
    /// Where actions go.
    pub send: Callback<Action>,
}

/// The accent that the answer takes.
pub const fn colour(answer: Answer) -> &'static str {
    match answer {
        Answer::Go => "live",
        Answer::Part => "split",
        Answer::Follow => "async",
        Answer::Unclear => "unclear",
    }
}

/// The attendee's side of the card.
#[component]
pub fn AttendView(props: &Props) -> Html {
    let Some(attend) = props.state.attend.as_ref() else { return html! {} };
    let code = attend.answer.as_str();
    let reply = t(&format!("attend_reply_{code}"), &[&attend.items.join("; ")]);
    let copy = props.send.reform(move |()| Action::Reply(reply.clone()));
    html! {
        <>
            <p class="say">{ t(&format!("attend_say_{code}"), &[]) }</p>
            <ul class="reasons">
                { for attend.reasons.iter().map(|r| reason(r, attend.answer)) }
                { for attend.items.iter().map(|item| html! { <li class="split"><span class="sign" aria-hidden="true">{ "●" }</span><q>{ item }</q></li> }) }
            </ul>
            <div class="do"><Act class="main" id="copy-reply" on={copy}>{ t("attend_copy", &[]) }</Act></div>
        </>
    }
}

fn reason(reason: &Reason, answer: Answer) -> Html {
    // an item that stands below is not quoted twice
    let words = reason.evidence.iter().filter(|_| answer != Answer::Part);
    html! {
        <li class={colour(answer)}>
            <span class="sign" aria-hidden="true">{ "●" }</span>
            <span><b>{ t(&format!("attend_why_{}", reason.code.as_str()), &[]) }</b>{ for words.map(|w| html! { <>{ " " }<q>{ w }</q></> }) }</span>
        </li>
    }
}
