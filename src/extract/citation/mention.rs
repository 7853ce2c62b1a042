//! Finds the namings of documents in one block: by number, laws by name, other works by name.

use crate::model::{DocumentMention, DocumentNumber, DocumentType, Evidence};
use crate::text::{Cursor, PartialDate, SourceText, Span, is_word_boundary, parse_date};

/// Words that end an issuer or a name.
const STOPS: [&str; 34] = [
    " về ",
    " ban hành",
    " phê duyệt",
    " thực hiện",
    " triển khai",
    " quy định",
    " sửa đổi",
    " và ",
    " trên ",
    " hướng dẫn",
    " tại ",
    " để ",
    " theo ",
    " thì ",
    " là ",
    " ngày ",
    " số ",
    " được ",
    " đã ",
    " có hiệu lực",
    " thay thế",
    " bãi bỏ",
    " cho ",
    " nhằm ",
    " gắn với",
    " đảm bảo",
    " bảo đảm",
    " đối với",
    " trong ",
    " do ",
    " liên quan",
    " như ",
    " với ",
    " hiện hành",
];

/// Words that end the name of a work that is no law.
const WORK_STOPS: [&str; 25] = [
    " triển khai thực hiện",
    " của sở ",
    " của ubnd",
    " trước ngày",
    " làm cơ sở",
    " của tỉnh ủy",
    " của thành ủy",
    " của chính phủ",
    " của thủ tướng",
    " được ",
    " đã ",
    " theo ",
    " thì ",
    " ban hành",
    " tại quyết định",
    " số ",
    " nhằm ",
    " gắn với",
    " bảo đảm",
    " đảm bảo",
    " để ",
    " do ",
    " sau khi",
    " và các ",
    " và triển khai",
];

/// One naming found, with byte places inside its block.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub(super) number: Option<DocumentNumber>,
    pub(super) name: Option<String>,
    pub(super) kind: Option<DocumentType>,
    pub(super) date: Option<PartialDate>,
    pub(super) issuer: Option<String>,
    pub(super) start: usize,
    /// One past the number or name.
    pub(super) core: usize,
    /// One past date and issuer.
    pub(super) end: usize,
}

impl Found {
    /// Tells whether it is a law that names the law it amends.
    pub(super) fn amends(&self) -> bool {
        self.kind == Some(DocumentType::Law)
            && self
                .name
                .as_ref()
                .is_some_and(|n| [" sửa đổi, ", " Sửa đổi, ", " SỬA ĐỔI, "].iter().any(|w| n.contains(w)))
    }

    /// Turns it into a mention; `base` is where the block begins in the clean text.
    pub(super) fn into_mention(self, text: &SourceText, base: usize) -> Option<DocumentMention> {
        let full = Span::new(base + self.start, base + self.end);
        let evidence = Evidence::new(text, full, Span::new(base + self.start, base + self.core))?;
        Some(DocumentMention {
            number: self.number,
            name: self.name,
            document_type: self.kind,
            issued_on: self.date,
            issuer: self.issuer,
            provision: None,
            antecedent: None,
            reported: false,
            draft: false,
            evidence,
        })
    }
}

/// Lower-cases letter by letter, keeping every byte offset.
pub(super) fn lower(text: &str) -> String {
    text.chars()
        .map(|c| {
            let mut l = c.to_lowercase();
            match (l.next(), l.next()) {
                (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
                _ => c,
            }
        })
        .collect()
}

/// Reads "Số: 12/KH-UBND" as the key of a document's own number.
pub(super) fn own_number(block: &str) -> Option<String> {
    let words = lower(block);
    let at = words.find("số:").or_else(|| words.starts_with("số ").then_some(0))?;
    is_word_boundary(&words, at).then_some(())?;
    let rest = block.get(at + "số:".len()..)?.trim_start();
    DocumentNumber::parse(rest).map(|(n, _)| n.key())
}

/// Finds all namings in a block, in their order.
pub(super) fn find(block: &str) -> Vec<Found> {
    let words = lower(block);
    let mut found = numbered(block, &words);
    let mut works = named(block, &words);
    works.retain(|w| !near(&found, w).any(|f| f.start < w.core && w.start < f.core));
    let outer = works.clone();
    works.retain(|w| !near(&outer, w).any(|o| o.start < w.start && w.start < o.core && !o.amends()));
    found.append(&mut works);
    found.sort_by_key(|f| f.start);
    found
}

/// Returns those of `sorted` that may overlap `w`: no naming is longer than a name and its type words.
fn near<'a>(sorted: &'a [Found], w: &Found) -> impl Iterator<Item = &'a Found> {
    let from = sorted.partition_point(|f| f.start + 2 * LONGEST_NAME < w.start);
    let to = sorted.partition_point(|f| f.start < w.core);
    sorted.get(from..to).unwrap_or_default().iter()
}

fn numbered(block: &str, words: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut next = 0;
    for (at, c) in block.char_indices() {
        let before = block.get(..at).and_then(|b| b.chars().next_back());
        let inside = before.is_some_and(|b| b.is_alphanumeric() || matches!(b, '/' | '-' | '.'));
        if at < next || !c.is_ascii_digit() || inside {
            continue;
        }
        let Some((number, len)) = block.get(at..).and_then(DocumentNumber::parse) else { continue };
        next = at + len;
        let (start, kind) = type_before(words, at).unwrap_or((at, None));
        let kind = kind.or_else(|| number.document_type());
        let mut f = Found { number: Some(number), kind, start, core: next, end: next, ..Found::default() };
        tail(block, words, &mut f);
        found.push(f);
    }
    found
}

/// Finds the kind word, and between it and the number nothing but "số" or the name of a law.
fn type_before(words: &str, at: usize) -> Option<(usize, Option<DocumentType>)> {
    let before = words.get(..at)?.trim_end().trim_end_matches(':').trim_end();
    let before = before.strip_suffix("số").unwrap_or(before).trim_end();
    let mut best: Option<(usize, DocumentType)> = None;
    for kind in DocumentType::ALL {
        for name in kind.names() {
            let Some(head) = before.strip_suffix(name) else { continue };
            if is_word_boundary(words, head.len()) && best.is_none_or(|(s, _)| head.len() < s) {
                best = Some((head.len(), *kind));
            }
        }
    }
    best.map(|(s, k)| (s, Some(k))).or_else(|| law_before(words, before))
}

/// "Luật Tổ chức chính quyền địa phương số 65/2025/QH15": the name stands between.
fn law_before(words: &str, before: &str) -> Option<(usize, Option<DocumentType>)> {
    let mut from = before.len().saturating_sub(LONGEST_NAME);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let close = before.get(from..)?;
    let at = from + close.rfind("luật ").or_else(|| close.rfind("pháp lệnh "))?;
    let name = before.get(at..)?;
    let plain = !name.contains([',', ';', '.', '(', '/']) && name.chars().count() < 100;
    (plain && is_word_boundary(words, at) && name_end(words, at, &STOPS) >= before.len())
        .then_some((at, Some(DocumentType::Law)))
}

/// Reads the date and the issuer after a number or name, in either order.
fn tail(block: &str, words: &str, f: &mut Found) {
    for _ in 0..2 {
        let mut c = Cursor::at(block, f.end);
        c.skip_spaces();
        c.eat(",");
        c.skip_spaces();
        if f.date.is_none()
            && (c.clone().eat_folded("ngày") || c.clone().eat_folded("tháng"))
            && let Some((date, len)) = parse_date(c.rest())
        {
            f.date = Some(date);
            f.end = c.pos() + len;
            continue;
        }
        if f.issuer.is_none() && c.eat_folded("của") {
            c.skip_spaces();
            let end = issuer_end(words, c.pos());
            let issuer = block.get(c.pos()..end).unwrap_or_default().trim();
            if !issuer.is_empty() && issuer.chars().count() < 200 {
                f.issuer = Some(issuer.replace("UBND", "Ủy ban nhân dân").replace("HĐND", "Hội đồng nhân dân"));
                f.end = end;
            }
        }
    }
}

/// Returns where a name that begins at `from` ends: at a mark or at one of `stops`.
fn name_end(words: &str, from: usize, stops: &[&str]) -> usize {
    let rest = window(words.get(from..).unwrap_or_default());
    let mut end = rest.find([',', ';', '.', '(', ')', ':', '“', '”', '"', '\n']).unwrap_or(rest.len());
    for stop in stops {
        if let Some(at) = rest.find(stop) {
            end = end.min(at);
        }
    }
    from + rest.get(..end).unwrap_or_default().trim_end().len()
}

/// No name is longer: a block without marks, however long, is not searched to its end for each mention.
const LONGEST_NAME: usize = 1200;

fn window(rest: &str) -> &str {
    let mut end = rest.len().min(LONGEST_NAME);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    rest.get(..end).unwrap_or_default()
}

/// Finds laws and other works by name.
fn named(block: &str, words: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (word, kind) in NAMED {
        for (at, _) in words.match_indices(word) {
            let first = block.get(at..).and_then(|b| b.chars().next());
            if !first.is_some_and(char::is_uppercase) || !is_word_boundary(words, at) {
                continue;
            }
            if let Some(f) = named_at(block, words, at, word.len(), kind) {
                found.push(f);
            }
        }
    }
    found.sort_by_key(|f| f.start);
    found.dedup_by(|b, a| {
        a.start < b.core && b.start < a.core && a.kind == b.kind && a.core == b.core && a.start == b.start
    });
    found
}

const NAMED: [(&str, DocumentType); 8] = [
    ("kế hoạch ", DocumentType::Plan),
    ("bộ luật ", DocumentType::Law),
    ("luật ", DocumentType::Law),
    ("pháp lệnh ", DocumentType::Ordinance),
    ("đề án ", DocumentType::Scheme),
    ("chiến lược ", DocumentType::Strategy),
    ("quy hoạch ", DocumentType::MasterPlan),
    ("chương trình ", DocumentType::Programme),
];

fn named_at(block: &str, words: &str, at: usize, len: usize, kind: DocumentType) -> Option<Found> {
    let law = matches!(kind, DocumentType::Law | DocumentType::Ordinance);
    let after = words.get(at + len..)?;
    let end = if law { law_end(block, words, at, len)? } else { work_end(words, at, len)? };
    let changed =
        words.get(..at)?.strip_suffix("điều chỉnh, bổ sung ").or(words.get(..at)?.strip_suffix("điều chỉnh "));
    let capital = |b: &&str| block.get(b.len()..).is_some_and(|r| r.starts_with('Đ'));
    let at = changed.filter(capital).map_or(at, str::len);
    let name = block.get(at..end)?.trim();
    let long = if law {
        name.split(' ').count() >= 2
    } else {
        let acted = is_acted_on(words, at, &lower(name));
        acted || (kind != DocumentType::Plan && is_identified(&lower(name)))
    };
    if !long || after.starts_with("này") || after.starts_with("hành động thực hiện") {
        return None;
    }
    let mut f = Found { name: Some(name.to_owned()), kind: Some(kind), start: at, core: end, end, ..Found::default() };
    tail(block, words, &mut f);
    Some(f)
}

/// "thực hiện Chương trình sử dụng năng lượng tiết kiệm và hiệu quả": a long name after a verb of doing.
fn is_acted_on(words: &str, at: usize, name: &str) -> bool {
    let before = words.get(..at).unwrap_or_default().trim_end();
    let verb = ["thực hiện", "triển khai", "hiệu quả", "quyết liệt"].iter().any(|v| before.ends_with(v));
    let own = [" này", " hành động", " thực hiện", " triển khai", " số ", "hoạch và ", "án và ", "trình và ", " theo "]
        .iter()
        .any(|w| name.contains(w));
    verb && !own && (7..40).contains(&name.split(' ').count())
}

/// A period, an ordinal or "quốc gia" makes a name one work's.
fn is_identified(name: &str) -> bool {
    let ordinal = name.strip_prefix("đề án ").map(|n| n.trim_start_matches("số "));
    let ordinal = ordinal.is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()));
    let period = ["giai đoạn", "đến năm", "thời kỳ", "đến 20"].iter().any(|p| name.contains(p));
    ordinal || (period && name.split(' ').count() >= 5)
}

fn law_end(block: &str, words: &str, at: usize, len: usize) -> Option<usize> {
    let amending = "sửa đổi, bổ sung một số điều của ";
    if words.get(at + len..)?.starts_with(amending) {
        return Some(law_name_end(block, words, at + len + amending.len()));
    }
    let next = block.get(at + len..)?.chars().next()?;
    next.is_uppercase().then(|| law_name_end(block, words, at + len))
}

/// "Luật Tiêu chuẩn và quy chuẩn kỹ thuật" goes on after "và" in small letters; "… và Luật …" does not.
fn law_name_end(block: &str, words: &str, from: usize) -> usize {
    let mut end = name_end(words, from, &STOPS);
    let capitals = !block.get(from..end).unwrap_or_default().chars().any(char::is_lowercase);
    let goes_on =
        block.get(end..).filter(|_| joined(words, end)).and_then(|r| r.get(" và ".len()..)).is_some_and(|r| {
            let small = r.chars().next().is_some_and(char::is_lowercase) || capitals;
            let r = lower(r);
            let new = ["các", "nghị", "thông", "những", "quy định", "văn bản", "pháp", "luật", "quyết", "kế hoạch"]
                .iter()
                .any(|w| r.starts_with(w));
            small && !new
        });
    if goes_on {
        end = name_end(words, end + " và ".len(), &STOPS);
    }
    end
}

/// Tells whether "và" follows at `end`.
fn joined(words: &str, end: usize) -> bool {
    words.get(end..).is_some_and(|r| r.starts_with(" và "))
}

/// Returns where an issuer ends; the name of a steering committee may hold commas and "và".
fn issuer_end(words: &str, from: usize) -> usize {
    let rest = window(words.get(from..).unwrap_or_default());
    let ends = [" về việc", " ban hành", " triển khai thực hiện", " về kế hoạch", ";", "(", ". "];
    let committee = ends.iter().filter_map(|e| rest.find(e)).min();
    match committee.filter(|e| *e < 240 && rest.starts_with("ban chỉ đạo")) {
        Some(end) => from + rest.get(..end).unwrap_or_default().trim_end_matches([' ', ',']).len(),
        None => name_end(words, from, &STOPS),
    }
}

/// A comma inside a name: the period it ends with still follows, and no other kind of document between.
fn comma_end(words: &str, at: usize, end: usize) -> Option<usize> {
    let periods = ["giai đoạn", "thời kỳ", "đến năm", "đến 20"];
    let has = |t: &str| periods.iter().any(|p| t.contains(p));
    let other =
        |t: &str| NAMED.iter().any(|(w, _)| t.contains(w)) || t.contains("nghị quyết") || t.contains("quyết định");
    let mut last = end;
    for _ in 0..3 {
        if has(words.get(at..last)?) || !words.get(last..)?.starts_with(", ") {
            return None;
        }
        last = name_end(words, last + ", ".len(), &WORK_STOPS);
        let piece = words.get(end..last)?;
        if other(piece) || piece.len() > 240 {
            return None;
        }
        if has(piece) {
            return Some(last);
        }
    }
    None
}

fn work_end(words: &str, at: usize, len: usize) -> Option<usize> {
    let rest = words.get(at + len..)?;
    let skip = if rest.starts_with("số ") { "số ".len() } else { 0 };
    let mut end = name_end(words, at + len + skip, &WORK_STOPS);
    if let Some(longer) = comma_end(words, at, end) {
        end = longer;
    }
    if words.get(end..).is_some_and(|r| r.starts_with(", tầm nhìn")) {
        end = name_end(words, end + 2, &WORK_STOPS);
    }
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(block: &str, expected: &[&str]) {
        let found = find(block);
        let got: Vec<&str> = found.iter().map(|f| block.get(f.start..f.core).unwrap_or_default()).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn finds_numbers_and_names() {
        check("theo Quyết định số 12/QĐ-UBND ngày 1/2/2020", &["Quyết định số 12/QĐ-UBND"]);
        check("quy định của Luật Đầu tư công, Luật Đất đai.", &["Luật Đầu tư công", "Luật Đất đai"]);
        check("triển khai Đề án 06 theo quy định", &["Đề án 06"]);
    }

    #[test]
    fn refuses_dates_and_classes() {
        check("ngày 12/3/2020 và các luật khác, các chương trình hỗ trợ", &[]);
    }
}
