//! Where a table copied with its separators on lines of their own ends, when no blank line says so: a portal's page prints
//! the letterhead's cells and the document's first line alike. Tables with a row a line are not looked at.

use super::clean::Event;

/// Fewer blank lines than one for so many lines of text: the text does not set its paragraphs apart.
const FEW: usize = 20;

/// Bytes beyond which a run of lines is no cell of a first row.
const LONG: u32 = 1200;

/// A run of lines between two separators.
#[derive(Debug)]
struct Run {
    /// Index of its first event.
    at: usize,
    bytes: u32,
    /// Two separators stand before it: it opens a row.
    opens: bool,
    /// It is the motto's cell of a letterhead, which has two columns (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.1).
    motto: bool,
    /// It opens with the mark of a bullet: more of a cell.
    bullet: bool,
    /// It is the cell of the recipients, beside which the signature stands (Phụ lục I, mục II.9).
    recipients: bool,
}

/// Puts the end of a table before the text that follows it.
pub(super) fn end_tables(source: &str, events: &mut Vec<Event>) {
    let texts = events.iter().filter(|e| matches!(e, Event::Text(_))).count();
    let blanks = events.iter().filter(|e| matches!(e, Event::Blank)).count();
    if blanks * FEW > texts {
        return;
    }
    let mut ends = outside(&runs(source, events));
    ends.reverse();
    for at in ends {
        events.insert(at, Event::TableEnd);
    }
}

fn runs(source: &str, events: &[Event]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut pipes = 0;
    for (at, event) in events.iter().enumerate() {
        match event {
            Event::Pipe => pipes += 1,
            Event::Text(piece) => {
                let bytes = piece.span.end.saturating_sub(piece.span.start) + 1;
                match runs.last_mut().filter(|_| pipes == 0) {
                    Some(run) => run.bytes = run.bytes.saturating_add(bytes),
                    None => {
                        let words = source.get(piece.span.range()).unwrap_or_default().trim_start_matches(['*', ' ']);
                        let motto = ["CỘNG H", "ĐẢNG CỘNG SẢN"].iter().any(|m| words.starts_with(m));
                        let recipients = ["Nơi nhận", "NƠI NHẬN", "Nơi nhân"].iter().any(|r| words.starts_with(r));
                        let bullet = words.starts_with(['-', '+', '–']);
                        runs.push(Run { at, bytes, opens: pipes > 1, motto, bullet, recipients });
                    }
                }
                pipes = 0;
            }
            _ => {}
        }
    }
    runs
}

/// Returns the events that begin a run outside a table: one cell more than the rows before have, or a run too long for
/// a cell of the first row.
fn outside(runs: &[Run]) -> Vec<usize> {
    let mut ends = Vec::new();
    // Cells of the row at hand, and of the row before it.
    let (mut cells, mut columns) = (0usize, None::<usize>);
    for run in runs {
        if run.opens && cells > 0 {
            columns = Some(columns.map_or(cells, |c: usize| c.max(cells)));
            cells = 0;
        }
        cells += 1;
        if run.motto {
            columns = Some(cells);
            continue;
        }
        if run.recipients && cells == 1 {
            columns = Some(2);
            continue;
        }
        let full = !run.bullet && columns.is_some_and(|c| c > 1 && cells > c);
        let long = run.bytes > LONG && columns.is_none_or(|c| c < 2 || cells > 1);
        if full || long {
            ends.push(run.at);
            (cells, columns) = (0, None);
        }
    }
    ends
}

#[cfg(test)]
mod tests {
    use crate::text::{BlockKind, SourceText};

    #[track_caller]
    fn check(source: &str, expected: &[&str]) {
        let text = SourceText::new("a.txt", source);
        let outside = text.blocks().iter().filter(|b| b.kind == BlockKind::Paragraph);
        let got: Vec<&str> = outside.map(|b| text.slice(b.span)).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn what_follows_the_signature_is_outside() {
        check(
            "|\nNơi nhận:\n- Như trên;\n|\nKT. CHỦ TỊCH\nLê Văn A\n|\nDANH MỤC\n(Kèm theo Quyết định số 1)\n|\nTT\n|\nTên\n|\n",
            &["DANH MỤC", "(Kèm theo Quyết định số 1)"],
        );
    }

    #[test]
    fn a_cell_too_many_is_the_text() {
        check(
            "|\nỦY BAN\n|\nCỘNG HÒA\n|\n|\nSố: 1\n|\nHà Nội, ngày 1\n|\nQUYẾT ĐỊNH\nVỀ VIỆC\n|\nNơi nhận:\n|\nCHỦ TỊCH\n|\n",
            &["QUYẾT ĐỊNH", "VỀ VIỆC"],
        );
    }

    #[test]
    fn a_long_run_is_the_text() {
        let long = "Các cơ quan tổ chức thực hiện tốt.\n".repeat(60);
        let source = format!("|\nKính gửi:\n|\n- Các sở;\n|\n{long}|\nNơi nhận:\n|\nCHỦ TỊCH\n|\n");
        let text = SourceText::new("a.txt", source);
        assert!(text.blocks().iter().any(|b| b.kind == BlockKind::Paragraph));
    }

    #[test]
    fn rows_set_apart_by_blank_lines_stay_as_they_are() {
        check("|\nA\n|\nB\n|\n\nMột\n\n|\nC\n|\nD\n|\nE\n|\n\nHai\n", &["Một", "Hai"]);
    }
}
