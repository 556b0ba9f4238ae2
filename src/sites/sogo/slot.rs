//! SOGo's editor as an all-day, free entry: its boxes and its date pickers' cells can be told without language.
//!
//! Tried on SOGo 5.8.0: the pane of a date picker holds the cells of at least three months before and after the chosen day;
//! choosing a start moves the end along, so only an event over several days needs its end chosen too.

use crate::event::When;
use crate::sites::map::{Field, Read, Rung, Scope};
use crate::sites::{FieldValue, SiteId, Values, fields};
use chrono::{Datelike, NaiveDate};

/// How far the day may lie from the days that the form shows; a month less than the pane of a date picker was seen to hold.
const REACH_DAYS: u64 = 60;

/// The presses, in order; `None` when the form does not show the controls or the day is beyond what its pane would show.
/// The day comes first: when it cannot be chosen, nothing else has been touched.
pub fn all_day_steps(surface: &str, values: &Values, day: NaiveDate) -> Option<Vec<Field>> {
    let mut controls = fields(SiteId::Sogo, surface)?;
    let (start, end) = (controls.remove("start_picker")?, controls.remove("end_picker")?);
    let shown = super::parse::days(values);
    let near = |d: &NaiveDate| d.signed_duration_since(day).num_days().unsigned_abs() <= REACH_DAYS;
    if !shown.iter().any(near) {
        return None;
    }
    let mut steps = vec![start.clone(), cell(day, false)];
    for name in ["all_day", "free"] {
        if !values.get(name).and_then(FieldValue::flag)? {
            steps.push(controls.remove(name)?);
        }
    }
    if !is_one_day(values) {
        steps.extend([end.clone(), cell(day, false)]);
    }
    if !shown.contains(&day) {
        // its date will be text in the person's own format: the panes, which mark the chosen day, tell it in every language
        steps.extend([start, cell(day, true), end, cell(day, true)]);
    }
    Some(steps)
}

/// Whether the form, after the presses of [`all_day_steps`], is an all-day, free entry on `day`.
pub fn is_all_day_free(values: &Values, day: NaiveDate) -> bool {
    let on = |name: &str| values.get(name).and_then(FieldValue::flag) == Some(true);
    let dated = match super::parse("", values).event.when {
        Some(When::AllDay { first, last }) => first == day && last == day,
        Some(_) => false,
        // the last presses went to the day's marked cells, and fail where the day is not the chosen one
        None => !super::parse::days(values).contains(&day) && is_one_day(values),
    };
    on("all_day") && on("free") && dated
}

fn is_one_day(values: &Values) -> bool {
    let text = |name: &str| values.get(name).and_then(FieldValue::text).map(str::trim).filter(|t| !t.is_empty());
    text("start_date").is_some() && text("start_date") == text("end_date")
}

/// The cell of `date` in the pane that a picker opened; `chosen` for one that is marked as the form's day. Its id holds year,
/// month from 0, and day, in every language. The open pane hangs on the body, outside the dialog.
fn cell(date: NaiveDate, chosen: bool) -> Field {
    let id = format!("-month-{}-{}-{}", date.year(), date.month0(), date.day());
    let mark = if chosen { ".md-calendar-selected-date" } else { "" };
    let select = format!(r#".md-datepicker-calendar-pane.md-pane-open td{mark}[id^="md-"][id$="{id}"]"#);
    let rung = Rung { select: Some(select), read: Some(Read::Present), visible: true };
    Field { scope: Scope::Page, ladder: vec![rung], press: true, ..Field::default() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    fn form(start: &str, end: &str, all_day: bool, free: bool) -> Values {
        let value = |v: serde_json::Value| json!({"rung": 0, "matched": 1, "value": v});
        let days: Vec<_> = (15..29).map(|d| json!({"id": format!("freebusy_day_202611{d}")})).collect();
        serde_json::from_value(json!({
            "title": value(json!("Plan")), "start_date": value(json!(start)), "end_date": value(json!(end)),
            "all_day": value(json!(all_day)), "free": value(json!(free)),
            "days": {"rung": 0, "matched": 14, "value": null, "rows": days},
        }))
        .unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn pressed(values: &Values, on: &str) -> Option<Vec<String>> {
        let steps = all_day_steps("editor", values, day(on))?;
        Some(steps.into_iter().map(|f| f.ladder[0].select.clone().unwrap()).collect())
    }

    #[test]
    fn the_day_is_chosen_before_anything_else_is_touched() {
        let steps = pressed(&form("22-Nov-26", "22-Nov-26", false, false), "2026-11-24").unwrap();
        assert_eq!(steps.len(), 4, "{steps:?}");
        assert!(steps[0].contains("component.start") && steps[1].ends_with(r#"-month-2026-10-24"]"#), "{steps:?}");
        assert!(steps[2].contains("isAllDay") && steps[3].contains("isTransparent"), "{steps:?}");
        // boxes that are set already stay so
        assert_eq!(pressed(&form("22-Nov-26", "22-Nov-26", true, true), "2026-11-24").unwrap().len(), 2);
    }

    #[test]
    fn an_event_of_several_days_gets_its_end_set_too() {
        let steps = pressed(&form("22-Nov-26", "24-Nov-26", true, true), "2026-11-25").unwrap();
        assert!(steps[2].contains("component.end") && steps[3].ends_with(r#"-month-2026-10-25"]"#), "{steps:?}");
    }

    #[test]
    fn a_day_outside_the_days_shown_is_proved_by_the_panes() {
        let steps = pressed(&form("30-Nov-26", "30-Nov-26", true, true), "2026-12-03").unwrap();
        assert_eq!(steps.len(), 6);
        assert!(steps[3].contains("selected-date") && steps[5].ends_with(r#"selected-date[id^="md-"][id$="-month-2026-11-3"]"#));
    }

    #[test]
    fn a_day_out_of_reach_is_not_tried() {
        let values = form("22-Nov-26", "22-Nov-26", false, false);
        assert!(pressed(&values, "2027-01-27").is_some() && pressed(&values, "2027-01-28").is_none());
        assert!(pressed(&values, "2026-09-15").is_none(), "an event far ahead, answered now");
        assert!(all_day_steps("editor", &Values::new(), day("2026-11-24")).is_none());
    }

    #[test]
    fn set_means_all_day_and_free_and_on_that_day_only() {
        let at = day("2026-11-24");
        assert!(is_all_day_free(&form("24-Nov-26", "24-Nov-26", true, true), at));
        for wrong in [
            form("24-Nov-26", "24-Nov-26", false, true),
            form("24-Nov-26", "24-Nov-26", true, false),
            form("24-Nov-26", "25-Nov-26", true, true),
            form("25-Nov-26", "25-Nov-26", true, true),
            form("3. Dez", "3. Dez", true, true),
        ] {
            assert!(!is_all_day_free(&wrong, at), "{wrong:?}");
        }
        assert!(is_all_day_free(&form("03-Dec-26", "03-Dec-26", true, true), day("2026-12-03")));
        assert!(!is_all_day_free(&form("03-Dec-26", "06-Dec-26", true, true), day("2026-12-03")));
        assert!(!is_all_day_free(&form("24-Nov-26", "24-Nov-26", true, true), day("2026-12-03")), "the form shows another day");
    }
}
