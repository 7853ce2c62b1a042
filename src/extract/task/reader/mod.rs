//! The walk over a text's blocks: headings and lead-ins give their doers to what stands below them.

mod above;
mod heading;
mod quoted;
mod unit;
mod whole;

use std::collections::BTreeMap;

use self::quoted::{Quoted, unquoted};
use self::whole::Whole;
use super::addressee::{Addressee, addressee};
use super::closing::{Part, parts};
use super::deadline::{Due, read};
use super::field::Field;
use super::home::Home;
use super::item::{Fields, Items, fields, items, owners};
use super::role::{Found, bodies, doer, predicate};
use super::silence::ends_the_text;
use super::step::{applies, step, time};
use super::table::{self, Row};
use crate::extract::cue::Cue;
use crate::extract::view::View;
use crate::model::{Actor, AgencyKind, AgencyName, Deadline, Evidence, Jurisdiction, Role, Section, Task};
use crate::text::{Block, BlockKind, Marker, Span};

/// How many bytes of a task its focus takes, about.
const OPENING: usize = 60;

/// Returns the words this walk waits for.
pub(super) fn cues() -> impl Iterator<Item = (Cue, &'static str)> {
    [(Cue::Enact, "ban hành"), (Cue::Notify, "thông báo"), (Cue::Notify, "trả lời"), (Cue::Annex, "kèm theo")]
        .into_iter()
}

/// Reads a text block by block.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    text: &'a View<'a>,
    sections: &'a [Section],
    home: &'a Home,
    /// The same where a procedure says what each body does.
    acting: &'a Home,
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
    /// Whether the text is the press's, which quotes laws beside what it reports.
    article: bool,
    /// The province a central body works with, whose committee is printed without a place.
    guest: Option<Jurisdiction>,
    /// The year the text was issued in: no deadline lies before it.
    year: Option<u16>,
    /// Whether the block at hand is one of the closing words.
    closes: bool,
    /// Who writes a letter: what it says of itself gives it no task.
    writer: Option<&'a str>,
    /// The firm a letter is for.
    firm: Option<Addressee>,
    /// Who issues the text: "X ban hành …, cụ thể như sau:" gives the items behind it no doer.
    issuer: Option<&'a str>,
    tasks: Vec<Task>,
    /// Whom an open quotation binds.
    quoted: Option<Quoted>,
    /// Orders before a list, until the list is read.
    wholes: Vec<Whole>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        text: &'a View<'a>,
        sections: &'a [Section],
        (home, acting): (&'a Home, &'a Home),
        article: bool,
    ) -> Self {
        let owners = owners(text, sections);
        let fields = fields(text);
        let items = items(text, &fields, sections, &owners, home);
        let parts = parts(text, article);
        let (frames, lead, below, before, tasks) = Default::default();
        let (closes, writer, firm, issuer) = Default::default();
        Self {
            text,
            sections,
            home,
            acting,
            owners,
            fields,
            items,
            frames,
            lead,
            below,
            before,
            parts,
            article,
            guest: None,
            year: None,
            closes,
            writer,
            firm,
            issuer,
            tasks,
            quoted: None,
            wholes: Vec::new(),
        }
    }

    /// Names the issuer of the text.
    pub(super) fn of_issuer(self, issuer: Option<&'a str>) -> Self {
        Self { issuer, ..self }
    }

    /// Names the province a central body works with.
    pub(super) fn with_guest(self, guest: Option<Jurisdiction>) -> Self {
        Self { guest, ..self }
    }

    /// Says in which year the text was issued.
    pub(super) fn of_year(self, year: Option<u16>) -> Self {
        Self { year, ..self }
    }

    /// Names the writer of a letter.
    pub(super) fn of_letter(self, writer: Option<&'a str>) -> Self {
        let firm = writer.and_then(|_| addressee(self.text));
        Self { writer, firm, ..self }
    }

    /// Reads all tasks in the order of the text.
    pub(super) fn read(mut self) -> Vec<Task> {
        for part in std::mem::take(&mut self.parts) {
            (self.lead, self.closes) = (None, false);
            self.frames.clear();
            self.below.clear();
            self.before.clear();
            self.quoted = None;
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
                self.settle(Some(i));
                self.closes = i >= part.closing;
                let words = self.text.slice(block.span);
                let quoted = quoting && !self.speaks_again(words);
                quoting = goes_on_quoting(words, quoted);
                self.quoted = self.quoted.take().filter(|_| quoted);
                // What a letter quotes is another document's: it gives its tasks there.
                if self.writer.is_none() || !quoted {
                    self.block(i, block);
                }
            }
            self.settle(None);
        }
        for row in table::rows(self.text, self.home) {
            self.row(row);
        }
        self.tasks.sort_by_key(|t| t.evidence.span());
        self.tasks
    }

    /// Tells whether the writer of a letter speaks again: a mark may be missing behind what it quotes.
    fn speaks_again(&self, words: &str) -> bool {
        let opens = ["Theo đó,", "Đề nghị ", "Trên đây ", "Căn cứ các quy định"].iter().any(|w| words.starts_with(w));
        opens || self.writer.is_some_and(|w| words.starts_with(w))
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
        // "b) Căn cứ khả năng cân đối ngân sách, phối hợp với Sở Y tế …;" below a heading is an item like its neighbours.
        let rests = basis && (above || body.ends_with(';') && block.marker == Marker::None);
        if rests && let Some(at) = self.asks_behind(body) {
            return self.sentences(i, block, at);
        }
        if body.is_empty() || remark || enacts || rests || self.is_particular(body) {
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
        if self.writer.is_none()
            && let Some(inner) = unquoted(block, body)
        {
            return self.quotation(i, &inner);
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
        if let Some(at) = step(body) {
            return self.step(i, block, at);
        }
        if !self.heading(i, block, body) {
            self.sentences(i, block, 0);
        }
    }

    /// "Căn cứ Điều 19 Nghị định …. **Đề nghị Thuế tỉnh Đắk Lắk rà soát** …": a letter asks behind what it rests on.
    fn asks_behind(&self, body: &str) -> Option<usize> {
        self.writer?;
        body.find(". Đề nghị ").map(|at| at + ". ".len())
    }

    /// "Bước 2: Sở Y tế thẩm định hồ sơ: 05 ngày." from byte `at` of its body on.
    fn step(&mut self, i: usize, block: &Block, at: usize) {
        let (home, known) = (self.home, self.tasks.len());
        self.home = self.acting;
        self.sentences(i, block, at);
        self.home = home;
        let steps = self.tasks.split_off(known);
        let decides = |t: &Task| !t.actors.iter().all(|a| applies(&a.agency.organisation));
        self.tasks.extend(steps.into_iter().filter(decides));
        let words = self.text.slice(block.body_span()).get(at..).unwrap_or_default();
        let due = time(words, block.body as usize + at).and_then(|due| self.deadline(due));
        if let Some(last) = self.tasks.get_mut(known..).and_then(<[Task]>::last_mut) {
            last.deadline = last.deadline.take().or(due);
        }
    }

    /// "Thời gian hoàn thành: …" on a line of its own below a bullet: the bullet's task has it.
    fn due_of_bullet(&mut self, i: usize, block: &Block, at: usize) -> bool {
        let Some(above) = i.checked_sub(1).and_then(|p| self.text.blocks().get(p)) else { return false };
        let span = self.text.to_source(above.span);
        let of_it = |t: &Task| matches!(above.marker, Marker::Bullet(_)) && span.contains(t.evidence.span());
        if !self.tasks.last().is_some_and(of_it) {
            return false;
        }
        let value = self.text.slice(block.body_span()).get(at..).unwrap_or_default();
        let due = read(value, at + block.body as usize).and_then(|due| self.deadline(due));
        if let Some(task) = self.tasks.last_mut() {
            task.deadline = due;
        }
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

    fn push(&mut self, span: Span, actors: &[Found], due: Option<Due>, section: Option<usize>) {
        let words = self.text.slice(span);
        let opening = words.char_indices().find(|(i, c)| *i >= OPENING && *c == ' ').map_or(words.len(), |(i, _)| i);
        let focus = Span::new(span.start as usize, span.start as usize + opening);
        let Some(evidence) = Evidence::new(self.text, span, focus) else { return };
        let actors: Vec<Actor> = actors.iter().filter_map(|f| self.actor(f)).collect();
        if actors.is_empty() {
            return;
        }
        let deadline = due.and_then(|due| self.deadline(due));
        let clause = section.and_then(|s| self.sections.get(s)).map(|s| s.path.clone());
        let text = words.to_owned();
        self.tasks.push(Task { clause, text, actors, deadline, evidence, mentions: Vec::new(), projects: Vec::new() });
    }

    fn deadline(&self, due: Due) -> Option<Deadline> {
        let evidence = Evidence::new(self.text, due.span, due.span)?;
        Some(Deadline { kind: due.kind, text: due.text, due: due.day, evidence })
    }

    fn actor(&self, found: &Found) -> Option<Actor> {
        let evidence = Evidence::new(self.text, found.span, found.span)?;
        let mut agency = AgencyName::clone(&found.agency);
        // "Chánh Văn phòng Bộ" in what a ministry issues is that ministry's.
        if let Some(ministry) = self.issuer.filter(|i| i.starts_with("Bộ ")) {
            for office in ["Văn phòng Bộ", "Thanh tra Bộ"] {
                if let Some(head) = agency.name.strip_suffix(office) {
                    agency.name = format!("{head}{} {ministry}", office.trim_end_matches(" Bộ"));
                }
            }
            // "Chánh Văn phòng, Vụ trưởng Vụ …" closes a circular.
            let behind = self.text.clean().get(found.span.end as usize..).unwrap_or_default();
            let own = !behind.starts_with(" hoặc");
            if own && ["Chánh Văn phòng", "Chánh Thanh tra"].contains(&agency.name.as_str()) {
                agency.name = format!("{} {ministry}", agency.name);
            }
        }
        // "Ban Chỉ đạo" in what a committee with a longer name issues is that committee.
        if let Some(own) = self.issuer.and_then(|i| i.strip_prefix("Ban Chỉ đạo")).filter(|own| own.starts_with(' '))
            && agency.organisation.ends_with("Ban Chỉ đạo")
        {
            agency.organisation.push_str(own);
            agency.name.clone_from(&agency.organisation);
        }
        // "Đề nghị Thường trực Tỉnh ủy …" in what was said at a meeting with one province is that province's.
        let committee = ["Tỉnh ủy", "Tỉnh uỷ", "Thành ủy", "Thành uỷ"].iter().any(|w| agency.organisation.ends_with(w));
        let of_guest = committee || is_of_a_province(&agency.organisation);
        if let Some(guest) = self.guest.as_ref().filter(|_| of_guest && agency.jurisdiction.province.is_none())
            && let Some((_, name)) = &guest.province
        {
            let suffix = guest.suffix().filter(|_| !committee).unwrap_or_else(|| name.clone());
            agency.name = format!("{} {suffix}", agency.organisation);
            agency.jurisdiction = guest.clone();
        }
        // "Ủy ban nhân dân cấp tỉnh" in an article is whichever a law it quotes binds.
        if self.article && agency.organisation.ends_with(" nhân dân cấp tỉnh") {
            agency.name.clone_from(&agency.organisation);
            agency.jurisdiction = Jurisdiction::default();
            agency.kind = if agency.kind == AgencyKind::Post { AgencyKind::Post } else { AgencyKind::Group };
        }
        Some(Actor { agency, role: found.role, evidence })
    }
}

/// "UBND Thành phố", "các sở, ngành", "cấp ủy, chính quyền": bodies that a province has, in what a meeting with one province
/// came to.
fn is_of_a_province(organisation: &str) -> bool {
    const WHOLE: [&str; 5] = [
        "Ủy ban nhân dân",
        "Chủ tịch Ủy ban nhân dân",
        "Hội đồng nhân dân",
        "Cấp ủy, chính quyền",
        "Các cấp ủy, chính quyền",
    ];
    WHOLE.contains(&organisation) || ["Các sở, ", "Các Sở, "].iter().any(|w| organisation.starts_with(w))
}

/// Tells whether a quotation is open behind a block; a quoted provision runs over several.
fn goes_on_quoting(block: &str, open: bool) -> bool {
    // Straight marks open and close alike.
    if memchr::memchr_iter(b'"', block.as_bytes()).count() % 2 == 1 {
        return !open;
    }
    // Both marks open with one byte, which no letter of Vietnamese has.
    let marks = memchr::memchr_iter(b'\xe2', block.as_bytes()).rev();
    let last = marks.filter_map(|at| block.get(at..)).find(|b| b.starts_with(['“', '”']));
    last.map_or(open, |b| b.starts_with('“'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::outline;
    use crate::text::SourceText;

    /// Says what the tasks of a text are: clause, doers, deadline.
    #[track_caller]
    pub(super) fn check(source: &str, wanted: &[&str]) {
        let text = SourceText::new("a.txt", source);
        let text = View::new(&text);
        let home = Home::of(Jurisdiction::province("tỉnh", "Lào Cai"));
        let sections = outline(&text);
        let found: Vec<String> =
            Reader::new(&text, &sections, (&home, &home.clone().acting()), false).read().iter().map(shown).collect();
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
    fn a_heading_of_duties_binds_whom_it_names() {
        let source = "5. Quyền và trách nhiệm của đơn vị được kiểm tra\n\na) Được nhận kế hoạch kiểm tra.\n\nb) Cung cấp hồ sơ, tài liệu.\n";
        check(source, &["5.b | ASSIGNED Đơn vị được kiểm tra | -"]);
    }

    #[test]
    fn names_and_measures_are_nothing_to_be_done() {
        check(
            "1. Sở Y tế\n\na) Sở Xây dựng và Sở Nội vụ;\n\nb) Đối với bệnh viện: tối thiểu 05 ngày trước khi khám.\n\nc) Rà soát.\n",
            &["1.c | ASSIGNED Sở Y tế | -"],
        );
    }

    #[test]
    fn a_heading_may_go_on_with_the_duties() {
        check(
            "1. Trách nhiệm và quyền hạn của Hội đồng chấm thi: xây dựng kế hoạch; tổ chức chấm thi.\n",
            &["1 | ASSIGNED Hội đồng chấm thi | -"],
        );
    }

    #[test]
    fn a_heading_without_a_mark_may_lead_on() {
        check(
            "1. Sở Y tế\n\na) Chủ trì, phối hợp với các sở, ban, ngành\n\n- Rà soát quy hoạch.\n\n- Xây dựng kế hoạch.\n",
            &["1.a | LEAD Sở Y tế, COOPERATE Các sở, ban, ngành | -"; 2],
        );
        check(
            "Điều 2. Trách nhiệm doanh nghiệp cung cấp dịch vụ hàng không\n\n1. Chủ trì rà soát tàu bay.\n",
            &["2.1 | LEAD Doanh nghiệp cung cấp dịch vụ hàng không | -"],
        );
        check("Điều 2. Trách nhiệm tổ chức lễ tang\n\n1. Lễ tang do gia đình quyết định.\n", &[]);
    }

    #[test]
    fn a_heading_says_whose_the_matters_below_are() {
        check(
            "Điều 5. Nội dung Sở Y tế có trách nhiệm chủ trì\n\n1. Xây dựng, ban hành chính sách.\n\n2. Kiểm tra việc thực hiện. Hoàn thành trước ngày 30/11/2025.\n",
            &["5.1 | LEAD Sở Y tế | -", "5.2 | LEAD Sở Y tế | trước ngày 30/11/2025"],
        );
        check("Điều 3. Phân cấp thẩm quyền\n\n1. Sở Y tế ban hành tiêu chuẩn.\n", &[]);
    }

    #[test]
    fn who_is_to_carry_out_what_is_noticed_has_a_task() {
        check(
            "Văn phòng Chính phủ thông báo để Sở Y tế biết, thực hiện./.\n\nVăn phòng xin thông báo để Sở Y tế biết.\n",
            &["- | ASSIGNED Sở Y tế | -"],
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
        let (home, sections) = (Home::of(Jurisdiction::province("tỉnh", "Lào Cai")), outline(&text));
        let read = |writer| -> Vec<String> {
            Reader::new(&text, &sections, (&home, &home), false).of_letter(writer).read().iter().map(shown).collect()
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
    fn sentences_of_an_unmarked_block_are_tasks_of_their_own() {
        check(
            "1. Sở Y tế\n\nPhối hợp với các ngành tuyên truyền. Chú trọng công tác tuyên truyền.\n",
            &["1 | ASSIGNED Sở Y tế, COOPERATE Các ngành | -", "1 | ASSIGNED Sở Y tế | -"],
        );
        check(
            "1. Sở Y tế\n\nChủ trì rà soát. Chỉ đạo các bệnh viện khám. Thời gian thực hiện: Thường xuyên.\n",
            &["1 | LEAD Sở Y tế | REGULAR"],
        );
    }

    #[test]
    fn a_subject_no_rule_reads_is_not_the_one_above() {
        check(
            "1. Các bộ, ngành phải rà soát:\n\na) Cơ quan sử dụng công chức báo cáo cơ quan quản lý.\n\nb) Cập nhật dữ liệu.\n",
            &["1.b | ASSIGNED Các bộ, ngành | -"],
        );
        check("1. Sở Y tế rà soát:\n\na) Tổ chức, cá nhân bị thu hồi giấy phép phải nộp lại bản gốc.\n", &[]);
    }

    #[test]
    fn an_order_that_is_but_a_list_heads_what_stands_below() {
        check(
            "1. Giao người đứng đầu các cơ quan chuyên môn, các đơn vị sự nghiệp công lập trực thuộc Ủy ban nhân Thành phố; Sở Y tế\n\n- Tiếp tục cập nhật.\n",
            &[
                "1 | ASSIGNED Người đứng đầu các cơ quan chuyên môn, ASSIGNED Các đơn vị sự nghiệp công lập trực thuộc Ủy ban nhân Thành phố, ASSIGNED Sở Y tế | -",
            ],
        );
    }

    #[test]
    fn a_step_of_a_procedure_is_its_doers() {
        check(
            "a) Trình tự thực hiện\n\n- Cấp xã (Ủy ban nhân dân cấp xã):\n\nBước 1: Căn cứ các tiêu chí để xác định thôn;\n\nBước 2: UBND tỉnh thẩm định hồ sơ: 0,5 ngày.\n",
            &["a | ASSIGNED Ủy ban nhân dân cấp xã | -", "a | ASSIGNED Ủy ban nhân dân | 0,5 ngày"],
        );
        check(
            "1. Quy trình\n\n+ Bước 1: Chuyên viên trực tại Trung tâm Phục vụ hành chính công tỉnh tiếp nhận hồ sơ.\n\n+ Bước 2: Tổ chức, cá nhân nộp hồ sơ.\n",
            &["1 | ASSIGNED Chuyên viên trực tại Trung tâm Phục vụ hành chính công | -"],
        );
    }

    #[test]
    fn whoever_is_entrusted_has_a_task() {
        check(
            "Điều 1. Ủy quyền cho Giám đốc Sở Y tế thực hiện các thủ tục, cụ thể như sau:\n\n1. Cấp giấy phép.\n\n2. Thời hạn ủy quyền: Đến ngày 31/12/2030.\n",
            &["1.1 | ASSIGNED Giám đốc Sở Y tế | -"],
        );
        check(
            "4. Các cơ quan, đơn vị còn lại.\n\na) Cập nhật dữ liệu.\n",
            &["4.a | ASSIGNED Các cơ quan, đơn vị còn lại | -"],
        );
    }

    #[test]
    fn another_may_act_behind_a_semicolon() {
        check("- Sở Y tế rà soát; Sở Tài chính chủ trì thẩm định.\n", &["- | ASSIGNED Sở Y tế, LEAD Sở Tài chính | -"]);
        check("- Sở Y tế rà soát; các đơn vị báo cáo.\n", &["- | ASSIGNED Sở Y tế | -"]);
    }

    #[test]
    fn a_case_without_a_subject_is_that_of_the_sentence_before() {
        check(
            "Sở Y tế thẩm định hồ sơ. Trường hợp đủ điều kiện thì hướng dẫn bổ sung.\n",
            &["- | ASSIGNED Sở Y tế | -", "- | ASSIGNED Sở Y tế | -"],
        );
    }

    #[test]
    fn whoever_has_a_function_has_the_duties_below() {
        check(
            "2. Ngoài các nhiệm vụ trên, Trung tâm Phục vụ hành chính công tỉnh có chức năng tham mưu, gồm các nhiệm vụ sau:\n\na) Kiểm soát thủ tục.\n",
            &["2.a | ASSIGNED Trung tâm Phục vụ hành chính công | -"],
        );
        check("2. Trung tâm Y tế tỉnh có chức năng khám bệnh, gồm các khoa sau:\n\na) Khoa nội.\n", &[]);
    }

    #[test]
    fn a_committee_acts_in_what_the_centre_says() {
        let source = "UBND tỉnh chỉ đạo các sở, ngành rà soát.\n";
        let text = SourceText::new("a.txt", source);
        let text = View::new(&text);
        let read = |home: Home| -> Vec<String> {
            Reader::new(&text, &[], (&home, &home), false).read().iter().map(shown).collect()
        };
        let centre = Home::of(Jurisdiction::default()).spoken_for_by(Some("Văn phòng Chính phủ"));
        assert_eq!(read(centre.clone()), ["- | ASSIGNED Ủy ban nhân dân | -"]);
        let guest = Some(Jurisdiction::province("thành phố", "Đà Nẵng"));
        let tasks = Reader::new(&text, &[], (&centre, &centre), false).with_guest(guest).read();
        let names: Vec<&str> = tasks.iter().flat_map(|t| &t.actors).map(|a| a.agency.name.as_str()).collect();
        assert_eq!(names, ["Ủy ban nhân dân thành phố Đà Nẵng"]);
        let own = Home::of(Jurisdiction::province("tỉnh", "Lào Cai"));
        assert_eq!(read(own), ["- | ASSIGNED Các sở, ngành | -"]);
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
            &["1.a | ASSIGNED Chủ tịch Ủy ban nhân dân các xã từ Bản Qua đến Trịnh Tường | -"],
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
        let (home, sections) = (Home::of(Jurisdiction::province("tỉnh", "Lào Cai")), outline(&text));
        let read = |article| Reader::new(&text, &sections, (&home, &home), article).read().len();
        assert_eq!((read(true), read(false)), (1, 4));
    }

    #[test]
    fn refuses_lines_without_a_doer() {
        check("1. Mục đích\n\n- Nâng cao chất lượng.\n\n- Phối hợp với Sở Y tế rà soát.\n", &[]);
        check("BAN HÀNH QUY CHẾ TIẾP NHẬN, XỬ LÝ KIẾN NGHỊ\n", &[]);
        check("", &[]);
    }
}
