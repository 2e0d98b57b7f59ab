//! The standard error of a difference from its confidence interval.

use super::conversion::{Conversion, Formula, HANDBOOK_DIFFERENCES, Output};
use super::derived::Derived;
use super::quantity::{LEVEL, LOWER, N1, N2, UPPER};
use crate::dist::student;
use crate::explain::Step;
use crate::interval::Level;
use crate::measure::generic_inverse_variance::width;
use crate::problem::{Problem, ProblemCode};
use crate::scale::Scale;

const OUTPUTS: &[Output] = &[Output::new("se", "standard error of the difference, in its unit")];

/// The record of [`by_z`].
pub const BY_Z: Conversion = Conversion {
    id: "difference-ci-to-se-z",
    name: "Standard error of a difference from its Normal confidence interval",
    inputs: &[LOWER, UPPER, LEVEL],
    outputs: OUTPUTS,
    assumption: "The interval is the estimate plus and minus a Normal quantile times its standard error.",
    references: &[
        "Higgins JPT, Li T, Deeks JJ. Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, \
        section 6.3.1.",
    ],
    formula: Formula::One(|x| by_z(x[0], x[1], Level::new(x[2])?)),
};

/// The record of [`by_t`].
pub const BY_T: Conversion = Conversion {
    id: "difference-ci-to-se-t",
    name: "Standard error of a mean difference from the confidence interval of a t test",
    inputs: &[LOWER, UPPER, N1, N2, LEVEL],
    outputs: OUTPUTS,
    assumption: "The interval is that of a t test with n1 + n2 - 2 degrees of freedom.",
    references: &[HANDBOOK_DIFFERENCES],
    formula: Formula::One(|x| by_t(x[0], x[1], x[2], x[3], Level::new(x[4])?)),
};

/// `SE = (upper - lower) / (2 z)`: Cochrane Handbook 6.3.1.
///
/// `lower` and `upper` in the unit of the difference.
///
/// # Errors
/// `limits-not-in-order`, `not-finite`, `too-large`.
///
/// ```
/// use effect_size::Level;
/// use effect_size::recover::difference_interval;
/// let se = difference_interval::by_z(0.4, 1.2, Level::default())?;
/// assert_eq!(format!("{:.4}", se.value), "0.2041");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn by_z(lower: f64, upper: f64, level: Level) -> Result<Derived, Problem> {
    BY_Z.check(&[lower, upper])?;
    in_order(lower, upper)?;
    let z = level.z();
    let se = width(lower, upper, Scale::Identity) / (2.0 * z);
    let numbers = [("lower", lower), ("upper", upper), ("z", z)];
    let step = Step::new("SE", "(upper − lower) / (2 × z)", &numbers, se).by("Cochrane Handbook 6.3.1");
    Derived::by(se, vec![step])
}

/// `SE = (upper - lower) / (2 t)` with Student's t, `n1 + n2 - 2` degrees of freedom: Cochrane Handbook 6.5.2.3.
///
/// `lower` and `upper` in the unit of the difference; `n1` and `n2` people.
///
/// # Errors
/// `limits-not-in-order`; `n-too-small` for fewer than three people together; `not-finite`, `below-zero`,
/// `empty-group`, `too-large`.
///
/// ```
/// use effect_size::Level;
/// use effect_size::recover::difference_interval;
/// let se = difference_interval::by_t(-6.17, -5.17, 58.0, 17.0, Level::new(90.0)?)?;
/// assert_eq!(format!("{:.4}", se.value), "0.3001");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn by_t(lower: f64, upper: f64, n1: f64, n2: f64, level: Level) -> Result<Derived, Problem> {
    BY_T.check(&[lower, upper, n1, n2])?;
    in_order(lower, upper)?;
    let t = student::critical(level.alpha(), degrees_of_freedom(n1, n2)?)?;
    let se = width(lower, upper, Scale::Identity) / (2.0 * t);
    let numbers = [("lower", lower), ("upper", upper), ("n1", n1), ("n2", n2), ("t", t)];
    let steps = vec![
        Step::new("t", "Student quantile with n1 + n2 − 2 degrees of freedom", &numbers, t),
        Step::new("SE", "(upper − lower) / (2 × t)", &numbers, se).by("Cochrane Handbook 6.5.2.3"),
    ];
    Derived::by(se, steps)
}

/// Limits run from the smaller to the larger.
pub(super) fn in_order(lower: f64, upper: f64) -> Result<(), Problem> {
    if lower > upper {
        return Err(Problem::new(ProblemCode::LimitsNotInOrder).with("lower", lower).with("upper", upper));
    }
    Ok(())
}

/// Those of a t test of two groups, at least 1.
pub(super) fn degrees_of_freedom(n1: f64, n2: f64) -> Result<f64, Problem> {
    let df = n1 + n2 - 2.0;
    if df < 1.0 { Err(Problem::new(ProblemCode::NTooSmall)) } else { Ok(df) }
}
