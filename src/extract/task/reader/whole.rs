//! An order before a list that says all by itself: a task where nothing in the list is one; knows no single items.

use super::Reader;
use crate::extract::task::deadline::Due;
use crate::extract::task::role::{Found, doer};
use crate::text::Span;

/// How many bytes of what is to be done stand at least before "cụ thể như sau:".
const DEED: usize = 60;

/// An order that a list follows, with the number of tasks read before it.
#[derive(Debug)]
pub(super) struct Whole {
    read: usize,
    span: Span,
    actors: Vec<Found>,
    due: Option<Due>,
}

impl Reader<'_> {
    /// Notes "Bộ A đề nghị Bộ B định hướng thông tin đúng về …, cụ thể như sau:", which begins at clean offset `at`.
    pub(super) fn note_whole(&mut self, unit: &str, at: usize, actors: &[Found]) {
        const ENDS: [&str; 4] = [", cụ thể như sau:", ", cụ thể:", ", như sau:", " cụ thể như sau:"];
        let Some(end) = ENDS.iter().find_map(|w| unit.strip_suffix(w)).map(str::len) else { return };
        let Some(own) = doer(self.text, unit, self.home) else { return };
        if own.predicate == 0 || own.predicate + DEED > end {
            return;
        }
        let due = actors.iter().find_map(|a| a.due.as_deref().cloned());
        let span = Span::new(at + own.begins, at + end);
        self.wholes.push(Whole { read: self.tasks.len(), span, actors: actors.to_vec(), due });
    }

    /// Gives the orders of a part their task where none of their doers has one behind them.
    pub(super) fn settle(&mut self) {
        for order in std::mem::take(&mut self.wholes) {
            let later = self.tasks.get(order.read..).unwrap_or_default();
            let has = |f: &Found| later.iter().flat_map(|t| &t.actors).any(|a| a.agency.name == f.agency.name);
            if !order.actors.iter().any(has) {
                self.push(order.span, &order.actors, order.due, None);
            }
        }
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
