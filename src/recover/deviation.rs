//! The standard deviation of a group from what a paper prints of its mean; of changes or paired differences too.

use super::conversion::{Conversion, Formula, Output};
use super::derived::Derived;
use super::difference_interval::in_order;
use super::interquartile_range::{self, Divisor};
use super::quantity::{LEVEL, LOWER, LQ, N, Quantity, SE, UPPER, UQ};
use super::{Recovered, confidence_interval, standard_error};
use crate::explain::Step;
use crate::interval::Level;
use crate::problem::Problem;
use crate::real;

const OUTPUTS: &[Output] = &[Output::new("sd", "standard deviation, in the unit of the measurement")];
const LIMITS: &[Quantity] = &[LOWER, UPPER, N, LEVEL];
const HANDBOOK: &str = "Higgins JPT, Li T, Deeks JJ. Cochrane Handbook for Systematic Reviews of Interventions, \
    version 6.4, section 6.5.2.2.";

/// The record of [`from_standard_error`].
pub const FROM_SE: Conversion = Conversion {
    id: "se-to-sd",
    name: "Standard deviation from the standard error of a mean",
    inputs: &[SE, N],
    outputs: OUTPUTS,
    assumption: "The standard error is that of this mean alone, not of a difference between groups.",
    references: &[HANDBOOK],
    formula: Formula::One(|x| from_standard_error(x[0], x[1])),
};

/// The record of [`from_interval`].
pub const FROM_INTERVAL: Conversion = Conversion {
    id: "ci-to-sd",
    name: "Standard deviation from the confidence interval of a mean",
    inputs: LIMITS,
    outputs: OUTPUTS,
    assumption: "The interval is this mean's own, made with Student's t and n - 1 degrees of freedom.",
    references: &[HANDBOOK],
    formula: Formula::One(|x| from_interval(x[0], x[1], x[2], Level::new(x[3])?)),
};

/// The record of [`from_interval_by_z`].
pub const FROM_INTERVAL_BY_Z: Conversion = Conversion {
    id: "ci-to-sd-z",
    name: "Standard deviation from the Normal confidence interval of a mean",
    inputs: LIMITS,
    outputs: OUTPUTS,
    assumption: "The interval is this mean's own, made with a Normal quantile; the Handbook's rule is for 60 people or \
        more.",
    references: &[HANDBOOK],
    formula: Formula::One(|x| from_interval_by_z(x[0], x[1], x[2], Level::new(x[3])?)),
};

/// The record of [`from_quartiles`] with the Handbook's divisor.
pub const FROM_QUARTILES: Conversion = Conversion {
    id: "iqr-to-sd",
    name: "Standard deviation from the quartiles, by 1.35",
    inputs: &[LQ, UQ],
    outputs: OUTPUTS,
    assumption: "The values are distributed like the Normal, in a large group.",
    references: &[
        "Higgins JPT, Li T, Deeks JJ. Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, \
        section 6.5.2.5.",
    ],
    formula: Formula::One(|x| from_quartiles(x[0], x[1], Divisor::Handbook)),
};

/// The record of [`from_quartiles`] with the exact divisor.
pub const FROM_QUARTILES_EXACTLY: Conversion = Conversion {
    id: "iqr-to-sd-exact",
    name: "Standard deviation from the quartiles, by the Normal distribution's own",
    formula: Formula::One(|x| from_quartiles(x[0], x[1], Divisor::Exact)),
    ..FROM_QUARTILES
};

/// `SD = SE sqrt(n)`: Cochrane Handbook 6.5.2.2.
///
/// `se` in the unit of the measurement; `n` people, or pairs where it is that of a mean change.
///
/// # Errors
/// `n-too-small` for fewer than two; `not-finite`, `below-zero`, `empty-group`, `too-large`, `too-small`.
///
/// ```
/// use effect_size::recover::deviation;
/// assert_eq!(deviation::from_standard_error(0.5, 64.0)?.value, 4.0);
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn from_standard_error(se: f64, n: f64) -> Result<Derived, Problem> {
    FROM_SE.check(&[se, n])?;
    of_group(standard_error::recover(0.0, se, n)?)
}

/// `SD = sqrt(n) (upper - lower) / (2 t)` with Student's t, `n - 1` degrees of freedom: Cochrane Handbook 6.5.2.2.
///
/// `lower` and `upper` in the unit of the measurement; `n` people, or pairs where they are those of a mean change.
///
/// # Errors
/// `limits-not-in-order`; `n-too-small` for fewer than two; `not-finite`, `below-zero`, `empty-group`, `too-large`.
///
/// ```
/// use effect_size::Level;
/// use effect_size::recover::deviation;
/// // Digenio 2009: 5.0 to 6.8, 74 people
/// let sd = deviation::from_interval(5.0, 6.8, 74.0, Level::default())?;
/// assert_eq!(format!("{:.3}", sd.value), "3.885");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn from_interval(lower: f64, upper: f64, n: f64, level: Level) -> Result<Derived, Problem> {
    FROM_INTERVAL.check(&[lower, upper, n])?;
    of_group(confidence_interval::recover(None, lower, upper, level, n)?)
}

/// The same with a Normal quantile, as papers use it for large groups.
///
/// # Errors
/// As [`from_interval`].
///
/// ```
/// use effect_size::Level;
/// use effect_size::recover::deviation;
/// let sd = deviation::from_interval_by_z(5.0, 6.8, 74.0, Level::default())?;
/// assert_eq!(format!("{:.3}", sd.value), "3.950");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn from_interval_by_z(lower: f64, upper: f64, n: f64, level: Level) -> Result<Derived, Problem> {
    FROM_INTERVAL_BY_Z.check(&[lower, upper, n])?;
    in_order(lower, upper)?;
    let sd = real::sqrt(n) * (upper - lower) / (2.0 * level.z());
    let numbers = [("n", n), ("lower", lower), ("upper", upper), ("z", level.z())];
    let step = Step::new("SD", "√n × (upper − lower) / (2 × z)", &numbers, sd).by("Cochrane Handbook 6.5.2.2");
    Derived::by(sd, vec![step])
}

/// `SD = (uq - lq) / 1.35`, or the exact divisor: Cochrane Handbook 6.5.2.5.
///
/// The quartiles in the unit of the measurement.
///
/// # Errors
/// `not-sorted`, `not-finite`, `too-large`.
///
/// ```
/// use effect_size::recover::deviation;
/// use effect_size::recover::interquartile_range::Divisor;
/// assert_eq!(format!("{:.4}", deviation::from_quartiles(5.05, 16.18, Divisor::Exact)?.value), "8.2507");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn from_quartiles(lq: f64, uq: f64, divisor: Divisor) -> Result<Derived, Problem> {
    FROM_QUARTILES.check(&[lq, uq])?;
    of_group(interquartile_range::recover(None, lq, uq, divisor)?)
}

fn of_group(group: Recovered) -> Result<Derived, Problem> {
    Derived::by(group.sd, group.working)
}
