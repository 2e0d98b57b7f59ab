//! Incidence rate difference: events per person-time in arm 1 minus arm 2.

use super::{Calculation, Estimate, Findings, Measure, Method, Options};
use crate::design::TwoRates;
use crate::explain::Step;
use crate::interval::conditional::rates::ratio_score_z;
use crate::interval::score::rate_difference;
use crate::interval::{Interval, Statistic};
use crate::problem::{Problem, ProblemCode};
use crate::scale::Scale;

/// The record of the measure.
pub const RECORD: Measure = Measure {
    id: "IRD",
    name: "Rate difference",
    aliases: &["incidence rate difference", "rate difference (ird)"],
    scale: Scale::Identity,
    intervals: &[Interval::Wald, Interval::Score],
    references: super::cited(&[
        "Rothman KJ, Greenland S, Lash TL. Modern Epidemiology, 3rd edition. Lippincott Williams & Wilkins 2008, \
         chapter 14.",
    ]),
    conventions: &[],
    corrects_zeros: false,
    calculation: Calculation::Rates(METHOD),
};

const METHOD: Method<TwoRates> = Method::new(findings, working, |_| None);

/// The rate difference of two groups, per unit of person-time, from raw counts.
///
/// # Errors
/// `double-zero` where neither group has an event, so that the Wald standard error is zero.
///
/// ```
/// use effect_size::{incidence_rate_difference, Options, TwoRates};
/// let rates = TwoRates::new(20.0, 54.0, 8.0, 53.0)?;
/// let estimate = incidence_rate_difference::estimate(&rates, &Options::default()).map_err(|problem| vec![problem])?;
/// assert!((estimate.point - (20.0 / 54.0 - 8.0 / 53.0)).abs() < 1e-15);
/// # Ok::<(), Vec<effect_size::Problem>>(())
/// ```
pub fn estimate(rates: &TwoRates, options: &Options) -> Result<Estimate, Problem> {
    RECORD.estimate(&METHOD, rates, options)
}

fn findings(rates: &TwoRates, options: &Options) -> Result<Findings, Problem> {
    let TwoRates { events1: x1, time1: t1, events2: x2, time2: t2 } = *rates;
    let point = rate_difference::difference(x1, t1, x2, t2);
    let variance = x1 / (t1 * t1) + x2 / (t2 * t2);
    let no_events = x1 + x2 == 0.0;
    if options.method() == Some(Interval::Score) {
        let limits = rate_difference::limits(x1, t1, x2, t2, options.level.z())?;
        // at no difference the restricted fit is the common rate, so that the test is that of the ratio
        let z = if no_events { 0.0 } else { ratio_score_z(x1, t1, x2, t2)? };
        let z = Statistic::z(z);
        return Ok(Findings::inverted(Scale::Identity, point, variance, limits, Some(z), z.p()));
    }
    if no_events {
        return Err(Problem::new(ProblemCode::DoubleZero));
    }
    Findings::normal(Scale::Identity, point, variance, options.level)
}

fn working(rates: &TwoRates, _: &Options, found: &Findings) -> Vec<Step> {
    let numbers = [("x1", rates.events1), ("t1", rates.time1), ("x2", rates.events2), ("t2", rates.time2)];
    [
        Some(Step::new("IRD", "x1/t1 − x2/t2", &numbers, found.point)),
        found.variance.map(|v| Step::new("variance", "x1/t1² + x2/t2²", &numbers, v)),
    ]
    .into_iter()
    .flatten()
    .collect()
}
