//! Which route recovers which number of a study.

use super::bridge::reported_form;
use super::{Printed, RecoveredNumber, Study};
use crate::cluster;
use crate::combine::{control_split, divided};
use crate::explain::Step;
use crate::field::{ARMS, ArmFields, Field, Reported};
use crate::measure::{Calculation, Measure, Medians, Options};
use crate::number;
use crate::problem::{Notice, NoticeCode, Problem, ProblemCode};
use crate::recover::derived::Derived;
use crate::recover::printed_number::PrintedNumber;
use crate::recover::two_by_two::{Direction, Margins};
use crate::recover::{
    self, Recovered, Route, Summary, change_deviation, common_deviation, correlation, crossover, deviation,
    difference_interval, p_value, percentage, ratio, test_statistic, two_by_two,
};
use crate::scale::Scale;

/// Recovers what a measure needs and the paper does not print.
///
/// Nothing that is printed is changed.
///
/// ```
/// use effect_size::study::{self, Printed};
/// use effect_size::{Field, Measure, Options, Reported};
/// let data = Reported::new().with(Field::Mean1, 5.9).with(Field::Se1, 0.5).with(Field::N1, 64.0);
/// let study = study::complete(Measure::find("MD").unwrap(), &Printed::numbers(data), &Options::default());
/// assert_eq!(study.data.get(Field::Sd1), Some(4.0));
/// ```
pub fn complete(measure: &Measure, printed: &Printed, options: &Options) -> Study {
    let mut study = Study { data: printed.data.clone(), ..Study::default() };
    if !printed.as_given {
        match measure.calculation {
            _ if reported_form(measure, &study.data).is_some() => study.comparison(measure, printed),
            Calculation::Means(_) => {
                for arm in ARMS {
                    study.group(arm, arm.n, printed, options);
                }
                study.common_deviation(measure, printed);
                study.change(measure);
            }
            Calculation::Paired(_) => {
                for arm in ARMS {
                    study.group(arm, Field::N, printed, options);
                }
                study.correlation(printed);
                study.paired_difference(measure, printed);
            }
            Calculation::TwoByTwo(_) => {
                for arm in ARMS {
                    study.percentage(arm, printed);
                }
                study.margins(measure, printed);
            }
            Calculation::Hazard(_) | Calculation::Comparison(_) | Calculation::ComparedRatio(_) => {
                study.comparison(measure, printed);
            }
            Calculation::Rates(_) => {}
        }
    }
    study.split(printed.sharers);
    study.effective(measure);
    study
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
    /// The text of a number, where it is known.
    fn text(&self, field: Field) -> Option<&str> {
        self.texts.iter().find(|(known, _)| *known == field).map(|(_, text)| *text)
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
    fn group(&mut self, arm: &ArmFields, size: Field, printed: &Printed, options: &Options) {
        let get = |field| self.data.get(field);
        let (mean, None, Some(n)) = (get(arm.mean), get(arm.sd), get(size)) else { return };
        if n < 0.0 {
            return self.refuse(vec![Problem::new(ProblemCode::BelowZero).with("value", n)], size);
        }
        let limits = get(arm.lower).zip(get(arm.upper));
        let (range, quartiles) = (get(arm.min).zip(get(arm.max)), get(arm.lq).zip(get(arm.uq)));
        let five = get(arm.median).filter(|_| range.is_some() || quartiles.is_some());
        let (summary, about) = match (mean, get(arm.se), limits, five) {
            (Some(mean), Some(se), ..) => (Summary::StandardError { mean, se }, arm.se),
            // limits beside a median alone are the median's
            (mean, None, Some((lower, upper)), None) if mean.is_some() || get(arm.median).is_none() => {
                (Summary::ConfidenceInterval { mean, lower, upper, level: printed.level }, arm.lower)
            }
            (_, _, _, Some(median)) if options.medians == Medians::Convert => {
                (Summary::FiveNumbers { range, quartiles, median }, arm.median)
            }
            (Some(mean), ..) => match quartiles {
                Some((lower, upper)) => (Summary::Quartiles { mean, lower, upper }, arm.lq),
                None => return,
            },
            _ => return,
        };
        match recover::recover(&summary, n) {
            Ok(found) => self.take_group(found, arm, mean.is_none()),
            Err(problems) => self.refuse(problems, about),
        }
    }

    fn take_group(&mut self, found: Recovered, arm: &ArmFields, with_mean: bool) {
        let Recovered { mean, sd, route, working, notices } = found;
        for step in working {
            let of_arm = match step.quantity {
                "mean" if with_mean => Some((arm.mean, mean)),
                "mean" => continue,
                "SD" => Some((arm.sd, sd)),
                _ => None,
            };
            match of_arm {
                Some((field, value)) => self.set(field, value, route, step),
                None => self.steps.push(step),
            }
        }
        if with_mean && self.data.get(arm.mean).is_none() {
            // the middle of an interval takes no formula of its own
            let ends = [("lower", self.data.get(arm.lower)), ("upper", self.data.get(arm.upper))];
            let numbers = ends.map(|(name, end)| (name, end.unwrap_or_default()));
            self.set(arm.mean, mean, route, Step::new("mean", "(lower + upper) / 2", &numbers, mean));
        }
        self.notices.extend(notices);
    }

    /// The standard deviation that both groups share, from what the paper prints of their difference.
    fn common_deviation(&mut self, measure: &Measure, printed: &Printed) {
        use Field::{F, Lower, Mean1, Mean2, N1, N2, P, Sd1, Sd2, Se, T, Upper};
        // of groups that share a deviation, the ratio of deviations is no finding
        if matches!(measure.id, "VR" | "CVR") || self.data.has_any(&[Sd1, Sd2]) || !self.problems.is_empty() {
            return;
        }
        let get = |field| self.data.get(field);
        let (Some(mean1), Some(mean2), Some(n1), Some(n2)) = (get(Mean1), get(Mean2), get(N1), get(N2)) else { return };
        let difference = mean1 - mean2;
        let limits = get(Lower).zip(get(Upper));
        if n1 + n2 < 3.0 && self.data.has_any(&[Se, Lower, T, F, P]) {
            return self.refuse(vec![Problem::new(ProblemCode::NTooSmall)], N1);
        }
        let (route, about, error) = match (get(Se), limits, get(T), get(F), get(P)) {
            (Some(se), ..) => (Route::DifferenceError, Se, Derived::by(se, Vec::new())),
            (_, Some((lower, upper)), ..) => {
                (Route::DifferenceInterval, Lower, difference_interval::by_t(lower, upper, n1, n2, printed.level))
            }
            (_, _, Some(t), ..) => (Route::DifferenceT, T, test_statistic::from_t(difference, t)),
            (_, _, _, Some(f), _) => (Route::DifferenceF, F, test_statistic::from_f(difference, f)),
            (.., Some(p)) => {
                let bound = printed.bound();
                if bound == Bound::Below {
                    return self.refuse(vec![Problem::new(ProblemCode::SeNotRecoverable)], P);
                }
                (Route::DifferenceP, P, p_value::to_standard_error(difference, p, n1, n2, bound == Bound::Above))
            }
            _ => return,
        };
        match error.and_then(|error| error.then(|se| common_deviation::from_standard_error(se, n1, n2))) {
            Ok(Derived { value, mut working, notices }) => {
                let Some(last) = working.pop() else { return };
                self.steps.extend(working);
                for field in [Sd1, Sd2] {
                    self.set(field, value, route, last.clone());
                }
                self.notices.extend(notices);
            }
            Err(problem) => self.refuse(vec![problem], about),
        }
    }

    /// The change from baseline and its standard deviation, where the paper prints both times and their correlation.
    fn change(&mut self, measure: &Measure) {
        if !ARMS.iter().any(|arm| self.data.has_any(&[arm.pre_mean, arm.pre_sd])) {
            return;
        }
        let get = |field| self.data.get(field);
        let whole = |arm: &&ArmFields| self.data.has_all(&[arm.mean, arm.sd, arm.pre_mean, arm.pre_sd]);
        let Some(r) = get(Field::R).filter(|_| measure.id == "MD" && ARMS.iter().all(whole)) else {
            return self.notices.push(Notice::new(NoticeCode::BaselineNotUsed));
        };
        for arm in ARMS {
            let get = |field| self.data.get(field).unwrap_or_default();
            let (mean, before) = (get(arm.mean), get(arm.pre_mean));
            match change_deviation::from_correlation(get(arm.sd), get(arm.pre_sd), r) {
                Ok(Derived { value, mut working, notices }) => {
                    let Some(last) = working.pop() else { return };
                    let numbers = [("final", mean), ("baseline", before)];
                    let change = Step::new("change", "final − baseline", &numbers, mean - before);
                    self.set(arm.mean, mean - before, Route::Baseline, change.by("Cochrane Handbook 6.5.2.8"));
                    self.steps.extend(working);
                    self.set(arm.sd, value, Route::Baseline, last);
                    self.notices.extend(notices);
                }
                Err(problem) => return self.refuse(vec![problem], Field::R),
            }
        }
    }

    /// The correlation of two measurements, from what the paper prints of their difference.
    fn correlation(&mut self, printed: &Printed) {
        use Field::{Lower, Mean1, Mean2, N, P, R, Sd1, Sd2, Se, T, Upper};
        let get = |field| self.data.get(field);
        let (Some(sd1), Some(sd2), Some(n), None) = (get(Sd1), get(Sd2), get(N), get(R)) else { return };
        let difference = get(Mean1).zip(get(Mean2)).map(|(mean1, mean2)| mean1 - mean2).unwrap_or_default();
        let limits = get(Lower).zip(get(Upper));
        let (route, about, deviation) = match (get(Se), limits, get(T), get(P)) {
            (Some(se), ..) => (Route::ChangeError, Se, deviation::from_standard_error(se, n)),
            (_, Some((lower, upper)), ..) => {
                (Route::ChangeInterval, Lower, deviation::from_interval(lower, upper, n, printed.level))
            }
            (_, _, Some(t), _) => {
                let error = test_statistic::from_t(difference, t);
                (Route::ChangeT, T, error.and_then(|error| error.then(|se| deviation::from_standard_error(se, n))))
            }
            (.., Some(p)) => {
                let bound = printed.bound();
                if bound == Bound::Below {
                    return self.refuse(vec![Problem::new(ProblemCode::SeNotRecoverable)], P);
                }
                (Route::ChangeP, P, change_deviation::from_p(difference, p, n, bound == Bound::Above))
            }
            _ => return,
        };
        match deviation.and_then(|found| found.then(|sd_diff| correlation::from_deviations(sd1, sd2, sd_diff))) {
            Ok(Derived { value, mut working, notices }) => {
                let Some(last) = working.pop() else { return };
                self.steps.extend(working);
                self.set(R, value, route, last);
                self.notices.extend(notices);
            }
            // nobody typed the correlation
            Err(problem) if problem.code == ProblemCode::CorrelationOutOfRange => {
                let value = printed.text(about).map_or_else(|| self.shortest(about), str::to_owned);
                let problem = Problem::new(ProblemCode::NotOfThese).about(about);
                self.problems.push(problem.with("value", value.as_str()));
            }
            Err(problem) => self.refuse(vec![problem], about),
        }
    }

    /// The events of an arm from their percentage.
    fn percentage(&mut self, arm: &ArmFields, printed: &Printed) {
        let Some(percent) = self.data.get(arm.percent) else { return };
        if self.data.has_any(&[arm.events, arm.nonevents]) {
            return;
        }
        let Some(n) = self.data.get(arm.n) else {
            return self.refuse(vec![Problem::new(ProblemCode::MissingValue)], arm.n);
        };
        let typed = printed.text(arm.percent).and_then(|text| PrintedNumber::read(text, printed.decimal));
        let found = match typed.or_else(|| PrintedNumber::new(percent, 0)) {
            Some(percent) => percentage::events(percent, n),
            None => Err(Problem::new(ProblemCode::NotFinite).about(arm.percent)),
        };
        match found {
            Ok(Derived { value, mut working, notices }) => {
                let Some(last) = working.pop() else { return };
                self.steps.extend(working);
                self.set(arm.events, value.events, Route::Percentage, last);
                self.notices.extend(notices.into_iter().map(|notice| notice.about(arm.percent)));
            }
            Err(mut problem) => {
                let of_people = matches!(problem.field, Some(Field::N | Field::N1));
                problem.field = Some(if of_people { arm.n } else { arm.percent });
                self.problems.push(problem);
            }
        }
    }

    /// The events of both arms from a statistic and the margins.
    fn margins(&mut self, measure: &Measure, printed: &Printed) {
        use Field::{ChiSquared, Estimate, Events1, Events2, N1, N2, NonEvents1, NonEvents2, Phi, TotalEvents};
        if self.data.has_any(&[Events1, Events2, NonEvents1, NonEvents2]) || !self.problems.is_empty() {
            return;
        }
        let get = |field| self.data.get(field);
        let odds_ratio = get(Estimate).filter(|_| measure.id == "OR");
        let (about, statistic) = match (odds_ratio, get(Phi), get(ChiSquared)) {
            (Some(or), ..) => (Estimate, or),
            (_, Some(phi), _) => (Phi, phi),
            (.., Some(chi2)) => (ChiSquared, chi2),
            _ => return,
        };
        let (Some(n1), Some(n2), Some(total)) = (get(N1), get(N2), get(TotalEvents)) else {
            let missing = [N1, N2, TotalEvents].into_iter().filter(|&field| get(field).is_none());
            let problems = missing.map(|field| Problem::new(ProblemCode::MissingValue).about(field)).collect();
            return self.refuse(problems, about);
        };
        let typed = printed.text(about).and_then(|text| PrintedNumber::read(text, printed.decimal));
        // an odds ratio beside chi-squared tells the direction whatever the measure
        let direction = get(Estimate).map(|or| Direction::of_sign(or - 1.0));
        let found = Margins::new(n1, n2, total).and_then(|margins| {
            let statistic = typed.or_else(|| PrintedNumber::new(statistic, 0));
            let statistic = statistic.ok_or_else(|| Problem::new(ProblemCode::NotFinite))?;
            match about {
                Estimate => two_by_two::from_odds_ratio(statistic, &margins),
                Phi => two_by_two::from_phi(statistic, &margins),
                _ => {
                    let unknown = || Problem::new(ProblemCode::DirectionUnknown);
                    let direction = direction.and_then(Result::ok).ok_or_else(unknown)?;
                    two_by_two::from_chi_squared(statistic, direction, &margins)
                }
            }
        });
        match found {
            Ok(Derived { value, working, notices }) => {
                let events = [(Events1, value.table.events1), (Events2, value.table.events2)];
                for step in working {
                    match events.iter().find(|(field, _)| field.name() == step.quantity) {
                        Some(&(field, count)) => self.set(field, count, Route::Margins, step),
                        None => self.steps.push(step),
                    }
                }
                self.notices.extend(notices);
            }
            Err(problem) => self.refuse(vec![problem], about),
        }
    }

    /// The standard error of a comparison that the paper made itself: Student's t where the comparison is a difference of
    /// means and its people are known, else the Normal distribution.
    fn comparison(&mut self, measure: &Measure, printed: &Printed) {
        use Field::{Estimate, Lower, N, N1, N2, P, Se, T, Upper};
        let get = |field| self.data.get(field);
        let (Some(estimate), None) = (get(Estimate), get(Se)) else { return };
        let groups = get(N1).zip(get(N2)).filter(|_| measure.id == "MD");
        let pairs = get(N).filter(|_| measure.id == "MC");
        let bound = printed.bound();
        let (route, about, error) = match (get(Lower).zip(get(Upper)), get(T), get(P)) {
            (Some((lower, upper)), ..) => {
                let error = match (groups, pairs) {
                    (Some((n1, n2)), _) => difference_interval::by_t(lower, upper, n1, n2, printed.level),
                    (_, Some(n)) => deviation::from_interval(lower, upper, n, printed.level)
                        .and_then(|found| found.then(|sd| crossover::standard_error(sd, n))),
                    _ if measure.scale == Scale::Log => ratio::from_interval(lower, upper, printed.level),
                    _ => difference_interval::by_z(lower, upper, printed.level),
                };
                (Route::ReportedInterval, Lower, error)
            }
            (_, Some(t), _) => (Route::ReportedT, T, test_statistic::from_t(measure.scale.analyse(estimate), t)),
            (.., Some(_)) if bound == Bound::Below => {
                self.data.clear(P);
                return self.refuse(vec![Problem::new(ProblemCode::SeNotRecoverable)], P);
            }
            (.., Some(p)) => {
                let is_bound = bound == Bound::Above;
                let error = match (groups, pairs) {
                    (Some((n1, n2)), _) => p_value::to_standard_error(estimate, p, n1, n2, is_bound),
                    (_, Some(n)) => change_deviation::from_p(estimate, p, n, is_bound)
                        .and_then(|found| found.then(|sd| crossover::standard_error(sd, n))),
                    _ => p_value::to_standard_error_by_z(measure.scale.analyse(estimate), p, is_bound),
                };
                (Route::ReportedP, P, error)
            }
            _ => return,
        };
        match error {
            Ok(Derived { value, mut working, notices }) => {
                let Some(last) = working.pop() else { return };
                self.steps.extend(working);
                self.set(Se, value, route, last);
                self.notices.extend(notices);
            }
            // what is wrong with the numbers themselves, the measure says
            Err(problem) if problem.code == ProblemCode::SeNotRecoverable => self.refuse(vec![problem], about),
            Err(_) => {}
        }
    }

    /// A difference of paired means without their deviations, from what the paper prints of it.
    fn paired_difference(&mut self, measure: &Measure, printed: &Printed) {
        use Field::{Estimate, Lower, Mean1, Mean2, P, R, Sd1, Sd2, Se, T};
        let get = |field| self.data.get(field);
        let (Some(mean1), Some(mean2)) = (get(Mean1), get(Mean2)) else { return };
        if measure.id != "MC" || self.data.has_any(&[Sd1, Sd2, R]) || !self.data.has_any(&[Se, Lower, T, P]) {
            return;
        }
        let difference = mean1 - mean2;
        let numbers = [("mean1", mean1), ("mean2", mean2)];
        self.steps.push(Step::new("MC", "mean1 − mean2", &numbers, difference));
        for field in [Mean1, Mean2] {
            self.data.clear(field);
        }
        self.data.set(Estimate, difference);
        self.comparison(measure, printed);
    }

    fn shortest(&self, field: Field) -> String {
        self.data.get(field).map(number::shortest).unwrap_or_default()
    }

    /// The comparison's share of a comparator that others use as well: Cochrane Handbook 23.3.4.
    fn split(&mut self, sharers: f64) {
        if sharers <= 1.0 {
            return;
        }
        let Some((size, before)) = comparator_size(&self.data) else { return };
        let (shared, steps) = divided(&self.data, DIVIDED, ("k", sharers), "Cochrane Handbook 23.3.4");
        self.data = shared;
        self.divide(steps, Route::Split);
        self.notices.push(control_split(size, sharers, before));
    }

    /// The sample that as many individuals would make, of a trial of clusters.
    fn effective(&mut self, measure: &Measure) {
        match cluster::effective(&self.data, 0.0, measure.scale) {
            Ok((data, steps, notices)) => {
                self.data = data;
                self.divide(steps, Route::Effective);
                self.notices.extend(notices);
            }
            Err(problems) => self.problems.extend(problems),
        }
    }

    /// Tells each number that was divided, and takes the steps.
    fn divide(&mut self, steps: Vec<Step>, route: Route) {
        for step in steps {
            match Field::from_name(step.quantity) {
                Some(field) => self.set(field, step.value, route, step),
                None => self.steps.push(step),
            }
        }
    }

    /// Takes a recovered number with the step that gives it.
    pub(super) fn set(&mut self, field: Field, value: f64, route: Route, step: Step) {
        // whole people and events have no decimals
        let counted = matches!(
            field,
            Field::Events1 | Field::Events2 | Field::NonEvents1 | Field::NonEvents2 | Field::N1 | Field::N2 | Field::N
        );
        let text = match value.fract() == 0.0 && counted {
            true => number::shortest(value),
            false => number::difference(value, number::decimals_for(value.abs()) + 2),
        };
        self.data.set(field, value);
        self.notices.push(
            Notice::new(NoticeCode::Recovered).about(field).with("rule", route.name()).with("value", text.as_str()),
        );
        let Step { formula, source, .. } = step;
        let substituted = step.substituted.clone();
        self.recovered.push(RecoveredNumber { field, value, text, route, formula, substituted, source });
        self.steps.push(Step { quantity: field.name(), ..step });
    }

    fn refuse(&mut self, problems: Vec<Problem>, about: Field) {
        let place = |problem: Problem| if problem.field.is_some() { problem } else { problem.about(about) };
        self.problems.extend(problems.into_iter().map(place));
    }
}

/// What a split divides; means and risks stand.
const DIVIDED: &[(Field, &str)] = &[
    (Field::Events2, "events2 / k"),
    (Field::NonEvents2, "nonevents2 / k"),
    (Field::N2, "n2 / k"),
    (Field::Time2, "time2 / k"),
];

/// How large the comparator is: its people, or its person-time.
pub(crate) fn comparator_size(reported: &Reported) -> Option<(Field, f64)> {
    let counted = || Some(reported.get(Field::Events2)? + reported.get(Field::NonEvents2)?);
    let time = reported.get(Field::Time2).map(|time| (Field::Time2, time));
    time.or_else(|| reported.get(Field::N2).or_else(counted).map(|n| (Field::N2, n)))
}
