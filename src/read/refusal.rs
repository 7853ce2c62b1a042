//! Why a file gives no document, each with its code and what to do about it.

use crate::diagnostic::{Diagnostic, Severity};

/// Why a file gives no document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refusal {
    /// Nothing but white space.
    #[error("the file is empty; nothing was read from it")]
    Empty,
    /// Control bytes that no text has, and no format that is known.
    #[error("the file is not text; save the document as UTF-8 text and read it again")]
    NotText,
    /// Longer than byte offsets of 32 bits reach.
    #[error("the file is larger than 2 GiB; split it and read the parts")]
    TooLarge,
    /// A format that is known and not read.
    #[error("this is {0}, which is not read; save it as .docx, .pdf, .html or .txt")]
    NotRead(&'static str),
    /// It asks for a password.
    #[error("the {0} file asks for a password; save it without one and read it again")]
    Locked(&'static str),
    /// A PDF of pictures.
    #[error("the PDF has pages and no text: it was scanned; run text recognition (OCR) over it and read it again")]
    Scanned,
    /// Damaged, or hostile.
    #[error("the {format} file cannot be read: {why}; open it in its own program and save it anew")]
    Broken {
        /// Its format.
        format: &'static str,
        /// What is wrong.
        why: String,
    },
    /// It unpacks to more than a document has.
    #[error("the {format} file unpacks to more than {limit}; nothing was read from it")]
    Bomb {
        /// Its format.
        format: &'static str,
        /// The limit, for people.
        limit: &'static str,
    },
    /// The file system's word.
    #[error("cannot be read: {0}; check the path")]
    NoFile(String),
}

impl Refusal {
    /// Makes a refusal of a damaged file.
    pub(super) fn broken(format: &'static str, why: impl Into<String>) -> Self {
        Self::Broken { format, why: why.into() }
    }

    /// Says it of a file.
    pub(super) fn of(&self, name: &str) -> Diagnostic {
        Diagnostic::new(self.code(), Severity::Error, name, self.to_string())
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Empty => "read.empty",
            Self::NotText => "read.not-text",
            Self::TooLarge => "read.too-large",
            Self::NotRead(_) => "read.format-not-read",
            Self::Locked(_) => "read.locked",
            Self::Scanned => "read.scanned",
            Self::Broken { .. } => "read.broken",
            Self::Bomb { .. } => "read.unpacks-to-too-much",
            Self::NoFile(_) => "read.no-file",
        }
    }
}
