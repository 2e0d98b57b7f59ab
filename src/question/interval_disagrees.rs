//! A printed interval that is not that of the row's groups.

use super::{Known, add, computed, groups, printed, quote, tell};
use crate::design::{Design, TwoByTwo};
use crate::export::sentence::shown;
use crate::field::Field;
use crate::interval::Interval;
use crate::measure::{Calculation, Estimate, MEASURES, Measure};
use crate::number::Decimal;
use crate::problem::{Notice, NoticeCode};
use crate::recover::printed_number::PrintedNumber;
use crate::scale::Scale;

/// By how much of the width a limit may be off, beyond the rounding of its printed digits.
const MOST_OFF: f64 = 0.1;
/// More events, or people without one, make the exact intervals of a two-by-two table slow, and no others than Wald's.
const MOST_EVENTS: f64 = 200.0;
/// What is compared.
const FIELDS: [Field; 3] = [Field::Estimate, Field::Lower, Field::Upper];

/// Asks where a printed 95 % interval, and the estimate beside it, agree with none of the groups': any measure of their
/// design, by any of its intervals, since the row's measure is the table's and may not be the paper's. False where there
/// is nothing to compare.
///
/// A difference of risks may be printed in per cent.
pub(super) fn ask(row: &Known, decimal: Decimal, told: &mut Vec<Notice>) -> bool {
    let Some(measure) = row.estimate.as_ref().and_then(|estimate| Measure::find(estimate.measure)) else {
        return false;
    };
    let [point, Some(lower), Some(upper)] = FIELDS.map(|field| printed(row, field, decimal)) else { return false };
    let Some(data) = groups(row) else { return false };
    // where the groups have no estimate, the paper's own comparison is the row's
    let Some(own) = computed(measure, None, &data) else { return false };
    let (Calculation::Means(_) | Calculation::TwoByTwo(_) | Calculation::Rates(_)) = measure.calculation else {
        return false;
    };
    let quick = match measure.calculation {
        Calculation::TwoByTwo(_) => TwoByTwo::read(&data).is_ok_and(|table| {
            let [a, b, c, d] = table.cells();
            (a + c).min(b + d) <= MOST_EVENTS
        }),
        _ => true,
    };
    let agrees = |searched: bool| {
        MEASURES.iter().filter(|other| same_design(measure, other)).any(|other| {
            other.intervals().iter().any(|&interval| {
                is_closed(interval) != searched
                    && (quick || !is_exact(interval))
                    && computed(other, Some(interval), &data).is_some_and(|found| agree(&found, point, lower, upper))
            })
        })
    };
    // those that need no search come first
    if !(agrees(false) || agrees(true)) {
        tell(told, row, NoticeCode::IntervalDisagrees, Some(Field::Lower), |notice| {
            quote(notice, row, &[("estimate", Field::Estimate), ("lower", Field::Lower), ("upper", Field::Upper)]);
            add(notice, "meant", &shown(&own).interval);
        });
    }
    true
}

fn same_design(one: &Measure, other: &Measure) -> bool {
    core::mem::discriminant(&one.calculation) == core::mem::discriminant(&other.calculation)
}

fn is_exact(interval: Interval) -> bool {
    matches!(interval, Interval::Exact | Interval::MidP | Interval::BaptistaPike)
}

fn is_closed(interval: Interval) -> bool {
    matches!(interval, Interval::Z | Interval::Wald | Interval::Newcombe | Interval::AgrestiCaffo)
}

/// Whether what is printed is the estimate with its limits, on its analysis scale.
fn agree(found: &Estimate, point: Option<PrintedNumber>, lower: PrintedNumber, upper: PrintedNumber) -> bool {
    let analysis = found.analysis;
    let units: &[f64] = match found.measure {
        "RD" => &[1.0, 100.0],
        _ => &[1.0],
    };
    let near = |printed: PrintedNumber, limit: f64, unit: f64| {
        let (value, half) = (printed.value() / unit, printed.half_unit() / unit);
        let (least, most) = match analysis.scale {
            Scale::Log => (analysis.scale.analyse((value - half).max(0.0)), analysis.scale.analyse(value + half)),
            _ => (value - half, value + half),
        };
        let room = MOST_OFF * (analysis.upper - analysis.lower);
        least - room <= limit && limit <= most + room
    };
    // a number needed to treat has its limits on another scale than it is analysed on
    analysis.scale != Scale::Reciprocal
        && units.iter().any(|&unit| {
            near(lower, analysis.lower, unit)
                && near(upper, analysis.upper, unit)
                && point.is_none_or(|point| near(point, analysis.point, unit))
        })
}
