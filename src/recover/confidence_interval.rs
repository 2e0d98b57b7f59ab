//! The standard deviation from the confidence interval of a mean.

use super::{Recovered, Route};
use crate::dist::student;
use crate::explain::Step;
use crate::interval::Level;
use crate::problem::{Problem, ProblemCode};
use crate::real;

/// `SD = sqrt(n) (upper - lower) / (2 t)` with Student's t, `n - 1` degrees of freedom: Cochrane Handbook 6.5.2.2.
///
/// # Errors
/// `limits-not-in-order`; `n-too-small` for fewer than two people.
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
        Step::new("t", "t quantile with n − 1 degrees of freedom", &numbers, t),
        Step::new("SD", "√n × (upper − lower) / (2 × t)", &numbers, sd).by("Cochrane Handbook 6.5.2.2"),
    ];
    let mean = mean.unwrap_or(lower + (upper - lower) / 2.0);
    Ok(Recovered { mean, sd, route: Route::ConfidenceInterval, working, notices: Vec::new() })
}
