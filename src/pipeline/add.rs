//! Files into the store: read and extracted on all cores, written in batches by one hand; what is there as the present
//! rules read it is not read again.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::parallel::in_order;
use super::{EXTRACTOR, READER};
use crate::diagnostic::{Diagnostic, Severity};
use crate::extract::extract;
use crate::model::Extraction;
use crate::read::{Entry, FoundFile, Piece, ReadDocument, files, pieces};
use crate::store::{Arrival, Content, Finished, Outcome, Store, StoreError, Summary, encode};

/// Most documents of a batch, when nothing else is said.
pub const BATCH: usize = 1024;

/// Bytes of text of a batch.
const BATCH_BYTES: usize = 8 << 20;

/// How long a document waits for its batch to fill.
const BATCH_TIME: Duration = Duration::from_millis(500);

/// The longest text SQLite takes, and a little less.
const LONGEST_TEXT: usize = 900_000_000;

/// What became of the documents that were to be added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// New paths with new content.
    pub new: usize,
    /// New versions of known paths.
    pub versions: usize,
    /// New paths with known content.
    pub same: usize,
    /// Documents that other rules had read before.
    pub again: usize,
    /// Documents that were there.
    pub known: usize,
    /// Files, and lines of files, that could not be read.
    pub unread: usize,
    /// Bytes of the files gone through.
    pub bytes: u64,
    /// Whether it was stopped before the end.
    pub stopped: bool,
}

impl Added {
    /// Returns how many documents are in the store because of it, or were before.
    pub fn kept(&self) -> usize {
        self.new + self.versions + self.same + self.again + self.known
    }

    fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::New => self.new += 1,
            Outcome::NewVersion => self.versions += 1,
            Outcome::SameContent => self.same += 1,
            Outcome::ReadAgain => self.again += 1,
            Outcome::Known => self.known += 1,
            Outcome::Gone => self.unread += 1,
        }
    }
}

/// What is said while documents are added.
#[derive(Debug)]
pub enum Progress<'a> {
    /// So many files of so many bytes in all are to be gone through.
    Begun(usize, u64),
    /// Something could not be used.
    Said(&'a Diagnostic),
    /// A batch is written, and everything so far will be there whatever happens now.
    Written(&'a Added),
}

/// Adds files, and what is in folders, to a store, in the order of their paths, at most `batch` documents at once. Once `stop` is set it ends after the
/// batch under way; adding the same again goes on from there.
///
/// # Errors
///
/// Fails when the store cannot be written; the batches before are there.
pub fn add(
    store: &mut Store,
    paths: &[PathBuf],
    batch: usize,
    stop: &AtomicBool,
    tell: &mut dyn FnMut(Progress<'_>),
) -> Result<Added, StoreError> {
    let (found, diagnostics) = files(paths);
    for d in &diagnostics {
        tell(Progress::Said(d));
    }
    tell(Progress::Begun(found.len(), found.iter().map(|f| length(&f.path)).sum()));
    let folder = store.folder().to_owned();
    let mut writer = Writer::new(store, batch, tell);
    writer.added.unread += diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
    let mut failed = None;
    in_order(
        found.iter().flat_map(parts),
        |part| if let Part::Piece(_, piece) = part { piece.bytes.len() } else { 0 },
        || Store::open(&folder).ok(),
        |reader, part| worked(reader.as_ref(), part),
        |work| {
            let taken = work.map_or(Ok(()), |w| writer.take(w));
            let stopped = stop.load(Ordering::Relaxed);
            writer.added.stopped |= stopped;
            match taken {
                Ok(()) if stopped => ControlFlow::Break(()),
                Ok(()) => ControlFlow::Continue(()),
                Err(e) => {
                    failed = Some(e);
                    ControlFlow::Break(())
                }
            }
        },
    );
    match failed {
        Some(e) => Err(e),
        None => writer.finish(),
    }
}

/// Adds one document that came with its bytes and a name.
///
/// # Errors
///
/// Fails when the store cannot be written.
pub fn add_bytes(store: &mut Store, name: &str, bytes: Vec<u8>) -> Result<(Added, Vec<Diagnostic>), StoreError> {
    let file: Arc<str> = name.into();
    let work = worked(Some(store), Part::Piece(Arc::clone(&file), Piece::whole(name, bytes)));
    let mut said = Vec::new();
    let mut tell = |p: Progress<'_>| {
        if let Progress::Said(d) = p {
            said.push(d.clone());
        }
    };
    let mut writer = Writer::new(store, BATCH, &mut tell);
    writer.take(work)?;
    writer.take(Work::End(file, 0))?;
    let added = writer.finish()?;
    Ok((added, said))
}

fn length(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |m| m.len())
}

/// A step of going through files.
enum Part {
    Piece(Arc<str>, Piece),
    Unread(Diagnostic),
    /// The end of a file of so many bytes.
    End(Arc<str>, u64),
}

fn parts(file: &FoundFile) -> Box<dyn Iterator<Item = Part> + Send> {
    let path = std::fs::canonicalize(&file.path).unwrap_or_else(|_| file.path.clone());
    let Some(key) = path.to_str().map(Arc::<str>::from) else {
        let message = "its path is not Unicode and cannot be kept; give it another name";
        let said = Diagnostic::new("store.path-not-unicode", Severity::Error, &file.name, message);
        return Box::new(std::iter::once(Part::Unread(said)));
    };
    let end = Part::End(Arc::clone(&key), length(&file.path));
    let pieces = pieces(file).map(move |piece| match piece {
        Ok(piece) => Part::Piece(Arc::clone(&key), piece),
        Err(said) => Part::Unread(said),
    });
    Box::new(pieces.chain(std::iter::once(end)))
}

/// A step that was worked on.
enum Work {
    /// Documents, each with its line in a file of many, and what could not be used.
    Read {
        arrivals: Vec<(Arrival, usize)>,
        diagnostics: Vec<Diagnostic>,
    },
    Unread(Diagnostic),
    End(Arc<str>, u64),
}

fn worked(reader: Option<&Store>, part: Part) -> Work {
    let (file, piece) = match part {
        Part::Piece(file, piece) => (file, piece),
        Part::Unread(d) => return Work::Unread(d),
        Part::End(file, bytes) => return Work::End(file, bytes),
    };
    let known = |sha256: &[u8; 32]| reader.is_some_and(|r| r.knows(sha256, READER, EXTRACTOR).unwrap_or(false));
    let (entries, mut diagnostics) = piece.read(&known);
    let mut arrivals = Vec::new();
    for Entry { record, sha256, document } in entries {
        let (record, line) = record.map_or((None, 0), |(name, line)| (Some(name), line));
        let content = match document.map(|d| content(&d)).transpose() {
            Ok(content) => content,
            Err(said) => {
                diagnostics.push(said);
                continue;
            }
        };
        arrivals.push((Arrival { file: file.to_string(), record, sha256, content }, line));
    }
    Work::Read { arrivals, diagnostics }
}

fn content(document: &ReadDocument) -> Result<Content, Diagnostic> {
    let text = document.text.source();
    let refused = |message: String| Diagnostic::new("store.refused", Severity::Error, document.text.name(), message);
    if text.len() > LONGEST_TEXT {
        return Err(refused(format!("its text is longer than {LONGEST_TEXT} bytes; split it")));
    }
    let extraction = extract(&document.text, &document.sections);
    Ok(Content {
        format: document.format.to_owned(),
        text: text.to_owned(),
        reader: READER.to_owned(),
        extractor: EXTRACTOR.to_owned(),
        facts: encode(&extraction).map_err(|e| refused(e.to_string()))?,
        summary: summary(&extraction),
    })
}

/// Picks what a list of documents shows.
pub(super) fn summary(extraction: &Extraction) -> Summary {
    let header = &extraction.header;
    Summary {
        number: header.number.as_ref().map(|n| n.value.to_string()),
        title: header.title.as_ref().map(|t| t.value.clone()),
        issued_on: header.issued_on.as_ref().map(|d| d.value.to_string()),
    }
}

/// Gathers documents into batches and writes them.
struct Writer<'a> {
    store: &'a mut Store,
    batch: usize,
    tell: &'a mut dyn FnMut(Progress<'_>),
    added: Added,
    arrivals: Vec<Arrival>,
    finished: Vec<Finished>,
    /// Bytes of text gathered.
    bytes: usize,
    /// When the batch before was written.
    since: Instant,
    /// Bytes of the files that end in this batch.
    ended: u64,
    /// Records of the file that is being read.
    records: BTreeSet<Option<String>>,
    /// Something of that file could not be read.
    incomplete: bool,
}

impl<'a> Writer<'a> {
    fn new(store: &'a mut Store, batch: usize, tell: &'a mut dyn FnMut(Progress<'_>)) -> Self {
        Self {
            store,
            batch,
            tell,
            added: Added::default(),
            arrivals: Vec::new(),
            finished: Vec::new(),
            bytes: 0,
            since: Instant::now(),
            ended: 0,
            records: BTreeSet::new(),
            incomplete: false,
        }
    }

    fn take(&mut self, work: Work) -> Result<(), StoreError> {
        match work {
            Work::Unread(said) => self.say(&said),
            Work::Read { arrivals, diagnostics } => {
                for said in &diagnostics {
                    self.say(said);
                }
                for (arrival, line) in arrivals {
                    self.arrive(arrival, line);
                    self.write_when_full()?;
                }
            }
            Work::End(file, bytes) => {
                let records = std::mem::take(&mut self.records);
                // What could not be read may be what is missing: then nothing is taken to be gone.
                if !std::mem::take(&mut self.incomplete) {
                    self.finished.push(Finished { file: file.to_string(), records });
                }
                self.ended += bytes;
                self.write_when_full()?;
            }
        }
        Ok(())
    }

    /// Gathers a document; of two records with one name the later one is named by its line.
    fn arrive(&mut self, mut arrival: Arrival, line: usize) {
        if arrival.record.is_some() && self.records.contains(&arrival.record) {
            let mut name = line.to_string();
            while self.records.contains(&Some(name.clone())) {
                name.push('~');
            }
            arrival.record = Some(name);
        }
        self.records.insert(arrival.record.clone());
        self.bytes += arrival.content.as_ref().map_or(0, |c| c.text.len());
        self.arrivals.push(arrival);
    }

    fn say(&mut self, said: &Diagnostic) {
        if said.severity == Severity::Error {
            self.incomplete = true;
            self.added.unread += 1;
        }
        (self.tell)(Progress::Said(said));
    }

    fn write_when_full(&mut self) -> Result<(), StoreError> {
        let full = self.arrivals.len() >= self.batch || self.bytes >= BATCH_BYTES || self.since.elapsed() >= BATCH_TIME;
        if full { self.write() } else { Ok(()) }
    }

    fn write(&mut self) -> Result<(), StoreError> {
        for outcome in self.store.keep(&self.arrivals, &self.finished)? {
            self.added.count(outcome);
        }
        let wrote = !self.arrivals.is_empty();
        self.arrivals.clear();
        self.finished.clear();
        self.bytes = 0;
        self.since = Instant::now();
        self.added.bytes += std::mem::take(&mut self.ended);
        if wrote {
            (self.tell)(Progress::Written(&self.added));
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Added, StoreError> {
        if !self.arrivals.is_empty() || !self.finished.is_empty() {
            self.write()?;
        }
        Ok(self.added)
    }
}
