//! The person's other meetings, out of a calendar file that they pick or drop here. Nothing but busy times is kept.

use crate::browser::{i18n::t, intl, page, storage::Local};
use crate::clock::{Stretch, local};
use crate::ical::{self, IcalError};
use crate::library::{NEIGHBOURS_KEY, Neighbours};
use crate::limits::{BUSY_DAYS, ICS_BYTES};
use crate::store::{Store, load, save};
use crate::ui::control::Act;
use chrono::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

/// What was said last.
#[derive(Clone, Default, PartialEq)]
struct Said {
    known: Option<Neighbours>,
    unread: usize,
    problem: Option<String>,
}

/// The part of the options page.
#[component]
pub fn NeighboursPart() -> Html {
    let said = use_state(Said::default);
    {
        let said = said.clone();
        use_effect_with((), move |()| {
            spawn_local(async move {
                match load::<Neighbours>(&Local, NEIGHBOURS_KEY).await {
                    Ok(known) => said.set(Said { known, ..Said::default() }),
                    Err(e) => said.set(Said { problem: Some(e.to_string()), ..Said::default() }),
                }
            });
        });
    }
    let take = {
        let said = said.clone();
        Callback::from(move |file: File| {
            let said = said.clone();
            spawn_local(async move {
                match read(&file).await {
                    Ok((known, unread)) => said.set(Said { known: Some(known), unread, problem: None }),
                    Err(problem) => said.set(Said { problem: Some(problem), ..(*said).clone() }),
                }
            });
        })
    };
    let picked = {
        let take = take.clone();
        Callback::from(move |event: Event| {
            let Some(input) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) else { return };
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                take.emit(file);
            }
            input.set_value(""); // the same file can be picked again
        })
    };
    let dropped = Callback::from(move |event: DragEvent| {
        event.prevent_default();
        if let Some(file) = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0)) {
            take.emit(file);
        }
    });
    let forget = {
        let said = said.clone();
        Callback::from(move |()| {
            let said = said.clone();
            spawn_local(async move {
                match Local.delete(NEIGHBOURS_KEY).await {
                    Ok(()) => said.set(Said::default()),
                    Err(e) => said.set(Said { problem: Some(e.to_string()), ..(*said).clone() }),
                }
            });
        })
    };
    html! {
        <section aria-labelledby="neighbours-title" id="neighbours" class="drop" ondrop={dropped}
            ondragover={Callback::from(|event: DragEvent| event.prevent_default())}>
            <h2 id="neighbours-title">{ t("neighbours_title", &[]) }</h2>
            <p class="quiet-text">{ t("neighbours_about", &[]) }</p>
            <label for="ics">{ t("neighbours_pick", &[]) }</label>
            <input id="ics" type="file" accept=".ics,text/calendar" onchange={picked} />
            <div role="status" aria-live="polite">
                if let Some(known) = &said.known {
                    <p>{ t("neighbours_known", &[&known.busy.len().to_string(), &page::day(known.to), &known.file]) }{ " " }
                        <Act class="link" id="forget-neighbours" on={forget}>{ t("neighbours_forget", &[]) }</Act></p>
                }
                if said.unread > 0 { <p class="quiet-text">{ t("neighbours_unread", &[&said.unread.to_string()]) }</p> }
                if let Some(problem) = &said.problem { <p class="warn">{ problem }</p> }
            </div>
        </section>
    }
}

/// Reads, keeps, and tells how many entries could not be placed; an error is a sentence for the person.
async fn read(file: &File) -> Result<(Neighbours, usize), String> {
    #[allow(clippy::cast_precision_loss)] // megabytes
    if file.size() > ICS_BYTES as f64 {
        return Err(sentence(IcalError::TooLarge));
    }
    let text = page::file_text(file).await.ok_or_else(|| t("neighbours_unreadable", &[]))?;
    let home = page::time_zone().unwrap_or_else(|| "UTC".into());
    let now = page::utc_now();
    // the whole of today counts, wherever it begins
    let window = Stretch { from: now - Duration::days(1), to: now + Duration::days(BUSY_DAYS) };
    let found = ical::busy(&text, &intl::Browser, &home, window).map_err(sentence)?;
    let known = Neighbours { file: file.name(), from: window.from, to: window.to, busy: found.busy };
    save(&Local, NEIGHBOURS_KEY, &known).await.map_err(|e| e.to_string())?;
    let to = local(&intl::Browser, &home, known.to).unwrap_or(known.to);
    Ok((Neighbours { to, ..known }, found.unread))
}

fn sentence(error: IcalError) -> String {
    t(
        match error {
            IcalError::TooLarge | IcalError::TooMany => "neighbours_too_large",
            IcalError::NotCalendar => "neighbours_not_calendar",
            IcalError::CutOff => "neighbours_cut_off",
        },
        &[],
    )
}
