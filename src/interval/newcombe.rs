//! Closed-form intervals of a risk difference. Cells: `a` events and `b` non-events in arm 1, `c` and `d` in arm 2,
//! no arm empty; `z` is the normal critical value.

use crate::interval::root;
use crate::interval::unsolved::Unsolved;
use crate::interval::wilson;
use crate::real;

/// The risk difference `a/(a+b) - c/(c+d)` without cancellation.
pub fn risk_difference(a: f64, b: f64, c: f64, d: f64) -> f64 {
    real::difference_of_products(a, d, b, c) / (a + b) / (c + d)
}

/// Newcombe's hybrid score limits (lower, upper).
///
/// R. G. Newcombe, Interval estimation for the difference between independent proportions, Stat. Med. 17 (1998)
/// 873-890, method 10.
pub fn hybrid_score(a: f64, b: f64, c: f64, d: f64, z: f64) -> (f64, f64) {
    let estimate = risk_difference(a, b, c, d);
    let (below1, above1) = wilson::distances(a, b, z);
    let (below2, above2) = wilson::distances(c, d, z);
    let lower = estimate - (below1 * below1 + above2 * above2).sqrt();
    let upper = estimate + (above1 * above1 + below2 * below2).sqrt();
    (lower.max(-1.0), upper.min(1.0))
}

/// The z at which a limit of [`hybrid_score`] touches 0: the statistic whose P value belongs to that interval.
///
/// # Errors
/// `NoConvergence` where it cannot be found.
pub fn hybrid_score_z(a: f64, b: f64, c: f64, d: f64) -> Result<f64, Unsolved> {
    let estimate = risk_difference(a, b, c, d);
    if estimate == 0.0 {
        return Ok(0.0);
    }
    let size = estimate.abs();
    // the distance from the estimate to the limit on the side of 0 grows with z
    let z = root::positive(1.0, &mut |z| {
        let ((below1, above1), (below2, above2)) = (wilson::distances(a, b, z), wilson::distances(c, d, z));
        let (x, y) = if estimate > 0.0 { (below1, above2) } else { (above1, below2) };
        let distance = (x * x + y * y).sqrt();
        (distance - size) / (distance + size)
    })?;
    Ok(if estimate > 0.0 { z } else { -z })
}

/// Agresti and Caffo's limits (lower, upper): Wald after one event and one non-event are added to each arm, cut off
/// at -1 and 1.
///
/// A. Agresti and B. Caffo, Simple and effective confidence intervals for proportions and differences of proportions,
/// Am. Stat. 54 (2000) 280-288.
pub fn agresti_caffo(a: f64, b: f64, c: f64, d: f64, z: f64) -> (f64, f64) {
    let (a, b, c, d) = (a + 1.0, b + 1.0, c + 1.0, d + 1.0);
    let (n1, n2) = (a + b, c + d);
    let half = z * (a / n1 * (b / n1) / n1 + c / n2 * (d / n2) / n2).sqrt();
    let middle = risk_difference(a, b, c, d);
    ((middle - half).max(-1.0), (middle + half).min(1.0))
}
