//! Amounts that contradict each other: two costs or sizes of one project, and parts that do not add up to their whole.

use std::collections::BTreeMap;

use super::Input;
use crate::model::{
    Amount, BudgetLine, Discrepancy, DiscrepancyKind, DocumentNode, Located, ProjectNode, ProjectStatement,
};
use crate::text::fold;

/// Names of money units, folded, and how many đồng they stand for.
const MONEY: [(&str, f64); 5] =
    [("nghin ty dong", 1e12), ("ty dong", 1e9), ("trieu dong", 1e6), ("nghin dong", 1e3), ("dong", 1.0)];

/// An amount and where it stands.
type Stated<'a> = (Located, &'a Amount);

/// Which amounts of a statement are compared.
type AmountsOf = fn(&ProjectStatement) -> &Vec<Amount>;

/// Finds projects with two costs or two capacities in one unit.
pub(super) fn of_projects(nodes: &[ProjectNode]) -> Vec<Discrepancy> {
    let sorts: [(DiscrepancyKind, AmountsOf); 2] =
        [(DiscrepancyKind::TwoCosts, |s| &s.costs), (DiscrepancyKind::TwoCapacities, |s| &s.capacities)];
    let mut found = Vec::new();
    for node in nodes {
        for (kind, amounts) in sorts {
            let stated = node
                .statements
                .iter()
                .flat_map(|s| amounts(s).iter().map(|a| (Located { document: s.document, evidence: a.evidence }, a)));
            found.extend(two_amounts(node, kind, &stated.collect::<Vec<_>>()));
        }
    }
    found
}

/// Finds budget lines whose parts do not add up to them. `held` gives the work of each input.
pub(super) fn of_budgets(inputs: &[Input<'_>], nodes: &[DocumentNode], held: &[u32]) -> Vec<Discrepancy> {
    let mut found = Vec::new();
    for (i, (input, document)) in inputs.iter().zip(held).enumerate() {
        let Some(node) = nodes.get(*document as usize).filter(|n| n.held == u32::try_from(i).ok()) else { continue };
        let lines = &input.extraction.budget;
        for (at, whole) in (0u32..).zip(lines) {
            let parts: Vec<&BudgetLine> = lines.iter().filter(|l| l.parent == Some(at)).collect();
            if !adds_up(whole, &parts) {
                found.push(mismatch(node, *document, whole, &parts));
            }
        }
    }
    found
}

/// Of one sentence all amounts are one statement: a range, or a first and a later stage.
fn two_amounts(node: &ProjectNode, kind: DiscrepancyKind, stated: &[Stated<'_>]) -> Option<Discrepancy> {
    let clashes = |a: &Stated<'_>, b: &Stated<'_>| {
        let ((value, unit), (other, other_unit)) = (scaled(a.1), scaled(b.1));
        let apart = a.0.document != b.0.document || !a.0.evidence.span().overlaps(b.0.evidence.span());
        apart && unit == other_unit && (value - other).abs() > value.abs().max(other.abs()) * 1e-9
    };
    let mut values: BTreeMap<String, Located> = BTreeMap::new();
    for (i, a) in stated.iter().enumerate() {
        if stated.iter().enumerate().any(|(j, b)| i != j && clashes(a, b)) {
            values.entry(printed(a.1)).or_insert(a.0);
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

/// Tells whether parts add up to their whole within rounding; fewer than two parts, or mixed units, say nothing.
fn adds_up(whole: &BudgetLine, parts: &[&BudgetLine]) -> bool {
    let (total, unit) = scaled(&whole.amount);
    let values: Vec<(f64, String)> = parts.iter().map(|p| scaled(&p.amount)).collect();
    if values.len() < 2 || values.iter().any(|(_, u)| *u != unit) {
        return true;
    }
    let sum: f64 = values.iter().map(|(v, _)| v).sum();
    let rounding: f64 = parts.iter().copied().chain([whole]).map(|l| half_of_last_digit(&l.amount)).sum();
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
    }

    #[test]
    fn a_difference_is_shown_and_one_part_alone_says_nothing() {
        check(("5.224,50", 5224.5), &[("1.330,0", 1330.0, "tỷ đồng"), ("4.158,00", 4158.0, "tỷ đồng")], false);
        check(("10", 10.0), &[("3", 3.0, "tỷ đồng")], true);
        check(("10", 10.0), &[("3", 3.0, "tỷ đồng"), ("2", 2.0, "MW")], true);
    }
}
