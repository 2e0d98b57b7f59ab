//! How a table lies on the page: which lines are its headers, which are studies, and where each of their cells stands in
//! the text as pasted. Whatever the layout, the rest of the reading meets one study a line.

pub(super) mod headers;

use super::header;
use crate::number;
use serde::{Serialize, Serializer};

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
    /// It sums up the rows above it.
    Total,
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
}

/// Where the cells of a study stand in the text as pasted.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    /// All in that line, each in its own column.
    Line(usize),
}

impl Origin {
    /// Line and column of a cell.
    pub fn of(&self, column: usize) -> (usize, usize) {
        match self {
            Origin::Line(line) => (*line, column),
        }
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
    pub lines: Vec<StudyLine>,
    pub set_aside: Vec<SetAside>,
}

/// Finds the headers and the studies of a table.
pub(super) fn lay_out(lines: Vec<Vec<String>>) -> LaidOut {
    let headers::Found { mut headers, start, end } = headers::find_headers(&lines);
    // columns with nothing in them at the right
    let width = |cells: &Vec<String>| cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    headers.truncate(lines.iter().map(width).max().unwrap_or(0));
    let mut set_aside: Vec<SetAside> =
        (0..start).map(|line| SetAside::new(line, &lines[line], Reason::Title)).collect();
    let mut studies = Vec::with_capacity(lines.len() - end);
    let mut heading: Vec<Vec<String>> = Vec::new();
    for (line, cells) in lines.into_iter().enumerate() {
        if line < end {
            heading.push(cells);
        } else if heading.contains(&cells) {
            set_aside.push(SetAside::new(line, &cells, Reason::RepeatedHeader));
        } else {
            studies.push(StudyLine { number: line + 1 - end, cells, origin: Origin::Line(line) });
        }
    }
    LaidOut { layout: Layout::StudyPerRow, header_lines: end, heading, headers, lines: studies, set_aside }
}

/// True for the label of a row that sums up the rows above it: "Total (95% CI)", "Pooled effect".
pub(super) fn is_total(study: &str) -> bool {
    const TOTALS: &[&str] = &["total", "totals", "subtotal", "overall", "pooled"];
    const BESIDE: &[&str] = &[
        "sub", "95", "ci", "effect", "effects", "estimate", "result", "events", "studies", "all", "random", "fixed",
        "model",
    ];
    let lower = number::lower(study);
    let mut words = lower.split(|c: char| !c.is_ascii_alphanumeric() && c.is_ascii()).filter(|word| !word.is_empty());
    let mut total = false;
    words.all(|word| {
        total |= header::among(TOTALS, word);
        header::among(TOTALS, word) || header::among(BESIDE, word)
    }) && total
}
