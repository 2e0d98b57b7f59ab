//! The standard deviation from the standard error of a mean.

use super::{Recovered, Route};
use crate::explain::Step;
use crate::field::Field;
use crate::problem::{Problem, ProblemCode};
use crate::real;

/// `SD = SE sqrt(n)`: Cochrane Handbook 6.5.2.2.
///
/// # Errors
/// `below-zero` for a negative standard error, `n-too-small` for fewer than two people.
pub fn recover(mean: f64, se: f64, n: f64) -> Result<Recovered, Problem> {
    if se < 0.0 {
        return Err(Problem::new(ProblemCode::BelowZero).about(Field::Se1).with("value", se));
    }
    if n < 2.0 {
        return Err(Problem::new(ProblemCode::NTooSmall));
    }
    let sd = se * real::sqrt(n);
    let working = vec![Step::new("SD", "SE × √n", &[("SE", se), ("n", n)], sd).by("Cochrane Handbook 6.5.2.2")];
    Ok(Recovered { mean, sd, route: Route::StandardError, working, notices: Vec::new() })
}
