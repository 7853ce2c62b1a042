//! What a press article reports: which document it is about, and whose the relations it tells of are.

use super::mention::in_full;
use crate::extract::article::{ends_report, is_lead_in};
use crate::extract::view::View;
use crate::model::{DocumentMention, DocumentType, Evidence, Party, RelationKind, Scope, Statement};
use crate::text::{Block, Marker, fold};

/// How many blocks at the top are an article's headline and opening.
const LEAD: usize = 10;

/// How many of them may name it in any words.
const HEAD: usize = 6;

/// Makes an article report on the document it says was issued; what else it names that document names, but for what
/// the writer quotes beside it: "Căn cứ Điều 5 Nghị định 03/2017/NĐ-CP quy định … như sau:" is the writer's own.
pub(super) fn report(text: &View<'_>, mentions: &mut Vec<DocumentMention>, statements: &mut Vec<Statement>) {
    let subject = subject(text, mentions, statements);
    // "Căn cứ Điều 2 …" are the writer's words, no legal basis; an article carries nothing out.
    for s in statements.iter_mut().filter(|s| s.actor == Party::SelfDocument) {
        if s.kind == RelationKind::LegalBasis || subject.is_none() && s.kind != RelationKind::ReportsOn {
            s.kind = RelationKind::RefersTo;
        }
    }
    for s in statements.iter_mut().filter(|s| s.kind == RelationKind::LegalBasis) {
        s.kind = RelationKind::RefersTo;
    }
    let Some(subject) = subject else { return };
    let key = |m: &DocumentMention| m.number.as_ref().map(|n| n.key()).or(m.name.as_deref().map(fold));
    let keys: Vec<Option<String>> = mentions.iter().map(key).collect();
    let same = |a: u32, b: u32| {
        let key = |i: u32| keys.get(i as usize).and_then(Option::as_ref);
        a == b || (key(a).is_some() && key(a) == key(b))
    };
    let speakers = speakers(text, mentions, &|m| same(m, subject), subject);
    for s in statements.iter_mut().filter(|s| s.actor == Party::SelfDocument) {
        if same(s.object, subject) {
            s.kind = RelationKind::ReportsOn;
            continue;
        }
        let at = s.evidence.span().start;
        let before = speakers.partition_point(|v| v.from <= at);
        let speaker = before.checked_sub(1).and_then(|i| speakers.get(i));
        match speaker.map_or(Some(subject), |v| v.speaker) {
            // "Bên cạnh đó, UBND tỉnh đã ban hành Kế hoạch …": a body issued it, not the document reported on.
            Some(actor) if !same(actor, s.object) && s.kind != RelationKind::Promulgates => {
                s.actor = Party::Mention(actor);
            }
            _ => s.kind = RelationKind::RefersTo,
        }
    }
    // The whole document is cited once by one: "Nghị định 03/2017/NĐ-CP" in its own section cites nothing new.
    statements.dedup_by(|b, a| a.actor == b.actor && a.kind == b.kind && a.object == b.object);
}

/// From a place of the source on, whose words are reported; `None` for the writer's.
struct Voice {
    from: u32,
    speaker: Option<u32>,
}

/// Walks over the blocks: a lead-in that names another document gives it the words behind it, up to the next heading.
fn speakers(
    text: &View<'_>,
    mentions: &[DocumentMention],
    is_subject: &dyn Fn(u32) -> bool,
    subject: u32,
) -> Vec<Voice> {
    let mut voices = vec![Voice { from: 0, speaker: Some(subject) }];
    for block in text.blocks() {
        let span = text.to_source(block.span);
        if ends_report(text, block) {
            voices.push(Voice { from: span.start, speaker: Some(subject) });
        }
        if !is_lead_in(text, block) {
            continue;
        }
        let within = |m: &&(usize, &DocumentMention)| span.contains(m.1.evidence.focus());
        let named: Vec<u32> =
            mentions.iter().enumerate().filter(|m| within(&m)).filter_map(|(i, _)| u32::try_from(i).ok()).collect();
        let Some(first) = named.first() else { continue };
        let own = named.iter().any(|m| is_subject(*m));
        voices.push(Voice { from: span.start, speaker: if own { Some(subject) } else { None } });
        voices.push(Voice { from: span.end, speaker: Some(if own { subject } else { *first }) });
    }
    voices
}

/// The document an article is about: the one it says was issued, else the first its opening names.
fn subject(text: &View<'_>, mentions: &mut Vec<DocumentMention>, statements: &mut Vec<Statement>) -> Option<u32> {
    let numbered = |s: &Statement| mentions.get(s.object as usize).is_some_and(|m| m.number.is_some());
    // An article is about the document its opening names; what stands far below, or in a list, is only cited.
    // The questions a page lists at its top, each a link, are no part of its opening.
    let asks = |b: &&Block| text.slice(b.span).trim_end_matches([' ', '-']).ends_with('?');
    let nth = |n: usize| text.blocks().iter().filter(|b| !asks(b)).nth(n);
    let opening = nth(LEAD).map_or(u32::MAX, |b| text.to_source(b.span).start);
    let listed = |s: &Statement| {
        let block = text.block_at(text.to_clean(s.evidence.span().start));
        block.is_some_and(|b| b.marker != Marker::None)
    };
    // Further down only "Ngày …, X ban hành …" says what an article is about.
    let lead = nth(HEAD).map_or(u32::MAX, |b| text.to_source(b.span).start);
    let dated = |s: &Statement| {
        let block = text.block_at(text.to_clean(s.evidence.span().start));
        block.is_some_and(|b| text.slice(b.span).starts_with("Ngày "))
    };
    let of_self = |s: &&Statement| {
        let at = s.evidence.span().start;
        s.actor == Party::SelfDocument && numbered(s) && !listed(s) && (at < lead || at < opening && dated(s))
    };
    let issued = statements.iter().filter(of_self).find(|s| s.kind == RelationKind::Promulgates);
    let unnumbered = if issued.is_none() { unnumbered(text) } else { None };
    let subject = issued.or_else(|| statements.iter().find(of_self)).map(|s| s.object)?;
    match unnumbered.zip(u32::try_from(mentions.len()).ok()) {
        Some((mention, index)) => {
            statements.insert(0, reports_on(index, mention.evidence));
            mentions.push(mention);
            Some(index)
        }
        None => Some(subject),
    }
}

fn reports_on(object: u32, evidence: Evidence) -> Statement {
    let (actor, kind, scope) = (Party::SelfDocument, RelationKind::ReportsOn, Scope::Whole);
    Statement { actor, kind, object, basis: None, scope, evidence }
}

/// "UBND thành phố vừa ban hành văn bản yêu cầu …": a document without a number, in the first lines.
fn unnumbered(text: &View<'_>) -> Option<DocumentMention> {
    const ISSUED: [&str; 4] = [" ban hành văn bản ", " có văn bản ", " ban hành công văn ", " ban hành kế hoạch "];
    text.blocks().iter().take(8).find_map(|b| {
        let block = text.slice(b.span);
        let words = text.lower(b.span);
        let at = ISSUED.iter().filter_map(|i| words.find(i)).min()?;
        let issuer = block.get(..at)?.trim_end_matches(" vừa").trim_end_matches(" đã");
        let issuer = in_full(issuer.rsplit(',').next()?.trim());
        let evidence = Evidence::new(text, b.span, b.span)?;
        Some(DocumentMention {
            number: None,
            name: None,
            document_type: Some(DocumentType::Other),
            issued_on: None,
            issuer: Some(issuer),
            provision: None,
            antecedent: None,
            reported: true,
            draft: false,
            evidence,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::citations;
    use super::*;
    use crate::model::{Header, Sourced};
    use crate::text::SourceText;

    #[track_caller]
    fn check(source: &str, expected: &[(&str, &str, &str)]) {
        let text = SourceText::new("a.txt", source);
        let title = text.blocks().first().and_then(|b| Evidence::new(&text, b.span, b.span));
        let kind = title.map(|e| Sourced::new(DocumentType::Article, e));
        let header = Header { document_type: kind, ..Header::default() };
        let (mentions, statements) = citations(&View::new(&text), &[], &header);
        let name = |i: u32| {
            let m = mentions.get(i as usize);
            m.and_then(|m| m.number.as_ref().map(|n| n.canonical()).or(m.name.clone())).unwrap_or_default()
        };
        let from = |s: &Statement| match s.actor {
            Party::Mention(m) => name(m),
            Party::SelfDocument => "SELF".to_owned(),
        };
        let got: Vec<(String, &str, String)> =
            statements.iter().map(|s| (from(s), s.kind.code(), name(s.object))).collect();
        let got: Vec<(&str, &str, &str)> = got.iter().map(|(a, k, b)| (a.as_str(), *k, b.as_str())).collect();
        assert_eq!(got, expected);
    }

    const HEADLINE: &str = "# Quyết định 12/QĐ-UBND về cụm công nghiệp\n\n";

    #[test]
    fn what_is_reported_is_the_reported_documents() {
        check(
            &format!("{HEADLINE}Quy mô theo quy định tại Nghị định 32/2024/NĐ-CP.\n"),
            &[("SELF", "REPORTS_ON", "12/QĐ-UBND"), ("12/QĐ-UBND", "REFERS_TO", "32/2024/NĐ-CP")],
        );
    }

    #[test]
    fn what_the_writer_quotes_beside_it_is_not() {
        let quoted = "## Hồ sơ gồm gì\n\nCăn cứ theo Điều 5 Quyết định 40/2025/QĐ-TTg hồ sơ được quy định như sau:\n\n\
            - Theo Luật Đất đai.\n\n## Cụm công nghiệp\n\nTheo Luật Đầu tư.\n";
        check(
            &format!("{HEADLINE}{quoted}"),
            &[
                ("SELF", "REPORTS_ON", "12/QĐ-UBND"),
                ("SELF", "REFERS_TO", "40/2025/QĐ-TTg"),
                ("40/2025/QĐ-TTg", "REFERS_TO", "Luật Đất đai"),
                ("12/QĐ-UBND", "REFERS_TO", "Luật Đầu tư"),
            ],
        );
    }

    #[test]
    fn an_article_about_no_document_carries_nothing_out() {
        check("# Giá đất\n\nThực hiện theo Luật Đất đai.\n", &[("SELF", "REFERS_TO", "Luật Đất đai")]);
    }
}
