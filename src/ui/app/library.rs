//! The briefs that were made, newest first.

use super::follow_up::{Replies, Step};
use super::pictures::Pictures;
use crate::brief;
use crate::browser::pictures::Content;
use crate::browser::{self, i18n::t, page, pictures, storage::Local};
use crate::library::pictures::Picture;
use crate::library::{BRIEF_PREFIX, BriefRecord};
use crate::limits::BRIEFS_SHOWN;
use crate::protocol::requests::Request;
use crate::store::{Store, load_all, save};
use crate::ui::control::{Act, shown_now};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Pictures in memory, for as long as they can be brought back.
type Album = Vec<(Picture, Content)>;

/// Deletes a brief and what is kept with it; gives its pictures, and what went wrong with them. One that cannot be read cannot be
/// brought back either.
async fn take_away(record: &BriefRecord) -> Result<(Album, Vec<String>), String> {
    let all = pictures::of_brief(&record.id).await.map_err(|e| e.to_string())?;
    let mut album = Album::new();
    for picture in &all {
        album.extend(pictures::content(picture).await.ok().map(|content| (picture.clone(), content)));
    }
    Local.delete(&record.key()).await.map_err(|e| e.to_string())?;
    let mut wrong = Vec::new();
    for picture in &all {
        wrong.extend(pictures::remove(picture).await.err().map(|e| e.to_string()));
    }
    Ok((album, wrong))
}

/// Undoes [`take_away`].
async fn bring_back(record: &BriefRecord, album: &Album) -> Result<(), String> {
    for (picture, content) in album {
        pictures::keep(picture, content).await.map_err(|e| e.to_string())?;
    }
    save(&Local, &record.key(), record).await.map_err(|e| e.to_string())
}

/// The library.
#[component]
pub fn Library() -> Html {
    let briefs = use_state(|| None::<Vec<BriefRecord>>);
    let problems = use_state(Vec::<String>::new);
    let removed = use_state(|| None::<(BriefRecord, Album, Vec<String>)>);
    let copied = use_state(|| false);
    // pictures are read from the disk once somebody looks at their brief
    let opened = use_state(Vec::<String>::new);
    let reload = {
        let (briefs, problems) = (briefs.clone(), problems.clone());
        Callback::from(move |()| {
            let (briefs, problems) = (briefs.clone(), problems.clone());
            spawn_local(async move {
                match load_all::<BriefRecord>(&Local, BRIEF_PREFIX).await {
                    Ok((mut good, mut bad)) => {
                        bad.extend(pictures::unreadable().await.unwrap_or_else(|e| vec![e]));
                        good.sort_by_key(|r| std::cmp::Reverse(r.made));
                        good.truncate(BRIEFS_SHOWN);
                        briefs.set(Some(good));
                        problems.set(bad.iter().map(ToString::to_string).collect());
                    }
                    Err(e) => problems.set(vec![e.to_string()]),
                }
            });
        })
    };
    {
        let reload = reload.clone();
        use_effect_with((), move |()| {
            shown_now();
            reload.emit(());
        });
    }
    let changed = {
        let (reload, problems) = (reload.clone(), problems.clone());
        Callback::from(move |result: Result<BriefRecord, String>| match result {
            Ok(_) => reload.emit(()),
            Err(why) => problems.set(vec![why]),
        })
    };
    let copy = |record: BriefRecord| {
        let copied = copied.clone();
        Callback::from(move |()| {
            let copying = page::copy(brief::to_markdown(&record.brief));
            let copied = copied.clone();
            spawn_local(async move { copied.set(copying.await) });
        })
    };
    let delete = |record: BriefRecord| {
        let (removed, reload, problems) = (removed.clone(), reload.clone(), problems.clone());
        Callback::from(move |()| {
            let (removed, reload, problems, record) = (removed.clone(), reload.clone(), problems.clone(), record.clone());
            spawn_local(async move {
                match take_away(&record).await {
                    Ok((album, wrong)) => {
                        // the icon may have told of this one; it catches up by itself at the next alarm when nobody answers
                        let _ = browser::send(&Request::BriefsChanged).await;
                        removed.set(Some((record, album, wrong)));
                        reload.emit(());
                    }
                    Err(why) => problems.set(vec![why]),
                }
            });
        })
    };
    let undo = {
        let (removed, reload, problems) = (removed.clone(), reload.clone(), problems.clone());
        Callback::from(move |()| {
            let Some((record, album, _)) = (*removed).clone() else { return };
            let (removed, reload, problems) = (removed.clone(), reload.clone(), problems.clone());
            spawn_local(async move {
                match bring_back(&record, &album).await {
                    Ok(()) => {
                        removed.set(None);
                        reload.emit(());
                    }
                    Err(why) => problems.set(vec![why]),
                }
            });
        })
    };
    let look_into = |id: &str| {
        let (opened, id) = (opened.clone(), id.to_owned());
        Callback::from(move |_: MouseEvent| {
            if !opened.contains(&id) {
                opened.set(opened.iter().chain([&id]).cloned().collect());
            }
        })
    };
    html! {
        <section aria-labelledby="library-title" id="library">
            <h2 id="library-title">{ t("library_title", &[]) }</h2>
            if briefs.as_ref().is_some_and(Vec::is_empty) { <p class="quiet-text">{ t("library_empty", &[]) }</p> }
            <ul class="rows">{ for briefs.iter().flatten().map(|record| html! {
                <li>
                    <details>
                        <summary onclick={look_into(&record.id)}><b>{ &record.brief.title }</b>{ " " }
                            <span class="quiet-text">{ t("library_reply_by", &[&page::day_and_time(record.brief.reply_by)]) }</span></summary>
                        <pre>{ brief::to_plain(&record.brief) }</pre>
                        <Replies record={record.clone()} on_change={changed.clone()} />
                        if opened.contains(&record.id) { <Pictures brief={record.id.clone()} /> }
                    </details>
                    <Step record={record.clone()} on_change={changed.clone()} />
                    <span class="acts">
                        <Act on={copy(record.clone())}>{ t("copy_markdown", &[]) }</Act>
                        <Act on={delete(record.clone())}>{ t("delete", &[]) }</Act>
                    </span>
                </li>
            }) }</ul>
            <p role="status">
                if let Some((record, ..)) = removed.as_ref() {
                    { t("library_deleted", &[&record.brief.title]) }{ " " }<Act class="link" on={undo}>{ t("undo", &[]) }</Act>
                } else if *copied { { t("copied", &[]) } }
            </p>
            { for removed.iter().flat_map(|(.., wrong)| wrong).chain(problems.iter()).map(|p| html! { <p class="warn" role="alert">{ p }</p> }) }
        </section>
    }
}
