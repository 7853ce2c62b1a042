//! Doers printed inside or behind the words of a task: "… (Sở Công Thương chủ trì)", "…. Cơ quan chủ trì: Sở A; cơ quan phối
//! hợp: Sở B", "…; giao Sở A chủ trì"; subjects and orders that open a sentence are another rule's.

use super::binding::is_people;
use super::field::{Field, field};
use super::home::Home;
use super::role::{Found, bodies};
use crate::extract::cue::Cue;
use crate::extract::view::View;
use crate::model::Role;
use crate::text::Cursor;

/// Reads the doers and partners that stand inside a sentence without a subject; none when nobody is to do it.
pub(super) fn within(view: &View<'_>, unit: &str, home: &Home) -> Vec<Found> {
    let waits = |cue| view.places(unit, cue).next().is_some();
    let labelled = memchr::memchr(b':', unit.as_bytes()).is_some();
    if !labelled && !waits(Cue::Lead) {
        return Vec::new();
    }
    let found = if labelled { fields(unit, home) } else { Vec::new() };
    let found = if found.is_empty() && waits(Cue::Lead) { leading(unit, home) } else { found };
    if found.iter().any(|f| f.role != Role::Cooperate) { found } else { Vec::new() }
}

/// "Cơ quan chủ trì: **Sở A**; cơ quan phối hợp: **Sở B**": labels behind a mark.
fn fields(unit: &str, home: &Home) -> Vec<Found> {
    let mut found = Vec::new();
    for at in behind_marks(unit) {
        let rest = unit.get(at..).unwrap_or_default();
        if let Some((Field::Actors(role), value)) = field(rest) {
            found.extend(bodies(unit, at + value, role, home).0);
        }
    }
    found
}

/// "(**Sở A** chủ trì, phối hợp với **Sở B**)", "; giao **Sở A** chủ trì": bodies that are to lead.
fn leading(unit: &str, home: &Home) -> Vec<Found> {
    for at in behind_marks(unit) {
        let mut c = Cursor::at(unit, at);
        // Brackets that close the sentence say who does it; those inside tell more of what stands before them.
        let closes =
            |rest: &str| rest.split_once(')').is_some_and(|(_, then)| then.chars().all(|c| !c.is_alphanumeric()));
        let bracket = unit.get(..at).is_some_and(|b| b.ends_with('('));
        if bracket && !unit.get(at..).is_some_and(closes) {
            continue;
        }
        let ordered = c.eat_any(&["giao cho", "giao", "do"]).is_some();
        c.skip_spaces();
        if !bracket && !ordered {
            continue;
        }
        let (mut found, end) = bodies(unit, c.pos(), Role::Lead, home);
        let mut after = Cursor::at(unit, end);
        after.skip_spaces();
        if found.is_empty() || found.iter().any(|f| is_people(&f.agency)) || !after.eat_folded("chủ trì") {
            continue;
        }
        after.eat(",");
        after.skip_spaces();
        if after.eat_any(&["phối hợp với", "phối hợp cùng", "phối hợp"]).is_some() {
            after.skip_spaces();
            found.extend(bodies(unit, after.pos(), Role::Cooperate, home).0);
        }
        return found;
    }
    Vec::new()
}

/// Where words begin behind a bracket, a dash or the end of a clause.
fn behind_marks(unit: &str) -> impl Iterator<Item = usize> + '_ {
    unit.match_indices(['(', ';', '.', ',', '-', '–']).filter_map(|(at, mark)| {
        let end = at + mark.len();
        let rest = unit.get(end..)?;
        let lead = rest.len() - rest.trim_start().len();
        // "Kim Thành - Ngòi Phát": a dash between spaces; "12.000", "Nội-Ngoại" go on.
        let open = mark == "(" || lead > 0;
        (open && !rest.trim_start().is_empty()).then_some(end + lead)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Jurisdiction;
    use crate::text::SourceText;

    #[track_caller]
    fn check(unit: &str, expected: &[&str]) {
        let home = Home::of(Jurisdiction::province("tỉnh", "Lào Cai"));
        let source = SourceText::new("a.txt", unit);
        let view = View::new(&source);
        let text = view.slice(view.blocks().first().map(|b| b.span).unwrap_or_default());
        let found = within(&view, text, &home);
        let got: Vec<String> = found.iter().map(|f| format!("{} {}", f.role.code(), f.agency.organisation)).collect();
        assert_eq!(got, expected, "{unit}");
    }

    #[test]
    fn brackets_and_labels_name_who_leads() {
        check("Rà soát quy hoạch (Sở Y tế chủ trì; hoàn thành trong Quý II/2023).", &["LEAD Sở Y tế"]);
        check(
            "Rà soát quy hoạch (giao Sở Y tế chủ trì, phối hợp với Sở Xây dựng).",
            &["LEAD Sở Y tế", "COOPERATE Sở Xây dựng"],
        );
        check(
            "Rà soát quy hoạch. Cơ quan chủ trì: Sở Y tế; cơ quan phối hợp: Sở Xây dựng, Sở Tài chính.",
            &["LEAD Sở Y tế", "COOPERATE Sở Xây dựng", "COOPERATE Sở Tài chính"],
        );
        check("Rà soát quy hoạch - Chủ trì: Sở Y tế - Thời gian: Quý II/2023.", &["LEAD Sở Y tế"]);
        check("Rà soát quy hoạch; giao Sở Y tế chủ trì thực hiện.", &["LEAD Sở Y tế"]);
    }

    #[test]
    fn what_is_told_or_asked_of_others_names_nobody() {
        check("Rà soát quy hoạch theo đề nghị của Sở Y tế chủ trì soạn thảo.", &[]);
        check("Rà soát các dự án (Sở Y tế đã chủ trì năm 2020).", &[]);
        check("Phối hợp thực hiện (cơ quan phối hợp: Sở Y tế).", &[]);
        check("Báo cáo cấp thẩm quyền (Sở Y tế, Bộ Y tế chủ trì dự án) việc thực hiện.", &[]);
        check("Các xã: Bản Qua, Cốc San.", &[]);
    }
}
