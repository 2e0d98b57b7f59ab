//! The standard deviation from the confidence interval of a mean.

use super::{Recovered, Route};
use crate::dist::student;
use crate::explain::Step;
use crate::interval::Level;
use crate::problem::{Problem, ProblemCode};
use crate::real;

/// `SD = sqrt(n) (upper - lower) / (2 t)` with Student's t, `n - 1` degrees of freedom: Cochrane Handbook 6.5.2.2.
///
/// All in the unit of the measurement; without a mean it is the middle of the interval. The numbers are finite, as
/// [`super::recover`] checks.
///
/// # Errors
/// `limits-not-in-order`; `n-too-small` for fewer than two people.
///
/// ```
/// use effect_size::Level;
/// use effect_size::recover::confidence_interval;
/// let group = confidence_interval::recover(None, -6.17, -5.17, Level::new(90.0)?, 58.0)?;
/// assert_eq!(format!("{:.2} {:.6}", group.mean, group.sd), "-5.67 2.277405");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn recover(mean: Option<f64>, lower: f64, upper: f64, level: Level, n: f64) -> Result<Recovered, Problem> {
    if lower > upper {
        let problem = Problem::new(ProblemCode::LimitsNotInOrder);
        return Err(problem.with("lower", lower).with("upper", upper));
    }
    if n < 2.0 {
        return Err(Problem::new(ProblemCode::NTooSmall));
    }
    let t = student::critical(level.alpha(), n - 1.0)?;
    let sd = real::sqrt(n) * (upper - lower) / (2.0 * t);
    let numbers = [("n", n), ("lower", lower), ("upper", upper), ("t", t)];
    let working = vec![
        Step::new("t", "Student quantile with n − 1 degrees of freedom", &numbers, t),
        Step::new("SD", "√n × (upper − lower) / (2 × t)", &numbers, sd).by("Cochrane Handbook 6.5.2.2"),
    ];
    let mean = mean.unwrap_or(lower + (upper - lower) / 2.0);
    Ok(Recovered { mean, sd, route: Route::ConfidenceInterval, working, notices: Vec::new() })
}
