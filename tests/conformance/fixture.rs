//! Fixture files as rows of named values.

use std::collections::HashMap;

/// A row of a fixture file.
pub struct Row(HashMap<&'static str, &'static str>);

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        /// The text of a fixture file.
        fn text(file: &str) -> &'static str {
            match file {
                $($name => include_str!(concat!("../fixtures/", $name, ".csv")),)*
                _ => panic!("no fixture file {file}"),
            }
        }
    };
}

files!(
    "combine",
    "fivenum",
    "convert",
    "recover",
    "rate",
    "md",
    "smd",
    "smd_variants",
    "rom",
    "or",
    "rr",
    "rd",
    "peto",
    "or_exact",
    "or_bp",
    "score_or",
    "score_rr",
    "score_rd",
    "rd_ci",
    "irr",
    "irr_exact",
    "ird",
    "hr_oev",
    "paired",
    "as",
    "vr",
    "nnt",
    "giv",
    "absolute",
);

/// The rows of a fixture file.
pub fn rows(file: &str) -> Vec<Row> {
    let mut lines = text(file).lines();
    let names: Vec<&str> = lines.next().expect("a header").split(',').collect();
    lines.map(|line| Row(names.iter().copied().zip(line.split(',')).collect())).collect()
}

impl Row {
    /// The text of a column.
    pub fn text(&self, column: &str) -> &'static str {
        self.0.get(column).unwrap_or_else(|| panic!("no column {column}"))
    }

    /// The number of a column; `None` for NA.
    pub fn number(&self, column: &str) -> Option<f64> {
        match self.text(column) {
            "NA" | "" => None,
            "Inf" => Some(f64::INFINITY),
            "-Inf" => Some(f64::NEG_INFINITY),
            text => Some(text.parse().unwrap_or_else(|_| panic!("{column}: {text} is not a number"))),
        }
    }

    /// The number of an input column.
    pub fn input(&self, column: &str) -> f64 {
        self.number(column).unwrap_or_else(|| panic!("{column} is missing"))
    }
}
