//! The standard error of a mean difference from the t or the F statistic of its test.

use super::conversion::{Conversion, Formula, HANDBOOK_DIFFERENCES, Output};
use super::derived::Derived;
use super::quantity::{DIFFERENCE, F, T};
use crate::explain::Step;
use crate::measure::generic_inverse_variance::from_statistic;
use crate::problem::Problem;
use crate::real;

const OUTPUTS: &[Output] = &[Output::new("se", "standard error of the mean difference, in its unit")];

/// The record of [`from_t`].
pub const FROM_T: Conversion = Conversion {
    id: "t-to-se",
    name: "Standard error of a mean difference from its t statistic",
    inputs: &[DIFFERENCE, T],
    outputs: OUTPUTS,
    assumption: "The statistic is the difference divided by its standard error.",
    references: &[HANDBOOK_DIFFERENCES],
    formula: Formula::One(|x| from_t(x[0], x[1])),
};

/// The record of [`from_f`].
pub const FROM_F: Conversion = Conversion {
    id: "f-to-se",
    name: "Standard error of a mean difference from its F statistic",
    inputs: &[DIFFERENCE, F],
    outputs: OUTPUTS,
    assumption: "F compares these two groups alone, so that it is the square of their t statistic.",
    references: &[HANDBOOK_DIFFERENCES],
    formula: Formula::One(|x| from_f(x[0], x[1])),
};

/// `SE = |difference / t|`: Cochrane Handbook 6.5.2.3.
///
/// `difference` in the unit of the measurement; the signs need not agree.
///
/// # Errors
/// `se-not-recoverable` where the difference or t is 0; `not-finite`, `too-large`.
///
/// ```
/// use effect_size::recover::test_statistic;
/// assert_eq!(test_statistic::from_t(3.8, 2.0)?.value, 1.9);
/// assert!(test_statistic::from_t(3.8, 0.0).is_err());
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn from_t(difference: f64, t: f64) -> Result<Derived, Problem> {
    FROM_T.check(&[difference, t])?;
    let se = from_statistic(difference, t)?;
    let numbers = [("difference", difference), ("t", t)];
    Derived::by(se, vec![Step::new("SE", "|difference / t|", &numbers, se).by("Cochrane Handbook 6.5.2.3")])
}

/// `SE = |difference| / sqrt(F)` for an F statistic with 1 numerator degree of freedom, the square of t.
///
/// `difference` in the unit of the measurement.
///
/// # Errors
/// `se-not-recoverable` where the difference or F is 0; `not-finite`, `below-zero`, `too-large`, `too-small`.
///
/// ```
/// use effect_size::recover::test_statistic;
/// assert_eq!(test_statistic::from_f(3.8, 4.0)?.value, 1.9);
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn from_f(difference: f64, f: f64) -> Result<Derived, Problem> {
    FROM_F.check(&[difference, f])?;
    let se = from_statistic(difference, real::sqrt(f))?;
    let numbers = [("difference", difference), ("F", f)];
    Derived::by(se, vec![Step::new("SE", "|difference| / √F", &numbers, se).by("Cochrane Handbook 6.5.2.3")])
}
