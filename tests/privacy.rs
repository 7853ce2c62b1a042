//! Particulars of private persons from end to end: no fact, not searched, masked in what is shown, and shown on demand.

use crate::support::luocdo;

/// A decision on an investment, as provinces print it.
const DECISION: &str = "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\n\nSố: 15/QĐ-UBND\n\nLào Cai, ngày 04 tháng 3 năm 2020\n\nQUYẾT ĐỊNH\n\n\
    Chấp thuận chủ trương đầu tư\n\nCăn cứ Nghị quyết số 23-NQ/TW ngày 22/3/2018 của Bộ Chính trị;\n\n\
    Điều 1. Chấp thuận nhà đầu tư: ông Nguyễn Văn An, sinh ngày 02/3/1970, CMND số 012345678 do Công an tỉnh cấp; \
    địa chỉ thường trú: số 5, đường Hoàng Liên, phường Kim Tân; điện thoại: 0912 345 678, thực hiện dự án \
    Nhà máy gạch Bản Qua với tổng vốn 20 tỷ đồng.\n\n\
    Điều 2. Sở Kế hoạch và Đầu tư chủ trì kiểm tra nhà đầu tư (CMND số 012345678) trước ngày 10/12/2020.\n\n\
    TM. ỦY BAN NHÂN DÂN\n\nCHỦ TỊCH\n\nĐặng Xuân Phong\n";

const PRIVATE: [&str; 4] = ["012345678", "02/3/1970", "Hoàng Liên", "0912 345 678"];

const EVERYTHING: &str = "{ documents { nodes { text title sections { title text } } } tasks { nodes { text evidence { quote prefix suffix focus } } } \
    projects { nodes { name statements { evidence { quote prefix suffix } } } } people { nodes { name } } \
    search(query: \"012345678\", first: 5) { totalCount } \
    said: search(query: \"Nguyễn Văn An\", first: 5) { nodes { snippet } } }";

fn run(arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let file = folder.path().join("15.txt");
    std::fs::write(&file, DECISION).expect("written");
    let file = file.display().to_string();
    let arguments: Vec<&str> = arguments.iter().map(|a| if *a == "FILE" { file.as_str() } else { a }).collect();
    let out = luocdo(&arguments);
    assert!(out.status.success(), "{}{}", String::from_utf8_lossy(&out.stderr), String::from_utf8_lossy(&out.stdout));
    String::from_utf8_lossy(&out.stdout).into_owned()
}

#[track_caller]
fn check_masked(said: &str) {
    for words in PRIVATE {
        assert!(!said.contains(words), "{words} stands in {said}");
    }
    assert!(said.contains("•••••••••"), "what is masked keeps its place: {said}");
}

#[test]
fn facts_have_no_particulars_and_keep_the_officials() {
    let facts = run(&["extract", "FILE", "--format", "json"]);
    check_masked(&facts);
    assert!(facts.contains("Đặng Xuân Phong") && facts.contains("23-NQ/TW"), "{facts}");
}

#[test]
fn what_is_shown_is_masked_unless_asked_for() {
    let shown = run(&["query", EVERYTHING, "--documents", "FILE"]);
    check_masked(&shown);
    assert!(shown.contains(r#""search":{"totalCount":0}"#), "{shown}");
    let all = run(&["query", EVERYTHING, "--show-private", "--documents", "FILE"]);
    for words in PRIVATE {
        assert!(all.contains(words), "{words} is not shown: {all}");
    }
    assert!(all.contains(r#""search":{"totalCount":0}"#), "never searched: {all}");
    assert_eq!(shown.chars().count(), all.chars().count(), "a mask for each character");
}
