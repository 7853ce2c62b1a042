//! Who belongs to a group ("các sở, ban, ngành", "UBND các xã, phường"), as a rule in words with the time it holds for.

use crate::model::Jurisdiction;
use crate::model::reference::name_key;

/// What a group's words hold, who that is, and until or since when; the first row that fits counts.
const RULES: [(&str, &str); 12] = [
    ("cap xa", "mọi xã, phường, đặc khu"),
    ("cap huyen", "mọi huyện, quận, thị xã, thành phố thuộc tỉnh, đến 2025-06-30"),
    ("cap tinh", "mọi tỉnh, thành phố trực thuộc trung ương"),
    ("cac xa", "mọi xã, phường, thị trấn (từ 2025-07-01: xã, phường, đặc khu)"),
    ("cac phuong", "mọi xã, phường, thị trấn (từ 2025-07-01: xã, phường, đặc khu)"),
    ("cac huyen", "mọi huyện, quận, thị xã, thành phố thuộc tỉnh, đến 2025-06-30"),
    ("cac quan", "mọi huyện, quận, thị xã, thành phố thuộc tỉnh, đến 2025-06-30"),
    ("cac tinh", "mọi tỉnh, thành phố trực thuộc trung ương (63 đến 2025-06-30, 34 từ 2025-07-01)"),
    ("bo truong", "các Bộ trưởng theo cơ cấu Chính phủ tại ngày văn bản"),
    ("cac bo", "các bộ, cơ quan ngang bộ theo cơ cấu Chính phủ tại ngày văn bản"),
    ("so ban nganh", "các cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh và cơ quan tương đương"),
    ("cac so", "các cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh"),
];

/// Returns the membership rule of a group; where none is known, its own words.
pub(super) fn rule(name: &str, jurisdiction: &Jurisdiction) -> String {
    let folded = format!(" {} ", name_key(name));
    let known = RULES.iter().find(|(words, _)| folded.contains(&format!(" {words} ")));
    match (known, jurisdiction.suffix()) {
        (Some((_, members)), Some(unit)) => format!("{name}: {members}; {unit}"),
        (Some((_, members)), None) => format!("{name}: {members}"),
        (None, _) => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_who_belongs_where_a_rule_is_known() {
        let home = Jurisdiction::province("tỉnh", "Lào Cai");
        assert_eq!(
            rule("Các sở, ban, ngành", &home),
            "Các sở, ban, ngành: các cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh và cơ quan tương đương; tỉnh Lào Cai"
        );
        assert_eq!(rule("Các doanh nghiệp viễn thông", &home), "Các doanh nghiệp viễn thông");
    }
}
