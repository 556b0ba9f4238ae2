//! Each site folder is complete: map, parser, saved pages, a way in through the manifest, and a row in the README.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use baton::sites;
use std::{collections::BTreeSet, fs, path::Path};

fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}"))
}

#[test]
fn every_folder_is_a_site_and_every_site_a_folder() {
    let folders: BTreeSet<String> = fs::read_dir("src/sites")
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.is_dir())
        .map(|p| p.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    let known: BTreeSet<String> = sites::all().iter().map(|s| s.as_str().to_owned()).collect();
    assert_eq!(folders, known);
    for site in sites::all() {
        let map = sites::map(*site).unwrap();
        assert_eq!(map.id, site.as_str());
        assert_eq!(sites::SiteId::from_id(&map.id), Some(*site));
        for file in ["map.toml", "mod.rs", "parse.rs"] {
            assert!(Path::new("src/sites").join(&map.id).join(file).is_file(), "{}/{file}", map.id);
        }
        let pages = fs::read_dir(Path::new("tests/fixtures/sites").join(&map.id)).unwrap();
        assert!(pages.filter(|e| e.as_ref().unwrap().path().extension().is_some_and(|x| x == "html")).count() > 0, "{}", map.id);
    }
}

#[test]
fn the_manifest_lets_the_agent_in_on_every_listed_host_and_no_other() {
    let manifest: serde_json::Value = serde_json::from_str(&read("manifest.json")).unwrap();
    let matches: BTreeSet<String> = manifest["content_scripts"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|s| s["matches"].as_array().unwrap().iter().map(|m| m.as_str().unwrap().to_owned()))
        .collect();
    let hosts: BTreeSet<String> =
        sites::all().iter().flat_map(|s| sites::map(*s).unwrap().hosts).map(|host| format!("https://{host}/*")).collect();
    assert_eq!(matches, hosts);
}

#[test]
fn the_readme_names_every_site() {
    let readme = read("README.md");
    for site in sites::all() {
        let name = sites::map(*site).unwrap().name;
        assert!(readme.lines().any(|l| l.starts_with('|') && l.contains(&name)), "no row for {name}");
    }
}
