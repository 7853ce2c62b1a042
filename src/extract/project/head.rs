//! The nouns that works are named by, and what may follow each.

use super::words::{Cues, Phrases, Word};
use crate::model::ProjectKind;

/// A head noun.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) words: &'static str,
    pub(super) kind: ProjectKind,
    /// Heads of one family name the same works: "nhà máy thủy điện X", "thủy điện X".
    pub(super) family: &'static str,
    /// What may follow.
    pub(super) tail: Tail,
}

/// What makes a head noun a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tail {
    /// Only capitalised words.
    Proper,
    /// Capitalised words, or "tại" and a place.
    Site,
    /// What it makes, up to capitalised words or a place.
    Trade,
    /// As [`Tail::Trade`], the first word being one of an activity.
    Activity,
    /// It is a name as it stands.
    Whole,
}

const fn head(words: &'static str, kind: ProjectKind, family: &'static str, tail: Tail) -> Head {
    Head { words, kind, family, tail }
}

/// "dự án" and what it makes.
static ACTIVITY: Head = head("dự án", ProjectKind::Factory, "plant", Tail::Activity);

/// "dự án" and the places it joins.
static ROUTE: Head = head("dự án", ProjectKind::Transport, "road", Tail::Proper);

static HEADS: [Head; 113] = [
    head("nhà máy thủy điện", ProjectKind::Hydropower, "hydro", Tail::Proper),
    head("dự án thủy điện", ProjectKind::Hydropower, "hydro", Tail::Proper),
    head("công trình thủy điện", ProjectKind::Hydropower, "hydro", Tail::Proper),
    head("thủy điện", ProjectKind::Hydropower, "hydro", Tail::Proper),
    head("nhà máy nước sạch", ProjectKind::WaterPlant, "water", Tail::Proper),
    head("nhà máy nước", ProjectKind::WaterPlant, "water", Tail::Proper),
    head("nhà máy cấp nước", ProjectKind::WaterPlant, "water", Tail::Proper),
    head("nhà máy xử lý", ProjectKind::Infrastructure, "treatment", Tail::Trade),
    head("nhà máy", ProjectKind::Factory, "plant", Tail::Trade),
    head("cơ sở sản xuất", ProjectKind::Factory, "plant", Tail::Trade),
    head("hệ thống công nghệ sản xuất", ProjectKind::Factory, "plant", Tail::Trade),
    head("dây chuyền sản xuất", ProjectKind::Factory, "plant", Tail::Trade),
    head("dây truyền sản xuất", ProjectKind::Factory, "plant", Tail::Trade),
    head("dự án", ProjectKind::Factory, "plant", Tail::Activity),
    head("cụm công nghiệp", ProjectKind::IndustrialCluster, "cluster", Tail::Site),
    head("cụm cn", ProjectKind::IndustrialCluster, "cluster", Tail::Site),
    head("ccn", ProjectKind::IndustrialCluster, "cluster", Tail::Site),
    head("khu tiểu thủ công nghiệp", ProjectKind::IndustrialCluster, "craft area", Tail::Site),
    head("khu công nghiệp", ProjectKind::IndustrialPark, "park", Tail::Site),
    head("kcn", ProjectKind::IndustrialPark, "park", Tail::Site),
    head("khu chế xuất", ProjectKind::IndustrialPark, "export park", Tail::Site),
    head("khu công nghệ cao", ProjectKind::IndustrialPark, "tech park", Tail::Site),
    head("khu công nghệ thông tin tập trung", ProjectKind::IndustrialPark, "it park", Tail::Site),
    head("khu kinh tế cửa khẩu", ProjectKind::EconomicZone, "zone", Tail::Proper),
    head("khu kinh tế", ProjectKind::EconomicZone, "zone", Tail::Trade),
    head("kkt", ProjectKind::EconomicZone, "zone", Tail::Proper),
    head("khu đô thị mới", ProjectKind::Infrastructure, "town", Tail::Trade),
    head("khu đô thị", ProjectKind::Infrastructure, "town", Tail::Trade),
    head("kđt", ProjectKind::Infrastructure, "town", Tail::Site),
    head("khu tái định cư", ProjectKind::Infrastructure, "resettlement", Tail::Site),
    head("khu du lịch", ProjectKind::Other, "resort", Tail::Trade),
    head("khu nghỉ dưỡng", ProjectKind::Other, "resort", Tail::Trade),
    head("dự án khu du lịch", ProjectKind::Other, "resort", Tail::Trade),
    head("dự án tổ hợp", ProjectKind::Other, "complex", Tail::Trade),
    head("tổ hợp", ProjectKind::Other, "complex", Tail::Trade),
    head("dự án nhà ở xã hội", ProjectKind::Infrastructure, "housing", Tail::Proper),
    head("nhà ở xã hội", ProjectKind::Infrastructure, "housing", Tail::Proper),
    head("khu nhà ở xã hội", ProjectKind::Infrastructure, "housing", Tail::Site),
    head("khu nhà ở", ProjectKind::Infrastructure, "housing", Tail::Site),
    head("khu dân cư", ProjectKind::Infrastructure, "housing", Tail::Site),
    head("dự án xây dựng cầu", ProjectKind::Transport, "bridge", Tail::Proper),
    head("xây dựng cầu", ProjectKind::Transport, "bridge", Tail::Proper),
    head("cầu", ProjectKind::Transport, "bridge", Tail::Proper),
    head("cầu chính", ProjectKind::Transport, "bridge", Tail::Proper),
    head("trạm dừng nghỉ", ProjectKind::Transport, "rest stop", Tail::Proper),
    head("nhà ga", ProjectKind::Transport, "terminal", Tail::Proper),
    head("bến cảng", ProjectKind::Transport, "port", Tail::Proper),
    head("cảng biển quốc tế", ProjectKind::Transport, "port", Tail::Proper),
    head("cảng quốc tế", ProjectKind::Transport, "port", Tail::Proper),
    head("trung tâm tích hợp dữ liệu", ProjectKind::Infrastructure, "data hub", Tail::Whole),
    head("cầu vượt", ProjectKind::Transport, "bridge", Tail::Proper),
    head("hầm đường bộ", ProjectKind::Transport, "tunnel", Tail::Proper),
    head("bến xe khách", ProjectKind::Transport, "coach station", Tail::Proper),
    head("trung tâm logistics", ProjectKind::Other, "logistics", Tail::Proper),
    head("tuyến đê", ProjectKind::Infrastructure, "dike", Tail::Trade),
    head("đê bối", ProjectKind::Infrastructure, "dike", Tail::Proper),
    head("đê bao", ProjectKind::Infrastructure, "dike", Tail::Proper),
    head("dự án cao tốc", ProjectKind::Transport, "road", Tail::Proper),
    head("dự án đường cao tốc", ProjectKind::Transport, "road", Tail::Proper),
    head("dự án đường bộ cao tốc", ProjectKind::Transport, "road", Tail::Proper),
    head("dự án tuyến cao tốc", ProjectKind::Transport, "road", Tail::Proper),
    head("dự án tuyến đường sắt", ProjectKind::Transport, "railway", Tail::Proper),
    head("nhà máy điện hạt nhân", ProjectKind::Other, "nuclear", Tail::Proper),
    head("mỏ apatit", ProjectKind::Mine, "mine", Tail::Proper),
    head("đường vành đai", ProjectKind::Transport, "ring road", Tail::Proper),
    head("dự án đường sắt", ProjectKind::Transport, "railway", Tail::Proper),
    head("cửa khẩu quốc tế", ProjectKind::Infrastructure, "gate", Tail::Proper),
    head("cửa khẩu", ProjectKind::Infrastructure, "gate", Tail::Proper),
    head("hồ chứa nước", ProjectKind::Infrastructure, "reservoir", Tail::Proper),
    head("hồ chứa", ProjectKind::Infrastructure, "reservoir", Tail::Proper),
    head("hệ thống xử lý nước thải", ProjectKind::Infrastructure, "waste water", Tail::Site),
    head("hệ thống xử lý nước thải tập trung", ProjectKind::Infrastructure, "waste water", Tail::Site),
    head("trung tâm dữ liệu quốc gia", ProjectKind::Infrastructure, "data centre", Tail::Whole),
    head("trung tâm dữ liệu", ProjectKind::Infrastructure, "data centre", Tail::Proper),
    head("kho", ProjectKind::Infrastructure, "store", Tail::Proper),
    head("cảng hàng không quốc tế", ProjectKind::Transport, "airport", Tail::Proper),
    head("cảng hàng không", ProjectKind::Transport, "airport", Tail::Proper),
    head("sân bay", ProjectKind::Transport, "airport", Tail::Proper),
    head("cảng biển", ProjectKind::Transport, "port", Tail::Proper),
    head("cảng cạn", ProjectKind::Transport, "port", Tail::Proper),
    head("cảng", ProjectKind::Transport, "port", Tail::Proper),
    head("đường cao tốc", ProjectKind::Transport, "road", Tail::Proper),
    head("đường bộ cao tốc", ProjectKind::Transport, "road", Tail::Proper),
    head("tuyến đường bộ cao tốc", ProjectKind::Transport, "road", Tail::Proper),
    head("tuyến đường cao tốc", ProjectKind::Transport, "road", Tail::Proper),
    head("tuyến cao tốc", ProjectKind::Transport, "road", Tail::Proper),
    head("cao tốc", ProjectKind::Transport, "road", Tail::Proper),
    head("tuyến đường sắt", ProjectKind::Transport, "railway", Tail::Proper),
    head("đường sắt", ProjectKind::Transport, "railway", Tail::Proper),
    head("tuyến đường", ProjectKind::Transport, "road", Tail::Proper),
    head("đường trên cao", ProjectKind::Transport, "road", Tail::Proper),
    head("mỏ", ProjectKind::Mine, "mine", Tail::Proper),
    head("mỏ đồng", ProjectKind::Mine, "mine", Tail::Proper),
    head("mỏ sắt", ProjectKind::Mine, "mine", Tail::Proper),
    head("mỏ than", ProjectKind::Mine, "mine", Tail::Proper),
    head("mỏ quặng", ProjectKind::Mine, "mine", Tail::Trade),
    head("mỏ đá", ProjectKind::Mine, "mine", Tail::Proper),
    head("mỏ vàng", ProjectKind::Mine, "mine", Tail::Proper),
    head("đường dây", ProjectKind::Infrastructure, "power line", Tail::Trade),
    head("trạm biến áp", ProjectKind::Infrastructure, "substation", Tail::Trade),
    head("khu liên hợp", ProjectKind::Infrastructure, "treatment", Tail::Trade),
    head("khu xử lý", ProjectKind::Infrastructure, "treatment", Tail::Trade),
    head("dự án điện gió", ProjectKind::Other, "wind", Tail::Proper),
    head("điện gió", ProjectKind::Other, "wind", Tail::Proper),
    head("dự án điện mặt trời", ProjectKind::Other, "solar", Tail::Proper),
    head("điện mặt trời", ProjectKind::Other, "solar", Tail::Proper),
    head("dự án điện hạt nhân", ProjectKind::Other, "nuclear", Tail::Proper),
    head("dự án nhiệt điện", ProjectKind::Other, "thermal", Tail::Proper),
    head("nhiệt điện", ProjectKind::Other, "thermal", Tail::Proper),
    head("dự án sân golf", ProjectKind::Other, "golf", Tail::Proper),
    head("sân golf", ProjectKind::Other, "golf", Tail::Proper),
    head("hồ thủy lợi", ProjectKind::Infrastructure, "reservoir", Tail::Proper),
    head("làng nghề", ProjectKind::CraftVillage, "craft", Tail::Trade),
];

static HEADS_AT: Cues = Cues::new(|| Phrases::new(HEADS.iter().map(|h| h.words)));

/// First words of what a "dự án" does, when it is a plant.
static ACTIVITIES: Cues =
    Cues::new(|| Phrases::new(["sản xuất", "chế biến", "luyện", "tuyển", "nhà máy", "lắp ráp", "gia công"]));

/// Returns the words these rules wait for.
pub(super) fn cues() -> impl Iterator<Item = &'static str> {
    HEADS_AT.phrases()
}

/// Finds the longest head noun that stands at `at`, with the number of its words.
pub(super) fn head_at(words: &[Word], at: usize) -> Option<(&'static Head, usize)> {
    let (i, n) = HEADS_AT.all_at(words, at).max_by_key(|(_, n)| *n)?;
    Some((HEADS.get(i)?, n))
}

/// Returns the head noun that an activity named by itself has in mind: "dự án".
pub(super) fn activity_head() -> &'static Head {
    &ACTIVITY
}

/// Returns the head noun of a way that is named by the places it joins alone: "dự án Đồng Đăng - Trà Lĩnh".
pub(super) fn route_head() -> &'static Head {
    &ROUTE
}

/// Tells whether an activity that makes things begins at `at`.
pub(super) fn activity_at(words: &[Word], at: usize) -> bool {
    ACTIVITIES.stand_at(words, at)
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(head_at(&words(text, 0, text.len()), 0).map(|(h, _)| h.words), expected, "{text}");
    }

    #[test]
    fn takes_the_longest_head() {
        check("Nhà máy nước sạch Phố Ràng", Some("nhà máy nước sạch"));
        check("nhà máy Thuỷ điện Vĩnh Hà", Some("nhà máy thủy điện"));
        check("khu kinh tế Nam Phú Yên", Some("khu kinh tế"));
    }

    #[test]
    fn refuses_other_nouns() {
        check("khu vực làng An Khánh", None);
        check("nhà ở", None);
    }
}
