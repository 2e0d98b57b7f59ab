//! Mean difference: the mean of arm 1 minus the mean of arm 2.

use super::{Calculation, Estimate, Findings, Measure, Method, Options, Working};
use crate::design::TwoMeans;
use crate::explain::Step;
use crate::field::Field;
use crate::interval::Interval;
use crate::problem::{Notice, NoticeCode, Problem};
use crate::scale::Scale;

/// The record of the measure.
pub const RECORD: Measure = Measure {
    id: "MD",
    name: "Mean difference",
    aliases: &["difference in means", "difference of means", "mean difference (md)", "wmd"],
    scale: Scale::Identity,
    intervals: &[Interval::Z],
    references: &[
        "Higgins JPT, Li T, Deeks JJ. Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, \
         section 6.5.1.1.",
    ],
    calculation: Calculation::Means(METHOD),
};

const METHOD: Method<TwoMeans> = Method { findings, working, people: |groups| Some(groups.n1 + groups.n2) };

/// The mean difference of two groups, in the unit of the means.
///
/// # Errors
/// `se-zero` where both standard deviations are zero.
///
/// ```
/// use effect_size::{mean_difference, Options, TwoMeans};
/// // Digenio 2009: weight loss in per cent, e-mail against telephone
/// let groups = TwoMeans::new(5.9, 3.88465, 74.0, 7.7, 4.15737, 76.0)?;
/// let estimate = mean_difference::estimate(&groups, &Options::default()).map_err(|problem| vec![problem])?;
/// assert_eq!(format!("{:.2} to {:.2}", estimate.lower, estimate.upper), "-3.09 to -0.51");
/// # Ok::<(), Vec<effect_size::Problem>>(())
/// ```
pub fn estimate(groups: &TwoMeans, options: &Options) -> Result<Estimate, Problem> {
    RECORD.estimate(&METHOD, groups, options)
}

fn findings(groups: &TwoMeans, options: &Options) -> Result<Findings, Problem> {
    let TwoMeans { mean1, sd1, n1, mean2, sd2, n2 } = *groups;
    let variance = sd1 * sd1 / n1 + sd2 * sd2 / n2; // Handbook 6.5.1.1
    Findings::normal(Scale::Identity, mean1 - mean2, variance, options.level)
}

fn working(groups: &TwoMeans, _: &Options, found: &Findings) -> Working {
    let TwoMeans { mean1, sd1, n1, mean2, sd2, n2 } = *groups;
    let numbers = [("mean1", mean1), ("sd1", sd1), ("n1", n1), ("mean2", mean2), ("sd2", sd2), ("n2", n2)];
    let mut notices = Vec::new();
    for (sd, n, sd_field, n_field) in [(sd1, n1, Field::Sd1, Field::N1), (sd2, n2, Field::Sd2, Field::N2)] {
        if sd == 0.0 {
            notices.push(Notice::new(NoticeCode::SdZeroInOneGroup).about(sd_field));
        }
        if n < 2.0 {
            notices.push(Notice::new(NoticeCode::NOfOne).about(n_field));
        }
    }
    Working {
        steps: vec![
            Step::new("MD", "mean1 − mean2", &numbers, found.point),
            Step::new("variance", "sd1²/n1 + sd2²/n2", &numbers, found.variance),
        ],
        notices,
    }
}
