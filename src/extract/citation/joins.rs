//! Namings that are one document: a work and the number whose subject it is, a law and its number, a name and its short form.

use std::collections::BTreeMap;

use super::syllables::{opening, opens_with, syllables, without_first, without_kind};
use crate::model::{DocumentMention, DocumentNumber, DocumentType, Party, RelationKind, Statement};
use crate::text::SourceText;

/// A work named by the subject of a numbered one is that one: "Đề án “Phát triển công nghiệp …”" and "Đề án số 02-ĐA/HU
/// … về phát triển công nghiệp …".
pub(super) fn join_titles(text: &SourceText, mentions: &mut [DocumentMention]) {
    const LONG: usize = 7;
    let unnumbered = mentions.iter().filter(|m| m.number.is_none() && m.name.is_some());
    let named: Vec<DocumentType> = unnumbered.filter_map(|m| m.document_type).collect();
    let subjects: Vec<(usize, DocumentType, String)> = mentions
        .iter()
        .enumerate()
        .filter(|(_, m)| m.number.is_some() && m.document_type.is_some_and(|kind| named.contains(&kind)))
        .filter_map(|(i, m)| Some((i, m.document_type?, subject(text, m)?)))
        .collect();
    for i in 0..mentions.len() {
        let Some(m) = mentions.get(i).filter(|m| m.number.is_none()) else { continue };
        let (Some(kind), Some(name)) = (m.document_type, m.name.as_deref()) else { continue };
        // All amending laws begin alike.
        if kind == DocumentType::Law {
            continue;
        }
        let name = syllables(name);
        let own = without_kind(&name, kind);
        let opening = opening(own, LONG);
        let same = |(_, k, s): &&(usize, DocumentType, String)| {
            *k == kind && opening.is_some() && self::opening(s, LONG) == opening
        };
        let Some((at, ..)) = subjects.iter().find(same) else {
            if m.draft {
                continue;
            }
            if let Some((at, name)) = full_name(mentions, i, kind, own)
                && let Some(m) = mentions.get_mut(i)
            {
                m.name = Some(name);
                m.antecedent = u32::try_from(at).ok();
            }
            continue;
        };
        let number = mentions.get(*at).and_then(|n| n.number.clone());
        if let Some(m) = mentions.get_mut(i) {
            m.number = number;
            m.draft = false;
            m.antecedent = u32::try_from(*at).ok();
        }
    }
}

/// A law by name is the one the document names with its number: "Luật Giáo dục" beside "Luật Giáo dục số 43/2019/QH14".
pub(super) fn join_laws(text: &SourceText, mentions: &mut [DocumentMention]) {
    let key = |m: &DocumentMention| m.name.as_deref().map(|name| written_out(&syllables(name)));
    // "Luật Đất đai số 31/2024/QH15" is "Luật Đất đai năm 2024" too.
    let dated = |m: &DocumentMention| Some(format!("{} nam {}", key(m)?, m.number.as_ref()?.year?));
    let numbered: Vec<(usize, String)> = mentions
        .iter()
        .enumerate()
        .filter(|(_, m)| m.number.is_some() && m.document_type == Some(DocumentType::Law))
        .flat_map(|(i, m)| [key(m), dated(m)].into_iter().flatten().map(move |k| (i, k)))
        .collect();
    let numbers: BTreeMap<usize, String> =
        numbered.iter().filter_map(|(i, _)| Some((*i, mentions.get(*i)?.number.as_ref()?.key()))).collect();
    let older: Vec<Option<u16>> = (0..mentions.len()).map(|i| year_of_speaker(text, mentions, i)).collect();
    let years: BTreeMap<usize, Option<u16>> =
        numbered.iter().filter_map(|(i, _)| Some((*i, mentions.get(*i)?.number.as_ref()?.year))).collect();
    for (m, older) in mentions.iter_mut().zip(older) {
        if m.number.is_some() || m.document_type != Some(DocumentType::Law) {
            continue;
        }
        let Some(own) = key(m) else { continue };
        // Two laws of one name are told by their years, which the name alone does not print.
        let passed = |i: &usize| older.is_none_or(|said| years.get(i).copied().flatten().is_none_or(|law| law <= said));
        let mut same = numbered.iter().filter(|(i, name)| *name == own && passed(i));
        if let Some((at, _)) = same.next()
            && same.all(|(other, _)| numbers.get(other) == numbers.get(at))
        {
            m.antecedent = u32::try_from(*at).ok();
        }
    }
    for i in 0..mentions.len() {
        let of = mentions.get(i).filter(|m| m.number.is_none() && m.document_type == Some(DocumentType::Law));
        let number =
            of.and_then(|m| m.antecedent).and_then(|a| mentions.get(a as usize)).and_then(|a| a.number.clone());
        if let Some((m, number)) = mentions.get_mut(i).zip(number) {
            m.number = Some(number);
        }
    }
}

/// "Luật Thủy sản" is the "Luật Thủy sản năm 2017" the document names elsewhere; where it names two years, neither for sure.
pub(super) fn join_years(text: &SourceText, mentions: &mut [DocumentMention]) {
    let named = |m: &DocumentMention| {
        let law = m.number.is_none() && m.document_type == Some(DocumentType::Law);
        m.name.as_deref().filter(|_| law).map(|name| written_out(&syllables(name)))
    };
    // The one year of a name and where it stands; none where there are two.
    let mut dated: BTreeMap<String, Option<(u16, usize)>> = BTreeMap::new();
    // The day printed behind a name tells its year as well.
    let day = |m: &DocumentMention| Some((named(m)?, m.issued_on.as_ref()?.year));
    for (i, m) in mentions.iter().enumerate() {
        let printed = named(m).as_deref().and_then(dated_name).map(|(name, year)| (name.to_owned(), year));
        if let Some((name, year)) = printed.or_else(|| day(m)) {
            let one = dated.entry(name).or_insert(Some((year, i)));
            *one = one.filter(|(known, _)| *known == year);
        }
    }
    for i in 0..mentions.len() {
        let Some(one) = mentions.get(i).and_then(named).and_then(|name| dated.get(&name)) else { continue };
        let Some((year, at)) = *one else { continue };
        if year_of_speaker(text, mentions, i).is_some_and(|said| said < year) {
            continue;
        }
        let name = mentions.get(at).and_then(|m| m.name.clone());
        if let Some(m) = mentions.get_mut(i) {
            m.name = name;
            m.antecedent = u32::try_from(at).ok();
        }
    }
}

/// "Luật sửa đổi … của Luật Phòng, chống thiên tai" is the "… và Luật Đê điều" that the text names with its day elsewhere.
pub(super) fn join_amending(mentions: &mut [DocumentMention]) {
    let amending = |m: &DocumentMention| {
        let law = m.number.is_none() && m.document_type == Some(DocumentType::Law);
        m.name.as_deref().filter(|_| law).map(syllables).filter(|name| name.starts_with("luat sua doi "))
    };
    // By what stands before each "và Luật": whose name goes on so; none where two do.
    let mut whole: BTreeMap<String, Option<(usize, String)>> = BTreeMap::new();
    for (i, m) in mentions.iter().enumerate().filter(|(_, m)| m.issued_on.is_some()) {
        let Some(name) = amending(m) else { continue };
        for (at, _) in name.match_indices(" va luat ") {
            let part = name.get(..at).unwrap_or_default().to_owned();
            let one = whole.entry(part).or_insert_with(|| Some((i, name.clone())));
            if one.as_ref().is_some_and(|(_, known)| *known != name) {
                *one = None;
            }
        }
    }
    for i in 0..mentions.len() {
        let part = mentions.get(i).filter(|m| m.issued_on.is_none()).and_then(amending);
        let Some((at, _)) = part.and_then(|part| whole.get(&part)?.as_ref()) else { continue };
        let full = mentions.get(*at).and_then(|m| m.name.clone());
        if let Some(m) = mentions.get_mut(i) {
            m.name = full;
            m.antecedent = u32::try_from(*at).ok();
        }
    }
}

/// A name without the year it ends in, and the year: "luat thuy san nam 2017".
fn dated_name(name: &str) -> Option<(&str, u16)> {
    let (rest, year) = name.rsplit_once(' ')?;
    let year = year.parse().ok().filter(|y| (1945..2100).contains(y))?;
    Some((rest.strip_suffix(" nam").unwrap_or(rest), year))
}

/// "Nghị quyết 57" is the one resolution 57 the document names in full; where it names two, neither is meant for sure.
pub(super) fn join_short(mentions: &mut [DocumentMention]) {
    // By kind and running number: a text may hold as many short forms as words, and each is looked up once.
    let mut full: BTreeMap<(DocumentType, String), Option<usize>> = BTreeMap::new();
    for (i, m) in mentions.iter().enumerate() {
        let (Some(kind), Some(number)) = (m.document_type, &m.number) else { continue };
        let of = |at: usize| mentions.get(at).and_then(|n| n.number.as_ref()).map(DocumentNumber::key);
        full.entry((kind, number.number.clone()))
            .and_modify(|one| *one = one.filter(|at| of(*at).as_deref() == Some(number.key().as_str())))
            .or_insert(Some(i));
    }
    for i in 0..mentions.len() {
        let short = mentions.get(i).filter(|m| m.number.is_none());
        let Some((kind, digits)) = short.and_then(|m| Some((m.document_type?, running(m.name.as_deref()?)?))) else {
            continue;
        };
        let Some(at) = full.get(&(kind, digits.to_owned())).copied().flatten() else { continue };
        let number = mentions.get(at).and_then(|n| n.number.clone());
        if let Some(m) = mentions.get_mut(i) {
            m.number = number;
            m.antecedent = u32::try_from(at).ok();
        }
    }
}

/// The number a name ends in, without leading zeros: "Nghị định 095".
fn running(name: &str) -> Option<&str> {
    let digits = name.rsplit(' ').next()?.trim_start_matches('0');
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

/// The name of a law, its short words written out: "luat thue gtgt" is "luat thue gia tri gia tang".
fn written_out(name: &str) -> String {
    const SHORT: [(&str, &str); 7] = [
        ("gtgt", "gia tri gia tang"),
        ("tndn", "thu nhap doanh nghiep"),
        ("tncn", "thu nhap ca nhan"),
        ("ttdb", "tieu thu dac biet"),
        ("bhxh", "bao hiem xa hoi"),
        ("bhyt", "bao hiem y te"),
        ("qppl", "quy pham phap luat"),
    ];
    let full = |w: &str| SHORT.iter().find(|(s, _)| *s == w).map(|(_, full)| *full);
    if !name.split(' ').any(|w| full(w).is_some()) {
        return name.to_owned();
    }
    let words: Vec<&str> = name.split(' ').map(|w| full(w).unwrap_or(w)).collect();
    words.join(" ")
}

/// "Luật số 57/2024/QH15 … của Quốc hội ban hành Luật sửa đổi, bổ sung …": the number is that of the law it promulgates.
pub(super) fn join_promulgated(mentions: &mut [DocumentMention], statements: &[Statement]) {
    for s in statements.iter().filter(|s| s.kind == RelationKind::Promulgates) {
        let Party::Mention(actor) = s.actor else { continue };
        let law = |m: &&DocumentMention| m.document_type == Some(DocumentType::Law);
        let number = mentions.get(actor as usize).filter(law).and_then(|m| m.number.clone());
        if let Some(named) = mentions.get_mut(s.object as usize).filter(|m| m.number.is_none() && law(&&**m)) {
            named.antecedent = number.as_ref().map(|_| actor);
            named.number = number;
        }
    }
}

/// The year of the numbered document a mention is said by or about in the same breath: a decree of 2016 that guides a law
/// guides none of 2025 (the law's older namesake is meant).
fn year_of_speaker(text: &SourceText, mentions: &[DocumentMention], i: usize) -> Option<u16> {
    /// How many mentions back it may stand.
    const NEAR: usize = 8;
    let start = mentions.get(i)?.evidence.span().start;
    let before = mentions.get(i.saturating_sub(NEAR)..i)?.iter().rev();
    let last = before.filter(|m| m.number.is_some()).find(|m| m.evidence.span().end <= start)?;
    let between = text.clean().get(text.to_clean(last.evidence.span().end) as usize..text.to_clean(start) as usize)?;
    let law = last.document_type == Some(DocumentType::Law);
    last.number.as_ref()?.year.filter(|_| !law && between.len() < 400 && !between.contains(['\n', ';']))
}

/// "Chiến lược dữ liệu quốc gia" after "Chiến lược dữ liệu quốc gia đến năm 2030": the name without its end.
fn full_name(mentions: &[DocumentMention], i: usize, kind: DocumentType, own: &str) -> Option<(usize, String)> {
    // A programme's years tell one from the next.
    if own.split(' ').count() < 3
        || !matches!(kind, DocumentType::Strategy | DocumentType::Scheme | DocumentType::MasterPlan)
    {
        return None;
    }
    mentions.iter().enumerate().take(i).find_map(|(at, m)| {
        let name = m.name.clone().filter(|_| m.number.is_none() && m.document_type == Some(kind))?;
        let words = syllables(&name);
        let words = without_kind(&words, kind);
        (words.len() > own.len() && opens_with(words, own)).then_some((at, name))
    })
}

/// The words of the subject printed behind a number: after "về", "về việc" or an opening quotation mark.
fn subject(text: &SourceText, mention: &DocumentMention) -> Option<String> {
    let end = text.to_clean(mention.evidence.span().end) as usize;
    let after: String = text.clean().get(end..)?.chars().take(160).collect();
    let words = syllables(after.split([';', '\n']).next()?);
    let named = ["quy dinh", "huong dan", "sua doi"].iter().any(|d| words.starts_with(d));
    let words = if named { words.as_str() } else { without_first(&words, "ve")? };
    Some(without_first(words, "viec").unwrap_or(words).to_owned())
}
