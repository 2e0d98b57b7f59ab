//! Generic inverse variance: a comparison that the paper reports, with its standard error as reported or recovered.

use super::{Calculation, Estimate, Findings, Measure, Method, Options};
use crate::design::{ComparedRatio, Comparison, Precision};
use crate::dist::normal;
use crate::explain::Step;
use crate::interval::{Interval, Level};
use crate::problem::{Notice, NoticeCode, Problem, ProblemCode};
use crate::real;
use crate::scale::Scale;

const REFERENCES: &[&str] =
    &["Higgins JPT, Li T, Deeks JJ. Cochrane Handbook for Systematic Reviews of Interventions, \
     version 6.4, sections 6.3.1, 6.3.2 and 10.3.3."];

/// The record of a reported difference.
pub const DIFFERENCE: Measure = Measure {
    id: "GIV",
    name: "Reported difference",
    aliases: &["generic inverse variance", "reported difference"],
    scale: Scale::Identity,
    intervals: &[Interval::Wald],
    references: REFERENCES,
    conventions: &[],
    corrects_zeros: false,
    calculation: Calculation::Comparison(DIFFERENCE_METHOD),
};

/// The record of a reported ratio.
pub const RATIO: Measure = Measure {
    id: "GIVR",
    name: "Reported ratio",
    aliases: &["generic inverse variance, log scale", "reported ratio"],
    scale: Scale::Log,
    intervals: &[Interval::Wald],
    references: REFERENCES,
    conventions: &[],
    corrects_zeros: false,
    calculation: Calculation::ComparedRatio(RATIO_METHOD),
};

const DIFFERENCE_METHOD: Method<Comparison> = Method::new(
    |comparison: &Comparison, options| findings(comparison, Scale::Identity, options),
    |comparison, _, found| working(comparison, Scale::Identity, found),
    |_| None,
)
.telling(|comparison, _, _| precision_notice(comparison).into_iter().collect());

const RATIO_METHOD: Method<ComparedRatio> = Method::new(
    |ratio: &ComparedRatio, options| findings(&ratio.0, Scale::Log, options),
    |ratio, _, found| working(&ratio.0, Scale::Log, found),
    |_| None,
)
.telling(|ratio, _, _| precision_notice(&ratio.0).into_iter().collect());

/// A reported difference with its interval.
///
/// # Errors
/// `se-zero` or `se-not-recoverable` where the report leaves no standard error.
///
/// ```
/// use effect_size::{generic_inverse_variance, Comparison, Options, Precision};
/// let reported = Comparison::new(-1.8, Precision::Limits(-3.09, -0.51), false)?;
/// let estimate = generic_inverse_variance::difference(&reported, &Options::default()).map_err(|problem| vec![problem])?;
/// assert_eq!(format!("{:.2}", estimate.lower), "-3.09");
/// # Ok::<(), Vec<effect_size::Problem>>(())
/// ```
pub fn difference(comparison: &Comparison, options: &Options) -> Result<Estimate, Problem> {
    DIFFERENCE.estimate(&DIFFERENCE_METHOD, comparison, options)
}

/// A reported ratio with its interval.
///
/// # Errors
/// As [`difference`].
///
/// ```
/// use effect_size::{generic_inverse_variance, ComparedRatio, Comparison, Options, Precision};
/// let reported = ComparedRatio(Comparison::new(0.75, Precision::Limits(0.6, 0.94), true)?);
/// let estimate = generic_inverse_variance::ratio(&reported, &Options::default()).map_err(|problem| vec![problem])?;
/// assert_eq!(format!("{:.3}", estimate.analysis.point), "-0.288");
/// # Ok::<(), Vec<effect_size::Problem>>(())
/// ```
pub fn ratio(ratio: &ComparedRatio, options: &Options) -> Result<Estimate, Problem> {
    RATIO.estimate(&RATIO_METHOD, ratio, options)
}

/// The effect on the analysis scale and its standard error: Handbook 6.3.1 and 6.3.2.
///
/// # Errors
/// `se-not-recoverable` where the effect is none, the P value 0 or 1, or the t statistic 0.
pub(super) fn standard_error(comparison: &Comparison, scale: Scale) -> Result<(f64, f64), Problem> {
    let point = scale.analyse(comparison.estimate);
    let se = match comparison.precision {
        Precision::Se(se) => se,
        Precision::Limits(lower, upper) => width(lower, upper, scale) / (2.0 * Level::default().z()),
        Precision::T(t) => from_statistic(point, t)?,
        Precision::P(p) => from_statistic(point, normal::two_sided_quantile(p))?,
    };
    Ok((point, se))
}

/// The width of a reported interval on the analysis scale.
pub(crate) fn width(lower: f64, upper: f64, scale: Scale) -> f64 {
    match scale {
        Scale::Log => real::ln_ratio(upper, 1.0, lower, 1.0),
        _ => upper - lower,
    }
}

/// The standard error of a point from its test statistic.
///
/// # Errors
/// `se-not-recoverable` where the point or the statistic is 0, or so large that nothing is left.
pub(crate) fn from_statistic(point: f64, statistic: f64) -> Result<f64, Problem> {
    let se = (point / statistic).abs();
    if se > 0.0 && se.is_finite() { Ok(se) } else { Err(Problem::new(ProblemCode::SeNotRecoverable)) }
}

/// Says what the standard error was recovered from.
pub(super) fn precision_notice(comparison: &Comparison) -> Option<Notice> {
    let from = match comparison.precision {
        Precision::Se(_) => return None,
        Precision::Limits(..) => "interval",
        Precision::T(_) => "t",
        Precision::P(_) => "p",
    };
    Some(Notice::new(NoticeCode::SeRecovered).with("from", from))
}

/// The working of a reported comparison.
pub(super) fn steps(comparison: &Comparison, scale: Scale, point: f64, se: f64) -> Vec<Step> {
    let z = Level::default().z();
    let mut numbers = vec![("estimate", comparison.estimate), ("point", point), ("z", z)];
    let is_log = scale == Scale::Log;
    let formula = match comparison.precision {
        Precision::Se(value) => {
            numbers.push(("se", value));
            "se"
        }
        Precision::Limits(lower, upper) => {
            numbers.extend([("lower", lower), ("upper", upper)]);
            if is_log { "ln(upper / lower) / (2 × z)" } else { "(upper − lower) / (2 × z)" }
        }
        Precision::T(t) => {
            numbers.push(("t", t));
            "|point / t|"
        }
        Precision::P(p) => {
            numbers.push(("p", p));
            "|point| / (Normal quantile of p / 2)"
        }
    };
    vec![
        Step::new("point", if is_log { "ln(estimate)" } else { "estimate" }, &numbers, point),
        Step::new("standard error", formula, &numbers, se).by("Cochrane Handbook 6.3"),
    ]
}

fn findings(comparison: &Comparison, scale: Scale, options: &Options) -> Result<Findings, Problem> {
    let (point, se) = standard_error(comparison, scale)?;
    Findings::normal_shown_as(scale, comparison.estimate, point, se * se, options.level)
}

fn working(comparison: &Comparison, scale: Scale, found: &Findings) -> Vec<Step> {
    steps(comparison, scale, found.point, real::sqrt(found.variance.unwrap_or_default()))
}
