//! When two printings mean one thing: folded words, numbers of documents, amounts, and likeness of long names.

use serde_json::Value;

use crate::text::fold;

/// Short forms written out before names are compared.
const SHORT: [(&str, &str); 6] = [
    ("ubnd", "uy ban nhan dan"),
    ("hdnd", "hoi dong nhan dan"),
    ("tp", "thanh pho"),
    ("kcn", "khu cong nghiep"),
    ("ccn", "cum cong nghiep"),
    ("kkt", "khu kinh te"),
];

/// Lower case, no diacritics, no marks, short forms written out, single spaces.
pub(super) fn plain(text: &str) -> String {
    let mark = |c: char| "*|_“”\"'’‘()[],.;:".contains(c) || c.is_whitespace();
    let folded = fold(text);
    let words = folded.split(mark).filter(|w| !w.is_empty());
    let written: Vec<&str> = words.map(|w| SHORT.iter().find(|(s, _)| *s == w).map_or(w, |(_, long)| long)).collect();
    written.join(" ")
}

/// A document's number as a key: no spaces, one kind of dash, upper case, no leading zeros.
pub(super) fn number(text: &str) -> String {
    let joined: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let key = joined.replace(['–', '—'], "-").to_uppercase().replace('Ð', "Đ");
    let kept = key.trim_start_matches('0');
    if kept.starts_with(|c: char| c.is_ascii_digit()) { kept.to_owned() } else { key }
}

/// An amount as a key, reading Vietnamese separators: 1.330,0 is 1330, 36.180 is 36180.
pub(super) fn value(value: &Value) -> String {
    if let Some(n) = value.as_f64() {
        return format!("{n}");
    }
    let kept: String =
        value.as_str().unwrap_or_default().chars().filter(|c| c.is_ascii_digit() || ".,".contains(*c)).collect();
    let plain = if kept.contains(',') {
        kept.replace('.', "").replace(',', ".")
    } else if grouped(&kept) {
        kept.replace('.', "")
    } else {
        kept.clone()
    };
    plain.parse::<f64>().map_or(kept, |n| format!("{n}"))
}

fn grouped(text: &str) -> bool {
    let mut groups = text.split('.');
    let first = groups.next().is_some_and(|g| (1..=3).contains(&g.len()));
    let rest: Vec<&str> = groups.collect();
    first && !rest.is_empty() && rest.iter().all(|g| g.len() == 3)
}

/// A unit as a key: "tỷ" is "tỷ đồng".
pub(super) fn unit(text: &str) -> String {
    match plain(text).as_str() {
        "ty" => "ty dong".to_owned(),
        "trieu" => "trieu dong".to_owned(),
        other => other.to_owned(),
    }
}

/// Tells whether two names mean one thing: equal, one inside the other, or alike to the degree `least`.
pub(super) fn close(a: &str, b: &str, least: f64) -> bool {
    let (a, b) = (plain(a), plain(b));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let inside = a.len().min(b.len()) >= 8 && (a.contains(&b) || b.contains(&a));
    a == b || inside || likeness(&a, &b) >= least
}

/// Twice the letters in common blocks over all letters (Ratcliff and Obershelp).
fn likeness(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let all = a.len() + b.len();
    let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    if all == 0 { 1.0 } else { 2.0 * number(common(&a, &b)) / number(all) }
}

fn common(a: &[char], b: &[char]) -> usize {
    let (from, at, len) = longest(a, b);
    if len == 0 {
        return 0;
    }
    let part = |s: &[char], r: std::ops::Range<usize>| s.get(r).unwrap_or_default().to_vec();
    len + common(&part(a, 0..from), &part(b, 0..at))
        + common(&part(a, from + len..a.len()), &part(b, at + len..b.len()))
}

/// The longest block both have, the first of equals: its place in each and its length.
fn longest(a: &[char], b: &[char]) -> (usize, usize, usize) {
    let mut best = (0, 0, 0);
    let mut before = vec![0usize; b.len() + 1];
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![0usize; b.len() + 1];
        for (j, y) in b.iter().enumerate() {
            if x == y {
                let len = before.get(j).copied().unwrap_or(0) + 1;
                if let Some(cell) = row.get_mut(j + 1) {
                    *cell = len;
                }
                if len > best.2 {
                    best = (i + 1 - len, j + 1 - len, len);
                }
            }
        }
        before = row;
    }
    best
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn one_key_for_all_printings() {
        assert_eq!(plain("UBND  tỉnh Lào Cai;"), "uy ban nhan dan tinh lao cai");
        assert_eq!(number("04/CT - UBND"), "4/CT-UBND");
        assert_eq!(
            (value(&json!("1.330,0")), value(&json!(36180)), value(&json!("3,4"))),
            ("1330".into(), "36180".into(), "3.4".into())
        );
        assert_eq!(unit("tỷ"), "ty dong");
    }

    #[test]
    fn likeness_of_names() {
        assert!(close("Sở Công Thương tỉnh Lào Cai", "Sở Công thương, tỉnh Lao Cai", 0.9));
        assert!(!close("Sở Công Thương tỉnh Lào Cai", "Sở Công Thương tỉnh Phú Yên", 0.9));
        assert!(!close("", "Sở Y tế", 0.1));
    }
}
