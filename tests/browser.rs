//! The pages in Debian's Chromium: they load without a word on the console, so without a breach of the content policy.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::support::root;

/// The server on a port of its own; it stops with the test.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: String,
}

impl Server {
    pub(crate) fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_luocdo"))
            .args(["serve", "--documents", "seeds", "--listen", "127.0.0.1:0"])
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
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Returns the page after its scripts ran, and what the browser logged; none where there is no Chromium.
fn visit(address: &str) -> Option<(String, String)> {
    let profile = tempfile::tempdir().expect("a folder for the profile");
    let output = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--virtual-time-budget=3000"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(["--dump-dom", address])
        .output()
        .ok()?;
    Some((String::from_utf8_lossy(&output.stdout).into_owned(), String::from_utf8_lossy(&output.stderr).into_owned()))
}

fn console(log: &str) -> Vec<&str> {
    log.lines().filter(|l| l.contains("CONSOLE")).collect()
}

#[test]
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn the_main_pages_load_without_a_word_on_the_console() {
    let Some((_, log)) = visit("data:text/html,<script>console.error('heard')</script>") else {
        eprintln!("skipped: chromium is not installed");
        return;
    };
    assert!(console(&log).iter().any(|l| l.contains("heard")), "a word on the console would be heard: {log}");
    let server = Server::start();
    let document = "/d/04%2FCT-UBND";
    let (page, _) = visit(&format!("{}{document}", server.address)).expect("chromium answered before");
    let link = |room: &str| {
        let start = page.split(&format!("href=\"/{room}/")).nth(1).expect("the page links there");
        format!("/{room}/{}", start.split('"').next().unwrap_or_default())
    };
    let checks = [
        ("/?lang=vi".to_owned(), "Được triển khai nhiều nhất"),
        ("/?lang=en".to_owned(), "Most carried out"),
        (document.to_owned(), "class=\"box centre\""),
        (link("a"), "id=\"ledger\""),
        (link("p"), "id=\"statements\""),
        ("/search?q=cong+nghiep".to_owned(), "class=\"results\""),
        ("/paths?from=04/CT-UBND&to=23-NQ/TW".to_owned(), "157-KH/TU"),
        ("/discrepancies".to_owned(), "class=\"results\""),
        ("/missing".to_owned(), "class=\"results\""),
        ("/console?question=ledger".to_owned(), "Sở Công Thương tỉnh Lào Cai"),
    ];
    for (path, has) in checks {
        let (page, log) = visit(&format!("{}{path}", server.address)).expect("chromium answered before");
        assert!(page.contains(has), "{path} has no {has}");
        assert!(page.contains("role=\"listbox\""), "{path}: the script did not run");
        assert!(console(&log).is_empty(), "{path}: {:?}", console(&log));
    }
}
