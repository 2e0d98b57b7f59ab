//! Mean and standard deviation from the median with the range, the quartiles, or both, where they are not too skewed.

use super::{Recovered, Route};
use crate::dist::normal;
use crate::explain::Step;
use crate::problem::{Problem, ProblemCode};
use crate::real;

/// The mean of Luo 2018, the standard deviation of Wan 2014 (with all five numbers Shi 2020), after the skewness test of
/// Shi 2023.
///
/// Luo D, Wan X, Liu J, Tong T. Optimally estimating the sample mean from the sample size, median, mid-range, and/or
/// mid-quartile range. Stat Methods Med Res 2018;27:1785-805. Wan X, Wang W, Liu J, Tong T. Estimating the sample mean
/// and standard deviation from the sample size, median, range and/or interquartile range. BMC Med Res Methodol
/// 2014;14:135. Shi J, Luo D, Weng H, et al. Optimally estimating the sample standard deviation from the five-number
/// summary. Res Synth Methods 2020;11:641-54. Shi J, Luo D, Wan X, et al. Detecting the skewness of data from the
/// five-number summary and its application in meta-analysis. Stat Methods Med Res 2023;32:1338-60.
///
/// All in the unit of the measurement, pairs lower value first; `n` people. The numbers are finite, as
/// [`super::recover`] checks.
///
/// # Errors
/// `not-sorted`; `n-too-small` for fewer than five people; `skewed`; `missing-value` without range and quartiles.
///
/// ```
/// use effect_size::recover::five_numbers;
/// let group = five_numbers::recover(None, Some((21.7, 27.6)), 24.6, 414.0)?;
/// assert_eq!(format!("{:.6} {:.6}", group.mean, group.sd), "24.635047 4.389112");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn recover(
    range: Option<(f64, f64)>,
    quartiles: Option<(f64, f64)>,
    median: f64,
    n: f64,
) -> Result<Recovered, Problem> {
    let (min, max) = range.unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
    let (lower, upper) = quartiles.unwrap_or((median, median));
    if !(min <= lower && lower <= median && median <= upper && upper <= max) {
        return Err(Problem::new(ProblemCode::NotSorted));
    }
    if n < 5.0 {
        return Err(Problem::new(ProblemCode::NTooSmall));
    }
    if is_skewed(range, quartiles, median, n) {
        return Err(Problem::new(ProblemCode::Skewed));
    }
    // expected range and interquartile range in standard deviations: Wan 2014, equations 9 and 16
    let in_range = -2.0 * normal::upper_quantile((n - 0.375) / (n + 0.25));
    let in_quartiles = -2.0 * normal::upper_quantile((0.75 * n - 0.125) / (n + 0.25));
    let numbers = [
        ("min", min),
        ("q1", lower),
        ("median", median),
        ("q3", upper),
        ("max", max),
        ("n", n),
        ("ξ", in_range),
        ("η", in_quartiles),
    ];
    let step = |quantity, formula, value, source| Step::new(quantity, formula, &numbers, value).by(source);
    let (route, mean, sd, formulas) = match (range, quartiles) {
        (Some(_), None) => {
            let weight = 4.0 / (4.0 + real::pow(n, 0.75));
            let mean = weight * ((min + max) / 2.0) + (1.0 - weight) * median;
            let formula = "w × (min + max) / 2 + (1 − w) × median with w = 4 / (4 + n^0.75)";
            (Route::Range, mean, (max - min) / in_range, [(formula, "Luo 2018"), ("(max − min) / ξ", "Wan 2014")])
        }
        (None, Some(_)) => {
            let weight = 0.7 + 0.39 / n;
            let mean = weight * ((lower + upper) / 2.0) + (1.0 - weight) * median;
            let formula = "w × (q1 + q3) / 2 + (1 − w) × median with w = 0.7 + 0.39 / n";
            (
                Route::Quartiles,
                mean,
                (upper - lower) / in_quartiles,
                [(formula, "Luo 2018"), ("(q3 − q1) / η", "Wan 2014")],
            )
        }
        (Some(_), Some(_)) => {
            let outer = 2.2 / (2.2 + real::pow(n, 0.75));
            let inner = 0.7 - 0.72 / real::pow(n, 0.55);
            let mean = outer * ((min + max) / 2.0) + inner * ((lower + upper) / 2.0) + (1.0 - outer - inner) * median;
            let weight = 1.0 / (1.0 + 0.07 * real::pow(n, 0.6));
            let sd = weight * ((max - min) / in_range) + (1.0 - weight) * ((upper - lower) / in_quartiles);
            let formula = "w × (min + max) / 2 + v × (q1 + q3) / 2 + (1 − w − v) × median";
            let spread = "w × (max − min) / ξ + (1 − w) × (q3 − q1) / η with w = 1 / (1 + 0.07 × n^0.6)";
            (Route::RangeAndQuartiles, mean, sd, [(formula, "Luo 2018"), (spread, "Shi 2020")])
        }
        (None, None) => return Err(Problem::new(ProblemCode::MissingValue)),
    };
    let [(mean_formula, mean_source), (sd_formula, sd_source)] = formulas;
    let working = vec![step("mean", mean_formula, mean, mean_source), step("SD", sd_formula, sd, sd_source)];
    Ok(Recovered { mean, sd, route, working, notices: Vec::new() })
}

/// The test of Shi 2023, at 5 %. A summary without spread is not skewed.
fn is_skewed(range: Option<(f64, f64)>, quartiles: Option<(f64, f64)>, median: f64, n: f64) -> bool {
    let lean = |(low, high): (f64, f64)| (high > low).then(|| ((low + high - 2.0 * median) / (high - low)).abs());
    let root = real::sqrt(n);
    match (range.map(lean), quartiles.map(lean)) {
        (Some(Some(outer)), None) => outer >= 1.0 / real::ln(n + 9.0) + 2.5 / (n + 1.0),
        (None, Some(Some(inner))) => inner >= 2.65 / root - 6.0 / (n * n),
        (Some(Some(outer)), Some(Some(inner))) => {
            (2.65 * real::ln(0.6 * n) / root * outer).max(inner) >= 3.0 / root - 40.0 / (n * n * n)
        }
        _ => false,
    }
}
