//! The policies that real calendar pages send, and harsher ones.

/// One policy of a page. A page may carry several; each adds its headers, and the browser enforces all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// Nonce, `strict-dynamic` and Trusted Types without any policy: what the large calendars send or are moving to.
    Strict,
    /// Nothing at all, like SOGo's pages.
    None,
    /// `default-src 'none'`: only what carries the nonce runs, no frame of the page's own may load.
    DefaultNone,
    /// The page may not be framed by anybody.
    NotFramed,
    /// Cross-origin isolation by `require-corp`: frames without the header are refused.
    Coep,
    /// A browsing context group of its own.
    Coop,
    /// The page and its frames may not touch the clipboard.
    NoClipboard,
}

impl Policy {
    /// The policy of this name, as in `?policy=default-none,coop`.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "strict" => Self::Strict,
            "none" => Self::None,
            "default-none" => Self::DefaultNone,
            "not-framed" => Self::NotFramed,
            "coep" => Self::Coep,
            "coop" => Self::Coop,
            "no-clipboard" => Self::NoClipboard,
            _ => return None,
        })
    }

    /// The headers of this policy.
    pub(super) fn headers(self, nonce: &str) -> Vec<(&'static str, String)> {
        const CSP: &str = "content-security-policy";
        let trusted = "require-trusted-types-for 'script'; trusted-types 'none'";
        match self {
            Self::Strict => {
                vec![(CSP, format!("script-src 'nonce-{nonce}' 'strict-dynamic'; object-src 'none'; base-uri 'none'; {trusted}"))]
            }
            Self::None => vec![],
            Self::DefaultNone => vec![(
                CSP,
                format!(
                    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}' 'self'; img-src 'self'; \
                     connect-src 'self'; base-uri 'none'; {trusted}"
                ),
            )],
            Self::NotFramed => vec![(CSP, "frame-ancestors 'none'".to_owned()), ("x-frame-options", "DENY".to_owned())],
            Self::Coep => vec![
                ("cross-origin-embedder-policy", "require-corp".to_owned()),
                ("cross-origin-opener-policy", "same-origin".to_owned()),
            ],
            Self::Coop => vec![("cross-origin-opener-policy", "same-origin".to_owned())],
            Self::NoClipboard => {
                vec![("permissions-policy", "clipboard-read=(), clipboard-write=()".to_owned())]
            }
        }
    }
}
