//! Likely pairs for a person to decide: keys that may be one thing, with what speaks for and against it. Decides nothing.

use std::collections::{BTreeMap, BTreeSet};

use rapidfuzz::fuzz::ratio;

use super::draft::title_key;
use crate::model::reference::name_key;
use crate::model::{AgencyKind, DocumentNode, ProjectNode, Resolution, Resolved, Verdict};

/// From which likeness on two names are shown.
const LIKE: f64 = 0.88;

/// Two keys that may be one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// "document", "agency", "project" or "enterprise".
    pub sort: &'static str,
    /// Key and description of each.
    pub ids: [(String, String); 2],
    /// How alike they are, from 0 to 1.
    pub likeness: f64,
    /// What speaks for one thing.
    pub for_one: Vec<String>,
    /// What speaks against it.
    pub against: Vec<String>,
}

/// Lists likely pairs, the likeliest first; pairs that a person decided about are left out.
pub fn candidates(resolved: &Resolved) -> Vec<Candidate> {
    let mut found = documents(resolved);
    found.extend(agencies(resolved));
    found.extend(projects(resolved));
    found.extend(enterprises(resolved));
    found.retain(|c| !decided(resolved, c));
    found.sort_by(|a, b| b.likeness.total_cmp(&a.likeness).then_with(|| a.ids.cmp(&b.ids)));
    found.dedup_by(|a, b| a.ids == b.ids);
    found
}

fn decided(resolved: &Resolved, c: &Candidate) -> bool {
    let of = |id: &str| c.ids.iter().any(|(own, _)| own == id);
    let both = |ids: &[String]| ids.iter().filter(|id| of(id)).count() > 1;
    resolved.decisions.iter().any(|d| d.verdict == Verdict::Different && both(&d.ids))
}

fn likeness(a: &str, b: &str) -> f64 {
    ratio(a.chars(), b.chars())
}

fn documents(resolved: &Resolved) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut series: BTreeMap<(String, String), Vec<&DocumentNode>> = BTreeMap::new();
    let mut titles: BTreeMap<String, Vec<&DocumentNode>> = BTreeMap::new();
    for d in &resolved.documents {
        if let Some((key, number)) = split(d.id.as_str()) {
            series.entry((key, number)).or_default().push(d);
        }
        let place = d.jurisdiction.as_ref().map(|j| j.label()).unwrap_or_default();
        if d.title.is_some() && d.resolution != Resolution::Unidentified {
            let kind = d.document_type.map_or("", |t| t.code());
            titles.entry(format!("{kind} {place}")).or_default().push(d);
        }
        for other in d.candidates.iter().filter_map(|c| resolved.documents.get(*c as usize)) {
            found.push(open_pair(d, other));
        }
    }
    for alike in series.values() {
        pairs(alike).filter_map(|(a, b)| same_day(a, b)).for_each(|c| found.push(c));
    }
    for alike in titles.values() {
        pairs(alike).filter_map(|(a, b)| same_title(a, b)).for_each(|c| found.push(c));
    }
    found
}

/// `vn:hc:ttg:qd` and the number, without the period between.
fn split(id: &str) -> Option<(String, String)> {
    let (above, number) = id.rsplit_once(':')?;
    let (series, _) = above.rsplit_once(':')?;
    (!series.starts_with("vn:nn") && !series.starts_with("vn:bao")).then(|| (series.to_owned(), number.to_owned()))
}

fn pairs<'a, T>(all: &'a [&'a T]) -> impl Iterator<Item = (&'a T, &'a T)> {
    all.iter().enumerate().flat_map(move |(i, a)| all.iter().skip(i + 1).map(move |b| (*a, *b)))
}

fn describe(d: &DocumentNode) -> String {
    let number = d.number.as_ref().map(ToString::to_string);
    let date = d.issued_on.map(|d| d.to_string());
    let parts = [number, date, d.issuer_name.as_ref().map(ToString::to_string), d.title.as_deref().map(str::to_owned)];
    format!("{}; named by {}", parts.into_iter().flatten().collect::<Vec<_>>().join("; "), d.cited_by)
}

fn document_pair(a: &DocumentNode, b: &DocumentNode, likeness: f64) -> Candidate {
    let ids = [(a.id.to_string(), describe(a)), (b.id.to_string(), describe(b))];
    Candidate { sort: "document", ids, likeness, for_one: Vec::new(), against: Vec::new() }
}

fn titles_alike(a: &DocumentNode, b: &DocumentNode) -> Option<f64> {
    Some(likeness(&title_key(a.title.as_deref()?), &title_key(b.title.as_deref()?)))
}

/// A mention whose year or issuer is open, and a work it may mean.
fn open_pair(open: &DocumentNode, known: &DocumentNode) -> Candidate {
    let alike = titles_alike(open, known);
    let mut c = document_pair(open, known, 0.6 + 0.35 * alike.unwrap_or(0.0));
    c.for_one.push("same kind, number and possible issuer".to_owned());
    match alike {
        Some(alike) if alike >= LIKE => c.for_one.push(format!("subjects {alike:.2} alike")),
        Some(alike) => c.against.push(format!("subjects only {alike:.2} alike")),
        None => c.against.push("no subject to compare".to_owned()),
    }
    if let (Some(a), Some(b)) = (open.issued_on, known.issued_on)
        && !a.agrees_with(b)
    {
        c.against.push(format!("dated {a} and {b}"));
    }
    c
}

/// One number given on one day and month of two years: a misprinted year, or a yearly document.
fn same_day(a: &DocumentNode, b: &DocumentNode) -> Option<Candidate> {
    let (x, y) = (a.issued_on?, b.issued_on?);
    let same = x.day.is_some() && (x.month, x.day) == (y.month, y.day) && x.year != y.year;
    let alike = titles_alike(a, b);
    same.then_some(())?;
    let mut c = document_pair(a, b, 0.7 + 0.25 * alike.unwrap_or(0.4));
    c.for_one.push("same issuer, kind and number; same day and month".to_owned());
    c.against.push(format!("dated {x} and {y}"));
    match alike {
        Some(alike) if alike >= LIKE => c.for_one.push(format!("subjects {alike:.2} alike")),
        Some(alike) => c.against.push(format!("subjects only {alike:.2} alike")),
        None => {}
    }
    Some(c)
}

/// One title under two numbers, or with and without one: a misprinted number, a draft, or a work cited by name.
fn same_title(a: &DocumentNode, b: &DocumentNode) -> Option<Candidate> {
    let (x, y) = (title_key(a.title.as_deref()?), title_key(b.title.as_deref()?));
    let long = x.split(' ').count().min(y.split(' ').count()) >= 6;
    let alike = if long { likeness(&x, &y) } else { 0.0 };
    if alike < 0.94 || digits(&x) != digits(&y) {
        return None;
    }
    let (na, nb) = (a.number.as_ref().map(|n| n.key()), b.number.as_ref().map(|n| n.key()));
    let near = na.as_ref().zip(nb.as_ref()).is_none_or(|(a, b)| likeness(a, b) >= 0.85);
    let dates = a.issued_on.zip(b.issued_on).is_none_or(|(a, b)| a.agrees_with(b));
    if !near || !dates || na == nb {
        return None;
    }
    let mut c = document_pair(a, b, alike * 0.9);
    c.for_one.push(format!("titles {alike:.2} alike, dates agree"));
    c.against.push(format!("numbers {} and {}", na.unwrap_or("none".into()), nb.unwrap_or("none".into())));
    Some(c)
}

/// The numerals of a name, Roman ones too: two names that differ in them are two things.
fn digits(key: &str) -> Vec<&str> {
    let roman = |w: &str| w.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    key.split(' ').filter(|w| w.chars().any(|c| c.is_ascii_digit()) || roman(w)).collect()
}

fn agencies(resolved: &Resolved) -> Vec<Candidate> {
    let mut places: BTreeMap<(String, AgencyKind), Vec<usize>> = BTreeMap::new();
    for (i, a) in resolved.agencies.iter().enumerate().filter(|(_, a)| a.kind != AgencyKind::Group) {
        let place = a.id.as_str().split(':').nth(2).unwrap_or_default().to_owned();
        places.entry((place, a.kind)).or_default().push(i);
    }
    let mut found = Vec::new();
    for ((_, kind), rows) in places {
        let nodes: Vec<_> = rows.iter().filter_map(|i| resolved.agencies.get(*i)).collect();
        for (a, b) in pairs(&nodes) {
            let tail = |id: &str| id.rsplit(':').next().unwrap_or_default().replace(['-', '.'], " ");
            let (x, y) = (tail(a.id.as_str()), tail(b.id.as_str()));
            let alike = likeness(&x, &y);
            if alike < LIKE || digits(&x) != digits(&y) {
                continue;
            }
            let say = |n: &crate::model::AgencyNode| format!("{}; named {} times", n.name, n.evidence.len());
            found.push(Candidate {
                sort: "agency",
                ids: [(a.id.to_string(), say(a)), (b.id.to_string(), say(b))],
                likeness: alike,
                for_one: vec![format!("names {alike:.2} alike in one territory; both {kind:?}")],
                against: vec![different_words(&x, &y)],
            });
        }
    }
    found
}

/// The words that only one of two names has.
fn different_words(a: &str, b: &str) -> String {
    let words = |t: &str| -> BTreeSet<String> { t.split(' ').map(str::to_owned).collect() };
    let (a, b) = (words(a), words(b));
    let only = |x: &BTreeSet<String>, y: &BTreeSet<String>| x.difference(y).cloned().collect::<Vec<_>>().join(" ");
    format!("only in the first: {:?}; only in the second: {:?}", only(&a, &b), only(&b, &a))
}

fn projects(resolved: &Resolved) -> Vec<Candidate> {
    let nodes: Vec<&ProjectNode> = resolved.projects.iter().collect();
    pairs(&nodes).filter_map(|(a, b)| project_pair(a, b)).collect()
}

fn project_pair(a: &ProjectNode, b: &ProjectNode) -> Option<Candidate> {
    let parts = |p: &ProjectNode| -> Option<(String, String, String)> {
        let mut of = p.id.as_str().splitn(5, ':').skip(2).map(str::to_owned);
        Some((of.next()?, of.next()?, of.next()?.replace('-', " ")))
    };
    let ((pa, ca, ka), (pb, cb, kb)) = (parts(a)?, parts(b)?);
    let apart = |p: &str| p.starts_with("x-");
    let places = pa == pb || apart(&pa) || apart(&pb);
    let inside = |x: &str, y: &str| x.split(' ').count() >= 2 && format!(" {y} ").contains(&format!(" {x} "));
    let alike = if inside(&ka, &kb) || inside(&kb, &ka) { 0.9 } else { likeness(&ka, &kb) };
    if !places || alike < LIKE || digits(&ka) != digits(&kb) || (ca != cb && ka != kb) {
        return None;
    }
    let say = |p: &ProjectNode| format!("{}; {}", p.name, p.jurisdiction.label());
    let mut against = Vec::new();
    if pa != pb {
        against.push("the place of one is not known".to_owned());
    }
    if ca != cb {
        against.push(format!("sorts of work: {ca} and {cb}"));
    }
    if ka != kb {
        against.push(different_words(&ka, &kb));
    }
    Some(Candidate {
        sort: "project",
        ids: [(a.id.to_string(), say(a)), (b.id.to_string(), say(b))],
        likeness: alike * if pa == pb { 1.0 } else { 0.9 },
        for_one: vec![format!("names {alike:.2} alike")],
        against,
    })
}

fn enterprises(resolved: &Resolved) -> Vec<Candidate> {
    let forms = ["cong ty tnhh mtv", "cong ty tnhh", "cong ty co phan", "ctcp", "cong ty", "htx", "dntn"];
    let bare = |name: &str| {
        let key = name_key(name);
        forms.iter().find_map(|f| key.strip_prefix(f)).map_or(key.clone(), |rest| rest.trim().to_owned())
    };
    let nodes: Vec<_> = resolved.enterprises.iter().collect();
    let pair = |(a, b): (&crate::model::EnterpriseNode, &crate::model::EnterpriseNode)| {
        let (x, y) = (bare(&a.name), bare(&b.name));
        let alike = likeness(&x, &y);
        (alike >= LIKE && digits(&x) == digits(&y) && x.len() > 3).then(|| Candidate {
            sort: "enterprise",
            ids: [(a.id.to_string(), a.name.clone()), (b.id.to_string(), b.name.clone())],
            likeness: alike * 0.95,
            for_one: vec![format!("names without their legal form {alike:.2} alike")],
            against: vec![different_words(&name_key(&a.name), &name_key(&b.name))],
        })
    };
    pairs(&nodes).filter_map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EnterpriseId, EnterpriseNode};

    fn firms(names: &[&str]) -> Resolved {
        let firm = |n: &&str| EnterpriseNode {
            id: EnterpriseId::new(format!("vn:dn:{}", crate::text::slug(n))),
            name: (*n).to_owned(),
            aliases: Vec::new(),
            evidence: Vec::new(),
        };
        Resolved { enterprises: names.iter().map(firm).collect(), ..Resolved::default() }
    }

    #[test]
    fn shows_what_is_alike_with_what_speaks_for_and_against_it() {
        let found = candidates(&firms(&["Công ty TNHH Minh Đức", "Công ty Cổ phần Minh Đức", "Công ty TNHH An Bình"]));
        assert_eq!(found.len(), 1);
        assert!(found.iter().all(|c| !c.for_one.is_empty() && !c.against.is_empty()));
    }

    #[test]
    fn what_differs_in_a_numeral_or_was_decided_is_not_shown() {
        assert_eq!(candidates(&firms(&["Công ty Thủy điện Nậm Pung 1", "Công ty Thủy điện Nậm Pung 2"])), []);
        let mut resolved = firms(&["Công ty TNHH Minh Đức", "Công ty Cổ phần Minh Đức"]);
        resolved.decisions = vec![crate::model::Decision {
            verdict: Verdict::Different,
            ids: resolved.enterprises.iter().map(|e| e.id.to_string()).collect(),
            field: None,
            value: None,
            who: "a".to_owned(),
            when: "2026-01-31".to_owned(),
            why: "b".to_owned(),
            applied: true,
        }];
        assert_eq!(candidates(&resolved), []);
    }
}
