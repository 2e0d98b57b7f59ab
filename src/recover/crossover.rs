//! Standard errors of crossover trials and other matched pairs.

use super::conversion::{Conversion, Formula, Output};
use super::derived::Derived;
use super::quantity::{DIFFERENCE, G, N, R, SD_DIFF};
use crate::explain::Step;
use crate::hedges;
use crate::problem::{Problem, ProblemCode};
use crate::real;

const HANDBOOK: &str = "Higgins JPT, Eldridge S, Li T. Including variants on randomized trials. In: Cochrane Handbook \
    for Systematic Reviews of Interventions, version 6.4, section 23.2.7.";
const ELBOURNE: &str = "Elbourne DR, Altman DG, Higgins JPT, et al. Meta-analyses involving cross-over trials: \
    methodological issues. Int J Epidemiol 2002;31:140-9.";

/// The record of [`standard_error`].
pub const SE: Conversion = Conversion {
    id: "crossover-se",
    name: "Standard error of the mean difference of a crossover trial",
    inputs: &[SD_DIFF, N],
    outputs: &[Output::new("se", "standard error of the mean difference, in its unit")],
    assumption: "Neither period nor carry-over effects.",
    references: &[HANDBOOK, ELBOURNE],
    formula: Formula::One(|x| standard_error(x[0], x[1])),
};

/// The record of [`standardized_standard_error`].
pub const STANDARDIZED_SE: Conversion = Conversion {
    id: "crossover-smd-se",
    name: "Standard error of the standardised mean difference of a crossover trial",
    inputs: &[G, N, R],
    outputs: &[Output::new("se", "standard error of the standardised mean difference")],
    assumption: "Neither period nor carry-over effects; standardised by the standard deviation of a single measurement.",
    references: &[HANDBOOK, ELBOURNE],
    formula: Formula::One(|x| standardized_standard_error(x[0], x[1], x[2])),
};

/// The record of [`matched`].
pub const MATCHED: Conversion = Conversion {
    id: "matched-smd-borenstein",
    name: "Standardised mean difference of matched pairs, as Borenstein",
    inputs: &[DIFFERENCE, SD_DIFF, N, R],
    outputs: &[
        Output::new("sd", "standard deviation of a single measurement, in its unit"),
        Output::new("d", "difference in these standard deviations"),
        Output::new("variance", "variance of d"),
        Output::new("g", "d corrected for small samples"),
        Output::new("g_variance", "variance of g"),
    ],
    assumption: "Both measurements have the same standard deviation. The variance is Borenstein's; for the standardised \
        mean change (SMCR) metafor and this calculator use Becker's.",
    references: &["Borenstein M, Hedges LV, Higgins JPT, Rothstein HR. Introduction to Meta-Analysis. Wiley 2009, \
        chapter 4."],
    formula: Formula::Several(|x| {
        let found = matched(x[0], x[1], x[2], x[3])?;
        Ok(found.map(|m| vec![m.sd, m.d, m.variance, m.g, m.g_variance]))
    }),
};

/// A standardised mean difference of matched pairs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Matched {
    /// Standard deviation of a single measurement, in its unit.
    pub sd: f64,
    /// The difference in these standard deviations.
    pub d: f64,
    /// The variance of `d`.
    pub variance: f64,
    /// `d` corrected for small samples, with the exact factor.
    pub g: f64,
    /// The variance of `g`.
    pub g_variance: f64,
}

/// `SE = sd_diff / sqrt(n)`: Cochrane Handbook 23.2.7.1.
///
/// `sd_diff`, the standard deviation of the differences, in the unit of the measurement; `n` people or pairs.
///
/// # Errors
/// `n-too-small` for fewer than two; `not-finite`, `below-zero`, `empty-group`, `too-large`, `too-small`.
///
/// ```
/// use effect_size::recover::crossover;
/// // Cochrane Handbook 5.1, 16.4.6.4
/// assert_eq!(format!("{:.3}", crossover::standard_error(2.0, 10.0)?.value), "0.632");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn standard_error(sd_diff: f64, n: f64) -> Result<Derived, Problem> {
    SE.check(&[sd_diff, n])?;
    let se = sd_diff / real::sqrt(n);
    let numbers = [("sd_diff", sd_diff), ("n", n)];
    Derived::by(se, vec![Step::new("SE", "sd_diff / √n", &numbers, se).by("Cochrane Handbook 23.2.7.1")])
}

/// `SE = sqrt(1/n + g^2 / (2 n)) sqrt(2 (1 - r))`: Cochrane Handbook 23.2.7.2.
///
/// `g` in standard deviations of a single measurement; `n` people or pairs; `r` -1 to 1.
///
/// # Errors
/// `correlation-out-of-range`; `n-too-small` for fewer than two; `not-finite`, `below-zero`, `empty-group`, `too-large`.
///
/// ```
/// use effect_size::recover::crossover;
/// // Cochrane Handbook 5.1, 16.4.6.4
/// assert_eq!(format!("{:.3}", crossover::standardized_standard_error(0.218, 10.0, 0.68)?.value), "0.256");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn standardized_standard_error(g: f64, n: f64, r: f64) -> Result<Derived, Problem> {
    STANDARDIZED_SE.check(&[g, n, r])?;
    let se = real::sqrt((1.0 / n + g * g / (2.0 * n)) * (2.0 * (1.0 - r)));
    let numbers = [("g", g), ("n", n), ("r", r)];
    let formula = "√(1/n + g² / (2 × n)) × √(2 × (1 − r))";
    Derived::by(se, vec![Step::new("SE", formula, &numbers, se).by("Cochrane Handbook 23.2.7.2")])
}

/// The standardised mean difference of matched pairs by the standard deviation of a single measurement,
/// `sd_diff / sqrt(2 (1 - r))`, with the variance of Borenstein 2009.
///
/// `difference` and `sd_diff`, the standard deviation of the differences, in the unit of the measurement; `n` pairs;
/// `r` from -1 to below 1.
///
/// # Errors
/// `perfect-correlation` for r = 1; `sd-zero`; `n-too-small` for two pairs or fewer; `correlation-out-of-range`,
/// `not-finite`, `below-zero`, `empty-group`, `too-large`, `too-small`.
///
/// ```
/// use effect_size::recover::crossover;
/// // Borenstein 2009, chapter 4
/// let found = crossover::matched(3.0, 5.5, 50.0, 0.7)?.value;
/// assert_eq!(format!("{:.4} {:.4} {:.4}", found.sd, found.d, found.variance), "7.1005 0.4225 0.0131");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn matched(difference: f64, sd_diff: f64, n: f64, r: f64) -> Result<Derived<Matched>, Problem> {
    MATCHED.check(&[difference, sd_diff, n, r])?;
    if r == 1.0 {
        return Err(R.problem(ProblemCode::PerfectCorrelation).with("value", r));
    }
    if sd_diff == 0.0 {
        return Err(Problem::new(ProblemCode::SdZero));
    }
    let correction = hedges::j(n - 1.0).ok_or_else(|| Problem::new(ProblemCode::NTooSmall))?;
    let doubled = 2.0 * (1.0 - r);
    let sd = sd_diff / real::sqrt(doubled);
    let d = difference / sd;
    let variance = (1.0 / n + d * d / (2.0 * n)) * doubled;
    let (g, g_variance) = (correction * d, correction * correction * variance);
    let numbers = [
        ("sd_diff", sd_diff),
        ("r", r),
        ("difference", difference),
        ("n", n),
        ("m", n - 1.0),
        ("SD", sd),
        ("d", d),
        ("J", correction),
        ("v", variance),
    ];
    let steps = vec![
        Step::new("SD", "sd_diff / √(2 × (1 − r))", &numbers, sd).by("Borenstein 2009"),
        Step::new("d", "difference / SD", &numbers, d),
        Step::new("v", "(1/n + d² / (2 × n)) × 2 × (1 − r)", &numbers, variance).by("Borenstein 2009"),
        Step::new("J", "Γ(m/2) / (√(m/2) × Γ((m − 1)/2))", &numbers, correction).by("Hedges 1981, exact"),
        Step::new("g", "J × d", &numbers, g),
        Step::new("variance of g", "J² × v", &numbers, g_variance).by("Borenstein 2009"),
    ];
    Derived::by(Matched { sd, d, variance, g, g_variance }, steps)
}
