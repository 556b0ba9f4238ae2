//! What every person downloads, and what every page loads: measured, and held to `xtask/budgets.toml`.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::build::{Browser, wasm};
use crate::error::{At, Error, Result, content};
use crate::locate;
use crate::pack;
use crate::say::say;

/// Bytes as they are and compressed by gzip -9.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Size {
    raw: u64,
    gzip: u64,
}

/// Builds, packs, measures and compares.
pub fn size() -> Result<()> {
    let packages = pack::pack()?;
    check(&packages)
}

/// Measures what [`pack::pack`] left and compares it with the budgets.
pub fn check(packages: &[PathBuf; 2]) -> Result<()> {
    let file = locate::repo_root().join("xtask/budgets.toml");
    let budgets = budgets(&file, &fs::read_to_string(&file).at(&file)?)?;
    let sizes = measure(packages)?;
    say(&format!("{:<28}{:>12}{:>12}{:>12}{:>12}", "", "bytes", "budget", "gzip -9", "budget"));
    for (what, size) in &sizes {
        let allowed =
            |pick: fn(&Size) -> u64| budgets.get(what).map_or_else(|| "none".to_owned(), |budget| pick(budget).to_string());
        say(&format!("{what:<28}{:>12}{:>12}{:>12}{:>12}", size.raw, allowed(|b| b.raw), size.gzip, allowed(|b| b.gzip)));
    }
    let wrong = violations(&sizes, &budgets);
    if wrong.is_empty() {
        return Ok(());
    }
    Err(Error::Check(format!("sizes against {}:\n  {}", file.display(), wrong.join("\n  "))))
}

fn measure(packages: &[PathBuf; 2]) -> Result<BTreeMap<String, Size>> {
    let folder = locate::extension_dir(Browser::Chrome.name());
    let mut sizes = BTreeMap::new();
    for binary in wasm::BINARIES {
        sizes.insert(format!("{binary}.wasm"), size_of(&[folder.join(format!("wasm/{binary}_bg.wasm"))])?);
        sizes.insert(format!("{binary}.js"), size_of(&[folder.join(format!("wasm/{binary}.js"))])?);
    }
    // what is loaded into every page of a listed host, before anything is found there
    let agent = ["agent/sites.js", "agent/agent.js"].map(|name| folder.join(name));
    sizes.insert("agent".to_owned(), size_of(&agent)?);
    for (browser, package) in Browser::ALL.into_iter().zip(packages) {
        sizes.insert(format!("package {}", browser.name()), size_of(std::slice::from_ref(package))?);
    }
    Ok(sizes)
}

fn size_of(files: &[PathBuf]) -> Result<Size> {
    let mut bytes = Vec::new();
    for file in files {
        bytes.extend(fs::read(file).at(file)?);
    }
    let mut zipper = GzEncoder::new(Vec::new(), Compression::best());
    let zipped = zipper.write_all(&bytes).and_then(|()| zipper.finish());
    let zipped = zipped.at(files.first().map_or(Path::new(""), PathBuf::as_path))?;
    Ok(Size { raw: bytes.len() as u64, gzip: zipped.len() as u64 })
}

fn budgets(file: &Path, text: &str) -> Result<BTreeMap<String, Size>> {
    let table: toml::Table = text.parse().map_err(|error| content(file, error))?;
    let mut budgets = BTreeMap::new();
    for (what, entry) in table {
        let number = |key: &str| {
            let value = entry.get(key).and_then(toml::Value::as_integer).and_then(|number| u64::try_from(number).ok());
            value.ok_or_else(|| content(file, format!("[\"{what}\"] needs `{key}`, a number of bytes")))
        };
        budgets.insert(what.clone(), Size { raw: number("raw")?, gzip: number("gzip")? });
    }
    Ok(budgets)
}

/// Everything over its budget, without a budget, or with a budget but gone.
fn violations(sizes: &BTreeMap<String, Size>, budgets: &BTreeMap<String, Size>) -> Vec<String> {
    let mut wrong = Vec::new();
    for (what, size) in sizes {
        match budgets.get(what) {
            None => wrong.push(format!("{what} has no budget")),
            Some(budget) if size.raw > budget.raw => wrong.push(format!("{what}: {} bytes, {} allowed", size.raw, budget.raw)),
            Some(budget) if size.gzip > budget.gzip => {
                wrong.push(format!("{what}: {} bytes by gzip, {} allowed", size.gzip, budget.gzip))
            }
            Some(_) => {}
        }
    }
    wrong.extend(
        budgets.keys().filter(|what| !sizes.contains_key(*what)).map(|what| format!("{what} has a budget, but is not built")),
    );
    wrong
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn over_missing_and_forgotten_budgets_are_named() {
        let text = "[\"a.wasm\"]\nraw = 10\ngzip = 5\n[agent]\nraw = 10\ngzip = 5\n[gone]\nraw = 1\ngzip = 1\n";
        let budgets = budgets(Path::new("b.toml"), text).unwrap();
        let size = |raw, gzip| Size { raw, gzip };
        let sizes = BTreeMap::from([
            ("a.wasm".to_owned(), size(10, 6)),
            ("agent".to_owned(), size(11, 5)),
            ("new".to_owned(), size(1, 1)),
        ]);
        let wrong = violations(&sizes, &budgets);
        assert_eq!(
            wrong,
            [
                "a.wasm: 6 bytes by gzip, 5 allowed",
                "agent: 11 bytes, 10 allowed",
                "new has no budget",
                "gone has a budget, but is not built"
            ]
        );
        assert!(
            violations(
                &BTreeMap::from([("agent".to_owned(), size(10, 5))]),
                &BTreeMap::from([("agent".to_owned(), size(10, 5))])
            )
            .is_empty()
        );
    }

    #[test]
    fn the_repository_s_budgets_can_be_read() {
        let file = locate::repo_root().join("xtask/budgets.toml");
        assert!(budgets(&file, &fs::read_to_string(&file).unwrap()).unwrap().contains_key("agent"));
        assert!(budgets(Path::new("b.toml"), "[agent]\nraw = 1\n").is_err());
    }
}
