//! The documents that ship with the project are the ones their manifest describes, byte for byte.

use sha2::{Digest, Sha256};

use crate::support::root;

#[test]
fn the_manifest_lists_every_seed_with_its_hash() {
    let manifest = std::fs::read_to_string(root("seeds/manifest.toml")).expect("seeds/manifest.toml can be read");
    let manifest: toml::Table = manifest.parse().expect("seeds/manifest.toml is TOML");
    let listed = manifest["document"].as_array().expect("a list of documents");
    let mut names = Vec::new();
    for entry in listed {
        let text =
            |key: &str| entry[key].as_str().unwrap_or_else(|| panic!("`{key}` is missing in {entry}")).to_owned();
        let file = text("file");
        let bytes = std::fs::read(root("seeds").join(&file)).unwrap_or_else(|e| panic!("{file}: {e}"));
        assert_eq!(
            hex::encode(Sha256::digest(&bytes)),
            text("sha256"),
            "{file} is not the document the manifest describes"
        );
        assert!(!text("title").is_empty() && !text("publisher").is_empty());
        names.push(file);
    }
    names.sort();
    let mut present: Vec<String> = std::fs::read_dir(root("seeds"))
        .expect("the seeds folder exists")
        .flatten()
        .map(|f| f.file_name().to_string_lossy().into_owned())
        .filter(|f| f != "manifest.toml")
        .collect();
    present.sort();
    assert_eq!(names, present, "every seed is in the manifest and every entry is there");
}
