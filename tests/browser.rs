//! The pages in Debian's Chromium: they load without a word on the console, so without a breach of the content policy,
//! and read at any width; what no browser is needed for is tested where it is written.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use crate::support::driver::Browser;
use crate::support::root;

/// The server on a port of its own; it stops with the test.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: String,
}

impl Server {
    pub(crate) fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_luocdo"))
            .args(["serve", "--documents", "seeds", "--listen", "127.0.0.1:0", "--log", "off"])
            .current_dir(root("."))
            .stderr(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let said = BufReader::new(child.stderr.take().expect("its words are piped"));
        let line =
            said.lines().map_while(Result::ok).find(|l| l.contains("http://")).expect("it says where it listens");
        let address = line.split_whitespace().find(|w| w.starts_with("http://")).expect("an address").to_owned();
        Self { child, address: address.trim_end_matches('/').to_owned() }
    }

    /// Stops it while a page of it is open.
    pub(crate) fn stop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Returns how many bytes an answer takes on the wire, compressed.
    fn weight(&self, path: &str) -> usize {
        let host = self.address.trim_start_matches("http://");
        let mut stream = TcpStream::connect(host).expect("the server listens");
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("the server takes a request");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("the server answers");
        answer.len()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

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
    ("/coverage?document=23-NQ/TW&lang=vi", "22-CTr/TU"),
    ("/discrepancies?lang=vi", "6.699,5 tỷ đồng"),
    ("/missing?lang=vi", "23-NQ/TW"),
    ("/check?text=Ngh%E1%BB%8B+quy%E1%BA%BFt+s%E1%BB%91+23-NQ/TW&lang=vi", "1 chỗ dẫn văn bản"),
    ("/console?question=ledger&lang=vi", "Sở Công Thương tỉnh Lào Cai"),
];

#[test]
fn the_pages_load_without_a_word_on_the_console() {
    let Some((browser, server)) = opened() else { return };
    browser.open("data:text/html,<script>console.error('heard')</script>");
    assert!(browser.log().iter().any(|l| l.contains("heard")), "a word on the console would be heard");
    for (path, has) in PAGES {
        browser.open(&format!("{}{path}", server.address));
        browser.wait("document.querySelector('[role=listbox]')");
        let text = browser.run("return document.documentElement.textContent");
        let text = text.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(has), "{path} has no {has}: {text}");
        assert!(browser.log().is_empty(), "{path}: {:?}", browser.log());
    }
}

#[test]
fn nothing_is_wider_than_its_window() {
    let Some((browser, server)) = opened() else { return };
    for width in [360, 1366, 3840] {
        browser.resize(width, 800);
        for (path, _) in PAGES {
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
        for (path, _) in PAGES {
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
