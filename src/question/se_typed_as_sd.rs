//! Standard errors typed as standard deviations.

use super::{Known, add, quote, tell, value_in};
use crate::design::TwoMeans;
use crate::field::Field::{Mean1, Mean2, N1, N2, Sd1, Sd2};
use crate::number;
use crate::problem::{Notice, NoticeCode};
use crate::real;
use crate::table::cell::Quantity;

/// A larger standardised mean difference is hardly ever seen.
const LARGEST_EFFECT: f64 = 3.0;
/// Deviations this many times below another row's are far smaller.
const FAR: f64 = 3.0;
/// Deviations up to this many times above or below another row's are like them.
const LIKE: f64 = 2.0;
/// Fewer rows have no usual deviation.
const LEAST_ROWS: i32 = 3;

/// Asks where the standardised mean difference is beyond 3; or where, for more than half of the other rows of the outcome
/// and at least two, the pooled standard deviation is below a third of theirs, and within a factor of 2 of theirs when
/// taken as that of standard errors.
///
/// `largest` is the largest pooled variance of the table. A row whose larger mean is below a third of theirs as well has another unit.
pub(super) fn ask<'a>(row: &Known, largest: f64, outcome: impl Iterator<Item = &'a Spread>, told: &mut Vec<Notice>) {
    let groups = printed(row.quantities());
    let Spread { variance, mean } = Spread::of(row.quantities());
    if variance.is_nan() || row.estimate.is_none() {
        return;
    }
    let meant = variance * (groups.n1 + groups.n2) / 2.0;
    let (mut all, mut far) = (0, 0);
    // below a third of none, it is below that of none of these
    for &Spread { variance: usual, mean: other } in outcome.take_while(|_| variance * FAR * FAR < largest) {
        let small = variance * FAR * FAR < usual && mean * FAR > other;
        let like = meant < usual * LIKE * LIKE && usual < meant * LIKE * LIKE;
        all += i32::from(usual > 0.0);
        far += i32::from(small && like);
    }
    // Hedges 1981, with the approximate factor
    let g = (groups.mean1 - groups.mean2) * (1.0 - 3.0 / (4.0 * groups.pooled_df() - 1.0));
    let large = g * g > variance * LARGEST_EFFECT * LARGEST_EFFECT;
    if large || all >= LEAST_ROWS && 2 * far >= all {
        tell(told, row, NoticeCode::SeTypedAsSd, Some(Sd1), |notice| {
            quote(notice, row, &[("sd1", Sd1), ("sd2", Sd2)]);
            add(notice, "meant1", &number::ratio(groups.sd1 * real::sqrt(groups.n1)));
            add(notice, "meant2", &number::ratio(groups.sd2 * real::sqrt(groups.n2)));
        });
    }
}

/// How far the people of a row lie apart, and where.
pub(crate) struct Spread {
    /// The pooled variance; NaN where what it takes is not printed.
    pub(super) variance: f64,
    /// The mean that is farther from 0.
    mean: f64,
}

impl Spread {
    #[inline(never)]
    pub(crate) fn of(quantities: &[Quantity]) -> Spread {
        let groups = printed(quantities);
        Spread { variance: groups.pooled_variance(), mean: groups.mean1.abs().max(groups.mean2.abs()) }
    }
}

/// The groups of a row with what is printed of them, and NaN for what is not.
#[inline(never)]
fn printed(quantities: &[Quantity]) -> TwoMeans {
    let value = |field| value_in(quantities, field);
    TwoMeans {
        mean1: value(Mean1),
        sd1: value(Sd1),
        n1: value(N1),
        mean2: value(Mean2),
        sd2: value(Sd2),
        n2: value(N2),
    }
}
