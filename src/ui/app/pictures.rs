//! In the library: the pictures kept with a brief, each to copy, to save and to remove.

use crate::browser::{
    i18n::t,
    page,
    pictures::{self, Address, Content},
};
use crate::library::pictures::Picture;
use crate::ui::control::Act;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Attributes of [`Pictures`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// Id of the brief.
    pub brief: AttrValue,
}

/// A picture as it is shown.
#[derive(Clone, PartialEq)]
struct Shown {
    picture: Picture,
    /// Its content with an address; why there is none otherwise.
    content: Result<(Content, Rc<Address>), String>,
}

/// What happened last.
#[derive(Clone, PartialEq)]
enum Said {
    Copied,
    NotCopied,
    Removed(Picture, Content),
    Wrong(String),
}

async fn load(brief: &str) -> Result<Vec<Shown>, String> {
    let all = pictures::of_brief(brief).await.map_err(|e| e.to_string())?;
    let mut shown = Vec::new();
    for picture in all {
        let content = pictures::content(&picture).await;
        let content = content.and_then(|c| Ok((c.clone(), Rc::new(c.address()?)))).map_err(|e| e.to_string());
        shown.push(Shown { picture, content });
    }
    Ok(shown)
}

/// The pictures of one brief; nothing where there are none.
#[component]
pub fn Pictures(props: &Props) -> Html {
    let shown = use_state(Vec::<Shown>::new);
    let said = use_state(|| None::<Said>);
    let reload = {
        let (shown, said) = (shown.clone(), said.clone());
        use_callback(props.brief.clone(), move |(), brief| {
            let (shown, said, brief) = (shown.clone(), said.clone(), brief.clone());
            spawn_local(async move {
                match load(&brief).await {
                    Ok(all) => shown.set(all),
                    Err(why) => said.set(Some(Said::Wrong(why))),
                }
            });
        })
    };
    {
        let reload = reload.clone();
        use_effect_with(props.brief.clone(), move |_| reload.emit(()));
    }
    let copy = |content: &Content| {
        let (said, content) = (said.clone(), content.clone());
        Callback::from(move |()| {
            let (said, content) = (said.clone(), content.clone());
            spawn_local(async move { said.set(Some(if content.copy().await { Said::Copied } else { Said::NotCopied })) });
        })
    };
    let remove = |one: &Shown| {
        let (said, reload, one) = (said.clone(), reload.clone(), one.clone());
        Callback::from(move |()| {
            let (said, reload, one) = (said.clone(), reload.clone(), one.clone());
            spawn_local(async move {
                let removed = pictures::remove(&one.picture).await;
                said.set(match (one.content, removed) {
                    (Ok((content, _)), Ok(())) => Some(Said::Removed(one.picture, content)),
                    (_, Err(why)) => Some(Said::Wrong(why.to_string())),
                    (Err(_), Ok(())) => None,
                });
                reload.emit(());
            });
        })
    };
    let undo = |picture: &Picture, content: &Content| {
        let (said, reload, picture, content) = (said.clone(), reload.clone(), picture.clone(), content.clone());
        Callback::from(move |()| {
            let (said, reload, picture, content) = (said.clone(), reload.clone(), picture.clone(), content.clone());
            spawn_local(async move {
                said.set(pictures::keep(&picture, &content).await.err().map(|why| Said::Wrong(why.to_string())));
                reload.emit(());
            });
        })
    };
    let one = |one: &Shown| {
        let title = &one.picture.title;
        let alt = t("picture_alt", &[title, &page::day_and_time(one.picture.taken)]);
        let acts = match &one.content {
            Err(why) => html! { <p class="warn">{ t("picture_lost", &[why]) }</p> },
            Ok((content, address)) => html! {
                <>
                    <img src={address.as_str().to_owned()} {alt} />
                    <Act class="picture-copy" on={copy(content)}>{ t("picture_copy", &[]) }</Act>
                    <a class="button picture-save" href={address.as_str().to_owned()} download={one.picture.file_name()}>{ t("picture_save", &[]) }</a>
                </>
            },
        };
        html! { <li key={one.picture.id.clone()}>{ acts }<Act class="picture-remove" on={remove(one)}>{ t("picture_remove", &[]) }</Act></li> }
    };
    html! {
        <div class="pictures">
            if !shown.is_empty() { <ul>{ for shown.iter().map(one) }</ul> }
            <p role="status">{ match &*said {
                None => html! {},
                Some(Said::Copied) => t("copied", &[]).into(),
                Some(Said::NotCopied) => html! { <span class="warn">{ t("picture_not_copied", &[]) }</span> },
                Some(Said::Wrong(why)) => html! { <span class="warn">{ why }</span> },
                Some(Said::Removed(picture, content)) => html! {
                    <>{ t("picture_removed", &[]) }{ " " }<Act class="link picture-undo" on={undo(picture, content)}>{ t("undo", &[]) }</Act></>
                },
            } }</p>
        </div>
    }
}
