//! The web applications that Baton sits in: for each one its map (data: where things stand in the page) and its parser
//! (pure code: what the values mean). Nothing here touches a browser; the page agent carries values in and orders out.

mod clock_text;
pub mod google_calendar;
pub mod health;
mod hosts;
pub mod map;
pub mod outlook_web;
mod prefill;
mod reading;
mod slot;
pub mod sogo;
mod value;

pub use crate::site::SiteId;
pub use hosts::{listed_patterns, listed_patterns_of, name, serves};
pub use map::{Field, MapError, SiteMap, Surface, SurfaceKind};
pub use prefill::{Prefill, Slot};
pub use reading::{Parsed, Problem, ProblemCode, Role};
pub use slot::{all_day_steps, is_all_day_free};
pub use value::{FieldValue, Values};

use serde::Serialize;
use std::collections::BTreeMap;

/// Every supported site.
pub const fn all() -> &'static [SiteId] {
    SiteId::ALL
}

/// The site's map as its build made it.
const fn json(site: SiteId) -> &'static str {
    match site {
        SiteId::GoogleCalendar => include_str!(concat!(env!("OUT_DIR"), "/sites/google_calendar.json")),
        SiteId::OutlookWeb => include_str!(concat!(env!("OUT_DIR"), "/sites/outlook_web.json")),
        SiteId::Sogo => include_str!(concat!(env!("OUT_DIR"), "/sites/sogo.json")),
    }
}

/// The map that ships with Baton, validated when it was built.
///
/// # Errors
/// Only if this build and its maps do not belong together.
pub fn map(site: SiteId) -> Result<SiteMap, MapError> {
    serde_json::from_str(json(site)).map_err(|e| MapError::Unreadable(e.to_string()))
}

/// The fields of one surface, ready to be sent to the page agent; `None` when the site has no such surface.
pub fn fields(site: SiteId, surface: &str) -> Option<BTreeMap<String, Field>> {
    map(site).ok()?.surfaces.into_iter().find(|s| s.id == surface).map(|s| s.fields)
}

/// What the page agent needs to find surfaces, as a JSON array: how to recognise each site and its surfaces, no fields.
pub fn agent_bootstrap() -> String {
    #[derive(Serialize)]
    struct Site<'a> {
        id: &'a str,
        hosts: &'a [String],
        #[serde(skip_serializing_if = "Option::is_none")]
        recognise: Option<&'a str>,
        surfaces: Vec<Place<'a>>,
    }
    #[derive(Serialize)]
    struct Place<'a> {
        id: &'a str,
        ladder: &'a [String],
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        url: &'a [String],
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        has: &'a [String],
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        not: &'a [String],
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        key: &'a [map::Rung],
        place: map::Place,
    }
    let maps: Vec<SiteMap> = all().iter().filter_map(|s| map(*s).ok()).collect();
    let sites: Vec<Site<'_>> = maps
        .iter()
        .map(|m| Site {
            id: &m.id,
            hosts: &m.hosts,
            recognise: m.recognise.as_deref(),
            surfaces: m
                .surfaces
                .iter()
                .map(|s| Place {
                    id: &s.id,
                    ladder: &s.ladder,
                    url: &s.url,
                    has: &s.has,
                    not: &s.not,
                    key: &s.key,
                    place: s.place,
                })
                .collect(),
        })
        .collect();
    serde_json::to_string(&sites).unwrap_or_default()
}

/// How well a surface could be read; `None` when the site has no such surface.
pub fn health(site: SiteId, surface: &str, values: &Values) -> Option<health::Health> {
    map(site).ok()?.surface(surface).map(|s| health::report(s, values))
}

/// Turns the values of one surface into an event.
///
/// # Errors
/// When the site has no such surface.
pub fn parse(site: SiteId, surface: &str, url: &str, values: &Values) -> Result<Parsed, ParseError> {
    let known = map(site).is_ok_and(|m| m.surface(surface).is_some());
    if !known {
        return Err(ParseError::UnknownSurface { site: site.as_str(), surface: surface.into() });
    }
    Ok(match site {
        SiteId::GoogleCalendar => google_calendar::parse(surface, url, values),
        SiteId::OutlookWeb => outlook_web::parse(url, values),
        SiteId::Sogo => sogo::parse(url, values),
    })
}

/// The address that opens the site's own form with these values in it, on the host of `page`, the address where the person
/// is; `None` where the site has no such address, or `page` is not on one of its listed hosts.
pub fn prefill(site: SiteId, page: &str, wish: &Prefill) -> Option<String> {
    let listed = map(site).ok()?.hosts;
    let origin = listed.iter().map(|host| format!("https://{host}")).find(|origin| {
        page.strip_prefix(origin.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
    })?;
    match site {
        SiteId::GoogleCalendar => Some(google_calendar::prefill(wish)),
        SiteId::OutlookWeb => Some(outlook_web::prefill(&origin, wish)),
        SiteId::Sogo => None,
    }
}

/// Why values could not be parsed at all. A field that is missing is no error but a [`Problem`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    /// The site has no such surface.
    #[error("{site} has no surface `{surface}`")]
    UnknownSurface {
        /// The site's identifier.
        site: &'static str,
        /// The surface asked for.
        surface: String,
    },
}
