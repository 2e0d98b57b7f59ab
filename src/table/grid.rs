//! Pasted text to a grid of cells, and back.

#[cfg(feature = "complete")]
mod gaps;
mod lines;
#[cfg(feature = "complete")]
mod pipes;
#[cfg(feature = "complete")]
mod r_console;

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};
pub use lines::{Line, Lines};
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
    /// A pipe, as Markdown and database terminals print.
    #[cfg(feature = "complete")]
    #[serde(rename = "|")]
    Pipe,
    /// Two or more spaces, as PDF viewers and RevMan's text give.
    #[cfg(feature = "complete")]
    #[serde(rename = "  ")]
    Spaces,
}

/// The separator is told by this many lines.
#[cfg(feature = "complete")]
const LOOKED_AT: usize = 50;

impl Separator {
    const ALL: [Separator; 3] = [Separator::Tab, Separator::Semicolon, Separator::Comma];

    fn byte(self) -> u8 {
        match self {
            Separator::Tab => b'\t',
            Separator::Semicolon => b';',
            Separator::Comma => b',',
            #[cfg(feature = "complete")]
            Separator::Pipe => b'|',
            #[cfg(feature = "complete")]
            Separator::Spaces => b' ',
        }
    }

    /// The separator of a text: a tab or a semicolon in the first line with text settles it, else a comma.
    ///
    /// Header names hold no tabs and no semicolons outside quotes, but may hold commas ("Mean, kg"), and line breaks
    /// inside quotes. A first line with fewer commas than the second has tabs or semicolons is a title.
    fn of(text: &str, quoting: bool) -> Separator {
        let (mut quoted, mut line, mut blank, mut counts) = (false, 0, true, [[0; 3]; 2]);
        for c in text.chars() {
            match c {
                '"' if quoting => quoted = !quoted,
                _ if quoted => {}
                '\n' | '\r' if blank => {}
                '\n' | '\r' if line == 1 => break,
                '\n' | '\r' => (line, blank) = (1, true),
                ' ' => {}
                _ => {
                    blank = false;
                    if let Some(found) = Separator::ALL.iter().position(|separator| char::from(separator.byte()) == c) {
                        counts[line][found] += 1;
                    }
                }
            }
        }
        let [[tabs, semicolons, commas], second] = counts;
        match () {
            () if tabs > 0 => Separator::Tab,
            () if semicolons > 0 => Separator::Semicolon,
            () if second[0] > commas => Separator::Tab,
            () if second[1] > commas => Separator::Semicolon,
            () => Separator::Comma,
        }
    }

    /// Excel's first line `sep=;`: the separator it tells and the text after it.
    fn told(text: &str) -> Option<(Separator, &str)> {
        let key = text.get(..4)?;
        let separator = *Separator::ALL.iter().find(|separator| text.as_bytes().get(4) == Some(&separator.byte()))?;
        let rest = text.get(5..)?;
        (key.eq_ignore_ascii_case("sep=") && rest.starts_with(['\n', '\r'])).then_some((separator, rest))
    }
}

/// The cells of a pasted text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Grid {
    /// What separated them.
    pub separator: Separator,
    /// The lines with anything in them, each with its cells, trimmed.
    pub lines: Lines,
    /// A quote was opened and never closed; quotes were then taken as ordinary characters.
    #[serde(skip)]
    pub quote_not_closed: bool,
    /// Lines with anything in them beyond those that were to be read.
    #[serde(skip)]
    pub left_out: usize,
    /// How many columns the widest of the first lines takes, where those are more than were to be read.
    #[serde(skip)]
    pub too_wide: Option<usize>,
}

/// How much of a text is read.
#[derive(Clone, Copy)]
pub(super) struct Most {
    pub lines: usize,
    pub columns: usize,
    /// In all lines together, each up to its last with anything in it.
    pub cells: usize,
}

/// As many lines may hold headers, and tell how wide a table is.
const FIRST_LINES: usize = 8;

impl Grid {
    /// Splits a text into lines and cells: tabs, semicolons or commas with quoted cells, pipes, gaps; any line ends.
    pub fn read(text: &str) -> Grid {
        Grid::read_most(text, Most { lines: usize::MAX, columns: usize::MAX, cells: usize::MAX })
    }

    /// The same for no more lines and columns than these.
    pub(super) fn read_most(text: &str, most: Most) -> Grid {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let told = Separator::told(text);
        let text = told.map_or(text, |(_, rest)| rest);
        #[cfg(feature = "complete")]
        if told.is_none()
            && let Some((separator, filling)) = unquoted(text, most)
        {
            return filling.grid(separator, false);
        }
        let separator_of = |quoting| told.map_or_else(|| Separator::of(text, quoting), |(separator, _)| separator);
        // an odd number of quotes would swallow the rest of the table into one cell
        let odd = text.bytes().filter(|&b| b == b'"').count() % 2 == 1;
        let quote_not_closed = odd || swallows_lines(text.as_bytes(), separator_of(true).byte());
        let separator = separator_of(!quote_not_closed);
        let reader = ReaderBuilder::new().delimiter(separator.byte()).quoting(!quote_not_closed).build();
        let mut filling = Filling::of(text, separator, most);
        filling.records(reader, text.as_bytes());
        filling.grid(separator, quote_not_closed)
    }
}

/// A grid while its cells come in.
struct Filling {
    lines: Lines,
    most: Most,
    left_out: usize,
    widest: usize,
    /// How many cells the open line has, and how many up to its last with anything in it.
    cells: usize,
    width: usize,
    /// The widths of all lines together.
    all_cells: usize,
}

impl Filling {
    fn of(text: &str, separator: Separator, most: Most) -> Filling {
        let ends = [separator.byte(), b'\n', b'\r'];
        let cells = text.bytes().filter(|byte| ends.contains(byte)).count() + 1;
        Filling {
            lines: Lines::with_room(text.len(), cells),
            most,
            left_out: 0,
            widest: 0,
            cells: 0,
            width: 0,
            all_cells: 0,
        }
    }

    #[inline(never)]
    fn cell(&mut self, text: &str) {
        let text = text.trim();
        self.cells += 1;
        if !text.is_empty() {
            self.width = self.cells;
        }
        // one more tells that a line has too many
        if self.cells <= self.most.columns.saturating_add(1) && !self.is_full() {
            self.lines.push(text);
        }
    }

    fn is_full(&self) -> bool {
        self.lines.len() >= self.most.lines || self.all_cells >= self.most.cells
    }

    #[inline(never)]
    fn end_line(&mut self) {
        // a line of separators alone holds nothing
        if self.width == 0 {
            self.lines.drop_line();
        } else if !self.is_full() {
            self.all_cells += self.width;
            if self.lines.len() < FIRST_LINES {
                self.widest = self.widest.max(self.width);
            }
            self.lines.end_line();
        } else {
            self.left_out += 1;
        }
        (self.cells, self.width) = (0, 0);
    }

    fn records(&mut self, mut reader: Reader, mut input: &[u8]) {
        let (mut bytes, mut written) = (vec![0; 1024], 0);
        loop {
            let (result, read, wrote) = reader.read_field(input, &mut bytes[written..]);
            input = &input[read..];
            written += wrote;
            match result {
                ReadFieldResult::InputEmpty => {} // the next call, with no input, ends the last cell
                ReadFieldResult::OutputFull => bytes.resize(bytes.len() * 2, 0),
                ReadFieldResult::Field { record_end } => {
                    // cut from a text at its own marks: there is nothing that is no text
                    self.cell(core::str::from_utf8(&bytes[..written]).unwrap_or_default());
                    written = 0;
                    if record_end {
                        self.end_line();
                    }
                }
                ReadFieldResult::End => return,
            }
        }
    }

    fn grid(mut self, separator: Separator, quote_not_closed: bool) -> Grid {
        self.lines.shrink();
        let Filling { lines, left_out, widest, most, .. } = self;
        Grid {
            separator,
            lines,
            quote_not_closed,
            left_out,
            too_wide: Some(widest).filter(|&widest| widest > most.columns),
        }
    }
}

/// Lines with any line end.
#[cfg(feature = "complete")]
fn lines_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\r'])
}

/// The cells of a text with pipes or gaps between them, where quotes mean nothing; `None` for any other.
#[cfg(feature = "complete")]
fn unquoted(text: &str, most: Most) -> Option<(Separator, Filling)> {
    let mut first = lines_of(text).filter(|line| !line.trim().is_empty()).take(LOOKED_AT);
    if first.any(|line| line.contains('\t')) {
        return None;
    }
    let filling = |separator| Filling::of(text, separator, most);
    let mut spaced = None;
    if let Some(ends) = r_console::ends(text) {
        let mut filling = filling(Separator::Spaces);
        r_console::read(text, &ends, &mut filling);
        spaced = Some((Separator::Spaces, filling));
    } else if pipes::separate(&mut lines_of(text)) {
        let mut filling = filling(Separator::Pipe);
        pipes::read(text, &mut filling);
        spaced = Some((Separator::Pipe, filling));
    } else if gaps::separate(&mut lines_of(text)) {
        let mut filling = filling(Separator::Spaces);
        gaps::read(text, &mut filling);
        spaced = Some((Separator::Spaces, filling));
    }
    spaced
}

/// True if two stray quotes in different lines would make one cell of all between them: the second stands before other
/// text, or the first begins a whole row of numbers.
fn swallows_lines(text: &[u8], separator: u8) -> bool {
    let ends_line = |byte: u8| byte == b'\n' || byte == b'\r';
    let (mut at, mut before) = (0, b'\n');
    while let Some(&byte) = text.get(at) {
        at += 1;
        if byte == b'"' && (before == separator || ends_line(before)) {
            let start = at;
            while let Some(&inside) = text.get(at) {
                // a doubled quote stands for one
                match (inside, text.get(at + 1)) {
                    (b'"', Some(b'"')) => at += 2,
                    (b'"', _) => break,
                    _ => at += 1,
                }
            }
            let cell = &text[start..at.min(text.len())];
            at += 1;
            let after = text.get(at..).and_then(|rest| rest.iter().find(|&&byte| byte != b' '));
            let alone = after.is_none_or(|&byte| byte == separator || ends_line(byte));
            if let Some(end) = cell.iter().position(|&byte| ends_line(byte)) {
                let numbers = cell[..end].split(|&byte| byte == separator).skip(1);
                let all_numbers = numbers.clone().all(|number| number.first().is_some_and(u8::is_ascii_digit));
                if !alone || ends_line(before) && all_numbers && numbers.count() > 2 {
                    return true;
                }
            }
        }
        before = byte;
    }
    false
}

/// Writes cells as separated text, quoting what needs it; lines end with `\n`.
///
/// `csv-core` reads; its writer would bring the standard library's number parser into the page.
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
    // other software takes these for the separator of a text with commas
    let other = if separator == ',' { [';', '\t'] } else { [separator; 2] };
    // and these, at the start, for a line that tells it and for a mark of the encoding
    let tells = cell.starts_with('\u{FEFF}') || cell.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("sep="));
    if !tells && !cell.contains([separator, '"', '\n', '\r', other[0], other[1]]) {
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
        assert_eq!(Grid::read("Table 1. Trials, by arm\r\na\tb\tc\n1\t2\t3").separator, Separator::Tab);
        assert_eq!(Grid::read("a,b,c\nx; y,1,2").separator, Separator::Comma);
        assert_eq!(Grid::read("sep=,\r\na;b,c").lines.to_vec(), [["a;b", "c"]]);
        assert_eq!(Grid::read("sep=;x\ny;z").lines.len(), 2);
    }

    #[test]
    fn keeps_quoted_line_ends_and_drops_empty_lines() {
        let grid = Grid::read("\u{FEFF}a,b\r\n\r\n\"x\ny\",\"q\"\"q\"\r\n , \r\n");
        assert_eq!(grid.lines.to_vec(), [["a", "b"], ["x\ny", "q\"q"]]);
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
        assert_eq!(Grid::read(&write(Separator::Tab, lines.clone())).lines.to_vec(), lines);
    }
}
