//! The record every measure is, the options they share, and the one way from numbers to an estimate.
//!
//! A measure is a file in `measure/`, a line in [`MEASURES`] and a fixture.

pub mod incidence_rate_difference;
pub mod incidence_rate_ratio;
pub mod mean_difference;
pub mod odds_ratio;
pub mod peto_odds_ratio;
pub mod risk_difference;
pub mod risk_ratio;

use crate::design::{Design, TwoByTwo, TwoMeans, TwoRates};
use crate::explain::Step;
use crate::field::{Field, Reported};
use crate::interval::{Ends, Interval, Level, Statistic};
use crate::problem::{Notice, NoticeCode, Problem, ProblemCode};
use crate::real;
use crate::scale::Scale;
use crate::zero_cells::ZeroCells;
use serde::Serialize;

/// Every measure, in the order a menu shows them. Of those that share a design, the first is its default.
pub const MEASURES: &[&Measure] = &[
    &mean_difference::RECORD,
    &odds_ratio::RECORD,
    &risk_ratio::RECORD,
    &risk_difference::RECORD,
    &peto_odds_ratio::RECORD,
    &incidence_rate_ratio::RECORD,
    &incidence_rate_difference::RECORD,
];

/// Everything the program knows of an effect measure.
#[derive(Debug)]
pub struct Measure {
    /// Its id, as in metafor.
    pub id: &'static str,
    /// Its name in English.
    pub name: &'static str,
    /// Other names by which a table may ask for it, in lower case.
    pub aliases: &'static [&'static str],
    /// The scale on which it is analysed.
    pub scale: Scale,
    /// Its interval methods; the first is the default.
    pub intervals: &'static [Interval],
    /// The papers its formulas come from.
    pub references: &'static [&'static str],
    /// How it is computed.
    pub calculation: Calculation,
}

/// How a measure is computed, by the design it needs.
#[derive(Debug)]
pub enum Calculation {
    /// From two groups with means.
    Means(Method<TwoMeans>),
    /// From two groups with events and totals.
    TwoByTwo(Method<TwoByTwo>),
    /// From two groups with events and person-time.
    Rates(Method<TwoRates>),
}

/// The formulas of a measure.
#[derive(Debug)]
pub struct Method<D> {
    /// Point, variance and interval.
    pub findings: fn(&D, &Options) -> Result<Findings, Problem>,
    /// The working, and what the reader should know.
    pub working: fn(&D, &Options, &Findings) -> Working,
    /// People in the study, where the design counts them.
    pub people: fn(&D) -> Option<f64>,
}

/// What a formula finds; all but `shown` on the analysis scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Findings {
    /// The point estimate.
    pub point: f64,
    /// The point estimate on the displayed scale.
    pub shown: f64,
    /// Its variance.
    pub variance: f64,
    /// The interval and its test.
    pub ends: Ends,
}

impl Findings {
    /// The Normal-theory findings of a point and its variance.
    ///
    /// # Errors
    /// `se-zero` where the variance is zero: there is a point but no interval.
    pub fn normal(scale: Scale, point: f64, variance: f64, level: Level) -> Result<Findings, Problem> {
        let shown = scale.display(point);
        Findings::normal_shown_as(shown, point, variance, level)
    }

    /// The same for a point whose displayed value is known without a round trip through the logarithm.
    ///
    /// # Errors
    /// As [`Findings::normal`].
    pub fn normal_shown_as(shown: f64, point: f64, variance: f64, level: Level) -> Result<Findings, Problem> {
        if variance == 0.0 {
            return Err(Problem::new(ProblemCode::SeZero));
        }
        let ends = crate::interval::normal(point, real::sqrt(variance), level);
        Ok(Findings { point, shown, variance, ends })
    }
}

/// How a result came about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Working {
    /// The formulas with their numbers.
    pub steps: Vec<Step>,
    /// What the reader should know.
    pub notices: Vec<Notice>,
}

/// Which published variant is used where RevMan and metafor differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Convention {
    /// As RevMan.
    #[default]
    RevMan,
    /// As the R package metafor.
    Metafor,
}

impl Convention {
    /// The name used in options and results.
    pub fn name(self) -> &'static str {
        match self {
            Convention::RevMan => "revman",
            Convention::Metafor => "metafor",
        }
    }

    /// The convention of that name.
    pub fn from_name(name: &str) -> Option<Convention> {
        [Convention::RevMan, Convention::Metafor].into_iter().find(|convention| convention.name() == name)
    }
}

/// What a person may choose.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// The confidence level.
    pub level: Level,
    /// The interval method; `None` is the measure's default.
    pub interval: Option<Interval>,
    /// The zero-cell rule.
    pub zero_cells: ZeroCells,
    /// What the rule adds to a cell, 0.001 to 10.
    pub correction: f64,
    /// Which published variant.
    pub convention: Convention,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            level: Level::default(),
            interval: None,
            zero_cells: ZeroCells::OnlyIfZero,
            correction: 0.5,
            convention: Convention::RevMan,
        }
    }
}

impl Options {
    /// Checks what the types cannot.
    ///
    /// # Errors
    /// `correction-out-of-range` unless the correction is 0.001 to 10.
    pub fn validated(self) -> Result<Options, Problem> {
        if (0.001..=10.0).contains(&self.correction) {
            Ok(self)
        } else {
            Err(Problem::new(ProblemCode::CorrectionOutOfRange).with("value", self.correction))
        }
    }
}

/// One comparison to compute.
#[derive(Clone, Debug)]
pub struct Request {
    /// The measure.
    pub measure: &'static Measure,
    /// What the study reports.
    pub data: Reported,
    /// The choices.
    pub options: Options,
}

/// An effect with its interval, its working and its sources.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// Id of the measure.
    pub measure: &'static str,
    /// The interval method used.
    pub interval: Interval,
    /// The confidence level as a proportion.
    pub level: f64,
    /// The convention used.
    pub convention: Convention,
    /// The effect on the displayed scale (a ratio for an odds ratio).
    pub point: f64,
    /// Lower confidence limit on the displayed scale.
    pub lower: f64,
    /// Upper confidence limit on the displayed scale.
    pub upper: f64,
    /// The same on the scale of analysis.
    pub analysis: Analysis,
    /// The test statistic, where the method has one.
    pub statistic: Option<Statistic>,
    /// Two-sided P value, unrounded.
    pub p: Option<f64>,
    /// People in the study, where the design counts them.
    pub n: Option<f64>,
    /// What the reader should know.
    pub notices: Vec<Notice>,
    /// The formulas with their numbers.
    pub working: Vec<Step>,
    /// The papers the formulas come from.
    pub references: &'static [&'static str],
}

/// An estimate on the scale of analysis: what a meta-analysis takes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Analysis {
    /// The scale.
    pub scale: Scale,
    /// The effect (metafor's `yi`).
    pub point: f64,
    /// Its standard error.
    pub se: f64,
    /// Its variance (metafor's `vi`).
    pub variance: f64,
    /// Lower confidence limit.
    pub lower: f64,
    /// Upper confidence limit.
    pub upper: f64,
}

impl Measure {
    /// The measure of that id, in any case.
    pub fn find(id: &str) -> Option<&'static Measure> {
        MEASURES.iter().copied().find(|measure| measure.id.eq_ignore_ascii_case(id))
    }

    /// The measure that a table means by a text: an id, a name or an alias, in any case.
    pub fn named(text: &str) -> Option<&'static Measure> {
        let lower = crate::number::lower(text);
        Measure::find(&lower).or_else(|| {
            MEASURES
                .iter()
                .copied()
                .find(|measure| measure.name.eq_ignore_ascii_case(&lower) || measure.aliases.contains(&lower.as_str()))
        })
    }

    /// The measure that suits the fields a row fills, the design's default; `None` where they fit no design.
    pub fn suited_to(data: &Reported) -> Option<&'static Measure> {
        MEASURES.iter().copied().find(|measure| measure.suits(data))
    }

    /// True if the row reports, in whole or in part, what this measure needs.
    pub fn suits(&self, data: &Reported) -> bool {
        use Field::*;
        let timed = data.has_any(&[Time1, Time2]);
        let counted = data.has_any(&[Events1, Events2]);
        match self.calculation {
            Calculation::Rates(_) => timed,
            Calculation::TwoByTwo(_) => counted && !timed,
            Calculation::Means(_) => data.has_any(&[Mean1, Mean2, Median1, Median2]) && !timed && !counted,
        }
    }

    /// The fields it needs.
    pub fn fields(&self) -> &'static [Field] {
        match self.calculation {
            Calculation::Means(_) => TwoMeans::FIELDS,
            Calculation::TwoByTwo(_) => TwoByTwo::FIELDS,
            Calculation::Rates(_) => TwoRates::FIELDS,
        }
    }

    /// The interval method that the options ask for, or the default where it is not one of this measure's.
    pub fn interval(&self, options: &Options) -> Interval {
        options.interval.filter(|interval| self.intervals.contains(interval)).unwrap_or(self.intervals[0])
    }

    /// The estimate of a validated design; the typed doors of the measures are this function.
    pub(crate) fn estimate<D>(&self, method: &Method<D>, design: &D, options: &Options) -> Result<Estimate, Problem> {
        let options = options.validated()?;
        let found = (method.findings)(design, &options)?;
        let Working { steps, mut notices } = (method.working)(design, &options, &found);
        let interval = self.interval(&options);
        if let Some(chosen) = options.interval.filter(|&chosen| chosen != interval) {
            notices.push(Notice::new(NoticeCode::IntervalNotForMeasure).with("chosen", chosen.name()));
        }
        let Findings { point, shown, variance, ends } = found;
        let estimate = Estimate {
            measure: self.id,
            interval,
            level: options.level.value(),
            convention: options.convention,
            point: shown,
            lower: self.scale.display(ends.lower),
            upper: self.scale.display(ends.upper),
            analysis: Analysis {
                scale: self.scale,
                point,
                se: real::sqrt(variance),
                variance,
                lower: ends.lower,
                upper: ends.upper,
            },
            statistic: ends.statistic,
            p: ends.p,
            n: (method.people)(design),
            notices,
            working: steps,
            references: self.references,
        };
        estimate.checked()
    }
}

impl Estimate {
    /// The last gate: nothing that is not a number leaves.
    fn checked(mut self) -> Result<Estimate, Problem> {
        let finite = [self.point, self.analysis.point, self.analysis.se, self.analysis.variance];
        let ends = [self.lower, self.upper, self.analysis.lower, self.analysis.upper];
        if finite.iter().any(|v| !v.is_finite()) || ends.iter().any(|v| v.is_nan()) {
            return Err(Problem::new(ProblemCode::ResultNotFinite));
        }
        if ends.iter().any(|v| v.is_infinite()) {
            self.notices.push(Notice::new(NoticeCode::Unbounded));
        }
        Ok(self)
    }
}

/// Computes one comparison.
///
/// # Errors
/// Every problem of the row at once, as data.
///
/// ```
/// use effect_size::{compute, Field, Measure, Options, Reported, Request};
/// let data = Reported::new()
///     .with(Field::Events1, 19.0).with(Field::N1, 50.0)
///     .with(Field::Events2, 7.0).with(Field::N2, 50.0);
/// let request = Request { measure: Measure::find("OR").unwrap(), data, options: Options::default() };
/// let estimate = compute(&request).unwrap();
/// assert!((estimate.point - 817.0 / 217.0).abs() < 1e-15);
/// ```
pub fn compute(request: &Request) -> Result<Estimate, Vec<Problem>> {
    fn run<D: Design>(request: &Request, method: &Method<D>) -> Result<Estimate, Vec<Problem>> {
        let design = D::read(&request.data)?;
        Ok(request.measure.estimate(method, &design, &request.options)?)
    }
    match &request.measure.calculation {
        Calculation::Means(method) => run(request, method),
        Calculation::TwoByTwo(method) => run(request, method),
        Calculation::Rates(method) => run(request, method),
    }
}

/// A notice for every event count that is not whole.
pub(crate) fn fractional_counts(events1: f64, events2: f64) -> impl Iterator<Item = Notice> {
    [(Field::Events1, events1), (Field::Events2, events2)]
        .into_iter()
        .filter(|(_, value)| value.fract() != 0.0)
        .map(|(field, value)| Notice::new(NoticeCode::FractionalCount).about(field).with("value", value))
}
