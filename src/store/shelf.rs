//! Reading: what is current, one content, the list of what is kept.

use rusqlite::{OptionalExtension, Row};

use super::{Arrival, Kept, Listed, Store, StoreError, Wanted};

impl Arrival {
    /// Returns the path the document is kept under.
    pub fn path(&self) -> String {
        match &self.record {
            Some(record) => format!("{}#{record}", self.file),
            None => self.file.clone(),
        }
    }
}

impl Store {
    /// Tells whether a content is kept as the given rules read it.
    ///
    /// # Errors
    ///
    /// Fails when the file cannot be read.
    pub fn knows(&self, sha256: &[u8; 32], reader: &str, extractor: &str) -> Result<bool, StoreError> {
        // Marks compared by SQLite would have it plan this anew each time, for other marks might have another plan.
        let sql = "SELECT reader, extractor FROM content JOIN facts ON content = id WHERE sha256 = ?1";
        let same = |row: &Row<'_>| Ok(row.get_ref(0)?.as_str()? == reader && row.get_ref(1)?.as_str()? == extractor);
        let known = || self.connection.prepare_cached(sql)?.query_row([sha256], same).optional();
        self.told(known()).map(|known| known.unwrap_or(false))
    }

    /// Returns the current contents, each with the first of its paths, in the order of the paths.
    ///
    /// # Errors
    ///
    /// Fails when the file cannot be read.
    pub fn current(&self) -> Result<Vec<Wanted>, StoreError> {
        let sql = "SELECT min(path), source.content, extractor, text_sha256 FROM source JOIN facts USING (content) \
                   JOIN content INDEXED BY text_of_content ON content.id = source.content \
                   WHERE replaced_at IS NULL GROUP BY source.content ORDER BY 1";
        let all = || self.connection.prepare_cached(sql)?.query_map([], wanted)?.collect();
        self.told(all())
    }

    /// Returns the current contents of the paths that were added after one, in the order of the paths.
    ///
    /// # Errors
    ///
    /// Fails when the file cannot be read.
    pub fn added_after(&self, last: i64) -> Result<Vec<Wanted>, StoreError> {
        let sql = "SELECT path, source.content, extractor, text_sha256 FROM source JOIN facts USING (content) \
                   JOIN content INDEXED BY text_of_content ON content.id = source.content \
                   WHERE source.id > ?1 AND replaced_at IS NULL ORDER BY 1";
        let all = || self.connection.prepare_cached(sql)?.query_map([last], wanted)?.collect();
        self.told(all())
    }

    /// Returns a content; none when it was removed since it was listed.
    ///
    /// # Errors
    ///
    /// Fails when the file cannot be read.
    pub fn content(&self, wanted: &Wanted) -> Result<Option<Kept>, StoreError> {
        let sql = "SELECT lower(hex(sha256)), text, text_sha256, reader, extractor, bytes \
                   FROM content JOIN facts ON content = id WHERE id = ?1";
        let read = |row: &Row<'_>| {
            Ok(Kept {
                id: wanted.id,
                path: wanted.path.clone(),
                sha256: row.get(0)?,
                text: row.get(1)?,
                text_sha256: row.get(2)?,
                reader: row.get(3)?,
                extractor: row.get(4)?,
                facts: row.get(5)?,
            })
        };
        let one = || self.connection.prepare_cached(sql)?.query_row([wanted.id], read).optional();
        self.told(one())
    }

    /// Tells whether anything is kept under a path, as [`Store::remove`] takes it.
    ///
    /// # Errors
    ///
    /// Fails when the file cannot be read.
    pub fn has(&self, path: &str) -> Result<bool, StoreError> {
        let folder = format!("{}/", path.trim_end_matches('/'));
        let sql =
            "SELECT EXISTS (SELECT 1 FROM source WHERE path = ?1 OR file = ?1 OR substr(file, 1, length(?2)) = ?2)";
        self.told(self.connection.query_row(sql, [path, &folder], |row| row.get(0)))
    }

    /// Counts the current contents whose text other rules read.
    ///
    /// # Errors
    ///
    /// Fails when the file cannot be read.
    pub fn count_read_otherwise(&self, reader: &str) -> Result<usize, StoreError> {
        let sql = "SELECT count(*) FROM content WHERE reader <> ?1 \
                   AND id IN (SELECT content FROM source WHERE replaced_at IS NULL)";
        let count = self.connection.query_row(sql, [reader], |row| row.get::<_, i64>(0));
        Ok(usize::try_from(self.told(count)?).unwrap_or_default())
    }

    /// Lists what is kept in the order of the paths, with the versions that were replaced or without.
    ///
    /// # Errors
    ///
    /// Fails when the file cannot be read.
    pub fn list(&self, versions: bool) -> Result<Vec<Listed>, StoreError> {
        let sql = "SELECT path, lower(hex(sha256)), format, octet_length(text), number, title, issued_on, added_at, \
                   replaced_at FROM source JOIN content ON content.id = source.content JOIN facts USING (content) \
                   WHERE ?1 OR replaced_at IS NULL ORDER BY path, source.id";
        let read = |row: &Row<'_>| {
            Ok(Listed {
                path: row.get(0)?,
                sha256: row.get(1)?,
                format: row.get(2)?,
                bytes: row.get::<_, i64>(3)?.unsigned_abs(),
                number: row.get(4)?,
                title: row.get(5)?,
                issued_on: row.get(6)?,
                added_at: row.get(7)?,
                replaced_at: row.get(8)?,
            })
        };
        let all = || self.connection.prepare(sql)?.query_map([versions], read)?.collect();
        self.told(all())
    }
}

fn wanted(row: &Row<'_>) -> rusqlite::Result<Wanted> {
    Ok(Wanted { path: row.get(0)?, id: row.get(1)?, extractor: row.get(2)?, text: row.get(3)? })
}
