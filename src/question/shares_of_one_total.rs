//! Shares of one total typed as groups: 18/22 v 4/22.

use super::{tell, value};
use crate::field::Field::{Events1, Events2, N1, N2, Time1};
use crate::problem::{Notice, NoticeCode};
use crate::table::Row;

/// Asks where two groups of one size have events that add up to that size.
///
/// Not where they have equally many, nor where another row of the study has groups of these sizes with other events:
/// then these are the groups.
pub(super) fn ask(row: &Row, study: &[&Row], told: &mut Vec<Notice>) {
    let (n, events1, events2) = (value(row, N1), value(row, Events1), value(row, Events2));
    let mut shares = n == value(row, N2) && events1 + events2 == n && events1 != events2 && value(row, Time1).is_nan();
    for other in study {
        let moved = (value(other, Events1) - events1).abs() + (value(other, Events2) - events2).abs();
        shares &= !(value(other, N1) == n && value(other, N2) == n && moved > 0.0);
    }
    if shares {
        tell(told, row, NoticeCode::SharesOfOneTotal, &[N1, N2, Events1, Events2], |_| {});
    }
}
