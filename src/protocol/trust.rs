//! Who is asking? Decided by what the browser says of a sender, never by what the message says.

use serde::{Deserialize, Serialize};

/// What the browser tells of the sender of a message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sender {
    /// Extension id.
    pub id: Option<String>,
    /// Origin of the sending document.
    pub origin: Option<String>,
    /// Address of the sending document.
    pub url: Option<String>,
    /// Tab; set for our own frames and tabs too, so it proves nothing by itself.
    pub tab: Option<i64>,
    /// Frame in that tab.
    pub frame: Option<i64>,
    /// Id of the sending document; ends with navigation.
    pub document: Option<String>,
}

/// The four sorts of callers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Caller {
    /// The page agent in a page of this origin.
    Agent {
        /// The page's origin, e.g. `https://calendar.google.com`.
        origin: String,
    },
    /// A card frame (`panel.html`, `guest.html`): trusted only with a session.
    Frame,
    /// A page that belongs to the browser's own surface: popup or extension tab.
    App,
    /// Anybody else.
    Stranger,
}

/// Names the caller. `own_id` and `own_origin` are the extension's.
pub fn caller(sender: &Sender, own_id: &str, own_origin: &str) -> Caller {
    if sender.id.as_deref() != Some(own_id) {
        return Caller::Stranger;
    }
    let Some(origin) = sender.origin.as_deref().or_else(|| sender.url.as_deref().and_then(origin_of)) else {
        return Caller::Stranger;
    };
    if origin == own_origin {
        let path = sender.url.as_deref().and_then(|u| u.strip_prefix(own_origin)).unwrap_or_default();
        let path = path.split(['?', '#']).next().unwrap_or_default();
        return match path {
            "/popup.html" | "/app.html" => Caller::App,
            // a frame has a tab and is never the tab's own document
            "/panel.html" | "/guest.html" if sender.tab.is_some() && sender.frame.is_some_and(|f| f != 0) => Caller::Frame,
            _ => Caller::Stranger,
        };
    }
    if sender.tab.is_some() && (origin.starts_with("https://") || origin.starts_with("http://")) {
        return Caller::Agent { origin: origin.to_owned() };
    }
    Caller::Stranger
}

/// `scheme://host[:port]` of an absolute address; `None` for anything without an authority.
pub fn origin_of(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    let authority = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    url.get(..scheme.len() + 3 + authority).filter(|o| o.len() > scheme.len() + 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "chrome-extension://abc";

    fn sender(origin: &str, url: &str, frame: i64) -> Sender {
        Sender {
            id: Some("abc".into()),
            origin: Some(origin.into()),
            url: Some(url.into()),
            tab: Some(1),
            frame: Some(frame),
            document: Some("D".into()),
        }
    }

    #[test]
    fn an_agent_is_known_by_its_pages_origin() {
        let got = caller(&sender("https://calendar.google.com", "https://calendar.google.com/x", 0), "abc", OWN);
        assert_eq!(got, Caller::Agent { origin: "https://calendar.google.com".into() });
    }

    #[test]
    fn a_tab_id_does_not_make_an_agent_out_of_a_frame() {
        assert_eq!(caller(&sender(OWN, "chrome-extension://abc/panel.html", 7), "abc", OWN), Caller::Frame);
        assert_eq!(caller(&sender(OWN, "chrome-extension://abc/panel.html#x", 7), "abc", OWN), Caller::Frame);
    }

    #[test]
    fn a_panel_opened_as_a_tab_is_a_stranger() {
        assert_eq!(caller(&sender(OWN, "chrome-extension://abc/panel.html", 0), "abc", OWN), Caller::Stranger);
    }

    #[test]
    fn another_extension_is_a_stranger() {
        let mut s = sender("https://calendar.google.com", "https://calendar.google.com/", 0);
        s.id = Some("other".into());
        assert_eq!(caller(&s, "abc", OWN), Caller::Stranger);
    }

    #[test]
    fn without_an_origin_the_address_decides() {
        let mut s = sender("", "https://calendar.google.com/a/b?c", 0);
        s.origin = None;
        assert_eq!(caller(&s, "abc", OWN), Caller::Agent { origin: "https://calendar.google.com".into() });
        s.url = Some("about:blank".into());
        assert_eq!(caller(&s, "abc", OWN), Caller::Stranger);
    }

    #[test]
    fn opaque_origins_are_strangers() {
        assert_eq!(caller(&sender("null", "about:blank", 0), "abc", OWN), Caller::Stranger);
        assert_eq!(origin_of("data:text/html,x"), None);
        assert_eq!(origin_of("https:///x"), None);
    }
}
