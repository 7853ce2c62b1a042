//! Particulars of private persons: identity and passport numbers, days of birth, homes and telephones, told by the words
//! printed before them, above their column or beside their cell. Leaves out names, posts, e-mail addresses, and the
//! addresses and telephones of agencies and firms.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::column::columns;
use super::particulars::{birth_date, dwelling, identity_numbers, is_phone_of_a_person, phones};
use super::{Block, BlockKind, Span, is_letter};

/// What a label says stands after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Label {
    /// A number of identity or of a passport.
    Identity,
    /// A day of birth.
    Birth,
    /// A home.
    Home,
    /// An address, of a person or not.
    Address,
    /// A telephone, of a person or not.
    Phone,
}

/// Labels: first letter, which may be a capital, and the rest; those in capitals alone have none.
const LABELS: [(Option<char>, &str, Label); 38] = [
    (None, "CMND", Label::Identity),
    (None, "CMTND", Label::Identity),
    (None, "CMT", Label::Identity),
    (None, "CCCD", Label::Identity),
    (Some('c'), "ăn cước", Label::Identity),
    (Some('c'), "hứng minh nhân dân", Label::Identity),
    (Some('c'), "hứng minh thư", Label::Identity),
    (Some('h'), "ộ chiếu", Label::Identity),
    (Some('đ'), "ịnh danh cá nhân", Label::Identity),
    (None, "CĂN CƯỚC", Label::Identity),
    (None, "HỘ CHIẾU", Label::Identity),
    (Some('s'), "inh ngày", Label::Birth),
    (Some('s'), "inh năm", Label::Birth),
    (Some('n'), "gày sinh", Label::Birth),
    (Some('n'), "ăm sinh", Label::Birth),
    (None, "NGÀY SINH", Label::Birth),
    (None, "NĂM SINH", Label::Birth),
    (Some('h'), "ộ khẩu thường trú", Label::Home),
    (Some('h'), "ộ khẩu", Label::Home),
    (None, "HKTT", Label::Home),
    (Some('t'), "hường trú", Label::Home),
    (Some('t'), "ạm trú", Label::Home),
    (Some('c'), "ư trú", Label::Home),
    (Some('c'), "hỗ ở", Label::Home),
    (Some('n'), "ơi ở", Label::Home),
    (Some('n'), "gụ tại", Label::Home),
    (Some('t'), "rú tại", Label::Home),
    (None, "THƯỜNG TRÚ", Label::Home),
    (Some('đ'), "ịa chỉ", Label::Address),
    (None, "ĐỊA CHỈ", Label::Address),
    (Some('đ'), "iện thoại", Label::Phone),
    (None, "ĐIỆN THOẠI", Label::Phone),
    (Some('d'), "i động", Label::Phone),
    (None, "SĐT", Label::Phone),
    (None, "ĐTDĐ", Label::Phone),
    (None, "ĐT", Label::Phone),
    (None, "Đt", Label::Phone),
    (Some('z'), "alo", Label::Phone),
];

static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let builder = AhoCorasick::builder().match_kind(aho_corasick::MatchKind::LeftmostLongest).to_owned();
    builder.build(LABELS.map(|(_, rest, _)| rest)).ok()
});

/// Characters of a cell beyond which it is no heading of a column.
const HEADING: usize = 60;
/// Bytes of a block in which a person is looked for before a label.
const NEAR: usize = 400;

/// A label in the text.
#[derive(Clone, Copy, Debug)]
struct Hit {
    label: Label,
    start: usize,
    end: usize,
}

/// Finds the particulars of private persons in a clean text: spans in its order that do not overlap, each within a block.
pub(super) fn find(clean: &str, blocks: &[Block]) -> Vec<Span> {
    let hits = hits(clean);
    let mut found = Vec::new();
    let mut headings = Vec::new();
    let mut rest = hits.as_slice();
    while let Some(first) = rest.first() {
        let i = blocks.partition_point(|b| (b.span.end as usize) <= first.start);
        let Some(block) = blocks.get(i).filter(|b| (b.span.start as usize) <= first.start) else {
            rest = rest.get(1..).unwrap_or_default();
            continue;
        };
        let count = rest.iter().take_while(|h| h.end <= block.span.end as usize).count().max(1);
        let (own, after) = rest.split_at(count);
        let before = found.len();
        Reading { clean, block, last: i.checked_sub(1).and_then(|i| blocks.get(i)), hits: own }.read(&mut found);
        let words = clean.get(block.span.range()).unwrap_or_default();
        if let BlockKind::Cell { table, index } = block.kind
            && found.len() == before
            && words.chars().count() <= HEADING
        {
            headings.extend(own.iter().map(|h| (table, index, h.label)));
        }
        rest = after;
    }
    columns(clean, blocks, &headings, &mut found);
    settled(found)
}

fn hits(clean: &str) -> Vec<Hit> {
    let Some(finder) = FINDER.as_ref() else { return Vec::new() };
    let whole = |m: aho_corasick::Match| {
        let (first, _, label) = LABELS.get(m.pattern().as_usize())?;
        let before = clean.get(..m.start())?;
        let start = match first {
            Some(first) => {
                let c = before.chars().next_back()?;
                c.to_lowercase().eq(std::iter::once(*first)).then(|| m.start() - c.len_utf8())?
            }
            None => m.start(),
        };
        let word = |c: char| is_letter(c) || c.is_ascii_digit();
        let opens = !clean.get(..start)?.ends_with(word);
        let closes = !clean.get(m.end()..)?.starts_with(word);
        (opens && closes).then_some(Hit { label: *label, start, end: m.end() })
    };
    finder.find_iter(clean).filter_map(whole).collect()
}

/// One block while it is read for particulars.
struct Reading<'a> {
    clean: &'a str,
    block: &'a Block,
    last: Option<&'a Block>,
    hits: &'a [Hit],
}

impl Reading<'_> {
    fn read(&self, found: &mut Vec<Span>) {
        let before = found.len();
        for (i, hit) in self.hits.iter().enumerate() {
            match hit.label {
                Label::Identity => self.push(found, hit.end, &identity_numbers(self.field(i))),
                Label::Birth if !self.is_compound(hit) => self.push(found, hit.end, &birth_date(self.field(i))),
                _ => {}
            }
        }
        // A line that gives a number or a day of birth is about a person.
        let person = found.len() > before || self.is_addressed();
        for (i, hit) in self.hits.iter().enumerate() {
            let person = person || self.names_a_person(hit);
            match hit.label {
                Label::Home if !self.is_of_an_office(hit) => {
                    self.push(found, hit.end, &dwelling(self.field(i), person));
                }
                Label::Address if person => self.push(found, hit.end, &dwelling(self.field(i), true)),
                Label::Phone if !self.is_a_hotline(hit) => {
                    let given = phones(self.field(i)).into_iter();
                    let words = self.field(i);
                    let private = |s: &Span| person || is_phone_of_a_person(words.get(s.range()).unwrap_or_default());
                    self.push(found, hit.end, &given.filter(private).collect::<Vec<_>>());
                }
                _ => {}
            }
        }
    }

    /// What stands after a label, up to the next one.
    fn field(&self, i: usize) -> &str {
        let from = self.hits.get(i).map_or(0, |h| h.end);
        let to = self.hits.get(i + 1).map_or(self.block.span.end as usize, |h| h.start);
        self.clean.get(from..to).unwrap_or_default()
    }

    fn push(&self, found: &mut Vec<Span>, at: usize, spans: &[Span]) {
        found.extend(spans.iter().map(|s| Span::new(at + s.start as usize, at + s.end as usize)));
    }

    fn before(&self, hit: &Hit) -> &str {
        let words = self.clean.get(self.block.span.start as usize..hit.start).unwrap_or_default();
        let from = words.char_indices().map(|(i, _)| i).find(|i| words.len() - i <= NEAR).unwrap_or(0);
        words.get(from..).unwrap_or_default()
    }

    /// "học sinh năm 2025", "phát sinh ngày": the word goes with the one before it.
    fn is_compound(&self, hit: &Hit) -> bool {
        let label = self.clean.get(hit.start..hit.end).unwrap_or_default();
        if !label.starts_with(['s', 'S']) {
            return false;
        }
        let before = self.before(hit).trim_end();
        let word = before.rsplit(|c: char| !is_letter(c)).next().unwrap_or_default();
        // A name, a bracket, a comma or the beginning of the line stands before a birth.
        !word.is_empty() && (!word.starts_with(char::is_uppercase) || COMPOUNDS.contains(&word.to_lowercase().as_str()))
    }

    /// "cơ quan thường trú", "văn phòng thường trú".
    fn is_of_an_office(&self, hit: &Hit) -> bool {
        let before = self.before(hit).trim_end();
        OFFICES.iter().any(|w| before.ends_with(w))
    }

    /// "Đường dây nóng, điện thoại: …" is for everyone.
    fn is_a_hotline(&self, hit: &Hit) -> bool {
        let before = self.before(hit).to_lowercase();
        before.ends_with("hotline ") || before.contains("đường dây nóng") || before.contains("hotline")
    }

    /// The letter is addressed to a person in this line or the one before it.
    fn is_addressed(&self) -> bool {
        let to = |b: &Block| {
            let words = self.clean.get(b.span.range()).unwrap_or_default();
            words.strip_prefix("Kính gửi").is_some_and(|w| titled_name(w).is_some() && !names_a_body(w))
        };
        to(self.block) || self.last.is_some_and(to)
    }

    /// "ông Nguyễn Văn A, " stands before the label, and no firm or agency after it.
    fn names_a_person(&self, hit: &Hit) -> bool {
        let before = self.before(hit);
        titled_name(before).is_some_and(|after| !names_a_body(after))
    }
}

const COMPOUNDS: [&str; 20] = [
    "học", "vệ", "phát", "khai", "hy", "thí", "tái", "dân", "nhân", "sơ", "giáng", "phục", "tuyển", "nữ", "tân", "du",
    "môn", "nảy", "sản", "kháng",
];
const OFFICES: [&str; 6] = ["quan", "phòng", "viên", "sở", "Ban", "ban"];
const TITLES: [&str; 8] = ["ông ", "bà ", "anh ", "chị ", "Ông ", "Bà ", "Anh ", "Chị "];
const BODIES: [&str; 14] = [
    "Công ty",
    "công ty",
    "Doanh nghiệp",
    "doanh nghiệp",
    "Hợp tác xã",
    "Hiệp hội",
    "Sở ",
    "Cục ",
    "Ủy ban",
    "UBND",
    "Văn phòng",
    "Trung tâm",
    "trụ sở",
    "Phòng ",
];

/// What follows the last "ông" or "bà" with a name. A street may bear "Bà" with a capital: there it opens the line.
fn titled_name(words: &str) -> Option<&str> {
    let at = TITLES.iter().flat_map(|title| {
        words.match_indices(title).filter_map(|(i, m)| {
            let before = words.get(..i)?;
            let opens = if m.starts_with(char::is_uppercase) {
                before.trim_end().is_empty() || before.trim_end().ends_with([':', '-', ';'])
            } else {
                !before.ends_with(is_letter)
            };
            let named = words.get(i + m.len()..)?.starts_with(char::is_uppercase);
            (opens && named).then_some(i + m.len())
        })
    });
    words.get(at.max()?..)
}

fn names_a_body(words: &str) -> bool {
    BODIES.iter().any(|b| words.contains(b))
}

/// In order, without overlaps.
fn settled(mut found: Vec<Span>) -> Vec<Span> {
    found.retain(|s| !s.is_empty());
    found.sort();
    let mut out: Vec<Span> = Vec::new();
    for span in found {
        match out.last_mut().filter(|last| span.start <= last.end) {
            Some(last) => last.end = last.end.max(span.end),
            None => out.push(span),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::text::SourceText;

    /// What is shown of a text.
    #[track_caller]
    fn check(source: &str, shown: &str) {
        let text = SourceText::new("a.txt", source);
        assert_eq!(text.masked(), shown);
        assert_eq!(text.masked().chars().count(), source.chars().count());
    }

    #[track_caller]
    fn check_kept(source: &str) {
        check(source, source);
    }

    #[test]
    fn numbers_of_identity() {
        check("Ông Trần B, CMND số 012345678 do Công an cấp.", "Ông Trần B, CMND số ••••••••• do Công an cấp.");
        check("Số căn cước công dân: 001 080 012345", "Số căn cước công dân: ••• ••• ••••••");
        check("CCCD số 001080012345, hộ chiếu số B1234567;", "CCCD số ••••••••••••, hộ chiếu số ••••••••;");
        check("Chứng minh nhân dân số: 012345678 và\n012345679", "Chứng minh nhân dân số: ••••••••• và\n•••••••••");
        check_kept("Chi phí cấp thẻ căn cước là 123.456.789 đồng.");
        check_kept("Mã số thuế 0315459414, thẻ căn cước công dân theo Luật số 26/2023/QH15.");
        check_kept("Xuất trình Căn cước công dân; 2. Thẻ căn cước; tài khoản 123456789012");
    }

    #[test]
    fn days_of_birth() {
        check(
            "Bổ nhiệm ông Lê Văn C, sinh ngày 02/3/1970, giữ chức",
            "Bổ nhiệm ông Lê Văn C, sinh ngày •••••••••, giữ chức",
        );
        check("Ngày, tháng, năm sinh: 2 tháng 3 năm 1970", "Ngày, tháng, năm sinh: • ••••• • ••• ••••");
        check("bà Đỗ D (sinh năm 1970)", "bà Đỗ D (sinh năm ••••)");
        check_kept("Hỗ trợ học sinh năm 2025; chi phí phát sinh ngày 01/01/2025.");
        check_kept("Kỷ niệm 135 năm ngày sinh Chủ tịch Hồ Chí Minh (19/5/1890 - 19/5/2025)");
        check_kept("Tuyển sinh năm 2025 và vệ sinh năm 2026");
        check_kept("Số 05/QĐ-UBND ngày 02/3/2020; Học sinh năm 2024");
    }

    #[test]
    fn homes() {
        check(
            "Hộ khẩu thường trú: số 5, ngõ 10, phường Lào Cai; Chỗ ở hiện nay: thôn Hai, xã Bát Xát",
            "Hộ khẩu thường trú: •• •• ••• ••• •••••• ••• •••; Chỗ ở hiện nay: •••• •••• •• ••• •••",
        );
        check("ông Trần B, trú tại thôn Hai, xã Bát Xát", "ông Trần B, trú tại •••• •••• •• ••• •••");
        check_kept("Hộ gia đình thường trú tại xã Tân Phước được hỗ trợ 5 triệu đồng.");
        check_kept("Cơ quan thường trú: Sở Y tế, số 5 đường Trần Phú");
        check_kept("Doanh nghiệp có cơ sở thường trú tại Việt Nam; đăng ký hộ khẩu theo quy định");
        check_kept("Nơi cư trú: …………………");
    }

    #[test]
    fn letters_to_citizens_and_to_firms() {
        check(
            "Kính gửi: Bà Huỳnh Thị Mỹ\n(Địa chỉ: 33 Hai Bà Trưng, Tỉnh Quảng Ngãi;\nSố ĐT: 0971171792)",
            "Kính gửi: Bà Huỳnh Thị Mỹ\n(Địa chỉ: •• ••• •• •••••• •••• ••••• ••••;\nSố ĐT: ••••••••••)",
        );
        check_kept(
            "Kính gửi: Hiệp hội Ngân hàng Việt Nam.\n\n(Địa chỉ 193 P. Bà Triệu, Hà Nội; điện thoại: 02439411232)",
        );
        check_kept("Kính gửi: Công ty TNHH Một.\n\n(Địa chỉ: 562 Nguyễn Văn Cừ)");
    }

    #[test]
    fn telephones() {
        check("Đầu mối: Lê Thị E, ĐT: 0981195141.", "Đầu mối: Lê Thị E, ĐT: ••••••••••.");
        check("số điện thoại: 0906.040.219; thư", "số điện thoại: ••••••••••••; thư");
        check_kept("SỞ Y TẾ\n\nĐịa chỉ: số 5 Trần Phú. Điện thoại: 0214.3840.034, Fax: 0214.3840.035");
        check_kept("Đường dây nóng, điện thoại: 0981195141");
        check_kept("Sửa chữa ĐT.461, dài 12 km; mã số thuế 0315459414");
    }

    #[test]
    fn finds_its_labels() {
        assert!(super::FINDER.is_some());
    }
}
