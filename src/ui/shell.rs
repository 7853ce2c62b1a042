//! What all pages share: head, search box, links, language switch; and the pages that say what is wrong.

use maud::{DOCTYPE, Markup, html};

use serde_json::Value;

use super::address::View;
use super::ask::{count, text};
use super::words::{day, figure};
use super::{Body, Trouble};

/// Renders a whole page.
pub(super) fn page(view: &View, body: &Body) -> Markup {
    let other = view.say("en", "vi");
    html! {
        (DOCTYPE)
        html lang=(view.language.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (body.title) " · Lược đồ" }
                link rel="icon" href="data:,";
                link rel="stylesheet" href="/app.css";
                script type="module" src="/app.js" {}
            }
            body {
                a.skip href="#main" { (view.say("Đến nội dung", "Skip to content")) }
                header.top {
                    a.home href=(view.to("/", &[])) { "Lược đồ" }
                    (search_box(view))
                    a.language href=(view.here_with("lang", other)) lang=(other) hreflang=(other) {
                        (view.say("English", "Tiếng Việt"))
                    }
                    nav aria-label=(view.say("Trang", "Pages")) {
                        @for (path, name) in [
                            ("/documents", view.say("Văn bản", "Documents")),
                            ("/agencies", view.say("Cơ quan", "Agencies")),
                            ("/projects", view.say("Dự án", "Projects")),
                            ("/places", view.say("Địa bàn", "Places")),
                            ("/overview", view.say("Toàn cảnh", "Overview")),
                            ("/paths", view.say("Đường nối", "Paths")),
                            ("/coverage", view.say("Độ phủ", "Coverage")),
                            ("/discrepancies", view.say("Mâu thuẫn", "Discrepancies")),
                            ("/missing", view.say("Còn thiếu", "Missing")),
                            ("/check", view.say("Soát dự thảo", "Check a draft")),
                            ("/console", view.say("Truy vấn", "Query")),
                        ] { a href=(view.to(path, &[])) aria-current=[view.is_at(path).then_some("page")] { (name) } }
                    }
                }
                main #main tabindex="-1" { (body.main) }
            }
        }
    }
}

/// Renders the language as a field of a form, when it was asked for by name.
pub(super) fn language_field(view: &View) -> Markup {
    html! { @if let Some(lang) = view.named_language() { input type="hidden" name="lang" value=(lang); } }
}

/// Says what an answer looked at, so that an empty one is not read as "there is none".
pub(super) fn looked_at(view: &View, window: &Value) -> Markup {
    html! {
        (view.say("Đã xét", "Looked at")) " " (figure(view, count(window, "held"))) " " (view.say("văn bản đang giữ", "documents held"))
        @if !text(window, "from").is_empty() { ", " (view.say("ngày", "dated")) " " (day(text(window, "from"))) " – " (day(text(window, "to"))) } "."
    }
}

/// Returns the page that says what is wrong, and its status.
pub(super) fn trouble(view: &View, trouble: &Trouble) -> (u16, Body) {
    let (status, title, says) = match trouble {
        Trouble::NotFound => (
            404,
            view.say("Không có ở đây", "Not here"),
            view.say(
                "Không có văn bản, cơ quan, dự án hay trang nào ở địa chỉ này. Hãy thử tìm theo số hoặc trích yếu.",
                "No document, agency, project or page has this address. Try to search by number or title.",
            ),
        ),
        Trouble::Refused(_) => (
            400,
            view.say("Không trả lời được", "Cannot be answered"),
            view.say("Máy chủ từ chối câu hỏi này:", "The server refused this question:"),
        ),
    };
    let main = html! {
        h1 { (title) }
        p { (says) }
        @if let (Trouble::NotFound, Some(words)) = (trouble, view.last_words()) {
            p { a href=(view.to("/search", &[("q", &words)])) { (view.say("Tìm", "Search for")) " “" (words) "”" } }
        }
        @if let Trouble::Refused(why) = trouble { pre.why { (why) } }
        p { a href=(view.to("/", &[])) { (view.say("Về trang đầu", "To the first page")) } }
    };
    (status, Body { title: title.to_owned(), main })
}

fn search_box(view: &View) -> Markup {
    let says = view.say("Tìm văn bản", "Search documents");
    let hint =
        view.say("Số, trích yếu hoặc nội dung; có dấu hay không", "Number, title or words; with or without marks");
    html! {
        form.search role="search" action="/search" method="get" {
            (language_field(view))
            div.field {
                input #q type="search" name="q" value=(view.get("q").unwrap_or_default()) aria-label=(says)
                    placeholder=(hint) autocomplete="off";
            }
            button { (view.say("Tìm", "Search")) }
        }
    }
}
