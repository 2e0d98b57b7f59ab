//! A data frame as R prints it: right-aligned columns that may be one space apart, and numbered rows.

use super::{Filling, LOOKED_AT};

/// Beyond this many, words are no names of columns.
const MOST_COLUMNS: usize = 200;

/// Where the columns end, in characters: under the last letter of each name. `None` for a text that is no data frame as R
/// prints it.
pub fn ends(text: &str) -> Option<Vec<usize>> {
    let mut lines = super::lines_of(text).filter(|line| !line.trim().is_empty());
    let head = lines.next().filter(|head| head.starts_with(' '))?;
    let mut ends = Vec::new();
    let mut before = ' ';
    for (place, c) in head.chars().chain([' ']).enumerate() {
        if c == ' ' && before != ' ' {
            ends.push(place);
            if ends.len() > MOST_COLUMNS {
                return None;
            }
        }
        before = c;
    }
    let (mut last, mut count) = (0, 0);
    for line in lines.take(LOOKED_AT) {
        // rows are numbered, and nothing stands between the columns
        let number: usize = line.split(' ').next()?.parse().ok()?;
        let parted = ends.iter().all(|&end| line.chars().nth(end).is_none_or(|c| c == ' '));
        let full = line.trim_end().chars().count() <= *ends.last()?;
        if number <= last || !parted || !full {
            return None;
        }
        (last, count) = (number, count + 1);
    }
    (count > 0 && ends.len() > 2).then_some(ends)
}

/// The cells of each line without the rows' numbers, from where the columns end.
pub fn read(text: &str, ends: &[usize], into: &mut Filling) {
    for (row, line) in super::lines_of(text).filter(|line| !line.trim().is_empty()).enumerate() {
        let mut rest = line.chars();
        let mut from = 0;
        for (column, end) in ends.iter().enumerate() {
            let cell: String = rest.by_ref().take(end - from).collect();
            from = *end;
            let cell = cell.trim();
            match column == 0 && row > 0 {
                true => into.cell(cell.split_once(' ').map_or("", |(_, label)| label)),
                false => into.cell(cell),
            }
        }
        into.end_line();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::grid::Grid;

    #[test]
    fn names_end_where_their_columns_end() {
        let text = "\n       study  ai n1i  ci n2i      yi     vi \n1 Adams 1999  12  50   5  48  0.9990 0.3331 \n\
                    2 Brown 2003  30 120  41 118 -0.4679 0.0818 \n10     Lee X   1   9   2   9      NA     NA \n\n";
        assert_eq!(
            Grid::read(text).lines.to_vec(),
            [
                ["study", "ai", "n1i", "ci", "n2i", "yi", "vi"],
                ["Adams 1999", "12", "50", "5", "48", "0.9990", "0.3331"],
                ["Brown 2003", "30", "120", "41", "118", "-0.4679", "0.0818"],
                ["Lee X", "1", "9", "2", "9", "NA", "NA"],
            ]
        );
        for text in [" a b c\n1 2 3", "  study  n1\n1 Adams   5\n1 Brown   6", "study n1 n2\n1 2 3", " a b c", ""] {
            assert_eq!(ends(text), None, "{text}");
        }
    }
}
