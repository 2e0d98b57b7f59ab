//! Person-time that is the number of people.

use super::{Known, quote, tell, value};
use crate::field::Field::{N1, N2, Time1, Time2};
use crate::problem::{Notice, NoticeCode};

/// Asks where the person-time of both arms equals their people: 1 unit of time for each is then assumed.
pub(super) fn ask(row: &Known, told: &mut Vec<Notice>) {
    if value(row, Time1) == value(row, N1) && value(row, Time2) == value(row, N2) {
        tell(told, row, NoticeCode::TimeEqualsN, Some(Time1), |notice| {
            quote(notice, row, &[("time1", Time1), ("time2", Time2)]);
        });
    }
}
