//! Trials that randomised clusters of people: the design effect, and the sample that as many individuals would make.
//!
//! Cochrane Handbook 23.1. People of one cluster are alike, so a trial of clusters tells less than its numbers of people
//! say. The design effect tells how much less: groups are divided by it, or a reported standard error is multiplied by
//! its square root.

use crate::combine::divided;
use crate::design::LARGEST_COUNT;
use crate::dist::normal;
use crate::explain::Step;
use crate::field::{Field, Reported};
use crate::number;
use crate::problem::{Notice, NoticeCode, Problem, ProblemCode};
use crate::real;
use crate::scale::Scale;
use serde::Serialize;

/// By how much clusters widen the variance.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DesignEffect {
    /// The factor, at least 1.
    pub design_effect: f64,
    /// The formula with its numbers.
    pub working: Vec<Step>,
    /// What the reader should know.
    pub notices: Vec<Notice>,
}

/// `1 + ((cv^2 + 1) size - 1) icc`; with clusters of one size `1 + (size - 1) icc`: Cochrane Handbook 23.1.4, and for
/// unequal sizes Eldridge SM, Ashby D, Kerry S. Sample size for cluster randomized trials: effect of coefficient of
/// variation of cluster size and analysis method. Int J Epidemiol 2006;35:1292-300.
///
/// `size` is the mean number of people in a cluster, at least 1. `icc` is the intracluster correlation. `cv` is the
/// coefficient of variation of the cluster sizes, 0 where they are equal. An ICC below 0 is an estimate that chance put
/// there: it is told and 0 is used, since clusters make no trial more precise than its people.
///
/// # Errors
/// Every problem at once: `not-finite`, `cluster-below-one`, `too-large`, `correlation-out-of-range` for an ICC outside
/// -1 to 1, `below-zero` for a coefficient of variation; `result-not-finite`.
///
/// ```
/// use effect_size::cluster::design_effect;
/// let classes = design_effect(29.8, 0.02, 0.0)?;
/// assert_eq!(format!("{:.3}", classes.design_effect), "1.576");
/// # Ok::<(), Vec<effect_size::Problem>>(())
/// ```
pub fn design_effect(size: f64, icc: f64, cv: f64) -> Result<DesignEffect, Vec<Problem>> {
    check(size, icc, cv)?;
    let mut notices = Vec::new();
    if icc < 0.0 {
        notices.push(Notice::new(NoticeCode::IccBelowZero).about(Field::Icc).with("value", icc));
    }
    let used = icc.max(0.0);
    let design_effect = 1.0 + ((cv * cv + 1.0) * size - 1.0) * used;
    if !design_effect.is_finite() {
        return Err(Problem::new(ProblemCode::ResultNotFinite).into());
    }
    let numbers = [("m", size), ("ICC", used), ("cv", cv)];
    let step = match cv == 0.0 {
        true => Step::new("design effect", "1 + (m − 1) × ICC", &numbers, design_effect).by("Cochrane Handbook 23.1.4"),
        false => {
            Step::new("design effect", "1 + ((cv² + 1) × m − 1) × ICC", &numbers, design_effect).by("Eldridge 2006")
        }
    };
    Ok(DesignEffect { design_effect, working: vec![step], notices })
}

fn check(size: f64, icc: f64, cv: f64) -> Result<(), Vec<Problem>> {
    let mut problems = Vec::new();
    for (field, value) in [(Some(Field::ClusterSize), size), (Some(Field::Icc), icc), (None, cv)] {
        if !value.is_finite() {
            problems.push(Problem { field, ..Problem::new(ProblemCode::NotFinite) });
        }
    }
    if size < 1.0 {
        problems.push(Problem::new(ProblemCode::ClusterBelowOne).about(Field::ClusterSize).with("value", size));
    }
    if size > LARGEST_COUNT {
        let problem = Problem::new(ProblemCode::TooLarge).about(Field::ClusterSize);
        problems.push(problem.with("value", size).with("limit", LARGEST_COUNT));
    }
    if icc.abs() > 1.0 {
        problems.push(Problem::new(ProblemCode::CorrelationOutOfRange).about(Field::Icc).with("value", icc));
    }
    if cv < 0.0 {
        problems.push(Problem::new(ProblemCode::BelowZero).with("value", cv));
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// What a design effect divides: people, events and person-time, which leaves risks, rates and means as they are, and
/// both numbers of a log-rank analysis, which leaves the hazard ratio.
const DIVIDED: &[(Field, &str)] = &[
    (Field::Events1, "events1 / DE"),
    (Field::NonEvents1, "nonevents1 / DE"),
    (Field::N1, "n1 / DE"),
    (Field::Time1, "time1 / DE"),
    (Field::Events2, "events2 / DE"),
    (Field::NonEvents2, "nonevents2 / DE"),
    (Field::N2, "n2 / DE"),
    (Field::Time2, "time2 / DE"),
    (Field::N, "n / DE"),
    (Field::Oe, "oe / DE"),
    (Field::V, "v / DE"),
];

/// The numbers of a trial of clusters as a trial of individuals would have them, unrounded: Cochrane Handbook 23.1.4,
/// and where the paper made the comparison itself its standard error times the square root of the design effect.
///
/// Reads `icc` and `cluster_size`; where neither is reported nothing changes. `cv` and the errors are those of
/// [`design_effect`]. `scale` is the measure's: on it the limits of a reported comparison are widened. The numbers should
/// be sound, and those that others are recovered from used up: a standard deviation comes from a standard error and all
/// the people, not the effective ones.
///
/// # Errors
/// As [`design_effect`]; `missing-value` for the one of `icc` and `cluster_size` that is not there.
///
/// ```
/// use effect_size::cluster::effective;
/// use effect_size::scale::Scale;
/// use effect_size::{Field, Reported};
/// let classes = Reported::new()
///     .with(Field::Events1, 63.0).with(Field::N1, 330.0).with(Field::Events2, 84.0).with(Field::N2, 295.0)
///     .with(Field::Icc, 0.02).with(Field::ClusterSize, 29.8);
/// let (individuals, working, notices) = effective(&classes, 0.0, Scale::Log)?;
/// assert_eq!(individuals.get(Field::N1).map(|n| format!("{n:.1}")).as_deref(), Some("209.4"));
/// assert_eq!((working.len(), notices[0].code.name()), (5, "clusters-allowed-for"));
/// # Ok::<(), Vec<effect_size::Problem>>(())
/// ```
pub fn effective(
    reported: &Reported,
    cv: f64,
    scale: Scale,
) -> Result<(Reported, Vec<Step>, Vec<Notice>), Vec<Problem>> {
    let (icc, size) = match (reported.get(Field::Icc), reported.get(Field::ClusterSize)) {
        (None, None) => return Ok((reported.clone(), Vec::new(), Vec::new())),
        (Some(icc), Some(size)) => (icc, size),
        (icc, _) => {
            let missing = if icc.is_none() { Field::Icc } else { Field::ClusterSize };
            return Err(Problem::new(ProblemCode::MissingValue).about(missing).into());
        }
    };
    let DesignEffect { design_effect, working: mut steps, mut notices } = design_effect(size, icc, cv)?;
    let (mut counts, divisions) = divided(reported, DIVIDED, ("DE", design_effect), "Cochrane Handbook 23.1.4");
    steps.extend(divisions);
    steps.extend(widened(&mut counts, design_effect, scale));
    let shown = number::ratio(design_effect);
    notices.push(Notice::new(NoticeCode::ClustersAllowedFor).with("designEffect", shown.as_str()));
    Ok((counts, steps, notices))
}

/// Gives a reported comparison the standard error it would have had with clusters, in whatever form it is reported.
fn widened(reported: &mut Reported, design_effect: f64, scale: Scale) -> Vec<Step> {
    let Some(estimate) = reported.get(Field::Estimate) else { return Vec::new() };
    let root = real::sqrt(design_effect);
    let mut steps = Vec::new();
    let mut change = |field: Field, formula: &'static str, new: &dyn Fn(f64) -> f64| {
        if let Some(old) = reported.get(field) {
            let numbers = [(field.name(), old), ("estimate", estimate), ("DE", design_effect)];
            steps.push(Step::new(field.name(), formula, &numbers, new(old)).by("Cochrane Handbook 23.1"));
            reported.set(field, new(old));
        }
    };
    change(Field::Se, "se × √DE", &|se| se * root);
    change(Field::T, "t / √DE", &|t| t / root);
    let p = |p: f64| if p > 0.0 && p < 1.0 { normal::two_sided(normal::upper_quantile(p / 2.0) / root) } else { p };
    change(Field::P, "P(|Z| ≥ z / √DE) with z of p", &p);
    if scale == Scale::Log {
        // what is no ratio is left to be refused as it was typed
        let limit = |end: f64| {
            if estimate > 0.0 && end > 0.0 { estimate * real::pow(end / estimate, root) } else { end }
        };
        change(Field::Lower, "estimate × (lower / estimate)^√DE", &limit);
        change(Field::Upper, "estimate × (upper / estimate)^√DE", &limit);
    } else {
        let limit = |end: f64| estimate - (estimate - end) * root;
        change(Field::Lower, "estimate − (estimate − lower) × √DE", &limit);
        change(Field::Upper, "estimate + (upper − estimate) × √DE", &limit);
    }
    steps
}
