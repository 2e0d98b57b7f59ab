//! What the browser hands over on paste: the cells of an HTML table, where there is one.
//!
//! The page parses the clipboard's HTML into an inert document (under its Trusted Types policy), in which what is not shown
//! has the `hidden` attribute; this walks the document's tables and never inserts anything anywhere.

use crate::table::grid::{Separator, write};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlTableCellElement, HtmlTableElement, HtmlTableRowElement};

/// More columns than a reviewer's table has: a `colspan` of a million is not followed.
const MOST_COLUMNS: usize = 1000;
/// More cells than a reviewer's table has, empty ones that others span included.
const MOST_CELLS: usize = 200_000;

/// The largest table of a document as tab separated text; `None` where no table has two columns.
pub fn table_text(document: &Document) -> Option<String> {
    let tables = document.get_elements_by_tag_name("table");
    let grids = (0..tables.length())
        .filter_map(|i| tables.item(i)?.dyn_into::<HtmlTableElement>().ok())
        .map(|table| cells(&table));
    let largest = grids.filter(|rows| rows.iter().any(|row| row.len() > 1)).max_by_key(Vec::len)?;
    Some(write(Separator::Tab, largest))
}

/// The rows of a table; a cell that spans several places is followed by empty ones. One that spans rows in the first
/// column is a study with several results, and stands in each.
fn cells(table: &HtmlTableElement) -> Vec<Vec<String>> {
    let rows = table.rows();
    let mut grid: Vec<Vec<String>> = Vec::new();
    // how many further rows each column is covered by a cell from above
    let mut covered: Vec<u32> = Vec::new();
    let mut label = String::new();
    let mut cells = 0;
    let unshown = unshown_columns(table);
    for i in 0..rows.length() {
        let Some(row) = rows.item(i).and_then(|row| row.dyn_into::<HtmlTableRowElement>().ok()) else {
            continue;
        };
        if is_hidden(&row) {
            continue;
        }
        // no cell spans beyond its section
        if row.section_row_index() == 0 {
            covered.clear();
        }
        let mut line = row_cells(&row, &mut covered, &mut label, &unshown);
        cells += line.len();
        if cells > MOST_CELLS {
            break;
        }
        let mut column = 0;
        line.retain(|_| {
            column += 1;
            unshown.get(column - 1) != Some(&true)
        });
        while line.last().is_some_and(String::is_empty) {
            line.pop();
        }
        grid.push(line);
    }
    grid
}

fn is_hidden(element: &Element) -> bool {
    element.has_attribute("hidden")
}

/// The columns that are hidden as a whole, by their `col`.
fn unshown_columns(table: &HtmlTableElement) -> Vec<bool> {
    let columns = table.get_elements_by_tag_name("col");
    let mut unshown = Vec::new();
    for column in (0..columns.length()).filter_map(|i| columns.item(i)) {
        let span = column.get_attribute("span").and_then(|span| span.parse().ok()).unwrap_or(1);
        unshown.resize((unshown.len() + span).min(MOST_COLUMNS), is_hidden(&column));
    }
    unshown
}

fn row_cells(row: &HtmlTableRowElement, covered: &mut Vec<u32>, label: &mut String, unshown: &[bool]) -> Vec<String> {
    let mut line: Vec<String> = Vec::new();
    let skip_covered = |line: &mut Vec<String>, covered: &mut Vec<u32>, label: &str| {
        while let Some(left) = covered.get_mut(line.len()).filter(|left| **left > 0) {
            *left -= 1;
            line.push(if line.is_empty() { label.to_owned() } else { String::new() });
        }
    };
    let elements = row.cells();
    for i in 0..elements.length() {
        let Some(cell) = elements.item(i).and_then(|cell| cell.dyn_into::<HtmlTableCellElement>().ok()) else {
            continue;
        };
        skip_covered(&mut line, covered, label);
        // one of a hidden column keeps its place
        if is_hidden(&cell) && unshown.get(line.len()) != Some(&true) {
            continue;
        }
        if line.is_empty() {
            *label = text(&cell);
        }
        for place in 0..cell.col_span().max(1) {
            if line.len() == MOST_COLUMNS {
                return line;
            }
            covered.resize(covered.len().max(line.len() + 1), 0);
            // a span of 0 runs to the end of the section
            covered[line.len()] = cell.row_span().wrapping_sub(1);
            line.push(if place == 0 { text(&cell) } else { String::new() });
        }
    }
    skip_covered(&mut line, covered, label);
    line
}

/// What stands in a cell for a line or a paragraph that ends: white space that no markup is laid out with.
const BREAK: char = '\u{2028}';

/// The text of a cell without footnote markers, its white space folded as a browser shows it.
fn text(cell: &Element) -> String {
    let mut text = cell.text_content().unwrap_or_default();
    let markers = cell.get_elements_by_tag_name("sup");
    for i in 0..markers.length() {
        let marker = markers.item(i).and_then(|marker| marker.text_content()).unwrap_or_default();
        // a marker stands at the end; a power in a unit does not
        if let Some(rest) = text.trim_end().strip_suffix(marker.trim()).filter(|_| !marker.trim().is_empty()) {
            text = rest.to_owned();
        }
    }
    let mut folded = String::new();
    for line in text.split(BREAK) {
        let mut parting = Some('\n');
        for word in line.split_whitespace() {
            // a space between two numbers would make thousands of them
            let ends = [folded.bytes().last(), word.bytes().next()];
            let numbers = ends.iter().all(|byte| byte.is_some_and(|byte| byte.is_ascii_digit()));
            if !folded.is_empty() {
                folded.push(parting.filter(|_| numbers).unwrap_or(' '));
            }
            folded.push_str(word);
            parting = None;
        }
    }
    folded
}
