//! Hazard ratio, from a log-rank analysis (observed minus expected events and their variance) or as reported.

use super::generic_inverse_variance::{self, precision_notice, standard_error};
use super::{Calculation, Estimate, Findings, Measure, Method, Options};
use crate::design::Hazard;
use crate::explain::Step;
use crate::interval::Interval;
use crate::problem::{Notice, Problem};
use crate::real;
use crate::scale::Scale;

/// The record of the measure.
pub const RECORD: Measure = Measure {
    id: "HR",
    name: "Hazard ratio",
    aliases: &["hazard ratio (hr)", "o-e", "exp((o-e)/var)"],
    scale: Scale::Log,
    intervals: &[Interval::Wald],
    references: super::cited(&[
        "Yusuf S, Peto R, Lewis J, Collins R, Sleight P. Beta blockade during and after myocardial infarction: an \
         overview of the randomized trials. Prog Cardiovasc Dis 1985;27:335-71.",
        "Parmar MKB, Torri V, Stewart L. Extracting summary statistics to perform meta-analyses of the published \
         literature for survival endpoints. Stat Med 1998;17:2815-34.",
    ]),
    conventions: &[],
    corrects_zeros: false,
    calculation: Calculation::Hazard(METHOD),
};

const METHOD: Method<Hazard> = Method::new(findings, working, |_| None).telling(notices);

/// The hazard ratio of a trial.
///
/// # Errors
/// `se-zero` or `se-not-recoverable` where the report leaves no standard error.
///
/// ```
/// use effect_size::{hazard_ratio, Hazard, Options};
/// let estimate = hazard_ratio::estimate(&Hazard::log_rank(-1.8, 14.5)?, &Options::default()).map_err(|problem| vec![problem])?;
/// assert_eq!(format!("{:.2}", estimate.point), "0.88");
/// # Ok::<(), Vec<effect_size::Problem>>(())
/// ```
pub fn estimate(hazard: &Hazard, options: &Options) -> Result<Estimate, Problem> {
    RECORD.estimate(&METHOD, hazard, options)
}

fn findings(hazard: &Hazard, options: &Options) -> Result<Findings, Problem> {
    match hazard {
        // Yusuf 1985
        Hazard::LogRank { oe, v } => Findings::normal(Scale::Log, oe / v, 1.0 / v, options.level),
        Hazard::Reported(comparison) => {
            let (point, se) = standard_error(comparison, Scale::Log)?;
            Findings::normal_shown_as(Scale::Log, comparison.estimate, point, se * se, options.level)
        }
    }
}

fn notices(hazard: &Hazard, _: &Options, _: &Findings) -> Vec<Notice> {
    match hazard {
        Hazard::LogRank { .. } => Vec::new(),
        Hazard::Reported(comparison) => precision_notice(comparison).into_iter().collect(),
    }
}

fn working(hazard: &Hazard, _: &Options, found: &Findings) -> Vec<Step> {
    let variance = found.variance.unwrap_or_default();
    match hazard {
        Hazard::LogRank { oe, v } => {
            let numbers = [("oe", *oe), ("v", *v)];
            vec![
                Step::new("ln HR", "oe / v", &numbers, found.point).by("Yusuf 1985"),
                Step::new("variance", "1 / v", &numbers, variance).by("Yusuf 1985"),
            ]
        }
        Hazard::Reported(comparison) => {
            generic_inverse_variance::steps(comparison, Scale::Log, found.point, real::sqrt(variance))
        }
    }
}
