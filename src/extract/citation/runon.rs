//! Names that run past the name of a work the text has named before, and short forms that brackets give one: "Chương trình
//! mục tiêu quốc gia phòng, chống ma túy đến năm 2030 **trên địa bàn tỉnh**", "… đến năm 2030 (**Chương trình MTQG**)".

use std::collections::BTreeMap;

use super::syllables::syllables;
use crate::model::{DocumentMention, DocumentType};
use crate::text::SourceText;

/// Folded words that say where or how a work is carried out, behind its name.
const BEYOND: [&str; 9] = [
    "tren dia ban",
    "tren pham vi",
    "phu hop voi",
    "bao cao",
    "su dung",
    "tai dia phuong",
    "tai cac",
    "theo quy dinh",
    "trong nam",
];

/// Words by which brackets introduce a short form.
const CALLED: [&str; 6] =
    ["sau đây gọi tắt là ", "sau đây viết tắt là ", "sau đây gọi là ", "gọi tắt là ", "viết tắt là ", "gọi là "];

/// How many bytes a short form has at most.
const SHORT: usize = 80;

/// Names a later one may open with, by kind: the mention each stands for, and whether it is a short form, behind which a
/// name that goes on in any words is still this one.
type Known = BTreeMap<(DocumentType, String), (usize, bool)>;

/// Gives a mention whose name runs past a name known before that name, and a short form the name it stands for.
pub(super) fn shorten(text: &SourceText, mentions: &mut [DocumentMention]) {
    let mut known = Known::new();
    for i in 0..mentions.len() {
        let Some(m) = mentions.get(i).filter(|m| m.antecedent.is_none()) else { continue };
        let Some(kind) = m.document_type.filter(|k| may_run_on(*k)) else { continue };
        let alias = short_form(text, m).map(|form| syllables(&form));
        if let Some(name) = m.name.as_deref().filter(|_| m.number.is_none()).map(syllables) {
            match meant(&known, kind, &name).and_then(|of| Some((of, mentions.get(of)?.clone()))) {
                Some((of, full)) => {
                    if let Some(m) = mentions.get_mut(i) {
                        (m.name, m.number) = (full.name, full.number);
                        m.antecedent = u32::try_from(of).ok();
                    }
                }
                None => {
                    known.entry((kind, name)).or_insert((i, false));
                }
            }
        }
        if let Some(form) = alias {
            known.insert((kind, form), (i, true));
        }
    }
}

fn may_run_on(kind: DocumentType) -> bool {
    use DocumentType::{MasterPlan, Plan, Programme, Scheme, Strategy};
    matches!(kind, Programme | Strategy | Scheme | MasterPlan | Plan)
}

/// The mention a name stands for: that of the longest known name it goes on behind, in words that are no part of a name.
/// Each of its beginnings is looked up once, however many works a text names.
fn meant(known: &Known, kind: DocumentType, name: &str) -> Option<usize> {
    let of = |part: &str| known.get(&(kind, part.to_owned())).copied();
    // The very name again is a mention like the first, unless it is a short form.
    if let Some((of, true)) = of(name) {
        return Some(of);
    }
    let goes_on = |(at, _): (usize, &str)| {
        let (of, alias) = of(name.get(..at)?)?;
        let rest = name.get(at + 1..)?;
        (alias || BEYOND.iter().any(|b| rest.starts_with(b))).then_some(of)
    };
    name.match_indices(' ').rev().find_map(goes_on)
}

/// The short form in the brackets behind a mention: of the same kind, and no more than a name.
fn short_form(text: &SourceText, mention: &DocumentMention) -> Option<String> {
    let kind = mention.document_type?;
    let end = text.to_clean(mention.evidence.span().end) as usize;
    let inner = text.clean().get(end..)?.trim_start().strip_prefix('(')?;
    let inner = inner.get(..inner.floor_char_boundary(SHORT))?;
    let inner = inner.get(..inner.find(')')?)?.trim();
    let inner = CALLED.iter().find_map(|c| inner.strip_prefix(c)).unwrap_or(inner);
    let form = inner.trim_matches(['“', '”', '"', ' ']);
    let word = kind.names().first()?;
    // "(Chương trình)" alone is what any of them is called.
    let named =
        form.to_lowercase().starts_with(&word.to_lowercase()) && form.chars().count() > word.chars().count() + 2;
    named.then(|| form.to_owned())
}

#[cfg(test)]
mod tests {
    use crate::extract::citation::citations;
    use crate::extract::view::View;
    use crate::model::Header;
    use crate::text::SourceText;

    const FULL: &str = "Chương trình mục tiêu quốc gia phòng, chống ma túy đến năm 2030";

    #[track_caller]
    fn check(source: &str, expected: &[&str]) {
        let text = SourceText::new("a.txt", source);
        let (mentions, _) = citations(&View::new(&text), &[], &Header::default());
        let names: Vec<&str> = mentions.iter().filter_map(|m| m.name.as_deref()).collect();
        assert_eq!(names, expected, "{source}");
    }

    #[test]
    fn a_name_ends_where_it_ended_before() {
        check(&format!("Thực hiện {FULL}; triển khai {FULL} phù hợp với tình hình."), &[FULL, FULL]);
        let other = "Chương trình phát triển đô thị thông minh đến năm 2030";
        check(&format!("Thực hiện {FULL}; triển khai {other}."), &[FULL, other]);
    }

    #[test]
    fn a_short_form_is_the_work_it_was_given_to() {
        check(
            &format!(
                "Thực hiện {FULL} (Chương trình MTQG); tổ chức thực hiện Chương trình MTQG trên phạm vi toàn tỉnh, các xã."
            ),
            &[FULL, FULL],
        );
    }
}
