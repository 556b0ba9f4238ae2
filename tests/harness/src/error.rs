//! What can go wrong around a test, said so that a person can act on it.

use std::path::PathBuf;
use std::time::Duration;

/// A failure of the harness.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A program is not installed.
    #[error("{what} was not found; `cargo xtask setup --for test` installs it")]
    Missing {
        /// Name of the program.
        what: &'static str,
    },
    /// The extension was not built, or not for this browser.
    #[error("no extension in {}: run `cargo xtask build` first", .0.display())]
    NotBuilt(PathBuf),
    /// The browser would not load the extension.
    #[error("{browser} refused the extension in {}: {why}", folder.display())]
    Refused {
        /// Which browser.
        browser: &'static str,
        /// Where the extension is.
        folder: PathBuf,
        /// What its log says.
        why: String,
    },
    /// Something did not happen in time.
    #[error("waited {:.1} s for {what}; last seen: {last}", limit.as_secs_f32())]
    TimedOut {
        /// What was waited for.
        what: String,
        /// How long.
        limit: Duration,
        /// What the last look showed.
        last: String,
    },
    /// A driver process ended or never answered.
    #[error("{driver} did not start: {why} (its log: {})", log.display())]
    Driver {
        /// Name of the driver.
        driver: &'static str,
        /// What was seen.
        why: String,
        /// Its output.
        log: PathBuf,
    },
    /// A program that was run answered with a failure.
    #[error("`{command}` failed: {why}")]
    Command {
        /// The command line.
        command: String,
        /// Its exit status and last words.
        why: String,
    },
    /// A file that cannot be understood.
    #[error("{}: {why}", file.display())]
    BadFile {
        /// Which one.
        file: PathBuf,
        /// What is wrong.
        why: String,
    },
    /// The browser or its driver refused an order.
    #[error("webdriver: {0}")]
    WebDriver(#[from] thirtyfour::error::WebDriverError),
    /// A server did not answer as it should.
    #[error("http: {0}")]
    Http(#[from] reqwest::Error),
    /// A server answered with an unexpected status.
    #[error("{method} {url} answered {status}: {body}")]
    Status {
        /// Method of the request.
        method: String,
        /// Address of the request.
        url: String,
        /// HTTP status.
        status: u16,
        /// First part of the answer.
        body: String,
    },
    /// Making the certificate of the demo server failed.
    #[error("certificate: {0}")]
    Certificate(String),
    /// Reading, writing or listening failed.
    #[error("{what}: {source}")]
    Io {
        /// What was tried.
        what: String,
        /// Why it failed.
        source: std::io::Error,
    },
}

impl Error {
    /// Whether a page was not loaded in the time set for it.
    pub fn is_page_load_timeout(&self) -> bool {
        use thirtyfour::error::WebDriverErrorInner as Kind;
        matches!(self, Self::WebDriver(error) if matches!(error.as_inner(), Kind::WebDriverTimeout(_)))
    }

    /// Whether the page or the card drew itself anew between finding an element and using it, so that the order did nothing and
    /// may be given again.
    pub fn is_redrawn(&self) -> bool {
        use thirtyfour::error::WebDriverErrorInner as Kind;
        let Self::WebDriver(error) = self else { return false };
        matches!(error.as_inner(), Kind::StaleElementReference(_) | Kind::NoSuchElement(_) | Kind::NoSuchFrame(_))
    }
}

/// Result of the harness.
pub type Result<T> = std::result::Result<T, Error>;

/// Adds what was tried to an input or output error.
pub(crate) trait Tried<T> {
    /// `what` reads like "read /path/to/file".
    fn tried(self, what: impl Into<String>) -> Result<T>;
}

impl<T> Tried<T> for std::io::Result<T> {
    fn tried(self, what: impl Into<String>) -> Result<T> {
        self.map_err(|source| Error::Io { what: what.into(), source })
    }
}
