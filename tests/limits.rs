//! What a megabyte costs at worst, whatever it holds, in the processor's time, and in memory to take it apart: nothing grows
//! faster than the text. In a file of its own, because the allocator counts for the whole program.
#![cfg(all(not(target_arch = "wasm32"), feature = "complete"))]
// a test fails by panicking
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use cpu_time::ThreadTime;
use effect_size::table::BatchOptions;
use effect_size::table::grid::Grid;
use effect_size::{batch, number};
use peak_alloc::PeakAlloc;
use std::time::Duration;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const MEGABYTE: usize = 1_000_000;

fn filled(piece: &str) -> String {
    piece.repeat(MEGABYTE.div_ceil(piece.len()))
}

/// What is pasted by mistake or in malice.
fn shapes() -> Vec<(&'static str, String)> {
    let header = "study\tevents1\tn1\tevents2\tn2\n";
    let under = |rows: String| format!("{header}{rows}");
    let columns = (0..100_000).map(|i| format!("c{i}\t")).collect::<String>();
    vec![
        ("one line without a separator", filled("x")),
        ("digits", filled("1")),
        ("tabs", filled("\t")),
        ("commas", filled(",")),
        ("commas and line ends", filled(",\n")),
        ("semicolons", filled(";")),
        ("pipes", filled("|")),
        ("pipes in lines", filled("| a | b |\n")),
        ("spaces", filled(" ")),
        ("gaps", filled("a  ")),
        ("gaps in lines", filled("a  b  c\n")),
        ("line ends", filled("\n")),
        ("quotes", filled("\"")),
        ("quotes and separators", filled("\",\"\n")),
        ("quoted line ends", filled("\"\n\"\t")),
        ("an open quote", format!("\"{}", filled("a\tb\n"))),
        ("a hundred thousand columns", format!("{columns}\n{columns}")),
        ("short cells", filled("1\t")),
        ("letters in lines", filled("a\n")),
        ("studies", under(filled("A\t1\t2\t1\t2\n"))),
        ("studies without numbers", under(filled("A\t\t\t\t\n"))),
        ("the header again and again", filled(header)),
        ("totals", under(filled("Total\t1\t2\t1\t2\n"))),
        ("studies as columns", format!("\t{}\nevents1\t{}", "A\t".repeat(MEGABYTE / 4), "1\t".repeat(MEGABYTE / 4))),
        ("arms as rows", format!("study\tarm\tevents\tn\n{}", filled("A\tdrug\t1\t2\n\tplacebo\t1\t3\n"))),
        ("brackets", under(filled("A\t((((((\t[[[[\t1 (2) (3)\t4\n"))),
        ("minus signs", under(filled("A\t\u{2212}\u{2212}\t1\t2\t3\n"))),
        ("spaces no keyboard has", filled("\u{2009}")),
        ("one long number", under(format!("A\t{}\t2\t3\t4\n", "9".repeat(MEGABYTE)))),
        ("one long name", under(format!("{}\t1\t2\t3\t4\n", "word ".repeat(MEGABYTE / 5)))),
        ("one long header", format!("study\t{}\n1\t2", "mean sd ".repeat(MEGABYTE / 8))),
        ("zero bytes", filled("\0")),
        ("marks of the encoding", filled("\u{FEFF}")),
    ]
}

/// Of the processor, so that what else runs there does not count.
fn time(work: impl FnOnce()) -> Duration {
    let start = ThreadTime::now();
    work();
    start.elapsed()
}

/// Lines of one letter are the worst: a cell and a line for two bytes.
const MOST_MEMORY: f64 = 30.0;
/// In a build for tests and on a machine that does other things; a hundred thousand studies are the most to compute.
const MOST_TIME: Duration = Duration::from_secs(5);

// one test, because the allocator counts what runs beside it too
#[test]
fn no_megabyte_takes_long_or_much_memory() {
    let mut wrong = Vec::new();
    for (name, text) in shapes() {
        let time = time(|| drop(batch(&text, &BatchOptions::default())));
        if time > MOST_TIME {
            wrong.push(format!("{name}: {time:?}"));
        }
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let grid = Grid::read(&text);
        let used = MEMORY.peak_usage().saturating_sub(before) as f64 / text.len() as f64;
        drop(grid);
        MEMORY.reset_peak_usage();
        let table = batch(&text, &BatchOptions::default());
        let all = MEMORY.peak_usage().saturating_sub(before) as f64 / text.len() as f64;
        eprintln!("{name:32} {time:>10.1?}  grid {used:6.1}  batch {all:6.1}  rows {}", table.rows.len());
        if used > MOST_MEMORY {
            wrong.push(format!("{name}: {used:.1} times its size"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let long = filled("9");
    let time = time(|| assert_eq!(number::parse(&long, number::Decimal::Point), None));
    assert!(time < MOST_TIME, "a number took {time:?}");
}
