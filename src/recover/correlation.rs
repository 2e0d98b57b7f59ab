//! The correlation of two measurements from their standard deviations and that of their differences.

use super::conversion::{Conversion, Formula, Output};
use super::derived::Derived;
use super::quantity::{R, SD_DIFF, SD1, SD2};
use crate::explain::Step;
use crate::problem::{Problem, ProblemCode};
use crate::real;

/// The record of [`from_deviations`].
pub const RECORD: Conversion = Conversion {
    id: "change-correlation",
    name: "Correlation from the standard deviations before, after and of the changes",
    inputs: &[SD1, SD2, SD_DIFF],
    outputs: &[Output::new("r", "correlation of the two measurements, -1 to 1")],
    assumption: "All three standard deviations are of the same people.",
    references: &[
        "Higgins JPT, Li T, Deeks JJ. Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, \
        section 6.5.2.8.",
    ],
    formula: Formula::One(|x| from_deviations(x[0], x[1], x[2])),
};

/// `r = (sd1^2 + sd2^2 - sd_diff^2) / (2 sd1 sd2)`: Cochrane Handbook 6.5.2.8.
///
/// All in the unit of the measurement; `sd1` and `sd2` in either order.
///
/// # Errors
/// `correlation-out-of-range` where no correlation gives these three: one of them is a slip, or of other people;
/// `sd-zero` where the first or the second does not vary; `not-finite`, `below-zero`, `too-large`, `too-small`.
///
/// ```
/// use effect_size::recover::correlation;
/// // Cochrane Handbook 6.5.2.8
/// assert_eq!(format!("{:.2}", correlation::from_deviations(7.0, 6.9, 4.2)?.value), "0.82");
/// assert!(correlation::from_deviations(1.0, 1.0, 3.0).is_err());
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn from_deviations(sd1: f64, sd2: f64, sd_diff: f64) -> Result<Derived, Problem> {
    RECORD.check(&[sd1, sd2, sd_diff])?;
    if sd1 == 0.0 || sd2 == 0.0 {
        return Err(Problem::new(ProblemCode::SdZero));
    }
    let r = real::sum_of_squares_less(sd1, sd2, sd_diff) / (2.0 * sd1) / sd2;
    // three decimal numbers that give 1 exactly need not do so in binary
    if r.abs() > 1.0 + 1e-12 {
        return Err(R.problem(ProblemCode::CorrelationOutOfRange).with("value", r));
    }
    let r = real::within(r, -1.0, 1.0);
    let numbers = [("sd1", sd1), ("sd2", sd2), ("sd_diff", sd_diff)];
    let formula = "(sd1² + sd2² − sd_diff²) / (2 × sd1 × sd2)";
    Derived::by(r, vec![Step::new("r", formula, &numbers, r).by("Cochrane Handbook 6.5.2.8")])
}
