//! Particulars of persons in tables: in the cells below a heading that says so, and beside one; leaves out running text.

use std::collections::{BTreeMap, BTreeSet};

use super::particulars::{birth_date, identity_numbers, is_phone_of_a_person, phones};
use super::private::Label;
use super::{Block, BlockKind, Span, is_letter};

/// A heading of a column: its table, how many separators stand before it, and what it announces.
pub(super) type Heading = (u16, u32, Label);

/// Headings of one sort in a table that are read to its end; a table whose cells all look like headings has no more
/// columns than that.
const HEADINGS: usize = 64;

/// Reads the cells below headings, and those beside them.
pub(super) fn columns(clean: &str, blocks: &[Block], headings: &[Heading], found: &mut Vec<Span>) {
    if headings.is_empty() {
        return;
    }
    let mut cells: BTreeMap<u16, Vec<(u32, &Block)>> =
        headings.iter().map(|(table, ..)| (*table, Vec::new())).collect();
    for block in blocks {
        if let BlockKind::Cell { table, index } = block.kind
            && let Some(own) = cells.get_mut(&table)
        {
            own.push((index, block));
        }
    }
    let person = |label: &Label| matches!(label, Label::Identity | Label::Birth);
    let of_persons: BTreeSet<u16> = headings.iter().filter(|(.., l)| person(l)).map(|(table, ..)| *table).collect();
    let mut read: BTreeMap<(u16, Label), usize> = BTreeMap::new();
    for &(table, heading, label) in headings {
        let own = cells.get(&table).map(Vec::as_slice).unwrap_or_default();
        let stride = stride(own, heading);
        let count = read.entry((table, label)).or_default();
        *count += 1;
        let last = if *count > HEADINGS { heading + 1 } else { u32::MAX };
        let after = own.get(own.partition_point(|(i, _)| *i <= heading)..).unwrap_or_default();
        for (index, block) in after.iter().take_while(|(i, _)| *i <= last) {
            let below = stride.is_some_and(|s| (index - heading).is_multiple_of(s));
            let beside = *index == heading + 1;
            let words = clean.get(block.span.range()).unwrap_or_default();
            let spans = match label {
                // The shape of a number tells enough in a table that has such a column.
                Label::Identity => identity_numbers(words),
                Label::Phone if stride.is_none_or(|s| (index - heading) % s < 2) => of_persons_phones(words),
                Label::Birth if below || beside => birth_date(words),
                Label::Home if below || beside => whole(words),
                Label::Address if below && of_persons.contains(&table) => whole(words),
                _ => Vec::new(),
            };
            let at = block.span.start as usize;
            found.extend(spans.iter().map(|s| Span::new(at + s.start as usize, at + s.end as usize)));
        }
    }
}

fn of_persons_phones(words: &str) -> Vec<Span> {
    let mut found = phones(words);
    found.retain(|s| is_phone_of_a_person(words.get(s.range()).unwrap_or_default()));
    found
}

/// A cell that holds an address: words with a figure, or a name of a place; not a form to be filled in.
fn whole(words: &str) -> Vec<Span> {
    let figures = words.chars().any(|c| c.is_ascii_digit()) && words.chars().any(is_letter);
    let names = words.split_whitespace().filter(|w| w.starts_with(char::is_uppercase)).count() > 1;
    let form = words.contains([':', '…']) || words.contains("...");
    if (figures || names) && !form { vec![Span::new(0, words.len())] } else { Vec::new() }
}

/// How many separators a row has, told by the gap that every row leaves after its last cell.
fn stride(cells: &[(u32, &Block)], heading: u32) -> Option<u32> {
    const WIDEST: u32 = 64;
    // Whether a cell stands at one of some places.
    let any = |from: u32, to: u32| cells.get(cells.partition_point(|(i, _)| *i < from)).is_some_and(|(i, _)| *i < to);
    let has = |i: u32| any(i, i + 1);
    let mut first = heading;
    while first > 0 && heading - first < WIDEST && has(first - 1) {
        first -= 1;
    }
    (heading - first + 2..=WIDEST).find(|s| {
        let filled: Vec<u32> = (1..=8).map(|k| first + k * s).filter(|at| any(*at, at + s)).collect();
        filled.iter().all(|at| !has(at - 1)) && filled.iter().any(|at| has(*at))
    })
}

#[cfg(test)]
mod tests {
    use crate::text::SourceText;

    #[track_caller]
    fn check(source: &str, shown: &str) {
        assert_eq!(SourceText::new("a.txt", source).masked(), shown);
    }

    #[test]
    fn columns_of_tables() {
        check(
            "|\nHọ tên\n|\nNgày sinh\n|\nSố CMND/ CCCD\n|\nĐịa chỉ hiện tại\n|\n|\nTrần B\n|\n02/3/1970\n|\n012345678\n|\nThôn Hai\n|\n",
            "|\nHọ tên\n|\nNgày sinh\n|\nSố CMND/ CCCD\n|\nĐịa chỉ hiện tại\n|\n|\nTrần B\n|\n•••••••••\n|\n•••••••••\n|\n•••• •••\n|\n",
        );
        check(
            "| TT | Họ và tên | Điện thoại | | Email |\n| 1 | Trần B | 3872187 | 0948.716679 | x@y.vn |\n\nHết\n",
            "| TT | Họ và tên | Điện thoại | | Email |\n| 1 | Trần B | 3872187 | ••••••••••• | x@y.vn |\n\nHết\n",
        );
        let projects = "|\nTT\n|\nDự án\n|\nĐịa chỉ\n|\n|\n1\n|\nChợ Một\n|\nSố 5 Trần Phú\n|\n";
        check(projects, projects);
    }

    #[test]
    fn a_table_of_nothing_but_headings_is_read_at_once() {
        let rows = "|\nCCCD\n|\nĐịa chỉ\n|\n|\n".repeat(20_000);
        check(&rows, &rows);
    }
}
