//! The query console: an editor with the named questions, laid out on the server; what completes and runs is a script.

use maud::{Markup, html};

use super::Body;
use super::address::View;
use super::shell::language_field;
use crate::api::{Question, questions};

/// What stands in an editor that nobody has written in yet.
const START: &str = "# Ctrl+Enter\n{\n  corpus { held relations }\n  documents(first: 5, orderBy: { field: MENTIONS, direction: DESC }) {\n    nodes { id number title citedBy { totalCount } }\n  }\n}\n";

/// Renders the console: with a named question, with what the address says, or with an example.
pub(super) fn body(view: &View) -> Body {
    let named = view.get("question").and_then(|name| questions().iter().find(|q| q.name == name));
    let query = view.get("query").or(named.map(|q| q.text)).unwrap_or(START);
    let example = named.map(|q| format!("{:#}", q.example_variables())).filter(|v| v != "{}");
    let variables = view.get("variables").map(str::to_owned).or(example).unwrap_or_default();
    let title = view.say("Bảng truy vấn", "Query console");
    let main = html! {
        link rel="stylesheet" href="/console.css";
        script type="module" src="/console.js" {}
        h1 { (title) }
        (menu(view, named))
        div.console {
            form #ask.ask action="/graphql" method="get" {
                label for="editor" { (view.say("Câu truy vấn GraphQL", "GraphQL query")) }
                div.editor { textarea #editor name="query" rows="18" wrap="off" spellcheck="false" autocapitalize="off" autocomplete="off" aria-describedby="keys" { (query) } }
                p #keys.keys {
                    kbd { "Ctrl+Enter" } " " (view.say("chạy", "runs")) " · "
                    kbd { "Ctrl+Space" } " " (view.say("gợi ý", "suggests")) " · "
                    kbd { "F1" } " " (view.say("giải thích chữ ở con trỏ", "explains the word at the cursor"))
                }
                label for="variables" { (view.say("Biến, dạng JSON", "Variables, as JSON")) }
                textarea #variables name="variables" rows="4" wrap="off" spellcheck="false" autocapitalize="off" autocomplete="off" { (variables) }
                p.buttons {
                    button type="submit" { (view.say("Chạy", "Run")) } " "
                    button #share.quiet type="button" hidden { (view.say("Chép địa chỉ để chia sẻ", "Copy an address to share")) }
                }
                p #said role="status" {}
                details #history hidden {
                    summary { (view.say("Đã hỏi", "History")) }
                    ol #asked {}
                    button #forget.quiet type="button" { (view.say("Xóa", "Clear")) }
                }
            }
            section #answer.answer aria-label=(view.say("Trả lời", "Answer")) tabindex="0" {
                p { (view.say("Trả lời hiện ở đây.", "The answer comes here.")) }
                noscript { p { (view.say("Không có JavaScript, câu trả lời mở thành JSON.", "Without JavaScript the answer opens as JSON.")) } }
            }
            section #docs.docs aria-label=(view.say("Tài liệu lược đồ", "Documentation of the schema")) hidden {}
        }
    };
    Body { title: title.to_owned(), main }
}

fn menu(view: &View, named: Option<&Question>) -> Markup {
    html! {
        form.questions action="/console" method="get" data-auto="" {
            (language_field(view))
            label for="question" { (view.say("Câu hỏi có sẵn", "Named questions")) } " "
            select #question name="question" {
                option value="" { "—" }
                @for q in questions() {
                    @let (vi, en) = q.titles();
                    option value=(q.name) selected[named.is_some_and(|n| n.name == q.name)] { (view.say(vi, en)) }
                }
            } " "
            button { (view.say("Mở", "Open")) }
        }
    }
}
