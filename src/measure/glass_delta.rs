//! Glass's delta: the mean difference in units of the comparator's standard deviation.

use super::{Calculation, Estimate, Findings, Measure, Method, Options};
use crate::design::TwoMeans;
use crate::explain::Step;
use crate::hedges;
use crate::interval::Interval;
use crate::problem::{Problem, ProblemCode};
use crate::scale::Scale;

/// The record of the measure.
pub const RECORD: Measure = Measure {
    id: "SMD1",
    name: "Glass's delta",
    aliases: &["glass delta", "glass' delta"],
    scale: Scale::Identity,
    intervals: &[Interval::Z],
    references: super::cited(&[
        "Glass GV. Primary, secondary, and meta-analysis of research. Educ Res 1976;5:3-8.",
        "Hedges LV. Distribution theory for Glass's estimator of effect size and related estimators. J Educ Stat \
         1981;6:107-28.",
    ]),
    conventions: &[],
    corrects_zeros: false,
    calculation: Calculation::Means(METHOD),
};

const METHOD: Method<TwoMeans> = Method::new(findings, working, |groups| Some(groups.n1 + groups.n2));

/// Glass's delta of two groups, in standard deviations of arm 2, with the exact small-sample correction.
///
/// # Errors
/// `sd-zero` where arm 2 has none, `n-too-small` where arm 2 has two people or fewer.
///
/// ```
/// use effect_size::{glass_delta, Options, TwoMeans};
/// let groups = TwoMeans::new(103.0, 5.5, 50.0, 100.0, 4.5, 50.0)?;
/// let estimate = glass_delta::estimate(&groups, &Options::default()).map_err(|problem| vec![problem])?;
/// assert_eq!(format!("{:.2}", estimate.point), "0.66");
/// # Ok::<(), Vec<effect_size::Problem>>(())
/// ```
pub fn estimate(groups: &TwoMeans, options: &Options) -> Result<Estimate, Problem> {
    RECORD.estimate(&METHOD, groups, options)
}

fn findings(groups: &TwoMeans, options: &Options) -> Result<Findings, Problem> {
    let TwoMeans { mean1, n1, mean2, sd2, n2, .. } = *groups;
    let correction = hedges::j(n2 - 1.0).ok_or_else(|| Problem::new(ProblemCode::NTooSmall))?;
    if sd2 == 0.0 {
        return Err(Problem::new(ProblemCode::SdZero));
    }
    let delta = correction * ((mean1 - mean2) / sd2);
    // the large-sample variance, as metafor's SMD1
    let variance = 1.0 / n1 + 1.0 / n2 + delta * delta / (2.0 * n2);
    Findings::normal(Scale::Identity, delta, variance, options.level)
}

fn working(groups: &TwoMeans, _: &Options, found: &Findings) -> Vec<Step> {
    let TwoMeans { mean1, n1, mean2, sd2, n2, .. } = *groups;
    let correction = hedges::j(n2 - 1.0).unwrap_or(1.0);
    let numbers = [
        ("mean1", mean1),
        ("n1", n1),
        ("mean2", mean2),
        ("sd2", sd2),
        ("n2", n2),
        ("m", n2 - 1.0),
        ("J", correction),
        ("Δ", found.point),
    ];
    vec![
        Step::new("J", "Γ(m/2) / (√(m/2) × Γ((m − 1)/2))", &numbers, correction).by("Hedges 1981, exact"),
        Step::new("Δ", "J × (mean1 − mean2) / sd2", &numbers, found.point).by("Glass 1976"),
        Step::new("variance", "1/n1 + 1/n2 + Δ² / (2 × n2)", &numbers, found.variance.unwrap_or_default())
            .by("large-sample, as metafor"),
    ]
}
