//! Laws by name: the text that bore a name on the day of the document that names it; leaves out numbered laws.

use std::collections::{BTreeMap, BTreeSet};

use super::Input;
use super::home::Speaker;
use super::identity::Identity;
use super::issuer::Owner;
use crate::model::reference::{LawVersion, lasts, law_of_number, laws, name_key};
use crate::model::{AuthorityLevel, DocumentMention, DocumentNumber, DocumentType, Jurisdiction, Party};
use crate::text::{PartialDate, fold, slug};

/// How far before a law's name a list of amended laws may begin, in characters.
const FAR: usize = 400;

/// Words before a law's name that make it the law another one amends, folded.
const AMENDED: [&str; 3] = ["mot so dieu cua ", "bo sung ", "sua doi "];

/// Tells whether works of a kind are cited by name alone (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6).
pub(super) fn is_law(kind: DocumentType) -> bool {
    matches!(kind, DocumentType::Law | DocumentType::Constitution | DocumentType::Ordinance)
}

/// Gives laws named without a number the text that is meant, where the table and the day tell which.
pub(super) fn name_versions(input: &Input<'_>, list: &mut [Identity], speaker: &Speaker) {
    let mentions = &input.extraction.mentions;
    let numbered = numbered_here(input);
    let told: Vec<&LawVersion> = mentions.iter().filter_map(|m| told(input, m)).collect();
    let days = days_of_actors(input);
    for (i, (m, identity)) in (0u32..).zip(mentions.iter().zip(list.iter_mut())) {
        if let Some(version) = misnumbered(m) {
            *identity = of_version(version, identity, "name-over-number");
            continue;
        }
        let open = m.document_type.is_some_and(is_law) && !is_numbered(input, m);
        let Some(name) = m.name.as_deref().filter(|n| open && (m.number.is_none() || is_tabled(without_year(n).0)))
        else {
            continue;
        };
        let (base, year) = without_year(name);
        let key = name_key(base);
        let versions: Vec<&LawVersion> = laws().iter().filter(|l| l.names.contains(&key)).collect();
        let printed = m.issued_on.or(year);
        let found = match (amending_date(input, m), printed) {
            // What an older document carries out is the law of its day: "Nghị định số … quy định chi tiết Luật Dược".
            (None, None) if days.contains_key(&i) => {
                let day = days.get(&i).copied();
                day.and_then(|day| carried_out(&versions, day, &numbered, speaker)).map(|v| (v, "law-of-actors-day"))
            }
            (Some(day), _) => in_force(&versions, day).map(|v| (v, "law-amended")),
            (None, Some(day)) => {
                only(versions.iter().filter(|v| v.passed.agrees_with(day))).map(|v| (v, "law-by-date"))
            }
            (None, None) => {
                let here = told.iter().find(|t| versions.iter().any(|v| v.number == t.number && v.passed == t.passed));
                let here = here.map(|v| (*v, "first-mention"));
                let on_day = || in_force(&versions, speaker.date?).map(|v| (v, "law-in-force"));
                let since = || not_over(&versions, speaker.era.filter(|_| speaker.date.is_none())?);
                here.or_else(on_day).or_else(|| since().map(|v| (v, "law-in-force")))
            }
        };
        let amending = amending_date(input, m).is_some();
        if let Some((version, rule)) = found {
            *identity = of_version(version, identity, rule);
            // The date printed behind it is that of the law that amends it.
            identity.date = identity.date.filter(|_| !amending);
        } else if let (None, Some(year)) = (m.issued_on, year) {
            identity.period = Some(year.to_string());
        }
    }
}

/// "Luật Ban hành văn bản quy phạm pháp luật số 63/2025/QH15": a number of another law of that year, printed behind the
/// name of one whose number of that year the table has.
fn misnumbered(m: &DocumentMention) -> Option<&'static LawVersion> {
    let number = m.number.as_ref().filter(|_| m.document_type.is_some_and(is_law))?;
    let key = name_key(without_year(m.name.as_deref()?).0);
    let other = law_of_number(number)?;
    if other.names.iter().any(|n| n.contains(&key) || key.contains(n.as_str())) {
        return None;
    }
    let same = |n: &DocumentNumber| n.year == number.year && n.body == number.body;
    let mut named = laws().iter().filter(|l| l.names.contains(&key) && l.number.as_ref().is_some_and(same));
    named.next().filter(|_| named.next().is_none())
}

/// Tells whether the table has a text of a name.
pub(super) fn is_tabled(name: &str) -> bool {
    let key = name_key(name);
    laws().iter().any(|l| l.names.contains(&key))
}

/// Returns the identity of a law's text.
pub(super) fn of_version(version: &LawVersion, named: &Identity, rule: &'static str) -> Identity {
    let (jurisdiction, level) = (Some(Jurisdiction::default()), Some(AuthorityLevel::Government));
    let owner = |slug: String| Owner { slug, jurisdiction: jurisdiction.clone(), level };
    let common = Identity { register: "qppl", rule, unidentified: false, whole: None, ..named.clone() };
    match &version.number {
        Some(n) => {
            let code = slug(&n.body);
            let kind = n.document_type().map_or("l", DocumentType::slug);
            let kind = if n.body.starts_with("UBTV") { "pl" } else { kind };
            let period = n.year.map(|y| y.to_string());
            Identity { owners: vec![owner(code.clone())], code, kind, period, tail: n.number.clone(), ..common }
        }
        None => {
            let period = Some(version.passed.year.to_string());
            let (owners, kind) = (vec![owner("qh".to_owned())], "hp");
            Identity { owners, code: "qh".to_owned(), kind, period, tail: "hp".to_owned(), ..common }
        }
    }
}

/// Returns the part of a key for the kind of a numbered law of the table whose kind word is missing, when the printed
/// date does not speak against it.
pub(super) fn kind_of_number(number: &DocumentNumber, date: Option<PartialDate>) -> Option<&'static str> {
    let law = law_of_number(number).filter(|l| date.is_none_or(|d| d.agrees_with(l.passed)))?;
    let ordinance = law.number.as_ref().is_some_and(|n| n.body.starts_with("UBTV"));
    Some(if ordinance { "pl" } else { "l" })
}

/// "Luật Xây dựng 2014", "Luật Đất đai năm 2024": the name and the year behind it.
pub(super) fn without_year(name: &str) -> (&str, Option<PartialDate>) {
    let name = name.trim_end_matches([' ', ',', ')']);
    let Some((rest, last)) = name.rsplit_once(' ') else { return (name, None) };
    let Some(year) = last.parse().ok().filter(|y| (1945..=2100).contains(y)).and_then(PartialDate::year) else {
        return (name, None);
    };
    let rest = rest.trim_end_matches("năm").trim_end_matches([' ', '(', ',']);
    (rest, Some(year))
}

/// The days of documents that a text says act on a law it names, by the law's mention.
fn days_of_actors(input: &Input<'_>) -> BTreeMap<u32, PartialDate> {
    let of = |m: &DocumentMention| m.issued_on.or_else(|| PartialDate::year(m.number.as_ref()?.year?));
    let acts = input.extraction.statements.iter().filter_map(|s| match s.actor {
        Party::Mention(actor) => Some((s.object, of(input.extraction.mentions.get(actor as usize)?)?)),
        Party::SelfDocument => None,
    });
    acts.collect()
}

/// Numbers of laws printed in a document.
fn numbered_here(input: &Input<'_>) -> BTreeSet<String> {
    let printed = input.extraction.mentions.iter().filter(|m| is_numbered(input, m));
    printed.filter_map(|m| m.number.as_ref()).map(DocumentNumber::key).collect()
}

/// Tells whether a mention's number stands in its own words, and is not lent by another naming of that law.
fn is_numbered(input: &Input<'_>, m: &DocumentMention) -> bool {
    let words: String = input.text.quote(m.evidence.span()).split_whitespace().collect();
    let digits = |n: &DocumentNumber| ["/", "-"].iter().any(|end| words.contains(&format!("{}{end}", n.number)));
    m.number.as_ref().is_some_and(digits)
}

/// The text of a law that a mention tells by its number, or by the day or year printed with its name.
fn told(input: &Input<'_>, m: &DocumentMention) -> Option<&'static LawVersion> {
    m.document_type.filter(|t| is_law(*t))?;
    if is_numbered(input, m) {
        return misnumbered(m).or_else(|| law_of_number(m.number.as_ref()?));
    }
    let (base, year) = without_year(m.name.as_deref()?);
    let day = m.issued_on.filter(|_| amending_date(input, m).is_none()).or(year)?;
    let key = name_key(base);
    let mut of_day = laws().iter().filter(|l| l.names.contains(&key) && l.passed.agrees_with(day));
    of_day.next().filter(|_| of_day.next().is_none())
}

/// The day of the law that amends the named one: of the naming it stands in, or printed behind "một số điều của Luật …"
/// or behind the last of several laws amended together.
fn amending_date(input: &Input<'_>, m: &DocumentMention) -> Option<PartialDate> {
    let own = m.evidence.span();
    let outer = input.extraction.mentions.iter().find(|o| {
        let span = o.evidence.span();
        span.contains(own) && span != own && o.document_type == Some(DocumentType::Law)
    });
    if let Some(outer) = outer {
        let passed = outer.number.as_ref().and_then(law_of_number).map(|l| l.passed);
        return outer.issued_on.or(passed).or_else(|| PartialDate::year(outer.number.as_ref()?.year?));
    }
    let start = input.text.to_clean(own.start) as usize;
    let before: String = input.text.clean().get(..start)?.chars().rev().take(FAR).collect();
    let before = fold(&before.chars().rev().collect::<String>());
    let first = AMENDED.iter().filter_map(|w| Some(before.rfind(w)? + w.len())).max();
    let listed = first.and_then(|at| before.get(at..)).is_some_and(is_list_of_laws);
    m.issued_on.filter(|_| listed)
}

/// Tells whether folded words are the laws of a list before its last one, or nothing.
fn is_list_of_laws(words: &str) -> bool {
    let words = words.trim_matches([' ', '*']);
    let last = words.is_empty() || words.ends_with(',') || words.ends_with(" va") || words.ends_with(" cua");
    let law = words.is_empty() || words.starts_with("luat ") || words.starts_with("bo luat ");
    law && last && !words.contains([';', '.', '(', ':']) && !words.contains(|c: char| c.is_ascii_digit())
}

/// The version that a document of a day carries out: one passed by then and not over, for details are often settled before
/// a law comes into force. Of several the one whose number the text prints, else the latest of a full day, else the one in
/// force when the text was written.
fn carried_out<'a>(
    versions: &[&'a LawVersion],
    day: PartialDate,
    numbered: &BTreeSet<String>,
    speaker: &Speaker,
) -> Option<&'a LawVersion> {
    let over = |v: &LawVersion| PartialDate::parse_iso(&v.valid_to).is_some_and(|to| to.certainly_before(day));
    let fitting: Vec<&LawVersion> =
        versions.iter().copied().filter(|v| !day.certainly_before(v.passed) && !over(v)).collect();
    let here = only(fitting.iter().filter(|v| v.number.as_ref().is_some_and(|n| numbered.contains(&n.key()))));
    let latest = fitting.iter().copied().max_by_key(|v| v.passed).filter(|_| day.day.is_some() || fitting.len() == 1);
    here.or(latest).or_else(|| in_force(&fitting, speaker.date?))
}

/// The one version in force on a day; else the one passed by then, when only one bears the name.
fn in_force<'a>(versions: &[&'a LawVersion], on: PartialDate) -> Option<&'a LawVersion> {
    let valid: Vec<&LawVersion> = versions.iter().copied().filter(|v| lasts(&v.valid_from, &v.valid_to, on)).collect();
    match (valid.as_slice(), versions) {
        ([one], _) => Some(one),
        ([], [one]) if !on.certainly_before(one.passed) => Some(one),
        _ => None,
    }
}

/// The one version that was not over by a day: for a document of no date, which is no older than what it names.
fn not_over<'a>(versions: &[&'a LawVersion], since: PartialDate) -> Option<&'a LawVersion> {
    let over = |v: &LawVersion| PartialDate::parse_iso(&v.valid_to).is_some_and(|to| to.certainly_before(since));
    let mut left = versions.iter().copied().filter(|v| !over(v));
    left.next().filter(|_| left.next().is_none())
}

fn only<'a, 'b: 'a>(mut found: impl Iterator<Item = &'a &'b LawVersion>) -> Option<&'b LawVersion> {
    found.next().copied().filter(|_| found.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, on: &str, number: Option<&str>) {
        let key = name_key(name);
        let versions: Vec<&LawVersion> = laws().iter().filter(|l| l.names.contains(&key)).collect();
        let found = PartialDate::parse_iso(on).and_then(|on| in_force(&versions, on));
        let found = found.and_then(|v| v.number.as_ref()).map(ToString::to_string);
        assert_eq!(found.as_deref(), number, "{name} on {on}");
    }

    #[test]
    fn a_name_means_the_text_in_force_on_the_day() {
        check("Luật Đất đai", "2012-05-01", Some("13/2003/QH11"));
        check("Luật Đất đai", "2020-05-01", Some("45/2013/QH13"));
        check("LUẬT ĐẤT ĐAI", "2025-11-20", Some("31/2024/QH15"));
        check("Luật Tổ chức chính quyền địa phương", "2025-04-14", Some("65/2025/QH15"));
        check("Luật Nhà giáo", "2025-11-20", Some("73/2025/QH15"));
    }

    #[test]
    fn a_decree_carries_out_the_law_of_its_day_or_the_one_to_come() {
        let check = |name: &str, day: &str, number: Option<&str>| {
            let key = name_key(name);
            let versions: Vec<&LawVersion> = laws().iter().filter(|l| l.names.contains(&key)).collect();
            let day = PartialDate::parse_iso(day).unwrap();
            let found = carried_out(&versions, day, &BTreeSet::new(), &Speaker::default());
            assert_eq!(
                found.and_then(|v| v.number.as_ref()).map(ToString::to_string).as_deref(),
                number,
                "{name} {day}"
            );
        };
        check("Luật Dược", "2006-08-09", Some("34/2005/QH11"));
        check("Luật Đất đai", "2024-06-27", Some("31/2024/QH15"));
        check("Luật Đất đai", "2020-05-01", Some("45/2013/QH13"));
        check("Luật Đất đai", "2024", None);
    }

    #[test]
    fn a_day_that_saw_two_texts_or_none_tells_nothing() {
        check("Luật Đất đai", "2024", None);
        check("Luật Đất đai", "1995-01-01", None);
        check("Luật Không có trong bảng", "2025-01-01", None);
    }

    #[test]
    fn a_name_rules_over_the_number_of_another_law() {
        let check = |name: &str, number: &str, meant: Option<&str>| {
            let text = crate::text::SourceText::new("a", name);
            let all = crate::text::Span::new(0, name.len());
            let m = DocumentMention {
                number: DocumentNumber::parse_whole(number),
                name: Some(name.to_owned()),
                document_type: Some(DocumentType::Law),
                issued_on: None,
                issuer: None,
                provision: None,
                antecedent: None,
                reported: false,
                draft: false,
                evidence: crate::model::Evidence::new(&text, all, all).unwrap(),
            };
            let found = misnumbered(&m).and_then(|v| v.number.as_ref()).map(ToString::to_string);
            assert_eq!(found.as_deref(), meant, "{name} {number}");
        };
        check("Luật Ban hành văn bản quy phạm pháp luật", "63/2025/QH15", Some("64/2025/QH15"));
        check("Luật Ban hành văn bản quy phạm pháp luật", "64/2025/QH15", None);
        check("Luật Ban hành văn bản quy phạm pháp luật", "87/2025/QH15", None);
        check("Luật Đất đai", "63/2025/QH15", None);
    }

    #[test]
    fn a_list_of_amended_laws_is_only_laws() {
        for list in ["", "luat quy hoach, luat dau tu va ", "luat dau tu, "] {
            assert!(is_list_of_laws(list), "{list}");
        }
        for other in ["luat dau tu ngay 17 thang 6 nam 2020 va ", "luat dau tu; ", "nghi dinh ve ", "luat dau tu so "] {
            assert!(!is_list_of_laws(other), "{other}");
        }
    }

    #[test]
    fn the_year_behind_a_name_is_read_off() {
        let year = |y| PartialDate::year(y);
        assert_eq!(without_year("Luật Xây dựng 2014"), ("Luật Xây dựng", year(2014)));
        assert_eq!(without_year("Luật Đất đai năm 2024"), ("Luật Đất đai", year(2024)));
        assert_eq!(without_year("Luật Đất đai"), ("Luật Đất đai", None));
    }
}
