//! Packs the verdict's weights, and turns each `src/sites/*/map.toml` into JSON, so that no TOML parser travels in the wasm; a map that does not
//! validate stops the build with its file and key.

#[path = "src/sites/map.rs"]
#[allow(dead_code)]
mod map;

#[path = "src/verdict/identifiers.rs"]
#[allow(dead_code)]
mod identifiers;

#[path = "src/verdict/model/hash.rs"]
mod hash;

#[path = "src/verdict/model/pack.rs"]
mod pack;

use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let sites = Path::new("src/sites");
    let out = Path::new(&env::var("OUT_DIR")?).join("sites");
    fs::create_dir_all(&out)?;
    println!("cargo::rerun-if-changed=src/sites");
    for entry in fs::read_dir(sites)? {
        let file = entry?.path().join("map.toml");
        if file.is_file() {
            let json = convert(&file).map_err(|e| format!("{}: {e}", file.display()))?;
            let name = file.parent().and_then(Path::file_name).ok_or("a site folder without a name")?;
            fs::write(out.join(name).with_extension("json"), json)?;
        }
    }
    let weights = "src/verdict/model/weights.tsv";
    println!("cargo::rerun-if-changed={weights}");
    let packed = pack::pack(&fs::read_to_string(weights)?).map_err(|why| format!("{weights}: {why}"))?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("verdict.bin"), packed)?;
    Ok(())
}

fn convert(file: &Path) -> Result<String, Box<dyn Error>> {
    let map: map::SiteMap = toml::from_str(&fs::read_to_string(file)?)?;
    map.validate()?;
    if file.parent().and_then(Path::file_name).and_then(|n| n.to_str()) != Some(&map.id) {
        return Err(format!("id: `{}` is not the name of its folder", map.id).into());
    }
    Ok(serde_json::to_string(&map)?)
}
