//! Standardised mean difference with unequal variances: the difference in units of the average variance's root.

use super::{Calculation, Estimate, Findings, Measure, Method, Options};
use crate::design::TwoMeans;
use crate::explain::Step;
use crate::hedges;
use crate::interval::Interval;
use crate::problem::{Problem, ProblemCode};
use crate::real;
use crate::scale::Scale;

/// The record of the measure.
pub const RECORD: Measure = Measure {
    id: "SMDH",
    name: "Standardised mean difference, unequal variances",
    aliases: &["smd with heteroscedastic variances"],
    scale: Scale::Identity,
    intervals: &[Interval::Z],
    references: super::cited(&[
        "Bonett DG. Confidence intervals for standardized linear contrasts of means. Psychol Methods \
         2008;13:99-109.",
    ]),
    conventions: &[],
    corrects_zeros: false,
    calculation: Calculation::Means(METHOD),
};

const METHOD: Method<TwoMeans> = Method::new(findings, working, |groups| Some(groups.n1 + groups.n2));

/// The standardised mean difference of two groups whose variances need not be equal, in standard deviations.
///
/// # Errors
/// `sd-zero` where both standard deviations are zero, `n-too-small` where a group has fewer than two people.
///
/// ```
/// use effect_size::{standardized_mean_difference_heteroscedastic as smdh, Options, TwoMeans};
/// let groups = TwoMeans::new(64.0, 17.0, 75.0, 119.0, 29.0, 71.0)?;
/// let estimate = smdh::estimate(&groups, &Options::default()).map_err(|problem| vec![problem])?;
/// assert_eq!(format!("{:.4}", estimate.point), "-2.3018");
/// # Ok::<(), Vec<effect_size::Problem>>(())
/// ```
pub fn estimate(groups: &TwoMeans, options: &Options) -> Result<Estimate, Problem> {
    RECORD.estimate(&METHOD, groups, options)
}

fn findings(groups: &TwoMeans, options: &Options) -> Result<Findings, Problem> {
    let TwoMeans { mean1, sd1, n1, mean2, sd2, n2 } = *groups;
    let correction = hedges::j(groups.pooled_df()).ok_or_else(|| Problem::new(ProblemCode::NTooSmall))?;
    if n1 < 2.0 || n2 < 2.0 {
        return Err(Problem::new(ProblemCode::NTooSmall));
    }
    let average = (sd1 * sd1 + sd2 * sd2) / 2.0;
    if average == 0.0 {
        return Err(Problem::new(ProblemCode::SdZero));
    }
    let g = correction * ((mean1 - mean2) / real::sqrt(average));
    // in units of the average variance, so that no fourth power overflows: Bonett 2008
    let (v1, v2) = (sd1 * sd1 / average, sd2 * sd2 / average);
    let (df1, df2) = (n1 - 1.0, n2 - 1.0);
    let variance = g * g * (v1 * v1 / df1 + v2 * v2 / df2) / 8.0 + v1 / df1 + v2 / df2;
    Findings::normal(Scale::Identity, g, variance, options.level)
}

fn working(groups: &TwoMeans, _: &Options, found: &Findings) -> Vec<Step> {
    let TwoMeans { mean1, sd1, n1, mean2, sd2, n2 } = *groups;
    let average = real::sqrt((sd1 * sd1 + sd2 * sd2) / 2.0);
    let correction = hedges::j(groups.pooled_df()).unwrap_or(1.0);
    let numbers = [
        ("mean1", mean1),
        ("sd1", sd1),
        ("n1", n1),
        ("mean2", mean2),
        ("sd2", sd2),
        ("n2", n2),
        ("s", average),
        ("m", groups.pooled_df()),
        ("J", correction),
        ("g", found.point),
    ];
    let variance = "g² × (sd1⁴/(n1 − 1) + sd2⁴/(n2 − 1)) / (8 × s⁴) + (sd1²/(n1 − 1) + sd2²/(n2 − 1)) / s²";
    vec![
        Step::new("s", "√((sd1² + sd2²) / 2)", &numbers, average),
        Step::new("J", "Γ(m/2) / (√(m/2) × Γ((m − 1)/2))", &numbers, correction).by("Hedges 1981, exact"),
        Step::new("g", "J × (mean1 − mean2) / s", &numbers, found.point),
        Step::new("variance", variance, &numbers, found.variance.unwrap_or_default()).by("Bonett 2008"),
    ]
}
