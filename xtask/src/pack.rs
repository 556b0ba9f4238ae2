//! `dist/baton-<browser>-<version>.zip`: the same files give the same bytes, whoever packs them and when.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::build::{self, Browser, Profile, VERSION};
use crate::error::{At, Result, content};
use crate::locate;
use crate::say::say;

/// Builds for release and packs both extensions. Gives the packages in the order of [`Browser::ALL`].
pub fn pack() -> Result<[PathBuf; 2]> {
    let folders = build::build(Profile::Release)?;
    let dist = locate::repo_root().join("dist");
    fs::create_dir_all(&dist).at(&dist)?;
    let mut packages = [PathBuf::new(), PathBuf::new()];
    for ((browser, folder), package) in Browser::ALL.into_iter().zip(&folders).zip(&mut packages) {
        *package = dist.join(format!("baton-{}-{VERSION}.zip", browser.name()));
        zip(folder, package)?;
        say(&format!("packed {}", package.display()));
    }
    Ok(packages)
}

/// Packs everything below `folder`.
fn zip(folder: &Path, package: &Path) -> Result<()> {
    let mut files = Vec::new();
    collect(folder, "", &mut files)?;
    files.sort();
    let out = File::create(package).at(package)?;
    let mut zip = ZipWriter::new(BufWriter::new(out));
    // the earliest time a zip can say, and the same permissions for all: nothing of this machine gets in
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for name in files {
        zip.start_file(&name, options).map_err(|error| content(package, error))?;
        let file = folder.join(&name);
        zip.write_all(&fs::read(&file).at(&file)?).at(package)?;
    }
    let mut out = zip.finish().map_err(|error| content(package, error))?;
    out.flush().at(package)
}

/// Names of all files below `folder`, with slashes, relative to it.
fn collect(folder: &Path, prefix: &str, files: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(folder).at(folder)? {
        let entry = entry.at(folder)?;
        let name = entry.file_name().into_string().map_err(|name| content(folder, format!("{name:?} is no text")))?;
        let path = format!("{prefix}{name}");
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{path}/"), files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::time::{Duration, SystemTime};

    /// The same two files, written in this order, with this age.
    fn packed(order: [&str; 2], age: u64, mode: u32) -> Vec<u8> {
        use std::os::unix::fs::PermissionsExt;
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("extension");
        fs::create_dir_all(folder.join("sub")).unwrap();
        for name in order {
            let file = File::create(folder.join(name)).unwrap();
            (&file).write_all(name.repeat(100).as_bytes()).unwrap();
            file.set_modified(SystemTime::now() - Duration::from_secs(age)).unwrap();
            file.set_permissions(fs::Permissions::from_mode(mode)).unwrap();
        }
        let package = outer.path().join("x.zip");
        zip(&folder, &package).unwrap();
        fs::read(package).unwrap()
    }

    #[test]
    fn neither_time_nor_order_nor_permissions_show() {
        let first = packed(["a.js", "sub/b.js"], 0, 0o644);
        assert_eq!(first, packed(["sub/b.js", "a.js"], 1_000_000, 0o755));
        assert_ne!(first, packed(["a.js", "sub/c.js"], 0, 0o644));
    }
}
