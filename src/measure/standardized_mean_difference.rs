//! Standardised mean difference (Hedges' g): the mean difference in units of the pooled standard deviation.

use super::{Calculation, Convention, Estimate, Findings, Measure, Method, Options};
use crate::design::TwoMeans;
use crate::dist::noncentral_t;
use crate::explain::Step;
use crate::hedges;
use crate::interval::{Ends, Interval, Statistic};
use crate::problem::{Problem, ProblemCode};
use crate::real;
use crate::scale::Scale;

/// The record of the measure.
pub const RECORD: Measure = Measure {
    id: "SMD",
    name: "Standardised mean difference",
    aliases: &["hedges g", "hedges' g", "standardized mean difference", "std mean difference", "std. mean difference"],
    scale: Scale::Identity,
    intervals: &[Interval::Z, Interval::NoncentralT],
    references: super::cited(&[
        "Hedges LV. Distribution theory for Glass's estimator of effect size and related estimators. J Educ Stat \
         1981;6:107-28.",
        "Deeks JJ, Higgins JPT. Statistical algorithms in Review Manager 5. Cochrane Collaboration 2010.",
    ]),
    conventions: super::agreed(&[
        (Convention::RevMan, "J = 1 - 3/(4m - 1), variance N/(n1 n2) + g^2/(2(N - 3.94)): Deeks & Higgins 2010"),
        (Convention::Metafor, "exact J, variance 1/n1 + 1/n2 + g^2/(2N): Hedges 1981, Hedges & Olkin 1985"),
    ]),
    corrects_zeros: false,
    calculation: Calculation::Means(METHOD),
};

const METHOD: Method<TwoMeans> = Method::new(findings, working, |groups| Some(groups.n1 + groups.n2));

/// Hedges' g of two groups, in standard deviations.
///
/// RevMan's convention takes `J = 1 - 3/(4m - 1)` and the variance `N/(n1 n2) + g^2/(2(N - 3.94))`; metafor's the exact
/// `J` and `1/n1 + 1/n2 + g^2/(2N)`.
///
/// # Errors
/// `sd-zero` where both standard deviations are zero, `n-too-small` where the correction or the variance is not defined.
///
/// ```
/// use effect_size::{standardized_mean_difference, Options, TwoMeans};
/// let groups = TwoMeans::new(103.0, 5.5, 50.0, 100.0, 4.5, 50.0)?;
/// let estimate = standardized_mean_difference::estimate(&groups, &Options::default()).map_err(|problem| vec![problem])?;
/// assert_eq!(format!("{:.2}", estimate.point), "0.59");
/// # Ok::<(), Vec<effect_size::Problem>>(())
/// ```
pub fn estimate(groups: &TwoMeans, options: &Options) -> Result<Estimate, Problem> {
    RECORD.estimate(&METHOD, groups, options)
}

/// The standardised difference without correction (Cohen's d), and the correction of the convention.
fn parts(groups: &TwoMeans, convention: Convention) -> Result<(f64, f64), Problem> {
    let m = groups.pooled_df();
    if m < 1.0 {
        return Err(Problem::new(ProblemCode::NTooSmall));
    }
    let sd = real::sqrt(groups.pooled_variance());
    if sd == 0.0 {
        return Err(Problem::new(ProblemCode::SdZero));
    }
    let correction = match convention {
        Convention::RevMan => 1.0 - 3.0 / (4.0 * m - 1.0),
        Convention::Metafor => hedges::j(m).ok_or_else(|| Problem::new(ProblemCode::NTooSmall))?,
    };
    Ok(((groups.mean1 - groups.mean2) / sd, correction))
}

fn findings(groups: &TwoMeans, options: &Options) -> Result<Findings, Problem> {
    let TwoMeans { n1, n2, .. } = *groups;
    let total = n1 + n2;
    let (d, correction) = parts(groups, options.convention)?;
    let g = d * correction;
    let variance = match options.convention {
        Convention::RevMan if total <= 3.94 => return Err(Problem::new(ProblemCode::NTooSmall)),
        Convention::RevMan => total / (n1 * n2) + g * g / (2.0 * (total - 3.94)),
        Convention::Metafor => 1.0 / n1 + 1.0 / n2 + g * g / (2.0 * total),
    };
    if options.method() != Some(Interval::NoncentralT) {
        return Findings::normal(Scale::Identity, g, variance, options.level);
    }
    // t = d sqrt(n1 n2 / N) has noncentrality delta sqrt(n1 n2 / N): Steiger & Fouladi 1997
    let unit = real::sqrt(n1 / total * n2);
    let t = Statistic::t(d * unit, groups.pooled_df());
    let (lower, upper) = noncentral_t::limits(t.value, groups.pooled_df(), options.level.tail())?;
    let scale = correction / unit;
    let ends = Ends { lower: lower * scale, upper: upper * scale, statistic: Some(t), p: Some(t.p()) };
    Ok(Findings::of(Scale::Identity, g, g, Some(variance), ends))
}

fn working(groups: &TwoMeans, options: &Options, found: &Findings) -> Vec<Step> {
    let TwoMeans { mean1, sd1, n1, mean2, sd2, n2 } = *groups;
    let Ok((d, correction)) = parts(groups, options.convention) else { return Vec::new() };
    let (m, sd) = (groups.pooled_df(), real::sqrt(groups.pooled_variance()));
    let numbers = [
        ("mean1", mean1),
        ("sd1", sd1),
        ("n1", n1),
        ("mean2", mean2),
        ("sd2", sd2),
        ("n2", n2),
        ("N", n1 + n2),
        ("m", m),
        ("s", sd),
        ("d", d),
        ("J", correction),
        ("g", found.point),
    ];
    let variance = found.variance.unwrap_or_default();
    let (j, v) = match options.convention {
        Convention::RevMan => (
            Step::new("J", "1 − 3 / (4 × m − 1)", &numbers, correction).by("Hedges 1981, approximation, as RevMan"),
            Step::new("variance", "N / (n1 × n2) + g² / (2 × (N − 3.94))", &numbers, variance)
                .by("Deeks & Higgins 2010, as RevMan"),
        ),
        Convention::Metafor => (
            Step::new("J", "Γ(m/2) / (√(m/2) × Γ((m − 1)/2))", &numbers, correction)
                .by("Hedges 1981, exact, as metafor"),
            Step::new("variance", "1/n1 + 1/n2 + g² / (2 × N)", &numbers, variance)
                .by("Hedges & Olkin 1985, large-sample (LS), as metafor"),
        ),
    };
    vec![
        Step::new("s", "√(((n1 − 1) × sd1² + (n2 − 1) × sd2²) / m)", &numbers, sd),
        Step::new("d", "(mean1 − mean2) / s", &numbers, d),
        j,
        Step::new("g", "J × d", &numbers, found.point),
        v,
    ]
}
