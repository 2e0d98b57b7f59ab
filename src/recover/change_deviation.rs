//! The standard deviation of changes, or of paired differences, that a paper does not print.
//!
//! From the standard error or the confidence interval of the mean change it follows as that of any group:
//! [`super::deviation`].

use super::conversion::{Conversion, Formula, Output};
use super::derived::Derived;
use super::p_value::{bound, quantile};
use super::quantity::{DIFFERENCE, N, P, P_IS_BOUND, R, SD1, SD2};
use super::standard_error;
use crate::design::sd_of_difference;
use crate::explain::Step;
use crate::measure::generic_inverse_variance::from_statistic;
use crate::problem::Problem;

const OUTPUTS: &[Output] = &[Output::new("sd_diff", "standard deviation of the changes or paired differences")];

/// The record of [`from_correlation`].
pub const FROM_CORRELATION: Conversion = Conversion {
    id: "change-sd",
    name: "Standard deviation of changes from those before and after and their correlation",
    inputs: &[SD1, SD2, R],
    outputs: OUTPUTS,
    assumption: "The correlation is that of these people, or one borrowed from a similar study.",
    references: &[
        "Higgins JPT, Li T, Deeks JJ. Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, \
        section 6.5.2.8.",
    ],
    formula: Formula::One(|x| from_correlation(x[0], x[1], x[2])),
};

/// The record of [`from_p`].
pub const FROM_P: Conversion = Conversion {
    id: "paired-p-to-sd",
    name: "Standard deviation of changes from the P value of the paired t test",
    inputs: &[DIFFERENCE.meaning("mean change, in the unit of the measurement"), P, N, P_IS_BOUND],
    outputs: OUTPUTS,
    assumption: "P is two-sided and that of a paired t test with n - 1 degrees of freedom.",
    references: FROM_CORRELATION.references,
    formula: Formula::One(|x| from_p(x[0], x[1], x[2], x[3] != 0.0)),
};

/// `SD = sqrt(sd1^2 + sd2^2 - 2 r sd1 sd2)`: Cochrane Handbook 6.5.2.8.
///
/// The deviations before and after, in either order, in the unit of the measurement; `r` -1 to 1.
///
/// # Errors
/// `correlation-out-of-range`, `not-finite`, `below-zero`, `too-large`, `too-small`.
///
/// ```
/// use effect_size::recover::change_deviation;
/// // Cochrane Handbook 5.1, 16.4.6.4: a correlation of 0.68
/// let sd = change_deviation::from_correlation(2.38, 2.21, 0.68)?;
/// assert_eq!(format!("{:.3}", sd.value), "1.843");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn from_correlation(sd1: f64, sd2: f64, r: f64) -> Result<Derived, Problem> {
    FROM_CORRELATION.check(&[sd1, sd2, r])?;
    let sd = sd_of_difference(sd1, sd2, r);
    let numbers = [("sd1", sd1), ("sd2", sd2), ("r", r)];
    let step = Step::new("SD", "√(sd1² + sd2² − 2 × r × sd1 × sd2)", &numbers, sd).by("Cochrane Handbook 6.5.2.8");
    Derived::by(sd, vec![step])
}

/// `SD = sqrt(n) |change| / t` with the t statistic of a P value, `n - 1` degrees of freedom.
///
/// `change` is the mean change in the unit of the measurement; `n` people or pairs. Where the paper prints `P < p`
/// (`is_bound`), the result is the largest standard deviation that fits, and says so.
///
/// # Errors
/// `se-not-recoverable` where the change is 0 or P is 0 or 1; `n-too-small` for fewer than two; `p-out-of-range`,
/// `not-finite`, `below-zero`, `empty-group`, `too-large`.
///
/// ```
/// use effect_size::recover::change_deviation;
/// // 16 pairs with a mean change of 6.6, P = 0.0005
/// let sd = change_deviation::from_p(6.6, 0.0005, 16.0, false)?;
/// assert_eq!(format!("{:.2}", sd.value), "5.98");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn from_p(change: f64, p: f64, n: f64, is_bound: bool) -> Result<Derived, Problem> {
    FROM_P.check(&[change, p, n])?;
    let t = quantile(p, n - 1.0)?;
    let se = from_statistic(change, t)?;
    let numbers = [("P", p), ("n", n), ("change", change), ("t", t)];
    let steps = vec![
        Step::new("t", "Student quantile of P / 2 with n − 1 degrees of freedom", &numbers, t),
        Step::new("SE", "|change| / t", &numbers, se).by("Cochrane Handbook 6.5.2.8"),
    ];
    let found = Derived::by(se, steps)?.then(|se| {
        let group = standard_error::recover(change, se, n)?;
        Derived::by(group.sd, group.working)
    })?;
    Ok(found.telling(bound(is_bound)))
}
