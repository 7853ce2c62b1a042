//! Items with fields: which section each field speaks for, and what its fields say together.

use std::collections::BTreeMap;

use super::deadline::{Due, read};
use super::field::{Field, field};
use super::home::Home;
use super::role::{Found, bodies};
use crate::extract::view::View;
use crate::model::Section;
use crate::text::{BlockKind, SourceText, Span};

/// What the fields of one item say; places are clean offsets.
#[derive(Debug, Default)]
pub(super) struct Item {
    /// The doers and partners.
    pub(super) actors: Vec<Found>,
    /// The time.
    pub(super) due: Option<Due>,
    /// A field or a bullet holds the task, so the heading does not.
    pub(super) content: bool,
}

/// For each block the field it is, if it is one, and where its value begins.
pub(super) type Fields = Vec<Option<(Field, usize)>>;

/// Reads the labels of all blocks; those of tables and of what stands behind the text speak for no section of it.
pub(super) fn fields(text: &View<'_>) -> Fields {
    let mut fields = vec![None; text.blocks().len()];
    for at in text.parts().iter().cloned().flatten() {
        let block = text.blocks().get(at).filter(|b| b.kind == BlockKind::Paragraph);
        if let Some((slot, block)) = fields.get_mut(at).zip(block) {
            *slot = field(text.slice(block.body_span()));
        }
    }
    fields
}

/// The items of a text by the index of their section.
pub(super) type Items = BTreeMap<usize, Item>;

/// Returns for each block the innermost section it stands in.
pub(super) fn owners(text: &SourceText, sections: &[Section]) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut next = 0;
    let mut owners = Vec::with_capacity(text.blocks().len());
    for block in text.blocks() {
        while let Some(section) = sections.get(next).filter(|s| s.span.start <= block.span.start) {
            if section.span.end > block.span.start {
                open.push(next);
            }
            next += 1;
        }
        let at = block.span.start;
        open.retain(|s| sections.get(*s).is_some_and(|s| s.span.end > at));
        owners.push(open.last().copied());
    }
    owners
}

/// Returns the item a block of fields or content speaks for: a lettered field stands for the heading above it.
pub(super) fn item_of(fields: &Fields, sections: &[Section], owner: Option<usize>) -> Option<usize> {
    let mut at = owner?;
    loop {
        let section = sections.get(at)?;
        if fields.get(section.block as usize)?.is_none() {
            return Some(at);
        }
        at = section.parent? as usize;
    }
}

/// Gathers the fields of all items.
pub(super) fn items(
    text: &SourceText,
    fields: &Fields,
    sections: &[Section],
    owners: &[Option<usize>],
    home: &Home,
) -> Items {
    let mut items = Items::new();
    for ((block, owner), field) in text.blocks().iter().zip(owners).zip(fields) {
        let Some((field, at)) = *field else { continue };
        let body = text.slice(block.body_span());
        let Some(index) = item_of(fields, sections, *owner) else { continue };
        let item = items.entry(index).or_default();
        for (field, at, end) in all_of(body, (field, at)) {
            match field {
                Field::Actors(role) => {
                    let (found, _) = bodies(body, at, role, home);
                    item.actors.extend(found.into_iter().map(|f| shifted(f, block.body)));
                }
                Field::Time => item.due = body.get(at..end).and_then(|v| read(v, at + block.body as usize)),
                Field::Content => item.content = true,
                Field::Doers => {}
            }
        }
    }
    items.retain(|_, i| !i.actors.is_empty());
    mark_content(fields, sections, owners, &mut items);
    items
}

/// The fields of a block, each with where its value begins and ends: "Cơ quan chủ trì: Sở A. Cơ quan phối hợp: Sở B. Thời
/// gian thực hiện: Năm 2023." holds three.
pub(super) fn all_of(body: &str, first: (Field, usize)) -> Vec<(Field, usize, usize)> {
    let mut out = vec![(first.0, first.1, body.len())];
    let breaks = body.match_indices(['.', ';']).filter(|(at, _)| *at >= first.1).map(|(at, mark)| at + mark.len());
    for at in breaks {
        let rest = body.get(at..).unwrap_or_default();
        let lead = rest.len() - rest.trim_start().len();
        let next = (lead > 0).then(|| field(rest.trim_start())).flatten();
        let Some((found, value)) = next.filter(|(f, _)| matches!(f, Field::Actors(_) | Field::Time)) else { continue };
        if let Some(last) = out.last_mut() {
            last.2 = at - 1;
        }
        out.push((found, at + lead + value, body.len()));
    }
    out
}

/// A bullet that is no field, or a section below, holds the tasks of its item.
fn mark_content(fields: &Fields, sections: &[Section], owners: &[Option<usize>], items: &mut Items) {
    if items.is_empty() {
        return;
    }
    for (i, (field, owner)) in fields.iter().zip(owners).enumerate() {
        if field.is_some() {
            continue;
        }
        let Some(index) = item_of(fields, sections, *owner) else { continue };
        let opens = sections.get(index).is_some_and(|s| s.block as usize == i);
        if let Some(item) = items.get_mut(&index).filter(|_| !opens) {
            item.content = true;
        }
    }
}

/// Moves a place in a block's own text to the clean text.
pub(super) fn shifted(found: Found, by: u32) -> Found {
    let span = Span { start: found.span.start.saturating_add(by), end: found.span.end.saturating_add(by) };
    Found { span, ..found }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Jurisdiction;
    use crate::read::outline;

    #[track_caller]
    fn check(source: &str, wanted: &[(&str, usize, bool)]) {
        let text = SourceText::new("a.txt", source);
        let text = View::new(&text);
        let sections = outline(&text);
        let home = Home::of(Jurisdiction::province("tỉnh", "Lào Cai"));
        let found = items(&text, &fields(&text), &sections, &owners(&text, &sections), &home);
        let found: Vec<(&str, usize, bool)> =
            found.iter().map(|(s, i)| (sections[*s].path.as_str(), i.actors.len(), i.content)).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn gathers_fields() {
        check("1. Rà soát\n\n- Cơ quan chủ trì: Sở Y tế.\n\n- Cơ quan phối hợp: Sở Tài chính.\n", &[("1", 2, false)]);
        check(
            "1. Về dữ liệu\n\na) Nhiệm vụ: Rà soát\n\nb) Cơ quan thực hiện:\n\n- Đơn vị chủ trì: Sở Y tế.\n",
            &[("1", 1, true)],
        );
    }

    #[test]
    fn what_stands_behind_the_text_is_no_field_of_it() {
        check("Điều 4. Sở Y tế rà soát.\n\nNơi nhận:\n\nCơ quan thực hiện: Sở Y tế.\n", &[]);
        check("1. Rà soát\n\n|\nCơ quan thực hiện: Sở Y tế.\n|\n", &[]);
    }

    #[test]
    fn finds_none_in_prose() {
        check("1. Sở Y tế\n\n- Phối hợp với Sở Tài chính.\n", &[]);
        check("", &[]);
    }
}
