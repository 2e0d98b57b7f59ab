//! The noncentral t distribution: confidence limits of the noncentrality.

use super::{Side, gamma, normal, stirling};
use crate::interval::root;
use crate::interval::unsolved::Unsolved;
use crate::real;
use core::f64::consts::PI;

/// Limits of the noncentrality given an observed `t` on `df` degrees of freedom: the pair (lower, upper) with
/// `P(T >= t; lower) = tail` and `P(T <= t; upper) = tail`. Real `df` from 1/2 to 1e18, `|t|` up to 1e30; `tail` between 0
/// and 1/2.
///
/// J. H. Steiger and R. T. Fouladi, Noncentrality interval estimation, in What if there were no significance
/// tests? (1997). Newton's method on the normal score of the tail, which is nearly linear.
pub fn limits(t: f64, df: f64, tail: f64) -> Result<(f64, f64), Unsolved> {
    Ok((limit(t, df, tail)?, -limit(-t, df, tail)?))
}

/// The noncentrality with `P(T >= t) = tail`.
fn limit(t: f64, df: f64, tail: f64) -> Result<f64, Unsolved> {
    if !((0.5..=1e18).contains(&df) && t.abs() <= 1e30 && tail > 0.0 && tail < 1.0) {
        return Err(Unsolved::OutOfRange);
    }
    let z = normal::upper_quantile(tail);
    let spread = (1.0 + t * (t / (2.0 * df))).sqrt();
    let start = t * (1.0 - 1.0 / (4.0 * df.max(1.0))) - z * spread;
    root::newton(start, 4.0 * spread, &mut |delta| {
        let (upper, slope) = upper_tail(t, df, delta);
        let score = -normal::upper_quantile(upper.clamp(0.0, 1.0));
        Ok((score + z, slope / normal::density(score)))
    })
}

/// `P(T >= t)` at noncentrality `delta` on `df` degrees of freedom, and its slope in `delta`; absolute error about
/// 1e-15, relative error about 1e-14 of tails above 1e-10.
pub fn upper_tail(t: f64, df: f64, delta: f64) -> (f64, f64) {
    if delta * delta > 800.0 * df {
        if (t >= 0.0) != (delta >= 0.0) {
            return (if delta > 0.0 { 1.0 } else { 0.0 }, 0.0);
        }
        return over_normal(t, df, delta);
    }
    over_chi(t, df, delta)
}

/// `E Phi(delta - t S)`, `S = chi / sqrt df`, by the trapezoid rule in `v = ln S`.
///
/// The integrand is analytic for |y| < pi/4 on the lines `v + iy`, and grows there by no more than
/// `exp(df (1 - cos 2y) / 2 + delta^2 sin^2 y / (2 cos 2y))`; the rule with step h errs by that times `exp(-2 pi y / h)`
/// for the best y, which is below 1e-15 for the step taken here.
fn over_chi(t: f64, df: f64, delta: f64) -> (f64, f64) {
    let step = (0.5 / (2.0 * df + delta * delta).sqrt()).min(0.06);
    let peak = 0.5 * real::ln(df / PI) - stirling::error(0.5 * df);
    let (mut tail, mut slope) = (0.0, 0.0);
    let mut add = |v: f64| {
        let fall = 0.5 * df * stirling::exp_m1_less(2.0 * v);
        let weight = real::exp(peak - fall);
        let z = (delta - t) - t * real::exp_m1(v);
        tail += weight * normal::lower(z);
        slope += weight * normal::density(z);
        fall < 46.0
    };
    add(0.0);
    for direction in [step, -step] {
        for k in 1..20_000 {
            if !add(direction * f64::from(k)) {
                break;
            }
        }
    }
    (tail * step, slope * step)
}

/// `E P(S <= (Z + delta) / t)`, for `delta` so large that the chi distribution is wide on the scale of `Z`: the
/// trapezoid rule in `Z`. `t` and `delta` have the same sign.
fn over_normal(t: f64, df: f64, delta: f64) -> (f64, f64) {
    const STEP: f64 = 0.5;
    let side = if t >= 0.0 { Side::Lower } else { Side::Upper };
    let (mut tail, mut slope) = (0.0, 0.0);
    for k in -20..=20 {
        let z = STEP * f64::from(k);
        let weight = STEP * normal::density(z);
        let shifted = z + delta.abs();
        let s = shifted / t.abs();
        let tails = gamma::tails(0.5 * df, 0.5 * df * s * s);
        tail += weight * if side == Side::Lower { tails.lower } else { tails.upper };
        slope += weight * 2.0 * tails.slope / shifted;
    }
    (tail, slope)
}
