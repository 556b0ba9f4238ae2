//! SOGo's editor as an all-day, free entry: its boxes and its date picker's cells can be told without language.

use crate::sites::Values;
use crate::sites::map::{Field, Read, Rung, Scope};
use chrono::{Datelike, NaiveDate};

/// The presses, in order; `None` when the form does not show the boxes.
pub fn all_day_steps(_surface: &str, values: &Values, day: NaiveDate) -> Option<Vec<Field>> {
    let flag = |name: &str| values.get(name).and_then(crate::sites::FieldValue::flag);
    let mut steps = Vec::new();
    if !flag("all_day")? {
        steps.push(control(Scope::Surface, r#"md-checkbox[ng-model="editor.component.isAllDay"]"#));
    }
    if !flag("free")? {
        steps.push(control(Scope::Surface, r#"md-checkbox[ng-model="editor.component.isTransparent"]"#));
    }
    // Moving the end first keeps it from lying before the start when the day is later
    for end in ["end", "start"] {
        steps.push(control(
            Scope::Surface,
            &format!(r#"md-datepicker[ng-model="editor.component.{end}"] .md-datepicker-button"#),
        ));
        // AngularJS Material counts months from 0 in the ids of its cells
        let cell = format!(r#"td[id$="-month-{}-{}-{}"]"#, day.year(), day.month0(), day.day());
        steps.push(control(Scope::Page, &cell));
    }
    Some(steps)
}

fn control(scope: Scope, select: &str) -> Field {
    let rung = Rung { select: Some(select.to_owned()), read: Some(Read::Present), visible: true };
    Field { scope, ladder: vec![rung], press: true, ..Field::default() }
}
