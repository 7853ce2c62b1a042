//! What the commands print, to a reader that may stop reading, as `head` does; leaves out what is said on standard error.

use std::fmt;
use std::io::{self, ErrorKind, Write};

/// Prints a line.
macro_rules! say {
    ($($words:tt)*) => { $crate::cli::out::write(format_args!("{}\n", format_args!($($words)*))) };
}

/// Prints words without ending the line.
macro_rules! show {
    ($($words:tt)*) => { $crate::cli::out::write(format_args!($($words)*)) };
}

pub(super) use {say, show};

/// Writes to standard output. A reader that has seen enough is no error: the program ends without a word. Any other, as a
/// disk that is full, is said, and the program fails.
#[expect(clippy::print_stderr, reason = "the command line is where output belongs")]
pub(super) fn write(words: fmt::Arguments<'_>) {
    let Err(error) = io::stdout().lock().write_fmt(words) else { return };
    if error.kind() == ErrorKind::BrokenPipe {
        std::process::exit(0);
    }
    eprintln!("cannot be printed: {error}");
    std::process::exit(1);
}
