//! The conditional odds ratio of a two-by-two table.
//!
//! Cells: `a` events and `b` non-events in arm 1, `c` and `d` in arm 2: whole numbers up to
//! 1e13 (else `TooLarge`), no margin zero (else `OutOfRange`: the margins
//! then allow one table only).

use super::table::{Budget, Table};
use super::{Mass, PValues};
use crate::dist::{mass, normal};
use crate::interval::root;
use crate::interval::score;
use crate::interval::unsolved::Unsolved;
use crate::real;

/// Central limits (lower, upper) of the odds ratio: at each the tail holds `tail` (half of alpha). 0 and infinity where
/// the observed table is the last of its side.
///
/// J. Cornfield, A statistical problem arising from retrospective studies (1956); with [`Mass::Mid`] K. J. Rothman and
/// J. D. Boice (1979).
pub fn limits(a: f64, b: f64, c: f64, d: f64, tail: f64, mass: Mass) -> Result<(f64, f64), Unsolved> {
    let table = Table::new(a, b, c, d)?;
    if !(tail > 0.0 && tail < 0.5) {
        return Err(Unsolved::OutOfRange);
    }
    Ok((lower(table, tail, mass)?, 1.0 / lower(table.mirrored(), tail, mass)?))
}

/// The odds ratio at which the upper tail is `tail`: Newton's method on the log of the tail against the log odds
/// ratio, in which the distribution is an exponential family.
pub(super) fn lower(table: Table, tail: f64, mass: Mass) -> Result<f64, Unsolved> {
    if table.is_least() {
        return Ok(0.0);
    }
    let mut budget = Budget::new();
    let target = real::ln(tail);
    let Table { a, b, c, d } = table;
    // the score limit of a table with a little more in each cell is always finite, and near
    let z = normal::upper_quantile(tail);
    let (start, _) = score::odds_ratio::limits(a + 0.25, b + 0.25, c + 0.25, d + 0.25, z, score::Variance::Plain)?;
    let log = root::newton(real::ln(start), 4.0, &mut |log| {
        let psi = real::exp(log);
        let above = table.above(psi, &mut budget)?;
        if above.weight == f64::INFINITY {
            return Ok((f64::INFINITY, f64::NAN));
        }
        let below = table.below(psi, &mut budget)?;
        if below.weight == f64::INFINITY {
            return Ok((f64::NEG_INFINITY, f64::NAN));
        }
        let total = above.weight + 1.0 + below.weight;
        let inside = above.weight + mass.share();
        let mean = (above.first - below.first) / total;
        Ok((real::ln(inside / total) - target, above.first / inside - mean))
    })?;
    Ok(real::exp(log))
}

/// The conditional maximum likelihood estimate, at which the expected count is the observed one; 0 or infinity where
/// the observed table is the last of its side. It is not `ad / (bc)`.
pub fn maximum_likelihood(a: f64, b: f64, c: f64, d: f64) -> Result<f64, Unsolved> {
    let table = Table::new(a, b, c, d)?;
    if table.is_least() {
        return Ok(0.0);
    }
    if table.mirrored().is_least() {
        return Ok(f64::INFINITY);
    }
    let mut budget = Budget::new();
    let start = real::ln((a + 0.5) / (b + 0.5) * ((d + 0.5) / (c + 0.5)));
    let log = root::newton(start, 3.0, &mut |log| {
        let psi = real::exp(log);
        let above = table.above(psi, &mut budget)?;
        if above.weight == f64::INFINITY {
            return Ok((f64::INFINITY, f64::NAN));
        }
        let below = table.below(psi, &mut budget)?;
        if below.weight == f64::INFINITY {
            return Ok((f64::NEG_INFINITY, f64::NAN));
        }
        let total = above.weight + 1.0 + below.weight;
        let mean = (above.first - below.first) / total;
        let variance = (above.second + below.second) / total - mean * mean;
        // in standard deviations
        let sd = variance.sqrt();
        Ok((mean / sd, sd))
    })?;
    Ok(real::exp(log))
}

/// P values of no association (odds ratio 1).
pub fn p_values(a: f64, b: f64, c: f64, d: f64) -> Result<PValues, Unsolved> {
    let table = Table::new(a, b, c, d)?;
    // the tail on the observed table's side of the mean, which is the smaller or nearly so
    let less = real::difference_of_products(a, d, b, c) < 0.0;
    let outward = if less { table.mirrored() } else { table };
    let sum = outward.above(1.0, &mut Budget::new())?.weight;
    let ln_own = mass::ln_hypergeometric(a, b, c, d);
    let own = real::exp(ln_own);
    let beyond = if sum > 0.0 { real::exp(ln_own + real::ln(sum)) } else { 0.0 };
    Ok(PValues::from_tail(beyond, own, less))
}

/// Two-sided P of no association by Fisher's order: the probability of all tables no more likely than the observed
/// one. Agrees with [`super::baptista_pike`].
///
/// Probabilities within 1e-10 of the observed one, relatively, count as equal to it: that is what rounding leaves of
/// exact ties.
pub fn p_by_likelihood(a: f64, b: f64, c: f64, d: f64) -> Result<f64, Unsolved> {
    let table = Table::new(a, b, c, d)?;
    let less = real::difference_of_products(a, d, b, c) < 0.0;
    let outward = if less { table.mirrored() } else { table };
    let mut budget = Budget::new();
    let ln_own = mass::ln_hypergeometric(a, b, c, d);
    let ln_at = |t: Table| mass::ln_hypergeometric(t.a, t.b, t.c, t.d);
    let mut p = real::exp(ln_own) * (1.0 + outward.above(1.0, &mut budget)?.weight);
    // the first table beyond the mode, on the other side, that is no more likely: the log probability is concave,
    // so a bisection finds it
    let inward = outward.mirrored();
    let (mut near, mut far) = (0.0, inward.room_above() + 1.0);
    while far - near > 1.0 {
        let middle = (near + (far - near) / 2.0).floor();
        if ln_at(inward.shifted(middle)) > ln_own + 1e-10 { near = middle } else { far = middle }
    }
    // next to the mode the observed table itself may be the most likely one
    if far <= inward.room_above() {
        let other = inward.shifted(far);
        p += real::exp(ln_at(other)) * (1.0 + other.above(1.0, &mut budget)?.weight);
    }
    Ok(p.min(1.0))
}
