//! Fields that name the doers of an item: "Cơ quan chủ trì: …", "Thời gian thực hiện: …".

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::deadline::TIME_LABELS;
use crate::model::Role;
use crate::text::{Cursor, Lexicon, lower};

/// What a field or a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// The doers, in this role.
    Actors(Role),
    /// The time.
    Time,
    /// The words of the task.
    Content,
    /// A heading over the fields of the doers: "b) Cơ quan thực hiện:".
    Doers,
}

const LEAD: &[&str] = &["cơ quan chủ trì", "đơn vị chủ trì", "cơ quan, đơn vị chủ trì", "chủ trì thực hiện", "chủ trì"];
const COOPERATE: &[&str] =
    &["cơ quan phối hợp", "đơn vị phối hợp", "cơ quan, đơn vị phối hợp", "phối hợp thực hiện", "phối hợp"];
const EXECUTE: &[&str] = &[
    "cơ quan thực hiện",
    "đơn vị thực hiện",
    "cơ quan, đơn vị thực hiện",
    "phân công thực hiện",
    "trách nhiệm thực hiện",
];
const CONTENT: &[&str] = &["nhiệm vụ", "nội dung thực hiện", "nội dung", "công việc"];

/// Reads a field's label with its colon and returns what it says and where its value begins.
pub(super) fn field(text: &str) -> Option<(Field, usize)> {
    let mut c = Cursor::new(text);
    let field = label(&mut c)?;
    c.skip_spaces();
    let colon = c.eat(":");
    c.skip_spaces();
    let bare = c.peek().is_none();
    let time = field == Field::Time && text.starts_with("Thời gian thực hiện");
    (colon || time || (bare && field != Field::Content)).then_some(())?;
    let field = if bare && matches!(field, Field::Actors(_)) { Field::Doers } else { field };
    Some((field, c.pos()))
}

fn label(c: &mut Cursor<'_>) -> Option<Field> {
    static LABELS: LazyLock<Lexicon> =
        LazyLock::new(|| Lexicon::new(LISTS.iter().flat_map(|(l, _)| l.iter().copied())));
    let mut at = LABELS.eat_index(c)?;
    for (list, field) in LISTS {
        match at.checked_sub(list.len()) {
            Some(rest) => at = rest,
            None => return Some(field),
        }
    }
    None
}

/// The labels in the order in which they are tried, and what each list of them says.
const LISTS: [(&[&str], Field); 5] = [
    (LEAD, Field::Actors(Role::Lead)),
    (COOPERATE, Field::Actors(Role::Cooperate)),
    (EXECUTE, Field::Actors(Role::Assigned)),
    (TIME_LABELS, Field::Time),
    (CONTENT, Field::Content),
];

/// Reads the heading of a table's column.
pub(super) fn column(text: &str) -> Option<Field> {
    static FINDER: LazyLock<Option<AhoCorasick>> =
        LazyLock::new(|| AhoCorasick::new(COLUMNS.iter().map(|(words, _)| words)).ok());
    if text.len() > 60 * 4 || text.chars().count() > 60 {
        return None;
    }
    let lower = lower(text);
    let found = FINDER.iter().flat_map(|f| f.find_overlapping_iter(&lower));
    let first = found.map(|m| m.pattern().as_usize()).min()?;
    COLUMNS.get(first).map(|(_, field)| *field)
}

/// Words in the heading of a column, and what it holds; of several the first counts.
const COLUMNS: [(&str, Field); 11] = [
    ("phối hợp", Field::Actors(Role::Cooperate)),
    ("chủ trì", Field::Actors(Role::Lead)),
    ("thời gian", Field::Time),
    ("thời hạn", Field::Time),
    ("tiến độ", Field::Time),
    ("cơ quan thực hiện", Field::Actors(Role::Assigned)),
    ("đơn vị thực hiện", Field::Actors(Role::Assigned)),
    ("trách nhiệm", Field::Actors(Role::Assigned)),
    ("nhiệm vụ", Field::Content),
    ("nội dung", Field::Content),
    ("công việc", Field::Content),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, wanted: Option<Field>) {
        assert_eq!(field(text).map(|(f, _)| f), wanted, "{text}");
    }

    #[test]
    fn reads_labels() {
        check("Cơ quan chủ trì: Sở Y tế", Some(Field::Actors(Role::Lead)));
        check("Cơ quan thực hiện:", Some(Field::Doers));
        check("Thời gian thực hiện: Thường xuyên", Some(Field::Time));
        check("Nhiệm vụ: Tham mưu", Some(Field::Content));
    }

    #[test]
    fn refuses_sentences() {
        check("Phối hợp với Sở Y tế", None);
        check("Chủ trì, phối hợp với các sở:", None);
        check("Nhiệm vụ", None);
        check("", None);
    }
}
