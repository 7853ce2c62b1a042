//! Closing lines that give notice: "X thông báo để Y biết, thực hiện" is an order to Y, "… để Y được biết" is none.

/// What a line that gives notice says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notice {
    /// Somebody is to know something.
    Told,
    /// Those named from this byte on are to know it and to carry it out.
    Order(usize),
}

/// Reads a line that gives notice.
pub(super) fn notice(body: &str) -> Option<Notice> {
    const FOR: [&str; 2] = ["hông báo để ", "rả lời để "];
    const LONGEST: usize = 400;
    let told = body.contains(" xin thông báo ") && body.contains(" biết") || closes_a_notice(body);
    let at = FOR
        .iter()
        .find_map(|w| body.find(w).map(|at| at + w.len()))
        .filter(|at| body.get(..*at).is_some_and(|b| !b.contains(". ")));
    let order = at.filter(|at| {
        let after = body.get(*at..).and_then(|rest| rest.split_once(" biết")).filter(|(who, _)| who.len() < LONGEST);
        after.is_some_and(|(_, then)| {
            let then = then.trim_start_matches([',', ' ']);
            let then = then.strip_prefix("và ").unwrap_or(then);
            let acts = ["thực hiện", "triển khai", "tổ chức thực hiện", "chỉ đạo thực hiện", "phối hợp thực hiện"];
            acts.iter().any(|w| then.starts_with(w))
        })
    });
    order.map(Notice::Order).or(told.then_some(Notice::Told))
}

/// "Văn phòng Chính phủ xin trân trọng thông báo./.": the office that gives notice of what was concluded.
fn closes_a_notice(body: &str) -> bool {
    let offices = ["Văn phòng Chính phủ ", "Văn phòng Trung ương Đảng "];
    let Some(rest) = offices.iter().find_map(|o| body.strip_prefix(o)) else { return false };
    ["xin trân trọng thông báo", "trân trọng thông báo", "xin thông báo", "thông báo"]
        .iter()
        .any(|w| rest.starts_with(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(body: &str, expected: Option<&str>) {
        let got = notice(body).map(|n| match n {
            Notice::Told => "",
            Notice::Order(at) => body.get(at..).unwrap_or_default(),
        });
        assert_eq!(got, expected, "{body}");
    }

    #[test]
    fn who_is_to_carry_out_what_is_noticed() {
        check("Văn phòng Chính phủ thông báo để Bộ Y tế biết, thực hiện./.", Some("Bộ Y tế biết, thực hiện./."));
        check(
            "Cục Thuế thông báo để Thuế tỉnh biết và triển khai thực hiện.",
            Some("Thuế tỉnh biết và triển khai thực hiện."),
        );
        check("Văn phòng Trung ương Đảng xin thông báo để các cơ quan biết.", Some(""));
        check("Cục Thuế trả lời để Thuế tỉnh biết và thực hiện.", Some("Thuế tỉnh biết và thực hiện."));
        check("Văn phòng Chính phủ xin trân trọng thông báo./.", Some(""));
        check("Văn phòng Chính phủ theo dõi và thông báo kết quả.", None);
        check("Cục Thuế thông báo để các đơn vị được biết.", None);
        check("Giao Sở Y tế thông báo cho người dân biết, thực hiện.", None);
    }
}
