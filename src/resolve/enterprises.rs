//! Firms: one node for one firm whatever its legal form is abbreviated to; leaves out which projects they invest in.

use std::collections::BTreeMap;

use super::actors::{HeldInput, Taken};
use super::decision::Decisions;
use super::lists::Lists;
use super::order::NONE;
use crate::model::reference::name_key;
use crate::model::{EnterpriseId, EnterpriseNode};
use crate::text::slug;

/// Firms' forms that different printings of one name abbreviate (Luật Doanh nghiệp 2020), as name keys, longest first.
const FORMS: [(&str, &str); 12] = [
    ("cong ty trach nhiem huu han mot thanh vien", "cong ty tnhh mtv"),
    ("cong ty trach nhiem huu han 1 thanh vien", "cong ty tnhh mtv"),
    ("cong ty tnhh mot thanh vien", "cong ty tnhh mtv"),
    ("cong ty tnhh 1 thanh vien", "cong ty tnhh mtv"),
    ("cong ty tnhh 1tv", "cong ty tnhh mtv"),
    ("cong ty trach nhiem huu han", "cong ty tnhh"),
    ("tong cong ty co phan", "tong ctcp"),
    ("tong cong ty cp", "tong ctcp"),
    ("cong ty co phan", "ctcp"),
    ("cong ty cp", "ctcp"),
    ("doanh nghiep tu nhan", "dntn"),
    ("hop tac xa", "htx"),
];

/// Words inside firms' names that are often abbreviated.
const WORDS: [(&str, &str); 6] = [
    ("tm", "thuong mai"),
    ("dv", "dich vu"),
    ("xd", "xay dung"),
    ("sx", "san xuat"),
    ("xnk", "xuat nhap khau"),
    ("tmdv", "thuong mai dich vu"),
];

/// The firms of a corpus.
#[derive(Debug, Default)]
pub(super) struct Enterprises {
    /// Sorted by id.
    pub(super) nodes: Vec<EnterpriseNode>,
    /// For each input the indices of its firms.
    pub(super) mentioned: Lists,
    /// Where each firm from before is now.
    pub(super) now: Vec<u32>,
}

/// Builds all firms; those that no document names which came or went are taken over.
pub(super) fn enterprises(held: &[HeldInput<'_>], past: Taken<'_>, decisions: &mut Decisions) -> Enterprises {
    let before = past.before;
    let touched = touched(held, past);
    let is_touched = |was: &u32| touched.get(*was as usize).is_none_or(|touched| *touched);
    let mut found: BTreeMap<EnterpriseId, (EnterpriseNode, u32)> = BTreeMap::new();
    for (was, node) in (0u32..).zip(&before.resolved.enterprises).filter(|(was, _)| !is_touched(was)) {
        let mut node = node.clone();
        node.evidence.iter_mut().for_each(|at| at.document = past.works.now(at.document));
        found.insert(node.id.clone(), (node, was));
    }
    let mut mentioned: Vec<(usize, Result<u32, EnterpriseId>)> = Vec::new();
    for h in held {
        let old = past.of(h, &before.firms);
        if let Some(old) = old.filter(|old| !old.iter().any(is_touched)) {
            mentioned.extend(old.iter().map(|was| (h.at, Ok(*was))));
            continue;
        }
        for (n, (e, id)) in h.facts().enterprises().iter().zip(&h.prepared().firms).enumerate() {
            if let Some(was) = old.and_then(|old| old.get(n)).filter(|was| !is_touched(was)) {
                mentioned.push((h.at, Ok(*was)));
                continue;
            }
            let id = decisions.kept(id.as_str()).map_or_else(|| id.clone(), EnterpriseId::new);
            let new =
                || EnterpriseNode { id: id.clone(), name: e.name.clone(), aliases: Vec::new(), evidence: Vec::new() };
            let (node, _) = found.entry(id.clone()).or_insert_with(|| (new(), NONE));
            rename(&mut node.name, &mut node.aliases, &e.name);
            node.evidence.extend(e.evidence.iter().map(|at| h.locate(*at)));
            mentioned.push((h.at, Err(id)));
        }
    }
    let mut now = vec![NONE; before.resolved.enterprises.len()];
    let mut index: BTreeMap<EnterpriseId, u32> = BTreeMap::new();
    let mut nodes = Vec::with_capacity(found.len());
    for (at, (id, (node, was))) in (0u32..).zip(found) {
        match now.get_mut(was as usize) {
            Some(slot) => *slot = at,
            None => drop(index.insert(id, at)),
        }
        nodes.push(node);
    }
    let at = |named: Result<u32, EnterpriseId>| match named {
        Ok(was) => now.get(was as usize).copied().unwrap_or_default(),
        Err(id) => index.get(&id).copied().unwrap_or_default(),
    };
    let mentioned = by_input(mentioned.into_iter().map(|(input, named)| (input, at(named))));
    // One that was touched may still be there.
    for (slot, node) in now.iter_mut().zip(&before.resolved.enterprises).filter(|(slot, _)| **slot == NONE) {
        *slot = index.get(&node.id).copied().unwrap_or(NONE);
    }
    Enterprises { nodes, mentioned, now }
}

/// Tells which firms from before documents name that came or went.
fn touched(held: &[HeldInput<'_>], past: Taken<'_>) -> Vec<bool> {
    let old = &past.before.resolved.enterprises;
    let mut touched = vec![false; old.len()];
    let mut mark = |at: usize| touched.get_mut(at).into_iter().for_each(|slot| *slot = true);
    for (was, _) in past.before.silenced(past.order, past.works) {
        past.before.firms.of(was).iter().for_each(|firm| mark(*firm as usize));
    }
    for id in held.iter().filter(|h| past.works.changed(h.at)).flat_map(|h| &h.prepared().firms) {
        old.binary_search_by(|node| node.id.cmp(id)).into_iter().for_each(&mut mark);
    }
    touched
}

/// Puts what inputs have, one after the other and in their order, into a list for each input.
pub(super) fn by_input(pairs: impl Iterator<Item = (usize, u32)>) -> Lists {
    let mut lists = Lists::default();
    let mut pairs = pairs.peekable();
    while let Some(last) = pairs.peek().map(|(at, _)| *at) {
        while lists.len() < last {
            lists.push([]);
        }
        lists.push(std::iter::from_fn(|| pairs.next_if(|(at, _)| *at == last).map(|(_, item)| item)));
    }
    lists
}

/// Returns the key of a firm.
pub(super) fn enterprise_id(name: &str) -> EnterpriseId {
    let folded = name_key(name);
    let form = FORMS.iter().find_map(|(long, short)| Some(format!("{short}{}", folded.strip_prefix(long)?)));
    let words = form.unwrap_or(folded);
    EnterpriseId::new(format!("vn:dn:{}", slug(&words.split(' ').map(written_out).collect::<Vec<_>>().join(" "))))
}

fn written_out(word: &str) -> &str {
    WORDS.iter().find(|(short, _)| *short == word).map_or(word, |(_, long)| long)
}

/// Keeps the longest name, of equals the first in order; the others are aliases.
pub(super) fn rename(name: &mut String, aliases: &mut Vec<String>, seen: &str) {
    let fuller =
        (seen.chars().count(), std::cmp::Reverse(seen)) > (name.chars().count(), std::cmp::Reverse(name.as_str()));
    let other = if fuller { std::mem::replace(name, seen.to_owned()) } else { seen.to_owned() };
    if other != *name && !aliases.contains(&other) {
        aliases.push(other);
        aliases.sort();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, same: bool) {
        assert_eq!(enterprise_id(one) == enterprise_id(other), same, "{one} / {other}");
    }

    #[test]
    fn one_firm_whatever_its_form_is_abbreviated_to() {
        check("Công ty TNHH MTV Triều Dương", "Công ty trách nhiệm hữu hạn một thành viên Triều Dương", true);
        check("Công ty Cổ phần XD Minh Đức", "CTCP Xây dựng Minh Đức", true);
        check("Hợp tác xã Thuỷ Sơn", "HTX Thủy Sơn", true);
    }

    #[test]
    fn another_form_may_be_another_firm() {
        check("Công ty TNHH Minh Đức", "Công ty Cổ phần Minh Đức", false);
        check("Công ty TNHH Minh Đức", "Công ty TNHH Minh Đức 2", false);
    }
}
