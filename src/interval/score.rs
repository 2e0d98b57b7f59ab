//! Confidence limits by inverting score tests.
//!
//! Each test compares the data with their best fit under a fixed effect. Solving for the fit at a given effect takes
//! a quadratic or a cubic whose roots cancel; here the score itself is the unknown instead. At score `s` both fits,
//! the variance and the effect are each a sum or product of positive terms, the statistic grows steadily with `s`,
//! and so the limit is one root of one increasing function, to full accuracy at any counts.
//!
//! Cells: `a` events and `b` non-events in arm 1, `c` and `d` in arm 2, no arm empty; `z` is the normal critical
//! value, above 0.

use crate::interval::root;
use crate::interval::unsolved::Unsolved;
use crate::real;

pub mod odds_ratio;
pub mod rate_difference;
pub mod risk_difference;
pub mod risk_ratio;

/// Whether the variance carries Miettinen and Nurminen's factor `N / (N - 1)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variance {
    /// With the factor: O. Miettinen and M. Nurminen, Comparative analysis of two rates, Stat. Med. 4 (1985) 213-226.
    MiettinenNurminen,
    /// Without: Koopman (1984) for the risk ratio, Mee (1984) for the risk difference, Cornfield (1956) uncorrected
    /// for the odds ratio.
    Plain,
}

impl Variance {
    /// The squared critical value the plain statistic has to reach.
    fn target(self, z: f64, n: f64) -> f64 {
        match self {
            Variance::MiettinenNurminen => z * z * (n / (n - 1.0)),
            Variance::Plain => z * z,
        }
    }
}

/// The signed score statistic of no effect; the same for odds ratio, risk ratio and risk difference. 0 where the
/// outcome has a single value in all.
pub fn null_z(a: f64, b: f64, c: f64, d: f64, variance: Variance) -> f64 {
    let (n1, n2, t, u) = (a + b, c + d, a + c, b + d);
    let n = n1 + n2;
    if t == 0.0 || u == 0.0 {
        return 0.0;
    }
    let n = if variance == Variance::MiettinenNurminen { n - 1.0 } else { n };
    real::difference_of_products(a, d, b, c) / n1.sqrt() / n2.sqrt() / t.sqrt() / u.sqrt() * n.sqrt()
}

/// Whether the four cells are counts of two arms that are not empty, and the critical value is positive.
fn valid(a: f64, b: f64, c: f64, d: f64, z: f64) -> bool {
    [a, b, c, d].iter().all(|x| *x >= 0.0 && x.is_finite()) && a + b > 0.0 && c + d > 0.0 && z > 0.0 && z.is_finite()
}

/// The score between 0 and `largest` at which `statistic` (increasing from 0, infinite at `largest` or beyond `target`
/// there) reaches `target`.
fn reach(largest: f64, target: f64, statistic: &dyn Fn(f64) -> f64) -> Result<f64, Unsolved> {
    root::bracketed(0.0, largest, &mut |s| compare(statistic(s), target))
}

/// As [`reach`] where the score is unbounded, from a first guess.
fn reach_from(start: f64, target: f64, statistic: &dyn Fn(f64) -> f64) -> Result<f64, Unsolved> {
    root::positive(start, &mut |s| compare(statistic(s), target))
}

/// The comparison in a bounded form, so that an infinite statistic is an ordinary end of the bracket.
fn compare(value: f64, target: f64) -> f64 {
    if value == f64::INFINITY { 1.0 } else { (value - target) / (value + target) }
}
