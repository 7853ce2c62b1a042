//! What a document says of itself: number, kind, title, date, issuer, signers, jurisdiction, recipients.
//!
//! The layout is that of Nghị định 30/2020/NĐ-CP, Phụ lục I; identity across documents is resolve's.

mod enacting;
mod fallback;
mod issuer;

use issuer::read_issuer;

use super::cue::Cue;
use super::view::View;
use crate::diagnostic::Diagnostic;
use crate::model::{
    DocumentNumber, DocumentType, Evidence, Header, Jurisdiction, NumberFamily, Numbering, Recipient, Section, Signer,
    Sourced,
};
use crate::text::{Block, SourceText, Span, fold, opens_folded, parse_date};

/// How many blocks at the top may belong to the letterhead.
const TOP: usize = 40;

/// Returns the words the rules of this folder wait for.
pub(super) fn cues() -> Vec<(Cue, String)> {
    issuer::cues().collect()
}

/// Reads the header.
pub(super) fn header(text: &View<'_>, _sections: &[Section]) -> (Header, Vec<Diagnostic>) {
    let mut header = Header::default();
    read_number(text, &mut header);
    read_date(text, &mut header);
    read_issuer(text, &mut header);
    read_title(text, &mut header);
    read_signers(text, &mut header);
    read_recipients(text, &mut header);
    fallback::fill(text, &mut header);
    if is_nobodys_programme(&header) {
        (header.document_type, header.title) = (None, None);
        headless(text, &mut header);
    }
    (header, Vec::new())
}

/// Returns the blocks of the letterhead: those round the State's name if it is printed, past a portal's menus.
fn top(text: &SourceText) -> &[Block] {
    let blocks = text.blocks();
    // Documents of the Party have its name in the place of the State's (Hướng dẫn 36-HD/VPTW, mục III.1).
    let names_state = |words: &str| {
        opens_folded(words, "cong hoa xa hoi") || is_capitals(words) && opens_folded(words, "dang cong san viet nam")
    };
    let state = blocks.iter().take(400).position(|b| names_state(text.slice(b.span)));
    // A copy that begins with its kind and its legal basis has the State's name only in the forms behind it.
    let state = state.filter(|at| !blocks.get(..at.saturating_sub(TOP / 2)).is_some_and(|b| begins_bare(text, b)));
    let from = state.unwrap_or(0).saturating_sub(6);
    let rest = blocks.get(from..).unwrap_or_default();
    rest.get(..TOP).unwrap_or(rest)
}

/// "THÔNG TƯ", its subject and "Căn cứ …" within the first blocks.
fn begins_bare(text: &SourceText, blocks: &[Block]) -> bool {
    let kind = blocks
        .iter()
        .take(4)
        .position(|b| DocumentType::from_name(text.slice(b.span)).is_some_and(|_| is_capitals(text.slice(b.span))));
    let basis = |from: usize| blocks.iter().skip(from).take(8).any(|b| text.slice(b.span).starts_with("Căn cứ "));
    kind.is_some_and(basis)
}

fn read_number(text: &SourceText, header: &mut Header) {
    let blocks = top(text);
    for (i, block) in blocks.iter().enumerate() {
        let Some((at, rest)) = after_label(text, block) else { continue };
        let next = blocks.get(i + 1).filter(|_| rest.is_empty());
        let (at, rest) = next.map_or((at, rest), |b| (b.span.start as usize, text.slice(b.span)));
        let span = next.map_or(block.span, |b| block.span.cover(b.span));
        if let Some((number, len)) = DocumentNumber::parse(rest) {
            let focus = Span::new(at, at + len);
            header.numbering = Numbering::Printed;
            header.number = Evidence::new(text, span, focus).map(|e| Sourced::new(number, e));
            return;
        }
        let symbol = rest.trim_start_matches(['.', '…', ' ', '_']);
        if let Some(symbol) = symbol.strip_prefix(['/', '-']) {
            header.numbering = Numbering::Blank;
            header.blank_symbol = symbol.split_whitespace().next().map(str::to_owned);
            return;
        }
    }
}

/// Returns what follows "Số:" at the start of a block, and where it stands.
fn after_label<'a>(text: &'a SourceText, block: &Block) -> Option<(usize, &'a str)> {
    let words = text.slice(block.span);
    let opens = ["Luật số:", "Số hiệu:", "Số:", "SỐ:", "Số "].into_iter().find(|l| words.starts_with(l)).map(str::len);
    let at = opens.or_else(|| label_after_body(words))?;
    let rest = words.get(at..)?;
    let skipped = rest.len() - rest.trim_start().len();
    Some((block.span.start as usize + at + skipped, rest.trim_start()))
}

/// "CHÍNH PHỦ____ Số: 170/2025/NĐ-CP": a letterhead copied into one line.
fn label_after_body(words: &str) -> Option<usize> {
    let at = memchr::memmem::find(words.as_bytes(), "Số:".as_bytes()).filter(|_| words.chars().count() < 120)?;
    let before = words.get(..at).filter(|b| is_capitals(b))?;
    let folded = fold(before);
    issuer::is_body(&folded).then_some(at + "Số:".len())
}

fn read_date(text: &SourceText, header: &mut Header) {
    for block in top(text).iter() {
        let words = text.slice(block.span);
        if words.chars().count() > 90 {
            continue;
        }
        let place_line = memchr::memmem::find(words.as_bytes(), ", ngày".as_bytes()).map(|i| i + 2);
        let posted =
            ["Đăng ngày ", "Ngày đăng: ", "Cập nhật: "].iter().find(|l| words.starts_with(*l)).map(|l| l.len());
        let Some(at) = place_line.or(posted) else { continue };
        if words.get(..at).is_some_and(names_a_weekday) {
            continue;
        }
        let Some((date, len)) = words.get(at..).and_then(parse_date) else { continue };
        let start = block.span.start as usize + at;
        header.issued_on =
            Evidence::new(text, block.span, Span::new(start, start + len)).map(|e| Sourced::new(date, e));
        return;
    }
}

/// "vào lúc 8g30, thứ Năm, ngày 07 tháng 8": when something takes place, not where and when a document was issued.
fn names_a_weekday(before: &str) -> bool {
    let folded = fold(before);
    let words: Vec<&str> = folded.split_whitespace().collect();
    matches!(words.as_slice(), [.., "thu", _]) || folded.trim_end_matches([',', ' ']).ends_with("chu nhat")
}

/// "CHƯƠNG TRÌNH ĐẠI HỘI" that nobody numbered or issued: the word names what happens, not a kind of document.
fn is_nobodys_programme(header: &Header) -> bool {
    header.document_type.as_ref().is_some_and(|t| t.value == DocumentType::Programme)
        && header.number.is_none()
        && header.issuer.is_none()
        && header.signers.is_empty()
}

fn read_title(text: &SourceText, header: &mut Header) {
    let blocks = top(text);
    let letter = letter(text, blocks);
    let blocks = letter.and_then(|(_, end)| blocks.get(..end)).unwrap_or(blocks);
    for (i, block) in blocks.iter().enumerate() {
        let words = text.slice(block.span);
        let Some((kind, len)) = kind_line(words) else { continue };
        let start = block.span.start as usize;
        header.document_type =
            Evidence::new(text, block.span, Span::new(start, start + len)).map(|e| Sourced::new(kind, e));
        settle_kind(header);
        let own = own_subject(before_basis(words), len).map(|(from, to)| Span::new(start + from, start + to));
        let following = blocks.get(i + 1..).unwrap_or_default();
        let span = own.or_else(|| title_span(text, following));
        let subject = span.map(|s| without_body(text, s));
        if let Some((whole, subject)) = span.zip(subject).filter(|(a, b)| a.start < b.start) {
            party_issuer(text, header, Span::new(whole.start as usize, subject.start as usize));
        }
        set_title(text, header, subject);
        return;
    }
    match letter.filter(|_| header.number.is_none()) {
        Some((addressed, _)) => {
            let evidence = Evidence::new(text, addressed, addressed);
            header.document_type = evidence.map(|e| Sourced::new(DocumentType::OfficialLetter, e));
        }
        None => headless(text, header),
    }
}

/// The line that addresses a letter, and the block its recipients begin at: what stands below is enclosed, not its title.
fn letter(text: &SourceText, blocks: &[Block]) -> Option<(Span, usize)> {
    let opens = |words: &'static str| move |b: &Block| text.slice(b.span).starts_with(words);
    let from = blocks.iter().position(opens("Kính gửi"))?;
    let end = blocks.iter().skip(from).position(opens("Nơi nhận"))?;
    Some((blocks.get(from)?.span, from + end))
}

/// "KẾT LUẬN / CỦA BỘ CHÍNH TRỊ / VỀ TÌNH HÌNH …": whose it is is no part of what it is about.
fn without_body(text: &SourceText, span: Span) -> Span {
    let words = text.slice(span);
    let subject = ["\nVỀ ", " VỀ ", "\nvề ", " về "].iter().find_map(|w| words.find(w));
    let subject = subject.filter(|at| *at < 80 && words.starts_with("CỦA "));
    subject.map_or(span, |at| Span::new(span.start as usize + at + 1, span.end as usize))
}

/// "KẾT LUẬN / CỦA BỘ CHÍNH TRỊ, BAN BÍ THƯ": below the letterhead of the Central Committee the title says who concluded.
fn party_issuer(text: &SourceText, header: &mut Header, span: Span) {
    let words = text.slice(span).trim();
    let Some(named) = words.strip_prefix("CỦA ") else { return };
    let central = header.issuer.as_ref().is_none_or(|i| i.value == "Ban Chấp hành Trung ương");
    let name = named.replace("BỘ CHÍNH TRỊ", "Bộ Chính trị").replace("BAN BÍ THƯ", "Ban Bí thư");
    if central && name != named && !is_capitals(&name) {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        issuer::set_issuer(text, header, &name, Jurisdiction::default(), span);
    }
}

/// The symbol of a normative number settles the kind: a decree that lays down rules is a decree.
fn settle_kind(header: &mut Header) {
    let Some(number) = header.number.clone().filter(|n| n.value.family == NumberFamily::Normative) else { return };
    if let Some(kind) = number.value.document_type()
        && header.document_type.as_ref().is_some_and(|t| t.value != kind)
    {
        header.document_type = Some(Sourced::new(kind, number.evidence));
    }
}

/// Returns where the subject stands in a line that opens with its kind, if it holds more than the kind.
fn own_subject(head: &str, kind: usize) -> Option<(usize, usize)> {
    let tail = head.get(kind..)?;
    let subject = tail.trim_matches([':', ' ']);
    let from = kind + tail.len() - tail.trim_start_matches([':', ' ']).len();
    (!subject.is_empty() && fold(subject) != "lien tich").then_some((from, from + subject.len()))
}

/// Returns a block up to the legal basis that a lost line end put behind its subject.
fn before_basis(words: &str) -> &str {
    let end = memchr::memmem::find(words.as_bytes(), " Căn cứ ".as_bytes()).unwrap_or(words.len());
    words.get(..end).unwrap_or(words)
}

/// Returns the kind a line in capitals names, alone or before its subject ("LUẬT SỬA ĐỔI …").
fn kind_line(words: &str) -> Option<(DocumentType, usize)> {
    let line = before_basis(words).trim_end_matches([':', ' ']);
    if !is_capitals(line) {
        return kind_before_subject(line);
    }
    if let Some(kind) = DocumentType::from_name(line) {
        return Some((kind, line.len()));
    }
    let ends: Vec<usize> = line.match_indices(' ').map(|(i, _)| i).take(4).collect();
    ends.into_iter().rev().find_map(|end| DocumentType::from_name(line.get(..end)?).map(|kind| (kind, end)))
}

/// "CHƯƠNG TRÌNH HÀNH ĐỘNG thực hiện Nghị quyết …": Party documents go on in small letters; "NGHỊ ĐỊNH Quy định về …".
fn kind_before_subject(line: &str) -> Option<(DocumentType, usize)> {
    let small = line.find(|c: char| c.is_lowercase())?;
    let head = line.get(..line.get(..small)?.rfind(' ')?)?.trim_end();
    let kind = head.split_once(" CỦA ").map_or(head, |(kind, _)| kind);
    DocumentType::from_name(kind).filter(|_| head.contains(' ') && is_capitals(head)).map(|found| (found, kind.len()))
}

/// The blocks after the kind: capitals, or one block of running text that no legal basis opens.
fn title_span(text: &SourceText, blocks: &[Block]) -> Option<Span> {
    let mut span: Option<Span> = None;
    for block in blocks.iter().take(8) {
        let words = text.slice(block.span);
        let head = before_basis(words);
        let capitals = is_capitals(head);
        let ends = span.is_some_and(|s| !capitals || is_issuer_line(text.slice(s), head));
        if block.marker.is_some() || words.starts_with("Căn cứ") || ends {
            break;
        }
        let start = block.span.start as usize;
        let own = Span::new(start, start + head.len());
        span = Some(span.map_or(own, |s| s.cover(own)));
        if !capitals || head.len() < words.len() {
            break;
        }
    }
    span
}

/// Tells whether a line in capitals names the issuer below a subject, and does not go on with it.
fn is_issuer_line(subject: &str, line: &str) -> bool {
    let goes_on = ["CỦA", "VÀ", "DO", ",", "TẠI"].iter().any(|w| subject.ends_with(w));
    let folded = fold(line);
    !goes_on && (issuer::is_body(&folded) || is_post(line))
}

/// A body without letterhead: a subject in capitals is a document's, anything else an article's headline.
fn headless(text: &SourceText, header: &mut Header) {
    if let Some(number) = header.number.clone() {
        return by_symbol(text, header, &number);
    }
    let blocks = text.blocks();
    let Some(first) = blocks.iter().find(|b| text.slice(b.span).chars().count() > 25) else { return };
    let span =
        if is_capitals(text.slice(first.span)) { title_span(text, blocks).unwrap_or(first.span) } else { first.span };
    let kind =
        if is_capitals(text.slice(first.span)) { promulgated(text) } else { Some((DocumentType::Article, span)) };
    header.document_type = kind.and_then(|(kind, at)| Evidence::new(text, at, at).map(|e| Sourced::new(kind, e)));
    set_title(text, header, Some(span));
}

/// A numbered document without a line for its kind: an official letter (công văn), whose subject follows "V/v".
fn by_symbol(text: &SourceText, header: &mut Header, number: &Sourced<DocumentNumber>) {
    header.document_type = number.value.document_type().map(|kind| Sourced::new(kind, number.evidence));
    let blocks = top(text);
    let addressed = blocks.iter().find(|b| text.slice(b.span).starts_with("Kính gửi"));
    if let Some(evidence) = addressed.and_then(|b| Evidence::new(text, b.span, b.span)) {
        header.document_type = Some(Sourced::new(DocumentType::OfficialLetter, evidence));
    }
    for (i, block) in blocks.iter().enumerate() {
        let words = text.slice(block.span);
        let Some(at) = ["V/v", "V/V", "Về việc"].iter().find_map(|l| words.find(l)) else { continue };
        let alone = words.get(at..).is_some_and(|w| w.chars().count() < 5);
        let end = blocks.get(i + 1).filter(|_| alone).map_or(block.span.end, |b| b.span.end);
        return set_title(text, header, Some(Span::new(block.span.start as usize + at, end as usize)));
    }
    let following = blocks.iter().position(|b| text.to_source(b.span) == number.evidence.span());
    if addressed.is_none()
        && let Some(at) = following
    {
        let rest = blocks.get(at + 1..).unwrap_or_default();
        let dated = rest.iter().take_while(|b| text.slice(b.span).contains(", ngày")).count();
        set_title(text, header, title_span(text, rest.get(dated..).unwrap_or_default()));
    }
}

/// "… UBND tỉnh ban hành Kế hoạch thực hiện như sau:": the kind such a body names for itself.
fn promulgated(text: &SourceText) -> Option<(DocumentType, Span)> {
    text.blocks().iter().take(10).find_map(|block| {
        let words = text.slice(block.span);
        let at = words.find("ban hành ").filter(|_| words.ends_with("như sau:"))?;
        let at = words.rfind("ban hành ").unwrap_or(at) + "ban hành ".len();
        let name: String = words.get(at..)?.split(' ').take(2).collect::<Vec<_>>().join(" ");
        DocumentType::from_name(&name).map(|kind| (kind, block.span))
    })
}

fn set_title(text: &SourceText, header: &mut Header, span: Option<Span>) {
    let Some(span) = span else { return };
    let title = text.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
    header.title = Evidence::new(text, span, span).map(|e| Sourced::new(title, e));
}

/// The first signing mark that a name follows: annexes and a portal's own lines may stand after it.
fn read_signers(text: &SourceText, header: &mut Header) {
    let blocks = text.blocks();
    let body = blocks.len().min(10) / 2;
    for post in body..blocks.len() {
        if blocks.get(post).is_some_and(|b| is_post(text.slice(b.span)))
            && let Some(signer) = signer(text, blocks, post)
        {
            header.signers.push(signer);
            return;
        }
    }
}

/// Reads the name below a post, nothing but marks and posts between them.
fn signer(text: &SourceText, blocks: &[Block], post: usize) -> Option<Signer> {
    let before = blocks.get(..=post)?;
    let capacity = before.iter().rev().take(3).find_map(|b| capacity_of(text.slice(b.span)));
    for block in blocks.iter().skip(post).take(4) {
        let words = text.slice(block.span);
        let Some(at) = name_at(words) else {
            if is_capitals(words) || words.starts_with('(') {
                continue;
            }
            return None;
        };
        let name = words.get(at..)?.trim().to_owned();
        let focus = Span::new(block.span.start as usize + at, block.span.end as usize);
        let evidence = Evidence::new(text, block.span, focus)?;
        let printed = blocks.get(post).map(|b| text.slice(b.span).trim_end_matches(&name).trim().to_owned());
        let alone = words.get(..at).is_some_and(|w| w.trim().is_empty() || is_capitals(w) || is_rank(w));
        return alone.then_some(Signer { name, capacity, post: printed, evidence });
    }
    None
}

/// "Đại tá", "PGS.TS": a rank or a degree before a name is no part of it.
fn is_rank(words: &str) -> bool {
    const RANKS: [&str; 16] = [
        "Đại tướng",
        "Thượng tướng",
        "Trung tướng",
        "Thiếu tướng",
        "Đại tá",
        "Thượng tá",
        "Trung tá",
        "Thiếu tá",
        "Đại úy",
        "ThS.",
        "TS.",
        "PGS.TS.",
        "PGS.TS",
        "PGS. TS.",
        "GS.TS.",
        "GS.TS",
    ];
    RANKS.contains(&words.trim())
}

fn is_post(words: &str) -> bool {
    const POSTS: [&str; 23] = [
        "TRƯỞNG PHÒNG",
        "CHI CỤC TRƯỞNG",
        "VỤ TRƯỞNG",
        "HIỆU TRƯỞNG",
        "CHỈ HUY TRƯỞNG",
        "TỔNG THANH TRA",
        "TỔNG KIỂM TOÁN",
        "CHỦ TỊCH",
        "BỘ TRƯỞNG",
        "THỨ TRƯỞNG",
        "THỦ TƯỚNG",
        "GIÁM ĐỐC",
        "BÍ THƯ",
        "CHỦ NHIỆM",
        "CHÁNH VĂN PHÒNG",
        "TỔNG BÍ THƯ",
        "TRƯỞNG BAN",
        "CỤC TRƯỞNG",
        "TỔNG CỤC TRƯỞNG",
        "THỐNG ĐỐC",
        "VIỆN TRƯỞNG",
        "CHÁNH ÁN",
        "TỔNG GIÁM ĐỐC",
    ];
    let deputy = words.strip_prefix("PHÓ ");
    let opens = POSTS.iter().any(|p| words.starts_with(p) || deputy.is_some_and(|d| d.starts_with(p)));
    (opens || capacity_of(words).is_some()) && words.chars().count() < 80
}

fn capacity_of(words: &str) -> Option<String> {
    const MARKS: [(&str, &str); 8] = [
        ("TM.", "TM."),
        ("KT.", "KT."),
        ("TL.", "TL."),
        ("TUQ.", "TUQ."),
        ("Q.", "Q."),
        ("T/M", "TM."),
        ("K/T", "KT."),
        ("T/L", "TL."),
    ];
    MARKS.iter().find(|(printed, _)| words.starts_with(printed)).map(|(_, usual)| (*usual).to_owned())
}

/// Returns where a person's name begins at the end of `words`: two to five words, each a capital and small letters.
fn name_at(words: &str) -> Option<usize> {
    let mut at = words.len();
    let mut count = 0;
    for word in words.split(' ').rev() {
        let mut letters = word.chars();
        let titled = letters.next().is_some_and(char::is_uppercase)
            && word.chars().count() > 1
            && letters.all(|c| c.is_lowercase() || c == '.');
        if !titled {
            break;
        }
        at = at.saturating_sub(word.len() + usize::from(count > 0));
        count += 1;
    }
    (2..=5).contains(&count).then_some(at)
}

fn read_recipients(text: &SourceText, header: &mut Header) {
    let blocks = text.blocks();
    let Some(at) = blocks.iter().rposition(|b| opens_folded(text.slice(b.span), "noi nhan")) else { return };
    for block in blocks.iter().skip(at + 1).take(30).take_while(|b| b.marker.is_some()) {
        let name = text.slice(block.body_span()).trim_end_matches([';', '.', ',', ' ']).to_owned();
        if let Some(evidence) = Evidence::new(text, block.span, block.body_span()).filter(|_| !name.is_empty()) {
            header.recipients.push(Recipient { name, evidence });
        }
    }
}

fn is_capitals(words: &str) -> bool {
    words.chars().any(char::is_uppercase) && !words.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTERHEAD: &str = "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\n-------\n\nSố: 04/CT-UBND\n\n\
        Lào Cai, ngày 04 tháng 3 năm 2020\n\nCHỈ THỊ\n\nVỀ VIỆC TĂNG CƯỜNG CÁC GIẢI PHÁP\n\nNăm 2019, sản xuất gặp khó.\n";

    #[track_caller]
    fn check(source: &str, number: Option<&str>, issuer: Option<&str>, date: Option<&str>) {
        let text = SourceText::new("a.txt", source);
        let (h, _) = header(&View::new(&text), &[]);
        assert_eq!(h.number.map(|n| n.value.canonical()).as_deref(), number);
        assert_eq!(h.issuer.map(|n| n.value).as_deref(), issuer);
        assert_eq!(h.issued_on.map(|n| n.value.to_string()).as_deref(), date);
    }

    #[test]
    fn reads_a_letterhead() {
        check(LETTERHEAD, Some("04/CT-UBND"), Some("Ủy ban nhân dân tỉnh Lào Cai"), Some("2020-03-04"));
    }

    #[test]
    fn a_blank_number_is_blank_and_a_month_is_a_month() {
        let source = "Số: /KH-UBND\n\nBảo Yên, ngày tháng 8 năm 2021\n\nKẾ HOẠCH\n";
        check(source, None, None, Some("2021-08"));
        let (h, _) = header(&View::new(&SourceText::new("a.txt", source)), &[]);
        assert_eq!((h.numbering, h.blank_symbol.as_deref()), (Numbering::Blank, Some("KH-UBND")));
    }

    #[track_caller]
    fn check_title(source: &str, kind: DocumentType, title: Option<&str>) {
        let (h, _) = header(&View::new(&SourceText::new("a.txt", source)), &[]);
        assert_eq!(h.document_type.map(|t| t.value), Some(kind));
        assert_eq!(h.title.map(|t| t.value).as_deref(), title);
    }

    #[test]
    fn a_title_ends_before_the_issuer_and_the_legal_basis() {
        let issuer =
            "Số: 12/QĐ-UBND\n\nQUYẾT ĐỊNH\n\nPHÊ DUYỆT ĐỀ ÁN\n\nỦY BAN NHÂN DÂN TỈNH LÀO CAI\n\nCăn cứ Luật;\n";
        check_title(issuer, DocumentType::Decision, Some("PHÊ DUYỆT ĐỀ ÁN"));
        let basis = "Số: 20/2025/NQ-HĐND\n\nNGHỊ QUYẾT QUY ĐỊNH MỨC HỌC PHÍ Căn cứ Luật Giáo dục;\n";
        check_title(basis, DocumentType::Resolution, Some("QUY ĐỊNH MỨC HỌC PHÍ"));
    }

    #[test]
    fn a_party_document_goes_on_in_small_letters_and_says_who_concluded() {
        let source = "TỈNH ỦY LÀO CAI\n*\nSố 20-CTr/TU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nCHƯƠNG TRÌNH HÀNH ĐỘNG\nthực hiện Nghị quyết số 57-NQ/TW\n";
        check_title(source, DocumentType::Programme, Some("thực hiện Nghị quyết số 57-NQ/TW"));
        let source =
            "BAN CHẤP HÀNH TRUNG ƯƠNG\n*\nSố 213-KL/TW\n\nKẾT LUẬN\nCỦA BAN BÍ THƯ\nvề khắc phục hậu quả thiên tai\n";
        check_title(source, DocumentType::Conclusion, Some("về khắc phục hậu quả thiên tai"));
        check(source, Some("213-KL/TW"), Some("Ban Bí thư"), None);
    }

    #[test]
    fn a_rank_is_no_part_of_a_name() {
        let source = format!("{LETTERHEAD}\n|\nGIÁM ĐỐC\nĐại tá Nguyễn Văn Bình\n|\n");
        let (h, _) = header(&View::new(&SourceText::new("a.txt", source)), &[]);
        assert_eq!(h.signers.first().map(|s| s.name.as_str()), Some("Nguyễn Văn Bình"));
    }

    #[test]
    fn a_letter_of_a_body_whose_code_is_a_kind_is_a_letter() {
        let source =
            "Số: 5330/CT-CS\n\nV/v chính sách thuế\n\nHà Nội, ngày 19 tháng 11 năm 2025\n\nKính gửi: Cục Thuế\n";
        check_title(source, DocumentType::OfficialLetter, Some("V/v chính sách thuế"));
    }

    #[test]
    fn what_a_letter_encloses_is_not_its_title() {
        let body = "Cục Lãnh sự trân trọng đề nghị Quý Cơ quan phối hợp thực hiện các nội dung nêu trên.";
        let end = "Nơi nhận:\n- Như trên;\n- Lưu: VP.\n\nCỤC TRƯỞNG\nLương Văn A\n\nHƯỚNG DẪN NỘP HỒ SƠ TRỰC TUYẾN";
        let text = format!("Kính gửi:\n\n- Văn phòng Chính phủ;\n\n1. {body}\n\n{end}\n");
        check_title(&text, DocumentType::OfficialLetter, None);
        check_title("HƯỚNG DẪN\n\nNỘP HỒ SƠ TRỰC TUYẾN\n", DocumentType::Guidance, Some("NỘP HỒ SƠ TRỰC TUYẾN"));
    }

    #[test]
    fn an_article_cites_numbers_and_has_none() {
        check("UBND tỉnh họp về Nghị quyết số 23-NQ/TW và công nghiệp\n\nChiều nay …\n", None, None, None);
    }

    #[test]
    fn reads_who_signed_and_in_which_capacity() {
        let source = format!("{LETTERHEAD}\n|\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrương Việt Dũng\n|\n");
        let (h, _) = header(&View::new(&SourceText::new("a.txt", source)), &[]);
        assert_eq!(h.signers.first().map(|s| s.name.as_str()), Some("Trương Việt Dũng"));
    }
}
