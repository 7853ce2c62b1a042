//! The explorer as a reader uses it in a browser: questions from the first page to the words, pictures that open, close
//! and are taken away, keys alone, and a server that is gone.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::browser::{PAGES, Server, opened};
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

/// Presses the mouse on the first element a selector finds, as WebDriver does where no script of the page runs.
fn press_on(browser: &Browser, selector: &str) {
    let selector = Value::from(selector);
    // A link inside a picture has no click() of its own.
    let click = "pressed.click ? pressed.click() : pressed.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))";
    browser.run(&format!("const pressed = document.querySelector({selector}); {click}"));
}

#[test]
fn without_scripts_pages_read_and_links_work() {
    let Some((browser, server)) = opened() else { return };
    browser.without_scripts();
    let mut links = BTreeSet::new();
    for (path, has) in PAGES.iter().filter(|(path, _)| !path.starts_with("/console")) {
        browser.open(&format!("{}{path}", server.address));
        let text = browser.run("return document.body.innerText").as_str().unwrap_or_default().to_owned();
        let all = browser.run("return document.documentElement.textContent");
        let all = all.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(all.contains(has) && text.len() > 100, "{path} has no {has}: {text}");
        assert_eq!(
            browser.run("return document.querySelectorAll('[role=listbox], [data-png]:not([hidden])').length"),
            0,
            "{path}: no script has run"
        );
        let found = browser.run("return [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href')).filter(h => h.startsWith('/'))");
        let found = found.as_array().cloned().unwrap_or_default();
        links.extend(found.iter().filter_map(|l| Some(l.as_str()?.split('#').next()?.to_owned())));
    }
    assert!(links.len() > 100, "{} links", links.len());
    for link in &links {
        let (status, ..) = server.send(&format!("GET {link} HTTP/1.1"), b"");
        assert_eq!(status, 200, "{link}");
    }
    // A question, its evidence, a filter and a search, each by a link or a form.
    browser.open(&format!("{}/?lang=vi", server.address));
    press_on(&browser, ".questions a");
    browser.wait("location.pathname.startsWith('/d/')");
    press_on(&browser, "#carriers a.words");
    browser.wait("document.querySelector('mark:target')");
    browser.open(&format!("{}/d/23-NQ%2FTW?lang=vi", server.address));
    browser.run("document.querySelector('select[name=by]').value = 'year'");
    press_on(&browser, "form.chain button");
    browser.wait("[...document.querySelectorAll('#chain .level')].some(t => t.textContent === '2019')");
    press_on(&browser, ".handle.left");
    browser.wait("location.search.includes('left=')");
    browser.keys("#q", &format!("dong ban qua{ENTER}"));
    browser.wait("document.querySelector('.results a')");
}

#[test]
fn a_click_on_one_of_thousands_changes_what_it_is_about() {
    let Some(browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().expect("a folder for the test");
    std::fs::write(folder.path().join("plan.txt"), thousands()).expect("the document can be written");
    let server = Server::over(&folder.path().display().to_string());
    browser.open(&format!("{}/overview?lang=en", server.address));
    browser.wait("document.querySelector('#picked').textContent.includes('Pick a square')");
    let drawn = browser.run("return document.querySelectorAll('.dot').length").as_u64().unwrap_or_default();
    assert!(drawn > 4500, "{drawn} squares");
    // A click changes the squares it is about, and leaves the thousands alone; how long it takes is a machine's.
    let changed = browser.run("const squares = [...document.querySelectorAll('.dot')]; const changed = []; const watch = new MutationObserver(() => {}); watch.observe(document.body, { attributes: true, childList: true, subtree: true }); for (let i = 0; i < 21; i++) { squares[i * 200].dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })); changed.push(watch.takeRecords().length); } watch.disconnect(); return changed.sort((a, b) => a - b)");
    let middle = changed[10].as_u64().unwrap_or(u64::MAX);
    assert!((1..drawn / 10).contains(&middle), "a click changes {middle} of {drawn} in the middle: {changed}");
    browser.run("document.querySelector('.dot.held').dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))");
    assert_eq!(browser.run("return document.querySelectorAll('.dot.picked').length"), 1);
    assert!(browser.run("return document.querySelectorAll('.dot.to').length").as_u64() > Some(10));
    assert!(browser.log().is_empty());
}

/// A plan that rests on thousands of documents of four levels and fifteen years.
fn thousands() -> String {
    let mut text = "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\n\nSố: 12/KH-UBND\n\nLào Cai, ngày 04 tháng 3 năm 2025\n\nKẾ HOẠCH\nVề phát triển công nghiệp\n\n".to_owned();
    for year in 2010..2025 {
        for n in 1..=83 {
            for (sort, symbol, by) in [
                ("Nghị quyết", "NQ-CP", "Chính phủ"),
                ("Quyết định", "QĐ-TTg", "Thủ tướng Chính phủ"),
                ("Quyết định", "QĐ-BCT", "Bộ trưởng Bộ Công Thương"),
                ("Quyết định", "QĐ-UBND", "Ủy ban nhân dân tỉnh Lào Cai"),
            ] {
                text.push_str(&format!("Căn cứ {sort} số {n}/{symbol} ngày 15/6/{year} của {by};\n"));
            }
        }
    }
    text
}
