//! The names documents go by: the last parts of their paths, as few as tell them apart.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::store::Wanted;

/// Stands for the last part of a path; two that it stands for are taken for one.
pub(super) fn end_of(path: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    last_parts(path, 1).hash(&mut hasher);
    hasher.finish()
}

/// Names documents by the last parts of their paths, as few as tell them apart: `plan.txt`, or `lao-cai/plan.txt` where
/// another folder holds a `plan.txt` too.
pub(super) fn shortest_names(wanted: &[Wanted]) -> Vec<String> {
    let mut names: Vec<String> = vec![String::new(); wanted.len()];
    let mut open: Vec<usize> = (0..wanted.len()).collect();
    let mut depth = 1;
    while !open.is_empty() {
        let name = |index: usize| wanted.get(index).map_or("", |w| last_parts(&w.path, depth));
        // Paths come sorted, so that their last parts mostly are: a sort is one look at each.
        let mut named: Vec<(&str, usize)> = open.drain(..).map(|index| (name(index), index)).collect();
        named.sort();
        for same in named.chunk_by(|(a, _), (b, _)| a == b) {
            match same {
                [(alone, index)] => names.get_mut(*index).into_iter().for_each(|slot| (*alone).clone_into(slot)),
                _ => open.extend(same.iter().map(|(_, index)| *index)),
            }
        }
        depth += 1;
    }
    names
}

/// Returns so many last parts of a path.
pub(super) fn last_parts(path: &str, count: usize) -> &str {
    let slash = path.match_indices('/').rev().nth(count - 1);
    slash.and_then(|(at, _)| path.get(at + 1..)).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(paths: &[&str], expected: &[&str]) {
        let wanted =
            |(id, path): (i64, &&str)| Wanted { path: (*path).to_owned(), id, extractor: String::new(), text: [0; 32] };
        let wanted: Vec<Wanted> = (0..).zip(paths).map(wanted).collect();
        assert_eq!(shortest_names(&wanted), expected);
    }

    #[test]
    fn names_are_as_short_as_tells_them_apart() {
        check(&["/a/1.txt", "/b/2.txt"], &["1.txt", "2.txt"]);
        check(&["/a/x/1.txt", "/b/x/1.txt", "/b/2.txt"], &["a/x/1.txt", "b/x/1.txt", "2.txt"]);
        check(&["/1.txt", "/a/1.txt", "1.txt"], &["/1.txt", "a/1.txt", "1.txt"]);
        check(&["/a/d.jsonl#1", "/a/d.jsonl#2", "/b/d.jsonl#1"], &["a/d.jsonl#1", "d.jsonl#2", "b/d.jsonl#1"]);
        check(&[], &[]);
    }
}
