//! Questions, never corrections: what a careful statistician would ask about a reviewer's table.
//!
//! A question adds a notice to the row it concerns, after the row's other notices, and changes no number. It says what was
//! seen and what that would mean. A row with a problem is not asked anything: its problem comes first.

mod direction_reversed;
mod events_per_person;
#[cfg(feature = "complete")]
mod interval_disagrees;
#[cfg(feature = "complete")]
mod interval_off_centre;
mod n_differs;
#[cfg(feature = "complete")]
mod p_disagrees;
mod percentage_disagrees;
mod se_typed_as_sd;
mod shared_control;
mod shares_of_one_total;
mod time_equals_n;

use crate::design::TwoMeans;
#[cfg(feature = "complete")]
use crate::field::Reported;
use crate::field::{ARMS, Field};
#[cfg(feature = "complete")]
use crate::interval::Interval;
#[cfg(feature = "complete")]
use crate::measure::{Estimate, Measure, Options, Request, compute};
use crate::number::Decimal;
use crate::problem::{Notice, NoticeCode};
#[cfg(feature = "complete")]
use crate::recover::{Route, printed_number::PrintedNumber};
use crate::table::cell::Quantity;
use crate::table::{Row, Status};

/// A row is compared with those of its label among so many rows before it and after it, so that the time taken grows with
/// the rows and not with their square.
const REACH: usize = 200;

/// Asks the questions of a table.
///
/// Each is a notice with the row's number, the field it is about, and, in the complete build, the numbers seen and those
/// that they would mean. `decimal` is the mark of the typed numbers. Labels are compared as they are typed. The time taken
/// grows with the rows: each is compared with no more than the 200 before it and the 200 after it.
///
/// ```
/// use effect_size::{NoticeCode, batch, table::BatchOptions};
/// let table = batch("study;events1;n1;events2;n2\nStalberg 2008;18;22;4;22", &BatchOptions::default());
/// assert_eq!(table.rows[0].notices[0].code, NoticeCode::SharesOfOneTotal);
/// ```
pub fn ask(rows: &mut [Row], decimal: Decimal) {
    // where some outcomes are named, rows without a name may be of any
    let named = rows.iter().any(|row| row.outcome.is_some());
    // read once, since each row is compared with many
    let groups: Vec<TwoMeans> = rows.iter().map(se_typed_as_sd::printed).collect();
    for place in 0..rows.len() {
        let mut told = core::mem::take(&mut rows[place].notices);
        let row = &rows[place];
        let (mut study, mut outcome) = (Vec::new(), Vec::new());
        let near = place.saturating_sub(REACH)..rows.len().min(place + REACH);
        for (other, groups) in rows[near.clone()].iter().zip(&groups[near]) {
            // rows without a label are each a study of their own
            if other.study == row.study && !row.study.is_empty() {
                study.push(other);
            }
            if other.outcome == row.outcome && row.outcome.is_some() == named {
                outcome.push((other, groups));
            }
        }
        if row.status != Status::Problem {
            for arm in ARMS {
                percentage_disagrees::ask(row, arm, decimal, &mut told);
                events_per_person::ask(row, arm, &mut told);
            }
            time_equals_n::ask(row, &mut told);
            shares_of_one_total::ask(row, &study, &mut told);
            n_differs::ask(row, &study, &mut told);
            shared_control::ask(row, &study, &mut told);
            se_typed_as_sd::ask(row, &groups[place], &outcome, &mut told);
            direction_reversed::ask(row, &outcome, &mut told);
            // the columns of these questions ask for the complete build
            #[cfg(feature = "complete")]
            {
                p_disagrees::ask(row, decimal, &mut told);
                let compared = interval_disagrees::ask(row, decimal, &mut told);
                interval_off_centre::ask(row, !compared, decimal, &mut told);
            }
        }
        rows[place].notices = told;
    }
}

/// Tells of a row, or of one of its fields; `more` adds the numbers seen and those that they would mean.
///
/// The page's first build only raises the question: its sentence, and with it the numbers, come with the complete one.
fn tell(told: &mut Vec<Notice>, row: &Row, code: NoticeCode, field: Option<Field>, more: impl FnOnce(&mut Notice)) {
    raise(told, row, code, field);
    if cfg!(feature = "complete")
        && let Some(notice) = told.last_mut()
    {
        more(notice);
    }
}

#[inline(never)]
fn raise(told: &mut Vec<Notice>, row: &Row, code: NoticeCode, field: Option<Field>) {
    told.push(Notice { code, field, row: Some(row.row), params: Vec::new() });
}

/// Adds quantities of a row as typed, each under a name.
fn quote(notice: &mut Notice, row: &Row, quantities: &[(&'static str, Field)]) {
    for &(name, field) in quantities {
        add(notice, name, find(row, field).map_or("", |quantity| &quantity.text));
    }
}

/// Adds a text.
#[inline(never)]
fn add(notice: &mut Notice, name: &'static str, text: &str) {
    notice.params.push((name, text.into()));
}

/// A quantity of a row; NaN, which compares with nothing, where it is not there.
#[inline(never)]
fn value(row: &Row, field: Field) -> f64 {
    find(row, field).map_or(f64::NAN, |quantity| quantity.value)
}

/// A quantity of a row with its digits, where it is typed as a number alone.
#[cfg(feature = "complete")]
#[inline(never)]
fn printed(row: &Row, field: Field, decimal: Decimal) -> Option<PrintedNumber> {
    PrintedNumber::read(&find(row, field)?.text, decimal)
}

/// The quantities of a row.
#[cfg(feature = "complete")]
#[inline(never)]
fn typed(row: &Row) -> Reported {
    let mut data = Reported::new();
    for quantity in &row.quantities {
        data.set(quantity.field, quantity.value);
    }
    data
}

/// The estimate of a measure from the groups alone, as RevMan has it, by an interval method or its own.
#[cfg(feature = "complete")]
#[inline(never)]
fn computed(measure: &'static Measure, interval: Option<Interval>, data: &Reported) -> Option<Estimate> {
    let options = Options { interval, ..Options::default() };
    compute(&Request { measure, data: data.clone(), options }).ok()
}

/// What the groups of a row report, with what each of them gives by itself; `None` where the paper's own comparison
/// allows for more than these numbers hold: clusters, a baseline or pairs.
#[cfg(feature = "complete")]
#[inline(never)]
fn groups(row: &Row) -> Option<Reported> {
    use Field::{ClusterSize, Icc, PreMean1, PreMean2, R};
    let mut data = typed(row);
    for found in &row.recovered {
        let by_itself = matches!(found.route, Route::StandardError | Route::ConfidenceInterval | Route::Percentage);
        // what is printed stays, whatever became of it
        if by_itself && data.get(found.field).is_none() {
            data.set(found.field, found.value);
        }
    }
    (!data.has_any(&[ClusterSize, Icc, PreMean1, PreMean2, R])).then_some(data)
}

#[inline(never)]
fn find(row: &Row, field: Field) -> Option<&Quantity> {
    row.quantities.iter().find(|quantity| quantity.field == field)
}
