//! Every citation in a pasted text: where it stands, which document it is, whether that still stands, what to write.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_graphql::{Enum, SimpleObject};

use super::document::Document;
use super::evidence::Evidence;
use super::page::LookedAt;
use super::plain::PlainList;
use super::relation::Relation;
use super::scalars::Date;
use super::status::DocumentStatus;
use crate::graph::{Force, Meant, PolicyGraph};
use crate::model::reference::LawVersion;
use crate::model::{DocumentMention, DocumentNode, Extraction, NumberFamily, Resolved};
use crate::text::{PartialDate, SourceText, fold};

/// Reads a text that is not held: its facts, and what its citations mean by that text alone.
pub type ReadDraft = fn(&str) -> (SourceText, Extraction, Resolved);

/// How far a citation leads to a document (mức độ nhận diện trích dẫn).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum CitationState {
    /// To a document whose text is held (đang giữ toàn văn).
    Held,
    /// To a document that held ones cite (chỉ được dẫn).
    CitedOnly,
    /// Several documents are possible (nhiều văn bản có thể).
    Ambiguous,
    /// It is identified, and nothing held knows it (chưa có trong dữ liệu).
    NotInCorpus,
    /// Too little is printed (không đủ căn cứ nhận diện).
    Unidentified,
}

/// What is to be looked at in a citation (vấn đề của trích dẫn).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum CitationProblem {
    /// The document was replaced (đã được thay thế).
    Replaced,
    /// The document was repealed (đã bị bãi bỏ).
    Repealed,
    /// The law is no longer in force on the day (luật đã hết hiệu lực).
    Expired,
    /// The document was suspended (bị đình chỉ).
    Suspended,
    /// Parts of the document were changed (đã được sửa đổi, bổ sung).
    Amended,
    /// The date printed is not the date known (ngày không khớp).
    DateDiffers,
    /// The document is dated after the day asked about (ban hành sau ngày xét).
    DatedAfter,
    /// The first mention of a number without a year prints no date (lần dẫn đầu thiếu ngày ban hành).
    NoDateAtFirstMention,
    /// Several documents are possible (nhiều văn bản có thể).
    Ambiguous,
    /// Nothing held knows it (chưa có trong dữ liệu).
    NotInCorpus,
    /// Too little is printed (không đủ căn cứ nhận diện).
    Unidentified,
}

/// A citation of a pasted text (một trích dẫn trong văn bản dán vào).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct CheckedCitation {
    /// The words, with their offsets in the pasted text (chứng cứ).
    evidence: Evidence,
    /// Number and symbol read (số, ký hiệu).
    number: Option<String>,
    /// The name read (tên gọi).
    name: Option<String>,
    /// The date printed (ngày được in).
    issued_on: Option<Date>,
    /// The provision meant (điều, khoản).
    provision: Option<String>,
    /// How far it leads to a document (mức độ nhận diện).
    state: CitationState,
    /// The document (văn bản).
    document: Option<Document>,
    /// Documents it may be, or that have the same number (các văn bản có thể).
    candidates: PlainList<Document>,
    /// Whether the document stands on the day (hiệu lực).
    status: Option<DocumentStatus>,
    /// The relations by which it was replaced (bị thay thế bởi).
    replaced_by: PlainList<Relation>,
    /// What is to be looked at (vấn đề).
    problems: Vec<CitationProblem>,
    /// What to write instead, where the graph knows better (đề nghị sửa).
    suggestion: Option<String>,
}

/// Every citation of a pasted text, in the order of the text (kết quả rà soát trích dẫn).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct CheckedText {
    /// The day asked about (vào ngày).
    as_of: Option<Date>,
    /// How many citations (tổng số trích dẫn).
    total_count: usize,
    /// How many of them have a problem (số trích dẫn có vấn đề).
    with_problems: usize,
    /// The citations (các trích dẫn).
    citations: Vec<CheckedCitation>,
    /// What was looked at (phạm vi đã xét).
    looked_at: LookedAt,
}

/// Checks every citation of a text.
pub(super) fn check_text(
    graph: &Arc<PolicyGraph>,
    read: ReadDraft,
    text: &str,
    as_of: Option<Date>,
    first: usize,
) -> CheckedText {
    let (source, extraction, resolved) = read(text);
    let mut works: BTreeMap<u32, &DocumentNode> = BTreeMap::new();
    for node in &resolved.documents {
        works.extend(node.mentions.iter().map(|m| (m.mention, node)));
    }
    let own_date = extraction.header.issued_on.as_ref().map(|d| d.value);
    let mut seen: Vec<&str> = Vec::new();
    let mut citations = Vec::new();
    for (i, mention) in (0u32..).zip(&extraction.mentions) {
        let Some(node) = works.get(&i).copied() else { continue };
        if mention.number.is_none() && holds_another(mention, &extraction.mentions) {
            continue;
        }
        let is_first = !seen.contains(&node.id.as_str());
        seen.push(node.id.as_str());
        let day = as_of.map(|d| d.0).or(own_date);
        citations.push(check(graph, Cited { source: &source, mention, node, is_first, day }));
    }
    CheckedText {
        as_of: as_of.or(own_date.map(Date)),
        total_count: citations.len(),
        with_problems: citations.iter().filter(|c| !c.problems.is_empty()).count(),
        citations: citations.into_iter().take(first).collect(),
        looked_at: LookedAt::all(graph),
    }
}

/// Tells whether words that name no number hold the number of another citation: a sentence taken for a name.
fn holds_another(mention: &DocumentMention, all: &[DocumentMention]) -> bool {
    let span = mention.evidence.span();
    all.iter().filter(|m| m.number.is_some()).any(|m| {
        let inner = m.evidence.span();
        span.start <= inner.start && inner.end <= span.end
    })
}

/// A citation with what its own text says of it.
#[derive(Clone, Copy)]
struct Cited<'a> {
    source: &'a SourceText,
    mention: &'a DocumentMention,
    node: &'a DocumentNode,
    is_first: bool,
    day: Option<PartialDate>,
}

fn check(graph: &Arc<PolicyGraph>, cited: Cited<'_>) -> CheckedCitation {
    let meant = graph.meant(cited.node, cited.day);
    let (document, candidates) = match &meant {
        Meant::Known(d) => (Some(*d), Vec::new()),
        Meant::Several(list) | Meant::NotInCorpus(list) => (None, list.clone()),
        Meant::Unidentified => (None, Vec::new()),
    };
    let held = document.and_then(|d| graph.document(d)).is_some_and(|n| n.held.is_some());
    let state = match &meant {
        Meant::Known(_) if held => CitationState::Held,
        Meant::Known(_) => CitationState::CitedOnly,
        Meant::Several(_) => CitationState::Ambiguous,
        Meant::NotInCorpus(_) => CitationState::NotInCorpus,
        Meant::Unidentified => CitationState::Unidentified,
    };
    let problems = problems(graph, cited, state, document);
    let of = |d: u32| Document::of(graph, d);
    let replacing = document.map(|d| graph.replaced_by(d)).unwrap_or_default();
    CheckedCitation {
        evidence: cited.mention.evidence.view(cited.source).into(),
        number: cited.mention.number.as_ref().map(ToString::to_string),
        name: cited.mention.name.clone(),
        issued_on: cited.mention.issued_on.map(Date),
        provision: cited.mention.provision.clone(),
        state,
        suggestion: match document.and_then(|d| graph.status(d, cited.day).law_now) {
            Some(law) if problems.contains(&CitationProblem::Expired) => Some(law_citation(law)),
            _ => suggestion(graph, &problems, document, &candidates, &replacing),
        },
        document: document.map(of),
        candidates: candidates.into_iter().map(of).collect(),
        status: document.map(|d| DocumentStatus::of(graph, d, cited.day.map(Date))),
        replaced_by: replacing.iter().filter_map(|r| Relation::of(graph, *r, document)).collect(),
        problems,
    }
}

fn problems(
    graph: &PolicyGraph,
    cited: Cited<'_>,
    state: CitationState,
    document: Option<u32>,
) -> Vec<CitationProblem> {
    let mut found = Vec::new();
    match state {
        CitationState::Ambiguous => found.push(CitationProblem::Ambiguous),
        CitationState::NotInCorpus => found.push(CitationProblem::NotInCorpus),
        CitationState::Unidentified => found.push(CitationProblem::Unidentified),
        CitationState::Held | CitationState::CitedOnly => {}
    }
    if let Some(document) = document {
        found.extend(match graph.status(document, cited.day).force {
            Force::Replaced => Some(CitationProblem::Replaced),
            Force::Repealed => Some(CitationProblem::Repealed),
            Force::Expired => Some(CitationProblem::Expired),
            Force::Suspended => Some(CitationProblem::Suspended),
            Force::Amended => Some(CitationProblem::Amended),
            Force::InForceAsFarAsHeld | Force::Unknown => None,
        });
        let known = graph.document(document).and_then(|n| n.issued_on);
        if cited.mention.issued_on.zip(known).is_some_and(|(printed, known)| !printed.agrees_with(known)) {
            found.push(CitationProblem::DateDiffers);
        }
        if cited.day.zip(known).is_some_and(|(day, known)| day.certainly_before(known)) {
            found.push(CitationProblem::DatedAfter);
        }
    }
    let without_year = cited
        .mention
        .number
        .as_ref()
        .is_some_and(|n| !matches!(n.family, NumberFamily::Normative | NumberFamily::Standard));
    if cited.is_first && without_year && cited.mention.issued_on.is_none() && cited.node.issued_on.is_none() {
        found.push(CitationProblem::NoDateAtFirstMention);
    }
    found
}

/// Returns the full citation of what should be cited, when it is one document.
fn suggestion(
    graph: &PolicyGraph,
    problems: &[CitationProblem],
    document: Option<u32>,
    candidates: &[u32],
    replacing: &[u32],
) -> Option<String> {
    if problems.contains(&CitationProblem::Replaced) {
        let mut actors: Vec<u32> = replacing.iter().filter_map(|r| graph.relation(*r)).map(|e| e.actor).collect();
        actors.dedup();
        return match actors.as_slice() {
            [one] => full_citation(graph.document(*one)?),
            _ => None,
        };
    }
    let incomplete = [CitationProblem::DateDiffers, CitationProblem::NoDateAtFirstMention];
    match (document, candidates) {
        (Some(document), _) if problems.iter().any(|p| incomplete.contains(p)) => {
            full_citation(graph.document(document)?)
        }
        (None, [one]) => full_citation(graph.document(*one)?),
        _ => None,
    }
}

/// Writes the citation of a law of the table.
fn law_citation(law: &LawVersion) -> String {
    let number = law.number.as_ref().map(|n| format!(" số {n}")).unwrap_or_default();
    let day = match law.passed {
        PartialDate { year, month: Some(month), day: Some(day) } => format!(" ngày {day:02} tháng {month} năm {year}"),
        _ => String::new(),
    };
    format!("{}{number}{day}", law.name)
}

/// Writes a citation as the first mention must be (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6): kind, number, date,
/// issuer, subject.
fn full_citation(node: &DocumentNode) -> Option<String> {
    let kind = node.document_type.map(crate::model::DocumentType::vietnamese).unwrap_or_default();
    let mut words = match &node.number {
        Some(number) if kind.is_empty() => format!("Văn bản số {number}"),
        Some(number) => format!("{kind} số {number}"),
        None => node.title.as_deref()?.to_owned(),
    };
    if let Some(PartialDate { year, month: Some(month), day: Some(day) }) = node.issued_on {
        words.push_str(&format!(" ngày {day:02} tháng {month} năm {year}"));
    }
    if let Some(issuer) = &node.issuer_name {
        words.push_str(&format!(" của {issuer}"));
    }
    if let (Some(title), true) = (&node.title, node.number.is_some()) {
        let about = if fold(title).starts_with("ve ") { "" } else { "về " };
        words.push_str(&format!(" {about}{title}"));
    }
    Some(words)
}
