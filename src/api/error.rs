//! What a request can be refused for, each with a code a program can read; expected outcomes are answers, not errors.

use async_graphql::ErrorExtensions;

/// Why a field cannot be answered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refusal {
    /// The cursor is no cursor of this server.
    #[error("`{0}` is not a cursor this server gives; take `cursor` or `endCursor` of an answer")]
    BrokenCursor(String),
    /// The cursor belongs to another list.
    #[error("the cursor is of the list `{found}`, and this is `{wanted}`")]
    CursorOfOtherList {
        /// The list it was given in.
        found: String,
        /// The list it is used in.
        wanted: String,
    },
    /// The item is not, or no longer, in the list.
    #[error(
        "`{0}`, which the cursor stands for, is not in this list: the corpus or the conditions have changed; start again without a cursor"
    )]
    CursorGone(String),
    /// The page is negative, too large or asked for from both ends.
    #[error("{0}")]
    BadPage(String),
    /// A condition is too large.
    #[error("the condition has {found} parts, more than {most}; ask in several requests")]
    ConditionTooLarge {
        /// Parts found.
        found: usize,
        /// Most parts.
        most: usize,
    },
    /// No object has the key.
    #[error("no {what} has the key or name `{key}`; `resolve` and `search` find keys")]
    Unknown {
        /// What was looked for.
        what: &'static str,
        /// The key.
        key: String,
    },
    /// Several things have the name.
    #[error("several things are called `{name}`: {keys}; ask with the key of one of them")]
    Several {
        /// The name.
        name: String,
        /// Keys of some of them.
        keys: String,
    },
    /// The time is up.
    #[error("the answer took longer than the server allows; ask for less at once: smaller pages, fewer steps")]
    TimeLimit,
    /// This schema was made without what is needed.
    #[error("{0}")]
    NotOffered(&'static str),
    /// A text is too long.
    #[error("the text has {found} bytes, more than {most}; check it in parts")]
    TextTooLong {
        /// Bytes found.
        found: usize,
        /// Most bytes.
        most: usize,
    },
}

impl Refusal {
    /// Returns the code, as in `extensions.code`.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::BrokenCursor(_) | Self::CursorOfOtherList { .. } | Self::CursorGone(_) => "BAD_CURSOR",
            Self::BadPage(_) => "BAD_PAGE",
            Self::ConditionTooLarge { .. } => "CONDITION_TOO_LARGE",
            Self::Unknown { .. } => "UNKNOWN_ID",
            Self::Several { .. } => "AMBIGUOUS_NAME",
            Self::TimeLimit => "TIME_LIMIT",
            Self::NotOffered(_) => "NOT_OFFERED",
            Self::TextTooLong { .. } => "TEXT_TOO_LONG",
        }
    }
}

// async-graphql turns every `Display` into an error without a code, so the code is put in by hand.
impl From<Refusal> for FieldError {
    fn from(refusal: Refusal) -> Self {
        let code = refusal.code();
        Self(async_graphql::Error::new(refusal.to_string()).extend_with(|_, e| e.set("code", code)))
    }
}

/// An error of a field that carries its code.
#[derive(Clone, Debug)]
pub(crate) struct FieldError(async_graphql::Error);

impl From<FieldError> for async_graphql::Error {
    fn from(error: FieldError) -> Self {
        error.0
    }
}

/// The result of a field that can be refused.
pub(crate) type Answer<T> = Result<T, FieldError>;
