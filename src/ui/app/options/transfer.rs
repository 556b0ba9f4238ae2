//! Settings as a file, and back to the beginning.

use super::{super::choices::Edit, super::parts::Fold, Section as Props};
use crate::browser::{
    i18n::{t, t_or},
    page,
};
use crate::library::Settings;
use crate::library::transfer::{Change, Import, ImportError, export, import};
use crate::ui::control::Act;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Export, import with a look before it happens, and reset.
#[component]
pub fn Section(props: &Props) -> Html {
    let read = use_state(|| None::<Result<Import, ImportError>>);
    let file = export(&props.settings).unwrap_or_default();
    let link = format!("data:application/json;charset=utf-8,{}", utf8_percent_encode(&file, NON_ALPHANUMERIC));
    let onchange = {
        let (read, settings) = (read.clone(), props.settings.clone());
        Callback::from(move |event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            let (read, settings) = (read.clone(), settings.clone());
            let Some(text) = page::text_of_first_file(&input) else { return };
            spawn_local(async move {
                match text.await {
                    Ok(text) => read.set(Some(import(&text, &settings))),
                    Err(e) => read.set(Some(Err(ImportError::Json(e.to_string())))),
                }
                input.set_value(""); // the same file, mended, may be chosen again
            });
        })
    };
    let close = {
        let read = read.clone();
        Callback::from(move |()| read.set(None))
    };
    let reset = {
        let edit = props.edit.clone();
        Callback::from(move |()| {
            edit.emit(Edit::new(|s| *s = Settings { hosts: std::mem::take(&mut s.hosts), ..Settings::default() }));
        })
    };
    html! {
        <Fold id="transfer" title={t("transfer_title", &[])}>
            <p class="quiet-text">{ t("transfer_text", &[]) }</p>
            <div class="do-row">
                <a class="button" id="export" href={link} download="baton-settings.json">{ t("export", &[]) }</a>
                <label class="button" for="import">{ t("import", &[]) }</label>
                <input class="file" id="import" type="file" accept=".json,application/json" {onchange} />
                <Act id="reset-all" on={reset}>{ t("reset_all", &[]) }</Act>
            </div>
            <div role="status" id="import-said">
                { match &*read {
                    None => html! {},
                    Some(Err(why)) => refused(why, &close),
                    Some(Ok(import)) => preview(import, &props.edit, &close),
                } }
            </div>
        </Fold>
    }
}

fn refused(why: &ImportError, close: &Callback<()>) -> Html {
    let (sentence, rows) = match why {
        ImportError::Large => (t("import_large", &[]), &[][..]),
        ImportError::Json(why) => (t("import_json", &[why]), &[][..]),
        ImportError::Foreign => (t("import_foreign", &[]), &[][..]),
        ImportError::Version(why) => (t("import_version", &[why]), &[][..]),
        ImportError::Fields(all) => (t("import_fields", &[]), &all[..]),
    };
    html! {
        <div class="warn">
            <p>{ sentence }</p>
            <ul class="faults">{ for rows.iter().map(|p| html! { <li><code>{ &p.at }</code>{ ": " }{ &p.why }</li> }) }</ul>
            <Act class="link" on={close.clone()}>{ t("ok", &[]) }</Act>
        </div>
    }
}

fn preview(import: &Import, edit: &Callback<Edit>, close: &Callback<()>) -> Html {
    let apply = {
        let (edit, close, next) = (edit.clone(), close.clone(), import.next.clone());
        Callback::from(move |()| {
            let next = next.clone();
            edit.emit(Edit::new(move |s| *s = Settings { hosts: std::mem::take(&mut s.hosts), ..next.clone() }));
            close.emit(());
        })
    };
    let hosts: Vec<&str> = import.to_grant.iter().map(|h| h.host.as_str()).collect();
    html! {
        <div class="preview">
            if import.changes.is_empty() { <p>{ t("import_same", &[]) }</p> } else {
                <p><b>{ t("import_changes", &[]) }</b></p>
                <dl>{ for import.changes.iter().map(change) }</dl>
            }
            if !hosts.is_empty() { <p>{ t("import_hosts", &[&hosts.join(", ")]) }</p> }
            <div class="do-row">
                if !import.changes.is_empty() { <Act class="main" id="import-apply" on={apply}>{ t("import_apply", &[]) }</Act> }
                <Act id="import-cancel" on={close.clone()}>{ t(if import.changes.is_empty() { "ok" } else { "cancel" }, &[]) }</Act>
            </div>
        </div>
    }
}

fn change(change: &Change) -> Html {
    let shown = |text: &str| if text.is_empty() { "–".to_owned() } else { text.to_owned() };
    html! { <><dt>{ t_or(&format!("setting_{}", change.field), change.field) }</dt>
    <dd><del>{ shown(&change.before) }</del>{ " → " }<ins>{ shown(&change.after) }</ins></dd></> }
}
