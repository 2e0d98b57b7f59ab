//! Log probabilities of counts, accurate at any size (Loader 2000, see [`super::stirling`]).

use super::stirling;
use crate::real;
use core::f64::consts::PI;

/// Log probability of `x` events at a Poisson mean `m > 0`.
pub fn ln_poisson(x: f64, m: f64) -> f64 {
    -stirling::poisson_deviance(x, m, x - m)
}

/// Log probability of `x` successes and `y` failures where success has odds `u : v`, all positive or zero counts.
pub fn ln_binomial(x: f64, y: f64, u: f64, v: f64) -> f64 {
    let (n, sum) = (x + y, u + v);
    let deviation = real::difference_of_products(x, v, y, u) / sum;
    ln_factorial_rest(n)
        - stirling::poisson_deviance(x, n * (u / sum), deviation)
        - stirling::poisson_deviance(y, n * (v / sum), -deviation)
}

/// Log probability of a two-by-two table `a b / c d` given its margins when the odds ratio is 1.
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
