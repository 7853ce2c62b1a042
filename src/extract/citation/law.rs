//! Laws, codes, ordinances and the Constitution by name: the listed names, and the grammar of names not listed.

use std::sync::LazyLock;

use super::mention::{Found, STOPS, name_end, tail};
use super::stops::{Stopping, Stops};
use crate::extract::cue::Cue;
use crate::extract::view::View;
use crate::model::DocumentType;
use crate::text::{Cursor, Lexicon, fold_tones, is_letter, is_word_boundary, lower};

/// Words that open the name of a law, longer before shorter.
const HEADS: [(&str, DocumentType); 4] = [
    ("bộ luật ", DocumentType::Law),
    ("luật ", DocumentType::Law),
    ("pháp lệnh ", DocumentType::Ordinance),
    ("hiến pháp", DocumentType::Constitution),
];

/// What an amending law is called before the law it amends.
const AMENDING: [&str; 4] = [
    "sửa đổi, bổ sung một số điều của ",
    "sửa đổi một số điều của ",
    "sửa đổi, bổ sung một số điều ",
    "sửa đổi, bổ sung ",
];

/// Returns the words these rules wait for.
pub(super) fn cues() -> impl Iterator<Item = (Cue, &'static str)> {
    HEADS.into_iter().map(|(head, _)| (Cue::Law, head))
}

/// Finds all namings of laws in a block.
pub(super) fn find(view: &View<'_>, block: &str, words: &str) -> Vec<Found> {
    let mut places = view.places(words, Cue::Law).peekable();
    if places.peek().is_none() {
        return Vec::new();
    }
    let mut found = sharing(block, words);
    for at in places {
        for (head, kind) in HEADS.into_iter().filter(|(h, _)| words.get(at..).is_some_and(|w| w.starts_with(h))) {
            let capital = block.get(at..).and_then(|b| b.chars().next()).is_some_and(char::is_uppercase);
            // "Bộ luật" holds "luật"; the inner word is no capital.
            // "pháp luật" is no law, nor is it in a title in capitals: "TƯ VẤN PHÁP LUẬT CHO …".
            let common = words.get(..at).is_some_and(|w| w.ends_with("pháp "));
            if !capital || common {
                continue;
            }
            let Some(end) = end(block, words, at + head.len(), kind) else { continue };
            let name = block.get(at..end).unwrap_or_default().trim();
            let mut f =
                Found { name: Some(name.to_owned()), kind: Some(kind), start: at, core: end, end, ..Found::default() };
            f.draft = is_drafted(words, at);
            tail(block, words, &mut f);
            found.push(f);
        }
    }
    found
}

/// What follows the last law an amending one is named after is the amending one's: its day, its issuer.
pub(super) fn give_back(found: &mut [Found]) {
    let outer: Vec<(usize, usize)> = found.iter().filter(|f| f.amends()).map(|f| (f.start, f.core)).collect();
    for f in found.iter_mut() {
        // They stand in their order: the last that begins before it may hold it.
        let last = outer.partition_point(|(start, _)| *start < f.start).checked_sub(1).and_then(|at| outer.get(at));
        if let Some((_, core)) = last.filter(|(_, core)| f.start < *core && f.end > *core) {
            (f.date, f.issuer, f.end) = (None, None, *core);
            f.core = f.core.min(*core);
        }
    }
}

/// "đang xây dựng Luật Quản lý thuế (sửa đổi)", "dự án Luật …": not passed yet.
fn is_drafted(words: &str, at: usize) -> bool {
    let before = words.get(..at).unwrap_or_default().trim_end();
    ["đang xây dựng", "soạn thảo", "dự thảo", "dự án"].iter().any(|w| before.ends_with(w))
}

/// "một số điều của Luật: Chứng khoán, Kế toán, …" and "các luật: …": names that share one head word.
fn sharing(block: &str, words: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, head) in words.match_indices("luật: ").filter(|(at, _)| is_word_boundary(words, *at)) {
        let mut from = at + head.len();
        while let Some(end) = listed(words, from) {
            let name = block.get(from..end).unwrap_or_default();
            let core = end;
            let kind = Some(DocumentType::Law);
            found
                .push(Found { name: Some(format!("Luật {name}")), kind, start: from, core, end, ..Found::default() });
            let Some(next) = [", ", "; ", " và "].iter().find(|j| words.get(end..).is_some_and(|r| r.starts_with(**j)))
            else {
                break;
            };
            from = end + next.len();
        }
    }
    found
}

/// Returns where words that open the name of a law stand in `words`, in their order.
pub(super) fn starts(words: &str) -> impl Iterator<Item = usize> {
    let places = |head: &'static str| memchr::memmem::find_iter(words.as_bytes(), head);
    let mut at: Vec<usize> = HEADS.iter().flat_map(|(head, _)| places(head)).collect();
    at.sort_unstable();
    at.into_iter().filter(|at| is_word_boundary(words, *at))
}

/// Returns where the name of a law ends that begins at `at`, head word included.
pub(super) fn name_at(block: &str, words: &str, at: usize) -> Option<usize> {
    let (head, kind) = HEADS.iter().find(|(h, _)| words.get(at..).is_some_and(|r| r.starts_with(h)))?;
    end(block, words, at + head.len(), *kind)
}

/// Returns where the name ends whose head word ends at `from`.
fn end(block: &str, words: &str, from: usize, kind: DocumentType) -> Option<usize> {
    if kind == DocumentType::Constitution {
        return constitution(words, from);
    }
    let rest = words.get(from..)?;
    if let Some(amending) = AMENDING.iter().find(|a| rest.starts_with(**a)) {
        return Some(amended(block, words, from + amending.len()));
    }
    let first = block.get(from..)?.chars().next()?;
    // "Luật báo chí": a listed name may be printed in small letters.
    let named = first.is_uppercase() || listed(words, from).is_some();
    let end = named.then(|| name(block, words, from))?;
    (words.get(from..end)?.split(' ').count() >= 2 || listed(words, from).is_some()).then_some(end)
}

/// "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013"; the word alone stands for the idea.
fn constitution(words: &str, from: usize) -> Option<usize> {
    const STATE: [&str; 2] = [" nước cộng hòa xã hội chủ nghĩa việt nam", " nước cộng hoà xã hội chủ nghĩa việt nam"];
    let rest = words.get(from..)?;
    let state = STATE.iter().find(|s| rest.starts_with(**s)).map_or(0, |s| s.len());
    let end = year(words, from + state);
    (end > from).then_some(end)
}

/// The laws an amending law is named after: one, or all of a list when the act's date or number follows the last, or when
/// each stands with its own number: "… của Luật Đất đai số 31/2024/QH15, Luật Nhà ở số 27/2023/QH15".
fn amended(block: &str, words: &str, from: usize) -> usize {
    let Some(mut end) = one(block, words, from) else { return name_end(words, from, &AMENDED_STOPS) };
    let mut last = end;
    let mut count = 1;
    loop {
        let own = own_number(words, last);
        let next = [", ", " và ", "; "].iter().find_map(|j| {
            let at = own.unwrap_or(last);
            words.get(at..).filter(|r| r.starts_with(j))?;
            one(block, words, at + j.len())
        });
        let Some(next) = next else {
            // "… của Luật Đấu thầu, Luật Hải quan, …, Luật Đầu tư công;": so long a list to the end of a clause is one name.
            let closes = words.get(last..).is_some_and(|w| w.is_empty() || w.starts_with([';', ')']));
            return if count > 2 && closes { end.max(last) } else { end };
        };
        count += 1;
        last = next;
        let numbered = own.and_then(|_| own_number(words, last));
        let after = words.get(last..).unwrap_or_default();
        if [" ngày ", " số ", " năm "].iter().any(|w| after.starts_with(w)) {
            end = numbered.unwrap_or(last);
        }
    }
}

/// Returns where " số 31/2024/QH15" behind the name of a law ends.
fn own_number(words: &str, at: usize) -> Option<usize> {
    let mut c = Cursor::at(words, at);
    c.eat(" số ").then_some(())?;
    c.number(3)?;
    let year = c.eat("/") && c.number(4).is_some() && c.eat("/qh");
    (year && c.number(2).is_some()).then(|| c.pos())
}

/// "37 luật có liên quan đến quy hoạch" is a name too.
static AMENDED_STOPS: Stopping =
    Stopping::new(|| Stops::new(&[" ngày ", " số ", " và ", " được ", " có hiệu lực", " thì ", " tại "]));

/// One law after its head word at `at`, as against "Luật số …".
fn one(block: &str, words: &str, at: usize) -> Option<usize> {
    let (head, _) = HEADS.iter().find(|(h, _)| words.get(at..).is_some_and(|r| r.starts_with(h)))?;
    let from = at + head.len();
    let capital = block.get(from..)?.chars().next()?.is_uppercase();
    (capital || listed(words, from).is_some()).then(|| name(block, words, from))
}

fn name(block: &str, words: &str, from: usize) -> usize {
    let end = listed(words, from).unwrap_or_else(|| unlisted(block, words, from));
    year(words, end)
}

static NAMES_AT: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(NAMES.iter().copied()));

/// Returns where the longest listed name that stands at `from` ends.
fn listed(words: &str, from: usize) -> Option<usize> {
    let rest = words.get(from..)?;
    let first = rest.get(..rest.find(|c| !is_letter(c)).unwrap_or(rest.len()))?;
    NAMES_AT.may_open(&fold_tones(first)).next()?;
    let window = rest.get(..rest.char_indices().nth(120).map_or(rest.len(), |(end, _)| end))?;
    // Moving a tone mark to its other vowel keeps the length of the syllable.
    let window = fold_tones(window);
    let fits = |n: &&str| window.starts_with(*n) && is_word_boundary(rest, n.len());
    NAMES_AT.may_open(&window).filter(fits).map(|n| n.len()).max().map(|len| from + len)
}

/// Moves over a year or "(sửa đổi)" that belongs to the name.
fn year(words: &str, end: usize) -> usize {
    let mut c = Cursor::at(words, end);
    if c.eat(" (sửa đổi)") {
        return c.pos();
    }
    // "Luật Xây dựng sửa đổi 2020": the law of that year which amends the one of that name.
    c.eat(" sửa đổi");
    c.skip_spaces();
    c.eat_folded("năm");
    c.skip_spaces();
    match c.number(4) {
        Some(1945..=2100) if is_word_boundary(words, c.pos()) && !c.rest().starts_with(['/', '-']) => c.pos(),
        _ => end,
    }
}

/// "Luật Tiêu chuẩn và quy chuẩn kỹ thuật" goes on after "và" in small letters; "… và Luật …" does not.
fn unlisted(block: &str, words: &str, from: usize) -> usize {
    let mut end = name_end(words, from, &STOPS);
    // "Luật Tổ chức HĐND và UBND": two bodies by their initials.
    let councils = words.get(from..end).is_some_and(|n| n.ends_with("hđnd"));
    if councils && words.get(end..).is_some_and(|r| r.starts_with(" và ubnd")) {
        return end + " và ubnd".len();
    }
    let capitals = !block.get(from..end).unwrap_or_default().chars().any(char::is_lowercase);
    let goes_on =
        block.get(end..).filter(|_| joined(words, end)).and_then(|r| r.get(" và ".len()..)).is_some_and(|r| {
            let small = r.chars().next().is_some_and(char::is_lowercase) || capitals;
            let r = lower(r.get(..r.floor_char_boundary(40)).unwrap_or(r));
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

/// Names of laws, codes and ordinances of the National Assembly and its Standing Committee, in force or not, in lower
/// case and without the head word. What is listed here ends where it ends, whatever words the name is made of.
const NAMES: &[&str] = &[
    "an ninh mạng",
    "an ninh quốc gia",
    "an toàn thông tin mạng",
    "an toàn thực phẩm",
    "an toàn, vệ sinh lao động",
    "ban hành văn bản quy phạm pháp luật",
    "ban hành văn bản quy phạm pháp luật của hội đồng nhân dân, ủy ban nhân dân",
    "ban hành văn bản quy phạm pháp luật của hội đồng nhân dân và ủy ban nhân dân",
    "ban hành văn bản quy phạm pháp luật của hđnd, ubnd",
    "ban hành văn bản quy phạm pháp luật của hđnd và ubnd",
    "bảo hiểm tiền gửi",
    "bảo hiểm xã hội",
    "bảo hiểm y tế",
    "bảo vệ bí mật nhà nước",
    "bảo vệ dữ liệu cá nhân",
    "bảo vệ môi trường",
    "bảo vệ quyền lợi người tiêu dùng",
    "bảo vệ sức khỏe nhân dân",
    "bảo vệ và kiểm dịch thực vật",
    "bảo vệ và phát triển rừng",
    "bảo vệ, chăm sóc và giáo dục trẻ em",
    "biên giới quốc gia",
    "biên phòng việt nam",
    "biển việt nam",
    "bình đẳng giới",
    "báo chí",
    "bưu chính",
    "bầu cử đại biểu hội đồng nhân dân",
    "bầu cử đại biểu quốc hội và đại biểu hội đồng nhân dân",
    "các công cụ chuyển nhượng",
    "các tổ chức tín dụng",
    "cán bộ, công chức",
    "cảnh sát biển việt nam",
    "cảnh sát cơ động",
    "cảnh sát môi trường",
    "cảnh vệ",
    "căn cước",
    "căn cước công dân",
    "chăn nuôi",
    "chất lượng sản phẩm, hàng hóa",
    "chính quyền địa phương",
    "chuyển giao công nghệ",
    "chuyển đổi số",
    "chứng khoán",
    "cơ yếu",
    "cư trú",
    "cạnh tranh",
    "công an nhân dân",
    "công chứng",
    "công nghệ cao",
    "công nghệ thông tin",
    "công nghiệp công nghệ số",
    "công nghiệp quốc phòng, an ninh và động viên công nghiệp",
    "công đoàn",
    "dân quân tự vệ",
    "dân số",
    "dân sự",
    "dầu khí",
    "dự trữ quốc gia",
    "di sản văn hóa",
    "doanh nghiệp",
    "doanh nghiệp nhà nước",
    "du lịch",
    "dược",
    "dữ liệu",
    "giá",
    "giám định tư pháp",
    "giao dịch điện tử",
    "giao thông đường bộ",
    "giao thông đường thủy nội địa",
    "giáo dục",
    "giáo dục nghề nghiệp",
    "giáo dục quốc phòng và an ninh",
    "giáo dục đại học",
    "giống cây trồng",
    "hàng hải",
    "hàng hải việt nam",
    "hàng không dân dụng việt nam",
    "hiến, lấy, ghép mô, bộ phận cơ thể người và hiến, lấy xác",
    "hình sự",
    "hòa giải ở cơ sở",
    "hòa giải, đối thoại tại tòa án",
    "hóa chất",
    "hoạt động chữ thập đỏ",
    "hoạt động giám sát của quốc hội và hội đồng nhân dân",
    "hôn nhân và gia đình",
    "hộ tịch",
    "hợp tác xã",
    "hải quan",
    "hỗ trợ doanh nghiệp nhỏ và vừa",
    "kế toán",
    "khám bệnh, chữa bệnh",
    "khí tượng thủy văn",
    "khiếu nại",
    "khiếu nại, tố cáo",
    "khoa học và công nghệ",
    "khoa học, công nghệ và đổi mới sáng tạo",
    "khoáng sản",
    "kiểm toán nhà nước",
    "kiểm toán độc lập",
    "kiến trúc",
    "kinh doanh bảo hiểm",
    "kinh doanh bất động sản",
    "lao động",
    "lâm nghiệp",
    "luật sư",
    "lực lượng dự bị động viên",
    "lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở",
    "lưu trữ",
    "lý lịch tư pháp",
    "mặt trận tổ quốc việt nam",
    "năng lượng nguyên tử",
    "ngân hàng nhà nước việt nam",
    "ngân sách nhà nước",
    "nghĩa vụ quân sự",
    "người cao tuổi",
    "người khuyết tật",
    "người lao động việt nam đi làm việc ở nước ngoài theo hợp đồng",
    "nhà giáo",
    "nhà ở",
    "nhập cảnh, xuất cảnh, quá cảnh, cư trú của người nước ngoài tại việt nam",
    "nuôi con nuôi",
    "phá sản",
    "phí và lệ phí",
    "phòng bệnh",
    "phòng cháy và chữa cháy",
    "phòng cháy, chữa cháy và cứu nạn, cứu hộ",
    "phòng không nhân dân",
    "phòng thủ dân sự",
    "phòng, chống bạo lực gia đình",
    "phòng, chống bệnh truyền nhiễm",
    "phòng, chống khủng bố",
    "phòng, chống ma túy",
    "phòng, chống mua bán người",
    "phòng, chống rửa tiền",
    "phòng, chống tác hại của rượu, bia",
    "phòng, chống tác hại của thuốc lá",
    "phòng, chống tham nhũng",
    "phòng, chống thiên tai",
    "phổ biến, giáo dục pháp luật",
    "quân nhân chuyên nghiệp, công nhân và viên chức quốc phòng",
    "quốc phòng",
    "quốc tịch việt nam",
    "quản lý ngoại thương",
    "quản lý nợ công",
    "quản lý thuế",
    "quản lý và bảo vệ công trình quan trọng liên quan đến an ninh quốc gia",
    "quản lý và đầu tư vốn nhà nước tại doanh nghiệp",
    "quản lý, sử dụng tài sản công",
    "quản lý, sử dụng tài sản nhà nước",
    "quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ",
    "quản lý, sử dụng vốn nhà nước đầu tư vào sản xuất, kinh doanh tại doanh nghiệp",
    "quảng cáo",
    "quy hoạch",
    "quy hoạch đô thị",
    "quy hoạch đô thị và nông thôn",
    "sĩ quan quân đội nhân dân việt nam",
    "sở hữu trí tuệ",
    "sử dụng năng lượng tiết kiệm và hiệu quả",
    "tài nguyên nước",
    "tài nguyên, môi trường biển và hải đảo",
    "tần số vô tuyến điện",
    "thanh niên",
    "thanh tra",
    "thể dục, thể thao",
    "thi đua, khen thưởng",
    "thi hành án dân sự",
    "thi hành án hình sự",
    "thi hành tạm giữ, tạm giam",
    "thống kê",
    "thỏa thuận quốc tế",
    "thú y",
    "thủ đô",
    "thủy lợi",
    "thủy sản",
    "thư viện",
    "thuế bảo vệ môi trường",
    "thuế giá trị gia tăng",
    "thuế sử dụng đất nông nghiệp",
    "thuế sử dụng đất phi nông nghiệp",
    "thuế tài nguyên",
    "thuế thu nhập cá nhân",
    "thuế thu nhập doanh nghiệp",
    "thuế tiêu thụ đặc biệt",
    "thuế xuất khẩu, thuế nhập khẩu",
    "thực hiện dân chủ ở cơ sở",
    "thực hiện dân chủ ở xã, phường, thị trấn",
    "thực hành tiết kiệm, chống lãng phí",
    "thương mại",
    "tiếp cận thông tin",
    "tiếp công dân",
    "tiêu chuẩn và quy chuẩn kỹ thuật",
    "tín ngưỡng, tôn giáo",
    "tình trạng khẩn cấp",
    "tố cáo",
    "tố tụng dân sự",
    "tố tụng hành chính",
    "tố tụng hình sự",
    "tổ chức chính phủ",
    "tổ chức chính quyền địa phương",
    "tổ chức cơ quan điều tra hình sự",
    "tổ chức hội đồng nhân dân và ủy ban nhân dân",
    "tổ chức quốc hội",
    "tổ chức tòa án nhân dân",
    "tổ chức viện kiểm sát nhân dân",
    "trách nhiệm bồi thường của nhà nước",
    "trẻ em",
    "trật tự, an toàn giao thông đường bộ",
    "trí tuệ nhân tạo",
    "trợ giúp pháp lý",
    "trọng tài thương mại",
    "trồng trọt",
    "trưng cầu ý dân",
    "trưng mua, trưng dụng tài sản",
    "tương trợ tư pháp",
    "tư pháp người chưa thành niên",
    "ưu đãi người có công với cách mạng",
    "viên chức",
    "viễn thông",
    "việc làm",
    "xây dựng",
    "xuất bản",
    "xuất cảnh, nhập cảnh của công dân việt nam",
    "xử lý vi phạm hành chính",
    "y tế dự phòng",
    "đa dạng sinh học",
    "đất đai",
    "đầu tư",
    "đầu tư công",
    "đầu tư theo phương thức đối tác công tư",
    "đấu giá tài sản",
    "đấu thầu",
    "đặc xá",
    "đê điều",
    "địa chất và khoáng sản",
    "điện ảnh",
    "điện lực",
    "đo đạc và bản đồ",
    "đo lường",
    "đường bộ",
    "đường sắt",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(block: &str, expected: &[&str]) {
        super::super::mention::check_names(block, |view, words| find(view, block, words), expected);
    }

    #[test]
    fn a_listed_name_ends_where_it_ends() {
        check(
            "Luật An toàn, vệ sinh lao động, Luật Phòng cháy và chữa cháy và quy định tại Nghị định này",
            &["Luật An toàn, vệ sinh lao động", "Luật Phòng cháy và chữa cháy"],
        );
        check(
            "Luật Tổ chức Hội đồng nhân dân và Uỷ ban nhân dân ngày 26/11/2003",
            &["Luật Tổ chức Hội đồng nhân dân và Uỷ ban nhân dân"],
        );
        check("Luật Đầu tư công năm 2024 và Bộ luật Lao động", &["Luật Đầu tư công năm 2024", "Bộ luật Lao động"]);
        check("theo Luật Đất đai phải", &["Luật Đất đai"]);
    }

    #[test]
    fn an_amending_law_is_named_after_the_laws_it_amends() {
        check(
            "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương \
            ngày 22/11/2019",
            &[
                "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương",
                "Luật Tổ chức Chính phủ",
                "Luật Tổ chức chính quyền địa phương",
            ],
        );
    }

    #[test]
    fn a_name_not_listed_follows_the_grammar() {
        check("Luật Quy tắc kiểm thử và đối chiếu mẫu, các", &["Luật Quy tắc kiểm thử và đối chiếu mẫu"]);
    }

    #[test]
    fn refuses_what_names_no_law() {
        check("HỖ TRỢ TƯ VẤN PHÁP LUẬT CHO DOANH NGHIỆP NHỎ VÀ VỪA", &[]);
        check("các luật khác; Luật này; Luật số 41/2024/QH15; tuân thủ Hiến pháp và pháp luật; Phó Chủ tịch", &[]);
    }
}
