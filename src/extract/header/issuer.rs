//! Who issued a document: the body of the letterhead, below its superior where the symbol says so; leaves out signers.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{TOP, is_capitals, top};
use crate::extract::agency::parse_agencies;
use crate::extract::view::View;
use crate::model::reference::{District, Reach, body_of_name, districts, find_province};
use crate::model::{DocumentType, Evidence, Header, Jurisdiction, Sourced};
use crate::text::{Block, SourceText, Span, fold, lower};

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
        let (unit, span) = match (folded.get(body.len()..).map(str::trim), blocks.get(i + 1)) {
            (Some(own), _) if unit_of(own).is_some() => (unit_of(own), block.span),
            (_, Some(next)) if *local => (unit_of(&fold(text.slice(next.span))), block.span.cover(next.span)),
            _ => (None, block.span),
        };
        let place = unit.filter(|_| *local).unwrap_or_default();
        set_issuer(text, header, name, place.clone(), span);
        let own = if *local { is_of_committee(header) } else { is_of_ministry(name, header) };
        if !own {
            body_below(text, header, &place, blocks.get(i..).unwrap_or_default());
        }
        return;
    }
    issuer_in_prose(text, header);
}

/// "TỈNH ỦY LÀO CAI" over a number of the Party committees of provinces: the committee and its province.
fn party_committee(folded: &str, header: &Header) -> Option<(String, Jurisdiction)> {
    header.number.as_ref().filter(|n| n.value.body == "TU")?;
    let committees = [("tinh uy ", "Tỉnh ủy"), ("thanh uy ", "Thành ủy")];
    let (rest, name) = committees.iter().find_map(|(lead, name)| Some((folded.strip_prefix(lead)?, name)))?;
    let province = find_province(rest.trim_matches(|c: char| !c.is_alphanumeric()))?;
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
    codes.is_empty() || symbol.is_empty() || symbol.split('-').any(|part| codes.iter().any(|c| c == part))
}

/// A letterhead names the superior body first (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.2): when the symbol is not the
/// superior's, the issuer is the body on the lines below, or at the end of the same one.
fn body_below(text: &View<'_>, header: &mut Header, place: &Jurisdiction, blocks: &[Block]) {
    for (i, block) in blocks.iter().enumerate().take(4) {
        let words = text.slice(block.span);
        if !is_capitals(words) || fold(words).starts_with("cong hoa") {
            return;
        }
        let tails = words.match_indices(' ').map(|(at, _)| at + 1).filter(|_| i == 0);
        let starts = std::iter::once(0).filter(|_| i > 0).chain(tails);
        for at in starts {
            let own = words.get(at..).unwrap_or_default();
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
    const TWO: [&str; 6] = ["trung tâm", "chi cục", "văn phòng", "thanh tra", "tổng cục", "hội đồng"];
    let lower = words.to_lowercase();
    let second = if TWO.iter().any(|head| lower.starts_with(head)) { 2 } else { 1 };
    let cased = lower.split(' ').enumerate().map(|(i, word)| match i == 0 || i == second {
        true => upper_first(word),
        false => word.to_owned(),
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
fn issuer_in_prose(text: &SourceText, header: &mut Header) {
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
pub(super) fn issuer_by_province(text: &SourceText, header: &mut Header) {
    let article = header.document_type.as_ref().is_none_or(|t| t.value == DocumentType::Article);
    if article || header.issuer.is_some() {
        return;
    }
    let says = |b: &Block| text.slice(b.span).contains("UBND tỉnh ban hành");
    if !top(text).iter().any(says) {
        return;
    }
    let mut counts: Vec<(usize, &str)> = crate::model::reference::provinces()
        .iter()
        .filter(|p| p.kind == "tỉnh")
        .map(|p| (text.clean().matches(p.name.as_str()).count(), p.name.as_str()))
        .collect();
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
        let name = words.get(..take)?.join(" ").trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        if matches!(*kind, "tỉnh" | "thành phố")
            && let Some(p) = find_province(&name)
        {
            return Some(Jurisdiction::province(&p.kind, &p.name));
        }
        if let [d] = DISTRICTS.get(&name).into_iter().flatten().filter(|d| d.kind == *kind).collect::<Vec<_>>()[..] {
            let province = crate::model::reference::provinces().iter().find(|p| p.id == d.province);
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

    #[test]
    fn the_committee_issues_under_its_own() {
        check("UBND TỈNH LÀO CAI\n\nSỞ CÔNG THƯƠNG", "KH-UBND", "Ủy ban nhân dân tỉnh Lào Cai");
    }
}
