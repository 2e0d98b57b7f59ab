//! The standard error of a difference from the P value of its test.

use super::common_deviation;
use super::conversion::{Conversion, Formula, HANDBOOK_DIFFERENCES, Output};
use super::derived::Derived;
use super::difference_interval::degrees_of_freedom;
use super::quantity::{DIFFERENCE, ESTIMATE, N1, N2, P, P_IS_BOUND};
use crate::dist::{normal, student};
use crate::explain::Step;
use crate::field::Field;
use crate::measure::generic_inverse_variance::from_statistic;
use crate::problem::{Notice, NoticeCode, Problem, ProblemCode};

/// The record of [`to_t`].
pub const TO_T: Conversion = Conversion {
    id: "p-to-t",
    name: "t statistic of two groups from its P value",
    inputs: &[P, N1, N2],
    outputs: &[Output::new("t", "size of the t statistic; the P value does not tell its sign")],
    assumption: "P is two-sided and that of a t test with n1 + n2 - 2 degrees of freedom.",
    references: &[HANDBOOK_DIFFERENCES],
    formula: Formula::One(|x| to_t(x[0], x[1], x[2])),
};

/// The record of [`to_standard_error`].
pub const TO_SE: Conversion = Conversion {
    id: "p-to-se",
    name: "Standard error of a mean difference from the P value of its t test",
    inputs: &[DIFFERENCE, P, N1, N2, P_IS_BOUND],
    outputs: &[Output::new("se", "standard error of the mean difference, in its unit")],
    assumption: TO_T.assumption,
    references: &[HANDBOOK_DIFFERENCES],
    formula: Formula::One(|x| to_standard_error(x[0], x[1], x[2], x[3], x[4] != 0.0)),
};

/// The record of [`to_standard_error_by_z`].
pub const TO_SE_BY_Z: Conversion = Conversion {
    id: "p-to-se-z",
    name: "Standard error of a difference from the P value of its z test",
    inputs: &[ESTIMATE, P, P_IS_BOUND],
    outputs: &[Output::new("se", "standard error of the estimate, in its unit")],
    assumption: "P is two-sided and that of the estimate divided by its standard error, as a Normal statistic.",
    references: &[
        "Higgins JPT, Li T, Deeks JJ. Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, \
        section 6.3.2.",
    ],
    formula: Formula::One(|x| to_standard_error_by_z(x[0], x[1], x[2] != 0.0)),
};

/// The record of [`to_deviation`].
pub const TO_SD: Conversion = Conversion {
    id: "p-to-sd",
    name: "Standard deviation of two groups from the P value of the t test of their means",
    inputs: TO_SE.inputs,
    outputs: common_deviation::RECORD.outputs,
    assumption: "P is two-sided and that of a t test with n1 + n2 - 2 degrees of freedom; both groups have the same \
        standard deviation.",
    references: &[HANDBOOK_DIFFERENCES],
    formula: Formula::One(|x| to_deviation(x[0], x[1], x[2], x[3], x[4] != 0.0)),
};

/// The size of the t statistic whose two-sided P value is `p`, with `n1 + n2 - 2` degrees of freedom.
///
/// Down to the smallest P a double can hold; `n1` and `n2` people. P = 1 gives 0.
///
/// # Errors
/// `se-not-recoverable` for P = 0; `n-too-small` for fewer than three people together; `p-out-of-range`, `not-finite`,
/// `below-zero`, `empty-group`, `too-large`; `result-not-finite` where t is beyond the largest double.
///
/// ```
/// use effect_size::recover::p_value;
/// // Cochrane Handbook 6.5.2.3: P = 0.008, 25 and 22 people
/// assert_eq!(format!("{:.2}", p_value::to_t(0.008, 25.0, 22.0)?.value), "2.78");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn to_t(p: f64, n1: f64, n2: f64) -> Result<Derived, Problem> {
    TO_T.check(&[p, n1, n2])?;
    let t = quantile(p, degrees_of_freedom(n1, n2)?)?;
    let numbers = [("P", p), ("n1", n1), ("n2", n2)];
    Derived::by(t, vec![Step::new("t", "Student quantile of P / 2 with n1 + n2 − 2 degrees of freedom", &numbers, t)])
}

/// `SE = |difference| / t` with the t statistic of a P value: Cochrane Handbook 6.5.2.3.
///
/// `difference` in the unit of the measurement. Where the paper prints `P < p` (`is_bound`), the result is the largest
/// standard error that fits, and says so.
///
/// # Errors
/// `se-not-recoverable` where the difference is 0 or P is 0 or 1; else as [`to_t`].
///
/// ```
/// use effect_size::recover::p_value;
/// // Cochrane Handbook 6.5.2.3: a mean difference of 3.8, P = 0.008
/// let se = p_value::to_standard_error(3.8, 0.008, 25.0, 22.0, false)?;
/// assert_eq!(format!("{:.2}", se.value), "1.37");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn to_standard_error(difference: f64, p: f64, n1: f64, n2: f64, is_bound: bool) -> Result<Derived, Problem> {
    TO_SE.check(&[difference, p, n1, n2])?;
    let found = to_t(p, n1, n2)?.then(|t| {
        let se = from_statistic(difference, t)?;
        let numbers = [("difference", difference), ("t", t)];
        Derived::by(se, vec![Step::new("SE", "|difference| / t", &numbers, se).by("Cochrane Handbook 6.5.2.3")])
    })?;
    Ok(found.telling(bound(is_bound)))
}

/// `SE = |estimate| / z` with the Normal statistic of a P value: Cochrane Handbook 6.3.2.
///
/// `estimate` on the scale on which 0 is no effect. Where the paper prints `P < p` (`is_bound`), the result is the
/// largest standard error that fits, and says so.
///
/// # Errors
/// `se-not-recoverable` where the estimate is 0 or P is 0 or 1; `p-out-of-range`, `not-finite`, `too-large`.
///
/// ```
/// use effect_size::recover::p_value;
/// // a log ratio of ln 1.56 with P = 0.54
/// let se = p_value::to_standard_error_by_z(0.444686, 0.54, false)?;
/// assert_eq!(format!("{:.4}", se.value * se.value), "0.5266");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn to_standard_error_by_z(estimate: f64, p: f64, is_bound: bool) -> Result<Derived, Problem> {
    TO_SE_BY_Z.check(&[estimate, p])?;
    let z = normal::two_sided_quantile(p);
    let se = from_statistic(estimate, z)?;
    let numbers = [("P", p), ("estimate", estimate), ("z", z)];
    let steps = vec![
        Step::new("z", "Normal quantile of P / 2", &numbers, z),
        Step::new("SE", "|estimate| / z", &numbers, se).by("Cochrane Handbook 6.3.2"),
    ];
    Ok(Derived::by(se, steps)?.telling(bound(is_bound)))
}

/// The standard deviation that two groups share, from the P value of the t test of their means: Cochrane Handbook
/// 6.5.2.3.
///
/// `difference` and result in the unit of the measurement; `is_bound` as in [`to_standard_error`].
///
/// # Errors
/// As [`to_standard_error`].
///
/// ```
/// use effect_size::recover::p_value;
/// // Cochrane Handbook 6.5.2.3
/// let sd = p_value::to_deviation(3.8, 0.008, 25.0, 22.0, false)?;
/// assert_eq!(format!("{:.2}", sd.value), "4.68");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn to_deviation(difference: f64, p: f64, n1: f64, n2: f64, is_bound: bool) -> Result<Derived, Problem> {
    to_standard_error(difference, p, n1, n2, is_bound)?.then(|se| common_deviation::from_standard_error(se, n1, n2))
}

/// The t whose two-sided P is `p`.
pub(super) fn quantile(p: f64, df: f64) -> Result<f64, Problem> {
    if p == 0.0 {
        return Err(Problem::new(ProblemCode::SeNotRecoverable).about(Field::P));
    }
    Ok(student::two_sided_quantile(p, df)?)
}

/// Says that the P value is only a bound, if it is.
pub(super) fn bound(is_bound: bool) -> Option<Notice> {
    is_bound.then(|| Notice::new(NoticeCode::PIsBound).about(Field::P))
}
