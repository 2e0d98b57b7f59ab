//! Mean change: the difference of two means of the same people or of matched pairs.

use super::{Calculation, Estimate, Findings, Measure, Method, Options};
use crate::design::Paired;
use crate::explain::Step;
use crate::interval::{Interval, around_t};
use crate::problem::{Problem, ProblemCode};
use crate::scale::Scale;

/// The record of the measure.
pub const RECORD: Measure = Measure {
    id: "MC",
    name: "Mean change",
    aliases: &["paired mean difference", "mean change (mc)"],
    scale: Scale::Identity,
    intervals: &[Interval::T, Interval::Z],
    references: super::cited(&[
        "Higgins JPT, Li T, Deeks JJ. Cochrane Handbook for Systematic Reviews of Interventions, version \
         6.4, section 23.2.7.1.",
    ]),
    conventions: &[],
    corrects_zeros: false,
    calculation: Calculation::Paired(METHOD),
};

const METHOD: Method<Paired> = Method::new(findings, working, |pairs| Some(pairs.n));

/// The mean change of one group, in the unit of the means.
///
/// # Errors
/// `se-zero` where the differences do not vary; `n-too-small` for one person and a t interval.
///
/// ```
/// use effect_size::{mean_change, Options, Paired};
/// let pairs = Paired::new(103.0, 5.5, 100.0, 4.5, 50.0, 0.7)?;
/// let estimate = mean_change::estimate(&pairs, &Options::default()).map_err(|problem| vec![problem])?;
/// assert_eq!(format!("{:.2} to {:.2}", estimate.lower, estimate.upper), "1.87 to 4.13");
/// # Ok::<(), Vec<effect_size::Problem>>(())
/// ```
pub fn estimate(pairs: &Paired, options: &Options) -> Result<Estimate, Problem> {
    RECORD.estimate(&METHOD, pairs, options)
}

fn findings(pairs: &Paired, options: &Options) -> Result<Findings, Problem> {
    let sd = pairs.sd_difference();
    let (point, variance) = (pairs.mean1 - pairs.mean2, sd * sd / pairs.n);
    if options.method() == Some(Interval::Z) || variance == 0.0 {
        return Findings::normal(Scale::Identity, point, variance, options.level);
    }
    if pairs.n < 2.0 {
        return Err(Problem::new(ProblemCode::NTooSmall));
    }
    let ends = around_t(point, variance.sqrt(), pairs.n - 1.0, options.level)?;
    Ok(Findings::of(Scale::Identity, point, point, Some(variance), ends))
}

fn working(pairs: &Paired, _: &Options, found: &Findings) -> Vec<Step> {
    let Paired { mean1, sd1, mean2, sd2, n, r } = *pairs;
    let numbers = [("mean1", mean1), ("sd1", sd1), ("mean2", mean2), ("sd2", sd2), ("n", n), ("r", r)];
    let variance = found.variance.unwrap_or_default();
    vec![
        Step::new("MC", "mean1 − mean2", &numbers, found.point),
        Step::new("variance", "(sd1² + sd2² − 2 × r × sd1 × sd2) / n", &numbers, variance),
    ]
}
