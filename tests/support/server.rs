//! The built server on a port of its own, and requests to it as bytes; it stops with the test.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::root;

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running server.
pub(crate) struct Server {
    pub(crate) child: Child,
    /// Where it listens: `http://127.0.0.1:…`.
    pub(crate) address: String,
}

impl Server {
    /// Serves the seeds.
    pub(crate) fn start() -> Self {
        Self::with(&[])
    }

    /// Serves the seeds with more arguments.
    pub(crate) fn with(arguments: &[&str]) -> Self {
        Self::run("seeds", arguments)
    }

    /// Serves the documents of a folder.
    pub(crate) fn over(folder: &str) -> Self {
        Self::run(folder, &[])
    }

    fn run(documents: &str, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_luocdo"))
            .args(["serve", "--listen", "127.0.0.1:0", "--log", "off"])
            .args(arguments)
            .args(["--documents", documents])
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

    /// Opens a connection.
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address.trim_start_matches("http://")).expect("the server listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time limit can be set");
        stream
    }

    /// Sends the first line and headers of a request, and its body; returns all bytes of the answer.
    pub(crate) fn bytes(&self, head: &str, body: &[u8]) -> Vec<u8> {
        let mut stream = self.connect();
        let length = if body.is_empty() { String::new() } else { format!("content-length: {}\r\n", body.len()) };
        write!(stream, "{head}\r\nhost: localhost\r\nconnection: close\r\n{length}\r\n").expect("a head can be sent");
        // A server that has refused the head may not read the body.
        let _ = stream.write_all(body);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        answer
    }

    /// Sends a request; returns the status, the head in small letters, and the body.
    pub(crate) fn send(&self, head: &str, body: &[u8]) -> (u16, String, String) {
        let answer = String::from_utf8_lossy(&self.bytes(head, body)).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or_default();
        (status, head.to_lowercase(), body.to_owned())
    }

    /// Returns how many bytes an answer takes on the wire, compressed.
    pub(crate) fn weight(&self, path: &str) -> usize {
        self.bytes(&format!("GET {path} HTTP/1.1\r\naccept-encoding: gzip"), b"").len()
    }

    /// Returns how much memory it holds, in bytes; none where the system does not say.
    pub(crate) fn memory(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find(|l| l.starts_with("VmRSS:"))?;
        line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kib| kib * 1024)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}
