//! A server whose documents change while it is asked: posted, watched, added and removed by other programs.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::root;

const TOKEN: &str = "only-for-this-test";
const PLAN: &str = "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\n\nSố: 12/KH-UBND\n\nLào Cai, ngày 04 tháng 3 năm 2020\n\nKẾ HOẠCH\n\nThực hiện Nghị quyết số 23-NQ/TW ngày 22/3/2018 của Bộ Chính trị\n";

/// How long something may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// The server on a port of its own, its store in a folder that vanishes with it.
struct Server {
    child: Child,
    address: String,
    home: Arc<TempDir>,
    /// What the server says is read to the end, so that it is never held up.
    said: BufReader<std::process::ChildStderr>,
}

impl Server {
    fn start(arguments: &[&str], token: Option<&str>) -> Self {
        let home = tempfile::tempdir().expect("a folder for the test");
        std::fs::create_dir(home.path().join("in")).expect("made");
        Self::start_in(Arc::new(home), arguments, token)
    }

    fn start_in(home: Arc<TempDir>, arguments: &[&str], token: Option<&str>) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_luocdo"));
        command.args(["serve", "--listen", "127.0.0.1:0", "--log", "off"]).args(arguments).current_dir(home.path());
        command.env_remove("LUOCDO_TOKEN").stderr(Stdio::piped());
        token.map(|token| command.env("LUOCDO_TOKEN", token));
        let mut child = command.spawn().expect("the server starts");
        let mut said = BufReader::new(child.stderr.take().expect("its words are piped"));
        let mut line = String::new();
        while !line.contains("http://") {
            line.clear();
            assert!(said.read_line(&mut line).expect("it speaks") > 0, "the server ended before it listened");
        }
        let address = line.split_whitespace().find_map(|w| w.strip_prefix("http://")).expect("an address");
        Self { child, address: address.trim_end_matches('/').to_owned(), home, said }
    }

    fn connect(&self, head: &str, body: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("set");
        write!(stream, "{head}\r\nhost: {}\r\nconnection: close\r\n\r\n", self.address).expect("sent");
        // A server that has refused the head may not read the body.
        let _ = stream.write_all(body);
        stream
    }

    /// Sends a request; returns the status, the head and the body.
    fn send(&self, head: &str, body: &[u8]) -> (u16, String, String) {
        let mut answer = Vec::new();
        let _ = self.connect(head, body).read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or_default();
        (status, head.to_lowercase(), body.to_owned())
    }

    fn post(&self, name: &str, token: &str, body: &str) -> (u16, Value) {
        let length = body.len();
        let head = format!(
            "POST /documents?name={name} HTTP/1.1\r\nauthorization: Bearer {token}\r\ncontent-length: {length}"
        );
        let (status, _, body) = self.send(&head, body.as_bytes());
        (status, serde_json::from_str(&body).unwrap_or_default())
    }

    /// Asks how many documents are held; also returns the revision of the answer.
    fn held(&self) -> (u64, String) {
        let (status, _, body) = self.send("GET /graphql?query=%7Bcorpus%7Bheld%7D%7D HTTP/1.1", b"");
        let answer: Value = serde_json::from_str(&body).unwrap_or_default();
        assert_eq!(status, 200, "{body}");
        let revision = answer["extensions"]["revision"].as_str().expect("every answer says its revision");
        (answer["data"]["corpus"]["held"].as_u64().expect("a count"), revision.to_owned())
    }

    #[track_caller]
    fn wait_until_held(&self, count: u64) {
        let begun = Instant::now();
        while self.held().0 != count {
            assert!(begun.elapsed() < PATIENCE, "{} are held and not {count}", self.held().0);
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Runs another program on the same store.
    fn beside(&self, arguments: &[&str]) {
        let out = Command::new(env!("CARGO_BIN_EXE_luocdo"))
            .args(arguments)
            .current_dir(self.home.path())
            .output()
            .expect("the command was built with the tests");
        assert!(out.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&out.stderr));
    }

    fn put(&self, name: &str, text: &str) {
        std::fs::write(self.folder().join(name), text).expect("written");
    }

    fn folder(&self) -> std::path::PathBuf {
        self.home.path().join("in")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A reader of the stream of changes.
struct Follower(BufReader<TcpStream>);

impl Follower {
    fn new(server: &Server, query: &str, more: &str) -> Self {
        Self(BufReader::new(server.connect(&format!("GET /changes{query} HTTP/1.1{more}"), b"")))
    }

    /// Reads on to the next event and returns its name, number and data.
    #[track_caller]
    fn next(&mut self) -> (String, String, Value) {
        let (mut name, mut id, mut line) = (String::new(), String::new(), String::new());
        loop {
            line.clear();
            assert!(self.0.read_line(&mut line).expect("an event comes in time") > 0, "the stream ended");
            let value = |field: &str| line.strip_prefix(field).map(|v| v.trim().to_owned());
            name = value("event:").unwrap_or(name);
            id = value("id:").unwrap_or(id);
            if let Some(data) = value("data:") {
                return (name, id, serde_json::from_str(&data).expect("data is JSON"));
            }
        }
    }
}

#[test]
fn a_posted_document_is_kept_served_and_told() {
    let mut server = Server::start(&["--data", "kept"], Some(TOKEN));
    let (held, revision) = server.held();
    assert_eq!(held, 0, "an empty store is served too");
    let mut follower = Follower::new(&server, "", "");
    let mut other = Follower::new(&server, "?around=vn:dang:tw:nq:k12:99", "");
    assert_eq!(follower.next().0, "now");
    assert_eq!(other.next().0, "now");
    let (status, answer) = server.post("plan.txt", TOKEN, PLAN);
    assert_eq!((status, &answer["new"], &answer["served"]), (201, &Value::from(1), &Value::from(true)), "{answer}");
    let (held, now) = server.held();
    assert_eq!(held, 1, "what was answered as served is served");
    assert!(now != revision && answer["revision"] == now.as_str(), "{answer}");
    let (name, id, change) = follower.next();
    assert_eq!((name.as_str(), change["revision"].as_str()), ("change", Some(now.as_str())));
    assert_eq!(change["added"][0]["number"], "12/KH-UBND", "{change}");
    assert_eq!(change["relations"][0]["object"], "vn:dang:tw:nq:k12:23", "{change}");
    let (status, answer) = server.post("plan.txt", TOKEN, PLAN);
    assert_eq!((status, &answer["known"]), (200, &Value::from(1)), "{answer}");
    let (status, answer) = server.post("plan.txt", TOKEN, &PLAN.replace("23-NQ", "99-NQ"));
    assert_eq!((status, &answer["newVersions"]), (201, &Value::from(1)), "{answer}");
    let (_, _, change) = other.next();
    assert_eq!(change["changed"].as_array().map(Vec::len), Some(0), "only what is around the node: {change}");
    assert_eq!(change["relations"][0]["object"], "vn:dang:tw:nq:k12:99", "{change}");
    let mut again = Follower::new(&server, "", &format!("\r\nlast-event-id: {id}"));
    assert_eq!((again.next().0.as_str(), again.next().2["changed"][0]["number"].as_str()), ("now", Some("12/KH-UBND")));
    assert_ends(&mut server);
}

/// Ctrl-C ends the server though readers follow its changes.
#[track_caller]
fn assert_ends(server: &mut Server) {
    let pid = server.child.id().to_string();
    Command::new("kill").args(["-INT", &pid]).status().expect("the signal is sent");
    let begun = Instant::now();
    while server.child.try_wait().expect("it is ours").is_none() {
        assert!(begun.elapsed() < PATIENCE, "the server does not end");
        std::thread::sleep(Duration::from_millis(20));
    }
    let mut said = String::new();
    let _ = server.said.read_to_string(&mut said);
    assert!(!said.contains("panicked"), "{said}");
}

#[test]
fn documents_are_taken_only_as_agreed() {
    let server = Server::start(&["--data", "kept"], Some(TOKEN));
    #[track_caller]
    fn check(answer: &(u16, Value), status: u16, code: &str) {
        let (found, body) = answer;
        assert_eq!((*found, &body["errors"][0]["extensions"]["code"]), (status, &Value::from(code)), "{body}");
    }
    check(&server.post("a.txt", "another", PLAN), 401, "UNAUTHORIZED");
    check(&server.post("", TOKEN, PLAN), 400, "BAD_NAME");
    check(&server.post("a%2Fb.txt", TOKEN, PLAN), 400, "BAD_NAME");
    let (status, answer) = server.post("a.txt", TOKEN, " ");
    assert_eq!((status, &answer["said"][0]["code"]), (422, &Value::from("read.empty")), "{answer}");
    let large = format!("POST /documents?name=a HTTP/1.1\r\nauthorization: Bearer {TOKEN}\r\ncontent-length: 99999999");
    assert_eq!(server.send(&large, b"x").0, 413);
    let (status, head, _) = server.send("PUT /documents HTTP/1.1", b"");
    assert!(status == 405 && head.contains("allow: get, post"), "{head}");
    let (status, head, _) = server.send("GET /documents HTTP/1.1", b"");
    assert!(status == 200 && head.contains("text/html"), "{head}");
    let (status, head, _) = server.send("POST /documents?name=a HTTP/1.1\r\ncontent-length: 0", b"");
    assert!(status == 401 && head.contains("www-authenticate: bearer"), "{head}");
    assert_eq!(server.held().0, 0, "nothing of this was kept");

    let seeds = root("seeds/002_69e2c9e111880c92.txt").display().to_string();
    let closed = Server::start(&["--documents", &seeds], None);
    check(&closed.post("a.txt", TOKEN, PLAN), 404, "NOT_TAKEN");
    assert_eq!(closed.send("GET /changes HTTP/1.1", b"").0, 404);
}

#[test]
fn a_watched_folder_and_other_programs_change_what_is_served() {
    let server = Server::start(&["--data", "kept", "--watch", "in"], None);
    server.put("plan.txt", PLAN);
    server.wait_until_held(1);
    server.put("second.txt", &PLAN.replace("12/KH", "13/KH"));
    server.put("bad.txt", "");
    server.wait_until_held(2);
    let kept = Path::new("in/plan.txt").display().to_string();
    server.beside(&["remove", &kept, "--data", "kept"]);
    server.wait_until_held(1);
    let third = server.home.path().join("third.txt");
    std::fs::write(&third, PLAN.replace("12/KH", "14/KH")).expect("written");
    server.beside(&["add", &third.display().to_string(), "--data", "kept"]);
    server.wait_until_held(2);
}

#[test]
fn a_server_that_starts_from_its_snapshot_goes_on_with_what_comes() {
    let mut server = Server::start(&["--data", "kept"], Some(TOKEN));
    for number in 1..=3 {
        let plan = PLAN.replace("12/KH", &format!("{number}/KH"));
        assert_eq!(server.post(&format!("{number}.txt"), TOKEN, &plan).0, 201);
    }
    assert_ends(&mut server);
    let home = Arc::clone(&server.home);
    let begin = || Server::start_in(Arc::clone(&home), &["--data", "kept"], Some(TOKEN));
    // It writes the snapshot, if the one before did not, before it listens.
    let mut second = begin();
    let (held, revision) = second.held();
    assert_eq!(held, 3);
    assert!(home.path().join("kept/luocdo.graph").is_file());
    assert_ends(&mut second);
    let third = begin();
    assert_eq!(third.held(), (3, revision.clone()));
    let mut follower = Follower::new(&third, "", "");
    assert_eq!(follower.next().2["revision"], revision.as_str());
    assert_eq!(third.post("4.txt", TOKEN, &PLAN.replace("12/KH", "4/KH")).0, 201);
    let (_, _, change) = follower.next();
    let numbers = |of: &str| change[of].as_array().expect("a list").iter().map(|d| d["number"].clone()).collect();
    let (added, changed): (Vec<Value>, Vec<Value>) = (numbers("added"), numbers("changed"));
    assert_eq!((added, changed), (vec![Value::from("4/KH-UBND")], Vec::new()), "{change}");
    assert_eq!(third.held().0, 4);
}

#[test]
fn readers_are_answered_while_the_graph_is_exchanged() {
    let server = Server::start(&["--data", "kept"], Some(TOKEN));
    std::thread::scope(|scope| {
        let posting = scope.spawn(|| {
            for number in 1..=8 {
                let plan = PLAN.replace("12/KH", &format!("{number}/KH"));
                assert_eq!(server.post(&format!("{number}.txt"), TOKEN, &plan).0, 201);
            }
        });
        let (mut asked, mut most) = (0, 0);
        while !posting.is_finished() {
            let (held, _) = server.held();
            assert!(held >= most, "what was served once is served on: {held} after {most}");
            (asked, most) = (asked + 1, held);
        }
        posting.join().expect("all were taken");
        assert!(asked > 8, "{asked} answers meanwhile");
    });
    assert_eq!(server.held().0, 8);
}
