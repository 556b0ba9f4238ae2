//! What a test may ask of a browser.

use std::fmt;
use std::path::PathBuf;

use serde_json::Value;

/// The browsers that Baton supports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Browser {
    /// Chromium.
    Chrome,
    /// Firefox.
    Firefox,
}

impl Browser {
    /// Both, in the order tests visit them.
    pub const ALL: [Self; 2] = [Self::Chrome, Self::Firefox];

    /// Name of its folder below `target/extension/`, and on command lines.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chrome => "chrome",
            Self::Firefox => "firefox",
        }
    }

    /// The browser of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|browser| browser.name() == name)
    }
}

impl fmt::Display for Browser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How a session is opened. `Options::default()` is what most tests want: headless, English, UTC, with the built extension.
#[derive(Debug, Clone)]
pub struct Options {
    /// Without a window. `BATON_HEADED=1` turns windows on for a person who wants to watch.
    pub headless: bool,
    /// Width and height of the window in CSS pixels.
    pub window: (u32, u32),
    /// Language of the browser and of `Accept-Language`, e.g. `de`. Firefox needs its language pack for its own texts.
    pub language: Option<String>,
    /// Time zone of the browser, e.g. `Europe/Berlin`.
    pub timezone: String,
    /// The person prefers dark pages.
    pub dark: bool,
    /// The person prefers little motion.
    pub reduced_motion: bool,
    /// The system forces its own high-contrast colours.
    pub forced_colors: bool,
    /// The unpacked extension to load instead of the one that was built.
    pub extension: Option<PathBuf>,
    /// Load no extension at all, for comparisons.
    pub bare: bool,
    /// Further command line arguments for Chromium.
    pub chrome_args: Vec<String>,
    /// Further preferences for Firefox.
    pub firefox_prefs: Vec<(String, Value)>,
    /// The folder of a profile that is kept when the browser closes and used again by the next session that names it. In Firefox the
    /// extension is then installed for good, as from a store, not for one run.
    pub profile: Option<PathBuf>,
    /// Hide the marks of automation, for a person who looks at the window.
    pub for_a_person: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            headless: std::env::var_os("BATON_HEADED").is_none(),
            window: (1280, 900),
            language: None,
            timezone: "UTC".to_owned(),
            dark: false,
            reduced_motion: false,
            forced_colors: false,
            extension: None,
            bare: false,
            chrome_args: Vec::new(),
            firefox_prefs: Vec::new(),
            profile: None,
            for_a_person: false,
        }
    }
}
