//! What the columns of a table without headers may hold, by the shapes of their cells. A reader has to confirm it.

use super::set_aside::{is_value, single};
use crate::field::Field;
use crate::number::{self, Decimal};
use crate::table::cell;
use crate::table::grid::Line;

/// Lines that are looked at.
const LOOKED_AT: usize = 60;
/// More columns than a proposal is made for.
const MOST_COLUMNS: usize = 40;

/// What most cells of a column look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Empty,
    Text,
    Number,
    /// `12/50`
    Counts,
    /// `5.2 (1.1)`, `12 (24%)`
    Bracket,
}

/// A field for each column; `None` where the cells tell too little.
pub fn propose(lines: &[Line]) -> Option<Vec<Option<Field>>> {
    let rows: Vec<Line> = lines.iter().copied().take(LOOKED_AT).filter(|&cells| single(cells).is_none()).collect();
    let columns = rows.iter().map(|cells| cells.len()).max().filter(|columns| *columns <= MOST_COLUMNS)?;
    let cells = |column: usize| rows.iter().filter_map(move |cells| cells.get(column));
    let shapes: Vec<Shape> = (0..columns).map(|column| shape(cells(column))).collect();
    let of_shape = |shape: Shape| (0..columns).filter(|&i| shapes[i] == shape).collect::<Vec<usize>>();
    let point = || {
        (0..columns)
            .flat_map(cells)
            .any(|cell| number::parse(cell, Decimal::Comma).is_none() && number::parse(cell, Decimal::Point).is_some())
    };
    let decimal = if point() { Decimal::Point } else { Decimal::Comma };
    let value = |column: usize, row: usize| number::parse(rows[row].get(column)?, decimal);
    // most rows settle it; the odd one out is then a row to check
    let mostly = |holds: &dyn Fn(usize) -> Option<bool>| {
        let known: Vec<bool> = (0..rows.len()).filter_map(holds).collect();
        !known.is_empty() && 3 * known.iter().filter(|holds| **holds).count() >= 2 * known.len()
    };
    let at_most = |one: usize, two: usize| mostly(&|row| Some(value(one, row)? <= value(two, row)?));
    let whole = |column: usize| mostly(&|row| value(column, row).map(|value| value >= 0.0 && value.fract() == 0.0));
    let texts = of_shape(Shape::Text);
    let mut numbers = of_shape(Shape::Number);
    // a year, or a running number, is no quantity
    let years = |column: usize| mostly(&|row| value(column, row).map(|year| (1900.0..=2100.0).contains(&year)));
    let running =
        |column: usize| rows.len() > 1 && mostly(&|row| value(column, row).map(|value| value == (row + 1) as f64));
    let mut fields = vec![None; columns];
    let mut label = texts.first().copied();
    if let Some(&first) = numbers.first()
        && matches!(numbers.len(), 3 | 5 | 7)
        && (whole(first) && years(first) || label.is_none())
        && (years(first) || running(first) || label.is_none() && first == 0)
    {
        numbers.remove(0);
        if label.is_none() {
            label = Some(first);
        }
    }
    use Field::*;
    let (counts, brackets) = (of_shape(Shape::Counts), of_shape(Shape::Bracket));
    let found: Option<(&[usize], &[Field])> = match (&counts[..], &brackets[..], &numbers[..]) {
        (counts @ [_, _], [], []) => Some((counts, &[Events1, Events2])),
        ([], brackets @ [one, _], []) => {
            let share = cells(*one).any(|cell| cell.contains('%'));
            Some((brackets, if share { &[Events1, Events2] } else { &[Mean1, Mean2] }))
        }
        ([], [one, two], [n1, n2]) => {
            let share = cells(*one).any(|cell| cell.contains('%'));
            let of = if share { [Events1, Events2] } else { [Mean1, Mean2] };
            // each group's size stands on the same side of its numbers
            let in_order = (n1 < one) == (n2 < two) && (n1 < two) && (one < n2);
            for (column, field) in [(one, of[0]), (two, of[1])] {
                fields[*column] = Some(field);
            }
            in_order.then_some((&numbers[..], &[N1, N2]))
        }
        ([], [], [a, b, c, d]) if [*a, *b, *c, *d].into_iter().all(whole) => match () {
            () if at_most(*a, *b) && at_most(*c, *d) => Some((&numbers[..], &[Events1, N1, Events2, N2])),
            () if at_most(*b, *a) && at_most(*d, *c) => Some((&numbers[..], &[N1, Events1, N2, Events2])),
            () => None,
        },
        ([], [], [a, _, c, d, _, f]) => match () {
            () if whole(*c) && whole(*f) => Some((&numbers[..], &[Mean1, Sd1, N1, Mean2, Sd2, N2])),
            () if whole(*a) && whole(*d) => Some((&numbers[..], &[N1, Mean1, Sd1, N2, Mean2, Sd2])),
            () => None,
        },
        ([], [], [estimate, lower, upper]) if at_most(*lower, *estimate) && at_most(*estimate, *upper) => {
            Some((&numbers[..], &[Estimate, Lower, Upper]))
        }
        _ => None,
    };
    let (places, roles) = found?;
    for (&column, &field) in places.iter().zip(roles) {
        fields[column] = Some(field);
    }
    if let Some(label) = label {
        fields[label] = Some(Study);
    }
    Some(fields)
}

fn shape<'a>(cells: impl Iterator<Item = &'a str>) -> Shape {
    let mut counts = [0usize; 4];
    const SHAPES: [Shape; 4] = [Shape::Counts, Shape::Bracket, Shape::Number, Shape::Text];
    for cell in cells.filter(|cell| !cell::is_missing(cell)) {
        let compound =
            [Decimal::Point, Decimal::Comma].into_iter().find_map(|decimal| cell::compound_field(cell, decimal));
        let shape = match compound {
            Some(Field::Events1) if cell.contains(['/']) || !cell.contains('(') => Shape::Counts,
            Some(_) => Shape::Bracket,
            None if is_value(cell) && cell.contains('(') && cell.contains('%') => Shape::Bracket,
            None if is_value(cell) && !cell.contains('(') => Shape::Number,
            None => Shape::Text,
        };
        counts[SHAPES.iter().position(|known| *known == shape).unwrap_or(0)] += 1;
    }
    let most = (0..4).max_by_key(|&i| (counts[i], i));
    most.filter(|&i| counts[i] > 0).map_or(Shape::Empty, |i| SHAPES[i])
}
