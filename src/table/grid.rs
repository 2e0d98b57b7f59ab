//! Pasted text to a grid of cells, and back.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use serde::Serialize;

/// What stands between the cells of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Separator {
    /// A tab, as spreadsheets copy.
    #[serde(rename = "\t")]
    Tab,
    /// A semicolon, as spreadsheets with a decimal comma save.
    #[serde(rename = ";")]
    Semicolon,
    /// A comma.
    #[serde(rename = ",")]
    Comma,
}

impl Separator {
    const ALL: [Separator; 3] = [Separator::Tab, Separator::Semicolon, Separator::Comma];

    fn byte(self) -> u8 {
        match self {
            Separator::Tab => b'\t',
            Separator::Semicolon => b';',
            Separator::Comma => b',',
        }
    }

    /// The separator of a text: a tab or a semicolon in the first line with text settles it, else a comma.
    ///
    /// Header names hold no tabs and no semicolons outside quotes, but may hold commas ("Mean, kg"), and line breaks
    /// inside quotes.
    fn of(text: &str, quoting: bool) -> Separator {
        let (mut quoted, mut seen) = (false, [false; 3]);
        for c in text.trim_start_matches(['\n', '\r', ' ']).chars() {
            match c {
                '"' if quoting => quoted = !quoted,
                '\n' | '\r' if !quoted => break,
                _ if quoted => {}
                _ => {
                    if let Some(found) = Separator::ALL.iter().position(|separator| char::from(separator.byte()) == c) {
                        seen[found] = true;
                    }
                }
            }
        }
        let first = seen.iter().position(|&seen| seen);
        first.and_then(|first| Separator::ALL.get(first).copied()).unwrap_or(Separator::Comma)
    }
}

/// The cells of a pasted text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// What separated them.
    pub separator: Separator,
    /// The lines with anything in them, each with its cells, trimmed.
    pub lines: Vec<Vec<String>>,
    /// A quote was opened and never closed; quotes were then taken as ordinary characters.
    pub quote_not_closed: bool,
}

impl Grid {
    /// Splits a text into lines and cells: tabs, semicolons or commas, quoted cells, any line ends.
    pub fn read(text: &str) -> Grid {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        // an odd number of quotes would swallow the rest of the table into one cell
        let quote_not_closed = text.bytes().filter(|&b| b == b'"').count() % 2 == 1;
        let separator = Separator::of(text, !quote_not_closed);
        let reader = ReaderBuilder::new().delimiter(separator.byte()).quoting(!quote_not_closed).build();
        let mut lines = records(reader, text.as_bytes());
        lines.retain(|cells| cells.iter().any(|cell| !cell.is_empty()));
        Grid { separator, lines, quote_not_closed }
    }
}

fn records(mut reader: Reader, mut input: &[u8]) -> Vec<Vec<String>> {
    let (mut lines, mut bytes, mut ends) = (Vec::new(), vec![0; 1024], vec![0; 64]);
    let (mut written, mut fields) = (0, 0);
    loop {
        let (result, read, wrote, ended) = reader.read_record(input, &mut bytes[written..], &mut ends[fields..]);
        input = &input[read..];
        written += wrote;
        fields += ended;
        match result {
            ReadRecordResult::InputEmpty => {} // the next call, with no input, ends the last record
            ReadRecordResult::OutputFull => bytes.resize(bytes.len() * 2, 0),
            ReadRecordResult::OutputEndsFull => ends.resize(ends.len() * 2, 0),
            ReadRecordResult::Record => {
                let starts = core::iter::once(0).chain(ends.iter().copied());
                let spans = starts.zip(ends.iter().copied()).take(fields);
                lines.push(spans.map(|(from, to)| cell(&bytes[from..to])).collect());
                (written, fields) = (0, 0);
            }
            ReadRecordResult::End => return lines,
        }
    }
}

fn cell(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

/// Writes cells as separated text, quoting what needs it; lines end with `\n`.
///
/// `csv-core` reads; its writer would bring the standard library's number parser, a tenth of the whole page, into it.
pub fn write(separator: Separator, lines: impl IntoIterator<Item = Vec<String>>) -> String {
    let separator = char::from(separator.byte());
    let mut out = String::new();
    for line in lines {
        for (i, cell) in line.iter().enumerate() {
            if i > 0 {
                out.push(separator);
            }
            write_cell(&mut out, cell, separator);
        }
        out.push('\n');
    }
    out
}

fn write_cell(out: &mut String, cell: &str, separator: char) {
    if !cell.contains([separator, '"', '\n', '\r']) {
        out.push_str(cell);
        return;
    }
    out.push('"');
    for c in cell.chars() {
        if c == '"' {
            out.push('"');
        }
        out.push(c);
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_separator_in_the_first_line() {
        assert_eq!(Grid::read("a\tb;c\n1\t2").separator, Separator::Tab);
        assert_eq!(Grid::read("a;b\n1,5;2").separator, Separator::Semicolon);
        assert_eq!(Grid::read("\"a;b\",c\n1,2").separator, Separator::Comma);
        assert_eq!(Grid::read("\"a\nb\"\tc\n1\t2").separator, Separator::Tab);
    }

    #[test]
    fn keeps_quoted_line_ends_and_drops_empty_lines() {
        let grid = Grid::read("\u{FEFF}a,b\r\n\r\n\"x\ny\",\"q\"\"q\"\r\n , \r\n");
        assert_eq!(grid.lines, [["a", "b"], ["x\ny", "q\"q"]]);
    }

    #[test]
    fn an_open_quote_does_not_swallow_the_table() {
        let grid = Grid::read("a,b\n\"x,1\ny,2");
        assert!(grid.quote_not_closed);
        assert_eq!(grid.lines.len(), 3);
    }

    #[test]
    fn what_it_writes_it_reads() {
        let lines = vec![vec!["a".to_owned(), "b\"b".to_owned()], vec!["c\tc".to_owned(), "d\nd".to_owned()]];
        assert_eq!(Grid::read(&write(Separator::Tab, lines.clone())).lines, lines);
    }
}
