//! The link to Outlook's own form, filled.

use crate::sites::prefill::{Prefill, Slot, fitting, link};
use chrono::{Days, NaiveDate, NaiveDateTime};

const FORM: &str = "/calendar/deeplink/compose";
/// Bytes; longer links were reported to fail.
const LIMIT: usize = 2048;

/// `path, rru, subject, startdt, enddt, allday, freebusy, to, location, body`. `body` is taken as HTML. The link knows no
/// time zone: times are those of the person's calendar. `origin` is the one of the four hosts that the person uses: the
/// others may well be somebody else's account.
pub fn prefill(origin: &str, wish: &Prefill) -> String {
    let moment = |t: NaiveDateTime| t.format("%Y-%m-%dT%H:%M:%S").to_string();
    let day = |d: NaiveDate| d.format("%Y-%m-%d").to_string();
    let (start, end, all_day, shown) = match &wish.slot {
        None => (String::new(), String::new(), "", ""),
        Some(Slot::AllDayFree(date)) => (day(*date), day(date.checked_add_days(Days::new(1)).unwrap_or(*date)), "true", "free"),
        Some(Slot::Timed { start, end, busy, .. }) => (moment(*start), moment(*end), "", if *busy { "busy" } else { "free" }),
    };
    fitting(LIMIT, &wish.description, |text| {
        link(
            &format!("{origin}{FORM}"),
            &[
                ("path", "/calendar/action/compose".into()),
                ("rru", "addevent".into()),
                ("subject", wish.title.clone()),
                ("startdt", start.clone()),
                ("enddt", end.clone()),
                ("allday", all_day.into()),
                ("freebusy", shown.into()),
                ("to", wish.guests.join(",")),
                ("location", wish.location.clone()),
                ("body", html(text)),
            ],
        )
    })
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\n', "<br>")
}
