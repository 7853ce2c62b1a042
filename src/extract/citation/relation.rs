//! Decides what one naming of a document states: who acts on it and how.

use super::Place;
use super::mention::Found;
use super::passive::{changed, passive};
use super::trigger::last_trigger;
use crate::extract::agency;
use crate::model::{BasisSort, DocumentNumber, DocumentType, Evidence, Party, RelationKind, Scope, Statement};
use crate::text::{SourceText, Span, is_alphanumeric, lower};

/// Words a cited document's own act may open with.
const OPENERS: [&str; 17] = [
    "chủ tịch",
    "ban hành",
    "phê duyệt",
    "thực hiện",
    "triển khai",
    "tổ chức",
    "sửa đổi",
    "bổ sung",
    "thay thế",
    "bãi bỏ",
    "hướng dẫn",
    "quy định chi tiết",
    "cụ thể hóa",
    "thi hành",
    "hủy bỏ",
    "về",
    "đính chính",
];

/// A relation between mentions of one block, by their index there.
#[derive(Clone, Debug)]
pub(super) struct Link {
    actor: Option<usize>,
    kind: RelationKind,
    object: usize,
    full: (usize, usize),
    basis: Option<BasisSort>,
    scope: Scope,
}

impl Link {
    fn new(actor: Option<usize>, kind: RelationKind, object: usize, full: (usize, usize)) -> Self {
        Self { actor, kind, object, full, basis: None, scope: Scope::Whole }
    }

    /// "Quyết định này bãi bỏ các Quyết định sau:" says of each item that opens with a document what it says.
    pub(super) fn listed(&mut self, found: &[Found], lead: RelationKind) {
        // "- Điều 14, 18 Quyết định số …" opens with the part that is meant.
        let first = |f: &Found| f.start < LISTED || f.provision.is_some() && f.start < PROVISION;
        let opens = self.object == 0 && found.first().is_some_and(first);
        if opens && self.actor.is_none() && self.kind == RelationKind::RefersTo {
            self.kind = lead;
        }
    }

    /// Turns it into a statement; `index` gives the place of each mention among all.
    pub(super) fn into_statement(self, text: &SourceText, base: usize, index: &[Option<u32>]) -> Option<Statement> {
        let object = index.get(self.object).copied().flatten()?;
        let actor = match self.actor {
            None => Party::SelfDocument,
            Some(a) => Party::Mention(index.get(a).copied().flatten()?),
        };
        let span = Span::new(base + self.full.0, base + self.full.1);
        let evidence = Evidence::new(text, span, span)?;
        Some(Statement { actor, kind: self.kind, object, basis: self.basis, scope: self.scope, evidence })
    }
}

/// How many laws one is named after, with room: no text is searched farther back for the law that amends.
const MOST_AMENDED: usize = 64;

/// Bytes of a mark before the document an item opens with.
const LISTED: usize = 8;

/// Bytes of the provisions that may stand before it.
const PROVISION: usize = 120;

/// Links the mentions of a block; `words` are its words in lower case.
pub(super) fn link(words: &str, found: &[Found], place: Place) -> Vec<Link> {
    let body = words.trim_start_matches(|c| !is_alphanumeric(c));
    let lost = place == Place::BeforeBasis && found.first().is_some_and(|f| f.start < 5);
    let body = if lost { "căn cứ" } else { body };
    let mut reading = Reading { words, body, place, found, links: Vec::new(), short: Vec::new() };
    for (i, f) in found.iter().enumerate() {
        let link = reading.next(i, f);
        reading.links.extend(link);
    }
    let mut links = reading.links;
    issued_to_carry_out(&mut links, found, words);
    end_together(&mut links, found, words);
    for link in &mut links {
        qualify(link, found, words);
    }
    links
}

/// "Thực hiện Nghị quyết A, Tỉnh ủy đã ban hành Kế hoạch B": it is B that carries A out.
fn issued_to_carry_out(links: &mut [Link], found: &[Found], words: &str) {
    for i in 1..links.len() {
        let (before, rest) = links.split_at_mut(i);
        let Some(act) = rest.first().filter(|l| l.actor.is_none() && l.kind == RelationKind::Promulgates) else {
            continue;
        };
        let (Some(last), Some(plan)) = (before.last(), found.get(act.object)) else { continue };
        let Some(end) = found.get(last.object).map(|f| f.end) else { continue };
        let Some(gap) = words.get(end..plan.start).filter(|g| !g.contains(". ") && issued_by_a_body(g)) else {
            continue;
        };
        let sentence = words.get(..plan.start - gap.len()).and_then(|w| w.rsplit(". ").next()).unwrap_or_default();
        let carries = ["thực hiện ", "triển khai ", "tổ chức thực hiện "].iter().any(|w| sentence.starts_with(w));
        let from = end - sentence.len();
        let of_sentence = |l: &&mut Link| l.full.0 >= from && l.actor.is_none() && l.kind == RelationKind::Implements;
        for link in before.iter_mut().filter(of_sentence).filter(|_| carries) {
            link.actor = Some(act.object);
        }
    }
}

/// "Nghị quyết A và Nghị quyết B hết hiệu lực kể từ …": what is said of the last is said of those before it.
fn end_together(links: &mut [Link], found: &[Found], words: &str) {
    for i in (1..links.len()).rev() {
        let (before, rest) = links.split_at_mut(i);
        let (Some(first), Some(last)) = (before.last_mut(), rest.first()) else { continue };
        let ends = last.actor.is_none() && last.kind == RelationKind::Repeals && first.actor.is_none();
        let (Some(a), Some(b)) = (found.get(first.object), found.get(last.object)) else { continue };
        let gap = words.get(a.end..b.start).unwrap_or_default();
        let joined = gap.trim_end().ends_with(" và") || gap.trim_end().ends_with(',') || gap.trim() == "và";
        let ended = changed(words.get(b.end..).unwrap_or_default()) == Some(RelationKind::Repeals);
        let opens = words.get(..a.start).is_some_and(|w| w.chars().count() < 16);
        if ends
            && ended
            && joined
            && (opens || i > 1)
            && first.kind == RelationKind::RefersTo
            && !gap.contains([';', '.'])
        {
            first.kind = RelationKind::Repeals;
        }
    }
}

/// The way through the mentions of one block.
#[derive(Debug)]
struct Reading<'a> {
    words: &'a str,
    /// The block without its mark.
    body: &'a str,
    place: Place,
    found: &'a [Found],
    links: Vec<Link>,
    /// Mentions that only say how the one before is called for short.
    short: Vec<usize>,
}

impl Reading<'_> {
    /// Decides what the mention at `i` is to those before it.
    fn next(&mut self, i: usize, f: &Found) -> Option<Link> {
        let before = i.checked_sub(1).and_then(|p| self.found.get(p).map(|m| (p, m)));
        let from = before.map_or(0, |(_, m)| m.end.min(f.start));
        let gap = self.words.get(from..f.start).unwrap_or_default();
        if is_short_form(gap) {
            self.short.push(i);
            return None;
        }
        let within = (i.saturating_sub(MOST_AMENDED)..i)
            .rev()
            .find(|p| self.found.get(*p).is_some_and(|m| m.core > f.start && m.amends()));
        if let Some(p) = within {
            return Some(Link::new(Some(p), RelationKind::Amends, i, (f.start, f.end)));
        }
        let closed = before.is_some_and(|(p, _)| self.short.contains(&p));
        let gap = if closed { gap.trim_start_matches([')', ' ', '”']) } else { gap };
        let from = f.start - gap.len();
        if let Some((p, _)) = before.filter(|_| closed && matches!(gap.trim(), "và" | ",")) {
            return self.beside_short_form(p, i, f);
        }
        let trigger = last_trigger(gap);
        let full = (trigger.map_or(f.start, |(at, _)| from + at), f.end);
        let whole = !gap.contains(". ");
        before
            .filter(|_| whole)
            .and_then(|(p, _)| self.between(gap, (i, f), p, (trigger, full)))
            .or_else(|| self.coordinate(gap, (i, f), trigger, full).filter(|_| before.is_some()))
            .or_else(|| Some(Link::new(None, self.own(gap, from, f, trigger, before.is_some() && whole), i, full)))
    }

    /// "… (gọi tắt là Nghị quyết 124/NQ-CP) và Kế hoạch …": what is said of the one called so is said of the next too.
    fn beside_short_form(&self, p: usize, i: usize, f: &Found) -> Option<Link> {
        let key = |m: usize| self.found.get(m).and_then(|m| m.number.as_ref()).map(|n| n.key());
        let of = self.links.iter().find(|l| key(l.object).is_some() && key(l.object) == key(p));
        let (actor, kind) = of.map_or((None, RelationKind::RefersTo), |l| (l.actor, l.kind));
        Some(Link::new(actor, kind, i, (f.start, f.end)))
    }

    /// What the mention before does to this one, or this one to it.
    fn between(
        &self,
        gap: &str,
        (i, f): (usize, &Found),
        p: usize,
        (trigger, full): (Option<(usize, RelationKind)>, (usize, usize)),
    ) -> Option<Link> {
        if let Some(kind) = passive(gap) {
            let object = self.of_a_symbol(p, f).or_else(|| self.of_a_kind(p, f.kind)).unwrap_or(p);
            return Some(Link::new(Some(i), kind, object, (f.start - gap.len(), f.end)));
        }
        // "… bởi Điều 11 Nghị định A, điểm a khoản 1 Điều 123 Nghị định B": each by a provision of its own.
        let part = f.provision.as_ref().and_then(|p| gap.trim_end().strip_suffix(lower(p).as_str()));
        let listed = matches!(part.unwrap_or(gap).trim(), "và" | "," | ", và" | "và bởi");
        if let Some(last) =
            self.links.last().filter(|l| listed && l.actor == Some(p) && l.object < p && l.full.1 <= f.start)
        {
            return Some(Link::new(Some(i), last.kind, last.object, full));
        }
        // "Chiến lược … ban hành kèm theo Quyết định số 879/QĐ-TTg": what is said of the one is said of the other.
        let unnumbered = self.found.get(p).is_some_and(|m| m.number.is_none());
        let promulgated = ["ban hành kèm theo", "được ban hành kèm theo", "ban hành theo", "được ban hành tại"];
        if unnumbered && promulgated.contains(&gap.trim()) {
            let before = self
                .links
                .iter()
                .rev()
                .find(|l| l.object == p)
                .map_or((None, RelationKind::RefersTo), |l| (l.actor, l.kind));
            return Some(Link::new(before.0, before.1, i, full));
        }
        if let Some((_, kind)) = trigger.filter(|t| comes_into_force(gap, *t)) {
            return Some(Link::new(Some(p), kind, i, full));
        }
        let kind = deed(gap, trigger.map(|(_, k)| k))?;
        // "Thực hiện Nghị quyết A …, Tỉnh ủy đã ban hành Kế hoạch B": a body issues, not the document before.
        if kind == RelationKind::Promulgates && issued_by_a_body(gap) {
            return None;
        }
        // An approved work without a number: the act that approves it stands for it.
        let act = self.links.iter().rev().find(|l| l.object == p && l.kind == RelationKind::Approves);
        Some(Link::new(act.and_then(|l| l.actor).or(Some(p)), kind, i, full))
    }

    /// Of the mentions up to `p` in one clause the nearest with the symbol of `f`: a resolution of the Government is
    /// amended by one, not the Party's that it carries out.
    fn of_a_symbol(&self, p: usize, f: &Found) -> Option<usize> {
        // "QH12" and "QH14" are one assembly's.
        let body = |n: &DocumentNumber| n.body.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
        let symbol = |f: &Found| f.number.as_ref().map(|n| (n.kind_symbol.clone(), body(n)));
        let own = symbol(f)?;
        let end = self.found.get(p)?.end;
        (p.saturating_sub(MOST_AMENDED)..=p).rev().find(|m| {
            self.found.get(*m).is_some_and(|m| {
                let clause = self.words.get(m.end..end).unwrap_or_default();
                symbol(m).as_ref() == Some(&own) && !clause.contains(';') && !clause.contains(". ")
            })
        })
    }

    /// Of the mentions up to `p` in one clause the nearest of a kind: a decree is amended by a decree.
    fn of_a_kind(&self, p: usize, kind: Option<DocumentType>) -> Option<usize> {
        let end = self.found.get(p)?.end;
        (0..=p).rev().find(|m| {
            self.found.get(*m).is_some_and(|f| {
                let clause = self.words.get(f.end..end).unwrap_or_default();
                f.kind == kind && !clause.contains([';']) && !clause.contains(". ")
            })
        })
    }

    /// "… của Luật A và Luật B": what is said of the first is said of the second, of the same kind if one is near.
    fn coordinate(
        &self,
        gap: &str,
        (i, f): (usize, &Found),
        trigger: Option<(usize, RelationKind)>,
        full: (usize, usize),
    ) -> Option<Link> {
        // "Luật số A sửa đổi … Luật X số B, Luật Y số C": it amends all of them.
        let amending = |l: &Link| l.kind == RelationKind::Amends && l.actor.is_some_and(|a| a < l.object);
        let free = f.number.is_none() || self.links.last().is_some_and(amending);
        let law = free && f.kind == Some(DocumentType::Law);
        if matches!(gap.trim(), "và" | "và số") || (gap.trim() == "," && law) {
            let alike = |l: &&Link| {
                l.actor.is_some() && {
                    let object = self.found.get(l.object);
                    object.is_some_and(|o| {
                        let clause = self.words.get(o.end..f.start).unwrap_or_default();
                        o.kind == f.kind && !clause.contains(';') && !clause.contains(". ")
                    })
                }
            };
            let last = self.links.iter().rev().find(alike).or(self.links.last())?;
            // "… phê duyệt Chương trình “…” và Kế hoạch số 223/KH-UBND": what has a number of its own was not approved there.
            let named = self.found.get(last.object).is_some_and(|o| o.number.is_none());
            if last.kind == RelationKind::Approves && named && f.number.is_some() {
                return None;
            }
            return last.actor.map(|actor| Link::new(Some(actor), last.kind, i, full));
        }
        // "X ban hành Kế hoạch A triển khai Nghị quyết B, Chỉ thị C và Chỉ thị D": what A carries out, not what X issues.
        if let Some(link) = self.carried_out_too(gap, i, full) {
            return Some(link);
        }
        // "X thay thế Quyết định 44/2023/QĐ-UBND … quy định … và Quyết định 81/2024/QĐ-UBND": both are replaced.
        let last = self.links.last().filter(|l| (RelationKind::Amends..=RelationKind::Repeals).contains(&l.kind));
        if let Some(last) = last.filter(|l| self.found.get(l.object).is_some_and(|o| o.kind == f.kind))
            && last.actor.is_some_and(|a| a < last.object)
            && trigger.is_none()
            && gap.trim_end().ends_with(" và")
            && !gap.contains(['.', ';', ')'])
        {
            return Some(Link::new(last.actor, last.kind, i, full));
        }
        let again = !gap.contains(". ") && gap.trim_start().strip_prefix("và ").is_some_and(opens);
        let actor = self.links.last().filter(|_| again)?.actor?;
        trigger.map(|(_, kind)| Link::new(Some(actor), kind, i, full))
    }

    fn carried_out_too(&self, gap: &str, i: usize, full: (usize, usize)) -> Option<Link> {
        matches!(gap.trim(), "," | "và" | ", và").then_some(())?;
        let last = self.links.last().filter(|l| l.kind == RelationKind::Implements)?;
        let actor = last.actor.filter(|a| *a < last.object)?;
        let issued = |l: &&Link| l.object == actor && l.actor.is_none();
        let issued = self.links.iter().find(issued).is_some_and(|l| l.kind == RelationKind::Promulgates);
        issued.then(|| Link::new(Some(actor), last.kind, i, full))
    }

    /// What the document itself does to a mention.
    fn own(
        &self,
        gap: &str,
        from: usize,
        f: &Found,
        trigger: Option<(usize, RelationKind)>,
        joined: bool,
    ) -> RelationKind {
        let first = !joined && self.links.is_empty();
        // "Căn cứ các quy định trên, trường hợp …" rests on what was said before, not on what it names.
        let before = ["căn cứ các quy định trên", "căn cứ các quy định nêu trên", "căn cứ quy định nêu trên"];
        let points_back = before.iter().any(|w| self.body.starts_with(w));
        // "Theo đề nghị của Giám đốc Sở Văn hóa, Thể thao và Du lịch thành phố … tại Tờ trình số …"
        let asks = ["theo đề nghị", "xét đề nghị"].iter().any(|w| self.body.starts_with(w)) && f.start < 300;
        // "Căn cứ các Quyết định của Bộ trưởng Bộ Nông nghiệp và Môi trường: số 4831/QĐ-BNNMT …"
        let listed = gap.trim_end().trim_end_matches("số").trim_end().ends_with(':');
        // "Căn cứ chỉ đạo của …, của Bộ Chính trị tại Thông báo số …": whose direction it is stands before its number.
        let directed =
            ["căn cứ chỉ đạo của", "căn cứ ý kiến"].iter().any(|w| self.body.starts_with(w)) && f.start < 300;
        let near = !first || f.start < 90 || f.kind.is_none() || asks || listed || directed;
        // "Căn cứ …; Theo đề nghị của Sở Y tế tại Tờ trình số …" in one paragraph: each clause says what it is.
        let before = self.words.get(..f.start).unwrap_or_default();
        let mut clauses = memchr::memrchr_iter(b';', before.as_bytes()).filter_map(|at| before.get(at + 1..));
        let clause = clauses.find_map(|clause| clause.strip_prefix(' '));
        let asked = clause.filter(|c| c.starts_with("theo đề nghị") || c.starts_with("xét đề nghị"));
        // "… tỷ đồng. Căn cứ Nghị quyết số …": a paragraph may be joined to the one before it.
        let sentence = self.words.get(..f.start).and_then(|w| w.rsplit_once(". ")).map(|(_, sentence)| sentence);
        let rests = sentence.filter(|s| s.starts_with("căn cứ ") && s.len() < 300 && self.place == Place::Preamble);
        let preamble = asked
            .or(rests)
            .and_then(|c| preamble((c, self.place), f.kind))
            .or_else(|| preamble((self.body, self.place), f.kind).filter(|_| near && !points_back));
        // "Căn cứ …; UBND tỉnh ban hành Kế hoạch thực hiện Đề án …": behind what it rests on, what it is issued for.
        let issues = |at: usize| gap.get(..at).is_some_and(|g| g.contains(", ") && g.contains(" ban hành "));
        let enacts = trigger.is_some_and(|(at, kind)| kind == RelationKind::Implements && issues(at));
        let preamble = preamble.filter(|_| !enacts);
        let inherited = self.links.iter().rev().find(|l| joined && l.actor.is_none());
        let kind = if answers(gap, f.kind) {
            RelationKind::RespondsTo
        } else if let Some(kind) = preamble {
            kind
        } else if assigned(gap) {
            RelationKind::Implements
        } else if let Some((at, kind)) = trigger {
            own_act(self.words.get(..from + at).unwrap_or_default(), kind)
        } else {
            // "thay thế Nghị quyết X … trước khi Luật Y có hiệu lực": what is only mentioned behind is not replaced too.
            let joins = gap.trim().is_empty()
                || [",", ";", "và", "hoặc", "số", "("].iter().any(|w| gap.trim_end().ends_with(w))
                || f.provision.is_some();
            let kind = inherited.map_or(RelationKind::RefersTo, |l| l.kind);
            // "Xét Tờ trình số A … (thực hiện Luật B và Luật C)": nobody is answered by what is said to a law.
            let answers = kind == RelationKind::RespondsTo && lays_down(f.kind);
            if kind <= RelationKind::Approves && !joins || answers { RelationKind::RefersTo } else { kind }
        };
        let after = self.words.get(f.end..).unwrap_or_default();
        match changed(after) {
            Some(change) if kind > change => change,
            _ => kind,
        }
    }
}

/// Tells whether a document of a kind puts something to somebody who answers.
fn asks_something(kind: Option<DocumentType>) -> bool {
    matches!(kind, Some(DocumentType::Submission | DocumentType::OfficialLetter | DocumentType::Report))
}

/// Tells whether a document of a kind lays down law, which asks nobody for an answer.
fn lays_down(kind: Option<DocumentType>) -> bool {
    use DocumentType::{Circular, Constitution, Decree, Law, Ordinance};
    matches!(kind, Some(Circular | Constitution | Decree | Law | Ordinance))
}

/// "Trả lời công văn số …", "Cục Thuế nhận được công văn số …": what a letter answers.
fn answers(gap: &str, kind: Option<DocumentType>) -> bool {
    asks_something(kind) && ["trả lời", "phúc đáp", "nhận được"].iter().any(|w| gap.trim_end().ends_with(w))
}

/// Fills what qualifies a relation: the sort of a legal basis, the provisions an act is limited to.
fn qualify(link: &mut Link, found: &[Found], words: &str) {
    let Some(f) = found.get(link.object) else { return };
    match link.kind {
        RelationKind::LegalBasis => {
            let after: String = words.get(f.core..).unwrap_or_default().chars().take(200).collect();
            let line = after.split(';').next().unwrap_or_default();
            let named = f.name.as_deref().map(lower).unwrap_or_default();
            let competence = ["chức năng, nhiệm vụ, quyền hạn", "chức năng, nhiệm vụ và quyền hạn"];
            let organic = ["luật tổ chức ", "luật ban hành văn bản quy phạm pháp luật"];
            let power = competence.iter().any(|c| line.contains(c)) || organic.iter().any(|o| named.starts_with(o));
            link.basis = Some(if power { BasisSort::Competence } else { BasisSort::Substance });
        }
        RelationKind::Amends
        | RelationKind::Replaces
        | RelationKind::Repeals
        | RelationKind::Suspends
        | RelationKind::Extends
        | RelationKind::Corrects => {
            let before = words.get(link.full.0..f.start).unwrap_or_default();
            let part = before.contains("một phần").then(|| "một phần".to_owned());
            if let Some(part) = f.provision.clone().or(part) {
                link.scope = Scope::Part(part);
            }
        }
        _ => {}
    }
}

/// "(sau đây gọi tắt là Chỉ thị số 27/CT-TTg)" names the document before once more.
fn is_short_form(gap: &str) -> bool {
    if !gap.contains(" là") {
        return false;
    }
    let called =
        ["gọi tắt là", "viết tắt là", "gọi chung là", "sau đây gọi là"].iter().filter_map(|w| gap.rfind(w)).max();
    called.is_some_and(|at| !gap.get(at..).unwrap_or_default().contains([')', ';']))
}

/// "thực hiện các nhiệm vụ được giao tại …": what is carried out is the document that gives the tasks.
fn assigned(gap: &str) -> bool {
    let gap = gap.trim_end();
    if laid_down(gap) {
        return true;
    }
    let gap = ["tại", "trong", "theo", "của"].iter().find_map(|w| gap.strip_suffix(w)).unwrap_or(gap).trim_end();
    let given = ["giao", "phân công", "đề ra", "nêu", "nhiệm vụ", "nhiệm vụ trọng tâm", "chỉ tiêu", "mục tiêu"]
        .iter()
        .any(|w| gap.ends_with(w));
    let done = ["thực hiện", "triển khai", "hoàn thành"].iter().filter_map(|w| gap.find(w)).min();
    given && done.is_some_and(|at| gap.get(at..).is_some_and(|g| g.contains("nhiệm vụ") && !g.contains([';', ')'])))
}

/// "thực hiện có hiệu quả các giải pháp khắc phục … tại …": what is carried out stands in the document.
fn laid_down(gap: &str) -> bool {
    const LONGEST: usize = 120;
    const MANNERS: [&str; 7] = ["có hiệu quả ", "hiệu quả ", "nghiêm túc ", "nghiêm ", "đầy đủ ", "đúng ", "tốt "];
    const MATTERS: [&str; 7] = ["giải pháp", "ý kiến", "nội dung", "chỉ đạo", "kết luận", "yêu cầu", "quy định"];
    let Some(words) = gap.strip_suffix(" tại").map(|g| g.rsplit(". ").next().unwrap_or(g)) else { return false };
    let Some((_, what)) = words.rsplit_once("thực hiện ") else { return false };
    let what = MANNERS.iter().find_map(|m| what.strip_prefix(m)).unwrap_or(what);
    let what = what.strip_prefix("các ").unwrap_or(what);
    let plain = what.chars().count() < LONGEST && !what.contains([';', ')', ':']) && !what.contains("theo ");
    plain && MATTERS.iter().any(|m| what.starts_with(m))
}

/// How many bytes before an act "… này" may stand to make it the document's own.
const NEAR: usize = 1200;

/// Of the strong acts only those that the document says it does itself count for it.
pub(super) fn own_act(before: &str, kind: RelationKind) -> RelationKind {
    let strong = kind <= RelationKind::Approves;
    let enacted = kind == RelationKind::Approves;
    let mut near = before.len().saturating_sub(NEAR);
    while !before.is_char_boundary(near) {
        near += 1;
    }
    let opening = before.trim_start_matches(|c: char| !c.is_alphabetic());
    let opening = opening.strip_prefix("điều ").map_or(opening, |o| o.trim_start_matches(|c: char| !c.is_alphabetic()));
    // "Quyết định có hiệu lực kể từ ngày ký, đồng thời thay thế …": its own force is meant.
    let force = ["quyết định có hiệu lực", "nghị quyết có hiệu lực", "thông tư có hiệu lực", "nghị định có hiệu lực"];
    // "Rà soát, sửa đổi, bổ sung Quyết định …", "Tham mưu UBND tỉnh bãi bỏ …": what somebody is to do about it.
    const TO_DO: [&str; 14] = [
        "rà soát",
        "tham mưu",
        "đề xuất",
        "trình",
        "kiến nghị",
        "xem xét",
        "nghiên cứu",
        "xây dựng",
        "dự thảo",
        "giao ",
        "yêu cầu",
        "đề nghị",
        "kịp thời",
        "sớm ",
    ];
    let to_do = TO_DO.iter().any(|w| opening.starts_with(w));
    let itself = before.get(near..).is_some_and(|b| b.contains(" này "))
        || opening.len() < 24 && !to_do
        || force.iter().any(|w| opening.starts_with(w));
    if strong && kind != RelationKind::Promulgates && (enacted || !itself) { RelationKind::RefersTo } else { kind }
}

/// "Căn cứ …", "Theo đề nghị … tại Tờ trình …" and, in a letter, "Trả lời công văn số …".
fn preamble((body, place): (&str, Place), kind: Option<DocumentType>) -> Option<RelationKind> {
    if body.starts_with("căn cứ") {
        return (place != Place::Body).then_some(RelationKind::LegalBasis);
    }
    let asked =
        ["theo đề nghị", "xét đề nghị", "xét tờ trình", "trả lời", "phúc đáp"].iter().any(|w| body.starts_with(w));
    (asked && asks_something(kind)).then_some(RelationKind::RespondsTo)
}

/// What the document before does to the one behind the gap: by the verb that opens its title, else by the last one.
fn deed(gap: &str, trigger: Option<RelationKind>) -> Option<RelationKind> {
    // "của Bộ Nông nghiệp … (nay là Bộ Nông nghiệp và Môi trường) về việc phê duyệt …"
    let renamed = gap.trim_start().strip_prefix("(nay là ").and_then(|g| g.split_once(')'));
    let gap = renamed.map_or(gap, |(_, rest)| rest);
    if !opens(gap) {
        return None;
    }
    let title = gap.trim_start_matches([' ', ',']).trim_start_matches("về việc ").trim_start_matches("về ");
    if ["hướng dẫn", "quy định chi tiết"].iter().any(|g| title.starts_with(g)) {
        return Some(RelationKind::Guides);
    }
    if ["kéo dài thời hạn", "kéo dài thời gian", "gia hạn"].iter().any(|g| title.starts_with(g)) {
        return Some(RelationKind::Extends);
    }
    let titled = gap.trim_start().starts_with("về ") && gap.chars().count() < 250 && !gap.contains(". ");
    trigger.or(titled.then_some(RelationKind::RefersTo))
}

/// "Quyết định X có hiệu lực từ ngày …; bãi bỏ Quyết định Y": what comes into force does so.
fn comes_into_force(gap: &str, (at, kind): (usize, RelationKind)) -> bool {
    let (Some(before), Some(act)) = (gap.get(..at), gap.get(at..)) else { return false };
    let force = before.find(" có hiệu lực").is_some_and(|from| from < 160);
    let joined =
        before.trim_end().ends_with([';', ',']) || before.trim_end().ends_with(" và") || before.ends_with("đồng thời ");
    let plain = !act.contains([';', '.']) && !before.contains(". ");
    force && joined && plain && (RelationKind::Amends..=RelationKind::Repeals).contains(&kind)
}

/// ", Tỉnh ủy Vĩnh Phúc đã xây dựng và ban hành": behind a comma a body, and then its act.
fn issued_by_a_body(gap: &str) -> bool {
    let Some(at) = gap.rfind("ban hành") else { return false };
    let clause = gap.get(..at).and_then(|before| before.rsplit_once(", ")).map(|(_, clause)| clause);
    clause.is_some_and(|c| agency::one_agency(c) > 0)
}

/// Tells whether the words after a mention begin with its own act and do not pass on to another coordinate one.
fn opens(gap: &str) -> bool {
    let gap = gap.trim_start_matches([' ', ',']);
    let gap = ["đã ", "cũng ", "còn ", "đồng thời ", "để "].iter().fold(gap, |gap, w| gap.trim_start_matches(w));
    if !OPENERS.iter().any(|o| gap.starts_with(o)) {
        return false;
    }
    let act = gap.contains(';') || gap.matches(')').count() > gap.matches('(').count();
    let gap = gap.trim_start_matches("về việc ").trim_start_matches("về ");
    let coordinate = gap.trim_end().ends_with(" và") || gap.trim_end().ends_with(',');
    !act && !coordinate
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(gap: &str, kind: Option<RelationKind>) {
        assert_eq!(last_trigger(gap).map(|(_, k)| k), kind, "{gap}");
    }

    #[test]
    fn what_is_carried_out_may_be_what_a_document_lays_down() {
        assert!(assigned("thực hiện có hiệu quả các giải pháp khắc phục hậu quả thiên tai tại "));
        assert!(assigned("lưu ý rà soát, thực hiện ý kiến của cơ quan thẩm định tại "));
        assert!(!assigned("thực hiện theo quy định tại ") && !assigned("thực hiện mức lương quy định tại "));
    }

    #[test]
    fn takes_the_last_trigger() {
        check("thực hiện đơn giản hóa theo ", Some(RelationKind::RefersTo));
        check("ban hành chương trình hành động thực hiện ", Some(RelationKind::Implements));
        check("quy định chi tiết thi hành ", Some(RelationKind::Guides));
        check("sửa đổi, bãi bỏ, thay thế một số điều, phụ lục của ", Some(RelationKind::Amends));
        check("sửa đổi kỹ thuật một số điều tại ", Some(RelationKind::Amends));
        check("bãi bỏ một số điều tại ", Some(RelationKind::Repeals));
        let rules = "Quy chế Cuộc thi nghiên cứu khoa học, kỹ thuật cấp quốc gia dành cho học sinh trung học cơ sở và trung học phổ thông";
        let rules = crate::text::lower(rules);
        let (changes, annexed) = ("sửa đổi, bổ sung một số điều của", "ban hành kèm theo ");
        check(&format!("{changes} {rules} {annexed}"), Some(RelationKind::Amends));
        check(&format!("quyết định số 22/201 /qđ-ubnd về {changes} {rules} {annexed}"), Some(RelationKind::RefersTo));
        check("sau 8 năm triển khai thực hiện ", Some(RelationKind::RefersTo));
        check("trong năm 2025 triển khai thực hiện ", Some(RelationKind::Implements));
        check("phê duyệt bổ sung danh sách xã vào diện đầu tư ", Some(RelationKind::RefersTo));
    }

    #[test]
    fn refuses_words_without_one() {
        check(" và ", None);
        check("thực hiện. và ", None);
    }
}
