//! Whose territory a document speaks from and on which day, where its header does not say; leaves out what it names.

use super::Input;
use super::territory::only_province;
use crate::model::{DocumentType, Jurisdiction};
use crate::text::{PartialDate, fold};

/// Where and when a document speaks: what "UBND tỉnh" or an undated number in it can mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Speaker {
    /// The territory it speaks from, an article the one it speaks of.
    pub(super) home: Option<Jurisdiction>,
    /// Its own date, else the latest date among the documents it names.
    pub(super) era: Option<PartialDate>,
    /// Its own date.
    pub(super) date: Option<PartialDate>,
    /// Stands for the document in the keys of what only it tells: of its own key, or of its words where that is open.
    pub(super) mark: String,
}

/// Kinds only bodies of the centre issue.
const CENTRAL_KINDS: [DocumentType; 6] = [
    DocumentType::Law,
    DocumentType::Ordinance,
    DocumentType::Constitution,
    DocumentType::Decree,
    DocumentType::Circular,
    DocumentType::JointCircular,
];

/// Decides where and when a document speaks.
pub(super) fn speaker(input: &Input<'_>) -> Speaker {
    let header = &input.extraction.header;
    let date = header.issued_on.as_ref().map(|d| d.value);
    let latest = input.extraction.mentions.iter().filter_map(|m| m.issued_on).max();
    let numbered = input.extraction.mentions.iter().filter_map(|m| PartialDate::year(m.number.as_ref()?.year?)).max();
    Speaker { home: home(input), era: date.or(latest.max(numbered)), date, mark: String::new() }
}

fn home(input: &Input<'_>) -> Option<Jurisdiction> {
    let header = &input.extraction.header;
    if let Some(known) = &header.jurisdiction {
        return Some(known.value.clone());
    }
    let kind = header.document_type.as_ref().map(|t| t.value);
    if kind.is_some_and(|k| CENTRAL_KINDS.contains(&k)) {
        return Some(Jurisdiction::default());
    }
    // An article whose title names one province speaks of its bodies.
    let title = header.title.as_ref().filter(|_| kind == Some(DocumentType::Article)).map(|t| fold(&t.value));
    title.as_deref().and_then(only_province)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Evidence, Extraction, Header, Sourced};
    use crate::text::{SourceText, Span};

    #[track_caller]
    fn check(title: &str, kind: DocumentType, label: Option<&str>) {
        let text = SourceText::new("a", title);
        let all = Span::new(0, title.len());
        let evidence = Evidence::new(&text, all, all).unwrap();
        let header = Header {
            title: Some(Sourced::new(title.to_owned(), evidence)),
            document_type: Some(Sourced::new(kind, evidence)),
            ..Header::default()
        };
        let extraction = Extraction { header, ..Extraction::default() };
        let found = speaker(&Input { text: &text, extraction: &extraction });
        assert_eq!(found.home.map(|j| j.label()).as_deref(), label);
    }

    #[test]
    fn an_article_speaks_of_the_one_province_in_its_title() {
        check("Danh sách 7 dự án đường cao tốc tỉnh Đồng Nai", DocumentType::Article, Some("Đồng Nai"));
        check("Cao tốc Hà Nội - Hải Phòng", DocumentType::Article, None);
        check("Công điện về phòng chống bão", DocumentType::Article, None);
    }

    #[test]
    fn a_decree_is_the_centres_without_a_letterhead() {
        check("Về viện trợ tại Hà Nội", DocumentType::Decree, Some("Trung ương"));
    }
}
