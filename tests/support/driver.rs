//! Chromium driven over WebDriver: just enough of the protocol to type, look and read; it asserts nothing.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Keys as WebDriver writes them.
pub(crate) const ENTER: &str = "\u{e007}";
pub(crate) const CONTROL: &str = "\u{e009}";
pub(crate) const F1: &str = "\u{e031}";
pub(crate) const TAB: &str = "\u{e004}";
pub(crate) const ESCAPE: &str = "\u{e00c}";
pub(crate) const DOWN: &str = "\u{e015}";

/// A browser with one window; it closes with the test.
pub(crate) struct Browser {
    driver: Child,
    port: u16,
    session: String,
    /// Kept open: a driver whose words nobody takes would stop.
    _said: BufReader<ChildStdout>,
}

impl Browser {
    /// Starts a browser; none where no chromedriver, or no browser it can drive, is installed.
    pub(crate) fn start() -> Option<Self> {
        let mut driver =
            Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
        let mut said = BufReader::new(driver.stdout.take()?);
        let line = said.by_ref().lines().map_while(Result::ok).find(|l| l.contains("successfully on port"));
        let port = line.and_then(|l| l.split_whitespace().last()?.trim_end_matches('.').parse().ok())?;
        let mut browser = Self { driver, port, session: String::new(), _said: said };
        let options = json!({ "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1400,900"] });
        let wanted = json!({ "browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": { "browser": "ALL" } });
        let answer = browser.send("POST", "/session", &json!({ "capabilities": { "alwaysMatch": wanted } }));
        browser.session = answer["sessionId"].as_str()?.to_owned();
        Some(browser)
    }

    pub(crate) fn open(&self, address: &str) {
        self.ask("POST", "/url", &json!({ "url": address }));
    }

    /// Runs a script in the page and returns what it returns.
    pub(crate) fn run(&self, script: &str) -> Value {
        self.ask("POST", "/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Waits until a script says true; a page that never does is shown.
    #[track_caller]
    pub(crate) fn wait(&self, condition: &str) {
        let begun = Instant::now();
        while self.run(&format!("return Boolean({condition})")) != true {
            if begun.elapsed() > Duration::from_secs(20) {
                panic!("never: {condition}\n{:?}\n{}", self.log(), self.run("return document.body.innerText"));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Goes back as the reader's key does.
    pub(crate) fn back(&self) {
        self.ask("POST", "/back", &json!({}));
    }

    /// Makes the window's page so wide and high.
    pub(crate) fn resize(&self, width: u32, height: u32) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.tools("Emulation.setDeviceMetricsOverride", &metrics);
    }

    /// Prefers dark pages, or light ones.
    pub(crate) fn prefer(&self, scheme: &str) {
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.tools("Emulation.setEmulatedMedia", &features);
    }

    /// Runs no script of pages from now on; the test's own still run.
    pub(crate) fn without_scripts(&self) {
        self.tools("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    }

    /// Prints the page and returns the PDF, as base64.
    pub(crate) fn print(&self) -> String {
        self.ask("POST", "/print", &json!({})).as_str().unwrap_or_default().to_owned()
    }

    /// Presses keys where the focus is.
    pub(crate) fn press(&self, keys: &str) {
        let pressed = |k: char| [json!({ "type": "keyDown", "value": k }), json!({ "type": "keyUp", "value": k })];
        let actions: Vec<Value> = keys.chars().flat_map(pressed).collect();
        self.ask("POST", "/actions", &json!({ "actions": [{ "type": "key", "id": "keys", "actions": actions }] }));
    }

    /// Runs a command of Chromium's own protocol.
    fn tools(&self, command: &str, parameters: &Value) {
        self.ask("POST", "/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }));
    }

    /// Types into an element, which gets the focus.
    pub(crate) fn keys(&self, selector: &str, keys: &str) {
        let found = self.ask("POST", "/element", &json!({ "using": "css selector", "value": selector }));
        let id = found.as_object().and_then(|o| o.values().next()?.as_str().map(str::to_owned));
        let id = id.unwrap_or_else(|| panic!("{selector} is not on the page: {found}"));
        self.ask("POST", &format!("/element/{id}/value"), &json!({ "text": keys }));
    }

    /// Returns what the browser logged since it was last asked: errors, and breaches of the content policy.
    pub(crate) fn log(&self) -> Vec<String> {
        let entries = self.ask("POST", "/se/log", &json!({ "type": "browser" }));
        entries.as_array().into_iter().flatten().map(|e| e["message"].to_string()).collect()
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        self.send(method, &format!("/session/{}{path}", self.session), body)
    }

    fn send(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = if method == "GET" { String::new() } else { body.to_string() };
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.port,
            body.len()
        );
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the driver listens");
        stream.write_all(request.as_bytes()).expect("the driver takes a request");
        let mut reader = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).expect("the driver answers");
            let line = line.trim().to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or(0);
            }
        }
        let mut answer = vec![0; length];
        reader.read_exact(&mut answer).expect("the driver answers to the end");
        let answer: Value = serde_json::from_slice(&answer).expect("the driver answers JSON");
        answer["value"].clone()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            self.ask("DELETE", "", &json!({}));
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
