//! Score limits of a difference of two Poisson rates.

use super::reach;
use crate::interval::unsolved::Unsolved;
use crate::real;

/// The rate difference `x1/t1 - x2/t2` without cancellation.
pub fn difference(x1: f64, t1: f64, x2: f64, t2: f64) -> f64 {
    real::difference_of_products(x1, t2, x2, t1) / t1 / t2
}

/// Score limits (lower, upper) of the rate difference, events `x` in person-time `t` in each arm.
///
/// Miettinen and Nurminen (1985), with the restricted maximum likelihood and no bias factor. With score
/// `s = x1 / r1 - t1 = t2 - x2 / r2` the fitted rates are `x1 / (t1 + s)` and `x2 / (t2 - s)`, the statistic is `s^2 V`
/// and the difference is the observed one less `s V`, where `V = r1 / t1 + r2 / t2`.
pub fn limits(x1: f64, t1: f64, x2: f64, t2: f64, z: f64) -> Result<(f64, f64), Unsolved> {
    let counts = [x1, x2].iter().all(|x| *x >= 0.0 && x.is_finite());
    if !(counts && t1 > 0.0 && t2 > 0.0 && t1.is_finite() && t2.is_finite() && z > 0.0 && z.is_finite()) {
        return Err(Unsolved::OutOfRange);
    }
    Ok((lower(x1, t1, x2, t2, z * z)?, -lower(x2, t2, x1, t1, z * z)?))
}

fn lower(x1: f64, t1: f64, x2: f64, t2: f64, target: f64) -> Result<f64, Unsolved> {
    let arm1 = |s: f64| s * (x1 / t1) * (s / (t1 + s));
    if x2 == 0.0 {
        // no events in arm 2: its fitted rate stays 0 until the score reaches t2, and rises from there
        let most = arm1(t2);
        let s = if target > most { t2 } else { reach(t2, target, &arm1)? };
        return Ok(x1 / t1 - target / s);
    }
    let s = reach(t2, target, &|s| arm1(s) + s * (x2 / t2) * (s / (t2 - s)))?;
    Ok(difference(x1, t1, x2, t2) - target / s)
}
