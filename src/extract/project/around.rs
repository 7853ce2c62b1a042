//! What stands round a block: the sections it is in, what their titles set, lead-ins and headings above it.

use super::attach::year_end;
use super::budget::is_funding;
use super::gather::{HEADING, Pass};
use super::measured::period;
use super::target::is_aims;
use super::words::{joined, words_of};
use crate::model::Section;
use crate::text::Block;

impl Pass<'_> {
    /// "Đến hết năm 2030, phấn đấu đạt được những mục tiêu sau:" sets the year of the items behind it.
    pub(super) fn lead_in(&mut self, block: &Block) {
        let text = self.text.lower(block.span);
        if block.marker.is_some() || !text.ends_with(':') || text.len() > HEADING || !text.contains("năm 20") {
            return;
        }
        let words = words_of(self.text, block.body as usize, block.span.end as usize);
        self.led = period(&words).map(|year| (year, self.titles(block).last().copied()));
    }

    /// "## Chi phí dự toán lập quy hoạch": a heading of a page, which is no section, is on funding up to the next one.
    pub(super) fn heading(&mut self, block: &Block) {
        let start = self.text.to_source(block.span).start as usize;
        let before = self.text.source().get(..start).unwrap_or_default();
        if before.trim_end_matches(' ').ends_with('#') {
            let title = self.text.lower(block.span);
            self.funds = ["dự toán", "kinh phí thực hiện"].iter().any(|w| title.contains(w));
        }
    }

    /// The sections a block stands in, by their place in the list.
    pub(super) fn titles(&self, block: &Block) -> Vec<usize> {
        let around = |s: &Section| s.span.contains(block.span) && s.span.start != block.span.start;
        let begun = self.sections.partition_point(|s| s.span.start < block.span.start);
        // What stands round the block stands round the last section that began before it, or is that section.
        let above = |i: &usize| self.sections.get(*i)?.parent.map(|p| p as usize).filter(|p| p < i);
        let chain = std::iter::successors(begun.checked_sub(1), above);
        let mut titles: Vec<usize> = chain.filter(|i| self.sections.get(*i).is_some_and(around)).collect();
        titles.reverse();
        titles
    }

    /// Tells whether a section is on funding, and whether it sets aims; its title is read once.
    pub(super) fn sorts(&mut self, section: usize) -> (bool, bool) {
        let Some(sorts) = self.sorts.get_mut(section) else { return (false, false) };
        *sorts.get_or_insert_with(|| {
            let block = self.sections.get(section).and_then(|s| self.text.blocks().get(s.block as usize));
            let title = block.map_or("", |b| self.text.lower(b.body_span()));
            (is_funding(title), is_aims(title))
        })
    }

    /// The year a section's title names.
    pub(super) fn year_of(&self, section: usize) -> Option<String> {
        let block = self.text.blocks().get(self.sections.get(section)?.block as usize)?;
        let all = words_of(self.text, block.body as usize, block.span.end as usize);
        let (at, to) = (0..all.len()).find_map(|i| Some((i, year_end(&all, i)?)))?;
        Some(joined(&all, at, to).replace(' ', ""))
    }
}

#[cfg(test)]
mod tests {
    use super::super::gather::gather;
    use crate::extract::view;
    use crate::model::Header;
    use crate::text::SourceText;

    #[test]
    fn a_heading_of_a_page_is_on_funding_up_to_the_next() {
        let source = "## Chi phí dự toán lập quy hoạch\n\n- Khảo sát địa hình: 72 triệu đồng;\n\n## Ưu đãi\n\n- Thu: 5 triệu đồng.\n";
        let works = gather(&view::View::new(&SourceText::new("a.txt", source)), &[], &Header::default());
        let labels: Vec<&str> = works.budget.iter().map(|b| b.label.as_str()).collect();
        assert_eq!(labels, ["Khảo sát địa hình"]);
    }

    #[test]
    fn a_lead_in_sets_the_year_of_its_items() {
        let source = "Đến hết năm 2030, phấn đấu đạt được những mục tiêu sau:\n\n- Phấn đấu 100% hộ gia đình được tiếp nhận thông tin.\n";
        let works = gather(&view::View::new(&SourceText::new("a.txt", source)), &[], &Header::default());
        let years: Vec<Option<&str>> = works.targets.iter().map(|t| t.year.as_deref()).collect();
        assert_eq!(years, [Some("2030")]);
    }
}
