//! Self-hosted calendars that the person granted.

use serde::{Deserialize, Serialize};

/// One self-hosted calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantedHost {
    /// Scheme and host without port (Firefox injects by host alone), e.g. `https://sogo.example.test`.
    pub host: String,
}

impl GrantedHost {
    /// Reads what a person typed: an address or a bare host (then `https`). `None` when it is no host.
    pub fn from_typed(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let (scheme, rest) = match typed.split_once("://") {
            Some((scheme @ ("http" | "https"), rest)) => (scheme, rest),
            Some(_) => return None,
            None => ("https", typed),
        };
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if authority.contains('@') {
            return None;
        }
        let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
        let good = !host.is_empty()
            && host.len() <= 253
            && host.chars().all(plain)
            && host.split('.').all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'))
            && port.chars().all(|c| c.is_ascii_digit());
        good.then(|| Self { host: format!("{scheme}://{}", host.to_ascii_lowercase()) })
    }

    /// The match pattern to ask and register for.
    pub fn pattern(&self) -> String {
        format!("{}/*", self.host)
    }

    /// Whether a page of `origin` (with or without port) is on this host.
    pub fn covers(&self, origin: &str) -> bool {
        origin == self.host || origin.strip_prefix(&self.host).is_some_and(|rest| rest.starts_with(':'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(typed: &str) -> Option<String> {
        GrantedHost::from_typed(typed).map(|h| h.host)
    }

    #[test]
    fn typed_addresses_become_hosts() {
        assert_eq!(host(" Calendar.Example.test/SOGo/ ").as_deref(), Some("https://calendar.example.test"));
        assert_eq!(host("http://127.0.0.1:20080/SOGo").as_deref(), Some("http://127.0.0.1"));
        for bad in ["", "ftp://x", "https://", "a b", "https://u@h", "*", "https://*.test", "-a.test", "a..b", "h:8x"] {
            assert_eq!(host(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_host_covers_its_ports_and_nothing_longer() {
        let h = GrantedHost { host: "http://127.0.0.1".into() };
        assert!(h.covers("http://127.0.0.1") && h.covers("http://127.0.0.1:20080"));
        assert!(!h.covers("http://127.0.0.10") && !h.covers("https://127.0.0.1"));
    }
}
