//! Why a store cannot be used, in the words a user can act on.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Why documents cannot be kept or read.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no store.
    #[error("{}: no documents are kept here; `luocdo add PATH… --data {}` keeps some", .0.display(), .0.display())]
    Missing(PathBuf),
    /// A later program wrote it.
    #[error(
        "{}: was written by a newer luocdo (layout {found}, and this one knows {known}); use that one, or another folder",
        file.display()
    )]
    Newer {
        /// The file.
        file: PathBuf,
        /// The layout it has.
        found: i64,
        /// The latest layout this program knows.
        known: i64,
    },
    /// The file is something else.
    #[error("{}: is not a store of luocdo; name another folder with --data", .0.display())]
    Foreign(PathBuf),
    /// Another program holds it.
    #[error("{}: another program is writing to it and does not finish; try again later", .0.display())]
    Busy(PathBuf),
    /// It is broken.
    #[error("{}: is damaged ({message}); put a backup in its place", file.display())]
    Damaged {
        /// The file.
        file: PathBuf,
        /// What SQLite says.
        message: String,
    },
    /// A backup would overwrite something.
    #[error("{}: is there already; name another file, or remove it first", .0.display())]
    Present(PathBuf),
    /// Facts cannot be written or read.
    #[error("facts cannot be kept: {0}")]
    Facts(#[from] postcard::Error),
    /// The file system refuses.
    #[error("{}: {source}", file.display())]
    Io {
        /// The file or folder.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Anything else SQLite says.
    #[error("{}: {source}", file.display())]
    Sqlite {
        /// The file.
        file: PathBuf,
        /// Why.
        source: rusqlite::Error,
    },
}

impl StoreError {
    /// Says which file an error of SQLite is about.
    pub(super) fn of(file: &Path, source: rusqlite::Error) -> Self {
        let file = file.to_owned();
        match source.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy(file),
            Some(ErrorCode::NotADatabase) => Self::Foreign(file),
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { file, message: source.to_string() },
            _ => Self::Sqlite { file, source },
        }
    }

    /// Says which file an error of the file system is about.
    pub(super) fn io(file: &Path, source: std::io::Error) -> Self {
        Self::Io { file: file.to_owned(), source }
    }
}
