//! Questions, never corrections: what a careful statistician would ask about a reviewer's table.
//!
//! A question adds a notice to the row it concerns, after the row's other notices, and changes no number. It says what was
//! seen and what that would mean. A row with a problem is not asked anything: its problem comes first.

pub mod direction_reversed;
pub mod events_per_person;
pub mod n_differs;
pub mod percentage_disagrees;
pub mod se_typed_as_sd;
pub mod shared_control;
pub mod shares_of_one_total;
pub mod time_equals_n;

use crate::field::{ARMS, Field};
use crate::problem::{Notice, NoticeCode};
use crate::table::cell::Quantity;
use crate::table::{Row, Status};

/// A row is compared with those of its label among so many rows before it and after it, so that the time taken grows with
/// the rows and not with their square.
const REACH: usize = 200;

/// Asks the questions of a table.
///
/// Each is a notice with the row's number, the field it is about, and the numbers seen and those that they would mean.
/// Labels are compared as they are typed. The time taken grows with the rows: each is compared with no more than the 200
/// before it and the 200 after it.
///
/// ```
/// use effect_size::{NoticeCode, batch, table::BatchOptions};
/// let table = batch("study;events1;n1;events2;n2\nStalberg 2008;18;22;4;22", &BatchOptions::default());
/// assert_eq!(table.rows[0].notices[0].code, NoticeCode::SharesOfOneTotal);
/// ```
pub fn ask(rows: &mut [Row]) {
    // where some outcomes are named, rows without a name may be of any
    let named = rows.iter().any(|row| row.outcome.is_some());
    for place in 0..rows.len() {
        let mut told = core::mem::take(&mut rows[place].notices);
        let row = &rows[place];
        let (mut study, mut outcome) = (Vec::new(), Vec::new());
        for other in &rows[place.saturating_sub(REACH)..rows.len().min(place + REACH)] {
            // rows without a label are each a study of their own
            if other.study == row.study && !row.study.is_empty() {
                study.push(other);
            }
            if other.outcome == row.outcome && row.outcome.is_some() == named {
                outcome.push(other);
            }
        }
        if row.status != Status::Problem {
            for arm in ARMS {
                percentage_disagrees::ask(row, arm, &mut told);
                events_per_person::ask(row, arm, &mut told);
            }
            time_equals_n::ask(row, &mut told);
            shares_of_one_total::ask(row, &study, &mut told);
            n_differs::ask(row, &study, &mut told);
            shared_control::ask(row, &study, &mut told);
            se_typed_as_sd::ask(row, &outcome, &mut told);
            direction_reversed::ask(row, &outcome, &mut told);
        }
        rows[place].notices = told;
    }
}

/// Tells of a row, with some of its quantities as typed and what `more` adds; it is about the first.
///
/// The page's first build only raises the question: its sentence, and with it the numbers, come with the complete one.
fn tell(told: &mut Vec<Notice>, row: &Row, code: NoticeCode, fields: &[Field], more: impl FnOnce(&mut Notice)) {
    raise(told, row, code, fields.first().copied());
    if cfg!(feature = "complete")
        && let Some(notice) = told.last_mut()
    {
        for &field in fields {
            quote(notice, field.name(), row, field);
        }
        more(notice);
    }
}

#[inline(never)]
fn raise(told: &mut Vec<Notice>, row: &Row, code: NoticeCode, field: Option<Field>) {
    told.push(Notice { code, field, row: Some(row.row), params: Vec::new() });
}

/// Adds a quantity as typed.
fn quote(notice: &mut Notice, name: &'static str, row: &Row, field: Field) {
    let text = find(row, field).map_or("", |quantity| &quantity.text);
    notice.params.push((name, text.into()));
}

/// Adds a text.
fn add(notice: &mut Notice, name: &'static str, text: &str) {
    notice.params.push((name, text.into()));
}

/// A quantity of a row; NaN, which compares with nothing, where it is not there.
#[inline(never)]
fn value(row: &Row, field: Field) -> f64 {
    find(row, field).map_or(f64::NAN, |quantity| quantity.value)
}

#[inline(never)]
fn find(row: &Row, field: Field) -> Option<&Quantity> {
    row.quantities.iter().find(|quantity| quantity.field == field)
}
