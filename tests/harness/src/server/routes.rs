//! `routes.toml` of a fixture folder: for which hosts it stands, and which page answers which path.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::error::{Error, Result, Tried};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Routes {
    /// The host that the folder stands for.
    host: String,
    /// Further hosts with the same pages.
    #[serde(default)]
    also: Vec<String>,
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

fn read(folder: &Path) -> Result<Option<Routes>> {
    let list = folder.join("routes.toml");
    if !list.is_file() {
        return Ok(None);
    }
    let text = std::fs::read_to_string(&list).tried(format!("read {}", list.display()))?;
    toml::from_str(&text).map(Some).map_err(|error| Error::BadFile { file: list, why: error.to_string() })
}

/// Every host that the folders below `sites` stand for, with its folder.
pub(super) fn hosts(sites: &Path) -> Result<Vec<(String, PathBuf)>> {
    let mut hosts = Vec::new();
    for entry in std::fs::read_dir(sites).tried(format!("list {}", sites.display()))? {
        let folder = entry.tried(format!("list {}", sites.display()))?.path();
        if let Some(routes) = read(&folder)? {
            hosts.extend(std::iter::once(routes.host).chain(routes.also).map(|host| (host, folder.clone())));
        }
    }
    Ok(hosts)
}

/// The file for `path`: the first route whose start fits wins, `index.html` when none does.
pub(super) fn file_for(folder: &Path, path: &str) -> Result<String> {
    let routes = read(folder)?.map(|routes| routes.routes).unwrap_or_default();
    let found = routes.into_iter().find(|route| path.starts_with(&route.path));
    Ok(found.map_or_else(|| "index.html".to_owned(), |route| route.file))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const LIST: &str = "host = \"a.example.test\"\nalso = [\"b.example.test\"]\n[[route]]\npath = \"/calendar/edit\"\n\
                        file = \"editor.html\"\n[[route]]\npath = \"/calendar\"\nfile = \"grid.html\"\n";

    #[test]
    fn the_first_start_that_fits_wins_and_the_index_is_the_rest() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(file_for(folder.path(), "/calendar").unwrap(), "index.html");
        std::fs::write(folder.path().join("routes.toml"), LIST).unwrap();
        assert_eq!(file_for(folder.path(), "/calendar/edit/abc").unwrap(), "editor.html");
        assert_eq!(file_for(folder.path(), "/calendar/u/0/r").unwrap(), "grid.html");
        assert_eq!(file_for(folder.path(), "/").unwrap(), "index.html");
    }

    #[test]
    fn a_folder_stands_for_all_its_hosts() {
        let sites = tempfile::tempdir().unwrap();
        let folder = sites.path().join("one");
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(sites.path().join("kit.js"), "").unwrap();
        std::fs::write(folder.join("routes.toml"), LIST).unwrap();
        let expected = [("a.example.test".to_owned(), folder.clone()), ("b.example.test".to_owned(), folder)];
        assert_eq!(hosts(sites.path()).unwrap(), expected);
    }

    #[test]
    fn a_misspelt_key_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("routes.toml"), LIST.replace("file", "flie")).unwrap();
        assert!(file_for(folder.path(), "/").unwrap_err().to_string().contains("flie"));
    }
}
