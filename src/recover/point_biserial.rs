//! The point-biserial correlation of a group and a measurement to the standardised mean difference or t, and back.

use super::conversion::{Conversion, Formula, Output};
use super::derived::Derived;
use super::difference_interval::degrees_of_freedom;
use super::quantity::{D, N, N1, N2, R_GROUP, T};
use super::standardized_difference::{Effect, T_TEST, large_sample_variance};
use crate::explain::Step;
use crate::problem::{Problem, ProblemCode};
use crate::real;

const JACOBS: &str = "Jacobs P, Viechtbauer W. Estimation of the biserial correlation and its sampling variance for use \
    in meta-analysis. Res Synth Methods 2017;8:161-80.";
const BORENSTEIN: &str = "Borenstein M, Hedges LV, Higgins JPT, Rothstein HR. Introduction to Meta-Analysis. Wiley 2009, \
    chapter 7.";
const CORRELATION: Output = Output::new("r", "point-biserial correlation of group and measurement, -1 to 1");

/// The record of [`to_d`].
pub const TO_D: Conversion = Conversion {
    id: "r-to-d",
    name: "Standardised mean difference from a point-biserial correlation",
    inputs: &[R_GROUP, N1, N2],
    outputs: &[Output::new("d", "standardised mean difference"), Output::new("variance", "its variance")],
    assumption: "The correlation is that of the measurement with belonging to arm 1.",
    references: &[JACOBS],
    formula: Formula::Effect(|x| to_d(x[0], x[1], x[2])),
};

/// The record of [`from_d`].
pub const FROM_D: Conversion = Conversion {
    id: "d-to-r",
    name: "Point-biserial correlation from a standardised mean difference",
    inputs: &[D, N1, N2],
    outputs: &[CORRELATION],
    assumption: "d is standardised by the pooled standard deviation and not corrected for small samples.",
    references: &[JACOBS],
    formula: Formula::One(|x| from_d(x[0], x[1], x[2])),
};

/// The record of [`to_d_of_equal_groups`].
pub const TO_D_OF_EQUAL_GROUPS: Conversion = Conversion {
    id: "r-to-d-equal-groups",
    name: "Standardised mean difference from a correlation, groups of equal size",
    inputs: &[R_GROUP],
    outputs: &[Output::new("d", "standardised mean difference")],
    assumption: "Both groups are large and of equal size.",
    references: &[BORENSTEIN],
    formula: Formula::One(|x| to_d_of_equal_groups(x[0])),
};

/// The record of [`from_d_of_equal_groups`].
pub const FROM_D_OF_EQUAL_GROUPS: Conversion = Conversion {
    id: "d-to-r-equal-groups",
    name: "Correlation from a standardised mean difference, groups of equal size",
    inputs: &[D],
    outputs: &[CORRELATION],
    assumption: TO_D_OF_EQUAL_GROUPS.assumption,
    references: &[BORENSTEIN],
    formula: Formula::One(|x| from_d_of_equal_groups(x[0])),
};

/// The record of [`to_t`].
pub const TO_T: Conversion = Conversion {
    id: "r-to-t",
    name: "t statistic from a correlation",
    inputs: &[R_GROUP, PEOPLE],
    outputs: &[Output::new("t", "t statistic with n - 2 degrees of freedom")],
    assumption: "The t statistic tests that the correlation is 0; with two groups it is that of their means.",
    references: &[JACOBS],
    formula: Formula::One(|x| to_t(x[0], x[1])),
};

/// The record of [`from_t`].
pub const FROM_T: Conversion = Conversion {
    id: "t-to-r",
    name: "Point-biserial correlation from the t statistic of two groups",
    inputs: &[T, PEOPLE],
    outputs: &[CORRELATION],
    assumption: T_TEST,
    references: &[JACOBS],
    formula: Formula::One(|x| from_t(x[0], x[1])),
};

const PEOPLE: super::quantity::Quantity = N.meaning("people in both groups together, at least 3");

/// `d = r sqrt(h) / sqrt(1 - r^2)` with `h = m/n1 + m/n2` and `m = n1 + n2 - 2`, and the large-sample variance
/// `1/n1 + 1/n2 + d^2 / (2 (n1 + n2))`.
///
/// `r` above -1 and below 1, `n1` and `n2` people.
///
/// # Errors
/// `perfect-correlation`; `n-too-small` for fewer than three people together; `correlation-out-of-range`, `not-finite`,
/// `below-zero`, `empty-group`, `too-large`.
///
/// ```
/// use effect_size::recover::point_biserial;
/// let d = point_biserial::to_d(-0.196, 59.0, 17.0)?.value;
/// assert_eq!(format!("{:.4}", d.point), "-0.4733");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn to_d(r: f64, n1: f64, n2: f64) -> Result<Derived<Effect>, Problem> {
    TO_D.check(&[r, n1, n2])?;
    let h = spread(n1, n2)?;
    let d = odds(r)? * real::sqrt(h);
    let variance = large_sample_variance(d, n1, n2);
    let numbers = [("r", r), ("n1", n1), ("n2", n2), ("m", n1 + n2 - 2.0), ("h", h), ("d", d)];
    let steps = vec![
        Step::new("h", "m/n1 + m/n2", &numbers, h),
        Step::new("d", "r × √h / √(1 − r²)", &numbers, d).by("Jacobs & Viechtbauer 2017"),
        Step::new("variance", "1/n1 + 1/n2 + d² / (2 × (n1 + n2))", &numbers, variance).by("Hedges & Olkin 1985"),
    ];
    Derived::by(Effect { point: d, variance }, steps)
}

/// `r = d / sqrt(d^2 + h)` with `h = m/n1 + m/n2` and `m = n1 + n2 - 2`.
///
/// `d` in pooled standard deviations, `n1` and `n2` people.
///
/// # Errors
/// `n-too-small` for fewer than three people together; `not-finite`, `below-zero`, `empty-group`, `too-large`.
///
/// ```
/// use effect_size::recover::point_biserial;
/// assert_eq!(format!("{:.4}", point_biserial::from_d(-0.4733, 59.0, 17.0)?.value), "-0.1960");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn from_d(d: f64, n1: f64, n2: f64) -> Result<Derived, Problem> {
    FROM_D.check(&[d, n1, n2])?;
    let h = spread(n1, n2)?;
    let r = d / real::sqrt(d * d + h);
    let numbers = [("d", d), ("n1", n1), ("n2", n2), ("m", n1 + n2 - 2.0), ("h", h)];
    let steps = vec![
        Step::new("h", "m/n1 + m/n2", &numbers, h),
        Step::new("r", "d / √(d² + h)", &numbers, r).by("Jacobs & Viechtbauer 2017"),
    ];
    Derived::by(r, steps)
}

/// `d = 2 r / sqrt(1 - r^2)`, for large groups of equal size: Borenstein 2009, equation 7.5.
///
/// `r` above -1 and below 1.
///
/// # Errors
/// `perfect-correlation`, `correlation-out-of-range`, `not-finite`.
///
/// ```
/// use effect_size::recover::point_biserial;
/// assert_eq!(format!("{:.4}", point_biserial::to_d_of_equal_groups(0.5)?.value), "1.1547");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn to_d_of_equal_groups(r: f64) -> Result<Derived, Problem> {
    TO_D_OF_EQUAL_GROUPS.check(&[r])?;
    let d = 2.0 * odds(r)?;
    Derived::by(d, vec![Step::new("d", "2 × r / √(1 − r²)", &[("r", r)], d).by("Borenstein 2009")])
}

/// `r = d / sqrt(d^2 + 4)`, for large groups of equal size: Borenstein 2009, equation 7.7.
///
/// `d` in pooled standard deviations.
///
/// # Errors
/// `not-finite`, `too-large`.
///
/// ```
/// use effect_size::recover::point_biserial;
/// assert_eq!(format!("{:.4}", point_biserial::from_d_of_equal_groups(1.1547)?.value), "0.5000");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn from_d_of_equal_groups(d: f64) -> Result<Derived, Problem> {
    FROM_D_OF_EQUAL_GROUPS.check(&[d])?;
    let r = d / real::sqrt(d * d + 4.0);
    Derived::by(r, vec![Step::new("r", "d / √(d² + 4)", &[("d", d)], r).by("Borenstein 2009")])
}

/// `t = r sqrt(n - 2) / sqrt(1 - r^2)`.
///
/// `r` above -1 and below 1, `n` people in both groups together.
///
/// # Errors
/// `perfect-correlation`; `n-too-small` for fewer than three people; `correlation-out-of-range`, `not-finite`,
/// `below-zero`, `empty-group`, `too-large`.
///
/// ```
/// use effect_size::recover::point_biserial;
/// assert_eq!(format!("{:.4}", point_biserial::to_t(0.5, 14.0)?.value), "2.0000");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn to_t(r: f64, n: f64) -> Result<Derived, Problem> {
    TO_T.check(&[r, n])?;
    let t = odds(r)? * real::sqrt(degrees_of_freedom(n, 0.0)?);
    Derived::by(t, vec![Step::new("t", "r × √(n − 2) / √(1 − r²)", &[("r", r), ("n", n)], t)])
}

/// `r = t / sqrt(t^2 + n - 2)`.
///
/// `t` of either sign, `n` people in both groups together.
///
/// # Errors
/// `n-too-small` for fewer than three people; `not-finite`, `below-zero`, `empty-group`, `too-large`.
///
/// ```
/// use effect_size::recover::point_biserial;
/// assert_eq!(point_biserial::from_t(2.0, 14.0)?.value, 0.5);
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn from_t(t: f64, n: f64) -> Result<Derived, Problem> {
    FROM_T.check(&[t, n])?;
    let r = t / real::sqrt(t * t + degrees_of_freedom(n, 0.0)?);
    Derived::by(r, vec![Step::new("r", "t / √(t² + n − 2)", &[("t", t), ("n", n)], r)])
}

/// `r / sqrt(1 - r^2)`.
fn odds(r: f64) -> Result<f64, Problem> {
    if r.abs() == 1.0 {
        return Err(R_GROUP.problem(ProblemCode::PerfectCorrelation).with("value", r));
    }
    Ok(r / real::sqrt((1.0 - r) * (1.0 + r)))
}

/// `m/n1 + m/n2` with the degrees of freedom m.
fn spread(n1: f64, n2: f64) -> Result<f64, Problem> {
    let m = degrees_of_freedom(n1, n2)?;
    Ok(m / n1 + m / n2)
}
