//! Headings: whom the lines below a line are for; leaves out what stands further above.

use std::rc::Rc;
use std::sync::LazyLock;

use super::Reader;
use crate::extract::agency::{group_of, opens_group};
use crate::extract::task::binding::{PLACES, SURE, is_people, is_set_up};
use crate::extract::task::item::shifted;
use crate::extract::task::role::{Found, after_brackets, bodies, list_to, predicate, widen};
use crate::extract::task::silence::seats;
use crate::model::{AgencyKind, Role};
use crate::text::{Block, Cursor, Lexicon, Marker, Span};

/// Headings that say whose duties stand below.
static DUTIES: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new([
        "về trách nhiệm của",
        "đối với trách nhiệm của",
        "quyền và trách nhiệm của",
        "quyền và nghĩa vụ của",
        "quyền hạn và trách nhiệm của",
        "trách nhiệm và quyền hạn của",
        "trách nhiệm, quyền hạn của",
        "nhiệm vụ và quyền hạn của",
        "nhiệm vụ, quyền hạn của",
        "nhiệm vụ, quyền hạn, trách nhiệm của",
        "chức năng, nhiệm vụ, quyền hạn của",
        "trách nhiệm, nghĩa vụ của",
        "nghĩa vụ của",
        "nội dung giám sát của",
        "nội dung kiểm tra của",
        "nội dung đánh giá của",
        "nhiệm vụ của",
        "trách nhiệm của",
    ])
});

impl Reader<'_> {
    /// Reads a block that names who the lines below are for; tells whether nothing is left to read.
    pub(super) fn heading(&mut self, i: usize, block: &Block, body: &str) -> bool {
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
            // "1. Sở Tài chính (cơ quan chủ trì)"
            let leads = ["(cơ quan chủ trì", "(đơn vị chủ trì"].iter().any(|w| rest.contains(w));
            let role = |f: Found| if leads { Found { role: Role::Lead, ..f } } else { f };
            self.give(i, opens, block, found.into_iter().map(role).collect());
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
        if let Some(found) = opens.filter(|_| self.has_children(i)).and_then(|_| self.assigned(body, &found, end)) {
            self.give(i, opens, block, found);
            return true;
        }
        if let Some(found) = opens.filter(|_| self.has_children(i)).and_then(|_| self.bracketed(body)) {
            self.give(i, opens, block, found);
            return true;
        }
        if let Some(found) = self.level(body) {
            self.give(i, opens, block, found);
            return true;
        }
        if let Some(found) = opens.filter(|_| self.has_children(i)).and_then(|_| self.contents(body)) {
            self.give(i, opens, block, found);
            return true;
        }
        if let Some(found) = opens.filter(|_| self.has_children(i)).and_then(|_| self.bound(body)) {
            self.give(i, opens, block, vec![found]);
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
            // "Trung tâm Phục vụ hành chính công: TTPVHCC" is a short form.
            let short = !after.trim().is_empty() && after.len() > 1 && !after.chars().any(char::is_lowercase);
            let short = short && after.chars().any(char::is_alphabetic);
            if short
                || seats(after.trim_start_matches([':', ' ']))
                || self.chain(self.owners.get(i).copied().flatten()).any(|s| self.is_no_task(s))
            {
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
        // "a) Chủ trì, phối hợp với các sở, ngành": how those above do what stands below.
        if opens.is_some() && self.has_children(i) && body.starts_with("Chủ trì, phối hợp với ") && !ends(body)
        {
            let above = self.inherited(i, block);
            self.lead_in(i, block, body, block.body as usize, &above);
            return true;
        }
        let bare = opens.is_some() && !self.items.contains_key(&opens.unwrap_or(usize::MAX));
        bare && self.has_children(i) && !ends(body) && body.chars().count() < 150
    }

    /// Bodies of a heading, the last of which words up to its colon describe; none when these words are a predicate.
    fn described(&self, found: &[Found], rest: &str) -> Option<Vec<Found>> {
        let words = rest.strip_suffix(':')?;
        // "…, trong đó trọng tâm là các tỉnh: …" says where most is to be done.
        let most = [", trong đó", ", trọng tâm là", ", nhất là"].iter().filter_map(|w| words.find(w)).min();
        let words = words.get(..most.unwrap_or(words.len()))?;
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

    /// "Giao người đứng đầu các cơ quan trực thuộc Ủy ban …; Chủ tịch UBND các xã": an order that is nothing but a list,
    /// though no rule knows all of its words.
    fn assigned(&self, body: &str, found: &[Found], end: usize) -> Option<Vec<Found>> {
        const LONGEST: usize = 300;
        let orders = ["Giao ", "Đề nghị ", "Yêu cầu "].iter().any(|w| body.starts_with(w));
        let to = body.trim_end_matches([':', '.', ' ']).len();
        let rest = body.get(end..to)?;
        let plain = rest.chars().count() < LONGEST && !rest.contains(['.', ':']) && !predicate(rest);
        (orders && plain && !found.is_empty()).then_some(())?;
        let mut all = found.to_vec();
        list_to(body, (end, to), &mut all, self.home);
        // Words behind the last body may be what it is to do, in a verb no rule knows.
        (all.len() > found.len()).then_some(all)
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

    /// "- Cấp xã (**Ủy ban nhân dân cấp xã**):": a heading that says who acts at its level.
    fn level(&self, body: &str) -> Option<Vec<Found>> {
        let open = memchr::memchr(b'(', body.as_bytes()).filter(|_| body.starts_with("Cấp "))?;
        let (found, end) = bodies(body, open + 1, Role::Assigned, self.home);
        (!found.is_empty() && body.get(end..)?.trim_end() == "):").then_some(found)
    }

    /// "Nội dung **Sở Dân tộc và Tôn giáo** có trách nhiệm chủ trì": a heading that says whose the matters below are.
    fn contents(&self, body: &str) -> Option<Vec<Found>> {
        const LONGEST: usize = 160;
        let mut c = Cursor::new(body);
        c.eat_any(&["các nội dung", "những nội dung", "nội dung", "các nhiệm vụ", "nhiệm vụ", "các công việc"])?;
        c.skip_spaces();
        c.eat_any(&["do"]);
        c.skip_spaces();
        let (mut found, end) = bodies(body, c.pos(), Role::Assigned, self.home);
        let rest = body.get(end..)?.trim_matches([' ', ':', '.']);
        let bare = ["có trách nhiệm ", "chịu trách nhiệm "].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
        let role = match bare {
            "chủ trì" | "chủ trì thực hiện" | "chủ trì, phối hợp" => Role::Lead,
            "phối hợp" | "phối hợp thực hiện" => Role::Cooperate,
            "thực hiện" | "tổ chức thực hiện" | "triển khai thực hiện" => Role::Assigned,
            _ => return None,
        };
        found.iter_mut().for_each(|f| f.role = role);
        (!found.is_empty() && body.chars().count() < LONGEST).then_some(found)
    }

    /// "Trách nhiệm của **đơn vị được kiểm tra**": whoever a heading binds, when a common noun opens the words.
    pub(super) fn bound(&self, body: &str) -> Option<Found> {
        const LONGEST: usize = 100;
        let mut c = Cursor::new(body);
        if DUTIES.eat(&mut c).is_none() {
            c.eat_any(&["trách nhiệm"])?;
            c.skip_spaces();
            // "Trách nhiệm tổ chức lễ tang": here it is what is to be done.
            if c.clone().eat_any(&["tổ chức"]).is_some() {
                return None;
            }
        }
        c.skip_spaces();
        let at = c.pos();
        let words = body.get(at..)?.trim_end_matches([':', '.', ' ']);
        let about = [" trong ", " khi ", " đối với ", " về ", " theo ", " tại "];
        let end = about.iter().filter_map(|w| words.find(w)).min().unwrap_or(words.len());
        let words = words.get(..end)?;
        let plain = words.chars().count() < LONGEST && !words.contains([';', ':', '(', '“', '"']);
        let set_up = is_set_up(words) && words.chars().any(char::is_lowercase);
        let found = Found {
            due: None,
            agency: Rc::new(group_of(words, self.home)),
            role: Role::Assigned,
            span: Span::new(at, at + words.len()),
        };
        (plain && (opens_group(words) || set_up) && !is_people(&found.agency)).then_some(found)
    }

    pub(super) fn addressees(&self, body: &str) -> (Vec<Found>, usize) {
        let mut c = Cursor::new(body);
        if DUTIES.eat(&mut c).is_none() {
            c.eat_any(&["trách nhiệm", "đối với", "giao", "đề nghị", "yêu cầu"]);
        }
        c.eat(":");
        c.skip_spaces();
        bodies(body, c.pos(), Role::Assigned, self.home)
    }

    /// A heading that is a group with more words than a sentence would show: "Các doanh nghiệp đang hoạt động".
    fn whole(&self, body: &str) -> Option<Found> {
        let words = body.split('(').next().unwrap_or(body).trim_end_matches([':', '.', ' ']);
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
        let colon = memchr::memchr(b':', body.as_bytes())?;
        let (label, rest) = (body.get(..colon)?, body.get(colon + 1..)?);
        // "Trách nhiệm của Hội đồng chấm thi: xây dựng kế hoạch làm việc; …"
        if DUTIES.eat(&mut Cursor::new(label)).is_some() && predicate(rest) && !rest.trim_end().ends_with(':') {
            return self.bound(label);
        }
        body.starts_with("Các ").then_some(())?;
        let (found, end) = self.addressees(label);
        let known = label.get(end..).is_some_and(|r| r.trim().is_empty());
        let acts = predicate(rest) && !rest.trim_end().ends_with(':');
        if known || found.is_empty() || !acts {
            return None;
        }
        self.whole(label)
    }
}

/// Tells whether a mark ends the words.
fn ends(body: &str) -> bool {
    body.ends_with(['.', ';', ':'])
}
