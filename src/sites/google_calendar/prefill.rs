//! The link to Google Calendar's own form, filled.

use crate::sites::prefill::{Prefill, Slot, fitting, link};
use chrono::{Days, NaiveDate, NaiveDateTime};

const FORM: &str = "https://calendar.google.com/calendar/render";
/// Bytes. Browsers and Google's front ends take about this much; beyond it a link may be refused.
const LIMIT: usize = 8000;

/// `action=TEMPLATE` with `text, dates, ctz, details, location, crm, add`; all-day dates end on the day after.
pub fn prefill(wish: &Prefill) -> String {
    let day = |d: NaiveDate| d.format("%Y%m%d").to_string();
    let moment = |t: NaiveDateTime| t.format("%Y%m%dT%H%M%S").to_string();
    let (dates, zone, shown) = match &wish.slot {
        None => (String::new(), String::new(), ""),
        Some(Slot::AllDayFree(date)) => {
            let after = date.checked_add_days(Days::new(1)).unwrap_or(*date);
            (format!("{}/{}", day(*date), day(after)), String::new(), "AVAILABLE")
        }
        Some(Slot::Timed { start, end, tz, busy }) => (
            format!("{}/{}", moment(*start), moment(*end)),
            tz.clone().unwrap_or_default(),
            if *busy { "BUSY" } else { "AVAILABLE" },
        ),
    };
    fitting(LIMIT, &wish.description, |details| {
        link(
            FORM,
            &[
                ("action", "TEMPLATE".into()),
                ("text", wish.title.clone()),
                ("dates", dates.clone()),
                ("ctz", zone.clone()),
                ("crm", shown.into()),
                ("add", wish.guests.join(",")),
                ("location", wish.location.clone()),
                ("details", as_html(details)),
            ],
        )
    })
}

/// `details` is read as HTML: what would be a tag or an entity there has to stay the text that it is. Nothing else is escaped,
/// so that a plain text stays short and readable in the address.
fn as_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        match c {
            '<' => out.push_str("&lt;"),
            '&' if next.is_ascii_alphabetic() || next == '#' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::as_html;

    #[test]
    fn only_what_would_be_markup_is_escaped() {
        assert_eq!(
            as_html("1 < 2 & 3 > 2, a <b>, </b> and &lt; or &#60;"),
            "1 &lt; 2 & 3 > 2, a &lt;b>, &lt;/b> and &amp;lt; or &amp;#60;"
        );
    }
}
