//! Terms: so many days from an event, so many days before one, a session; leaves out days of the calendar.

use memchr::memmem::find_iter;

use super::deadline::Due;
use crate::extract::agency::opens_group;
use crate::model::DeadlineKind;
use crate::text::{Cursor, Span, is_word_boundary};

/// Reads a term: "Trong thời hạn 03 (ba) ngày làm việc, kể từ ngày nhận được hồ sơ", "trước thời điểm kiểm tra 03 ngày làm
/// việc", "tại Kỳ họp thứ 10, Quốc hội khóa XV".
pub(super) fn term(text: &str) -> Option<Due> {
    let (start, end) = days(text).or_else(|| session(text)).or_else(|| opening(text))?;
    let words = text.get(start..end)?.to_owned();
    Some(Due { kind: DeadlineKind::OnEvent, text: words, day: None, span: Span::new(start, end) })
}

/// "**Trước khi thực hiện việc bán**, chủ đầu tư báo cáo": the event a sentence opens with, by which it is to be done.
fn opening(text: &str) -> Option<(usize, usize)> {
    const LONGEST: usize = 120;
    text.starts_with("Trước khi ").then_some(())?;
    // "Trước khi bán, cho thuê mua nhà ở, chủ đầu tư …": up to whoever is to do it.
    let subject = |at: &usize| is_subject(text.get(at + 1..).unwrap_or_default());
    let end = text.match_indices(',').map(|(at, _)| at).find(subject)?;
    let words = text.get(..end)?;
    (words.chars().count() < LONGEST && !words.contains(['.', ';', ':'])).then_some((0, end))
}

/// Tells whether words behind a comma name whoever acts, and are no more of what stands before it.
fn is_subject(words: &str) -> bool {
    const OPENINGS: [&str; 10] =
        ["người ", "đại biểu ", "gửi ", "báo cáo ", "thông báo ", "trình ", "trả lời ", "ban hành ", "cấp ", "căn cứ "];
    let words = words.trim_start();
    let bare = words.strip_prefix("các ").unwrap_or(words);
    // "…, thôi việc, tổ chức quản lý trực tiếp có trách nhiệm gửi …"
    let near = words.get(..words.floor_char_boundary(120)).unwrap_or(words);
    let segment = near.split(',').next().unwrap_or_default();
    let bound = [" có trách nhiệm", " phải "].iter().any(|w| segment.contains(w));
    bound || words.starts_with(char::is_uppercase) || OPENINGS.iter().any(|w| words.starts_with(w)) || opens_group(bare)
}

/// So many days: within them, or before an event.
fn days(text: &str) -> Option<(usize, usize)> {
    const UNITS: [(&str, &str); 2] = [(" ngày", "ngày làm việc"), (" giờ", "giờ làm việc")];
    let places = |(unit, working): (&'static str, &'static str)| {
        find_iter(text.as_bytes(), unit).map(move |space| (space + 1, unit.len() - 1, working))
    };
    UNITS.into_iter().flat_map(places).find_map(|(at, unit, working)| {
        let whole = text.get(at..)?.starts_with(working);
        let end = at + if whole { working.len() } else { unit };
        let working = whole;
        let number = before_words(text.get(..at)?)?;
        let opens = text.get(..number).is_some_and(|before| within(before) == Some(0));
        let event = from_event(text.get(end..)?, opens);
        // "trong 5 ngày" alone may be how long something lasts; a term says so.
        let term = |start: usize| working || event > 0 || text.get(start..number).is_some_and(is_term);
        if let Some(start) = within(text.get(..number)?).filter(|start| term(*start)) {
            return Some((start, end + event));
        }
        before_event(text.get(..number)?).filter(|_| working).map(|start| (start, end))
    })
}

/// Tells whether words before a number of days say that they are a term.
fn is_term(words: &str) -> bool {
    let mut c = Cursor::new(words);
    c.eat_any(&["trong thời hạn", "trong thời gian", "trong vòng"]).is_some()
}

/// Returns where the number "03" or "03 (ba)" at the end of some words begins.
fn before_words(before: &str) -> Option<usize> {
    let mut words = before.trim_end();
    if let Some(inner) = words.strip_suffix(')') {
        words = inner.get(..inner.rfind('(')?)?.trim_end();
    }
    let digits = words.bytes().rev().take_while(u8::is_ascii_digit).count();
    let start = words.len() - digits;
    ((1..=3).contains(&digits) && words.get(..start)?.ends_with(' ')).then_some(start)
}

/// Returns where "trong", "trong thời hạn", "trong vòng" or "chậm nhất là" begins that ends some words.
fn within(before: &str) -> Option<usize> {
    const LIMITS: [&str; 5] = [" chậm nhất", " tối đa", " không quá", " tối đa không quá", " chậm nhất là"];
    const OPENINGS: [&str; 8] = [
        "trong thời hạn",
        "trong thời gian",
        "trong vòng",
        "trong",
        "chậm nhất là",
        "chậm nhất",
        "không quá",
        "ít nhất",
    ];
    let whole = before.trim_end().to_lowercase();
    // Lower case may have another length than what was printed.
    if whole.len() != before.trim_end().len() {
        return None;
    }
    let bare = LIMITS.iter().filter_map(|l| whole.strip_suffix(l)).min_by_key(|b| b.len());
    let opens = |words: &str| {
        let starts = OPENINGS.iter().filter_map(|o| words.strip_suffix(o)).map(str::len);
        starts.filter(|at| is_word_boundary(words, *at)).min()
    };
    bare.and_then(opens).or_else(|| opens(&whole))
}

/// Returns the length of ", kể từ ngày nhận được …" up to the end of the clause; 0 when it does not follow. Of a sentence
/// that opens with the term the clause ends before whoever acts; elsewhere at its first comma.
fn from_event(after: &str, opens: bool) -> usize {
    let mut c = Cursor::new(after);
    c.eat(",");
    c.skip_spaces();
    const EVENTS: [&str; 11] = [
        "kể từ ngày",
        "kể từ khi",
        "kể từ thời điểm",
        "tính từ ngày",
        "tính từ thời điểm",
        "từ ngày",
        "sau khi",
        "sau buổi",
        "trước ngày",
        "trước khi",
        "trước thời hạn",
    ];
    if c.eat_any(&EVENTS).is_none() {
        return 0;
    }
    let rest = c.rest();
    let ends = [";", ". ", " thì ", ":", " (", "./.", " để ", " phải "];
    let comma = |at: &usize| {
        let behind = rest.get(at + 1..).unwrap_or_default();
        if opens { is_subject(behind) } else { !behind.starts_with(" tổ chức ") }
    };
    // A clause that names nobody ends at its first comma all the same.
    let commas = || rest.match_indices(',').map(|(at, _)| at).take(12);
    let comma = commas().find(comma).or_else(|| commas().next().filter(|_| opens));
    let end = ends.iter().filter_map(|e| rest.find(e)).min().unwrap_or(rest.trim_end_matches('.').len());
    let len = comma.map_or(end, |comma| comma.min(end));
    // "… nhận được Tờ trình (kèm theo hồ sơ)": what comes with it is a part of the event.
    let with =
        rest.get(len..).filter(|r| r.starts_with(" (kèm")).and_then(|r| r.find(')')).map_or(0, |close| close + 1);
    c.pos() + len + with
}

/// Returns where "trước thời điểm …" begins that runs to the end of some words.
fn before_event(before: &str) -> Option<usize> {
    const LONGEST: usize = 80;
    let openings = ["Chậm nhất trước thời điểm ", "chậm nhất trước thời điểm ", "trước thời điểm ", "Trước thời điểm "];
    let at = openings.iter().filter_map(|o| before.rfind(o)).min()?;
    let between = before.get(at..)?;
    (between.chars().count() < LONGEST && !between.contains([',', ';', '.'])).then_some(at)
}

/// "tại Kỳ họp thứ 10, Quốc hội khóa XV": the session something is to be ready for.
fn session(text: &str) -> Option<(usize, usize)> {
    find_iter(text.as_bytes(), "ỳ họp ").find_map(|at| {
        let head = text.get(..at)?.strip_suffix([' ', 'K', 'k'].as_slice()).map(|h| h.trim_end())?;
        let start = head.strip_suffix("tại")?.len();
        // "… được ban hành tại Kỳ họp thứ 10" tells of the past.
        let clause = head.get(head.floor_char_boundary(start.saturating_sub(60))..start)?;
        let past = [" được ", " đã "].iter().any(|w| clause.rsplit([',', ';']).next().is_some_and(|c| c.contains(w)));
        let mut c = Cursor::at(text, at + "ỳ họp ".len());
        let name = |c: &mut Cursor<'_>| !c.take_while(char::is_alphanumeric).is_empty();
        let mut end = if c.eat_any(&["gần nhất", "tiếp theo", "cuối năm"]).is_some() {
            c.pos()
        } else {
            c.eat("thứ ").then_some(())?;
            name(&mut c).then_some(())?;
            c.pos()
        };
        (!past).then_some(())?;
        c.eat(",");
        c.skip_spaces();
        if c.eat_any(&["Quốc hội khóa", "Quốc hội khoá"]).is_some() {
            c.skip_spaces();
            if name(&mut c) {
                end = c.pos();
            }
        }
        Some((start, end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(term(text).map(|d| d.text).as_deref(), expected, "{text}");
    }

    #[test]
    fn a_term_at_the_head_ends_before_whoever_acts() {
        let check = |text: &str, due: &str| assert_eq!(term(text).map(|d| d.text).as_deref(), Some(due));
        check(
            "Trong thời hạn 15 ngày kể từ ngày nghỉ hưu, thôi việc, tổ chức quản lý có trách nhiệm gửi văn bản.",
            "Trong thời hạn 15 ngày kể từ ngày nghỉ hưu, thôi việc",
        );
        check(
            "Trong thời hạn 02 ngày làm việc kể từ ngày có kết quả, gửi kết quả đến Sở Y tế.",
            "Trong thời hạn 02 ngày làm việc kể từ ngày có kết quả",
        );
        check(
            "Gửi Sở Y tế trong thời hạn 5 ngày làm việc kể từ ngày UBND tỉnh chỉ đạo, tổ chức triển khai thực hiện.",
            "trong thời hạn 5 ngày làm việc kể từ ngày UBND tỉnh chỉ đạo, tổ chức triển khai thực hiện",
        );
        check(
            "Gửi Sở Y tế trong thời hạn 5 ngày làm việc kể từ ngày UBND tỉnh chỉ đạo triển khai, tổ chức thực hiện.",
            "trong thời hạn 5 ngày làm việc kể từ ngày UBND tỉnh chỉ đạo triển khai, tổ chức thực hiện",
        );
    }

    #[test]
    fn counts_days_from_an_event_and_before_one() {
        let received = "Trong thời hạn 03 (ba) ngày làm việc, kể từ ngày nhận được hồ sơ";
        check(&format!("{received}, Sở Y tế trả lời"), Some(received));
        let late = "Trong thời hạn chậm nhất 20 (hai mươi) ngày làm việc, kể từ ngày có hiệu lực";
        check(&format!("{late} thì các cơ sở đăng ký"), Some(late));
        check("giải quyết kinh phí trong 07 ngày làm việc.", Some("trong 07 ngày làm việc"));
        let hours = "Trong thời hạn 24 giờ kể từ ngày nhận được tiền phí";
        check(&format!("{hours}, Sở Y tế chuyển tiền"), Some(hours));
        let heard = "trong thời hạn 05 ngày làm việc, kể từ ngày nhận được kiến nghị";
        check(&format!("{heard} phải có văn bản gửi Sở Y tế"), Some(heard));
        check("gửi trước thời điểm kiểm tra 03 ngày làm việc.", Some("trước thời điểm kiểm tra 03 ngày làm việc"));
        check(
            "trong thời hạn 15 ngày làm việc kể từ ngày ký./.",
            Some("trong thời hạn 15 ngày làm việc kể từ ngày ký"),
        );
        let most = "trong thời hạn tối đa 30 ngày kể từ ngày nhận hồ sơ";
        check(&format!("{most}."), Some(most));
        check("báo cáo trong thời gian 05 ngày về việc thu.", Some("trong thời gian 05 ngày"));
        check("chậm nhất 01 ngày trước ngày hết hạn, đơn vị", Some("chậm nhất 01 ngày trước ngày hết hạn"));
        let heard = "Trong vòng 02 (hai) ngày làm việc, sau khi nhận hồ sơ từ Phòng Kinh tế";
        check(&format!("{heard}, thôn họp."), Some(heard));
    }

    #[test]
    fn what_comes_with_a_paper_is_of_its_event() {
        let term = "Trong thời hạn 05 ngày làm việc kể từ ngày nhận được Tờ trình (kèm theo hồ sơ)";
        check(&format!("{term}, Chủ tịch quyết định."), Some(term));
    }

    #[test]
    fn names_a_session() {
        let session = "tại Kỳ họp thứ 10, Quốc hội khóa XV";
        check(&format!("trình Quốc hội {session}."), Some(session));
        check("thông qua tại Kỳ họp thứ Tư", Some("tại Kỳ họp thứ Tư"));
        check("báo cáo Quốc hội tại kỳ họp gần nhất.", Some("tại kỳ họp gần nhất"));
        check("các nghị quyết được ban hành tại Kỳ họp thứ 10", None);
    }

    #[test]
    fn refuses_days_that_are_no_term() {
        check("nghỉ trong 03 ngày lễ", None);
        check("tổ chức 03 ngày làm việc với các xã", None);
        check("nghỉ các ngày làm việc", None);
        check("Trước khi bán, cho thuê nhà ở, chủ đầu tư báo cáo.", Some("Trước khi bán, cho thuê nhà ở"));
        check("Trước khi có điện thì thử máy.", None);
        check("Kiểm tra trước khi bàn giao, nhà thầu", None);
        check("Kỳ họp thứ 10 đã thông qua", None);
    }
}
