//! Contradictions in and between documents: candidates for a person to judge.

use std::sync::Arc;

use async_graphql::{ID, InputObject, Object};

use super::document::Document;
use super::evidence::Evidence;
use super::filter::{TextFilter, choice_filter, condition};
use super::kinds::DiscrepancyKind;
use super::language::Language;
use super::lists::Node;
use super::page::{Listed, Listing, connection};
use super::plain::{PlainList, plain};
use crate::graph::{Direction, List, PolicyGraph};
use crate::model;
use crate::text::PartialDate;

/// Most letters of the name of what a contradiction is about.
const LABEL: usize = 80;

/// A contradiction in or between documents (điểm không nhất quán).
#[derive(Clone, Debug)]
pub(crate) struct Discrepancy {
    graph: Arc<PolicyGraph>,
    index: u32,
}

connection! {
    Discrepancy,
    DiscrepancyConnection,
    /// A page of contradictions (trang điểm không nhất quán).
    ,
    DiscrepancyEdge,
    /// A contradiction on a page (điểm không nhất quán trong trang).
}

impl Listed for Discrepancy {
    const NAME: &'static str = "discrepancies";

    fn at(graph: &Arc<PolicyGraph>, row: u32) -> Self {
        Self { graph: Arc::clone(graph), index: row }
    }

    /// A contradiction is known by what it is about and how many of its sort stand before it; they are sorted so.
    fn key(graph: &PolicyGraph, row: u32) -> Option<String> {
        let all = &graph.resolved.discrepancies;
        let own = all.get(row as usize)?;
        let first = all.partition_point(|d| (d.kind, &d.about) < (own.kind, &own.about));
        Some(format!("{:?} {} {}", own.kind, row as usize - first.min(row as usize), own.about))
    }

    fn find(graph: &PolicyGraph, key: &str) -> Option<u32> {
        let mut parts = key.splitn(3, ' ');
        let (kind, before, about) = (parts.next()?, parts.next()?.parse::<u32>().ok()?, parts.next()?);
        let alike = |d: &model::Discrepancy| d.about == about && format!("{:?}", d.kind) == kind;
        let first = graph.resolved.discrepancies.iter().position(alike)?;
        let row = u32::try_from(first).ok()?.checked_add(before)?;
        graph.resolved.discrepancies.get(row as usize).filter(|d| alike(d)).map(|_| row)
    }
}

impl Discrepancy {
    fn found(&self) -> Option<&model::Discrepancy> {
        self.graph.resolved.discrepancies.get(self.index as usize)
    }
}

/// A contradiction in or between documents, for a person to judge (điểm không nhất quán).
#[Object(serial)]
impl Discrepancy {
    /// What sort (loại).
    async fn kind(&self) -> Option<DiscrepancyKind> {
        self.found().map(|d| d.kind.into())
    }
    /// Key of the document, project or task it is about (mã đối tượng).
    async fn about(&self) -> Option<ID> {
        self.found().map(|d| ID::from(d.about.as_str()))
    }
    /// The document, project or task it is about (đối tượng).
    async fn subject(&self) -> Option<Node> {
        Node::find(&self.graph, &self.found()?.about)
    }
    /// One sentence with the values (diễn giải).
    async fn message(
        &self,
        #[graphql(desc = "The language it is said in (ngôn ngữ).", default)] language: Language,
    ) -> String {
        self.found().map(|d| sentence(&self.graph, d, language)).unwrap_or_default()
    }
    /// The values, as printed (các giá trị).
    async fn values(&self) -> &[String] {
        self.found().map(|d| d.values.as_slice()).unwrap_or_default()
    }
    /// The document each of the words stands in, in their order (văn bản chứa chứng cứ).
    async fn documents(&self) -> PlainList<Document> {
        let evidence = self.found().map(|d| d.evidence.as_slice()).unwrap_or_default();
        let shown = evidence.iter().filter(|at| self.graph.view(at).is_some());
        shown.map(|at| Document::of(&self.graph, at.document)).collect()
    }
    /// The words of each value (chứng cứ).
    async fn evidence(&self) -> PlainList<Evidence> {
        let evidence = self.found().map(|d| d.evidence.as_slice()).unwrap_or_default();
        evidence.iter().filter_map(|at| Evidence::of(&self.graph, at)).collect()
    }
}

plain!(Discrepancy {
    "kind" => kind,
    "about" => about,
});

/// Returns the contradictions of one sort, or all.
pub(super) fn of_kind(graph: &PolicyGraph, kind: Option<DiscrepancyKind>) -> Listing<'static> {
    let all = &graph.resolved.discrepancies;
    let Some(kind) = kind.map(model::DiscrepancyKind::from) else {
        return Listing::All(u32::try_from(all.len()).unwrap_or(u32::MAX));
    };
    Listing::Chosen((0u32..).zip(all).filter(|(_, d)| d.kind == kind).map(|(i, _)| i).collect())
}

/// Says what does not agree, of what, with the values.
fn sentence(graph: &PolicyGraph, d: &model::Discrepancy, language: Language) -> String {
    use model::DiscrepancyKind as Kind;
    let value = |v: &String| match PartialDate::parse_iso(v) {
        Some(_) if language == Language::Vi => v.split('-').rev().collect::<Vec<_>>().join("/"),
        _ => v.clone(),
    };
    let values: Vec<String> = d.values.iter().map(value).collect();
    let (first, rest) = values.split_first().map(|(f, r)| (f.as_str(), r)).unwrap_or_default();
    let either = values.join(language.say(" hoặc ", " or "));
    let all = values.join("; ");
    let said = match d.kind {
        Kind::TwoDates => {
            format!("{} {either}", language.say("được dẫn với các ngày khác nhau:", "is cited with different dates:"))
        }
        Kind::TwoIssuers => format!(
            "{} {either}",
            language.say("được dẫn với các cơ quan ban hành khác nhau:", "is cited with different issuers:")
        ),
        Kind::TwoTitles => format!(
            "{} {either}",
            language.say("được dẫn với các trích yếu khác nhau:", "is cited with different titles:")
        ),
        Kind::TwoCosts => format!("{} {all}", language.say("có các mức vốn khác nhau:", "has different costs:")),
        Kind::TwoCapacities => {
            format!("{} {all}", language.say("có các công suất, quy mô khác nhau:", "has different capacities:"))
        }
        Kind::TwoMilestones => {
            format!("{} {all}", language.say("có các mốc thời gian khác nhau:", "has different milestones:"))
        }
        Kind::SumMismatch => format!(
            "{} {first} {} {}",
            language.say("ghi", "states"),
            language.say("không bằng tổng các khoản:", "which is not the sum of:"),
            rest.join("; ")
        ),
        Kind::DatedBefore => format!(
            "{} {first}, {} {} {}",
            language.say("đề ngày", "is dated"),
            language.say("trước văn bản nó dựa vào:", "before what it rests on:"),
            object(graph, d),
            rest.join("; ")
        ),
        // Where another replaced it, the words of that stand beside; else the table of laws knows its last day.
        Kind::CitesReplaced => format!(
            "{} {first} {} {}, {} {}",
            language.say("đề ngày", "of"),
            language.say("còn dựa vào", "still rests on"),
            object(graph, d),
            match d.evidence.len() {
                0 | 1 => language.say("có hiệu lực đến hết ngày", "in force until"),
                _ => language.say("bị thay thế từ ngày", "replaced on"),
            },
            rest.join("; ")
        ),
        Kind::TwoLeads => {
            format!("{} {all}", language.say("có nhiều hơn một cơ quan chủ trì:", "is led by more than one agency:"))
        }
    };
    let about = about(graph, &d.about);
    if about.is_empty() { said } else { format!("{about} {said}") }
}

/// Names the document that the one with a contradiction rests on.
fn object(graph: &PolicyGraph, d: &model::Discrepancy) -> String {
    let Some((actor, words)) = graph.by_id(&d.about).zip(d.evidence.first()) else { return String::new() };
    let rests =
        |(relation, other): (u32, u32)| graph.relation(relation).filter(|r| r.evidence == *words).map(|_| other);
    let found = graph.neighbours(actor, Direction::Cites, &[]).find_map(rests);
    found.and_then(|i| graph.document(i)).map(name).unwrap_or_default()
}

/// Names a document: by its number, else by its title.
fn name(d: &model::DocumentNode) -> String {
    let number = d.number.as_ref().map(ToString::to_string);
    number.or_else(|| d.title.as_deref().map(quoted)).unwrap_or_default()
}

fn quoted(text: &str) -> String {
    let mut words: String = text.chars().take(LABEL).collect();
    if text.chars().nth(LABEL).is_some() {
        words.push('…');
    }
    format!("“{words}”")
}

/// Names what a contradiction is about.
fn about(graph: &PolicyGraph, key: &str) -> String {
    let r = &graph.resolved;
    if let Some(d) = graph.by_id(key).and_then(|i| graph.document(i)) {
        return name(d);
    }
    let project = graph.find(List::Projects, key).and_then(|i| r.projects.get(i as usize)).map(|p| p.name.clone());
    let task = || graph.find(List::Tasks, key).and_then(|i| r.tasks.get(i as usize)).map(|t| quoted(&t.text));
    let agency = || graph.find(List::Agencies, key).and_then(|i| r.agencies.get(i as usize)).map(|a| a.name.clone());
    project.or_else(task).or_else(agency).unwrap_or_default()
}

choice_filter! {
    /// A condition on the sort of contradiction (điều kiện trên loại mâu thuẫn).
    DiscrepancyKindFilter, DiscrepancyKind
}

/// Conditions on contradictions; all that are given must hold (điều kiện mâu thuẫn).
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct DiscrepancyWhere {
    /// What sort (loại).
    kind: Option<DiscrepancyKindFilter>,
    /// Key of what it is about (mã đối tượng).
    about: Option<TextFilter>,
    /// All of these hold (tất cả).
    and: Option<Vec<DiscrepancyWhere>>,
    /// One of these holds (một trong các).
    or: Option<Vec<DiscrepancyWhere>>,
    /// This does not hold (không).
    not: Option<Box<DiscrepancyWhere>>,
}

condition!(DiscrepancyWhere, PolicyGraph, |graph, row, node| graph.resolved.discrepancies.get(row as usize), {
    kind => |f| f.holds(Some(node.kind.into())),
    about => |f| f.holds(Some(&node.about)),
});
