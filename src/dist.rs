//! Distributions and quantiles: the only file that names `statrs`.
//!
//! `statrs` serves the Normal quantile, where it is right to the last digit. Its `erfc` holds only ten digits, so
//! tails come from `libm`.

use crate::real;
use statrs::distribution::{ContinuousCDF, Normal};

/// Two-sided P value of a standard Normal `z`.
///
/// Right in the far tail too: `erfc(|z| / sqrt 2)` is never formed as 1 minus something.
pub fn normal_two_sided(z: f64) -> f64 {
    real::erfc(z.abs() * core::f64::consts::FRAC_1_SQRT_2)
}

/// The `z` that a standard Normal exceeds with probability `tail` (0 < `tail` < 1).
///
/// Returns `NaN` outside that range, where `statrs` would panic.
pub fn normal_upper_quantile(tail: f64) -> f64 {
    if !(tail > 0.0 && tail < 1.0) {
        return f64::NAN;
    }
    // the lower quantile of a small tail keeps the digits that 1 - tail would lose
    -Normal::standard().inverse_cdf(tail)
}
