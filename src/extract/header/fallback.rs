//! What a header takes from elsewhere when no letterhead states it: a portal's own lines, the number, an article's dateline.

use super::issuer::{issuer_by_province, issuer_in_prose, set_issuer, unit_of};
use super::{enacting, is_capitals};
use crate::extract::view::View;
use crate::model::{DocumentNumber, DocumentType, Evidence, Header, Jurisdiction, Signer, Sourced};
use crate::text::{Block, PartialDate, SourceText, Span, fold, parse_date};

/// The labels a portal prints over a document; a value ends where the next label begins.
const LABELS: [&str; 14] = [
    "Số hiệu:",
    "Loại văn bản:",
    "Nơi ban hành:",
    "Người ký:",
    "Ngày ban hành:",
    "Ngày hiệu lực:",
    "Ngày công báo:",
    "Số công báo:",
    "Lĩnh vực:",
    "Tình trạng:",
    "Tình trạng hiệu lực:",
    "Ngày hết hiệu lực:",
    "Cơ quan ban hành:",
    "Trích yếu:",
];

/// How many blocks at the top may hold a portal's lines.
const PORTAL: usize = 120;

/// Fills what the letterhead left open.
pub(super) fn fill(text: &View<'_>, header: &mut Header) {
    if header.document_type.as_ref().is_some_and(|t| t.value == DocumentType::Article) {
        return dateline(text, header);
    }
    portal_date(text, header);
    passed_on(text, header);
    portal_issuer(text, header);
    issuer_in_prose(text, header);
    issuer_by_province(text, header);
    portal_signer(text, header);
    enacting::fill(text, header);
}

/// Returns what a portal prints for `label`: behind it in its block, or in the next block.
fn portal_value(text: &SourceText, label: &str) -> Option<(Span, String)> {
    let blocks = text.blocks();
    let finder = memchr::memmem::Finder::new(label);
    for (i, block) in blocks.iter().enumerate().take(PORTAL) {
        let words = text.slice(block.span);
        let Some(at) = finder.find(words.as_bytes()).map(|at| at + label.len()) else { continue };
        let rest = words.get(at..).unwrap_or_default();
        let end = LABELS.iter().filter_map(|l| rest.find(l)).min().unwrap_or(rest.len());
        let own = rest.get(..end).unwrap_or_default();
        if !own.trim().is_empty() {
            return Some(trimmed(block.span.start as usize + at, own));
        }
        let next = blocks.get(i + 1).filter(|_| end == rest.len())?;
        let value = text.slice(next.span);
        return (!LABELS.iter().any(|l| value.starts_with(l))).then(|| trimmed(next.span.start as usize, value));
    }
    None
}

fn trimmed(from: usize, words: &str) -> (Span, String) {
    let start = from + words.len() - words.trim_start().len();
    let value = words.trim();
    (Span::new(start, start + value.len()), value.to_owned())
}

fn portal_date(text: &SourceText, header: &mut Header) {
    if header.issued_on.is_some() {
        return;
    }
    let Some((span, value)) = portal_value(text, "Ngày ban hành:") else { return };
    let Some((date, _)) = parse_date(&value) else { return };
    header.issued_on = Evidence::new(text, span, span).map(|e| Sourced::new(date, e));
}

/// An act of the National Assembly without a place line: "… thông qua ngày 16 tháng 6 năm 2025".
fn passed_on(text: &SourceText, header: &mut Header) {
    if header.issued_on.is_some() {
        return;
    }
    for block in text.blocks().iter().rev() {
        let words = text.slice(block.span);
        let kind = ["Nghị quyết này", "Luật này", "Bộ luật này", "Pháp lệnh này"];
        if !kind.iter().any(|k| words.starts_with(k)) {
            continue;
        }
        let Some(at) = words.rfind("thông qua ngày ").map(|at| at + "thông qua ".len()) else { continue };
        let Some((date, len)) = words.get(at..).and_then(parse_date) else { continue };
        let start = block.span.start as usize + at;
        header.issued_on =
            Evidence::new(text, block.span, Span::new(start, start + len)).map(|e| Sourced::new(date, e));
        return;
    }
}

/// "Nơi ban hành: Tỉnh Lào Cai" means the body the number names; any other value names the body itself.
fn portal_issuer(text: &SourceText, header: &mut Header) {
    if header.issuer.is_some() {
        return;
    }
    let found = portal_value(text, "Nơi ban hành:").or_else(|| portal_value(text, "Cơ quan ban hành:"));
    let Some((span, value)) = found.filter(|(_, v)| v.chars().count() < 80) else { return };
    let Some(place) = unit_of(&fold(&value)) else {
        return set_issuer(text, header, &value, Jurisdiction::default(), span);
    };
    let body = header.number.as_ref().and_then(|n| local_body(&n.value));
    if let Some(body) = body {
        set_issuer(text, header, body, place, span);
    }
}

fn local_body(number: &DocumentNumber) -> Option<&'static str> {
    match number.body.split(['-', '.']).next()? {
        "UBND" => Some("Ủy ban nhân dân"),
        "CTUBND" => Some("Chủ tịch Ủy ban nhân dân"),
        "HĐND" => Some("Hội đồng nhân dân"),
        _ => None,
    }
}

fn portal_signer(text: &SourceText, header: &mut Header) {
    if !header.signers.is_empty() {
        return;
    }
    let Some((span, name)) = portal_value(text, "Người ký:") else { return };
    let words = name.split(' ').count();
    let named = name.split(' ').all(|w| w.chars().next().is_some_and(char::is_uppercase));
    if !(2..=6).contains(&words) || !named || is_capitals(&name) {
        return;
    }
    if let Some(evidence) = Evidence::new(text, span, span) {
        header.signers.push(Signer { name, capacity: None, post: None, evidence });
    }
}

/// The opening of an article: "LSO-Chiều nay (15/7), …" gives its publisher, the day and the month.
fn dateline(text: &SourceText, header: &mut Header) {
    let title = header.title.as_ref().map(|t| t.evidence.span().end).unwrap_or_default();
    let lead = text.blocks().iter().find(|b| text.to_source(b.span).start >= title && b.span.len() > 80);
    let Some(lead) = lead else { return };
    if header.issuer.is_none()
        && let Some(span) = publisher(text, lead)
    {
        let name = text.slice(span).to_owned();
        header.issuer = Evidence::new(text, lead.span, span).map(|e| Sourced::new(name, e));
    }
    if header.issued_on.is_none() {
        header.issued_on = day_of_report(text, lead);
    }
}

/// The initials before the dash that opens an article, in brackets or not.
fn publisher(text: &SourceText, lead: &Block) -> Option<Span> {
    let words = text.slice(lead.span);
    let open = words.len() - words.trim_start_matches('(').len();
    let name: String = words.get(open..)?.chars().take_while(|c| c.is_uppercase()).collect();
    let rest = words.get(open + name.len()..)?.trim_start_matches([')', ' ']);
    let dashed = rest.starts_with(['-', '–', '—']) && (2..=8).contains(&name.chars().count());
    let start = lead.span.start as usize + open;
    dashed.then(|| Span::new(start, start + name.len()))
}

/// "nay (15/7)" in the opening, with the year of the months just past: "trong 6 tháng đầu năm 2019".
fn day_of_report(text: &SourceText, lead: &Block) -> Option<Sourced<PartialDate>> {
    let words = text.slice(lead.span);
    let at = words.find("nay (").map(|i| i + "nay (".len())?;
    let close = words.get(at..)?.find(')')?;
    let printed = words.get(at..at + close)?;
    let following = text.clean().get(lead.span.end as usize..)?;
    let year_at = following.find("tháng đầu năm ").map(|i| i + "tháng đầu năm ".len())?;
    let year: String = following.get(year_at..)?.chars().take_while(char::is_ascii_digit).collect();
    let separator = printed.chars().find(|c| !c.is_ascii_digit())?;
    let (date, _) = parse_date(&format!("{printed}{separator}{year}"))?;
    let start = lead.span.start as usize + at;
    Evidence::new(text, lead.span, Span::new(start, start + close)).map(|e| Sourced::new(date, e))
}

#[cfg(test)]
mod tests {
    use super::super::header;
    use super::*;

    #[track_caller]
    fn check(source: &str, issuer: Option<&str>, date: Option<&str>, signer: Option<&str>) {
        let (h, _) = header(&View::new(&SourceText::new("a.txt", source)), &[]);
        assert_eq!(h.issuer.map(|n| n.value).as_deref(), issuer);
        assert_eq!(h.issued_on.map(|n| n.value.to_string()).as_deref(), date);
        assert_eq!(h.signers.first().map(|s| s.name.as_str()), signer);
    }

    #[test]
    fn what_comes_into_force_on_the_day_it_is_signed_says_its_number() {
        let source = "THÔNG TƯ\n\nHướng dẫn thực hiện chính sách\n\nĐiều 1. Phạm vi\n\n\
            1. Thông tư số 1/2025/TT-BNV có hiệu lực thi hành kể từ ngày ký (17/1/2025).\n";
        check(source, Some("Bộ Nội vụ"), Some("2025-01-17"), None);
        check(&source.replace("kể từ ngày ký (17/1/2025)", "từ ngày 17/1/2025"), None, None, None);
    }

    #[test]
    fn what_takes_place_is_no_document() {
        check("CHƯƠNG TRÌNH TANG LỄ\n\nvào lúc 8g30, thứ Năm, ngày 07 tháng 8 năm 2025\n", None, None, None);
    }

    #[test]
    fn a_portal_states_what_the_letterhead_does_not() {
        let source = "Số hiệu: 12/QĐ-UBND Loại văn bản: Quyết định\n\nNơi ban hành: Tỉnh Lào Cai Người ký: Lê Văn An\n\n\
            Ngày ban hành: 04/03/2020 Ngày hiệu lực: Đã biết\n\nQUYẾT ĐỊNH\n\nVỀ VIỆC PHÊ DUYỆT\n";
        check(source, Some("Ủy ban nhân dân tỉnh Lào Cai"), Some("2020-03-04"), Some("Lê Văn An"));
    }

    #[test]
    fn an_article_opens_with_its_publisher_and_day() {
        let source = "Ủy ban họp về đầu tư và sản xuất công nghiệp\n\nABC-Chiều nay (15/7), đồng chí Phó Chủ tịch chủ trì \
            cuộc họp về tình hình đầu tư, sản xuất.\n\nTrong 6 tháng đầu năm 2019, sản xuất ổn định.\n";
        check(source, Some("ABC"), Some("2019-07-15"), None);
    }

    #[test]
    fn an_act_without_a_place_line_is_of_the_day_it_was_passed() {
        let source = "Số: 1666/NQ-UBTVQH15\n\nNGHỊ QUYẾT\n\nVề việc sắp xếp\n\nNghị quyết này được Ủy ban Thường vụ \
            Quốc hội thông qua ngày 16 tháng 6 năm 2025.\n";
        check(source, Some("Ủy ban Thường vụ Quốc hội"), Some("2025-06-16"), None);
    }
}
