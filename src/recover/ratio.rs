//! The standard error of a log ratio from the ratio's confidence interval or P value.

use super::conversion::{Conversion, Formula, Output};
use super::derived::Derived;
use super::difference_interval::in_order;
use super::p_value;
use super::quantity::{LEVEL, P, P_IS_BOUND, RATIO, RATIO_LOWER, RATIO_UPPER};
use super::standardized_difference::Effect;
use crate::explain::Step;
use crate::interval::Level;
use crate::measure::generic_inverse_variance::width;
use crate::problem::Problem;
use crate::real;
use crate::scale::Scale;

const INTERVAL: &str = "The interval is symmetrical on the log scale, and made with a Normal quantile.";
const OUTPUTS: &[Output] = &[Output::new("se", "standard error of the natural logarithm of the ratio")];

/// The record of [`from_interval`].
pub const FROM_INTERVAL: Conversion = Conversion {
    id: "ratio-ci-to-se",
    name: "Standard error of a log ratio from the ratio's confidence interval",
    inputs: &[RATIO_LOWER, RATIO_UPPER, LEVEL],
    outputs: OUTPUTS,
    assumption: INTERVAL,
    references: &[
        "Higgins JPT, Li T, Deeks JJ. Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, \
        section 6.3.1.",
    ],
    formula: Formula::One(|x| from_interval(x[0], x[1], Level::new(x[2])?)),
};

/// The record of [`from_p`].
pub const FROM_P: Conversion = Conversion {
    id: "ratio-p-to-se",
    name: "Standard error of a log ratio from the ratio and its P value",
    inputs: &[RATIO, P, P_IS_BOUND],
    outputs: OUTPUTS,
    assumption: "P is two-sided and that of the log ratio divided by its standard error, as a Normal statistic.",
    references: p_value::TO_SE_BY_Z.references,
    formula: Formula::One(|x| from_p(x[0], x[1], x[2] != 0.0)),
};

/// The record of [`hazard_ratio`].
pub const HAZARD_RATIO: Conversion = Conversion {
    id: "hr-ci-to-lnhr",
    name: "Log hazard ratio and its standard error from a confidence interval",
    inputs: FROM_INTERVAL.inputs,
    outputs: &[
        Output::new("lnhr", "natural logarithm of the hazard ratio"),
        Output::new("se", "standard error of the log hazard ratio"),
    ],
    assumption: INTERVAL,
    references: &[
        "Parmar MKB, Torri V, Stewart L. Extracting summary statistics to perform meta-analyses of the published \
         literature for survival endpoints. Stat Med 1998;17:2815-34.",
        "Tierney JF, Stewart LA, Ghersi D, Burdett S, Sydes MR. Practical methods for incorporating summary time-to-event \
         data into meta-analysis. Trials 2007;8:16.",
    ],
    formula: Formula::Several(|x| {
        Ok(hazard_ratio(x[0], x[1], Level::new(x[2])?)?.map(|hr| vec![hr.point, real::sqrt(hr.variance)]))
    }),
};

/// `SE = ln(upper / lower) / (2 z)`: Cochrane Handbook 6.3.1.
///
/// `lower` and `upper` are limits of the ratio itself, above 0.
///
/// # Errors
/// `ratio-not-positive`, `limits-not-in-order`, `not-finite`, `too-large`, `too-small`.
///
/// ```
/// use effect_size::Level;
/// use effect_size::recover::ratio;
/// let se = ratio::from_interval(0.18, 0.31, Level::default())?;
/// assert_eq!(format!("{:.4}", se.value * se.value), "0.0192");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn from_interval(lower: f64, upper: f64, level: Level) -> Result<Derived, Problem> {
    FROM_INTERVAL.check(&[lower, upper])?;
    in_order(lower, upper)?;
    let se = width(lower, upper, Scale::Log) / (2.0 * level.z());
    let numbers = [("lower", lower), ("upper", upper), ("z", level.z())];
    Derived::by(se, vec![Step::new("SE", "ln(upper / lower) / (2 × z)", &numbers, se).by("Cochrane Handbook 6.3.1")])
}

/// `SE = |ln(ratio)| / z` with the Normal statistic of a P value: Cochrane Handbook 6.3.2.
///
/// `ratio` above 0. Where the paper prints `P < p` (`is_bound`), the result is the largest standard error that fits, and
/// says so.
///
/// # Errors
/// `se-not-recoverable` where the ratio is 1 or P is 0 or 1; `ratio-not-positive`, `p-out-of-range`, `not-finite`,
/// `too-large`, `too-small`.
///
/// ```
/// use effect_size::recover::ratio;
/// let se = ratio::from_p(1.56, 0.54, false)?;
/// assert_eq!(format!("{:.4}", se.value * se.value), "0.5266");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn from_p(ratio: f64, p: f64, is_bound: bool) -> Result<Derived, Problem> {
    FROM_P.check(&[ratio, p])?;
    let log = real::ln(ratio);
    let step = Step::new("estimate", "ln(ratio)", &[("ratio", ratio)], log);
    Derived::by(log, vec![step])?.then(|log| p_value::to_standard_error_by_z(log, p, is_bound))
}

/// The log hazard ratio in the middle of its interval, and its variance: Parmar 1998.
///
/// `lower` and `upper` are limits of the hazard ratio itself, above 0.
///
/// # Errors
/// As [`from_interval`].
///
/// ```
/// use effect_size::Level;
/// use effect_size::recover::ratio;
/// let log = ratio::hazard_ratio(0.17, 0.9078, Level::new(90.0)?)?.value;
/// assert_eq!(format!("{:.4} {:.4}", log.point, log.variance), "-0.9343 0.2593");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn hazard_ratio(lower: f64, upper: f64, level: Level) -> Result<Derived<Effect>, Problem> {
    HAZARD_RATIO.check(&[lower, upper])?;
    from_interval(lower, upper, level)?.then(|se| {
        let point = real::ln_ratio(upper, lower, 1.0, 1.0) / 2.0;
        let numbers = [("lower", lower), ("upper", upper)];
        let step = Step::new("ln HR", "(ln(lower) + ln(upper)) / 2", &numbers, point).by("Parmar 1998");
        Derived::by(Effect { point, variance: se * se }, vec![step])
    })
}
