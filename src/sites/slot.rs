//! Giving the slot back in the form itself, where its controls can be told without language.

use super::{Field, SiteId, Values, sogo};
use chrono::NaiveDate;

/// The presses that turn the form into an all-day, free entry on `day`, in order; `None` where that cannot be done safely.
pub fn all_day_steps(site: SiteId, surface: &str, values: &Values, day: NaiveDate) -> Option<Vec<Field>> {
    match site {
        SiteId::Sogo => sogo::all_day_steps(surface, values, day),
        // dates are typed in the person's own format there: the prefilled link is the way
        SiteId::GoogleCalendar | SiteId::OutlookWeb => None,
    }
}

/// Whether the form, after the presses of [`all_day_steps`], is an all-day, free entry on `day`.
pub fn is_all_day_free(site: SiteId, values: &Values, day: NaiveDate) -> bool {
    match site {
        SiteId::Sogo => sogo::is_all_day_free(values, day),
        // no presses there, so nothing to find set
        SiteId::GoogleCalendar | SiteId::OutlookWeb => false,
    }
}
