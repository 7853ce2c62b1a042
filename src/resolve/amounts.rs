//! Amounts that contradict each other: two costs or sizes of one project, and parts that do not add up to their whole.

use std::collections::BTreeMap;

use super::documents::Works;
use super::memory::Found;
use super::prepare::Prepared;
use super::{Input, Ready};
use crate::model::{
    Amount, BudgetLine, Discrepancy, DiscrepancyKind, DocumentNode, Evidence, Located, ProjectNode, ProjectStatement,
    Word,
};
use crate::text::{SourceText, fold};

/// Names of money units, folded, and how many đồng they stand for.
const MONEY: [(&str, f64); 5] =
    [("nghin ty dong", 1e12), ("ty dong", 1e9), ("trieu dong", 1e6), ("nghin dong", 1e3), ("dong", 1.0)];

/// An amount, where it stands and what the words before it say it is of.
struct Stated<'a> {
    at: Located,
    amount: &'a Amount,
    /// Value and unit as they are compared.
    scaled: (f64, String),
    of: Word,
}

/// Which amounts of a statement are compared.
type AmountsOf = fn(&ProjectStatement) -> &Vec<Amount>;

/// What stands between the words that say what an amount is of and the amount, folded.
const FILLERS: [&str; 14] = [
    "la",
    "khoang",
    "du kien",
    "hon",
    "tren",
    "gan",
    "cua du an",
    "du an",
    "toi da",
    "toi thieu",
    "dat",
    "so bo",
    "uoc",
    "tam tinh",
];

/// What the words before an amount say it is of.
pub(super) type Measured = (Evidence, Word);

/// Reads what the words before the amounts of projects say they are of, in the order of the text.
pub(super) fn measured_of(input: &Input<'_>) -> Vec<Measured> {
    let amounts = input.extraction.projects.iter().flat_map(|p| p.costs.iter().chain(&p.capacities));
    let mut all: Vec<Measured> = amounts.map(|a| (a.evidence, measured(input.text, a).into())).collect();
    all.sort();
    all.dedup();
    all
}

/// Finds whether a project has two costs or two capacities in one unit. `prepared_of` gives what was prepared of a document.
pub(super) fn of_project<'a>(
    node: &ProjectNode,
    prepared_of: impl Fn(u32) -> Option<&'a Prepared>,
) -> Vec<Discrepancy> {
    let of = |s: &Stated<'_>| {
        let all = &prepared_of(s.at.document)?.measured;
        let place = all.binary_search_by_key(&s.amount.evidence, |(at, _)| *at).ok()?;
        Some(all.get(place)?.1.clone())
    };
    let sorts: [(DiscrepancyKind, AmountsOf); 2] =
        [(DiscrepancyKind::TwoCosts, |s| &s.costs), (DiscrepancyKind::TwoCapacities, |s| &s.capacities)];
    let mut found = Vec::new();
    // "9 dự án" counts works and is none.
    if node.name.starts_with(|c: char| c.is_ascii_digit()) {
        return found;
    }
    for (kind, amounts) in sorts {
        let stated = node.statements.iter().flat_map(|s| {
            let at = |a: &Amount| Located { document: s.document, evidence: a.evidence };
            amounts(s).iter().map(move |a| Stated { at: at(a), amount: a, scaled: scaled(a), of: Word::default() })
        });
        let mut stated: Vec<Stated<'_>> = stated.collect();
        if is_one_amount(&stated) {
            continue;
        }
        for s in &mut stated {
            s.of = of(s).unwrap_or_default();
        }
        found.extend(two_amounts(node, kind, &stated));
    }
    found
}

/// Finds budget lines whose parts do not add up to them, in the documents whose works were made anew.
pub(super) fn of_budgets(inputs: &[Ready<'_>], works: &Works) -> Found {
    let mut found = Found::new();
    for (i, (input, document)) in inputs.iter().zip(&works.held).enumerate() {
        let made = works.speaks(i) && works.made.get(*document as usize) == Some(&true);
        let Some(node) = works.nodes.get(*document as usize).filter(|_| made) else { continue };
        let lines = input.prepared.facts.budget();
        for (at, whole) in (0u32..).zip(&lines) {
            let parts: Vec<&BudgetLine> = lines.iter().filter(|l| l.parent == Some(at)).collect();
            if !adds_up(whole, &parts) {
                found.entry(*document).or_default().push(mismatch(node, *document, whole, &parts));
            }
        }
    }
    found
}

/// What hundreds of documents name has one amount mostly: then there are no pairs to look at.
fn is_one_amount(stated: &[Stated<'_>]) -> bool {
    let mut units: BTreeMap<&str, f64> = BTreeMap::new();
    stated.iter().all(|s| *units.entry(&s.scaled.1).or_insert(s.scaled.0) == s.scaled.0)
}

/// Of one sentence all amounts are one statement: a range, or a first and a later stage. One document may state a whole,
/// its parts and its stages: there only two amounts of one thing contradict each other.
fn two_amounts(node: &ProjectNode, kind: DiscrepancyKind, stated: &[Stated<'_>]) -> Option<Discrepancy> {
    let clashes = |a: &Stated<'_>, b: &Stated<'_>| {
        let ((value, unit), (other, other_unit)) = (&a.scaled, &b.scaled);
        let one = a.at.document == b.at.document;
        let same_thing = !a.of.is_empty() && a.of == b.of && !a.at.evidence.span().overlaps(b.at.evidence.span());
        let part = one && stated.iter().any(|c| c.at.document == a.at.document && is_rest(a, b, c));
        (!one || same_thing)
            && !part
            && unit == other_unit
            && (value - other).abs() > value.abs().max(other.abs()) * 1e-9
    };
    let mut values: BTreeMap<String, Located> = BTreeMap::new();
    for (i, a) in stated.iter().enumerate() {
        if stated.iter().enumerate().any(|(j, b)| i != j && clashes(a, b)) {
            values.entry(printed(a.amount)).or_insert(a.at);
        }
    }
    (values.len() > 1).then(|| Discrepancy {
        kind,
        about: node.id.to_string(),
        message: format!("{}: {}", node.name, values.keys().cloned().collect::<Vec<_>>().join("; ")),
        values: values.keys().cloned().collect(),
        evidence: values.values().copied().collect(),
    })
}

/// "140 tỷ đồng" for 105 and 35: of two amounts one is the whole that a third one completes the other to.
fn is_rest(a: &Stated<'_>, b: &Stated<'_>, c: &Stated<'_>) -> bool {
    let ((x, unit), (y, other), (z, third)) = (&a.scaled, &b.scaled, &c.scaled);
    unit == other && unit == third && *z > 0.0 && ((x - y).abs() - z).abs() <= z * 1e-9
}

fn mismatch(node: &DocumentNode, document: u32, whole: &BudgetLine, parts: &[&BudgetLine]) -> Discrepancy {
    let lines = || std::iter::once(whole).chain(parts.iter().copied());
    let values: Vec<String> = lines().map(|l| format!("{}: {}", l.label, printed(&l.amount))).collect();
    Discrepancy {
        kind: DiscrepancyKind::SumMismatch,
        about: node.id.to_string(),
        message: format!("the parts do not add up to the whole: {}", values.join("; ")),
        values,
        evidence: lines().map(|l| Located { document, evidence: l.amount.evidence }).collect(),
    }
}

/// The last words before an amount: "tổng mức đầu tư", whatever "khoảng" or "dự kiến" follows them.
fn measured(text: &SourceText, amount: &Amount) -> String {
    let start = text.to_clean(amount.evidence.focus().start) as usize;
    let before: String = text.clean().get(..start).unwrap_or_default().chars().rev().take(80).collect();
    let before: String = before.chars().rev().collect();
    let before = before.trim_end_matches([' ', ':', '*', '|']);
    let words = before.rsplit(['.', ';', ':', '\n', '|', '(', ',', '+']).next().unwrap_or_default();
    let mut words = fold(words).trim_matches([' ', '-', '*']).to_owned();
    while let Some(rest) = FILLERS.iter().find_map(|f| words.strip_suffix(f)?.strip_suffix(' ')) {
        words = rest.trim_end().to_owned();
    }
    let last: Vec<&str> = words.split(' ').rev().take(4).collect();
    last.into_iter().rev().collect::<Vec<_>>().join(" ")
}

/// Takes away lines that are themselves parts of the line before them: it is what they add up to.
fn without_inner<'a>(parts: &[&'a BudgetLine]) -> Vec<&'a BudgetLine> {
    let mut kept = Vec::new();
    let mut at = 0;
    while let Some(line) = parts.get(at) {
        kept.push(*line);
        at += 1;
        let (value, unit) = scaled(&line.amount);
        let mut sum = 0.0;
        for (n, inner) in parts.iter().skip(at).enumerate() {
            let (part, part_unit) = scaled(&inner.amount);
            sum += part;
            if part_unit != unit || sum > value * (1.0 + 1e-9) {
                break;
            }
            if n > 0 && (sum - value).abs() <= value.abs() * 1e-9 {
                at += n + 1;
                break;
            }
        }
    }
    kept
}

/// Tells whether parts add up to their whole within rounding; fewer than two parts, or mixed units, say nothing. Of
/// several ways to divide a whole, one after the other, the first that adds up will do.
fn adds_up(whole: &BudgetLine, parts: &[&BudgetLine]) -> bool {
    let (total, unit) = scaled(&whole.amount);
    if parts.len() < 2 || parts.iter().any(|p| scaled(&p.amount).1 != unit) {
        return true;
    }
    let parts = without_inner(parts);
    let mut sum = 0.0;
    for (n, part) in parts.iter().enumerate() {
        sum += scaled(&part.amount).0;
        if n > 0 && n + 1 < parts.len() && (sum - total).abs() <= total.abs() * 1e-9 {
            return true;
        }
    }
    let rounding: f64 = parts.into_iter().chain([whole]).map(|l| half_of_last_digit(&l.amount)).sum();
    (sum - total).abs() <= rounding + total.abs() * 1e-9
}

/// Brings money to đồng; other units are compared as printed.
fn scaled(a: &Amount) -> (f64, String) {
    let unit = fold(&a.unit);
    match MONEY.iter().find(|(name, _)| unit == *name) {
        Some((_, factor)) => (a.value * factor, "dong".to_owned()),
        None => (a.value, unit),
    }
}

/// Half of what the last printed decimal stands for; an amount without decimals is exact.
fn half_of_last_digit(a: &Amount) -> f64 {
    let decimals = a.printed.rsplit_once(',').map_or(0, |(_, d)| d.chars().filter(char::is_ascii_digit).count());
    let factor = if a.value == 0.0 { 1.0 } else { scaled(a).0 / a.value };
    if decimals == 0 { 0.0 } else { 0.5 * 10f64.powi(-i32::try_from(decimals).unwrap_or(0)) * factor }
}

fn printed(a: &Amount) -> String {
    format!("{} {}", a.printed, a.unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Evidence;
    use crate::text::{SourceText, Span};

    fn line(printed: &str, value: f64, unit: &str) -> BudgetLine {
        let text = SourceText::new("a.txt", "Tổng: 10 tỷ đồng");
        let evidence = Evidence::new(&text, Span::new(0, 4), Span::new(0, 4)).unwrap();
        let amount = Amount { printed: printed.to_owned(), value, unit: unit.to_owned(), evidence };
        BudgetLine { label: "Nguồn".to_owned(), amount, parent: None }
    }

    #[track_caller]
    fn check(whole: (&str, f64), parts: &[(&str, f64, &str)], adds: bool) {
        let parts: Vec<BudgetLine> = parts.iter().map(|(p, v, u)| line(p, *v, u)).collect();
        assert_eq!(adds_up(&line(whole.0, whole.1, "tỷ đồng"), &parts.iter().collect::<Vec<_>>()), adds);
    }

    #[test]
    fn parts_add_up_over_units_and_within_rounding() {
        check(("10", 10.0), &[("9", 9.0, "tỷ đồng"), ("1.000", 1000.0, "triệu đồng")], true);
        check(("10,0", 10.0), &[("3,33", 3.33, "tỷ đồng"), ("6,7", 6.7, "tỷ đồng")], true);
        let inner = [("6", 6.0, "tỷ đồng"), ("4", 4.0, "tỷ đồng"), ("2", 2.0, "tỷ đồng"), ("4", 4.0, "tỷ đồng")];
        check(("10", 10.0), &inner, true);
        let twice = [("6", 6.0, "tỷ đồng"), ("4", 4.0, "tỷ đồng"), ("7", 7.0, "tỷ đồng"), ("3", 3.0, "tỷ đồng")];
        check(("10", 10.0), &twice, true);
    }

    #[test]
    fn two_parts_and_their_whole_do_not_contradict_each_other() {
        let line = |printed: &str, value: f64| line(printed, value, "tỷ đồng").amount;
        let amounts = [line("140", 140.0), line("35", 35.0), line("105", 105.0), line("90", 90.0)];
        let of = |a| Stated {
            at: Located { document: 0, evidence: line("1", 1.0).evidence },
            amount: a,
            scaled: scaled(a),
            of: Word::default(),
        };
        let [whole, part, rest, other] = amounts.each_ref().map(of);
        assert!(is_rest(&whole, &part, &rest) && is_rest(&part, &whole, &rest));
        assert!(!is_rest(&whole, &part, &other));
    }

    #[test]
    fn a_difference_is_shown_and_one_part_alone_says_nothing() {
        check(("5.224,50", 5224.5), &[("1.330,0", 1330.0, "tỷ đồng"), ("4.158,00", 4158.0, "tỷ đồng")], false);
        check(("10", 10.0), &[("3", 3.0, "tỷ đồng")], true);
        check(("10", 10.0), &[("3", 3.0, "tỷ đồng"), ("2", 2.0, "MW")], true);
    }
}
