//! Risk ratio: the risk of the event in arm 1 over the risk in arm 2.

use super::{Calculation, Convention, Estimate, Findings, Measure, Method, Options};
use crate::design::TwoByTwo;
use crate::explain::Step;
use crate::interval::score::{self, Variance};
use crate::interval::{Interval, Statistic};
use crate::problem::{Notice, Problem, ProblemCode};
use crate::real;
use crate::scale::Scale;
use crate::zero_cells::{self, Cells};

const SCALE: Scale = Scale::Log;

/// The record of the measure.
pub const RECORD: Measure = Measure {
    id: "RR",
    name: "Risk ratio",
    aliases: &["relative risk", "risk ratio (rr)"],
    scale: SCALE,
    intervals: &[Interval::Wald, Interval::Koopman, Interval::Score],
    references: super::cited(&[
        "Katz D, Baptista J, Azen SP, Pike MC. Obtaining confidence intervals for the risk ratio in cohort studies. \
         Biometrics 1978;34:469-74.",
    ]),
    conventions: super::agreed(&[
        (
            Convention::RevMan,
            "a table without any event, or with nothing else, is not estimable: Cochrane Handbook 10.4.4.1",
        ),
        (Convention::Metafor, "such a table is corrected and estimated as any other: metafor, escalc"),
    ]),
    corrects_zeros: true,
    calculation: Calculation::TwoByTwo(METHOD),
};

const METHOD: Method<TwoByTwo> = Method::new(findings, working, |table| Some(table.n1 + table.n2)).telling(notices);

/// The risk ratio of a table.
///
/// # Errors
/// `double-zero`, `all-events` or `zero-cell` where the zero-cell rule leaves no estimate.
///
/// ```
/// use effect_size::{risk_ratio, Options, TwoByTwo};
/// let table = TwoByTwo::new(19.0, 50.0, 7.0, 50.0)?;
/// let estimate = risk_ratio::estimate(&table, &Options::default()).map_err(|problem| vec![problem])?;
/// assert_eq!(format!("{:.2}", estimate.point), "2.71");
/// # Ok::<(), Vec<effect_size::Problem>>(())
/// ```
pub fn estimate(table: &TwoByTwo, options: &Options) -> Result<Estimate, Problem> {
    RECORD.estimate(&METHOD, table, options)
}

fn findings(table: &TwoByTwo, options: &Options) -> Result<Findings, Problem> {
    match options.method() {
        Some(Interval::Koopman) => score(table, options, Variance::Plain),
        Some(Interval::Score) => score(table, options, Variance::MiettinenNurminen),
        _ => wald(table, options),
    }
}

fn score(table: &TwoByTwo, options: &Options, variance: Variance) -> Result<Findings, Problem> {
    let [a, b, c, d] = table.cells();
    let (n1, n2) = (table.n1, table.n2);
    if a + c == 0.0 {
        return Err(Problem::new(ProblemCode::DoubleZero));
    }
    let limits = score::risk_ratio::limits(a, b, c, d, options.level.z(), variance)?;
    let z = Statistic::z(score::null_z(a, b, c, d, variance));
    let raw = b / (a * n1) + d / (c * n2);
    Ok(Findings::inverted(SCALE, (a * n2) / (n1 * c), raw, limits, Some(z), z.p()))
}

fn wald(table: &TwoByTwo, options: &Options) -> Result<Findings, Problem> {
    // the correction goes to all four cells, so that each group grows by twice as much (RevMan, metafor)
    let cells = Cells::corrected(table, options)?;
    let Cells { a, b, c, d, .. } = cells;
    let (n1, n2) = (cells.n1(), cells.n2());
    if a == 0.0 || c == 0.0 {
        return Err(Problem::new(if a == c { ProblemCode::DoubleZero } else { ProblemCode::ZeroCell }));
    }
    if b == 0.0 && d == 0.0 {
        return Err(Problem::new(ProblemCode::AllEvents));
    }
    // 1/a - 1/n1 + 1/c - 1/n2 (Katz 1978) without its cancellation
    let variance = b / (a * n1) + d / (c * n2);
    Findings::normal_shown_as(SCALE, (a * n2) / (n1 * c), real::ln_ratio(a, n2, n1, c), variance, options.level)
}

fn notices(table: &TwoByTwo, options: &Options, _: &Findings) -> Vec<Notice> {
    zero_cells::notice(Cells::used(table, options).added, options).into_iter().collect()
}

fn working(table: &TwoByTwo, options: &Options, found: &Findings) -> Vec<Step> {
    let cells = Cells::used(table, options);
    let numbers = [("a", cells.a), ("n1", cells.n1()), ("c", cells.c), ("n2", cells.n2())];
    [
        Some(Step::new("ln RR", "ln((a / n1) / (c / n2))", &numbers, found.point)),
        found.variance.map(|v| Step::new("variance", "1/a − 1/n1 + 1/c − 1/n2", &numbers, v).by("Katz 1978")),
    ]
    .into_iter()
    .flatten()
    .collect()
}
