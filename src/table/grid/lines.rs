//! Lines of cells in one text, so that a cell costs its letters and four bytes more.

use serde::ser::{Serialize, SerializeSeq, Serializer};

/// Lines of cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    text: String,
    /// Where each cell ends in the text; the next begins there.
    ends: Vec<u32>,
    /// How many cells there are up to the end of each line.
    lines: Vec<u32>,
}

/// A line: its cells, in the text of all.
#[derive(Clone, Copy, Debug, Default)]
pub struct Line<'a> {
    text: &'a str,
    start: u32,
    ends: &'a [u32],
}

impl Lines {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// True for none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// A line by its place, 0 for the first.
    #[inline(never)]
    pub fn get(&self, place: usize) -> Option<Line<'_>> {
        let upto =
            |place: Option<usize>| place.and_then(|place| self.lines.get(place)).map_or(0, |&count| count as usize);
        let to = *self.lines.get(place)? as usize;
        let from = upto(place.checked_sub(1));
        let start = from.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        Some(Line { text: &self.text, start, ends: self.ends.get(from..to)? })
    }

    /// A cell by its line and its place in it; empty where there is none.
    #[inline(never)]
    pub fn cell(&self, line: usize, column: usize) -> &str {
        self.get(line).and_then(|line| line.get(column)).unwrap_or_default()
    }

    /// Each line.
    pub fn iter(&self) -> impl Iterator<Item = Line<'_>> {
        (0..self.len()).filter_map(|place| self.get(place))
    }

    /// The cells, each a text of its own.
    pub fn to_vec(&self) -> Vec<Vec<String>> {
        self.iter().map(Line::to_vec).collect()
    }

    /// Room for a text with so many cells.
    pub(super) fn with_room(letters: usize, cells: usize) -> Lines {
        Lines { text: String::with_capacity(letters), ends: Vec::with_capacity(cells), lines: Vec::new() }
    }

    /// Adds a cell to the line that is open.
    #[inline(never)]
    pub(in crate::table) fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        // a text of four gigabytes is none that is pasted
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// Ends the line that is open.
    pub(in crate::table) fn end_line(&mut self) {
        self.lines.push(u32::try_from(self.ends.len()).unwrap_or(u32::MAX));
    }

    /// Takes the line back that is open.
    pub(super) fn drop_line(&mut self) {
        self.ends.truncate(self.lines.last().map_or(0, |&count| count as usize));
        self.text.truncate(self.ends.last().map_or(0, |&end| end as usize));
    }

    /// Gives back the room that was not needed.
    pub(super) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.lines.shrink_to_fit();
    }
}

impl<'a> Line<'a> {
    /// How many cells it has.
    pub fn len(self) -> usize {
        self.ends.len()
    }

    /// True for no cell.
    pub fn is_empty(self) -> bool {
        self.ends.is_empty()
    }

    /// A cell by its place, 0 for the first.
    #[inline(never)]
    pub fn get(self, place: usize) -> Option<&'a str> {
        let to = *self.ends.get(place)?;
        let from = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(self.start);
        self.text.get(from as usize..to as usize)
    }

    /// Each cell.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = &'a str> + ExactSizeIterator + Clone {
        (0..self.len()).map(move |place| self.get(place).unwrap_or_default())
    }

    /// How many cells there are up to the last with anything in it.
    #[inline(never)]
    pub(in crate::table) fn width(self) -> usize {
        self.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1)
    }

    /// True where the cells are these.
    pub(in crate::table) fn is(self, cells: &[String]) -> bool {
        self.len() == cells.len() && self.iter().eq(cells.iter().map(String::as_str))
    }

    /// The cells, each a text of its own.
    #[inline(never)]
    pub fn to_vec(self) -> Vec<String> {
        self.iter().map(str::to_owned).collect()
    }
}

impl Serialize for Lines {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut lines = serializer.serialize_seq(Some(self.len()))?;
        for line in self.iter() {
            lines.serialize_element(&line)?;
        }
        lines.end()
    }
}

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut cells = serializer.serialize_seq(Some(self.len()))?;
        for cell in self.iter() {
            cells.serialize_element(cell)?;
        }
        cells.end()
    }
}
