//! Where the headers of a table stand, in one line or two, under a title or not.

use crate::table::header::{self, Reading};

/// Lines above the header that a title may take.
const MOST_TITLES: usize = 3;

#[inline(never)]
pub fn quantities_in(readings: &[Option<Reading>]) -> usize {
    readings.iter().flatten().filter(|reading| !reading.field.is_text()).count()
}

/// How many columns of quantities the headers name, whatever their cells hold.
pub fn quantities_named(headers: &[String]) -> usize {
    quantities_in(&header::read(headers, &|_| None).readings)
}

/// Where the headers stand.
pub struct Found {
    /// A header for each column.
    pub headers: Vec<String>,
    /// The first of their lines; those above hold a title.
    pub start: usize,
    /// The first line under them.
    pub end: usize,
}

/// The headers of a table, and a title above them.
///
/// Where the first line only names the groups ("Intervention", "", "Control", ""), its names go before those of the
/// second.
pub fn find_headers(lines: &[Vec<String>]) -> Found {
    let is_title = |cells: &Vec<String>| cells.iter().filter(|cell| !cell.is_empty()).count() < 2;
    let start = lines.iter().take(MOST_TITLES + 1).position(|cells| !is_title(cells)).unwrap_or(0);
    let first = &lines[start];
    let numbered = |cells: &Vec<String>| cells.iter().any(|cell| cell.starts_with(|c: char| c.is_ascii_digit()));
    let second = lines.get(start + 1).filter(|second| !numbered(second));
    if let Some(second) = second.filter(|second| quantities_named(first) == 0 && quantities_named(second) > 1) {
        let mut group = "";
        let joined: Vec<String> = (0..first.len().max(second.len()))
            .map(|column| {
                let at = |line: &'_ [String]| line.get(column).cloned().unwrap_or_default();
                group = first.get(column).filter(|name| !name.is_empty()).map_or(group, String::as_str);
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
