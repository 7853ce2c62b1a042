//! The units of a block: its sentences, joined where one goes on with the other, and the task each states.

use std::rc::Rc;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::Reader;
use crate::extract::cue::Cue;
use crate::extract::task::addressee::asked;
use crate::extract::task::binding::{is_anybody, is_people, is_rule_for_people};
use crate::extract::task::deadline::{Due, deadline, has_day, is_labelled};
use crate::extract::task::item::{item_of, shifted};
use crate::extract::task::notice::{Notice, notice};
use crate::extract::task::partner::partners;
use crate::extract::task::role::{CONNECTORS, Doer, Found, bodies, doer, leads, predicate, skip_connector, subject};
use crate::extract::task::sentence::sentences;
use crate::extract::task::silence::{comes_into_force, defines, lists_things, states_scope};
use crate::extract::task::speaker::is_of_issuer;
use crate::extract::task::within::within;
use crate::model::{AgencyKind, Role};
use crate::text::{Block, Cursor, Marker, Span};

/// How many characters a subject takes at most before a colon makes it a label.
const SUBJECT: usize = 80;

impl Reader<'_> {
    /// Cuts a block from byte `from` of its body into units and reads each.
    pub(super) fn sentences(&mut self, i: usize, block: &Block, from: usize) {
        let inherited = self.inherited(i, block);
        self.sentences_of(i, block, from, inherited);
    }

    /// As [`Self::sentences`], with the doers that stand above.
    pub(super) fn sentences_of(&mut self, i: usize, block: &Block, from: usize, inherited: Vec<Found>) {
        let body = self.text.slice(block.body_span());
        let words = body.get(from..).unwrap_or_default();
        let lead = words.len() - words.trim_start().len();
        let words = words.trim_start();
        let base = block.body as usize + from + lead;
        let prose = block.marker == Marker::None && inherited.is_empty();
        let units = self.units(words, prose, block.marker == Marker::None);
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

    /// Joins sentences to units: a new one begins at a new doer, role or day; in prose at every sentence, and in an
    /// unmarked block at every verb.
    fn units(&self, words: &str, prose: bool, unmarked: bool) -> Vec<(usize, usize)> {
        let mut units: Vec<(usize, usize)> = Vec::new();
        let parts: Vec<_> = sentences(words).into_iter().flat_map(|(a, b)| self.halves(words, a, b)).collect();
        // A field behind the sentences is that of all of them: "… Thời gian thực hiện: Thường xuyên."
        let whole = parts.last().and_then(|(a, b)| words.get(*a..*b)).is_some_and(|s| is_labelled(self.text, s));
        let unmarked = unmarked && !whole;
        for (a, b) in parts {
            let sentence = words.get(a..b).unwrap_or_default();
            let label = is_labelled(self.text, sentence) || only_a_day(sentence);
            let remark = sentence.starts_with('(');
            let apart = units.is_empty()
                || sentence.ends_with(':')
                || (unmarked
                    && !label
                    && !remark
                    && predicate(sentence.get(skip_connector(sentence)..).unwrap_or_default()))
                || (!label && !remark && (prose || has_day(self.text, sentence) || self.starts_anew(sentence)));
            match units.last_mut() {
                Some(unit) if !apart => unit.1 = b,
                _ => units.push((a, b)),
            }
        }
        units
    }

    /// Cuts a sentence at ", đồng thời X …" when X is a doer of its own.
    fn halves(&self, words: &str, a: usize, b: usize) -> impl Iterator<Item = (usize, usize)> + use<> {
        static JOIN: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new(", đồng thời "));
        let joins = &*JOIN;
        let sentence = words.get(a..b).unwrap_or_default();
        let cut = joins.find_iter(sentence.as_bytes()).map(|i| i + ", ".len()).find(|i| {
            let half = sentence.get(*i..).unwrap_or_default();
            doer(self.text, half, self.home).is_some_and(|d| d.predicate > 0)
        });
        let first = cut.map_or(b, |i| a + i - 1);
        std::iter::once((a, first)).chain(cut.map(|i| (a + i, b)))
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
    pub(super) fn lead_in(&mut self, i: usize, block: &Block, unit: &str, at: usize, inherited: &[Found]) {
        let opens = self.opened(i);
        // "Hồ sơ gồm có:", "… trong các trường hợp sau đây:": what is listed is nothing to be done.
        let lists = lists_things(&self.text.small(unit));
        let (mut actors, _) = if lists { Default::default() } else { self.actors(unit, at, inherited) };
        if actors.is_empty() && !lists {
            actors = self.charged(unit, at);
        }
        // "… giải quyết dứt điểm các tồn tại trước ngày 10 tháng 6 năm 2025, cụ thể:" sets the day of all that follows.
        if has_day(self.text, unit)
            && let Some(due) = deadline(self.text, unit, self.year)
        {
            let due = Rc::new(moved(due, at));
            actors.iter_mut().for_each(|a| a.due = Some(Rc::clone(&due)));
        }
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
        if let Some(quoted) = self.quoted.as_mut().filter(|q| q.block == i) {
            quoted.found = actors;
            return;
        }
        self.note_whole(i, unit, at, &actors);
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

    /// "Ngoài các nhiệm vụ trên, **Trung tâm** có chức năng tham mưu …, gồm các nhiệm vụ sau:": whose the duties below are.
    fn charged(&self, unit: &str, at: usize) -> Vec<Found> {
        const DUTIES: [&str; 4] =
            ["nhiệm vụ sau:", "nhiệm vụ sau đây:", "nhiệm vụ, quyền hạn sau:", "nhiệm vụ cụ thể sau:"];
        let has = [" có chức năng ", " có nhiệm vụ ", " có các nhiệm vụ "].iter().filter_map(|w| unit.find(w)).min();
        let Some(before) = has.and_then(|at| unit.get(..at)).filter(|_| DUTIES.iter().any(|w| unit.ends_with(w)))
        else {
            return Vec::new();
        };
        let from = before.rfind(", ").map_or(0, |comma| comma + ", ".len());
        let (found, end) = bodies(unit, from, Role::Assigned, self.home);
        let by = u32::try_from(at).unwrap_or(u32::MAX);
        if end == before.len() { found.into_iter().map(|f| shifted(f, by)).collect() } else { Vec::new() }
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
        let says_how = unit.starts_with("Việc ") && self.unmarked(i) || says_how_much(unit);
        // "BAN HÀNH QUY CHẾ TIẾP NHẬN, XỬ LÝ …" is a title, and "……" a blank to fill in.
        let asks = unit.trim_end_matches(['"', '”']).ends_with('?');
        let owner = self.owners.get(i).copied().flatten();
        // "Được nhận kế hoạch kiểm tra": what one may do or gets is not what one is to do.
        let grants = ["Được ", "Có quyền ", "Các quyền "].iter().any(|w| unit.starts_with(w));
        let scope = self.chain(owner).any(|s| states_scope(self.title(s)));
        if scope
            || says_how
            || grants
            || asks
            || comes_into_force(unit)
            || defines(unit)
            || !unit.contains(char::is_lowercase)
        {
            return Vec::new();
        }
        if !inherited.is_empty() && self.is_names(unit) {
            return Vec::new();
        }
        let span = Span::new(at, at + unit.len());
        if self.text.holds(span, Cue::Notify)
            && let Some(says) = notice(unit)
        {
            if let Notice::Order(from) = says {
                self.notified(unit, at, from);
            }
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
        let due = field_due
            .or_else(|| deadline(self.text, words, self.year).map(|d| moved(d, at + begins)))
            .or_else(|| inherited.iter().find_map(|a| a.due.as_deref().cloned()));
        let clause = if self.closes { None } else { item };
        self.push(Span::new(at + begins, at + unit.len()), &actors, due, clause);
        doers
    }

    /// "a) Cảng vụ hàng không;" in a list of those a paper is sent to: names alone are nothing to be done.
    fn is_names(&self, unit: &str) -> bool {
        const LONGEST: usize = 300;
        let words = unit.trim_end_matches([';', '.', ',', ' ']);
        if words.len() > LONGEST || !words.starts_with(char::is_uppercase) {
            return false;
        }
        let (found, end) = bodies(words, 0, Role::Assigned, self.home);
        !found.is_empty() && end == words.len()
    }

    /// "Văn phòng Chính phủ thông báo để **UBND tỉnh Sơn La và các Bộ** biết, thực hiện."
    fn notified(&mut self, unit: &str, at: usize, from: usize) {
        let (found, end) = bodies(unit, from, Role::Assigned, self.home);
        let know = ["biết", "được biết"];
        if know.iter().any(|w| unit.get(end..).is_some_and(|rest| rest.trim_start().starts_with(w))) {
            let by = u32::try_from(at).unwrap_or(u32::MAX);
            let found: Vec<Found> = found.into_iter().map(|f| shifted(f, by)).collect();
            self.push(Span::new(at, at + unit.len()), &found, None, None);
        }
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
        // "Trường hợp đủ điều kiện **thì quyết định hỗ trợ** …": the case comes first.
        let case = unit.starts_with("Trường hợp ") || unit.starts_with("Nếu ");
        if case && unit.find(" thì ").is_some_and(|at| unit.get(at + " thì ".len()..).is_some_and(predicate)) {
            return true;
        }
        // "Tăng cường thanh kiểm tra, chống thông thầu" above a paragraph is its heading.
        let ended = unit.ends_with(['.', ';', ',', '…', '/', '”', '"', ')', '!']);
        words && ended && !clause && predicate(rest) && (joined || unit.starts_with(char::is_uppercase))
    }

    /// The doers and partners of a unit that begins at clean offset `at`, and where in it the task begins.
    fn actors(&self, unit: &str, at: usize, inherited: &[Found]) -> (Vec<Found>, usize) {
        let by = u32::try_from(at).unwrap_or(u32::MAX);
        let printed = doer(self.text, unit, self.home);
        let own = |d: &Doer| d.found.iter().all(|f| Some(f.agency.name.as_str()) == self.writer);
        if printed.as_ref().is_some_and(own) {
            return (Vec::new(), 0);
        }
        let firm = self.firm.as_ref().filter(|_| printed.is_none());
        if let Some(found) = firm.and_then(|f| asked(unit, f)) {
            return (vec![shifted(found, by)], 0);
        }
        // "Cơ quan sử dụng công chức báo cáo …" has a subject, though no rule tells where it ends.
        let own = || {
            let nouns = ["Cơ quan ", "Các cơ quan ", "Doanh nghiệp ", "Các doanh nghiệp "];
            nouns.iter().any(|n| unit.starts_with(n)) && !unit.chars().take(SUBJECT).any(|c| c == ':')
        };
        let others = || is_of_issuer(unit, self.home) || is_rule_for_people(unit, self.home) || own();
        if printed.is_none() && !inherited.is_empty() && others() {
            return (Vec::new(), 0);
        }
        // "Rà soát quy hoạch (Sở Công Thương chủ trì)": who is named there does it, whoever stands above.
        if printed.is_none() {
            let named = within(self.text, unit, self.home);
            if !named.is_empty() {
                return (named.into_iter().map(|f| shifted(f, by)).collect(), 0);
            }
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
        // "Sở A rà soát …; **Sở B hướng dẫn** …": another one acts behind a semicolon.
        if predicate > 0 && !actors.is_empty() {
            self.also_act(unit, at, predicate, &mut actors);
        }
        if leads(self.text, unit, predicate) {
            for actor in actors.iter_mut().filter(|a| a.role == Role::Assigned) {
                actor.role = Role::Lead;
            }
        }
        // "Các sở, ngành và mọi người dân": beside bodies, whoever lives there has no task of their own.
        if actors.iter().any(|a| !is_people(&a.agency)) {
            actors.retain(|a| !is_anybody(&a.agency.organisation));
        }
        for partner in partners(self.text, unit, self.home) {
            if !actors.iter().any(|a: &Found| a.agency.name == partner.agency.name) {
                actors.push(shifted(partner, by));
            }
        }
        (actors, begins)
    }
}

impl Reader<'_> {
    /// Adds those with a name of their own who act behind a semicolon of the sentence.
    fn also_act(&self, unit: &str, at: usize, from: usize, actors: &mut Vec<Found>) {
        let by = u32::try_from(at).unwrap_or(u32::MAX);
        let breaks = memchr::memmem::find_iter(unit.as_bytes(), b"; ").map(|i| i + "; ".len());
        for start in breaks.filter(|i| *i > from) {
            let part = unit.get(start..).unwrap_or_default();
            if !part.starts_with(char::is_uppercase) {
                continue;
            }
            let Some(other) = subject(self.text, unit, start, self.home) else { continue };
            let led = leads(self.text, unit, other.predicate);
            // "Trưởng ban …" of what a text sets up is no body's.
            let named = |f: &Found| f.agency.kind != AgencyKind::Group && f.agency.organisation != "Trưởng ban";
            for found in other.found.into_iter().filter(named) {
                if !actors.iter().any(|a| a.agency.name == found.agency.name) {
                    let role = if led { Role::Lead } else { Role::Assigned };
                    actors.push(Found { role, ..shifted(found, by) });
                }
            }
        }
    }
}

/// "Đối với các chuyến bay kết hợp: tối thiểu 24 giờ trước giờ cất cánh": a term or a measure, which nobody is to do.
fn says_how_much(unit: &str) -> bool {
    const MEASURES: [&str; 6] = ["tối thiểu ", "tối đa ", "không quá ", "ít nhất ", "chậm nhất ", "mức "];
    let case = ["Đối với ", "Trường hợp "].iter().any(|w| unit.starts_with(w));
    let value = unit.split_once(": ").map(|(_, value)| value).filter(|_| case);
    value.is_some_and(|v| MEASURES.iter().any(|m| Cursor::new(v).eat_folded(m)))
}

/// "Hoàn thành trước ngày 30/11/2025.": the day of the sentence before.
fn only_a_day(sentence: &str) -> bool {
    const LONGEST: usize = 90;
    let opens =
        ["Hoàn thành trước ngày", "Hoàn thành trong", "Xong trước ngày", "Thời gian hoàn thành", "Thời gian thực hiện"];
    opens.iter().any(|w| sentence.starts_with(w)) && sentence.chars().count() < LONGEST
}

fn assigned(found: Found) -> Found {
    Found { role: Role::Assigned, ..found }
}

/// A deadline that stands `by` bytes further on.
pub(super) fn moved(due: Due, by: usize) -> Due {
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
