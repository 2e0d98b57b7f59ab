//! Distributions, tails and quantiles. The only place that names `statrs`.
//!
//! `statrs` gives the normal quantile, where it is good to the last place. Its other quantiles lose digits or hang
//! at large parameters, and `cdflib` calls std's `ln` and `exp`, which differ between native and WebAssembly; so the
//! tails here are written out, each after the paper it names.

pub mod beta;
pub mod gamma;
pub mod mass;
pub mod noncentral_t;
pub mod normal;
pub mod stirling;
pub mod student;

mod quadrature;

/// The largest parameter of the beta and gamma distributions: a larger count has no unit of its own in a double.
pub const LARGEST: f64 = 1e16;

/// Both tails of a distribution at one point, and the density there on the scale of the natural parameter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tails {
    /// P(X <= x).
    pub lower: f64,
    /// P(X >= x), accurate when small.
    pub upper: f64,
    /// Natural logarithm of the lower tail, finite where the tail itself underflows.
    pub ln_lower: f64,
    /// Natural logarithm of the upper tail.
    pub ln_upper: f64,
    /// Change of the lower tail with the natural parameter: with ln x (gamma) or with the log odds (beta).
    pub slope: f64,
    /// Natural logarithm of `slope`.
    pub ln_slope: f64,
}

impl Tails {
    /// From the smaller tail, given as prefix times factor, the prefix by its logarithm and being the slope.
    fn from_small(ln_prefix: f64, factor: f64, lower_is_small: bool) -> Tails {
        let slope = crate::real::exp(ln_prefix);
        let small = (slope * factor).clamp(0.0, 1.0);
        let ln_small = (ln_prefix + crate::real::ln(factor)).min(0.0);
        let ln_large = crate::real::ln_1p(-small);
        let large = 1.0 - small;
        let (lower, upper, ln_lower, ln_upper) =
            if lower_is_small { (small, large, ln_small, ln_large) } else { (large, small, ln_large, ln_small) };
        Tails { lower, upper, ln_lower, ln_upper, slope, ln_slope: ln_prefix }
    }

    /// All mass above the point.
    const BELOW_ALL: Tails = Tails {
        lower: 0.0,
        upper: 1.0,
        ln_lower: f64::NEG_INFINITY,
        ln_upper: 0.0,
        slope: 0.0,
        ln_slope: f64::NEG_INFINITY,
    };

    /// All mass below the point.
    const ABOVE_ALL: Tails = Tails {
        lower: 1.0,
        upper: 0.0,
        ln_lower: 0.0,
        ln_upper: f64::NEG_INFINITY,
        slope: 0.0,
        ln_slope: f64::NEG_INFINITY,
    };
}

/// Which tail holds a given probability.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// P(X <= x).
    Lower,
    /// P(X >= x).
    Upper,
}
