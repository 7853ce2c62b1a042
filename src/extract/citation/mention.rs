//! Finds the namings of documents in one block: by number, laws by name, other works by name.

use super::stops::{Stopping, Stops};
use super::{headed, law, provision, standard, work};
use crate::extract::agency;
use crate::extract::cue::Cue;
use crate::extract::view::View;
use crate::model::{DocumentMention, DocumentNumber, DocumentType, Evidence};
use crate::text::{Cursor, PartialDate, SourceText, Span, is_word_boundary, parse_date};

/// Words that end an issuer or a name.
pub(super) static STOPS: Stopping = Stopping::new(|| {
    Stops::new(&[
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
        " hết hiệu lực",
        " không còn hiệu lực",
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
        // "Tờ trình … của Sở Tài chính đề nghị …": what the issuer does in it.
        " đề nghị",
        " kiến nghị",
        " yêu cầu",
        " báo cáo",
        " thẩm tra",
        " giải trình",
        " thông báo",
        " trả lời",
        " góp ý",
        " gửi ",
        " xin ",
        " chấp thuận",
        " đồng ý",
        " thống nhất",
    ])
});

/// One naming found, with byte places inside its block.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub(super) number: Option<DocumentNumber>,
    pub(super) name: Option<String>,
    pub(super) kind: Option<DocumentType>,
    pub(super) date: Option<PartialDate>,
    pub(super) issuer: Option<String>,
    /// A number without a word for its kind.
    pub(super) bare: bool,
    /// Still to be issued.
    pub(super) draft: bool,
    /// "khoản 2 Điều 3", printed before it.
    pub(super) provision: Option<String>,
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
            provision: self.provision,
            antecedent: None,
            reported: false,
            draft: self.draft,
            evidence,
        })
    }
}

/// Reads "Số: 12/KH-UBND" as the key of a document's own number. `words` are those of the block in lower case.
pub(super) fn own_number(block: &str, words: &str) -> Option<String> {
    let at = words.find("số:").or_else(|| words.starts_with("số ").then_some(0))?;
    is_word_boundary(words, at).then_some(())?;
    let rest = block.get(at + "số:".len()..)?.trim_start();
    DocumentNumber::parse(rest).map(|(n, _)| n.key())
}

/// Finds all namings in a block, in their order. `words` are its words in lower case.
pub(super) fn find(view: &View<'_>, block: &str, words: &str) -> Vec<Found> {
    let mut found = numbered(view, block, words);
    found.append(&mut standard::find(view, block, words));
    found.sort_by_key(|f| f.start);
    let mut works = law::find(view, block, words);
    works.append(&mut work::find(view, block, words));
    works.sort_by_key(|f| (f.start, std::cmp::Reverse(f.core)));
    works.retain(|w| {
        let holds = |f: &Found| f.amends() && f.start < w.start || w.amends() && w.start < f.start;
        !near(&found, w).any(|f| f.start < w.core && w.start < f.core && !holds(f))
    });
    let outer = works.clone();
    works.retain(|w| !near(&outer, w).any(|o| o.start < w.start && w.start < o.core && !o.amends()));
    found.append(&mut works);
    found.sort_by_key(|f| f.start);
    headed::issuers(block, words, &mut found);
    for f in &mut found {
        f.provision = provision::before(block, words, f.start).map(|(_, printed)| printed);
    }
    found
}

/// Returns those of `sorted` that may overlap `w`: no naming is longer than a name and its type words.
fn near<'a>(sorted: &'a [Found], w: &Found) -> impl Iterator<Item = &'a Found> {
    let from = sorted.partition_point(|f| f.start + 2 * LONGEST_NAME < w.start);
    let to = sorted.partition_point(|f| f.start < w.core);
    sorted.get(from..to).unwrap_or_default().iter()
}

fn numbered(view: &View<'_>, block: &str, words: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut next = 0;
    for at in view.places_in_words(words, Cue::Figure) {
        // "Tờ trình số382/TTr-CP": a mark of bold print stood where the space should.
        let head = block.get(..at).map(|b| b.strip_suffix("số").map_or(b, |_| ""));
        let before = head.and_then(|b| b.chars().next_back());
        let inside = before.is_some_and(|b| b.is_alphanumeric() || matches!(b, '/' | '-' | '.'));
        if at < next || inside {
            continue;
        }
        let rest = block.get(at..).unwrap_or_default();
        let letter = || {
            (is_letter_number(words, at) || beside_letter(words, at, found.last()))
                .then(|| DocumentNumber::parse_letter(rest))
                .flatten()
        };
        let Some((number, len)) = DocumentNumber::parse(rest).or_else(letter) else { continue };
        next = at + len;
        let mut f = Found { number: Some(number), start: at, core: next, end: next, ..Found::default() };
        if let Some((start, kind)) = type_before(words, at) {
            // "văn bản số 47/TTr-UBND" is what its symbol says.
            let any = words.get(start..).is_some_and(|w| w.starts_with("văn bản"));
            let symbol = || f.number.as_ref().and_then(DocumentNumber::document_type);
            f.kind = if any { symbol().or(kind) } else { kind };
            f.start = start;
        } else if let Some((start, end)) = law_before(block, words, before_number(words, at)) {
            (f.start, f.kind) = (start, Some(DocumentType::Law));
            f.name = block.get(start..end).map(str::to_owned);
        }
        f.bare = f.kind.is_none() && f.start == at;
        f.kind = f.kind.or_else(|| f.number.as_ref().and_then(DocumentNumber::document_type));
        tail(block, words, &mut f);
        if let Some((date, issuer)) = lead(block, words, f.start).filter(|_| f.date.is_none_or(|d| d.month.is_none())) {
            f.date = f.date.filter(|d| !d.agrees_with(date)).or(Some(date));
            f.issuer = f.issuer.or(issuer);
        }
        f.issuer = f.issuer.or_else(|| writer(block, words, f.start));
        found.push(f);
    }
    found
}

/// "công văn số 01/KGL": a firm's letter has no drafting unit behind its code.
fn is_letter_number(words: &str, at: usize) -> bool {
    words.get(..at).is_some_and(|b| ["công văn số ", "văn bản số "].iter().any(|w| b.ends_with(w)))
}

/// "công văn số 38/CV-HAPT ngày 29 tháng 3 năm 2008 **và số 119/HAPT**": one more of the same firm.
fn beside_letter(words: &str, at: usize, last: Option<&Found>) -> bool {
    let Some(last) = last.filter(|l| l.kind == Some(DocumentType::OfficialLetter)) else { return false };
    matches!(words.get(last.end..at).map(str::trim), Some("và số" | ", số"))
}

/// Verbs between a date with an issuer and the document that was issued.
const ISSUED: [&str; 8] = [" ban hành", " thông qua", " đã có", " vừa có", " đã ra", " vừa ra", " đã ký", ", tại"];

/// "Ngày 02/12/2025, UBND tỉnh Đồng Tháp đã ban hành Quyết định …": date and issuer stand before, as the press writes.
fn lead(block: &str, words: &str, start: usize) -> Option<(PartialDate, Option<String>)> {
    let before = words.get(..start)?.trim_end();
    let before = ISSUED.iter().find_map(|verb| before.strip_suffix(verb))?;
    let at = before.rfind("ngày ").filter(|at| before.len() - at < 200 && is_word_boundary(words, *at))?;
    let (date, len) = parse_date(before.get(at..)?).filter(|(d, _)| d.day.is_some())?;
    let issuer = block.get(at + len..before.len())?.trim_start_matches([',', ' ']);
    let issuer = issuer.split(" (").next()?.trim_end_matches(" đã").trim_end_matches(" vừa").trim();
    let plain = issuer.len() < 120 && !issuer.contains(['.', ';', ',', ':']);
    let issuer = in_full(issuer);
    plain.then(|| (date, Some(issuer).filter(|i| !i.is_empty())))
}

/// Returns what stands before a number, without "số" and a colon.
fn before_number(words: &str, at: usize) -> &str {
    let before = words.get(..at).unwrap_or_default().trim_end().trim_end_matches(':').trim_end();
    before.strip_suffix("số").unwrap_or(before).trim_end()
}

/// Finds the kind word, and between it and the number nothing but "số" or the name of a law.
fn type_before(words: &str, at: usize) -> Option<(usize, Option<DocumentType>)> {
    let before = before_number(words, at);
    let mut best: Option<(usize, DocumentType)> = None;
    for kind in DocumentType::ALL {
        for name in kind.names() {
            let Some(head) = before.strip_suffix(name) else { continue };
            // "văn bản quy phạm pháp luật số …" ends the name of a law.
            let inside = *name == "luật" && head.ends_with("pháp ");
            if !inside && is_word_boundary(words, head.len()) && best.is_none_or(|(s, _)| head.len() < s) {
                best = Some((head.len(), *kind));
            }
        }
    }
    best.map(|(s, k)| (s, Some(k)))
}

/// "Luật Tổ chức chính quyền địa phương số 65/2025/QH15": the name stands between.
fn law_before(block: &str, words: &str, before: &str) -> Option<(usize, usize)> {
    let mut from = before.len().saturating_sub(LONGEST_NAME);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    // "Luật Công nghiệp công nghệ số 71/2025/QH15": the word before the number is the name's own.
    let own = before.len() + " số".len();
    law::starts(before.get(from..)?).map(|at| from + at).find_map(|at| {
        law::name_at(block, words, at).filter(|end| *end == before.len() || *end == own).map(|e| (at, e))
    })
}

/// Reads the date and the issuer after a number or name, in either order.
pub(super) fn tail(block: &str, words: &str, f: &mut Found) {
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
        if f.date.is_none()
            && f.end == f.core
            && let Some((year, end)) = year_behind(c.clone())
        {
            (f.date, f.end) = (Some(year), end);
            continue;
        }
        if f.issuer.is_none() && c.eat_folded("của") {
            c.skip_spaces();
            let end = issuer_end(block, words, c.pos());
            let issuer = block.get(c.pos()..end).unwrap_or_default().trim();
            // "…, của Bộ Xây dựng tại văn bản số 450/BXD-KTQH": the one who wrote what comes next.
            let next = words.get(f.end..c.pos()).is_some_and(|w| w.contains(',')) && at_a_letter(words, end);
            if !next && !issuer.is_empty() && issuer.chars().count() < 200 {
                f.issuer = Some(in_full(issuer));
                f.end = end;
            }
        }
    }
}

/// The name of a body with its committee or council written out: "UBND tỉnh" is "Ủy ban nhân dân tỉnh".
pub(super) fn in_full(body: &str) -> String {
    body.replace("UBND", "Ủy ban nhân dân").replace("HĐND", "Hội đồng nhân dân")
}

/// Tells whether " tại văn bản số …" begins at a byte.
fn at_a_letter(words: &str, at: usize) -> bool {
    let Some(rest) = words.get(at..).and_then(|w| w.trim_start().strip_prefix("tại ")) else { return false };
    LETTERS.iter().any(|k| rest.starts_with(k))
}

/// Kinds by which bodies write to each other.
const LETTERS: [&str; 6] = ["văn bản", "công văn", "tờ trình", "báo cáo", "thông báo", "phiếu trình"];

/// "đề nghị **của Bộ Y tế** tại Tờ trình số …", "ý kiến **của Bộ Y tế** (công văn số …": who wrote a letter, before it.
fn writer(block: &str, words: &str, start: usize) -> Option<String> {
    const LONGEST: usize = 200;
    let letter = words.get(start..).is_some_and(|w| LETTERS.iter().any(|k| w.starts_with(k)));
    let before = words.get(..start).filter(|_| letter)?.trim_end();
    let before = before.strip_suffix(" tại").or_else(|| before.strip_suffix('('))?.trim_end();
    let from = before.rfind("của ").filter(|at| is_word_boundary(before, *at))? + "của ".len();
    let joined = before.rfind(") và ").map_or(from, |at| from.max(at + ") và ".len()));
    let issuer = block.get(joined..before.len())?;
    let plain = issuer.len() < LONGEST && !issuer.contains([';', '(', ')', ':']);
    let whole = plain && agency::one_agency(issuer) == issuer.len();
    whole.then(|| in_full(issuer))
}

/// Reads "Quyết định 1712/QĐ-UBND năm 2025" or "… 2025": the year alone, as the press cites.
fn year_behind(mut c: Cursor<'_>) -> Option<(PartialDate, usize)> {
    c.eat_folded("năm");
    c.skip_spaces();
    let year = c.number(4).and_then(|y| u16::try_from(y).ok()).filter(|y| (1945..=2100).contains(y))?;
    let ends = c.peek().is_none_or(|next| !next.is_alphanumeric() && !matches!(next, '-' | '/' | '–'));
    ends.then(|| Some((PartialDate::year(year)?, c.pos()))).flatten()
}

/// Returns where a name that begins at `from` ends: at a mark or at one of `stops`.
pub(super) fn name_end(words: &str, from: usize, stops: &Stops) -> usize {
    let rest = window(words.get(from..).unwrap_or_default());
    from + rest.get(..stops.first(rest)).unwrap_or_default().trim_end().len()
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

/// Returns where an issuer ends: where the name of the body ends, which may hold commas and "và".
fn issuer_end(block: &str, words: &str, from: usize) -> usize {
    let rest = window(words.get(from..).unwrap_or_default());
    let ends = [" về việc", " ban hành", " triển khai thực hiện", " về kế hoạch", ";", "(", ". "];
    let committee = || ends.iter().filter_map(|e| rest.find(e)).min().filter(|e| *e < 240);
    if let Some(end) = rest.starts_with("ban chỉ đạo").then(committee).flatten() {
        return from + rest.get(..end).unwrap_or_default().trim_end_matches([' ', ',']).len();
    }
    let body = window(block.get(from..).unwrap_or_default());
    name_end(words, from, &STOPS).max(from + agency::one_agency(body))
}

/// Compares the namings found in a block, in their order there, to the words they should be.
#[cfg(test)]
#[track_caller]
pub(super) fn check_names(block: &str, find: impl Fn(&View<'_>, &str) -> Vec<Found>, expected: &[&str]) {
    let text = SourceText::new("a.txt", block);
    let mut found = find(&View::new(&text), &crate::text::lower(block));
    found.sort_by_key(|f| f.start);
    let got: Vec<&str> = found.iter().map(|f| block.get(f.start..f.core).unwrap_or_default()).collect();
    assert_eq!(got, expected);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(block: &str, expected: &[&str]) {
        let text = SourceText::new("a.txt", block);
        let found = find(&View::new(&text), block, &crate::text::lower(block));
        let got: Vec<&str> = found.iter().map(|f| block.get(f.start..f.core).unwrap_or_default()).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn finds_numbers_and_names() {
        check("theo Quyết định số 12/QĐ-UBND ngày 1/2/2020", &["Quyết định số 12/QĐ-UBND"]);
        check("quy định của Luật Đầu tư công, Luật Đất đai.", &["Luật Đầu tư công", "Luật Đất đai"]);
        check("triển khai Đề án 06 theo quy định", &["Đề án 06"]);
        check("Trả lời công văn số 01/KGL ngày 20/11/2025 của", &["công văn số 01/KGL"]);
        check(
            "Căn cứ Luật Công nghiệp công nghệ số 71/2025/QH15; theo Luật Công nghiệp công nghệ số.",
            &["Luật Công nghiệp công nghệ số 71/2025/QH15", "Luật Công nghiệp công nghệ số"],
        );
    }

    #[test]
    fn an_issuer_ends_before_what_it_does() {
        let issuer = |block: &str| {
            let text = SourceText::new("a.txt", block);
            find(&View::new(&text), block, &crate::text::lower(block)).into_iter().find_map(|f| f.issuer)
        };
        let number = "Tờ trình số 395/TTr-UBND ngày 19/11/2025 của";
        let asks = issuer(&format!("{number} Ủy ban nhân dân Thành phố đề nghị ban hành Nghị quyết"));
        assert_eq!(asks.as_deref(), Some("Ủy ban nhân dân Thành phố"));
        let examines = issuer(&format!("{number} Ban Pháp chế Hội đồng nhân dân tỉnh thẩm tra dự thảo"));
        assert_eq!(examines.as_deref(), Some("Ban Pháp chế Hội đồng nhân dân tỉnh"));
    }

    #[test]
    fn refuses_dates_and_classes() {
        check("ngày 12/3/2020 và các luật khác, các chương trình hỗ trợ", &[]);
    }
}
