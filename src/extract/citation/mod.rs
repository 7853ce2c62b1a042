//! Citations: every naming of another document and every relation the text states between documents.

mod back;
mod draft;
mod headed;
mod joins;
mod law;
mod listed;
mod mention;
mod own;
mod passive;
mod provision;
mod relation;
mod report;
mod runon;
mod standard;
mod stops;
mod syllables;
mod trigger;
mod work;

use super::cue::Cue;
use super::view::View;
use crate::model::{DocumentMention, DocumentType, Header, Party, RelationKind, Section, Statement};
use crate::text::{Block, is_alphanumeric};

/// Returns the words the rules of this folder wait for.
pub(super) fn cues() -> Vec<(Cue, &'static str)> {
    law::cues().chain(standard::cues()).chain(work::cues()).chain(draft::cues()).chain(back::cues()).collect()
}

/// Headings after which a web page lists other articles.
const RELATED: [&str; 7] = [
    "tin liên quan",
    "bài viết liên quan",
    "tin cùng chuyên mục",
    "các tin khác",
    "tin khác",
    "tin tức liên quan",
    "văn bản liên quan",
];

/// Reads all mentions and statements.
pub(super) fn citations(
    text: &View<'_>,
    sections: &[Section],
    header: &Header,
) -> (Vec<DocumentMention>, Vec<Statement>) {
    let own = own_number(text, header);
    let year = header.issued_on.as_ref().map(|d| d.value.year);
    let first = sections.iter().map(|s| s.block as usize).min();
    let (mut mentions, mut statements) = (Vec::new(), Vec::new());
    let parts = text.parts();
    let mut recipients = false;
    let mut lead = None;
    for (i, block) in text.blocks().iter().enumerate() {
        let words = text.lower(block.span);
        let body = words.trim_start_matches(|c| !is_alphanumeric(c));
        if body.len() < 60 && RELATED.iter().any(|r| body.starts_with(r)) {
            break;
        }
        let begins = body.starts_with("phụ lục") || is_footnote(words) || parts.iter().any(|p| p.start == i);
        recipients = (recipients || body.starts_with("nơi nhận")) && !begins;
        if !recipients {
            let next = text.blocks().get(i + 1).map(|b| text.lower(b.span));
            let basis = next.is_some_and(|n| n.starts_with("căn cứ "));
            let place = match first {
                Some(first) if i > first => Place::Body,
                _ if basis => Place::BeforeBasis,
                _ => Place::Preamble,
            };
            let kind = header.document_type.as_ref().map(|t| t.value);
            let before = statements.len();
            read_block(
                text,
                (block, place, lead),
                (own.as_deref().map(|n| (n, year)), kind),
                &mut mentions,
                &mut statements,
            );
            let goes_on = lead.is_some() && statements.len() > before && block.marker.is_some();
            lead = listed::lead_of(text.lower(block.body_span()), kind == Some(DocumentType::Article))
                .or(lead.filter(|_| goes_on));
        }
    }
    joins::join_titles(text, &mut mentions);
    runon::shorten(text, &mut mentions);
    joins::join_laws(text, &mut mentions);
    joins::join_years(text, &mut mentions);
    joins::join_amending(&mut mentions);
    joins::join_short(&mut mentions);
    joins::join_promulgated(&mut mentions, &statements);
    statements.retain(|s| !mentions.get(s.object as usize).is_some_and(|m| m.draft));
    own::settle(header, &mut mentions, &mut statements);
    let article = header.document_type.as_ref().is_some_and(|t| t.value == DocumentType::Article);
    if article || own.is_none() && is_posted(text) {
        report::report(text, &mut mentions, &mut statements);
    }
    for s in &mut statements {
        // A submission asks for an act; it does not do it.
        let asks = match s.actor {
            Party::SelfDocument => s.kind == RelationKind::Promulgates,
            Party::Mention(m) => {
                let kind = mentions.get(m as usize).and_then(|m| m.document_type);
                kind == Some(DocumentType::Submission) && s.kind <= RelationKind::Approves
            }
        };
        if asks {
            s.kind = RelationKind::RefersTo;
        }
    }
    // A document does nothing to itself: both ends are namings of one.
    let key = |i: u32| mentions.get(i as usize).and_then(|m| m.number.as_ref()).map(|n| n.key());
    statements.retain(|s| match s.actor {
        Party::Mention(m) => m != s.object && (key(m).is_none() || key(m) != key(s.object)),
        Party::SelfDocument => true,
    });
    back::add(text, header.document_type.as_ref().map(|t| t.value), &mut mentions);
    (mentions, statements)
}

/// "[2] Quyết định số …": a footnote, which a web page prints behind the signature.
fn is_footnote(words: &str) -> bool {
    let number = words.trim_start().strip_prefix('[').and_then(|w| w.split_once(']'));
    number.is_some_and(|(n, _)| (1..=3).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()))
}

/// Where a block stands: only above the first heading do "Căn cứ …" lines state a legal basis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Above the first heading.
    Preamble,
    /// Above the first heading and right before a "Căn cứ …" line, whose word it may have lost.
    BeforeBasis,
    /// Below the first heading.
    Body,
}

fn read_block(
    text: &View<'_>,
    (block, place, lead): (&Block, Place, Option<RelationKind>),
    (own, own_kind): (Option<(&str, Option<u16>)>, Option<DocumentType>),
    mentions: &mut Vec<DocumentMention>,
    statements: &mut Vec<Statement>,
) {
    let (printed, words) = (text.slice(block.span), text.lower(block.span));
    let mut found = mention::find(text, printed, words);
    if found.is_empty() {
        return;
    }
    law::give_back(&mut found);
    draft::add(text, (printed, words), own_kind, &mut found);
    // Keys that open with other digits are not compared. The same number of another year is another document's.
    let alike = |own: &str, number: &str| own.as_bytes().first() == number.as_bytes().first();
    let is_own = |f: &mention::Found| {
        let (Some((own, year)), Some(number)) = (own, &f.number) else { return false };
        let another = f.date.zip(year).is_some_and(|(date, year)| date.year != year);
        alike(own, &number.number) && own == number.key() && !another
    };
    found.retain(|f| !is_own(f));
    let mut links = relation::link(words, &found, place);
    if let Some(lead) = lead.filter(|_| block.marker.is_some()) {
        links.iter_mut().for_each(|l| l.listed(&found, lead));
    }
    let mut index = Vec::new();
    for f in found {
        index.push(u32::try_from(mentions.len()).ok());
        match f.into_mention(text, block.span.start as usize) {
            Some(m) => mentions.push(m),
            None => {
                index.pop();
                index.push(None);
            }
        }
    }
    for link in links {
        statements.extend(link.into_statement(text, block.span.start as usize, &index));
    }
}

/// Returns the key of the document's own number: from the header, else from a "Số: …" line near the top.
fn own_number(text: &View<'_>, header: &Header) -> Option<String> {
    if let Some(number) = &header.number {
        return Some(number.value.key());
    }
    text.blocks().iter().take(15).find_map(|b| mention::own_number(text.slice(b.span), text.lower(b.span)))
}

/// Tells whether a line near the top says when a web page was posted, or that someone issued something on a day.
fn is_posted(text: &View<'_>) -> bool {
    let posted = ["đăng ngày", "ngày đăng", "đăng lúc", "cập nhật"];
    text.blocks().iter().take(8).any(|b| {
        let words = text.lower(b.span);
        let lead = words.starts_with("ngày ") && words.contains(" ban hành ");
        lead || posted.iter().any(|p| words.starts_with(p))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Evidence;
    use crate::text::SourceText;

    #[track_caller]
    fn check(source: &str, expected: &[(&str, &str, &str)]) {
        let text = SourceText::new("a.txt", source);
        let (mentions, statements) = citations(&View::new(&text), &[], &Header::default());
        let name = |i: u32| {
            let m = mentions.get(i as usize);
            m.and_then(|m| m.number.as_ref().map(|n| n.canonical()).or(m.name.clone())).unwrap_or_default()
        };
        let got: Vec<(String, &str, String)> = statements
            .iter()
            .map(|s| {
                let from = if let Party::Mention(m) = s.actor { name(m) } else { "SELF".to_owned() };
                (from, s.kind.code(), name(s.object))
            })
            .collect();
        let got: Vec<(&str, &str, &str)> = got.iter().map(|(a, k, b)| (a.as_str(), *k, b.as_str())).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn nests_what_a_cited_document_does() {
        check(
            "Thực hiện Kế hoạch số 157-KH/TU ngày 24/7/2018 của Tỉnh ủy thực hiện Nghị quyết số 23-NQ/TW của Bộ Chính trị.",
            &[("SELF", "IMPLEMENTS", "157-KH/TU"), ("157-KH/TU", "IMPLEMENTS", "23-NQ/TW")],
        );
        check(
            "Góp ý Nghị định quy định chi tiết một số điều của Luật Hóa chất và Luật Điện lực.",
            &[
                (
                    "Nghị định quy định chi tiết một số điều của Luật Hóa chất và Luật Điện lực",
                    "GUIDES",
                    "Luật Hóa chất",
                ),
                (
                    "Nghị định quy định chi tiết một số điều của Luật Hóa chất và Luật Điện lực",
                    "GUIDES",
                    "Luật Điện lực",
                ),
            ],
        );
        check(
            "Luật Thuế giá trị gia tăng số 13/2008/QH12 đã được sửa đổi, bổ sung bởi Luật số 31/2013/QH13 và Luật số 71/2014/QH13;",
            &[
                ("SELF", "REFERS_TO", "13/2008/QH12"),
                ("31/2013/QH13", "AMENDS", "13/2008/QH12"),
                ("71/2014/QH13", "AMENDS", "13/2008/QH12"),
            ],
        );
        check("Kế hoạch này thay thế Kế hoạch số 155/KH-UBND.", &[("SELF", "REPLACES", "155/KH-UBND")]);
        check(
            "2. Quyết định này bãi bỏ các Quyết định sau:\n\na) Quyết định số 5/2021/QĐ-UBND;\n\nb) Quyết định số 6/2022/QĐ-UBND.\n\nTheo Quyết định số 7/QĐ-UBND.",
            &[
                ("SELF", "REPEALS", "5/2021/QĐ-UBND"),
                ("SELF", "REPEALS", "6/2022/QĐ-UBND"),
                ("SELF", "REFERS_TO", "7/QĐ-UBND"),
            ],
        );
    }

    #[test]
    fn a_law_is_the_one_of_its_year_or_day_elsewhere() {
        check(
            "Căn cứ Luật Thủy sản năm 2017.\n\nNghị định số 26/2019/NĐ-CP hướng dẫn thi hành Luật Thủy sản.",
            &[
                ("SELF", "LEGAL_BASIS", "Luật Thủy sản năm 2017"),
                ("SELF", "REFERS_TO", "26/2019/NĐ-CP"),
                ("26/2019/NĐ-CP", "GUIDES", "Luật Thủy sản năm 2017"),
            ],
        );
        check(
            "Luật Thủy sản năm 2017; Luật Thủy sản năm 2003; theo Luật Thủy sản.",
            &[
                ("SELF", "REFERS_TO", "Luật Thủy sản năm 2017"),
                ("SELF", "REFERS_TO", "Luật Thủy sản năm 2003"),
                ("SELF", "REFERS_TO", "Luật Thủy sản"),
            ],
        );
    }

    #[test]
    fn a_law_that_amends_two_is_one_however_it_is_cut() {
        let whole = "Luật Sửa đổi, bổ sung một số điều của Luật Phòng, chống thiên tai và Luật Đê điều";
        check(
            &format!("Căn cứ {whole} ngày 17/6/2020;\n\nNghị định số 66/2021/NĐ-CP hướng dẫn thi hành {whole};"),
            &[
                ("SELF", "LEGAL_BASIS", whole),
                (whole, "AMENDS", "Luật Phòng, chống thiên tai"),
                (whole, "AMENDS", "Luật Đê điều"),
                ("SELF", "REFERS_TO", "66/2021/NĐ-CP"),
                ("66/2021/NĐ-CP", "GUIDES", whole),
                (whole, "AMENDS", "Luật Phòng, chống thiên tai"),
                (whole, "AMENDS", "Luật Đê điều"),
            ],
        );
    }

    #[test]
    fn footnotes_behind_the_signature_cite() {
        check(
            "Thực hiện chương trình[1].\n\nNơi nhận:\n\n- Như Quyết định số 1/QĐ-UBND;\n\n[1] Quyết định số 2/QĐ-UBND về việc phê duyệt.",
            &[("SELF", "REFERS_TO", "2/QĐ-UBND")],
        );
    }

    #[test]
    fn a_direction_may_stand_before_the_number_a_document_rests_on() {
        check(
            "Thiệt hại trên 16.000 tỷ đồng. Căn cứ chỉ đạo của Tổng Bí thư, của Bộ Chính trị tại Thông báo số 99-TB/TW, Nghị quyết số 380/NQ-CP.",
            &[("SELF", "LEGAL_BASIS", "99-TB/TW"), ("SELF", "LEGAL_BASIS", "380/NQ-CP")],
        );
    }

    #[test]
    fn a_heading_says_what_becomes_of_the_documents_below_it() {
        check(
            "Đồng thời thay thế:\n\n- Điều 14, 18 Quyết định số 15/2022/QĐ-UBND;\n\n- Quyết định số 7/2022/QĐ-UBND.",
            &[("SELF", "REPLACES", "15/2022/QĐ-UBND"), ("SELF", "REPLACES", "7/2022/QĐ-UBND")],
        );
        check(
            "Điều 1. Bãi bỏ toàn bộ một số văn bản của Thủ tướng Chính phủ\n\n1. Quyết định số 5/2021/QĐ-TTg về việc phê duyệt “Kế hoạch tổng thể phát triển công nghệ đến năm 2020”.\n\n2. Chỉ thị số 6/2022/CT-TTg.\n\nĐiều 2. Hiệu lực\n\n1. Theo Quyết định số 7/QĐ-TTg.",
            &[
                ("SELF", "REPEALS", "5/2021/QĐ-TTg"),
                ("5/2021/QĐ-TTg", "APPROVES", "Kế hoạch tổng thể phát triển công nghệ đến năm 2020"),
                ("SELF", "REPEALS", "6/2022/CT-TTg"),
                ("SELF", "REFERS_TO", "7/QĐ-TTg"),
            ],
        );
        check(
            "Bãi bỏ Quyết định số 5/2021/QĐ-TTg.\n\n1. Chỉ thị số 6/2022/CT-TTg.",
            &[("SELF", "REPEALS", "5/2021/QĐ-TTg"), ("SELF", "REFERS_TO", "6/2022/CT-TTg")],
        );
        check(
            "Căn cứ các quy định trên, trường hợp thuê đất trả tiền hằng năm theo Luật Đất đai thì thực hiện theo khoản 2 Điều 3 Nghị định số 103/2024/NĐ-CP.",
            &[("SELF", "REFERS_TO", "Luật Đất đai"), ("SELF", "REFERS_TO", "103/2024/NĐ-CP")],
        );
    }

    #[test]
    fn a_law_that_amends_numbered_laws_is_named_after_all_of_them() {
        let name = "Luật sửa đổi, bổ sung một số điều của Luật Đất đai số 31/2024/QH15, Luật Nhà ở số 27/2023/QH15 và Luật Các tổ chức tín dụng số 32/2024/QH15";
        check(
            &format!("Căn cứ {name} ngày 29/6/2024;\n\nI. MỤC ĐÍCH\n"),
            &[
                ("SELF", "LEGAL_BASIS", name),
                (name, "AMENDS", "31/2024/QH15"),
                (name, "AMENDS", "27/2023/QH15"),
                (name, "AMENDS", "32/2024/QH15"),
            ],
        );
        check(
            "Căn cứ Luật số 43/2024/QH15 sửa đổi, bổ sung một số điều của Luật Đất đai số 31/2024/QH15, Luật Nhà ở số 27/2023/QH15;",
            &[
                ("SELF", "LEGAL_BASIS", "43/2024/QH15"),
                ("43/2024/QH15", "AMENDS", "31/2024/QH15"),
                ("43/2024/QH15", "AMENDS", "27/2023/QH15"),
            ],
        );
    }

    #[test]
    fn who_asks_may_have_a_long_name_and_force_may_be_said_without_this() {
        let asks = "Theo đề nghị của Giám đốc Sở Văn hóa, Thể thao và Du lịch thành phố Đà Nẵng tại Tờ trình số 409/TTr-SVHTTDL";
        check(asks, &[("SELF", "RESPONDS_TO", "409/TTr-SVHTTDL")]);
        check(
            "1. Quyết định có hiệu lực kể từ ngày ký, đồng thời thay thế các quyết định: Quyết định số 3526/QĐ-UBND.",
            &[("SELF", "REPLACES", "3526/QĐ-UBND")],
        );
        check(
            "Nghị định số 163/2016/NĐ-CP quy định chi tiết Luật Ngân sách nhà nước;\n\nTheo Luật Ngân sách nhà nước số 89/2025/QH15.",
            &[
                ("SELF", "REFERS_TO", "163/2016/NĐ-CP"),
                ("163/2016/NĐ-CP", "GUIDES", "Luật Ngân sách nhà nước"),
                ("SELF", "REFERS_TO", "89/2025/QH15"),
            ],
        );
    }

    #[test]
    fn laws_that_share_one_head_word_are_amended_each() {
        check(
            "Căn cứ Luật số 56/2024/QH15 ngày 29/11/2024 về sửa đổi, bổ sung một số điều của Luật: Chứng khoán, Kế toán, Luật Dự trữ quốc gia;",
            &[
                ("SELF", "LEGAL_BASIS", "56/2024/QH15"),
                ("56/2024/QH15", "AMENDS", "Luật Chứng khoán"),
                ("56/2024/QH15", "AMENDS", "Luật Kế toán"),
                ("56/2024/QH15", "AMENDS", "Luật Dự trữ quốc gia"),
            ],
        );
        check(
            "Căn cứ Luật Tổ chức HĐND và UBND ngày 26/11/2003;",
            &[("SELF", "LEGAL_BASIS", "Luật Tổ chức HĐND và UBND")],
        );
        check(
            "Theo Tờ trình số 6/TTr-SNV về việc bãi bỏ Quyết định số 7/QĐ-UBND;",
            &[("SELF", "REFERS_TO", "6/TTr-SNV"), ("6/TTr-SNV", "REFERS_TO", "7/QĐ-UBND")],
        );
    }

    #[test]
    fn what_a_letter_answers_and_what_part_of_a_document_ends() {
        check("Trả lời công văn số 13/CV-FDI ngày 13/11/2025, Cục có ý kiến.", &[("SELF", "RESPONDS_TO", "13/CV-FDI")]);
        check("Cục Thuế nhận được Báo cáo số 157/BC-HĐTV của Hội đồng.", &[("SELF", "RESPONDS_TO", "157/BC-HĐTV")]);
        check("Đã nhận được sự quan tâm theo Công văn số 13/CV-FDI.", &[("SELF", "REFERS_TO", "13/CV-FDI")]);
        check(
            "Bãi bỏ Danh mục thủ tục hành chính quy định tại mục A ban hành kèm theo Quyết định số 2077/QĐ-BYT ngày 24/6/2025.",
            &[("SELF", "REPEALS", "2077/QĐ-BYT")],
        );
        check(
            "Danh mục tại Phụ lục ban hành kèm theo Quyết định số 151/QĐ-UBND ngày 3/7/2025 của Chủ tịch UBND tỉnh hết hiệu lực kể từ ngày Quyết định này có hiệu lực.",
            &[("SELF", "REPEALS", "151/QĐ-UBND")],
        );
        check(
            "Căn cứ Nghị quyết số 107/2020/QH14 ngày 10/6/2020 về kéo dài thời hạn miễn thuế quy định tại Nghị quyết số 55/2010/QH12;",
            &[("SELF", "LEGAL_BASIS", "107/2020/QH14"), ("107/2020/QH14", "EXTENDS", "55/2010/QH12")],
        );
    }

    #[test]
    fn a_law_has_the_number_it_is_promulgated_by_and_the_name_that_is_written_out() {
        check(
            "Căn cứ Luật số 57/2024/QH15 ngày 29/11/2024 của Quốc hội ban hành Luật sửa đổi, bổ sung một số điều của Luật Quy hoạch, Luật Đầu tư;",
            &[
                ("SELF", "LEGAL_BASIS", "57/2024/QH15"),
                ("57/2024/QH15", "AMENDS", "Luật Quy hoạch"),
                ("57/2024/QH15", "AMENDS", "Luật Đầu tư"),
            ],
        );
        check(
            "Theo Luật Thuế giá trị gia tăng số 48/2024/QH15.\n\nTheo quy định của Luật Thuế GTGT.",
            &[("SELF", "REFERS_TO", "48/2024/QH15"), ("SELF", "REFERS_TO", "48/2024/QH15")],
        );
    }

    #[test]
    fn what_a_body_issues_is_not_issued_by_the_document_before() {
        check(
            "Thực hiện Nghị quyết số 50-NQ/TW, Tỉnh ủy Vĩnh Phúc đã ban hành Kế hoạch số 157-KH/TU. UBND tỉnh ban hành Kế hoạch số 51/KH-UBND, triển khai Nghị quyết số 02/NQ-CP, Chỉ thị số 11/CT-TTg và Chỉ thị số 39-CT/TU.",
            &[
                ("157-KH/TU", "IMPLEMENTS", "50-NQ/TW"),
                ("SELF", "REFERS_TO", "157-KH/TU"),
                ("SELF", "REFERS_TO", "51/KH-UBND"),
                ("51/KH-UBND", "IMPLEMENTS", "02/NQ-CP"),
                ("51/KH-UBND", "IMPLEMENTS", "11/CT-TTg"),
                ("51/KH-UBND", "IMPLEMENTS", "39-CT/TU"),
            ],
        );
    }

    #[test]
    fn what_somebody_is_to_do_about_a_document_is_not_done_by_this_one() {
        check(
            "1. Rà soát, sửa đổi, bổ sung Quyết định số 45/2019/QĐ-UBND.",
            &[("SELF", "REFERS_TO", "45/2019/QĐ-UBND")],
        );
        check("Tham mưu UBND tỉnh bãi bỏ Quyết định số 45/2019/QĐ-UBND.", &[("SELF", "REFERS_TO", "45/2019/QĐ-UBND")]);
        check("1. Bãi bỏ Quyết định số 45/2019/QĐ-UBND.", &[("SELF", "REPEALS", "45/2019/QĐ-UBND")]);
        check(
            "Nghị quyết số 03/NQ-CP thực hiện Nghị quyết số 57-NQ/TW được sửa đổi tại Nghị quyết số 71/NQ-CP.",
            &[
                ("SELF", "REFERS_TO", "03/NQ-CP"),
                ("03/NQ-CP", "IMPLEMENTS", "57-NQ/TW"),
                ("71/NQ-CP", "AMENDS", "03/NQ-CP"),
            ],
        );
    }

    #[test]
    fn each_of_several_amending_acts_has_its_provision() {
        check(
            "Điều 24 Nghị định 06/2021/NĐ-CP được sửa đổi, bổ sung bởi Điều 11 Nghị định 35/2023/NĐ-CP, khoản 1 Điều 8 Nghị định 140/2025/NĐ-CP.",
            &[
                ("SELF", "REFERS_TO", "06/2021/NĐ-CP"),
                ("35/2023/NĐ-CP", "AMENDS", "06/2021/NĐ-CP"),
                ("140/2025/NĐ-CP", "AMENDS", "06/2021/NĐ-CP"),
            ],
        );
        check(
            "Quyết định số 5/2021/QĐ-UBND quy định mức chi hết hiệu lực thi hành.",
            &[("SELF", "REPEALS", "5/2021/QĐ-UBND")],
        );
        check("Quyết định số 5/2021/QĐ-UBND đã hết hiệu lực thi hành.", &[("SELF", "REFERS_TO", "5/2021/QĐ-UBND")]);
    }

    #[test]
    fn a_number_alone_is_that_of_the_document_named_in_full() {
        check(
            "Theo Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị.\n\nKế hoạch số 3/KH-UBND thực hiện Nghị quyết 57 và Nghị định 95.",
            &[
                ("SELF", "REFERS_TO", "57-NQ/TW"),
                ("SELF", "REFERS_TO", "3/KH-UBND"),
                ("3/KH-UBND", "IMPLEMENTS", "57-NQ/TW"),
                ("3/KH-UBND", "IMPLEMENTS", "Nghị định 95"),
            ],
        );
    }

    #[test]
    fn documents_end_together() {
        check(
            "2. Nghị quyết số 20/2021/QH15 về cơ cấu Chính phủ và Nghị quyết số 143/2024/QH15 hết hiệu lực kể từ ngày Nghị quyết này có hiệu lực.",
            &[("SELF", "REPEALS", "20/2021/QH15"), ("SELF", "REPEALS", "143/2024/QH15")],
        );
        check(
            "Thực hiện theo Nghị quyết số 20/2021/QH15. Nghị quyết số 143/2024/QH15 hết hiệu lực kể từ ngày Nghị quyết này có hiệu lực.",
            &[("SELF", "REFERS_TO", "20/2021/QH15"), ("SELF", "REPEALS", "143/2024/QH15")],
        );
    }

    #[test]
    fn what_is_named_behind_a_replaced_document_is_not_replaced() {
        check(
            "Nghị quyết này thay thế Nghị quyết số 5/2022/NQ-HĐND quy định việc xử lý cơ sở được dùng trước khi Luật số 27/2001/QH10 có hiệu lực.",
            &[("SELF", "REPLACES", "5/2022/NQ-HĐND"), ("SELF", "REFERS_TO", "27/2001/QH10")],
        );
        check(
            "Nghị quyết này thay thế Nghị quyết số 5/2022/NQ-HĐND quy định mức chi và Nghị quyết số 6/2022/NQ-HĐND.",
            &[("SELF", "REPLACES", "5/2022/NQ-HĐND"), ("SELF", "REPLACES", "6/2022/NQ-HĐND")],
        );
    }

    #[test]
    fn the_own_number_of_another_year_is_another_document() {
        let source = "Số: 12/KH-UBND\n\nThực hiện Kế hoạch số 12/KH-UBND ngày 5/3/2024.\n\nTheo Kế hoạch số 12/KH-UBND ngày 5/3/2025.\n";
        let text = SourceText::new("a.txt", source);
        let evidence = text.blocks().first().and_then(|b| Evidence::new(&text, b.span, b.span));
        let date = crate::text::PartialDate::full(2025, 3, 5).zip(evidence);
        let issued_on = date.map(|(date, evidence)| crate::model::Sourced::new(date, evidence));
        let (mentions, _) = citations(&View::new(&text), &[], &Header { issued_on, ..Header::default() });
        let years: Vec<Option<u16>> = mentions.iter().map(|m| m.issued_on.map(|d| d.year)).collect();
        assert_eq!(years, [Some(2024)]);
    }

    #[test]
    fn leaves_out_the_own_number_and_recipients() {
        check("Số: 12/KH-UBND\n\nNơi nhận:\n\n- Như Quyết định số 5/QĐ-UBND;\n", &[]);
    }
}
