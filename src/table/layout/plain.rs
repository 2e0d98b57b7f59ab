//! A study a line under its headers: all that the first build knows.

use super::headers::quantities_named;
use super::{BatchOptions, LaidOut, Layout, Origin, Reason, SetAside, StudyLine, carried, without_empty_columns};
use crate::field::Field;
use crate::table::grid::Line;
use crate::table::header::{Headers, Reading};

/// Lines above the header that a title may take.
const MOST_TITLES: usize = 3;

/// Headers say all that is known of the columns.
#[derive(Default)]
pub struct Hints;

impl Hints {
    pub fn read(&self, headers: &[String], compound: &dyn Fn(usize) -> Option<Field>) -> Headers {
        crate::table::header::read(headers, compound)
    }

    pub fn set_by_reader(&self, wanted: &[(usize, Option<Field>)]) -> Vec<(usize, Option<Field>)> {
        wanted.to_vec()
    }

    pub fn place(&self, column: usize) -> usize {
        column
    }

    pub fn repeats(&self, _: usize) -> bool {
        false
    }

    pub fn is_proposal(&self) -> bool {
        false
    }

    pub fn arm_names(&self, _: &[String], _: &[Option<Reading>]) -> [Option<String>; 2] {
        [None, None]
    }
}

/// Finds the headers and the studies of a table.
pub fn lay_out(lines: &[Line], _: &BatchOptions) -> LaidOut {
    let Found { headers, start, end } = find_headers(lines);
    let headers = without_empty_columns(headers, lines);
    let mut set_aside: Vec<SetAside> = (0..start).map(|line| SetAside::new(line, lines[line], Reason::Title)).collect();
    let mut studies = Vec::with_capacity(lines.len() - end);
    let mut heading: Vec<Vec<String>> = Vec::new();
    for (line, cells) in lines.iter().enumerate() {
        if line < end {
            heading.push(cells.to_vec());
        } else if heading.iter().any(|header| cells.is(header)) {
            set_aside.push(SetAside::new(line, *cells, Reason::RepeatedHeader));
        } else {
            studies.push(StudyLine { number: line + 1 - end, origin: Origin::Line(line as u32), above: None });
        }
    }
    LaidOut {
        layout: Layout::StudyPerRow,
        header_lines: end,
        heading,
        headers,
        hints: Hints,
        lines: studies,
        set_aside,
        notices: Vec::new(),
    }
}

/// Where the headers stand.
struct Found {
    /// A header for each column.
    headers: Vec<String>,
    /// The first of their lines; those above hold a title.
    start: usize,
    /// The first line under them.
    end: usize,
}

/// The headers of a table, and a title above them.
///
/// Where the first line only names the groups ("Intervention", "", "Control", ""), its names go before those of the
/// second.
fn find_headers(lines: &[Line]) -> Found {
    let is_title = |cells: Line| cells.iter().filter(|cell| !cell.is_empty()).count() < 2;
    let start = lines.iter().take(MOST_TITLES + 1).position(|&cells| !is_title(cells)).unwrap_or(0);
    let first = &lines[start].to_vec();
    let numbered = |cells: Line| cells.iter().any(|cell| cell.starts_with(|c: char| c.is_ascii_digit()));
    let second = lines.get(start + 1).filter(|&&second| !numbered(second)).map(|second| second.to_vec());
    if let Some(second) = second.as_ref().filter(|second| quantities_named(first) == 0 && quantities_named(second) > 1)
    {
        let mut group = "";
        let joined: Vec<String> = (0..first.len().max(second.len()))
            .map(|column| {
                let at = |line: &'_ [String]| line.get(column).cloned().unwrap_or_default();
                group = first.get(column).filter(|name| !name.is_empty()).map_or(group, |name| carried(name));
                match at(second) {
                    name if name.is_empty() => at(first),
                    name if group.is_empty() || group == name => name,
                    name => format!("{group} {name}"),
                }
            })
            .collect();
        // a title of several cells names no groups
        let headers = if quantities_named(&joined) > 1 { joined } else { second.clone() };
        return Found { headers, start, end: start + 2 };
    }
    Found { headers: first.clone(), start, end: start + 1 }
}
