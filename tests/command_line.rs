//! The command line on input that is missing, broken or hostile: a message that names the file, and the rest still read.

use crate::support::luocdo;

#[track_caller]
fn check_refused(name: &str, bytes: &[u8], says: &str) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    std::fs::write(folder.path().join(name), bytes).expect("the bad file can be written");
    std::fs::write(folder.path().join("good.txt"), "KẾ HOẠCH\n\nThực hiện Nghị quyết số 23-NQ/TW\n").expect("written");
    let out = luocdo(&["extract", "--format", "json", &folder.path().display().to_string()]);
    let (stdout, stderr) = (String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    assert!(stderr.contains(name), "the message names the file:\n{stderr}");
    assert!(stderr.contains(says), "the message says {says:?}:\n{stderr}");
    assert!(!stderr.contains("panicked"), "{stderr}");
    assert!(stdout.contains("good.txt"), "the other document is still read:\n{stderr}");
}

#[test]
fn a_bad_file_is_named_and_the_others_are_read() {
    check_refused("empty.txt", b"", "empty");
    check_refused("binary.txt", &[0, 159, 146, 150, 0, 1, 2, 3, 255, 254, 0, 0, 7], "");
}

#[test]
fn a_missing_folder_is_said_with_what_to_do() {
    let out = luocdo(&["extract", "no/such/folder"]);
    let stderr = String::from_utf8_lossy(&out.stderr);
    assert!(!out.status.success());
    assert!(stderr.contains("no/such/folder") && stderr.contains("check the path"), "{stderr}");
}

#[test]
fn help_is_written_for_people() {
    let out = luocdo(&["--help"]);
    let help = String::from_utf8_lossy(&out.stdout);
    assert!(out.status.success());
    assert!(help.contains("extract"), "{help}");
}

#[test]
fn a_reader_that_has_gone_ends_the_program_in_silence() {
    use std::io::Read;
    let mut run = std::process::Command::new(env!("CARGO_BIN_EXE_luocdo"))
        .args(["extract", "--format", "json", "seeds"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut few = [0; 16];
    let mut stdout = run.stdout.take().expect("a pipe");
    stdout.read_exact(&mut few).expect("the facts begin");
    drop(stdout);
    let out = run.wait_with_output().expect("the program ends");
    assert_eq!((String::from_utf8_lossy(&out.stderr).as_ref(), out.status.success()), ("", true));
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_said_and_fails() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("the device that is always full");
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_luocdo")).arg("schema").stdout(full).output();
    let out = run.expect("the program runs");
    let stderr = String::from_utf8_lossy(&out.stderr);
    assert!(!out.status.success() && stderr.contains("cannot be printed"), "{stderr}");
}
