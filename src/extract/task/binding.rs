//! Groups that a rule binds by a description: "Đơn vị cung cấp dịch vụ đăng kiểm có trách nhiệm …", "UBND các xã nơi có dự
//! án đi qua phải …"; people, whom rules speak of more often than they give them a task.

use std::rc::Rc;

use super::home::Home;
use super::order::order;
use super::role::Found;
use crate::extract::agency::{group_of, opens_group, parse_agencies};
use crate::extract::cue::Cue;
use crate::extract::view::View;
use crate::model::{AgencyKind, AgencyName, Role};
use crate::text::{Cursor, Span, lower};

/// "**Đơn vị cung cấp dịch vụ đăng kiểm** có trách nhiệm …": whoever a rule binds, when a common noun opens the words.
pub(super) fn bearer(view: &View<'_>, text: &str, at: usize, home: &Home) -> Option<(Vec<Found>, usize)> {
    let rest = text.get(at..)?;
    let places = view.places(text, Cue::Duty).filter_map(|duty| duty.checked_sub(at + 1));
    let duty = |l: &usize| rest.get(*l..).is_some_and(|r| r.starts_with(" có trách nhiệm") || r.starts_with(" phải "));
    let len = places.into_iter().find(duty)?;
    let must = rest.get(len..).is_some_and(|r| r.starts_with(" phải "));
    // "Doanh nghiệp khi mua máy trò chơi phải …": when it is bound is not who is.
    let words = rest.get(..len)?;
    let aside = [" khi ", " sau khi ", " trước khi ", " trong quá trình ", ", nhất là ", ", đặc biệt là "];
    let who = aside.iter().filter_map(|w| memchr::memmem::find(words.as_bytes(), w.as_bytes())).min().unwrap_or(len);
    let words = rest.get(..who)?;
    // "…, Ủy ban nhân dân có trách nhiệm": it binds the body that stands last.
    let other = words.rsplit_once(", ").is_some_and(|(_, last)| {
        let (names, read) = parse_agencies(last, home);
        let proper = last.starts_with(char::is_uppercase) || names.iter().any(|a| a.kind != AgencyKind::Group);
        read == last.len() && proper
    });
    let set_up = !must && is_set_up(words);
    let denied = words.ends_with(" không") && !words.ends_with("hàng không");
    if other || !is_plain(words, must) || denied || !(set_up || opens_group(words)) {
        return None;
    }
    let group = |(from, to): (usize, usize)| Found {
        agency: Rc::new(group_of(words.get(from..to).unwrap_or_default(), home)),
        role: Role::Assigned,
        span: Span::new(at + from, at + to),
        due: None,
    };
    let found: Vec<Found> = groups(words).into_iter().map(group).collect();
    // What people must do is a rule for all, and no task: "Người lao động phải …".
    if must && found.first().is_some_and(|f| is_people(&f.agency)) {
        return None;
    }
    Some((found, at + len))
}

/// Cuts "**Cơ quan quản lý nhà nước về điện lực** và **các cơ quan có liên quan**", "**Cơ quan chủ quản**, **cơ quan tài chính
/// các cấp**" into groups; "Cơ quan, tổ chức, đơn vị sử dụng tài sản" is one, whose nouns share what tells them closer.
fn groups(words: &str) -> Vec<(usize, usize)> {
    const NOUNS: [&str; 3] = ["cơ quan ", "đơn vị ", "doanh nghiệp "];
    let listed = || {
        let mut cuts = vec![0];
        for (comma, _) in words.match_indices(", ") {
            let next = words.get(comma + ", ".len()..)?;
            NOUNS.iter().any(|n| next.starts_with(n)).then(|| cuts.push(comma + ", ".len()))?;
        }
        let opens = Cursor::new(words).eat_any(&NOUNS.map(str::trim_end)).is_some();
        (cuts.len() > 1 && opens).then_some(cuts)
    };
    if let Some(cuts) = listed() {
        let ends = cuts.iter().skip(1).map(|c| c - ", ".len()).chain([words.len()]);
        let parts: Vec<(usize, usize)> = cuts.iter().copied().zip(ends).collect();
        let whole = |(a, b): &(usize, usize)| words.get(*a..*b).is_some_and(|w| w.split(' ').count() > 2);
        if parts.iter().all(whole) {
            return parts;
        }
    }
    let joined = [" và các cơ quan", " và các đơn vị"].iter().filter_map(|w| words.rfind(w)).max();
    match joined.filter(|_| words.ends_with("liên quan")) {
        Some(and) => vec![(0, and), (and + " và ".len(), words.len())],
        None => vec![(0, words.len())],
    }
}

/// "Tổ giám sát", "Chủ tịch Hội đồng", "Hội đồng quản lý Quỹ": bodies that the text itself sets up.
pub(super) fn is_set_up(words: &str) -> bool {
    const OPENINGS: [&str; 8] =
        ["Tổ ", "Đoàn ", "Hội đồng", "Chủ tịch Hội đồng", "Trưởng Đoàn", "Trưởng đoàn", "Tổ trưởng ", "Ban "];
    OPENINGS.iter().any(|w| words.starts_with(w)) && !words.starts_with("Tổ chức") && !words.starts_with("Ban hành")
}

/// Tells whether the words open with people and what they must do: "**Tổ chức, cá nhân** bị thu hồi giấy phép **phải** …".
pub(super) fn is_rule_for_people(text: &str, home: &Home) -> bool {
    const LONGEST: usize = 120;
    let Some((words, _)) = text.split_once(" phải ") else { return false };
    let plain = words.chars().count() < LONGEST && !words.contains(['.', ';', ':']) && opens_group(words);
    plain && (words.starts_with("Tổ chức, cá nhân") || is_people(&group_of(words, home)))
}

/// Tells whether words name somebody and do not say what is done; "phải" may stand behind a whole clause.
fn is_plain(words: &str, must: bool) -> bool {
    const ACTS: [&str; 4] = [" phối hợp ", " chủ trì", " phải ", " báo cáo "];
    const CLAUSES: [&str; 8] = [" không ", " được ", " thì", " đã ", " sẽ ", " nếu ", " thu hồi ", " và giá"];
    let longest = if must { 80 } else { 160 };
    // "Tổ chức, cá nhân có quyền chọn kênh … và [có trách nhiệm]", "Cá nhân không phân loại … thì cơ sở": more than a name.
    const MORE: [&str; 4] = [" thì ", " nếu ", " có quyền ", " được bảo đảm "];
    let named = !words.ends_with(" và") && !MORE.iter().any(|w| words.contains(w));
    let short = named && words.chars().count() < longest && !words.contains(['.', ';', ':', '"', '“']);
    // "Đơn vị **được giao** quản lý đường bộ phải …" says who; other clauses say what happens.
    let bare = || {
        [" được giao ", " được phân công ", " được ủy quyền "].iter().fold(words.to_owned(), |w, c| w.replace(c, " "))
    };
    let clause = || must && (CLAUSES.iter().any(|w| bare().contains(w)) || words.starts_with("Phòng "));
    short && !ACTS.iter().any(|w| words.contains(w)) && !clause()
}

/// Tells whether a group is people, not bodies: rules speak of them often, and seldom give them a task.
pub(super) fn is_people(agency: &AgencyName) -> bool {
    const PEOPLE: [&str; 9] = [
        "cán bộ",
        "công chức",
        "viên chức",
        "người dân",
        "người lao động",
        "người đứng đầu",
        "nhân dân",
        "hộ gia đình",
        "cá nhân",
    ];
    let words = lower(&agency.organisation);
    let bare = ["các ", "mọi ", "mỗi ", "từng "].iter().find_map(|w| words.strip_prefix(w)).unwrap_or(&words);
    // "Công chức chuyên trách của Vụ Tổ chức" acts for a body with a name.
    let official = agency.kind == AgencyKind::Post && bare.starts_with("công chức");
    agency.kind != AgencyKind::Agency && !official && PEOPLE.iter().any(|w| bare.starts_with(w))
}

/// Tells whether a group is everybody there is: "mọi người dân", "mỗi cá nhân".
pub(super) fn is_anybody(organisation: &str) -> bool {
    let words = lower(organisation);
    ["mọi người dân", "người dân", "mỗi người dân", "mỗi cá nhân", "nhân dân"].iter().any(|w| words.starts_with(w))
}

/// Tells whether a predicate is what people are to do, not what they are or get.
pub(super) fn binds_people(rest: &str) -> bool {
    const DUTIES: [&str; 9] = [
        "có trách nhiệm",
        "chịu trách nhiệm",
        "phải",
        "cần",
        "nghiêm túc",
        "nêu cao",
        "gương mẫu",
        "chấp hành",
        "chủ động",
    ];
    let duty = DUTIES.iter().any(|w| Cursor::new(rest.trim_start()).eat_folded(w));
    duty && !rest.chars().take(150).collect::<String>().contains(" được ")
}

/// Where a group is: words that describe it before what it is to do.
pub(super) const PLACES: &[&str] =
    &["tại", "từ", "thuộc", "nêu trên", "nói trên", "trên địa bàn", "nơi", "khu vực", "trong", "ở", "liên quan"];

/// Words that open what a body is to do, wherever they stand.
pub(super) const SURE: [&str; 9] = [
    " tập trung ",
    " tiếp tục ",
    " chủ động ",
    " khẩn trương ",
    " chỉ đạo ",
    " tăng cường ",
    " kịp thời ",
    " chủ trì",
    " chịu trách nhiệm ",
];

/// Words between a group and the modal that shows where its description ends: "… đang hoạt động **cần** …".
pub(super) fn described<'a>(
    view: &View<'_>,
    (text, end): (&'a str, usize),
    several: bool,
    home: &Home,
) -> Option<&'a str> {
    const OPENINGS: &[&str] = &["có các", "có", "đang", "được phân công", "được giao", "thực hiện nhiệm vụ"];
    const MODALS: [&str; 4] = [" cần ", " phải ", " có trách nhiệm ", " chịu trách nhiệm "];
    let rest = text.get(end..)?;
    let mut c = Cursor::new(rest);
    c.skip_spaces();
    // "Chủ tịch UBND các xã **tại khu vực** … tập trung chỉ đạo": where they are, not what they are.
    let before = lower(text.get(..end)?);
    let units =
        ["nhân dân", "địa phương", "các xã", "các tỉnh", "phường", "thành phố"].iter().any(|w| before.ends_with(w));
    let placed = units && c.eat_any(PLACES).is_some();
    if !placed {
        c.eat_any(OPENINGS).filter(|_| !several)?;
    }
    c.skip_spaces();
    if c.clone().eat_any(&["trách nhiệm", "quyền", "nghĩa vụ", "thể", "văn bản"]).is_some() {
        return None;
    }
    let ends = MODALS.iter().chain(SURE.iter().filter(|_| placed));
    let at = ends.filter_map(|w| rest.find(w)).min()?;
    let more = rest.get(..at)?;
    // "…, nhất là các tỉnh: Khánh Hòa, Gia Lai" says where most is to be done.
    let most = [", nhất là", ", đặc biệt là", ", trọng tâm là", " đối với "].iter().filter_map(|w| more.find(w)).min();
    let more = more.get(..most.unwrap_or(more.len()))?;
    let plain = !more.trim().is_empty()
        && more.chars().count() < 100
        && !more.contains(['.', ';'])
        && order(view, more, home).is_none();
    plain.then_some(more)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Jurisdiction;

    #[test]
    fn what_people_must_do_is_a_rule_for_all() {
        let home = Home::of(Jurisdiction::default());
        assert!(is_rule_for_people("Tổ chức, cá nhân có giấy phép phải nộp lại bản gốc", &home));
        assert!(!is_rule_for_people("Các cơ quan, đơn vị phải báo cáo", &home));
        assert!(!is_rule_for_people("Rà soát các hộ dân phải di dời", &home));
    }

    #[test]
    fn groups_of_a_list_stand_each_for_itself() {
        let check = |words: &str, wanted: &[&str]| {
            let found: Vec<&str> = groups(words).into_iter().filter_map(|(a, b)| words.get(a..b)).collect();
            assert_eq!(found, wanted);
        };
        check("Cơ quan chủ quản, cơ quan tài chính các cấp", &["Cơ quan chủ quản", "cơ quan tài chính các cấp"]);
        check("Cơ quan, tổ chức, đơn vị sử dụng tài sản", &["Cơ quan, tổ chức, đơn vị sử dụng tài sản"]);
        check("Đơn vị thi công và các cơ quan có liên quan", &["Đơn vị thi công", "các cơ quan có liên quan"]);
    }

    #[test]
    fn people_are_told_from_bodies() {
        let people = |words: &str| is_people(&group_of(words, &Jurisdiction::default()));
        assert!(people("Cán bộ, công chức") && people("Mọi người dân"));
        assert!(!people("Các cơ quan, đơn vị") && !people("Doanh nghiệp viễn thông"));
        assert!(binds_people(" nghiêm túc chấp hành") && !binds_people(" theo quy định của pháp luật"));
    }
}
