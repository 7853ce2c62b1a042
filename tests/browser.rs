//! The pages in Debian's Chromium: they load without a word on the console, so without a breach of the content policy,
//! and read at any width; what no browser is needed for is tested where it is written.

use crate::support::driver::Browser;
use crate::support::root;
pub(crate) use crate::support::server::Server;

/// A browser and a server; none, and a line that says so, where there is no browser.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
pub(crate) fn opened() -> Option<(Browser, Server)> {
    let Some(browser) = Browser::start() else {
        eprintln!("skipped: chromedriver or chromium is not installed");
        return None;
    };
    Some((browser, Server::start()))
}

/// Pages with something each must show.
pub(crate) const PAGES: &[(&str, &str)] = &[
    ("/?lang=vi", "Được triển khai nhiều nhất"),
    ("/?lang=en", "Most carried out"),
    ("/d/04%2FCT-UBND?lang=vi", "157-KH/TU"),
    ("/d/23-NQ%2FTW?lang=en", "only cited, its text is not held"),
    ("/d/23-NQ%2FTW?by=year&lang=vi", "2018"),
    ("/graph?root=04/CT-UBND&level=PARTY_CENTRAL&lang=vi", "qua 1"),
    ("/a/vn:org:t10:so-cong-thuong?lang=vi", "Sổ nhiệm vụ"),
    ("/p/vn:da:t10:factory:luyen-dong-ban-qua?lang=vi", "23-NQ/TW"),
    ("/l/vn:dp:t66@2025?before=1&lang=vi", "tỉnh Phú Yên"),
    ("/documents?type=PLAN&held=yes&lang=vi", "Triển khai, thực hiện Đề án"),
    ("/agencies?lang=vi", "Sở Công Thương tỉnh Lào Cai"),
    ("/projects?lang=vi", "thủy điện Phúc Long"),
    ("/places?lang=vi", "tỉnh Lào Cai"),
    ("/overview?lang=vi", "Cấp nào dẫn cấp nào"),
    ("/search?q=cong+nghiep&lang=vi", "Kết quả cho"),
    ("/search?q=qwertyuiop&lang=vi", "Không thấy"),
    ("/paths?from=04/CT-UBND&to=23-NQ/TW&lang=vi", "157-KH/TU"),
    (
        "/paths?from=s%E1%BB%9F+c%C3%B4ng+th%C6%B0%C6%A1ng+t%E1%BB%89nh+l%C3%A0o+cai&to=23-NQ/TW&lang=vi",
        "giao việc cho",
    ),
    ("/paths?from=Lao+Cai&to=23-NQ/TW&lang=vi", "thuộc"),
    ("/paths?from=cong+thuong&to=23-NQ/TW&lang=vi", "có thể là"),
    ("/coverage?document=23-NQ/TW&lang=vi", "22-CTr/TU"),
    ("/discrepancies?lang=vi", "6.699,5 tỷ đồng"),
    ("/missing?lang=vi", "23-NQ/TW"),
    ("/check?text=Ngh%E1%BB%8B+quy%E1%BA%BFt+s%E1%BB%91+23-NQ/TW&lang=vi", "1 chỗ dẫn văn bản"),
    ("/console?question=ledger&lang=vi", "Sở Công Thương tỉnh Lào Cai"),
];

/// Pages that say what is wrong, with something each must show.
pub(crate) const TROUBLES: &[(&str, &str)] = &[
    ("/d/khong-co?lang=vi", "Không có ở đây"),
    ("/missing?after=x&lang=vi", "Không trả lời được"),
    ("/graph?root=khong-co&lang=vi", "Không có văn bản hay dự án nào như vậy"),
    ("/coverage?document=khong-co&lang=en", "No document has this number or key"),
];

#[test]
fn the_pages_load_without_a_word_on_the_console() {
    let Some((browser, server)) = opened() else { return };
    browser.open("data:text/html,<script>console.error('heard')</script>");
    assert!(browser.log().iter().any(|l| l.contains("heard")), "a word on the console would be heard");
    for (path, has) in PAGES.iter().chain(TROUBLES) {
        browser.open(&format!("{}{path}", server.address));
        browser.wait("document.querySelector('[role=listbox]')");
        let text = browser.run("return document.documentElement.textContent");
        let text = text.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(has), "{path} has no {has}: {text}");
        // The browser itself logs the status of a page that says what is wrong.
        let log: Vec<String> = browser.log().into_iter().filter(|l| !l.contains("status of 40")).collect();
        assert!(log.is_empty(), "{path}: {log:?}");
    }
}

#[test]
fn nothing_is_wider_than_its_window() {
    let Some((browser, server)) = opened() else { return };
    for width in [360, 1366, 3840] {
        browser.resize(width, 800);
        for (path, _) in PAGES.iter().chain(TROUBLES) {
            browser.open(&format!("{}{path}", server.address));
            let wide = browser.run("return document.documentElement.scrollWidth").as_u64();
            assert!(wide.is_some_and(|w| w <= u64::from(width)), "{path} is {wide:?} wide in {width}");
        }
    }
}

#[test]
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn axe_finds_nothing_serious() {
    let axe = root("target/axe/node_modules/axe-core/axe.min.js");
    let Ok(axe) = std::fs::read_to_string(&axe) else {
        eprintln!("skipped: {} is not there; .ci/run fetches it", axe.display());
        return;
    };
    let Some((browser, server)) = opened() else { return };
    let judge = "window.judged = null; axe.run().then(r => { window.judged = r.violations.filter(v => ['serious', 'critical'].includes(v.impact)).map(v => `${v.id}: ${v.nodes[0].html.slice(0, 200)}`) })";
    for scheme in ["light", "dark"] {
        browser.prefer(scheme);
        for (path, _) in PAGES.iter().chain(TROUBLES) {
            browser.open(&format!("{}{path}", server.address));
            browser.wait("document.querySelector('[role=listbox]')");
            browser.run(&format!("{axe}; {judge}"));
            browser.wait("window.judged");
            assert_eq!(browser.run("return window.judged"), serde_json::json!([]), "{scheme} {path}");
        }
    }
}

#[test]
fn the_first_page_is_light_on_the_wire() {
    let server = Server::start();
    let weight: usize = ["/", "/app.css", "/app.js"].into_iter().map(|path| server.weight(path)).sum();
    assert!(weight < 60_000, "the first page takes {weight} bytes");
}
