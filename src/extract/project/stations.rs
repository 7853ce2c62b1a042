//! Works named by their place on a way: "Trạm dừng nghỉ: tại Km28+200 (…) và tại Km78+220", "Cầu vượt Km9+325".

use super::head::Head;
use super::name::{Found, Naming};
use super::words::{Sort, Word, is, sort};

/// How many words apart the places of one list stand at most.
const APART: usize = 24;

/// Reads the works that a head noun of `n` words at `at` and the kilometres behind it name.
pub(super) fn stations(words: &[Word], at: usize, n: usize, head: &'static Head) -> Vec<Found> {
    let mut from = at + n;
    while [":", "tại", "lý", "trình", "("].iter().any(|w| is(words, from, w)) && from < at + n + 4 {
        from += 1;
    }
    let Some(to) = kilometre(words, from) else { return Vec::new() };
    let first = found(head, (at, to), at + n, None);
    let mut out = vec![first];
    let Some(sentence) = words.get(at).map(|w| w.sentence) else { return out };
    let mut next = to;
    let mut end = to + APART;
    while next < end && words.get(next).is_some_and(|w| w.sentence == sentence && w.lower != ";") {
        let led = is(words, next, "tại") && (is(words, next - 1, "và") || is(words, next - 1, ","));
        let place = kilometre(words, next + 1).filter(|_| led);
        if let Some(to) = place {
            out.push(found(head, (next, to), next, Some((at, at + n))));
            end = to + APART;
        }
        next = place.unwrap_or(next + 1);
    }
    out
}

/// Where "Km28+200", "Km50+ 418,72" ends.
fn kilometre(words: &[Word], at: usize) -> Option<usize> {
    let digits = |w: &str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_digit());
    let whole = words.get(at)?.lower.strip_prefix("km").is_some_and(digits);
    let metres = is(words, at + 1, "+") && sort(words, at + 2) == Some(Sort::Number);
    (whole && metres).then_some(at + 3)
}

fn found(head: &'static Head, (from, to): (usize, usize), name: usize, shared: Option<(usize, usize)>) -> Found {
    Found {
        head,
        naming: Naming::Named,
        from,
        to,
        name,
        place: None,
        shared,
        described: false,
        plural: false,
        count: 1,
    }
}

#[cfg(test)]
mod tests {
    use super::super::head::head_at;
    use super::super::words::words;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let all = words(text, 0, text.len());
        let (head, n) = head_at(&all, 0).expect("a head noun");
        let got: Vec<&str> = stations(&all, 0, n, head)
            .iter()
            .filter_map(|f| text.get(all.get(f.from)?.start..all.get(f.to - 1)?.end))
            .collect();
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn reads_kilometres() {
        check(
            "Trạm dừng nghỉ: tại Km28+200 (đoạn Thành phố Hồ Chí Minh - Trung Lương) và tại Km78+220 (đoạn hai).",
            &["Trạm dừng nghỉ: tại Km28+200", "tại Km78+220"],
        );
        check("Cầu chính Km50+ 418,72;", &["Cầu chính Km50+ 418,72"]);
        check("Cầu vượt Km9+325", &["Cầu vượt Km9+325"]);
    }

    #[test]
    fn leaves_what_has_no_kilometre() {
        check("Trạm dừng nghỉ: xây dựng mới tại hai bên", &[]);
        check("Cầu vượt Km9", &[]);
    }
}
