//! An effect that points the other way than all others.

use super::{Known, add, tell};
use crate::export::sentence::shown_from;
use crate::measure::{Analysis, Estimate};
use crate::problem::{Notice, NoticeCode};
use crate::table::Row;

/// Fewer other rows say little of a direction.
const LEAST_OTHERS: i32 = 3;

/// Asks a row that lies on the other side of no effect than all others of its outcome and measure, at least three of
/// them, and whose interval excludes no effect: the arms or the sign may be swapped.
pub(super) fn ask<'a>(row: &Known, outcome: impl Iterator<Item = &'a Row>, told: &mut Vec<Notice>) {
    let Some(estimate) = &row.estimate else { return };
    let analysis = &estimate.analysis;
    let excludes = analysis.lower * analysis.upper > 0.0;
    if !excludes {
        return;
    }
    // the row itself is one of those on its side, or at no effect
    let (mut beside, mut opposite) = (0, 0);
    for other in outcome {
        if let Some(other) = &other.estimate
            && other.measure == estimate.measure
        {
            let turned = i32::from(other.analysis.point * analysis.point < 0.0);
            opposite += turned;
            beside += 1 - turned;
            if beside > 1 {
                return;
            }
        }
    }
    if opposite >= LEAST_OTHERS {
        tell(told, row, NoticeCode::DirectionReversed, None, |notice| {
            add(notice, "meant", &reversed(estimate));
        });
    }
}

/// The effect in words, with the groups or the sign swapped.
fn reversed(estimate: &Estimate) -> String {
    let Analysis { scale, point, lower, upper, .. } = estimate.analysis;
    let [point, lower, upper] = [-point, -upper, -lower].map(|end| scale.display(end));
    shown_from(estimate.measure, scale, estimate.level, [point, lower, upper], None).sentence
}
