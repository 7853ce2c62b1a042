//! Acts still to be issued, named by what they will do: "Nghị định quy định chi tiết thi hành … Luật …" without a number.
//! The document itself, which may be called so in its own preamble, is none.

use super::mention::Found;
use crate::extract::cue::Cue;
use crate::extract::view::View;
use crate::model::DocumentType;

/// Kind words of acts that are drafted to carry out others.
const ACTS: [(&str, DocumentType); 5] = [
    ("nghị định", DocumentType::Decree),
    ("thông tư", DocumentType::Circular),
    ("nghị quyết", DocumentType::Resolution),
    ("quyết định", DocumentType::Decision),
    ("luật", DocumentType::Law),
];

/// What an act does to the one it is named after.
const DEEDS: [&str; 4] = [" quy định chi tiết", " hướng dẫn thi hành", " hướng dẫn thực hiện", " sửa đổi, bổ sung"];

/// Whose act it will be: "dự thảo Nghị quyết **của Quốc hội** sửa đổi …".
const ISSUERS: [&str; 4] =
    [" của quốc hội", " của chính phủ", " của thủ tướng chính phủ", " của ủy ban thường vụ quốc hội"];

/// Returns the words these rules wait for.
pub(super) fn cues() -> impl Iterator<Item = (Cue, &'static str)> {
    ACTS.into_iter().map(|(word, _)| (Cue::Act, word))
}

/// Adds the acts of a block that have a deed for a name and a cited document as its object.
pub(super) fn add(view: &View<'_>, (block, words): (&str, &str), own: Option<DocumentType>, found: &mut Vec<Found>) {
    let mut drafts = Vec::new();
    for at in view.places(words, Cue::Act) {
        for (word, kind) in ACTS.into_iter().filter(|(w, _)| words.get(at..).is_some_and(|r| r.starts_with(w))) {
            let core = at + word.len();
            let capital = block.get(at..).is_some_and(|b| b.starts_with(char::is_uppercase));
            let rest = words.get(core..).unwrap_or_default();
            let rest = ISSUERS.iter().find_map(|of| rest.strip_prefix(of)).unwrap_or(rest);
            let deed = DEEDS.iter().any(|d| rest.starts_with(d));
            let taken = found.iter().any(|f| f.start <= at && at < f.core);
            let before = words.get(..at).unwrap_or_default().trim_end();
            let itself = own == Some(kind) && (before.is_empty() || before.ends_with("ban hành"));
            if !capital || !deed || taken || itself {
                continue;
            }
            let Some(end) = objects(words, core, found) else { continue };
            let name = block.get(at..end).unwrap_or_default().to_owned();
            drafts.push(Found {
                name: Some(name),
                kind: Some(kind),
                draft: true,
                start: at,
                core,
                end: core,
                ..Found::default()
            });
        }
    }
    found.append(&mut drafts);
    found.sort_by_key(|f| (f.start, std::cmp::Reverse(f.core)));
}

/// Returns where the last ends of the documents that follow in the same breath.
fn objects(words: &str, core: usize, found: &[Found]) -> Option<usize> {
    let mut end = None;
    for f in found.iter().filter(|f| f.start > core) {
        let from = end.unwrap_or(core);
        if f.start < from {
            continue;
        }
        let gap = words.get(from..f.start)?;
        let near = if end.is_none() {
            gap.chars().count() < 120 && !gap.contains(['.', ';', ':'])
        } else {
            matches!(gap.trim(), "và" | ",")
        };
        if !near {
            break;
        }
        end = Some(f.end);
    }
    end
}
