//! Ratio of means (log response ratio): the mean of arm 1 over the mean of arm 2.

use super::{Calculation, Convention, Estimate, Findings, Measure, Method, Options};
use crate::design::TwoMeans;
use crate::explain::Step;
use crate::interval::Interval;
use crate::problem::{Problem, ProblemCode};
use crate::real;
use crate::scale::Scale;

/// The record of the measure.
pub const RECORD: Measure = Measure {
    id: "ROM",
    name: "Ratio of means",
    aliases: &["response ratio", "log response ratio"],
    scale: Scale::Log,
    intervals: &[Interval::Z],
    references: super::cited(&[
        "Hedges LV, Gurevitch J, Curtis PS. The meta-analysis of response ratios in experimental ecology. Ecology \
         1999;80:1150-6.",
        "Lajeunesse MJ. Bias and correction for the log response ratio in ecological meta-analysis. Ecology \
         2015;96:2056-63.",
    ]),
    conventions: super::agreed(&[
        (Convention::RevMan, "plain logarithm of the ratio: Hedges, Gurevitch & Curtis 1999"),
        (Convention::Metafor, "bias corrected: Lajeunesse 2015"),
    ]),
    corrects_zeros: false,
    calculation: Calculation::Means(METHOD),
};

const METHOD: Method<TwoMeans> = Method::new(findings, working, |groups| Some(groups.n1 + groups.n2));

/// The ratio of two means, which must be on a scale with a true zero.
///
/// metafor's convention corrects the logarithm for small-sample bias; RevMan's does not.
///
/// # Errors
/// `mean-zero`, `opposite-sign-means`, or `se-zero` where both standard deviations are zero.
///
/// ```
/// use effect_size::{ratio_of_means, Options, TwoMeans};
/// let groups = TwoMeans::new(61.515, 19.475, 10.0, 51.015, 19.475, 10.0)?;
/// let estimate = ratio_of_means::estimate(&groups, &Options::default()).map_err(|problem| vec![problem])?;
/// assert_eq!(format!("{:.3}", estimate.analysis.point), "0.187");
/// # Ok::<(), Vec<effect_size::Problem>>(())
/// ```
pub fn estimate(groups: &TwoMeans, options: &Options) -> Result<Estimate, Problem> {
    RECORD.estimate(&METHOD, groups, options)
}

/// Refuses means that have no ratio.
pub(super) fn comparable(mean1: f64, mean2: f64) -> Result<(), Problem> {
    if mean1 == 0.0 || mean2 == 0.0 {
        return Err(Problem::new(ProblemCode::MeanZero));
    }
    if (mean1 > 0.0) != (mean2 > 0.0) {
        return Err(Problem::new(ProblemCode::OppositeSignMeans));
    }
    Ok(())
}

/// The squared coefficient of variation of a mean, `sd^2 / (n mean^2)`.
fn relative_variance(mean: f64, sd: f64, n: f64) -> f64 {
    let variation = sd / mean;
    variation * variation / n
}

fn findings(groups: &TwoMeans, options: &Options) -> Result<Findings, Problem> {
    let TwoMeans { mean1, sd1, n1, mean2, sd2, n2 } = *groups;
    comparable(mean1, mean2)?;
    let (v1, v2) = (relative_variance(mean1, sd1, n1), relative_variance(mean2, sd2, n2));
    let raw = real::ln_ratio(mean1.abs(), 1.0, mean2.abs(), 1.0);
    match options.convention {
        Convention::RevMan => Findings::normal_shown_as(Scale::Log, mean1 / mean2, raw, v1 + v2, options.level),
        // Lajeunesse 2015, equation 8
        Convention::Metafor => Findings::normal(Scale::Log, raw + (v1 - v2) / 2.0, v1 + v2, options.level),
    }
}

fn working(groups: &TwoMeans, options: &Options, found: &Findings) -> Vec<Step> {
    let TwoMeans { mean1, sd1, n1, mean2, sd2, n2 } = *groups;
    let numbers = [("mean1", mean1), ("sd1", sd1), ("n1", n1), ("mean2", mean2), ("sd2", sd2), ("n2", n2)];
    let corrected = "ln(mean1 / mean2) + (sd1²/(n1 × mean1²) − sd2²/(n2 × mean2²)) / 2";
    vec![
        match options.convention {
            Convention::RevMan => Step::new("ln ROM", "ln(mean1 / mean2)", &numbers, found.point)
                .by("Hedges, Gurevitch & Curtis 1999, without bias correction"),
            Convention::Metafor => {
                Step::new("ln ROM", corrected, &numbers, found.point).by("Lajeunesse 2015, bias corrected, as metafor")
            }
        },
        Step::new("variance", "sd1²/(n1 × mean1²) + sd2²/(n2 × mean2²)", &numbers, found.variance.unwrap_or_default())
            .by("Hedges, Gurevitch & Curtis 1999"),
    ]
}
