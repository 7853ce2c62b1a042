//! Laws by name: the text that bore a name on the day of the document that names it; leaves out numbered laws.

use std::collections::BTreeSet;

use super::Input;
use super::home::Speaker;
use super::identity::Identity;
use super::issuer::Owner;
use crate::model::reference::{LawVersion, lasts, law_of_number, laws, name_key};
use crate::model::{AuthorityLevel, DocumentMention, DocumentNumber, DocumentType, Jurisdiction};
use crate::text::{PartialDate, fold, slug};

/// Words before a law's name that make it the law another one amends, folded.
const AMENDED: [&str; 3] = ["mot so dieu cua ", "bo sung ", "sua doi "];

/// Tells whether works of a kind are cited by name alone (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6).
pub(super) fn is_law(kind: DocumentType) -> bool {
    matches!(kind, DocumentType::Law | DocumentType::Constitution | DocumentType::Ordinance)
}

/// Gives laws named without a number the text that is meant, where the table and the day tell which.
pub(super) fn name_versions(input: &Input<'_>, list: &mut [Identity], speaker: &Speaker) {
    let mentions = &input.extraction.mentions;
    let numbered = numbered_here(mentions);
    for (m, identity) in mentions.iter().zip(list.iter_mut()) {
        let Some(name) = m.name.as_deref().filter(|_| m.number.is_none() && m.document_type.is_some_and(is_law)) else {
            continue;
        };
        let (base, year) = without_year(name);
        let key = name_key(base);
        let versions: Vec<&LawVersion> = laws().iter().filter(|l| l.names.contains(&key)).collect();
        let printed = m.issued_on.or(year);
        let found = match (amending_date(input, m), printed) {
            (Some(day), _) => in_force(&versions, day).map(|v| (v, "law-amended")),
            (None, Some(day)) => {
                only(versions.iter().filter(|v| v.passed.agrees_with(day))).map(|v| (v, "law-by-date"))
            }
            (None, None) => {
                let here =
                    only(versions.iter().filter(|v| v.number.as_ref().is_some_and(|n| numbered.contains(&n.key()))));
                let here = here.map(|v| (v, "first-mention"));
                let on_day = || in_force(&versions, speaker.date?).map(|v| (v, "law-in-force"));
                let since = || not_over(&versions, speaker.era.filter(|_| speaker.date.is_none())?);
                here.or_else(on_day).or_else(|| since().map(|v| (v, "law-in-force")))
            }
        };
        if let Some((version, rule)) = found {
            *identity = of_version(version, identity, rule);
        } else if let (None, Some(year)) = (m.issued_on, year) {
            identity.period = Some(year.to_string());
        }
    }
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

/// Numbers of laws printed in a document.
fn numbered_here(mentions: &[DocumentMention]) -> BTreeSet<String> {
    mentions.iter().filter_map(|m| m.number.as_ref()).map(DocumentNumber::key).collect()
}

/// The day of the law that amends the named one: of the naming it stands in, or printed behind "một số điều của Luật …".
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
    let before: String = input.text.clean().get(..start)?.chars().rev().take(24).collect();
    let before = fold(&before.chars().rev().collect::<String>());
    m.issued_on.filter(|_| AMENDED.iter().any(|w| before.ends_with(w)))
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
    fn a_day_that_saw_two_texts_or_none_tells_nothing() {
        check("Luật Đất đai", "2024", None);
        check("Luật Đất đai", "1995-01-01", None);
        check("Luật Không có trong bảng", "2025-01-01", None);
    }

    #[test]
    fn the_year_behind_a_name_is_read_off() {
        let year = |y| PartialDate::year(y);
        assert_eq!(without_year("Luật Xây dựng 2014"), ("Luật Xây dựng", year(2014)));
        assert_eq!(without_year("Luật Đất đai năm 2024"), ("Luật Đất đai", year(2024)));
        assert_eq!(without_year("Luật Đất đai"), ("Luật Đất đai", None));
    }
}
