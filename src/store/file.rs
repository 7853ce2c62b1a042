//! The file: how it is opened and laid out, which files are refused, and whether one is whole.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::{Store, StoreError};

/// The name of the file in its folder.
pub const FILE_NAME: &str = "luocdo.sqlite";

/// Marks a file as a store: "Ldoc".
const APPLICATION: i64 = 0x4c64_6f63;

/// The layout below; a file with a later one is refused.
const LAYOUT: i64 = 3;

/// How long a program waits for another one to finish its batch.
const PATIENCE: Duration = Duration::from_secs(20);

/// Pages of the log before it is put into the file: 64 MiB.
const LOG_PAGES: i64 = 16_384;

/// The layout. `content` is a text, once for each content; `facts` is what was read from it; `source` is a path that led
/// to it, current or replaced; `state` counts the changes, and those that did more than add documents. Opens in any tool
/// that reads SQLite; `facts.bytes` is for this program alone.
const TABLES: &str = "
CREATE TABLE state (change INTEGER NOT NULL, altered INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO state VALUES (0, 0);
CREATE TABLE content (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
    format TEXT NOT NULL,
    text TEXT NOT NULL,
    text_sha256 BLOB NOT NULL,
    reader TEXT NOT NULL
) STRICT;
CREATE TABLE facts (
    content INTEGER PRIMARY KEY REFERENCES content ON DELETE CASCADE,
    extractor TEXT NOT NULL,
    number TEXT,
    title TEXT,
    issued_on TEXT,
    bytes BLOB NOT NULL
) STRICT;
CREATE TABLE source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    file TEXT NOT NULL,
    record TEXT,
    path TEXT NOT NULL GENERATED ALWAYS AS (CASE WHEN record IS NULL THEN file ELSE file || '#' || record END) STORED,
    content INTEGER NOT NULL REFERENCES content,
    added_at TEXT NOT NULL,
    replaced_at TEXT
) STRICT;
CREATE UNIQUE INDEX current ON source (path) WHERE replaced_at IS NULL;
CREATE INDEX source_of_content ON source (content);
CREATE INDEX source_of_file ON source (file);
CREATE INDEX text_of_content ON content (id, text_sha256);
";

/// What each layout after the first one added to the one before it: in the second, a count of what was altered; in the
/// third, the hashes of all texts without the texts.
const STEPS: [(i64, &str); 2] = [
    (2, "ALTER TABLE state ADD COLUMN altered INTEGER NOT NULL DEFAULT 0"),
    (3, "CREATE INDEX text_of_content ON content (id, text_sha256)"),
];

pub(super) fn create(folder: &Path) -> Result<Store, StoreError> {
    std::fs::create_dir_all(folder).map_err(|e| StoreError::io(folder, e))?;
    let mut store = connect(folder, OpenFlags::SQLITE_OPEN_CREATE)?;
    let laid_out = lay_out(&mut store.connection);
    store.told(laid_out)?;
    checked(store)
}

pub(super) fn open(folder: &Path) -> Result<Store, StoreError> {
    if !Store::exists(folder) {
        return Err(StoreError::Missing(folder.to_owned()));
    }
    let store = connect(folder, OpenFlags::empty())?;
    // A program that was killed while it made the store left an empty file.
    if store.told(is_blank(&store.connection))? {
        return Err(StoreError::Missing(folder.to_owned()));
    }
    checked(store)
}

fn connect(folder: &Path, more: OpenFlags) -> Result<Store, StoreError> {
    let file = folder.join(FILE_NAME);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | more;
    let connection = Connection::open_with_flags(&file, flags).map_err(|e| StoreError::of(&file, e))?;
    connection.busy_timeout(PATIENCE).map_err(|e| StoreError::of(&file, e))?;
    Ok(Store { connection, file })
}

fn is_blank(connection: &Connection) -> rusqlite::Result<bool> {
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(tables == 0 && number(connection, "application_id")? == 0)
}

fn lay_out(connection: &mut Connection) -> rusqlite::Result<()> {
    if !is_blank(connection)? {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another program may have been first.
    if is_blank(&transaction)? {
        transaction.execute_batch(TABLES)?;
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.pragma_update(None, "user_version", LAYOUT)?;
    }
    transaction.commit()
}

/// Refuses files of others and of later programs, and chooses how the file is written.
fn checked(mut store: Store) -> Result<Store, StoreError> {
    let application = store.told(number(&store.connection, "application_id"))?;
    if application != APPLICATION {
        return Err(StoreError::Foreign(store.file));
    }
    let found = store.told(number(&store.connection, "user_version"))?;
    if found > LAYOUT {
        return Err(StoreError::Newer { file: store.file, found, known: LAYOUT });
    }
    if found < LAYOUT {
        let raised = raise(&mut store.connection);
        store.told(raised)?;
    }
    store.told(settle(&store.connection))?;
    Ok(store)
}

/// Brings a file of an earlier layout to the present one.
fn raise(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another program may have been first.
    let found = number(&transaction, "user_version")?;
    for (layout, step) in STEPS.iter().filter(|(layout, _)| *layout > found) {
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "user_version", layout)?;
    }
    transaction.commit()
}

/// A log beside the file, so that readers and the writer do not wait for each other; it is on the disk before a batch
/// counts as written, so that neither a killed program nor lost power takes back what was acknowledged.
fn settle(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // What is removed is overwritten: a document may be removed because it must not be kept.
    connection.pragma_update(None, "secure_delete", true)?;
    // The log is put into the file in larger steps: a page that many batches write is written there once.
    connection.pragma_update(None, "wal_autocheckpoint", LOG_PAGES)?;
    connection.pragma_update(None, "cache_size", -64_000)
}

fn number(connection: &Connection, pragma: &str) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, pragma, |row| row.get(0))
}

impl Store {
    /// Looks the whole file over: its pages, its references, the hash of every text. Returns what is wrong.
    ///
    /// # Errors
    ///
    /// Fails when the file cannot be read at all.
    pub fn check(&self) -> Result<Vec<String>, StoreError> {
        self.told(self.wrong())
    }

    fn wrong(&self) -> rusqlite::Result<Vec<String>> {
        let rows = |sql: &str| -> rusqlite::Result<Vec<String>> {
            self.connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
        };
        let mut wrong = rows("PRAGMA integrity_check")?;
        wrong.retain(|line| line != "ok");
        wrong.extend(rows("SELECT 'a row of ' || \"table\" || ' points nowhere' FROM pragma_foreign_key_check")?);
        let bare =
            "SELECT 'content ' || id || ' has no facts' FROM content WHERE id NOT IN (SELECT content FROM facts)";
        wrong.extend(rows(bare)?);
        let lost =
            "SELECT 'content ' || id || ' has no path' FROM content WHERE id NOT IN (SELECT content FROM source)";
        wrong.extend(rows(lost)?);
        let mut texts = self.connection.prepare("SELECT id, text, text_sha256 FROM content")?;
        let mut texts = texts.query([])?;
        while let Some(row) = texts.next()? {
            let (id, text, hash): (i64, String, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
            if super::keep::hash_of(&text).as_slice() != hash.as_slice() {
                wrong.push(format!("the text of content {id} is not the one that was kept"));
            }
        }
        Ok(wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::create(folder.path()).unwrap();
        (folder, store)
    }

    #[test]
    fn a_store_is_made_once_and_opened_again() {
        let (folder, store) = made();
        assert_eq!((store.change().unwrap(), store.check().unwrap()), (0, Vec::new()));
        assert!(Store::exists(folder.path()));
        assert_eq!(Store::open(folder.path()).unwrap().change().unwrap(), 0);
        assert_eq!(Store::create(folder.path()).unwrap().change().unwrap(), 0);
    }

    #[test]
    fn a_folder_without_a_store_says_how_to_make_one() {
        let folder = tempfile::tempdir().unwrap();
        let missing = Store::open(folder.path()).unwrap_err().to_string();
        assert!(missing.contains("luocdo add"), "{missing}");
        std::fs::write(folder.path().join(FILE_NAME), b"").unwrap();
        assert!(matches!(Store::open(folder.path()), Err(StoreError::Missing(_))), "killed while it was made");
        assert!(Store::create(folder.path()).is_ok());
    }

    #[test]
    fn a_newer_store_and_another_file_are_refused() {
        let (folder, store) = made();
        store.connection.pragma_update(None, "user_version", LAYOUT + 1).unwrap();
        let newer = Store::open(folder.path()).unwrap_err().to_string();
        assert!(newer.contains("newer luocdo (layout 4, and this one knows 3)"), "{newer}");
        assert!(matches!(Store::create(folder.path()), Err(StoreError::Newer { .. })));
        store.connection.pragma_update(None, "application_id", 7).unwrap();
        assert!(matches!(Store::open(folder.path()), Err(StoreError::Foreign(_))));
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE_NAME), "KẾ HOẠCH\n".repeat(100)).unwrap();
        assert!(matches!(Store::create(folder.path()), Err(StoreError::Foreign(_))));
    }

    #[test]
    fn a_store_of_an_earlier_layout_is_brought_to_the_present_one() {
        let check = |layout: i64, back: &str| {
            let (folder, store) = made();
            store.connection.execute_batch("UPDATE state SET change = 7; DROP INDEX text_of_content").unwrap();
            store.connection.execute_batch(back).unwrap();
            store.connection.pragma_update(None, "user_version", layout).unwrap();
            let opened = Store::open(folder.path()).unwrap();
            let state = opened.state().unwrap();
            assert_eq!((state.change, state.altered), (7, 0), "from layout {layout}");
            assert_eq!(opened.current().unwrap(), [], "from layout {layout}");
            assert_eq!(number(&store.connection, "user_version").unwrap(), LAYOUT, "from layout {layout}");
        };
        check(1, "ALTER TABLE state DROP COLUMN altered");
        check(2, "");
    }

    #[test]
    fn a_changed_text_is_found() {
        let (_folder, store) = made();
        let insert = "INSERT INTO content VALUES (1, zeroblob(32), 'text', 'Kế hoạch', zeroblob(32), '')";
        store.connection.execute(insert, []).unwrap();
        let wrong = store.check().unwrap();
        assert_eq!(wrong.len(), 3, "no facts, no path, another text: {wrong:?}");
    }
}
