//! The gamma distribution: tails of the regularised incomplete gamma function and their inverse.

use super::{LARGEST, Side, Tails, normal, quadrature, stirling};
use crate::interval::root;
use crate::interval::unsolved::Unsolved;
use crate::real;
use core::f64::consts::PI;

/// Above this shape the tails are integrals, below it a series and a continued fraction.
const LARGE: f64 = 10_000.0;

/// Tails of a gamma variable of shape `a > 0` and scale 1 at `x >= 0`: lower `P(a, x)`, upper `Q(a, x)`.
///
/// The slope is that against `ln x`: `x^a e^-x / gamma(a)`. Relative error of the smaller tail about
/// `1e-15 * (1 + |ln tail|)` for any `a` up to [`LARGEST`]. NaN where the arguments are out of range.
pub fn tails(a: f64, x: f64) -> Tails {
    if !(a > 0.0 && a <= LARGEST && x >= 0.0) {
        return Tails::from_small(f64::NAN, 1.0, true);
    }
    if x == 0.0 {
        return Tails::BELOW_ALL;
    }
    if x == f64::INFINITY {
        return Tails::ABOVE_ALL;
    }
    let u = (x - a) / a;
    let ln_prefix = 0.5 * real::ln(a / (2.0 * PI)) - stirling::error(a) + a * stirling::ln_1p_less(u, x / a);
    let lower = x < a.max(1.0);
    let factor = match (a > LARGE, lower) {
        (true, _) => integral(a, x, lower),
        (false, true) => series(a, x),
        (false, false) => fraction(a, x),
    };
    Tails::from_small(ln_prefix, factor, lower)
}

/// `P(a, x)` over the prefix: DLMF 8.7.1.
fn series(a: f64, x: f64) -> f64 {
    let mut term = 1.0 / a;
    let mut sum = term;
    for k in 1..20_000 {
        term *= x / (a + f64::from(k));
        sum += term;
        if term <= 1e-17 * sum {
            return sum;
        }
    }
    f64::NAN
}

/// `Q(a, x)` over the prefix: Legendre's continued fraction, DLMF 8.9.2, by the modified Lentz method.
fn fraction(a: f64, x: f64) -> f64 {
    let mut b = x + (1.0 - a);
    let mut c = f64::INFINITY;
    let mut d = 1.0 / b;
    let mut value = d;
    for k in 1..20_000 {
        let k = f64::from(k);
        let numerator = k * (a - k);
        b += 2.0;
        d = 1.0 / not_zero(b + numerator * d);
        c = not_zero(b + numerator / c);
        let factor = c * d;
        value *= factor;
        if (factor - 1.0).abs() <= 2.0 * f64::EPSILON {
            return value;
        }
    }
    f64::NAN
}

fn not_zero(x: f64) -> f64 {
    if x == 0.0 { 1e-300 } else { x }
}

/// The smaller tail over the prefix, for large shapes: the density is integrated away from `x`, in units of the
/// standard deviation, with the linear part of its logarithm taken out exactly.
fn integral(a: f64, x: f64, lower: bool) -> f64 {
    let sd = a.sqrt();
    let sign = if lower { -1.0 } else { 1.0 };
    let rate = sign * ((x - a) + 1.0) / x * sd;
    let step = sign * sd / x;
    let end = if lower { x / sd } else { f64::INFINITY };
    quadrature::gaussian_tail(rate, end, &|w| {
        let u = step * w;
        (a - 1.0) * stirling::ln_1p_less(u, 1.0 + u)
    }) * sd
        / x
}

/// The `x` at which the named tail of a gamma variable of shape `a` is `tail`, 0 < tail < 1.
///
/// Newton's method on the log of the tail against `ln x`, from Wilson and Hilferty's cube root (1931).
pub fn quantile(a: f64, tail: f64, side: Side) -> Result<f64, Unsolved> {
    if !(a > 0.0 && a <= LARGEST && tail > 0.0 && tail < 1.0) {
        return Err(Unsolved::OutOfRange);
    }
    solve(a, tail, side, &|x| tails(a, x))
}

/// As [`quantile`], for a family of tails that are near those of a gamma variable of shape `a`.
pub(crate) fn solve(a: f64, tail: f64, side: Side, at: &dyn Fn(f64) -> Tails) -> Result<f64, Unsolved> {
    let z = normal::upper_quantile(tail);
    let z = if side == Side::Lower { -z } else { z };
    let cube = 1.0 - 1.0 / (9.0 * a) + z / (3.0 * a.sqrt());
    let start = if cube > 0.1 {
        real::ln(a * cube * cube * cube)
    } else {
        // the first term of the series: x^a / gamma(a + 1)
        (real::ln(tail) + stirling::ln_gamma(a + 1.0)) / a
    };
    let target = real::ln(tail);
    let log = root::newton(start, 3.0, &mut |log| {
        let t = at(real::exp(log));
        Ok(match side {
            Side::Lower => (t.ln_lower - target, real::exp(t.ln_slope - t.ln_lower)),
            Side::Upper => (target - t.ln_upper, real::exp(t.ln_slope - t.ln_upper)),
        })
    })?;
    Ok(real::exp(log))
}
