//! SOGo's editor as an all-day, free entry: its boxes and its date picker's cells can be told without language.

use crate::sites::map::{Field, Read, Rung, Scope};
use crate::sites::{FieldValue, SiteId, Values, fields};
use chrono::{Datelike, NaiveDate};

/// The presses, in order; `None` when the form does not show the boxes.
pub fn all_day_steps(surface: &str, values: &Values, day: NaiveDate) -> Option<Vec<Field>> {
    let mut controls = fields(SiteId::Sogo, surface)?;
    let mut steps = Vec::new();
    for name in ["all_day", "free"] {
        if !values.get(name).and_then(FieldValue::flag)? {
            steps.push(controls.remove(name)?);
        }
    }
    steps.push(controls.remove("start_picker")?);
    steps.push(day_cell(day));
    Some(steps)
}

/// The cell of `date` in the month that `start_picker` opened. Its id holds year, month from 0, and day, in every language.
/// The open pane hangs on the body, outside the dialog.
fn day_cell(date: NaiveDate) -> Field {
    let id = format!("-month-{}-{}-{}", date.year(), date.month0(), date.day());
    let select = format!(r#".md-datepicker-calendar-pane.md-pane-open td[id^="md-"][id$="{id}"]"#);
    let rung = Rung { select: Some(select), read: Some(Read::Present), visible: true };
    Field { scope: Scope::Page, ladder: vec![rung], press: true, ..Field::default() }
}
