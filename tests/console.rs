//! The query console in Chromium, with keys as a person would press them: completes, explains, runs, remembers, shares.

use serde_json::Value;

use crate::browser::Server;
use crate::support::driver::{Browser, CONTROL, ENTER, F1};

const EDITOR: &str = "document.getElementById('editor')";

/// Puts a text into the editor with the cursor at its end.
fn write(browser: &Browser, text: &str) {
    let text = Value::from(text);
    browser.run(&format!("{EDITOR}.value = {text}; {EDITOR}.setSelectionRange({text}.length, {text}.length)"));
}

fn written(browser: &Browser) -> String {
    browser.run(&format!("return {EDITOR}.value")).as_str().unwrap_or_default().to_owned()
}

#[test]
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn the_console_is_used_with_the_keyboard() {
    let Some(browser) = Browser::start() else {
        eprintln!("skipped: chromedriver or chromium is not installed");
        return;
    };
    let server = Server::start();
    let open = |path: &str| {
        browser.open(&format!("{}{path}", server.address));
        browser.wait("document.querySelector('#docs h2')");
    };
    open("/console?lang=en");

    // Completion from the schema, taken with Enter.
    write(&browser, "");
    browser.keys("#editor", "{ corp");
    browser.wait("!document.getElementById('completions').hidden");
    browser.keys("#editor", ENTER);
    assert_eq!(written(&browser), "{ corpus");
    browser.keys("#editor", " { hel");
    browser.keys("#editor", ENTER);
    browser.keys("#editor", " } }");
    assert_eq!(written(&browser), "{ corpus { held } }");
    write(&browser, "{ documents(wh");
    browser.keys("#editor", &format!("{CONTROL} {CONTROL}"));
    browser.keys("#editor", ENTER);
    assert_eq!(written(&browser), "{ documents(where: ");

    // Documentation of the word at the cursor.
    write(&browser, "{ documents { nodes { citedBy");
    browser.keys("#editor", F1);
    browser.wait("document.querySelector('#docs h2').textContent === 'Document'");
    browser.wait("document.querySelector('#docs li').textContent.includes('What cites it')");

    // An answer laid out, an error said with its code.
    write(&browser, "{ documents(first: 2) { nodes { id number } } }");
    browser.keys("#editor", &format!("{CONTROL}{ENTER}"));
    browser.wait("document.querySelectorAll('#answer tbody tr').length === 2");
    browser.wait("document.querySelector('#answer td a').getAttribute('href').startsWith('/d/vn')");
    write(&browser, "{ nothing }");
    browser.keys("#editor", &format!("{CONTROL}{ENTER}"));
    browser.wait("document.querySelector('#answer .error b')?.textContent === 'VALIDATION_FAILED'");
    browser.keys("#variables", "{");
    browser.keys("#variables", &format!("{CONTROL}{ENTER}"));
    browser.wait("document.getElementById('said').textContent.includes('no JSON')");
    browser.run("document.getElementById('variables').value = ''");

    // What was asked stays, and an address shows the same again.
    browser.run("document.getElementById('share').click()");
    browser.wait("new URLSearchParams(location.search).get('query') === '{ nothing }'");
    open("/console?lang=vi&query=%7B%20corpus%20%7B%20relations%20%7D%20%7D");
    assert_eq!(written(&browser), "{ corpus { relations } }");
    assert_eq!(browser.run("return document.querySelectorAll('#asked li').length"), 2);
    browser.run("document.querySelectorAll('#asked button')[1].click()");
    assert_eq!(written(&browser), "{ documents(first: 2) { nodes { id number } } }");

    // A refused request is logged by the browser itself, with its status; nothing else may be.
    let log: Vec<String> = browser.log().into_iter().filter(|l| !l.contains("status of 400")).collect();
    assert!(log.is_empty(), "{log:?}");

    // A named question with its variables.
    open("/console?question=plans-citing");
    assert!(written(&browser).contains("query PlansCiting"), "{}", written(&browser));
    browser.wait("JSON.parse(document.getElementById('variables').value).number === '23-NQ/TW'");
    browser.keys("#editor", &format!("{CONTROL}{ENTER}"));
    browser.wait("document.querySelectorAll('#answer tbody tr').length > 10");
    assert!(browser.log().is_empty());
}
