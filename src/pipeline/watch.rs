//! Which files of some folders are new or changed, by looking again and again; a file that is being written is left until
//! it rests. Looks instead of being told, so that folders over a network and in containers are watched too.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use crate::read::files;

/// How long a file rests before it is read; one that was last written longer ago is read at once.
const REST: Duration = Duration::from_millis(400);

/// Length and time of the last writing: what tells that a file was written.
type Stamp = (u64, Option<SystemTime>);

/// Folders that are looked over.
#[derive(Clone, Debug)]
pub struct Watch {
    folders: Vec<PathBuf>,
    /// What was seen of each file, and whether it was handed out as it is.
    seen: BTreeMap<PathBuf, (Stamp, bool)>,
}

impl Watch {
    /// Watches folders with the folders below them; nothing was seen yet, so that all their files are new.
    pub fn new(folders: Vec<PathBuf>) -> Self {
        Self { folders, seen: BTreeMap::new() }
    }

    /// Returns the files that are new or changed and rest, in the order of their names. A file that is gone is forgotten.
    pub fn look(&mut self) -> Vec<PathBuf> {
        let (found, _) = files(&self.folders);
        let mut seen = BTreeMap::new();
        let mut resting = Vec::new();
        for path in found.into_iter().map(|f| f.path) {
            let Ok(metadata) = std::fs::metadata(&path) else { continue };
            let stamp: Stamp = (metadata.len(), metadata.modified().ok());
            let (same, known) = self.seen.get(&path).map_or((false, false), |(s, done)| (*s == stamp, *done));
            let old = stamp.1.and_then(|at| at.elapsed().ok()).is_some_and(|age| age >= REST);
            let done = same && known;
            let rests = !done && old || same && !known && stamp.1.is_none();
            if rests {
                resting.push(path.clone());
            }
            seen.insert(path, (stamp, done || rests));
        }
        self.seen = seen;
        resting
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(watch: &mut Watch, expected: &[&str]) {
        let found: Vec<String> =
            watch.look().iter().filter_map(|p| Some(p.file_name()?.to_string_lossy().into_owned())).collect();
        assert_eq!(found, expected);
    }

    fn write(folder: &tempfile::TempDir, name: &str, text: &str, seconds_ago: u64) {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let time = SystemTime::now() - Duration::from_secs(seconds_ago);
        std::fs::File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
    }

    #[test]
    fn a_file_is_handed_out_once_it_rests_and_again_when_it_changed() {
        let folder = tempfile::tempdir().unwrap();
        let mut watch = Watch::new(vec![folder.path().to_owned()]);
        check(&mut watch, &[]);
        write(&folder, "a.txt", "x", 60);
        write(&folder, "b.txt", "half", 0);
        check(&mut watch, &["a.txt"]);
        check(&mut watch, &[]);
        write(&folder, "b.txt", "whole", 60);
        write(&folder, "a.txt", "x", 30);
        check(&mut watch, &["a.txt", "b.txt"]);
        std::fs::remove_file(folder.path().join("a.txt")).unwrap();
        check(&mut watch, &[]);
        write(&folder, "a.txt", "x", 30);
        check(&mut watch, &["a.txt"]);
    }
}
