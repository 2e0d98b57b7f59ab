//! Incidence rate ratio: events per person-time in arm 1 over arm 2.

use super::{Calculation, Convention, Estimate, Findings, Measure, Method, Options};
use crate::design::TwoRates;
use crate::explain::Step;
use crate::interval::conditional::{self, Mass};
use crate::interval::{Interval, Statistic};
use crate::problem::{Notice, Problem, ProblemCode};
use crate::real;
use crate::scale::Scale;
use crate::zero_cells::{self, corrected_counts, used_counts};

const SCALE: Scale = Scale::Log;

/// The record of the measure.
pub const RECORD: Measure = Measure {
    id: "IRR",
    name: "Rate ratio",
    aliases: &["incidence rate ratio", "rate ratio (irr)", "rate_ratio"],
    scale: SCALE,
    intervals: &[Interval::Wald, Interval::Exact, Interval::MidP, Interval::Score],
    references: super::cited(&[
        "Rothman KJ, Greenland S, Lash TL. Modern Epidemiology, 3rd edition. Lippincott Williams & Wilkins 2008, \
         chapter 14.",
        "Higgins JPT, Li T, Deeks JJ. Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, \
         section 6.7.1.",
    ]),
    conventions: super::agreed(&[
        (
            Convention::RevMan,
            "a table without any event, or with nothing else, is not estimable: Cochrane Handbook 10.4.4.1",
        ),
        (Convention::Metafor, "such a table is corrected and estimated as any other: metafor, escalc"),
    ]),
    corrects_zeros: true,
    calculation: Calculation::Rates(METHOD),
};

const METHOD: Method<TwoRates> = Method::new(findings, working, |_| None).telling(notices);

/// The rate ratio of two groups.
///
/// # Errors
/// `double-zero` or `zero-cell` where the zero-cell rule leaves no estimate.
///
/// ```
/// use effect_size::{incidence_rate_ratio, Options, TwoRates};
/// // Ross 2004: 20 visits in 54 person-years with the portal, 8 in 53 without
/// let rates = TwoRates::new(20.0, 54.0, 8.0, 53.0)?;
/// let estimate = incidence_rate_ratio::estimate(&rates, &Options::default()).map_err(|problem| vec![problem])?;
/// assert_eq!(format!("{:.2}", estimate.point), "2.45");
/// # Ok::<(), Vec<effect_size::Problem>>(())
/// ```
pub fn estimate(rates: &TwoRates, options: &Options) -> Result<Estimate, Problem> {
    RECORD.estimate(&METHOD, rates, options)
}

fn findings(rates: &TwoRates, options: &Options) -> Result<Findings, Problem> {
    let TwoRates { events1: x1, time1: t1, events2: x2, time2: t2 } = *rates;
    let tail = options.level.tail();
    let exact = |mass: Mass| conditional::rates::ratio_limits(x1, t1, x2, t2, tail, mass);
    let no_events = x1 + x2 == 0.0;
    let (limits, statistic, p) = match options.method() {
        Some(Interval::Exact | Interval::MidP | Interval::Score) if no_events => {
            return Err(Problem::new(ProblemCode::DoubleZero));
        }
        Some(Interval::Exact) => {
            (exact(Mass::Whole)?, None, conditional::rates::ratio_p_values(x1, t1, x2, t2)?.central)
        }
        Some(Interval::MidP) => (exact(Mass::Mid)?, None, conditional::rates::ratio_p_values(x1, t1, x2, t2)?.mid),
        Some(Interval::Score) => {
            let z = Statistic::z(conditional::rates::ratio_score_z(x1, t1, x2, t2)?);
            (conditional::rates::ratio_score_limits(x1, t1, x2, t2, options.level.z())?, Some(z), z.p())
        }
        _ => return wald(rates, options),
    };
    Ok(Findings::inverted(SCALE, (x1 * t2) / (t1 * x2), 1.0 / x1 + 1.0 / x2, limits, statistic, p))
}

fn wald(rates: &TwoRates, options: &Options) -> Result<Findings, Problem> {
    let (x1, x2, _) = corrected_counts(rates, options)?;
    let (t1, t2) = (rates.time1, rates.time2);
    let variance = 1.0 / x1 + 1.0 / x2;
    Findings::normal_shown_as(SCALE, (x1 * t2) / (t1 * x2), real::ln_ratio(x1, t2, t1, x2), variance, options.level)
}

fn notices(rates: &TwoRates, options: &Options, _: &Findings) -> Vec<Notice> {
    let (.., added) = used_counts(rates, options);
    zero_cells::notice(added, options).into_iter().collect()
}

fn working(rates: &TwoRates, options: &Options, found: &Findings) -> Vec<Step> {
    let (x1, x2, _) = used_counts(rates, options);
    let numbers = [("x1", x1), ("t1", rates.time1), ("x2", x2), ("t2", rates.time2)];
    [
        Some(Step::new("ln IRR", "ln((x1 / t1) / (x2 / t2))", &numbers, found.point)),
        found.variance.map(|v| Step::new("variance", "1/x1 + 1/x2", &numbers, v)),
    ]
    .into_iter()
    .flatten()
    .collect()
}
