//! Columns that stand apart by two or more spaces, as PDF viewers and RevMan's text give them.

use super::{Filling, LOOKED_AT};
use std::ops::Range;

/// Beyond this many, pieces are no columns.
const MOST_PIECES: usize = 200;

/// A piece of a line between gaps: its text, and where it stands, in characters.
struct Piece<'a> {
    text: &'a str,
    place: Range<usize>,
}

/// Twice the middle of a place.
fn middle(place: &Range<usize>) -> usize {
    place.start + place.end
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> usize {
    one.end.min(other.end).saturating_sub(one.start.max(other.start))
}

/// What a PDF puts between words.
fn is_space(c: char) -> bool {
    c.is_whitespace()
}

/// The pieces of a line, one at a time; single spaces stay inside a piece.
fn pieces(line: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut chars = line.char_indices().enumerate();
    // bytes and characters of the piece that is open
    let mut open: Option<(Range<usize>, Range<usize>)> = None;
    std::iter::from_fn(move || {
        let mut spaces = 0;
        let piece = |(bytes, place): (Range<usize>, Range<usize>)| Piece { text: &line[bytes], place };
        for (place, (at, c)) in chars.by_ref() {
            if is_space(c) {
                spaces += 1;
                continue;
            }
            let (byte_end, place_end) = (at + c.len_utf8(), place + 1);
            let fresh = Some((at..byte_end, place..place_end));
            match &mut open {
                Some((bytes, places)) if spaces < 2 => (bytes.end, places.end) = (byte_end, place_end),
                Some(_) => return std::mem::replace(&mut open, fresh).map(piece),
                None => open = fresh,
            }
            spaces = 0;
        }
        open.take().map(piece)
    })
}

/// True where gaps separate the cells: most of the first lines have several, and none stands beside another separator.
pub fn separate(lines: &mut dyn Iterator<Item = &str>) -> bool {
    let (mut all, mut parted, mut widest) = (0, 0, 0);
    for line in lines.filter(|line| !line.trim().is_empty()).take(LOOKED_AT) {
        let mut count = 0;
        for piece in pieces(line).take(MOST_PIECES + 1) {
            // a text with commas or semicolons, set in columns
            if piece.text.ends_with([',', ';']) || piece.text.starts_with([',', ';']) {
                return false;
            }
            count += 1;
        }
        all += 1;
        parted += usize::from(count > 2);
        widest = widest.max(count);
    }
    2 * parted > all && all > 1 && widest <= MOST_PIECES
}

/// The cells of each line. Where the lines stand in columns, a piece goes to the column it stands in, so that an empty
/// cell is found.
pub fn read(text: &str, into: &mut Filling) {
    let columns = Columns::of(text);
    let mut above = true;
    let mut here = Vec::new();
    for line in super::lines_of(text) {
        here.clear();
        here.extend(pieces(line).take(MOST_PIECES + 1));
        above &= here.len() < columns.count;
        if above {
            columns.heading(line, &here, into);
        } else if here.len() > MOST_PIECES {
            pieces(line).for_each(|piece| into.cell(piece.text));
        } else {
            columns.cells(line, &here, into);
        }
        into.end_line();
    }
}

/// The columns that the fullest lines stand in.
struct Columns {
    count: usize,
    /// Where each stands; empty where the lines are not aligned.
    places: Vec<Range<usize>>,
}

impl Columns {
    fn of(text: &str) -> Columns {
        // as many as most lines have, or as the first line that can be a header
        let mut counts = [0_usize; MOST_PIECES + 1];
        let mut header = 0;
        for line in super::lines_of(text) {
            let count = pieces(line).take(MOST_PIECES).count();
            counts[count] += usize::from(count > 2);
            header = if header > 2 { header } else { count };
        }
        let usual = (0..counts.len()).max_by_key(|&count| counts[count]).unwrap_or(0);
        let count = usual.max(header);
        let mut places: Vec<Range<usize>> = Vec::new();
        for line in super::lines_of(text).filter(|line| pieces(line).take(MOST_PIECES).count() == count) {
            for (column, Piece { place, .. }) in pieces(line).enumerate() {
                match places.get_mut(column) {
                    Some(known) => *known = known.start.min(place.start)..known.end.max(place.end),
                    None => places.push(place),
                }
            }
        }
        if places.windows(2).any(|pair| pair[0].end > pair[1].start) {
            places.clear();
        }
        Columns { count, places }
    }

    fn cells(&self, line: &str, pieces: &[Piece], into: &mut Filling) {
        if pieces.len() < self.count && pieces.len() > 1 {
            if !self.places.is_empty() {
                return self.placed(pieces, |piece| self.nearest(piece), into);
            }
            // a line that begins with a gap has no label
            if line.starts_with(is_space) && pieces.len() + 1 == self.count {
                into.cell("");
            }
        }
        for piece in pieces {
            into.cell(piece.text);
        }
    }

    /// A line above the first full one: the names of groups stand over the middle of their columns.
    fn heading(&self, line: &str, pieces: &[Piece], into: &mut Filling) {
        let named = pieces.iter().any(|piece| piece.text.contains(|c: char| c.is_ascii_digit()));
        if self.places.is_empty() || pieces.len() < 2 || named {
            return self.cells(line, pieces, into);
        }
        let groups = 2 * pieces.len() <= self.count;
        let middles: Vec<usize> = pieces.iter().map(|piece| middle(&piece.place)).collect();
        let mut at = 0;
        let over = |piece: &Piece| {
            let own = middles[at];
            let left = at.checked_sub(1).map(|before| (own - middles[before]) / 2);
            let right = middles.get(at + 1).map(|after| (after - own) / 2);
            at += 1;
            let half = |side: Option<usize>, other: Option<usize>| side.or(other).unwrap_or(0);
            let reach = own.saturating_sub(half(left, right))..own + half(right, left);
            let over = self
                .places
                .iter()
                .position(|place| overlap(&piece.place, place) > 0 || groups && reach.contains(&middle(place)));
            over.unwrap_or_else(|| self.nearest(piece))
        };
        self.placed(pieces, over, into);
    }

    fn placed(&self, pieces: &[Piece], mut column_of: impl FnMut(&Piece) -> usize, into: &mut Filling) {
        let mut cells = vec![String::new(); self.count];
        for piece in pieces {
            let cell = &mut cells[column_of(piece)];
            // two pieces in one column stay together, to be seen
            if !cell.is_empty() {
                cell.push(' ');
            }
            cell.push_str(piece.text);
        }
        for cell in &cells {
            into.cell(cell);
        }
    }

    /// The column that a piece stands in, or beside.
    fn nearest(&self, piece: &Piece) -> usize {
        let far = |place: &Range<usize>| {
            let over = overlap(&piece.place, place);
            (usize::MAX - over, middle(&piece.place).abs_diff(middle(place)))
        };
        (0..self.places.len()).min_by_key(|&column| far(&self.places[column])).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::grid::Grid;

    fn grid(text: &str) -> Vec<String> {
        assert!(separate(&mut text.lines()), "{text}");
        Grid::read(text).lines.to_vec().iter().map(|cells| cells.join("|")).collect()
    }

    #[test]
    fn a_label_with_single_spaces_is_one_cell() {
        let text = "Study or Subgroup  Events  Total  Events  Total\nVan den Berg 2008  19  50  7  50\nLin 2005  77  174  18  146";
        let expected =
            ["Study or Subgroup|Events|Total|Events|Total", "Van den Berg 2008|19|50|7|50", "Lin 2005|77|174|18|146"];
        assert_eq!(grid(text), expected);
    }

    #[test]
    fn empty_cells_are_found_by_their_column() {
        let text = "Study            events1   n1  events2   n2  note\n\
                    Van den Berg          19   50        7   50\n\
                    Lin 2005                  174       18  146  later\n\
                    \u{A0}\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}      1    2        3    4";
        let expected =
            ["Study|events1|n1|events2|n2|note", "Van den Berg|19|50|7|50|", "Lin 2005||174|18|146|later", "|1|2|3|4|"];
        assert_eq!(grid(text), expected);
    }

    #[test]
    fn names_of_groups_stand_before_their_columns() {
        let text = "                     Experimental              Control\n\
                    Study              Mean   SD  Total    Mean   SD  Total   Weight\n\
                    Hope 2001           5.2  1.1     40     4.8  1.3     38    55.0%\n\
                    Van den Berg 2008   5.0  1.2     30     4.9  1.0     31    45.0%";
        assert_eq!(grid(text)[0], "|Experimental|||Control|||");
        let text = "                Drug         Placebo\n\
                    Study        Mean   SD   n  Mean   SD   n\n\
                    Hope 2001     5.2  1.1  40   4.8  1.3  38";
        assert_eq!(grid(text)[0], "|Drug|||Placebo||");
    }

    #[test]
    fn gaps_do_not_separate_everything() {
        for text in [
            "a,  b,  c\n1,  2,  3",
            "study events1 n1\nA 19 50",
            "a  b\n1  2",
            "one  line  alone",
            "",
            "x\n\n\n",
            "a;  b;  c\n1 ;2 ; 3",
        ] {
            assert!(!separate(&mut text.lines()), "{text}");
        }
    }
}
