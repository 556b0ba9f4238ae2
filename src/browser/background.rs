//! The background: routing, permissions and the write side of the library. It may be stopped after any event, so it keeps
//! nothing that is not stored; `background.js` hears the browser's events at once and passes them here when Rust is up.

use super::ext::{self, ExtError, from_js, random_id, settle, to_js};
use super::{deadlines, reminders, storage::Local};
use crate::library::{SETTINGS_KEY, Settings, overrides};
use crate::protocol::{
    requests::{Mount, Reply, Request, Welcome},
    sessions::{Refused, Session, Sessions},
    trust::{Caller, Sender, caller, origin_of},
};
use crate::sites::{self, SiteId, health::Health};
use crate::store::{Store, load, save};
use std::cell::RefCell;
use wasm_bindgen::{JsValue, closure::Closure};

/// Session storage key of the open sessions.
const SESSIONS_KEY: &str = "sessions";
/// Id of the page agent's registration on granted hosts.
const GRANTED_SCRIPT: &str = "granted";

thread_local! {
    // A copy of what session storage holds, so that two requests at once do not overwrite each other.
    static SESSIONS: RefCell<Option<Sessions>> = const { RefCell::new(None) };
}

/// Offers the entry points that `background.js` calls.
pub fn serve() {
    let global = js_sys::global();
    let answer = Closure::<dyn Fn(JsValue, JsValue) -> js_sys::Promise>::new(|message, sender| {
        wasm_bindgen_futures::future_to_promise(async move {
            let reply = answer(message, &sender).await.unwrap_or_else(|e| Reply::Refused(e.to_string()));
            Ok(to_js(&reply).unwrap_or(JsValue::UNDEFINED))
        })
    });
    let installed = Closure::<dyn Fn() -> js_sys::Promise>::new(|| {
        wasm_bindgen_futures::future_to_promise(async move {
            let settings = settings().await;
            register_granted(&settings).await?;
            inject_into_open_tabs(&settings).await?;
            tick(settings).await?;
            Ok(JsValue::UNDEFINED)
        })
    });
    let tick = Closure::<dyn Fn() -> js_sys::Promise>::new(|| {
        wasm_bindgen_futures::future_to_promise(async move {
            tick(settings().await).await?;
            Ok(JsValue::UNDEFINED)
        })
    });
    // Setting a property of the global object of our own context cannot fail
    let _ = js_sys::Reflect::set(&global, &"batonAnswer".into(), &answer.into_js_value());
    let _ = js_sys::Reflect::set(&global, &"batonTick".into(), &tick.into_js_value());
    let _ = js_sys::Reflect::set(&global, &"batonInstalled".into(), &installed.into_js_value());
}

impl From<ExtError> for JsValue {
    fn from(error: ExtError) -> Self {
        js_sys::Error::new(&error.to_string()).into()
    }
}

/// Answers one request.
async fn answer(message: JsValue, sender: &JsValue) -> Result<Reply, ExtError> {
    let request: Request = from_js(message)?;
    let sender = sender_of(sender);
    let own_origin = ext::get_url("");
    let own_origin = own_origin.trim_end_matches('/');
    let caller = caller(&sender, &own_extension_id().unwrap_or_default(), own_origin);
    match (caller, request) {
        (Caller::Agent { origin }, Request::Surface { site, surface }) => mount(&sender, origin, site, surface).await,
        (Caller::Agent { origin }, Request::FoughtOff { site, surface }) => {
            let granted = || async { settings().await.hosts.iter().any(|h| h.covers(&origin)) };
            if !sites::serves(site, &origin) && !granted().await {
                return Ok(Reply::Nothing {});
            }
            store_health(site, &Health::fought_off(surface)).await
        }
        (Caller::Frame, Request::Hello { session, token }) => hello(&sender, &session, &token).await,
        (Caller::Frame, Request::KeepBrief { session: Some(id), record }) => {
            of_frame(&id, &sender).await?;
            keep(&record).await
        }
        (Caller::App, Request::KeepBrief { record, .. }) => keep(&record).await,
        (Caller::Frame, Request::Silence { session: Some(id), kind }) => {
            of_frame(&id, &sender).await?;
            silence(kind).await
        }
        (Caller::App, Request::Silence { kind, .. }) => silence(kind).await,
        (Caller::Frame, Request::Learn { session: Some(id), decided }) => {
            of_frame(&id, &sender).await?;
            change(|s| overrides::learn(s, *decided)).await
        }
        (Caller::App, Request::Learn { decided, .. }) => change(|s| overrides::learn(s, *decided)).await,
        (Caller::Frame, Request::Unlearn { session: Some(session), id }) => {
            of_frame(&session, &sender).await?;
            change(|s| overrides::unlearn(s, &id)).await
        }
        (Caller::App, Request::Unlearn { id, .. }) => change(|s| overrides::unlearn(s, &id)).await,
        (Caller::Frame, Request::OpenPrefilled { session, url }) => {
            let session = of_frame(&session, &sender).await?;
            if origin_of(&url) != Some(session.origin.as_str()) || !url.starts_with("https://") {
                return Ok(Reply::Refused("a prefilled link may only lead to the calendar it came from".into()));
            }
            settle(ext::tabs_create(&to_js(&serde_json::json!({ "url": url }))?)).await?;
            Ok(Reply::Done)
        }
        (Caller::Frame, Request::Health { session, health }) => {
            let session = of_frame(&session, &sender).await?;
            store_health(session.site, &health).await
        }
        (Caller::Frame, Request::Seen { session, event }) => {
            let session = of_frame(&session, &sender).await?;
            reminders::seen(session, *event, settings().await).await
        }
        (Caller::App, Request::Reminders) => {
            deadlines::look().await?;
            reminders::list(settings().await).await
        }
        (Caller::App, Request::BriefsChanged) => {
            tick(settings().await).await?;
            Ok(Reply::Done)
        }
        (Caller::App, Request::TakeAway { id }) => reminders::take_away(id, settings().await).await,
        (Caller::App, Request::HostsChanged) => {
            let settings = settings().await;
            register_granted(&settings).await?;
            inject_into_open_tabs(&settings).await?;
            Ok(Reply::Done)
        }
        _ => Ok(Reply::Nothing {}),
    }
}

async fn mount(sender: &Sender, origin: String, site: SiteId, surface: String) -> Result<Reply, ExtError> {
    let settings = settings().await;
    let listed = sites::serves(site, &origin);
    let granted = settings.hosts.iter().any(|h| h.covers(&origin));
    if settings.sites_off.contains(&site) || !(listed || granted) || sites::fields(site, &surface).is_none() {
        return Ok(Reply::Nothing {});
    }
    let page = if listed { "panel.html" } else { "guest.html" };
    let tokens = [random_id(), random_id(), random_id()];
    let [session, frame_token, agent_token] = tokens.clone();
    let now = js_sys::Date::now();
    with_sessions(|all| {
        all.open(tokens, sender, origin, site, surface, now);
    })
    .await?;
    Ok(Reply::Mount(Mount { page: page.into(), session, frame_token, agent_token }))
}

async fn hello(sender: &Sender, id: &str, token: &str) -> Result<Reply, ExtError> {
    let now = js_sys::Date::now();
    let heard =
        with_sessions(|all| all.hello(id, token, sender, now).map(|(s, agent_token)| (s.site, s.surface.clone(), agent_token)))
            .await?;
    Ok(match heard {
        Ok((site, surface, agent_token)) => {
            Reply::Welcome(Box::new(Welcome { agent_token, site, surface, settings: settings().await }))
        }
        Err(refused) => Reply::Refused(refused.to_string()),
    })
}

/// The session of a frame that has said hello, or an error that names why not.
async fn of_frame(id: &str, sender: &Sender) -> Result<Session, ExtError> {
    with_sessions(|all| all.of_frame(id, sender).cloned()).await?.map_err(|r: Refused| ExtError::Browser(r.to_string()))
}

async fn keep(record: &crate::library::BriefRecord) -> Result<Reply, ExtError> {
    let kept = done(save(&Local, &record.key(), record).await)?;
    deadlines::check().await?;
    Ok(kept)
}

/// An alarm rang, the browser started, or something changed: what is due now, and when to look again.
async fn tick(settings: Settings) -> Result<(), ExtError> {
    deadlines::check().await?;
    reminders::tick(settings).await
}

async fn store_health(site: SiteId, health: &Health) -> Result<Reply, ExtError> {
    let json = serde_json::to_value(health).map_err(|e| ExtError::Shape(e.to_string()))?;
    done(Local.put(&format!("health/{}", site.as_str()), json).await)
}

async fn silence(kind: crate::verdict::Kind) -> Result<Reply, ExtError> {
    change(|settings| {
        if !settings.silenced.contains(&kind) {
            settings.silenced.push(kind);
        }
    })
    .await
}

/// Changes the settings as they are stored; settings that cannot be read are left alone, and that is said.
async fn change(work: impl FnOnce(&mut Settings)) -> Result<Reply, ExtError> {
    let mut settings = match load::<Settings>(&Local, SETTINGS_KEY).await {
        Ok(stored) => stored.unwrap_or_default(),
        Err(e) => return Ok(Reply::Refused(e.to_string())),
    };
    work(&mut settings);
    done(save(&Local, SETTINGS_KEY, &settings).await)
}

fn done(result: Result<(), crate::store::StoreError>) -> Result<Reply, ExtError> {
    Ok(match result {
        Ok(()) => Reply::Done,
        Err(e) => Reply::Refused(e.to_string()),
    })
}

/// The settings; the defaults where none were stored or they cannot be read (the options page says so).
async fn settings() -> Settings {
    load(&Local, SETTINGS_KEY).await.ok().flatten().unwrap_or_default()
}

/// Runs `work` on the sessions and stores them.
async fn with_sessions<T>(work: impl FnOnce(&mut Sessions) -> T) -> Result<T, ExtError> {
    if SESSIONS.with_borrow(Option::is_none) {
        let stored = settle(ext::session_get(&SESSIONS_KEY.into())).await?;
        let value = js_sys::Reflect::get(&stored, &SESSIONS_KEY.into())?;
        let all: Sessions = if value.is_undefined() { Sessions::default() } else { from_js(value).unwrap_or_default() };
        SESSIONS.with_borrow_mut(|slot| {
            slot.get_or_insert(all);
        });
    }
    let (result, json) = SESSIONS.with_borrow_mut(|slot| {
        let all = slot.get_or_insert_default();
        (work(all), to_js(&std::collections::BTreeMap::from([(SESSIONS_KEY, &*all)])))
    });
    settle(ext::session_set(&json?)).await?;
    Ok(result)
}

/// Registers the page agent on the granted hosts, and only there.
async fn register_granted(settings: &Settings) -> Result<(), ExtError> {
    // Unregistering what is not registered is an error in both browsers, and the state wanted
    let _ = settle(ext::unregister_content_scripts(&to_js(&serde_json::json!({ "ids": [GRANTED_SCRIPT] }))?)).await;
    if settings.hosts.is_empty() {
        return Ok(());
    }
    let matches: Vec<String> = settings.hosts.iter().map(crate::library::GrantedHost::pattern).collect();
    let script = serde_json::json!([{
        "id": GRANTED_SCRIPT, "matches": matches, "js": AGENT_FILES, "runAt": "document_idle",
        "persistAcrossSessions": true,
    }]);
    settle(ext::register_content_scripts(&to_js(&script)?)).await?;
    Ok(())
}

/// Files of the page agent, in order.
const AGENT_FILES: [&str; 2] = ["agent/sites.js", "agent/agent.js"];

/// Puts the page agent into pages that are open already: after an install, an update or a grant nobody should have to reload.
async fn inject_into_open_tabs(settings: &Settings) -> Result<(), ExtError> {
    let mut patterns: Vec<String> = sites::listed_patterns();
    patterns.extend(settings.hosts.iter().map(crate::library::GrantedHost::pattern));
    let tabs = settle(ext::tabs_query(&to_js(&serde_json::json!({ "url": patterns }))?)).await?;
    for tab in js_sys::Array::from(&tabs) {
        let id = js_sys::Reflect::get(&tab, &"id".into())?.as_f64();
        let injection = serde_json::json!({ "target": { "tabId": id }, "files": AGENT_FILES });
        // A tab may close or show an error page meanwhile; the others still want the agent
        let _ = settle(ext::execute_script(&to_js(&injection)?)).await;
    }
    Ok(())
}

fn own_extension_id() -> Option<String> {
    let runtime = js_sys::Reflect::get(&js_sys::Reflect::get(&js_sys::global(), &"ext".into()).ok()?, &"runtime".into()).ok()?;
    js_sys::Reflect::get(&runtime, &"id".into()).ok()?.as_string()
}

/// The browser's account of a sender.
fn sender_of(sender: &JsValue) -> Sender {
    let get = |key: &str| js_sys::Reflect::get(sender, &key.into()).unwrap_or(JsValue::UNDEFINED);
    let number = |value: JsValue| {
        #[allow(clippy::cast_possible_truncation)] // ids are small whole numbers
        value.as_f64().map(|n| n as i64)
    };
    let tab = get("tab");
    Sender {
        id: get("id").as_string(),
        origin: get("origin").as_string(),
        url: get("url").as_string(),
        tab: tab.is_object().then(|| js_sys::Reflect::get(&tab, &"id".into()).ok()).flatten().and_then(number),
        frame: number(get("frameId")),
        document: get("documentId").as_string(),
    }
}
