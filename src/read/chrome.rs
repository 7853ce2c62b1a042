//! Where a portal's own words begin after a copied document: notices to its customers, log-in boxes; leaves the
//! document alone.

use crate::text::SourceText;

/// How a portal speaks to its customers. No official document does.
const NOTICES: [&str; 9] = [
    "Thưa Quý khách",
    "Kính gửi: Quý Thành viên",
    "Quý khách vui lòng đăng nhập",
    "Quý khách Đăng nhập",
    "Tài khoản của Quý Khách",
    "Bạn vừa bị Đăng xuất",
    "Cảm ơn đã dùng ",
    "Tôi đã đọc và đồng ý Quy chế và Thỏa thuận",
    "Đăng nhập để xem ",
];

/// How many blocks a document has before a notice can stand after it: one at the top is the portal's head.
const HEAD: usize = 5;

/// Returns the clean offset at which the portal's own words begin, if any stand after the document.
pub(super) fn document_end(text: &SourceText) -> Option<u32> {
    let blocks = text.blocks();
    // A portal's lines are short and often run together, so a notice may stand inside its block.
    let first = blocks.iter().skip(HEAD).find(|b| NOTICES.iter().any(|n| text.slice(b.span).contains(n)))?;
    // "TP. HCM, ngày 31/05/2021" above a notice dates the notice.
    let dated = blocks.iter().rev().find(|b| b.span.end <= first.span.start).filter(|b| {
        let words = text.slice(b.span);
        words.chars().count() < 40 && words.contains(", ngày ")
    });
    Some(dated.map_or(first.span.start, |b| b.span.start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(tail: &str, kept: &str) {
        let body = "KẾ HOẠCH\n\nMột việc\n\nHai việc\n\nBa việc\n\nBốn việc\n\nNăm việc\n\n";
        let mut text = SourceText::new("a.txt", format!("{body}{tail}"));
        if let Some(end) = document_end(&text) {
            text.keep_until(end);
        }
        assert_eq!(text.blocks().last().map(|b| text.slice(b.span)), Some(kept));
        assert_eq!(text.clean().trim_end().lines().last(), Some(kept));
    }

    #[test]
    fn a_notice_to_customers_ends_the_document() {
        check("TP. HCM, ngày 31/05/2021\n\nThưa Quý khách,\n\nNghị định 13/2023/NĐ-CP yêu cầu\n", "Năm việc");
        check("- Bạn vừa bị Đăng xuất khỏi Tài khoản .\n", "Năm việc");
    }

    #[test]
    fn a_document_about_customers_stays_whole() {
        check("Các đơn vị hướng dẫn Quý khách đăng nhập\n", "Các đơn vị hướng dẫn Quý khách đăng nhập");
    }
}
