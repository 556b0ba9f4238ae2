//! SOGo: the dialog in which an event is edited. Self-hosted, so it is recognised by its page, on hosts a person granted.
//!
//! Giving the slot back here needs no link: press `all_day` and `free` until they are checked, press `start_picker`, then
//! [`day_cell`]; SOGo moves the end along. Each step can be read back.

mod parse;

pub use parse::parse;

use super::map::{Field, Read, Rung, Scope};
use chrono::{Datelike, NaiveDate};

/// The cell of `date` in the month that `start_picker` opened; to be pressed. Its id holds year, month from 0, and day, in
/// every language. The open pane hangs on the body, outside the dialog.
pub fn day_cell(date: NaiveDate) -> Field {
    let id = format!("-month-{}-{}-{}", date.year(), date.month0(), date.day());
    let rung = Rung {
        select: Some(format!(".md-datepicker-calendar-pane.md-pane-open td[id^=\"md-\"][id$=\"{id}\"]")),
        read: Some(Read::Present),
        visible: true,
    };
    Field { scope: Scope::Page, ladder: vec![rung], press: true, ..Field::default() }
}
