//! The role of each column and the decimal mark of the table.

use super::batch::{Batch, Column, DecimalChoice};
use super::grid::Separator;
use super::header::{self, Rank, Reading};
#[cfg(feature = "complete")]
use super::layout::carried;
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

/// What is known of the columns.
pub(super) struct Roles {
    /// How each is read; `None` where it is not used.
    pub readings: Vec<Option<Reading>>,
    /// Those in which a mark taken for grouping may be a decimal mark.
    pub doubtful: Vec<bool>,
    /// Fields that two columns claim, so that neither has them.
    #[cfg(feature = "complete")]
    pub claimed_twice: Vec<(Field, [usize; 2])>,
}

/// Decides the role of each column and the decimal mark, and says what is left out.
pub(super) fn read_columns(
    headers: &[String],
    hints: &Hints,
    studies: &Studies,
    wanted: &BatchOptions,
    table: &mut Batch,
) -> Roles {
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
    let header::Headers {
        mut readings,
        spreads,
        by_order,
        #[cfg(feature = "complete")]
        groups,
    } = hints.read(headers, &compound);
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
    #[cfg(feature = "complete")]
    let mut claimed_twice = Vec::new();
    for column in 0..readings.len() {
        let Some(Reading { field, rank, .. }) = readings[column] else { continue };
        let Some((strongest, first)) = taken[field as usize].filter(|&(_, first)| first != column) else { continue };
        if hints.repeats(column) && hints.place(column) == hints.place(first) {
            continue;
        }
        readings[column] = None;
        if rank == strongest && !hints.repeats(column) {
            let code = match field {
                #[cfg(feature = "complete")]
                Field::Estimate if header::comparison::differ_in_adjustment(header_of(first), header_of(column)) => {
                    ProblemCode::CrudeAndAdjusted
                }
                _ => ProblemCode::ColumnTwice,
            };
            let problem = Problem::new(code).about(field).with("column", place(column));
            let problem = problem.with("otherColumn", place(first)).with("header", header_of(column));
            table.problems.push(problem.with("other", header_of(first)));
            // which of two numbers is meant would be a toss
            if !field.is_text() {
                readings[first] = None;
                #[cfg(feature = "complete")]
                claimed_twice.push((field, [first, column]));
            }
        }
    }
    #[cfg(feature = "complete")]
    if groups.len() > 2 && !has_both_arms(&readings) {
        let named: Vec<&str> = groups.iter().take(MOST_NAMED).map(|&column| carried(header_of(column))).collect();
        let quoted: Vec<String> = named.iter().map(|header| format!("“{header}”")).collect();
        let problem = Problem::new(ProblemCode::MoreThanTwoGroups).with("groups", groups.len() as f64);
        table.problems.push(problem.with("headers", quoted.join(", ").as_str()));
        // not two of one group either
        table.problems.retain(|problem| problem.field.is_none_or(|field| field.arm().is_none()));
        // the one group whose arm is known is compared with nothing
        for reading in &mut readings {
            *reading = reading.filter(|reading| reading.field.arm().is_none());
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
    Roles {
        readings,
        doubtful,
        #[cfg(feature = "complete")]
        claimed_twice,
    }
}

/// True where something of each arm is known, beside how many people they have.
#[cfg(feature = "complete")]
fn has_both_arms(readings: &[Option<Reading>]) -> bool {
    let arms = readings.iter().flatten().filter(|reading| !matches!(reading.field, Field::N1 | Field::N2));
    let mut known = [false; 2];
    for (arm, _) in arms.filter_map(|reading| reading.field.arm()) {
        known[arm] = true;
    }
    known == [true; 2]
}

/// No more headers than this are named in a message.
#[cfg(feature = "complete")]
const MOST_NAMED: usize = 6;
