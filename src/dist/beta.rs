//! The beta distribution: tails of the regularised incomplete beta function and their inverse.
//!
//! The point is given as odds `u : v`, that is `x = u / (u + v)`: the beta tails of this crate come from t statistics,
//! person-times and odds, where a complement `1 - x` would lose what it is given to keep.

use super::{LARGEST, Side, Tails, normal, quadrature, stirling};
use crate::interval::root;
use crate::interval::unsolved::Unsolved;
use crate::real;
use core::f64::consts::PI;

/// When both parameters are above this the tails are integrals, else a continued fraction.
const LARGE: f64 = 10_000.0;

/// Tails of a beta(`a`, `b`) variable at `x = u / (u + v)`: lower `I_x(a, b)`, upper `I_{1-x}(b, a)`.
///
/// The slope is that against the log odds: `x^a (1-x)^b / B(a, b)`. Relative error of the smaller tail about
/// `1e-15 * (1 + |ln tail|)` for parameters from 1/20 to [`LARGEST`]. NaN where the arguments are out of range.
pub fn tails(a: f64, b: f64, u: f64, v: f64) -> Tails {
    let sum = u + v;
    let in_range = a > 0.0 && b > 0.0 && a <= LARGEST && b <= LARGEST && u >= 0.0 && v >= 0.0;
    if !(in_range && sum > 0.0 && sum.is_finite()) {
        return Tails::from_small(f64::NAN, 1.0, true);
    }
    // distance of the point below the mean, a - (a + b) x
    from_distance(a, b, u / sum, v / sum, real::difference_of_products(a, v, b, u) / sum)
}

/// As [`tails`], with `x`, `1 - x` and the distance `a - (a + b) x` each given to full accuracy.
pub(crate) fn from_distance(a: f64, b: f64, x: f64, y: f64, distance: f64) -> Tails {
    if x == 0.0 {
        return Tails::BELOW_ALL;
    }
    if y == 0.0 {
        return Tails::ABOVE_ALL;
    }
    let n = a + b;
    let ln_prefix = 0.5 * real::ln(a * (b / n) / (2.0 * PI))
        + (stirling::error(n) - stirling::error(a) - stirling::error(b))
        + a * stirling::ln_1p_less(-distance / a, n * x / a)
        + b * stirling::ln_1p_less(distance / b, n * y / b);
    let lower = distance >= 0.0;
    let (a, b, x, y, distance) = if lower { (a, b, x, y, distance) } else { (b, a, y, x, -distance) };
    let factor = if a.min(b) > LARGE { integral(a, b, x, y, distance) } else { fraction(a, b, x, y, distance) };
    Tails::from_small(ln_prefix, factor, lower)
}

/// `I_x(a, b)` over the prefix, for `x` at or below the mean.
///
/// A. R. DiDonato and A. H. Morris, Algorithm 708, ACM Trans. Math. Softw. 18 (1992) 360-373: the continued fraction
/// whose terms hold the distance from the mean, so that nothing cancels at large parameters.
fn fraction(a: f64, b: f64, x: f64, y: f64, distance: f64) -> f64 {
    // the modified Lentz method, from the first convergent on
    let mut c = f64::INFINITY;
    let mut d = (a + 1.0) / (a * (distance + 1.0));
    let mut value = d;
    for n in 1..40_000 {
        let n = f64::from(n);
        let step = a + 2.0 * n - 1.0;
        let part = n * (b - n) * x / step;
        let numerator = (a + n - 1.0) / step * (a + b + n - 1.0) * x * part;
        let denominator = n + part + (a + n) / (step + 2.0) * (distance + 1.0 + n * (1.0 + y));
        d = denominator + numerator * d;
        d = 1.0 / if d == 0.0 { 1e-300 } else { d };
        c = denominator + numerator / c;
        c = if c == 0.0 { 1e-300 } else { c };
        let factor = c * d;
        value *= factor;
        if (factor - 1.0).abs() <= 2.0 * f64::EPSILON {
            return value;
        }
    }
    f64::NAN
}

/// The smaller tail over the prefix for large parameters: as in the gamma distribution.
fn integral(a: f64, b: f64, x: f64, y: f64, distance: f64) -> f64 {
    let n = a + b;
    let sd = (x * y / n).sqrt();
    let rate = (distance - (y - x)) / (n * x * y).sqrt();
    quadrature::gaussian_tail(rate, x / sd, &|w| {
        let (down, up) = (-w * sd / x, w * sd / y);
        (a - 1.0) * stirling::ln_1p_less(down, 1.0 + down) + (b - 1.0) * stirling::ln_1p_less(up, 1.0 + up)
    }) * sd
        / (x * y)
}

/// The odds `x / (1 - x)` at which the named tail of a beta(`a`, `b`) variable is `tail`, 0 < tail < 1.
///
/// Newton's method on the log of the tail against the log odds, where it is concave.
pub fn odds_quantile(a: f64, b: f64, tail: f64, side: Side) -> Result<f64, Unsolved> {
    if !(a > 0.0 && b > 0.0 && a <= LARGEST && b <= LARGEST && tail > 0.0 && tail < 1.0) {
        return Err(Unsolved::OutOfRange);
    }
    solve(a, b, tail, side, &|odds| tails(a, b, odds, 1.0))
}

/// As [`odds_quantile`], for a family of tails that are near those of a beta(`a`, `b`) variable.
pub(crate) fn solve(a: f64, b: f64, tail: f64, side: Side, at: &dyn Fn(f64) -> Tails) -> Result<f64, Unsolved> {
    let z = normal::upper_quantile(tail);
    let z = if side == Side::Lower { -z } else { z };
    let target = real::ln(tail);
    // the unknown is the log of the odds over a / b, which is small where a and b are large
    let log = root::newton(z * (1.0 / a + 1.0 / b).sqrt(), 5.0, &mut |log| {
        let t = at(a / b * real::exp(log));
        Ok(match side {
            Side::Lower => (t.ln_lower - target, real::exp(t.ln_slope - t.ln_lower)),
            Side::Upper => (target - t.ln_upper, real::exp(t.ln_slope - t.ln_upper)),
        })
    })?;
    Ok(a / b * real::exp(log))
}
