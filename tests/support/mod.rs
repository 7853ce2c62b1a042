//! Goldens with one switch, and the built command; holds no expectation of its own.

pub(crate) mod driver;
pub(crate) mod server;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Returns a path inside the repository.
pub(crate) fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Compares `actual` with the golden file at `path`, or rewrites it under `UPDATE=1`.
#[track_caller]
pub(crate) fn golden(path: &str, actual: &str) {
    let file = root(path);
    if std::env::var_os("UPDATE").is_some_and(|v| v == "1") {
        std::fs::create_dir_all(file.parent().expect("a golden has a folder")).expect("the folder can be made");
        std::fs::write(&file, actual).expect("the golden can be written");
        return;
    }
    let expected = std::fs::read_to_string(&file).unwrap_or_default();
    if expected != actual {
        panic!(
            "{path} differs from what the code gives now.\n{}\nIf the new answer is right: UPDATE=1 cargo test",
            first_difference(&expected, actual)
        );
    }
}

/// Returns the source files below a folder, sorted.
pub(crate) fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![root(folder)];
    while let Some(dir) = open.pop() {
        for entry in std::fs::read_dir(&dir).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Runs the built command.
pub(crate) fn luocdo(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_luocdo"))
        .args(arguments)
        .current_dir(root("."))
        .output()
        .expect("the command was built with the tests")
}

fn first_difference(expected: &str, actual: &str) -> String {
    let mut a = expected.lines();
    let mut b = actual.lines();
    let mut line = 1;
    loop {
        match (a.next(), b.next()) {
            (Some(x), Some(y)) if x == y => line += 1,
            (x, y) => {
                return format!("line {line}\n  golden: {}\n  now:    {}", x.unwrap_or("<end>"), y.unwrap_or("<end>"));
            }
        }
    }
}
