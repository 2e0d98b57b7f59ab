//! A printed percentage that is not events of n.

use super::{Known, add, find, quote, tell, value};
use crate::field::ArmFields;
use crate::number::{self, Decimal};
use crate::problem::{Notice, NoticeCode};

/// More digits than a percentage is printed with.
const MOST_DECIMALS: usize = 15;

/// Asks of an arm whether `events / n` is the percentage printed, at the digits printed.
///
/// Not of rates, whose events are not of people.
pub(super) fn ask(row: &Known, arm: &ArmFields, decimal: Decimal, told: &mut Vec<Notice>) {
    let Some(percent) = find(row, arm.percent) else { return };
    let decimals = percent.text.split_once(decimal.mark()).map_or(0, |(_, fraction)| fraction.len());
    let n = value(row, arm.n);
    let share = 100.0 * value(row, arm.events) / n;
    // what lies half-way may be rounded up or down
    let away = (share - percent.value).abs() * number::ten_to(decimals as i32);
    if away > 0.5 + 1e-9 && n > 0.0 && value(row, arm.time).is_nan() {
        tell(told, row, NoticeCode::PercentageDisagrees, Some(arm.percent), |notice| {
            quote(notice, row, &[("events", arm.events), ("n", arm.n), ("percent", arm.percent)]);
            add(notice, "share", &number::fixed(share, decimals.min(MOST_DECIMALS)));
            add(notice, "meant", &number::fixed(percent.value * n / 100.0, 0));
        });
    }
}
