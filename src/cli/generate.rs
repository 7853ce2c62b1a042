//! `luocdo generate`: made-up documents, to measure with.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::generate::Generator;

/// What `generate` is given.
#[derive(Debug, clap::Args)]
pub(super) struct Generate {
    /// How many documents.
    #[arg(long)]
    documents: u32,
    /// Another seed gives other documents.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// File to write, one JSON object a line, as `luocdo add` reads it; printed when left out.
    #[arg(long)]
    output: Option<PathBuf>,
    /// Folder to write what the documents mean into, as tables other systems load.
    #[arg(long, value_name = "DIR")]
    csv: Option<PathBuf>,
}

impl Generate {
    /// Writes the documents and, when asked, the tables.
    #[expect(clippy::print_stderr, reason = "the command line is where output belongs")]
    pub(super) fn run(&self) -> ExitCode {
        let generator = Generator::new(self.documents, self.seed);
        let texts = match &self.output {
            Some(file) => File::create(file).and_then(|f| generator.write(&mut BufWriter::new(f))),
            None => generator.write(&mut BufWriter::new(io::stdout().lock())),
        };
        let tables = || self.csv.as_deref().map_or(Ok(()), |folder| tables(&generator, folder));
        match texts.and_then(|()| tables()) {
            // A reader that has seen enough is no error.
            Err(e) if e.kind() != io::ErrorKind::BrokenPipe => {
                eprintln!("the documents cannot be written: {e}");
                ExitCode::FAILURE
            }
            _ => ExitCode::SUCCESS,
        }
    }
}

fn tables(generator: &Generator, folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let open = |name: &str| File::create(folder.join(name)).map(BufWriter::new);
    let (mut documents, mut relations, mut tasks) =
        (open("documents.csv")?, open("relations.csv")?, open("tasks.csv")?);
    generator.tables(&mut documents, &mut relations, &mut tasks)?;
    documents.flush()?;
    relations.flush()?;
    tasks.flush()
}
