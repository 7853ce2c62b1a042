//! Folded syllables, by which names are compared: no marks, no case, no accents.

use crate::model::DocumentType;
use crate::text::{fold, is_alphanumeric};

/// The folded syllables of some words with single spaces between them.
pub(super) fn syllables(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for syllable in words.split(|c| !is_alphanumeric(c)).filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(syllable);
    }
    fold(&out)
}

/// Syllables without those of the kind they open with.
pub(super) fn without_kind(syllables: &str, kind: DocumentType) -> &str {
    let skip = kind.names().first().map_or(1, |n| n.split(' ').count());
    syllables.match_indices(' ').nth(skip - 1).and_then(|(at, _)| syllables.get(at + 1..)).unwrap_or_default()
}

/// Syllables without `first`, if that is the first of them.
pub(super) fn without_first<'s>(syllables: &'s str, first: &str) -> Option<&'s str> {
    let rest = syllables.strip_prefix(first)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix(' ') }
}

/// The first `count` syllables, if there are as many.
pub(super) fn opening(syllables: &str, count: usize) -> Option<&str> {
    match syllables.match_indices(' ').nth(count - 1) {
        Some((at, _)) => syllables.get(..at),
        None => Some(syllables).filter(|s| s.split(' ').count() == count),
    }
}

/// Tells whether syllables open with others.
pub(super) fn opens_with(syllables: &str, others: &str) -> bool {
    syllables.strip_prefix(others).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}
