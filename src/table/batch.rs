//! A table as understood, as data: its columns and its rows, each estimated, reported as given, or with a problem.

use super::cell::Quantity;
use super::grid::Separator;
use super::layout::{Layout, SetAside};
use super::row::Columns;
use super::summary;
#[cfg(feature = "complete")]
use crate::absolute::Absolute;
use crate::export::sentence::{Shown, shown};
use crate::field::Field;
use crate::forest::{Axis, Mark};
use crate::interval::Level;
use crate::measure::Estimate;
#[cfg(feature = "complete")]
use crate::measure::Measure;
use crate::number::Decimal;
use crate::problem::{Notice, Problem, ProblemCode};
use crate::study::RecoveredNumber;
use serde::Serialize;
#[cfg(feature = "complete")]
use serde::ser::{SerializeStruct, Serializer};
use std::fmt;
use std::sync::Arc;

/// A table as understood.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Batch {
    /// The one measure of all rows; `None` where a table mixes them.
    pub measure: Option<&'static str>,
    /// What separated the cells.
    pub separator: Separator,
    /// The decimal mark.
    pub decimal: Decimal,
    /// A cell that the decimal mark decides, where no cell tells it.
    pub decimal_choice: Option<DecimalChoice>,
    /// How the studies lie.
    pub layout: Layout,
    /// How many lines the headers take, with a title above them; 0 for a table without headers.
    pub header_lines: usize,
    /// The columns are a guess from their cells, which the reader has to confirm.
    pub proposed: bool,
    /// What the table calls the arms, where it gives all rows the same two names.
    pub arms: [Option<String>; 2],
    /// Lines that are neither headers nor studies.
    pub set_aside: Vec<SetAside>,
    /// The confidence level as a proportion.
    pub level: f64,
    /// The level of the intervals that the table prints.
    #[cfg(feature = "complete")]
    #[serde(skip)]
    pub printed_level: Level,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, in the order pasted; in the browser they cross the boundary by themselves.
    #[cfg_attr(not(feature = "complete"), serde(skip))]
    pub rows: Vec<Row>,
    /// Runs of neighbouring rows with one measure.
    pub groups: Vec<Group>,
    /// What is wrong with the table as a whole.
    pub problems: Vec<Problem>,
    /// What should be known about the table as a whole.
    pub notices: Vec<Notice>,
}

/// A number that can be read in two ways.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DecimalChoice {
    /// As typed, e.g. `5,250`.
    pub text: String,
    /// What it is where the point is the decimal mark: `5250`.
    pub point: String,
    /// What it is where the comma is: `5,25`.
    pub comma: String,
}

/// A column as understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its place, 0 for the first.
    pub index: usize,
    /// Its header as pasted.
    pub header: String,
    /// The field it holds; `None` where it is not used.
    pub field: Option<Field>,
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "complete", derive(Serialize), serde(rename_all = "kebab-case"))]
pub enum Status {
    /// It has an estimate.
    Estimated,
    /// Its numbers are sound but have no estimate; they are reported as given.
    AsGiven,
    /// A cell needs attention.
    Problem,
}

impl Status {
    /// Its name in results.
    pub fn name(self) -> &'static str {
        match self {
            Status::Estimated => "estimated",
            Status::AsGiven => "as-given",
            Status::Problem => "problem",
        }
    }
}

/// A row that is reported as given.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AsGiven {
    /// Both groups as the paper prints them.
    pub text: String,
    /// Why there is no estimate.
    pub reason: ProblemCode,
}

/// A row as understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its number, 1 for the first row under the header.
    pub row: usize,
    /// The study's label.
    pub study: String,
    /// The outcome's label.
    pub outcome: Option<Box<str>>,
    /// A note kept with the row.
    pub note: Option<Box<str>>,
    /// Where the numbers were printed.
    pub source: Option<Box<str>>,
    /// Id of the measure.
    pub measure: Option<&'static str>,
    /// What became of it.
    pub status: Status,
    /// The estimate.
    pub estimate: Option<Box<Estimate>>,
    /// True where the paper does not print all that the estimate takes.
    pub recovers: bool,
    /// The mark in the forest plot.
    pub graphic: Option<Mark>,
    /// The estimate in absolute terms, where a comparator is assumed that suits the measure.
    #[cfg(feature = "complete")]
    pub absolute: Option<Box<Absolute>>,
    /// The numbers as given.
    pub as_given: Option<Box<AsGiven>>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// What should be known.
    pub notices: Vec<Notice>,
    /// What it was read from.
    pub(super) source_line: Source,
    /// What its cells hold, where there is room to keep it.
    pub(crate) kept: Option<Box<[Quantity]>>,
}

impl Row {
    /// The estimate as shown.
    #[inline(never)]
    pub fn display(&self) -> Option<Shown> {
        self.estimate.as_deref().map(shown)
    }

    /// Both groups in a few words, `19/50` or `mean 4.0, n 65`; empty where nothing was read.
    #[inline(never)]
    pub fn arms(&self) -> [String; 2] {
        match &self.kept {
            Some(quantities) => summary::arms(quantities),
            None => summary::arms(&self.quantities()),
        }
    }

    /// What the paper does not print and was recovered for the estimate.
    #[inline(never)]
    pub fn recovered(&self) -> Vec<RecoveredNumber> {
        #[cfg(feature = "complete")]
        if let Some(measure) = self.measure.filter(|_| self.recovers).and_then(Measure::find) {
            return self.source_line.columns.recovered(self.source_line.place, measure);
        }
        Vec::new()
    }

    /// The quantities that its cells hold.
    #[inline(never)]
    pub fn quantities(&self) -> Vec<Quantity> {
        match &self.kept {
            Some(quantities) => quantities.to_vec(),
            None => self.source_line.columns.read_line(self.source_line.place).quantities,
        }
    }

    /// Its cells as typed.
    pub fn cells(&self) -> Vec<Cell> {
        self.source_line.columns.cells(self.source_line.place, self.kept.as_deref())
    }

    /// The level of the intervals that the paper prints.
    pub fn printed_level(&self) -> Level {
        self.source_line.columns.level
    }

    /// Among how many comparisons its comparator is split, 1 for none.
    pub fn sharers(&self) -> f64 {
        self.source_line.columns.sharers_of(self.source_line.place)
    }
}

/// A line of a table, which a row's cells are read from when they are asked for: kept with every row, they would take many
/// times the table's text.
#[derive(Clone)]
pub(super) struct Source {
    columns: Arc<Columns>,
    place: usize,
}

impl Source {
    pub fn new(columns: &Arc<Columns>, place: usize) -> Source {
        Source { columns: Arc::clone(columns), place }
    }

    pub fn place(&self) -> usize {
        self.place
    }
}

impl PartialEq for Source {
    fn eq(&self, other: &Source) -> bool {
        self.columns.cells(self.place, None) == other.columns.cells(other.place, None)
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_list().entries(self.columns.cells(self.place, None)).finish()
    }
}

#[cfg(feature = "complete")]
impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut row = serializer.serialize_struct("Row", 17)?;
        row.serialize_field("row", &self.row)?;
        row.serialize_field("study", &self.study)?;
        row.serialize_field("outcome", &self.outcome)?;
        row.serialize_field("note", &self.note)?;
        row.serialize_field("source", &self.source)?;
        row.serialize_field("measure", &self.measure)?;
        row.serialize_field("status", &self.status)?;
        row.serialize_field("arms", &self.arms())?;
        row.serialize_field("estimate", &self.estimate)?;
        row.serialize_field("recovered", &self.recovered())?;
        row.serialize_field("display", &self.display())?;
        row.serialize_field("graphic", &self.graphic)?;
        row.serialize_field("absolute", &self.absolute)?;
        row.serialize_field("asGiven", &self.as_given)?;
        row.serialize_field("problems", &self.problems)?;
        row.serialize_field("notices", &self.notices)?;
        row.serialize_field("cells", &self.cells())?;
        row.end()
    }
}

/// What became of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CellState {
    /// Numbers were read.
    Read,
    /// A text was kept.
    Label,
    /// Nothing is in it, or a word for "not reported".
    Missing,
    /// It could not be read.
    Unread,
    /// Its column is not used.
    Unused,
}

impl CellState {
    /// Its name in results.
    pub fn name(self) -> &'static str {
        match self {
            CellState::Read => "read",
            CellState::Label => "label",
            CellState::Missing => "missing",
            CellState::Unread => "unread",
            CellState::Unused => "unused",
        }
    }
}

/// A cell as typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its line in the text as pasted, 0 for the first with anything in it.
    pub line: usize,
    /// Its place in that line.
    pub column: usize,
    /// The field of its column.
    pub field: Option<Field>,
    /// Its text.
    pub text: String,
    /// What became of it.
    #[cfg(feature = "complete")]
    pub state: CellState,
    /// What was read, where that is not the text itself as the column's field.
    #[cfg(feature = "complete")]
    apart: Vec<Quantity>,
}

impl Cell {
    /// A cell at a line and a place in it, with the quantities that were read.
    #[cfg(feature = "complete")]
    pub(super) fn new(
        (line, column): (usize, usize),
        field: Option<Field>,
        text: &str,
        state: CellState,
        read: &[Quantity],
    ) -> Cell {
        // most cells are one number, which need not be kept twice
        let apart = match read {
            [one] if Some(one.field) == field && one.text == text => Vec::new(),
            _ => read.to_vec(),
        };
        Cell { line, column, field, text: text.to_owned(), state, apart }
    }

    /// A cell at a line and a place in it; the first build does not tell how it was read.
    #[cfg(not(feature = "complete"))]
    pub(super) fn new(
        (line, column): (usize, usize),
        field: Option<Field>,
        text: &str,
        _: CellState,
        _: &[Quantity],
    ) -> Cell {
        Cell { line, column, field, text: text.to_owned() }
    }

    /// What was read from the cell: each quantity with the digits it was read from.
    #[cfg(feature = "complete")]
    pub fn quantities(&self) -> impl Iterator<Item = (Field, &str)> {
        let whole = self.field.filter(|_| self.state == CellState::Read && self.apart.is_empty());
        let apart = self.apart.iter().map(|quantity| (quantity.field, quantity.text.as_str()));
        whole.map(|field| (field, self.text.as_str())).into_iter().chain(apart)
    }
}

#[cfg(feature = "complete")]
impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Part<'a> {
            field: Field,
            text: &'a str,
        }
        let quantities: Vec<Part> = self.quantities().map(|(field, text)| Part { field, text }).collect();
        let mut cell = serializer.serialize_struct("Cell", 6)?;
        cell.serialize_field("line", &self.line)?;
        cell.serialize_field("column", &self.column)?;
        cell.serialize_field("field", &self.field)?;
        cell.serialize_field("text", &self.text)?;
        cell.serialize_field("state", &self.state)?;
        cell.serialize_field("quantities", &quantities)?;
        cell.end()
    }
}

/// Neighbouring rows with one measure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Group {
    /// Id of the measure.
    pub measure: Option<&'static str>,
    /// The rows, as places in [`Batch::rows`].
    pub rows: Vec<usize>,
    /// The axis they share with every other row of the measure.
    pub axis: Option<Axis>,
}
