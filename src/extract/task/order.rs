//! Orders: "giao X", "yêu cầu X", "UBND tỉnh đề nghị X"; knows nothing of subjects.

use super::home::Home;
use super::role::{CLAUSES, DIRECTS, Doer, ORDERS, SAYS, acts, bodies, predicate, skip_connector, subject};
use super::speaker::{is_issuing, is_superior};
use crate::extract::agency::parse_agencies;
use crate::extract::cue::Cue;
use crate::extract::view::View;
use crate::model::{AgencyKind, Role};
use crate::text::Cursor;

/// "giao X", "yêu cầu X": X is the addressee.
pub(super) fn order(view: &View<'_>, text: &str, home: &Home) -> Option<Doer> {
    view.places(text, Cue::Order).find_map(|at| {
        let mut c = Cursor::at(text, at);
        let directs = c.clone().eat_any(&DIRECTS).is_some();
        let verb = c.eat_any(if directs { &DIRECTS } else { &ORDERS })?;
        let before = text.get(..at)?;
        let lead = lead(before, home)?;
        // "Chủ tịch UBND tỉnh chỉ đạo Sở Y tế …" is an order; what "Giám đốc Sở Y tế chỉ đạo" is his own task.
        if directs && !(lead == Lead::Issuer && is_issuing(before, home)) {
            return None;
        }
        if verb != "yêu cầu" && lead == Lead::Other {
            return None;
        }
        c.skip_spaces();
        let (found, end) = bodies(text, c.pos(), Role::Assigned, home);
        let upward = verb == "đề nghị" && found.iter().all(|f| is_superior(&f.agency, home));
        let rest = text.get(end..)?;
        // "Giao Chủ tịch UBND tỉnh quyết định đầu tư": what is entrusted may be a decision, or to be something.
        let entrusted = verb.starts_with("giao") && [" quyết định", " làm "].iter().any(|w| rest.starts_with(w));
        let goes_on = !upward && (entrusted || acts(&found, rest));
        // "Giao Sở Y tế Khẩn trương …": a heading and what stands below it, printed as one line.
        let below = rest.trim_start();
        let heads = before.is_empty() && below.starts_with(char::is_uppercase) && predicate(below);
        let begins = match lead {
            Lead::Other if cut(before) => at,
            _ if heads => text.len() - below.len(),
            _ => 0,
        };
        (!found.is_empty() && goes_on).then_some(Doer { found, begins, predicate: end })
    })
}

/// "Thủ tướng Chính phủ chỉ rõ, **Bộ Xây dựng chủ trì** …": who is told what to do by reported speech.
pub(super) fn said(view: &View<'_>, text: &str, home: &Home) -> Option<Doer> {
    const LONGEST: usize = 160;
    view.places(text, Cue::Says).take_while(|at| *at < LONGEST).find_map(|at| {
        let mut c = Cursor::at(text, at);
        c.eat_any(&SAYS)?;
        (lead(text.get(..at)?, home)? == Lead::Issuer).then_some(())?;
        (c.eat(",") || c.eat(":") || c.eat(" rằng")).then_some(())?;
        c.eat(",");
        c.skip_spaces();
        subject(view, text, c.pos(), home)
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    Start,
    Issuer,
    Other,
}

/// Sorts what stands before the verb of an order; an order in the past or in a subordinate place is none.
fn lead(before: &str, home: &Home) -> Option<Lead> {
    let skipped = before.get(skip_connector(before)..)?.trim();
    if skipped.is_empty() {
        return Some(Lead::Start);
    }
    if ["theo", "đã", "được", "đáp ứng", "không", "các", "những"].iter().any(|w| skipped.ends_with(w)) {
        return None;
    }
    // "Để phát huy hiệu quả, Bộ Tài chính đề nghị …": who orders stands behind a clause.
    // "Thực hiện Công văn số …, Sở Công Thương đề nghị …": what it is done for, and then who asks.
    // "Tại cuộc họp, Chủ tịch UBND tỉnh giao …", "Trước tình hình trên, UBND tỉnh yêu cầu …"
    const CARRIES_OUT: [&str; 8] =
        ["Thực hiện ", "Triển khai ", "Tiếp theo ", "Qua ", "Tại ", "Trước ", "Xét ", "Ngày "];
    let carries_out = CARRIES_OUT.iter().any(|w| skipped.starts_with(w));
    let clause = carries_out || CLAUSES.stands_at(&Cursor::new(skipped));
    let behind = skipped.rfind(", ").map(|at| skipped.get(at + 2..).unwrap_or_default());
    // "Phát biểu tại buổi lễ, Chủ tịch UBND tỉnh giao …", "…, đồng chí yêu cầu …": who speaks stands last.
    let speaker = |words: &&str| {
        let (found, end) = parse_agencies(words, home);
        let post = found.len() == 1 && found.iter().all(|a| a.kind == AgencyKind::Post);
        is_pronoun(words) || post && words.get(end..).is_some_and(|rest| rest.is_empty() || is_person(rest.trim()))
    };
    let skipped = behind.filter(|b| clause || speaker(b)).unwrap_or(skipped);
    if is_pronoun(skipped) {
        return Some(Lead::Issuer);
    }
    let premier = skipped.strip_prefix("Thủ tướng ").filter(|rest| !rest.starts_with("Chính phủ"));
    if premier.is_some_and(is_person) || skipped == "Thủ tướng" {
        return Some(Lead::Issuer);
    }
    let (issuer, end) = parse_agencies(skipped, home);
    let tail = skipped.get(end..)?.trim();
    // "Thủ tướng Phạm Minh Chính giao …": who holds the post.
    let tail = if is_person(tail) { "" } else { tail };
    if !issuer.is_empty()
        && matches!(
            tail,
            "" | "cũng" | "vừa" | "đề nghị" | "," | "trân trọng" | "kính" | "thống nhất" | "đồng ý" | "quyết nghị"
        )
    {
        return Some(Lead::Issuer);
    }
    (skipped.ends_with(',') || skipped.ends_with("văn bản")).then_some(Lead::Other)
}

/// "Đồng chí", "Ông Nguyễn Văn A": who speaks, named before.
fn is_pronoun(words: &str) -> bool {
    const PRONOUNS: [&str; 6] = ["Đồng chí", "đồng chí", "Ông", "ông", "Bà", "bà"];
    PRONOUNS.iter().any(|p| {
        words.strip_prefix(p).is_some_and(|rest| rest.is_empty() || rest.strip_prefix(' ').is_some_and(is_person))
    })
}

/// Two to four words with a capital each: "Phạm Minh Chính".
fn is_person(words: &str) -> bool {
    let capital = |w: &str| w.starts_with(char::is_uppercase) && w.chars().skip(1).all(char::is_lowercase);
    (2..=4).contains(&words.split(' ').take(5).count()) && words.split(' ').all(capital)
}

/// What precedes an order in "Trên đây là …, yêu cầu X" is no part of the task.
fn cut(before: &str) -> bool {
    before.starts_with("Trên đây") || before.contains("ban hành")
}
