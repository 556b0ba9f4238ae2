//! A Rust toolchain that compiles for wasm32: with rustup's target, or with Debian's own compiler and its library source.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::apt;
use crate::build::wasm::TARGET;
use crate::error::{Error, Result};
use crate::locate;
use crate::process;
use crate::say::say;

/// Debian's compiler for browsers, the source of its library, and the linker that its `rust-lld` is a link to.
const DEBIAN: [&str; 5] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "lld-22"];
/// Where those packages put compiler and library source.
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";

/// How to compile for wasm32 on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Toolchain {
    /// The target's library is installed: a plain build.
    Plain,
    /// Debian's compiler builds the target's library from source first.
    Debian,
}

impl Toolchain {
    /// `cargo <command>` with what this toolchain needs.
    pub fn cargo(&self, command: &str) -> Command {
        match self {
            Self::Plain => {
                let mut cargo = plain_cargo();
                cargo.arg(command);
                cargo
            }
            Self::Debian => {
                let mut cargo = Command::new(DEBIAN_CARGO);
                cargo.args([command, "-Zbuild-std=std,panic_abort"]);
                cargo.current_dir(locate::repo_root()).env("CARGO_TARGET_DIR", locate::target_dir());
                // the flag is meant for nightly compilers; this variable lets a stable one accept it
                cargo.env("RUSTC", DEBIAN_RUSTC).env("RUSTC_BOOTSTRAP", "1").env("PATH", debian_path());
                cargo
            }
        }
    }

    /// Like [`Toolchain::cargo`] for `cargo test`, whose harness needs one more library.
    pub fn cargo_test(&self) -> Command {
        let mut cargo = self.cargo("test");
        if *self == Self::Debian {
            cargo.arg("-Zbuild-std=std,panic_abort,test");
        }
        cargo
    }
}

/// Finds the toolchain, installing what is missing. `BATON_WASM=rustup` or `BATON_WASM=debian` takes that way and no other.
pub fn ensure() -> Result<Toolchain> {
    let asked = env::var("BATON_WASM").unwrap_or_default();
    let mut tried = Vec::new();
    if asked != "debian" {
        if target_installed() {
            return Ok(Toolchain::Plain);
        }
        match add_target() {
            Ok(()) => return Ok(Toolchain::Plain),
            Err(why) => tried.push(why),
        }
    }
    if asked != "rustup" {
        if debian_installed() {
            return Ok(Toolchain::Debian);
        }
        match install_debian() {
            Ok(()) => return Ok(Toolchain::Debian),
            Err(why) => tried.push(why),
        }
    }
    Err(Error::CannotHave {
        what: format!("a Rust toolchain that compiles for {TARGET}"),
        why: tried.join("; "),
        line: format!("rustup target add {TARGET}    (rustup is at https://rustup.rs)"),
    })
}

/// The cargo that runs this program, so that one command uses one toolchain.
pub fn cargo_of_this_run() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"))
}

/// That cargo, run at the root of the repository and into this program's own output folder.
pub fn plain_cargo() -> Command {
    let mut cargo = Command::new(cargo_of_this_run());
    cargo.current_dir(locate::repo_root()).env("CARGO_TARGET_DIR", locate::target_dir());
    cargo
}

/// The compiler that this cargo would use.
fn rustc_of_this_run() -> OsString {
    let beside = || {
        let rustc = PathBuf::from(cargo_of_this_run()).with_file_name("rustc");
        rustc.is_file().then(|| rustc.into_os_string())
    };
    env::var_os("RUSTC").or_else(beside).unwrap_or_else(|| OsString::from("rustc"))
}

fn target_installed() -> bool {
    let library = process::output(Command::new(rustc_of_this_run()).args(["--target", TARGET, "--print", "target-libdir"]));
    let entries = library.ok().and_then(|folder| std::fs::read_dir(folder.trim()).ok());
    entries.is_some_and(|entries| {
        entries.filter_map(std::result::Result::ok).any(|entry| entry.file_name().as_encoded_bytes().starts_with(b"libstd-"))
    })
}

fn add_target() -> std::result::Result<(), String> {
    if locate::on_path("rustup").is_none() {
        return Err("there is no rustup".to_owned());
    }
    say(&format!("installing the Rust target {TARGET} …"));
    process::show_and_run(Command::new("rustup").args(["target", "add", TARGET])).map_err(|error| error.to_string())?;
    if target_installed() { Ok(()) } else { Err("rustup added the target to another toolchain than the one in use".to_owned()) }
}

fn debian_installed() -> bool {
    // rust-lld is a link, and dangles when the linker's own package is missing; `is_file` follows it
    let linker = Path::new("/usr/bin/rust-lld").is_file();
    linker && Path::new(DEBIAN_CARGO).is_file() && Path::new(DEBIAN_RUSTC).is_file() && debian_library_source().is_some()
}

/// The library source of the compiler in /usr/bin, when it belongs to that compiler.
fn debian_library_source() -> Option<PathBuf> {
    let sysroot = process::output(Command::new(DEBIAN_RUSTC).args(["--print", "sysroot"]).env("PATH", debian_path())).ok()?;
    let source = PathBuf::from(sysroot.trim()).join("lib/rustlib/src/rust/library/std");
    source.is_dir().then_some(source)
}

fn install_debian() -> std::result::Result<(), String> {
    if !apt::knows(&DEBIAN) {
        return Err(format!("apt has no {}", DEBIAN.join(", ")));
    }
    apt::install("Debian's Rust compiler for browsers", &DEBIAN).map_err(|error| error.to_string())?;
    if debian_installed() { Ok(()) } else { Err("Debian's packages did not bring the library source".to_owned()) }
}

/// The search path with /usr/bin first: build scripts and procedural macros must find the same compiler.
fn debian_path() -> OsString {
    let rest = env::var_os("PATH").unwrap_or_default();
    let all = std::iter::once(PathBuf::from("/usr/bin")).chain(env::split_paths(&rest));
    env::join_paths(all).unwrap_or(rest)
}
