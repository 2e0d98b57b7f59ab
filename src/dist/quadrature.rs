//! Integrals of smooth positive functions.

/// Nodes and weights of 16-point Gauss-Legendre quadrature on (-1, 1), positive half (made with mpmath, 40 digits).
const GAUSS_16: [(f64, f64); 8] = [
    (0.9894009349916499, 0.027152459411754096),
    (0.9445750230732326, 0.062253523938647894),
    (0.8656312023878318, 0.09515851168249279),
    (0.755404408355003, 0.12462897125553388),
    (0.6178762444026438, 0.14959598881657674),
    (0.45801677765722737, 0.16915651939500254),
    (0.2816035507792589, 0.18260341504492358),
    (0.09501250983763744, 0.1894506104550685),
];

/// Integral of `f` over `(0, width)` in `panels` equal panels of 16 points.
pub fn gauss(width: f64, panels: u32, f: &dyn Fn(f64) -> f64) -> f64 {
    let half = 0.5 * width / f64::from(panels);
    let mut sum = 0.0;
    for panel in 0..panels {
        let middle = half * f64::from(2 * panel + 1);
        for (node, weight) in GAUSS_16 {
            sum += weight * (f(middle - half * node) + f(middle + half * node));
        }
    }
    half * sum
}

/// Integral over `(0, infinity)` of `exp(-rate w) * rest(w)`, where `rest` falls like `exp(-w^2 / 2)` or faster.
pub fn gaussian_tail(rate: f64, end: f64, ln_rest: &dyn Fn(f64) -> f64) -> f64 {
    // exp(-rate w - w^2/2) is below 1e-20 from here on
    let reach = 92.0 / (rate + (rate * rate + 92.0).sqrt());
    gauss(reach.min(end), 4, &|w| crate::real::exp(ln_rest(w) - rate * w))
}
