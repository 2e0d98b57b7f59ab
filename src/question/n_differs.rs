//! Groups of another size in another row of the study.

use super::{add, quote, tell, value};
use crate::field::Field::{N1, N2};
use crate::number;
use crate::problem::{Notice, NoticeCode};
use crate::table::Row;

/// Asks where the groups of another outcome of the study, in an earlier row, had another size; quotes the nearest.
///
/// Not where any earlier row had these sizes: the difference was told there. Rows of one outcome, and rows without one,
/// may be subgroups or arms of their own.
pub(super) fn ask(row: &Row, study: &[&Row], told: &mut Vec<Notice>) {
    let mut found = None;
    for other in study.iter().take_while(|other| other.row < row.row) {
        let apart = (value(row, N1) - value(other, N1)).abs() + (value(row, N2) - value(other, N2)).abs();
        if apart == 0.0 {
            return;
        }
        // not a number where a size is missing
        if apart > 0.0 && other.outcome != row.outcome {
            found = Some(other);
        }
    }
    if let Some(other) = found {
        tell(told, row, NoticeCode::NDiffers, &[N1, N2], |notice| {
            add(notice, "row", &number::shortest(other.row as f64));
            quote(notice, "other1", other, N1);
            quote(notice, "other2", other, N2);
        });
    }
}
