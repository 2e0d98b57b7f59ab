//! A printed percentage that is not events of n.

use super::{add, find, quote, tell, value};
use crate::field::ArmFields;
use crate::number;
use crate::problem::{Notice, NoticeCode};
use crate::table::Row;

/// Asks of an arm whether `events / n` is the percentage printed, at the digits printed.
///
/// Not of rates, whose events are not of people.
pub(super) fn ask(row: &Row, arm: &ArmFields, told: &mut Vec<Notice>) {
    let Some(percent) = find(row, arm.percent) else { return };
    let mark = percent.text.bytes().position(|byte| !byte.is_ascii_digit());
    let decimals = mark.map_or(0, |mark| percent.text.len() - mark - 1);
    let n = value(row, arm.n);
    let share = 100.0 * value(row, arm.events) / n;
    // what lies half-way may be rounded up or down
    let away = (share - percent.value).abs() * number::ten_to(decimals as i32);
    if away > 0.5 + 1e-9 && value(row, arm.time).is_nan() {
        tell(told, row, NoticeCode::PercentageDisagrees, &[arm.percent], |notice| {
            quote(notice, "percent", row, arm.percent);
            quote(notice, "events", row, arm.events);
            quote(notice, "n", row, arm.n);
            add(notice, "share", &number::fixed(share, decimals));
            add(notice, "meant", &number::fixed(percent.value * n / 100.0, 0));
        });
    }
}
