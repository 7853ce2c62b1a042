//! Where the name of a document or of its issuer ends: at the first mark or stop word, all of them looked for in one
//! pass; which words stop a name is the business of the rule that reads it.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// Marks that end every name.
const MARKS: [&str; 10] = [",", ";", ".", "(", ")", ":", "“", "”", "\"", "\n"];

/// Words that end a name, with the marks that do.
#[derive(Debug)]
pub(super) struct Stops(Option<AhoCorasick>);

/// Stops made when they are first asked.
pub(super) type Stopping = LazyLock<Stops>;

impl Stops {
    /// Makes the stops of one rule.
    pub(super) fn new(words: &[&str]) -> Self {
        Self(leftmost(MARKS.iter().chain(words)))
    }

    /// Returns where the first mark or stop word begins; the length of `words` when none stands there.
    pub(super) fn first(&self, words: &str) -> usize {
        self.0.as_ref().and_then(|stops| stops.find(words)).map_or(words.len(), |m| m.start())
    }
}

fn leftmost<'a>(words: impl Iterator<Item = &'a &'a str>) -> Option<AhoCorasick> {
    let mut builder = AhoCorasick::builder();
    builder.match_kind(MatchKind::LeftmostFirst).kind(Some(AhoCorasickKind::DFA)).prefilter(false);
    builder.build(words).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, name: &str) {
        let stops = Stops::new(&[" và ", " của"]);
        assert_eq!(words.get(..stops.first(words)), Some(name));
    }

    #[test]
    fn a_name_ends_at_the_first_of_them() {
        check("quy hoạch vùng, và của", "quy hoạch vùng");
        check("quy hoạch của vùng và", "quy hoạch");
        check("quy hoạch “vùng”", "quy hoạch ");
    }

    #[test]
    fn a_name_without_them_goes_on() {
        check("quy hoạch vùng", "quy hoạch vùng");
        check("", "");
    }
}
