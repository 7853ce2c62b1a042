//! Joins what the rules find in each block to one entry a work, with all its words.

use std::collections::{BTreeMap, BTreeSet};

use super::Works;
use super::amount::{Measure, Quantity, may_state, quantities};
use super::attach::{is_cost, of_subject, owner, years};
use super::budget::lines;
use super::endpoint::is_endpoint;
use super::enterprise::firms;
use super::entry::{Entry, keeps, key, kind, new_project, spaced};
use super::from_tables::Tables;
use super::known::Known;
use super::name::{Found, Naming, find, labelled_activity};
use super::target::{aims, range, range_end};
use super::words::{Word, phrase_at, words_of};
use crate::extract::cue::Cue;
use crate::extract::{matter, view};
use crate::model::{Amount, BudgetLine, EnterpriseMention, Evidence, Header, ProjectKind, Section, Target};
use crate::text::{Block, Marker, Span, fold};

/// How many bytes a heading has at most that names the work its section is about.
pub(super) const HEADING: usize = 240;

/// The state of the pass over the blocks.
pub(super) struct Pass<'a> {
    pub(super) text: &'a view::View<'a>,
    pub(super) sections: &'a [Section],
    /// Of each section, once it is known: on funding, sets aims.
    pub(super) sorts: Vec<Option<(bool, bool)>>,
    pub(super) entries: Vec<Entry>,
    known: Known,
    /// The firms by their names without marks, and which of them build which work.
    firms: BTreeMap<String, usize>,
    building: BTreeSet<(usize, u32)>,
    pub(super) works: Works,
    /// What is known of the tables.
    pub(super) tables: Tables,
    /// The one work the title names, and where the title ends.
    subject: Option<usize>,
    /// The one work a section's heading names: "(1) Dự án đường Nguyễn Thị Định".
    headed: BTreeMap<usize, usize>,
    title: u32,
    /// The year that the last paragraph sets that leads to a list, with the section it stands in. That of the title is
    /// no aim's: it tells how long the document holds.
    pub(super) led: Option<(String, Option<usize>)>,
    /// The page's heading above is on funding.
    pub(super) funds: bool,
    /// The years of the aims so far, by what is measured, the figure and its unit.
    aims: BTreeMap<(String, String, String), Vec<Option<String>>>,
    /// Budget line the next ones belong to: the whole, and the numbered one.
    total: Option<u32>,
    numbered: Option<u32>,
}

/// One block, cut up.
pub(super) struct View<'a> {
    pub(super) words: Vec<Word<'a>>,
    pub(super) quantities: Vec<Quantity>,
    /// First word after the mark.
    pub(super) body: usize,
}

/// Reads all blocks in order.
pub(super) fn gather<'a>(text: &'a view::View<'a>, sections: &'a [Section], header: &Header) -> Works {
    let works = Works::default();
    let title = header.title.as_ref().map(|t| t.evidence.span().end).unwrap_or_default();
    let (entries, subject) = (Vec::new(), None);
    let sorts = vec![None; sections.len()];
    let (total, numbered, headed) = (None, None, BTreeMap::new());
    let tables = Tables::new(text, header);
    let led = None;
    let mut pass = Pass {
        text,
        sections,
        sorts,
        entries,
        known: Known::default(),
        firms: BTreeMap::new(),
        building: BTreeSet::new(),
        works,
        tables,
        subject,
        headed,
        title,
        led,
        funds: false,
        aims: BTreeMap::new(),
        total,
        numbered,
    };
    // Recipients and signatures name nobody who does anything.
    for (at, (block, _)) in text.blocks().iter().zip(matter::end_matter(text)).enumerate().filter(|(_, (_, end))| !end)
    {
        pass.table(at);
        if !pass.tables.taken.contains(&at) {
            pass.block(block);
        }
    }
    let mut kept: Vec<Entry> = pass.entries.into_iter().filter(keeps).collect();
    // Works by themselves first, then works told by their number alone.
    kept.sort_by_key(|e| e.count > 1);
    pass.works.projects = kept.into_iter().map(|e| e.project).collect();
    pass.works
}

impl Pass<'_> {
    fn block(&mut self, block: &Block) {
        // "+ Cửa khẩu cảng Vạn Gia, tỉnh Quảng Ninh;" in a list of gates is a place to pass, no work.
        if block.marker.is_some() && self.text.lower(block.body_span()).starts_with("cửa khẩu ") {
            return;
        }
        self.lead_in(block);
        self.heading(block);
        // Whatever is found here begins with the head noun of a work, that of a firm, or an amount.
        let heads = self.text.holds(block.span, Cue::Head);
        if !heads && !may_state(self.text, block.span) {
            return;
        }
        let clean = self.text.clean();
        let words = words_of(self.text, block.body as usize, block.span.end as usize);
        let quantities = quantities(clean, &words);
        let view = View { words, quantities, body: 0 };
        let firms = if heads { self.firms(&view) } else { Vec::new() };
        let taken: Vec<(usize, usize)> = firms.iter().map(|f| (f.1, f.2)).collect();
        let mut found = if heads { find(&view.words, &taken) } else { Vec::new() };
        let titles = self.titles(block);
        let funding = self.funds || titles.iter().any(|t| self.sorts(*t).0);
        let costed = view.quantities.iter().any(|q| is_cost(&view.words, q));
        if !funding && costed && found.iter().all(|f| f.naming == Naming::Generic) {
            found.splice(0..0, labelled_activity(&view.words));
        }
        let ids = self.name_all(&view, &found);
        if self.subject.is_none() && !ids.is_empty() && self.text.to_source(block.span).start < self.title {
            self.subject = self.only(&ids);
        }
        if let Some(one) = self.only(&ids).filter(|_| self.text.slice(block.span).len() < HEADING)
            && let own = self.sections.partition_point(|s| s.span.start < block.span.start)
            && self.sections.get(own).is_some_and(|s| s.span.start == block.span.start)
        {
            self.headed.insert(own, one);
        }
        let subject = titles.iter().rev().find_map(|t| self.headed.get(t).copied()).or(self.subject);
        let owned = self.attach(&view, (&found, &ids), subject, funding);
        self.investors(&view, &found, &ids, &firms);
        if funding {
            self.budget(&view, block);
        } else {
            let aims = titles.iter().any(|t| self.sorts(*t).1);
            self.targets(&view, aims, &owned, &titles);
        }
    }

    fn span(view: &View, from: usize, to: usize) -> Option<Span> {
        let start = view.words.get(from)?.start;
        let end = view.words.get(to.checked_sub(1)?)?.end;
        (start < end).then(|| Span::new(start, end))
    }

    fn evidence(&self, view: &View, from: usize, to: usize) -> Option<Evidence> {
        let span = Self::span(view, from, to)?;
        Evidence::new(self.text, span, span)
    }

    fn printed(&self, view: &View, from: usize, to: usize) -> String {
        let words = Self::span(view, from, to).map(|s| self.text.slice(s)).unwrap_or_default();
        spaced(words.split_whitespace(), words.len())
    }

    /// Records the firms of a block; returns the index and the words of each.
    pub(super) fn firms(&mut self, view: &View) -> Vec<(u32, usize, usize)> {
        let mut out = Vec::new();
        for firm in firms(&view.words) {
            let own = self.printed(view, firm.from, firm.to);
            let name = match firm.shared {
                Some((from, to)) => format!("{} {own}", self.printed(view, from, to)),
                None => own,
            };
            let Some(evidence) = self.evidence(view, firm.from, firm.to) else { continue };
            // "Tân Cảng - Petro", "Tân Cảng-Petro", "Tân Cảng – Petro" are one.
            let plain = |name: &str| fold(name).replace('–', "-").replace(" -", "-").replace("- ", "-");
            let at = *self.firms.entry(plain(&name)).or_insert(self.works.enterprises.len());
            match self.works.enterprises.get_mut(at) {
                Some(e) => e.evidence.push(evidence),
                None => self.works.enterprises.push(EnterpriseMention { name, evidence: vec![evidence] }),
            }
            out.push((u32::try_from(at).unwrap_or(u32::MAX), firm.from, firm.to));
        }
        out
    }

    fn name_all(&mut self, view: &View, found: &[Found]) -> Vec<Option<usize>> {
        let works = |f: &Found| f.naming != Naming::Generic;
        found.iter().map(|f| works(f).then(|| self.name(view, f))?).collect()
    }

    /// The one work of a title; a zone it lies in is its place.
    fn only(&self, ids: &[Option<usize>]) -> Option<usize> {
        let mut ids: Vec<usize> = ids.iter().copied().flatten().collect();
        ids.sort_unstable();
        ids.dedup();
        let zone = |i: &usize| self.entries.get(*i).is_some_and(|e| e.project.kind == ProjectKind::EconomicZone);
        if ids.len() > 1 {
            ids.retain(|i| !zone(i));
        }
        // "9 dự án trọng điểm" are not one work.
        let one = |i: &usize| self.entries.get(*i).is_some_and(|e| e.naming == Naming::Named);
        (ids.len() == 1).then(|| ids.first().copied().filter(one))?
    }

    /// Finds or makes the entry of a work.
    pub(super) fn name(&mut self, view: &View, found: &Found) -> Option<usize> {
        let evidence = self.evidence(view, found.from, found.to)?;
        let key = key(&self.printed(view, found.name, found.to));
        let place = found.place.map(|(from, to)| self.printed(view, from, to));
        let folded = place.as_deref().map(fold).unwrap_or_default();
        if let Some(at) = self.known.find(&self.entries, found, &key, &folded) {
            let printed = self.printed(view, found.from, found.to);
            let entry = self.entries.get_mut(at)?;
            entry.project.evidence.push(evidence);
            if entry.name_better(found, printed) {
                self.known.add(at, entry);
            }
            return Some(at);
        }
        if is_endpoint(&view.words, found) {
            return None;
        }
        let printed = self.printed(view, found.from, found.to);
        let name = match found.shared {
            Some((from, to)) => format!("{} {printed}", self.printed(view, from, to)),
            None => printed.clone(),
        };
        let project = new_project(name, printed, kind(found), place, evidence);
        let (family, described) = (found.head.family, found.described);
        let (naming, count, at) = (found.naming, found.count, self.entries.len());
        let entry = Entry { family, key, place: folded, described, naming, count, project };
        self.known.add(at, &entry);
        self.entries.push(entry);
        Some(at)
    }

    /// Gives amounts and years to their works; returns which amounts were given.
    fn attach(
        &mut self,
        view: &View,
        (found, ids): (&[Found], &[Option<usize>]),
        subject: Option<usize>,
        funding: bool,
    ) -> Vec<bool> {
        let mut owned = Vec::new();
        let mut given: BTreeSet<(usize, u64, String)> = BTreeSet::new();
        for quantity in &view.quantities {
            let at = owner(&view.words, found, quantity).or_else(|| labelled(view, found, quantity, funding));
            let id = at.and_then(|i| {
                ids.get(i).copied().flatten().or_else(|| self.name(view, found.get(i).filter(|f| f.plural)?))
            });
            let named = |f: &Found| f.naming != Naming::Generic && f.to <= quantity.at;
            let id = id.or_else(|| subject.filter(|_| !found.iter().any(named) && of_subject(&view.words, quantity)));
            owned.push(id.is_some());
            let Some((id, amount)) = id.zip(self.amount(view, quantity)) else { continue };
            let Some(entry) = self.entries.get_mut(id) else { continue };
            let money = quantity.measure == Measure::Money;
            let list = if money { &mut entry.project.costs } else { &mut entry.project.capacities };
            let this = (id, amount.value.to_bits(), amount.unit.clone());
            // What is said of the subject without its name once more is said of a part of it.
            let part = at.is_none() && quantity.measure == Measure::Size;
            let known = |a: &Amount| a.unit == amount.unit && (part || a.value.to_bits() == amount.value.to_bits());
            let known = Some(id) == subject && list.iter().any(known);
            if !known && given.insert(this) {
                list.push(amount);
            }
        }
        self.years(view, found, ids);
        owned
    }

    /// "X do Công ty Y làm chủ đầu tư": the firm belongs to the work before it.
    fn investors(&mut self, view: &View, found: &[Found], ids: &[Option<usize>], firms: &[(u32, usize, usize)]) {
        for (firm, from, to) in firms {
            if !invests(&view.words, *from, *to) {
                continue;
            }
            let sentence = view.words.get(*from).map(|w| w.sentence);
            let near = |f: &Found| f.to <= *from && view.words.get(f.from).map(|w| w.sentence) == sentence;
            let id = found.iter().rposition(near).and_then(|i| ids.get(i).copied().flatten());
            self.builds(id, *firm);
        }
    }

    /// Records that a firm builds a work.
    pub(super) fn builds(&mut self, work: Option<usize>, firm: u32) {
        if let Some((id, entry)) = work.and_then(|id| Some((id, self.entries.get_mut(id)?)))
            && self.building.insert((id, firm))
        {
            entry.project.enterprises.push(firm);
        }
    }

    fn years(&mut self, view: &View, found: &[Found], ids: &[Option<usize>]) {
        for (i, work) in found.iter().enumerate() {
            let next = found.get(i + 1).map_or(view.words.len(), |f| f.from);
            for (year, from, to) in years(&view.words, work, next) {
                let evidence = self.evidence(view, from, to);
                let entry = ids.get(i).copied().flatten().and_then(|id| self.entries.get_mut(id));
                if let Some((entry, evidence)) = entry.zip(evidence) {
                    entry.project.years.push((year, evidence));
                }
            }
        }
    }

    fn amount(&self, view: &View, quantity: &Quantity) -> Option<Amount> {
        let sentence = view.words.get(quantity.at)?.sentence;
        let start = view.words.iter().find(|w| w.sentence == sentence)?.start;
        let focus = Span::new(quantity.start, quantity.end);
        let evidence = Evidence::new(self.text, Span::new(start, quantity.end), focus)?;
        Some(Amount { printed: quantity.printed.clone(), value: quantity.value, unit: quantity.unit.clone(), evidence })
    }

    fn targets(&mut self, view: &View, in_aims: bool, owned: &[bool], titles: &[usize]) {
        let led = self.led.as_ref().filter(|(_, of)| titles.last() == of.as_ref()).map(|(year, _)| year.clone());
        for aim in aims(&view.words, &view.quantities, in_aims, owned) {
            let Some(quantity) = view.quantities.get(aim.quantity) else { continue };
            let whole = Quantity { end: range_end(&view.words, quantity), ..quantity.clone() };
            let Some(amount) = self.amount(view, &whole) else { continue };
            let metric = self.printed(view, aim.metric.0, aim.metric.1);
            let year = aim.year.or_else(|| led.clone()).or_else(|| titles.iter().rev().find_map(|t| self.year_of(*t)));
            let Amount { value, unit, evidence, .. } = amount;
            let printed = range(&view.words, quantity);
            self.aim(Target { metric, printed, value, unit, year, evidence });
        }
    }

    /// Records an aim; what is stated once more is its own only where it says something else.
    pub(super) fn aim(&mut self, aim: Target) {
        let key = (fold(&aim.metric), aim.printed.clone(), aim.unit.clone());
        let years = self.aims.entry(key).or_default();
        let known = years.iter().any(|y| *y == aim.year || y.is_none() || aim.year.is_none());
        if !known {
            years.push(aim.year.clone());
            self.works.targets.push(aim);
        }
    }

    fn budget(&mut self, view: &View, block: &Block) {
        let mut outer = None;
        for line in lines(&view.words, view.body, &view.quantities, true) {
            let amount = view.quantities.get(line.quantity).and_then(|q| self.amount(view, q));
            let Some(amount) = amount else { continue };
            let label = self.printed(view, line.label.0, line.label.1);
            let index = u32::try_from(self.works.budget.len()).ok();
            let parent = if line.inner { outer } else { self.parent(block, index) };
            self.works.budget.push(BudgetLine { label, amount, parent });
            outer = if line.inner { outer } else { index };
        }
    }

    /// The line above in the outline; remembers this one for those below.
    fn parent(&mut self, block: &Block, index: Option<u32>) -> Option<u32> {
        if matches!(block.marker, Marker::Bullet(_)) {
            return self.numbered.or(self.total);
        }
        if block.marker.is_some() || self.text.slice(block.span).starts_with(|c: char| c.is_ascii_digit()) {
            self.numbered = index;
            return self.total;
        }
        self.total = index;
        self.numbered = None;
        None
    }
}

/// "Đầu tư hạ tầng Cụm công nghiệp X: 105 tỷ đồng": in a budget the label says what is paid for.
fn labelled(view: &View, found: &[Found], quantity: &Quantity, funding: bool) -> Option<usize> {
    let colon = |f: &Found| f.to + 1 == quantity.at && view.words.get(f.to).is_some_and(|w| w.lower == ":");
    let money = quantity.measure == Measure::Money && !is_cost(&view.words, quantity);
    (funding && money).then(|| found.iter().position(|f| f.naming == Naming::Named && colon(f)))?
}

fn invests(words: &[Word], from: usize, to: usize) -> bool {
    let after = ["làm chủ đầu tư", "là chủ đầu tư"].iter().any(|p| phrase_at(words, to, p).is_some());
    let before = ["chủ đầu tư là", "chủ đầu tư :", "chủ đầu tư"].iter().any(|p| {
        let n = p.split(' ').count();
        from >= n && phrase_at(words, from - n, p).is_some()
    });
    after || before
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceText;

    fn check(text: &str, expected: &[&str]) {
        let works = gather(&view::View::new(&SourceText::new("a.txt", text)), &[], &Header::default());
        let names: Vec<&str> = works.projects.iter().map(|p| p.printed.as_str()).collect();
        assert_eq!(names, expected, "{text}");
    }

    #[test]
    fn one_entry_a_work() {
        check(
            "Cụm công nghiệp Phố Ràng.\n\nVào cụm CN Phố Ràng và nhà máy thủy điện Vĩnh Hà.\n",
            &["Cụm công nghiệp Phố Ràng", "nhà máy thủy điện Vĩnh Hà"],
        );
    }

    #[test]
    fn a_way_and_its_stretch_are_one_and_two_stretches_are_two() {
        let whole = "Đại lộ Lê Lợi đoạn từ ngã tư Phú Sơn đến cầu Đống";
        check(&format!("Dự án mở rộng Đại lộ Lê Lợi.\n\nDự án mở rộng {whole}, thành phố.\n"), &[whole]);
        let (one, two) =
            ("đường 25C đoạn từ quốc lộ 51 đến Hương Lộ 19", "đường 25C đoạn từ đường Hùng Vương đến đường Liên Cảng");
        check(&format!("Dự án xây dựng {one};\n\nDự án xây dựng {two};\n"), &[one, two]);
        check(
            "Dự án tuyến đường sắt Lào Cai - Hà Nội - Hải Phòng.\n\nDự án đường sắt khổ tiêu chuẩn Lào Cai - Hà Nội - Hải Phòng.\n",
            &["Dự án tuyến đường sắt Lào Cai - Hà Nội - Hải Phòng"],
        );
    }

    #[test]
    fn the_work_of_the_title_owns_what_is_stated_without_a_name() {
        let source = "Thông tin Cụm công nghiệp Canh Hiển\n\n- Diện tích sử dụng đất: 75 ha.\n\nTổng mức đầu tư dự kiến: 400 \
            tỷ đồng.\n\nDoanh thu 3 tỷ đồng.\n";
        let text = SourceText::new("a.txt", source);
        let title = text.blocks().first().map(|b| Evidence::new(&text, b.span, b.span));
        let title = title.flatten().map(|e| crate::model::Sourced::new("…".to_owned(), e));
        let header = Header { title, ..Header::default() };
        let works = gather(&view::View::new(&text), &[], &header);
        let amounts: Vec<f64> =
            works.projects.iter().flat_map(|p| p.costs.iter().chain(&p.capacities)).map(|a| a.value).collect();
        assert_eq!(amounts, [400.0, 75.0]);
    }

    #[test]
    fn an_item_is_named_by_what_will_be_made() {
        check(
            "+ Chế biến sản phẩm từ cây dược liệu: Khuyến khích Công ty TNHH Sơn Hải đầu tư nâng cấp. Dự kiến kinh phí 5 tỷ \
             đồng/cơ sở.\n",
            &["Chế biến sản phẩm từ cây dược liệu"],
        );
        check("+ Chế biến sản phẩm từ cây dược liệu: Khuyến khích Công ty TNHH Sơn Hải đầu tư.\n", &[]);
    }

    #[test]
    fn a_counted_name_says_more() {
        check(
            "Mở rộng làng nghề dệt thổ cẩm tại xã Nghĩa Đô.\n\nPhát triển 02 làng nghề dệt thổ cẩm tại xã Nghĩa Đô.\n",
            &["02 làng nghề dệt thổ cẩm tại xã Nghĩa Đô"],
        );
    }

    #[test]
    fn unnamed_works_need_an_amount() {
        check("Có 16 cụm công nghiệp với diện tích trên 537 ha.\n", &[]);
        check("Có 1 khu chế xuất với diện tích trên 126 ha.\n", &["1 khu chế xuất"]);
    }
}
