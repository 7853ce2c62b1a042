//! Documents and their facts, kept in one SQLite file: a text once for each content, every path that led to it, and
//! what was read from it with the mark of the rules that read it. Knows nothing of formats, rules or the graph.
//!
//! A path has one current version; when its bytes change, the version before is kept and no longer current. The graph
//! is made of the current versions alone. What one call of [`Store::keep`] or [`Store::remove`] writes is there whole or
//! not at all, and once the call has returned it stays, whatever happens to the program or the power.

mod backup;
mod entry;
mod error;
mod facts;
mod file;
mod keep;
mod sealed;
mod shelf;

use std::path::{Path, PathBuf};

use rusqlite::Connection;

pub use entry::{Arrival, Content, Kept, Listed, Outcome, State, Summary, Wanted};
pub use error::StoreError;
pub use facts::{decode, encode};
pub use file::FILE_NAME;
pub use keep::{Finished, Renewed};
pub use sealed::{SNAPSHOT, Sealed, destroy, seal, unseal};

/// Documents and their facts in a folder.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    /// The file, for messages.
    file: PathBuf,
}

impl Store {
    /// Opens the store in a folder, and makes it when there is none.
    ///
    /// # Errors
    ///
    /// Fails when the folder cannot be written, when a newer version wrote the store, or when the file is another.
    pub fn create(folder: &Path) -> Result<Self, StoreError> {
        file::create(folder)
    }

    /// Opens the store in a folder.
    ///
    /// # Errors
    ///
    /// Fails when there is none, when a newer version wrote it, or when it cannot be read.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        file::open(folder)
    }

    /// Tells whether a folder holds a store.
    pub fn exists(folder: &Path) -> bool {
        folder.join(FILE_NAME).is_file()
    }

    /// Returns the file that holds everything.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Returns the folder the file is in.
    pub fn folder(&self) -> &Path {
        self.file.parent().unwrap_or(Path::new("."))
    }

    /// Returns a number that grows with every change, by whatever program.
    ///
    /// # Errors
    ///
    /// Fails when the file cannot be read.
    pub fn change(&self) -> Result<u64, StoreError> {
        let change = self.connection.query_row("SELECT change FROM state", [], |row| row.get::<_, i64>(0));
        self.told(change).map(i64::unsigned_abs)
    }

    /// Returns how often the store was changed, and by what.
    ///
    /// # Errors
    ///
    /// Fails when the file cannot be read.
    pub fn state(&self) -> Result<State, StoreError> {
        let sql = "SELECT change, altered, ifnull((SELECT max(id) FROM source), 0) FROM state";
        let read = |row: &rusqlite::Row<'_>| {
            let number = |at: usize| row.get::<_, i64>(at).map(i64::unsigned_abs);
            Ok(State { change: number(0)?, altered: number(1)?, last: row.get(2)? })
        };
        self.told(self.connection.query_row(sql, [], read))
    }

    /// Returns a word that is another one after every change, and another one for another store.
    ///
    /// # Errors
    ///
    /// Fails when the file cannot be read.
    pub fn fingerprint(&self) -> Result<String, StoreError> {
        // The last document read into it tells one store from another that changed as often.
        let sql = "SELECT change || ' ' || ifnull((SELECT max(id) FROM source), 0) || ' ' || \
                   ifnull((SELECT id || ' ' || hex(sha256) FROM content ORDER BY id DESC LIMIT 1), '') FROM state";
        self.told(self.connection.query_row(sql, [], |row| row.get(0)))
    }

    /// Says which file an error is about.
    fn told<T>(&self, result: rusqlite::Result<T>) -> Result<T, StoreError> {
        result.map_err(|e| StoreError::of(&self.file, e))
    }
}
