//! Limits of the odds ratio from Fisher's order by likelihood.
//!
//! J. Baptista and M. C. Pike, Exact two-sided confidence limits for the odds ratio in a 2 x 2 table, J. R. Stat. Soc.
//! C 26 (1977) 214-220. The P value jumps where a table enters or leaves the tail, so the confidence set can have
//! gaps; the limits are those of its hull, the infimum and the supremum of all odds ratios with P above alpha.

use super::Mass;
use super::table::{Budget, Table};
use crate::dist::mass as log_mass;
use crate::interval::root;
use crate::interval::unsolved::Unsolved;
use crate::real;

/// Limits (lower, upper) of the odds ratio at `alpha`, 0 < alpha < 1; 0 and infinity where the observed table is the
/// last of its side. Cells as in [`super::odds_ratio`].
pub fn limits(a: f64, b: f64, c: f64, d: f64, alpha: f64, mass: Mass) -> Result<(f64, f64), Unsolved> {
    let table = Table::new(a, b, c, d)?;
    if !(alpha > 0.0 && alpha < 1.0) {
        return Err(Unsolved::OutOfRange);
    }
    Ok((1.0 / upper(table.mirrored(), alpha, mass)?, upper(table, alpha, mass)?))
}

/// The supremum of all odds ratios with P above `alpha`.
///
/// Upwards of the maximum likelihood estimate the tail holds all tables up to the observed one and those from `u`
/// further up, where `u` is the first no more likely than the observed one. That changes at the odds ratios at which
/// the two are equally likely; at such an odds ratio P jumps down. P just before the jump falls with `u`, so the last
/// `u` at which it is above `alpha` is found by doubling and halving, and the limit is at that jump or between it and
/// the next.
fn upper(table: Table, alpha: f64, mass: Mass) -> Result<f64, Unsolved> {
    let room = table.room_above();
    if room == 0.0 {
        return Ok(f64::INFINITY);
    }
    let mut budget = Budget::new();
    let mut at_jump = |u: f64| p(table, equal_odds(table, u), u, mass, &mut budget);
    // the last jump with P above alpha; 0 where there is none
    let mut step = 1.0;
    let (mut last, mut beyond) = (0.0, room + 1.0);
    while last + step < beyond {
        if at_jump(last + step)? > alpha {
            last += step;
            step *= 2.0;
        } else {
            beyond = last + step;
        }
    }
    while beyond - last > 1.0 {
        let middle = (last + (beyond - last) / 2.0).floor();
        if at_jump(middle)? > alpha { last = middle } else { beyond = middle }
    }
    // P falls with u but for its last places and, in small tables, the least of margins: look a little further
    let found = last;
    for further in 1..=8 {
        let u = found + f64::from(further);
        if u <= room && at_jump(u)? > alpha {
            last = u;
        }
    }
    let next = last + 1.0;
    let mut between = |log: f64| p(table, log, next, mass, &mut budget);
    let low = if last > 0.0 {
        let jump = equal_odds(table, last);
        if between(jump)? <= alpha {
            return Ok(real::exp(jump));
        }
        jump
    } else {
        // before the first jump everything but the mid-P share of one table is in the tail
        let mut low = equal_odds(table, 1.0) - 1.0;
        while between(low)? <= alpha {
            low -= 1.0;
            if low < -1000.0 {
                return Err(Unsolved::NoConvergence);
            }
        }
        low
    };
    let mut high = if next <= room { equal_odds(table, next) } else { low + 1.0 };
    while between(high)? > alpha {
        high += 2.0;
        if high > 1000.0 {
            return Err(Unsolved::NoConvergence);
        }
    }
    let mut failed = None;
    let log = root::bracketed(low, high, &mut |log| {
        between(log).map(|p| p - alpha).unwrap_or_else(|unsolved| {
            failed = Some(unsolved);
            f64::NAN
        })
    });
    match failed {
        Some(unsolved) => Err(unsolved),
        None => Ok(real::exp(log?)),
    }
}

/// Log of the odds ratio at which `u` more events are exactly as likely as the observed table.
fn equal_odds(table: Table, u: f64) -> f64 {
    let ln_at = |t: Table| log_mass::ln_hypergeometric(t.a, t.b, t.c, t.d);
    (ln_at(table) - ln_at(table.shifted(u))) / u
}

/// P at a log odds ratio: all tables up to the observed one, and from `u` further events on; none of the latter where
/// there are no such tables.
fn p(table: Table, log: f64, u: f64, mass: Mass, budget: &mut Budget) -> Result<f64, Unsolved> {
    let psi = real::exp(log);
    let all = table.above_split(psi, u, budget)?;
    let below = table.below(psi, budget)?.weight;
    let tail = below + mass.share() + all.1;
    let total = below + 1.0 + all.0 + all.1;
    Ok(if total.is_finite() {
        tail / total
    } else if tail.is_finite() {
        0.0
    } else {
        f64::NAN
    })
}
