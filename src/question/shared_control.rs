//! A control group that is counted twice.

use super::{Known, add, tell};
use crate::field::Field;
use crate::number;
use crate::problem::{Notice, NoticeCode};

/// Asks where an earlier row of the study and outcome has the same comparator beside another intervention: a trial with
/// several arms, whose control counts once for each (Cochrane Handbook 6.5.2.10 and 23.3.4). Quotes the first such row.
///
/// Not where the comparator is split among them.
pub(super) fn ask(row: &Known, study: &[Known], told: &mut Vec<Notice>) {
    if cfg!(feature = "complete") && told.iter().any(|notice| notice.code == NoticeCode::ControlSplit) {
        return;
    }
    for other in study.iter().take_while(|other| other.row < row.row) {
        let same = other.arms()[1] == row.arms()[1] && other.outcome == row.outcome && !row.arms()[1].is_empty();
        if same && other.arms()[0] != row.arms()[0] && other.estimate.is_some() && row.estimate.is_some() {
            return tell(told, row, NoticeCode::SharedControl, Some(Field::N2), |notice| {
                add(notice, "row", &number::shortest(other.row as f64));
            });
        }
    }
}
