//! `luocdo add`, `remove`, `list`, `rebuild` and `backup`: documents kept between runs.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use clap::Args;
use indicatif::{HumanCount, ProgressBar, ProgressStyle};

use super::Format;
use super::out::say;
use crate::diagnostic::Diagnostic;
use crate::pipeline::{self, Added, Progress, Rebuilt};
use crate::store::{Listed, Store, StoreError};

/// Where documents are kept when nothing else is said.
pub(super) const DATA: &str = "data";

/// The exit code of a program that was interrupted.
const INTERRUPTED: u8 = 130;

/// Where documents are kept.
#[derive(Debug, Args)]
pub(super) struct Data {
    /// Folder the documents are kept in.
    #[arg(long = "data", value_name = "DIR", default_value = DATA)]
    folder: PathBuf,
}

/// Adds files and folders, and says on the way how far it is.
pub(super) fn add(paths: &[PathBuf], batch: usize, data: &Data) -> ExitCode {
    done(Store::create(&data.folder).and_then(|mut store| {
        let mut shown = Shown::new(Unit::Bytes);
        let added = pipeline::add(&mut store, paths, batch, &interrupted(), &mut |progress| match progress {
            Progress::Begun(_, bytes) => shown.begin(bytes),
            Progress::Said(diagnostic) => shown.say(diagnostic),
            Progress::Written(added) => shown.step(added.bytes, added.kept(), &counted(added)),
        })?;
        shown.end();
        say!("{} documents are kept in {}: {}", added.kept(), store.file().display(), counted(&added));
        if added.stopped {
            say!("stopped before the end; the same command goes on from here");
            return Ok(ExitCode::from(INTERRUPTED));
        }
        Ok(if added.kept() > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }))
}

/// Removes what was read from paths, every version.
#[expect(clippy::print_stderr, reason = "the command line is where output belongs")]
pub(super) fn remove(paths: &[String], data: &Data) -> ExitCode {
    done(Store::open(&data.folder).and_then(|mut store| {
        let mut all_found = true;
        for path in paths {
            match removed(&mut store, path)? {
                Some(documents) => say!("{path}: {documents} documents removed"),
                None => {
                    eprintln!("{path}: nothing is kept under this path; `luocdo list` shows what is");
                    all_found = false;
                }
            }
        }
        Ok(if all_found { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }))
}

/// Removes what is kept under a path as it was typed, as it is from the root, or as its links lead.
fn removed(store: &mut Store, path: &str) -> Result<Option<usize>, StoreError> {
    let mut ways = vec![path.to_owned()];
    let real = std::fs::canonicalize(path).ok();
    ways.extend([real, std::path::absolute(path).ok()].into_iter().flatten().map(|p| p.display().to_string()));
    for way in ways {
        if store.has(&way)? {
            return store.remove(&way).map(Some);
        }
    }
    Ok(None)
}

/// Lists what is kept.
pub(super) fn list(versions: bool, format: Format, data: &Data) -> ExitCode {
    done(Store::open(&data.folder).and_then(|store| {
        for listed in store.list(versions)? {
            match format {
                Format::Json => say!("{}", serde_json::to_string(&listed).unwrap_or_default()),
                Format::Text => say!("{}", line(&listed)),
            }
        }
        Ok(ExitCode::SUCCESS)
    }))
}

fn line(listed: &Listed) -> String {
    let hash: String = listed.sha256.chars().take(12).collect();
    let named = [&listed.number, &listed.issued_on, &listed.title].into_iter().flatten().cloned();
    let replaced = listed.replaced_at.as_ref().map(|at| format!("  (replaced {at})")).unwrap_or_default();
    let Listed { path, format, bytes, added_at, .. } = listed;
    format!(
        "{added_at}  {hash}  {format:6} {bytes:>9}  {path}{replaced}\n    {}",
        named.collect::<Vec<_>>().join(" · ")
    )
}

/// Finds facts anew where other rules found them.
pub(super) fn rebuild(data: &Data) -> ExitCode {
    done(Store::open(&data.folder).and_then(|mut store| {
        let mut shown = Shown::new(Unit::Documents);
        let mut begun = false;
        let rebuilt = pipeline::rebuild(&mut store, &interrupted(), &mut |done, total| {
            if !std::mem::replace(&mut begun, true) {
                shown.begin(total as u64);
            } else {
                shown.step(done.renewed as u64, done.renewed, &format!("of {total} documents read by other rules"));
            }
        })?;
        shown.end();
        let Rebuilt { renewed, fresh, old_texts, stopped } = rebuilt;
        say!("{renewed} documents were read again; {fresh} had been read by the present rules");
        if old_texts > 0 {
            say!("{old_texts} texts were taken from their files by other rules; `luocdo add` their files again");
        }
        if stopped {
            say!("stopped before the end; the same command goes on from here");
            return Ok(ExitCode::from(INTERRUPTED));
        }
        Ok(ExitCode::SUCCESS)
    }))
}

/// Copies the store while it may be in use.
pub(super) fn backup(file: &Path, data: &Data) -> ExitCode {
    done(Store::open(&data.folder).and_then(|store| {
        store.back_up(file)?;
        say!(
            "{}: a copy of {}; as luocdo.sqlite in a folder of its own it is a store",
            file.display(),
            store.file().display()
        );
        Ok(ExitCode::SUCCESS)
    }))
}

#[expect(clippy::print_stderr, reason = "the command line is where output belongs")]
fn done(result: Result<ExitCode, StoreError>) -> ExitCode {
    result.unwrap_or_else(|e| {
        eprintln!("{e}");
        ExitCode::FAILURE
    })
}

fn counted(added: &Added) -> String {
    let kinds = [
        (added.new, "new"),
        (added.versions, "new versions"),
        (added.same, "under another path"),
        (added.again, "read again"),
        (added.known, "known"),
        (added.unread, "not read"),
    ];
    let said: Vec<String> = kinds.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    if said.is_empty() { "none".to_owned() } else { said.join(", ") }
}

/// Returns a flag that Ctrl-C sets; a second Ctrl-C ends the program at once, which loses only the batch under way.
#[expect(clippy::print_stderr, reason = "the command line is where output belongs")]
fn interrupted() -> Arc<AtomicBool> {
    let flag = Arc::new(AtomicBool::new(false));
    let set = Arc::clone(&flag);
    std::thread::spawn(move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
        runtime.block_on(async {
            if tokio::signal::ctrl_c().await.is_ok() {
                set.store(true, Ordering::Relaxed);
                eprintln!("stopping after this batch; Ctrl-C again stops at once");
                let _ = tokio::signal::ctrl_c().await;
                std::process::exit(i32::from(INTERRUPTED));
            }
        });
    });
    flag
}

/// What the bar counts.
#[derive(Clone, Copy)]
enum Unit {
    Bytes,
    Documents,
}

/// A bar on a terminal, a line a batch in a log.
struct Shown {
    unit: Unit,
    bar: Option<ProgressBar>,
    begun: Instant,
}

impl Shown {
    fn new(unit: Unit) -> Self {
        let terminal = std::io::IsTerminal::is_terminal(&std::io::stderr());
        Self { unit, bar: terminal.then(ProgressBar::hidden), begun: Instant::now() }
    }

    fn begin(&mut self, length: u64) {
        if let Some(bar) = &mut self.bar {
            *bar = ProgressBar::new(length);
            let counts = match self.unit {
                Unit::Bytes => "{bytes}/{total_bytes}",
                Unit::Documents => "{human_pos}/{human_len}",
            };
            let template = format!("{{wide_bar}} {counts}  {{msg}}  {{eta}} left");
            if let Ok(style) = ProgressStyle::with_template(&template) {
                bar.set_style(style);
            }
        }
    }

    #[expect(clippy::print_stderr, reason = "the command line is where output belongs")]
    fn say(&self, diagnostic: &Diagnostic) {
        match &self.bar {
            Some(bar) => bar.suspend(|| eprintln!("{diagnostic}")),
            None => eprintln!("{diagnostic}"),
        }
    }

    /// Says that so many documents are written. In a log this is the acknowledgement: they stay, whatever happens.
    #[expect(clippy::print_stderr, reason = "the command line is where output belongs")]
    fn step(&self, position: u64, documents: usize, details: &str) {
        let rate = documents as f64 / self.begun.elapsed().as_secs_f64().max(0.001);
        match &self.bar {
            Some(bar) => {
                bar.set_position(position);
                bar.set_message(format!("{} documents, {rate:.0}/s", HumanCount(documents as u64)));
            }
            None => eprintln!("kept {documents} documents ({details}), {rate:.0}/s"),
        }
    }

    fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
