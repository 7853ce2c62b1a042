//! Names that share the head noun of the first: "Nhà máy thủy điện Vĩnh Hà, Bắc Công", "06 dự án thủy điện: Tân Tiến 1: …".

use super::head::{Tail, head_at};
use super::name::{Found, Naming, place_of};
use super::place::{commune, is_body, is_province, proper_end};
use super::words::{Word, is, phrase_at};
use crate::model::ProjectKind;

/// Names that share the head noun of `first`: "Nhà máy thủy điện Vĩnh Hà, Bắc Công".
pub(super) fn sharing(words: &[Word], first: &Found, n: usize) -> Vec<Found> {
    let mut out = Vec::new();
    let places = first.place.is_some() && is(words, first.name, "tại");
    let fits = first.head.family == "terminal"
        || first.head.tail != Tail::Proper
        || matches!(first.head.kind, ProjectKind::Hydropower | ProjectKind::WaterPlant);
    if !fits || (first.described && first.place.is_some_and(|(_, to)| sited_at_end(words, first, to))) {
        return out;
    }
    let mut end = first.to;
    while is(words, end, ",") || is(words, end, "và") {
        let at = end + 1;
        let unit = if places { commune(words, at) } else { 0 };
        let Some(to) = proper_end(words, at + unit) else { break };
        let short = to - at < 2 || head_at(words, at).is_some();
        if short || is_body(words, at) || is_province(words, at, to) {
            break;
        }
        out.push(share(first, at, to, n));
        end = to;
    }
    if is_address(words, end) { Vec::new() } else { out }
}

/// "Hòa Lạc, Thạch Thất, Hà Nội" is one place.
fn is_address(words: &[Word], at: usize) -> bool {
    let unit = ["xã", "huyện", "tỉnh", "thành phố", "thị xã"].iter().any(|u| phrase_at(words, at + 1, u).is_some());
    is(words, at, ",") && (unit || proper_end(words, at + 1).is_some_and(|to| is_province(words, at + 1, to)))
}

fn sited_at_end(words: &[Word], found: &Found, to: usize) -> bool {
    let from = found.place.map_or(to, |(from, _)| from);
    is(words, from.wrapping_sub(1), "tại") || is(words, from.wrapping_sub(1), "ở")
}

fn share(first: &Found, at: usize, to: usize, n: usize) -> Found {
    let head = first.shared.unwrap_or((first.name - n, first.name));
    Found {
        from: at,
        to,
        name: at,
        place: Some((at, to)),
        shared: Some(head),
        naming: Naming::Named,
        described: false,
        count: 1,
        ..*first
    }
}

/// A list after the head noun: "06 dự án thủy điện: Tân Tiến 1: 3,4MW; …".
pub(super) fn listed(words: &[Word], first: &Found, n: usize) -> Vec<Found> {
    let mut out = Vec::new();
    if first.naming == Naming::Named || !is(words, first.to, ":") {
        return out;
    }
    let mut at = first.to + 1;
    while let Some(to) = proper_end(words, at) {
        if is_body(words, at) {
            break;
        }
        let mut item = share(first, at, to, n);
        item.place = place_of(words, at, to);
        out.push(item);
        let limit = to + 8;
        let Some(separator) = (to..limit).find(|i| is(words, *i, ";") || is(words, *i, ",") || is(words, *i, "và"))
        else {
            break;
        };
        at = separator + 1;
    }
    if out.len() < 2 { Vec::new() } else { out }
}

#[cfg(test)]
mod tests {
    use super::super::name::find;
    use super::super::words::words;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let all = words(text, 0, text.len());
        let found = find(&all, &[]);
        let names: Vec<&str> = found
            .iter()
            .filter(|f| f.shared.is_some())
            .filter_map(|f| text.get(all.get(f.from)?.start..all.get(f.to - 1)?.end))
            .collect();
        assert_eq!(names, expected, "{text}");
    }

    #[test]
    fn reads_the_names_behind_the_first() {
        check("Nhà máy thủy điện Vĩnh Hà, Bắc Công; Hoàn", &["Bắc Công"]);
        check("06 dự án thủy điện: Tân Tiến 1: 3,4MW; Bảo Hà 75MW.", &["Tân Tiến 1", "Bảo Hà"]);
        check("nhà ga T3 Tân Sơn Nhất, T2 Nội Bài; khởi", &["T2 Nội Bài"]);
    }

    #[test]
    fn an_address_is_no_list() {
        check("Khu công nghệ cao Hòa Lạc, Thạch Thất, Hà Nội", &[]);
    }
}
