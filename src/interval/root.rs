//! Root finders with a step limit. They take trait objects: one copy of each in the download, not one a caller. (No
//! `clamp` on bounds that vary: its assertion would bring the whole of float formatting along.)

use crate::interval::unsolved::Unsolved;

/// Root of a continuous function whose signs at `low` and `high` differ, to the last place of the argument.
///
/// T. R. Chandrupatla, A new hybrid quadratic/bisection algorithm for finding the zero of a nonlinear function
/// without using derivatives, Adv. Eng. Softw. 28 (1997) 145-149.
///
/// # Errors
/// [`Unsolved::NoConvergence`] where the signs at the ends do not differ, the function gives NaN, or 250 steps do not
/// do.
///
/// ```
/// use effect_size::interval::root;
/// let root = root::bracketed(0.0, 2.0, &mut |x| x * x - 2.0)?;
/// assert_eq!(format!("{root:.12}"), "1.414213562373");
/// # Ok::<(), effect_size::interval::unsolved::Unsolved>(())
/// ```
pub fn bracketed(low: f64, high: f64, f: &mut dyn FnMut(f64) -> f64) -> Result<f64, Unsolved> {
    let (mut x1, mut x2) = (low, high);
    let (mut f1, mut f2) = (f(x1), f(x2));
    if f1 == 0.0 {
        return Ok(x1);
    }
    if f2 == 0.0 {
        return Ok(x2);
    }
    if f1.is_nan() || f2.is_nan() || (f1 > 0.0) == (f2 > 0.0) {
        return Err(Unsolved::NoConvergence);
    }
    let mut t = 0.5;
    for _ in 0..250 {
        let x = x1 + t * (x2 - x1);
        let value = f(x);
        if value.is_nan() {
            return Err(Unsolved::NoConvergence);
        }
        let (x3, f3);
        if (value > 0.0) == (f1 > 0.0) {
            (x3, f3) = (x1, f1);
        } else {
            (x3, f3) = (x2, f2);
            (x2, f2) = (x1, f1);
        }
        (x1, f1) = (x, value);
        let (best, residual) = if f2.abs() < f1.abs() { (x2, f2) } else { (x1, f1) };
        let least = f64::EPSILON * best.abs() + f64::MIN_POSITIVE;
        let smallest = least / (x2 - x1).abs();
        if smallest > 0.5 || residual == 0.0 {
            return Ok(best);
        }
        let xi = (x1 - x2) / (x3 - x2);
        let phi = (f1 - f2) / (f3 - f2);
        let inverse_quadratic = phi * phi < xi && (1.0 - phi) * (1.0 - phi) < 1.0 - xi;
        t = if inverse_quadratic {
            f1 / (f2 - f1) * (f3 / (f2 - f3)) + (x3 - x1) / (x2 - x1) * (f1 / (f3 - f1)) * (f2 / (f3 - f2))
        } else {
            0.5
        };
        t = if t.is_finite() { t.max(smallest).min(1.0 - smallest) } else { 0.5 };
    }
    Err(Unsolved::NoConvergence)
}

/// Root on the positive half line of an increasing function that is negative near zero: the bracket grows from
/// `start` by factors of four.
///
/// Then as [`bracketed`].
///
/// # Errors
/// [`Unsolved::OutOfRange`] where `start` is not above 0 and finite; [`Unsolved::NoConvergence`] as [`bracketed`].
///
/// ```
/// use effect_size::interval::root;
/// let root = root::positive(100.0, &mut |x| x * x - 2.0)?;
/// assert_eq!(format!("{root:.12}"), "1.414213562373");
/// # Ok::<(), effect_size::interval::unsolved::Unsolved>(())
/// ```
pub fn positive(start: f64, f: &mut dyn FnMut(f64) -> f64) -> Result<f64, Unsolved> {
    if !(start > 0.0 && start.is_finite()) {
        return Err(Unsolved::OutOfRange);
    }
    let (mut low, mut high) = (start, start);
    for _ in 0..512 {
        if f(high) >= 0.0 {
            break;
        }
        low = high;
        high *= 4.0;
    }
    for _ in 0..512 {
        if f(low) <= 0.0 {
            break;
        }
        high = low;
        low /= 4.0;
    }
    bracketed(low, high, f)
}

/// Root of an increasing function by Newton's method, kept inside the bracket found so far.
///
/// `f` gives the value, on a scale where 1 is large (the logarithm of a ratio of probabilities, say), and the slope;
/// no step is longer than `longest`. A value below 1e-8 is improved by one last step, which leaves its square; a step in
/// the last places of the argument (of 1, for arguments below it) is the last too.
///
/// # Errors
/// Whatever `f` fails with; [`Unsolved::NoConvergence`] where it gives NaN or 200 steps do not do.
///
/// ```
/// use effect_size::interval::root;
/// let root = root::newton(0.0, 1.0, &mut |x: f64| Ok((x * x * x + x - 2.5, 3.0 * x * x + 1.0)))?;
/// assert_eq!(format!("{root:.9}"), "1.114747110");
/// # Ok::<(), effect_size::interval::unsolved::Unsolved>(())
/// ```
pub fn newton(
    start: f64,
    longest: f64,
    f: &mut dyn FnMut(f64) -> Result<(f64, f64), Unsolved>,
) -> Result<f64, Unsolved> {
    let mut x = start;
    let (mut low, mut high) = (f64::NEG_INFINITY, f64::INFINITY);
    for _ in 0..200 {
        let (value, slope) = f(x)?;
        if value.is_nan() || x.is_nan() {
            return Err(Unsolved::NoConvergence);
        }
        if value == 0.0 {
            return Ok(x);
        }
        if value < 0.0 {
            low = x;
        } else {
            high = x;
        }
        let mut step = -value / slope;
        if !(slope > 0.0 && step.is_finite()) {
            step = if value < 0.0 { longest } else { -longest };
        } else if value.abs() <= 1e-8 || step.abs() <= 2.0 * f64::EPSILON * x.abs().max(1.0) {
            return Ok(x + step.max(-longest).min(longest));
        }
        let mut next = x + step.max(-longest).min(longest);
        if !(low < next && next < high) {
            next = low + (high - low) / 2.0;
        }
        if next == x || next == low || next == high {
            return Ok(x);
        }
        x = next;
    }
    Err(Unsolved::NoConvergence)
}
