//! `routes.toml` of a fixture folder: which page answers which path.

use std::path::Path;

use serde::Deserialize;

use crate::error::{Error, Result, Tried};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Routes {
    #[serde(default, rename = "route")]
    routes: Vec<Route>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Route {
    /// Start of the path.
    path: String,
    /// File of the fixture folder.
    file: String,
}

/// The file for `path`: the longest matching start wins, `index.html` when none matches or there is no `routes.toml`.
pub(super) fn file_for(folder: &Path, path: &str) -> Result<String> {
    let list = folder.join("routes.toml");
    if !list.is_file() {
        return Ok("index.html".to_owned());
    }
    let text = std::fs::read_to_string(&list).tried(format!("read {}", list.display()))?;
    let routes: Routes = toml::from_str(&text).map_err(|error| Error::BadFile { file: list, why: error.to_string() })?;
    let best = routes.routes.into_iter().filter(|route| path.starts_with(&route.path)).max_by_key(|route| route.path.len());
    Ok(best.map_or_else(|| "index.html".to_owned(), |route| route.file))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_longest_start_wins_and_the_index_is_the_rest() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(file_for(folder.path(), "/calendar").unwrap(), "index.html");
        let text = "[[route]]\npath = \"/calendar\"\nfile = \"grid.html\"\n[[route]]\npath = \"/calendar/u/0/r/eventedit\"\nfile = \"editor.html\"\n";
        std::fs::write(folder.path().join("routes.toml"), text).unwrap();
        assert_eq!(file_for(folder.path(), "/calendar/u/0/r/eventedit/abc").unwrap(), "editor.html");
        assert_eq!(file_for(folder.path(), "/calendar/u/0/r").unwrap(), "grid.html");
        assert_eq!(file_for(folder.path(), "/").unwrap(), "index.html");
    }

    #[test]
    fn a_misspelt_key_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("routes.toml"), "[[route]]\npath = \"/\"\nflie = \"x\"\n").unwrap();
        assert!(file_for(folder.path(), "/").unwrap_err().to_string().contains("flie"));
    }
}
