//! The standardised mean difference of two groups from a t statistic, and back.

use super::conversion::{Conversion, Formula, Output};
use super::derived::Derived;
use super::difference_interval::degrees_of_freedom;
use super::quantity::{D, N1, N2, T};
use crate::explain::Step;
use crate::hedges;
use crate::problem::{Problem, ProblemCode};
use crate::real;

const BORENSTEIN: &str = "Borenstein M, Hedges LV, Higgins JPT, Rothstein HR. Introduction to Meta-Analysis. Wiley 2009, \
    chapter 4.";
const HEDGES: &str = "Hedges LV, Olkin I. Statistical methods for meta-analysis. Academic Press 1985, chapter 5.";
/// What the formulas of a t test take for granted.
pub(super) const T_TEST: &str = "t compares two independent groups, not pairs, by their pooled standard deviation; it is above 0 where arm 1 has the \
     higher mean.";

/// The record of [`from_t`].
pub const FROM_T: Conversion = Conversion {
    id: "t-to-d",
    name: "Standardised mean difference from the t statistic of two groups",
    inputs: &[T, N1, N2],
    outputs: &[Output::new("d", "standardised mean difference"), Output::new("variance", "its variance")],
    assumption: T_TEST,
    references: &[BORENSTEIN, HEDGES],
    formula: Formula::Effect(|x| from_t(x[0], x[1], x[2])),
};

/// The record of [`to_t`].
pub const TO_T: Conversion = Conversion {
    id: "d-to-t",
    name: "t statistic of two groups from their standardised mean difference",
    inputs: &[D, N1, N2],
    outputs: &[Output::new("t", "t statistic with n1 + n2 - 2 degrees of freedom")],
    assumption: "d is standardised by the pooled standard deviation and not corrected for small samples.",
    references: &[BORENSTEIN],
    formula: Formula::One(|x| to_t(x[0], x[1], x[2])),
};

/// The record of [`corrected`].
pub const TO_G: Conversion = Conversion {
    id: "d-to-g",
    name: "Standardised mean difference corrected for small samples",
    inputs: &[D, N1, N2],
    outputs: &[Output::new("g", "standardised mean difference, corrected"), Output::new("variance", "its variance")],
    assumption: "d is standardised by the pooled standard deviation and not corrected yet.",
    references: &[
        "Hedges LV. Distribution theory for Glass's estimator of effect size and related estimators. J Educ Stat \
         1981;6:107-28.",
        HEDGES,
    ],
    formula: Formula::Effect(|x| corrected(x[0], x[1], x[2])),
};

/// An effect and its variance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// The effect.
    pub point: f64,
    /// Its variance, not negative.
    pub variance: f64,
}

/// `d = t sqrt(1/n1 + 1/n2)`, with the large-sample variance `1/n1 + 1/n2 + d^2 / (2 (n1 + n2))`.
///
/// `t` of either sign, `n1` and `n2` people.
///
/// # Errors
/// `n-too-small` for fewer than three people together; `not-finite`, `below-zero`, `empty-group`, `too-large`.
///
/// ```
/// use effect_size::recover::standardized_difference;
/// let d = standardized_difference::from_t(2.12, 95.0, 99.0)?.value;
/// assert_eq!(format!("{:.4} {:.4}", d.point, d.variance), "0.3045 0.0209");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn from_t(t: f64, n1: f64, n2: f64) -> Result<Derived<Effect>, Problem> {
    FROM_T.check(&[t, n1, n2])?;
    degrees_of_freedom(n1, n2)?;
    let d = t * real::sqrt(1.0 / n1 + 1.0 / n2);
    let variance = large_sample_variance(d, n1, n2);
    let numbers = [("t", t), ("n1", n1), ("n2", n2), ("d", d)];
    let steps = vec![
        Step::new("d", "t × √(1/n1 + 1/n2)", &numbers, d).by("Borenstein 2009"),
        Step::new("variance", "1/n1 + 1/n2 + d² / (2 × (n1 + n2))", &numbers, variance).by("Hedges & Olkin 1985"),
    ];
    Derived::by(Effect { point: d, variance }, steps)
}

/// `t = d / sqrt(1/n1 + 1/n2)`.
///
/// `d` in pooled standard deviations, `n1` and `n2` people.
///
/// # Errors
/// As [`from_t`].
///
/// ```
/// use effect_size::recover::standardized_difference;
/// assert_eq!(standardized_difference::to_t(0.5, 50.0, 50.0)?.value, 2.5);
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn to_t(d: f64, n1: f64, n2: f64) -> Result<Derived, Problem> {
    TO_T.check(&[d, n1, n2])?;
    degrees_of_freedom(n1, n2)?;
    let t = d / real::sqrt(1.0 / n1 + 1.0 / n2);
    let numbers = [("d", d), ("n1", n1), ("n2", n2)];
    Derived::by(t, vec![Step::new("t", "d / √(1/n1 + 1/n2)", &numbers, t).by("Borenstein 2009")])
}

/// `g = J d` with the exact factor of Hedges 1981 at `n1 + n2 - 2` degrees of freedom, and the large-sample variance
/// `1/n1 + 1/n2 + g^2 / (2 (n1 + n2))`.
///
/// `d` in pooled standard deviations, `n1` and `n2` people.
///
/// # Errors
/// `n-too-small` for fewer than four people together; `not-finite`, `below-zero`, `empty-group`, `too-large`.
///
/// ```
/// use effect_size::recover::standardized_difference;
/// let g = standardized_difference::corrected(0.3045, 95.0, 99.0)?.value;
/// assert_eq!(format!("{:.4} {:.4}", g.point, g.variance), "0.3033 0.0209");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn corrected(d: f64, n1: f64, n2: f64) -> Result<Derived<Effect>, Problem> {
    TO_G.check(&[d, n1, n2])?;
    let m = n1 + n2 - 2.0;
    let correction = hedges::j(m).ok_or_else(|| Problem::new(ProblemCode::NTooSmall))?;
    let g = correction * d;
    let variance = large_sample_variance(g, n1, n2);
    let numbers = [("d", d), ("n1", n1), ("n2", n2), ("m", m), ("J", correction), ("g", g)];
    let steps = vec![
        Step::new("J", "Γ(m/2) / (√(m/2) × Γ((m − 1)/2))", &numbers, correction).by("Hedges 1981, exact"),
        Step::new("g", "J × d", &numbers, g),
        Step::new("variance", "1/n1 + 1/n2 + g² / (2 × (n1 + n2))", &numbers, variance)
            .by("Hedges & Olkin 1985, as metafor"),
    ];
    Derived::by(Effect { point: g, variance }, steps)
}

/// Hedges and Olkin 1985, chapter 5.
pub(super) fn large_sample_variance(d: f64, n1: f64, n2: f64) -> f64 {
    1.0 / n1 + 1.0 / n2 + d * d / (2.0 * (n1 + n2))
}
