//! Ratio of two means of the same people or of matched pairs.

use super::ratio_of_means::comparable;
use super::{Calculation, Convention, Estimate, Findings, Measure, Method, Options};
use crate::design::Paired;
use crate::explain::Step;
use crate::interval::Interval;
use crate::problem::Problem;
use crate::real;
use crate::scale::Scale;

/// The record of the measure.
pub const RECORD: Measure = Measure {
    id: "ROMC",
    name: "Ratio of means, paired",
    aliases: &["log response ratio, paired"],
    scale: Scale::Log,
    intervals: &[Interval::Z],
    references: super::cited(&[
        "Lajeunesse MJ. On the meta-analysis of response ratios for studies with correlated and multi-group \
         designs. Ecology 2011;92:2049-55.",
    ]),
    conventions: super::agreed(&[
        (Convention::RevMan, "plain logarithm of the ratio: Hedges, Gurevitch & Curtis 1999"),
        (Convention::Metafor, "bias corrected: Lajeunesse 2015"),
    ]),
    corrects_zeros: false,
    calculation: Calculation::Paired(METHOD),
};

const METHOD: Method<Paired> = Method::new(findings, working, |pairs| Some(pairs.n));

/// The ratio of two means of one group. metafor's convention corrects the logarithm for bias, RevMan's does not.
///
/// # Errors
/// `mean-zero`, `opposite-sign-means`, or `se-zero` where the relative difference does not vary.
///
/// ```
/// use effect_size::{ratio_of_mean_change, Options, Paired};
/// let pairs = Paired::new(103.0, 5.5, 100.0, 4.5, 50.0, 0.7)?;
/// let estimate = ratio_of_mean_change::estimate(&pairs, &Options::default()).map_err(|problem| vec![problem])?;
/// assert_eq!(format!("{:.2}", estimate.point), "1.03");
/// # Ok::<(), Vec<effect_size::Problem>>(())
/// ```
pub fn estimate(pairs: &Paired, options: &Options) -> Result<Estimate, Problem> {
    RECORD.estimate(&METHOD, pairs, options)
}

fn findings(pairs: &Paired, options: &Options) -> Result<Findings, Problem> {
    let Paired { mean1, sd1, mean2, sd2, n, r } = *pairs;
    comparable(mean1, mean2)?;
    let (cv1, cv2) = (sd1 / mean1, sd2 / mean2);
    let gap = cv1 - cv2;
    // cv1^2 + cv2^2 - 2 r cv1 cv2 as a sum of positive terms
    let variance = (gap * gap + 2.0 * (1.0 - r) * (cv1 * cv2)) / n; // Lajeunesse 2011
    let raw = real::ln_ratio(mean1.abs(), 1.0, mean2.abs(), 1.0);
    match options.convention {
        Convention::RevMan => Findings::normal_shown_as(Scale::Log, mean1 / mean2, raw, variance, options.level),
        Convention::Metafor => {
            let bias = (cv1 - cv2) * (cv1 + cv2) / (2.0 * n);
            Findings::normal(Scale::Log, raw + bias, variance, options.level)
        }
    }
}

fn working(pairs: &Paired, options: &Options, found: &Findings) -> Vec<Step> {
    let Paired { mean1, sd1, mean2, sd2, n, r } = *pairs;
    let numbers = [("mean1", mean1), ("sd1", sd1), ("mean2", mean2), ("sd2", sd2), ("n", n), ("r", r)];
    let variance = "(sd1²/mean1² + sd2²/mean2² − 2 × r × sd1 × sd2 / (mean1 × mean2)) / n";
    let corrected = "ln(mean1 / mean2) + (sd1²/mean1² − sd2²/mean2²) / (2 × n)";
    vec![
        match options.convention {
            Convention::RevMan => Step::new("ln ROM", "ln(mean1 / mean2)", &numbers, found.point),
            Convention::Metafor => {
                Step::new("ln ROM", corrected, &numbers, found.point).by("bias corrected, as metafor")
            }
        },
        Step::new("variance", variance, &numbers, found.variance.unwrap_or_default()).by("Lajeunesse 2011"),
    ]
}
