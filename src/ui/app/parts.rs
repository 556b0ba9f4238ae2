//! The few parts that every section of the options is made of.

use crate::browser::i18n::t;
use crate::library::settings::ranges::{EntryError, check_address, check_name};
use crate::ui::control::Act;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Attributes of [`Fold`].
#[derive(PartialEq, Properties)]
pub struct FoldProps {
    /// Stable name; the page opens a section by it (`app.html#people`).
    pub id: AttrValue,
    /// Heading.
    pub title: AttrValue,
    /// What is chosen, in a few words.
    #[prop_or_default]
    pub now: AttrValue,
    /// Open from the start.
    #[prop_or_default]
    pub open: bool,
    /// Content.
    pub children: Html,
}

/// A section that folds.
#[component]
pub fn Fold(props: &FoldProps) -> Html {
    let named = web_sys::window().and_then(|w| w.location().hash().ok()).is_some_and(|h| h.strip_prefix('#') == Some(&props.id));
    let open = *use_state(|| props.open || named);
    html! {
        <details class="fold" id={props.id.clone()} {open}>
            <summary><h2>{ &props.title }</h2>{ " " }<span class="quiet-text">{ &props.now }</span></summary>
            <div class="inside">{ props.children.clone() }</div>
        </details>
    }
}

/// What a line of [`Words`] takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// Any name or address.
    Name,
    /// An e-mail address.
    Address,
}

/// Attributes of [`Field`].
#[derive(PartialEq, Properties)]
pub struct FieldProps {
    /// Stable name.
    pub id: AttrValue,
    /// Label.
    pub label: AttrValue,
    /// What is stored.
    pub value: AttrValue,
    /// Example.
    #[prop_or_default]
    pub hint: AttrValue,
    /// Looks at what was typed.
    pub check: Callback<String, Option<String>>,
    /// Takes what was typed, when it can be taken.
    pub on: Callback<String>,
    /// Digits only, for touch keyboards.
    #[prop_or_default]
    pub numeric: bool,
    /// Id of a `datalist`.
    #[prop_or_default]
    pub list: Option<AttrValue>,
}

/// One line of text that is looked at where it stands and stored when the person leaves it or presses Enter.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    let typed = use_state(|| props.value.clone());
    let problem = use_state(|| None::<String>);
    {
        let (typed, problem) = (typed.clone(), problem.clone());
        use_effect_with(props.value.clone(), move |value| {
            typed.set(value.clone());
            problem.set(None);
        });
    }
    let oninput = {
        let (typed, problem, check) = (typed.clone(), problem.clone(), props.check.clone());
        Callback::from(move |event: InputEvent| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            // said when the person has finished, taken back as soon as it is right
            if problem.is_some() {
                problem.set(check.emit(text.clone()));
            }
            typed.set(text.into());
        })
    };
    let onchange = {
        let (problem, check, on) = (problem.clone(), props.check.clone(), props.on.clone());
        Callback::from(move |event: Event| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            let wrong = check.emit(text.clone());
            if wrong.is_none() {
                on.emit(text);
            }
            problem.set(wrong);
        })
    };
    let problem_id = format!("{}-problem", props.id);
    html! {
        <div class="field">
            <label for={props.id.clone()}>{ &props.label }</label>
            <input id={props.id.clone()} value={(*typed).clone()} placeholder={props.hint.clone()} {oninput} {onchange} list={props.list.clone()}
                inputmode={props.numeric.then_some("numeric")} aria-invalid={problem.is_some().then_some("true")} aria-describedby={problem_id.clone()} />
            <p class="warn" id={problem_id} role="status">{ (*problem).clone().unwrap_or_default() }</p>
        </div>
    }
}

/// Attributes of [`Words`].
#[derive(PartialEq, Properties)]
pub struct WordsProps {
    /// Stable name.
    pub id: AttrValue,
    /// Label of the line that adds one.
    pub label: AttrValue,
    /// Example.
    pub hint: AttrValue,
    /// What is stored.
    pub words: Vec<String>,
    /// What can be added.
    pub takes: Entry,
    /// Adds one.
    pub add: Callback<String>,
    /// Removes one.
    pub remove: Callback<String>,
}

/// A list of short texts: each can be removed, one line adds another.
#[component]
pub fn Words(props: &WordsProps) -> Html {
    let typed = use_state(String::new);
    let problem = use_state(|| None::<String>);
    let oninput = {
        let (typed, problem) = (typed.clone(), problem.clone());
        Callback::from(move |event: InputEvent| {
            problem.set(None);
            typed.set(event.target_unchecked_into::<HtmlInputElement>().value());
        })
    };
    let take = {
        let (typed, problem, add, takes, words) =
            (typed.clone(), problem.clone(), props.add.clone(), props.takes, props.words.clone());
        Callback::from(move |()| {
            let text = typed.trim().to_owned();
            let twice = words.iter().any(|w| w.to_lowercase() == text.to_lowercase());
            let checked = match takes {
                Entry::Name => check_name(&text),
                Entry::Address => check_address(&text),
            };
            let wrong = if twice { Some(EntryError::Twice) } else { checked.err() }.map(say);
            if wrong.is_none() {
                typed.set(String::new());
                add.emit(text);
            }
            problem.set(wrong);
        })
    };
    let onsubmit = {
        let take = take.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            take.emit(());
        })
    };
    let problem_id = format!("{}-problem", props.id);
    html! {
        <div class="words" id={format!("{}-list", props.id)}>
            <ul class="chips">{ for props.words.iter().map(|word| {
                let (remove, gone) = (props.remove.clone(), word.clone());
                html! { <li key={word.clone()}><span>{ word }</span>
                    <Act class="close" label={t("remove_label", &[word])} on={Callback::from(move |()| remove.emit(gone.clone()))}>{ "×" }</Act></li> }
            }) }</ul>
            <form class="add" {onsubmit}>
                <label for={props.id.clone()}>{ &props.label }</label>
                <input id={props.id.clone()} value={(*typed).clone()} {oninput} placeholder={props.hint.clone()} autocomplete="off"
                    aria-invalid={problem.is_some().then_some("true")} aria-describedby={problem_id.clone()} />
                <Act id={format!("{}-add", props.id)} on={take}>{ t("add", &[]) }</Act>
            </form>
            <p class="warn" id={problem_id} role="status">{ (*problem).clone().unwrap_or_default() }</p>
        </div>
    }
}

/// What is wrong with an entry, as a sentence.
pub fn say(wrong: EntryError) -> String {
    use EntryError as E;
    let key = match wrong {
        E::Empty => "entry_empty",
        E::Long | E::Many => "entry_long",
        E::Unprintable => "entry_unprintable",
        E::Address => "entry_address",
        E::Zone => "entry_zone",
        E::Currency => "entry_currency",
        E::Language | E::Signal => "entry_unknown",
        E::Twice => "entry_twice",
    };
    t(key, &[])
}
