//! Wilson's score interval of a proportion.
//!
//! E. B. Wilson, Probable inference, the law of succession, and statistical inference, J. Am. Stat. Assoc. 22 (1927)
//! 209-212.

/// Distances of the limits from the proportion `x / (x + y)`: (proportion - lower, upper - proportion), to full
/// relative accuracy. `x` events, `y` non-events, not both 0; `z` the normal critical value.
///
/// Both 0 to 1. Wilson (1927).
///
/// ```
/// use effect_size::interval::wilson;
/// let (below, above) = wilson::distances(4.0, 119.0, 1.959963984540054);
/// assert_eq!(format!("{below:.6} {above:.6}"), "0.019803 0.048118");
/// ```
pub fn distances(x: f64, y: f64, z: f64) -> (f64, f64) {
    let n = x + y;
    let (p, q) = (x / n, y / n);
    let root = (z * z + 4.0 * x * q).sqrt();
    // the far distance is a sum, the near one is freed from its difference
    let lean = z * ((x - y) / n);
    let far = z * (root + lean.abs()) / (2.0 * (n + z * z));
    let near = 2.0 * z * p * q / (root + lean.abs());
    if lean >= 0.0 { (far, near) } else { (near, far) }
}

/// The limits as odds, (lower, upper): 0 where `x` is 0, infinite where `y` is 0.
///
/// `x` events, `y` non-events, not both 0; `z` the normal critical value, above 0. Wilson (1927).
///
/// ```
/// use effect_size::interval::wilson;
/// let (lower, upper) = wilson::odds_limits(4.0, 119.0, 1.959963984540054);
/// assert_eq!(format!("{lower:.6} {upper:.6}"), "0.012882 0.087712");
/// ```
pub fn odds_limits(x: f64, y: f64, z: f64) -> (f64, f64) {
    (1.0 / upper_odds(y, x, z), upper_odds(x, y, z))
}

fn upper_odds(x: f64, y: f64, z: f64) -> f64 {
    let n = x + y;
    let z2 = z * z;
    let root = z * (z2 + 4.0 * x * (y / n)).sqrt();
    // the two limits are the roots of a quadratic with product (x^2 / n) / (n + z^2); 1 - upper is the lower limit
    // of the complement
    let upper = 2.0 * x + z2 + root;
    let below_one = 2.0 * y + z2 + root;
    if y == 0.0 {
        return f64::INFINITY;
    }
    let complement = 4.0 * (y * (y / n)) * (n + z2) / below_one;
    upper / complement
}
