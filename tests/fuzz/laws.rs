//! What holds of any input, whatever it is: the targets of `cargo fuzz` and the short run among the tests share it.
#![allow(dead_code)] // each target uses its own law

use effect_size::number::{self, Decimal};
use effect_size::table::grid::{Grid, Separator, write};
use effect_size::table::{BatchOptions, Status};
use effect_size::{Level, batch};

/// A text is a number or none; a number is finite, and its shortest text is the same number.
pub fn number(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for decimal in [Decimal::Point, Decimal::Comma] {
        let Some(value) = number::parse(&text, decimal) else { continue };
        assert!(value.is_finite(), "{text:?} was read as {value}");
        let shortest = number::shortest(value);
        assert_eq!(number::parse(&shortest, Decimal::Point), Some(value), "{text:?} is written {shortest:?}");
        let places = number::decimals_for(value.abs());
        for shown in [
            number::ratio(value),
            number::difference(value, places),
            number::brief(value),
            number::rounded_up(value),
            number::p_value(value.abs().min(1.0)),
        ] {
            assert!(!shown.is_empty() && !shown.contains("NaN") && shown != "-0", "{text:?} is shown as {shown:?}");
        }
    }
    let cells = [(text.as_ref(), false), ("5", true)];
    let decided = number::decide_decimal(&mut cells.iter().copied(), data.len().is_multiple_of(2));
    assert!(decided.undecided.is_none_or(|number| text.contains(number)));
}

/// A text is a table: each line is a row, a header or set aside, each row says what became of it, each cell is where it is
/// said to be, and no number that leaves is none.
pub fn table(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let decimal = match data.len() % 3 {
        0 => None,
        1 => Some(Decimal::Point),
        _ => Some(Decimal::Comma),
    };
    for wanted in [BatchOptions::default(), BatchOptions { decimal, ..BatchOptions::default() }] {
        let table = batch(&text, &wanted);
        let lines = Grid::read(&text).lines;
        assert_eq!(table.level, Level::default().value());
        for row in &table.rows {
            match row.status {
                Status::Estimated => assert!(row.estimate.is_some() && row.problems.is_empty(), "{row:?}"),
                Status::AsGiven => assert!(row.estimate.is_none() && row.as_given.is_some(), "{row:?}"),
                Status::Problem => assert!(row.estimate.is_none() && !row.problems.is_empty(), "{row:?}"),
            }
            if let Some(estimate) = &row.estimate {
                let ends = [estimate.lower, estimate.point, estimate.upper];
                assert!(ends.iter().all(|end| !end.is_nan()) && estimate.lower <= estimate.upper, "{estimate:?}");
            }
            for cell in &row.cells() {
                let there = lines.get(cell.line).and_then(|line| line.get(cell.column)).unwrap_or_default();
                assert_eq!(there, cell.text, "line {}, column {}", cell.line, cell.column);
            }
        }
        for aside in &table.set_aside {
            assert!(lines.get(aside.line).is_some_and(|line| !line.is_empty()), "{aside:?}");
        }
        let grouped: usize = table.groups.iter().map(|group| group.rows.len()).sum();
        assert_eq!(grouped, table.rows.len(), "a row is in no group");
    }
}

/// What lies on the clipboard, taken apart and written as the page keeps it, is the same table.
pub fn clipboard(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let grid = Grid::read(&text);
    if grid.quote_not_closed || grid.lines.get(0).is_none_or(|line| line.len() < 2) {
        return;
    }
    let kept = write(Separator::Tab, grid.lines.to_vec());
    let again = Grid::read(&kept);
    // a quotation that looks like an open one is read as ordinary text, and says so
    if !again.quote_not_closed {
        assert_eq!(again.lines, grid.lines, "{kept:?}");
        assert_eq!(again.separator, Separator::Tab);
    }
}
