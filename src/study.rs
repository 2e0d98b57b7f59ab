//! A study as a paper prints it to its estimate, by way of what has to be recovered.

#[cfg(feature = "complete")]
mod bridge;
#[cfg(feature = "complete")]
mod completion;

#[cfg(feature = "complete")]
pub(crate) use completion::comparator_size;
#[cfg(feature = "complete")]
pub use completion::complete;

use crate::explain::Step;
use crate::field::{Field, Reported};
use crate::interval::Level;
#[cfg(feature = "complete")]
use crate::measure::Calculation;
use crate::measure::{self, Detail, Estimate, Measure, Options, Request};
use crate::number::Decimal;
use crate::problem::{Notice, Problem};
#[cfg(feature = "complete")]
use crate::problem::{NoticeCode, ProblemCode};
use crate::recover::Route;
use serde::Serialize;

/// What a paper prints of a study.
#[derive(Clone, Debug)]
pub struct Printed<'a> {
    /// The numbers.
    pub data: Reported,
    /// Their texts where they are known: the digits of a percentage and the sign of a P value stand only there.
    pub texts: Vec<(Field, &'a str)>,
    /// The decimal mark of the texts.
    pub decimal: Decimal,
    /// The reviewer wants nothing recovered.
    pub as_given: bool,
    /// The level of the printed intervals.
    pub level: Level,
    /// Among how many comparisons the comparator is split, 1 for none.
    pub sharers: f64,
}

impl Printed<'_> {
    /// The numbers alone.
    ///
    /// Nothing is said about their texts, and the comparator is this comparison's own.
    ///
    /// ```
    /// use effect_size::study::Printed;
    /// use effect_size::{Field, Reported};
    /// assert!(!Printed::numbers(Reported::new().with(Field::N1, 50.0)).as_given);
    /// ```
    pub fn numbers(data: Reported) -> Printed<'static> {
        Printed {
            data,
            texts: Vec::new(),
            decimal: Decimal::Point,
            as_given: false,
            level: Level::default(),
            sharers: 1.0,
        }
    }
}

/// A number that the paper does not print.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RecoveredNumber {
    /// Which.
    pub field: Field,
    /// Its value, unrounded.
    pub value: f64,
    /// The same with four significant digits.
    pub text: String,
    /// How it was found.
    pub route: Route,
    /// The formula.
    pub formula: &'static str,
    /// The formula with its numbers.
    pub substituted: String,
    /// Where the formula comes from.
    pub source: Option<&'static str>,
}

/// A study with what its measure needs, as far as that is printed or can be recovered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Study {
    /// What the measure is computed from.
    pub data: Reported,
    /// What of that the paper does not print.
    pub recovered: Vec<RecoveredNumber>,
    /// How it was found.
    pub steps: Vec<Step>,
    /// What the reader should know of it.
    pub notices: Vec<Notice>,
    /// Why a number could not be recovered.
    pub problems: Vec<Problem>,
}

/// An estimate, and what had to be recovered for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The estimate, whose working begins with the recovery.
    pub estimate: Estimate,
    /// What the paper does not print.
    pub recovered: Vec<RecoveredNumber>,
}

/// Computes a comparison from what the paper prints of it, recovering what the measure needs and the paper does not
/// print.
///
/// # Errors
/// Every problem of the study at once, as data.
///
/// ```
/// use effect_size::study::{self, Printed};
/// use effect_size::{Field, Measure, Options, Reported};
/// // Digenio 2009: 5.9 (95% CI 5.0 to 6.8) and 7.7 (6.8 to 8.7)
/// let data = Reported::new()
///     .with(Field::Mean1, 5.9).with(Field::Lower1, 5.0).with(Field::Upper1, 6.8).with(Field::N1, 74.0)
///     .with(Field::Mean2, 7.7).with(Field::Lower2, 6.8).with(Field::Upper2, 8.7).with(Field::N2, 76.0);
/// let answer = study::compute(Measure::find("MD").unwrap(), &Printed::numbers(data), &Options::default()).unwrap();
/// assert_eq!(effect_size::sentence(&answer.estimate), "MD -1.80, 95% CI -3.09 to -0.51");
/// assert_eq!(answer.recovered[0].text, "3.885");
/// ```
pub fn compute(measure: &'static Measure, printed: &Printed, options: &Options) -> Result<Answer, Vec<Problem>> {
    compute_in(Detail::Worked, measure, printed, options)
}

/// The same, with its working or without.
#[cfg(feature = "complete")]
pub(crate) fn compute_in(
    detail: Detail,
    measure: &'static Measure,
    printed: &Printed,
    options: &Options,
) -> Result<Answer, Vec<Problem>> {
    let Prepared { request, recovered, steps, notices, problems, as_reported } = prepared(measure, printed, options)?;
    // the comparison of the paper is computed by its form, and keeps the name of its measure
    let computed = measure::compute_in(detail, &request).map(|estimate| Estimate { measure: measure.id, ..estimate });
    let mut estimate = match computed {
        Ok(estimate) if problems.is_empty() => estimate,
        Ok(_) => return Err(problems),
        Err(found) => {
            // why a number could not be recovered says more than that it is missing
            let lack = |problem: &Problem| {
                matches!(problem.code, ProblemCode::SdMissing | ProblemCode::MedianOnly | ProblemCode::MissingValue)
            };
            let told = !problems.is_empty();
            let others = found.into_iter().filter(|problem| !(told && lack(problem)));
            return Err(problems.into_iter().chain(others).collect());
        }
    };
    // a count that is fractional only because we divided it is none to check
    let typed = |field: Option<Field>| field.and_then(|field| printed.data.get(field));
    estimate.notices.retain(|notice| {
        notice.code != NoticeCode::FractionalCount || typed(notice.field).is_some_and(|count| count.fract() != 0.0)
    });
    if detail == Detail::Worked {
        estimate.working.splice(0..0, steps);
    }
    estimate.notices.splice(0..0, notices);
    if as_reported {
        estimate.notices.push(Notice::new(NoticeCode::AsReported));
    }
    Ok(Answer { estimate, recovered })
}

/// A comparison with everything it is computed from, and how that was had.
#[cfg(feature = "complete")]
struct Prepared {
    request: Request,
    recovered: Vec<RecoveredNumber>,
    steps: Vec<Step>,
    notices: Vec<Notice>,
    problems: Vec<Problem>,
    as_reported: bool,
}

#[cfg(feature = "complete")]
#[inline(never)]
fn prepared(measure: &'static Measure, printed: &Printed, options: &Options) -> Result<Prepared, Vec<Problem>> {
    let bridged = bridge::route(measure, &printed.data).filter(|_| !printed.as_given);
    let Study { data, recovered, steps, notices, problems } = match bridged {
        Some(route) => bridge::cross(route, printed, options)?,
        None => complete(measure, printed, options),
    };
    let form = bridge::reported_form(measure, &data);
    let as_reported = form.is_some() && bridged.is_none();
    let request = Request { measure: form.unwrap_or(measure), data, options: *options };
    Ok(Prepared { request, recovered, steps, notices, problems, as_reported })
}

/// What of a study its measure needs and the paper does not print, as far as it can be recovered.
#[cfg(feature = "complete")]
pub(crate) fn recovered(measure: &'static Measure, printed: &Printed, options: &Options) -> Vec<RecoveredNumber> {
    prepared(measure, printed, options).map_or_else(|_| Vec::new(), |prepared| prepared.recovered)
}

/// The comparison that a study's estimate is computed from: what the paper prints, with what was recovered, so that it can
/// be computed by other intervals, rules and conventions.
///
/// A comparison that the paper made itself is one of the measure `GIV` or `GIVR`.
///
/// # Errors
/// Every problem met on the way to what the measure needs.
///
/// ```
/// use effect_size::study::{self, Printed};
/// use effect_size::{Field, Measure, Options, Reported};
/// let data = Reported::new().with(Field::Mean1, 5.9).with(Field::Se1, 0.5).with(Field::N1, 64.0);
/// let request = study::request(Measure::find("MD").unwrap(), &Printed::numbers(data), &Options::default()).unwrap();
/// assert_eq!(request.data.get(Field::Sd1), Some(4.0));
/// ```
#[cfg(feature = "complete")]
pub fn request(measure: &'static Measure, printed: &Printed, options: &Options) -> Result<Request, Vec<Problem>> {
    let Prepared { request, problems, .. } = prepared(measure, printed, options)?;
    if problems.is_empty() { Ok(request) } else { Err(problems) }
}

/// The first build recovers nothing.
#[cfg(not(feature = "complete"))]
pub(crate) fn compute_in(
    detail: Detail,
    measure: &'static Measure,
    printed: &Printed,
    options: &Options,
) -> Result<Answer, Vec<Problem>> {
    let request = Request { measure, data: printed.data.clone(), options: *options };
    Ok(Answer { estimate: measure::compute_in(detail, &request)?, recovered: Vec::new() })
}

/// What an estimate was computed from.
#[cfg(feature = "complete")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The numbers of the design: groups, or a log-rank analysis.
    Groups,
    /// An effect on the displayed scale and its standard error on the analysis scale.
    Comparison,
}

/// What a measure was computed from: what is printed, with what was recovered in its place, and in which form.
///
/// ```
/// use effect_size::study::{Form, computed_from};
/// use effect_size::{Field, Measure, Reported};
/// let ratio = Reported::new().with(Field::Estimate, 0.75).with(Field::Se, 0.1);
/// assert_eq!(computed_from(Measure::find("HR").unwrap(), &ratio, &[]).0, Form::Comparison);
/// ```
#[cfg(feature = "complete")]
pub fn computed_from(measure: &Measure, printed: &Reported, recovered: &[RecoveredNumber]) -> (Form, Reported) {
    let mut data = printed.clone();
    for found in recovered {
        data.set(found.field, found.value);
    }
    let bridged = recovered.iter().any(|found| found.field == Field::Estimate);
    let form = match measure.calculation {
        Calculation::Comparison(_) | Calculation::ComparedRatio(_) => Form::Comparison,
        Calculation::Hazard(_) if data.has_all(&[Field::Oe, Field::V]) => Form::Groups,
        Calculation::Hazard(_) => Form::Comparison,
        _ if bridged || bridge::reported_form(measure, printed).is_some() => Form::Comparison,
        // a difference of paired means whose deviations are not known
        Calculation::Paired(_) if !data.has_any(&[Field::Sd1, Field::Sd2, Field::R]) => {
            if let Some((mean1, mean2)) = data.get(Field::Mean1).zip(data.get(Field::Mean2)) {
                data.set(Field::Estimate, mean1 - mean2);
            }
            Form::Comparison
        }
        _ => Form::Groups,
    };
    (form, data)
}

/// True if the measure can be had of what a study reports, in whole or in part: directly, as the comparison that the
/// paper made itself, or by a conversion.
///
/// ```
/// use effect_size::study::reaches;
/// use effect_size::{Field, Reported, Measure};
/// let tested = Reported::new().with(Field::T, 2.12).with(Field::N1, 95.0).with(Field::N2, 99.0);
/// assert!(reaches(Measure::find("SMD").unwrap(), &tested) && !reaches(Measure::find("MD").unwrap(), &tested));
/// ```
#[cfg(feature = "complete")]
pub fn reaches(measure: &Measure, data: &Reported) -> bool {
    let margins = [Field::Estimate, Field::N1, Field::N2, Field::TotalEvents];
    measure.suits(data)
        || bridge::reported_form(measure, data).is_some()
        || bridge::route(measure, data).is_some()
        || measure.id == "OR" && data.has_all(&margins)
}

/// The first build takes numbers as they are.
#[cfg(not(feature = "complete"))]
pub fn reaches(measure: &Measure, data: &Reported) -> bool {
    measure.suits(data)
}
