//! Headings of a text: which block opens which section, from the marks blocks open with; leaves out what headings mean.

use crate::model::Section;
use crate::text::{Block, BlockKind, Marker, SourceText, Span};

/// Builds the sections of a text. Every block with a label opens one; bullets and plain paragraphs belong to the last.
pub fn outline(text: &SourceText) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut open: Vec<(Rank, u32)> = Vec::new();
    let mut quoted: Option<Quoted> = None;
    for (i, block) in text.blocks().iter().enumerate() {
        if matches!(block.kind, BlockKind::Cell { .. }) {
            continue;
        }
        if let Some(quotation) = quoted.take_if(|q| q.last < i) {
            while open.len() > quotation.within {
                close(&mut open, &mut sections, block.span.start);
            }
        }
        if quoted.is_none() {
            quoted = quotation(text, i).map(|last| Quoted { last, within: open.len() });
        }
        let Some((rank, label)) = rank(block) else { continue };
        let within = quoted.as_ref().map_or(0, |q| q.within);
        while open.len() > within && open.last().is_some_and(|(r, _)| *r >= rank) {
            close(&mut open, &mut sections, block.span.start);
        }
        let parent = open.last().map(|(_, s)| *s);
        let path = path(parent.and_then(|p| sections.get(p as usize)), &label);
        let index = u32::try_from(sections.len()).unwrap_or(u32::MAX);
        sections.push(Section {
            path,
            title: text.slice(block.body_span()).to_owned(),
            depth: u8::try_from(open.len()).unwrap_or(u8::MAX),
            span: block.span,
            block: u32::try_from(i).unwrap_or(u32::MAX),
            parent,
        });
        open.push((rank, index));
    }
    let end = u32::try_from(text.clean().len()).unwrap_or(u32::MAX);
    while !open.is_empty() {
        close(&mut open, &mut sections, end);
    }
    sections
}

/// A provision that an amending text puts in the place of another: its numbers are not those of the text around it.
struct Quoted {
    /// The block that ends it.
    last: usize,
    /// How many sections it stands in.
    within: usize,
}

/// Returns the last block of a quotation of several blocks that block `first` opens with a number:
/// "“Điều 25. Trách nhiệm …", up to "….”;".
fn quotation(text: &SourceText, first: usize) -> Option<usize> {
    let words = |block: &Block| text.slice(block.span);
    let opens =
        |block: &Block| words(block).strip_prefix(['“', '"']).is_some_and(|inner| Marker::parse(inner).0.is_some());
    let own = text.blocks().get(first).filter(|b| opens(b))?;
    if closes(words(own)) {
        return None;
    }
    // A quotation that another one follows before it is closed lost its mark: nobody knows where it ends.
    let behind = text.blocks().iter().enumerate().skip(first + 1).take_while(|(_, b)| !opens(b));
    behind.filter(|(_, b)| closes(words(b))).map(|(i, _)| i).next()
}

/// Tells whether a block ends in a closing quotation mark: "….”", "….”;".
fn closes(words: &str) -> bool {
    words.trim_end_matches(['.', ';', ',', ' ']).ends_with(['”', '"'])
}

/// Order of nesting: a mark closes all open marks of its own rank or below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Appendix,
    Part,
    Chapter,
    Section,
    Capital,
    Roman(u8),
    Article,
    Number(u8),
    Letter,
    Paren,
}

fn rank(block: &Block) -> Option<(Rank, String)> {
    let label = block.marker.label()?;
    let dots = u8::try_from(label.matches('.').count()).unwrap_or(u8::MAX);
    let rank = match block.marker {
        Marker::Appendix(_) => Rank::Appendix,
        Marker::Part(_) => Rank::Part,
        Marker::Chapter(_) => Rank::Chapter,
        Marker::Section(_) => Rank::Section,
        Marker::Capital(_) => Rank::Capital,
        Marker::Roman(_) => Rank::Roman(dots),
        Marker::Article(_) => Rank::Article,
        Marker::Number(_) => Rank::Number(dots),
        Marker::Letter(_) => Rank::Letter,
        Marker::Paren(_) => Rank::Paren,
        Marker::Bullet(_) | Marker::None => return None,
    };
    Some((rank, label))
}

/// `II` and `1.1` under `1` give `II.1.1`: a dotted number already says its parent's.
fn path(parent: Option<&Section>, label: &str) -> String {
    let Some(parent) = parent else { return label.to_owned() };
    let above = label.rsplit_once('.').map(|(above, _)| above);
    match above.and_then(|above| parent.path.strip_suffix(above)) {
        Some(stem) if stem.is_empty() || stem.ends_with('.') => format!("{stem}{label}"),
        _ => format!("{}.{label}", parent.path),
    }
}

fn close(open: &mut Vec<(Rank, u32)>, sections: &mut [Section], at: u32) {
    if let Some((_, index)) = open.pop()
        && let Some(section) = sections.get_mut(index as usize)
    {
        section.span = Span { start: section.span.start, end: at };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_labels_into_paths() {
        let text = SourceText::new(
            "a.txt",
            "I. MỤC ĐÍCH\n\n1. Mục đích\n\n- Một\n\nII. NHIỆM VỤ\n\n3. Ba\n\n3.1. Ba một\n\na) A\n\n4. Bốn\n",
        );
        let paths: Vec<String> = outline(&text).into_iter().map(|s| s.path).collect();
        assert_eq!(paths, ["I", "I.1", "II", "II.3", "II.3.1", "II.3.1.a", "II.4"]);
    }

    #[test]
    fn what_is_quoted_stands_below_what_quotes_it() {
        #[track_caller]
        fn check(source: &str, wanted: &[&str]) {
            let paths: Vec<String> = outline(&SourceText::new("a.txt", source)).into_iter().map(|s| s.path).collect();
            assert_eq!(paths, wanted);
        }
        check(
            "Điều 1. Sửa đổi\n\n1. Sửa đổi Điều 25:\n\n“Điều 25. Trách nhiệm\n\n1. Một.\n\n2. Hai.”;\n\n2. Bãi bỏ Điều 3.\n",
            &["1", "1.1", "1.1.1", "1.1.2", "1.2"],
        );
        // Without a closing mark the numbers are those of the text.
        check("1. Sửa đổi:\n\n“5. Trách nhiệm\n\na) Một.\n\n2. Hai.\n", &["1", "1.a", "2"]);
    }
}
