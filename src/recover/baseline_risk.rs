//! Odds ratios, risk ratios and risk differences into one another, at a baseline risk.

use super::conversion::{Conversion, Formula, Output};
use super::derived::Derived;
use super::quantity::{BASELINE_RISK, OR, RR};
use crate::explain::Step;
use crate::problem::{Problem, ProblemCode};
use crate::real;

const HANDBOOK: &str = "Schünemann HJ, Vist GE, Higgins JPT, et al. Interpreting results and drawing conclusions. In: \
    Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, section 15.4.4.";
const ZHANG: &str = "Zhang J, Yu KF. What's the relative risk? A method of correcting the odds ratio in cohort studies of \
    common outcomes. JAMA 1998;280:1690-1.";
const SAME_PEOPLE: &str = "The baseline risk is that of the people to whom the result is applied; its uncertainty is not \
    carried on.";

/// The record of [`or_to_rr`].
pub const OR_TO_RR: Conversion = Conversion {
    id: "or-to-rr",
    name: "Risk ratio from an odds ratio at a baseline risk",
    inputs: &[OR, BASELINE_RISK],
    outputs: &[Output::new("rr", "risk ratio")],
    assumption: SAME_PEOPLE,
    references: &[ZHANG, HANDBOOK],
    formula: Formula::One(|x| or_to_rr(x[0], x[1])),
};

/// The record of [`rr_to_or`].
pub const RR_TO_OR: Conversion = Conversion {
    id: "rr-to-or",
    name: "Odds ratio from a risk ratio at a baseline risk",
    inputs: &[RR, BASELINE_RISK],
    outputs: &[Output::new("or", "odds ratio")],
    assumption: SAME_PEOPLE,
    references: &[HANDBOOK],
    formula: Formula::One(|x| rr_to_or(x[0], x[1])),
};

/// The record of [`or_to_rd`].
pub const OR_TO_RD: Conversion = Conversion {
    id: "or-to-rd",
    name: "Risk difference from an odds ratio at a baseline risk",
    inputs: &[OR, BASELINE_RISK],
    outputs: &[Output::new("rd", "risk difference, arm 1 minus baseline")],
    assumption: SAME_PEOPLE,
    references: &[HANDBOOK],
    formula: Formula::One(|x| or_to_rd(x[0], x[1])),
};

/// The record of [`rr_to_rd`].
pub const RR_TO_RD: Conversion = Conversion {
    id: "rr-to-rd",
    name: "Risk difference from a risk ratio at a baseline risk",
    inputs: &[RR, BASELINE_RISK],
    outputs: &[Output::new("rd", "risk difference, arm 1 minus baseline")],
    assumption: SAME_PEOPLE,
    references: &[HANDBOOK],
    formula: Formula::One(|x| rr_to_rd(x[0], x[1])),
};

/// `RR = OR / (1 - b + b OR)`: Zhang and Yu 1998.
///
/// `or` above 0, `baseline_risk` 0 to 1.
///
/// # Errors
/// `ratio-not-positive`, `risk-out-of-range`, `not-finite`, `too-large`, `too-small`.
///
/// ```
/// use effect_size::recover::baseline_risk;
/// assert_eq!(baseline_risk::or_to_rr(4.0, 0.5)?.value, 1.6);
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn or_to_rr(or: f64, baseline_risk: f64) -> Result<Derived, Problem> {
    OR_TO_RR.check(&[or, baseline_risk])?;
    let rr = or / (1.0 - baseline_risk + baseline_risk * or);
    let numbers = [("OR", or), ("b", baseline_risk)];
    Derived::by(rr, vec![Step::new("RR", "OR / (1 − b + b × OR)", &numbers, rr).by("Zhang & Yu 1998")])
}

/// `OR = RR (1 - b) / (1 - b RR)`.
///
/// `rr` above 0, `baseline_risk` 0 to 1.
///
/// # Errors
/// `risk-too-high` where the two make a risk of 1 or more, which has no odds; else as [`or_to_rr`].
///
/// ```
/// use effect_size::recover::baseline_risk;
/// assert_eq!(format!("{:.12}", baseline_risk::rr_to_or(1.6, 0.5)?.value), "4.000000000000");
/// assert!(baseline_risk::rr_to_or(2.0, 0.5).is_err());
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn rr_to_or(rr: f64, baseline_risk: f64) -> Result<Derived, Problem> {
    RR_TO_OR.check(&[rr, baseline_risk])?;
    // 1 - b RR without the rounding of the product
    let without = real::difference_of_products(1.0, 1.0, rr, baseline_risk);
    if without <= 0.0 {
        return Err(too_high(rr, baseline_risk));
    }
    let or = rr * (1.0 - baseline_risk) / without;
    let numbers = [("RR", rr), ("b", baseline_risk)];
    Derived::by(or, vec![Step::new("OR", "RR × (1 − b) / (1 − b × RR)", &numbers, or)])
}

/// `RD = OR b / (1 - b + b OR) - b`.
///
/// `or` above 0, `baseline_risk` 0 to 1.
///
/// # Errors
/// As [`or_to_rr`].
///
/// ```
/// use effect_size::recover::baseline_risk;
/// assert_eq!(format!("{:.12}", baseline_risk::or_to_rd(4.0, 0.5)?.value), "0.300000000000");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn or_to_rd(or: f64, baseline_risk: f64) -> Result<Derived, Problem> {
    OR_TO_RD.check(&[or, baseline_risk])?;
    let b = baseline_risk;
    // the difference taken out of the fraction, where it does not cancel
    let rd = b * (1.0 - b) * (or - 1.0) / (1.0 - b + b * or);
    let numbers = [("OR", or), ("b", b)];
    let formula = "OR × b / (1 − b + b × OR) − b";
    Derived::by(rd, vec![Step::new("RD", formula, &numbers, rd).by("Cochrane Handbook 15.4.4.3")])
}

/// `RD = b (RR - 1)`.
///
/// `rr` above 0, `baseline_risk` 0 to 1.
///
/// # Errors
/// `risk-too-high` where the two make a risk above 1; else as [`or_to_rr`].
///
/// ```
/// use effect_size::recover::baseline_risk;
/// assert_eq!(format!("{:.12}", baseline_risk::rr_to_rd(1.6, 0.5)?.value), "0.300000000000");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn rr_to_rd(rr: f64, baseline_risk: f64) -> Result<Derived, Problem> {
    RR_TO_RD.check(&[rr, baseline_risk])?;
    if real::difference_of_products(1.0, 1.0, rr, baseline_risk) < 0.0 {
        return Err(too_high(rr, baseline_risk));
    }
    let rd = baseline_risk * (rr - 1.0);
    let numbers = [("RR", rr), ("b", baseline_risk)];
    Derived::by(rd, vec![Step::new("RD", "b × (RR − 1)", &numbers, rd).by("Cochrane Handbook 15.4.4.2")])
}

fn too_high(rr: f64, baseline_risk: f64) -> Problem {
    BASELINE_RISK.problem(ProblemCode::RiskTooHigh).with("value", rr * baseline_risk)
}
