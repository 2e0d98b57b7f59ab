//! Number needed to treat: the reciprocal of the risk difference.

use super::{Calculation, Estimate, Findings, Measure, Method, Options, risk_difference};
use crate::design::TwoByTwo;
use crate::explain::Step;
use crate::interval::{self, Interval, newcombe};
use crate::problem::{Notice, NoticeCode, Problem, ProblemCode};
use crate::real;
use crate::scale::Scale;

/// The record of the measure.
pub const RECORD: Measure = Measure {
    id: "NNT",
    name: "Number needed to treat",
    aliases: &["number needed to treat (nnt)", "nntb", "nnth"],
    scale: Scale::Reciprocal,
    intervals: &[Interval::Wald, Interval::Newcombe],
    references: super::cited(&[
        "Altman DG. Confidence intervals for the number needed to treat. BMJ 1998;317:1309-12.",
    ]),
    conventions: &[],
    corrects_zeros: false,
    calculation: Calculation::TwoByTwo(METHOD),
};

const METHOD: Method<TwoByTwo> = Method::new(findings, working, |table| Some(table.n1 + table.n2)).telling(notices);

/// The number needed to treat of a table, in people for one event more (positive) or fewer (negative) in arm 1.
///
/// The analysis scale is the risk difference, from raw counts. Where the interval of the risk difference holds 0, that
/// of the number runs through infinity: the set is everything up to `lower` (below 0) and everything from `upper`, and a
/// notice says so.
///
/// # Errors
/// `rd-zero` where the risks are equal; `se-zero` where the Wald standard error is zero.
///
/// ```
/// use effect_size::{number_needed_to_treat, Options, TwoByTwo};
/// let table = TwoByTwo::new(19.0, 50.0, 7.0, 50.0)?;
/// let estimate = number_needed_to_treat::estimate(&table, &Options::default()).map_err(|problem| vec![problem])?;
/// assert_eq!(format!("{:.2}", estimate.point), "4.17");
/// # Ok::<(), Vec<effect_size::Problem>>(())
/// ```
pub fn estimate(table: &TwoByTwo, options: &Options) -> Result<Estimate, Problem> {
    RECORD.estimate(&METHOD, table, options)
}

fn findings(table: &TwoByTwo, options: &Options) -> Result<Findings, Problem> {
    let [a, b, c, d] = table.cells();
    let point = newcombe::risk_difference(a, b, c, d);
    if point == 0.0 {
        return Err(Problem::new(ProblemCode::RdZero));
    }
    let variance = risk_difference::variance(a, b, c, d);
    let ends = if options.method() == Some(Interval::Newcombe) {
        risk_difference::findings(table, options)?.ends
    } else if variance > 0.0 {
        interval::around(point, real::sqrt(variance), options.level)
    } else {
        return Err(Problem::new(ProblemCode::SeZero));
    };
    let variance = (variance > 0.0).then_some(variance);
    let found = Findings::of(Scale::Reciprocal, 1.0 / point, point, variance, ends);
    Ok(Findings { shown_ends: limits(ends.lower, ends.upper), ..found })
}

/// The limits of the number from those of the risk difference: the reciprocal turns an interval without 0 round; one with
/// 0 becomes the two sides of infinity.
pub(crate) fn limits(lower: f64, upper: f64) -> (f64, f64) {
    if !through_infinity(lower, upper) {
        return (1.0 / upper, 1.0 / lower);
    }
    (if lower == 0.0 { f64::NEG_INFINITY } else { 1.0 / lower }, if upper == 0.0 { f64::INFINITY } else { 1.0 / upper })
}

/// True where the interval of the risk difference holds 0.
pub(crate) fn through_infinity(lower: f64, upper: f64) -> bool {
    lower <= 0.0 && upper >= 0.0
}

fn notices(_: &TwoByTwo, _: &Options, found: &Findings) -> Vec<Notice> {
    let endless = through_infinity(found.ends.lower, found.ends.upper);
    endless.then(|| Notice::new(NoticeCode::ThroughInfinity)).into_iter().collect()
}

fn working(table: &TwoByTwo, _: &Options, found: &Findings) -> Vec<Step> {
    let numbers = [("a", table.events1), ("n1", table.n1), ("c", table.events2), ("n2", table.n2), ("RD", found.point)];
    vec![
        Step::new("RD", "a/n1 − c/n2", &numbers, found.point),
        Step::new("NNT", "1 / RD", &numbers, found.shown).by("Altman 1998"),
    ]
}
