//! A printed interval that is not around its estimate.

use super::{Known, add, find, printed, quote, tell, typed};
use crate::field::{ARMS, Field};
use crate::measure::{Calculation, Measure};
use crate::number::{self, Decimal};
use crate::problem::{Notice, NoticeCode};
use crate::recover::Route;
use crate::scale::Scale;

/// By how much of the width an interval that need not be symmetric may be off its middle.
const MOST_OFF: f64 = 0.1;
/// The measures whose intervals are symmetric: point plus and minus a multiple of the standard error.
const SYMMETRIC: &[&str] = &["MD", "MC", "GIV"];

/// Asks of each arm's mean and of a reported effect whether they are at the middle of their printed interval.
///
/// A mean, and a difference of means, are to be there as far as the printed digits tell. Other intervals may be exact or
/// profile ones, which are not symmetric: they are to be there within 10 % of the width as well, a ratio on the log scale.
/// Where the row holds groups too, the measure is the table's and may not be that of the paper's comparison: this is asked
/// about where it is off the middle both as a difference and as a ratio. An `effect` that the groups tell is not asked.
pub(super) fn ask(row: &Known, effect: bool, decimal: Decimal, told: &mut Vec<Notice>) {
    for arm in ARMS {
        interval(row, [arm.mean, arm.lower, arm.upper], &[(Scale::Identity, 0.0)], decimal, told);
    }
    outside(row, decimal, told);
    let Some(measure) = row.measure.filter(|_| effect).and_then(Measure::find) else { return };
    let compared = matches!(
        measure.calculation,
        Calculation::Hazard(_) | Calculation::Comparison(_) | Calculation::ComparedRatio(_)
    );
    let difference = (Scale::Identity, if SYMMETRIC.contains(&measure.id) { 0.0 } else { MOST_OFF });
    let ratio = (Scale::Log, MOST_OFF);
    let scales: &[(Scale, f64)] = match measure.scale {
        _ if !compared && measure.suits(&typed(row)) => &[difference, ratio],
        Scale::Identity => &[difference],
        Scale::Log => &[ratio],
        Scale::Reciprocal => &[],
    };
    interval(row, [Field::Estimate, Field::Lower, Field::Upper], scales, decimal, told);
}

/// Asks where the printed interval of a difference, from which the deviations were recovered, does not hold the difference
/// of the printed means: the groups or a sign may be swapped.
fn outside(row: &Known, decimal: Decimal, told: &mut Vec<Notice>) {
    let ends = [Field::Lower, Field::Upper].map(|field| printed(row, field, decimal));
    let (Some(estimate), [Some(lower), Some(upper)]) = (&row.estimate, ends) else { return };
    let used = estimate.measure == "MD" && row.recovered().iter().any(|found| found.route == Route::DifferenceInterval);
    let held =
        lower.value() - lower.half_unit() <= estimate.point && estimate.point <= upper.value() + upper.half_unit();
    if used && !held {
        tell(told, row, NoticeCode::IntervalOffCentre, Some(Field::Lower), |notice| {
            add(notice, "estimate", &number::brief(estimate.point));
            quote(notice, row, &[("lower", Field::Lower), ("upper", Field::Upper)]);
            add(notice, "meant", &number::brief((lower.value() + upper.value()) / 2.0));
        });
    }
}

/// Asks of one interval, on each scale with the share of the width by which it may be off.
fn interval(row: &Known, fields: [Field; 3], scales: &[(Scale, f64)], decimal: Decimal, told: &mut Vec<Notice>) {
    // most means have no interval
    if find(row, fields[1]).is_none() {
        return;
    }
    let [Some(point), Some(lower), Some(upper)] = fields.map(|field| printed(row, field, decimal)) else { return };
    let positive = lower.value().min(point.value()) > 0.0;
    let mut middle = None;
    for &(scale, most) in scales.iter().filter(|(scale, _)| positive || *scale != Scale::Log) {
        let at = |number: f64| scale.analyse(if scale == Scale::Log { number.max(0.0) } else { number });
        // the least and the most that each printed number may stand for
        let [point, lower, upper] = [point, lower, upper].map(|printed| {
            let ends = [printed.value() - printed.half_unit(), printed.value() + printed.half_unit()];
            (at(ends[0]), at(printed.value()), at(ends[1]))
        });
        let middles = [(lower.0 + upper.0) / 2.0, (lower.1 + upper.1) / 2.0, (lower.2 + upper.2) / 2.0];
        let width = upper.1 - lower.1;
        // a gap of nothing would take all three at the very ends of their roundings
        let apart = (point.0 - middles[2]).max(middles[0] - point.2) >= -1e-9 * width;
        if !(apart && (point.1 - middles[1]).abs() > most * width && width > 0.0) {
            return;
        }
        middle = middle.or(Some(scale.display(middles[1])));
    }
    if let Some(middle) = middle {
        tell(told, row, NoticeCode::IntervalOffCentre, Some(fields[0]), |notice| {
            quote(notice, row, &[("estimate", fields[0]), ("lower", fields[1]), ("upper", fields[2])]);
            add(notice, "meant", &number::fixed(middle, usize::from(point.decimals()) + 1));
        });
    }
}
