//! A string that many things have in common: held once, however many have it.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Words a thread remembers; then it forgets them all, and what is made later is held a second time.
const REMEMBERED: usize = 200_000;

/// The longest string that is looked for among those there are, in bytes.
const LONGEST: usize = 400;

thread_local! {
    static WORDS: RefCell<BTreeSet<Arc<str>>> = const { RefCell::new(BTreeSet::new()) };
}

/// A string that is shared with all equal ones that were made on the same thread not long ago.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word(Arc<str>);

impl Word {
    /// Makes a word that is not looked for among those there are: of a list in which each stands once.
    pub(super) fn apart(text: &str) -> Self {
        Self(text.into())
    }

    /// Returns the string.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Returns the one that is remembered of equal values.
pub(crate) fn shared<T: Ord>(known: &mut BTreeSet<Arc<T>>, value: T) -> Arc<T> {
    if let Some(same) = known.get(&value) {
        return Arc::clone(same);
    }
    if known.len() >= REMEMBERED {
        known.clear();
    }
    let value = Arc::new(value);
    known.insert(Arc::clone(&value));
    value
}

impl From<&str> for Word {
    fn from(text: &str) -> Self {
        if text.len() > LONGEST {
            return Self(text.into());
        }
        WORDS.with_borrow_mut(|words| {
            if let Some(known) = words.get(text) {
                return Self(Arc::clone(known));
            }
            if words.len() >= REMEMBERED {
                words.clear();
            }
            let new: Arc<str> = text.into();
            words.insert(Arc::clone(&new));
            Self(new)
        })
    }
}

impl From<String> for Word {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl Default for Word {
    fn default() -> Self {
        Self::from("")
    }
}

impl Deref for Word {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl Serialize for Word {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// Takes the string as it stands in the input, without a copy of its own where that can be.
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Word;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Word, E> {
                Ok(Word::from(text))
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_words_are_one() {
        let (a, b) = (Word::from("Sở Công Thương"), Word::from("Sở Công Thương".to_owned()));
        assert!(Arc::ptr_eq(&a.0, &b.0));
        assert_ne!(a, Word::from("Sở Tài chính"));
        let bytes = postcard::to_stdvec(&vec![a.clone(), b]).unwrap();
        let read: Vec<Word> = postcard::from_bytes(&bytes).unwrap();
        assert!(read.iter().all(|w| Arc::ptr_eq(&w.0, &a.0)));
        assert_eq!(serde_json::to_string(&a).unwrap(), "\"Sở Công Thương\"");
    }

    #[test]
    fn what_is_forgotten_is_still_equal() {
        let before = Word::from("trước");
        (0..=REMEMBERED).for_each(|n| drop(Word::from(n.to_string())));
        assert_eq!(Word::from("trước"), before);
        let long = "x".repeat(LONGEST + 1);
        assert_eq!(Word::from(long.as_str()).as_str(), long);
    }
}
