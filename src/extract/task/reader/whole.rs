//! An order before a list that says all by itself: a task where nothing in the list is one; knows no single items.

use super::Reader;
use super::unit::moved;
use crate::extract::task::deadline::{Due, deadline};
use crate::extract::task::item::item_of;
use crate::extract::task::role::{Found, doer};
use crate::text::{Marker, Span};

/// How many bytes of what is to be done stand at least before "cụ thể như sau:".
const DEED: usize = 60;

/// How many tasks of a list are looked through.
const LISTED: usize = 200;

/// An order that a list follows, with the number of tasks read before it.
#[derive(Debug)]
pub(super) struct Whole {
    read: usize,
    /// The block its list ends before; none for a list that may go on to the end.
    ends: Option<usize>,
    span: Span,
    actors: Vec<Found>,
    due: Option<Due>,
    clause: Option<usize>,
}

impl Reader<'_> {
    /// Notes "Bộ A đề nghị Bộ B định hướng thông tin đúng về …, cụ thể như sau:" in block `i`, which begins at clean
    /// offset `at`.
    pub(super) fn note_whole(&mut self, i: usize, unit: &str, at: usize, actors: &[Found]) {
        const ENDS: [&str; 7] = [
            ", cụ thể như sau:",
            ", cụ thể:",
            ", như sau:",
            ", trong đó:",
            ". trong đó:",
            " trong đó:",
            " cụ thể như sau:",
        ];
        let Some(end) = ENDS.iter().find_map(|w| unit.strip_suffix(w)).map(str::len) else { return };
        let Some(own) = doer(self.text, unit, self.home) else { return };
        if own.predicate == 0 || own.predicate + DEED > end {
            return;
        }
        let own_due = || deadline(self.text, unit.get(..end)?, self.year).map(|due| moved(due, at));
        let due = actors.iter().find_map(|a| a.due.as_deref().cloned()).or_else(own_due);
        let span = Span::new(at + own.begins, at + end);
        let owner = self.owners.get(i).copied().flatten();
        let clause = item_of(&self.fields, self.sections, owner);
        let actors = actors.to_vec();
        self.wholes.push(Whole { read: self.tasks.len(), ends: self.list_end(i), span, actors, due, clause });
    }

    /// Gives the orders whose list ends before block `i`, or all, their task where none of their doers has one in it.
    pub(super) fn settle(&mut self, i: Option<usize>) {
        if self.wholes.is_empty() {
            return;
        }
        let over = |w: &Whole| i.is_none_or(|i| w.ends.is_some_and(|end| end <= i));
        let (over, open) = std::mem::take(&mut self.wholes).into_iter().partition(over);
        self.wholes = open;
        for order in over {
            let later = self.tasks.get(order.read..).unwrap_or_default();
            let has =
                |f: &Found| later.iter().take(LISTED).flat_map(|t| &t.actors).any(|a| a.agency.name == f.agency.name);
            if !order.actors.iter().any(has) {
                self.push(order.span, &order.actors, order.due, order.clause);
            }
        }
    }

    /// The block before which the bullets or letters below block `i` end; none where none stand there.
    fn list_end(&self, i: usize) -> Option<usize> {
        let blocks = self.text.blocks();
        let lead = &blocks.get(i)?.marker;
        let below = |m: &Marker| match (lead, m) {
            (Marker::Bullet(own), Marker::Bullet(mark)) => own != mark,
            (_, Marker::Bullet(_)) => true,
            (Marker::Bullet(_) | Marker::Letter(_), _) => false,
            (_, m) => matches!(m, Marker::Letter(_)),
        };
        let end = blocks.iter().skip(i + 1).position(|b| !below(&b.marker)).map(|n| i + 1 + n);
        end.filter(|end| *end > i + 1)
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::task::reader::tests::check;

    #[test]
    fn an_order_whose_list_says_only_how_things_are_is_one_task() {
        let order = "Ủy ban nhân dân tỉnh đề nghị Sở Công Thương tăng cường định hướng thông tin đúng về chủ trương, cụ thể như sau:";
        check(
            &format!("{order}\n\n1. Thời gian qua, chủ trương lớn này đã được bàn bạc thấu đáo.\n"),
            &["- | ASSIGNED Sở Công Thương | -"],
        );
        check(&format!("{order}\n\n1. Rà soát các thông tin sai lệch.\n"), &["1 | ASSIGNED Sở Công Thương | -"]);
    }
}
