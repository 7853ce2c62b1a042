//! The places documents and agencies belong to, with what each was made from and became.

use std::collections::{BTreeMap, BTreeSet};

use super::body::province_of_key;
use super::territory::{commune_key, level_of, province_of};
use crate::model::reference::{communes, districts, former_communes, place_successions, province_of_id, provinces};
use crate::model::{AuthorityLevel, Jurisdiction, PlaceId, PlaceNode, Predecessor, Succession, Word};

/// Returns the key of the node of a territory's key.
pub(super) fn place_id(key: &str) -> PlaceId {
    PlaceId::new(format!("vn:dp:{key}"))
}

/// A place before its parent has an index.
struct Draft {
    node: PlaceNode,
    parent: Option<String>,
    /// Keys of places it names: what it was made from and became.
    others: Vec<String>,
}

/// Builds the places with the given keys, those they are part of, and those before and after them.
pub(super) fn places(keys: &BTreeMap<Word, Jurisdiction>) -> Vec<PlaceNode> {
    let mut drafts: BTreeMap<PlaceId, Draft> = BTreeMap::new();
    let mut open: Vec<String> = keys.keys().map(ToString::to_string).collect();
    let mut seen: BTreeSet<String> = open.iter().cloned().collect();
    while let Some(key) = open.pop() {
        let Some(draft) = draft(&key, keys.get(&Word::from(key.as_str()))) else { continue };
        for next in draft.parent.iter().chain(&draft.others) {
            if seen.insert(next.clone()) {
                open.push(next.clone());
            }
        }
        drafts.insert(place_id(&key), draft);
    }
    let index: BTreeMap<PlaceId, u32> = drafts.keys().cloned().zip(0u32..).collect();
    let parent = |d: &Draft| d.parent.as_ref().and_then(|p| index.get(&place_id(p)).copied());
    drafts.values().map(|d| PlaceNode { parent: parent(d), ..d.node.clone() }).collect()
}

fn draft(key: &str, jurisdiction: Option<&Jurisdiction>) -> Option<Draft> {
    if let Some(found) = province(key).or_else(|| district(key)).or_else(|| commune(key)) {
        return Some(found);
    }
    // A commune the tables lack still has its name and province.
    let of = jurisdiction?;
    let node = empty(key, &of.suffix()?, level_of(of));
    let parent = key.split_once('.').map(|(province, _)| province.to_owned());
    Some(Draft { node, parent, others: Vec::new() })
}

fn empty(key: &str, name: &str, level: AuthorityLevel) -> PlaceNode {
    PlaceNode {
        id: place_id(key),
        name: name.to_owned(),
        level,
        parent: None,
        valid_from: String::new(),
        valid_to: String::new(),
        successors: Vec::new(),
        predecessors: Vec::new(),
    }
}

fn province(key: &str) -> Option<Draft> {
    let last = province_of_key(key)?;
    let rows: Vec<_> = provinces().iter().filter(|p| p.key == key).collect();
    let first = rows.iter().min_by(|a, b| a.valid_from.cmp(&b.valid_from))?;
    let mut node = empty(key, &format!("{} {}", last.kind, last.name), AuthorityLevel::Province);
    node.valid_from.clone_from(&first.valid_from);
    node.valid_to.clone_from(&last.valid_to);
    let mut others = Vec::new();
    for s in place_successions() {
        let ids = |id: &String| rows.iter().any(|p| p.id == *id);
        if let Some(to) = province_of_id(&s.successor).filter(|_| ids(&s.predecessor)) {
            others.push(to.key.clone());
            node.successors.push(Succession {
                successor: place_id(&to.key).to_string(),
                name: format!("{} {}", to.kind, to.name),
                on: s.on.clone(),
                instrument: s.instrument.clone(),
                until: province_of_key(&to.key).map(|p| p.valid_to.clone()).unwrap_or_default(),
            });
        }
        if let Some(from) = province_of_id(&s.predecessor).filter(|_| ids(&s.successor)) {
            others.push(from.key.clone());
            node.predecessors.push(Predecessor {
                predecessor: place_id(&from.key).to_string(),
                name: format!("{} {}", from.kind, from.name),
                until: from.valid_to.clone(),
                instrument: s.instrument.clone(),
            });
        }
    }
    node.predecessors.sort_by(|a, b| a.predecessor.cmp(&b.predecessor));
    Some(Draft { node, parent: None, others })
}

/// Districts ended with no successor of their own: communes and the province took over.
fn district(key: &str) -> Option<Draft> {
    let d = districts().iter().find(|d| d.id == key)?;
    let mut node = empty(key, &format!("{} {}", d.kind, d.name), AuthorityLevel::District);
    "2025-06-30".clone_into(&mut node.valid_to);
    Some(Draft { node, parent: province_of(d).map(|p| p.key.clone()), others: Vec::new() })
}

fn commune(key: &str) -> Option<Draft> {
    let code = key.strip_prefix('x')?;
    let (code, today) = code.strip_suffix("@2025").map_or((code, false), |code| (code, true));
    let table = if today { communes() } else { former_communes() };
    let c = table.iter().find(|c| c.code == code)?;
    let mut node = empty(key, &format!("{} {}", c.kind, c.name), AuthorityLevel::Commune);
    let parent = if today { province_of_id(&c.parent).map(|p| p.key.clone()) } else { Some(c.parent.clone()) };
    let day = |year_end: bool| if year_end { "2025-06-30" } else { "2025-07-01" };
    if today {
        day(false).clone_into(&mut node.valid_from);
        for code in &c.predecessors {
            let Some(p) = former_communes().iter().find(|f| f.code == *code) else { continue };
            node.predecessors.push(Predecessor {
                predecessor: place_id(&commune_key(p)).to_string(),
                name: format!("{} {}", p.kind, p.name),
                until: day(true).to_owned(),
                instrument: String::new(),
            });
        }
    } else {
        day(true).clone_into(&mut node.valid_to);
        for after in communes().iter().filter(|after| after.predecessors.contains(&c.code)) {
            node.successors.push(Succession {
                successor: place_id(&commune_key(after)).to_string(),
                name: format!("{} {}", after.kind, after.name),
                on: day(false).to_owned(),
                instrument: String::new(),
                until: String::new(),
            });
        }
    }
    // Communes before and after are named and not built: they would draw in their neighbours, and these theirs.
    Some(Draft { node, parent, others: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn builds_a_place_with_those_before_and_after_it() {
        let keys = BTreeMap::from([(Word::from("t10"), Jurisdiction::province("tỉnh", "Lào Cai"))]);
        let found = places(&keys);
        let names: Vec<(&str, &str)> = found.iter().map(|p| (p.id.as_str(), p.name.as_str())).collect();
        assert_eq!(
            names,
            [("vn:dp:t10", "tỉnh Lào Cai"), ("vn:dp:t15", "tỉnh Yên Bái"), ("vn:dp:t15@2025", "tỉnh Lào Cai")]
        );
        let today = found.iter().find(|p| p.id.as_str() == "vn:dp:t15@2025").unwrap();
        let before: Vec<&str> = today.predecessors.iter().map(|p| p.name.as_str()).collect();
        assert_eq!(before, ["tỉnh Lào Cai", "tỉnh Yên Bái"]);
        assert!(today.predecessors.iter().all(|p| p.instrument == "202/2025/QH15"));
    }

    #[test]
    fn a_commune_of_today_names_those_it_was_made_from() {
        let found = draft("x00004@2025", None).unwrap();
        assert_eq!((found.node.name.as_str(), found.parent.as_deref()), ("phường Ba Đình", Some("t01")));
        assert!(found.node.predecessors.iter().any(|p| p.name == "phường Trúc Bạch"));
    }
}
