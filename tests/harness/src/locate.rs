//! Where the tools of this repository live: browsers, their drivers, caches and build output.
//!
//! This file is shared: the test harness has it as a module and `xtask` includes it by path, so that both always look in the
//! same places and neither has to depend on the other.

use std::env;
use std::path::{Path, PathBuf};

/// The geckodriver that speaks to the Firefox releases supported here; built by `cargo install` because Debian has no package.
pub const GECKODRIVER_VERSION: &str = "0.37.1";

/// The root of the repository, known when this file was compiled.
pub fn repo_root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors()
        .find(|dir| dir.join("manifest.json").is_file() || dir.join("ARCHITECTURE.md").is_file())
        .unwrap_or(here)
        .to_path_buf()
}

/// Cargo's output folder, whichever way it was chosen: the running program lies in it, beside the tag that cargo leaves there.
pub fn target_dir() -> PathBuf {
    let exe = env::current_exe().unwrap_or_default();
    let tagged = exe.ancestors().find(|dir| dir.join("CACHEDIR.TAG").is_file()).map(Path::to_path_buf);
    tagged.unwrap_or_else(|| repo_root().join("target"))
}

/// The unpacked extension of one browser (`chrome` or `firefox`), as `cargo xtask build` lays it out.
pub fn extension_dir(browser: &str) -> PathBuf {
    target_dir().join("extension").join(browser)
}

/// What is expensive to make and the same for every clone: `$XDG_CACHE_HOME/baton`, else `~/.cache/baton`.
pub fn cache_dir() -> PathBuf {
    let base = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let base = base.or_else(|| env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache")));
    base.unwrap_or_else(env::temp_dir).join("baton")
}

/// Where `npm` put its packages.
pub fn npm_dir() -> PathBuf {
    cache_dir().join("npm")
}

/// The first program of this name on the search path.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    // /usr/sbin holds servers and is missing from many people's search path
    env::split_paths(&path).chain([PathBuf::from("/usr/sbin")]).map(|dir| dir.join(program)).find(|file| file.is_file())
}

fn chosen(variable: &str, names: &[&str]) -> Option<PathBuf> {
    let set = env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file());
    set.or_else(|| names.iter().find_map(|name| on_path(name)))
}

/// Chromium; `BATON_CHROME` names another one. Google's branded Chrome is left out on purpose: it ignores `--load-extension`.
pub fn chromium() -> Option<PathBuf> {
    chosen("BATON_CHROME", &["chromium", "chromium-browser"])
}

/// The driver of Chromium; `BATON_CHROMEDRIVER` names another one.
pub fn chromedriver() -> Option<PathBuf> {
    chosen("BATON_CHROMEDRIVER", &["chromedriver"])
}

/// Firefox; `BATON_FIREFOX` names another one.
pub fn firefox() -> Option<PathBuf> {
    chosen("BATON_FIREFOX", &["firefox-esr", "firefox"])
}

/// Where `cargo xtask setup` installs geckodriver.
pub fn geckodriver_root() -> PathBuf {
    cache_dir().join(format!("geckodriver-{GECKODRIVER_VERSION}"))
}

/// The driver of Firefox: the one in the cache, else one on the path; `BATON_GECKODRIVER` names another one.
pub fn geckodriver() -> Option<PathBuf> {
    let cached = geckodriver_root().join("bin/geckodriver");
    let set = env::var_os("BATON_GECKODRIVER").map(PathBuf::from).filter(|path| path.is_file());
    set.or_else(|| cached.is_file().then_some(cached)).or_else(|| on_path("geckodriver"))
}

/// Whether this process runs as root: the files of `/proc/self` belong to the user it runs as.
pub fn running_as_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata("/proc/self").is_ok_and(|data| data.uid() == 0)
}
