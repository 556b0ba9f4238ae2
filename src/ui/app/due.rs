//! Briefs whose deadline has passed, at the top of the popup, each with its next step.

use super::follow_up::Step;
use crate::browser::{deadlines, i18n::t, storage::Local};
use crate::library::{BRIEF_PREFIX, BriefRecord};
use crate::limits::DUE_SHOWN;
use crate::store::load_all;
use crate::ui::control::shown_now;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The list; nothing where nothing waits.
#[component]
pub fn Due() -> Html {
    let due = use_state(Vec::<BriefRecord>::new);
    let problem = use_state(|| None::<String>);
    {
        let due = due.clone();
        use_effect_with((), move |()| {
            spawn_local(async move {
                // a store that cannot be read is told in the library
                if let Ok((records, _)) = load_all::<BriefRecord>(&Local, BRIEF_PREFIX).await {
                    let mut waiting: Vec<BriefRecord> = records.into_iter().filter(deadlines::waits).collect();
                    waiting.sort_by_key(|r| r.brief.reply_by);
                    waiting.truncate(DUE_SHOWN);
                    if !waiting.is_empty() {
                        shown_now();
                        due.set(waiting);
                    }
                }
            });
        });
    }
    if due.is_empty() {
        return html! {};
    }
    let on_change = {
        let (due, problem) = (due.clone(), problem.clone());
        Callback::from(move |changed: Result<BriefRecord, String>| match changed {
            Ok(record) => due.set(due.iter().map(|r| if r.id == record.id { record.clone() } else { r.clone() }).collect()),
            Err(why) => problem.set(Some(why)),
        })
    };
    html! {
        <section class="reminders due" id="due" aria-label={t("due_title", &[])}>
            { for due.iter().map(|record| html! {
                <div><b>{ &record.brief.title }</b><Step record={record.clone()} on_change={on_change.clone()} /></div>
            }) }
            if let Some(problem) = problem.as_ref() { <p class="warn" role="alert">{ problem }</p> }
        </section>
    }
}
