//! Absolute effects: what a relative effect means for people whose risk, or rate, without the intervention is assumed.
//!
//! Cochrane Handbook 15.4.4 (12.5.4 in version 5.1). The limits are those of the effect put through the same formula, so
//! that they hold for the assumed comparator as if it were known.

use crate::explain::Step;
use crate::measure::{Estimate, Measure, number_needed_to_treat};
use crate::number;
use crate::problem::{Notice, NoticeCode, Problem, ProblemCode};
use crate::real;
use serde::Serialize;

/// What is assumed of people without the intervention.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Comparator {
    /// The risk of the event, 0 to 1; for a hazard ratio by a stated time.
    Risk(f64),
    /// Events per unit of person-time, above 0.
    Rate(f64),
}

impl Comparator {
    /// The number, if it can be one.
    ///
    /// # Errors
    /// `risk-out-of-range` unless a risk is 0 to 1; `rate-not-positive` unless a rate is above 0 and finite.
    ///
    /// ```
    /// use effect_size::absolute::Comparator;
    /// assert_eq!(Comparator::Risk(0.2).value(), Ok(0.2));
    /// assert!(Comparator::Risk(20.0).value().is_err());
    /// ```
    pub fn value(self) -> Result<f64, Problem> {
        match self {
            Comparator::Risk(risk) if (0.0..=1.0).contains(&risk) => Ok(risk),
            Comparator::Risk(risk) => Err(Problem::new(ProblemCode::RiskOutOfRange).with("value", risk)),
            Comparator::Rate(rate) if rate > 0.0 && rate.is_finite() => Ok(rate),
            Comparator::Rate(rate) => Err(Problem::new(ProblemCode::RateNotPositive).with("value", rate)),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Comparator::Risk(_) => "risk",
            Comparator::Rate(_) => "rate",
        }
    }
}

/// Whether the event is wanted, which tells benefit from harm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Event {
    /// Unwanted, such as death: fewer are a benefit.
    #[default]
    Harm,
    /// Wanted, such as recovery: more are a benefit.
    Benefit,
}

impl Event {
    /// The choice of that name.
    ///
    /// `harm` or `benefit`; `None` for anything else.
    ///
    /// ```
    /// use effect_size::absolute::Event;
    /// assert_eq!(Event::from_name("benefit"), Some(Event::Benefit));
    /// ```
    pub fn from_name(name: &str) -> Option<Event> {
        match name {
            "harm" => Some(Event::Harm),
            "benefit" => Some(Event::Benefit),
            _ => None,
        }
    }
}

/// A value and its limits.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Span {
    /// The value.
    pub point: f64,
    /// Lower confidence limit.
    pub lower: f64,
    /// Upper confidence limit.
    pub upper: f64,
}

impl Span {
    fn map(self, new: impl Fn(f64) -> f64) -> Span {
        Span { point: new(self.point), lower: new(self.lower), upper: new(self.upper) }
    }

    fn values(self) -> [f64; 3] {
        [self.point, self.lower, self.upper]
    }
}

/// An effect in absolute terms, unrounded.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Absolute {
    /// Id of the measure of the effect.
    pub measure: &'static str,
    /// What was assumed.
    pub comparator: Comparator,
    /// Whether the event is wanted.
    pub event: Event,
    /// The risk (0 to 1), or the rate per unit of person-time, with the intervention.
    pub corresponding: Span,
    /// How many more per 1000 people, or per 1000 units of person-time, have the event; fewer are below 0.
    pub difference_per_1000: Span,
    /// The number needed to treat: for a benefit (NNTB) above 0, for a harm (NNTH) below. Where the difference may be 0
    /// the interval runs through infinity: it is everything up to `lower` and everything from `upper`. `None` for rates.
    pub nnt: Option<Span>,
    /// The same as shown.
    pub display: Shown,
    /// The formulas with their numbers.
    pub working: Vec<Step>,
    /// What the reader should know.
    pub notices: Vec<Notice>,
}

/// An absolute effect, rounded for reading.
///
/// Whole people per 1000; where that would make a difference 0, and for rates, so many decimals that the difference has
/// two significant digits. A number needed to treat is rounded up: Handbook 15.4.4.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// `234 per 1000`.
    pub corresponding: String,
    /// `94 more per 1000 (12 more to 210 more)`.
    pub difference: String,
    /// `NNTH 11 (NNTH 5 to 84)`, `NNTB 10 (NNTH 20 to infinity to NNTB 4)`.
    pub nnt: Option<String>,
}

/// How an effect leads from the comparator's risk or rate to the other.
#[derive(Clone, Copy, PartialEq)]
enum Relation {
    RiskRatio,
    OddsRatio,
    HazardRatio,
    RiskDifference,
    RateRatio,
    RateDifference,
}

impl Relation {
    /// The relation of a measure to a comparator of that kind; `None` where there is none.
    fn of(measure: &Measure, comparator: Comparator) -> Option<Relation> {
        match (measure.id, comparator) {
            ("RR", Comparator::Risk(_)) => Some(Relation::RiskRatio),
            ("OR" | "PETO", Comparator::Risk(_)) => Some(Relation::OddsRatio),
            ("HR", Comparator::Risk(_)) => Some(Relation::HazardRatio),
            ("RD", Comparator::Risk(_)) => Some(Relation::RiskDifference),
            ("IRR", Comparator::Rate(_)) => Some(Relation::RateRatio),
            ("IRD", Comparator::Rate(_)) => Some(Relation::RateDifference),
            _ => None,
        }
    }

    fn is_ratio(self) -> bool {
        !matches!(self, Relation::RiskDifference | Relation::RateDifference)
    }

    /// The formula, in which `effect` and `comparator` are the numbers, and its source.
    fn formula(self) -> (&'static str, &'static str) {
        const HANDBOOK: &str = "Cochrane Handbook 15.4.4";
        match self {
            Relation::RiskRatio | Relation::RateRatio => ("effect × comparator", HANDBOOK),
            Relation::OddsRatio => ("effect × comparator / (1 − comparator + effect × comparator)", HANDBOOK),
            Relation::HazardRatio => ("1 − (1 − comparator)^effect", "Altman & Andersen 1999"),
            Relation::RiskDifference | Relation::RateDifference => ("comparator + effect", HANDBOOK),
        }
    }

    /// The corresponding risk or rate, and what it is above the comparator's, each without cancellation.
    fn at(self, effect: f64, comparator: f64) -> (f64, f64) {
        let (p, none) = (comparator, 1.0 - comparator);
        match self {
            Relation::RiskDifference | Relation::RateDifference => (p + effect, effect),
            // nobody, or by odds and hazards everybody, whatever the ratio: an infinite one is the limit of large ones
            _ if p == 0.0 => (p, 0.0),
            Relation::RiskRatio | Relation::RateRatio => (effect * p, (effect - 1.0) * p),
            _ if p == 1.0 => (p, 0.0),
            _ if effect == f64::INFINITY => (1.0, none),
            Relation::OddsRatio => {
                let odds = none + effect * p;
                (effect * p / odds, p * none * (effect - 1.0) / odds)
            }
            Relation::HazardRatio => {
                let log_free = real::ln_1p(-p);
                (-real::exp_m1(effect * log_free), -none * real::exp_m1((effect - 1.0) * log_free))
            }
        }
    }
}

/// The absolute effect of an estimate.
///
/// `comparator` is a risk for OR, PETO, RR, RD and HR, a rate for IRR and IRD. A hazard ratio leads to the risk by the
/// time for which the comparator's is given, if it holds all that time: Altman DG, Andersen PK. Calculating the number
/// needed to treat for trials where the outcome is time to an event. BMJ 1999;319:1492-5.
///
/// # Errors
/// As [`absolute_effect_of`].
///
/// ```
/// use effect_size::absolute::{Comparator, Event, absolute_effect};
/// use effect_size::{Options, TwoByTwo, risk_ratio};
/// let table = TwoByTwo::new(19.0, 50.0, 7.0, 50.0)?;
/// let estimate = risk_ratio::estimate(&table, &Options::default()).map_err(|problem| vec![problem])?;
/// let answered = absolute_effect(&estimate, Comparator::Risk(0.1), Event::Benefit).map_err(|problem| vec![problem])?;
/// assert_eq!(answered.display.difference, "171 more per 1000 (25 more to 488 more)");
/// assert_eq!(answered.display.nnt.as_deref(), Some("NNTB 6 (NNTB 3 to 40)"));
/// # Ok::<(), Vec<effect_size::Problem>>(())
/// ```
pub fn absolute_effect(estimate: &Estimate, comparator: Comparator, event: Event) -> Result<Absolute, Problem> {
    let effect = Span { point: estimate.point, lower: estimate.lower, upper: estimate.upper };
    match Measure::find(estimate.measure) {
        Some(measure) => absolute_effect_of(measure, effect, comparator, event),
        None => Err(no_absolute_effect(estimate.measure, comparator)),
    }
}

/// The absolute effect of a point and its limits, on the displayed scale of the measure.
///
/// Ratios may be 0 or infinite. A risk stays in 0 to 1, a rate at 0 or above; a notice tells where an effect would pass
/// them. The number needed to treat is 1 over the difference in risk: Altman DG. Confidence intervals for the number needed
/// to treat. BMJ 1998;317:1309-12.
///
/// # Errors
/// `no-absolute-effect` where the measure and the comparator do not go together; `risk-out-of-range`,
/// `rate-not-positive`; `not-finite`, `ratio-not-positive` for a ratio below 0, `result-not-finite`.
///
/// ```
/// use effect_size::absolute::{Comparator, Event, Span, absolute_effect_of};
/// use effect_size::odds_ratio;
/// // Cochrane Handbook 5.1, section 12.5.4.3
/// let effect = Span { point: 0.73, lower: 0.62, upper: 0.86 };
/// let fewer = absolute_effect_of(&odds_ratio::RECORD, effect, Comparator::Risk(0.3), Event::Harm)?;
/// assert_eq!(fewer.display.corresponding, "238 per 1000");
/// assert_eq!(fewer.display.nnt.as_deref(), Some("NNTB 17 (NNTB 12 to 33)"));
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn absolute_effect_of(
    measure: &Measure,
    effect: Span,
    comparator: Comparator,
    event: Event,
) -> Result<Absolute, Problem> {
    let relation = Relation::of(measure, comparator).ok_or_else(|| no_absolute_effect(measure.id, comparator))?;
    let assumed = comparator.value()?;
    for value in effect.values() {
        if value.is_nan() || value.is_infinite() && !relation.is_ratio() {
            return Err(Problem::new(ProblemCode::NotFinite));
        }
        if value < 0.0 && relation.is_ratio() {
            return Err(Problem::new(ProblemCode::RatioNotPositive).with("value", value));
        }
    }
    let is_risk = matches!(comparator, Comparator::Risk(_));
    let most = if is_risk { 1.0 } else { f64::INFINITY };
    let found = |effect: f64| {
        let (corresponding, difference) = relation.at(effect, assumed);
        match corresponding {
            above if above > most => (most, most - assumed),
            below if below < 0.0 => (0.0, -assumed),
            _ => (corresponding, difference),
        }
    };
    let (corresponding, difference) = (effect.map(|value| found(value).0), effect.map(|value| found(value).1));
    let infinite = |(value, found): (f64, f64)| value.is_finite() && !found.is_finite();
    if effect.values().into_iter().zip(corresponding.values()).any(infinite) {
        return Err(Problem::new(ProblemCode::ResultNotFinite));
    }
    let mut notices = Vec::new();
    // dust from the arithmetic passes no limit
    let passes = |value: f64| value > most * (1.0 + 1e-12) || value < -1e-12 * assumed;
    if effect.values().into_iter().any(|value| passes(relation.at(value, assumed).0)) {
        notices.push(Notice::new(NoticeCode::AbsoluteCapped));
    }
    let nnt = is_risk.then(|| {
        let gain = match event {
            Event::Harm => Span { point: -difference.point, lower: -difference.upper, upper: -difference.lower },
            Event::Benefit => difference,
        };
        let (lower, upper) = number_needed_to_treat::limits(gain.lower, gain.upper);
        Span { point: if gain.point == 0.0 { f64::INFINITY } else { 1.0 / gain.point }, lower, upper }
    });
    if nnt.is_some() && number_needed_to_treat::through_infinity(difference.lower, difference.upper) {
        notices.push(Notice::new(NoticeCode::ThroughInfinity));
    }
    let difference_per_1000 = difference.map(|difference| 1000.0 * difference);
    Ok(Absolute {
        measure: measure.id,
        comparator,
        event,
        corresponding,
        difference_per_1000,
        nnt,
        display: shown(corresponding, difference_per_1000, nnt),
        working: working(relation, effect, assumed, corresponding, difference_per_1000),
        notices,
    })
}

fn no_absolute_effect(measure: &str, comparator: Comparator) -> Problem {
    Problem::new(ProblemCode::NoAbsoluteEffect).with("measure", measure).with("given", comparator.name())
}

fn working(relation: Relation, effect: Span, assumed: f64, corresponding: Span, difference: Span) -> Vec<Step> {
    let (formula, source) = relation.formula();
    let names = ["corresponding", "its lower limit", "its upper limit"];
    let values = effect.values().into_iter().zip(corresponding.values());
    let mut steps: Vec<Step> = names
        .into_iter()
        .zip(values)
        .map(|(name, (effect, value))| {
            Step::new(name, formula, &[("effect", effect), ("comparator", assumed)], value).by(source)
        })
        .collect();
    let numbers = [("corresponding", corresponding.point), ("comparator", assumed), ("difference", difference.point)];
    let per_1000 = "1000 × (corresponding − comparator)";
    steps.push(Step::new("difference per 1000", per_1000, &numbers, difference.point));
    if !matches!(relation, Relation::RateRatio | Relation::RateDifference) && difference.point != 0.0 {
        let needed = (1000.0 / difference.point).abs();
        steps.push(Step::new("NNT", "1000 / |difference|", &numbers, needed).by("Altman 1998"));
    }
    steps
}

fn shown(corresponding: Span, difference: Span, nnt: Option<Span>) -> Shown {
    let widest = difference.lower.abs().max(difference.upper.abs());
    let size = if difference.point == 0.0 { widest } else { difference.point.abs() };
    let is_risk = nnt.is_some();
    let decimals = if is_risk && (size >= 0.5 || difference.point == 0.0) { 0 } else { number::decimals_for(size) };
    let write = |value: f64| number::difference(value, decimals);
    let more = |value: f64| format!("{} {}", write(value.abs()), if value < 0.0 { "fewer" } else { "more" });
    let per = if is_risk { "per 1000" } else { "per 1000 person-time units" };
    let (lower, upper) = (more(difference.lower), more(difference.upper));
    Shown {
        corresponding: format!("{} {per}", write(1000.0 * corresponding.point)),
        difference: format!("{} {per} ({lower} to {upper})", more(difference.point)),
        nnt: nnt.map(needed),
    }
}

/// `NNTB 10 (NNTH 20 to infinity to NNTB 4)`: harm first where the interval runs through infinity, else the smaller
/// number first.
fn needed(nnt: Span) -> String {
    let people = |number: f64| number::rounded_up(number.abs());
    let side = |number: f64| format!("{} {}", if number < 0.0 { "NNTH" } else { "NNTB" }, people(number));
    let point = if nnt.point.is_infinite() { people(nnt.point) } else { side(nnt.point) };
    let Span { lower, upper, .. } = nnt;
    let interval = match (lower < 0.0, upper > 0.0) {
        (true, true) => match (lower.is_finite(), upper.is_finite()) {
            (true, true) => format!("{} to infinity to {}", side(lower), side(upper)),
            (true, false) => format!("{} to infinity", side(lower)),
            (false, true) => format!("{} to infinity", side(upper)),
            (false, false) => people(upper),
        },
        (true, false) => format!("{} to {}", side(upper), people(lower)),
        _ => format!("{} to {}", side(lower), people(upper)),
    };
    format!("{point} ({interval})")
}
