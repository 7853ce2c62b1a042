//! The language of the sentences the API writes itself; names and quotes stay as documents print them.

use async_graphql::Enum;

/// Language of a sentence (ngôn ngữ).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub(crate) enum Language {
    /// Vietnamese (tiếng Việt).
    #[default]
    Vi,
    /// English (tiếng Anh).
    En,
}

impl Language {
    /// Chooses between two wordings.
    pub(super) fn say(self, vietnamese: &'static str, english: &'static str) -> &'static str {
        match self {
            Self::Vi => vietnamese,
            Self::En => english,
        }
    }
}
