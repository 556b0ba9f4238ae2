//! Events that begin soon and had no agenda when they were last open, at the top of the popup.

use crate::browser::{self, i18n::t, page};
use crate::library::SeenEvent;
use crate::protocol::requests::{Reply, Request};
use crate::ui::control::{Act, shown_now};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The list; nothing where nothing is due.
#[component]
pub fn Reminders() -> Html {
    let due = use_state(Vec::<SeenEvent>::new);
    {
        let due = due.clone();
        use_effect_with((), move |()| {
            spawn_local(async move {
                // without an answer there is nothing to remind of; the check below works all the same
                if let Ok(Reply::Reminders(found)) = browser::send(&Request::Reminders).await {
                    shown_now();
                    due.set(found);
                }
            });
        });
    }
    if due.is_empty() {
        return html! {};
    }
    let take_away = |id: &str| {
        let (due, id) = (due.clone(), id.to_owned());
        Callback::from(move |()| {
            let (due, id) = (due.clone(), id.clone());
            spawn_local(async move {
                if browser::send(&Request::TakeAway { id: id.clone() }).await == Ok(Reply::Done) {
                    due.set(due.iter().filter(|e| e.id != id).cloned().collect());
                }
            });
        })
    };
    html! {
        <section class="reminders" aria-label={t("reminders_title", &[])}>
            { for due.iter().map(|event| html! {
                <p><span>{ t("reminder", &[&event.title, &page::day_and_time(event.start)]) }</span>
                    <Act class="link" on={take_away(&event.id)}>{ t("reminder_done", &[]) }</Act></p>
            }) }
        </section>
    }
}
