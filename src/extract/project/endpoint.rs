//! Works that only tell where another begins, ends or what it meets.

use super::name::Found;
use super::words::{Word, is};
use crate::model::ProjectKind;

/// "Tuyến đường kết nối từ cầu Mã Đà đến **đường Vành đai 4**": a work that only says where another begins or ends.
pub(super) fn is_endpoint(words: &[Word], found: &Found) -> bool {
    const NEAR: usize = 16;
    // "giáp Khu đô thị Văn Phú": what lies beside it.
    if found.from > 0 && is(words, found.from - 1, "giáp") {
        return true;
    }
    let Some(before) = found.from.checked_sub(1).filter(|_| found.head.kind == ProjectKind::Transport) else {
        return false;
    };
    let from = found.from.saturating_sub(NEAR);
    let said = |w: &str, at: std::ops::Range<usize>| at.into_iter().any(|i| is(words, i, w));
    let end = ["đến", "tới", "ra"].iter().any(|w| is(words, before, w)) && said("từ", from..before);
    let begin = is(words, before, "từ") && ["đoạn", "nối"].iter().any(|w| said(w, from..before));
    // "kết nối trực tiếp với cao tốc …", "giao với đường …", "nằm trên đường …": what another work meets.
    let meets = is(words, before, "với") && ["nối", "giao", "giáp"].iter().any(|w| said(w, from..before));
    let on = is(words, before, "trên") && before > 0 && is(words, before - 1, "nằm");
    let crosses = is(words, before, "cắt");
    end || begin || meets || on || crosses
}

#[cfg(test)]
mod tests {
    use super::super::gather::gather;
    use crate::extract::view;
    use crate::model::Header;
    use crate::text::SourceText;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let works = gather(&view::View::new(&SourceText::new("a.txt", text)), &[], &Header::default());
        let names: Vec<&str> = works.projects.iter().map(|p| p.printed.as_str()).collect();
        assert_eq!(names, expected, "{text}");
    }

    #[test]
    fn where_a_work_begins_or_ends_is_no_other_work() {
        check("Dự án đường Liên Cảng, đoạn từ Quốc lộ 51 đến cao tốc Long Thành - Dầu Giây;\n", &["đường Liên Cảng"]);
        check("Khu vực lập quy hoạch giáp Khu đô thị Văn Phú, cắt đường cao tốc Hà Nội - Hải Phòng.\n", &[]);
        check("Điểm cuối kết nối trực tiếp với cao tốc Bến Lức - Long Thành.\n", &[]);
        check("Khánh thành cao tốc Long Thành - Dầu Giây.\n", &["cao tốc Long Thành - Dầu Giây"]);
    }
}
