//! Who issued a document: the body of the letterhead, below its superior where the symbol says so; leaves out signers.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{TOP, is_capitals, top};
use crate::extract::agency::parse_agencies;
use crate::extract::cue::Cue;
use crate::extract::view::View;
use crate::model::reference::{
    District, Reach, body_of_code, body_of_name, communes, districts, find_province, province_of_id, provinces,
};
use crate::model::{Evidence, Header, Jurisdiction, Sourced};
use crate::text::{Block, SourceText, Span, fold, is_alphanumeric, lower, opens_folded};

/// Issuing bodies as letterheads print them, in capitals, with their usual writing and whether a place follows.
const BODIES: [(&str, &str, bool); 37] = [
    ("ubnd", "Ủy ban nhân dân", true),
    ("bo tai chinh", "Bộ Tài chính", false),
    ("bo cong thuong", "Bộ Công Thương", false),
    ("bo y te", "Bộ Y tế", false),
    ("bo giao duc va dao tao", "Bộ Giáo dục và Đào tạo", false),
    ("bo khoa hoc va cong nghe", "Bộ Khoa học và Công nghệ", false),
    ("bo noi vu", "Bộ Nội vụ", false),
    ("bo tu phap", "Bộ Tư pháp", false),
    ("bo xay dung", "Bộ Xây dựng", false),
    ("bo ngoai giao", "Bộ Ngoại giao", false),
    ("bo quoc phong", "Bộ Quốc phòng", false),
    ("bo cong an", "Bộ Công an", false),
    ("bo van hoa, the thao va du lich", "Bộ Văn hóa, Thể thao và Du lịch", false),
    ("bo nong nghiep va moi truong", "Bộ Nông nghiệp và Môi trường", false),
    ("bo nong nghiep va phat trien nong thon", "Bộ Nông nghiệp và Phát triển nông thôn", false),
    ("bo tai nguyen va moi truong", "Bộ Tài nguyên và Môi trường", false),
    ("bo ke hoach va dau tu", "Bộ Kế hoạch và Đầu tư", false),
    ("bo giao thong van tai", "Bộ Giao thông vận tải", false),
    ("bo thong tin va truyen thong", "Bộ Thông tin và Truyền thông", false),
    ("bo lao dong", "Bộ Lao động - Thương binh và Xã hội", false),
    ("bo dan toc va ton giao", "Bộ Dân tộc và Tôn giáo", false),
    ("ngan hang nha nuoc", "Ngân hàng Nhà nước Việt Nam", false),
    ("thanh tra chinh phu", "Thanh tra Chính phủ", false),
    ("toa an nhan dan toi cao", "Tòa án nhân dân tối cao", false),
    ("vien kiem sat nhan dan toi cao", "Viện kiểm sát nhân dân tối cao", false),
    ("kiem toan nha nuoc", "Kiểm toán nhà nước", false),
    ("bao hiem xa hoi viet nam", "Bảo hiểm xã hội Việt Nam", false),
    ("chu tich uy ban nhan dan", "Chủ tịch Ủy ban nhân dân", true),
    ("uy ban nhan dan", "Ủy ban nhân dân", true),
    ("hoi dong nhan dan", "Hội đồng nhân dân", true),
    ("thu tuong chinh phu", "Thủ tướng Chính phủ", false),
    ("chinh phu", "Chính phủ", false),
    ("van phong chinh phu", "Văn phòng Chính phủ", false),
    ("uy ban thuong vu quoc hoi", "Ủy ban Thường vụ Quốc hội", false),
    ("quoc hoi", "Quốc hội", false),
    ("chu tich nuoc", "Chủ tịch nước", false),
    ("ban chap hanh trung uong", "Ban Chấp hành Trung ương", false),
];

/// Kind words of territorial units, folded, with their usual writing.
const UNITS: [(&str, &str); 8] = [
    ("tinh ", "tỉnh"),
    ("thanh pho ", "thành phố"),
    ("tp ", "thành phố"),
    ("huyen ", "huyện"),
    ("quan ", "quận"),
    ("thi xa ", "thị xã"),
    ("tp. ", "thành phố"),
    ("tp.", "thành phố"),
];

/// The provinces that are not cities, by their names.
fn names() -> impl Iterator<Item = &'static str> {
    provinces().iter().filter(|p| p.kind == "tỉnh").map(|p| p.name.as_str())
}

/// Returns the words these rules wait for.
pub(super) fn cues() -> impl Iterator<Item = (Cue, String)> {
    names().map(|name| (Cue::Name, lower(name)))
}

pub(super) fn read_issuer(text: &View<'_>, header: &mut Header) {
    let blocks = top(text);
    for (i, block) in blocks.iter().enumerate().take(TOP / 2) {
        // "THỦ TƯỚNG CHÍNH PHỦ điện:" opens a telegram.
        let words = text.slice(block.span);
        let words = words.strip_suffix(" điện:").unwrap_or(words);
        if !is_capitals(words) {
            continue;
        }
        let folded = fold(words);
        if let Some((name, place)) = party_committee(&folded, header) {
            let Some(evidence) = Evidence::new(text, block.span, block.span) else { continue };
            header.issuer = Some(Sourced::new(name, evidence));
            header.jurisdiction = Some(Sourced::new(place, evidence));
            return;
        }
        let Some((body, name, local)) = BODIES.iter().find(|(b, ..)| folded.starts_with(b)) else { continue };
        let own: String = words.chars().skip(body.chars().count()).collect();
        let (unit, span) = match (unit_in(own.trim()), blocks.get(i + 1)) {
            (Some(own), _) => (Some(own), block.span),
            (_, Some(next)) if *local => (unit_in(text.slice(next.span)), block.span.cover(next.span)),
            _ => (None, block.span),
        };
        let place = unit.filter(|_| *local).unwrap_or_default();
        set_issuer(text, header, name, place.clone(), span);
        if place.commune.is_some() {
            of_province(text, header);
        }
        let own = if *local { is_of_committee(header) } else { is_of_ministry(name, header) };
        if !own {
            body_below(text, header, &place, blocks.get(i..).unwrap_or_default());
        }
        return;
    }
    unlisted(text, header, blocks);
}

/// A body no list names, on the lines above the number: "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ / TỈNH LÀO CAI".
fn unlisted(text: &View<'_>, header: &mut Header, blocks: &[Block]) {
    const NEAR: usize = 8;
    let numbered = |b: &Block| ["Số:", "SỐ:", "Số "].iter().any(|l| text.slice(b.span).starts_with(l));
    let Some(number) = blocks.iter().take(TOP / 2).position(numbered).filter(|_| header.number.is_some()) else {
        return;
    };
    let above = blocks.get(number.saturating_sub(NEAR)..number).unwrap_or_default();
    let state = |w: &str| ["cong hoa", "dang cong san", "doc lap"].iter().any(|s| fold(w).starts_with(s));
    let names = |b: &&Block| {
        let words = text.slice(b.span);
        is_capitals(words) && (8..90).contains(&words.chars().count()) && !state(words) && !words.contains(['/', '|'])
    };
    // A committee of the Party stands over its own bodies.
    let committee = |b: &&Block| {
        ["tinh uy", "thanh uy", "huyen uy", "dang uy"].iter().any(|c| fold(text.slice(b.span)).starts_with(c))
    };
    let lines = above.iter().skip_while(|b| !names(b)).take_while(names).filter(|b| !committee(b));
    let mut found: Option<(Span, Jurisdiction)> = None;
    for line in lines.take(3) {
        let words = text.slice(line.span);
        if let Some((head, unit)) = with_unit(words).filter(|(head, _)| is_one_body(&title_case(head))) {
            let own = Span::new(line.span.start as usize, line.span.start as usize + head.len());
            found = Some((own, unit));
            continue;
        }
        found = match (found, unit_in(words)) {
            (Some((span, _)), Some(unit)) => Some((span, unit)),
            (Some((span, place)), None) => Some((span.cover(line.span), place)),
            (None, _) => Some((line.span, Jurisdiction::default())),
        };
    }
    let Some((span, place)) = found else { return };
    let words = text.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
    let name = as_written(text, &words);
    // A portal prints its own lines in capitals too.
    if is_one_body(&name) {
        set_issuer(text, header, &name, place, span);
    }
}

/// Tells whether a body's name opens these words.
fn is_one_body(words: &str) -> bool {
    parse_agencies(words, &Jurisdiction::default()).0.len() == 1
}

/// Reads the unit a letterhead names: a province, a district, or a commune, whose names are too many for one list.
fn unit_in(words: &str) -> Option<Jurisdiction> {
    const KINDS: [(&str, &str); 4] =
        [("XÃ ", "xã"), ("PHƯỜNG ", "phường"), ("THỊ TRẤN ", "thị trấn"), ("ĐẶC KHU ", "đặc khu")];
    let commune = || {
        let (name, kind) = KINDS.iter().find_map(|(printed, kind)| Some((words.strip_prefix(printed)?, *kind)))?;
        let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-')) && name.split(' ').count() < 6;
        let name: Vec<String> = name.split_whitespace().map(|w| upper_first(&w.to_lowercase())).collect();
        let commune = Some((kind.to_owned(), name.join(" ")));
        plain.then(|| Jurisdiction { commune, ..Jurisdiction::default() })
    };
    unit_of(&fold(words)).or_else(commune)
}

/// The province of a commune of today, when only one has a commune of that name.
fn only_province(kind: &str, name: &str) -> Option<(String, String)> {
    let key = fold(name);
    let mut named = communes().iter().filter(|c| c.kind == kind && fold(&c.name) == key);
    let (first, None) = (named.next()?, named.next()) else { return None };
    let province = province_of_id(&first.parent)?;
    Some((province.kind.clone(), province.name.clone()))
}

/// The province of a commune whose letterhead names only itself: the one its text names first.
fn of_province(text: &View<'_>, header: &mut Header) {
    let Some(own) = header.jurisdiction.as_mut() else { return };
    let province = text.blocks().iter().take(TOP * 2).find_map(|b| {
        let words = fold(text.slice(b.span));
        [" tinh ", " thanh pho "].iter().find_map(|w| words.find(w).and_then(|at| unit_of(words.get(at + 1..)?)))
    });
    let (kind, name) = own.value.commune.clone().unwrap_or_default();
    own.value.province = only_province(&kind, &name).or(province.and_then(|p| p.province));
}

/// "TỈNH ỦY LÀO CAI" over a number of the Party committees of provinces: the committee and its province.
fn party_committee(folded: &str, header: &Header) -> Option<(String, Jurisdiction)> {
    header.number.as_ref().filter(|n| n.value.body == "TU")?;
    let committees = [("tinh uy ", "Tỉnh ủy"), ("thanh uy ", "Thành ủy")];
    let (rest, name) = committees.iter().find_map(|(lead, name)| Some((folded.strip_prefix(lead)?, name)))?;
    let province = find_province(rest.trim_matches(|c| !is_alphanumeric(c)))?;
    Some((format!("{name} {}", province.name), Jurisdiction::province(&province.kind, &province.name)))
}

/// Tells whether the symbol is the people's committee's or council's own, or there is none to tell.
fn is_of_committee(header: &Header) -> bool {
    let code = header.number.as_ref().map(|n| n.value.body.as_str()).unwrap_or_default();
    code.is_empty() || ["UBND", "HĐND", "CTUB"].iter().any(|own| code.starts_with(own))
}

/// Tells whether the symbol has the ministry's code in it, or nothing tells: a body of the ministry has a code of its own.
fn is_of_ministry(name: &str, header: &Header) -> bool {
    let symbol = header.number.as_ref().map(|n| n.value.body.as_str()).unwrap_or_default();
    let codes = body_of_name(name, Reach::Centre).map(|b| b.codes.as_slice()).unwrap_or_default();
    // The National Assembly's own have the number of its term behind them: "NQ-UBTVQH15".
    let own = |part: &str| codes.iter().any(|c| c == part.trim_end_matches(|n: char| n.is_ascii_digit()));
    codes.is_empty() || symbol.is_empty() || symbol.split('-').any(own)
}

/// A letterhead names the superior body first (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.2): when the symbol is not the
/// superior's, the issuer is the body on the lines below, or at the end of the same one.
fn body_below(text: &View<'_>, header: &mut Header, place: &Jurisdiction, blocks: &[Block]) {
    let below = |b: &&Block| is_capitals(text.slice(b.span)) && !fold(text.slice(b.span)).starts_with("cong hoa");
    let lines: Vec<(usize, &Block)> = blocks.iter().take(4).take_while(below).enumerate().collect();
    // The end of the superior's line is looked at last: "BỘ CÔNG AN" ends in a body too.
    for (i, block) in lines.iter().skip(1).chain(lines.first()).copied() {
        let words = text.slice(block.span);
        let tails = || words.match_indices(' ').map(|(at, _)| at + 1).filter(|_| i == 0);
        let starts = || std::iter::once(0).filter(|_| i > 0).chain(tails());
        // "CÔNG AN TỈNH LÀO CAI": the unit behind the shortest head that is a body says whose it is.
        for at in starts().collect::<Vec<_>>().into_iter().rev() {
            let Some((head, unit)) = words.get(at..).and_then(with_unit) else { continue };
            let head = title_case(head);
            let (bodies, read) = parse_agencies(&head, &Jurisdiction::default());
            let committee = fold(&head).starts_with("uy ban nhan dan") || head.starts_with("Ubnd");
            if bodies.len() == 1 && read == head.len() && !committee {
                let full = Span::new(block.span.start as usize + at, block.span.end as usize);
                return set_issuer(text, header, &head, unit, full);
            }
        }
        for at in starts() {
            let own = words.get(at..).unwrap_or_default();
            if let Some(name) = named_by_symbol(own, header).filter(|_| i > 0) {
                return set_issuer(text, header, name, Jurisdiction::default(), block.span);
            }
            let (bodies, read) = parse_agencies(&as_written(text, own), place);
            let full = Span::new(block.span.start as usize + at, block.span.end as usize);
            let [body] = bodies.as_slice() else { continue };
            let committee = fold(&body.organisation).starts_with("uy ban nhan dan");
            if let Some(evidence) = Evidence::new(text, block.span, full).filter(|_| !committee && read == own.len()) {
                header.issuer = Some(Sourced::new(body.name.clone(), evidence));
                return;
            }
        }
    }
}

/// "BAN TỔ CHỨC" below the Central Committee, over a number of "BTCTW": the central body whose name it opens and whose code
/// it is (Hướng dẫn 36-HD/VPTW).
fn named_by_symbol(own: &str, header: &Header) -> Option<&'static str> {
    let body = body_of_code(&header.number.as_ref()?.value.body)?;
    opens_folded(&body.name, &fold(own)).then_some(body.name.as_str())
}

/// Cuts "CÔNG AN TỈNH LÀO CAI" before its unit.
fn with_unit(words: &str) -> Option<(&str, Jurisdiction)> {
    [" TỈNH ", " THÀNH PHỐ ", " HUYỆN "].iter().find_map(|w| {
        let at = words.find(w)?;
        let unit = unit_of(&fold(words.get(at + 1..)?))?;
        (at > 3).then(|| Some((words.get(..at)?, unit)))?
    })
}

/// Bytes at the start of a text in which its issuer is looked for as running text writes it.
const SEARCHED: usize = 64 * 1024;

/// A name in capitals as the text below writes it; by rule where it does not.
fn as_written(text: &View<'_>, own: &str) -> String {
    let wanted = lower(own);
    let clean = text.clean();
    let all = text.lower(Span::new(0, clean.floor_char_boundary(SEARCHED)));
    let written = all.match_indices(&wanted).filter_map(|(at, _)| text.clean().get(at..at + wanted.len()));
    let usual = |w: &&str| w.starts_with(char::is_uppercase) && w.chars().any(char::is_lowercase);
    written.into_iter().find(usual).map_or_else(|| title_case(own), str::to_owned)
}

/// "SỞ CÔNG THƯƠNG" to "Sở Công thương": the head and the word after it open with a capital.
fn title_case(words: &str) -> String {
    const TWO: [&str; 7] = ["trung tâm", "chi cục", "văn phòng", "thanh tra", "tổng cục", "hội đồng", "công an"];
    let lower = words.to_lowercase();
    let second = if TWO.iter().any(|head| lower.starts_with(head)) { 2 } else { 1 };
    let mut joined = false;
    let cased = lower.split(' ').enumerate().map(|(i, word)| {
        // "Kinh tế và Hạ tầng": what follows "và" opens anew.
        let opens = i == 0 || i == second || std::mem::replace(&mut joined, word == "và");
        if opens { upper_first(word) } else { word.to_owned() }
    });
    cased.collect::<Vec<_>>().join(" ")
}

fn upper_first(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Tells whether folded words open with an issuing body's name.
pub(super) fn is_body(folded: &str) -> bool {
    BODIES.iter().any(|(body, ..)| folded.starts_with(body))
}

/// A copied body without its letterhead: "UBND huyện Bảo Yên xây dựng kế hoạch …" in its first paragraphs.
pub(super) fn issuer_in_prose(text: &SourceText, header: &mut Header) {
    if header.issuer.is_some() || !is_of_committee(header) {
        return;
    }
    for block in top(text).iter().take(TOP / 2) {
        let words = text.slice(block.span);
        for lead in ["UBND ", "Ủy ban nhân dân ", "Uỷ ban nhân dân "] {
            let Some(rest) = words.strip_prefix(lead) else { continue };
            let Some(jurisdiction) = unit_of(&fold(rest)) else { continue };
            set_issuer(text, header, "Ủy ban nhân dân", jurisdiction, block.span);
            return;
        }
    }
}

pub(super) fn set_issuer(text: &SourceText, header: &mut Header, name: &str, place: Jurisdiction, span: Span) {
    let full = place.suffix().map_or_else(|| name.to_owned(), |unit| format!("{name} {unit}"));
    let Some(evidence) = Evidence::new(text, span, span) else { return };
    header.issuer = Some(Sourced::new(full, evidence));
    header.jurisdiction = Some(Sourced::new(place, evidence));
}

/// A body that only says "UBND tỉnh ban hành …": the province its text names most, if none comes near it.
pub(super) fn issuer_by_province(text: &View<'_>, header: &mut Header) {
    if header.issuer.is_some() || header.document_type.is_none() {
        return;
    }
    let says = |b: &Block| text.slice(b.span).contains("UBND tỉnh ban hành");
    if !top(text).iter().any(says) {
        return;
    }
    let mut counts: Vec<(usize, &str)> = names().map(|name| (0, name)).collect();
    let clean = text.clean();
    for at in text.offsets(Span::new(0, clean.len()), Cue::Name) {
        let words = clean.get(at..).unwrap_or_default();
        if let Some((count, _)) = counts.iter_mut().find(|(_, name)| words.starts_with(name)) {
            *count += 1;
        }
    }
    counts.sort_unstable();
    counts.dedup();
    let (Some(first), Some(second)) = (counts.pop(), counts.pop()) else { return };
    let Some(block) = text.blocks().iter().find(|b| text.slice(b.span).contains(first.1)) else { return };
    if first.0 >= 3 && first.0 >= second.0 * 2 {
        set_issuer(text, header, "Ủy ban nhân dân", Jurisdiction::province("tỉnh", first.1), block.span);
    }
}

/// The districts by their names, folded.
static DISTRICTS: LazyLock<BTreeMap<String, Vec<&District>>> = LazyLock::new(|| {
    let mut by_name = BTreeMap::<String, Vec<&District>>::new();
    for district in districts() {
        by_name.entry(fold(&district.name)).or_default().push(district);
    }
    by_name
});

/// Reads "tinh lao cai", "huyen bao yen …" at the start of folded words; the longest known name wins.
pub(super) fn unit_of(folded: &str) -> Option<Jurisdiction> {
    let (lead, kind) = UNITS.iter().find(|(lead, _)| folded.starts_with(lead))?;
    let rest = folded.get(lead.len()..)?;
    let words: Vec<&str> = rest.split_whitespace().collect();
    for take in (1..=words.len().min(6)).rev() {
        let name = words.get(..take)?.join(" ").trim_matches(|c| !is_alphanumeric(c)).to_owned();
        if matches!(*kind, "tỉnh" | "thành phố")
            && let Some(p) = find_province(&name)
        {
            return Some(Jurisdiction::province(&p.kind, &p.name));
        }
        if let [d] = DISTRICTS.get(&name).into_iter().flatten().filter(|d| d.kind == *kind).collect::<Vec<_>>()[..] {
            let province = provinces().iter().find(|p| p.id == d.province);
            return Some(Jurisdiction {
                province: province.map(|p| (p.kind.clone(), p.name.clone())),
                district: Some((d.kind.clone(), d.name.clone())),
                commune: None,
            });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::header;
    use super::*;

    #[track_caller]
    fn check(head: &str, symbol: &str, issuer: &str) {
        let source = format!("{head}\n\nSố: 12/{symbol}\n\nKẾ HOẠCH\n");
        let (found, _) = header(&View::new(&SourceText::new("a.txt", source)), &[]);
        assert_eq!(found.issuer.map(|i| i.value).as_deref(), Some(issuer));
    }

    #[test]
    fn the_body_below_its_superior_issues_under_its_own_symbol() {
        check("UBND TỈNH LÀO CAI\n\nSỞ CÔNG THƯƠNG", "KH-SCT", "Sở Công thương tỉnh Lào Cai");
        check(
            "UBND THÀNH PHỐ HÀ NỘI\nTRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
            "QĐ-TTPVHCC",
            "Trung tâm Phục vụ hành chính công thành phố Hà Nội",
        );
    }

    #[test]
    fn a_party_committee_of_a_province_issues_under_its_own_symbol() {
        let check_place = |head: &str, symbol: &str, expected: Option<(&str, &str)>| {
            let source = format!("{head}\n*\nSố: 12-{symbol}\n\nKẾ HOẠCH\n");
            let (found, _) = header(&View::new(&SourceText::new("a.txt", source)), &[]);
            let place = found.jurisdiction.map(|j| j.value.label());
            assert_eq!(found.issuer.map(|i| i.value).as_deref().zip(place.as_deref()), expected, "{head}");
        };
        check_place("TỈNH ỦY LÀO CAI", "KH/TU", Some(("Tỉnh ủy Lào Cai", "Lào Cai")));
        check_place("THÀNH ỦY ĐÀ NẴNG", "CTr/TU", Some(("Thành ủy Đà Nẵng", "Đà Nẵng")));
        check_place("TỈNH ỦY LÀO CAI", "KH/BTCTU", None);
        check_place("TỈNH ỦY", "KH/TU", None);
    }

    #[test]
    fn a_body_of_a_ministry_issues_under_its_own_symbol() {
        check("BỘ TÀI CHÍNH\nCỤC HẢI QUAN", "CHQ-GSQL", "Cục Hải quan");
        check("BỘ TÀI CHÍNH\nCỤC THUẾ", "CT-CS", "Cục Thuế");
        check("BỘ TÀI CHÍNH\nCỤC THUẾ", "BTC-CT", "Bộ Tài chính");
    }

    #[track_caller]
    fn check_head(head: &str, number: &str, expected: (&str, &str)) {
        let source = format!(
            "{head}\n-------\nSố: {number}\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nKẾ HOẠCH\n\nVỀ VIỆC A\n\nUBND tỉnh Lào Cai giao.\n"
        );
        let (found, _) = header(&View::new(&SourceText::new("a.txt", source)), &[]);
        let place = found.jurisdiction.map(|j| j.value.label()).unwrap_or_default();
        let issuer = found.issuer.map(|i| i.value).unwrap_or_default();
        assert_eq!((issuer.as_str(), place.as_str()), expected, "{head}");
    }

    #[test]
    fn a_commune_is_named_by_its_letterhead_and_its_province_by_the_text() {
        check_head("ỦY BAN NHÂN DÂN\nXÃ BẢN QUA", "15/KH-UBND", ("Ủy ban nhân dân xã Bản Qua", "Bản Qua, Lào Cai"));
        check_head("UBND PHƯỜNG CAM ĐƯỜNG", "15/KH-UBND", ("Ủy ban nhân dân phường Cam Đường", "Cam Đường, Lào Cai"));
    }

    #[test]
    fn bodies_no_list_names_are_named_by_their_own_lines() {
        check_head("BỘ CÔNG AN\nCÔNG AN TỈNH LÀO CAI", "101/KH-CAT-PC06", ("Công an tỉnh Lào Cai", "Lào Cai"));
        check_head(
            "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ\nTỈNH LÀO CAI",
            "12/KH-BCĐ",
            ("Ban Chỉ đạo chuyển đổi số tỉnh Lào Cai", "Lào Cai"),
        );
        check_head(
            "UBND HUYỆN BẢO YÊN\nPHÒNG KINH TẾ VÀ HẠ TẦNG",
            "3/BC-KTHT",
            ("Phòng Kinh tế và Hạ tầng huyện Bảo Yên", "Bảo Yên, Lào Cai"),
        );
    }

    #[test]
    fn the_committee_issues_under_its_own() {
        check("UBND TỈNH LÀO CAI\n\nSỞ CÔNG THƯƠNG", "KH-UBND", "Ủy ban nhân dân tỉnh Lào Cai");
    }
}
