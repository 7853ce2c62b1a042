//! Writing: documents that arrive, facts found anew, and removal; each call one transaction.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};
use sha2::{Digest, Sha256};

use super::sealed::{SNAPSHOT, destroy};
use super::{Arrival, Content, Outcome, Store, StoreError, Summary};

/// A file that was read to its end, with the records it holds now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// The file, as in [`Arrival::file`].
    pub file: String,
    /// Its records; `None` for a file that is one document.
    pub records: BTreeSet<Option<String>>,
}

/// Facts found anew in a content that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renewed {
    /// Which content.
    pub id: i64,
    /// The mark of the rules that found them.
    pub extractor: String,
    /// The facts.
    pub facts: Vec<u8>,
    /// What a list shows.
    pub summary: Summary,
}

/// Returns the hash a text is checked by.
pub(super) fn hash_of(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

/// What a transaction wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrote {
    Nothing,
    /// Documents that were not there, and nothing else.
    More,
    /// Anything else.
    Other,
}

impl Wrote {
    fn other(any: bool) -> Self {
        if any { Self::Other } else { Self::Nothing }
    }
}

impl Store {
    /// Keeps documents, and takes out of the current ones what a file that was read to its end no longer holds. Returns
    /// what became of each.
    ///
    /// # Errors
    ///
    /// Fails when the file cannot be written; then nothing was.
    pub fn keep(&mut self, arrivals: &[Arrival], finished: &[Finished]) -> Result<Vec<Outcome>, StoreError> {
        self.write(|t| {
            let now = now();
            let outcomes: Vec<Outcome> = arrivals.iter().map(|a| keep(t, a, &now)).collect::<Result<_, _>>()?;
            let mut retired = false;
            for file in finished {
                retired |= retire(t, file, &now)?;
            }
            let silent = |o: &Outcome| matches!(o, Outcome::Known | Outcome::Gone);
            let added = |o: &Outcome| silent(o) || *o == Outcome::New;
            let wrote = match () {
                () if retired || !outcomes.iter().all(added) => Wrote::Other,
                () if outcomes.iter().all(silent) => Wrote::Nothing,
                () => Wrote::More,
            };
            Ok((outcomes, wrote))
        })
    }

    /// Puts facts in the place of those that other rules found; what was removed since stays removed.
    ///
    /// # Errors
    ///
    /// Fails when the file cannot be written; then nothing was.
    pub fn renew(&mut self, renewed: &[Renewed]) -> Result<(), StoreError> {
        self.write(|t| {
            let mut wrote = false;
            for r in renewed {
                let sql = "UPDATE facts SET extractor = ?2, number = ?3, title = ?4, issued_on = ?5, bytes = ?6 \
                           WHERE content = ?1";
                let s = &r.summary;
                let row = params![r.id, r.extractor, s.number, s.title, s.issued_on, r.facts];
                wrote |= t.prepare_cached(sql)?.execute(row)? > 0;
            }
            Ok(((), Wrote::other(wrote)))
        })
    }

    /// Removes what was read from a path: a file with its records, one record, or all files of a folder, every version.
    /// A content that no other path leads to is removed with it. Returns how many documents were there.
    ///
    /// # Errors
    ///
    /// Fails when the file cannot be written; then nothing was.
    pub fn remove(&mut self, path: &str) -> Result<usize, StoreError> {
        let folder = format!("{}/", path.trim_end_matches('/'));
        let removed = self.write(|t| {
            let sql = "DELETE FROM source WHERE path = ?1 OR file = ?1 OR substr(file, 1, length(?2)) = ?2 \
                       RETURNING content, replaced_at IS NULL";
            let rows: Vec<(i64, bool)> = t
                .prepare(sql)?
                .query_map([path, &folder], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<Result<_, _>>()?;
            let orphans = "DELETE FROM content WHERE id = ?1 AND id NOT IN (SELECT content FROM source)";
            let mut delete = t.prepare(orphans)?;
            for (content, _) in &rows {
                delete.execute([content])?;
            }
            Ok((rows.iter().filter(|(_, current)| *current).count(), Wrote::other(!rows.is_empty())))
        })?;
        // What was removed is not to stay readable in the log.
        let emptied = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        self.told(emptied)?;
        // Nor in what was made from it; also when nothing was there to remove, for an earlier try may have broken off here.
        destroy(&self.folder().join(SNAPSHOT))?;
        Ok(removed)
    }

    /// Runs one transaction; `write` returns its result and what was written.
    fn write<T>(
        &mut self,
        write: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<(T, Wrote)>,
    ) -> Result<T, StoreError> {
        let run = |connection: &mut rusqlite::Connection| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let (result, wrote) = write(&transaction)?;
            if wrote != Wrote::Nothing {
                let altered = i64::from(wrote == Wrote::Other);
                transaction.execute("UPDATE state SET change = change + 1, altered = altered + ?1", [altered])?;
                transaction.commit()?;
            }
            Ok(result)
        };
        run(&mut self.connection).map_err(|e| StoreError::of(&self.file, e))
    }
}

fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn keep(t: &Transaction<'_>, arrival: &Arrival, now: &str) -> rusqlite::Result<Outcome> {
    let (content, state) = match (shelved(t, &arrival.sha256)?, &arrival.content) {
        (Some((id, marks)), Some(c)) if marks != (c.reader.clone(), c.extractor.clone()) => {
            rewrite(t, id, c)?;
            (id, Outcome::ReadAgain)
        }
        (Some((id, _)), _) => (id, Outcome::Known),
        (None, Some(c)) => (shelve(t, &arrival.sha256, c)?, Outcome::New),
        (None, None) => return Ok(Outcome::Gone),
    };
    let current = "SELECT content FROM source WHERE path = ?1 AND replaced_at IS NULL";
    let path = arrival.path();
    let before: Option<i64> = t.prepare_cached(current)?.query_row([&path], |row| row.get(0)).optional()?;
    if before == Some(content) {
        return Ok(state);
    }
    if before.is_some() {
        let replace = "UPDATE source SET replaced_at = ?2 WHERE path = ?1 AND replaced_at IS NULL";
        t.prepare_cached(replace)?.execute([path.as_str(), now])?;
    }
    t.prepare_cached("INSERT INTO source (file, record, content, added_at) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![arrival.file, arrival.record, content, now])?;
    Ok(match (before, state) {
        (Some(_), _) => Outcome::NewVersion,
        (None, Outcome::New) => Outcome::New,
        (None, _) => Outcome::SameContent,
    })
}

/// Finds a content, and the marks of the rules that read it.
fn shelved(t: &Transaction<'_>, sha256: &[u8; 32]) -> rusqlite::Result<Option<(i64, (String, String))>> {
    let sql = "SELECT id, reader, extractor FROM content JOIN facts ON content = id WHERE sha256 = ?1";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, (row.get(1)?, row.get(2)?)));
    t.prepare_cached(sql)?.query_row([sha256], read).optional()
}

fn shelve(t: &Transaction<'_>, sha256: &[u8; 32], c: &Content) -> rusqlite::Result<i64> {
    let sql = "INSERT INTO content (sha256, format, text, text_sha256, reader) VALUES (?1, ?2, ?3, ?4, ?5)";
    t.prepare_cached(sql)?.execute(params![sha256, c.format, c.text, hash_of(&c.text), c.reader])?;
    let id = t.last_insert_rowid();
    let sql = "INSERT INTO facts (content, extractor, number, title, issued_on, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let s = &c.summary;
    t.prepare_cached(sql)?.execute(params![id, c.extractor, s.number, s.title, s.issued_on, c.facts])?;
    Ok(id)
}

fn rewrite(t: &Transaction<'_>, id: i64, c: &Content) -> rusqlite::Result<()> {
    let sql = "UPDATE content SET format = ?2, text = ?3, text_sha256 = ?4, reader = ?5 WHERE id = ?1";
    t.prepare_cached(sql)?.execute(params![id, c.format, c.text, hash_of(&c.text), c.reader])?;
    let sql = "UPDATE facts SET extractor = ?2, number = ?3, title = ?4, issued_on = ?5, bytes = ?6 WHERE content = ?1";
    let s = &c.summary;
    t.prepare_cached(sql)?.execute(params![id, c.extractor, s.number, s.title, s.issued_on, c.facts])?;
    Ok(())
}

/// Takes out of the current documents what a file no longer holds; tells whether there was any.
fn retire(t: &Transaction<'_>, finished: &Finished, now: &str) -> rusqlite::Result<bool> {
    let sql = "SELECT id, record FROM source WHERE file = ?1 AND replaced_at IS NULL";
    let rows: Vec<(i64, Option<String>)> = t
        .prepare_cached(sql)?
        .query_map([&finished.file], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let mut any = false;
    for (id, record) in rows {
        if !finished.records.contains(&record) {
            t.prepare_cached("UPDATE source SET replaced_at = ?2 WHERE id = ?1")?.execute(params![id, now])?;
            any = true;
        }
    }
    Ok(any)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrival(path: &str, text: &str) -> Arrival {
        let (file, record) = path.split_once('#').map_or((path, None), |(f, r)| (f, Some(r.to_owned())));
        let content = Content {
            format: "text".to_owned(),
            text: text.to_owned(),
            reader: "r1".to_owned(),
            extractor: "x1".to_owned(),
            facts: vec![1],
            summary: Summary::default(),
        };
        Arrival { file: file.to_owned(), record, sha256: hash_of(text), content: Some(content) }
    }

    fn seen(mut arrival: Arrival) -> Arrival {
        arrival.content = None;
        arrival
    }

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::create(folder.path()).unwrap();
        (folder, store)
    }

    #[track_caller]
    fn check(store: &mut Store, arrival: Arrival, outcome: Outcome, current: &[(&str, &str)]) {
        assert_eq!(store.keep(&[arrival], &[]).unwrap(), [outcome]);
        check_current(store, current);
    }

    #[track_caller]
    fn check_current(store: &Store, expected: &[(&str, &str)]) {
        let kept = store.current().unwrap();
        let texts: Vec<(String, String)> =
            kept.iter().map(|w| (w.path.clone(), store.content(w).unwrap().unwrap().text)).collect();
        let texts: Vec<(&str, &str)> = texts.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
        assert_eq!(texts, expected);
        assert_eq!(store.check().unwrap(), Vec::<String>::new());
    }

    #[test]
    fn a_path_has_one_current_version_and_a_content_is_kept_once() {
        let (_folder, mut store) = store();
        check(&mut store, arrival("/a", "một"), Outcome::New, &[("/a", "một")]);
        check(&mut store, arrival("/a", "một"), Outcome::Known, &[("/a", "một")]);
        check(&mut store, seen(arrival("/a", "một")), Outcome::Known, &[("/a", "một")]);
        check(&mut store, arrival("/b", "một"), Outcome::SameContent, &[("/a", "một")]);
        check(&mut store, arrival("/a", "hai"), Outcome::NewVersion, &[("/a", "hai"), ("/b", "một")]);
        check(&mut store, arrival("/a", "một"), Outcome::NewVersion, &[("/a", "một")]);
        let list = store.list(true).unwrap();
        assert_eq!(list.len(), 4, "every version is kept: {list:?}");
        assert_eq!(store.list(false).unwrap().len(), 2);
    }

    #[test]
    fn only_what_was_written_changes_the_number_of_changes() {
        let (_folder, mut store) = store();
        store.keep(&[arrival("/a", "một"), arrival("/b", "hai")], &[]).unwrap();
        assert_eq!(store.change().unwrap(), 1, "one batch");
        store.keep(&[arrival("/a", "một"), seen(arrival("/c", "ba"))], &[]).unwrap();
        assert_eq!(store.change().unwrap(), 1, "the one is known, the other was removed since");
    }

    #[test]
    fn what_only_adds_is_told_from_what_alters() {
        let (_folder, mut store) = store();
        let mut check = |arrivals: &[Arrival], altered: u64, added: &[&str]| {
            let before = store.state().unwrap();
            store.keep(arrivals, &[]).unwrap();
            let after = store.state().unwrap();
            assert_eq!((after.change - before.change, after.altered - before.altered), (1, altered));
            let paths: Vec<String> = store.added_after(before.last).unwrap().into_iter().map(|w| w.path).collect();
            assert_eq!(paths, added);
        };
        check(&[arrival("/b", "một"), arrival("/a", "hai")], 0, &["/a", "/b"]);
        check(&[arrival("/b", "một"), arrival("/c", "ba")], 0, &["/c"]);
        check(&[arrival("/a", "bốn")], 1, &["/a"]);
        check(&[arrival("/d", "ba")], 1, &["/d"]);
        let before = store.state().unwrap();
        store.remove("/a").unwrap();
        assert_eq!(store.state().unwrap().altered, before.altered + 1);
    }

    #[test]
    fn other_rules_read_a_content_again() {
        let (_folder, mut store) = store();
        store.keep(&[arrival("/a", "một")], &[]).unwrap();
        let mut better = arrival("/a", "một");
        better.content.as_mut().unwrap().extractor = "x2".to_owned();
        check(&mut store, better, Outcome::ReadAgain, &[("/a", "một")]);
        assert!(store.knows(&hash_of("một"), "r1", "x2").unwrap());
        assert!(!store.knows(&hash_of("một"), "r1", "x1").unwrap());
        let id = store.current().unwrap().first().unwrap().id;
        let facts = Renewed { id, extractor: "x3".to_owned(), facts: vec![3], summary: Summary::default() };
        store
            .renew(&[facts, Renewed { id: 99, extractor: String::new(), facts: vec![], summary: Summary::default() }])
            .unwrap();
        assert!(store.knows(&hash_of("một"), "r1", "x3").unwrap());
        assert_eq!(store.check().unwrap(), Vec::<String>::new());
    }

    #[test]
    fn what_a_file_no_longer_holds_is_not_current() {
        let (_folder, mut store) = store();
        store.keep(&[arrival("/d#1", "một"), arrival("/d#2", "hai"), arrival("/d2", "ba")], &[]).unwrap();
        let finished = Finished { file: "/d".to_owned(), records: BTreeSet::from([Some("1".to_owned())]) };
        store.keep(&[], &[finished]).unwrap();
        check_current(&store, &[("/d#1", "một"), ("/d2", "ba")]);
    }

    #[test]
    fn removing_takes_every_version_and_what_nothing_leads_to() {
        let (folder, mut store) = store();
        for (path, text) in [("/x/a", "một"), ("/x/a", "hai"), ("/x/d#1", "ba"), ("/xy", "một"), ("/x%", "năm")] {
            store.keep(&[arrival(path, text)], &[]).unwrap();
        }
        assert_eq!(store.remove("/nothing").unwrap(), 0);
        assert_eq!(store.remove("/x").unwrap(), 2);
        check_current(&store, &[("/x%", "năm"), ("/xy", "một")]);
        assert_eq!(store.remove("/x%").unwrap(), 1);
        let bytes = std::fs::read(folder.path().join(super::super::FILE_NAME)).unwrap();
        let log = std::fs::read(folder.path().join("luocdo.sqlite-wal")).unwrap_or_default();
        for gone in ["hai", "năm"] {
            assert!(!contains(&bytes, gone) && !contains(&log, gone), "{gone} is removed from the disk too");
        }
        assert!(contains(&bytes, "một"));
    }

    fn contains(bytes: &[u8], text: &str) -> bool {
        memchr::memmem::find(bytes, text.as_bytes()).is_some()
    }

    #[test]
    fn a_batch_that_fails_leaves_nothing() {
        let (_folder, mut store) = store();
        store
            .connection
            .execute_batch(
                "CREATE TRIGGER t BEFORE INSERT ON source WHEN NEW.file = '/b' BEGIN SELECT raise(ABORT, 'full'); END",
            )
            .unwrap();
        assert!(store.keep(&[arrival("/a", "một"), arrival("/b", "hai")], &[]).is_err());
        check_current(&store, &[]);
        assert_eq!(store.change().unwrap(), 0);
    }
}
