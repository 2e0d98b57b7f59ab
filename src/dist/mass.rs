//! Log probabilities of counts, accurate at any size (Loader 2000, see [`super::stirling`]).

use super::stirling;
use crate::real;
use core::f64::consts::PI;

/// Log probability of `x` events at a Poisson mean `m > 0`.
///
/// `x` is not negative, whole or not. Loader (2000).
///
/// ```
/// use effect_size::dist::mass;
/// assert_eq!(format!("{:.6}", mass::ln_poisson(3.0, 2.5)), "-1.542887");
/// ```
pub fn ln_poisson(x: f64, m: f64) -> f64 {
    -stirling::poisson_deviance(x, m, x - m)
}

/// Log probability of `x` successes and `y` failures where success has odds `u : v`, all positive or zero counts.
///
/// `u` and `v` are above 0, in any common unit. Loader (2000).
///
/// ```
/// use effect_size::dist::mass;
/// // 3 of 5 where 2 of 5 are expected
/// assert_eq!(format!("{:.6}", mass::ln_binomial(3.0, 2.0, 2.0, 3.0)), "-1.467938");
/// ```
pub fn ln_binomial(x: f64, y: f64, u: f64, v: f64) -> f64 {
    let (n, sum) = (x + y, u + v);
    let deviation = real::difference_of_products(x, v, y, u) / sum;
    ln_factorial_rest(n)
        - stirling::poisson_deviance(x, n * (u / sum), deviation)
        - stirling::poisson_deviance(y, n * (v / sum), -deviation)
}

/// Log probability of a two-by-two table `a b / c d` given its margins when the odds ratio is 1.
///
/// The cells are not negative and no margin is 0. Loader (2000).
///
/// ```
/// use effect_size::dist::mass;
/// assert_eq!(format!("{:.6}", mass::ln_hypergeometric(7.0, 43.0, 19.0, 31.0)), "-5.439576");
/// ```
pub fn ln_hypergeometric(a: f64, b: f64, c: f64, d: f64) -> f64 {
    let (n1, n2, t, u) = (a + b, c + d, a + c, b + d);
    let n = n1 + n2;
    let deviation = real::difference_of_products(a, d, b, c) / n;
    let margins = ln_factorial_rest(n1) + ln_factorial_rest(n2) + ln_factorial_rest(t) + ln_factorial_rest(u);
    margins
        - ln_factorial_rest(n)
        - stirling::poisson_deviance(a, n1 * (t / n), deviation)
        - stirling::poisson_deviance(b, n1 * (u / n), -deviation)
        - stirling::poisson_deviance(c, n2 * (t / n), -deviation)
        - stirling::poisson_deviance(d, n2 * (u / n), deviation)
}

/// `ln n! - (n ln n - n)`.
fn ln_factorial_rest(n: f64) -> f64 {
    if n == 0.0 { 0.0 } else { 0.5 * real::ln(2.0 * PI * n) + stirling::error(n) }
}
