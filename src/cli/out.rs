//! What the commands print, to a reader that may stop reading, as `head` does; leaves out what is said on standard error.

use std::fmt;
use std::io::{self, ErrorKind, Write};

/// The code of a program whose reader has gone, as shells give it (128 and the number of SIGPIPE).
const READER_GONE: i32 = 141;

/// Prints a line.
macro_rules! say {
    ($($words:tt)*) => { $crate::cli::out::write(format_args!("{}\n", format_args!($($words)*))) };
}

/// Prints words without ending the line.
macro_rules! show {
    ($($words:tt)*) => { $crate::cli::out::write(format_args!($($words)*)) };
}

pub(super) use {say, show};

/// Writes to standard output; where nobody reads it any more, the program ends without a word.
pub(super) fn write(words: fmt::Arguments<'_>) {
    if let Err(error) = io::stdout().lock().write_fmt(words)
        && error.kind() == ErrorKind::BrokenPipe
    {
        std::process::exit(READER_GONE);
    }
}
