//! How fast documents are read and their facts found, from memory, beside a plain search for their words in the same run.
//!
//! `cargo bench` runs over the seeds, repeated to some megabytes; `LUOCDO_DOCUMENTS` names another folder and
//! `LUOCDO_MEGABYTES` how much of it. Each line is measured on one core and on all cores at once, a thread each; the figure
//! is what one thread does. The last lines set facts beside the search, and two threads beside one.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a benchmark says what it measured, or why it cannot")]

use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::Instant;

use aho_corasick::AhoCorasick;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use luocdo::extract::extract;
use luocdo::read::{ReadDocument, read_bytes, read_paths};
use luocdo::text::SourceText;

/// As the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Megabytes measured over unless `LUOCDO_MEGABYTES` says otherwise.
const MEGABYTES: usize = 4;

/// Words of which documents are made: kinds of documents, verbs of relations, bodies, deadlines, figures.
const WORDS: [&str; 64] = [
    "Nghị quyết",
    "nghị quyết",
    "NGHỊ QUYẾT",
    "Quyết định",
    "quyết định",
    "QUYẾT ĐỊNH",
    "Kế hoạch",
    "kế hoạch",
    "KẾ HOẠCH",
    "Chỉ thị",
    "Thông tư",
    "Nghị định",
    "Luật ",
    "Tờ trình",
    "Công văn",
    "Chương trình",
    "Đề án",
    "Quy hoạch",
    "thực hiện",
    "triển khai",
    "thi hành",
    "hướng dẫn",
    "quy định chi tiết",
    "sửa đổi",
    "bổ sung",
    "thay thế",
    "bãi bỏ",
    "hết hiệu lực",
    "ban hành kèm theo",
    "phê duyệt",
    "Căn cứ",
    "căn cứ",
    "theo đề nghị",
    "Ủy ban nhân dân",
    "UBND",
    "Hội đồng nhân dân",
    "HĐND",
    "Sở ",
    "Bộ ",
    "Ban ",
    "Cục ",
    "Chi cục",
    "Văn phòng",
    "Công ty",
    "chủ trì",
    "phối hợp",
    "giao ",
    "chịu trách nhiệm",
    "báo cáo",
    "kiểm tra",
    "trước ngày",
    "hằng năm",
    "Quý ",
    "giai đoạn",
    "đến năm",
    "tỷ đồng",
    "triệu đồng",
    "dự án",
    "Dự án",
    "nhà máy",
    "cụm công nghiệp",
    "khu công nghiệp",
    "thủy điện",
    "Điều ",
];

/// The documents measured over, and their bytes.
struct Sample {
    files: Vec<(String, Vec<u8>)>,
    read: Vec<ReadDocument>,
    bytes: usize,
}

static SAMPLE: LazyLock<Sample> = LazyLock::new(sample);

fn main() {
    let found = &*SAMPLE;
    println!("{} documents, {:.1} MB", found.read.len(), found.bytes as f64 / 1e6);
    divan::main();
    ratios();
}

/// How often two rates are compared; the best of each counts.
const ROUNDS: usize = 5;

/// Says how fast facts are found beside the plain search, and on two threads beside one, turn by turn in one run.
fn ratios() {
    let finder = AhoCorasick::new(WORDS).expect("an automaton of few words");
    let search = || SAMPLE.files.iter().map(|(_, bytes)| finder.find_iter(bytes.as_slice()).count()).sum();
    let mut best = [0.0_f64; 3];
    for _ in 0..ROUNDS {
        let rates = [rate(1, &search), rate(1, &find_facts), rate(2, &find_facts)];
        best.iter_mut().zip(rates).for_each(|(best, rate)| *best = best.max(rate));
    }
    let [search, one, two] = best;
    println!("search {search:.0} MB/s; facts {one:.1} MB/s, {:.0} times as long as the search", search / one);
    println!("facts on two threads {two:.1} MB/s, {:.2} times one thread", two / one);
}

/// The megabytes a second that some threads get through together, each over the whole sample.
fn rate(threads: u32, work: &(dyn Fn() -> usize + Sync)) -> f64 {
    let start = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| black_box(work()));
        }
    });
    f64::from(threads) * SAMPLE.bytes as f64 / 1e6 / start.elapsed().as_secs_f64()
}

fn find_facts() -> usize {
    SAMPLE.read.iter().map(|d| extract(black_box(&d.text), &d.sections).mentions.len()).sum()
}

fn sample() -> Sample {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let folder = std::env::var_os("LUOCDO_DOCUMENTS").map_or_else(|| root.join("seeds"), PathBuf::from);
    let most = std::env::var("LUOCDO_MEGABYTES").ok().and_then(|m| m.parse().ok()).unwrap_or(MEGABYTES) * 1_000_000;
    let (documents, _) = read_paths(&[folder]);
    assert!(!documents.is_empty(), "no document to measure over; LUOCDO_DOCUMENTS names a folder of them");
    let mut found = Sample { files: Vec::new(), read: Vec::new(), bytes: 0 };
    for document in documents.iter().cycle() {
        if found.bytes >= most {
            break;
        }
        // Text as it was read, so that a PDF measures the finding of facts and not its unpacking.
        found.bytes += document.text.source().len();
        found.files.push((document.text.name().to_owned(), document.text.source().as_bytes().to_vec()));
        found.read.push(document.clone());
    }
    found
}

/// The floor: one pass of an automaton that finds some words and does nothing with them.
#[divan::bench(threads = [1, 0], sample_count = 10)]
fn words_alone(bencher: Bencher<'_, '_>) {
    let finder = AhoCorasick::new(WORDS).expect("an automaton of few words");
    bencher.counter(BytesCount::new(SAMPLE.bytes)).bench(|| {
        SAMPLE.files.iter().map(|(_, bytes)| finder.find_iter(black_box(bytes.as_slice())).count()).sum::<usize>()
    });
}

/// Clean text, its map to the source and its blocks.
#[divan::bench(threads = [1, 0], sample_count = 10)]
fn clean(bencher: Bencher<'_, '_>) {
    bencher.counter(BytesCount::new(SAMPLE.bytes)).bench(|| {
        let texts = SAMPLE.read.iter().map(|d| SourceText::new("a.txt", black_box(d.text.source())));
        texts.map(|t| t.blocks().len()).sum::<usize>()
    });
}

/// Bytes to text and headings.
#[divan::bench(threads = [1, 0], sample_count = 10)]
fn read(bencher: Bencher<'_, '_>) {
    bencher
        .counter(BytesCount::new(SAMPLE.bytes))
        .bench(|| SAMPLE.files.iter().map(|(name, bytes)| read_bytes(name, black_box(bytes)).0.len()).sum::<usize>());
}

/// Text in memory to facts.
#[divan::bench(threads = [1, 0], sample_count = 10)]
fn facts(bencher: Bencher<'_, '_>) {
    bencher.counter(BytesCount::new(SAMPLE.bytes)).bench(find_facts);
}
