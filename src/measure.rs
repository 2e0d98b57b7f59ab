//! The record every measure is, the options they share, and the one way from numbers to an estimate.
//!
//! A measure is a file in `measure/`, a line in [`MEASURES`] and a fixture.

pub mod arcsine_difference;
pub mod coefficient_of_variation_ratio;
pub mod generic_inverse_variance;
pub mod glass_delta;
pub mod hazard_ratio;
pub mod incidence_rate_difference;
pub mod incidence_rate_ratio;
pub mod mean_change;
pub mod mean_difference;
pub mod number_needed_to_treat;
pub mod odds_ratio;
pub mod peto_odds_ratio;
pub mod ratio_of_mean_change;
pub mod ratio_of_means;
pub mod risk_difference;
pub mod risk_ratio;
pub mod standardized_mean_change;
pub mod standardized_mean_change_raw;
pub mod standardized_mean_difference;
pub mod standardized_mean_difference_heteroscedastic;
pub mod variability_ratio;

use crate::design::{ComparedRatio, Comparison, Design, Hazard, Paired, TwoByTwo, TwoMeans, TwoRates};
use crate::explain::{self, Step};
use crate::field::{Field, Reported};
use crate::interval::{self, Ends, Interval, Level, Statistic};
use crate::problem::{Notice, NoticeCode, Problem, ProblemCode};
use crate::real;
use crate::scale::Scale;
use crate::zero_cells::ZeroCells;
use serde::{Serialize, Serializer};

/// Every measure, in the order a menu shows them. Of those that share a design, the first is its default.
pub const MEASURES: &[&Measure] = &[
    &mean_difference::RECORD,
    #[cfg(feature = "complete")]
    &standardized_mean_difference::RECORD,
    #[cfg(feature = "complete")]
    &ratio_of_means::RECORD,
    &odds_ratio::RECORD,
    &risk_ratio::RECORD,
    #[cfg(feature = "complete")]
    &risk_difference::RECORD,
    #[cfg(feature = "complete")]
    &peto_odds_ratio::RECORD,
    &incidence_rate_ratio::RECORD,
    #[cfg(feature = "complete")]
    &incidence_rate_difference::RECORD,
    #[cfg(feature = "complete")]
    &hazard_ratio::RECORD,
    #[cfg(feature = "complete")]
    &number_needed_to_treat::RECORD,
    #[cfg(feature = "complete")]
    &arcsine_difference::RECORD,
    #[cfg(feature = "complete")]
    &glass_delta::RECORD,
    #[cfg(feature = "complete")]
    &standardized_mean_difference_heteroscedastic::RECORD,
    #[cfg(feature = "complete")]
    &variability_ratio::RECORD,
    #[cfg(feature = "complete")]
    &coefficient_of_variation_ratio::RECORD,
    #[cfg(feature = "complete")]
    &mean_change::RECORD,
    #[cfg(feature = "complete")]
    &standardized_mean_change::RECORD,
    #[cfg(feature = "complete")]
    &standardized_mean_change_raw::RECORD,
    #[cfg(feature = "complete")]
    &ratio_of_mean_change::RECORD,
    #[cfg(feature = "complete")]
    &generic_inverse_variance::DIFFERENCE,
    #[cfg(feature = "complete")]
    &generic_inverse_variance::RATIO,
];

/// The papers of a measure, which the first build leaves out.
const fn cited(papers: &'static [&'static str]) -> &'static [&'static str] {
    if cfg!(feature = "complete") { papers } else { &[] }
}

/// What the conventions mean for a measure, which the first build leaves out.
const fn agreed(conventions: &'static [(Convention, &'static str)]) -> &'static [(Convention, &'static str)] {
    if cfg!(feature = "complete") { conventions } else { &[] }
}

/// The paper of an interval method, which the first build leaves out.
fn cited_interval(interval: Interval) -> Option<&'static str> {
    if cfg!(feature = "complete") { interval.reference() } else { None }
}

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
    /// Its interval methods; the first is the default. [`Measure::intervals`] tells those that are built in.
    pub intervals: &'static [Interval],
    /// The papers its formulas come from.
    pub references: &'static [&'static str],
    /// What the conventions mean for it, with their sources; empty where they agree.
    pub conventions: &'static [(Convention, &'static str)],
    /// Whether its Wald interval adds the zero-cell correction.
    pub corrects_zeros: bool,
    /// How it is computed.
    pub calculation: Calculation,
}

/// A choice that a measure offers, with what stands behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// The option: `interval`, `convention` or `zeroCells`.
    pub option: &'static str,
    /// Its value.
    pub value: &'static str,
    /// Its source, or what it means.
    pub source: &'static str,
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
    /// From one group measured twice.
    Paired(Method<Paired>),
    /// From a log-rank analysis or a reported hazard ratio.
    Hazard(Method<Hazard>),
    /// From a difference that the paper reports.
    Comparison(Method<Comparison>),
    /// From a ratio that the paper reports.
    ComparedRatio(Method<ComparedRatio>),
}

/// The formulas of a measure.
#[derive(Debug)]
pub struct Method<D> {
    /// Point, variance and interval.
    pub findings: fn(&D, &Options) -> Result<Findings, Problem>,
    /// What the reader should know.
    pub notices: fn(&D, &Options, &Findings) -> Vec<Notice>,
    /// The formulas with their numbers.
    pub working: fn(&D, &Options, &Findings) -> Vec<Step>,
    /// People in the study, where the design counts them.
    pub people: fn(&D) -> Option<f64>,
}

impl<D> Method<D> {
    /// The formulas of a measure that tells nothing of its own.
    ///
    /// The first build, which shows no formulas, leaves `working` out.
    pub(crate) const fn new(
        findings: fn(&D, &Options) -> Result<Findings, Problem>,
        working: fn(&D, &Options, &Findings) -> Vec<Step>,
        people: fn(&D) -> Option<f64>,
    ) -> Method<D> {
        let working = if cfg!(feature = "complete") { working } else { |_: &D, _: &Options, _: &Findings| Vec::new() };
        Method { findings, notices: |_: &D, _: &Options, _: &Findings| Vec::new(), working, people }
    }

    /// The same with what the reader should know.
    pub(crate) const fn telling(self, notices: fn(&D, &Options, &Findings) -> Vec<Notice>) -> Method<D> {
        Method { notices, ..self }
    }
}

/// What a formula finds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Findings {
    /// The point estimate on the analysis scale; infinite where a ratio is 0 or infinite.
    pub point: f64,
    /// The point estimate on the displayed scale.
    pub shown: f64,
    /// The variance of the point; `None` where it has none (a zero cell without a correction).
    pub variance: Option<f64>,
    /// The interval on the analysis scale, and its test.
    pub ends: Ends,
    /// The interval on the displayed scale.
    pub shown_ends: (f64, f64),
}

impl Findings {
    /// The Normal-theory findings of a point and its variance.
    ///
    /// `point` and `variance` are on the analysis scale: of the logarithm for a ratio.
    ///
    /// # Errors
    /// `se-zero` where the variance is zero: there is a point but no interval.
    ///
    /// ```
    /// use effect_size::Level;
    /// use effect_size::measure::Findings;
    /// use effect_size::scale::Scale;
    /// // Aronson 1948, log odds ratio
    /// let found = Findings::normal(Scale::Log, -0.938694, 0.357125, Level::default())?;
    /// assert_eq!(format!("{:.4} {:.4} {:.4}", found.shown, found.shown_ends.0, found.shown_ends.1), "0.3911 0.1212 1.2619");
    /// # Ok::<(), effect_size::Problem>(())
    /// ```
    pub fn normal(scale: Scale, point: f64, variance: f64, level: Level) -> Result<Findings, Problem> {
        Findings::normal_shown_as(scale, scale.display(point), point, variance, level)
    }

    /// The same for a point whose displayed value is known without a round trip through the logarithm.
    ///
    /// `shown` is on the displayed scale, `point` and `variance` are on the analysis scale.
    ///
    /// # Errors
    /// As [`Findings::normal`].
    ///
    /// ```
    /// use effect_size::Level;
    /// use effect_size::measure::Findings;
    /// use effect_size::scale::Scale;
    /// let found = Findings::normal_shown_as(Scale::Log, 512.0 / 1309.0, -0.938694, 0.357125, Level::default())?;
    /// assert_eq!(found.shown, 512.0 / 1309.0);
    /// # Ok::<(), effect_size::Problem>(())
    /// ```
    pub fn normal_shown_as(
        scale: Scale,
        shown: f64,
        point: f64,
        variance: f64,
        level: Level,
    ) -> Result<Findings, Problem> {
        if variance == 0.0 {
            return Err(Problem::new(ProblemCode::SeZero));
        }
        let ends = interval::around(point, real::sqrt(variance), level);
        Ok(Findings::of(scale, shown, point, Some(variance), ends))
    }

    /// The findings of an interval on the analysis scale.
    ///
    /// `shown` is on the displayed scale, the rest on the analysis scale.
    ///
    /// ```
    /// use effect_size::Level;
    /// use effect_size::measure::Findings;
    /// use effect_size::scale::Scale;
    /// use effect_size::interval::around;
    /// let ends = around(0.0, 0.5, Level::default());
    /// let found = Findings::of(Scale::Log, 1.0, 0.0, Some(0.25), ends);
    /// assert_eq!(format!("{:.4} {:.4}", found.shown_ends.0, found.shown_ends.1), "0.3753 2.6644");
    /// ```
    pub fn of(scale: Scale, shown: f64, point: f64, variance: Option<f64>, ends: Ends) -> Findings {
        let shown_ends = (scale.display(ends.lower), scale.display(ends.upper));
        Findings { point, shown, variance, ends, shown_ends }
    }

    /// The findings of an interval found by inverting a test, on the displayed scale; the point is from raw counts.
    ///
    /// `variance` is the Wald variance of the raw point, where it has one.
    ///
    /// `shown` and `limits` are on the displayed scale, `p` is two-sided, 0 to 1.
    ///
    /// ```
    /// use effect_size::measure::Findings;
    /// use effect_size::scale::Scale;
    /// // Aronson 1948, exact limits of the odds ratio
    /// let found = Findings::inverted(Scale::Log, 0.391138, 0.357125, (0.088701, 1.370276), None, 0.172577);
    /// assert_eq!(found.shown_ends, (0.088701, 1.370276));
    /// assert_eq!(format!("{:.4} {:.4}", found.ends.lower, found.ends.upper), "-2.4225 0.3150");
    /// ```
    pub fn inverted(
        scale: Scale,
        shown: f64,
        variance: f64,
        limits: (f64, f64),
        statistic: Option<Statistic>,
        p: f64,
    ) -> Findings {
        let variance = (variance > 0.0 && variance.is_finite()).then_some(variance);
        let ends = Ends { lower: scale.analyse(limits.0), upper: scale.analyse(limits.1), statistic, p: Some(p) };
        Findings { point: scale.analyse(shown), shown, variance, ends, shown_ends: limits }
    }
}

/// Whether an estimate comes with its working, which takes longer than all the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// With the formulas and their numbers.
    Worked,
    /// The numbers alone.
    Numbers,
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
    ///
    /// Lower case.
    ///
    /// ```
    /// use effect_size::Convention;
    /// assert_eq!(Convention::RevMan.name(), "revman");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Convention::RevMan => "revman",
            Convention::Metafor => "metafor",
        }
    }

    /// The convention of that name.
    ///
    /// Exactly as [`Convention::name`] gives it; `None` for anything else.
    ///
    /// ```
    /// use effect_size::Convention;
    /// assert_eq!(Convention::from_name("metafor"), Some(Convention::Metafor));
    /// assert_eq!(Convention::from_name("R"), None);
    /// ```
    pub fn from_name(name: &str) -> Option<Convention> {
        [Convention::RevMan, Convention::Metafor].into_iter().find(|convention| convention.name() == name)
    }
}

/// What becomes of medians.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Medians {
    /// They become means where the skewness test of Shi 2023 lets them.
    #[default]
    Convert,
    /// They stay medians, and the row is reported as given.
    AsGiven,
}

impl Medians {
    /// The choice of that name.
    ///
    /// `convert` or `as-given`; `None` for anything else.
    ///
    /// ```
    /// use effect_size::Medians;
    /// assert_eq!(Medians::from_name("as-given"), Some(Medians::AsGiven));
    /// ```
    pub fn from_name(name: &str) -> Option<Medians> {
        match name {
            "convert" => Some(Medians::Convert),
            "as-given" => Some(Medians::AsGiven),
            _ => None,
        }
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
    /// What becomes of medians.
    pub medians: Medians,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            level: Level::default(),
            interval: None,
            zero_cells: ZeroCells::OnlyIfZero,
            correction: 0.5,
            convention: Convention::RevMan,
            medians: Medians::Convert,
        }
    }
}

impl Options {
    /// The interval method for a measure's formulas. Nothing but the default is built without the feature `complete`,
    /// and this tells the compiler so.
    #[inline(always)]
    pub(crate) fn method(&self) -> Option<Interval> {
        if cfg!(feature = "complete") { self.interval } else { None }
    }

    /// Checks what the types cannot.
    ///
    /// # Errors
    /// `correction-out-of-range` unless the correction is 0.001 to 10.
    ///
    /// ```
    /// use effect_size::Options;
    /// assert!(Options::default().validated().is_ok());
    /// assert!(Options { correction: 0.0, ..Options::default() }.validated().is_err());
    /// ```
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
    /// The formulas with their numbers; none in a row of a [`crate::batch`] that does not ask for them.
    pub working: Vec<Step>,
    /// The papers the formulas and the interval come from.
    pub references: References,
}

/// The papers that the formulas of an estimate and its interval come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct References {
    of_measure: &'static [&'static str],
    of_interval: Option<&'static str>,
}

impl References {
    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.of_measure.iter().copied().chain(self.of_interval)
    }
}

impl Serialize for References {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

/// An estimate on the scale of analysis: what a meta-analysis takes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Analysis {
    /// The scale.
    pub scale: Scale,
    /// The effect (metafor's `yi`).
    pub point: f64,
    /// Its standard error; `None` where a zero cell without a correction leaves none.
    pub se: Option<f64>,
    /// Its variance (metafor's `vi`); `None` as the standard error.
    pub variance: Option<f64>,
    /// Lower confidence limit.
    pub lower: f64,
    /// Upper confidence limit.
    pub upper: f64,
}

impl Measure {
    /// The measure of that id, in any case.
    ///
    /// `None` where no measure that is built in has it.
    ///
    /// ```
    /// use effect_size::Measure;
    /// assert_eq!(Measure::find("or").map(|measure| measure.name), Some("Odds ratio"));
    /// assert!(Measure::find("odds").is_none());
    /// ```
    pub fn find(id: &str) -> Option<&'static Measure> {
        MEASURES.iter().copied().find(|measure| measure.id.eq_ignore_ascii_case(id))
    }

    /// The measure that a table means by a text: an id, a name or an alias, in any case.
    ///
    /// `None` where no measure that is built in has it.
    ///
    /// ```
    /// use effect_size::Measure;
    /// assert_eq!(Measure::named("Odds Ratio").map(|measure| measure.id), Some("OR"));
    /// ```
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
    ///
    /// A reported comparison is never guessed at: whether 1.5 is a ratio or a difference only a person can say.
    ///
    /// ```
    /// use effect_size::{Field, Measure, Reported};
    /// let data = Reported::new().with(Field::Mean1, 5.9).with(Field::Mean2, 7.7);
    /// assert_eq!(Measure::suited_to(&data).map(|measure| measure.id), Some("MD"));
    /// ```
    pub fn suited_to(data: &Reported) -> Option<&'static Measure> {
        let of_groups = |measure: &&&Measure| match measure.calculation {
            Calculation::Hazard(_) => data.has_any(&[Field::Oe, Field::V]),
            Calculation::Comparison(_) | Calculation::ComparedRatio(_) => false,
            _ => true,
        };
        MEASURES.iter().filter(of_groups).copied().find(|measure| measure.suits(data))
    }

    /// True if the row reports, in whole or in part, what this measure needs.
    ///
    /// ```
    /// use effect_size::{Field, Reported, odds_ratio};
    /// assert!(odds_ratio::RECORD.suits(&Reported::new().with(Field::Events1, 19.0)));
    /// assert!(!odds_ratio::RECORD.suits(&Reported::new().with(Field::Mean1, 5.9)));
    /// ```
    pub fn suits(&self, data: &Reported) -> bool {
        use Field::*;
        let timed = data.has_any(&[Time1, Time2]);
        let counted = data.has_any(&[Events1, Events2, NonEvents1, NonEvents2]);
        let centred = data.has_any(&[Mean1, Mean2, Median1, Median2]);
        let averaged = centred && !timed && !counted;
        // percentages beside means are of something else
        let recoverable = cfg!(feature = "complete")
            && !centred
            && (data.has_any(&[Percent1, Percent2]) || data.has_any(&[ChiSquared, Phi]) && data.has_any(&[N1, N2]));
        let paired = data.has_any(&[N, R]) && !data.has_any(&[N1, N2]);
        match self.calculation {
            Calculation::Rates(_) => timed,
            Calculation::TwoByTwo(_) => (counted || recoverable) && !timed,
            Calculation::Means(_) => averaged && !paired,
            Calculation::Paired(_) => averaged && paired,
            Calculation::Hazard(_) => data.has_any(&[Oe, V, Estimate]),
            Calculation::Comparison(_) | Calculation::ComparedRatio(_) => data.get(Estimate).is_some(),
        }
    }

    /// The fields it needs.
    ///
    /// ```
    /// use effect_size::{Field, odds_ratio};
    /// assert!(odds_ratio::RECORD.fields().contains(&Field::Events1));
    /// ```
    pub fn fields(&self) -> &'static [Field] {
        match self.calculation {
            Calculation::Means(_) => TwoMeans::FIELDS,
            Calculation::TwoByTwo(_) => TwoByTwo::FIELDS,
            Calculation::Rates(_) => TwoRates::FIELDS,
            Calculation::Paired(_) => Paired::FIELDS,
            Calculation::Hazard(_) => Hazard::FIELDS,
            Calculation::Comparison(_) | Calculation::ComparedRatio(_) => Comparison::FIELDS,
        }
    }

    /// Every choice the measure offers, with its source.
    ///
    /// ```
    /// use effect_size::Measure;
    /// let choices = Measure::find("SMD").unwrap().choices();
    /// assert!(choices.iter().any(|choice| choice.value == "revman" && choice.source.contains("3.94")));
    /// ```
    pub fn choices(&self) -> Vec<Choice> {
        let intervals = self.intervals().iter().map(|interval| Choice {
            option: "interval",
            value: interval.name(),
            source: interval.reference().unwrap_or(match interval {
                Interval::Pooled | Interval::T => "point and standard error with Student's t",
                _ => "point and standard error with the Normal quantile",
            }),
        });
        let conventions = self.conventions.iter().map(|(convention, source)| Choice {
            option: "convention",
            value: convention.name(),
            source,
        });
        let rules = ZeroCells::ALL.iter().filter(|_| self.corrects_zeros).map(|rule| Choice {
            option: "zeroCells",
            value: rule.name(),
            source: rule.source(),
        });
        intervals.chain(conventions).chain(rules).collect()
    }

    /// The interval methods that are built in; the first is the default.
    ///
    /// Never empty.
    ///
    /// ```
    /// use effect_size::{Interval, odds_ratio};
    /// assert_eq!(odds_ratio::RECORD.intervals()[0], Interval::Wald);
    /// ```
    pub fn intervals(&self) -> &'static [Interval] {
        if cfg!(feature = "complete") { self.intervals } else { &self.intervals[..1] }
    }

    /// The interval method that the options ask for, or the default where it is not one of this measure's.
    ///
    /// ```
    /// use effect_size::{Interval, Options, odds_ratio};
    /// let welch = Options { interval: Some(Interval::Welch), ..Options::default() };
    /// assert_eq!(odds_ratio::RECORD.interval(&welch), Interval::Wald); // Welch's is for means
    /// ```
    pub fn interval(&self, options: &Options) -> Interval {
        options.interval.filter(|interval| self.intervals().contains(interval)).unwrap_or(self.intervals[0])
    }

    /// The estimate of a validated design; the typed doors of the measures are this function.
    pub(crate) fn estimate<D: Design>(
        &self,
        method: &Method<D>,
        design: &D,
        options: &Options,
    ) -> Result<Estimate, Problem> {
        self.estimate_in(Detail::Worked, method, design, options)
    }

    fn estimate_in<D: Design>(
        &self,
        detail: Detail,
        method: &Method<D>,
        design: &D,
        options: &Options,
    ) -> Result<Estimate, Problem> {
        let settled = self.settled(options)?;
        let found = (method.findings)(design, &settled)?.checked()?;
        let mut notices = (method.notices)(design, &settled, &found);
        notices.extend(fractional_counts(design.counts()));
        let mut steps = Vec::new();
        if cfg!(feature = "complete") && detail == Detail::Worked {
            steps = (method.working)(design, &settled, &found);
            explain::interval_steps(&mut steps, self.interval(options), &found, options.level);
        }
        Ok(self.assembled(&found, notices, steps, (method.people)(design), options))
    }

    /// Puts together what the formulas gave.
    fn assembled(
        &self,
        found: &Findings,
        mut notices: Vec<Notice>,
        working: Vec<Step>,
        people: Option<f64>,
        options: &Options,
    ) -> Estimate {
        let interval = self.interval(options);
        if let Some(chosen) = options.interval.filter(|&chosen| chosen != interval) {
            notices.push(Notice::new(NoticeCode::IntervalNotForMeasure).with("chosen", chosen.name()));
        }
        let (lower, upper) = found.shown_ends;
        if lower.is_infinite() || upper.is_infinite() {
            notices.push(Notice::new(NoticeCode::Unbounded));
        }
        let ends = found.ends;
        Estimate {
            measure: self.id,
            interval,
            level: options.level.value(),
            convention: options.convention,
            point: found.shown,
            lower,
            upper,
            analysis: Analysis {
                scale: self.scale,
                point: found.point,
                se: found.variance.map(real::sqrt),
                variance: found.variance,
                lower: ends.lower,
                upper: ends.upper,
            },
            statistic: ends.statistic,
            p: ends.p,
            n: people,
            notices,
            working,
            references: References { of_measure: self.references, of_interval: cited_interval(interval) },
        }
    }

    /// The options with what they leave open settled for this measure.
    fn settled(&self, options: &Options) -> Result<Options, Problem> {
        Ok(Options { interval: Some(self.interval(options)), ..options.validated()? })
    }
}

impl Findings {
    /// The last gate: nothing that is not a number leaves.
    fn checked(self) -> Result<Findings, Problem> {
        let (lower, upper) = self.shown_ends;
        let numbers = [self.point, self.shown, lower, upper, self.ends.lower, self.ends.upper];
        let variance = self.variance.unwrap_or(1.0);
        // a ratio whose logarithm is known but which itself cannot be written is not a ratio of zero
        let written = self.point.is_infinite() || (self.shown.is_finite() && (self.shown != 0.0 || self.point == 0.0));
        let known = numbers.iter().all(|v| !v.is_nan()) && variance.is_finite() && variance > 0.0;
        if known && written { Ok(self) } else { Err(Problem::new(ProblemCode::ResultNotFinite)) }
    }
}

/// Calls `$body` with the design and the method of a measure's calculation.
macro_rules! with_method {
    ($measure:expr, $method:ident => $body:expr) => {
        match &$measure.calculation {
            Calculation::Means($method) => $body,
            Calculation::TwoByTwo($method) => $body,
            Calculation::Rates($method) => $body,
            #[cfg(feature = "complete")]
            Calculation::Paired($method) => $body,
            #[cfg(feature = "complete")]
            Calculation::Hazard($method) => $body,
            #[cfg(feature = "complete")]
            Calculation::Comparison($method) => $body,
            #[cfg(feature = "complete")]
            Calculation::ComparedRatio($method) => $body,
            // the first build's registry holds none of these
            #[cfg(not(feature = "complete"))]
            _ => return Err(Problem::new(ProblemCode::UnknownMeasure).into()),
        }
    };
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
    compute_in(Detail::Worked, request)
}

/// The same, with its working or without.
pub(crate) fn compute_in(detail: Detail, request: &Request) -> Result<Estimate, Vec<Problem>> {
    fn run<D: Design>(detail: Detail, request: &Request, method: &Method<D>) -> Result<Estimate, Vec<Problem>> {
        let design = D::read(&request.data)?;
        Ok(request.measure.estimate_in(detail, method, &design, &request.options)?)
    }
    with_method!(request.measure, method => run(detail, request, method))
}

/// Computes many comparisons without their working: the rows of `columns`, each a field with its values.
///
/// Returns displayed point, lower and upper limit, standard error on the analysis scale and P value of each row, `NaN`
/// where a row has none. The numbers are the same bits as [`compute`]'s. Columns of different length end at the
/// shortest; a `NaN` in a column is a quantity not reported.
///
/// # Errors
/// Problems with the options; a row's problems leave `NaN` in the row.
///
/// ```
/// use effect_size::{compute_columns, Field, Measure, Options};
/// let columns = [
///     (Field::Events1, &[19.0, 77.0][..]), (Field::N1, &[50.0, 174.0]),
///     (Field::Events2, &[7.0, 18.0]), (Field::N2, &[50.0, 146.0]),
/// ];
/// let results = compute_columns(Measure::find("OR").unwrap(), &columns, &Options::default())?;
/// assert_eq!(format!("{:.2} {:.2}", results.point[0], results.point[1]), "3.76 5.64");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn compute_columns(
    measure: &'static Measure,
    columns: &[(Field, &[f64])],
    options: &Options,
) -> Result<Columns, Problem> {
    fn run<D: Design>(method: &Method<D>, columns: &[(Field, &[f64])], options: &Options) -> Columns {
        let rows = columns.iter().map(|(_, values)| values.len()).min().unwrap_or(0);
        let mut results = Columns::with_rows(rows);
        let mut data = Reported::new();
        for row in 0..rows {
            for (field, values) in columns {
                match values[row] {
                    value if value.is_nan() => data.clear(*field),
                    value => data.set(*field, value),
                }
            }
            let found = D::read(&data).ok().and_then(|design| (method.findings)(&design, options).ok()?.checked().ok());
            if let Some(found) = found {
                results.set(row, &found);
            }
        }
        results
    }
    let options = measure.settled(options)?;
    Ok(with_method!(measure, method => run(method, columns, &options)))
}

/// The results of [`compute_columns`], a value a row, `NaN` where there is none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    /// Effects on the displayed scale.
    pub point: Vec<f64>,
    /// Lower limits on the displayed scale.
    pub lower: Vec<f64>,
    /// Upper limits on the displayed scale.
    pub upper: Vec<f64>,
    /// Standard errors on the analysis scale.
    pub se: Vec<f64>,
    /// Two-sided P values.
    pub p: Vec<f64>,
}

impl Columns {
    fn with_rows(rows: usize) -> Columns {
        let empty = vec![f64::NAN; rows];
        Columns { point: empty.clone(), lower: empty.clone(), upper: empty.clone(), se: empty.clone(), p: empty }
    }

    fn set(&mut self, row: usize, found: &Findings) {
        self.point[row] = found.shown;
        (self.lower[row], self.upper[row]) = found.shown_ends;
        self.se[row] = found.variance.map_or(f64::NAN, real::sqrt);
        self.p[row] = found.ends.p.unwrap_or(f64::NAN);
    }
}

/// A comparison under one zero-cell rule or one interval that needs none.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Alternative {
    /// The rule; `None` for an interval that needs no correction.
    pub zero_cells: Option<ZeroCells>,
    /// The interval method.
    pub interval: Interval,
    /// The estimate.
    pub estimate: Option<Estimate>,
    /// Why there is none.
    pub problems: Vec<Problem>,
}

/// The same comparison under every zero-cell rule, and by the intervals that need no correction.
///
/// ```
/// use effect_size::{zero_rules, Field, Measure, Options, Reported, Request};
/// let data = Reported::new()
///     .with(Field::Events1, 0.0).with(Field::N1, 50.0)
///     .with(Field::Events2, 7.0).with(Field::N2, 48.0);
/// let request = Request { measure: Measure::find("OR").unwrap(), data, options: Options::default() };
/// let points: Vec<_> = zero_rules(&request).iter().map(|a| a.estimate.as_ref().map(|e| e.point)).collect();
/// assert_ne!(points[0], points[3]); // treatment-arm differs from 1/2 to each cell
/// ```
pub fn zero_rules(request: &Request) -> Vec<Alternative> {
    let under = |zero_cells: Option<ZeroCells>, interval: Interval| {
        let rule = zero_cells.unwrap_or(request.options.zero_cells);
        let options = Options { zero_cells: rule, interval: Some(interval), ..request.options };
        let (estimate, problems) = match compute(&Request { options, ..request.clone() }) {
            Ok(estimate) => (Some(estimate), Vec::new()),
            Err(problems) => (None, problems),
        };
        Alternative { zero_cells, interval, estimate, problems }
    };
    let by_rule = |interval: Interval| request.measure.corrects_zeros && interval == Interval::Wald;
    let rules = ZeroCells::ALL.iter().filter(|_| by_rule(Interval::Wald));
    let ruled = rules.map(|&rule| (Some(rule), Interval::Wald));
    let others = request.measure.intervals().iter().filter(|interval| !by_rule(**interval));
    ruled.chain(others.map(|&interval| (None, interval))).map(|(rule, interval)| under(rule, interval)).collect()
}

/// A notice for every count that is not whole.
fn fractional_counts(counts: Vec<(Field, f64)>) -> impl Iterator<Item = Notice> {
    let notice = |(field, value)| Notice::new(NoticeCode::FractionalCount).about(field).with("value", value);
    counts.into_iter().filter(|(_, value)| value.fract() != 0.0).map(notice)
}

/// Refuses a table whose counts are not whole, for exact methods.
pub(crate) fn whole_counts(table: &TwoByTwo) -> Result<(), Problem> {
    let counts = [Field::Events1, Field::N1, Field::Events2, Field::N2];
    let values = [table.events1, table.n1, table.events2, table.n2];
    match counts.iter().zip(values).find(|(_, value)| value.fract() != 0.0) {
        Some((field, value)) => Err(Problem::new(ProblemCode::WholeCountsNeeded).about(*field).with("value", value)),
        None => Ok(()),
    }
}
