//! The explorer as a reader uses it in a browser: questions from the first page to the words, pictures that open, close
//! and are taken away, keys alone, and a server that is gone.

use serde_json::Value;

use crate::browser::{Server, opened};
use crate::support::driver::{Browser, DOWN, ENTER, ESCAPE, TAB};

const BOXES: &str = "document.querySelectorAll('#chain .box').length";

fn open(browser: &Browser, server: &Server, path: &str) {
    browser.open(&format!("{}{path}", server.address));
    browser.wait("document.querySelector('[role=listbox]')");
}

/// Follows the first link that a selector finds and whose text has some words; it has to be there.
#[track_caller]
fn follow(browser: &Browser, selector: &str, words: &str) {
    let (selector, words) = (Value::from(selector), Value::from(words));
    let link = format!("[...document.querySelectorAll({selector})].find(a => a.textContent.includes({words}))");
    browser.wait(&link);
    browser.run(&format!("{link}.dispatchEvent(new MouseEvent('click', {{ bubbles: true, cancelable: true }}))"));
}

/// Follows a question of the first page, looks for what answers it, then follows its evidence to the words.
#[track_caller]
fn check(browser: &Browser, server: &Server, question: &str, answer: &str, evidence: Option<(&str, &str)>) {
    open(browser, server, "/?lang=vi");
    follow(browser, ".questions a", question);
    browser.wait(&format!("document.querySelector('main').innerText.includes({})", Value::from(answer)));
    if let Some((selector, words)) = evidence {
        follow(browser, selector, "");
        browser.wait("document.querySelector('mark:target')");
        let said = browser.run("return document.querySelector('mark:target').textContent");
        let said = said.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(words), "{question}: {said}");
    }
}

#[test]
fn each_question_is_answered_from_the_first_page_with_its_words() {
    let Some((browser, server)) = opened() else { return };
    let check = |question, answer, evidence| check(&browser, &server, question, answer, evidence);
    check("Kế hoạch nào thực hiện", "157-KH/TU", Some(("#carriers a.words", "thực hiện")));
    check("Vì sao có dự án", "Các văn bản nói gì", Some(("#statements q a.words", "")));
    check("Phải làm gì", "Sở Công Thương tỉnh Lào Cai", Some(("#ledger a.words", "")));
    check("Tỉnh nào chưa triển khai", "tỉnh Phú Yên", Some(("td a.words", "thực hiện")));
    check("Còn hiệu lực không", "Đã bị thay thế", Some((".thing table a.words", "thay thế Kế hoạch số 155/KH-UBND")));
    check("Chỗ nào mâu thuẫn", "không bằng tổng các khoản", Some((".proof a.words", "02-ĐA/HU")));
    check("Còn thiếu văn bản nào", "23-NQ/TW", Some((".results a.words", "23-NQ/TW")));
    check("Nay thuộc đâu", "→ tỉnh Đắk Lắk", None);
    check("Soát văn bản được dẫn", "Dự thảo", None);
    // A project is one search away, and its chain goes up to the resolution at the root.
    open(&browser, &server, "/");
    browser.keys("#q", &format!("dong ban qua{ENTER}"));
    follow(&browser, ".results a", "Bản Qua");
    browser.wait("document.querySelector('#chain svg').textContent.includes('23-NQ/TW')");
    follow(&browser, "#chain a.edge", "thực hiện");
    browser.wait("document.querySelector('mark:target')");
}

#[test]
fn a_draft_is_checked() {
    let Some((browser, server)) = opened() else { return };
    open(&browser, &server, "/check?lang=vi");
    browser.keys("#draft", "Căn cứ Nghị quyết số 23-NQ/TW ngày 22/4/2018 của Bộ Chính trị; Kế hoạch số 155/KH-UBND ngày 21/8/2020 của UBND tỉnh Phú Yên.");
    browser.run("document.querySelector('form.draft').requestSubmit()");
    browser.wait("document.querySelectorAll('.source mark').length === 2");
    let said = browser.run("return document.querySelector('main').innerText");
    let said = said.as_str().unwrap_or_default();
    for words in ["Ngày không khớp", "Đã bị thay thế", "22 tháng 3 năm 2018"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(browser.log().is_empty());
}

#[test]
fn a_picture_opens_closes_follows_years_and_goes_back() {
    let Some((browser, server)) = opened() else { return };
    open(&browser, &server, "/d/23-NQ%2FTW?lang=en");
    let boxes = || browser.run(&format!("return {BOXES}")).as_u64().unwrap_or_default();
    let before = boxes();
    let place = "(() => { const r = document.querySelector(`.box[data-id=\"${CSS.escape(window.of)}\"] rect`).getBoundingClientRect(); return [r.x, r.y] })()";
    browser.run("window.of = document.querySelector('.handle.left').dataset.of");
    let stood = browser.run(&format!("return {place}"));
    browser.run("document.querySelector('.handle.left').dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))");
    browser.wait(&format!("{BOXES} > {before} && location.search.includes('left=')"));
    let stands = browser.run(&format!("return {place}"));
    for axis in [0, 1] {
        let moved = stood[axis].as_f64().unwrap_or(0.0) - stands[axis].as_f64().unwrap_or(999.0);
        assert!(moved.abs() < 2.0, "what was opened stays in its place: {stood} {stands}");
    }
    browser.back();
    browser.wait(&format!("{BOXES} === {before} && !location.search.includes('left=')"));
    follow(&browser, ".handle.close", "");
    browser.wait(&format!("{BOXES} < {before} && location.search.includes('closed=')"));
    browser.back();
    browser.wait(&format!("{BOXES} === {before} && !location.search.includes('closed=')"));
    browser.run("const by = document.querySelector('select[name=by]'); by.value = 'year'; by.dispatchEvent(new Event('change', { bubbles: true }))");
    browser.wait("[...document.querySelectorAll('#chain .level')].some(t => t.textContent === '2019')");
    // A link shows the same view.
    let address = browser.run("return location.href");
    let drawn = boxes();
    browser.open(address.as_str().unwrap_or_default());
    assert_eq!(boxes(), drawn);
    assert!(browser.log().is_empty());
}

#[test]
fn a_picture_is_taken_away() {
    let Some((browser, server)) = opened() else { return };
    open(&browser, &server, "/d/23-NQ%2FTW?lang=vi");
    browser.run("document.querySelector('[data-png]').click()");
    browser.wait("Number(document.querySelector('[data-png]').dataset.size) > 10000");
    browser.run("window.files = {}; for (const a of document.querySelectorAll('.take a')) fetch(a.href).then(r => r.text().then(t => { files[a.textContent] = `${r.status} ${t}` }))");
    browser.wait("Object.keys(files).length === document.querySelectorAll('.take a').length");
    let files = browser.run("return files");
    for (name, has) in [
        ("SVG", "xmlns=\"http://www.w3.org/2000/svg\""),
        ("CSV", "actor,actor_number"),
        ("JSON", "\"relations\""),
        ("GraphML", "<graphml"),
        ("DOT", "digraph"),
        ("trang HTML cho báo cáo", "<style>"),
    ] {
        let file = files[name].as_str().unwrap_or_default();
        assert!(file.starts_with("200") && file.contains(has) && file.contains("157-KH/TU"), "{name}: {file:.300}");
    }
    let report = files["trang HTML cho báo cáo"].as_str().unwrap_or_default();
    assert!(!report.contains("href=") && !report.contains("src="), "the page needs nothing else");
    // Base64 of "%PDF-".
    assert!(browser.print().starts_with("JVBERi0"), "the page prints");
    assert!(browser.log().is_empty());
}

#[test]
fn search_answers_as_one_types() {
    let Some((browser, server)) = opened() else { return };
    open(&browser, &server, "/?lang=vi");
    browser.keys("#q", "so cong thuong lao");
    browser.wait("!document.getElementById('hits').hidden");
    browser.press(ESCAPE);
    browser.wait("document.getElementById('hits').hidden");
    browser.keys("#q", " cai");
    browser.wait("!document.getElementById('hits').hidden && document.querySelector('#hits li').textContent.includes('Sở Công Thương tỉnh Lào Cai')");
    browser.press(DOWN);
    browser.press(ENTER);
    browser.wait("location.pathname.startsWith('/a/') && document.querySelector('#ledger')");
    browser.keys("#q", "zzzzqqq");
    browser.wait("document.querySelector('#hits .said')");
}

#[test]
fn language_and_light_follow_the_reader() {
    let Some((browser, server)) = opened() else { return };
    open(&browser, &server, "/d/04%2FCT-UBND?lang=vi");
    follow(&browser, ".top a", "English");
    browser.wait(
        "document.documentElement.lang === 'en' && document.querySelector('#tasks h2').textContent.startsWith('Tasks')",
    );
    let paper = || browser.run("return getComputedStyle(document.body).backgroundColor");
    browser.prefer("light");
    let light = paper();
    browser.prefer("dark");
    assert_ne!(light, paper());
}

#[test]
fn keys_reach_everything_and_are_seen() {
    let Some((browser, server)) = opened() else { return };
    open(&browser, &server, "/d/23-NQ%2FTW");
    let stops = "[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex=\"0\"]')].filter(e => e.tabIndex >= 0 && e.getClientRects().length && !e.disabled && e.checkVisibility({ visibilityProperty: true }))";
    browser.run(&format!("window.stops = new Set({stops}); window.seen = []; window.bare = []"));
    let count = browser.run("return stops.size").as_u64().unwrap_or_default();
    for _ in 0..count {
        browser.press(TAB);
        browser.run("const e = document.activeElement; seen.push(e); if (getComputedStyle(e).outlineStyle === 'none') bare.push(e.outerHTML.slice(0, 120))");
    }
    let first = browser.run("return seen[0].className");
    assert_eq!(first, "skip");
    let missed = browser.run("return [...stops].filter(e => !seen.includes(e)).map(e => e.outerHTML.slice(0, 120))");
    assert_eq!(missed, serde_json::json!([]), "keys do not reach these");
    assert_eq!(browser.run("return bare"), serde_json::json!([]), "the focus is not seen on these");
}

#[test]
fn a_server_that_is_gone_is_said() {
    let Some((browser, mut server)) = opened() else { return };
    open(&browser, &server, "/d/23-NQ%2FTW?lang=en");
    server.stop();
    follow(&browser, ".handle.left", "");
    browser.wait("document.querySelector('#drawn').textContent.includes('does not answer')");
    browser.keys("#q", "23");
    browser.wait("document.querySelector('#hits .said')?.textContent.includes('does not answer')");
}
