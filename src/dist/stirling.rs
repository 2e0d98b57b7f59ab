//! The gamma function without the cancellation that large arguments bring.
//!
//! Probabilities of large counts are small differences of huge log gammas. Catherine Loader (Fast and accurate
//! computation of binomial probabilities, 2000) writes them as Stirling errors and deviances instead: each part is
//! small and accurate at any size.

use crate::real;
use core::f64::consts::PI;

/// Natural logarithm of the gamma function, `x > 0`.
///
/// `lgamma` of `libm`.
///
/// ```
/// use effect_size::dist::stirling;
/// assert_eq!(format!("{:.9}", stirling::ln_gamma(5.0)), "3.178053830"); // ln 24
/// ```
pub fn ln_gamma(x: f64) -> f64 {
    real::lgamma(x)
}

/// `ln gamma(x + 1) - [x ln x - x + ln(2 pi x) / 2]`, the error of Stirling's formula, `x > 0`.
///
/// From 12 on the asymptotic series (DLMF 5.11.1); from 1 by the difference equation, all terms positive.
///
/// C. Loader, Fast and accurate computation of binomial probabilities (2000).
///
/// ```
/// use effect_size::dist::stirling;
/// assert_eq!(format!("{:.12}", stirling::error(1.0)), "0.081061466795"); // 1 - ln(2 pi) / 2
/// ```
pub fn error(x: f64) -> f64 {
    if x < 1.0 {
        return real::lgamma(x + 1.0) - (x * real::ln(x) - x + 0.5 * real::ln(2.0 * PI * x));
    }
    let mut up = 0.0;
    let mut x = x;
    while x < 12.0 {
        // (x + 1/2) ln(1 + 1/x) - 1 = r^2/3 + r^4/5 + ..., r = 1/(2x + 1)
        let r2 = 1.0 / ((2.0 * x + 1.0) * (2.0 * x + 1.0));
        let mut power = r2;
        let mut k = 3.0;
        while power > 1e-19 {
            up += power / k;
            power *= r2;
            k += 2.0;
        }
        x += 1.0;
    }
    let y = 1.0 / (x * x);
    let series = 1.0 / 12.0
        - y * (1.0 / 360.0
            - y * (1.0 / 1260.0 - y * (1.0 / 1680.0 - y * (1.0 / 1188.0 - y * (691.0 / 360_360.0 - y / 156.0)))));
    up + series / x
}

/// `ln(1 + u) - u` for `u > -1`, no cancellation near zero; `ratio` is `1 + u`, given apart so that it stays exact
/// where `u` is near -1.
///
/// ```
/// use effect_size::dist::stirling;
/// assert_eq!(format!("{:.9e}", stirling::ln_1p_less(1e-5, 1.00001)), "-4.999966667e-11");
/// ```
pub fn ln_1p_less(u: f64, ratio: f64) -> f64 {
    if !(-0.4..=0.66).contains(&u) {
        return if u < 0.0 { real::ln(ratio) - u } else { real::ln_1p(u) - u };
    }
    // ln(1 + u) = 2 artanh r with r = u / (2 + u); 2 r - u = -u r
    let r = u / (2.0 + u);
    let w = r * r;
    let mut sum = 0.0;
    let mut power = 1.0;
    let mut k = 3.0;
    while power > 1e-18 {
        sum += power / k;
        power *= w;
        k += 2.0;
    }
    r * (2.0 * w * sum - u)
}

/// `exp(u) - 1 - u` without cancellation near zero.
///
/// Any finite `u`; infinite where the exponential overflows.
///
/// ```
/// use effect_size::dist::stirling;
/// assert_eq!(format!("{:.9e}", stirling::exp_m1_less(1e-5)), "5.000016667e-11");
/// ```
pub fn exp_m1_less(u: f64) -> f64 {
    if u.abs() > 0.5 {
        return real::exp_m1(u) - u;
    }
    let mut term = 0.5 * u * u;
    let mut sum = term;
    let mut k = 3.0;
    while term.abs() > 1e-18 * sum {
        term *= u / k;
        sum += term;
        k += 1.0;
    }
    sum
}

/// `ln x!` less `x ln m - m`, the log Poisson probability of `x` at mean `m` with its sign turned, where
/// `deviation = x - m` is given by itself to full accuracy. `x >= 0`, `m > 0`.
///
/// Loader (2000).
///
/// ```
/// use effect_size::dist::stirling;
/// // 3 events where 2.5 are expected: probability 0.2138
/// assert_eq!(format!("{:.6}", stirling::poisson_deviance(3.0, 2.5, 0.5)), "1.542887");
/// ```
pub fn poisson_deviance(x: f64, m: f64, deviation: f64) -> f64 {
    if x == 0.0 {
        return m;
    }
    0.5 * real::ln(2.0 * PI * x) + error(x) - x * ln_1p_less(-deviation / x, m / x)
}
