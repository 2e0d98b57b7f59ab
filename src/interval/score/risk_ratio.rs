//! Score limits of a risk ratio.

use super::{Variance, reach, valid};
use crate::interval::unsolved::Unsolved;

/// Score limits (lower, upper) of the risk ratio; 0 where arm 1 has no events, infinity where arm 2 has none. No events
/// at all says nothing about the ratio: `OutOfRange`.
///
/// P. A. R. Koopman, Confidence intervals for the ratio of two binomial proportions, Biometrics 40 (1984) 513-517;
/// Miettinen and Nurminen (1985). With score `s = (a - n1 p1) / (1 - p1)` the fitted risks are `(a - s) / (n1 - s)` and
/// `(c + s) / (n2 + s)`, the statistic `s^2 (b / (n1 (a - s)) + d / (n2 (c + s)))`.
///
/// Cells `a b / c d` whole or not; `z` is the critical value, above 0.
///
/// # Errors
/// [`Unsolved::OutOfRange`] for a cell below 0 or not finite, an empty arm, `z` not above 0 and finite, or no event in
/// all; [`Unsolved::NoConvergence`] where the iteration does not end.
///
/// ```
/// use effect_size::interval::score::{Variance, risk_ratio};
/// // Aronson 1948: 4 of 123 vaccinated, 11 of 139 not
/// let (lower, upper) = risk_ratio::limits(4.0, 119.0, 11.0, 128.0, 1.959963984540054, Variance::MiettinenNurminen)?;
/// assert_eq!(format!("{lower:.6} {upper:.6}"), "0.140400 1.187659");
/// # Ok::<(), effect_size::interval::unsolved::Unsolved>(())
/// ```
pub fn limits(a: f64, b: f64, c: f64, d: f64, z: f64, variance: Variance) -> Result<(f64, f64), Unsolved> {
    if !valid(a, b, c, d, z) || a + c == 0.0 {
        return Err(Unsolved::OutOfRange);
    }
    let target = variance.target(z, a + b + c + d);
    Ok((lower(a, b, c, d, target)?, 1.0 / lower(c, d, a, b, target)?))
}

fn lower(a: f64, b: f64, c: f64, d: f64, target: f64) -> Result<f64, Unsolved> {
    if a == 0.0 {
        return Ok(0.0);
    }
    let (n1, n2) = (a + b, c + d);
    let arm2 = |s: f64| if s == 0.0 { 0.0 } else { s * (d / n2) * (s / (c + s)) };
    if b == 0.0 {
        // all in arm 1 have the event: its fitted risk stays 1 until the score reaches n1, and falls from there
        let most = arm2(n1);
        if target > most {
            let odds_against = (target - most) / n1;
            return Ok((n1 + n2) / (n1 + c) / (1.0 + odds_against));
        }
        let s = reach(n1, target, &arm2)?;
        return Ok((n2 + s) / (c + s));
    }
    let s = reach(a, target, &|s| s * (b / n1) * (s / (a - s)) + arm2(s))?;
    Ok((a - s) / (n1 - s) * ((n2 + s) / (c + s)))
}
