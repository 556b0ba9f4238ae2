//! The wasm binaries and their JavaScript side.

use std::fs;
use std::path::PathBuf;

use wasm_bindgen_cli_support::Bindgen;

use super::Profile;
use crate::error::{At, Error, Result};
use crate::locate;
use crate::process;
use crate::setup::wasm::Toolchain;

/// The binaries that run in a browser.
pub const BINARIES: [&str; 3] = ["background", "panel", "app"];

/// The only target they are built for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Compiles the binaries and writes `<bin>.js` and `<bin>_bg.wasm` into the folder that is given back.
pub fn build(toolchain: &Toolchain, profile: Profile) -> Result<PathBuf> {
    let mut cargo = toolchain.cargo("build");
    cargo.args(["--package", "baton", "--features", "web", "--target", TARGET, "--profile", profile.name()]);
    for binary in BINARIES {
        cargo.args(["--bin", binary]);
    }
    process::show_and_run(&mut cargo)?;

    let compiled = locate::target_dir().join(TARGET).join(profile.name());
    let modules = locate::target_dir().join("wasm-modules").join(profile.name());
    if modules.exists() {
        fs::remove_dir_all(&modules).at(&modules)?;
    }
    for binary in BINARIES {
        let mut bindgen = Bindgen::new();
        bindgen.input_path(compiled.join(format!("{binary}.wasm"))).out_name(binary).typescript(false);
        // names and producers are for readers of the wasm, and a third of its size
        bindgen.remove_name_section(profile == Profile::Release).remove_producers_section(true);
        let made = bindgen.web(true).and_then(|bindgen| bindgen.generate(&modules));
        made.map_err(|error| Error::Bindgen(format!("{binary}: {error:#}")))?;
    }
    Ok(modules)
}
