//! What can go wrong, why, and the line to type.

use std::path::{Path, PathBuf};

/// Result of every command.
pub type Result<T> = std::result::Result<T, Error>;

/// A failed command.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The command line makes no sense.
    #[error("{0}")]
    Usage(String),
    /// Something needed cannot be had.
    #[error("{what} is missing\n  why:  {why}\n  type: {line}")]
    CannotHave {
        /// What is missing.
        what: String,
        /// Why it could not be installed.
        why: String,
        /// A line that installs it.
        line: String,
    },
    /// A program could not be started.
    #[error("{program} cannot be started: {source}")]
    Start {
        /// The program.
        program: String,
        /// Why.
        source: std::io::Error,
    },
    /// A program ended with a failure; its own words are above.
    #[error("`{line}` failed ({status})")]
    Failed {
        /// Its command line.
        line: String,
        /// Its exit status.
        status: String,
    },
    /// A file cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file says something that cannot be right.
    #[error("{}: {why}", path.display())]
    Content {
        /// Which one.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// Making the JavaScript side of a wasm binary failed.
    #[error("wasm-bindgen: {0}")]
    Bindgen(String),
    /// A check did not pass; what it found was printed above.
    #[error("{0}")]
    Check(String),
}

/// Names the file that an input or output error is about.
pub trait At<T> {
    /// Turns the error into [`Error::File`].
    fn at(self, path: &Path) -> Result<T>;
}

impl<T> At<T> for std::io::Result<T> {
    fn at(self, path: &Path) -> Result<T> {
        self.map_err(|source| Error::File { path: path.to_path_buf(), source })
    }
}

/// Says what is wrong with a file.
pub fn content(path: &Path, why: impl ToString) -> Error {
    Error::Content { path: path.to_path_buf(), why: why.to_string() }
}
