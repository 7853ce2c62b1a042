//! Ways that are named by the places they join: "các dự án Tuyên Quang - Hà Giang, Biên Hòa - Vũng Tàu".

use super::head::route_head;
use super::name::{Found, Naming};
use super::place::{is_body, proper_end};
use super::words::{Word, is};

/// "các dự án Tuyên Quang - Hà Giang, Biên Hòa - Vũng Tàu": roads that are named by the two places they join, up to the
/// end of the sentence; "như:" and "đường bộ cao tốc" may stand between.
pub(super) fn routes(words: &[Word], at: usize, n: usize) -> Vec<Found> {
    const BETWEEN: [&str; 12] =
        ["đường", "bộ", "cao", "tốc", "như", ":", "còn", "khối", "lượng", "lớn", "gồm", "thành"];
    let Some(sentence) = words.get(at).map(|w| w.sentence) else { return Vec::new() };
    let mut from = at + n;
    while BETWEEN.iter().any(|w| is(words, from, w)) {
        from += 1;
    }
    let mut out = Vec::new();
    let mut others = 0;
    while words.get(from).is_some_and(|w| w.sentence == sentence) && others < 3 {
        let to = proper_end(words, from).filter(|to| joins_places(words, from, *to) && !is_body(words, from));
        if let Some(to) = to {
            // The head noun stands before the first of them; the others share it.
            let own = from == at + n;
            out.push(Found {
                head: route_head(),
                naming: Naming::Named,
                from: if own { at } else { from },
                to,
                name: from,
                place: Some((from, to)),
                shared: (!own).then_some((at, at + n)),
                described: false,
                plural: false,
                count: 1,
            });
            others = 0;
        } else if out.is_empty() {
            break;
        } else {
            others += 1;
        }
        let next =
            (to.unwrap_or(from)..words.len()).take_while(|i| words.get(*i).is_some_and(|w| w.sentence == sentence));
        let near = next.take(if to.is_some() { 1 } else { 12 });
        let Some(mark) = near.into_iter().find(|i| is(words, *i, ",") || is(words, *i, "và")) else { break };
        from = mark + 1;
    }
    out
}

/// "Đồng Đăng - Trà Lĩnh": a dash between two places, each of two words.
pub(super) fn joins_places(words: &[Word], from: usize, to: usize) -> bool {
    let dash = |i: &usize| is(words, *i, "-") || is(words, *i, "–");
    (from..to).find(dash).is_some_and(|at| at >= from + 2 && to >= at + 3)
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let all = words(text, 0, text.len());
        let found = routes(&all, 0, 2);
        let names: Vec<&str> =
            found.iter().filter_map(|f| text.get(all.get(f.name)?.start..all.get(f.to - 1)?.end)).collect();
        assert_eq!(names, expected, "{text}");
    }

    #[test]
    fn reads_routes() {
        check(
            "dự án còn khối lượng lớn như: Đồng Đăng - Trà Lĩnh, Hữu Nghị - Chi Lăng, bảo đảm",
            &["Đồng Đăng - Trà Lĩnh", "Hữu Nghị - Chi Lăng"],
        );
    }

    #[test]
    fn one_place_is_no_route() {
        check("dự án Vân Đồn, Phú Quốc", &[]);
        check("dự án", &[]);
    }
}
