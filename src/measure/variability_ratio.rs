//! Variability ratio: the standard deviation of arm 1 over that of arm 2.

use super::{Calculation, Estimate, Findings, Measure, Method, Options};
use crate::design::TwoMeans;
use crate::explain::Step;
use crate::interval::Interval;
use crate::problem::{Problem, ProblemCode};
use crate::real;
use crate::scale::Scale;

/// The record of the measure.
pub const RECORD: Measure = Measure {
    id: "VR",
    name: "Variability ratio",
    aliases: &["ratio of standard deviations"],
    scale: Scale::Log,
    intervals: &[Interval::Z],
    references: super::cited(&[
        "Nakagawa S, Poulin R, Mengersen K, et al. Meta-analysis of variation: ecological and evolutionary \
         applications and beyond. Methods Ecol Evol 2015;6:143-52.",
    ]),
    conventions: &[],
    corrects_zeros: false,
    calculation: Calculation::Means(METHOD),
};

const METHOD: Method<TwoMeans> = Method::new(findings, working, |groups| Some(groups.n1 + groups.n2));

/// The ratio of two standard deviations, corrected for small samples.
///
/// # Errors
/// `sd-zero`, or `n-too-small` where a group has fewer than two people.
///
/// ```
/// use effect_size::{variability_ratio, Options, TwoMeans};
/// let groups = TwoMeans::new(64.0, 17.0, 75.0, 119.0, 29.0, 71.0)?;
/// let estimate = variability_ratio::estimate(&groups, &Options::default()).map_err(|problem| vec![problem])?;
/// assert_eq!(format!("{:.2}", estimate.point), "0.59");
/// # Ok::<(), Vec<effect_size::Problem>>(())
/// ```
pub fn estimate(groups: &TwoMeans, options: &Options) -> Result<Estimate, Problem> {
    RECORD.estimate(&METHOD, groups, options)
}

/// The corrected log ratio of the standard deviations over two divisors, and its variance.
pub(super) fn log_ratio(groups: &TwoMeans, divisor1: f64, divisor2: f64) -> Result<(f64, f64), Problem> {
    let TwoMeans { sd1, n1, sd2, n2, .. } = *groups;
    if sd1 == 0.0 || sd2 == 0.0 {
        return Err(Problem::new(ProblemCode::SdZero));
    }
    if n1 < 2.0 || n2 < 2.0 {
        return Err(Problem::new(ProblemCode::NTooSmall));
    }
    let (half1, half2) = (0.5 / (n1 - 1.0), 0.5 / (n2 - 1.0));
    // Nakagawa 2015, equations 11 and 12
    Ok((real::ln_ratio(sd1, divisor2, sd2, divisor1) + half1 - half2, half1 + half2))
}

fn findings(groups: &TwoMeans, options: &Options) -> Result<Findings, Problem> {
    let (point, variance) = log_ratio(groups, 1.0, 1.0)?;
    Findings::normal(Scale::Log, point, variance, options.level)
}

fn working(groups: &TwoMeans, _: &Options, found: &Findings) -> Vec<Step> {
    let numbers = [("sd1", groups.sd1), ("n1", groups.n1), ("sd2", groups.sd2), ("n2", groups.n2)];
    let point = "ln(sd1 / sd2) + 1/(2 × (n1 − 1)) − 1/(2 × (n2 − 1))";
    let variance = found.variance.unwrap_or_default();
    vec![
        Step::new("ln VR", point, &numbers, found.point).by("Nakagawa 2015"),
        Step::new("variance", "1/(2 × (n1 − 1)) + 1/(2 × (n2 − 1))", &numbers, variance).by("Nakagawa 2015"),
    ]
}
