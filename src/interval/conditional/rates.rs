//! Exact limits of Poisson rates: the ratio of two, given the sum of their events, and a single one.
//!
//! Events `x` (whole or not) in person-time `t`, for each arm; counts up to [`LARGEST`] less 1.

use super::{Mass, PValues};
use crate::dist::{LARGEST, Side, Tails, beta, gamma, mass as log_mass, normal};
use crate::interval::unsolved::Unsolved;
use crate::interval::wilson;
use crate::real;

/// Exact limits (lower, upper) of the rate ratio `(x1/t1) / (x2/t2)`: at each the tail holds `tail` (half of alpha). 0
/// where `x1` is 0, infinity where `x2` is 0; no events at all is `OutOfRange`.
///
/// Given their sum the first count is binomial, and its limits are those of C. J. Clopper and E. S. Pearson,
/// Biometrika 26 (1934) 404-413; with [`Mass::Mid`] K. J. Rothman and J. D. Boice (1979).
pub fn ratio_limits(x1: f64, t1: f64, x2: f64, t2: f64, tail: f64, mass: Mass) -> Result<(f64, f64), Unsolved> {
    check(x1, t1, x2, t2)?;
    if !(tail > 0.0 && tail < 0.5) {
        return Err(Unsolved::OutOfRange);
    }
    let unit = t2 / t1;
    Ok((lower_odds(x1, x2, tail, mass)? * unit, unit / lower_odds(x2, x1, tail, mass)?))
}

/// Score limits (lower, upper) of the rate ratio: Wilson's on the conditional binomial; `z` the critical value.
///
/// P. L. Graham, K. Mengersen and A. P. Morton, Confidence limits for the ratio of two rates based on likelihood
/// scores, Stat. Med. 22 (2003) 2071-2083.
pub fn ratio_score_limits(x1: f64, t1: f64, x2: f64, t2: f64, z: f64) -> Result<(f64, f64), Unsolved> {
    check(x1, t1, x2, t2)?;
    if !(z > 0.0 && z.is_finite()) {
        return Err(Unsolved::OutOfRange);
    }
    let (lower, upper) = wilson::odds_limits(x1, x2, z);
    Ok((lower * (t2 / t1), upper * (t2 / t1)))
}

/// Score statistic of equal rates, `(x1 - n p) / sqrt(n p (1 - p))` with `p = t1 / (t1 + t2)`.
pub fn ratio_score_z(x1: f64, t1: f64, x2: f64, t2: f64) -> Result<f64, Unsolved> {
    check(x1, t1, x2, t2)?;
    Ok(real::difference_of_products(x1, t2, x2, t1) / t1.sqrt() / t2.sqrt() / (x1 + x2).sqrt())
}

/// Two-sided P of the score test of equal rates.
pub fn ratio_score_p(x1: f64, t1: f64, x2: f64, t2: f64) -> Result<f64, Unsolved> {
    Ok(normal::two_sided(ratio_score_z(x1, t1, x2, t2)?))
}

/// Exact P values of equal rates.
pub fn ratio_p_values(x1: f64, t1: f64, x2: f64, t2: f64) -> Result<PValues, Unsolved> {
    check(x1, t1, x2, t2)?;
    let less = real::difference_of_products(x1, t2, x2, t1) < 0.0;
    let (x, tx, y, ty) = if less { (x2, t2, x1, t1) } else { (x1, t1, x2, t2) };
    let own = real::exp(log_mass::ln_binomial(x, y, tx, ty));
    // P(X > x)
    let beyond = if y == 0.0 { 0.0 } else { beta::tails(x + 1.0, y, tx, ty).lower };
    Ok(PValues::from_tail(beyond, own, less))
}

/// Exact limits (lower, upper) of a single rate `x / t`: at each the tail holds `tail`; the lower one is 0 where `x` is.
///
/// F. Garwood, Fiducial limits for the Poisson distribution, Biometrika 28 (1936) 437-442; or with [`Mass::Mid`] the
/// mid-P tails.
pub fn single_limits(x: f64, t: f64, tail: f64, mass: Mass) -> Result<(f64, f64), Unsolved> {
    if !((0.0..LARGEST).contains(&x) && t > 0.0 && t.is_finite() && tail > 0.0 && tail < 0.5) {
        return Err(Unsolved::OutOfRange);
    }
    let lower = if x == 0.0 {
        0.0
    } else {
        match mass {
            Mass::Whole => gamma::quantile(x, tail, Side::Lower)?,
            // P(X > x) + P(X = x) / 2
            Mass::Mid => gamma::solve(x + 0.5, tail, Side::Lower, &|m| {
                with_half(gamma::tails(x + 1.0, m), log_mass::ln_poisson(x, m), x - m, Side::Lower)
            })?,
        }
    };
    let upper = match mass {
        Mass::Whole => gamma::quantile(x + 1.0, tail, Side::Upper)?,
        // with no events P(X < x) + P(X = x) / 2 is exp(-m) / 2
        Mass::Mid if x == 0.0 => -real::ln(2.0 * tail),
        Mass::Mid => gamma::solve(x + 0.5, tail, Side::Upper, &|m| {
            with_half(gamma::tails(x, m), log_mass::ln_poisson(x, m), m - x, Side::Upper)
        })?,
    };
    Ok((lower / t, upper / t))
}

fn check(x1: f64, t1: f64, x2: f64, t2: f64) -> Result<(), Unsolved> {
    let counts = x1 >= 0.0 && x2 >= 0.0 && x1 + x2 > 0.0 && x1 + x2 < LARGEST;
    if counts && t1 > 0.0 && t2 > 0.0 && t1.is_finite() && t2.is_finite() { Ok(()) } else { Err(Unsolved::OutOfRange) }
}

/// The odds of arm 1 at which `P(X >= x1)`, with the share of `x1` itself, is `tail`.
fn lower_odds(x1: f64, x2: f64, tail: f64, mass: Mass) -> Result<f64, Unsolved> {
    if x1 == 0.0 {
        return Ok(0.0);
    }
    match mass {
        Mass::Whole => beta::odds_quantile(x1, x2 + 1.0, tail, Side::Lower),
        Mass::Mid if x2 == 0.0 => {
            // p^n / 2 = tail
            let log = real::ln(2.0 * tail) / x1;
            Ok(real::exp(log) / -real::exp_m1(log))
        }
        Mass::Mid => beta::solve(x1 + 0.5, x2 + 0.5, tail, Side::Lower, &|odds| {
            let deviation = real::difference_of_products(x1, 1.0, x2, odds) / (1.0 + odds);
            with_half(
                beta::tails(x1 + 1.0, x2, odds, 1.0),
                log_mass::ln_binomial(x1, x2, odds, 1.0),
                deviation,
                Side::Lower,
            )
        }),
    }
}

/// A tail beyond a count with half the count's own probability added, on the named side; `ln_own` is that probability
/// by its logarithm, `growth` its logarithmic slope in the natural parameter, taken in the direction in which the tail
/// grows.
fn with_half(beyond: Tails, ln_own: f64, growth: f64, side: Side) -> Tails {
    let own = 0.5 * real::exp(ln_own);
    let (tail, ln_beyond) = match side {
        Side::Lower => (beyond.lower, beyond.ln_lower),
        Side::Upper => (beyond.upper, beyond.ln_upper),
    };
    let ln_tail = if tail > 1e-290 { real::ln(tail + own) } else { ln_beyond.max(ln_own) };
    let slope = (beyond.slope + own * growth).max(0.0);
    let ln_slope = if slope > 0.0 { real::ln(slope) } else { beyond.ln_slope };
    Tails { ln_lower: ln_tail, ln_upper: ln_tail, slope, ln_slope, ..beyond }
}
