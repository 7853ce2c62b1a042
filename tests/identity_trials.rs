//! Short documents written for one rule of identity each, read end to end; each rule has a twin that must not be joined.

use std::sync::Arc;

use luocdo::extract::extract;
use luocdo::graph::{Held, PolicyGraph};
use luocdo::model::{DiscrepancyKind, Resolution};
use luocdo::pipeline;
use luocdo::read::read_bytes;
use luocdo::resolve::Decisions;

/// A province's document as it is printed, with a letterhead.
pub(crate) fn paper(province: &str, number: &str, date: (u8, u8, u16), kind: &str, title: &str, body: &str) -> String {
    let head = province.to_uppercase();
    let (day, month, year) = date;
    format!(
        "ỦY BAN NHÂN DÂN\nTỈNH {head}\n-------\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\
         ---------------\n\nSố: {number}\n\n{province}, ngày {day:02} tháng {month:02} năm {year}\n\n{kind}\n\n{title}\n\n\
         {body}\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn An\n"
    )
}

/// Reads texts and joins them.
pub(crate) fn graph(texts: &[(&str, &str)]) -> PolicyGraph {
    let mut held = Vec::new();
    for (name, text) in texts {
        let (documents, _) = read_bytes(name, text.as_bytes());
        held.extend(documents.into_iter().map(|d| {
            let extraction = Arc::new(extract(&d.text, &d.sections));
            Held { text: Arc::new(d.text), extraction, sha256: d.sha256 }
        }));
    }
    pipeline::build_held(held, Decisions::default()).0
}

/// One paper of Lào Cai of 12 May 2020 with a body.
fn of_lao_cai(body: &str) -> PolicyGraph {
    graph(&[("a.txt", &paper("Lào Cai", "7/CT-UBND", (12, 5, 2020), "CHỈ THỊ", "Về phát triển công nghiệp", body))])
}

/// Which works are named in a graph, the held ones left out.
fn cited(graph: &PolicyGraph) -> Vec<&str> {
    graph.resolved.documents.iter().filter(|d| d.held.is_none()).map(|d| d.id.as_str()).collect()
}

fn agencies(graph: &PolicyGraph) -> Vec<&str> {
    graph.resolved.agencies.iter().map(|a| a.id.as_str()).collect()
}

/// A body cites these works and no others.
#[track_caller]
fn check_cited(body: &str, expected: &[&str]) {
    assert_eq!(cited(&of_lao_cai(body)), expected, "{body}");
}

/// A body tasks these bodies, besides the issuer.
#[track_caller]
fn check_agencies(body: &str, expected: &[&str]) {
    let graph = of_lao_cai(body);
    let found: Vec<&str> = agencies(&graph).into_iter().filter(|a| *a != "vn:org:t10:uy-ban-nhan-dan").collect();
    assert_eq!(found, expected, "{body}");
}

#[test]
fn two_provinces_share_a_number_and_their_departments_a_name() {
    let body = "Thực hiện Kế hoạch số 155/KH-UBND ngày 02/3/2020 của Ủy ban nhân dân tỉnh về khuyến công.\n\n\
                1. Sở Công Thương chủ trì, phối hợp với các đơn vị liên quan triển khai thực hiện kế hoạch.\n";
    let a = paper("Lào Cai", "7/CT-UBND", (12, 5, 2020), "CHỈ THỊ", "Về phát triển công nghiệp", body);
    let b = paper("Phú Yên", "7/CT-UBND", (12, 5, 2020), "CHỈ THỊ", "Về phát triển công nghiệp", body);
    let graph = graph(&[("a.txt", &a), ("b.txt", &b)]);
    assert_eq!(cited(&graph), ["vn:hc:ubnd.t10:kh:2020:155", "vn:hc:ubnd.t54:kh:2020:155"]);
    let found = agencies(&graph);
    assert!(found.contains(&"vn:org:t10:so-cong-thuong") && found.contains(&"vn:org:t54:so-cong-thuong"), "{found:?}");
    assert_eq!(graph.resolved.discrepancies, []);
}

#[test]
fn one_work_cited_with_two_dates_is_one_and_contradicted() {
    let two = of_lao_cai(
        "Thực hiện Quyết định số 45/QĐ-TTg ngày 02/3/2020 của Thủ tướng Chính phủ về khuyến công.\n\n\
         Căn cứ Quyết định số 45/QĐ-TTg ngày 12/3/2020 của Thủ tướng Chính phủ về khuyến công;\n",
    );
    assert_eq!(cited(&two), ["vn:hc:ttg:qd:2020:45"]);
    let kinds: Vec<DiscrepancyKind> = two.resolved.discrepancies.iter().map(|d| d.kind).collect();
    assert_eq!(kinds, [DiscrepancyKind::TwoDates]);
    let years = of_lao_cai(
        "Thực hiện Quyết định số 45/QĐ-TTg ngày 02/3/2020 của Thủ tướng Chính phủ về khuyến công.\n\n\
         Căn cứ Quyết định số 45/QĐ-TTg ngày 12/3/2019 của Thủ tướng Chính phủ về cụm công nghiệp;\n",
    );
    assert_eq!(cited(&years), ["vn:hc:ttg:qd:2019:45", "vn:hc:ttg:qd:2020:45"]);
    assert_eq!(years.resolved.discrepancies, []);
}

#[test]
fn departments_behind_one_word_are_each_a_body() {
    check_agencies(
        "1. Các Sở: Tài chính, Kế hoạch và Đầu tư, Xây dựng chủ trì rà soát cơ chế hỗ trợ doanh nghiệp trước ngày 30/6/2020.\n",
        &["vn:org:t10:so-ke-hoach-va-dau-tu", "vn:org:t10:so-tai-chinh", "vn:org:t10:so-xay-dung"],
    );
    check_agencies(
        "1. Sở Kế hoạch và Đầu tư chủ trì rà soát cơ chế hỗ trợ doanh nghiệp trước ngày 30/6/2020.\n",
        &["vn:org:t10:so-ke-hoach-va-dau-tu"],
    );
}

#[test]
fn a_committee_numbers_within_its_term() {
    check_cited(
        "Thực hiện Nghị quyết số 10-NQ/TU ngày 05/4/2018 của Tỉnh ủy về công nghiệp.\n\n\
         Thực hiện Nghị quyết số 10-NQ/TU ngày 20/12/2013 của Tỉnh ủy về du lịch.\n",
        &["vn:dang:tu.t10:nq:nk2010:10", "vn:dang:tu.t10:nq:nk2015:10"],
    );
    check_cited(
        "Thực hiện Nghị quyết số 10-NQ/TU ngày 05/4/2018 của Tỉnh ủy về công nghiệp.\n\n\
         Tiếp tục thực hiện Nghị quyết số 10-NQ/TU năm 2018 của Tỉnh ủy.\n",
        &["vn:dang:tu.t10:nq:nk2015:10"],
    );
}

#[test]
fn a_law_by_name_is_the_text_in_force_on_the_day() {
    let law = |year: u16| {
        let body = "Căn cứ Luật Đất đai;\n\nCăn cứ Luật Đầu tư;\n";
        graph(&[("a.txt", &paper("Lào Cai", "7/QĐ-UBND", (12, 5, year), "QUYẾT ĐỊNH", "Về giá đất", body))])
    };
    assert_eq!(cited(&law(2012)), ["vn:qppl:qh11:l:2003:13", "vn:qppl:qh11:l:2005:59"]);
    assert_eq!(cited(&law(2020)), ["vn:qppl:qh13:l:2013:45", "vn:qppl:qh13:l:2014:67"]);
}

#[test]
fn a_draft_belongs_to_what_was_issued() {
    let title = "Triển khai Đề án phát triển công nghiệp và làng nghề trên địa bàn tỉnh giai đoạn 2020-2025";
    let body = "Căn cứ Nghị định số 45/2012/NĐ-CP của Chính phủ về khuyến công;\n";
    let draft = paper("Lào Cai", "    /KH-UBND", (2, 5, 2020), "KẾ HOẠCH", title, body);
    let issued = paper("Lào Cai", "155/KH-UBND", (12, 5, 2020), "KẾ HOẠCH", title, body);
    let elsewhere = paper("Phú Yên", "155/KH-UBND", (12, 5, 2020), "KẾ HOẠCH", title, body);
    let drafts = |texts: &[(&str, &str)]| {
        let graph = graph(texts);
        let of = graph.resolved.relations.iter().filter(|r| r.kind == luocdo::model::RelationKind::DraftOf);
        of.map(|r| graph.resolved.documents[r.object as usize].id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(drafts(&[("a.txt", &draft), ("b.txt", &issued)]), ["vn:hc:ubnd.t10:kh:2020:155"]);
    assert_eq!(drafts(&[("a.txt", &draft), ("b.txt", &elsewhere)]), Vec::<String>::new());
}

#[test]
fn this_resolution_and_the_letter_above_are_what_they_point_at() {
    let graph = of_lao_cai(
        "Thực hiện Nghị quyết số 23-NQ/TW ngày 22/3/2018 của Bộ Chính trị về định hướng chính sách công nghiệp. \
         Để thực hiện Nghị quyết này, Ủy ban nhân dân tỉnh yêu cầu rà soát.\n\n\
         Xét đề nghị của Sở Công Thương tại Văn bản số 3/SCT-QLCN ngày 04/5/2020 về cụm công nghiệp. \
         Theo văn bản số 3 nói trên, các huyện báo cáo.\n\n\
         Căn cứ Quyết định số 88/QĐ-UBND ngày 05/01/2020 của Ủy ban nhân dân tỉnh phê duyệt Đề án phát triển làng nghề tỉnh Lào Cai; \
         các huyện căn cứ Đề án nêu trên để thực hiện.\n",
    );
    let works = cited(&graph);
    assert_eq!(
        works,
        [
            "vn:dang:tw:nq:k12:23",
            "vn:hc:sct.t10:cv:2020:3",
            "vn:hc:ubnd.t10:qd:2020:88",
            "vn:hc:ubnd.t10:qd:2020:88:!da",
        ]
    );
    let namings = |id: &str| graph.resolved.documents.iter().find(|d| d.id.as_str() == id).map(|d| d.mentions.len());
    for id in ["vn:dang:tw:nq:k12:23", "vn:hc:sct.t10:cv:2020:3", "vn:hc:ubnd.t10:qd:2020:88:!da"] {
        assert_eq!(namings(id), Some(2), "{id}");
    }
}

#[test]
fn works_of_one_name_in_two_places_are_two() {
    let body = "1. Sở Công Thương theo dõi dự án thủy điện Phúc Long, công suất 22 MW, đôn đốc chủ đầu tư.\n\n\
                2. Sở Xây dựng kiểm tra nhà máy thuỷ điện Phúc Long trước ngày 30/6/2020.\n";
    let a = paper("Lào Cai", "7/CT-UBND", (12, 5, 2020), "CHỈ THỊ", "Về phát triển công nghiệp", body);
    let b = paper("Phú Yên", "7/CT-UBND", (12, 5, 2020), "CHỈ THỊ", "Về phát triển công nghiệp", body);
    let graph = graph(&[("a.txt", &a), ("b.txt", &b)]);
    let found: Vec<&str> = graph.resolved.projects.iter().map(|p| p.id.as_str()).collect();
    assert_eq!(found, ["vn:da:t10:thuy-dien:phuc-long", "vn:da:t54:thuy-dien:phuc-long"]);
}

#[test]
fn a_firms_form_may_be_short_or_written_out() {
    let graph = of_lao_cai(
        "1. Sở Công Thương phối hợp với Công ty trách nhiệm hữu hạn một thành viên Triều Dương triển khai dự án thủy điện Phúc Long.\n\n\
         2. Công ty TNHH MTV Triều Dương báo cáo tiến độ dự án thủy điện Phúc Long; Công ty Cổ phần Triều Dương phối hợp.\n",
    );
    let found: Vec<&str> = graph.resolved.enterprises.iter().map(|e| e.id.as_str()).collect();
    assert_eq!(found, ["vn:dn:cong-ty-tnhh-mtv-trieu-duong", "vn:dn:ctcp-trieu-duong"]);
}

#[test]
fn what_has_no_number_goes_by_its_title_and_not_by_its_file() {
    let title = "Triển khai Đề án phát triển công nghiệp và làng nghề trên địa bàn tỉnh giai đoạn 2020-2025";
    let plan = paper("Lào Cai", "    /KH-UBND", (2, 5, 2020), "KẾ HOẠCH", title, "Căn cứ Luật Đầu tư;\n");
    let key = |name: &str, text: &str| {
        graph(&[(name, text)])
            .resolved
            .documents
            .iter()
            .filter(|d| d.held.is_some())
            .map(|d| d.id.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(key("a.txt", &plan), key("thu-muc/b.txt", &plan));
    let bare = "Công việc tuần này: rà soát các cụm công nghiệp.\n";
    assert_eq!(key("a.txt", bare), key("thu-muc/b.txt", bare));
    assert_ne!(key("a.txt", bare), key("a.txt", "Công việc tuần sau: rà soát các cụm công nghiệp.\n"));
}

#[test]
fn what_is_open_says_so() {
    let graph = of_lao_cai("Thực hiện Kế hoạch số 99/KH-UBND của Ủy ban nhân dân tỉnh về khuyến công.\n");
    let open: Vec<(Resolution, usize)> = graph
        .resolved
        .documents
        .iter()
        .filter(|d| d.held.is_none())
        .map(|d| (d.resolution, d.candidates.len()))
        .collect();
    assert_eq!(open, [(Resolution::Ambiguous, 0)]);
}
