//! Score limits of an odds ratio.

use super::{Variance, reach, valid};
use crate::interval::unsolved::Unsolved;

/// Score limits (lower, upper) of the odds ratio; 0 and infinity where a cell is zero. An outcome with a single value
/// in all says nothing about the odds ratio: `OutOfRange`.
///
/// J. Cornfield, A statistical problem arising from retrospective studies (1956); Miettinen and Nurminen (1985). The
/// fitted cells are `a - s, b + s, c + s, d - s`, the statistic `s^2` times the sum of their reciprocals.
///
/// Cells `a b / c d` whole or not; `z` is the critical value, above 0.
///
/// # Errors
/// [`Unsolved::OutOfRange`] for a cell below 0 or not finite, an empty arm, `z` not above 0 and finite, or no event or
/// nothing but events in all; [`Unsolved::NoConvergence`] where the iteration does not end.
///
/// ```
/// use effect_size::interval::score::{Variance, odds_ratio};
/// // Aronson 1948: 4 of 123 vaccinated, 11 of 139 not
/// let (lower, upper) = odds_ratio::limits(4.0, 119.0, 11.0, 128.0, 1.959963984540054, Variance::MiettinenNurminen)?;
/// assert_eq!(format!("{lower:.6} {upper:.6}"), "0.127872 1.201646");
/// # Ok::<(), effect_size::interval::unsolved::Unsolved>(())
/// ```
pub fn limits(a: f64, b: f64, c: f64, d: f64, z: f64, variance: Variance) -> Result<(f64, f64), Unsolved> {
    if !valid(a, b, c, d, z) || a + c == 0.0 || b + d == 0.0 {
        return Err(Unsolved::OutOfRange);
    }
    let target = variance.target(z, a + b + c + d);
    Ok((lower(a, b, c, d, target)?, 1.0 / lower(b, a, d, c, target)?))
}

fn lower(a: f64, b: f64, c: f64, d: f64, target: f64) -> Result<f64, Unsolved> {
    if a == 0.0 || d == 0.0 {
        return Ok(0.0);
    }
    let s = reach(a.min(d), target, &|s| {
        if s == 0.0 { 0.0 } else { s * (s / (a - s) + s / (b + s) + s / (c + s) + s / (d - s)) }
    })?;
    Ok((a - s) / (b + s) * ((d - s) / (c + s)))
}
