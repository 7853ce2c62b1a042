//! A plan as the text of an official document: letterhead, grounds, outline, tasks, signature.

use std::fmt::Write;

use jiff::civil::Date;

use super::chance::Chance;
use super::plan::{FILLING, Order, Plan};
use super::series::{Body, Kind, World};
use super::words::{FAMILIES, GIVEN, MIDDLES, MINISTRIES, REMARKS};
use crate::model::Role;

/// Writes a document.
pub(super) struct Writer<'a> {
    world: &'a World,
    plan: &'a Plan,
    chance: Chance,
    text: String,
}

/// Returns the text of a plan.
pub(super) fn text_of(world: &World, plan: &Plan) -> String {
    let chance = Chance::of(world.seed, plan.index, FILLING);
    let mut writer = Writer { world, plan, chance, text: String::with_capacity(6000) };
    writer.head();
    writer.grounds();
    writer.aims();
    writer.works();
    writer.orders();
    writer.end();
    writer.text
}

impl Writer<'_> {
    fn line(&mut self, words: &str) {
        self.text.push_str(words);
        self.text.push_str("\n\n");
    }

    fn head(&mut self) {
        let (body, plan) = (self.plan.issued.body, self.plan);
        let (top, seat) = letterhead(self.world, body);
        let party = matches!(body, Body::Party | Body::ProvinceParty(_));
        let motto = if party {
            "ĐẢNG CỘNG SẢN VIỆT NAM\n---------------"
        } else {
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------"
        };
        self.line(&top);
        self.line(motto);
        self.line(&format!("Số: {}", plan.issued.number));
        let (year, month, day) = parts(plan.issued.on);
        self.line(&format!("{seat}, ngày {day:02} tháng {month:02} năm {year}"));
        self.line(plan.issued.kind.name().0);
        self.line(&format!("Về {}", plan.matter));
    }

    fn grounds(&mut self) {
        let plan = self.plan;
        let heading = match plan.issued.body {
            Body::Committee(_) | Body::District(_) | Body::Council(_) => {
                "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;"
            }
            _ => "",
        };
        // The law is of 2015 and in force since 2016.
        if plan.issued.on.year() >= 2016 && !heading.is_empty() {
            self.line(heading);
        }
        for base in &plan.bases {
            let words = format!("Căn cứ {};", self.citation(*base, true));
            self.line(&words);
        }
        let begin = issuer(self.world, plan.issued.body, true);
        let kind = plan.issued.kind.name().1;
        let words = match plan.parent {
            Some((parent, Some(grand))) => format!(
                "Thực hiện {} về việc thực hiện {}, {begin} ban hành {kind} như sau:",
                self.citation(parent, false),
                self.citation(grand, true)
            ),
            Some((parent, None)) => {
                format!("Thực hiện {}, {begin} ban hành {kind} như sau:", self.citation(parent, true))
            }
            None => format!("{begin} ban hành {kind} với những nội dung sau:"),
        };
        self.line(&words);
    }

    /// "Nghị quyết số 23-NQ/TW ngày 22 tháng 3 năm 2018 của Bộ Chính trị về …".
    fn citation(&mut self, index: u64, with_matter: bool) -> String {
        let Some(issued) = self.world.issued(index) else { return String::new() };
        let (year, month, day) = parts(issued.on);
        let on = match self.chance.below(3) {
            0 => format!("{day:02}/{month}/{year}"),
            1 => format!("{day:02} tháng {month:02} năm {year}"),
            _ => format!("{day}/{month}/{year}"),
        };
        let kind = issued.kind.name().1;
        let mut words = format!("{kind} số {} ngày {on} của {}", issued.number, issuer(self.world, issued.body, false));
        if with_matter {
            let _ = write!(words, " về {}", self.world.matter(index));
        }
        words
    }

    fn aims(&mut self) {
        self.line("I. MỤC ĐÍCH, YÊU CẦU");
        for heading in ["1. Mục đích", "2. Yêu cầu"] {
            self.line(heading);
            for _ in 0..2 + self.chance.below(3) {
                let remark = self.chance.pick(&REMARKS);
                self.line(&format!("- {remark}"));
            }
        }
    }

    fn works(&mut self) {
        self.line("II. NỘI DUNG");
        for _ in 0..5 + self.chance.below(4) {
            let words = format!("{} {}", self.chance.pick(&REMARKS), self.chance.pick(&REMARKS));
            self.line(&words);
        }
        let plan = self.plan;
        for work in &plan.works {
            let (name, district) = (&work.name, &work.district);
            let size = if name.starts_with("Nhà máy") {
                format!("công suất {} MW", work.hectares)
            } else {
                format!("diện tích {} ha", work.hectares)
            };
            self.line(&format!("- {name}, huyện {district}: {size}, tổng mức đầu tư {} tỷ đồng.", work.billions));
        }
    }

    fn orders(&mut self) {
        self.line("III. TỔ CHỨC THỰC HIỆN");
        let plan = self.plan;
        let (mut number, mut last) = (0, "");
        for order in &plan.orders {
            let Some((first, _)) = order.actors.first() else { continue };
            if first != last {
                number += 1;
                self.line(&format!("{number}. {first}"));
            }
            last = first;
            let words = self.order(order);
            self.line(&words);
        }
    }

    fn order(&mut self, order: &Order) -> String {
        let partner = order.actors.iter().find(|(_, role)| *role == Role::Cooperate).map(|(name, _)| name);
        let mut words = match partner {
            Some(partner) => format!("- Chủ trì, phối hợp với {partner} {}", order.deed),
            None => {
                let mut letters = order.deed.chars();
                let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
                format!("- {first}{}", letters.as_str())
            }
        };
        if let Some(under) = order.under {
            let _ = write!(words, " theo {}", self.citation(under, false));
        }
        if let Some(due) = order.due {
            let (year, month, day) = parts(due);
            let _ = write!(words, ", hoàn thành trước ngày {day:02}/{month:02}/{year}");
        }
        words.push('.');
        words
    }

    fn end(&mut self) {
        let plan = self.plan;
        if let Some(replaced) = plan.replaced {
            let words = format!("{} này thay thế {}.", plan.issued.kind.name().1, self.citation(replaced, false));
            self.line(&words);
        }
        self.line(&format!("Trên đây là {} về {}./.", plan.issued.kind.name().1, plan.matter));
        self.line("Nơi nhận:\n- Như trên;\n- Lưu: VT.");
        let (capacity, post) = signature(plan.issued.body, plan.issued.kind);
        self.line(&format!("{capacity}\n{post}"));
        let name =
            format!("{} {} {}", self.chance.pick(&FAMILIES), self.chance.pick(&MIDDLES), self.chance.pick(&GIVEN));
        self.text.push_str(&name);
        self.text.push('\n');
    }
}

/// Year, month, day.
fn parts(on: Date) -> (i16, i8, i8) {
    (on.year(), on.month(), on.day())
}

/// The lines above, and the place it is dated from.
fn letterhead(world: &World, body: Body) -> (String, String) {
    let province = world.home(body).and_then(|p| world.province(p));
    let (kind, name) = province.map_or(("", ""), |p| (p.kind.as_str(), p.name.as_str()));
    let of_province =
        |what: &str| (format!("{what}\n{} {}\n-------", kind.to_uppercase(), name.to_uppercase()), name.to_owned());
    let centre = |top: &str| (format!("{top}\n-------"), "Hà Nội".to_owned());
    match body {
        Body::Party => centre("BAN CHẤP HÀNH TRUNG ƯƠNG"),
        Body::Government => centre("CHÍNH PHỦ"),
        Body::PrimeMinister => centre("THỦ TƯỚNG CHÍNH PHỦ"),
        Body::Ministry(m) => centre(&MINISTRIES.get(m).map(|(n, _)| n.to_uppercase()).unwrap_or_default()),
        Body::ProvinceParty(_) => {
            let committee = if kind == "tỉnh" { "TỈNH ỦY" } else { "THÀNH ỦY" };
            (format!("{committee} {}\n-------", name.to_uppercase()), name.to_owned())
        }
        Body::Committee(_) => of_province("ỦY BAN NHÂN DÂN"),
        Body::Council(_) => of_province("HỘI ĐỒNG NHÂN DÂN"),
        Body::District(d) => {
            let district = world.district(d).map(|d| d.name.as_str()).unwrap_or_default();
            let top = format!(
                "{} {}\nỦY BAN NHÂN DÂN\nHUYỆN {}\n-------",
                kind.to_uppercase(),
                name.to_uppercase(),
                district.to_uppercase()
            );
            (top, district.to_owned())
        }
    }
}

/// The issuer in a sentence; at its beginning with a capital.
pub(super) fn issuer(world: &World, body: Body, begins: bool) -> String {
    let province = world.home(body).and_then(|p| world.province(p));
    let (kind, name) = province.map_or(("", ""), |p| (p.kind.as_str(), p.name.as_str()));
    match body {
        Body::Party if begins => "Ban Chấp hành Trung ương".to_owned(),
        Body::Party => "Bộ Chính trị".to_owned(),
        Body::Government => "Chính phủ".to_owned(),
        Body::PrimeMinister => "Thủ tướng Chính phủ".to_owned(),
        Body::Ministry(m) => MINISTRIES.get(m).map_or("", |(n, _)| n).to_owned(),
        Body::ProvinceParty(_) if kind == "tỉnh" => format!("Tỉnh ủy {name}"),
        Body::ProvinceParty(_) => format!("Thành ủy {name}"),
        Body::Committee(_) => format!("Ủy ban nhân dân {kind} {name}"),
        Body::Council(_) => format!("Hội đồng nhân dân {kind} {name}"),
        Body::District(d) => {
            format!("Ủy ban nhân dân huyện {}", world.district(d).map(|d| d.name.as_str()).unwrap_or_default())
        }
    }
}

fn signature(body: Body, kind: Kind) -> (&'static str, &'static str) {
    match body {
        Body::Party => ("T/M BỘ CHÍNH TRỊ", "TỔNG BÍ THƯ"),
        Body::Government => ("TM. CHÍNH PHỦ", "THỦ TƯỚNG"),
        Body::PrimeMinister => ("KT. THỦ TƯỚNG", "PHÓ THỦ TƯỚNG"),
        Body::Ministry(_) => ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"),
        Body::ProvinceParty(_) => ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"),
        Body::Council(_) => ("TM. HỘI ĐỒNG NHÂN DÂN", "CHỦ TỊCH"),
        Body::Committee(_) | Body::District(_) if kind == Kind::Directive => ("", "CHỦ TỊCH"),
        Body::Committee(_) | Body::District(_) => ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    }
}
