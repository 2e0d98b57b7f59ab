//! Score limits of a risk difference.

use super::{Variance, reach_from, valid};
use crate::interval::newcombe::risk_difference;
use crate::interval::unsolved::Unsolved;

/// Score limits (lower, upper) of the risk difference, within -1 and 1; defined for every table without an empty arm.
///
/// Miettinen and Nurminen (1985); R. W. Mee, Biometrics 40 (1984) 1175-1176. With score
/// `s = (a - n1 p1) / (p1 q1) = (n2 p2 - c) / (p2 q2)` each fitted risk is a root of a quadratic, the statistic is
/// `s^2 V` and the difference is the observed one less `s V`, where `V = p1 q1 / n1 + p2 q2 / n2`.
///
/// Cells `a b / c d` whole or not; `z` is the critical value, above 0.
///
/// # Errors
/// [`Unsolved::OutOfRange`] for a cell below 0 or not finite, an empty arm, or `z` not above 0 and finite;
/// [`Unsolved::NoConvergence`] where the iteration does not end.
///
/// ```
/// use effect_size::interval::score::{Variance, risk_difference};
/// // Aronson 1948: 4 of 123 vaccinated, 11 of 139 not
/// let (lower, upper) = risk_difference::limits(4.0, 119.0, 11.0, 128.0, 1.959963984540054, Variance::MiettinenNurminen)?;
/// assert_eq!(format!("{lower:.6} {upper:.6}"), "-0.108294 0.011310");
/// # Ok::<(), effect_size::interval::unsolved::Unsolved>(())
/// ```
pub fn limits(a: f64, b: f64, c: f64, d: f64, z: f64, variance: Variance) -> Result<(f64, f64), Unsolved> {
    if !valid(a, b, c, d, z) {
        return Err(Unsolved::OutOfRange);
    }
    let target = variance.target(z, a + b + c + d);
    Ok((lower(a, b, c, d, target)?, -lower(c, d, a, b, target)?))
}

fn lower(a: f64, b: f64, c: f64, d: f64, target: f64) -> Result<f64, Unsolved> {
    if a == 0.0 && d == 0.0 {
        return Ok(-1.0);
    }
    let v = |s: f64| fitted(a, b, s) / (a + b) + fitted(d, c, s) / (c + d);
    let wald = v(0.0);
    let start = if wald > 0.0 { (target / wald).sqrt() } else { c + d + target };
    let s = reach_from(start, target, &|s| s * (s * v(s)))?;
    Ok((risk_difference(a, b, c, d) - target / s).max(-1.0))
}

/// `p q` of an arm of `x` and `y` whose fitted risk is pulled down from `x / (x + y)` with score `s`: the root of
/// `n p - x + s p (1 - p) = 0`.
fn fitted(x: f64, y: f64, s: f64) -> f64 {
    let n = x + y;
    let lead = n - s;
    let root = (lead * lead + 4.0 * s * y).sqrt();
    let p = 2.0 * x / (n + s + root);
    let q = if lead >= 0.0 { if y == 0.0 { 0.0 } else { 2.0 * y / (lead + root) } } else { (root - lead) / (2.0 * s) };
    p * q
}
