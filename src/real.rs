//! The one door to transcendental functions.
//!
//! Everything goes through the `libm` crate, so that a result has the same bits natively and in WebAssembly; the
//! standard library's own `ln`, `exp` and `powf` differ from it in the last bit on some platforms. Clippy refuses them
//! everywhere else.

/// Natural logarithm of `x`.
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// `ln(1 + x)`, right for small `x` too.
pub fn ln_1p(x: f64) -> f64 {
    libm::log1p(x)
}

/// `e` to the power `x`.
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// `exp(x) - 1` without cancellation near zero.
pub fn exp_m1(x: f64) -> f64 {
    libm::expm1(x)
}

/// `x` to the power `y`.
pub fn pow(x: f64, y: f64) -> f64 {
    libm::pow(x, y)
}

/// Natural logarithm of the gamma function, for positive `x`.
pub fn lgamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// Base-10 logarithm of `x`.
pub fn log10(x: f64) -> f64 {
    libm::log10(x)
}

/// Complementary error function.
pub fn erfc(x: f64) -> f64 {
    libm::erfc(x)
}

/// Square root, correctly rounded on every platform.
pub fn sqrt(x: f64) -> f64 {
    x.sqrt()
}

/// `x * y` as an unevaluated sum `(high, low)`, exact unless a part over- or underflows.
///
/// T. J. Dekker, A floating-point technique for extending the available precision, Numer. Math. 18 (1971), sec. 5.
pub fn product(x: f64, y: f64) -> (f64, f64) {
    let high = x * y;
    let (xh, xl) = split(x);
    let (yh, yl) = split(y);
    let low = ((xh * yh - high) + xh * yl + xl * yh) + xl * yl;
    (high, if low.is_finite() { low } else { 0.0 })
}

/// `a * b - c * d`, to a few units in the last place of the result unless the result is below 1e-30 of its terms.
pub fn difference_of_products(a: f64, b: f64, c: f64, d: f64) -> f64 {
    let (ph, pl) = product(a, b);
    let (qh, ql) = product(c, d);
    let (difference, dropped) = sum(ph, -qh);
    let low = dropped + (pl - ql);
    if low.is_finite() { difference + low } else { difference }
}

/// `a^2 + b^2 - c^2`, to a few units in the last place of the result unless the result is below 1e-30 of its terms.
#[cfg(feature = "complete")]
pub fn sum_of_squares_less(a: f64, b: f64, c: f64) -> f64 {
    let [(a, a_low), (b, b_low), (c, c_low)] = [a, b, c].map(|x| product(x, x));
    let (both, dropped) = sum(a, b);
    let (difference, lost) = sum(both, -c);
    difference + (dropped + lost + (a_low + b_low - c_low))
}

/// `x + y` as a sum and what its rounding dropped (Knuth's two-sum).
fn sum(x: f64, y: f64) -> (f64, f64) {
    let sum = x + y;
    let back = sum - x;
    (sum, (x - (sum - back)) + (y - back))
}

/// The upper and the lower half of a significand.
fn split(x: f64) -> (f64, f64) {
    let scaled = 134_217_729.0 * x; // 2^27 + 1
    let high = scaled - (scaled - x);
    (high, x - high)
}

/// `ln(a d / (b c))`, right to the last digits even where the two products nearly agree.
///
/// All arguments are positive; beyond a factor of two the plain logarithm is already exact enough.
pub fn ln_ratio(a: f64, d: f64, b: f64, c: f64) -> f64 {
    let quotient = (a * d) / (b * c);
    if (0.5..=2.0).contains(&quotient) { ln_1p(difference_of_products(a, d, b, c) / (b * c)) } else { ln(quotient) }
}

/// `value` drawn into `low..=high`; `low` for a NaN.
///
/// The standard `clamp` can panic with a message, which would bring float formatting into the page.
#[allow(clippy::manual_clamp)]
pub fn within(value: f64, low: f64, high: f64) -> f64 {
    value.max(low).min(high)
}

/// The angle, in radians, of the point with ordinate `y` and abscissa `x`.
pub fn atan2(y: f64, x: f64) -> f64 {
    libm::atan2(y, x)
}
