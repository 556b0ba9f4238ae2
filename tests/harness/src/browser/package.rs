//! The extension as one file, which is how Firefox wants what it installs for good.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::error::{Error, Result, Tried};

/// Packs everything below `folder` into `file`.
pub(super) fn write(folder: &Path, file: &Path) -> Result<()> {
    let out = File::create(file).tried(format!("write {}", file.display()))?;
    let mut zip = ZipWriter::new(out);
    add(&mut zip, folder, "", file)?;
    zip.finish().map_err(|error| bad(file, error))?;
    Ok(())
}

fn add(zip: &mut ZipWriter<File>, folder: &Path, prefix: &str, file: &Path) -> Result<()> {
    for entry in fs::read_dir(folder).tried(format!("list {}", folder.display()))? {
        let path = entry.tried(format!("list {}", folder.display()))?.path();
        let name = format!("{prefix}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            add(zip, &path, &format!("{name}/"), file)?;
        } else {
            zip.start_file(name, SimpleFileOptions::default()).map_err(|error| bad(file, error))?;
            let bytes = fs::read(&path).tried(format!("read {}", path.display()))?;
            zip.write_all(&bytes).tried(format!("write {}", file.display()))?;
        }
    }
    Ok(())
}

fn bad(file: &Path, error: zip::result::ZipError) -> Error {
    Error::BadFile { file: file.to_path_buf(), why: error.to_string() }
}
