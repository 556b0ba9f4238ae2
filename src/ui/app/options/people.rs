//! What is known of others: where they are and when they work.

use super::{
    super::choices::Edit,
    super::parts::{Entry, Field, Fold, Words, say},
    Section as Props,
    week::Week,
};
use crate::browser::{i18n::t, page};
use crate::clock::WorkingHours;
use crate::library::{Person, settings::ranges::EntryError};
use crate::ui::control::Act;
use yew::prelude::*;

/// The list.
#[component]
pub fn Section(props: &Props) -> Html {
    let people = &props.settings.people;
    let zones = use_memo((), |()| page::time_zones());
    let add = {
        let edit = props.edit.clone();
        Callback::from(move |who: String| {
            edit.emit(Edit::new(move |s| s.people.push(Person { who: who.clone(), ..Person::default() })));
        })
    };
    let remove = {
        let edit = props.edit.clone();
        Callback::from(move |who: String| edit.emit(Edit::new(move |s| s.people.retain(|p| p.who != who))))
    };
    html! {
        <Fold id="people" title={t("people_title", &[])} now={if people.is_empty() { String::new() } else { people.len().to_string() }}>
            <p class="quiet-text">{ t("people_text", &[]) }</p>
            <datalist id="zones">{ for zones.iter().map(|zone| html! { <option value={zone.clone()} /> }) }</datalist>
            <Words id="person" label={t("people_who", &[])} hint="mara@example.org" words={people.iter().map(|p| p.who.clone()).collect::<Vec<_>>()}
                takes={Entry::Name} {add} {remove} />
            { for people.iter().enumerate().map(|(n, person)| one(n, person, &props.edit)) }
        </Fold>
    }
}

fn one(n: usize, person: &Person, edit: &Callback<Edit>) -> Html {
    let who = person.who.clone();
    let set = move |change: fn(&mut Person, Option<String>, Option<WorkingHours>), edit: Callback<Edit>, who: String| {
        move |zone: Option<String>, hours: Option<WorkingHours>| {
            let who = who.clone();
            edit.emit(Edit::new(move |s| {
                for person in s.people.iter_mut().filter(|p| p.who == who) {
                    change(person, zone.clone(), hours.clone());
                }
            }));
        }
    };
    let set_zone = set(|p, zone, _| p.zone = zone, edit.clone(), who.clone());
    let set_hours = set(|p, _, hours| p.hours = hours, edit.clone(), who.clone());
    let reset_hours = set(|p, _, _| p.hours = None, edit.clone(), who.clone());
    let check = Callback::from(|text: String| {
        let known = text.trim().is_empty() || page::is_zone(text.trim());
        (!known).then(|| say(EntryError::Zone))
    });
    let on_zone = Callback::from(move |text: String| set_zone(Some(text.trim().to_owned()).filter(|t| !t.is_empty()), None));
    let hours = person.hours.clone().unwrap_or_default();
    html! {
        <details class="person" key={who.clone()}>
            <summary>{ &who }{ " " }<span class="quiet-text">{ person.zone.clone().unwrap_or_default() }</span></summary>
            <Field id={format!("person-{n}-zone")} label={t("people_zone", &[])} value={person.zone.clone().unwrap_or_default()} hint="Europe/Lisbon" list="zones" {check} on={on_zone} />
            <Week id={format!("person-{n}-day")} {hours} on={Callback::from(move |hours| set_hours(None, Some(hours)))} />
            if person.hours.is_some() { <Act class="quiet" on={Callback::from(move |()| reset_hours(None, None))}>{ t("reset", &[]) }</Act> }
        </details>
    }
}
