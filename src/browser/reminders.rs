//! The one quiet reminder of an event that begins soon and has no agenda: a dot on the toolbar icon and its title, a line in the
//! popup. It is kept in storage and looked at whenever the alarm rings, the browser starts, or somebody asks.

use super::ext::{self, ExtError, settle, to_js};
use super::{deadlines, i18n::t, page::utc_now, storage::Local};
use crate::library::{NEIGHBOURS_KEY, Neighbours, SEEN_KEY, Seen, SeenEvent, Settings};
use crate::protocol::{requests::Reply, sessions::Session};
use crate::signals::{AGENDA_LATE, Around};
use crate::store::{StoreError, load, save};
use chrono::NaiveDateTime;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsValue;

/// Name of the alarm; setting it again moves it.
const ALARM: &str = "agenda";
/// The accent of a live meeting (`styles/tokens.css`).
const DOT_COLOUR: &str = "#3457b8";

thread_local! {
    static LAST: RefCell<Option<js_sys::Promise>> = const { RefCell::new(None) };
}

/// Runs `work` on what was seen, after whoever came before is done, stores it, and brings icon and alarm up to date.
async fn with_seen<T: 'static>(
    settings: Settings,
    work: impl FnOnce(&mut Seen, NaiveDateTime) -> T + 'static,
) -> Result<T, ExtError> {
    let before = LAST.take();
    let result = Rc::new(RefCell::new(None));
    let slot = result.clone();
    let turn = wasm_bindgen_futures::future_to_promise(async move {
        if let Some(before) = before {
            // whoever failed has been told
            let _ = settle(Ok(before)).await;
        }
        *slot.borrow_mut() = Some(one_turn(settings, work).await?);
        Ok(JsValue::UNDEFINED)
    });
    LAST.set(Some(turn.clone()));
    settle(Ok(turn)).await?;
    result.take().ok_or_else(|| ExtError::Shape("no result".into()))
}

async fn one_turn<T>(settings: Settings, work: impl FnOnce(&mut Seen, NaiveDateTime) -> T) -> Result<T, ExtError> {
    let refused = |e: StoreError| ExtError::Browser(e.to_string());
    let before: Seen = load(&Local, SEEN_KEY).await.map_err(refused)?.unwrap_or_default();
    let now = utc_now();
    let ahead_h = settings.thresholds.agenda_ahead_h;
    let is_on = is_on(&settings);
    let mut seen = before.clone();
    if is_on {
        seen.put_up(now, ahead_h);
    }
    let result = work(&mut seen, now);
    if seen != before {
        save(&Local, SEEN_KEY, &seen).await.map_err(refused)?;
    }
    show(seen.unseen(now).filter(|_| is_on)).await?;
    if let Some(at) = seen.next_change(now, ahead_h).filter(|_| is_on) {
        let info = serde_json::json!({ "when": at.and_utc().timestamp_millis() });
        ext::alarms_create(ALARM, &to_js(&info)?)?;
    }
    Ok(result)
}

/// Whether the person wants to be reminded: it is one of the signals.
fn is_on(settings: &Settings) -> bool {
    !settings.signals_off.iter().any(|code| code == AGENDA_LATE)
}

/// The dot and the title of the toolbar icon.
async fn show(due: Option<SeenEvent>) -> Result<(), ExtError> {
    let title = due.as_ref().map_or_else(|| t("name", &[]), |event| t("reminder_title", &[&event.title]));
    let dot = if due.is_some() || deadlines::waiting().await { "•" } else { "" };
    settle(ext::set_badge_colour(&to_js(&serde_json::json!({ "color": DOT_COLOUR }))?)).await?;
    settle(ext::set_badge_text(&to_js(&serde_json::json!({ "text": dot }))?)).await?;
    settle(ext::set_title(&to_js(&serde_json::json!({ "title": title }))?)).await?;
    Ok(())
}

/// The alarm rang, or the browser started.
pub(super) async fn tick(settings: Settings) -> Result<(), ExtError> {
    with_seen(settings, |_, _| ()).await
}

/// Notes an event of the form of `session`, and tells what stands around it.
pub(super) async fn seen(session: Session, mut event: SeenEvent, settings: Settings) -> Result<Reply, ExtError> {
    event.id = session.id;
    event.origin = session.origin;
    let ahead_h = settings.thresholds.agenda_ahead_h;
    // a file that cannot be read any more is told about on the options page
    let known: Option<Neighbours> = load(&Local, NEIGHBOURS_KEY).await.unwrap_or_default();
    let neighbours = known.and_then(|known| known.near(event.start_utc));
    let around = with_seen(settings, move |seen, now| {
        seen.note(event.clone(), now, ahead_h);
        Around { series_without_agenda: seen.series_without_agenda(&event), neighbours }
    });
    Ok(Reply::Around(around.await?))
}

/// What the popup lists; from now on the icon is quiet.
pub(super) async fn list(settings: Settings) -> Result<Reply, ExtError> {
    let is_on = is_on(&settings);
    let listed = with_seen(settings, move |seen, now| {
        seen.look();
        if is_on { seen.listed(now) } else { Vec::new() }
    });
    Ok(Reply::Reminders(listed.await?))
}

/// The person took one away.
pub(super) async fn take_away(id: String, settings: Settings) -> Result<Reply, ExtError> {
    with_seen(settings, move |seen, _| seen.take_away(&id)).await?;
    Ok(Reply::Done)
}
