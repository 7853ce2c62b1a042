//! Which rules may read a body where a word stands, by the first syllable of the word: most places open none.

use std::sync::LazyLock;

use super::words::{CAPITAL_HEADS, FIRMS, HEADS, NOUNS, POSTS, Words};
use crate::text::Lexicon;

/// A rule that reads bodies.
#[derive(Clone, Copy, Debug)]
#[repr(u8)]
pub(super) enum Rule {
    /// Heads of all ministries, deputy premiers.
    Heads,
    /// Posts before a body.
    Post,
    /// Departments and ministries by their fields.
    Department,
    /// Committees and councils.
    Council,
    /// Party committees and central organs.
    Organ,
    /// Bodies by head and name.
    Named,
    /// Groups by common nouns.
    Group,
}

impl Rule {
    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// The rules that may read what stands at one place, a bit each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules(u8);

impl Rules {
    /// Returns the rules of which a word may open `text`, by its first syllable.
    pub(super) fn at(text: &str) -> Self {
        let (words, rules) = &*OPENINGS;
        Self(words.may_open_index(text).filter_map(|i| rules.get(i)).fold(0, |all, rule| all | rule.bit()))
    }

    /// Tells whether no rule may read it.
    pub(super) fn are_none(self) -> bool {
        self.0 == 0
    }

    /// Tells whether a rule may read it.
    pub(super) fn hold(self, rule: Rule) -> bool {
        self.0 & rule.bit() != 0
    }
}

/// The words that each rule reads first, beside the lists above: where none of their first syllables stands, it is not
/// asked. A rule that reads another opening adds it here.
const FIRST: [(Rule, &[&str]); 6] = [
    (Rule::Heads, &["các", "đồng chí", "bộ trưởng", "vụ trưởng", "cục trưởng", "phó thủ tướng"]),
    (Rule::Post, &["các", "đồng chí"]),
    (Rule::Department, &["các", "sở", "bộ", "phòng"]),
    (Rule::Council, &["các", "tổ", "đại biểu", "ủy ban", "uỷ ban", "ubnd", "hội đồng", "hđnd"]),
    (
        Rule::Organ,
        &[
            "quân ủy",
            "đảng ủy",
            "tỉnh ủy",
            "thành ủy",
            "huyện ủy",
            "thị ủy",
            "thủ tướng",
            "văn phòng",
            "chính phủ",
            "bộ chính trị",
            "quốc hội",
            "ban bí thư",
            "hội đồng dân tộc",
            "ủy ban của quốc hội",
            "uỷ ban của quốc hội",
            "các",
            "đoàn đại biểu",
            "đại biểu",
        ],
    ),
    (Rule::Group, &["tất cả", "hệ thống", "các", "những", "mọi", "mỗi", "từng", "toàn thể"]),
];

/// All words that a rule reads first, and the rule of each.
static OPENINGS: LazyLock<(Lexicon, Vec<Rule>)> = LazyLock::new(|| {
    let lists: [(Rule, &Words); 5] = [
        (Rule::Post, &POSTS),
        (Rule::Named, &HEADS),
        (Rule::Named, &CAPITAL_HEADS),
        (Rule::Named, &FIRMS),
        (Rule::Group, &NOUNS),
    ];
    let listed = lists.into_iter().flat_map(|(rule, list)| list.words().map(move |w| (rule, w)));
    let first = FIRST.into_iter().flat_map(|(rule, words)| words.iter().map(move |w| (rule, *w)));
    let (rules, words): (Vec<Rule>, Vec<&str>) = listed.chain(first).unzip();
    (Lexicon::new(words), rules)
});
