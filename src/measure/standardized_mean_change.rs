//! Standardised mean change with change-score standardisation: the mean change in units of its own standard deviation.

use super::{Calculation, Estimate, Findings, Measure, Method, Options};
use crate::design::Paired;
use crate::explain::Step;
use crate::hedges;
use crate::interval::Interval;
use crate::problem::{Problem, ProblemCode};
use crate::scale::Scale;

/// The record of the measure.
pub const RECORD: Measure = Measure {
    id: "SMCC",
    name: "Standardised mean change, change-score SD",
    aliases: &["standardised mean change (change)", "standardized mean change (change)"],
    scale: Scale::Identity,
    intervals: &[Interval::Z],
    references: super::cited(&[
        "Gibbons RD, Hedeker DR, Davis JM. Estimation of effect size from a series of experiments involving \
         paired comparisons. J Educ Stat 1993;18:271-9.",
    ]),
    conventions: &[],
    corrects_zeros: false,
    calculation: Calculation::Paired(METHOD),
};

const METHOD: Method<Paired> = Method::new(findings, working, |pairs| Some(pairs.n));

/// The mean change of one group in standard deviations of the change.
///
/// # Errors
/// `sd-zero` where the differences do not vary, `n-too-small` for two people or fewer.
///
/// ```
/// use effect_size::{standardized_mean_change, Options, Paired};
/// let pairs = Paired::new(103.0, 5.5, 100.0, 4.5, 50.0, 0.7)?;
/// let estimate = standardized_mean_change::estimate(&pairs, &Options::default()).map_err(|problem| vec![problem])?;
/// assert_eq!(format!("{:.2}", estimate.point), "0.74");
/// # Ok::<(), Vec<effect_size::Problem>>(())
/// ```
pub fn estimate(pairs: &Paired, options: &Options) -> Result<Estimate, Problem> {
    RECORD.estimate(&METHOD, pairs, options)
}

fn findings(pairs: &Paired, options: &Options) -> Result<Findings, Problem> {
    let sd = pairs.sd_difference();
    if sd == 0.0 {
        return Err(Problem::new(ProblemCode::SdZero));
    }
    let correction = hedges::j(pairs.n - 1.0).ok_or_else(|| Problem::new(ProblemCode::NTooSmall))?;
    let g = correction * ((pairs.mean1 - pairs.mean2) / sd);
    let variance = 1.0 / pairs.n + g * g / (2.0 * pairs.n); // the large-sample variance, as metafor
    Findings::normal(Scale::Identity, g, variance, options.level)
}

fn working(pairs: &Paired, _: &Options, found: &Findings) -> Vec<Step> {
    let Paired { mean1, sd1, mean2, sd2, n, r } = *pairs;
    let (sd, correction) = (pairs.sd_difference(), hedges::j(n - 1.0).unwrap_or(1.0));
    let numbers = [
        ("mean1", mean1),
        ("sd1", sd1),
        ("mean2", mean2),
        ("sd2", sd2),
        ("n", n),
        ("r", r),
        ("s", sd),
        ("m", n - 1.0),
        ("J", correction),
        ("g", found.point),
    ];
    vec![
        Step::new("s", "√(sd1² + sd2² − 2 × r × sd1 × sd2)", &numbers, sd),
        Step::new("J", "Γ(m/2) / (√(m/2) × Γ((m − 1)/2))", &numbers, correction).by("Hedges 1981, exact"),
        Step::new("g", "J × (mean1 − mean2) / s", &numbers, found.point),
        Step::new("variance", "1/n + g² / (2 × n)", &numbers, found.variance.unwrap_or_default())
            .by("Gibbons 1993, large-sample, as metafor"),
    ]
}
