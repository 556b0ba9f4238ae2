//! Finding the file behind a path, and never one outside its folder.

use std::path::{Component, Path, PathBuf};

use super::routes;
use crate::error::{Result, Tried};

/// The file for a path of a fixture host and its bytes: `/static/<file>` by name, every other path by `routes.toml`.
pub(super) fn find(folder: &Path, path: &str) -> Result<Option<(PathBuf, Vec<u8>)>> {
    let name = match path.strip_prefix("/static/") {
        Some(name) => name.to_owned(),
        None => routes::file_for(folder, path)?,
    };
    // only plain names: neither `..` nor an absolute path leaves the folder
    if !Path::new(&name).components().all(|part| matches!(part, Component::Normal(_))) {
        return Ok(None);
    }
    let file = folder.join(name);
    if !file.is_file() {
        return Ok(None);
    }
    let bytes = std::fs::read(&file).tried(format!("read {}", file.display()))?;
    Ok(Some((file, bytes)))
}

/// The content type by the end of the name.
pub(super) fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|end| end.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "wasm" => "application/wasm",
        _ => "text/plain; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("site");
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(outer.path().join("secret.txt"), "s").unwrap();
        std::fs::write(folder.join("page.js"), "p").unwrap();
        assert!(find(&folder, "/static/page.js").unwrap().is_some());
        assert!(find(&folder, "/static/../secret.txt").unwrap().is_none());
        assert!(find(&folder, "/static//etc/passwd").unwrap().is_none());
    }
}
