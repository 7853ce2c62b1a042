//! The walk over a text's blocks: headings and lead-ins give their doers to what stands below them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::binding::{PLACES, SURE, is_people};
use super::closing::{Part, parts};
use super::deadline::{Due, deadline, has_day, is_labelled, read};
use super::field::Field;
use super::item::{Fields, Items, fields, item_of, items, owners, shifted};
use super::partner::partners;
use super::role::{CONNECTORS, Found, after_brackets, bodies, doer, leads, predicate, skip_connector, widen};
use super::sentence::sentences;
use super::silence::{comes_into_force, defines, ends_the_text, lists_things, states_no_task, states_scope};
use super::table::{self, Row};
use crate::extract::cue::Cue;
use crate::extract::view::View;
use crate::model::{Actor, AgencyKind, AgencyName, Deadline, Evidence, Jurisdiction, Role, Section, Task};
use crate::text::{Block, BlockKind, Cursor, Marker, Span};

/// How many bytes of a task its focus takes, about.
const OPENING: usize = 60;

/// Returns the words this walk waits for.
pub(super) fn cues() -> impl Iterator<Item = (Cue, &'static str)> {
    [(Cue::Enact, "ban hành"), (Cue::Notify, "xin thông báo"), (Cue::Annex, "kèm theo")].into_iter()
}

/// Reads a text block by block.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    text: &'a View<'a>,
    sections: &'a [Section],
    home: &'a Jurisdiction,
    owners: Vec<Option<usize>>,
    fields: Fields,
    items: Items,
    /// Doers a heading or lead-in gives to its section.
    frames: BTreeMap<usize, Vec<Found>>,
    /// Doers a bullet that ends in a colon gives to the bullets below it.
    lead: Option<(char, Vec<Found>)>,
    /// Doers an unmarked lead-in gives to the items numbered behind it, by the section it stands in, with its block.
    below: BTreeMap<Option<usize>, (usize, Vec<Found>)>,
    /// Doers of the sentence before, in prose.
    before: Vec<Found>,
    parts: Vec<Part>,
    /// Whether the block at hand is one of the closing words.
    closes: bool,
    /// Who writes a letter: what it says of itself gives it no task.
    writer: Option<&'a str>,
    /// Who issues the text: "X ban hành …, cụ thể như sau:" gives the items behind it no doer.
    issuer: Option<&'a str>,
    tasks: Vec<Task>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a View<'a>, sections: &'a [Section], home: &'a Jurisdiction, article: bool) -> Self {
        let owners = owners(text, sections);
        let fields = fields(text);
        let items = items(text, &fields, sections, &owners, home);
        let parts = parts(text, article);
        let (frames, lead, below, before, tasks) = Default::default();
        let (closes, writer, issuer) = Default::default();
        Self {
            text,
            sections,
            home,
            owners,
            fields,
            items,
            frames,
            lead,
            below,
            before,
            parts,
            closes,
            writer,
            issuer,
            tasks,
        }
    }

    /// Names the issuer of the text.
    pub(super) fn of_issuer(self, issuer: Option<&'a str>) -> Self {
        Self { issuer, ..self }
    }

    /// Names the writer of a letter.
    pub(super) fn of_letter(self, writer: Option<&'a str>) -> Self {
        Self { writer, ..self }
    }

    /// Reads all tasks in the order of the text.
    pub(super) fn read(mut self) -> Vec<Task> {
        for part in std::mem::take(&mut self.parts) {
            (self.lead, self.closes) = (None, false);
            self.frames.clear();
            self.below.clear();
            self.before.clear();
            let (mut quoting, mut addressing) = (false, false);
            for i in part.blocks {
                let Some(block) = self.text.blocks().get(i).filter(|b| b.kind == BlockKind::Paragraph) else {
                    continue;
                };
                // "THỦ TƯỚNG CHÍNH PHỦ điện:" and those a telegram is sent to.
                let listed = addressing && matches!(block.marker, Marker::Bullet(_));
                addressing = listed || self.text.slice(block.span).ends_with(" điện:");
                if addressing {
                    continue;
                }
                self.closes = i >= part.closing;
                let quoted = quoting;
                quoting = goes_on_quoting(self.text.slice(block.span), quoting);
                // What a letter quotes is another document's: it gives its tasks there.
                if self.writer.is_none() || !quoted {
                    self.block(i, block);
                }
            }
        }
        for row in table::rows(self.text, self.home) {
            self.row(row);
        }
        self.tasks.sort_by_key(|t| t.evidence.span());
        self.tasks
    }

    fn row(&mut self, row: Row) {
        self.push(row.task, &row.actors, row.due, None);
    }

    fn block(&mut self, i: usize, block: &Block) {
        let body = self.text.slice(block.body_span());
        let above = self.owners.get(i).copied().flatten().is_none();
        let basis = ["Căn cứ", "Theo đề nghị", "Xét đề nghị", "Xét Tờ trình"].iter().any(|w| body.starts_with(w));
        let says = |cue: Cue, words: &str| self.text.holds(block.body_span(), cue) && body.contains(words);
        let enacts = above && !self.closes && says(Cue::Enact, " ban hành ") && self.enacts(body);
        // "(Kèm theo Báo cáo số … của Sở Y tế)": a remark gives nobody a task.
        let remark = body.starts_with('(') && body.trim_end_matches('.').ends_with(')');
        let notifies = says(Cue::Notify, " xin thông báo ") && body.contains(" biết")
            || ["Văn phòng Chính phủ trân trọng thông báo", "Văn phòng Chính phủ thông báo"]
                .iter()
                .any(|w| body.starts_with(w));
        // "b) Căn cứ khả năng cân đối ngân sách, phối hợp với Sở Y tế …;" below a heading is an item like its neighbours.
        let rests = basis && (above || body.ends_with(';') && block.marker == Marker::None);
        if body.is_empty() || remark || notifies || enacts || rests || self.is_particular(body) {
            return;
        }
        if ends_the_text(body, says(Cue::Annex, "èm theo ")) {
            self.frames.clear();
            self.below.clear();
            (self.lead, self.before) = (None, Vec::new());
            return;
        }
        match block.marker {
            Marker::None => {}
            Marker::Bullet(mark) => {
                if self.lead.as_ref().is_some_and(|(m, _)| *m == mark) {
                    self.lead = None;
                }
                self.before.clear();
            }
            _ => {
                self.lead = None;
                self.before.clear();
            }
        }
        let field = self.fields.get(i).copied().flatten();
        if let Some((Field::Time, at)) = field.filter(|_| block.marker == Marker::None)
            && self.due_of_bullet(i, block, at)
        {
            return;
        }
        if let Some((field, at)) = field {
            if field == Field::Content || self.acts(field, body, at) {
                self.item_task(i, block, at);
            }
            return;
        }
        if !self.heading(i, block, body) {
            self.sentences(i, block, 0);
        }
    }

    /// "Thời gian hoàn thành: …" on a line of its own below a bullet: the bullet's task has it.
    fn due_of_bullet(&mut self, i: usize, block: &Block, at: usize) -> bool {
        let Some(above) = i.checked_sub(1).and_then(|p| self.text.blocks().get(p)) else { return false };
        let span = self.text.to_source(above.span);
        let Some(task) = self
            .tasks
            .last_mut()
            .filter(|t| matches!(above.marker, Marker::Bullet(_)) && span.contains(t.evidence.span()))
        else {
            return false;
        };
        let value = self.text.slice(block.body_span()).get(at..).unwrap_or_default();
        let due = read(value, at + block.body as usize);
        task.deadline = due.and_then(|d| {
            let evidence = Evidence::new(self.text, d.span, d.span)?;
            Some(Deadline { kind: d.kind, text: d.text, due: d.day, evidence })
        });
        true
    }

    /// "Chủ đầu tư: Ban Quản lý dự án …" says who invests, nothing to be done.
    fn is_particular(&self, body: &str) -> bool {
        let labels = ["Chủ đầu tư: ", "Nhà đầu tư: ", "Tên chủ đầu tư: ", "Tên nhà đầu tư: ", "Đơn vị tư vấn: "];
        labels.iter().find_map(|l| body.strip_prefix(l)).is_some_and(|value| !predicate(value))
    }

    /// "Bộ trưởng Bộ Y tế ban hành Thông tư …": the words by which a document comes into being give nobody a task.
    fn enacts(&self, body: &str) -> bool {
        let found = doer(self.text, body, self.home).map(|d| body.get(d.predicate..).unwrap_or_default().trim_start());
        found.is_some_and(|p| p.starts_with("ban hành"))
    }

    /// "Cơ quan thực hiện: Sở Y tế rà soát …": the field says what is to be done, not only who does it.
    fn acts(&self, field: Field, body: &str, at: usize) -> bool {
        let (found, end) = bodies(body, at, Role::Assigned, self.home);
        matches!(field, Field::Actors(_)) && !found.is_empty() && predicate(body.get(end..).unwrap_or_default()) && {
            let rest = body.get(end..).unwrap_or_default().trim_start();
            !["theo", "căn cứ", "trên cơ sở"].iter().any(|w| rest.starts_with(w))
        }
    }

    /// A field "Nhiệm vụ: …" whose words are the task.
    fn item_task(&mut self, i: usize, block: &Block, at: usize) {
        let words = self.text.slice(block.body_span()).get(at..).unwrap_or_default();
        if !words.trim().is_empty() {
            self.sentences(i, block, at);
        }
    }

    /// Reads a block that names who the lines below are for; tells whether nothing is left to read.
    fn heading(&mut self, i: usize, block: &Block, body: &str) -> bool {
        let opens = self.opened(i);
        if let Some(section) = opens
            && self.items.get(&section).is_some_and(|item| item.content)
        {
            return true;
        }
        let (found, end) = self.addressees(body);
        // "Về trách nhiệm của UBND cấp xã, tại Điều 16 … nêu rõ như sau:"
        if !found.is_empty()
            && body.ends_with("như sau:")
            && self.text.small(body.get(..end).unwrap_or_default()).contains("trách nhiệm của")
        {
            self.give(i, opens, block, found);
            return true;
        }
        let rest = body.get(end..).unwrap_or_default();
        let after = after_brackets(rest);
        // "Đối với người dân, doanh nghiệp:" says what they get.
        if !found.is_empty()
            && found.iter().all(|f| is_people(&f.agency))
            && !self.text.small(body).contains("trách nhiệm")
        {
            return after.trim_matches([':', ' ']).is_empty();
        }
        if !found.is_empty() && after.trim_matches([':', '.', ' ', ';', '/']).is_empty() {
            self.give(i, opens, block, found);
            return true;
        }
        // "1.2. Sở Tài chính - Cơ quan thường trực Ban Chỉ đạo"
        let titled = [" - ", " – "].iter().any(|d| after.starts_with(d)) && !after.ends_with(['.', ';']);
        if !found.is_empty() && titled && opens.is_some() && self.has_children(i) && body.chars().count() < 120 {
            self.give(i, opens, block, found);
            return true;
        }
        // "1. Chủ tịch UBND các tỉnh từ Hà Tĩnh đến Lâm Đồng, trọng tâm là …:"
        if let Some(found) = opens.filter(|_| self.has_children(i)).and_then(|_| self.described(&found, rest)) {
            self.give(i, opens, block, found);
            return true;
        }
        if let Some(found) = opens.filter(|_| self.has_children(i)).and_then(|_| self.bracketed(body)) {
            self.give(i, opens, block, found);
            return true;
        }
        if let Some(found) = self.labelled(body) {
            let own = vec![shifted(found.clone(), block.body)];
            self.give(i, opens, block, vec![found]);
            self.sentences_of(i, block, body.find(':').map_or(0, |at| at + 1), own);
            return true;
        }
        // "Đối với các trường học: Giao Sở Giáo dục và Đào tạo …": the order names who is to do it.
        let orders = after.trim_start_matches([':', ' ']);
        let ordered = ["Giao ", "giao ", "Yêu cầu ", "yêu cầu ", "Đề nghị "].iter().any(|w| orders.starts_with(w));
        if body.starts_with("Đối với ") && ordered && after.trim_start().starts_with(':') {
            self.sentences_of(i, block, body.len() - orders.len(), Vec::new());
            return true;
        }
        if !found.is_empty() && after.trim_start().starts_with(':') {
            if self.chain(self.owners.get(i).copied().flatten()).any(|s| self.is_no_task(s)) {
                return true;
            }
            let at = body.len() - after.len() + 1 + (after.len() - after.trim_start().len());
            let own: Vec<Found> = found.iter().cloned().map(|f| shifted(f, block.body)).collect();
            self.give(i, opens, block, found);
            // A bullet's words begin with whom they are for; a heading's begin behind the colon.
            let from = if matches!(block.marker, Marker::Bullet(_)) { 0 } else { at };
            self.sentences_of(i, block, from, own);
            return true;
        }
        if let Some(found) = opens.filter(|_| self.has_children(i)).and_then(|_| self.whole(body)) {
            self.give(i, opens, block, vec![found]);
            return true;
        }
        let bare = opens.is_some() && !self.items.contains_key(&opens.unwrap_or(usize::MAX));
        bare && self.has_children(i) && !body.ends_with(['.', ';', ':']) && body.chars().count() < 150
    }

    /// Bodies of a heading, the last of which words up to its colon describe; none when these words are a predicate.
    fn described(&self, found: &[Found], rest: &str) -> Option<Vec<Found>> {
        let words = rest.strip_suffix(':')?;
        let mut found = found.to_vec();
        let last = found.last_mut().filter(|f| f.agency.kind != AgencyKind::Agency)?;
        let placed = Cursor::new(words.trim_start_matches([' ', ','])).eat_any(PLACES).is_some();
        let plain = placed && !words.contains(['.', ';']) && words.chars().count() < 160;
        let lists = [" gồm", " sau", " sau đây"].iter().any(|w| words.ends_with(w));
        let acts = predicate(words) || SURE.iter().any(|w| words.contains(w));
        if !plain || lists || acts || words.contains(" trách nhiệm") {
            return None;
        }
        widen(last, words, self.home);
        Some(found)
    }

    /// "Các cơ quan tham mưu (gồm các Sở: Xây dựng, Tài chính)": a heading that lists its bodies in brackets.
    fn bracketed(&self, body: &str) -> Option<Vec<Found>> {
        let open = memchr::memchr(b'(', body.as_bytes())?;
        let mut c = Cursor::at(body, open + 1);
        c.eat_any(&["bao gồm", "gồm"])?;
        c.eat(":");
        c.skip_spaces();
        let (found, end) = bodies(body, c.pos(), Role::Assigned, self.home);
        (!found.is_empty() && body.get(end..)?.trim_start().starts_with(')')).then_some(found)
    }

    fn addressees(&self, body: &str) -> (Vec<Found>, usize) {
        let mut c = Cursor::new(body);
        c.eat_any(&[
            "về trách nhiệm của",
            "đối với trách nhiệm của",
            "trách nhiệm của",
            "trách nhiệm",
            "đối với",
            "giao",
            "đề nghị",
            "yêu cầu",
        ]);
        c.eat(":");
        c.skip_spaces();
        bodies(body, c.pos(), Role::Assigned, self.home)
    }

    /// A heading that is a group with more words than a sentence would show: "Các doanh nghiệp đang hoạt động".
    fn whole(&self, body: &str) -> Option<Found> {
        let words = body.split('(').next().unwrap_or(body).trim_end_matches([':', ' ']);
        ["Các ", "Đối với các "].iter().any(|w| words.starts_with(w)).then_some(())?;
        let (mut found, end) = self.addressees(words);
        let rest = words.get(end..)?;
        let verbs = ["có trách nhiệm", "chủ trì", "phối hợp", " cần ", " phải ", " tham mưu ", " được quy định "];
        let acts = verbs.iter().any(|w| rest.contains(w));
        let firms = ["doanh nghiệp", "cơ quan", "đơn vị", "tổ chức", "cơ sở"].iter().any(|w| words.contains(w));
        let listed = firms && !rest.contains([';', '.', ':']) && words.chars().count() < 160 && !predicate(rest);
        let plain = !acts && (words.chars().count() < 100 && !rest.contains([',', ';', '.']) || listed);
        let lists = rest.trim_end().ends_with("gồm") || rest.contains(" gồm ");
        if lists || found.len() != 1 || !plain {
            return None;
        }
        let mut one = found.pop()?;
        widen(&mut one, rest, self.home);
        Some(one)
    }

    /// "5. Các cơ quan thông tin, truyền thông của tỉnh: Xây dựng Kế hoạch …": a group that only its colon ends.
    fn labelled(&self, body: &str) -> Option<Found> {
        let colon = memchr::memchr(b':', body.as_bytes()).filter(|_| body.starts_with("Các "))?;
        let (label, rest) = (body.get(..colon)?, body.get(colon + 1..)?);
        let (found, end) = self.addressees(label);
        let known = label.get(end..).is_some_and(|r| r.trim().is_empty());
        let acts = predicate(rest) && !rest.trim_end().ends_with(':');
        if known || found.is_empty() || !acts {
            return None;
        }
        self.whole(label)
    }

    /// Tells whether a section's heading names bodies as those a rule is for.
    fn is_no_task(&self, section: usize) -> bool {
        states_no_task(self.title(section))
    }

    fn give(&mut self, i: usize, opens: Option<usize>, block: &Block, found: Vec<Found>) {
        let found: Vec<Found> = found.into_iter().map(|f| shifted(f, block.body)).collect();
        self.before.clear();
        match (opens, &block.marker) {
            (Some(section), _) => {
                self.frames.insert(section, found);
            }
            (None, Marker::Bullet(mark)) => self.lead = Some((*mark, found)),
            // "UBND các tỉnh, thành phố:" on a line of its own: the items lettered behind it are theirs.
            _ => {
                if self.text.slice(block.span).trim_end().ends_with(':') {
                    self.below.insert(self.owners.get(i).copied().flatten(), (i, found.clone()));
                }
                self.lead = Some(('\0', found));
            }
        }
    }

    fn opened(&self, i: usize) -> Option<usize> {
        let owner = self.owners.get(i).copied().flatten()?;
        self.sections.get(owner).filter(|s| s.block as usize == i).map(|_| owner)
    }

    fn unmarked(&self, i: usize) -> bool {
        self.text.blocks().get(i).is_some_and(|b| b.marker == Marker::None)
    }

    /// Tells whether the next block stands below this one.
    fn has_children(&self, i: usize) -> bool {
        let Some(opened) = self.opened(i) else { return false };
        let next = self.owners.get(i + 1).copied().flatten();
        self.chain(next).any(|s| s == opened)
    }

    /// A section and those it stands in, from the inside out.
    fn chain(&self, from: Option<usize>) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(from, |s| self.sections.get(*s)?.parent.map(|p| p as usize))
    }

    /// The title of a section in lower case.
    fn title(&self, section: usize) -> &str {
        let block = self.sections.get(section).and_then(|s| self.text.blocks().get(s.block as usize));
        block.map_or("", |b| self.text.lower(b.body_span()))
    }

    /// The doers that stand above a block.
    fn inherited(&self, i: usize, block: &Block) -> Vec<Found> {
        let owner = self.owners.get(i).copied().flatten();
        if let Some(item) = item_of(&self.fields, self.sections, owner).and_then(|s| self.items.get(&s)) {
            return item.actors.clone();
        }
        if self.closes {
            return Vec::new();
        }
        if let Some((mark, found)) = &self.lead
            && matches!(block.marker, Marker::Bullet(m) if m != *mark)
        {
            return found.clone();
        }
        if self.chain(owner).any(|s| self.is_no_task(s)) {
            return Vec::new();
        }
        let framed = |s: usize| self.frames.get(&s).or_else(|| self.led(s).filter(|_| block.marker.is_some()));
        self.chain(owner).find_map(framed).cloned().unwrap_or_default()
    }

    /// The doers of the unmarked lead-in that a numbered section follows, up to where the numbers begin anew.
    fn led(&self, section: usize) -> Option<&Vec<Found>> {
        let own = self.sections.get(section)?;
        let (at, found) = self.below.get(&own.parent.map(|p| p as usize))?;
        let sibling = |s: &&Section| s.parent == own.parent && s.block as usize > *at;
        let mut run = self.sections.iter().take(section + 1).filter(sibling);
        let first = run.next()?;
        // "1. Nhiệm vụ, quyền hạn chung" leads on to what they are.
        let duties = self.title(section).starts_with("nhiệm vụ");
        (run.all(|s| s.path != first.path) && (duties || predicate(&own.title))).then_some(found)
    }

    /// Cuts a block from byte `from` of its body into units and reads each.
    fn sentences(&mut self, i: usize, block: &Block, from: usize) {
        let inherited = self.inherited(i, block);
        self.sentences_of(i, block, from, inherited);
    }

    /// As [`Self::sentences`], with the doers that stand above.
    fn sentences_of(&mut self, i: usize, block: &Block, from: usize, inherited: Vec<Found>) {
        let body = self.text.slice(block.body_span());
        let words = body.get(from..).unwrap_or_default();
        let lead = words.len() - words.trim_start().len();
        let words = words.trim_start();
        let base = block.body as usize + from + lead;
        let prose = block.marker == Marker::None && inherited.is_empty();
        let units = self.units(words, prose);
        let last = units.len().saturating_sub(1);
        let mut above = inherited;
        for (n, (a, b)) in units.into_iter().enumerate() {
            let unit = words.get(a..b).unwrap_or_default();
            if n == last && unit.ends_with(':') {
                self.lead_in(i, block, unit, base + a, &above);
            } else {
                let doers = self.unit(i, unit, base + a, &above, prose);
                if above.is_empty() && !prose {
                    self.pass_down(i, &doers);
                    above = doers;
                }
            }
        }
    }

    /// "1. Các cơ quan, đơn vị xây dựng kế hoạch …": the subject of an item holds for the bullets below it.
    fn pass_down(&mut self, i: usize, doers: &[Found]) {
        if let Some(section) = self.opened(i).filter(|_| !doers.is_empty()) {
            self.frames.entry(section).or_insert_with(|| doers.to_vec());
        }
    }

    /// Joins sentences to units: a new one begins at a new doer, role or day; in prose at every sentence.
    fn units(&self, words: &str, prose: bool) -> Vec<(usize, usize)> {
        let mut units: Vec<(usize, usize)> = Vec::new();
        let parts = sentences(words).into_iter().flat_map(|(a, b)| self.halves(words, a, b));
        for (a, b) in parts {
            let sentence = words.get(a..b).unwrap_or_default();
            let label = is_labelled(self.text, sentence);
            let remark = sentence.starts_with('(');
            let apart = units.is_empty()
                || sentence.ends_with(':')
                || (!label && !remark && (prose || has_day(self.text, sentence) || self.starts_anew(sentence)));
            match units.last_mut() {
                Some(unit) if !apart => unit.1 = b,
                _ => units.push((a, b)),
            }
        }
        units
    }

    /// Cuts a sentence at ", đồng thời X …" when X is a doer of its own.
    fn halves(&self, words: &str, a: usize, b: usize) -> Vec<(usize, usize)> {
        static JOIN: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new(", đồng thời "));
        let joins = &*JOIN;
        let sentence = words.get(a..b).unwrap_or_default();
        let cut = joins.find_iter(sentence.as_bytes()).map(|i| i + ", ".len()).find(|i| {
            let half = sentence.get(*i..).unwrap_or_default();
            doer(self.text, half, self.home).is_some_and(|d| d.predicate > 0)
        });
        cut.map_or_else(|| vec![(a, b)], |i| vec![(a, a + i - 1), (a + i, b)])
    }

    fn starts_anew(&self, sentence: &str) -> bool {
        let yearly = ["hằng năm", "hàng năm", "hằng quý", "hàng quý", "hằng tháng", "hàng tháng"];
        let mut c = Cursor::new(sentence);
        let reports = c.eat_any(&yearly).is_some() && {
            c.skip_spaces();
            c.eat(",");
            c.skip_spaces();
            c.eat_folded("báo cáo")
        };
        reports
            || Cursor::new(sentence).eat_folded("chủ trì")
            || doer(self.text, sentence, self.home).is_some_and(|d| d.begins == 0)
    }

    /// A sentence before a list: its doers and roles hold for the list.
    fn lead_in(&mut self, i: usize, block: &Block, unit: &str, at: usize, inherited: &[Found]) {
        let opens = self.opened(i);
        // "Hồ sơ gồm có:", "… trong các trường hợp sau đây:": what is listed is nothing to be done.
        let lists = lists_things(&self.text.small(unit));
        let (actors, _) = if lists { Default::default() } else { self.actors(unit, at, inherited) };
        if let Some(section) = opens.filter(|_| lists) {
            self.frames.insert(section, Vec::new());
        }
        let unmarked = opens.is_none() && block.marker == Marker::None;
        let owner = self.owners.get(i).copied().flatten();
        if unmarked {
            self.below.remove(&owner);
        }
        if actors.is_empty() {
            // "Bộ Tài chính gửi kèm:": what is listed here is not for the doers above.
            self.lead = self.lead.take().filter(|_| !unmarked).or(unmarked.then(|| ('\0', Vec::new())));
            return;
        }
        let issues = actors.iter().all(|f| Some(f.agency.name.as_str()) == self.issuer);
        if unmarked && !issues && self.binds(unit) {
            self.below.insert(owner, (i, actors.clone()));
        }
        match (opens, &block.marker) {
            (Some(section), _) => {
                self.frames.insert(section, actors);
            }
            (None, Marker::Bullet(mark)) => self.lead = Some((*mark, actors)),
            _ => self.lead = Some(('\0', actors)),
        }
    }

    /// "X thực hiện các nhiệm vụ sau:" binds X to the items behind it; "X quy định như sau:" does not.
    fn binds(&self, unit: &str) -> bool {
        const SAYS: [&str; 12] = [
            "quy định",
            "hướng dẫn",
            "ban hành",
            "kết luận",
            "thông báo",
            "thống nhất",
            "báo cáo",
            "gửi",
            "gồm",
            "bao gồm",
            "trả lời",
            "có ý kiến",
        ];
        doer(self.text, unit, self.home).is_some_and(|d| {
            let rest = unit.get(d.predicate..).unwrap_or_default();
            Cursor::new(rest.trim_start_matches([' ', ','])).eat_any(&SAYS).is_none()
        })
    }

    /// Reads one unit and returns its doers.
    fn unit(&mut self, i: usize, unit: &str, at: usize, inherited: &[Found], prose: bool) -> Vec<Found> {
        // "Việc giảm lãi suất áp dụng đối với …" below an item says how, not who.
        let says_how = unit.starts_with("Việc ") && self.unmarked(i);
        // "BAN HÀNH QUY CHẾ TIẾP NHẬN, XỬ LÝ …" is a title, and "……" a blank to fill in.
        let asks = unit.trim_end_matches(['"', '”']).ends_with('?');
        let owner = self.owners.get(i).copied().flatten();
        let scope = self.chain(owner).any(|s| states_scope(self.title(s)));
        if scope || says_how || asks || comes_into_force(unit) || defines(unit) || !unit.contains(char::is_lowercase) {
            return Vec::new();
        }
        let carried = prose && inherited.is_empty() && self.carries(unit);
        let from = if carried { self.before.clone() } else { inherited.to_vec() };
        let (actors, begins) = self.actors(unit, at, &from);
        let doers: Vec<Found> = actors.iter().filter(|a| a.role != Role::Cooperate).cloned().map(assigned).collect();
        if doers.is_empty() {
            return doers;
        }
        if prose {
            self.before.clone_from(&doers);
        }
        let item = item_of(&self.fields, self.sections, owner);
        let field_due = item.and_then(|s| self.items.get(&s)).and_then(|item| item.due.clone());
        let words = unit.get(begins..).unwrap_or_default();
        let due = field_due.or_else(|| deadline(self.text, words).map(|d| moved(d, at + begins)));
        let clause = if self.closes { None } else { item };
        self.push(Span::new(at + begins, at + unit.len()), &actors, due, clause);
        doers
    }

    /// A sentence without a subject goes on with the one before it when it opens with a verb.
    fn carries(&self, unit: &str) -> bool {
        let at = skip_connector(unit);
        let rest = unit.get(at..).unwrap_or_default();
        let joined = at > 0 && CONNECTORS.stands_at(&Cursor::new(unit));
        // "Theo Cổng thông tin điện tử …" closes an article; a clause needs its own subject.
        let clause =
            Cursor::new(rest).eat_any(&["trong quá trình", "theo dõi", "theo"]).is_some_and(|w| w != "theo dõi");
        let words = unit.chars().any(char::is_lowercase);
        words && !clause && predicate(rest) && (joined || unit.starts_with(char::is_uppercase))
    }

    /// The doers and partners of a unit that begins at clean offset `at`, and where in it the task begins.
    fn actors(&self, unit: &str, at: usize, inherited: &[Found]) -> (Vec<Found>, usize) {
        let by = u32::try_from(at).unwrap_or(u32::MAX);
        let printed = doer(self.text, unit, self.home);
        let own = |d: &super::role::Doer| d.found.iter().all(|f| Some(f.agency.name.as_str()) == self.writer);
        if printed.as_ref().is_some_and(own) {
            return (Vec::new(), 0);
        }
        let fields = inherited.iter().any(|f| f.role == Role::Cooperate) && printed.is_some();
        let (mut actors, begins, predicate) = match printed {
            // "… các sở, ban, ngành tổ chức …" below a heading that names them and others: the heading's are meant.
            Some(d) if named_above(&d.found, inherited) => (inherited.to_vec(), d.begins, d.predicate),
            Some(d) if !(fields && generic(&d.found)) => {
                (d.found.into_iter().map(|f| shifted(f, by)).collect(), d.begins, d.predicate)
            }
            _ => (inherited.to_vec(), 0, 0),
        };
        if leads(self.text, unit, predicate) {
            for actor in actors.iter_mut().filter(|a| a.role == Role::Assigned) {
                actor.role = Role::Lead;
            }
        }
        for partner in partners(self.text, unit, self.home) {
            if !actors.iter().any(|a: &Found| a.agency.name == partner.agency.name) {
                actors.push(shifted(partner, by));
            }
        }
        (actors, begins)
    }

    fn push(&mut self, span: Span, actors: &[Found], due: Option<Due>, section: Option<usize>) {
        let words = self.text.slice(span);
        let opening = words.char_indices().find(|(i, c)| *i >= OPENING && *c == ' ').map_or(words.len(), |(i, _)| i);
        let focus = Span::new(span.start as usize, span.start as usize + opening);
        let Some(evidence) = Evidence::new(self.text, span, focus) else { return };
        let actors: Vec<Actor> = actors.iter().filter_map(|f| self.actor(f)).collect();
        if actors.is_empty() {
            return;
        }
        let deadline = due.and_then(|d| {
            let evidence = Evidence::new(self.text, d.span, d.span)?;
            Some(Deadline { kind: d.kind, text: d.text, due: d.day, evidence })
        });
        let clause = section.and_then(|s| self.sections.get(s)).map(|s| s.path.clone());
        let text = words.to_owned();
        self.tasks.push(Task { clause, text, actors, deadline, evidence, mentions: Vec::new(), projects: Vec::new() });
    }

    fn actor(&self, found: &Found) -> Option<Actor> {
        let evidence = Evidence::new(self.text, found.span, found.span)?;
        Some(Actor { agency: AgencyName::clone(&found.agency), role: found.role, evidence })
    }
}

/// Tells whether a quotation is open behind a block; a quoted provision runs over several.
fn goes_on_quoting(block: &str, open: bool) -> bool {
    // Both marks open with one byte, which no letter of Vietnamese has.
    let marks = memchr::memchr_iter(b'\xe2', block.as_bytes()).rev();
    let last = marks.filter_map(|at| block.get(at..)).find(|b| b.starts_with(['“', '”']));
    last.map_or(open, |b| b.starts_with('“'))
}

fn assigned(found: Found) -> Found {
    Found { role: Role::Assigned, ..found }
}

fn moved(due: Due, by: usize) -> Due {
    let span = Span::new(due.span.start as usize + by, due.span.end as usize + by);
    Due { span, ..due }
}

/// "các đơn vị", "các cơ quan được giao": subjects that only point at the doers named elsewhere.
fn generic(found: &[Found]) -> bool {
    found.iter().all(|f| ["Các đơn vị", "Các cơ quan"].iter().any(|w| f.agency.organisation.starts_with(w)))
}

/// Tells whether a heading names all of these groups, and more; a body with a name of its own is itself.
fn named_above(found: &[Found], above: &[Found]) -> bool {
    if found.iter().any(|f| f.agency.kind != AgencyKind::Group) {
        return false;
    }
    let same = |f: &Found| above.iter().any(|a| a.agency.name == f.agency.name && a.role != Role::Cooperate);
    above.len() > found.len() && found.iter().all(same)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::outline;
    use crate::text::SourceText;

    #[track_caller]
    fn check(source: &str, wanted: &[&str]) {
        let text = SourceText::new("a.txt", source);
        let text = View::new(&text);
        let home = Jurisdiction::province("tỉnh", "Lào Cai");
        let sections = outline(&text);
        let found: Vec<String> = Reader::new(&text, &sections, &home, false).read().iter().map(shown).collect();
        assert_eq!(found, wanted);
    }

    fn shown(task: &Task) -> String {
        let who: Vec<String> =
            task.actors.iter().map(|a| format!("{} {}", a.role.code(), a.agency.organisation)).collect();
        let due = task.deadline.as_ref().map_or("-", |d| d.text.as_str());
        format!("{} | {} | {due}", task.clause.as_deref().unwrap_or("-"), who.join(", "))
    }

    #[test]
    fn headings_give_their_doers_to_bullets() {
        check(
            "1. Sở Công Thương\n\n- Tham mưu thực hiện Kế hoạch.\n\n- Phối hợp với Sở Y tế rà soát.\n",
            &["1 | ASSIGNED Sở Công Thương | -", "1 | ASSIGNED Sở Công Thương, COOPERATE Sở Y tế | -"],
        );
        check(
            "1. Sở Y tế: Chủ trì, phối hợp với các sở, ngành tham mưu UBND tỉnh:\n\n- Lập danh mục. Thời gian thực hiện: Năm 2021.\n",
            &["1 | LEAD Sở Y tế, COOPERATE Các sở, ngành | 2021"],
        );
    }

    #[test]
    fn fields_name_the_doers() {
        check(
            "1. Rà soát văn bản\n\n- Cơ quan chủ trì: Sở Y tế.\n\n- Thời gian thực hiện: Thường xuyên.\n",
            &["1 | LEAD Sở Y tế | REGULAR"],
        );
    }

    #[test]
    fn what_a_letter_quotes_is_no_task_of_it() {
        let source =
            "Tại Điều 26 quy định:\n\n“1. Đơn giá thuê đất:\n\nSở Tài chính quy định tỷ lệ.”\n\nSở Y tế rà soát.\n";
        let text = SourceText::new("a.txt", source);
        let text = View::new(&text);
        let (home, sections) = (Jurisdiction::province("tỉnh", "Lào Cai"), outline(&text));
        let read = |writer| -> Vec<String> {
            Reader::new(&text, &sections, &home, false).of_letter(writer).read().iter().map(shown).collect()
        };
        assert_eq!(read(Some("Cục Thuế")).len(), 1, "{:?}", read(Some("Cục Thuế")));
        assert_eq!(read(None).len(), 2, "{:?}", read(None));
    }

    #[test]
    fn a_group_ends_at_its_colon_and_grounds_need_no_subject() {
        check(
            "5. Các cơ quan thông tin, truyền thông của tỉnh: Xây dựng Kế hoạch.\n\n6. Sở Y tế\n\nCăn cứ chức năng, nhiệm vụ, chỉ đạo các bệnh viện, các trung tâm rà soát.\n\na) Căn cứ khả năng, phối hợp với Sở Tài chính bố trí;\n",
            &[
                "5 | ASSIGNED Các cơ quan thông tin, truyền thông của tỉnh | -",
                "6 | ASSIGNED Sở Y tế | -",
                "6.a | ASSIGNED Sở Y tế, COOPERATE Sở Tài chính | -",
            ],
        );
        check("1. Số lượng khen thưởng\n\na) Các cơ quan cấp tỉnh:\n\n- Ban Chỉ đạo: Không quá 05 cá nhân;\n", &[]);
    }

    #[test]
    fn an_unmarked_order_binds_the_items_behind_it() {
        check(
            "Bộ Tài chính đề nghị UBND các tỉnh quan tâm chỉ đạo:\n\n1. Phổ biến rộng rãi.\n\n2. Lồng ghép nội dung.\n",
            &["1 | ASSIGNED Ủy ban nhân dân các tỉnh | -", "2 | ASSIGNED Ủy ban nhân dân các tỉnh | -"],
        );
        check(
            "UBND các tỉnh, thành phố:\n\na) Huy động nguồn lực.\n\nb) Chủ động rà soát.\n\nViệc rà soát áp dụng đối với hộ nghèo.\n",
            &[
                "a | ASSIGNED Ủy ban nhân dân các tỉnh, thành phố | -",
                "b | ASSIGNED Ủy ban nhân dân các tỉnh, thành phố | -",
            ],
        );
        check("Ban Bí thư quy định như sau:\n\n1. Tổ chức lưu trữ.\n\n2. Thực hiện thống kê.\n", &[]);
    }

    #[test]
    fn what_is_listed_or_stated_gives_nobody_a_task() {
        check(
            "1. UBND cấp xã lập hồ sơ. Hồ sơ gồm có:\n\n- Tờ trình của UBND cấp xã;\n",
            &["1 | ASSIGNED Ủy ban nhân dân cấp xã | -"],
        );
        check("1. Tổ chức, cá nhân được hưởng các ưu đãi sau đây:\n\n- Được miễn tiền thuê đất;\n", &[]);
        check(
            "1. Quy mô\n\n8. Chủ đầu tư: Ban Quản lý dự án Lào Cai.\n\nDoanh nghiệp có phải thưởng Tết không?\n",
            &[],
        );
        check(
            "- Đối với các trường học: Giao Sở Giáo dục và Đào tạo hướng dẫn bố trí lịch học.\n",
            &["- | ASSIGNED Sở Giáo dục và Đào tạo | -"],
        );
    }

    #[test]
    fn nothing_is_to_be_done_behind_the_provisions() {
        check("2. Quyết định này có hiệu lực kể từ ngày ký. Giao Sở Y tế rà soát.\n", &["2 | ASSIGNED Sở Y tế | -"]);
        check(
            "Điều 3. Sở Y tế giám sát việc thực hiện Nghị quyết.\n\nNghị quyết này đã được Hội đồng nhân dân tỉnh thông qua.\n\n\
             CHỦ TỊCH\nNguyễn Văn A\n\nĐơn vị tính: Nghìn đồng\n\nBỔ SUNG NGÂN SÁCH (Kèm theo Nghị quyết số 3/NQ-HĐND)\n",
            &["3 | ASSIGNED Sở Y tế | -"],
        );
    }

    #[test]
    fn a_telegram_gives_tasks_below_those_it_is_sent_to() {
        check(
            "THỦ TƯỚNG CHÍNH PHỦ điện:\n\n- Chánh Văn phòng Ban Chỉ đạo;\n\n- Sở Y tế.\n\n1. Chủ tịch UBND các xã từ Bản Qua đến Trịnh Tường, trọng tâm là xã Bản Qua:\n\na) Rà soát.\n",
            &["1.a | ASSIGNED Chủ tịch Ủy ban nhân dân các xã từ Bản Qua đến Trịnh Tường, trọng tâm là xã Bản Qua | -"],
        );
    }

    #[test]
    fn whom_a_text_applies_to_has_no_task_by_it() {
        check(
            "Điều 2. Đối tượng áp dụng\n\n1. Các cơ quan thực hiện thủ tục.\n\n2. Các cơ quan có trách nhiệm rà soát.\n",
            &[],
        );
    }

    #[test]
    fn an_article_begins_anew_where_its_writer_speaks() {
        let source =
            "(1) Sở Y tế rà soát.\n\nTrên đây là thông tin về kế hoạch.\n\n## Nguyên tắc\n\n- Tuân thủ pháp luật.\n";
        let text = SourceText::new("a.txt", source);
        let text = View::new(&text);
        let (home, sections) = (Jurisdiction::province("tỉnh", "Lào Cai"), outline(&text));
        let read = |article| Reader::new(&text, &sections, &home, article).read().len();
        assert_eq!((read(true), read(false)), (1, 4));
    }

    #[test]
    fn refuses_lines_without_a_doer() {
        check("1. Mục đích\n\n- Nâng cao chất lượng.\n\n- Phối hợp với Sở Y tế rà soát.\n", &[]);
        check("BAN HÀNH QUY CHẾ TIẾP NHẬN, XỬ LÝ KIẾN NGHỊ\n", &[]);
        check("", &[]);
    }
}
