//! The standard normal distribution.

use crate::real;
use core::f64::consts::{FRAC_1_SQRT_2, PI};
use statrs::distribution::{ContinuousCDF, Normal};

/// 1/sqrt 2 minus its nearest double.
const FRAC_1_SQRT_2_LOW: f64 = -4.833646656726457e-17;

/// Two-sided P of a z statistic, `P(|Z| >= |z|)`; relative error below 1e-13 down to 1e-300. NaN gives NaN.
///
/// `erfc` is evaluated at the rounded `z / sqrt 2`; the part lost in that rounding, worth z^2 units in the last
/// place, is put back to first order.
///
/// `z` in standard deviations, of either sign.
///
/// ```
/// use effect_size::dist::normal;
/// assert_eq!(format!("{:.9}", normal::two_sided(1.96)), "0.049995790");
/// ```
pub fn two_sided(z: f64) -> f64 {
    let z = z.abs();
    if z > 40.0 {
        return if z.is_nan() { z } else { 0.0 };
    }
    let (y, low) = real::product(z, FRAC_1_SQRT_2);
    let lost = low + z * FRAC_1_SQRT_2_LOW;
    let p = real::erfc(y);
    if y < 1.0 {
        return p;
    }
    // erfc(y + lost) = erfc(y) - lost * 2 exp(-y^2) / sqrt(pi); exp(-y^2) / erfc(y) from Mills' ratio is enough
    let mills = y + 1.0 / (2.0 * y + 2.0 / (y + 1.5 / (y + 2.0 / y)));
    p - p * 2.0 * mills * lost
}

/// Upper tail `P(Z >= z)`, relative accuracy as [`two_sided`].
///
/// Any `z`; NaN gives NaN.
///
/// ```
/// use effect_size::dist::normal;
/// assert_eq!(format!("{:.9}", normal::upper(1.96)), "0.024997895");
/// ```
pub fn upper(z: f64) -> f64 {
    if z >= 0.0 { 0.5 * two_sided(z) } else { 1.0 - 0.5 * two_sided(z) }
}

/// Lower tail `P(Z <= z)`.
///
/// Any `z`; relative accuracy as [`two_sided`] where it is small; NaN gives NaN.
///
/// ```
/// use effect_size::dist::normal;
/// assert_eq!(format!("{:.9}", normal::lower(-1.96)), "0.024997895");
/// ```
pub fn lower(z: f64) -> f64 {
    upper(-z)
}

/// Density.
///
/// Any `z`: `exp(-z^2 / 2) / sqrt(2 pi)`.
///
/// ```
/// use effect_size::dist::normal;
/// assert_eq!(format!("{:.9}", normal::density(1.0)), "0.241970725");
/// ```
pub fn density(z: f64) -> f64 {
    real::exp(-0.5 * z * z) / (2.0 * PI).sqrt()
}

/// The z whose upper tail is `tail`, 0 < tail < 1; relative error below 1e-15 from 1e-300 (`statrs`).
///
/// The ends give infinities, anything else outside gives NaN.
///
/// ```
/// use effect_size::dist::normal;
/// assert_eq!(format!("{:.9}", normal::upper_quantile(0.025)), "1.959963985");
/// assert!(normal::upper_quantile(1.5).is_nan());
/// ```
pub fn upper_quantile(tail: f64) -> f64 {
    if !(0.0..=1.0).contains(&tail) {
        return f64::NAN;
    }
    0.0 - Normal::standard().inverse_cdf(tail)
}

/// The critical value of a two-sided test: `upper_quantile(alpha / 2)`.
///
/// 0 < `alpha` < 1, the probability outside both limits together.
///
/// ```
/// use effect_size::dist::normal;
/// assert_eq!(format!("{:.9}", normal::critical(0.05)), "1.959963985");
/// ```
pub fn critical(alpha: f64) -> f64 {
    upper_quantile(0.5 * alpha)
}

/// The z whose two-sided P is `p`: `upper_quantile(p / 2)`, right for the smallest doubles too, whose half has fewer
/// digits or is 0.
///
/// 0 < `p` <= 1; 0 gives infinity, anything else outside gives NaN.
///
/// ```
/// use effect_size::dist::normal;
/// assert_eq!(format!("{:.9}", normal::two_sided_quantile(0.05)), "1.959963985");
/// assert_eq!(format!("{:.9}", normal::two_sided_quantile(5e-324)), "38.485408336");
/// ```
pub fn two_sided_quantile(p: f64) -> f64 {
    if !(p > 0.0 && p < 1e-290) {
        return upper_quantile(0.5 * p);
    }
    // ln P = ln(2 phi(z) / z) + ln(1 - 1/z^2 + 3/z^4 - 15/z^6 ...), Abramowitz and Stegun 26.2.12; z is above 36
    let target = real::ln(p);
    let mut z = real::sqrt(-2.0 * target);
    for _ in 0..6 {
        let y = 1.0 / (z * z);
        let series = 1.0 - y * (1.0 - 3.0 * y * (1.0 - 5.0 * y * (1.0 - 7.0 * y * (1.0 - 9.0 * y))));
        let ln_p = -0.5 * z * z + 0.5 * real::ln(2.0 / PI) + real::ln(series / z);
        z += (ln_p - target) / (z + 1.0 / z);
    }
    z
}
