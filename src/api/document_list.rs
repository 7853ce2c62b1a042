//! Lists of documents: conditions on them, their order, their pages.

use async_graphql::InputObject;

use super::document::Document;
use super::filter::{BooleanFilter, DateFilter, TextFilter, choice_filter, condition};
use super::kinds::{AuthorityLevel, DocumentType, Resolution};
use super::order::{SortKey, order, sort};
use super::page::{Listing, connection};
use crate::graph::{PolicyGraph, same_number};
use crate::model::{DocumentNode, Jurisdiction};

connection! {
    Document,
    DocumentConnection,
    /// A page of documents (trang văn bản).
    ,
    DocumentEdge,
    /// A document on a page (văn bản trong trang).
}

choice_filter! {
    /// A condition on the kind of document (điều kiện trên loại văn bản).
    DocumentTypeFilter, DocumentType
}
choice_filter! {
    /// A condition on the level of authority (điều kiện trên cấp ban hành).
    AuthorityLevelFilter, AuthorityLevel
}
choice_filter! {
    /// A condition on how far a document is identified (điều kiện trên mức độ nhận diện).
    ResolutionFilter, Resolution
}

/// Conditions on documents; all that are given must hold (điều kiện văn bản).
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct DocumentWhere {
    /// The key (mã định danh).
    id: Option<TextFilter>,
    /// Number and symbol, in any spelling (số, ký hiệu).
    number: Option<TextFilter>,
    /// Title or another name (trích yếu, tên gọi).
    title: Option<TextFilter>,
    /// Kind (loại văn bản).
    #[graphql(name = "type")]
    document_type: Option<DocumentTypeFilter>,
    /// Date of issue (ngày ban hành).
    issued_on: Option<DateFilter>,
    /// The issuer's name (cơ quan ban hành).
    issuer: Option<TextFilter>,
    /// Level of authority (cấp ban hành).
    level: Option<AuthorityLevelFilter>,
    /// Territory: the names from the smallest unit up, or one of them (địa bàn).
    jurisdiction: Option<TextFilter>,
    /// How far it is identified (mức độ nhận diện).
    resolution: Option<ResolutionFilter>,
    /// Whether its text is held (có toàn văn).
    held: Option<BooleanFilter>,
    /// Whether its number is blank (dự thảo).
    draft: Option<BooleanFilter>,
    /// All of these hold (tất cả).
    and: Option<Vec<DocumentWhere>>,
    /// One of these holds (một trong các).
    or: Option<Vec<DocumentWhere>>,
    /// This does not hold (không).
    not: Option<Box<DocumentWhere>>,
}

condition!(DocumentWhere, PolicyGraph, |graph, row, node| graph.document(row), {
    id => |f| f.holds(Some(node.id.as_str())),
    number => |f| number_holds(f, node),
    title => |f| f.holds_any(&names(node)),
    document_type => |f| f.holds(node.document_type.map(Into::into)),
    issued_on => |f| f.holds(node.issued_on),
    issuer => |f| f.holds(node.issuer_name.as_deref()),
    level => |f| f.holds(node.level.map(Into::into)),
    jurisdiction => |f| f.holds_any(&units(node.jurisdiction.as_deref()).iter().map(String::as_str).collect::<Vec<_>>()),
    resolution => |f| f.holds(Some(node.resolution.into())),
    held => |f| f.holds(node.held.is_some()),
    draft => |f| f.holds(node.draft),
});

impl DocumentWhere {
    /// Returns the rows to check: those of the numbers or keys asked for, else all.
    pub(super) fn rows(condition: Option<&Self>, graph: &PolicyGraph) -> Listing<'static> {
        let exact = |filter: fn(&Self) -> Option<&TextFilter>| condition.and_then(filter).and_then(TextFilter::equals);
        let mut rows: Vec<u32> = if let Some(numbers) = exact(|c| c.number.as_ref()) {
            numbers.iter().flat_map(|n| graph.by_number(n)).copied().collect()
        } else if let Some(ids) = exact(|c| c.id.as_ref()) {
            ids.iter().filter_map(|id| graph.by_id(id)).collect()
        } else {
            return Listing::All(graph.count(crate::graph::List::Documents));
        };
        rows.sort_unstable();
        rows.dedup();
        Listing::Chosen(rows)
    }
}

fn number_holds(filter: &TextFilter, node: &DocumentNode) -> bool {
    let number = node.number.as_ref().map(ToString::to_string);
    filter.holds_by(number.as_deref().as_slice(), same_number)
}

fn names(node: &DocumentNode) -> Vec<&str> {
    node.title.as_deref().into_iter().chain(node.aliases.iter().map(String::as_str)).collect()
}

/// Returns the names a territory can be asked for by: whole, and each unit with and without its kind.
pub(super) fn units(jurisdiction: Option<&Jurisdiction>) -> Vec<String> {
    let Some(j) = jurisdiction else { return Vec::new() };
    let mut names = vec![j.label()];
    for (kind, name) in [&j.commune, &j.district, &j.province].into_iter().flatten() {
        names.push(name.clone());
        names.push(format!("{kind} {name}"));
    }
    names
}

order! {
    /// The order of documents (thứ tự văn bản).
    DocumentOrder, DocumentOrderField {
        /// The key (mã định danh).
        Id,
        /// Number and symbol, the running number by value (số, ký hiệu).
        Number,
        /// Title in Vietnamese order (trích yếu).
        Title,
        /// Date of issue (ngày ban hành).
        IssuedOn,
        /// The issuer's name in Vietnamese order (cơ quan ban hành).
        Issuer,
        /// Level of authority, from the centre down (cấp ban hành).
        Level,
        /// How many namings in held documents (số lần được dẫn).
        Mentions,
    }
}

/// Sorts rows of documents.
pub(super) fn sort_documents(graph: &PolicyGraph, rows: &mut [u32], order: DocumentOrder) {
    sort(rows, order.direction, |row| document_key(graph.document(row)?, row, order.field));
}

/// Returns what a document is sorted by.
pub(super) fn document_key(node: &DocumentNode, row: u32, field: DocumentOrderField) -> Option<SortKey> {
    match field {
        DocumentOrderField::Id => Some(SortKey::Rank(i64::from(row))),
        DocumentOrderField::Number => SortKey::name(node.number.as_ref().map(ToString::to_string).as_deref()),
        DocumentOrderField::Title => SortKey::name(node.title.as_deref()),
        DocumentOrderField::IssuedOn => node.issued_on.map(SortKey::Date),
        DocumentOrderField::Issuer => SortKey::name(node.issuer_name.as_deref()),
        DocumentOrderField::Level => node.level.map(|l| SortKey::Rank(l as i64)),
        DocumentOrderField::Mentions => i64::try_from(node.mentions.len()).ok().map(SortKey::Rank),
    }
}
