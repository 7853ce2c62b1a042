//! A portal's own words before and after a copied document: its summary of it, notices to its customers, log-in boxes;
//! leaves the document alone.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::text::{SourceText, Span, lower};

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

/// Of a kind that skips fast over texts without them.
static FINDER: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(NOTICES).ok());

/// How many blocks a document has before a notice can stand after it: one at the top is the portal's head.
const HEAD: usize = 5;

/// Returns the clean offset at which the portal's own words begin, if any stand after the document.
pub(super) fn document_end(text: &SourceText) -> Option<u32> {
    let blocks = text.blocks();
    // A portal's lines are short and often run together, so a notice may stand inside its block.
    let from = blocks.get(HEAD)?.span.start;
    let rest = text.slice(Span::new(from as usize, text.clean().len()));
    let mut notices = FINDER.as_ref()?.find_iter(rest).map(|m| from + Span::new(0, m.start()).end);
    let first = notices.find_map(|at| text.block_at(at))?;
    // "TP. HCM, ngày 31/05/2021" above a notice dates the notice.
    let dated = blocks.iter().rev().find(|b| b.span.end <= first.span.start).filter(|b| {
        let words = text.slice(b.span);
        words.chars().count() < 40 && words.contains(", ngày ")
    });
    Some(dated.map_or(first.span.start, |b| b.span.start))
}

/// What a portal's table of a document ends with, and the words behind which its summary begins.
const LAST_FIELD: &str = "tình trạng:";

/// What the letterhead of a state or Party document prints (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.1; Hướng dẫn
/// 36-HD/VPTW).
const MOTTOES: [&str; 3] = ["cộng hòa xã hội chủ nghĩa", "cộng hoà xã hội chủ nghĩa", "đảng cộng sản việt nam"];

/// Returns the clean span of what a portal says of a document between its table of it and the letterhead: its own
/// summary, which states nothing of the document's.
pub(super) fn summary(text: &SourceText) -> Option<Span> {
    let words = |i: usize| text.blocks().get(i).map_or("", |b| text.slice(b.span));
    let blocks = text.blocks().len();
    let first = |words: &str| words.bytes().next().map(|byte| byte.to_ascii_lowercase());
    let opens = |i: usize, opening: &str| {
        let here = words(i).get(..opening.len()).filter(|here| first(here) == first(opening));
        here.is_some_and(|here| lower(here) == opening)
    };
    let field = (0..blocks.min(80)).find(|i| opens(*i, LAST_FIELD))?;
    let motto = (field..blocks.min(field + 200)).find(|i| MOTTOES.iter().any(|m| opens(*i, m)))?;
    // The issuer's name stands above the motto or in the cell before it, in capitals.
    let capitals = |i: &usize| words(*i).chars().any(char::is_alphabetic) && !words(*i).chars().any(char::is_lowercase);
    let head = (field + 2..motto).rev().take_while(capitals).last().unwrap_or(motto);
    let from = text.blocks().get(field + 2)?.span.start;
    let to = text.blocks().get(head)?.span.start;
    (from < to).then(|| Span::new(from as usize, to as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_portal_says_of_a_document_is_not_its_own() {
        let head = "Ngày hiệu lực:\n\nĐã biết\n\nTình trạng:\n\nĐã biết\n\n";
        let own = "CHÍNH PHỦ\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 1/NĐ-CP\n";
        let said = "## Điều kiện mới\n\n(1) Theo Luật số 2/2024/QH15 thì:\n\n";
        let left = |source: String| {
            let text = SourceText::new("a.txt", source);
            summary(&text).map(|s| text.slice(s).to_owned())
        };
        let found = left(format!("{head}{said}{own}"));
        assert!(
            found.as_deref().is_some_and(|f| f.starts_with("Điều kiện") && f.trim_end().ends_with("thì:")),
            "{found:?}"
        );
        assert_eq!(left(format!("{head}{own}")), None);
        assert_eq!(left(format!("{said}{own}")), None);
    }

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
