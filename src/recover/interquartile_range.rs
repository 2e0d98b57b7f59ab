//! The standard deviation from the quartiles printed beside a mean.

use super::{Recovered, Route};
use crate::dist::normal;
use crate::explain::Step;
use crate::problem::{Notice, NoticeCode, Problem, ProblemCode};

/// By what an interquartile range is divided to give a standard deviation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Divisor {
    /// 1.35: Cochrane Handbook 6.5.2.5.
    #[default]
    Handbook,
    /// Twice the upper quartile of the standard Normal distribution, 1.348980.
    Exact,
}

/// `SD = (q3 - q1) / 1.35`: Cochrane Handbook 6.5.2.5, for data that are distributed like the Normal.
///
/// All in the unit of the measurement; without a mean it is the middle of the quartiles. A mean outside them is told,
/// because the data must then be skewed. The numbers are finite, as [`super::recover`] checks.
///
/// # Errors
/// `not-sorted` where the quartiles are not in order.
///
/// ```
/// use effect_size::recover::interquartile_range::{self, Divisor};
/// let group = interquartile_range::recover(Some(10.4), 5.05, 16.18, Divisor::Handbook)?;
/// assert_eq!(format!("{:.4}", group.sd), "8.2444");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn recover(mean: Option<f64>, q1: f64, q3: f64, divisor: Divisor) -> Result<Recovered, Problem> {
    if q1 > q3 {
        return Err(Problem::new(ProblemCode::NotSorted));
    }
    let z = normal::upper_quantile(0.25);
    let (formula, divisor) = match divisor {
        Divisor::Handbook => ("(q3 − q1) / 1.35", 1.35),
        Divisor::Exact => ("(q3 − q1) / (2 × z) with the Normal quantile of 0.25", 2.0 * z),
    };
    let sd = (q3 - q1) / divisor;
    let numbers = [("q1", q1), ("q3", q3), ("z", z)];
    let working = vec![Step::new("SD", formula, &numbers, sd).by("Cochrane Handbook 6.5.2.5")];
    let outside = mean.filter(|mean| !(q1..=q3).contains(mean));
    let told = outside.map(|mean| Notice::new(NoticeCode::MeanOutsideQuartiles).with("value", mean));
    let mean = mean.unwrap_or(q1 + (q3 - q1) / 2.0);
    Ok(Recovered { mean, sd, route: Route::InterquartileRange, working, notices: told.into_iter().collect() })
}
