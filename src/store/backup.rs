//! A copy of the store while it is in use; the copy is a store itself.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::Backup;

use super::{Store, StoreError};

/// Pages copied before others may write again: 4 MiB.
const STEP: i32 = 1024;

impl Store {
    /// Copies the store into a new file, which then holds one state of it, whatever is written meanwhile.
    ///
    /// # Errors
    ///
    /// Fails when the file is there already or cannot be written; then there is no copy.
    pub fn back_up(&self, target: &Path) -> Result<(), StoreError> {
        if target.exists() {
            return Err(StoreError::Present(target.to_owned()));
        }
        // Under its name a copy is whole: it gets it at the end.
        let mut unfinished = target.as_os_str().to_owned();
        unfinished.push(".part");
        let unfinished = Path::new(&unfinished);
        let _ = std::fs::remove_file(unfinished);
        let copied = self.copy_to(unfinished);
        if let Err(e) = copied {
            let _ = std::fs::remove_file(unfinished);
            return Err(StoreError::of(target, e));
        }
        let written = std::fs::File::open(unfinished).and_then(|f| f.sync_all());
        written.and_then(|()| std::fs::rename(unfinished, target)).map_err(|e| StoreError::io(target, e))
    }

    fn copy_to(&self, file: &Path) -> rusqlite::Result<()> {
        let mut copy = Connection::open(file)?;
        let backup = Backup::new(&self.connection, &mut copy)?;
        backup.run_to_completion(STEP, Duration::from_millis(1), None)?;
        drop(backup);
        // The copy is one file, without a log beside it, and can be moved as it is.
        copy.pragma_update(None, "journal_mode", "DELETE")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Arrival, Content, FILE_NAME, Summary};

    #[test]
    fn a_backup_is_a_store_and_overwrites_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::create(folder.path()).unwrap();
        let content = Content {
            format: "text".to_owned(),
            text: "Kế hoạch".to_owned(),
            reader: String::new(),
            extractor: String::new(),
            facts: Vec::new(),
            summary: Summary::default(),
        };
        let arrival = Arrival { file: "/a".to_owned(), record: None, sha256: [7; 32], content: Some(content) };
        store.keep(&[arrival], &[]).unwrap();
        let other = tempfile::tempdir().unwrap();
        let target = other.path().join(FILE_NAME);
        store.back_up(&target).unwrap();
        assert!(matches!(store.back_up(&target), Err(StoreError::Present(_))));
        assert!(store.back_up(&other.path().join("no/such/folder")).is_err());
        assert_eq!(std::fs::read_dir(other.path()).unwrap().count(), 1, "nothing is left beside it");
        let copy = Store::open(other.path()).unwrap();
        assert_eq!(copy.list(true).unwrap(), store.list(true).unwrap());
        assert_eq!(copy.check().unwrap(), Vec::<String>::new());
    }
}
