//! A short run of the fuzz targets on any toolchain: their seeds, and some thousand mutations of them that are the same
//! every time. `cargo +nightly fuzz run --fuzz-dir tests/fuzz table` runs them for as long as you like.
#![cfg(all(not(target_arch = "wasm32"), feature = "complete"))]
// a test fails by panicking
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "fuzz/laws.rs"]
mod laws;

use std::fs;
use std::path::Path;

/// The seeds of a target, and for tables what programs put on the clipboard.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let files = |folder: &Path| -> Vec<_> {
        let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
    };
    let mut seeds: Vec<Vec<u8>> =
        files(&tests.join("fuzz/seeds").join(target)).iter().map(|file| fs::read(file).unwrap()).collect();
    if target != "number" {
        let pastes = files(&tests.join("fixtures/pastes"));
        seeds.extend(pastes.iter().filter_map(|folder| fs::read(folder.join("clipboard.txt")).ok()));
    }
    seeds
}

/// A xorshift generator: the same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

/// What is put where it may hurt.
const PIECES: &[&str] = &[
    "\t",
    "\n",
    "\r\n",
    ",",
    ";",
    "|",
    "\"",
    "\"\"",
    "  ",
    "\u{A0}",
    "\u{2212}",
    "±",
    "(",
    ")",
    "[",
    "]",
    "%",
    "/",
    "of",
    "95% CI",
    "1e308",
    "1e-308",
    "-1",
    "0",
    "999999999999999999999",
    "1,5",
    "1.234,5",
    "NaN",
    "inf",
    "NR",
    "Total",
    "Mean",
    "SD",
    "n",
    "events",
    "study",
    "arm",
    "control",
    "sep=;",
    "\u{FEFF}",
    "\0",
    "\u{FF15}",
    "---",
    "| --- |",
];

fn mutated(seed: &[u8], others: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.below(6) {
        let at = dice.below(bytes.len() + 1);
        match dice.below(6) {
            0 => bytes.splice(at..at, PIECES[dice.below(PIECES.len())].bytes()).for_each(drop),
            1 => bytes.truncate(at),
            2 => {
                let end = (at + dice.below(12)).min(bytes.len());
                bytes.drain(at..end);
            }
            3 => {
                let end = (at + dice.below(40)).min(bytes.len());
                let copy = bytes[at..end].to_vec();
                let to = dice.below(bytes.len() + 1);
                bytes.splice(to..to, copy).for_each(drop);
            }
            4 if at < bytes.len() => bytes[at] = dice.below(256) as u8,
            _ => {
                let other = &others[dice.below(others.len())];
                let from = dice.below(other.len());
                let end = (from + dice.below(60)).min(other.len());
                bytes.splice(at..at, other[from..end].iter().copied()).for_each(drop);
            }
        }
    }
    bytes
}

fn short_run(target: &str, law: fn(&[u8]), times: usize) {
    let seeds = seeds(target);
    assert!(seeds.len() >= 5, "{} seeds of {target}", seeds.len());
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for seed in &seeds {
        law(seed);
    }
    for turn in 0..times {
        let bytes = mutated(&seeds[turn % seeds.len()], &seeds, &mut dice);
        // what it was is printed only where it fails
        let shown = String::from_utf8_lossy(&bytes).into_owned();
        let outcome = std::panic::catch_unwind(|| law(&bytes));
        assert!(outcome.is_ok(), "turn {turn} of {target}: {shown:?}");
    }
}

#[test]
fn numbers() {
    short_run("number", laws::number, 20_000);
}

#[test]
fn tables() {
    short_run("table", laws::table, 4_000);
}

#[test]
fn clipboards() {
    short_run("clipboard", laws::clipboard, 20_000);
}
