//! A study as a paper prints it to what its measure needs: which route recovers which number, and what that assumes.

use crate::explain::Step;
use crate::field::{ARMS, ArmFields, Field, Reported};
use crate::interval::Level;
use crate::measure::{self, Calculation, Estimate, Measure, Medians, Options, Request, generic_inverse_variance};
use crate::number;
use crate::problem::{Notice, NoticeCode, Problem, ProblemCode};
use crate::recover::{self, Recovered, Summary};
use crate::scale::Scale;
use serde::Serialize;

/// What a paper prints of a study.
#[derive(Clone, Debug, Default)]
pub struct Printed<'a> {
    /// The numbers.
    pub data: Reported,
    /// Their texts where they are known: the digits of a percentage and the sign of a P value stand only there.
    pub texts: Vec<(Field, &'a str)>,
    /// The reviewer wants nothing recovered.
    pub as_given: bool,
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
    pub route: &'static str,
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
/// let printed = Printed { data, ..Printed::default() };
/// let answer = study::compute(Measure::find("MD").unwrap(), &printed, &Options::default()).unwrap();
/// assert_eq!(effect_size::sentence(&answer.estimate), "MD -1.80, 95% CI -3.09 to -0.51");
/// assert_eq!(answer.recovered[0].text, "3.885");
/// ```
pub fn compute(measure: &'static Measure, printed: &Printed, options: &Options) -> Result<Answer, Vec<Problem>> {
    if !cfg!(feature = "complete") {
        // the first build recovers nothing
        let estimate = measure::compute(&Request { measure, data: printed.data.clone(), options: *options })?;
        return Ok(Answer { estimate, recovered: Vec::new() });
    }
    let Study { data, recovered, steps, notices, problems } = complete(measure, printed, options);
    let reported = reported_form(measure, &data);
    let computed = match reported {
        Some(form) => measure::compute(&Request { measure: form, data, options: *options })
            .map(|estimate| Estimate { measure: measure.id, ..estimate }),
        None => measure::compute(&Request { measure, data, options: *options }),
    };
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
    estimate.working.splice(0..0, steps);
    estimate.notices.splice(0..0, notices);
    if reported.is_some() {
        estimate.notices.push(Notice::new(NoticeCode::AsReported));
    }
    Ok(Answer { estimate, recovered })
}

/// Recovers what a measure needs and the paper does not print.
///
/// Nothing that is printed is changed.
///
/// ```
/// use effect_size::study::{self, Printed};
/// use effect_size::{Field, Measure, Options, Reported};
/// let data = Reported::new().with(Field::Mean1, 5.9).with(Field::Se1, 0.5).with(Field::N1, 64.0);
/// let printed = Printed { data, ..Printed::default() };
/// let study = study::complete(Measure::find("MD").unwrap(), &printed, &Options::default());
/// assert_eq!(study.data.get(Field::Sd1), Some(4.0));
/// ```
pub fn complete(measure: &Measure, printed: &Printed, options: &Options) -> Study {
    let mut study = Study { data: printed.data.clone(), ..Study::default() };
    if printed.as_given {
        return study;
    }
    match measure.calculation {
        Calculation::Means(_) => {
            for arm in ARMS {
                study.group(arm, arm.n, options);
            }
        }
        Calculation::Paired(_) => {
            for arm in ARMS {
                study.group(arm, Field::N, options);
            }
        }
        _ => {}
    }
    study.comparison(printed);
    study
}

/// The measure by which a comparison is computed that the paper made itself: an odds ratio with its interval, say.
/// `None` where the groups tell the measure, or where there is no such comparison.
pub fn reported_form(measure: &Measure, data: &Reported) -> Option<&'static Measure> {
    use Field::{Estimate, Lower, P, Se, T, Upper};
    let precise = data.has_all(&[Lower, Upper]) || data.has_any(&[Se, T, P]);
    if measure.suits(data) || data.get(Estimate).is_none() || !precise {
        return None;
    }
    match (&measure.calculation, measure.scale) {
        (Calculation::Hazard(_) | Calculation::Comparison(_) | Calculation::ComparedRatio(_), _) => None,
        (_, Scale::Identity) => Some(&generic_inverse_variance::DIFFERENCE),
        (_, Scale::Log) => Some(&generic_inverse_variance::RATIO),
        (_, Scale::Reciprocal) => None,
    }
}

/// What a printed P value says of its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    /// It is that number.
    Exact,
    /// It is smaller: `P <.001`.
    Above,
    /// It is larger: `P >.05`.
    Below,
}

impl Printed<'_> {
    /// The text of a number as printed, else as a computer writes it.
    fn text(&self, field: Field) -> Option<String> {
        let typed = self.texts.iter().find(|(known, _)| *known == field).map(|(_, text)| (*text).to_owned());
        typed.or_else(|| self.data.get(field).map(number::shortest))
    }

    /// What the printed P value says.
    fn bound(&self) -> Bound {
        match self.text(Field::P) {
            Some(text) if text.contains(['<', '≤']) => Bound::Above,
            Some(text) if text.contains(['>', '≥']) => Bound::Below,
            _ => Bound::Exact,
        }
    }
}

impl Study {
    /// Mean and standard deviation of a group.
    fn group(&mut self, arm: &ArmFields, size: Field, options: &Options) {
        let get = |field| self.data.get(field);
        let (mean, sd, Some(n)) = (get(arm.mean), get(arm.sd), get(size)) else { return };
        if sd.is_some() {
            return;
        }
        let limits = get(arm.lower).zip(get(arm.upper));
        let (range, quartiles) = (get(arm.min).zip(get(arm.max)), get(arm.lq).zip(get(arm.uq)));
        let five = get(arm.median).filter(|_| range.is_some() || quartiles.is_some());
        let (summary, about) = match (mean, get(arm.se), limits, five) {
            (Some(mean), Some(se), ..) => (Summary::StandardError { mean, se }, arm.se),
            // limits beside a median alone are the median's
            (mean, None, Some((lower, upper)), None) if mean.is_some() || get(arm.median).is_none() => {
                (Summary::ConfidenceInterval { mean, lower, upper, level: Level::default() }, arm.lower)
            }
            (None, _, _, Some(median)) => (Summary::FiveNumbers { range, quartiles, median }, arm.median),
            _ => return,
        };
        if matches!(summary, Summary::FiveNumbers { .. }) && options.medians == Medians::AsGiven {
            return;
        }
        match recover::recover(&summary, n) {
            Ok(found) => self.take_group(found, arm, mean.is_none()),
            Err(problems) => self.refuse(problems, about),
        }
    }

    fn take_group(&mut self, found: Recovered, arm: &ArmFields, with_mean: bool) {
        let Recovered { mean, sd, route, working, notices } = found;
        for mut step in working {
            step.quantity = match step.quantity {
                "mean" if with_mean => arm.mean.name(),
                "SD" => arm.sd.name(),
                other => other,
            };
            self.steps.push(step);
        }
        if with_mean {
            self.set(arm.mean, mean, route.name());
        }
        self.set(arm.sd, sd, route.name());
        self.notices.extend(notices);
    }

    /// Takes a recovered number, whose last step stands in the working already.
    fn set(&mut self, field: Field, value: f64, route: &'static str) {
        self.data.set(field, value);
        let text = number::difference(value, number::decimals_for(value.abs()) + 2);
        let step = self.steps.iter().rev().find(|step| step.quantity == field.name());
        self.recovered.push(RecoveredNumber {
            field,
            value,
            route,
            formula: step.map_or("", |step| step.formula),
            substituted: step.map(|step| step.substituted.clone()).unwrap_or_default(),
            source: step.and_then(|step| step.source),
            text: text.clone(),
        });
        let notice = Notice::new(NoticeCode::Recovered).about(field).with("rule", route);
        self.notices.push(notice.with("value", text.as_str()));
    }

    /// A P value that is all there is of a comparison's precision may be a bound.
    fn comparison(&mut self, printed: &Printed) {
        use Field::{Estimate, Lower, P, Se, T, Upper};
        let precise = self.data.has_all(&[Lower, Upper]) || self.data.has_any(&[Se, T]);
        if precise || !self.data.has_all(&[Estimate, P]) {
            return;
        }
        match printed.bound() {
            Bound::Exact => {}
            Bound::Above => self.notices.push(Notice::new(NoticeCode::PIsBound).about(P)),
            Bound::Below => {
                self.data.clear(P);
                self.problems.push(Problem::new(ProblemCode::SeNotRecoverable).about(P));
            }
        }
    }

    fn refuse(&mut self, problems: Vec<Problem>, about: Field) {
        let place = |problem: Problem| if problem.field.is_some() { problem } else { problem.about(about) };
        self.problems.extend(problems.into_iter().map(place));
    }
}
