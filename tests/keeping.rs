//! Documents kept between runs: what is added is there, whatever happens, and makes the same graph as its files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::AtomicBool;

use luocdo::pipeline::{self, Added, Library};
use luocdo::resolve::Decisions;
use luocdo::store::Store;
use tempfile::TempDir;

use crate::support::root;

/// A folder with files, and one beside it for the store.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new(files: &[(&str, &str)]) -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a folder for the test") };
        files.iter().for_each(|(name, text)| desk.write(name, text));
        desk
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.papers().join(name);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }

    fn papers(&self) -> PathBuf {
        self.folder.path().canonicalize().expect("it is there").join("papers")
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("kept")
    }

    fn add(&self) -> Added {
        let mut store = Store::create(&self.data()).expect("the store is made");
        let never = AtomicBool::new(false);
        pipeline::add(&mut store, &[self.papers()], 3, &never, &mut |_| {}).expect("the store is written")
    }

    /// The names and first lines of the documents the graph would be made of.
    #[track_caller]
    fn check(&self, expected: &[(&str, &str)]) {
        let held = loaded(&self.data());
        let found: BTreeMap<&str, &str> =
            held.iter().map(|h| (h.text.name(), h.text.source().lines().next().unwrap_or_default())).collect();
        assert_eq!(found.into_iter().collect::<Vec<_>>(), expected);
        assert_eq!(Store::open(&self.data()).expect("opened").check().expect("read"), Vec::<String>::new());
    }
}

fn loaded(data: &Path) -> Vec<luocdo::graph::Held> {
    let mut library = Library::open(data).expect("the store is opened");
    let loading = library.load().expect("the store is read");
    assert_eq!((loading.extracted, loading.diagnostics), (0, Vec::new()), "kept facts are used as they are");
    library.held()
}

/// Runs the built command in a folder of its own, with what tells people from logs taken away.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_luocdo"));
    command.args(arguments).current_dir(folder).output().expect("the command was built with the tests")
}

#[track_caller]
fn check_run(folder: &Path, arguments: &[&str], success: bool, says: &[&str]) -> String {
    let out = run(folder, arguments);
    let said = format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    assert_eq!(out.status.success(), success, "{arguments:?}: {said}");
    for words in says {
        assert!(said.contains(words), "{arguments:?} says {words:?}:\n{said}");
    }
    said
}

#[test]
fn the_graph_of_what_is_kept_is_the_graph_of_the_files() {
    let data = tempfile::tempdir().expect("a folder for the store");
    let mut store = Store::create(data.path()).expect("the store is made");
    let never = AtomicBool::new(false);
    let added = pipeline::add(&mut store, &[root("seeds")], 2, &never, &mut |_| {}).expect("written");
    assert_eq!((added.new, added.kept(), added.unread), (5, 5, 0));
    let (kept, said) = pipeline::build_held(loaded(data.path()), Decisions::default());
    let (read, said_of_files) = pipeline::build(&[root("seeds")]);
    assert_eq!(kept.resolved, read.resolved);
    assert_eq!(kept.revision(), read.revision());
    assert_eq!(said, said_of_files);
    assert_eq!(kept.check(), Vec::<String>::new());
}

#[test]
fn a_changed_file_is_a_new_version_and_an_unchanged_one_is_not_read() {
    let desk = Desk::new(&[("a.txt", "KẾ HOẠCH MỘT\n"), ("b.txt", "KẾ HOẠCH HAI\n"), ("c/b.txt", "KẾ HOẠCH BA\n")]);
    assert_eq!(desk.add().new, 3);
    assert_eq!(desk.add(), Added { known: 3, bytes: desk.add().bytes, ..Added::default() });
    desk.write("a.txt", "KẾ HOẠCH BỐN\n");
    desk.write("d.txt", "KẾ HOẠCH HAI\n");
    let added = desk.add();
    assert_eq!((added.versions, added.same, added.known, added.new), (1, 1, 2, 0));
    desk.check(&[("a.txt", "KẾ HOẠCH BỐN"), ("c/b.txt", "KẾ HOẠCH BA"), ("papers/b.txt", "KẾ HOẠCH HAI")]);
}

#[test]
fn records_are_kept_by_name_and_those_a_file_no_longer_holds_are_not_current() {
    let lines = "{\"id\": 1, \"text\": \"KẾ HOẠCH MỘT\"}\n{\"id\": 2, \"text\": \"KẾ HOẠCH HAI\"}\n{\"id\": 1, \"text\": \"KẾ HOẠCH BA\"}\n";
    let desk = Desk::new(&[("d.jsonl", lines)]);
    assert_eq!(desk.add().new, 3);
    assert_eq!(desk.add().known, 3);
    desk.write(
        "d.jsonl",
        "{\"id\": 2, \"text\": \"KẾ HOẠCH NĂM\"}\n{\"id\": 9, \"text\": \"KẾ HOẠCH MỘT\"}\nno record\n",
    );
    let added = desk.add();
    assert_eq!((added.versions, added.same, added.unread), (1, 1, 1));
    assert_eq!(loaded(&desk.data()).len(), 3, "a line that cannot be read may be the one that is missing");
    desk.write("d.jsonl", "{\"id\": 2, \"text\": \"KẾ HOẠCH NĂM\"}\n");
    desk.add();
    desk.check(&[("d.jsonl#2", "KẾ HOẠCH NĂM")]);
}

#[test]
fn the_commands_keep_list_ask_copy_and_remove() {
    let desk = Desk::new(&[("a.txt", "KẾ HOẠCH\n\nThực hiện Nghị quyết số 23-NQ/TW\n"), ("bad.txt", "")]);
    let home = desk.folder.path();
    check_run(home, &["list"], false, &["data: no documents are kept here; `luocdo add PATH… --data data` keeps some"]);
    check_run(
        home,
        &["add", "papers"],
        true,
        &["1 new, 1 not read", "bad.txt: error [read.empty]", "kept 1 documents"],
    );
    check_run(home, &["add", "papers/bad.txt"], false, &["0 documents are kept"]);
    check_run(home, &["list"], true, &["papers/a.txt", "text"]);
    let json = check_run(home, &["list", "--format", "json"], true, &[]);
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok_and(|v| v["format"] == "text"), "{json}");
    let question = "{ corpus { held } }";
    check_run(home, &["query", question], true, &["the documents kept in `data`", "\"held\":1"]);
    check_run(home, &["query", question, "--data", "data"], true, &["\"held\":1"]);
    check_run(home, &["query", question, "--data", "data", "--documents", "papers"], false, &["cannot be used with"]);
    check_run(home, &["ask", "corpus", "--data", "no"], false, &[]);
    check_run(home, &["check"], true, &["data: 0 things wrong in what is kept"]);
    check_run(home, &["rebuild"], true, &["0 documents were read again; 1 had been read by the present rules"]);
    check_run(home, &["backup", "copy.sqlite"], true, &["copy.sqlite: a copy of data/luocdo.sqlite"]);
    check_run(home, &["backup", "copy.sqlite"], false, &["is there already"]);
    check_run(home, &["remove", "papers/none.txt"], false, &["papers/none.txt: nothing is kept under this path"]);
    check_run(home, &["remove", "papers"], true, &["1 documents removed"]);
    check_run(home, &["query", question], false, &["no document is kept"]);
    std::fs::create_dir(home.join("again")).expect("made");
    std::fs::rename(home.join("copy.sqlite"), home.join("again/luocdo.sqlite")).expect("moved");
    check_run(home, &["query", question, "--data", "again"], true, &["\"held\":1"]);
}

#[test]
fn facts_of_other_rules_are_found_anew_and_rebuild_keeps_them() {
    let desk = Desk::new(&[("a.txt", "KẾ HOẠCH\n\nThực hiện Nghị quyết số 23-NQ/TW\n"), ("b.txt", "KẾ HOẠCH HAI\n")]);
    desk.add();
    let mut store = Store::open(&desk.data()).expect("opened");
    let old = store.current().expect("read").first().expect("two are kept").clone();
    let renewed = luocdo::store::Renewed {
        id: old.id,
        extractor: "of-other-rules".to_owned(),
        facts: vec![1, 2, 3],
        summary: luocdo::store::Summary::default(),
    };
    store.renew(&[renewed]).expect("written");
    let mut library = Library::open(&desk.data()).expect("opened");
    assert_eq!(library.load().expect("read").extracted, 1);
    assert_eq!(library.held().iter().map(|h| h.extraction.mentions.len()).sum::<usize>(), 1, "the facts are there");
    let never = AtomicBool::new(false);
    let rebuilt = pipeline::rebuild(&mut store, &never, &mut |_, _| {}).expect("written");
    assert_eq!((rebuilt.renewed, rebuilt.fresh), (1, 1));
    assert!(library.is_stale().expect("read"));
    let again = library.load().expect("read");
    assert_eq!((again.loaded, again.extracted), (1, 0), "only the one that changed is loaded, and its facts are used");
    desk.check(&[("a.txt", "KẾ HOẠCH"), ("b.txt", "KẾ HOẠCH HAI")]);
}

#[cfg(unix)]
mod killed {
    use std::io::Read;
    use std::process::Stdio;
    use std::time::Duration;

    use super::*;

    /// How often the program is killed.
    const ROUNDS: u64 = 100;

    fn document(number: usize) -> String {
        let number = number + 1;
        format!("KẾ HOẠCH SỐ {number}\n\nThực hiện Nghị quyết số {number}-NQ/TW của Bộ Chính trị\n")
    }

    /// What has been acknowledged: the number in the last whole line `kept N documents`.
    fn acknowledged(said: &str) -> usize {
        let whole = said.rfind('\n').and_then(|end| said.get(..end)).unwrap_or_default();
        let count = |line: &str| line.strip_prefix("kept ")?.split(' ').next()?.parse().ok();
        whole.lines().rev().find_map(count).unwrap_or_default()
    }

    #[test]
    fn nothing_acknowledged_is_lost_and_nothing_half_read_is_served() {
        let files: Vec<(String, String)> = (0..120).map(|n| (format!("{n:03}.txt"), document(n))).collect();
        let desk = Desk::new(&files.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect::<Vec<_>>());
        let (mut kills, mut before, mut chance) = (0, 0, 0x9e37_79b9_7f4a_7c15_u64);
        for round in 0..ROUNDS {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let delay = Duration::from_micros(5_000 + (chance >> 33) % 200_000);
            let mut child = Command::new(env!("CARGO_BIN_EXE_luocdo"))
                .args(["add", "papers", "--data", "kept", "--batch", "3"])
                .current_dir(desk.folder.path())
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .expect("the command was built with the tests");
            std::thread::sleep(delay);
            let ended = child.try_wait().expect("the child is ours").is_some();
            // SIGKILL: the program cannot do anything about it.
            let _ = child.kill();
            let mut said = String::new();
            child.stderr.take().expect("piped").read_to_string(&mut said).expect("read");
            child.wait().expect("it ends");
            kills += u64::from(!ended);
            let kept = check_kept(&desk, &files, acknowledged(&said).max(before), round);
            before = kept;
            if kept == files.len() {
                std::fs::remove_dir_all(desk.data()).expect("removed, to begin anew");
                before = 0;
            }
        }
        assert!(kills > ROUNDS / 2, "{kills} of {ROUNDS} were killed at work");
        assert_eq!(desk.add().kept(), files.len(), "what was left out is added");
        assert_eq!(loaded(&desk.data()).len(), files.len());
    }

    /// Checks that at least the first `least` documents are kept and that every one that is kept is whole.
    #[track_caller]
    fn check_kept(desk: &Desk, files: &[(String, String)], least: usize, round: u64) -> usize {
        let store = match Store::open(&desk.data()) {
            Ok(store) => store,
            Err(e) if least == 0 => {
                assert!(matches!(e, luocdo::store::StoreError::Missing(_)), "round {round}: {e}");
                return 0;
            }
            Err(e) => panic!("round {round}: {least} documents were acknowledged: {e}"),
        };
        assert_eq!(store.check().expect("read"), Vec::<String>::new(), "round {round}");
        let held = loaded(&desk.data());
        assert!(held.len() >= least, "round {round}: {least} were acknowledged and {} are kept", held.len());
        for (held, (name, text)) in held.iter().zip(files) {
            assert_eq!((held.text.name(), held.text.source()), (name.as_str(), text.as_str()), "round {round}");
            assert!(!held.extraction.mentions.is_empty(), "round {round}: {name} has its facts");
        }
        held.len()
    }
}
