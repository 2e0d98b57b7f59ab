//! Ratio of coefficients of variation: the relative spread of arm 1 over that of arm 2.

use super::{Calculation, Estimate, Findings, Measure, Method, Options, ratio_of_means, variability_ratio};
use crate::design::TwoMeans;
use crate::explain::Step;
use crate::interval::Interval;
use crate::problem::{Problem, ProblemCode};
use crate::scale::Scale;

/// The record of the measure.
pub const RECORD: Measure = Measure {
    id: "CVR",
    name: "Ratio of coefficients of variation",
    aliases: &["coefficient of variation ratio"],
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

/// The ratio of two coefficients of variation, corrected for small samples; both means must be above zero.
///
/// # Errors
/// `mean-zero`, `opposite-sign-means`, `mean-below-zero`, `sd-zero`, or `n-too-small` where a group has fewer than two
/// people.
///
/// ```
/// use effect_size::{coefficient_of_variation_ratio as cvr, Options, TwoMeans};
/// let groups = TwoMeans::new(64.0, 17.0, 75.0, 119.0, 29.0, 71.0)?;
/// let estimate = cvr::estimate(&groups, &Options::default()).map_err(|problem| vec![problem])?;
/// assert_eq!(format!("{:.2}", estimate.point), "1.09");
/// # Ok::<(), Vec<effect_size::Problem>>(())
/// ```
pub fn estimate(groups: &TwoMeans, options: &Options) -> Result<Estimate, Problem> {
    RECORD.estimate(&METHOD, groups, options)
}

fn findings(groups: &TwoMeans, options: &Options) -> Result<Findings, Problem> {
    let TwoMeans { mean1, sd1, n1, mean2, sd2, n2 } = *groups;
    ratio_of_means::comparable(mean1, mean2)?;
    if mean1 < 0.0 {
        return Err(Problem::new(ProblemCode::MeanBelowZero));
    }
    let (point, variance) = variability_ratio::log_ratio(groups, mean1, mean2)?;
    let (cv1, cv2) = (sd1 / mean1, sd2 / mean2);
    // Nakagawa 2015, equation 14, means and standard deviations taken as uncorrelated
    let variance = variance + cv1 * cv1 / n1 + cv2 * cv2 / n2;
    Findings::normal(Scale::Log, point, variance, options.level)
}

fn working(groups: &TwoMeans, _: &Options, found: &Findings) -> Vec<Step> {
    let TwoMeans { mean1, sd1, n1, mean2, sd2, n2 } = *groups;
    let numbers = [("mean1", mean1), ("sd1", sd1), ("n1", n1), ("mean2", mean2), ("sd2", sd2), ("n2", n2)];
    let point = "ln((sd1 / mean1) / (sd2 / mean2)) + 1/(2 × (n1 − 1)) − 1/(2 × (n2 − 1))";
    let variance = "1/(2 × (n1 − 1)) + 1/(2 × (n2 − 1)) + sd1²/(n1 × mean1²) + sd2²/(n2 × mean2²)";
    vec![
        Step::new("ln CVR", point, &numbers, found.point).by("Nakagawa 2015"),
        Step::new("variance", variance, &numbers, found.variance.unwrap_or_default()).by("Nakagawa 2015"),
    ]
}
