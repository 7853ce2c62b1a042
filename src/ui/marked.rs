//! A text with its facts marked: spans may nest and cross; each has a place to link to, and no character is lost.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, PreEscaped, Render};

use super::address::anchor;

/// What is marked: characters from `start` to `end`, and the class that says what sort of fact it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mark {
    pub(super) start: u64,
    pub(super) end: u64,
    pub(super) class: &'static str,
}

/// Renders a text with marks; where two cross, the later one is cut in two and its first part carries its place.
pub(super) fn marked(text: &str, marks: &[Mark]) -> Markup {
    // Longer marks open first, so that shorter ones nest; the same words are one mark of several classes.
    let mut queue: BTreeSet<(u64, std::cmp::Reverse<u64>, u64, u64)> = BTreeSet::new();
    let mut classes: BTreeMap<(u64, u64), BTreeSet<&str>> = BTreeMap::new();
    for m in marks.iter().filter(|m| m.start < m.end) {
        queue.insert((m.start, std::cmp::Reverse(m.end), m.start, m.end));
        classes.entry((m.start, m.end)).or_default().insert(m.class);
    }
    let mut out = String::with_capacity(text.len() * 2);
    let mut open: Vec<u64> = Vec::new();
    for (at, c) in (0u64..).zip(text.chars()) {
        while open.pop_if(|end| *end <= at).is_some() {
            out.push_str("</mark>");
        }
        while let Some((start, std::cmp::Reverse(end), whole_start, whole_end)) = queue.pop_first() {
            if start > at {
                queue.insert((start, std::cmp::Reverse(end), whole_start, whole_end));
                break;
            }
            let room = open.last().copied().unwrap_or(u64::MAX);
            if end > room {
                queue.insert((room, std::cmp::Reverse(end), whole_start, whole_end));
            }
            let names: Vec<&str> = classes.get(&(whole_start, whole_end)).into_iter().flatten().copied().collect();
            out.push_str(&format!("<mark class=\"{}\"", names.join(" ")));
            if start == whole_start {
                out.push_str(&format!(" id=\"{}\"", anchor(start, whole_end)));
            }
            out.push('>');
            open.push(end.min(room));
        }
        c.encode_utf8(&mut [0; 4]).render_to(&mut out);
    }
    out.push_str(&"</mark>".repeat(open.len()));
    PreEscaped(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, marks: &[(u64, u64, &'static str)], wanted: &str) {
        let marks: Vec<Mark> =
            marks.iter().map(|(start, end, class)| Mark { start: *start, end: *end, class }).collect();
        assert_eq!(marked(text, &marks).into_string(), wanted);
    }

    #[test]
    fn marks_nest_meet_and_cross() {
        check("Đa<b>", &[(0, 1, "x")], "<mark class=\"x\" id=\"w0-1\">Đ</mark>a&lt;b&gt;");
        let nested = "<mark class=\"x\" id=\"w0-3\">a<mark class=\"y\" id=\"w1-2\">b</mark>c</mark>";
        check("abc", &[(1, 2, "y"), (0, 3, "x")], nested);
        check("ab", &[(0, 2, "y"), (0, 2, "x")], "<mark class=\"x y\" id=\"w0-2\">ab</mark>");
        let crossed =
            "<mark class=\"x\" id=\"w0-2\">a<mark class=\"y\" id=\"w1-3\">b</mark></mark><mark class=\"y\">c</mark>";
        check("abc", &[(0, 2, "x"), (1, 3, "y")], crossed);
        check("a", &[(0, 9, "x"), (5, 6, "y"), (1, 1, "z")], "<mark class=\"x\" id=\"w0-9\">a</mark>");
    }

    proptest! {
        #[test]
        fn no_character_is_lost(text in "[a-eĐ<&\n]{0,30}", marks in proptest::collection::vec((0u64..32, 0u64..32), 0..9)) {
            let marks: Vec<Mark> = marks.iter().map(|(s, e)| Mark { start: *s, end: *e, class: "x" }).collect();
            let html = marked(&text, &marks).into_string();
            let mut bare = String::new();
            let mut tag = false;
            for c in html.chars() {
                match c { '<' => tag = true, '>' => tag = false, c if !tag => bare.push(c), _ => {} }
            }
            prop_assert_eq!(bare.replace("&lt;", "<").replace("&amp;", "&"), text);
            prop_assert_eq!(html.matches("<mark").count(), html.matches("</mark>").count());
        }
    }
}
