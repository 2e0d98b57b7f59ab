//! Risk difference: the risk of the event in arm 1 minus the risk in arm 2.

use super::{Calculation, Convention, Estimate, Findings, Measure, Method, Options, Working, fractional_counts};
use crate::design::TwoByTwo;
use crate::explain::Step;
use crate::interval::Interval;
use crate::problem::Problem;
use crate::real;
use crate::scale::Scale;
use crate::zero_cells::{self, Cells};

/// The record of the measure.
pub const RECORD: Measure = Measure {
    id: "RD",
    name: "Risk difference",
    aliases: &["absolute risk difference", "risk difference (rd)", "absolute risk reduction"],
    scale: Scale::Identity,
    intervals: &[Interval::Wald],
    references: &[
        "Higgins JPT, Li T, Deeks JJ. Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, \
         sections 6.4.1.4 and 10.4.1.",
        "Newcombe RG. Interval estimation for the difference between independent proportions. Stat Med 1998;17:873-90.",
    ],
    calculation: Calculation::TwoByTwo(METHOD),
};

const METHOD: Method<TwoByTwo> = Method { findings, working, people: |table| Some(table.n1 + table.n2) };

/// The risk difference of a table.
///
/// The point is from the raw counts and only the variance from corrected ones; metafor's convention takes both from
/// the corrected counts.
///
/// # Errors
/// `double-zero` or `all-events` under RevMan's convention, `se-zero` where no correction is asked for.
///
/// ```
/// use effect_size::{risk_difference, Options, TwoByTwo};
/// let table = TwoByTwo::new(19.0, 50.0, 7.0, 50.0)?;
/// let estimate = risk_difference::estimate(&table, &Options::default()).map_err(|problem| vec![problem])?;
/// assert!((estimate.point - 0.24).abs() < 1e-15);
/// # Ok::<(), Vec<effect_size::Problem>>(())
/// ```
pub fn estimate(table: &TwoByTwo, options: &Options) -> Result<Estimate, Problem> {
    RECORD.estimate(&METHOD, table, options)
}

/// `a/n1 - c/n2`, exact even where the risks nearly agree.
fn difference(a: f64, n1: f64, c: f64, n2: f64) -> f64 {
    real::difference_of_products(a, n2, c, n1) / (n1 * n2)
}

fn findings(table: &TwoByTwo, options: &Options) -> Result<Findings, Problem> {
    let cells = Cells::corrected(table, options)?;
    let Cells { a, b, c, d, .. } = cells;
    let (n1, n2) = (cells.n1(), cells.n2());
    let point = match options.convention {
        Convention::RevMan => difference(table.events1, table.n1, table.events2, table.n2),
        Convention::Metafor => difference(a, n1, c, n2),
    };
    // p(1 - p)/n in each group, with b/n for 1 - p
    let variance = a * b / (n1 * n1 * n1) + c * d / (n2 * n2 * n2);
    Findings::normal(Scale::Identity, point, variance, options.level)
}

fn working(table: &TwoByTwo, options: &Options, found: &Findings) -> Working {
    let Ok(cells) = Cells::corrected(table, options) else {
        return Working::default();
    };
    let corrected =
        [("a", cells.a), ("b", cells.b), ("n1", cells.n1()), ("c", cells.c), ("d", cells.d), ("n2", cells.n2())];
    let raw = [("a", table.events1), ("n1", table.n1), ("c", table.events2), ("n2", table.n2)];
    let point = match options.convention {
        Convention::RevMan => Step::new("RD", "a/n1 − c/n2", &raw, found.point),
        Convention::Metafor => Step::new("RD", "a/n1 − c/n2", &corrected, found.point),
    };
    let notices =
        zero_cells::notice(cells.added, options).into_iter().chain(fractional_counts(table.events1, table.events2));
    Working {
        steps: vec![point, Step::new("variance", "a × b / n1³ + c × d / n2³", &corrected, found.variance)],
        notices: notices.collect(),
    }
}
