//! Shares of one total typed as groups: 18/22 v 4/22.

use super::{Known, quote, tell, value};
use crate::field::Field::{Events1, Events2, N1, N2, Time1};
use crate::problem::{Notice, NoticeCode};

/// Asks where two groups of one size have events that add up to that size.
///
/// Not where they have equally many, nor where another row of the study has groups of these sizes with other events:
/// then these are the groups.
pub(super) fn ask(row: &Known, study: &[Known], told: &mut Vec<Notice>) {
    let (n, events1, events2) = (value(row, N1), value(row, Events1), value(row, Events2));
    if n != value(row, N2) || events1 + events2 != n || events1 == events2 || value(row, Time1) > 0.0 {
        return;
    }
    let elsewhere = study.iter().any(|other| {
        let moved = (value(other, Events1) - events1).abs() + (value(other, Events2) - events2).abs();
        value(other, N1) == n && value(other, N2) == n && moved > 0.0
    });
    if !elsewhere {
        tell(told, row, NoticeCode::SharesOfOneTotal, Some(N1), |notice| {
            quote(notice, row, &[("n1", N1), ("n2", N2), ("events1", Events1), ("events2", Events2)]);
        });
    }
}
