//! Standardised mean change with raw-score standardisation: the mean change in units of the first standard deviation.

use super::{Calculation, Estimate, Findings, Measure, Method, Options};
use crate::design::Paired;
use crate::explain::Step;
use crate::hedges;
use crate::interval::Interval;
use crate::problem::{Problem, ProblemCode};
use crate::scale::Scale;

/// The record of the measure.
pub const RECORD: Measure = Measure {
    id: "SMCR",
    name: "Standardised mean change, raw-score SD",
    aliases: &["standardised mean change (raw)", "standardized mean change (raw)"],
    scale: Scale::Identity,
    intervals: &[Interval::Z],
    references: super::cited(&[
        "Becker BJ. Synthesizing standardized mean-change measures. Br J Math Stat Psychol 1988;41:257-78.",
    ]),
    conventions: &[],
    corrects_zeros: false,
    calculation: Calculation::Paired(METHOD),
};

const METHOD: Method<Paired> = Method::new(findings, working, |pairs| Some(pairs.n));

/// The mean change of one group in standard deviations of the first measurement (`sd1`, as metafor).
///
/// # Errors
/// `sd-zero` where `sd1` is zero, `n-too-small` for two people or fewer, `se-zero` where the variance is zero.
///
/// ```
/// use effect_size::{standardized_mean_change_raw, Options, Paired};
/// let pairs = Paired::new(103.0, 5.5, 100.0, 4.5, 50.0, 0.7)?;
/// let estimate = standardized_mean_change_raw::estimate(&pairs, &Options::default()).map_err(|problem| vec![problem])?;
/// assert_eq!(format!("{:.2}", estimate.point), "0.54");
/// # Ok::<(), Vec<effect_size::Problem>>(())
/// ```
pub fn estimate(pairs: &Paired, options: &Options) -> Result<Estimate, Problem> {
    RECORD.estimate(&METHOD, pairs, options)
}

fn findings(pairs: &Paired, options: &Options) -> Result<Findings, Problem> {
    let Paired { mean1, sd1, mean2, n, r, .. } = *pairs;
    let correction = hedges::j(n - 1.0).ok_or_else(|| Problem::new(ProblemCode::NTooSmall))?;
    if sd1 == 0.0 {
        return Err(Problem::new(ProblemCode::SdZero));
    }
    let g = correction * ((mean1 - mean2) / sd1);
    let variance = 2.0 * (1.0 - r) / n + g * g / (2.0 * n); // Becker 1988
    Findings::normal(Scale::Identity, g, variance, options.level)
}

fn working(pairs: &Paired, _: &Options, found: &Findings) -> Vec<Step> {
    let Paired { mean1, sd1, mean2, n, r, .. } = *pairs;
    let correction = hedges::j(n - 1.0).unwrap_or(1.0);
    let numbers = [
        ("mean1", mean1),
        ("sd1", sd1),
        ("mean2", mean2),
        ("n", n),
        ("r", r),
        ("m", n - 1.0),
        ("J", correction),
        ("g", found.point),
    ];
    vec![
        Step::new("J", "Γ(m/2) / (√(m/2) × Γ((m − 1)/2))", &numbers, correction).by("Hedges 1981, exact"),
        Step::new("g", "J × (mean1 − mean2) / sd1", &numbers, found.point).by("Becker 1988"),
        Step::new("variance", "2 × (1 − r) / n + g² / (2 × n)", &numbers, found.variance.unwrap_or_default())
            .by("Becker 1988"),
    ]
}
