//! What a megabyte costs at worst, whatever it holds, in the processor's time, and in memory to take it apart: nothing grows
//! faster than the text. In a file of its own, because the allocator counts for the whole program.
#![cfg(all(not(target_arch = "wasm32"), feature = "complete"))]
// a test fails by panicking
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use cpu_time::ThreadTime;
use effect_size::table::BatchOptions;
use effect_size::table::grid::Grid;
use effect_size::{Field, batch, number};
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
    let names: Vec<&str> = Field::ALL.iter().filter(|field| !field.is_text()).map(|field| field.name()).collect();
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
        ("events that are zero", under(filled("A\t0\t2\t1\t2\n"))),
        ("shares of one total", under(filled("A\t9\t9\t0\t9\n"))),
        ("studies with long names", under(filled(&format!("{}\t1\t2\t1\t2\n", "name ".repeat(15))))),
        ("means", format!("study\tmean1\tsd1\tn1\tmean2\tsd2\tn2\n{}", filled("A\t1\t1\t9\t7\t1\t9\n"))),
        (
            "every quantity",
            format!("study\t{}\n{}", names.join("\t"), filled(&format!("A{}\n", "\t1".repeat(names.len())))),
        ),
        (
            "no quantity",
            format!("study\t{}\n{}", names.join("\t"), filled(&format!("A{}\n", "\tx".repeat(names.len())))),
        ),
        (
            "many columns",
            format!(
                "study\tevents1\tn1\tevents2\tn2{}\n{}",
                "\tx".repeat(900),
                filled(&format!("A\t1\t2\t1\t2{}\n", "\t1".repeat(900)))
            ),
        ),
        ("compound cells", format!("study\tA n/N\tB n/N\n{}", filled("A\t1/2\t1/2\n"))),
        (
            "brackets that nothing explains",
            format!("study\tmean1\tn1\tmean2\tn2\n{}", filled("A\t1 (1)\t9\t2 (1)\t9\n")),
        ),
        ("printed cells", format!("study\tHR\n{}", filled("A\t1.1 (90% CI 1 to 2; p=.1)\n"))),
        (
            "a long header over bad cells",
            format!("study\tevents1 {}\tn1\tevents2\tn2\n{}", "word ".repeat(MEGABYTE / 10), filled("A\tx\t2\t1\t2\n")),
        ),
        (
            "a long group over many columns",
            format!("{}\n{}\nA\t1", "word ".repeat(MEGABYTE / 10), "mean\tsd\t".repeat(500)),
        ),
        ("a long subtitle", format!("{header}1.1 {}\n{}", "word ".repeat(MEGABYTE / 10), filled("A\t1\t2\t1\t2\n"))),
        ("subtitles", under(filled("1.1 a\nA\t1\t2\t1\t2\n"))),
        (
            "a long study over its arms",
            format!(
                "study\tarm\tevents\tn\n{}\n{}",
                "word ".repeat(MEGABYTE / 10),
                filled("\ta\t1\t2\n\tplacebo\t1\t3\n")
            ),
        ),
        ("arms of one study", format!("study\tarm\tevents\tn\n{}", filled("A\td\t1\t2\n"))),
        (
            "arms of one study by other names",
            format!(
                "study\tarm\tevents\tn\n{}",
                (0..MEGABYTE / 11).map(|i| format!("A\t{i}\t1\t2\n")).collect::<String>()
            ),
        ),
        ("a comparator shared by all", under(filled("A\t1\t9\t3\t9\nA\t2\t9\t3\t9\n"))),
        ("lines and one of gaps", format!("{}{}", "a  b  c\n".repeat(60), filled("a  "))),
        ("lines and one of pipes", format!("{}{}", "a | b | c\n".repeat(60), filled("|"))),
        ("pipes and short cells", filled("|1|1|1|1\n")),
        ("gaps and short cells", filled("1  1  1  1\n")),
        (
            "a data frame of R",
            format!("  study ai n1i ci n2i\n{}", (1..50_000).map(|i| format!("{i:<7}A 1 2 1 2\n")).collect::<String>()),
        ),
        ("titles", filled("title\n\n")),
        ("doubled quotes", filled("\"\"\"\"\t")),
        ("numbers alone", filled("A\t1\t2\t1\t2\n")),
        ("comparisons", format!("study\tHR\tlower\tupper\tp\n{}", filled("A\t2\t1\t4\t.1\n"))),
        (
            "medians",
            format!("study\tmedian1\tlq1\tuq1\tn1\tmedian2\tlq2\tuq2\tn2\n{}", filled("A\t5\t2\t8\t9\t5\t2\t8\t9\n")),
        ),
        ("percentages", format!("study\tpercent1\tn1\tpercent2\tn2\n{}", filled("A\t9%\t99\t9%\t99\n"))),
        (
            "notes that want it as given",
            format!("study\tevents1\tn1\tevents2\tn2\tnote\n{}", filled("A\t1\t2\t1\t2\tas given\n")),
        ),
        ("zero bytes", filled("\0")),
        ("marks of the encoding", filled("\u{FEFF}")),
    ]
}

/// Of the processor, so that what else runs there does not count; the quickest of a few runs, because it shares the caches.
fn time(mut work: impl FnMut()) -> Duration {
    let mut run = || {
        let start = ThreadTime::now();
        work();
        start.elapsed()
    };
    let first = run();
    if first <= MOST_TIME { first } else { first.min(run()).min(run()) }
}

/// Of the text that is read.
const MOST_MEMORY: f64 = 10.0;
/// In the build for tests, which is slower than a release.
const MOST_TIME: Duration = Duration::from_secs(1);

/// The most memory that some work holds at once, in sizes of a text.
fn memory<T>(text: &str, work: impl FnOnce() -> T) -> (f64, T) {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let done = work();
    (MEMORY.peak_usage().saturating_sub(before) as f64 / text.len() as f64, done)
}

// one test, because the allocator counts what runs beside it too
#[test]
fn no_megabyte_takes_long_or_much_memory() {
    let mut wrong = Vec::new();
    let mut check = |name: &str, what: &str, time: Duration, memory: f64| {
        if time > MOST_TIME || memory > MOST_MEMORY {
            wrong.push(format!("{name}: the {what} takes {time:?} and {memory:.1} times the text"));
        }
    };
    for (name, text) in shapes() {
        let (mut rows, mut used) = (0, [0.0; 2]);
        let taken = [
            time(|| used[0] = memory(&text, || Grid::read(&text)).0),
            time(|| {
                let (table_used, table) = memory(&text, || batch(&text, &BatchOptions::default()));
                (used[1], rows) = (table_used, table.rows.len());
            }),
        ];
        println!(
            "{name:36} grid {:>8.1?} {:5.1}  table {:>8.1?} {:5.1}  rows {rows}",
            taken[0], used[0], taken[1], used[1]
        );
        check(name, "grid", taken[0], used[0]);
        check(name, "table", taken[1], used[1]);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let long = filled("9");
    let time = time(|| assert_eq!(number::parse(&long, number::Decimal::Point), None));
    assert!(time < MOST_TIME, "a number took {time:?}");
}
