//! What a study reports, validated once at the door: means, two-by-two tables, rates.

use crate::field::{Field, Reported};
use crate::problem::{Problem, ProblemCode};

/// Counts and person-time up to this size are checked against the references.
pub const LARGEST_COUNT: f64 = 1e15;
/// Person-time down to this size is checked against the references.
pub const SMALLEST_TIME: f64 = 1e-6;
/// Means and standard deviations up to this size can be squared and summed without overflow.
pub const LARGEST_VALUE: f64 = 1e100;

/// A way to report a study, readable from its fields.
pub trait Design: Sized {
    /// The fields it needs.
    const FIELDS: &'static [Field];

    /// Reads and validates the fields.
    ///
    /// # Errors
    /// Every problem of the row at once. Where the numbers are sound but can have no estimate, the one problem's code
    /// says so ([`ProblemCode::is_not_estimable`]).
    fn read(reported: &Reported) -> Result<Self, Vec<Problem>>;

    /// Its counts of people or events, which are whole unless something was computed from them.
    fn counts(&self) -> Vec<(Field, f64)>;
}

/// Two independent groups with means and standard deviations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TwoMeans {
    /// Mean of arm 1.
    pub mean1: f64,
    /// Standard deviation of arm 1.
    pub sd1: f64,
    /// People in arm 1.
    pub n1: f64,
    /// Mean of arm 2.
    pub mean2: f64,
    /// Standard deviation of arm 2.
    pub sd2: f64,
    /// People in arm 2.
    pub n2: f64,
}

/// Two independent groups with events and totals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TwoByTwo {
    /// People with the event in arm 1.
    pub events1: f64,
    /// People in arm 1.
    pub n1: f64,
    /// People with the event in arm 2.
    pub events2: f64,
    /// People in arm 2.
    pub n2: f64,
}

/// Two independent groups with events and person-time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TwoRates {
    /// Events in arm 1.
    pub events1: f64,
    /// Person-time of arm 1.
    pub time1: f64,
    /// Events in arm 2.
    pub events2: f64,
    /// Person-time of arm 2, in the same unit.
    pub time2: f64,
}

/// One group measured twice, or matched pairs; the difference is `mean1 - mean2`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paired {
    /// First mean (after, or with the intervention).
    pub mean1: f64,
    /// Its standard deviation.
    pub sd1: f64,
    /// Second mean (before, or with the comparator).
    pub mean2: f64,
    /// Its standard deviation.
    pub sd2: f64,
    /// People or pairs.
    pub n: f64,
    /// Correlation of the two measurements, -1 to 1.
    pub r: f64,
}

/// A comparison that the paper made itself, with what it says of its precision.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// The effect on the displayed scale.
    pub estimate: f64,
    /// What is reported of its precision.
    pub precision: Precision,
}

/// What a paper reports of an effect's precision.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Precision {
    /// The standard error on the analysis scale (of the logarithm for a ratio).
    Se(f64),
    /// The limits of a 95 % interval on the displayed scale.
    Limits(f64, f64),
    /// The t statistic, taken as a Normal one.
    T(f64),
    /// The two-sided P value.
    P(f64),
}

/// What a trial reports of a hazard ratio.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Hazard {
    /// Log-rank: observed minus expected events of arm 1, and the variance.
    LogRank {
        /// Observed minus expected.
        oe: f64,
        /// Its variance, above zero.
        v: f64,
    },
    /// The hazard ratio itself.
    Reported(Comparison),
}

/// Collects every problem of a row before giving up.
struct Door {
    problems: Vec<Problem>,
}

impl Door {
    fn new() -> Self {
        Door { problems: Vec::new() }
    }

    fn refuse(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    fn finite(&mut self, field: Field, value: f64) -> bool {
        if !value.is_finite() {
            self.refuse(Problem::new(ProblemCode::NotFinite).about(field));
        }
        value.is_finite()
    }

    fn at_most(&mut self, field: Field, value: f64, limit: f64) {
        if value > limit {
            self.refuse(Problem::new(ProblemCode::TooLarge).about(field).with("value", value).with("limit", limit));
        }
    }

    fn count(&mut self, field: Field, value: f64) {
        if !self.finite(field, value) {
            return;
        }
        if value < 0.0 {
            self.refuse(Problem::new(ProblemCode::BelowZero).about(field).with("value", value));
        }
        self.at_most(field, value, LARGEST_COUNT);
    }

    fn group_size(&mut self, field: Field, value: f64) {
        self.count(field, value);
        if value == 0.0 {
            self.refuse(Problem::new(ProblemCode::EmptyGroup).about(field));
        }
    }

    fn value(&mut self, field: Field, value: f64) {
        if self.finite(field, value) {
            self.at_most(field, value.abs(), LARGEST_VALUE);
        }
    }

    fn sd(&mut self, field: Field, value: f64) {
        self.value(field, value);
        if value < 0.0 {
            self.refuse(Problem::new(ProblemCode::BelowZero).about(field).with("value", value));
        }
        self.at_least(field, value, 1.0 / LARGEST_VALUE);
    }

    fn at_least(&mut self, field: Field, value: f64, limit: f64) {
        if value > 0.0 && value < limit {
            self.refuse(Problem::new(ProblemCode::TooSmall).about(field).with("value", value).with("limit", limit));
        }
    }

    fn close<T>(self, value: T) -> Result<T, Vec<Problem>> {
        if self.problems.is_empty() { Ok(value) } else { Err(self.problems) }
    }
}

/// The values of the fields, or a [`ProblemCode::MissingValue`] for each that is not reported.
fn all_of<const N: usize>(reported: &Reported, fields: [Field; N]) -> Result<[f64; N], Vec<Problem>> {
    let missing: Vec<Problem> = fields
        .iter()
        .filter(|&&field| reported.get(field).is_none())
        .map(|&field| Problem::new(ProblemCode::MissingValue).about(field))
        .collect();
    if missing.is_empty() { Ok(fields.map(|field| reported.get(field).unwrap_or(f64::NAN))) } else { Err(missing) }
}

impl TwoMeans {
    /// Validates two groups: finite means, standard deviations not negative, groups of at least one.
    ///
    /// # Errors
    /// Every problem at once: `not-finite`, `below-zero`, `empty-group`, `n-too-small`, `too-large`, `too-small`.
    ///
    /// ```
    /// use effect_size::TwoMeans;
    /// assert!(TwoMeans::new(5.9, 3.88, 74.0, 7.7, 4.16, 76.0).is_ok());
    /// assert!(TwoMeans::new(5.9, -3.88, 74.0, 7.7, 4.16, 76.0).is_err());
    /// ```
    pub fn new(mean1: f64, sd1: f64, n1: f64, mean2: f64, sd2: f64, n2: f64) -> Result<TwoMeans, Vec<Problem>> {
        let mut door = Door::new();
        for (field, mean) in [(Field::Mean1, mean1), (Field::Mean2, mean2)] {
            door.value(field, mean);
        }
        for (field, sd) in [(Field::Sd1, sd1), (Field::Sd2, sd2)] {
            door.sd(field, sd);
        }
        for (field, n) in [(Field::N1, n1), (Field::N2, n2)] {
            door.group_size(field, n);
            if n > 0.0 && n < 1.0 {
                door.refuse(Problem::new(ProblemCode::NTooSmall).about(field));
            }
        }
        door.close(TwoMeans { mean1, sd1, n1, mean2, sd2, n2 })
    }
}

impl TwoMeans {
    /// Degrees of freedom of the pooled variance, `n1 + n2 - 2`.
    pub fn pooled_df(&self) -> f64 {
        self.n1 + self.n2 - 2.0
    }

    /// The pooled variance, `((n1 - 1) sd1^2 + (n2 - 1) sd2^2) / (n1 + n2 - 2)`; not a number without degrees of freedom.
    pub fn pooled_variance(&self) -> f64 {
        let (sum1, sum2) = ((self.n1 - 1.0) * self.sd1 * self.sd1, (self.n2 - 1.0) * self.sd2 * self.sd2);
        (sum1 + sum2) / self.pooled_df()
    }
}

impl Design for TwoMeans {
    const FIELDS: &'static [Field] = &[Field::Mean1, Field::Sd1, Field::N1, Field::Mean2, Field::Sd2, Field::N2];

    fn read(reported: &Reported) -> Result<Self, Vec<Problem>> {
        use Field::*;
        let has = |field| reported.get(field).is_some();
        if (!has(Mean1) && has(Median1)) || (!has(Mean2) && has(Median2)) {
            return Err(Problem::new(ProblemCode::MedianOnly).into());
        }
        if has(Mean1) && has(Mean2) && !(has(Sd1) && has(Sd2)) {
            let field = if has(Sd1) { Sd2 } else { Sd1 };
            return Err(Problem::new(ProblemCode::SdMissing).about(field).into());
        }
        let [mean1, sd1, n1, mean2, sd2, n2] = all_of(reported, [Mean1, Sd1, N1, Mean2, Sd2, N2])?;
        TwoMeans::new(mean1, sd1, n1, mean2, sd2, n2)
    }

    fn counts(&self) -> Vec<(Field, f64)> {
        vec![(Field::N1, self.n1), (Field::N2, self.n2)]
    }
}

impl TwoByTwo {
    /// Validates two groups: counts not negative, events at most the group, groups not empty.
    ///
    /// Counts need not be whole: a design effect leaves effective counts.
    ///
    /// # Errors
    /// Every problem at once: `not-finite`, `below-zero`, `events-above-n`, `empty-group`, `too-large`.
    ///
    /// ```
    /// use effect_size::TwoByTwo;
    /// assert!(TwoByTwo::new(19.0, 50.0, 7.0, 50.0).is_ok());
    /// assert!(TwoByTwo::new(51.0, 50.0, 7.0, 50.0).is_err());
    /// ```
    pub fn new(events1: f64, n1: f64, events2: f64, n2: f64) -> Result<TwoByTwo, Vec<Problem>> {
        // nearly every table is sound, and a million of them pass here at a time
        let sound = |events: f64, n: f64| events >= 0.0 && events <= n && n > 0.0 && n <= LARGEST_COUNT;
        if sound(events1, n1) && sound(events2, n2) {
            return Ok(TwoByTwo { events1, n1, events2, n2 });
        }
        let mut door = Door::new();
        for (events_field, events, n_field, n) in
            [(Field::Events1, events1, Field::N1, n1), (Field::Events2, events2, Field::N2, n2)]
        {
            door.count(events_field, events);
            if events > n && n >= 0.0 {
                let problem = Problem::new(ProblemCode::EventsAboveN).about(events_field);
                door.refuse(problem.with("events", events).with("n", n));
                door.count(n_field, n);
            } else {
                door.group_size(n_field, n);
            }
        }
        door.close(TwoByTwo { events1, n1, events2, n2 })
    }

    /// The four counts: with and without the event in arm 1, then in arm 2.
    pub fn cells(&self) -> [f64; 4] {
        [self.events1, self.nonevents1(), self.events2, self.nonevents2()]
    }

    /// People without the event in arm 1.
    pub fn nonevents1(&self) -> f64 {
        self.n1 - self.events1
    }

    /// People without the event in arm 2.
    pub fn nonevents2(&self) -> f64 {
        self.n2 - self.events2
    }
}

impl Design for TwoByTwo {
    const FIELDS: &'static [Field] = &[Field::Events1, Field::N1, Field::Events2, Field::N2];

    fn read(reported: &Reported) -> Result<Self, Vec<Problem>> {
        use Field::*;
        if !reported.has_any(&[NonEvents1, NonEvents2]) {
            let [events1, n1, events2, n2] = all_of(reported, [Events1, N1, Events2, N2])?;
            return TwoByTwo::new(events1, n1, events2, n2);
        }
        let mut reported = reported.clone();
        let mut door = Door::new();
        // of events, non-events and people any two give the third
        for (n, events, nonevents) in [(N1, Events1, NonEvents1), (N2, Events2, NonEvents2)] {
            let Some(without) = reported.get(nonevents) else { continue };
            door.count(nonevents, without);
            match (reported.get(events), reported.get(n)) {
                (Some(with), None) => reported.set(n, with + without),
                (None, Some(people)) => reported.set(events, people - without),
                (Some(with), Some(people)) if with + without != people => {
                    let problem = Problem::new(ProblemCode::CountsDoNotAddUp).about(n).with("events", with);
                    door.refuse(problem.with("nonevents", without).with("n", people));
                }
                _ => {}
            }
        }
        door.close(())?;
        let [events1, n1, events2, n2] = all_of(&reported, [Events1, N1, Events2, N2])?;
        TwoByTwo::new(events1, n1, events2, n2)
    }

    fn counts(&self) -> Vec<(Field, f64)> {
        let fields = [Field::Events1, Field::N1, Field::Events2, Field::N2];
        fields.into_iter().zip([self.events1, self.n1, self.events2, self.n2]).collect()
    }
}

impl TwoRates {
    /// Validates two groups: counts not negative, person-time positive.
    ///
    /// # Errors
    /// Every problem at once: `not-finite`, `below-zero`, `time-not-positive`, `too-large`, `too-small`.
    ///
    /// ```
    /// use effect_size::TwoRates;
    /// assert!(TwoRates::new(20.0, 54.0, 8.0, 53.0).is_ok());
    /// assert!(TwoRates::new(20.0, 0.0, 8.0, 53.0).is_err());
    /// ```
    pub fn new(events1: f64, time1: f64, events2: f64, time2: f64) -> Result<TwoRates, Vec<Problem>> {
        let mut door = Door::new();
        for (field, events) in [(Field::Events1, events1), (Field::Events2, events2)] {
            door.count(field, events);
        }
        for (field, time) in [(Field::Time1, time1), (Field::Time2, time2)] {
            if door.finite(field, time) {
                if time <= 0.0 {
                    door.refuse(Problem::new(ProblemCode::TimeNotPositive).about(field).with("value", time));
                }
                door.at_least(field, time, SMALLEST_TIME);
                door.at_most(field, time, LARGEST_COUNT);
            }
        }
        door.close(TwoRates { events1, time1, events2, time2 })
    }
}

impl Design for TwoRates {
    const FIELDS: &'static [Field] = &[Field::Events1, Field::Time1, Field::Events2, Field::Time2];

    fn read(reported: &Reported) -> Result<Self, Vec<Problem>> {
        use Field::*;
        let [events1, time1, events2, time2] = all_of(reported, [Events1, Time1, Events2, Time2])?;
        TwoRates::new(events1, time1, events2, time2)
    }

    fn counts(&self) -> Vec<(Field, f64)> {
        vec![(Field::Events1, self.events1), (Field::Events2, self.events2)]
    }
}

impl Paired {
    /// Validates one group measured twice.
    ///
    /// # Errors
    /// Every problem at once: `not-finite`, `below-zero`, `empty-group`, `n-too-small`, `correlation-out-of-range`,
    /// `too-large`, `too-small`.
    ///
    /// ```
    /// use effect_size::Paired;
    /// assert!(Paired::new(103.0, 5.5, 100.0, 4.5, 50.0, 0.7).is_ok());
    /// assert!(Paired::new(103.0, 5.5, 100.0, 4.5, 50.0, 1.7).is_err());
    /// ```
    pub fn new(mean1: f64, sd1: f64, mean2: f64, sd2: f64, n: f64, r: f64) -> Result<Paired, Vec<Problem>> {
        let mut door = Door::new();
        for (field, mean) in [(Field::Mean1, mean1), (Field::Mean2, mean2)] {
            door.value(field, mean);
        }
        for (field, sd) in [(Field::Sd1, sd1), (Field::Sd2, sd2)] {
            door.sd(field, sd);
        }
        door.group_size(Field::N, n);
        if n > 0.0 && n < 1.0 {
            door.refuse(Problem::new(ProblemCode::NTooSmall).about(Field::N));
        }
        if door.finite(Field::R, r) && r.abs() > 1.0 {
            door.refuse(Problem::new(ProblemCode::CorrelationOutOfRange).about(Field::R).with("value", r));
        }
        door.close(Paired { mean1, sd1, mean2, sd2, n, r })
    }

    /// Standard deviation of the differences, `sqrt(sd1^2 + sd2^2 - 2 r sd1 sd2)`.
    pub fn sd_difference(&self) -> f64 {
        sd_of_difference(self.sd1, self.sd2, self.r)
    }
}

/// `sqrt(sd1^2 + sd2^2 - 2 r sd1 sd2)`.
pub(crate) fn sd_of_difference(sd1: f64, sd2: f64, r: f64) -> f64 {
    // (sd1 - sd2)^2 + 2 (1 - r) sd1 sd2: both terms are positive, nothing cancels
    let gap = sd1 - sd2;
    (gap * gap + 2.0 * (1.0 - r) * (sd1 * sd2)).sqrt()
}

impl Design for Paired {
    const FIELDS: &'static [Field] = &[Field::Mean1, Field::Sd1, Field::Mean2, Field::Sd2, Field::N, Field::R];

    fn read(reported: &Reported) -> Result<Self, Vec<Problem>> {
        use Field::*;
        let has = |field| reported.get(field).is_some();
        if has(Mean1) && has(Mean2) && !(has(Sd1) && has(Sd2)) {
            return Err(Problem::new(ProblemCode::SdMissing).about(if has(Sd1) { Sd2 } else { Sd1 }).into());
        }
        let [mean1, sd1, mean2, sd2, n, r] = all_of(reported, [Mean1, Sd1, Mean2, Sd2, N, R])?;
        Paired::new(mean1, sd1, mean2, sd2, n, r)
    }

    fn counts(&self) -> Vec<(Field, f64)> {
        vec![(Field::N, self.n)]
    }
}

impl Comparison {
    /// Validates a reported comparison; `is_ratio` where it and its limits must be above zero.
    ///
    /// # Errors
    /// Every problem at once: `not-finite`, `below-zero`, `ratio-not-positive`, `limits-not-in-order`, `p-out-of-range`.
    ///
    /// ```
    /// use effect_size::{Comparison, Precision};
    /// assert!(Comparison::new(0.75, Precision::Limits(0.6, 0.94), true).is_ok());
    /// assert!(Comparison::new(-0.75, Precision::Limits(0.6, 0.94), true).is_err());
    /// ```
    pub fn new(estimate: f64, precision: Precision, is_ratio: bool) -> Result<Comparison, Vec<Problem>> {
        let mut door = Door::new();
        let value = |door: &mut Door, field: Field, value: f64| {
            door.value(field, value);
            if is_ratio && value <= 0.0 {
                door.refuse(Problem::new(ProblemCode::RatioNotPositive).about(field).with("value", value));
            }
        };
        value(&mut door, Field::Estimate, estimate);
        match precision {
            Precision::Se(se) => door.sd(Field::Se, se),
            Precision::Limits(lower, upper) => {
                value(&mut door, Field::Lower, lower);
                value(&mut door, Field::Upper, upper);
                if lower > upper {
                    let problem = Problem::new(ProblemCode::LimitsNotInOrder).about(Field::Lower);
                    door.refuse(problem.with("lower", lower).with("upper", upper));
                }
            }
            Precision::T(t) => door.value(Field::T, t),
            Precision::P(p) => {
                if door.finite(Field::P, p) && !(0.0..=1.0).contains(&p) {
                    door.refuse(Problem::new(ProblemCode::POutOfRange).about(Field::P).with("value", p));
                }
            }
        }
        door.close(Comparison { estimate, precision })
    }

    /// Reads a comparison: its standard error if reported, else its interval, its t statistic or its P value.
    fn of(reported: &Reported, is_ratio: bool) -> Result<Comparison, Vec<Problem>> {
        use Field::*;
        let [estimate] = all_of(reported, [Estimate])?;
        let limits = reported.get(Lower).zip(reported.get(Upper));
        let precision = match (reported.get(Se), limits, reported.get(T), reported.get(P)) {
            (Some(se), ..) => Precision::Se(se),
            (None, Some((lower, upper)), ..) => Precision::Limits(lower, upper),
            (None, None, Some(t), _) => Precision::T(t),
            (None, None, None, Some(p)) => Precision::P(p),
            (None, None, None, None) => {
                let missing = match (reported.get(Lower), reported.get(Upper)) {
                    (Some(_), None) => Upper,
                    (None, Some(_)) => Lower,
                    _ => Se,
                };
                return Err(Problem::new(ProblemCode::MissingValue).about(missing).into());
            }
        };
        Comparison::new(estimate, precision, is_ratio)
    }
}

/// A reported difference.
impl Design for Comparison {
    const FIELDS: &'static [Field] = &[Field::Estimate, Field::Lower, Field::Upper, Field::Se, Field::P, Field::T];

    fn read(reported: &Reported) -> Result<Self, Vec<Problem>> {
        Comparison::of(reported, false)
    }

    fn counts(&self) -> Vec<(Field, f64)> {
        Vec::new()
    }
}

/// A reported ratio; its standard error is that of its logarithm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ComparedRatio(pub Comparison);

impl Design for ComparedRatio {
    const FIELDS: &'static [Field] = Comparison::FIELDS;

    fn read(reported: &Reported) -> Result<Self, Vec<Problem>> {
        Comparison::of(reported, true).map(ComparedRatio)
    }

    fn counts(&self) -> Vec<(Field, f64)> {
        Vec::new()
    }
}

impl Hazard {
    /// Validates log-rank numbers: finite, variance above zero.
    ///
    /// # Errors
    /// `not-finite`, `below-zero`, `too-large`; `se-zero` for a variance of zero.
    ///
    /// ```
    /// use effect_size::Hazard;
    /// assert!(Hazard::log_rank(-1.8, 14.5).is_ok());
    /// assert!(Hazard::log_rank(-1.8, -1.0).is_err());
    /// ```
    pub fn log_rank(oe: f64, v: f64) -> Result<Hazard, Vec<Problem>> {
        let mut door = Door::new();
        door.value(Field::Oe, oe);
        door.sd(Field::V, v);
        if v == 0.0 {
            door.refuse(Problem::new(ProblemCode::SeZero).about(Field::V));
        }
        door.close(Hazard::LogRank { oe, v })
    }
}

impl Design for Hazard {
    const FIELDS: &'static [Field] =
        &[Field::Oe, Field::V, Field::Estimate, Field::Lower, Field::Upper, Field::Se, Field::P, Field::T];

    fn read(reported: &Reported) -> Result<Self, Vec<Problem>> {
        if reported.get(Field::Estimate).is_some() && !reported.has_all(&[Field::Oe, Field::V]) {
            return Comparison::of(reported, true).map(Hazard::Reported);
        }
        let [oe, v] = all_of(reported, [Field::Oe, Field::V])?;
        Hazard::log_rank(oe, v)
    }

    fn counts(&self) -> Vec<(Field, f64)> {
        Vec::new()
    }
}
