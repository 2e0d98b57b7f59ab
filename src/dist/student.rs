//! Student's t distribution, real degrees of freedom from [`LEAST_DF`] up. Above 1e18, infinity included, it is
//! the normal distribution to the last place.

use super::{Tails, beta, normal};
use crate::interval::root;
use crate::interval::unsolved::Unsolved;
use crate::real;
use core::f64::consts::PI;

/// Fewer degrees of freedom are out of range: the tails then fall too slowly for a double.
pub const LEAST_DF: f64 = 0.1;

/// From here on t and normal tails agree to 1e-12 down to 1e-300.
const NORMAL_DF: f64 = 1e18;

/// From here on the tail of t is a power of t to the last digit; the degrees of freedom are then few.
const FAR: f64 = 1e50;

/// Two-sided P of a t statistic, `P(|T| >= |t|)`.
///
/// `I_x(df/2, 1/2)` at `x = df / (df + t^2)` (Abramowitz and Stegun 26.7.1). NaN where out of range.
///
/// Any `t`; `df` from [`LEAST_DF`] up.
///
/// ```
/// use effect_size::dist::student;
/// assert_eq!(format!("{:.9}", student::two_sided(2.2281388519862753, 10.0)), "0.050000000");
/// assert!(student::two_sided(1.0, 0.05).is_nan());
/// ```
pub fn two_sided(t: f64, df: f64) -> f64 {
    if df > NORMAL_DF {
        return normal::two_sided(t);
    }
    if t.is_nan() || df.is_nan() || df < LEAST_DF {
        return f64::NAN;
    }
    tails(t, df).lower
}

/// Upper tail `P(T >= t)`.
///
/// Any `t`; `df` from [`LEAST_DF`] up, else NaN.
///
/// ```
/// use effect_size::dist::student;
/// assert_eq!(format!("{:.12}", student::upper(1.0, 1.0)), "0.250000000000");
/// ```
pub fn upper(t: f64, df: f64) -> f64 {
    let p = 0.5 * two_sided(t, df);
    if t >= 0.0 { p } else { 1.0 - p }
}

/// The beta tails at `df : t^2`; lower is the two-sided P, upper its complement.
fn tails(t: f64, df: f64) -> Tails {
    let t2 = t * t;
    if t2 == 0.0 {
        return Tails::ABOVE_ALL;
    }
    let sum = df + t2;
    if sum == f64::INFINITY {
        return Tails::BELOW_ALL;
    }
    // a - (a + b) x with a = df/2, b = 1/2
    let distance = 0.5 * (df / sum) * (t - 1.0) * (t + 1.0);
    beta::from_distance(0.5 * df, 0.5, df / sum, t2 / sum, distance)
}

/// The t whose upper tail is `tail`, 0 < tail < 1.
///
/// Newton's method on the log of the two-sided tail against `ln t`.
///
/// `df` from [`LEAST_DF`] up.
///
/// # Errors
/// [`Unsolved::OutOfRange`] for arguments outside these ranges; [`Unsolved::NoConvergence`] where the iteration does
/// not end.
///
/// ```
/// use effect_size::dist::student;
/// assert_eq!(format!("{:.9}", student::upper_quantile(0.025, 10.0)?), "2.228138852");
/// # Ok::<(), effect_size::interval::unsolved::Unsolved>(())
/// ```
pub fn upper_quantile(tail: f64, df: f64) -> Result<f64, Unsolved> {
    if !(df >= LEAST_DF && tail > 0.0 && tail < 1.0) {
        return Err(Unsolved::OutOfRange);
    }
    if df > NORMAL_DF {
        return Ok(normal::upper_quantile(tail));
    }
    if tail == 0.5 {
        return Ok(0.0);
    }
    if tail > 0.5 {
        return Ok(-positive_quantile(2.0 * (1.0 - tail), df)?);
    }
    positive_quantile(2.0 * tail, df)
}

/// The critical value of a two-sided test: `upper_quantile(alpha / 2, df)`.
///
/// 0 < `alpha` < 1, the probability outside both limits together; `df` from [`LEAST_DF`] up.
///
/// # Errors
/// [`Unsolved::OutOfRange`] for arguments outside these ranges; [`Unsolved::NoConvergence`] where the iteration does
/// not end.
///
/// ```
/// use effect_size::dist::student;
/// // Altman 2000: 16 pairs
/// assert_eq!(format!("{:.4}", student::critical(0.05, 15.0)?), "2.1314");
/// # Ok::<(), effect_size::interval::unsolved::Unsolved>(())
/// ```
pub fn critical(alpha: f64, df: f64) -> Result<f64, Unsolved> {
    upper_quantile(0.5 * alpha, df)
}

/// The t, 0 or above, whose two-sided P is `p`, down to the smallest doubles: `upper_quantile(p / 2)` without the
/// halving.
///
/// 0 < `p` <= 1; `df` from [`LEAST_DF`] up. Infinite where t is beyond the largest double.
///
/// # Errors
/// [`Unsolved::OutOfRange`] for arguments outside these ranges; [`Unsolved::NoConvergence`] where the iteration does
/// not end.
///
/// ```
/// use effect_size::dist::student;
/// assert_eq!(format!("{:.9}", student::two_sided_quantile(0.05, 10.0)?), "2.228138852");
/// assert_eq!(format!("{:.6e}", student::two_sided_quantile(5e-324, 18.0)?), "3.535422e18");
/// # Ok::<(), effect_size::interval::unsolved::Unsolved>(())
/// ```
pub fn two_sided_quantile(p: f64, df: f64) -> Result<f64, Unsolved> {
    if !(df >= LEAST_DF && p > 0.0 && p <= 1.0) {
        return Err(Unsolved::OutOfRange);
    }
    if df > NORMAL_DF {
        return Ok(normal::two_sided_quantile(p));
    }
    if p == 1.0 { Ok(0.0) } else { positive_quantile(p, df) }
}

/// The t > 0 whose two-sided tail is `p`.
fn positive_quantile(p: f64, df: f64) -> Result<f64, Unsolved> {
    let z = normal::two_sided_quantile(p);
    let cauchy = df.sqrt() * real::pow(p, -1.0 / df);
    if cauchy > FAR {
        // P = (df / t^2)^(df/2) 2 / (df B(df/2, 1/2)) to the last digit, where t^2 itself may be no double
        let ln_beta = real::lgamma(0.5 * df) + 0.5 * real::ln(PI) - real::lgamma(0.5 * df + 0.5);
        return Ok(df.sqrt() * real::exp((real::ln(2.0 / df) - ln_beta - real::ln(p)) / df));
    }
    // one term of the Cornish-Fisher expansion, and Cauchy-like growth where that is far off
    let start = if df > z * z { z * (1.0 + (z * z + 1.0) / (4.0 * df)) } else { cauchy };
    // near the centre the complement holds the digits
    let central = p > 0.5;
    let target = if central { real::ln_1p(-p) } else { real::ln(p) };
    let start = real::ln(start.clamp(1e-300, 1e100));
    let log = root::newton(start, 5.0, &mut |log| {
        let t = tails(real::exp(log), df);
        // d P / d ln t = -2 slope
        Ok(if central {
            (t.ln_upper - target, 2.0 * real::exp(t.ln_slope - t.ln_upper))
        } else {
            (target - t.ln_lower, 2.0 * real::exp(t.ln_slope - t.ln_lower))
        })
    })?;
    Ok(real::exp(log))
}
