//! Odds ratio: the odds of the event in arm 1 over the odds in arm 2.

use super::{Calculation, Convention, Estimate, Findings, Measure, Method, Options, whole_counts};
use crate::design::TwoByTwo;
use crate::explain::Step;
use crate::interval::conditional::{self, Mass};
use crate::interval::score::{self, Variance};
use crate::interval::unsolved::Unsolved;
use crate::interval::{Interval, Level, Statistic};
use crate::problem::{Notice, Problem, ProblemCode};
use crate::real;
use crate::scale::Scale;
use crate::zero_cells::{self, Cells};

const SCALE: Scale = Scale::Log;

/// The record of the measure.
pub const RECORD: Measure = Measure {
    id: "OR",
    name: "Odds ratio",
    aliases: &["odds ratio (or)", "odds-ratio"],
    scale: SCALE,
    intervals: &[Interval::Wald, Interval::Exact, Interval::MidP, Interval::Score, Interval::BaptistaPike],
    references: super::cited(&[
        "Woolf B. On estimating the relation between blood group and disease. Ann Hum Genet 1955;19:251-3.",
        "Gart JJ, Zweifel JR. On the bias of various estimators of the logit and its variance. Biometrika 1967;54:181-7.",
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

/// The odds ratio of a table.
///
/// # Errors
/// `double-zero`, `all-events` or `zero-cell` where the zero-cell rule leaves no estimate; `degenerate-margin`,
/// `whole-counts-needed` or `too-large-for-exact` from an exact interval.
///
/// ```
/// use effect_size::{odds_ratio, Options, TwoByTwo};
/// // Stalberg 2008: 19 of 50 with e-mail, 7 of 50 without
/// let table = TwoByTwo::new(19.0, 50.0, 7.0, 50.0)?;
/// let estimate = odds_ratio::estimate(&table, &Options::default()).map_err(|problem| vec![problem])?;
/// assert_eq!(format!("{:.2}", estimate.point), "3.76");
/// # Ok::<(), Vec<effect_size::Problem>>(())
/// ```
pub fn estimate(table: &TwoByTwo, options: &Options) -> Result<Estimate, Problem> {
    RECORD.estimate(&METHOD, table, options)
}

fn findings(table: &TwoByTwo, options: &Options) -> Result<Findings, Problem> {
    let limits = match options.method() {
        Some(Interval::Score) => return score(table, options),
        Some(Interval::Exact) => |cells: [f64; 4], level: Level| {
            let [a, b, c, d] = cells;
            let limits = conditional::odds_ratio::limits(a, b, c, d, level.tail(), Mass::Whole)?;
            Ok((limits, conditional::odds_ratio::p_values(a, b, c, d)?.central))
        },
        Some(Interval::MidP) => |cells: [f64; 4], level: Level| {
            let [a, b, c, d] = cells;
            let limits = conditional::odds_ratio::limits(a, b, c, d, level.tail(), Mass::Mid)?;
            Ok((limits, conditional::odds_ratio::p_values(a, b, c, d)?.mid))
        },
        Some(Interval::BaptistaPike) => |cells: [f64; 4], level: Level| {
            let [a, b, c, d] = cells;
            let limits = conditional::baptista_pike::limits(a, b, c, d, level.alpha(), Mass::Whole)?;
            Ok((limits, conditional::odds_ratio::p_by_likelihood(a, b, c, d)?))
        },
        _ => return wald(table, options),
    };
    exact(table, options, limits)
}

fn wald(table: &TwoByTwo, options: &Options) -> Result<Findings, Problem> {
    let Cells { a, b, c, d, .. } = Cells::corrected(table, options)?;
    if [a, b, c, d].contains(&0.0) {
        return Err(Problem::new(match (a + c, b + d) {
            (0.0, _) => ProblemCode::DoubleZero,
            (_, 0.0) => ProblemCode::AllEvents,
            _ => ProblemCode::ZeroCell,
        }));
    }
    let variance = 1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d; // Woolf 1955
    Findings::normal_shown_as(SCALE, (a * d) / (b * c), real::ln_ratio(a, d, b, c), variance, options.level)
}

/// Limits and P value of an exact method.
type Exact = fn([f64; 4], Level) -> Result<((f64, f64), f64), Unsolved>;

fn exact(table: &TwoByTwo, options: &Options, method: Exact) -> Result<Findings, Problem> {
    whole_counts(table)?;
    let cells = table.cells();
    let [a, b, c, d] = cells;
    if a + c == 0.0 || b + d == 0.0 {
        return Err(Problem::new(ProblemCode::DegenerateMargin));
    }
    let (limits, p) = method(cells, options.level)?;
    Ok(Findings::inverted(SCALE, (a * d) / (b * c), raw_variance(cells), limits, None, p))
}

fn score(table: &TwoByTwo, options: &Options) -> Result<Findings, Problem> {
    let [a, b, c, d] = table.cells();
    if a + c == 0.0 || b + d == 0.0 {
        return Err(Problem::new(if a + c == 0.0 { ProblemCode::DoubleZero } else { ProblemCode::AllEvents }));
    }
    let limits = score::odds_ratio::limits(a, b, c, d, options.level.z(), Variance::MiettinenNurminen)?;
    let z = Statistic::z(score::null_z(a, b, c, d, Variance::MiettinenNurminen));
    Ok(Findings::inverted(SCALE, (a * d) / (b * c), raw_variance([a, b, c, d]), limits, Some(z), z.p()))
}

/// Woolf's variance of the raw counts, infinite where one is zero.
fn raw_variance([a, b, c, d]: [f64; 4]) -> f64 {
    1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d
}

fn notices(table: &TwoByTwo, options: &Options, _: &Findings) -> Vec<Notice> {
    zero_cells::notice(Cells::used(table, options).added, options).into_iter().collect()
}

fn working(table: &TwoByTwo, options: &Options, found: &Findings) -> Vec<Step> {
    let Cells { a, b, c, d, .. } = Cells::used(table, options);
    let cells = [("a", a), ("b", b), ("c", c), ("d", d)];
    [
        Some(Step::new("ln OR", "ln(a × d / (b × c))", &cells, found.point)),
        found.variance.map(|v| Step::new("variance", "1/a + 1/b + 1/c + 1/d", &cells, v).by("Woolf 1955")),
    ]
    .into_iter()
    .flatten()
    .collect()
}
