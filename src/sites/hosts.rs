//! Where each site is served.

use super::{SiteId, all, map};

/// The site's own name.
pub fn name(site: SiteId) -> String {
    map(site).map(|m| m.name).unwrap_or_default()
}

/// Match patterns of a site's listed hosts; empty for one that is self-hosted.
pub fn listed_patterns_of(site: SiteId) -> Vec<String> {
    map(site).map(|m| m.hosts.iter().map(|h| format!("https://{h}/*")).collect()).unwrap_or_default()
}

/// Match patterns of all listed hosts.
pub fn listed_patterns() -> Vec<String> {
    all().iter().flat_map(|s| listed_patterns_of(*s)).collect()
}

/// Whether `origin` is one of the site's listed hosts.
pub fn serves(site: SiteId, origin: &str) -> bool {
    map(site).is_ok_and(|m| m.hosts.iter().any(|h| origin.strip_prefix("https://") == Some(h)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_exact_host_over_https_is_served() {
        assert!(serves(SiteId::GoogleCalendar, "https://calendar.google.com"));
        for other in
            ["http://calendar.google.com", "https://calendar.google.com.evil.test", "https://calendar.google.com:444", "null"]
        {
            assert!(!serves(SiteId::GoogleCalendar, other), "{other}");
        }
        assert!(!serves(SiteId::Sogo, "https://calendar.google.com"));
    }

    #[test]
    fn all_four_outlook_hosts_are_listed() {
        assert_eq!(listed_patterns_of(SiteId::OutlookWeb).len(), 4);
        assert!(listed_patterns_of(SiteId::Sogo).is_empty());
    }
}
