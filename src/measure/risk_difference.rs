//! Risk difference: the risk of the event in arm 1 minus the risk in arm 2.

use super::{Calculation, Convention, Estimate, Findings, Measure, Method, Options};
use crate::design::TwoByTwo;
use crate::explain::Step;
use crate::interval::score::{self, Variance};
use crate::interval::{Interval, Statistic, newcombe};
use crate::problem::{Notice, Problem};
use crate::real;
use crate::scale::Scale;
use crate::zero_cells::{self, Cells};

/// The record of the measure.
pub const RECORD: Measure = Measure {
    id: "RD",
    name: "Risk difference",
    aliases: &["absolute risk difference", "risk difference (rd)", "absolute risk reduction"],
    scale: Scale::Identity,
    intervals: &[Interval::Wald, Interval::Newcombe, Interval::Score, Interval::AgrestiCaffo],
    references: super::cited(&[
        "Higgins JPT, Li T, Deeks JJ. Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, \
         sections 6.4.1.4 and 10.4.1.",
        "Newcombe RG. Interval estimation for the difference between independent proportions. Stat Med 1998;17:873-90.",
    ]),
    conventions: super::agreed(&[
        (
            Convention::RevMan,
            "point from raw counts, variance from corrected ones; a table without any event, or with nothing else, is not estimable",
        ),
        (Convention::Metafor, "point and variance from corrected counts: metafor, escalc"),
    ]),
    corrects_zeros: true,
    calculation: Calculation::TwoByTwo(METHOD),
};

const METHOD: Method<TwoByTwo> = Method::new(findings, working, |table| Some(table.n1 + table.n2)).telling(notices);

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

pub(super) fn findings(table: &TwoByTwo, options: &Options) -> Result<Findings, Problem> {
    let [a, b, c, d] = table.cells();
    let point = newcombe::risk_difference(a, b, c, d);
    let raw = variance(a, b, c, d);
    let z = options.level.z();
    let score_z = Statistic::z(score::null_z(a, b, c, d, Variance::MiettinenNurminen));
    let (limits, statistic) = match options.method() {
        Some(Interval::Score) => (score::risk_difference::limits(a, b, c, d, z, Variance::MiettinenNurminen)?, score_z),
        Some(Interval::Newcombe) => {
            (newcombe::hybrid_score(a, b, c, d, z), Statistic::z(newcombe::hybrid_score_z(a, b, c, d)?))
        }
        Some(Interval::AgrestiCaffo) => {
            let adjusted = newcombe::risk_difference(a + 1.0, b + 1.0, c + 1.0, d + 1.0);
            let se = real::sqrt(variance(a + 1.0, b + 1.0, c + 1.0, d + 1.0));
            (newcombe::agresti_caffo(a, b, c, d, z), Statistic::z(adjusted / se))
        }
        _ => return wald(table, options),
    };
    Ok(Findings::inverted(Scale::Identity, point, raw, limits, Some(statistic), statistic.p()))
}

/// `p(1 - p)/n` of both groups, with `b/n` for `1 - p`.
pub(super) fn variance(a: f64, b: f64, c: f64, d: f64) -> f64 {
    let (n1, n2) = (a + b, c + d);
    a * b / (n1 * n1 * n1) + c * d / (n2 * n2 * n2)
}

fn wald(table: &TwoByTwo, options: &Options) -> Result<Findings, Problem> {
    let cells = Cells::corrected(table, options)?;
    let Cells { a, b, c, d, .. } = cells;
    let [e, f, g, h] = table.cells();
    let point = match options.convention {
        Convention::RevMan => newcombe::risk_difference(e, f, g, h),
        Convention::Metafor => newcombe::risk_difference(a, b, c, d),
    };
    Findings::normal(Scale::Identity, point, variance(a, b, c, d), options.level)
}

fn notices(table: &TwoByTwo, options: &Options, _: &Findings) -> Vec<Notice> {
    zero_cells::notice(Cells::used(table, options).added, options).into_iter().collect()
}

fn working(table: &TwoByTwo, options: &Options, found: &Findings) -> Vec<Step> {
    let cells = Cells::used(table, options);
    let counts =
        [("a", cells.a), ("b", cells.b), ("n1", cells.n1()), ("c", cells.c), ("d", cells.d), ("n2", cells.n2())];
    let raw = [("a", table.events1), ("n1", table.n1), ("c", table.events2), ("n2", table.n2)];
    let point = match options.convention {
        Convention::RevMan => Step::new("RD", "a/n1 − c/n2", &raw, found.point),
        Convention::Metafor => Step::new("RD", "a/n1 − c/n2", &counts, found.point),
    };
    std::iter::once(point)
        .chain(found.variance.map(|v| Step::new("variance", "a × b / n1³ + c × d / n2³", &counts, v)))
        .collect()
}
