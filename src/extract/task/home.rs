//! The unit a document speaks for, when its header does not say: the first province its opening blocks name.

use std::ops::Deref;
use std::sync::LazyLock;

use crate::extract::cue::Cue;
use crate::extract::view::View;
use crate::model::{Header, Jurisdiction, reference};
use crate::text::{Cursor, fold};

/// The unit a document speaks for, and whether its executive is among those who act in it: an assembly speaks, to which it
/// answers, or a procedure says what each body does.
#[derive(Clone, Debug, Default)]
pub(super) struct Home {
    unit: Jurisdiction,
    executive_acts: bool,
    centre: bool,
}

impl Home {
    /// A unit whose executive speaks.
    pub(super) fn of(unit: Jurisdiction) -> Self {
        Self { unit, ..Self::default() }
    }

    /// Says who issued the document: "Hội đồng nhân dân", "Quốc hội" tell the executive what to do.
    pub(super) fn spoken_for_by(self, issuer: Option<&str>) -> Self {
        const ASSEMBLIES: [&str; 3] = ["Hội đồng nhân dân", "Quốc hội", "Ủy ban Thường vụ Quốc hội"];
        // A central body that speaks is no province's committee.
        let centre = issuer.is_some() && self.unit.is_central();
        let executive_acts = issuer.is_some_and(|i| ASSEMBLIES.iter().any(|a| i.starts_with(a)));
        Self { executive_acts, centre, ..self }
    }

    /// The same unit where a procedure says what each body does.
    pub(super) fn acting(self) -> Self {
        Self { executive_acts: true, ..self }
    }

    /// Tells whether a central body is known to speak.
    pub(super) fn is_the_centre(&self) -> bool {
        self.centre
    }

    /// Tells whether the executive is among those who act.
    pub(super) fn executive_acts(&self) -> bool {
        self.executive_acts
    }
}

impl Deref for Home {
    type Target = Jurisdiction;

    fn deref(&self) -> &Jurisdiction {
        &self.unit
    }
}

/// How many blocks at the top are searched first.
const OPENING: usize = 40;

/// The words before the name of a province.
const KINDS: [&str; 4] = ["tỉnh", "thành phố", "tp.", "tp"];

/// Returns the words these rules wait for.
pub(super) fn cues() -> impl Iterator<Item = (Cue, &'static str)> {
    KINDS.into_iter().map(|kind| (Cue::Province, kind))
}

/// How many blocks may say whose act is at hand.
const LEAD: usize = 10;

/// Returns the header's jurisdiction, else one derived from the opening, else from the whole text.
pub(super) fn home(text: &View<'_>, header: &Header) -> Jurisdiction {
    if let Some(known) = &header.jurisdiction {
        return known.value.clone();
    }
    let blocks = text.blocks();
    let words = || blocks.iter().map(|b| text.slice(b.span));
    if let Some(district) = words().take(OPENING).find_map(district) {
        return district;
    }
    // What the Government or a ministry issues speaks for no province, whichever it names.
    for words in words().take(LEAD) {
        // The law an act rests on first says who may issue it.
        let basis = words.strip_prefix("Căn cứ ").unwrap_or_default();
        if is_central(words) || basis.starts_with("Luật Tổ chức Chính phủ") || basis.starts_with("Hiến pháp")
        {
            return Jurisdiction::default();
        }
        if issues(words) || basis.starts_with("Luật Tổ chức chính quyền địa phương") {
            break;
        }
    }
    words().find_map(|w| province(text, w)).unwrap_or_default()
}

/// The province a central body works with, by the title of its notice: "… tại buổi làm việc với Ban Thường vụ Tỉnh ủy
/// Thanh Hóa". Its own committee is then printed without a place.
pub(super) fn guest(header: &Header, home: &Jurisdiction) -> Option<Jurisdiction> {
    let title = header.title.as_ref().filter(|_| home.is_central())?;
    let title = format!(" {} ", fold(&title.value));
    let (_, with) = title.split_once("lam viec voi")?;
    let named = |name: &str| with.contains(&format!(" {name} ")) || with.contains(&format!(" {name},"));
    let mut found = FOLDED.iter().zip(reference::provinces()).filter(|(name, _)| named(name)).map(|(_, p)| p);
    let one = found.next()?;
    found.all(|p| p.name == one.name).then(|| Jurisdiction::province(&one.kind, &one.name))
}

/// "Ngày …, UBND tỉnh Lào Cai ban hành …".
fn issues(text: &str) -> bool {
    let opening: String = text.chars().take(120).collect();
    let local = ["UBND ", "Ủy ban nhân dân ", "Uỷ ban nhân dân ", "HĐND ", "Hội đồng nhân dân "];
    local.iter().any(|w| opening.contains(w))
        && [" ban hành ", " có văn bản", " thông qua "].iter().any(|w| opening.contains(w))
}

/// "Thủ tướng Chính phủ ban hành Quyết định …", "Công điện 27/CĐ-TTg về …": an act of a central body is at hand.
fn is_central(text: &str) -> bool {
    const SYMBOLS: [&str; 7] = ["-TTg", "NĐ-CP", "NQ-CP", "/TT-B", "QĐ-B", "/QH1", "UBTVQH"];
    const ISSUERS: [&str; 6] = ["Thủ tướng ", "Chính phủ ", "Quốc hội ", "Bộ trưởng ", "Bộ ", "Văn phòng Chính phủ "];
    let opening: Vec<&str> = text.split(' ').take(6).collect();
    let numbered = opening.iter().position(|w| w.contains('/') && SYMBOLS.iter().any(|s| w.contains(s)));
    let carried_out = |w: &&str| matches!(*w, "khai" | "hiện" | "UBND" | "tỉnh" | "Tỉnh" | "cứ" | "theo" | "Theo");
    if numbered.is_some_and(|at| !opening.iter().take(at).any(carried_out)) {
        return true;
    }
    let dated = text.strip_prefix("Ngày ").and_then(|t| t.split_once(", ")).map_or(text, |(_, rest)| rest);
    let issuer: String = dated.chars().take(80).collect();
    ISSUERS.iter().any(|i| dated.starts_with(i)) && [" ban hành ", " ra "].iter().any(|w| issuer.contains(w))
}

/// Finds the district whose committee opens a paragraph: "UBND huyện Bảo Yên ban hành kế hoạch".
fn district(text: &str) -> Option<Jurisdiction> {
    let mut c = Cursor::new(text);
    c.eat_any(&["ủy ban nhân dân", "uỷ ban nhân dân", "ubnd"])?;
    c.skip_spaces();
    let kind = c.eat_any(&["huyện", "quận", "thị xã"])?;
    c.skip_spaces();
    let rest = opening(c.rest());
    let found = reference::districts().iter().find(|d| d.kind == kind && rest.starts_with(&fold(&d.name)))?;
    let province = reference::provinces().iter().find(|p| p.id == found.province)?;
    let unit = Some((found.kind.clone(), found.name.clone()));
    Some(Jurisdiction { district: unit, ..Jurisdiction::province(&province.kind, &province.name) })
}

/// The beginning of a text, as long as any name of a unit, folded.
fn opening(text: &str) -> String {
    fold(text.get(..text.floor_char_boundary(120)).unwrap_or(text))
}

/// The names of the provinces, folded, in their order.
static FOLDED: LazyLock<Vec<String>> = LazyLock::new(|| reference::provinces().iter().map(|p| fold(&p.name)).collect());

/// Finds "tỉnh X" or "thành phố X" of central rank.
fn province(view: &View<'_>, text: &str) -> Option<Jurisdiction> {
    view.places(text, Cue::Province).find_map(|at| {
        let mut c = Cursor::at(text, at);
        let kind = c.eat_any(&KINDS)?;
        let kind = if kind.starts_with("tp") { "thành phố" } else { kind };
        c.skip_spaces();
        let rest = opening(c.rest());
        let found = FOLDED
            .iter()
            .zip(reference::provinces())
            .find(|(name, p)| p.kind == kind && rest.starts_with(name.as_str()))?
            .1;
        Some(Jurisdiction::province(&found.kind, &found.name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Evidence, Sourced};
    use crate::text::SourceText;

    #[test]
    fn a_notice_names_whom_the_centre_works_with() {
        let text = SourceText::new("a.txt", "Một");
        let of = |title: &str| {
            let evidence = text.blocks().first().and_then(|b| Evidence::new(&text, b.span, b.span))?;
            let title = Some(Sourced::new(title.to_owned(), evidence));
            guest(&Header { title, ..Header::default() }, &Jurisdiction::default()).map(|j| j.label())
        };
        let with = "KẾT LUẬN CỦA THỦ TƯỚNG TẠI BUỔI LÀM VIỆC VỚI BAN THƯỜNG VỤ TỈNH ỦY THANH HÓA";
        assert_eq!(of(with).as_deref(), Some("Thanh Hóa"));
        assert_eq!(of("KẾT LUẬN VỀ DỰ ÁN TẠI THANH HÓA"), None);
        assert_eq!(of("KẾT LUẬN TẠI BUỔI LÀM VIỆC VỚI CÁC TỈNH THANH HÓA, NGHỆ AN"), None);
    }

    #[track_caller]
    fn check(text: &str, label: &str) {
        let text = SourceText::new("a.txt", text);
        assert_eq!(home(&View::new(&text), &Header::default()).label(), label);
    }

    #[test]
    fn derives_the_province() {
        check("ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\n\nSố: 1/CT-UBND\n", "Lào Cai");
        check("UBND huyện Bảo Yên xây dựng kế hoạch", "Bảo Yên, Lào Cai");
        check("Văn bản của UBND thành phố Đà Nẵng", "Đà Nẵng");
        check("Triển khai Nghị quyết 124/NQ-CP tại tỉnh Lào Cai", "Lào Cai");
    }

    #[test]
    fn refuses_texts_without_one() {
        check("Thủ tướng Chính phủ", "Trung ương");
        check("Công điện 27/CĐ-TTg về vụ cháy tại Thành phố Hồ Chí Minh", "Trung ương");
        check("Căn cứ Luật Tổ chức Chính phủ;\n\nỦy ban nhân dân tỉnh Khánh Hòa rà soát.", "Trung ương");
        check("Ngày 1/2/2025, Chính phủ ban hành Nghị quyết.\n\nThành phố Hà Nội thí điểm", "Trung ương");
        check("", "Trung ương");
    }
}
