//! HTML pages to text: the document's own part of a portal page, one block a paragraph; keeps no layout.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use super::table::{Cell, spread, table_text, without_separators};

/// Elements that never hold the document's own words. A form may: many portals put the whole page into one.
const CHROME: [&str; 15] = [
    "script", "style", "noscript", "nav", "header", "footer", "aside", "button", "select", "iframe", "svg", "template",
    "head", "menu", "textarea",
];

/// Elements that end a paragraph.
const BLOCKS: [&str; 24] = [
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "tr",
    "td",
    "th",
    "caption",
    "section",
    "article",
    "main",
    "blockquote",
    "pre",
    "dd",
    "dt",
    "hr",
];

/// Elements that hold other blocks; the document is looked for in them, never in one paragraph.
const HOLDERS: [&str; 10] = ["html", "body", "form", "div", "section", "article", "main", "table", "tbody", "center"];

/// How deep elements are followed; deeper ones are hostile.
const DEPTH: usize = 400;

/// How deep elements may stand in each other before the rest of a page is left alone. The parser asks at each element what
/// it stands in, so that a page which only opens elements would take the square of its length.
const DEEPEST: usize = 4 * DEPTH;

/// Bytes that are parsed before it is asked how deep they went.
const PART: usize = 16 << 10;

/// Share of a page's text that its smallest holder must keep to be taken for the document.
const MAIN_SHARE: f32 = 0.6;

/// Tells whether a text is an HTML page, from its first characters.
pub(super) fn is_html(text: &str) -> bool {
    let text = text.trim_start();
    if !text.starts_with('<') {
        return false;
    }
    let head: String = text.chars().take(512).collect::<String>().to_lowercase();
    head.starts_with("<!doctype html") || head.starts_with("<html") || head.contains("<html")
}

/// Returns the words of the document in an HTML page, with blank lines between paragraphs and `|` between cells.
pub(super) fn html_text(page: &str) -> String {
    let dom = parsed(page);
    let main = main_part(&dom.document);
    let mut out = String::new();
    write(&main, 0, &mut out);
    out.trim().to_owned()
}

/// Parses a page, up to where it is too deep.
fn parsed(page: &str) -> RcDom {
    let mut parser = parse_document(RcDom::default(), ParseOpts::default());
    let mut rest = page;
    while !rest.is_empty() && !is_too_deep(&parser.tokenizer.sink.sink.document) {
        let (part, next) = rest.split_at(rest.floor_char_boundary(PART));
        parser.process(part.into());
        rest = next;
    }
    parser.finish()
}

/// Tells whether what was opened last stands too deep.
fn is_too_deep(root: &Handle) -> bool {
    let inner = |node: &Handle| match &node.data {
        NodeData::Element { template_contents, .. } => template_contents.borrow().clone(),
        _ => None,
    };
    let last = |node: &Handle| inner(node).or_else(|| node.children.borrow().last().cloned());
    std::iter::successors(Some(root.clone()), last).nth(DEEPEST).is_some()
}

/// Goes down from the page to the smallest element that still holds most of its words: those of its paragraphs, where it
/// has enough of them, since menus and boxes are made of other elements.
fn main_part(root: &Handle) -> Handle {
    let mut at = root.clone();
    let (all, paragraphs) = (words(root, 0, true), words(root, 0, false));
    let loose = paragraphs < ENOUGH && paragraphs * 2 < all;
    let whole = if loose { all } else { paragraphs };
    for _ in 0..DEPTH {
        let weighed = |c: &Handle| (words(c, 0, loose || name(c) == Some("p")), c.clone());
        let heaviest = at.children.borrow().iter().map(weighed).max_by_key(|(n, _)| *n);
        match heaviest {
            Some((n, child))
                if name(&child).is_some_and(|t| HOLDERS.contains(&t)) && n as f32 >= whole as f32 * MAIN_SHARE =>
            {
                at = child
            }
            _ => break,
        }
    }
    at
}

/// Letters in paragraphs from which they are taken to be the page's matter.
const ENOUGH: usize = 1500;

/// Counts the letters of a part that is neither chrome nor a link; `counts` tells whether words outside a paragraph do.
fn words(node: &Handle, depth: usize, counts: bool) -> usize {
    if depth > DEPTH || is_chrome(node) {
        return 0;
    }
    let counts = counts || name(node) == Some("p");
    let own = match &node.data {
        NodeData::Text { contents } if counts => contents.borrow().chars().filter(|c| c.is_alphanumeric()).count(),
        _ => 0,
    };
    let all = own + node.children.borrow().iter().map(|c| words(c, depth + 1, counts)).sum::<usize>();
    // A menu's links are short; a portal may put a whole sentence of the document into one.
    if name(node) == Some("a") && all < SENTENCE { 0 } else { all }
}

/// Letters from which a link is a sentence and no label.
const SENTENCE: usize = 50;

/// Tells whether an element is the page's own furniture, or not shown.
fn is_chrome(node: &Handle) -> bool {
    let NodeData::Element { name, attrs, .. } = &node.data else { return false };
    CHROME.contains(&&*name.local)
        || attrs.borrow().iter().any(|a| match &*a.name.local {
            "hidden" => true,
            "style" => a.value.split(';').any(|rule| {
                rule.split_once(':').is_some_and(|(k, v)| {
                    k.trim().eq_ignore_ascii_case("display") && v.trim().eq_ignore_ascii_case("none")
                })
            }),
            _ => false,
        })
}

fn write(node: &Handle, depth: usize, out: &mut String) {
    let tag = name(node);
    if depth > DEPTH || is_chrome(node) {
        return;
    }
    if let NodeData::Text { contents } = &node.data {
        push_words(&without_separators(&contents.borrow()), out);
    }
    let table = matches!(tag, Some("table" | "tbody" | "thead" | "tfoot"));
    // A table around others is the layout of the page.
    if table && !node.children.borrow().iter().any(|c| holds_table(c, depth)) {
        let mut rows = Vec::new();
        read_rows(node, depth, &mut rows);
        paragraph(out);
        out.push_str(&table_text(&spread(rows)));
        paragraph(out);
        return;
    }
    let block = table || tag.is_some_and(|t| BLOCKS.contains(&t));
    if block {
        paragraph(out);
    }
    for child in node.children.borrow().iter() {
        write(child, depth + 1, out);
    }
    if block {
        paragraph(out);
    }
}

fn holds_table(node: &Handle, depth: usize) -> bool {
    depth <= DEPTH && (name(node) == Some("table") || node.children.borrow().iter().any(|c| holds_table(c, depth + 1)))
}

/// Reads the cells of each row, with how many rows each takes.
fn read_rows(node: &Handle, depth: usize, rows: &mut Vec<Vec<(Cell, usize)>>) {
    if depth > DEPTH {
        return;
    }
    for child in node.children.borrow().iter() {
        match name(child) {
            Some("tr") => {
                rows.push(Vec::new());
                read_rows(child, depth + 1, rows);
            }
            Some("td" | "th") => {
                let mut text = String::new();
                for part in child.children.borrow().iter() {
                    write(part, depth + 1, &mut text);
                }
                let cell = Cell { text: text.trim().to_owned(), columns: number(child, "colspan") };
                if rows.is_empty() {
                    rows.push(Vec::new());
                }
                if let Some(row) = rows.last_mut() {
                    row.push((cell, number(child, "rowspan")));
                }
            }
            _ => read_rows(child, depth + 1, rows),
        }
    }
}

/// Returns a number an element gives, 1 if it gives none.
fn number(node: &Handle, attribute: &str) -> usize {
    let NodeData::Element { attrs, .. } = &node.data else { return 1 };
    let attrs = attrs.borrow();
    let value = attrs.iter().find(|a| &*a.name.local == attribute).and_then(|a| a.value.trim().parse().ok());
    value.unwrap_or(1)
}

/// Adds words with single spaces.
fn push_words(text: &str, out: &mut String) {
    for c in text.chars() {
        match c.is_whitespace() {
            true if out.ends_with([' ', '\n']) || out.is_empty() => {}
            true => out.push(' '),
            false => out.push(c),
        }
    }
}

fn paragraph(out: &mut String) {
    if !out.is_empty() && !out.ends_with("\n\n") {
        out.truncate(out.trim_end_matches([' ', '\n']).len());
        out.push_str("\n\n");
    }
}

fn name(node: &Handle) -> Option<&str> {
    match &node.data {
        NodeData::Element { name, .. } => Some(&name.local),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &str, text: &str) {
        assert!(is_html(page));
        assert_eq!(html_text(page), text);
    }

    #[test]
    fn keeps_the_document_and_leaves_the_chrome() {
        let page = "<!DOCTYPE html><html><head><title>x</title></head><body><nav>Trang chủ</nav><div><div class=a>\
                    <p>KẾ HOẠCH</p><p>Thực hiện  Nghị quyết\nsố 23-NQ/TW</p></div></div>\
                    <script>var a = 1;</script><footer>Liên hệ</footer></body></html>";
        check(page, "KẾ HOẠCH\n\nThực hiện Nghị quyết số 23-NQ/TW");
    }

    #[test]
    fn a_page_in_one_form_is_read_and_what_is_hidden_is_not() {
        let page = "<html><body><form><div style='display: none'><p>Nghị định 13/2023/NĐ-CP về dữ liệu</p></div>\
                    <div><a href=x>Trang chủ</a></div><div><p>LUẬT</p><p><a href=y>Mọi người đều có quyền lập hội, trừ \
                    những người mất quyền công dân hoặc bị truy tố trước pháp luật</a></p></div></form></body></html>";
        check(
            page,
            "LUẬT\n\nMọi người đều có quyền lập hội, trừ những người mất quyền công dân hoặc bị truy tố trước pháp luật",
        );
        check("<html><body hidden><p>LUẬT</p></body></html>", "");
    }

    #[test]
    fn cells_are_told_apart_and_layout_is_no_table() {
        let page = "<html><body><table><tr><td><p>KẾ HOẠCH</p><table><tr><th>TT<th>Việc<th>Chủ trì\
                    <tr><td>1<td><p>Một</p><p>Hai</p><td rowspan=2>Sở Y tế<tr><td>2<td>Ba</table></td></tr></table></body></html>";
        check(page, "KẾ HOẠCH\n\n|\nTT\n|\nViệc\n|\nChủ trì\n|\n|\n1\n|\nMột\n\nHai\n|\nSở Y tế\n|\n|\n2\n|\nBa\n|\n|");
    }

    #[test]
    fn a_deep_page_does_not_end_the_program() {
        let page = format!("<html><body>{}Kế hoạch", "<div>".repeat(2000));
        let _ = html_text(&page);
    }

    #[test]
    fn a_page_that_only_opens_is_left_where_it_is_too_deep() {
        for open in ["<div>", "<template>", "<svg>"] {
            check(&format!("<html><body><p>Kế hoạch</p>{}<p>sâu", open.repeat(200_000)), "Kế hoạch");
        }
    }

    #[test]
    fn a_plan_in_text_is_no_page() {
        assert!(!is_html("KẾ HOẠCH\n\nThực hiện <b>"));
    }
}
