//! What the values of the contract are called in the two languages; unknown values stay as they are.

use serde_json::Value;

use super::address::View;
use super::ask::text;

/// Kinds of relation, strongest first: value, Vietnamese, English.
pub(super) const KINDS: &[(&str, &str, &str)] = &[
    ("AMENDS", "sửa đổi", "amends"),
    ("REPLACES", "thay thế", "replaces"),
    ("REPEALS", "bãi bỏ", "repeals"),
    ("SUSPENDS", "đình chỉ", "suspends"),
    ("EXTENDS", "gia hạn", "extends"),
    ("CORRECTS", "đính chính", "corrects"),
    ("CONSOLIDATES", "hợp nhất", "consolidates"),
    ("PROMULGATES", "ban hành", "promulgates"),
    ("APPROVES", "phê duyệt", "approves"),
    ("IMPLEMENTS", "thực hiện", "implements"),
    ("GUIDES", "hướng dẫn", "guides"),
    ("LEGAL_BASIS", "căn cứ", "is based on"),
    ("RESPONDS_TO", "theo đề nghị", "responds to"),
    ("REFERS_TO", "dẫn", "refers to"),
    ("REPORTS_ON", "đưa tin về", "reports on"),
    ("DRAFT_OF", "dự thảo của", "draft of"),
];

/// Levels of authority from the centre down, in the order of the picture's columns.
pub(super) const LEVELS: &[(&str, &str, &str)] = &[
    ("PARTY_CENTRAL", "Đảng Trung ương", "Party centre"),
    ("GOVERNMENT", "Quốc hội, Chính phủ", "Assembly, Government"),
    ("MINISTRY", "Bộ, ngành", "Ministry"),
    ("PROVINCE", "Tỉnh", "Province"),
    ("DISTRICT", "Huyện", "District"),
    ("COMMUNE", "Xã", "Commune"),
    ("PRESS", "Báo chí", "Press"),
];

/// Roles in a task.
pub(super) const ROLES: &[(&str, &str, &str)] = &[
    ("LEAD", "chủ trì", "lead"),
    ("ASSIGNED", "được giao", "assigned"),
    ("COOPERATE", "phối hợp", "cooperate"),
    ("SUPERVISE", "giám sát", "supervise"),
    ("REPORT_TO", "nhận báo cáo", "reported to"),
];

const FORCES: &[(&str, &str, &str)] = &[
    ("IN_FORCE_AS_FAR_AS_HELD", "Chưa thấy bị thay thế", "Not seen replaced"),
    ("AMENDED", "Đã được sửa đổi", "Amended"),
    ("SUSPENDED", "Bị đình chỉ", "Suspended"),
    ("EXPIRED", "Đã hết hiệu lực", "No longer in force"),
    ("REPLACED", "Đã bị thay thế", "Replaced"),
    ("REPEALED", "Đã bị bãi bỏ", "Repealed"),
    ("UNKNOWN", "Chưa rõ hiệu lực", "Force unknown"),
];

/// Sorts of document.
pub(super) const TYPES: &[(&str, &str, &str)] = &[
    ("RESOLUTION", "Nghị quyết", "Resolution"),
    ("DIRECTIVE", "Chỉ thị", "Directive"),
    ("PLAN", "Kế hoạch", "Plan"),
    ("DECISION", "Quyết định", "Decision"),
    ("DECREE", "Nghị định", "Decree"),
    ("JOINT_CIRCULAR", "Thông tư liên tịch", "Joint circular"),
    ("CIRCULAR", "Thông tư", "Circular"),
    ("LAW", "Luật", "Law"),
    ("ORDINANCE", "Pháp lệnh", "Ordinance"),
    ("PROGRAMME", "Chương trình", "Programme"),
    ("SCHEME", "Đề án", "Scheme"),
    ("PROJECT_DOC", "Dự án", "Project document"),
    ("OFFICIAL_LETTER", "Công văn", "Official letter"),
    ("TELEGRAM", "Công điện", "Telegram"),
    ("NOTICE", "Thông báo", "Notice"),
    ("REPORT", "Báo cáo", "Report"),
    ("SUBMISSION", "Tờ trình", "Submission"),
    ("GUIDANCE", "Hướng dẫn", "Guidance"),
    ("CONCLUSION", "Kết luận", "Conclusion"),
    ("REGULATION", "Quy chế, quy định", "Regulation"),
    ("STRATEGY", "Chiến lược", "Strategy"),
    ("MASTER_PLAN", "Quy hoạch", "Master plan"),
    ("CONSTITUTION", "Hiến pháp", "Constitution"),
    ("CONSOLIDATED_TEXT", "Văn bản hợp nhất", "Consolidated text"),
    ("ARTICLE", "Bài báo", "Press article"),
    ("OTHER", "Loại khác", "Other"),
];

/// Sorts of contradiction.
pub(super) const DISCREPANCIES: &[(&str, &str, &str)] = &[
    ("TWO_DATES", "Hai ngày ban hành", "Two dates"),
    ("TWO_ISSUERS", "Hai cơ quan ban hành", "Two issuers"),
    ("TWO_TITLES", "Hai trích yếu", "Two titles"),
    ("TWO_COSTS", "Hai mức vốn", "Two costs"),
    ("TWO_CAPACITIES", "Hai công suất", "Two capacities"),
    ("TWO_MILESTONES", "Hai mốc thời gian", "Two milestones"),
    ("SUM_MISMATCH", "Tổng không khớp", "A sum that does not add up"),
    ("DATED_BEFORE", "Có trước văn bản được dẫn", "Dated before what it cites"),
    ("CITES_REPLACED", "Dẫn văn bản đã bị thay thế", "Cites a replaced document"),
    ("TWO_LEADS", "Hai cơ quan chủ trì", "Two lead agencies"),
];

/// Sorts of things a search finds.
pub(super) const SEARCHED: &[(&str, &str, &str)] = &[
    ("DOCUMENT", "Văn bản", "Documents"),
    ("AGENCY", "Cơ quan", "Agencies"),
    ("PROJECT", "Dự án", "Projects"),
    ("ENTERPRISE", "Doanh nghiệp", "Firms"),
    ("SECTION", "Trong nội dung", "In the text"),
];

/// What is to be looked at in a citation, the worst first.
pub(super) const PROBLEMS: &[(&str, &str, &str)] = &[
    ("REPLACED", "Văn bản đã bị thay thế", "The document was replaced"),
    ("REPEALED", "Văn bản đã bị bãi bỏ", "The document was repealed"),
    ("EXPIRED", "Luật đã hết hiệu lực", "The law is no longer in force"),
    ("SUSPENDED", "Văn bản bị đình chỉ", "The document was suspended"),
    ("DATE_DIFFERS", "Ngày không khớp", "The date does not agree"),
    ("DATED_AFTER", "Văn bản ban hành sau ngày này", "The document is of after that day"),
    ("AMENDED", "Văn bản đã được sửa đổi", "The document was amended"),
    ("NO_DATE_AT_FIRST_MENTION", "Dẫn lần đầu mà không ghi ngày", "First cited without its date"),
    ("AMBIGUOUS", "Nhiều văn bản cùng số này", "Several documents have this number"),
    ("NOT_IN_CORPUS", "Chưa có trong kho", "Not known here"),
    ("UNIDENTIFIED", "Chưa đủ để biết là văn bản nào", "Too little to tell which document"),
];

const STATES: &[(&str, &str, &str)] = &[
    ("HELD", "Đang giữ toàn văn", "Its text is held"),
    ("CITED_ONLY", "Chỉ được dẫn, chưa có toàn văn", "Only cited, its text is not held"),
];

const PROJECT_KINDS: &[(&str, &str, &str)] = &[
    ("FACTORY", "Nhà máy", "Factory"),
    ("MINE", "Mỏ", "Mine"),
    ("HYDROPOWER", "Thủy điện", "Hydropower"),
    ("INDUSTRIAL_CLUSTER", "Cụm công nghiệp", "Industrial cluster"),
    ("INDUSTRIAL_PARK", "Khu công nghiệp", "Industrial park"),
    ("ECONOMIC_ZONE", "Khu kinh tế", "Economic zone"),
    ("WATER_PLANT", "Nhà máy nước", "Water plant"),
    ("CRAFT_VILLAGE", "Làng nghề", "Craft village"),
    ("INFRASTRUCTURE", "Hạ tầng", "Infrastructure"),
    ("TRANSPORT", "Giao thông", "Transport"),
    ("OTHER", "Loại khác", "Other"),
];

/// What a document has to do with a thing that is no document.
pub(super) const TIES: &[(&str, &str, &str)] = &[
    ("ISSUED_BY", "ban hành bởi", "issued by"),
    ("SIGNED_BY", "ký bởi", "signed by"),
    ("SETS", "đặt ra", "sets"),
    ("TASKS", "giao việc cho", "tasks"),
    ("NAMES", "nêu", "names"),
    ("OF_PLACE", "thuộc", "is of"),
];

/// Sorts of things beside documents, by the names of their types.
pub(super) const THINGS: &[(&str, &str, &str)] = &[
    ("Agency", "Cơ quan", "Agency"),
    ("Project", "Dự án", "Project"),
    ("Place", "Địa bàn", "Place"),
    ("Enterprise", "Doanh nghiệp", "Firm"),
    ("Person", "Người ký", "Signer"),
    ("Task", "Nhiệm vụ", "Task"),
    ("Target", "Chỉ tiêu", "Target"),
];

/// Returns what a value of the contract is called.
pub(super) fn called<'a>(view: &View, value: &'a str) -> &'a str {
    let tables =
        [KINDS, LEVELS, ROLES, FORCES, TYPES, DISCREPANCIES, SEARCHED, STATES, PROBLEMS, PROJECT_KINDS, TIES, THINGS];
    let found = tables.iter().flat_map(|t| t.iter()).find(|(v, _, _)| *v == value);
    found.map_or(value, |(_, vietnamese, english)| view.say(vietnamese, english))
}

/// Returns the short name of a document: number, else title, else that it has neither.
pub(super) fn name_of<'a>(view: &View, document: &'a Value) -> &'a str {
    let names = [text(document, "number"), text(document, "title")];
    let found = names.into_iter().find(|n| !n.trim().is_empty());
    found.unwrap_or_else(|| view.say("Văn bản không rõ số", "Document without a number"))
}

/// Writes an ISO date as Vietnamese documents print it: 2020-03-04 is 04/03/2020, 2020-03 is 03/2020.
pub(super) fn day(iso: &str) -> String {
    iso.split('-').rev().collect::<Vec<_>>().join("/")
}

/// Cuts a text after so many characters.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// Groups digits by threes: 1234567 is 1.234.567 in Vietnamese, 1,234,567 in English.
pub(super) fn figure(view: &View, n: u64) -> String {
    let digits = n.to_string();
    let mark = view.say(".", ",");
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push_str(mark);
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::language::Language;

    #[test]
    fn figures_days_and_cuts() {
        let (vi, en) = (View::new("/", "", Language::Vietnamese), View::new("/", "", Language::English));
        assert_eq!((figure(&vi, 1_234_567), figure(&en, 999)), ("1.234.567".to_owned(), "999".to_owned()));
        assert_eq!(
            (day("2020-03-04"), day("2021-08"), day("")),
            ("04/03/2020".into(), "08/2021".into(), String::new())
        );
        assert_eq!((cut("Kế hoạch", 5), cut("Kế", 5)), ("Kế h…".into(), "Kế".into()));
        assert_eq!((called(&vi, "PLAN"), called(&vi, "NEW_VALUE")), ("Kế hoạch", "NEW_VALUE"));
    }
}
