//! Peto's one-step odds ratio, for rare events: observed minus expected events over their variance.

use super::{Calculation, Estimate, Findings, Measure, Method, Options};
use crate::design::TwoByTwo;
use crate::explain::Step;
use crate::interval::Interval;
use crate::problem::{Notice, NoticeCode, Problem, ProblemCode};
use crate::real;
use crate::scale::Scale;

/// The record of the measure.
pub const RECORD: Measure = Measure {
    id: "PETO",
    name: "Peto odds ratio",
    aliases: &["peto", "peto or", "peto_or"],
    scale: Scale::Log,
    intervals: &[Interval::Wald],
    references: super::cited(&[
        "Yusuf S, Peto R, Lewis J, Collins R, Sleight P. Beta blockade during and after myocardial infarction: an \
         overview of the randomized trials. Prog Cardiovasc Dis 1985;27:335-71.",
        "Higgins JPT, Li T, Deeks JJ. Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, \
         section 10.4.2.",
    ]),
    conventions: &[],
    corrects_zeros: false,
    calculation: Calculation::TwoByTwo(METHOD),
};

const METHOD: Method<TwoByTwo> = Method::new(findings, working, |table| Some(table.n1 + table.n2)).telling(notices);

/// Peto's odds ratio of a table. No zero-cell correction is ever added: the method works with one zero.
///
/// # Errors
/// `double-zero` or `all-events` where the variance of the observed events is zero; `n-too-small` for one person.
///
/// ```
/// use effect_size::{peto_odds_ratio, Options, TwoByTwo};
/// let table = TwoByTwo::new(0.0, 500.0, 4.0, 500.0)?;
/// let estimate = peto_odds_ratio::estimate(&table, &Options::default()).map_err(|problem| vec![problem])?;
/// assert_eq!(format!("{:.2}", estimate.point), "0.13");
/// # Ok::<(), Vec<effect_size::Problem>>(())
/// ```
pub fn estimate(table: &TwoByTwo, options: &Options) -> Result<Estimate, Problem> {
    RECORD.estimate(&METHOD, table, options)
}

/// Variance of the observed events of arm 1 (hypergeometric), times `N`: `n1 n2 (a+c)(b+d) / (N (N - 1))`.
///
/// Kept with its `N` because both the point and the variance divide by it.
fn scaled_variance(table: &TwoByTwo) -> f64 {
    let n = table.n1 + table.n2;
    let events = table.events1 + table.events2;
    let nonevents = table.nonevents1() + table.nonevents2();
    // quotients first: the product of four counts of 1e15 would lose nothing but could grow beyond reason
    (table.n1 / n) * table.n2 * events * (nonevents / (n - 1.0))
}

fn findings(table: &TwoByTwo, options: &Options) -> Result<Findings, Problem> {
    let n = table.n1 + table.n2;
    if n <= 1.0 {
        return Err(Problem::new(ProblemCode::NTooSmall));
    }
    if table.events1 + table.events2 == 0.0 {
        return Err(Problem::new(ProblemCode::DoubleZero));
    }
    if table.nonevents1() + table.nonevents2() == 0.0 {
        return Err(Problem::new(ProblemCode::AllEvents));
    }
    // (O - E) N = a n2 - c n1 = a d - b c, so that O - E keeps its digits where O and E nearly agree
    let excess = real::difference_of_products(table.events1, table.nonevents2(), table.nonevents1(), table.events2);
    let scaled = scaled_variance(table);
    Findings::normal(Scale::Log, excess / scaled, n / scaled, options.level)
}

fn notices(table: &TwoByTwo, _: &Options, found: &Findings) -> Vec<Notice> {
    let common = (table.events1 + table.events2) / (table.n1 + table.n2) > 0.01;
    let unequal = !(0.5..=2.0).contains(&(table.n1 / table.n2));
    let large = !(0.5..=2.0).contains(&found.shown);
    (common || unequal || large).then(|| Notice::new(NoticeCode::PetoConditions)).into_iter().collect()
}

fn working(table: &TwoByTwo, _: &Options, found: &Findings) -> Vec<Step> {
    let n = table.n1 + table.n2;
    let events = table.events1 + table.events2;
    let expected = events * (table.n1 / n);
    let v = scaled_variance(table) / n;
    let counts = [
        ("a", table.events1),
        ("b", table.nonevents1()),
        ("c", table.events2),
        ("d", table.nonevents2()),
        ("n1", table.n1),
        ("n2", table.n2),
        ("N", n),
        ("E", expected),
        ("V", v),
    ];
    vec![
        Step::new("E", "n1 × (a + c) / N", &counts, expected),
        Step::new("V", "n1 × n2 × (a + c) × (b + d) / (N² × (N − 1))", &counts, v),
        Step::new("ln OR", "(a − E) / V", &counts, found.point),
        Step::new("variance", "1 / V", &counts, n / scaled_variance(table)).by("Yusuf 1985"),
    ]
}
