//! Files and folders to pieces that are read one by one: a whole file, or some lines of a file of records; knows no
//! format beyond that.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::folder;
use super::format::{Format, format_of};
use super::refusal::Refusal;
use super::{decode, jsonl};
use crate::diagnostic::Diagnostic;

pub use super::folder::Found as FoundFile;

/// Lines of records that are read together.
const CHUNK: usize = 1 << 20;

/// The longest line of a file of records.
const LONGEST_LINE: u64 = 1 << 28;

/// Bytes of a file that is read by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The name of the file's document.
    pub name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// For lines of a file of records, the number of the first one.
    pub first_line: Option<usize>,
}

impl Piece {
    /// Makes a piece of a whole file.
    pub fn whole(name: &str, bytes: Vec<u8>) -> Self {
        Self { name: name.to_owned(), bytes, first_line: None }
    }
}

/// Lists files, and those in folders and below them, in the order of their names; a path that cannot be listed is a
/// diagnostic, and a file that is named twice is listed once.
pub fn files(paths: &[PathBuf]) -> (Vec<FoundFile>, Vec<Diagnostic>) {
    let mut all = Vec::new();
    let mut diagnostics = Vec::new();
    let mut seen = BTreeSet::new();
    let mut names = BTreeSet::new();
    for path in paths {
        match folder::list(path, &mut diagnostics) {
            Ok(found) => all.extend(found),
            Err(e) => diagnostics.push(Refusal::NoFile(e.to_string()).of(&path.to_string_lossy())),
        }
    }
    all.retain(|file| seen.insert(file.path.canonicalize().unwrap_or_else(|_| file.path.clone())));
    for file in &mut all {
        // Two folders may hold files of one name; their documents must not.
        if names.contains(&file.name) {
            file.name = file.path.to_string_lossy().into_owned();
        }
        names.insert(file.name.clone());
    }
    (all, diagnostics)
}

/// Reads a file whole, when offsets in it fit.
pub(super) fn bytes_of(path: &Path) -> Result<Vec<u8>, Refusal> {
    let no_file = |e: std::io::Error| Refusal::NoFile(e.to_string());
    if std::fs::metadata(path).map_err(no_file)?.len() > decode::LARGEST as u64 {
        return Err(Refusal::TooLarge);
    }
    std::fs::read(path).map_err(no_file)
}

/// Reads a file piece by piece, so that a file of records of any size takes little memory.
pub fn pieces(file: &FoundFile) -> impl Iterator<Item = Result<Piece, Diagnostic>> + Send + use<> {
    let name = file.name.clone();
    let mut state = open(&file.path, &name).unwrap_or_else(State::Failed);
    std::iter::from_fn(move || match std::mem::replace(&mut state, State::Done) {
        State::Done => None,
        State::Failed(refusal) => Some(Err(refusal.of(&name))),
        State::Whole(bytes) => Some(Ok(Piece::whole(&name, bytes))),
        State::Lines(mut lines) => match lines.chunk() {
            Ok(None) => None,
            Ok(Some((bytes, first))) => {
                state = State::Lines(lines);
                Some(Ok(Piece { name: name.clone(), bytes, first_line: Some(first) }))
            }
            Err(e) => Some(Err(Refusal::NoFile(e.to_string()).of(&name))),
        },
    })
}

/// What is left of a file.
enum State {
    Whole(Vec<u8>),
    Lines(Lines),
    Failed(Refusal),
    Done,
}

fn open(path: &Path, name: &str) -> Result<State, Refusal> {
    let no_file = |e: std::io::Error| Refusal::NoFile(e.to_string());
    let mut file = BufReader::with_capacity(1 << 16, File::open(path).map_err(no_file)?);
    let head = file.fill_buf().map_err(no_file)?;
    // What is packed, and UTF-16 with its zero bytes, is read whole and told by its bytes.
    let lines = jsonl::is_named(name) && format_of(head) == Format::Text && memchr::memchr(0, head).is_none();
    // A file without words says so itself.
    if lines && !head.trim_ascii().is_empty() {
        return Ok(State::Lines(Lines { file, next: 1 }));
    }
    bytes_of(path).map(State::Whole)
}

/// The lines of a file that are still to be read.
struct Lines {
    file: BufReader<File>,
    /// The number of the next line.
    next: usize,
}

impl Lines {
    /// Reads whole lines, about [`CHUNK`] bytes of them, with the number of the first.
    fn chunk(&mut self) -> std::io::Result<Option<(Vec<u8>, usize)>> {
        let first = self.next;
        let mut bytes = Vec::new();
        while bytes.len() < CHUNK {
            let read = (&mut self.file).take(LONGEST_LINE).read_until(b'\n', &mut bytes)?;
            if read == 0 {
                break;
            }
            if read as u64 == LONGEST_LINE && !bytes.ends_with(b"\n") {
                let message = format!("line {} is longer than {} MiB", self.next, LONGEST_LINE >> 20);
                return Err(std::io::Error::other(message));
            }
            self.next += 1;
        }
        Ok((!bytes.is_empty()).then_some((bytes, first)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, bytes: &[u8], expected: &[(Option<usize>, usize)]) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        let file = FoundFile { name: name.to_owned(), path: file };
        let found: Vec<Piece> = pieces(&file).map(|p| p.unwrap()).collect();
        let shape: Vec<_> = found.iter().map(|p| (p.first_line, p.bytes.len())).collect();
        assert_eq!(shape, expected, "{name}");
        assert_eq!(found.into_iter().flat_map(|p| p.bytes).collect::<Vec<u8>>(), bytes);
    }

    #[test]
    fn a_file_of_records_comes_in_whole_lines_and_another_whole() {
        let line = format!("{}\n", "x".repeat(CHUNK / 2 - 1));
        check("a.txt", line.repeat(5).as_bytes(), &[(None, CHUNK / 2 * 5)]);
        check("a.jsonl", line.repeat(5).as_bytes(), &[(Some(1), CHUNK), (Some(3), CHUNK), (Some(5), CHUNK / 2)]);
        check("a.jsonl", b"", &[(None, 0)]);
        check("a.jsonl", b"{\0}\0", &[(None, 4)]);
    }

    #[test]
    fn a_missing_file_is_a_diagnostic() {
        let all: Vec<_> = pieces(&FoundFile { name: "such.txt".to_owned(), path: "no/such.txt".into() }).collect();
        assert!(matches!(all.as_slice(), [Err(d)] if d.document == "such.txt"), "{all:?}");
    }
}
