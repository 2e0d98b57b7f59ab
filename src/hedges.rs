//! Hedges' correction of a standardised mean difference for small samples.

use crate::real;

/// The exact correction factor `J(m) = gamma(m/2) / (sqrt(m/2) gamma((m-1)/2))` for real `m > 1` degrees of freedom;
/// relative error below 1e-14. `None` for `m <= 1`, where it is not defined.
///
/// L. V. Hedges, Distribution theory for Glass's estimator of effect size and related estimators, J. Educ. Stat. 6
/// (1981) 107-128, eq. 6e.
///
/// `None` too where `m` is not finite.
///
/// ```
/// use effect_size::hedges;
/// // two groups of 50: 98 degrees of freedom
/// assert_eq!(hedges::j(98.0).map(|j| format!("{j:.9}")).as_deref(), Some("0.992324087"));
/// assert_eq!(hedges::j(1.0), None);
/// ```
pub fn j(m: f64) -> Option<f64> {
    let (log, factor) = parts(m)?;
    Some(real::exp(log) * factor)
}

/// `1 - J(m)`, without cancellation at large `m`.
///
/// `m` degrees of freedom as in [`j`], whose source it shares; `None` where that is `None`.
///
/// ```
/// use effect_size::hedges;
/// assert_eq!(hedges::one_minus_j(1e6).map(|rest| format!("{rest:.9e}")).as_deref(), Some("7.500002188e-7"));
/// ```
pub fn one_minus_j(m: f64) -> Option<f64> {
    let (log, factor) = parts(m)?;
    Some(if factor == 1.0 { -real::exp_m1(log) } else { 1.0 - real::exp(log) * factor })
}

/// `1 - (m - 2) / (m J(m)^2)`, the factor of `g^2` in the unbiased variance of g, without cancellation at large `m`.
///
/// L. V. Hedges, A random effects model for effect sizes, Psychol. Bull. 93 (1983) 388-395, eq. 9.
///
/// `m` degrees of freedom; `None` where [`j`] is `None`.
///
/// ```
/// use effect_size::hedges;
/// assert_eq!(hedges::unbiased_factor(98.0).map(|factor| format!("{factor:.9}")).as_deref(), Some("0.005194700"));
/// ```
pub fn unbiased_factor(m: f64) -> Option<f64> {
    let (log, factor) = parts(m)?;
    if factor == 1.0 {
        return Some((real::exp_m1(2.0 * log) + 2.0 / m) / real::exp(2.0 * log));
    }
    let j = real::exp(log) * factor;
    Some(1.0 - (m - 2.0) / (m * j * j))
}

/// `J` as `exp(log) * factor`; the factor is 1 from m = 41 on.
///
/// With x = (m-1)/2, `ln gamma(x + 1/2) - ln gamma(x) - ln(x)/2` is a series in odd powers of 1/x (DLMF 5.11.8);
/// small x is first raised by `gamma(x + 1) = x gamma(x)`.
fn parts(m: f64) -> Option<(f64, f64)> {
    if !(m > 1.0 && m.is_finite()) {
        return None;
    }
    let start = 0.5 * (m - 1.0);
    let (mut x, mut product) = (start, 1.0);
    while x < 20.0 {
        product *= x / (x + 0.5);
        x += 1.0;
    }
    let y = 1.0 / (x * x);
    let series = (-0.125
        + y * (1.0 / 192.0
            - y * (1.0 / 640.0 - y * (17.0 / 14_336.0 - y * (31.0 / 18_432.0 - y * (691.0 / 180_224.0))))))
        / x;
    if product == 1.0 {
        // sqrt(x / (m/2)) = sqrt(1 - 1/m)
        return Some((series + 0.5 * real::ln_1p(-1.0 / m), 1.0));
    }
    Some((series, product * (x / (0.5 * m)).sqrt()))
}
