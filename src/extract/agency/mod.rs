//! Names of agencies, groups and posts in running text, with the jurisdiction the document implies.

mod body;
mod group;
mod name;
mod openings;
mod place;
mod several;
mod verbs;
mod words;

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::model::{AgencyKind, AgencyName, Jurisdiction};
use crate::text::{Cursor, is_capital};

use openings::{Rule, Rules};
use several::{
    by_commune, by_province, corporations, each_post, each_unit, of_each_unit, province, provinces, secretary_too,
};
pub(crate) use verbs::{NAMED_VERBS, SHORT_VERBS, VERBS};

/// How many bodies one list may name.
const MOST: usize = 64;

/// Reads the bodies that begin at the start of `text`: one, or a list joined by commas, semicolons and "và".
///
/// Returns them with the number of bytes read; an empty list when no body begins here.
pub fn parse_agencies(text: &str, home: &Jurisdiction) -> (Vec<AgencyName>, usize) {
    let mut found = Vec::new();
    let mut c = Cursor::new(text);
    let mut end = 0;
    while found.len() < MOST {
        let Some(mut some) = item(&mut c, home) else { break };
        end = c.pos();
        let post = some.iter().all(|a| a.kind == AgencyKind::Post);
        found.append(&mut some);
        if post && title(&mut c, home) {
            end = c.pos();
        }
        remark(&mut c, home);
        if !separator(&mut c) {
            break;
        }
    }
    share_place(&mut found);
    (found, end)
}

/// "Hội đồng nhân dân, Ủy ban nhân dân **tỉnh Khánh Hòa**" in a central text: the place is printed once for both.
fn share_place(found: &mut [AgencyName]) {
    const OF_ONE: [&str; 4] = ["Hội đồng nhân dân", "Ủy ban nhân dân", "Đoàn đại biểu Quốc hội", "Đại biểu Quốc hội"];
    let of_one = |a: &AgencyName| OF_ONE.contains(&a.organisation.as_str());
    for i in (1..found.len()).rev() {
        let Some((before, [next, ..])) = found.split_at_mut_checked(i) else { continue };
        let bare = |a: &&mut AgencyName| of_one(a) && a.jurisdiction.is_central();
        if let Some(first) = before.last_mut().filter(bare)
            && of_one(next)
            && let Some(unit) = next.jurisdiction.suffix()
        {
            first.jurisdiction = next.jurisdiction.clone();
            first.name = format!("{} {unit}", first.organisation);
        }
    }
}

/// "Bộ trưởng Bộ Tài chính **- Phó Trưởng ban Thường trực Ban Chỉ đạo**": another post of the same person.
fn title(c: &mut Cursor<'_>, home: &Jurisdiction) -> bool {
    let mut t = c.clone();
    t.skip_spaces();
    if !(t.eat("-") || t.eat("–")) {
        return false;
    }
    t.skip_spaces();
    let other = post(&mut t.clone()) && member(&mut t, home).is_some();
    if other {
        *c = t;
    }
    other
}

/// "Bộ Tài chính **(cơ quan thường trực)**, Bộ Y tế": words in brackets between two members of a list.
fn remark(c: &mut Cursor<'_>, home: &Jurisdiction) {
    const LONGEST: usize = 160;
    let mut t = c.clone();
    t.skip_spaces();
    let inner = t.rest().strip_prefix('(').and_then(|r| r.split_once(')')).map(|(inner, _)| inner);
    let Some(inner) = inner.filter(|i| i.len() < LONGEST) else { return };
    t.eat("(");
    t.eat(inner);
    t.eat(")");
    let mut next = t.clone();
    if separator(&mut next) && item(&mut next, home).is_some() {
        *c = t;
    }
}

/// Returns how many bytes the one body takes that begins at the start of `text`; 0 when none does.
pub(crate) fn one_agency(text: &str) -> usize {
    let mut c = Cursor::new(text);
    match member(&mut c, &Jurisdiction::default()) {
        Some(found) if found.iter().all(|a| a.kind != AgencyKind::Group) => c.pos(),
        _ => 0,
    }
}

/// Whose body a name stands for when no unit is printed behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    /// The document's own unit.
    Home,
    /// The document's own unit, whatever unit words the name has in it.
    Unit,
    /// The province the document's unit lies in.
    Province,
    /// The document's own unit, whose kind the name says already: "Tỉnh ủy Lào Cai".
    Bare,
    /// Nobody's below the centre.
    Central,
}

/// A name as read, before it has its jurisdiction.
#[derive(Clone, Debug)]
struct Draft {
    words: String,
    kind: AgencyKind,
    whose: Whose,
}

impl Draft {
    fn new(words: impl Into<String>, kind: AgencyKind, whose: Whose) -> Self {
        Self { words: words.into(), kind, whose }
    }
}

/// Moves over a comma, a semicolon or "và" between two members of a list.
fn separator(c: &mut Cursor<'_>) -> bool {
    let mut t = c.clone();
    t.skip_spaces();
    let mark = t.eat(",") || t.eat(";");
    t.skip_spaces();
    let word = t.eat_any(&["và", "cùng với", "cùng", "hoặc"]).is_some();
    t.skip_spaces();
    if mark || word {
        *c = t;
    }
    mark || word
}

/// Tells whether a body of its own begins here, as against more words of the name before.
fn opens(c: &Cursor<'_>) -> bool {
    let rules = Rules::at(c.rest());
    rules.hold(Rule::Department) && body::departments(&mut c.clone()).is_some()
        || rules.hold(Rule::Council) && body::council(&mut c.clone()).is_some()
        || rules.hold(Rule::Organ) && body::organ(&mut c.clone()).is_some()
}

/// Tells whether any body begins here, a group too.
fn opens_any(c: &Cursor<'_>) -> bool {
    member(&mut c.clone(), &Jurisdiction::default()).is_some()
}

/// Reads one member of a list; a group whose members stand in brackets behind it is those members.
fn item(c: &mut Cursor<'_>, home: &Jurisdiction) -> Option<Vec<AgencyName>> {
    let found = member(c, home)?;
    if found.len() != 1 || !found.iter().all(|a| a.kind == AgencyKind::Group) {
        return Some(found);
    }
    let mut t = c.clone();
    t.skip_spaces();
    let Some(inner) = t.rest().strip_prefix('(').and_then(|r| r.split_once(')')).map(|(inner, _)| inner) else {
        return Some(found);
    };
    let mut i = Cursor::new(inner);
    let mut named = Vec::new();
    while let Some(mut some) = member(&mut i, home) {
        named.append(&mut some);
        if named.len() > MOST || !separator(&mut i) {
            break;
        }
    }
    if named.is_empty() || !i.rest().is_empty() || named.iter().any(|a| a.kind == AgencyKind::Group) {
        return Some(found);
    }
    t.eat("(");
    t.eat(inner);
    t.eat(")");
    *c = t;
    Some(named)
}

fn member(c: &mut Cursor<'_>, home: &Jurisdiction) -> Option<Vec<AgencyName>> {
    let from = c.pos();
    let mut t = c.clone();
    t.skip_spaces();
    let rules = Rules::at(t.rest());
    if rules.are_none() {
        return None;
    }
    let mut t = c.clone();
    if rules.hold(Rule::Heads)
        && let Some(heads) = ministers(&mut t).or_else(|| deputies(&mut t))
    {
        let printed = t.since(from).to_owned();
        *c = t;
        return Some(vec![finish(&heads, "", false, printed, None, home)]);
    }
    if let Some(provinces) = province(&mut t, home).map(|p| vec![p]).or_else(|| provinces(&mut t)) {
        *c = t;
        return Some(provinces);
    }
    if let Some(groups) = corporations(&mut t, home) {
        *c = t;
        return Some(groups);
    }
    let post = rules.hold(Rule::Post) && post(&mut t);
    // "đồng chí Bộ trưởng Bộ Xây dựng": the word of address is no part of the post.
    let prefix = t.since(from).trim_end();
    let prefix = ["đồng chí ", "Đồng chí "].iter().find_map(|w| prefix.strip_prefix(w)).unwrap_or(prefix).to_owned();
    if post && let Some(each) = each_post(&mut t, &prefix, home) {
        *c = t;
        return Some(each);
    }
    let rules = if post { Rules::at(t.rest()) } else { rules };
    let drafts = drafts(&mut t, post, rules)?;
    if let [group] = drafts.as_slice()
        && let Some(each) = by_province(&mut t, group, &prefix, post)
    {
        *c = t;
        return Some(each);
    }
    if let [group] = drafts.as_slice()
        && let Some(each) = by_commune(&mut t, group, (&prefix, post), home)
    {
        *c = t;
        return Some(each);
    }
    if let [group] = drafts.as_slice()
        && let Some(each) = each_unit(group, &prefix, post)
    {
        *c = t;
        return Some(each);
    }
    let mut drafts = of_each_unit(&mut t, drafts);
    let place = place::place(&mut t, home);
    if let ([one], None) = (drafts.as_mut_slice(), &place) {
        of_ministry(&mut t, one);
    }
    if post && let Some(both) = secretary_too(&drafts, &prefix, t.since(from), place.as_ref(), home) {
        *c = t;
        return Some(both);
    }
    let single = drafts.len() == 1;
    let words = t.since(from).to_owned();
    if post {
        holder(&mut t);
    }
    let names = drafts
        .into_iter()
        .map(|d| {
            let printed = if single { words.clone() } else { d.words.clone() };
            finish(&d, &prefix, post, printed, place.as_ref(), home)
        })
        .collect();
    *c = t;
    Some(names)
}

/// "Cục Quản lý dược **- Bộ Y tế**": whose body it is, printed behind a dash.
fn of_ministry(c: &mut Cursor<'_>, draft: &mut Draft) {
    let mut t = c.clone();
    t.skip_spaces();
    if draft.kind != AgencyKind::Agency || !(t.eat("-") || t.eat("–")) {
        return;
    }
    t.skip_spaces();
    let from = t.pos();
    if !t.rest().starts_with("Bộ ") || body::departments(&mut t).is_none_or(|d| d.len() != 1) {
        return;
    }
    draft.words = [draft.words.as_str(), " - ", t.since(from)].concat();
    draft.whose = Whose::Central;
    *c = t;
}

/// Names a group that the grammar of names does not know, by the words a sentence prints for it.
pub(crate) fn group_of(words: &str, home: &Jurisdiction) -> AgencyName {
    let whose = if words.to_lowercase().contains("trung ương") { Whose::Central } else { Whose::Unit };
    finish(&Draft::new(words, AgencyKind::Group, whose), "", false, words.to_owned(), None, home)
}

/// Tells whether a common noun of a group opens `text`, and no verb of the same form: "Tổ chức rà soát …".
pub(crate) fn opens_group(text: &str) -> bool {
    let mut c = Cursor::new(text);
    let Some(noun) = group::noun(&mut c) else { return c.eat_folded("người đứng đầu") };
    c.skip_spaces();
    noun != "tổ chức" || !(VERBS.stands_at(&c) || SHORT_VERBS.stands_at(&c))
}

/// "Chủ tịch UBND tỉnh **Nguyễn Văn A**": who holds the post is no part of its name.
fn holder(c: &mut Cursor<'_>) {
    let name = capitalised(c.rest(), 2..=4);
    let mut body = c.clone();
    body.skip_spaces();
    if !opens(&body) && body::named(&mut body, false).is_none() {
        c.eat(name);
    }
}

/// "Các Bộ trưởng", "Bộ trưởng, Thủ trưởng …": the heads of all ministries, when no ministry follows.
fn ministers(c: &mut Cursor<'_>) -> Option<Draft> {
    let from = c.pos();
    let mut t = c.clone();
    t.eat_any(&["các đồng chí", "các"]);
    t.skip_spaces();
    t.eat_any(&["bộ trưởng", "vụ trưởng", "cục trưởng"])?;
    // "Bộ trưởng các Bộ" and "Bộ trưởng Bộ Y tế" are read as a post.
    let alone = [",", ";", ".", " và "].iter().any(|m| t.rest().starts_with(m));
    if !alone || t.rest().starts_with(", Chủ nhiệm") {
        return None;
    }
    *c = t;
    Some(Draft::new(c.since(from), AgencyKind::Group, Whose::Central))
}

/// "Phó Thủ tướng Hồ Đức Phớc", "các Phó Thủ tướng Chính phủ": posts whose body need not be printed, with who holds them.
fn deputies(c: &mut Cursor<'_>) -> Option<Draft> {
    let from = c.pos();
    let mut t = c.clone();
    let several = t.eat_any(&["các đồng chí", "các"]).is_some();
    t.skip_spaces();
    t.eat_any(&["đồng chí"]);
    t.skip_spaces();
    if !t.eat_folded("phó thủ tướng") {
        return None;
    }
    for word in [" Thường trực", " Chính phủ"] {
        t.eat(word);
    }
    if !several {
        t.eat(capitalised(t.rest(), 2..=4));
    }
    *c = t;
    Some(Draft::new(c.since(from), if several { AgencyKind::Group } else { AgencyKind::Post }, Whose::Central))
}

/// The run of capitalised words a text opens with, spaces before them included; empty when they are too few or many.
fn capitalised(text: &str, count: std::ops::RangeInclusive<usize>) -> &str {
    let named = |w: &&str| {
        let mut letters = w.trim_end_matches([',', ';', '.']).chars();
        letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
    };
    let Some(words) = text.strip_prefix(' ') else { return "" };
    let (mut len, mut found) = (0, 0);
    for word in words.split(' ').take_while(named) {
        let bare = word.trim_end_matches([',', ';', '.']);
        len += 1 + bare.len();
        found += 1;
        if bare.len() < word.len() {
            break;
        }
    }
    if count.contains(&found) { text.get(..len).unwrap_or_default() } else { "" }
}

/// Reads a post before a body: "Chủ tịch", "Giám đốc"; several may stand in a row, or all of a kind: "Các Chủ tịch".
fn post(c: &mut Cursor<'_>) -> bool {
    let mut found = false;
    let mut t = c.clone();
    t.eat_any(&["các đồng chí", "đồng chí", "các"]);
    t.skip_spaces();
    while words::POSTS.eat(&mut t).is_some() {
        t.skip_spaces();
        // "Giám đốc (Thủ trưởng) các sở": what he may be called too.
        if t.eat("(Thủ trưởng)") {
            t.skip_spaces();
        }
        *c = t.clone();
        found = true;
        // "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ" holds two posts.
        if t.eat(",") {
            t.skip_spaces();
        }
    }
    found
}

fn drafts(c: &mut Cursor<'_>, post: bool, rules: Rules) -> Option<Vec<Draft>> {
    if rules.hold(Rule::Department)
        && let Some(found) = body::departments(c)
    {
        return Some(found);
    }
    // "Bí thư tỉnh ủy, thành ủy": the heads of all of them.
    let committees = || ["tỉnh ủy, thành ủy", "tỉnh uỷ, thành uỷ"].iter().any(|w| c.clone().eat_folded(w));
    if post
        && committees()
        && let Some(group) = group::group(c, true)
    {
        return Some(vec![group]);
    }
    let mut found = None;
    for rule in [Rule::Council, Rule::Organ, Rule::Named, Rule::Group] {
        if found.is_none() && rules.hold(rule) {
            found = match rule {
                Rule::Council => body::council(c),
                Rule::Organ => body::organ(c),
                Rule::Named => body::named(c, post),
                _ => group::group(c, post),
            };
        }
    }
    found.map(|d| vec![d])
}

fn finish(
    draft: &Draft,
    prefix: &str,
    post: bool,
    printed: String,
    place: Option<&Jurisdiction>,
    home: &Jurisdiction,
) -> AgencyName {
    // "Ngân hàng Nhà nước Việt Nam", "Thanh tra Chính phủ" are the country's.
    let national = place.is_none() && is_national(&draft.words);
    let jurisdiction = match (draft.whose, place) {
        (Whose::Central, _) => Jurisdiction::default(),
        _ if national => Jurisdiction::default(),
        // "Ủy ban nhân dân các tỉnh" are of several provinces, so of none.
        (_, None) if draft.words.contains(" các tỉnh") => Jurisdiction::default(),
        (_, Some(place)) => place.clone(),
        (Whose::Province, None) => home.of_province(),
        _ => home.clone(),
    };
    let body = full(&draft.words);
    let organisation = if post { [&full(prefix), " ", &lower_group(&body, draft.kind)].concat() } else { body };
    let organisation = upper_first(organisation);
    // "Ban Tuyên giáo Tỉnh ủy" is Lào Cai's, as "Tỉnh ủy Lào Cai" is.
    let committee =
        ["ỉnh ủy", "ỉnh uỷ", "hành ủy", "hành uỷ", "uyện ủy", "ảng ủy"].iter().any(|w| organisation.ends_with(w));
    let whose = if committee && draft.whose != Whose::Central { Whose::Bare } else { draft.whose };
    // "Văn phòng Đăng ký đất đai Hà Nội" says already whose it is.
    let own =
        jurisdiction.province.as_ref().filter(|_| jurisdiction.district.is_none() && jurisdiction.commune.is_none());
    let said = own.is_some_and(|(_, name)| organisation.strip_suffix(name.as_str()).is_some_and(|o| o.ends_with(' ')));
    let name = match suffix(whose, &jurisdiction).filter(|_| !said) {
        // "UBND cấp tỉnh" in a text of Lào Cai is named as Lào Cai's.
        Some(suffix) if !organisation.ends_with(&suffix) => {
            let here = [" cấp tỉnh", " ở cấp tỉnh", " ở tỉnh", " ở thành phố"];
            let bare = here.iter().filter_map(|h| organisation.strip_suffix(h)).min_by_key(|b| b.len());
            [bare.unwrap_or(&organisation), " ", &suffix].concat()
        }
        _ => organisation.clone(),
    };
    let kind = if post { AgencyKind::Post } else { draft.kind };
    AgencyName { name, organisation, printed, kind, jurisdiction }
}

/// Tells whether a name says that the body is the country's; a programme is the country's, who carries it out here is not.
fn is_national(words: &str) -> bool {
    const ENDS: [&str; 6] = ["Việt Nam", " Chính phủ", " quốc gia", " Quốc gia", " Trung ương Đảng", " tối cao"];
    ENDS.iter().any(|w| words.ends_with(w)) && !words.ends_with("mục tiêu quốc gia")
        || is_regional(words)
        || is_of_a_ministry(words)
}

/// "Các đơn vị thuộc Bộ Quốc phòng" are no province's; those of its command in a province are.
fn is_of_a_ministry(words: &str) -> bool {
    const LOCAL: [&str; 6] = ["Chỉ huy", "chỉ huy", "CHQS", "Tư lệnh", "phận", "đội"];
    let central = |tail: &str| !LOCAL.iter().any(|w| tail.starts_with(w));
    ["thuộc Bộ ", "của Bộ "].iter().any(|w| words.split_once(w).is_some_and(|(_, tail)| central(tail)))
}

/// "Kho bạc Nhà nước Khu vực I": what has a number among the regions is not one province's.
fn is_regional(words: &str) -> bool {
    let numeral = words.rsplit_once(' ').filter(|(_, n)| n.chars().all(|c| matches!(c, 'I' | 'V' | 'X')));
    numeral.is_some_and(|(head, _)| head.ends_with(" Khu vực") || head.ends_with(" khu vực"))
}

fn suffix(whose: Whose, of: &Jurisdiction) -> Option<String> {
    if whose == Whose::Bare {
        return of.commune.as_ref().or(of.district.as_ref()).or(of.province.as_ref()).map(|(_, name)| name.clone());
    }
    of.suffix()
}

/// Writes short forms out.
fn full(words: &str) -> String {
    static ANY: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| any_of(words::SHORT.iter().map(|(short, _)| short)));
    if ANY.as_ref().is_some_and(|any| !any.is_match(words)) {
        return words.to_owned();
    }
    words::SHORT.iter().fold(
        words.to_owned(),
        |text, (short, long)| {
            if text.contains(short) { text.replace(short, long) } else { text }
        },
    )
}

fn any_of<'a>(words: impl Iterator<Item = &'a &'a str>) -> Option<AhoCorasick> {
    AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).prefilter(false).build(words).ok()
}

fn lower_group(words: &str, kind: AgencyKind) -> String {
    match words.strip_prefix("Các ") {
        Some(rest) if kind == AgencyKind::Group => format!("các {rest}"),
        _ => words.to_owned(),
    }
}

fn upper_first(words: String) -> String {
    let mut chars = words.chars();
    if chars.clone().next().is_some_and(is_capital) {
        return words;
    }
    let Some(first) = chars.next() else { return words };
    let mut out = String::with_capacity(words.len());
    out.extend(first.to_uppercase());
    out.push_str(chars.as_str());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, names: &[&str], rest: &str) {
        let home = Jurisdiction::province("tỉnh", "Lào Cai");
        let (found, end) = parse_agencies(text, &home);
        let found: Vec<&str> = found.iter().map(|a| a.name.as_str()).collect();
        assert_eq!((found.as_slice(), text.get(end..).unwrap_or_default()), (names, rest), "{text}");
    }

    #[test]
    fn kinds_of_unit_in_a_row_are_one_group() {
        check("Công an phường, xã, đặc khu rà soát", &["Công an phường, xã, đặc khu tỉnh Lào Cai"], " rà soát");
        check("Công an tỉnh, Sở Y tế rà soát", &["Công an tỉnh Lào Cai", "Sở Y tế tỉnh Lào Cai"], " rà soát");
    }

    #[test]
    fn what_is_of_a_ministry_is_no_provinces() {
        check("Các đơn vị thuộc Bộ Quốc phòng rà soát", &["Các đơn vị thuộc Bộ Quốc phòng"], " rà soát");
        check("Cục Quản lý dược - Bộ Y tế rà soát", &["Cục Quản lý dược - Bộ Y tế"], " rà soát");
        check("Các đơn vị thuộc Sở Y tế rà soát", &["Các đơn vị thuộc Sở Y tế tỉnh Lào Cai"], " rà soát");
    }

    #[test]
    fn a_list_goes_on_over_remarks_and_names_each_ward() {
        check(
            "Sở Tài chính (cơ quan thường trực), Sở Y tế rà soát",
            &["Sở Tài chính tỉnh Lào Cai", "Sở Y tế tỉnh Lào Cai"],
            " rà soát",
        );
        check("Sở Tài chính (trong quý I), rà soát", &["Sở Tài chính tỉnh Lào Cai"], " (trong quý I), rà soát");
        check(
            "UBND các phường: Đông Quang, Hạc Thành theo",
            &["Ủy ban nhân dân phường Đông Quang tỉnh Lào Cai", "Ủy ban nhân dân phường Hạc Thành tỉnh Lào Cai"],
            " theo",
        );
    }

    #[test]
    fn bodies_of_all_units_of_a_kind_are_a_group() {
        check("Công an các xã, phường rà soát", &["Công an các xã, phường tỉnh Lào Cai"], " rà soát");
        check("Trưởng Thuế các tỉnh, thành phố tập trung", &["Trưởng Thuế các tỉnh, thành phố"], " tập trung");
        check("Công an tỉnh các", &["Công an tỉnh Lào Cai"], " các");
        check("Các tỉnh Nghệ An, Cao Bằng khẩn trương", &["Tỉnh Nghệ An", "Tỉnh Cao Bằng"], " khẩn trương");
        let firms = ["Tập đoàn VNPT", "Tập đoàn Viettel"];
        check("các Tập đoàn VNPT, Viettel khẩn trương", &firms, " khẩn trương");
        let whole = ["Tập đoàn Bưu chính Viễn thông Việt Nam", "Tập đoàn Công nghiệp - Viễn thông Quân đội"];
        let text = "các Tập đoàn: Bưu chính Viễn thông Việt Nam, Công nghiệp - Viễn thông Quân đội tổ chức";
        check(text, &whole, " tổ chức");
    }

    #[test]
    fn a_post_may_be_printed_once_and_followed_by_its_holder() {
        let directors = ["Giám đốc Sở Y tế tỉnh Lào Cai", "Giám đốc Trung tâm Công báo tỉnh Lào Cai"];
        check("Giám đốc: Sở Y tế, Trung tâm Công báo tỉnh; rà", &directors, "; rà");
        check("Phó Chủ tịch UBND tỉnh Lê Văn An đi", &["Phó Chủ tịch Ủy ban nhân dân tỉnh Lào Cai"], " đi");
        check(
            "Bộ trưởng Bộ Tài chính - Phó Trưởng ban Ban Chỉ đạo 389 rà soát",
            &["Bộ trưởng Bộ Tài chính"],
            " rà soát",
        );
    }

    #[test]
    fn names_list_what_a_body_is_about() {
        let all = |names: &[&str]| {
            for name in names {
                check(&format!("{name} tỉnh rà soát"), &[&format!("{name} tỉnh Lào Cai")], " rà soát");
            }
        };
        all(&[
            "Trung tâm Xúc tiến đầu tư, Thương mại và Du lịch",
            "Ban Chỉ đạo phát triển khoa học, công nghệ, đổi mới sáng tạo, chuyển đổi số và Đề án 06",
            "Hội đồng thi đua - khen thưởng",
            "Hội Doanh nghiệp nhỏ và vừa",
            "Bưu điện",
        ]);
        check("Trung tâm Văn hóa, chủ động rà", &["Trung tâm Văn hóa tỉnh Lào Cai"], ", chủ động rà");
        let centre = ["Trung tâm Khuyến công tỉnh Lào Cai", "Sở Y tế tỉnh Lào Cai"];
        check("Trung tâm Khuyến công, Sở Y tế rà soát", &centre, " rà soát");
        check("Thống kê số liệu", &[], "Thống kê số liệu");
    }

    #[test]
    fn a_town_named_as_its_province_is_the_town() {
        check("UBND thành phố Lào Cai rà soát", &["Ủy ban nhân dân thành phố Lào Cai"], " rà soát");
        let home = Jurisdiction::province("tỉnh", "Lào Cai");
        let (found, _) = parse_agencies("UBND thành phố Lào Cai rà soát", &home);
        assert!(found.iter().all(|a| a.jurisdiction.district.is_some()));
        check("UBND thành phố Hà Nội rà soát", &["Ủy ban nhân dân thành phố Hà Nội"], " rà soát");
        check("UBND tỉnh Lào Cai rà soát", &["Ủy ban nhân dân tỉnh Lào Cai"], " rà soát");
    }

    #[test]
    fn a_secretary_and_a_chairman_are_two() {
        let both = ["Bí thư các tỉnh, thành phố", "Chủ tịch Ủy ban nhân dân các tỉnh, thành phố"];
        check("Bí thư, Chủ tịch UBND các tỉnh, thành phố chỉ đạo", &both, " chỉ đạo");
        check(
            "Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh chỉ đạo",
            &["Bí thư Tỉnh ủy Lào Cai", "Chủ tịch Ủy ban nhân dân tỉnh Lào Cai"],
            " chỉ đạo",
        );
    }

    #[test]
    fn communes_follow_one_head() {
        let both = ["Ủy ban nhân dân xã Bản Qua tỉnh Lào Cai", "Ủy ban nhân dân phường Cam Đường tỉnh Lào Cai"];
        check("UBND các xã Bản Qua và phường Cam Đường rà soát", &both, " rà soát");
        check("UBND các xã vùng cao rà soát", &["Ủy ban nhân dân các xã tỉnh Lào Cai"], " vùng cao rà soát");
    }

    #[test]
    fn the_part_one_plays_names_whoever_plays_it() {
        check("Cơ quan chủ trì có văn bản", &["Cơ quan chủ trì tỉnh Lào Cai"], " có văn bản");
        check("Các cơ quan chủ trì rà soát", &["Các cơ quan tỉnh Lào Cai"], " chủ trì rà soát");
        let investors = "Các chủ đầu tư nhà máy Bản Qua 1, nhà máy Bản Qua 2";
        check(&format!("{investors} cập nhật"), &[&format!("{investors} tỉnh Lào Cai")], " cập nhật");
    }

    #[test]
    fn national_bodies_and_bodies_of_the_assembly() {
        let office = "Chánh Văn phòng Ban chỉ đạo phòng thủ dân sự quốc gia";
        check(&format!("{office} theo dõi"), &[office], " theo dõi");
        let all = ["Hội đồng Dân tộc", "Các Ủy ban của Quốc hội", "Đại biểu Quốc hội tỉnh Lào Cai"];
        check("Hội đồng Dân tộc, các Ủy ban của Quốc hội và đại biểu Quốc hội tỉnh giám sát", &all, " giám sát");
        check("Văn phòng Trung ương Đảng phối hợp", &["Văn phòng Trung ương Đảng"], " phối hợp");
    }

    #[test]
    fn words_tell_which_group_is_meant() {
        let press = ["Các cơ quan báo chí, truyền thông tỉnh Lào Cai"];
        check("Các cơ quan báo chí, truyền thông tiếp tục", &press, " tiếp tục");
        check("các cơ quan báo chí, đẩy mạnh", &["Các cơ quan báo chí tỉnh Lào Cai"], ", đẩy mạnh");
        check("Lực lượng kiểm soát an ninh", &[], "Lực lượng kiểm soát an ninh");
        check("các vụ việc", &[], "các vụ việc");
        let building = ["Cục Kết cấu hạ tầng xây dựng tỉnh Lào Cai"];
        check("Cục Kết cấu hạ tầng xây dựng tham mưu", &building, " tham mưu");
    }

    #[test]
    fn a_central_text_names_provinces_themselves() {
        let (both, _) = parse_agencies("Hội đồng nhân dân, Ủy ban nhân dân tỉnh Khánh Hòa", &Jurisdiction::default());
        let both: Vec<&str> = both.iter().map(|a| a.name.as_str()).collect();
        assert_eq!(both, ["Hội đồng nhân dân tỉnh Khánh Hòa", "Ủy ban nhân dân tỉnh Khánh Hòa"]);
        let (found, end) = parse_agencies("Tỉnh Cao Bằng, Thành phố Hà Nội rà soát", &Jurisdiction::default());
        let names: Vec<&str> = found.iter().map(|a| a.name.as_str()).collect();
        assert_eq!((names, end), (vec!["Tỉnh Cao Bằng", "Thành phố Hà Nội"], "Tỉnh Cao Bằng, Thành phố Hà Nội".len()));
        check("Tỉnh Cao Bằng rà soát", &[], "Tỉnh Cao Bằng rà soát");
    }

    #[test]
    fn boards_and_investors_are_named_by_what_they_build() {
        check(
            "Ban Quản lý dự án xây dựng công trình giao thông Lào Cai: Chủ trì",
            &["Ban Quản lý dự án xây dựng công trình giao thông Lào Cai"],
            ": Chủ trì",
        );
        check(
            "Chủ đầu tư xây dựng hạ tầng kỹ thuật cụm công nghiệp phải chấp hành",
            &["Chủ đầu tư xây dựng hạ tầng kỹ thuật cụm công nghiệp tỉnh Lào Cai"],
            " phải chấp hành",
        );
        check("Thanh tra việc thực hiện pháp luật", &[], "Thanh tra việc thực hiện pháp luật");
    }

    #[test]
    fn reads_single_bodies() {
        check("Sở Công Thương chủ trì", &["Sở Công Thương tỉnh Lào Cai"], " chủ trì");
        check("Sở Nông nghiệp và PTNT", &["Sở Nông nghiệp và Phát triển nông thôn tỉnh Lào Cai"], "");
        check(
            "Sở KH&CN; Sở GD&ĐT",
            &["Sở Khoa học và Công nghệ tỉnh Lào Cai", "Sở Giáo dục và Đào tạo tỉnh Lào Cai"],
            "",
        );
        check("Bộ Công an rà soát", &["Bộ Công an"], " rà soát");
        check("Ban Quản lý Khu kinh tế rà soát", &["Ban Quản lý Khu kinh tế tỉnh Lào Cai"], " rà soát");
        check("Ban Quản lý các Khu công nghiệp tỉnh", &["Ban Quản lý các Khu công nghiệp tỉnh Lào Cai"], "");
        check(
            "Ban Quản lý các Khu chế xuất và công nghiệp tỉnh chủ trì",
            &["Ban Quản lý các Khu chế xuất và công nghiệp tỉnh Lào Cai"],
            " chủ trì",
        );
        check("Cục Quản lý thị trường tỉnh", &["Cục Quản lý thị trường tỉnh Lào Cai"], "");
        check("Văn phòng UBND tỉnh triển khai", &["Văn phòng Ủy ban nhân dân tỉnh Lào Cai"], " triển khai");
        check("Tỉnh ủy", &["Tỉnh ủy Lào Cai"], "");
        check("Ban Tuyên giáo và Dân vận Tỉnh ủy: rà", &["Ban Tuyên giáo và Dân vận Tỉnh ủy Lào Cai"], ": rà");
    }

    #[test]
    fn reads_lists_of_departments() {
        let all = &["Sở Khoa học và Công nghệ tỉnh Lào Cai", "Sở Dân tộc và Tôn giáo tỉnh Lào Cai"];
        check("các Sở: Khoa học và Công nghệ, Dân tộc và Tôn giáo; rà", all, "; rà");
        let heads = &["Giám đốc Sở Khoa học và Công nghệ tỉnh Lào Cai", "Giám đốc Sở Dân tộc và Tôn giáo tỉnh Lào Cai"];
        check("Giám đốc các Sở: Khoa học và Công nghệ, Dân tộc và Tôn giáo chịu", heads, " chịu");
    }

    #[test]
    fn a_department_has_no_ministrys_field() {
        let both = &["Sở Y tế tỉnh Lào Cai", "Công an tỉnh Lào Cai"];
        check("Sở Y tế, Công an tỉnh rà soát", both, " rà soát");
        check("các Bộ: Quốc phòng, Công an rà soát", &["Bộ Quốc phòng", "Bộ Công an"], " rà soát");
    }

    #[test]
    fn reads_groups_posts_and_lists() {
        check("các sở, ban, ngành có liên quan", &["Các sở, ban, ngành có liên quan tỉnh Lào Cai"], "");
        check(
            "các sở, ngành, UBND các huyện, thị xã, thành phố",
            &["Các sở, ngành tỉnh Lào Cai", "Ủy ban nhân dân các huyện, thị xã, thành phố tỉnh Lào Cai"],
            "",
        );
        check("Chủ tịch UBND tỉnh", &["Chủ tịch Ủy ban nhân dân tỉnh Lào Cai"], "");
        check(
            "UBND thành phố Hà Nội, thành phố Hải Phòng và tỉnh Quảng Ninh rà soát",
            &[
                "Ủy ban nhân dân thành phố Hà Nội",
                "Ủy ban nhân dân thành phố Hải Phòng",
                "Ủy ban nhân dân tỉnh Quảng Ninh",
            ],
            " rà soát",
        );
        check("Các tỉnh, thành phố rà soát", &["Các tỉnh, thành phố"], " rà soát");
        check("Phó Trưởng Ban Chỉ đạo rà soát", &["Phó Trưởng Ban Chỉ đạo tỉnh Lào Cai"], " rà soát");
        check(
            "Phó Thủ tướng Hồ Đức Phớc và các Phó Thủ tướng theo nhiệm vụ",
            &["Phó Thủ tướng Hồ Đức Phớc", "Các Phó Thủ tướng"],
            " theo nhiệm vụ",
        );
        check("Thủ tướng nêu", &[], "Thủ tướng nêu");
        check("đồng chí Bộ trưởng Bộ Xây dựng rà soát", &["Bộ trưởng Bộ Xây dựng"], " rà soát");
        check(
            "Các Bộ trưởng, Thủ trưởng cơ quan ngang bộ, Chủ tịch UBND các tỉnh, thành phố trực thuộc trung ương",
            &[
                "Các Bộ trưởng",
                "Thủ trưởng cơ quan ngang bộ",
                "Chủ tịch Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương",
            ],
            "",
        );
        check(
            "Chánh Văn phòng UBND tỉnh; Thủ trưởng các cơ quan chuyên môn thuộc UBND tỉnh và các tổ chức, cá nhân có liên quan",
            &[
                "Chánh Văn phòng Ủy ban nhân dân tỉnh Lào Cai",
                "Thủ trưởng các cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh Lào Cai",
                "Các tổ chức, cá nhân có liên quan tỉnh Lào Cai",
            ],
            "",
        );
        check(
            "Chủ tịch UBND các tỉnh: Khánh Hòa, Gia Lai rà soát",
            &["Chủ tịch Ủy ban nhân dân tỉnh Khánh Hòa", "Chủ tịch Ủy ban nhân dân tỉnh Gia Lai"],
            " rà soát",
        );
        check(
            "UBND các tỉnh, thành phố trực thuộc Trung ương: Huế, Gia Lai chủ động",
            &["Ủy ban nhân dân thành phố Huế", "Ủy ban nhân dân tỉnh Gia Lai"],
            " chủ động",
        );
        check(
            "Thường trực Hội đồng nhân dân tỉnh, các Tổ đại biểu và đại biểu Hội đồng nhân dân tỉnh giám sát",
            &[
                "Thường trực Hội đồng nhân dân tỉnh Lào Cai",
                "Các Tổ đại biểu Hội đồng nhân dân tỉnh Lào Cai",
                "Đại biểu Hội đồng nhân dân tỉnh Lào Cai",
            ],
            " giám sát",
        );
        check(
            "Các Bộ, ngành, cơ quan trung ương, địa phương phải hoàn thành",
            &["Các Bộ, ngành, cơ quan trung ương, địa phương"],
            " phải hoàn thành",
        );
        check("UBND các xã/phường rà soát", &["Ủy ban nhân dân các xã/phường tỉnh Lào Cai"], " rà soát");
        check("các tỉnh, các Bộ ngành rà soát", &["Các tỉnh", "Các Bộ ngành"], " rà soát");
        check(
            "Các sở, đơn vị được giao nhiệm vụ sử dụng kinh phí",
            &["Các sở, đơn vị được giao nhiệm vụ tỉnh Lào Cai"],
            " sử dụng kinh phí",
        );
        check("Đồn Biên phòng Nậm Ma tuần tra", &["Đồn Biên phòng Nậm Ma tỉnh Lào Cai"], " tuần tra");
        check("Cơ quan Kiểm lâm chủ trì", &["Cơ quan Kiểm lâm tỉnh Lào Cai"], " chủ trì");
        check("thủ trưởng các đơn vị thuộc Cục Thuế", &["Thủ trưởng các đơn vị thuộc Cục Thuế tỉnh Lào Cai"], "");
        check("Các Bộ: Quốc phòng, Tài chính kịp thời", &["Bộ Quốc phòng", "Bộ Tài chính"], " kịp thời");
        check("Đảng uỷ Chính phủ lãnh đạo", &["Đảng uỷ Chính phủ"], " lãnh đạo");
        check("Đảng ủy UBND tỉnh lãnh đạo", &["Đảng ủy Ủy ban nhân dân tỉnh Lào Cai"], " lãnh đạo");
        check("Các tỉnh ủy, thành ủy phối hợp", &["Các tỉnh ủy, thành ủy Lào Cai"], " phối hợp");
        check("Cục trưởng Cục Hàng không Việt Nam, đơn", &["Cục trưởng Cục Hàng không Việt Nam"], ", đơn");
        check("các Sở: Tài chính, Y tế", &["Sở Tài chính tỉnh Lào Cai", "Sở Y tế tỉnh Lào Cai"], "");
    }

    #[test]
    fn refuses_other_words() {
        for text in ["", "Ban hành Kế hoạch", "Báo cáo kết quả", "trường hợp", "cấp phép", "Tổng hợp", "…", "Ủy"]
        {
            check(text, &[], text);
        }
    }
}
