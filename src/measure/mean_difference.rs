//! Mean difference: the mean of arm 1 minus the mean of arm 2.

use super::{Calculation, Estimate, Findings, Measure, Method, Options};
use crate::design::TwoMeans;
use crate::explain::Step;
use crate::field::Field;
use crate::interval::{Interval, around_t};
use crate::problem::{Notice, NoticeCode, Problem, ProblemCode};
use crate::real;
use crate::scale::Scale;

/// The record of the measure.
pub const RECORD: Measure = Measure {
    id: "MD",
    name: "Mean difference",
    aliases: &["difference in means", "difference of means", "mean difference (md)", "wmd"],
    scale: Scale::Identity,
    intervals: &[Interval::Z, Interval::Welch, Interval::Pooled],
    references: super::cited(&[
        "Higgins JPT, Li T, Deeks JJ. Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, \
         section 6.5.1.1.",
    ]),
    conventions: &[],
    corrects_zeros: false,
    calculation: Calculation::Means(METHOD),
};

const METHOD: Method<TwoMeans> = Method::new(findings, working, |groups| Some(groups.n1 + groups.n2)).telling(notices);

/// The mean difference of two groups, in the unit of the means.
///
/// # Errors
/// `sd-zero` where both standard deviations are zero; `n-too-small` where a t interval has no degrees of freedom.
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
    if sd1 == 0.0 && sd2 == 0.0 {
        return Err(Problem::new(ProblemCode::SdZero));
    }
    let point = mean1 - mean2;
    let (variance1, variance2) = (sd1 * sd1 / n1, sd2 * sd2 / n2);
    let (variance, df) = match options.method() {
        Some(Interval::Welch) => {
            if n1 < 2.0 || n2 < 2.0 {
                return Err(Problem::new(ProblemCode::NTooSmall));
            }
            let variance = variance1 + variance2;
            let (share1, share2) = (variance1 / variance, variance2 / variance);
            // Welch 1947, with the shares so that no square overflows
            (variance, 1.0 / (share1 * share1 / (n1 - 1.0) + share2 * share2 / (n2 - 1.0)))
        }
        Some(Interval::Pooled) => {
            if n1 + n2 < 3.0 {
                return Err(Problem::new(ProblemCode::NTooSmall));
            }
            (groups.pooled_variance() * (1.0 / n1 + 1.0 / n2), n1 + n2 - 2.0)
        }
        // Handbook 6.5.1.1
        _ => return Findings::normal(Scale::Identity, point, variance1 + variance2, options.level),
    };
    if variance == 0.0 || df.is_nan() {
        return Err(Problem::new(ProblemCode::SeZero));
    }
    let ends = around_t(point, real::sqrt(variance), df, options.level)?;
    Ok(Findings::of(Scale::Identity, point, point, Some(variance), ends))
}

fn notices(groups: &TwoMeans, _: &Options, _: &Findings) -> Vec<Notice> {
    let TwoMeans { sd1, n1, sd2, n2, .. } = *groups;
    let mut notices = Vec::new();
    for (sd, n, sd_field, n_field) in [(sd1, n1, Field::Sd1, Field::N1), (sd2, n2, Field::Sd2, Field::N2)] {
        if sd == 0.0 {
            notices.push(Notice::new(NoticeCode::SdZeroInOneGroup).about(sd_field));
        }
        if n < 2.0 {
            notices.push(Notice::new(NoticeCode::NOfOne).about(n_field));
        }
    }
    notices
}

fn working(groups: &TwoMeans, options: &Options, found: &Findings) -> Vec<Step> {
    let TwoMeans { mean1, sd1, n1, mean2, sd2, n2 } = *groups;
    let numbers = [("mean1", mean1), ("sd1", sd1), ("n1", n1), ("mean2", mean2), ("sd2", sd2), ("n2", n2)];
    let variance = found.variance.unwrap_or_default();
    vec![
        Step::new("MD", "mean1 − mean2", &numbers, found.point),
        match options.method() {
            Some(Interval::Pooled) => Step::new(
                "variance",
                "((n1 − 1) × sd1² + (n2 − 1) × sd2²) / (n1 + n2 − 2) × (1/n1 + 1/n2)",
                &numbers,
                variance,
            ),
            _ => Step::new("variance", "sd1²/n1 + sd2²/n2", &numbers, variance),
        },
    ]
}
