//! Words that give nobody a task: headings of scope and aims, lists of papers, words on force, signatures.

/// Headings, in lower case, under which bodies are named as those a rule is for, not as those who act.
pub(super) fn states_no_task(title: &str) -> bool {
    const TITLES: [&str; 9] = [
        "số lượng",
        "tiêu chí",
        "tiêu chuẩn",
        "đối tượng",
        "phạm vi",
        "hình thức khen thưởng",
        "nguyên tắc",
        "giải thích từ ngữ",
        "mục tiêu",
    ];
    TITLES.iter().any(|t| title.starts_with(t))
}

/// Headings, in lower case, of what says to whom and what a text applies, what its words mean, and who may do what.
pub(super) fn states_scope(title: &str) -> bool {
    const TITLES: [&str; 7] =
        ["đối tượng", "phạm vi", "giải thích từ ngữ", "phân cấp", "nội dung phân cấp", "phân quyền", "thẩm quyền "];
    TITLES.iter().any(|t| title.starts_with(t))
}

/// Tells whether a lead-in, in lower case, opens a list of papers, members or cases, which nobody is to do.
pub(super) fn lists_things(words: &str) -> bool {
    let cases = ["các trường hợp sau đây:", "các trường hợp sau:", "trong trường hợp sau:"];
    // "Tổ chức, cá nhân … được hưởng các ưu đãi sau đây:" gives them something.
    if words.contains(" được hưởng ") || words.contains(" được miễn ") {
        return true;
    }
    // "Gửi kế hoạch tới các cơ quan, đơn vị sau:" says who gets it.
    let to = ["tới", "đến", "cho"].iter().any(|w| {
        let words = words.strip_suffix(" sau:").or_else(|| words.strip_suffix(" sau đây:"));
        words.is_some_and(|l| {
            ["cơ quan, đơn vị", "cơ quan", "đơn vị"].iter().any(|g| l.ends_with(&format!(" {w} các {g}")))
        })
    });
    if to {
        return true;
    }
    let papers = ["hồ sơ", "thành phần"].iter().any(|w| words.contains(w));
    let made_of = words.contains("bao gồm ") && words.ends_with("sau:") || papers && words.contains(" gồm ");
    if made_of && !["nhiệm vụ", "công việc"].iter().any(|w| words.contains(w)) {
        return true;
    }
    cases.iter().any(|w| words.ends_with(w)) || papers && ["gồm:", "gồm có:"].iter().any(|w| words.ends_with(w))
}

/// "Nghị quyết này đã được Hội đồng nhân dân tỉnh … thông qua …": words on force, which are nobody's to carry out.
pub(super) fn comes_into_force(unit: &str) -> bool {
    let act = ["Nghị quyết", "Quyết định", "Chỉ thị", "Thông tư", "Nghị định", "Luật", "Pháp lệnh"]
        .iter()
        .find_map(|w| unit.strip_prefix(w).and_then(|rest| rest.strip_prefix(" này ")));
    let force = ["có hiệu lực", "đã được", "được Hội đồng", "được Quốc hội", "được Ủy ban", "được Uỷ ban"];
    act.is_some_and(|rest| force.iter().any(|w| rest.starts_with(w))) || takes_force(unit)
}

/// "Quyết định 4843/QĐ-UBND năm 2025 có hiệu lực thi hành kể từ ngày …": an act named by its number.
fn takes_force(unit: &str) -> bool {
    const LONGEST: usize = 60;
    // The act and the words behind it stand within so many bytes.
    let near = unit.get(..unit.floor_char_boundary(LONGEST * 5)).unwrap_or(unit);
    let slash = memchr::memchr(b'/', near.as_bytes());
    let named = slash.and_then(|_| near.split_once(" có hiệu lực ")).map(|(act, _)| act);
    named.is_some_and(|act| act.chars().count() < LONGEST && act.contains('/') && !act.contains([',', ';', '.']))
}

/// What stands behind the provisions: the signature, the heading of an annex, the unit of a table.
pub(super) fn ends_the_text(body: &str, accompanies: bool) -> bool {
    const SIGNS: [&str; 18] = [
        "CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "TM.",
        "KT.",
        "TL.",
        "TUQ.",
        "T/M",
        "K/T",
        "T/L",
        "GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "BỘ TRƯỞNG",
        "THỦ TƯỚNG",
        "BÍ THƯ",
        "PHÓ BÍ THƯ",
        "TRƯỞNG BAN",
        "TRƯỞNG PHÒNG",
        "CỤC TRƯỞNG",
    ];
    let annex = accompanies && (body.contains("(Kèm theo ") || body.contains("(Ban hành kèm theo "));
    let unit = ["Đơn vị tính:", "Đơn vị: ", "ĐVT:"].iter().any(|w| body.starts_with(w)) && body.len() < 80;
    unit || annex && body.starts_with(char::is_uppercase) || SIGNS.iter().any(|w| body.starts_with(w))
}

/// "Giám đốc Sở Tài chính: Phó Chủ tịch Thường trực;" says what somebody is in a council.
pub(super) fn seats(words: &str) -> bool {
    const SEATS: [&str; 12] = [
        "chủ tịch",
        "phó chủ tịch",
        "thành viên",
        "ủy viên",
        "uỷ viên",
        "trưởng ban",
        "phó trưởng ban",
        "tổ trưởng",
        "tổ phó",
        "trưởng đoàn",
        "phó trưởng đoàn",
        "thư ký",
    ];
    const LONGEST: usize = 60;
    let words = words.trim().trim_end_matches([';', '.', ',']).to_lowercase();
    words.chars().count() < LONGEST && SEATS.iter().any(|s| words.starts_with(s)) && !words.contains([',', ':'])
}

/// "Trung tâm điều hành mạng gồm hạ tầng …", "Nội dung lấy ý kiến bao gồm: …" says what a thing is made of.
pub(super) fn defines(unit: &str) -> bool {
    // "Thời hạn ủy quyền: Từ ngày …" bounds what was entrusted.
    const BOUNDS: [&str; 6] = [
        "Thời hạn ủy quyền",
        "Thời hạn uỷ quyền",
        "Thời gian ủy quyền",
        "Thời gian uỷ quyền",
        "Phạm vi ủy quyền",
        "Phạm vi uỷ quyền",
    ];
    // "Số liệu rà soát được thống kê theo …" says how, not who.
    if BOUNDS.iter().any(|w| unit.starts_with(w)) || unit.starts_with("Số liệu ") {
        return true;
    }
    let thing = ["Trung tâm ", "Nội dung ", "Hồ sơ ", "Thành phần ", "Ban ", "Hội đồng ", "Tổ ", "Cơ cấu "]
        .iter()
        .any(|w| unit.starts_with(w));
    let opening = || unit.chars().take(60).collect::<String>();
    thing && [" gồm ", " gồm:"].iter().any(|w| opening().contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_force_and_signatures_give_nobody_a_task() {
        assert!(lists_things("hồ sơ đề nghị gồm có:"));
        assert!(!lists_things("thực hiện các nhiệm vụ sau:"));
        assert!(lists_things("gửi kế hoạch bay tới các cơ quan, đơn vị sau:"));
        assert!(!lists_things("giao các cơ quan, đơn vị sau:"));
        assert!(comes_into_force("Nghị quyết này được Ủy ban Thường vụ Quốc hội thông qua."));
        assert!(!comes_into_force("Nghị quyết này giao Sở Y tế rà soát."));
        assert!(comes_into_force("Quyết định 4843/QĐ-UBND năm 2025 có hiệu lực thi hành kể từ ngày 23/9/2025."));
        assert!(ends_the_text("T/M BAN THƯỜNG VỤ", false));
        assert!(!ends_the_text("Chủ tịch UBND xã rà soát", false));
        assert!(defines("Nội dung lấy ý kiến bao gồm: sự phù hợp"));
        assert!(defines("Thời hạn ủy quyền: Đến ngày 31/12/2030.") && !defines("Thời hạn thực hiện: Năm 2030."));
        assert!(seats("Phó Chủ tịch Thường trực;") && !seats("Chủ tịch UBND xã rà soát, báo cáo."));
        assert!(states_scope("phân cấp thẩm quyền ban hành tiêu chuẩn"));
        assert!(states_scope("nội dung phân cấp"));
        assert!(states_scope("đối tượng áp dụng") && !states_scope("tổ chức thực hiện"));
        assert!(states_no_task("nguyên tắc chung") && !states_no_task("nhiệm vụ"));
    }
}
