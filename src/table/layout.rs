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
#[cfg(feature = "complete")]
mod header_again;
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
use super::grid::{Line, Lines};
use super::header;
use crate::number;
use crate::problem::{Notice, Problem};
#[cfg(feature = "complete")]
pub(super) use any::{Hints, lay_out};
#[cfg(not(feature = "complete"))]
pub(super) use plain::{Hints, lay_out};
use serde::{Serialize, Serializer};
use std::sync::Arc;

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
    pub(super) fn new(line: usize, cells: Line, reason: Reason) -> SetAside {
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

/// A study: where its cells stand, and what the layout says of it that they do not.
#[derive(Clone, Debug)]
pub(super) struct StudyLine {
    /// Its row number, 1 for the first under the headers.
    pub number: usize,
    /// Where its cells stand in the text as pasted.
    pub origin: Origin,
    /// What stands above its line, where anything does.
    pub above: Option<Arc<Above>>,
}

/// Labels of a study that do not stand in its line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Above {
    /// Its name.
    pub study: Option<Arc<str>>,
    /// What it is about.
    pub outcome: Option<Arc<str>>,
}

/// No more letters of a label are carried to the rows or columns that it stands for: no name is longer.
const LONGEST_CARRIED: usize = 200;

/// As much of a label as stands for several rows or columns.
#[inline(never)]
pub(super) fn carried(label: &str) -> &str {
    let end = label.char_indices().nth(LONGEST_CARRIED).map_or(label.len(), |(at, _)| at);
    label.get(..end).unwrap_or_default()
}

/// Where the cells of a study stand in the text as pasted.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    /// All in that line, each in its own column.
    Line(u32),
    /// All in that line, under headers that came again in another order: where each column stands.
    #[cfg(feature = "complete")]
    Reordered(u32, Arc<Vec<u32>>),
    /// The cells of the intervention's line, as many of the comparator's, and one with the name of the study.
    #[cfg(feature = "complete")]
    Arms(Box<ArmLines>),
    /// All in that column, each in the line of its own.
    #[cfg(feature = "complete")]
    Column(u32, Arc<QuantityLines>),
}

/// The arms of a study that are compared.
#[cfg(feature = "complete")]
#[derive(Clone, Debug)]
pub(super) struct ArmLines {
    /// The line of each.
    pub lines: [Option<u32>; 2],
    /// How many cells each has.
    pub columns: u32,
    /// Line and column of the study's name, where it stands in neither.
    pub study: Option<(u32, u32)>,
    /// What each is called.
    pub names: [Option<Arc<str>>; 2],
    /// How many arms the study has.
    pub of: u32,
    /// The names do not tell which is the comparator, and no other row has said so.
    pub by_order: bool,
}

/// The lines of the quantities, where studies are columns.
#[cfg(feature = "complete")]
#[derive(Debug)]
pub(super) struct QuantityLines {
    /// Each of them, from the top.
    pub lines: Vec<u32>,
    /// The first, with the studies' names, has lost its first cell: what is in a column stands one to the left there.
    pub corner_lost: bool,
}

impl Origin {
    /// Line and column of a cell; `None` for one that the text does not have.
    #[inline(never)]
    pub fn of(&self, cell: usize) -> Option<(usize, usize)> {
        match self {
            Origin::Line(line) => Some((*line as usize, cell)),
            #[cfg(feature = "complete")]
            Origin::Reordered(line, order) => {
                Some((*line as usize, order.get(cell).map_or(cell, |&column| column as usize)))
            }
            #[cfg(feature = "complete")]
            Origin::Arms(arms) if cell >= 2 * arms.columns as usize => arms.study.map(place),
            #[cfg(feature = "complete")]
            Origin::Arms(arms) => {
                let columns = arms.columns as usize;
                let line = if cell < columns { arms.lines[0] } else { arms.lines[1] };
                Some((line? as usize, cell % columns))
            }
            #[cfg(feature = "complete")]
            Origin::Column(column, places) => {
                let shifted = u32::from(places.corner_lost && cell == 0);
                Some(place((*places.lines.get(cell)?, column.checked_sub(shifted)?)))
            }
        }
    }

    /// The cell of the other arm in the same column, where each has a line.
    #[cfg(feature = "complete")]
    pub fn of_other_arm(&self, cell: usize) -> Option<usize> {
        let Origin::Arms(arms) = self else { return None };
        let columns = arms.columns as usize;
        (cell < 2 * columns).then_some(if cell < columns { cell + columns } else { cell - columns })
    }

    /// The line that a study begins in.
    pub fn line(&self) -> usize {
        self.of(0).map_or(0, |(line, _)| line)
    }
}

#[cfg(feature = "complete")]
fn place((line, column): (u32, u32)) -> (usize, usize) {
    (line as usize, column as usize)
}

/// The studies of a table, with the text that their cells stand in.
#[derive(Debug)]
pub(super) struct Studies {
    pub text: Lines,
    pub lines: Vec<StudyLine>,
}

impl Studies {
    /// How many cells a study has.
    #[inline(never)]
    pub fn width(&self, study: &StudyLine) -> usize {
        match &study.origin {
            Origin::Line(line) => self.text.get(*line as usize).map_or(0, Line::len),
            #[cfg(feature = "complete")]
            Origin::Reordered(line, order) => self.text.get(*line as usize).map_or(0, Line::len).max(order.len()),
            #[cfg(feature = "complete")]
            Origin::Arms(arms) => 2 * arms.columns as usize + 1,
            #[cfg(feature = "complete")]
            Origin::Column(_, places) => places.lines.len(),
        }
    }

    /// A cell of a study; empty where the text has none.
    #[inline(never)]
    pub fn cell(&self, study: &StudyLine, cell: usize) -> &str {
        study.origin.of(cell).map_or("", |(line, column)| self.text.cell(line, column))
    }

    /// What has to be said of a study.
    pub fn told(&self, study: &StudyLine) -> (Vec<Notice>, Vec<Problem>) {
        match &study.origin {
            #[cfg(feature = "complete")]
            Origin::Arms(arms) => arm_per_row::told(arms, &self.text),
            _ => (Vec::new(), Vec::new()),
        }
    }

    /// The cells of a study.
    pub fn cells(&self, study: &StudyLine) -> impl Iterator<Item = &str> {
        (0..self.width(study)).map(|cell| self.cell(study, cell))
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
fn without_empty_columns(mut headers: Vec<String>, lines: &[Line]) -> Vec<String> {
    headers.truncate(lines.iter().map(|cells| cells.width()).max().unwrap_or(0));
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
