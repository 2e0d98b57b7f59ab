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
        let mut reported = reported.clone();
        // a table may give those without the event instead of the group size
        for (n, events, nonevents) in [(N1, Events1, NonEvents1), (N2, Events2, NonEvents2)] {
            if let (None, Some(with), Some(without)) = (reported.get(n), reported.get(events), reported.get(nonevents))
            {
                let mut door = Door::new();
                door.count(events, with);
                door.count(nonevents, without);
                door.close(())?;
                reported.set(n, with + without);
            }
        }
        let [events1, n1, events2, n2] = all_of(&reported, [Events1, N1, Events2, N2])?;
        TwoByTwo::new(events1, n1, events2, n2)
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
}
