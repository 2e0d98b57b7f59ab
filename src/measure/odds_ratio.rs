//! Odds ratio: the odds of the event in arm 1 over the odds in arm 2.

use super::{Calculation, Estimate, Findings, Measure, Method, Options, Working, fractional_counts};
use crate::design::TwoByTwo;
use crate::explain::Step;
use crate::interval::Interval;
use crate::problem::{Problem, ProblemCode};
use crate::real;
use crate::scale::Scale;
use crate::zero_cells::{self, Cells};

/// The record of the measure.
pub const RECORD: Measure = Measure {
    id: "OR",
    name: "Odds ratio",
    aliases: &["odds ratio (or)", "odds-ratio"],
    scale: Scale::Log,
    intervals: &[Interval::Wald],
    references: &[
        "Woolf B. On estimating the relation between blood group and disease. Ann Hum Genet 1955;19:251-3.",
        "Gart JJ, Zweifel JR. On the bias of various estimators of the logit and its variance. Biometrika 1967;54:181-7.",
    ],
    calculation: Calculation::TwoByTwo(METHOD),
};

const METHOD: Method<TwoByTwo> = Method { findings, working, people: |table| Some(table.n1 + table.n2) };

/// The odds ratio of a table.
///
/// # Errors
/// `double-zero`, `all-events` or `zero-cell` where the zero-cell rule leaves no estimate.
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
    let Cells { a, b, c, d, .. } = Cells::corrected(table, options)?;
    if [a, b, c, d].contains(&0.0) {
        return Err(Problem::new(match (a + c, b + d) {
            (0.0, _) => ProblemCode::DoubleZero,
            (_, 0.0) => ProblemCode::AllEvents,
            _ => ProblemCode::ZeroCell,
        }));
    }
    let variance = 1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d; // Woolf 1955
    Findings::normal_shown_as((a * d) / (b * c), real::ln_ratio(a, d, b, c), variance, options.level)
}

fn working(table: &TwoByTwo, options: &Options, found: &Findings) -> Working {
    let Ok(Cells { a, b, c, d, added }) = Cells::corrected(table, options) else {
        return Working::default();
    };
    let cells = [("a", a), ("b", b), ("c", c), ("d", d)];
    let notices = zero_cells::notice(added, options).into_iter().chain(fractional_counts(table.events1, table.events2));
    Working {
        steps: vec![
            Step::new("ln OR", "ln(a × d / (b × c))", &cells, found.point),
            Step::new("variance", "1/a + 1/b + 1/c + 1/d", &cells, found.variance),
        ],
        notices: notices.collect(),
    }
}
