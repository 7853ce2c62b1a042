//! Short forms that point back at a document named before: "Nghị quyết này", "Đề án nêu trên", "văn bản số 3 nói trên".
//! Leaves out what a document calls itself, laws, and groups ("các văn bản nêu trên").

use std::ops::Range;

use crate::extract::cue::Cue;
use crate::extract::view::View;
use crate::model::{DocumentMention, DocumentType, Evidence};
use crate::text::{Block, SourceText, Span, is_word_boundary};

/// Words that point back, with whether they reach beyond their own paragraph.
const BACK: [(&str, bool); 4] = [("này", false), ("nêu trên", true), ("nói trên", true), ("trên đây", true)];

/// Returns the words these rules wait for.
pub(super) fn cues() -> impl Iterator<Item = (Cue, &'static str)> {
    BACK.into_iter().map(|(back, _)| (Cue::Back, back))
}

/// Words before a short form that make it something else: several works, or one that is being made.
const OTHER: [&str; 8] = ["các ", "những ", "mọi ", "hai ", "ban hành ", "kèm theo ", "xây dựng ", "dự thảo "];

/// A short form in a block.
struct Short {
    start: usize,
    end: usize,
    /// The kind it names; none for "văn bản".
    kind: Option<DocumentType>,
    /// The running number, where printed.
    number: Option<String>,
    far: bool,
}

/// Adds the short forms of a text behind the full namings they stand for. `own` is the document's own kind.
pub(super) fn add(view: &View<'_>, own: Option<DocumentType>, mentions: &mut Vec<DocumentMention>) {
    let ranges: Vec<Range<usize>> = mentions.iter().map(|m| clean_range(view, m)).collect();
    for block in view.blocks() {
        let base = block.span.start as usize;
        for short in shorts(view, view.lower(block.span), own) {
            let known = mentions.get(..ranges.len()).unwrap_or_default();
            let Some(meant) = antecedent(block, &short, (known, &ranges)) else { continue };
            let span = Span::new(base + short.start, base + short.end);
            let evidence = Evidence::new(view, span, span);
            if let (Some(evidence), Some(of)) = (evidence, known.get(meant)) {
                let antecedent = u32::try_from(meant).ok();
                let of = of.clone();
                mentions.push(DocumentMention {
                    provision: None,
                    issued_on: None,
                    issuer: None,
                    antecedent,
                    evidence,
                    ..of
                });
            }
        }
    }
}

fn clean_range(text: &SourceText, mention: &DocumentMention) -> Range<usize> {
    let span = mention.evidence.span();
    text.to_clean(span.start) as usize..text.to_clean(span.end) as usize
}

fn shorts(view: &View<'_>, words: &str, own: Option<DocumentType>) -> Vec<Short> {
    let mut found = Vec::new();
    for at in view.places(words, Cue::Back) {
        let (Some(before), Some(here)) = (words.get(..at).and_then(|w| w.strip_suffix(' ')), words.get(at..)) else {
            continue;
        };
        let whole = |(back, _): &&(&str, bool)| here.starts_with(back) && is_word_boundary(here, back.len());
        let Some((back, far)) = BACK.iter().find(whole) else { continue };
        let (end, far) = (at + back.len(), *far);
        let Some((start, kind, number)) = short(before) else { continue };
        // "Quyết định này" in a decision is itself; in a consolidated text it is the text consolidated.
        let own = !far && (own.is_none() || own == kind || own == Some(DocumentType::ConsolidatedText));
        let lead = words.get(..start).unwrap_or_default();
        if !own && !OTHER.iter().any(|o| lead.ends_with(o)) && (kind.is_some() || number.is_some()) {
            found.push(Short { start, end, kind, number, far });
        }
    }
    found.sort_by_key(|s| s.start);
    found
}

/// Reads a kind, or a kind and a running number, at the end of lower-case words.
fn short(before: &str) -> Option<(usize, Option<DocumentType>, Option<String>)> {
    let bare = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let (head, number) = match (bare.strip_suffix(" số "), before.get(bare.len()..)) {
        (Some(head), Some(digits)) if !digits.is_empty() => (head, Some(digits.trim_start_matches('0').to_owned())),
        _ => (before, None),
    };
    if number.is_some() && head.ends_with("văn bản") {
        return Some((head.len() - "văn bản".len(), None, number));
    }
    let kinds = DocumentType::ALL.iter().filter(|k| is_pointed_at(**k));
    let named = kinds.flat_map(|k| k.names().iter().map(move |n| (*k, *n)));
    let (kind, name) = named.filter(|(_, n)| head.ends_with(n)).max_by_key(|(_, n)| n.len())?;
    let start = head.len() - name.len();
    is_word_boundary(head, start).then_some((start, Some(kind), number))
}

/// Laws are named in full wherever they are meant, and articles are none.
fn is_pointed_at(kind: DocumentType) -> bool {
    use DocumentType::{Article, Constitution, Law, Ordinance, Other};
    !matches!(kind, Article | Constitution | Law | Ordinance | Other)
}

/// The last full naming of that kind before the short form in its paragraph; for one that reaches farther, also the only
/// work of that kind named before.
fn antecedent(block: &Block, short: &Short, (known, ranges): (&[DocumentMention], &[Range<usize>])) -> Option<usize> {
    let at = block.span.start as usize + short.start;
    if ranges.iter().any(|r| r.contains(&at)) {
        return None;
    }
    let fits = |m: &DocumentMention| {
        let kind = short.kind.is_none() || m.document_type == short.kind;
        let number = short.number.as_ref().is_none_or(|n| m.number.as_ref().is_some_and(|own| own.number == *n));
        kind && number && !m.draft && !m.reported
    };
    let start = |i: &usize| ranges.get(*i).map_or(0, |r| r.start);
    let named = known.iter().enumerate().filter(|(i, m)| fits(m) && start(i) < at);
    let before: Vec<usize> = named.map(|(i, _)| i).collect();
    let near = |i: &&usize| start(i) >= block.span.start as usize;
    if let Some(last) = before.iter().filter(near).max_by_key(|i| start(i)) {
        return Some(*last);
    }
    let key = |i: &usize| {
        known.get(*i).map(|m| (m.number.as_ref().map(|n| n.key()), m.name.clone().filter(|_| m.number.is_none())))
    };
    let first = *before.first().filter(|_| short.far)?;
    before.iter().all(|i| key(i) == key(&first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, own: DocumentType, expected: &[&str]) {
        let text = SourceText::new("a", words);
        let (mentions, _) = super::super::citations(&crate::extract::view::View::new(&text), &[], &header(&text, own));
        let found: Vec<String> = mentions
            .iter()
            .filter(|m| m.antecedent.is_some())
            .map(|m| text.quote(m.evidence.span()).into_owned())
            .collect();
        assert_eq!(found, expected, "{words}");
    }

    fn header(text: &SourceText, own: DocumentType) -> crate::model::Header {
        let first = Span::new(0, 1);
        let document_type = Evidence::new(text, first, first).map(|e| crate::model::Sourced::new(own, e));
        crate::model::Header { document_type, ..crate::model::Header::default() }
    }

    const RESOLUTION: &str = "Nghị quyết số 23-NQ/TW ngày 22/3/2018 của Bộ Chính trị";

    #[test]
    fn points_back_within_a_paragraph_and_beyond() {
        let own = DocumentType::Directive;
        check(
            &format!("Thực hiện {RESOLUTION}. Để thực hiện Nghị quyết này, các sở báo cáo."),
            own,
            &["Nghị quyết này"],
        );
        check(&format!("Thực hiện {RESOLUTION}.\n\nCác sở căn cứ Nghị quyết nêu trên."), own, &["Nghị quyết nêu trên"]);
        check(
            "Tại Văn bản số 3/SCT-QLCN ngày 04/5/2020.\n\nTheo văn bản số 3 nói trên, các huyện báo cáo.",
            own,
            &["văn bản số 3 nói trên"],
        );
    }

    #[test]
    fn a_document_itself_and_several_works_are_not_pointed_at() {
        check(&format!("Thực hiện {RESOLUTION}. Nghị quyết này có hiệu lực."), DocumentType::Resolution, &[]);
        check(&format!("Thực hiện {RESOLUTION}.\n\nNghị quyết này."), DocumentType::Directive, &[]);
        check(
            &format!(
                "Thực hiện {RESOLUTION} và Nghị quyết số 124/NQ-CP ngày 03/9/2020 của Chính phủ.\n\nTheo Nghị quyết nêu trên."
            ),
            DocumentType::Directive,
            &[],
        );
        check(
            &format!("Thực hiện {RESOLUTION}. Các nghị quyết nêu trên; ban hành Nghị quyết này."),
            DocumentType::Directive,
            &[],
        );
    }
}
