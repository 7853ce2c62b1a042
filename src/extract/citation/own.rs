//! What a document calls its own work: the plan it is, the scheme it approves or promulgates.

use super::syllables::{opening, opens_with, syllables, without_kind};
use crate::model::{DocumentMention, DocumentType, Header, Party, RelationKind, Statement};

/// Words by which a title says what is done to the work it names.
const DEEDS: [&str; 4] = ["ban hanh ", "phe duyet ", "ve viec ban hanh ", "ve viec phe duyet "];

/// Words that end the name of a work in the sentence that approves it.
const ENDS: [&str; 6] =
    [" với những nội dung", " với các nội dung", " với nội dung", " với một số nội dung", " kèm theo", " như sau"];

/// Drops what is said of the document's own work, but for the one sentence that approves it.
pub(super) fn settle(header: &Header, mentions: &mut [DocumentMention], statements: &mut Vec<Statement>) {
    let title = header.title.as_ref().map(|t| syllables(&t.value)).unwrap_or_default();
    let mut approves = title.trim_start_matches("ve viec ").starts_with("phe duyet ");
    statements.retain_mut(|s| {
        let Some(m) = mentions.get_mut(s.object as usize) else { return true };
        if !is_own_work(m, header, &title) {
            return !is_vague(m, &title);
        }
        let first = approves && s.actor == Party::SelfDocument && m.name.as_ref().is_some_and(|n| has_small(n));
        if first {
            approves = false;
            s.kind = RelationKind::Approves;
            m.name = m.name.take().map(|name| without_contents(&name).to_owned());
        }
        first
    });
}

/// "trực tiếp thực hiện Kế hoạch nâng cao nhận thức cộng đồng …" in the plan of that title speaks of the plan itself.
fn is_own_work(mention: &DocumentMention, header: &Header, title: &str) -> bool {
    const LONG: usize = 7;
    let (None, Some(name), Some(kind)) = (&mention.number, &mention.name, mention.document_type) else { return false };
    // A law that amends another has its name in its own.
    if matches!(kind, DocumentType::Law | DocumentType::Ordinance) {
        return false;
    }
    let own_kind = header.document_type.as_ref().is_some_and(|t| t.value == kind) || is_titled(title, kind);
    let name = if own_kind { syllables(without_contents(name)) } else { return false };
    let words = without_kind(&name, kind);
    opening(words, LONG).is_some_and(|words| format!(" {title} ").contains(&format!(" {words} ")))
        || is_titled(title, kind) && words.contains(' ') && title.ends_with(words)
}

/// Tells whether a title says that a work of a kind is approved or promulgated.
fn is_titled(title: &str, kind: DocumentType) -> bool {
    let of_kind = |words: &str| kind.names().iter().any(|n| opens_with(words, &syllables(n)));
    DEEDS.iter().any(|deed| title.strip_prefix(deed).is_some_and(of_kind))
}

/// "Chương trình trước ngày 15 tháng 12", "Đề án từ ngân sách nhà nước" where the document's own is meant: no name, but
/// words behind its kind.
fn is_vague(mention: &DocumentMention, title: &str) -> bool {
    let (None, Some(name), Some(kind)) = (&mention.number, &mention.name, mention.document_type) else { return false };
    let own = name.split_once(' ').map_or("", |(_, rest)| rest);
    let proper = own.chars().any(|c| c.is_uppercase() || matches!(c, '“' | '"')) || name.contains("quốc gia");
    let period = ["giai đoạn", "đến năm", "thời kỳ", "năm "].iter().any(|w| name.contains(w));
    let counted = own.split(' ').nth(1).is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    is_titled(title, kind) && !proper && !period && !counted
}

fn without_contents(name: &str) -> &str {
    let end = ENDS.iter().filter_map(|e| name.find(e)).min().unwrap_or(name.len());
    name.get(..end).unwrap_or(name)
}

fn has_small(name: &str) -> bool {
    name.split_once(' ').is_some_and(|(_, rest)| rest.contains(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::citation::citations;
    use crate::extract::view::View;
    use crate::model::{Evidence, Sourced};
    use crate::text::SourceText;

    #[track_caller]
    fn check(title: &str, source: &str, expected: &[(&str, &str)]) {
        let text = SourceText::new("a.txt", source);
        let evidence = text.blocks().first().and_then(|b| Evidence::new(&text, b.span, b.span));
        let title = evidence.map(|e| Sourced::new(title.to_owned(), e));
        let header = Header { title, ..Header::default() };
        let (mentions, statements) = citations(&View::new(&text), &[], &header);
        let name = |s: &Statement| mentions.get(s.object as usize).and_then(|m| m.name.clone()).unwrap_or_default();
        let got: Vec<(&str, String)> = statements.iter().map(|s| (s.kind.code(), name(s))).collect();
        let got: Vec<(&str, &str)> = got.iter().map(|(kind, name)| (*kind, name.as_str())).collect();
        assert_eq!(got, expected, "{source}");
    }

    #[test]
    fn a_decision_approves_the_work_of_its_title_once() {
        let plan = "Quy hoạch phát triển vận tải hành khách bằng xe taxi trên địa bàn tỉnh Lạng Sơn đến năm 2020";
        check(
            &plan.to_uppercase().replace("QUY HOẠCH", "PHÊ DUYỆT QUY HOẠCH"),
            &format!("Điều 1. Phê duyệt {plan} với những nội dung chủ yếu như sau:\n\n{plan} phải phù hợp."),
            &[("APPROVES", plan)],
        );
    }

    #[test]
    fn words_behind_the_kind_of_the_own_work_are_no_name() {
        let source = "Bố trí kinh phí thực hiện Chương trình từ ngân sách nhà nước được giao hằng kỳ; theo Đề án 06.";
        check("VỀ VIỆC PHÊ DUYỆT CHƯƠNG TRÌNH PHÁT TRIỂN CHÍNH PHỦ SỐ", source, &[("REFERS_TO", "Đề án 06")]);
    }
}
