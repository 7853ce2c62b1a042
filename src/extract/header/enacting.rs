//! Who issued a document without a letterhead: the words that bring it into being, its symbol, and who signed it.
//!
//! Copies often lose the letterhead; what remains is "Bộ trưởng Bộ X ban hành Thông tư …", the code in the number and the
//! signature (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7). Where none of them says it, the issuer stays unknown.

use super::issuer::set_issuer;
use super::{is_capitals, top};
use crate::extract::agency::parse_agencies;
use crate::model::reference::{Reach, body_of_code, body_of_name};
use crate::model::{DocumentNumber, DocumentType, Evidence, Header, Jurisdiction, Numbering, Sourced};
use crate::text::{Block, SourceText, Span, parse_date};

/// How many bytes behind "có hiệu lực" the day may stand.
const NEAR: usize = 60;

/// Fills the issuer by what a document without a letterhead still says of it.
pub(super) fn fill(text: &SourceText, header: &mut Header) {
    let article = header.document_type.as_ref().is_none_or(|t| t.value == DocumentType::Article);
    if header.number.is_none() && !article {
        by_force(text, header);
    }
    for rule in [by_symbol, by_enactment, by_authority, by_signature, by_notice] {
        if header.issuer.is_none() && !article {
            rule(text, header);
        }
    }
}

/// "Thông tư số 1/2025/TT-BNV có hiệu lực thi hành kể từ ngày ký (17/1/2025)": what comes into force on the day it is
/// signed says its own number.
fn by_force(text: &SourceText, header: &mut Header) {
    let Some(kind) = header.document_type.as_ref().map(|t| t.value) else { return };
    for block in text.blocks().iter().rev() {
        let words = text.slice(block.span);
        let Some(at) = words.find(" có hiệu lực") else { continue };
        let Some((before, behind)) = words.split_at_checked(at) else { continue };
        let Some(signed) = behind.find("từ ngày ký").filter(|at| *at < NEAR) else { continue };
        let Some(from) = before.rfind(" số ").map(|at| at + " số ".len()) else { continue };
        let named =
            before.get(..from).is_some_and(|w| w.trim_end_matches(" số ").ends_with(kind.vietnamese().as_str()));
        let Some((number, len)) = before.get(from..).and_then(DocumentNumber::parse) else { continue };
        if !named || from + len != before.len() || number.document_type() != Some(kind) {
            continue;
        }
        let start = block.span.start as usize;
        let focus = Span::new(start + from, start + from + len);
        header.numbering = Numbering::Printed;
        header.number = Evidence::new(text, block.span, focus).map(|e| Sourced::new(number, e));
        let day = behind.get(signed + "từ ngày ký".len()..).and_then(|w| w.strip_prefix(" ("));
        if let Some((date, len)) = day.and_then(parse_date).filter(|_| header.issued_on.is_none()) {
            let from = start + at + signed + "từ ngày ký (".len();
            let focus = Span::new(from, from + len);
            header.issued_on = Evidence::new(text, block.span, focus).map(|e| Sourced::new(date, e));
        }
        return;
    }
}

/// A central body is named by its code alone.
fn by_symbol(_: &SourceText, header: &mut Header) {
    let Some(number) = header.number.clone() else { return };
    let body = number.value.body.trim_end_matches(|c: char| c.is_ascii_digit());
    let name = match body {
        "CP" => "Chính phủ",
        "TTg" => "Thủ tướng Chính phủ",
        "QH" => "Quốc hội",
        "UBTVQH" => "Ủy ban Thường vụ Quốc hội",
        "VPCP" => "Văn phòng Chính phủ",
        _ => match body_of_code(body) {
            Some(body) => body.name.as_str(),
            None => return,
        },
    };
    header.issuer = Some(Sourced::new(name.to_owned(), number.evidence));
    header.jurisdiction = Some(Sourced::new(Jurisdiction::default(), number.evidence));
}

/// "Thống đốc Ngân hàng Nhà nước Việt Nam ban hành Thông tư …": the body whose head enacts.
fn by_enactment(text: &SourceText, header: &mut Header) {
    for block in top(text) {
        let words = text.slice(block.span);
        let (found, read) = parse_agencies(words, &Jurisdiction::default());
        let rest = words.get(read..).unwrap_or_default().trim_start();
        let [body] = found.as_slice() else { continue };
        if !rest.starts_with("ban hành") || !body.jurisdiction.is_central() {
            continue;
        }
        let heads = ["Bộ trưởng ", "Thống đốc ", "Chủ nhiệm ", "Tổng Thanh tra ", "Tổng Giám đốc "];
        let name = heads.iter().find_map(|h| body.name.strip_prefix(h)).unwrap_or(&body.name).to_owned();
        let known =
            ["Bộ ", "Ngân hàng Nhà nước", "Thủ tướng", "Chính phủ", "Quốc hội", "Ủy ban Thường vụ", "Văn phòng "];
        if known.iter().any(|k| name.starts_with(k)) {
            let start = block.span.start as usize;
            return set_issuer(text, header, &name, Jurisdiction::default(), Span::new(start, start + read));
        }
    }
}

/// "BỘ TRƯỞNG BỘ TÀI CHÍNH" on a line of its own, over the legal basis: the ministry whose head decides.
fn by_authority(text: &SourceText, header: &mut Header) {
    let basis = |b: &Block| text.slice(b.span).starts_with("Căn cứ ");
    for (block, next) in top(text).iter().zip(top(text).iter().skip(1)) {
        let words = text.slice(block.span);
        let ministry = words.strip_prefix("BỘ TRƯỞNG ").filter(|m| is_capitals(m) && basis(next));
        if let Some(body) = ministry.and_then(|m| body_of_name(m, Reach::Centre)) {
            return set_issuer(text, header, &body.name, Jurisdiction::default(), block.span);
        }
    }
}

/// "TM. CHÍNH PHỦ", "THỦ TƯỚNG", "KT. THỐNG ĐỐC": posts that only one body has.
fn by_signature(_: &SourceText, header: &mut Header) {
    const POSTS: [(&str, &str); 9] = [
        ("ỦY BAN THƯỜNG VỤ QUỐC HỘI", "Ủy ban Thường vụ Quốc hội"),
        ("CHỦ TỊCH QUỐC HỘI", "Quốc hội"),
        ("TM. CHÍNH PHỦ", "Chính phủ"),
        ("THỦ TƯỚNG", "Thủ tướng Chính phủ"),
        ("THỐNG ĐỐC", "Ngân hàng Nhà nước Việt Nam"),
        ("CHỦ TỊCH NƯỚC", "Chủ tịch nước"),
        ("BỘ TRƯỞNG, CHỦ NHIỆM", "Văn phòng Chính phủ"),
        ("BỘ CHÍNH TRỊ", "Bộ Chính trị"),
        ("BAN BÍ THƯ", "Ban Bí thư"),
    ];
    let Some(signer) = header.signers.first() else { return };
    let post = signer.post.as_deref().unwrap_or_default();
    let Some((_, name)) = POSTS.iter().find(|(printed, _)| post.contains(printed)) else { return };
    let evidence = signer.evidence;
    header.issuer = Some(Sourced::new((*name).to_owned(), evidence));
    header.jurisdiction = Some(Sourced::new(Jurisdiction::default(), evidence));
}

/// "Văn phòng Chính phủ thông báo để … biết, thực hiện.": the office that gives notice of what was concluded.
fn by_notice(text: &SourceText, header: &mut Header) {
    const OFFICES: [&str; 3] = ["Văn phòng Chính phủ", "Văn phòng Trung ương Đảng", "Văn phòng Quốc hội"];
    for block in text.blocks().iter().rev() {
        let words = text.slice(block.span);
        let Some(office) = OFFICES.iter().find(|o| words.starts_with(**o)) else { continue };
        let rest = words.get(office.len()..).unwrap_or_default();
        if [" thông báo để ", " xin thông báo ", " trân trọng thông báo "].iter().any(|w| rest.starts_with(w))
        {
            let start = block.span.start as usize;
            return set_issuer(text, header, office, Jurisdiction::default(), Span::new(start, start + office.len()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::header;
    use super::*;
    use crate::extract::view::View;

    #[track_caller]
    fn check(source: &str, issuer: Option<&str>) {
        let (h, _) = header(&View::new(&SourceText::new("a.txt", source)), &[]);
        assert_eq!(h.issuer.map(|n| n.value).as_deref(), issuer, "{source}");
    }

    #[test]
    fn a_copy_without_letterhead_still_says_who_issued_it() {
        check(
            "THÔNG TƯ\n\nSỬA ĐỔI QUY CHẾ\n\nCăn cứ Luật Giáo dục;\n\nThống đốc Ngân hàng Nhà nước Việt Nam ban hành Thông tư:\n",
            Some("Ngân hàng Nhà nước Việt Nam"),
        );
        check("Số: 21/2025/TT-BGDĐT\n\nTHÔNG TƯ\n\nQUY ĐỊNH CHẾ ĐỘ\n", Some("Bộ Giáo dục và Đào tạo"));
        let body = "Nội dung thứ nhất.\n\nNội dung thứ hai.\n\nNội dung thứ ba.\n\n";
        check(
            &format!("NGHỊ QUYẾT\n\nVỀ VIỆC TÁCH NỘI DUNG\n\n{body}TM. CHÍNH PHỦ\nKT. THỦ TƯỚNG\nBùi Thanh Sơn\n"),
            Some("Chính phủ"),
        );
        let notice = "Văn phòng Chính phủ xin thông báo để các bộ biết, thực hiện./.\n";
        check(&format!("THÔNG BÁO\n\nKẾT LUẬN VỀ ĐẦU TƯ\n\n{body}{notice}"), Some("Văn phòng Chính phủ"));
        check(
            &format!("CÔNG ĐIỆN\n\nVỀ MƯA LŨ\n\nTHỦ TƯỚNG CHÍNH PHỦ điện:\n\n- Bí thư;\n\n{body}"),
            Some("Thủ tướng Chính phủ"),
        );
    }

    #[test]
    fn an_issuer_nothing_states_stays_unknown() {
        check("THÔNG TƯ\n\nHƯỚNG DẪN\n\nBộ trưởng Bộ Y tế rà soát.\n\nBỘ TRƯỞNG\nNguyễn Văn A\n", None);
    }
}
