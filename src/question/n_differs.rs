//! Groups of another size in another row of the study.

use super::{Known, add, quote, tell, value};
use crate::field::Field::{N1, N2};
use crate::number;
use crate::problem::{Notice, NoticeCode};

/// Asks where the groups of another outcome of the study, in an earlier row, had another size; quotes the nearest.
///
/// Not where any earlier row had these sizes: the difference was told there. Rows of one outcome, and rows without one,
/// may be subgroups or arms of their own.
pub(super) fn ask(row: &Known, study: &[Known], told: &mut Vec<Notice>) {
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
        let field = if value(row, N1) == value(other, N1) { N2 } else { N1 };
        tell(told, row, NoticeCode::NDiffers, Some(field), |notice| {
            quote(notice, row, &[("n1", N1), ("n2", N2)]);
            quote(notice, other, &[("other1", N1), ("other2", N2)]);
            add(notice, "row", &number::shortest(other.row as f64));
        });
    }
}
