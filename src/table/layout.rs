//! How a table lies on the page: which lines are its headers, which are studies, and where each of their cells stands in
//! the text as pasted. Whatever the layout, the rest of the reading meets one study a line.

#[cfg(feature = "complete")]
mod any;
#[cfg(feature = "complete")]
mod arm_names;
#[cfg(feature = "complete")]
mod arm_per_row;
#[cfg(feature = "complete")]
mod arm_size;
pub(super) mod headers;
#[cfg(not(feature = "complete"))]
mod plain;
#[cfg(feature = "complete")]
mod proposal;
#[cfg(feature = "complete")]
mod set_aside;
#[cfg(feature = "complete")]
mod studies_as_columns;
#[cfg(feature = "complete")]
mod two_level;

use super::BatchOptions;
use super::header;
use crate::field::Field;
use crate::number;
use crate::problem::{Notice, Problem};
#[cfg(feature = "complete")]
pub(super) use any::{Hints, lay_out};
#[cfg(not(feature = "complete"))]
pub(super) use plain::{Hints, lay_out};
use serde::{Serialize, Serializer};
#[cfg(feature = "complete")]
use std::rc::Rc;

/// How the studies of a table lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// A line each.
    #[default]
    StudyPerRow,
    /// A line for each of their arms.
    ArmPerRow,
    /// A column each.
    StudiesAsColumns,
}

impl Layout {
    /// Every layout.
    pub const ALL: [Layout; 3] = [Layout::StudyPerRow, Layout::ArmPerRow, Layout::StudiesAsColumns];

    /// The name that crosses the boundary.
    ///
    /// ```
    /// use effect_size::table::layout::Layout;
    /// assert_eq!(Layout::ArmPerRow.name(), "arm-per-row");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Layout::StudyPerRow => "study-per-row",
            Layout::ArmPerRow => "arm-per-row",
            Layout::StudiesAsColumns => "studies-as-columns",
        }
    }

    /// The layout of that name; `None` for anything else.
    ///
    /// ```
    /// use effect_size::table::layout::Layout;
    /// assert_eq!(Layout::from_name("studies-as-columns"), Some(Layout::StudiesAsColumns));
    /// ```
    pub fn from_name(name: &str) -> Option<Layout> {
        Layout::ALL.into_iter().find(|layout| layout.name() == name)
    }
}

impl Serialize for Layout {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// Why a line is no study.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// It stands above the headers.
    Title,
    /// It names what the rows below it are about.
    Subtitle,
    /// It sums up the rows above it.
    Total,
    /// It tests the rows together: heterogeneity, overall effect.
    Statistics,
    /// It explains the table, or a mark in it.
    Footnote,
    /// The header again, as on each printed page.
    RepeatedHeader,
}

/// A line that is no study.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SetAside {
    /// Its place in the text as pasted, 0 for the first line with anything in it.
    pub line: usize,
    /// What it says.
    pub text: String,
    /// Why it is no study.
    pub reason: Reason,
}

impl SetAside {
    /// A line with its cells, as much as is to be read of them.
    pub(super) fn new(line: usize, cells: &[String], reason: Reason) -> SetAside {
        let mut text = String::new();
        for cell in cells.iter().filter(|cell| !cell.is_empty()) {
            if !text.is_empty() {
                text.push_str(" | ");
            }
            text.push_str(cell);
        }
        SetAside { line, text, reason }
    }
}

/// The cells of a study, one for each header, and where they come from.
#[derive(Clone, Debug)]
pub(super) struct StudyLine {
    /// Its row number, 1 for the first under the headers.
    pub number: usize,
    /// Its cells.
    pub cells: Vec<String>,
    /// Where they stand in the text as pasted.
    pub origin: Origin,
    /// What the layout says of the study that its cells do not.
    pub told: Told,
}

/// What a layout says of a study.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// Labels that come before those of the cells.
    pub labels: Vec<(Field, String)>,
    pub notices: Vec<Notice>,
    pub problems: Vec<Problem>,
}

/// Where the cells of a study stand in the text as pasted.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    /// All in that line, each in its own column.
    Line(usize),
    /// The cells of the intervention's line, as many of the comparator's, and one with the name of the study.
    #[cfg(feature = "complete")]
    Arms { lines: [Option<usize>; 2], columns: usize, study: Option<(usize, usize)> },
    /// All in that column, each in the line of its own.
    #[cfg(feature = "complete")]
    Column(usize, Rc<[usize]>),
}

impl Origin {
    /// Line and column of a cell; `None` for one that the text does not have.
    pub fn of(&self, cell: usize) -> Option<(usize, usize)> {
        match self {
            Origin::Line(line) => Some((*line, cell)),
            #[cfg(feature = "complete")]
            Origin::Arms { study, columns, .. } if cell >= 2 * columns => *study,
            #[cfg(feature = "complete")]
            Origin::Arms { lines, columns, .. } => Some((lines[cell / columns]?, cell % columns)),
            #[cfg(feature = "complete")]
            Origin::Column(column, lines) => Some((*lines.get(cell)?, *column)),
        }
    }

    /// The line that a study begins in.
    pub fn line(&self) -> usize {
        self.of(0).map_or(0, |(line, _)| line)
    }
}

/// A table with one study a line.
pub(super) struct LaidOut {
    pub layout: Layout,
    /// How many lines the headers and a title above them take.
    pub header_lines: usize,
    /// Those lines.
    pub heading: Vec<Vec<String>>,
    pub headers: Vec<String>,
    /// What the layout says of the columns that the headers do not.
    pub hints: Hints,
    pub lines: Vec<StudyLine>,
    pub set_aside: Vec<SetAside>,
    pub notices: Vec<Notice>,
}

/// Each of two names, where there are any.
#[cfg(feature = "complete")]
fn both(names: Option<[String; 2]>) -> [Option<String>; 2] {
    names.map_or([None, None], |names| names.map(Some))
}

/// Columns with nothing in them at the right.
fn without_empty_columns(mut headers: Vec<String>, lines: &[Vec<String>]) -> Vec<String> {
    let width = |cells: &Vec<String>| cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    headers.truncate(lines.iter().map(width).max().unwrap_or(0));
    headers
}

/// True for the label of a row that sums up the rows above it: "Total (95% CI)", "Pooled effect".
pub(super) fn is_total(study: &str) -> bool {
    const TOTALS: &[&str] = &["total", "totals", "subtotal", "overall", "pooled"];
    const BESIDE: &[&str] = &[
        "sub", "95", "ci", "effect", "effects", "estimate", "result", "events", "studies", "all", "random", "fixed",
        "model",
    ];
    #[cfg(feature = "complete")]
    if set_aside::is_total(study) {
        return true;
    }
    let lower = number::lower(study);
    let mut words = lower.split(|c: char| !c.is_ascii_alphanumeric() && c.is_ascii()).filter(|word| !word.is_empty());
    let mut total = false;
    words.all(|word| {
        total |= header::among(TOTALS, word);
        header::among(TOTALS, word) || header::among(BESIDE, word)
    }) && total
}
