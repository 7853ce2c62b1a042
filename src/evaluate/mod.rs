//! How far the facts agree with a careful reader's: precision, recall and F1 over labelled documents, category by
//! category. Which facts are right is the labels' say; how the facts were found is not asked.

mod compare;
mod similar;

use std::collections::BTreeMap;

use serde_json::Value;

/// Categories in the order they are reported.
const ORDER: [&str; 16] = [
    "header.number",
    "header.type",
    "header.issued_on",
    "header.issuer",
    "header.title",
    "header.signers",
    "citations (from,to,kind)",
    "citations (from,to)",
    "tasks",
    "tasks.agency+role",
    "tasks.deadline",
    "projects",
    "projects.cost+capacity",
    "targets",
    "budget",
    "enterprises",
];

/// What was counted in one category over all documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Facts that agree.
    pub agreeing: usize,
    /// Facts labelled.
    pub labelled: usize,
    /// Facts found.
    pub found: usize,
}

impl Count {
    /// The share of the found facts that are labelled; 1 when nothing was found and nothing labelled.
    pub fn precision(self) -> f64 {
        share(self.agreeing, self.found, self.labelled == 0)
    }

    /// The share of the labelled facts that were found; 1 when nothing is labelled.
    pub fn recall(self) -> f64 {
        share(self.agreeing, self.labelled, true)
    }

    /// The harmonic mean of the two.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

/// The counts of all categories, and what did not agree.
#[derive(Clone, Debug, Default)]
pub struct Report {
    counts: BTreeMap<&'static str, Count>,
    /// One line a disagreement: document, category, what was labelled, what was found.
    pub disagreements: Vec<String>,
}

impl Report {
    /// Adds one document: its labels and its facts, both in the shape `luocdo extract --format json` prints.
    pub fn add(&mut self, labels: &Value, facts: &Value) {
        compare::document(labels, facts, self);
    }

    /// Returns the categories with their counts, in a fixed order.
    pub fn rows(&self) -> Vec<(&'static str, Count)> {
        ORDER.iter().map(|name| (*name, self.counts.get(name).copied().unwrap_or_default())).collect()
    }

    fn count(&mut self, category: &'static str, agreeing: usize, labelled: usize, found: usize) {
        let count = self.counts.entry(category).or_default();
        count.agreeing += agreeing;
        count.labelled += labelled;
        count.found += found;
    }
}

fn share(part: usize, whole: usize, empty: bool) -> f64 {
    let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    match whole {
        0 => f64::from(u8::from(empty)),
        _ => number(part) / number(whole),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(labels: &Value, facts: &Value, category: &str, expected: (usize, usize, usize)) {
        let mut report = Report::default();
        report.add(labels, facts);
        let count = report.rows().into_iter().find(|(name, _)| *name == category).map(|(_, c)| c).unwrap_or_default();
        assert_eq!((count.agreeing, count.labelled, count.found), expected, "{category}");
    }

    #[test]
    fn spellings_of_one_number_and_year_agree() {
        let labels = json!({"header": {"number": "04/CT-UBND"}, "citations": [
            {"from": "SELF", "to": {"number": "23-NQ/TW"}, "kind": "IMPLEMENTS"},
            {"from": "SELF", "to": {"number": null, "name": "Luật Đầu tư năm 2020"}, "kind": "REFERS_TO"}]});
        let facts = json!({"header": {"number": "4/CT-UBND"}, "citations": [
            {"from": "SELF", "to": {"number": "23- NQ/TW"}, "kind": "REFERS_TO"},
            {"from": "SELF", "to": {"number": null, "name": "Luật đầu tư"}, "kind": "REFERS_TO"}]});
        check(&labels, &facts, "header.number", (1, 1, 1));
        check(&labels, &facts, "citations (from,to)", (2, 2, 2));
        check(&labels, &facts, "citations (from,to,kind)", (1, 2, 2));
    }

    #[test]
    fn tasks_agree_by_their_beginning_and_line() {
        let task = |line: u32, begins: &str, role: &str| {
            json!({"line": line, "begins": begins, "deadline": "2021",
                "agencies": [{"name": "Sở Công Thương tỉnh Lào Cai", "role": role}]})
        };
        let labels = json!({"tasks": [task(10, "Chủ trì rà soát các cụm công nghiệp", "LEAD")]});
        check(
            &labels,
            &json!({"tasks": [task(12, "Chủ trì rà soát các cụm", "LEAD")]}),
            "tasks.agency+role",
            (1, 1, 1),
        );
        check(
            &labels,
            &json!({"tasks": [task(12, "Chủ trì rà soát các cụm", "ASSIGNED")]}),
            "tasks.agency+role",
            (0, 1, 1),
        );
        check(&labels, &json!({"tasks": [task(40, "Chủ trì rà soát các cụm", "LEAD")]}), "tasks", (0, 1, 1));
        check(&labels, &json!({}), "tasks.deadline", (0, 1, 0));
    }

    #[test]
    fn amounts_agree_by_value_and_unit() {
        let labels =
            json!({"targets": [{"value": "36.180", "unit": "tỷ đồng"}], "budget": [{"value": 140.0, "unit": "tỷ"}]});
        let facts = json!({"targets": [{"value": 36180, "unit": "tỷ đồng"}], "budget": [{"value": "140,0", "unit": "tỷ đồng"}]});
        check(&labels, &facts, "targets", (1, 1, 1));
        check(&labels, &facts, "budget", (1, 1, 1));
    }
}
