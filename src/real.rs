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

/// `x * y + z` with one rounding.
pub fn mul_add(x: f64, y: f64, z: f64) -> f64 {
    libm::fma(x, y, z)
}

/// `a * d - b * c` without cancellation (Kahan's method; error at most 1.5 units in the last place).
///
/// Jeannerod, Louvet & Muller 2013, Mathematics of Computation 82:2245, algorithm 1.
pub fn difference_of_products(a: f64, d: f64, b: f64, c: f64) -> f64 {
    let bc = b * c;
    let error = mul_add(-b, c, bc);
    mul_add(a, d, -bc) + error
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
