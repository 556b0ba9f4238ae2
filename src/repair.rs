//! `baton repair`: a seekable copy of a recording, file to file, with bounded memory. The original is only ever read.

use crate::recording::{self, Recording, Recovered};
use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

/// Bytes read at a time: large enough that calls do not count, small beside the memory of any machine.
const PIECE_BYTES: usize = 512 * 1024;

/// Why there is no repaired file.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The recording cannot be read.
    #[error("{}: it cannot be read: {source}", path.display())]
    Read {
        /// The recording.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The repaired file cannot be written.
    #[error("{}: it cannot be written: {source}", path.display())]
    Write {
        /// The repaired file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is not a recording, or nothing is in it.
    #[error("{}: {source}", path.display())]
    Recording {
        /// The file.
        path: PathBuf,
        /// Why.
        source: recording::Error,
    },
    /// Both names are one file.
    #[error("{}: that is the recording itself; give the repaired file another name", .0.display())]
    SameFile(PathBuf),
    /// There is something under the name.
    #[error("{}: it exists; take another name, or --force to replace it", .0.display())]
    Exists(PathBuf),
    /// There is something under the name that no file can replace.
    #[error("{}: it is no file, and is not replaced", .0.display())]
    NoFile(PathBuf),
}

/// Writes a seekable copy of `input` to `output`. It appears there whole or not at all.
///
/// # Errors
/// When `input` is no recording, when `output` exists and `force` was not given, or when reading or writing fails.
pub fn repair(input: &Path, output: &Path, force: bool) -> Result<Recovered, Error> {
    let cannot_read = |source| Error::Read { path: input.to_path_buf(), source };
    let mut from = File::open(input).map_err(cannot_read)?;
    free(&from.metadata().map_err(cannot_read)?, output, force)?;

    let cannot_write = |source| Error::Write { path: output.to_path_buf(), source };
    let mut part = Part::create(output).map_err(cannot_write)?;
    let done = copy(&mut from, &mut part.file).map_err(|error| match error {
        Fault::Read(source) => cannot_read(source),
        Fault::Write(source) => cannot_write(source),
        Fault::Recording(source) => Error::Recording { path: input.to_path_buf(), source },
    })?;
    part.file.sync_all().map_err(cannot_write)?;
    // looked at again: copying took its time
    if !force && output.symlink_metadata().is_ok() {
        return Err(Error::Exists(output.to_path_buf()));
    }
    part.finish(output).map_err(cannot_write)?;
    Ok(done)
}

/// Whether the copy may go there.
fn free(input: &fs::Metadata, output: &Path, force: bool) -> Result<(), Error> {
    // a link that leads nowhere is there, too
    if output.symlink_metadata().is_err() {
        return Ok(());
    }
    match output.metadata() {
        Ok(there) if same_file(input, &there) => Err(Error::SameFile(output.to_path_buf())),
        _ if !force => Err(Error::Exists(output.to_path_buf())),
        Ok(there) if !there.is_file() => Err(Error::NoFile(output.to_path_buf())),
        _ => Ok(()),
    }
}

#[cfg(unix)]
fn same_file(a: &fs::Metadata, b: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

/// Elsewhere only what exists is refused: replacing goes through another file, so the original is never written to.
#[cfg(not(unix))]
fn same_file(_: &fs::Metadata, _: &fs::Metadata) -> bool {
    false
}

/// Why a copy failed.
#[derive(Debug)]
enum Fault {
    Read(io::Error),
    Write(io::Error),
    Recording(recording::Error),
}

fn copy(from: &mut impl Read, to: &mut (impl Write + Seek)) -> Result<Recovered, Fault> {
    let mut recording = Recording::torn();
    let mut to = BufWriter::with_capacity(PIECE_BYTES, to);
    let mut piece = vec![0; PIECE_BYTES];
    let mut failed = Ok(());
    loop {
        let read = match from.read(&mut piece) {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(Fault::Read(error)),
        };
        let mut keep = |bytes: &[u8]| {
            if failed.is_ok() {
                failed = to.write_all(bytes);
            }
        };
        let took = match read {
            0 => recording.end(&mut keep),
            _ => recording.push(piece.get(..read).unwrap_or_default(), &mut keep),
        };
        std::mem::replace(&mut failed, Ok(())).map_err(Fault::Write)?;
        took.map_err(Fault::Recording)?;
        if read == 0 {
            break;
        }
    }
    let plan = recording.finish().map_err(Fault::Recording)?;
    let patched = to.write_all(&plan.append).and_then(|()| to.seek(SeekFrom::Start(0))).and_then(|_| to.write_all(&plan.head));
    patched.and_then(|()| to.flush()).map_err(Fault::Write)?;
    Ok(recording.recovered())
}

/// A file under a name of its own beside the wanted one; gone unless it was finished.
struct Part {
    path: PathBuf,
    file: File,
    finished: bool,
}

impl Part {
    fn create(output: &Path) -> io::Result<Self> {
        let name = output.file_name().ok_or(io::ErrorKind::InvalidInput)?;
        let mut hidden = OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}.part", std::process::id()));
        let path = output.with_file_name(hidden);
        let file = OpenOptions::new().write(true).create_new(true).open(&path)?;
        Ok(Self { path, file, finished: false })
    }

    fn finish(mut self, output: &Path) -> io::Result<()> {
        fs::rename(&self.path, output)?;
        self.finished = true;
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.finished {
            let _gone = fs::remove_file(&self.path);
        }
    }
}
