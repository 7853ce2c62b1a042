//! Files and folders to pieces that are read one by one: a whole file, or some lines of a file of records; knows no
//! format beyond that.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Severity};

/// Files of a folder that are read; one named itself is read whatever its name.
const EXTENSIONS: [&str; 9] = ["txt", "html", "htm", "docx", "doc", "pdf", "jsonl", "ndjson", "md"];

/// Lines of records that are read together.
const CHUNK: usize = 1 << 20;

/// The longest line of a file of records.
const LONGEST_LINE: u64 = 1 << 28;

/// The largest file that is read in one: offsets in it must fit.
const LARGEST_FILE: u64 = 1 << 31;

/// Bytes of a file that is read by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The file's name, without its folder.
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

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FoundFile {
    /// The name its document bears.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
}

/// Lists files, and those below folders, in the order of their paths; a path that cannot be listed is a diagnostic.
///
/// Of a folder only what can be read is listed, by its name; what begins with a dot is left out, and links to folders
/// are not followed.
pub fn files(paths: &[PathBuf]) -> (Vec<FoundFile>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let mut diagnostics = Vec::new();
    for path in paths {
        match std::fs::metadata(path) {
            Ok(m) if m.is_dir() => below(path, &mut found, &mut diagnostics),
            Ok(_) => found.push(path.clone()),
            Err(e) => diagnostics.push(unlisted(path, &e)),
        }
    }
    let name = |path: &Path| path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    (found.into_iter().map(|path| FoundFile { name: name(&path), path }).collect(), diagnostics)
}

fn below(folder: &Path, found: &mut Vec<PathBuf>, diagnostics: &mut Vec<Diagnostic>) {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) => return diagnostics.push(unlisted(folder, &e)),
    };
    let mut entries: Vec<_> = entries.filter_map(Result::ok).collect();
    entries.sort_by_key(std::fs::DirEntry::path);
    for entry in entries.into_iter().filter(|e| !e.file_name().as_encoded_bytes().starts_with(b".")) {
        let path = entry.path();
        let known = path.extension().is_some_and(|e| EXTENSIONS.iter().any(|k| e.eq_ignore_ascii_case(k)));
        if entry.file_type().is_ok_and(|t| t.is_dir()) {
            below(&path, found, diagnostics);
        } else if known && path.is_file() {
            found.push(path);
        }
    }
}

fn unlisted(path: &Path, error: &std::io::Error) -> Diagnostic {
    let message = format!("cannot be read: {error}; check the path");
    Diagnostic::new("read.no-file", Severity::Error, &path.display().to_string(), message)
}

/// Reads a file piece by piece, so that a file of records of any size takes little memory.
pub fn pieces(file: &FoundFile) -> impl Iterator<Item = Result<Piece, Diagnostic>> + Send + use<> {
    let name = file.name.clone();
    let unread = {
        let name = name.clone();
        move |e: std::io::Error| Diagnostic::new("read.no-file", Severity::Error, &name, format!("cannot be read: {e}"))
    };
    let mut state = match open(&file.path, &name) {
        Ok(state) => state,
        Err(e) => State::Failed(e),
    };
    std::iter::from_fn(move || match std::mem::replace(&mut state, State::Done) {
        State::Done => None,
        State::Failed(e) => Some(Err(unread(e))),
        State::Whole(bytes) => Some(Ok(Piece { name: name.clone(), bytes, first_line: None })),
        State::Lines(mut lines) => match lines.chunk() {
            Ok(None) => None,
            Ok(Some((bytes, first))) => {
                state = State::Lines(lines);
                Some(Ok(Piece { name: name.clone(), bytes, first_line: Some(first) }))
            }
            Err(e) => Some(Err(unread(e))),
        },
    })
}

/// What is left of a file.
enum State {
    Whole(Vec<u8>),
    Lines(Lines),
    Failed(std::io::Error),
    Done,
}

fn open(path: &Path, name: &str) -> std::io::Result<State> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut file = BufReader::with_capacity(1 << 16, file);
    let head = file.fill_buf()?;
    // UTF-16, archives and pictures hold zero bytes; they are read whole and told by their bytes.
    let lines = super::jsonl::is_named(name) && !head.is_empty() && memchr::memchr(0, head).is_none();
    if lines && !head.starts_with(b"%PDF-") {
        return Ok(State::Lines(Lines { file, next: 1 }));
    }
    if length >= LARGEST_FILE {
        return Err(std::io::Error::other("the file is larger than 2 GiB; split it and read the parts"));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    file.take(LARGEST_FILE).read_to_end(&mut bytes)?;
    Ok(State::Whole(bytes))
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

    #[test]
    fn lists_what_is_below_a_folder_and_names_what_is_not_there() {
        let folder = tempfile::tempdir().unwrap();
        for path in ["b/x.txt", "b/c/y.PDF", "a.html", ".git/z.txt", "picture.png", ".hidden.txt"] {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x").unwrap();
        }
        let named = folder.path().join("picture.png");
        let (found, said) = files(&[folder.path().to_owned(), folder.path().join("nothing"), named]);
        let found: Vec<&str> = found.iter().filter_map(|f| f.path.strip_prefix(folder.path()).ok()?.to_str()).collect();
        assert_eq!(found, ["a.html", "b/c/y.PDF", "b/x.txt", "picture.png"]);
        assert_eq!(said.len(), 1);
    }

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
