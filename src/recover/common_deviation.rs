//! The standard deviation that two groups share, from the standard error of their mean difference.

use super::conversion::{Conversion, Formula, HANDBOOK_DIFFERENCES, Output};
use super::derived::Derived;
use super::quantity::{N1, N2, SE};
use crate::explain::Step;
use crate::problem::Problem;
use crate::real;

/// The record of [`from_standard_error`].
pub const RECORD: Conversion = Conversion {
    id: "difference-se-to-sd",
    name: "Standard deviation of two groups from the standard error of their mean difference",
    inputs: &[SE.meaning("standard error of the mean difference, in its unit"), N1, N2],
    outputs: &[Output::new("sd", "standard deviation of both groups, in the unit of the measurement")],
    assumption: "Both groups have the same standard deviation.",
    references: &[HANDBOOK_DIFFERENCES],
    formula: Formula::One(|x| from_standard_error(x[0], x[1], x[2])),
};

/// `SD = SE / sqrt(1/n1 + 1/n2)`: Cochrane Handbook 6.5.2.3.
///
/// `se` in the unit of the measurement, `n1` and `n2` people.
///
/// # Errors
/// `not-finite`, `below-zero`, `empty-group`, `n-too-small`, `too-large`, `too-small`.
///
/// ```
/// use effect_size::recover::common_deviation;
/// let sd = common_deviation::from_standard_error(1.37, 25.0, 22.0)?;
/// assert_eq!(format!("{:.2}", sd.value), "4.69");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn from_standard_error(se: f64, n1: f64, n2: f64) -> Result<Derived, Problem> {
    RECORD.check(&[se, n1, n2])?;
    let sd = se / real::sqrt(1.0 / n1 + 1.0 / n2);
    let numbers = [("SE", se), ("n1", n1), ("n2", n2)];
    Derived::by(sd, vec![Step::new("SD", "SE / √(1/n1 + 1/n2)", &numbers, sd).by("Cochrane Handbook 6.5.2.3")])
}
