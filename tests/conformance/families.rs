//! Which columns of which fixture file check which measure.

use super::check::{Check, Columns};
use super::fixture::Row;
use effect_size::{Convention, Field, Interval, Options, Reported, ZeroCells};

const WALD: Columns = Columns { point: "est", analysis: "", variance: "vi", se: "", p: "p", statistic: "z", df: "" };
const LOG_WALD: Columns = Columns { analysis: "yi", ..WALD };

fn means(row: &Row) -> Reported {
    Reported::new()
        .with(Field::Mean1, row.input("in_m1"))
        .with(Field::Sd1, row.input("in_sd1"))
        .with(Field::N1, row.input("in_n1"))
        .with(Field::Mean2, row.input("in_m2"))
        .with(Field::Sd2, row.input("in_sd2"))
        .with(Field::N2, row.input("in_n2"))
}

fn table(row: &Row) -> Reported {
    let [a, b, c, d] = ["in_a", "in_b", "in_c", "in_d"].map(|cell| row.input(cell));
    Reported::new().with(Field::Events1, a).with(Field::N1, a + b).with(Field::Events2, c).with(Field::N2, c + d)
}

fn rates(row: &Row) -> Reported {
    Reported::new()
        .with(Field::Events1, row.input("in_x1"))
        .with(Field::Time1, row.input("in_t1"))
        .with(Field::Events2, row.input("in_x2"))
        .with(Field::Time2, row.input("in_t2"))
}

fn plain(_: &Row) -> Option<Options> {
    Some(Options::default())
}

/// The zero-cell rule that a row's `in_corr` names.
fn by_correction(row: &Row) -> Option<Options> {
    let (zero_cells, convention) = match row.text("in_corr") {
        "none" => (ZeroCells::None, Convention::RevMan),
        "all" => (ZeroCells::All, Convention::RevMan),
        "tacc" => (ZeroCells::TreatmentArm, Convention::RevMan),
        "only0" => (ZeroCells::OnlyIfZero, Convention::Metafor),
        "only0_drop00" => (ZeroCells::OnlyIfZero, Convention::RevMan),
        other => panic!("unknown correction {other}"),
    };
    Some(Options { zero_cells, convention, ..Options::default() })
}

/// Mean differences.
pub fn md() -> Vec<Check> {
    vec![Check {
        file: "md",
        measure: "MD",
        interval: Some(Interval::Z),
        data: means,
        options: plain,
        columns: WALD,
        limits: "",
        reason: "reason",
    }]
}

fn two_by_two(file: &'static str, measure: &'static str) -> Check {
    Check {
        file,
        measure,
        interval: None,
        data: table,
        options: by_correction,
        columns: LOG_WALD,
        limits: "n",
        reason: "reason",
    }
}

/// Odds ratios.
pub fn or() -> Vec<Check> {
    vec![two_by_two("or", "OR")]
}

/// Risk ratios.
pub fn rr() -> Vec<Check> {
    vec![two_by_two("rr", "RR")]
}

/// Risk differences: metafor corrects the point, RevMan only the variance.
pub fn rd() -> Vec<Check> {
    let metafor = |row: &Row| match row.text("in_corr") {
        "only0_drop00" => None,
        _ => by_correction(row).map(|options| Options { convention: Convention::Metafor, ..options }),
    };
    let revman = |row: &Row| match row.text("in_corr") {
        "only0" => None,
        _ => by_correction(row),
    };
    let uncorrected = Columns { point: "est_u", p: "u_p", statistic: "u_z", ..WALD };
    vec![
        Check { options: metafor, columns: WALD, limits: "", ..two_by_two("rd", "RD") },
        Check { options: revman, columns: uncorrected, limits: "u_", ..two_by_two("rd", "RD") },
    ]
}

/// Peto odds ratios.
pub fn peto() -> Vec<Check> {
    vec![Check { options: plain, ..two_by_two("peto", "PETO") }]
}

/// Rate ratios.
pub fn irr() -> Vec<Check> {
    vec![Check { data: rates, ..two_by_two("irr", "IRR") }]
}

/// Rate differences.
pub fn ird() -> Vec<Check> {
    vec![Check { data: rates, options: plain, columns: WALD, limits: "", ..two_by_two("ird", "IRD") }]
}
