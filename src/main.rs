//! The `luocdo` command: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    luocdo::read::quiet_contained_panics();
    luocdo::cli::run()
}
