//! Working hours of a week, a line for each day.

use super::{
    super::choices::Edit,
    super::parts::{Field, Fold},
    Section as Props,
};
use crate::browser::{i18n::t, page};
use crate::clock::{HoursError, Span, WorkingHours};
use crate::library::settings::hours_text::{self, DayError};
use crate::ui::control::Act;
use chrono::Weekday;
use yew::prelude::*;

/// Monday first, as the stored week.
pub const DAYS: [Weekday; 7] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// Attributes of [`Week`].
#[derive(PartialEq, Properties)]
pub struct WeekProps {
    /// Distinguishes the fields of several weeks on one page.
    pub id: AttrValue,
    /// What is stored.
    pub hours: WorkingHours,
    /// Takes the week after a change.
    pub on: Callback<WorkingHours>,
}

/// The seven days.
#[component]
pub fn Week(props: &WeekProps) -> Html {
    let day = |day: Weekday| {
        let (hours, for_check) = (props.hours.clone(), props.hours.clone());
        let on = props.on.clone();
        let check = Callback::from(move |text: String| match hours_text::read(&text) {
            Err(DayError::Unreadable) => Some(t("hours_unreadable", &[])),
            Err(DayError::Backwards) => Some(t("hours_backwards", &[])),
            Err(DayError::Overlap) => Some(t("hours_overlap", &[])),
            Ok(spans) => with(&for_check, day, spans).err().map(|_| t("hours_none", &[])),
        });
        let take = Callback::from(move |text: String| {
            if let Some(next) = hours_text::read(&text).ok().and_then(|spans| with(&hours, day, spans).ok()) {
                on.emit(next);
            }
        });
        html! { <Field id={format!("{}-{}", props.id, day.num_days_from_monday())} label={page::weekday(day)} value={hours_text::write(props.hours.on(day))}
        hint={t("hours_off", &[])} {check} on={take} /> }
    };
    html! { <div class="week">{ for DAYS.map(day) }</div> }
}

/// The week with one day replaced.
fn with(hours: &WorkingHours, day: Weekday, spans: Vec<Span>) -> Result<WorkingHours, HoursError> {
    WorkingHours::new(DAYS.map(|d| if d == day { spans.clone() } else { hours.on(d).to_vec() }))
}

/// The person's own week.
#[component]
pub fn Section(props: &Props) -> Html {
    let hours = props.settings.hours.clone();
    let set = {
        let edit = props.edit.clone();
        Callback::from(move |hours: WorkingHours| edit.emit(Edit::new(move |s| s.hours = hours.clone())))
    };
    let reset = set.reform(|()| WorkingHours::default());
    let today = hours.on(Weekday::Mon);
    html! {
        <Fold id="hours" title={t("hours_title", &[])} now={hours_text::write(today)}>
            <p class="quiet-text">{ t("hours_text", &[]) }</p>
            <Week id="hours-day" hours={hours.clone()} on={set} />
            if hours != WorkingHours::default() { <Act class="quiet" on={reset}>{ t("reset", &[]) }</Act> }
        </Fold>
    }
}
