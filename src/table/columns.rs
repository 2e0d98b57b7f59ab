//! The role of each column and the decimal mark of the table.

use super::batch::{Batch, Column, DecimalChoice};
use super::grid::Separator;
use super::header::{self, Rank, Reading};
use super::layout::{Hints, Studies};
use super::{BatchOptions, cell};
use crate::field::Field;
use crate::number::{self, Decimal};
use crate::problem::{Notice, NoticeCode, Problem, ProblemCode};

/// True for counts, which have no decimals.
#[inline(never)]
pub(super) fn is_count(field: Field) -> bool {
    use Field::*;
    matches!(field, Events1 | Events2 | N1 | N2 | NonEvents1 | NonEvents2 | N)
}

/// Decides the role of each column and the decimal mark, and says what is left out. The second of what it returns tells
/// the columns in which a mark taken for grouping may be a decimal mark.
pub(super) fn read_columns(
    headers: &[String],
    hints: &Hints,
    studies: &Studies,
    wanted: &BatchOptions,
    table: &mut Batch,
) -> (Vec<Option<Reading>>, Vec<bool>) {
    let semicolons = table.separator == Separator::Semicolon;
    let compound = |column: usize| {
        let cells = studies.lines.iter().map(|line| studies.cell(line, column));
        let filled: Vec<&str> = cells.filter(|text| !cell::is_missing(text)).collect();
        let decided = || number::decide_decimal(&mut filled.iter().map(|&text| (text, false)), semicolons).decimal;
        let decimal = wanted.decimal.unwrap_or_else(decided);
        let fields = || filled.iter().map(|text| cell::compound_field(text, decimal));
        let field = fields().flatten().next()?;
        // most cells settle it; the odd one out is then a cell to check, not a column to ignore
        let alike = fields().filter(|other| *other == Some(field)).count();
        (2 * alike > filled.len()).then_some(field)
    };
    let header::Headers { mut readings, spreads, by_order } = hints.read(headers, &compound);
    let header_of = |column: usize| headers.get(column).map_or("", String::as_str);
    let place = |column: usize| (hints.place(column) + 1) as f64;
    let wanted_columns = hints.set_by_reader(&wanted.columns);
    for &(column, field) in &wanted_columns {
        match readings.get_mut(column) {
            Some(reading) => {
                *reading = field.map(|field| Reading { field, spread: spreads[column], rank: Rank::Reader });
            }
            None => {
                let problem = Problem::new(ProblemCode::NoSuchColumn).with("column", place(column));
                table.problems.push(problem.with("columns", headers.len() as f64));
            }
        }
    }
    // the strongest claim to a field, and the first column with it
    let mut taken: [Option<(Rank, usize)>; Field::ALL.len()] = [None; Field::ALL.len()];
    for (column, reading) in readings.iter().enumerate() {
        if let Some(Reading { field, rank, .. }) = *reading
            && taken[field as usize].is_none_or(|(known, _)| known < rank)
        {
            taken[field as usize] = Some((rank, column));
        }
    }
    for column in 0..readings.len() {
        let Some(Reading { field, rank, .. }) = readings[column] else { continue };
        let Some((strongest, first)) = taken[field as usize].filter(|&(_, first)| first != column) else { continue };
        if hints.repeats(column) && hints.place(column) == hints.place(first) {
            continue;
        }
        readings[column] = None;
        if rank == strongest && !hints.repeats(column) {
            let problem = Problem::new(ProblemCode::ColumnTwice).about(field).with("column", place(column));
            let problem = problem.with("otherColumn", place(first)).with("header", header_of(column));
            table.problems.push(problem.with("other", header_of(first)));
            // which of two numbers is meant would be a toss
            if !field.is_text() {
                readings[first] = None;
            }
        }
    }
    let told = |column: usize| wanted_columns.iter().any(|(set, _)| *set == column);
    if let Some((first, second)) = by_order.filter(|&(first, second)| !told(first) && !told(second)) {
        let notice = Notice::new(NoticeCode::ArmsByOrder);
        let notice = match header_of(first) == header_of(second) {
            true => notice.with("rule", "places").with("first", place(first)).with("second", place(second)),
            false => notice.with("rule", "names").with("first", header_of(first)).with("second", header_of(second)),
        };
        table.notices.push(notice);
    }
    // row by row: a long header over short lines is no reason to look for cells that are not there
    let quantity_cells = || {
        studies.lines.iter().flat_map(|line| studies.cells(line).zip(&readings).enumerate()).filter_map(
            |(column, (text, reading))| {
                let field = reading.as_ref()?.field;
                (!field.is_text()).then_some((column, field, text))
            },
        )
    };
    let decided =
        number::decide_decimal(&mut quantity_cells().map(|(_, field, text)| (text, is_count(field))), semicolons);
    table.decimal = wanted.decimal.unwrap_or(decided.decimal);
    if let Some(text) = decided.undecided {
        let value = |decimal| number::parse(text, decimal).map(number::shortest).unwrap_or_default();
        let (point, comma) = (value(Decimal::Point), value(Decimal::Comma));
        if wanted.decimal.is_none() {
            let notice = Notice::new(NoticeCode::DecimalUndecided).with("text", text);
            let reading = if table.decimal == Decimal::Point { &point } else { &comma };
            table.notices.push(notice.with("reading", reading.as_str()));
        }
        table.decimal_choice = Some(DecimalChoice { text: text.to_owned(), point, comma: comma.replace('.', ",") });
    }
    let (mut decimals, mut grouped) = (vec![false; readings.len()], vec![0; readings.len()]);
    let mut any_decimals = false;
    for (column, field, text) in quantity_cells().filter(|(_, field, _)| !is_count(*field)) {
        if !text.contains(['.', ',']) {
            continue;
        }
        for number in number::numbers_in(text) {
            if number::may_be_decimal(number, table.decimal) {
                grouped[column] += 1;
                // person-years run into the thousands
                grouped[column] += usize::from(matches!(field, Field::Time1 | Field::Time2));
            } else if number.contains(table.decimal.mark()) {
                (decimals[column], any_decimals) = (true, true);
            }
        }
    }
    let doubtful = decimals.iter().zip(grouped).map(|(&decimals, grouped)| decimals || any_decimals && grouped == 1);
    let doubtful = doubtful.collect();
    for (index, reading) in readings.iter().enumerate().filter(|(index, _)| !hints.repeats(*index)) {
        let header = header_of(index).to_owned();
        if reading.is_none() && !header.is_empty() && !header::among(header::RESULTS, &header) {
            table.notices.push(Notice::new(NoticeCode::ColumnIgnored).with("header", header.as_str()));
        }
        table.columns.push(Column { index: hints.place(index), header, field: reading.map(|reading| reading.field) });
    }
    (readings, doubtful)
}
