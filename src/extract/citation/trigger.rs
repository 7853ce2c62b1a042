//! The words that state a relation, and which of several before a document's name counts.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::model::RelationKind;
use crate::text::is_word_boundary;

/// Words that state a relation; of several the last before the mention counts, at one place the longest.
const TRIGGERS: [(&str, RelationKind); 29] = [
    ("tiến độ thực hiện", RelationKind::RefersTo),
    ("tiến độ lập", RelationKind::RefersTo),
    ("sửa đổi", RelationKind::Amends),
    ("bổ sung một số điều", RelationKind::Amends),
    ("thay thế", RelationKind::Replaces),
    ("bãi bỏ", RelationKind::Repeals),
    ("hủy bỏ", RelationKind::Repeals),
    ("đình chỉ", RelationKind::Suspends),
    ("gia hạn", RelationKind::Extends),
    ("đính chính", RelationKind::Corrects),
    ("hợp nhất", RelationKind::Consolidates),
    ("phê duyệt", RelationKind::Approves),
    ("ban hành", RelationKind::Promulgates),
    ("thực hiện", RelationKind::Implements),
    ("triển khai", RelationKind::Implements),
    ("cụ thể hóa", RelationKind::Implements),
    ("cụ thể hoá", RelationKind::Implements),
    ("thi hành", RelationKind::Implements),
    ("hướng dẫn", RelationKind::Guides),
    ("quy định chi tiết", RelationKind::Guides),
    ("hướng dẫn thi hành", RelationKind::Guides),
    ("quy định chi tiết thi hành", RelationKind::Guides),
    ("theo", RelationKind::RefersTo),
    ("tại", RelationKind::RefersTo),
    ("quy định của", RelationKind::RefersTo),
    ("căn cứ", RelationKind::RefersTo),
    ("trên cơ sở", RelationKind::RefersTo),
    ("ngoài", RelationKind::RefersTo),
    ("tinh thần", RelationKind::RefersTo),
];

/// Finds the words that state the relation of what a gap leads to, and the relation.
pub(super) fn last_trigger(gap: &str) -> Option<(usize, RelationKind)> {
    let gap = gap.rfind([';', ')']).map_or((0, gap), |at| (at, gap.get(at..).unwrap_or_default()));
    let (base, words) = gap;
    // "ban hành kèm theo" is one phrase; its "theo" refers to nothing.
    let joined = |at: usize| words.get(..at).is_some_and(|w| w.ends_with("kèm ")) && starts(words, at, "theo");
    let mut best: Option<(usize, usize, RelationKind)> = None;
    for (at, trigger, kind) in last_of_each(words) {
        let end = at + trigger.len();
        let whole = is_word_boundary(words, at) && is_word_boundary(words, end) && !joined(at);
        if whole && best.is_none_or(|(a, e, _)| (end, std::cmp::Reverse(at)) > (e, std::cmp::Reverse(a))) {
            best = Some((at, end, kind));
        }
    }
    let (mut at, end, mut kind) = best?;
    // "sửa đổi, bổ sung Quy định ban hành kèm theo Quyết định …": the decision's annex is amended, and so the decision.
    if kind == RelationKind::Promulgates && words.get(end..).is_some_and(|w| w.trim_start().starts_with("kèm theo")) {
        let act =
            last_trigger(words.get(..at)?.trim_end_matches("được ")).filter(|(_, k)| *k < RelationKind::Promulgates);
        let act = act.or_else(|| Some((amends_parts(words.get(..at)?)?, RelationKind::Amends)));
        (at, kind) = act.unwrap_or((at, RelationKind::RefersTo));
    }
    // "Bãi bỏ Danh mục … quy định tại mục A … ban hành kèm theo Quyết định …": a part of the decision ends.
    if kind == RelationKind::RefersTo
        && let Some(act) = repeals_a_part(words.get(..at)?)
    {
        (at, kind) = (act, RelationKind::Repeals);
    }
    if kind == RelationKind::Implements && looks_back(words.get(..at)?) {
        kind = RelationKind::RefersTo;
    }
    (at, kind) = coordinate_acts(words, (at, end), kind);
    // "phê duyệt bổ sung danh sách xã … vào Chương trình …" approves the list.
    let of_other = ["danh sách", "danh mục", "kinh phí", "dự toán", "kết quả", "báo cáo"];
    if kind == RelationKind::Approves && words.get(end..).is_some_and(|r| of_other.iter().any(|w| r.contains(w))) {
        kind = RelationKind::RefersTo;
    }
    let far = words.get(end..).is_none_or(|rest| rest.chars().count() > 90 || rest.contains(". "));
    (!far).then_some((base + at, kind))
}

/// Where "sửa đổi, bổ sung một số điều của Quy chế …" begins in the last sentence, however long the name of what changes.
fn amends_parts(words: &str) -> Option<usize> {
    const PARTS: [&str; 6] = [
        ", bổ sung một số điều của",
        " một số điều của",
        ", bổ sung một số nội dung của",
        " một số nội dung của",
        ", bổ sung một số quy định của",
        ", bổ sung",
    ];
    let from = words.rfind(". ").map_or(0, |at| at + 2);
    let at = words.rfind("sửa đổi").filter(|at| *at >= from && is_word_boundary(words, *at))?;
    // "Quyết định số 22/201 /QĐ-UBND … về sửa đổi": a number nobody can read amends, not what is said here.
    let unread = words.get(from..at)?.split("số ").skip(1).any(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    let rest = words.get(at + "sửa đổi".len()..).filter(|_| !unread)?;
    PARTS.iter().any(|p| rest.starts_with(p)).then_some(at)
}

/// Where "bãi bỏ" opens the last sentence of some words and says what part of the document behind them ends.
fn repeals_a_part(words: &str) -> Option<usize> {
    const PARTS: [&str; 8] = ["thủ tục", "danh mục", "nội dung", "quy định", "phụ lục", "khoản ", "điểm ", "quy trình"];
    let from = words.rfind(". ").map_or(0, |at| at + 2);
    let sentence = words.get(from..)?;
    let lead = sentence.len() - sentence.trim_start_matches(|c: char| !c.is_alphabetic()).len();
    let rest = sentence.get(lead..)?.strip_prefix("bãi bỏ ")?;
    PARTS.iter().any(|p| rest.contains(p)).then_some(from + lead)
}

/// How many bytes before a mention the words of its relation may begin: those beyond are too far from it to count.
const REACH: usize = 90 * 3 + 64;

/// Finds for each trigger where it stands last near the end of `words`.
fn last_of_each(words: &str) -> impl Iterator<Item = (usize, &'static str, RelationKind)> {
    static FINDER: LazyLock<Option<AhoCorasick>> =
        LazyLock::new(|| AhoCorasick::new(TRIGGERS.map(|(trigger, _)| trigger)).ok());
    let from = words.floor_char_boundary(words.len().saturating_sub(REACH));
    let mut last = [None; TRIGGERS.len()];
    let near = words.get(from..).unwrap_or_default();
    for found in FINDER.iter().flat_map(|f| f.find_overlapping_iter(near)) {
        if let Some(at) = last.get_mut(found.pattern().as_usize()) {
            *at = Some(from + found.start());
        }
    }
    TRIGGERS.into_iter().zip(last).filter_map(|((trigger, kind), at)| Some((at?, trigger, kind)))
}

fn starts(words: &str, at: usize, with: &str) -> bool {
    words.get(at..).is_some_and(|w| w.starts_with(with))
}

/// "Sau 8 năm triển khai thực hiện Nghị quyết …", "kết quả thực hiện …": what was done, not what this document does.
fn looks_back(before: &str) -> bool {
    let before = before.trim_end().trim_end_matches("triển khai").trim_end_matches("tổ chức").trim_end();
    let (years, word) = before.rsplit_once(' ').unwrap_or((before, ""));
    let count = years.rsplit_once(' ').map_or(("", years), |(a, b)| (a, b));
    word == "năm"
        && !count.1.is_empty()
        && count.1.chars().all(|c| c.is_ascii_digit())
        && (count.0.ends_with("sau") || count.0.ends_with("qua"))
}

/// Acts on a document that stand side by side in one title.
const ACTS: [(&str, RelationKind); 6] = [
    ("sửa đổi", RelationKind::Amends),
    ("bổ sung", RelationKind::Amends),
    ("thay thế", RelationKind::Replaces),
    ("bãi bỏ", RelationKind::Repeals),
    ("hủy bỏ", RelationKind::Repeals),
    ("kỹ thuật", RelationKind::Amends),
];

/// "Sửa đổi, bãi bỏ, thay thế một số điều của …" amends, whichever of its verbs stands last, and begins at the first;
/// so does "sửa đổi kỹ thuật một số điều tại …".
fn coordinate_acts(words: &str, (at, end): (usize, usize), kind: RelationKind) -> (usize, RelationKind) {
    const PARTS: [&str; 4] = ["một số điều", "một số điều, phụ lục", "một số nội dung", "một số quy định"];
    let (mut at, mut kind) = (at, kind);
    let mut before = words.get(..at).unwrap_or_default().trim_end();
    let parts = PARTS.iter().find_map(|p| before.strip_suffix(p)).filter(|_| words.get(at..end) == Some("tại"));
    match parts {
        Some(rest) => before = rest.trim_end(),
        None if !(RelationKind::Amends..=RelationKind::Repeals).contains(&kind) => return (at, kind),
        None => {}
    }
    let mut first = parts.is_some();
    loop {
        let joined = before.trim_end_matches(" và").trim_end_matches(',').trim_end();
        let act = ACTS.iter().find_map(|(act, k)| joined.strip_suffix(act).map(|rest| (rest, *k)));
        let Some((rest, act)) = act.filter(|(rest, _)| is_word_boundary(joined, rest.len())) else { return (at, kind) };
        kind = if first || act == RelationKind::Amends { act } else { kind };
        (at, before, first) = (rest.len(), rest.trim_end(), false);
    }
}
