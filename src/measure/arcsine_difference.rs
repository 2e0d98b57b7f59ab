//! Arcsine difference: the difference of the variance-stabilised risks; no zero cell troubles it.

use super::{Calculation, Estimate, Findings, Measure, Method, Options};
use crate::design::TwoByTwo;
use crate::explain::Step;
use crate::interval::Interval;
use crate::problem::Problem;
use crate::real;
use crate::scale::Scale;

/// The record of the measure.
pub const RECORD: Measure = Measure {
    id: "AS",
    name: "Arcsine difference",
    aliases: &["arcsine", "arcsine risk difference", "asd"],
    scale: Scale::Identity,
    intervals: &[Interval::Wald],
    references: super::cited(&[
        "Rücker G, Schwarzer G, Carpenter J, Olkin I. Why add anything to nothing? The arcsine difference as \
         a measure of treatment effect in meta-analysis with zero cells. Stat Med 2009;28:721-38.",
    ]),
    conventions: &[],
    corrects_zeros: false,
    calculation: Calculation::TwoByTwo(METHOD),
};

const METHOD: Method<TwoByTwo> = Method::new(findings, working, |table| Some(table.n1 + table.n2));

/// The arcsine difference of a table, in radians. No correction is ever added.
///
/// # Errors
/// None for a validated table.
///
/// ```
/// use effect_size::{arcsine_difference, Options, TwoByTwo};
/// let table = TwoByTwo::new(19.0, 50.0, 7.0, 50.0)?;
/// let estimate = arcsine_difference::estimate(&table, &Options::default()).map_err(|problem| vec![problem])?;
/// assert_eq!(format!("{:.4}", estimate.point), "0.2807");
/// # Ok::<(), Vec<effect_size::Problem>>(())
/// ```
pub fn estimate(table: &TwoByTwo, options: &Options) -> Result<Estimate, Problem> {
    RECORD.estimate(&METHOD, table, options)
}

/// `asin sqrt(p1) - asin sqrt(p2)` by the angle whose sine is `(p1 - p2) / (sqrt(p1 q2) + sqrt(p2 q1))` and whose cosine
/// is `sqrt(q1 q2) + sqrt(p1 p2)`: right where the risks nearly agree, and near 0 and 1.
fn angle(table: &TwoByTwo) -> f64 {
    let [a, b, c, d] = table.cells();
    let (p1, q1, p2, q2) = (a / table.n1, b / table.n1, c / table.n2, d / table.n2);
    let sum = real::sqrt(p1 * q2) + real::sqrt(p2 * q1);
    let difference = real::difference_of_products(a, d, b, c) / table.n1 / table.n2;
    // the sine of a difference of angles is the difference of products over their sum
    let sine = if sum > 0.0 { difference / sum } else { 0.0 };
    real::atan2(sine, real::sqrt(q1 * q2) + real::sqrt(p1 * p2))
}

fn findings(table: &TwoByTwo, options: &Options) -> Result<Findings, Problem> {
    let variance = 0.25 / table.n1 + 0.25 / table.n2; // Rücker 2009
    Findings::normal(Scale::Identity, angle(table), variance, options.level)
}

fn working(table: &TwoByTwo, _: &Options, found: &Findings) -> Vec<Step> {
    let numbers = [("a", table.events1), ("n1", table.n1), ("c", table.events2), ("n2", table.n2)];
    let variance = found.variance.unwrap_or_default();
    vec![
        Step::new("AS", "arcsin √(a/n1) − arcsin √(c/n2)", &numbers, found.point).by("Rücker 2009"),
        Step::new("variance", "1/(4 × n1) + 1/(4 × n2)", &numbers, variance).by("Rücker 2009"),
    ]
}
