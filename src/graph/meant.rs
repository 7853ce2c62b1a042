//! What a citation in a text that is not held means in this graph: the document its own text identifies, or candidates.

use super::PolicyGraph;
use crate::model::{DocumentNode, Resolution};
use crate::text::{PartialDate, fold};

/// What a citation means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// A document of the graph.
    Known(u32),
    /// Several are possible, or one that too little is printed to be sure of.
    Several(Vec<u32>),
    /// It is identified and the graph has no such document; documents with the same number, if any.
    NotInCorpus(Vec<u32>),
    /// Too little is printed, and nothing fits.
    Unidentified,
}

impl PolicyGraph {
    /// Looks up a work as it was identified from another text alone; `on` is the day that text speaks on.
    pub fn meant(&self, node: &DocumentNode, on: Option<PartialDate>) -> Meant {
        if let Some(document) = self.by_id(node.id.as_str()) {
            return Meant::Known(document);
        }
        let same = self.possible(node, on);
        match node.resolution {
            Resolution::Resolved | Resolution::Stub => Meant::NotInCorpus(same),
            Resolution::Ambiguous => match same.as_slice() {
                [] => Meant::NotInCorpus(Vec::new()),
                [one] => Meant::Known(*one),
                _ => Meant::Several(same),
            },
            Resolution::Unidentified if same.is_empty() => Meant::Unidentified,
            Resolution::Unidentified => Meant::Several(same),
        }
    }

    /// Returns identified documents with the number, of the series where it is known, or with the name.
    fn possible(&self, node: &DocumentNode, on: Option<PartialDate>) -> Vec<u32> {
        let series = series_of(node.id.as_str()).filter(|_| node.resolution != Resolution::Unidentified);
        let identified = |d: &DocumentNode| matches!(d.resolution, Resolution::Resolved | Resolution::Stub);
        let in_time = |d: &DocumentNode| !on.zip(d.issued_on).is_some_and(|(on, issued)| on.certainly_before(issued));
        let numbered = node.number.as_ref().map_or(&[][..], |n| self.by_number(&n.canonical())).iter().copied();
        let of_series = |d: &DocumentNode| series.is_none_or(|s| series_of(d.id.as_str()) == Some(s));
        let mut found: Vec<u32> = numbered
            .filter(|i| self.document(*i).is_some_and(|d| identified(d) && in_time(d) && of_series(d)))
            .collect();
        if let (None, Some(name)) = (&node.number, &node.title) {
            let wanted = fold(name);
            let named = (0u32..).zip(&self.resolved.documents).filter(|(_, d)| identified(d) && in_time(d));
            found.extend(named.filter(|(_, d)| d.title.as_ref().is_some_and(|t| fold(t) == wanted)).map(|(i, _)| i));
        }
        found
    }
}

/// Returns the part of a key before period and number.
fn series_of(id: &str) -> Option<&str> {
    id.rsplitn(3, ':').nth(2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample::{of, of_province};
    use crate::model::DocumentId;

    fn work(id: &str, resolution: Resolution) -> DocumentNode {
        let province = if id.contains("t10") { "Lào Cai" } else { "Phú Yên" };
        let year = id.rsplit(':').nth(1).filter(|y| !y.contains('?')).unwrap_or("2020");
        let node = of_province("155/KH-UBND", province, &format!("{year}-03-01"));
        DocumentNode { id: DocumentId::new(id), resolution, ..node }
    }

    #[track_caller]
    fn check(node: &DocumentNode, on: Option<&str>, expected: &Meant) {
        let held = ["vn:hc:ubnd.t10:kh:2018:155", "vn:hc:ubnd.t10:kh:2020:155", "vn:hc:ubnd.t54:kh:2020:155"];
        let graph = of(held.iter().map(|id| work(id, Resolution::Resolved)).collect(), Vec::new());
        assert_eq!(&graph.meant(node, on.and_then(PartialDate::parse_iso)), expected);
    }

    #[test]
    fn the_year_comes_from_the_corpus_only_when_one_is_possible() {
        let open = work("vn:hc:ubnd.t10:kh:y?0:155", Resolution::Ambiguous);
        check(&open, Some("2019-01-01"), &Meant::Known(0));
        check(&open, None, &Meant::Several(vec![0, 1]));
        check(&work("vn:hc:ubnd.t99:kh:y?0:155", Resolution::Ambiguous), None, &Meant::NotInCorpus(Vec::new()));
    }

    #[test]
    fn an_identity_the_corpus_lacks_is_said_with_what_looks_like_it() {
        check(&work("vn:hc:ubnd.t10:kh:2020:155", Resolution::Stub), None, &Meant::Known(1));
        check(&work("vn:hc:ubnd.t10:kh:2011:155", Resolution::Stub), None, &Meant::NotInCorpus(vec![0, 1]));
        check(&work("vn:hc:ubnd?1:kh:y?0:155", Resolution::Unidentified), None, &Meant::Several(vec![0, 1, 2]));
    }
}
