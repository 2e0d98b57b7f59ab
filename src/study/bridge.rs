//! A study that does not report the groups its measure is computed from, but the comparison itself, or another effect that
//! can be turned into it.

use super::{Printed, Study, completion};
use crate::explain::Step;
use crate::field::{Field, Reported};
use crate::measure::{
    self, Calculation, Estimate, Measure, Options, Request, generic_inverse_variance, odds_ratio,
    standardized_mean_difference as smd_measure,
};
use crate::problem::Problem;
use crate::real;
use crate::recover::derived::Derived;
use crate::recover::log_odds_ratio::{self, Latent};
use crate::recover::standardized_difference::{self, Effect};
use crate::recover::{Route, point_biserial};
use crate::scale::Scale;

/// The measure by which a comparison is computed that the paper made itself: an odds ratio with its interval, say.
/// `None` where the groups tell the measure, or where there is no such comparison.
pub(super) fn reported_form(measure: &Measure, data: &Reported) -> Option<&'static Measure> {
    use Field::{Lower, P, Se, T, Upper};
    let precise = data.has_all(&[Lower, Upper]) || data.has_any(&[Se, T, P]);
    if measure.suits(data) || data.get(Field::Estimate).is_none() || !precise {
        return None;
    }
    match (&measure.calculation, measure.scale) {
        (Calculation::Hazard(_) | Calculation::Comparison(_) | Calculation::ComparedRatio(_), _) => None,
        (_, Scale::Identity) => Some(&generic_inverse_variance::DIFFERENCE),
        (_, Scale::Log) => Some(&generic_inverse_variance::RATIO),
        (_, Scale::Reciprocal) => None,
    }
}

/// The route from what a study reports to a measure that its numbers do not suit; `None` where there is none, or the
/// study reports the comparison itself.
pub(super) fn route(measure: &Measure, data: &Reported) -> Option<Route> {
    let has = |field| data.get(field).is_some();
    if measure.suits(data) || has(Field::Estimate) {
        return None;
    }
    let sized = has(Field::N1) && has(Field::N2);
    match measure.id {
        "SMD" if odds_ratio::RECORD.suits(data) => Some(Route::LogOddsRatio),
        "SMD" if sized && has(Field::T) => Some(Route::T),
        "SMD" if sized && has(Field::R) => Some(Route::Correlation),
        "OR" if smd_measure::RECORD.suits(data) => Some(Route::StandardizedDifference),
        _ => None,
    }
}

/// The study with the effect as a reported comparison of the measure, and its standard error.
///
/// # Errors
/// Those of the effect that it reports, and of its conversion.
pub(super) fn cross(route: Route, printed: &Printed, options: &Options) -> Result<Study, Vec<Problem>> {
    let get = |field| printed.data.get(field).unwrap_or(f64::NAN);
    let (n1, n2) = (get(Field::N1), get(Field::N2));
    let corrected = |d: Effect| standardized_difference::corrected(d.point, n1, n2);
    let (mut study, found) = match route {
        Route::T => {
            let d = standardized_difference::from_t(get(Field::T), n1, n2)?;
            (Study::default(), d.then(corrected)?)
        }
        Route::Correlation => {
            let d = point_biserial::to_d(get(Field::R), n1, n2)?;
            (Study::default(), d.then(corrected)?)
        }
        Route::StandardizedDifference => {
            let (study, g) = reported(&smd_measure::RECORD, printed, options)?;
            (study, log_odds_ratio::from_d(g, Latent::Logistic)?)
        }
        _ => {
            let (study, ln_or) = reported(&odds_ratio::RECORD, printed, options)?;
            (study, log_odds_ratio::to_d(ln_or, Latent::Logistic)?)
        }
    };
    let Derived { value: Effect { point, variance }, mut working, notices } = found;
    study.data = Reported::new();
    study.steps.append(&mut working);
    study.notices.extend(notices);
    let numbers = [("lnOR", point), ("variance", variance)];
    let estimate = match route {
        Route::StandardizedDifference => Step::new("OR", "exp(lnOR)", &numbers, real::exp(point)),
        // the step that gives the effect, which is not shown twice
        _ => {
            let last = study.steps.iter().rposition(|step| step.value == point);
            last.map_or_else(|| Step::new("SMD", "d", &[("d", point)], point), |last| study.steps.remove(last))
        }
    };
    let value = estimate.value;
    study.set(Field::Estimate, value, route, estimate);
    let se = real::sqrt(variance);
    study.set(Field::Se, se, route, Step::new("SE", "√variance", &numbers, se));
    Ok(study)
}

/// The effect that the study does report, on the analysis scale, with its working.
fn reported(measure: &'static Measure, printed: &Printed, options: &Options) -> Result<(Study, Effect), Vec<Problem>> {
    let mut study = completion::complete(measure, printed, options);
    if !study.problems.is_empty() {
        return Err(study.problems);
    }
    let own = Options { interval: None, ..*options };
    let Estimate { analysis, working, notices, .. } =
        measure::compute(&Request { measure, data: study.data.clone(), options: own })?;
    study.steps.extend(working);
    study.notices.extend(notices);
    Ok((study, Effect { point: analysis.point, variance: analysis.variance.unwrap_or(f64::NAN) }))
}
