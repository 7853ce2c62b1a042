//! The `luocdo` command: arguments in, exit code out.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    luocdo::read::quiet_contained_panics();
    luocdo::cli::run()
}
