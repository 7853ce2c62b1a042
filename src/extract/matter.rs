//! Which blocks are end matter: recipients and signatures. A promulgated work may follow them; what it says is not asked.

use std::ops::Range;

use super::view::View;
use crate::text::{BlockKind, Span};

/// Words the recipients or a signature open with (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7 and II.9).
const OPENINGS: [&str; 8] = ["nơi nhận", "tm.", "kt.", "tl.", "tuq.", "t/m", "k/t", "t/l"];

/// What a web page prints behind a document.
const PAGE: [&str; 4] =
    ["văn bản này chưa cập nhật", "văn bản này đang cập nhật", "văn bản liên quan", "file được đính kèm"];

/// Works that a decision promulgates and that have no number of their own.
const PROMULGATED: [&str; 19] = [
    "quy định",
    "quy chế",
    "kế hoạch",
    "chương trình",
    "đề án",
    "phương án",
    "hướng dẫn",
    "điều lệ",
    "quy trình",
    "nội quy",
    "danh mục",
    "thủ tục hành chính",
    "nội dung thủ tục",
    "bộ quy tắc",
    "quy tắc",
    "bộ tiêu chí",
    "chiến lược",
    "thể lệ",
    "kịch bản",
];

/// How long the verb may be before "kèm theo", in bytes: "ban hành", "phê duyệt".
const VERB: usize = 20;

/// How many blocks below its heading a promulgated work may say what it came with.
const NEAR: usize = 8;

/// Returns the runs of blocks that are the text itself, in their order: all but the end matter.
pub(super) fn parts(text: &View<'_>) -> Vec<Range<usize>> {
    let blocks = text.blocks();
    let mut parts = Vec::new();
    let mut from = Some(0);
    for (i, block) in blocks.iter().enumerate() {
        match from {
            Some(start) if opens_end(text.lower(head(text, i))) => {
                parts.push(start..i);
                from = None;
            }
            None if block.kind == BlockKind::Paragraph && is_promulgated(text, i) => from = Some(i),
            _ => {}
        }
    }
    parts.extend(from.map(|start| start..blocks.len()));
    parts
}

fn opens_end(words: &str) -> bool {
    let whole = |o: &str| words.strip_prefix(o).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    OPENINGS.iter().any(|o| whole(o)) || PAGE.iter().any(|p| words.starts_with(p))
}

/// Tells for each block whether it is end matter; appendices, which tables and lists fill, are none.
pub(super) fn end_matter(text: &View<'_>) -> Vec<bool> {
    let parts = text.parts();
    let mut appendix = false;
    let each = |i: usize| {
        let within = parts.iter().any(|p| p.contains(&i));
        appendix = !within && (appendix || text.lower(head(text, i)).starts_with("phụ lục"));
        !within && !appendix
    };
    (0..text.blocks().len()).map(each).collect()
}

/// "QUY CHẾ", and soon below it "(Ban hành kèm theo Quyết định số …)".
fn is_promulgated(text: &View<'_>, i: usize) -> bool {
    let head_of = head(text, i);
    let heading = text.lower(head_of);
    let Some(kind) = PROMULGATED.iter().find(|p| heading.starts_with(**p)) else { return false };
    !text.slice(head_of).chars().any(char::is_lowercase)
        && (i + 1..=i + NEAR).any(|n| {
            let words = text.lower(head(text, n));
            // "KẾ HOẠCH", and below it "…, Ủy ban nhân dân tỉnh ban hành Kế hoạch … như sau:".
            let enacts = || {
                words
                    .find("ban hành ")
                    .is_some_and(|at| words.get(at + "ban hành ".len()..).is_some_and(|w| w.starts_with(kind)))
            };
            if heading == *kind && words.ends_with("như sau:") && enacts() {
                return true;
            }
            // "VỀ THỜI GIAN BÁN HÀNG (Ban hành kèm theo Quyết định số …)": on the line of its title.
            let says =
                |from: &str| from.find("kèm theo").is_some_and(|at| from.get(..at).is_some_and(|w| w.len() < VERB));
            says(words) || words.split_once('(').is_some_and(|(_, inner)| says(inner))
        })
}

/// A block from its first letter on.
fn head(text: &View<'_>, i: usize) -> Span {
    let Some(span) = text.blocks().get(i).map(|b| b.span) else { return Span::default() };
    let words = text.slice(span);
    let lead = words.find(char::is_alphabetic).unwrap_or(words.len());
    Span::new(span.start as usize + lead, span.end as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceText;

    #[track_caller]
    fn check(source: &str, expected: &[&str]) {
        let text = SourceText::new("a.txt", source);
        let got: Vec<String> = parts(&View::new(&text))
            .into_iter()
            .map(|r| r.filter_map(|i| text.blocks().get(i)).map(|b| text.slice(b.span)).collect::<Vec<_>>().join("/"))
            .collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn a_promulgated_work_follows_the_signature() {
        check(
            "Điều 1. Ban hành Quy chế.\n\nNơi nhận:\n\n- Như trên;\n\nTM. ỦY BAN NHÂN DÂN\n\nQUY CHẾ\n\n(Kèm theo Quyết định số 1)\n\nĐiều 1. Phạm vi\n",
            &["Điều 1. Ban hành Quy chế.", "QUY CHẾ/(Kèm theo Quyết định số 1)/Điều 1. Phạm vi"],
        );
    }

    #[test]
    fn what_a_work_came_with_may_stand_on_the_line_of_its_title() {
        check(
            "Điều 1. Một.\n\nNơi nhận:\n\nQUY ĐỊNH\n\nVỀ GIỜ BÁN HÀNG (Ban hành kèm theo Quyết định số 1)\n\nĐiều 1. Hai\n",
            &["Điều 1. Một.", "QUY ĐỊNH/VỀ GIỜ BÁN HÀNG (Ban hành kèm theo Quyết định số 1)/Điều 1. Hai"],
        );
    }

    #[test]
    fn procedures_that_were_made_public_are_a_work_too() {
        let heading = "THỦ TỤC HÀNH CHÍNH NỘI BỘ CỦA BỘ NỘI VỤ\n\n(Ban hành kèm theo Quyết định số 1)";
        check(
            &format!("Điều 1. Một.\n\nNơi nhận:\n\n{heading}\n\nBước 1: Sở Y tế rà soát.\n"),
            &["Điều 1. Một.", &format!("{}/Bước 1: Sở Y tế rà soát.", heading.replace("\n\n", "/"))],
        );
    }

    #[test]
    fn a_work_may_say_itself_that_it_is_promulgated() {
        let plan =
            |says: &str| format!("Điều 1. Một.\n\nNơi nhận:\n\nKẾ HOẠCH\n\nXUẤT KHẨU\n\nUBND tỉnh {says} như sau:\n");
        check(
            &plan("ban hành Kế hoạch xuất khẩu"),
            &["Điều 1. Một.", "KẾ HOẠCH/XUẤT KHẨU/UBND tỉnh ban hành Kế hoạch xuất khẩu như sau:"],
        );
        check(&plan("báo cáo"), &["Điều 1. Một."]);
    }

    #[test]
    fn an_appendix_is_end_matter() {
        check("Điều 1. Một.\n\nNơi nhận:\n\nPHỤ LỤC\n\n(Kèm theo Kế hoạch số 1)\n", &["Điều 1. Một."]);
        check("", &[""]);
    }
}
